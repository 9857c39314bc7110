//! One test a film. What films are, and how their screens are rewritten, stands at the head of [`crate::film`].

use std::collections::BTreeSet;

/// Makes a test of each film, and the list of all of them.
macro_rules! films {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                crate::film::play(&stringify!($name).replace('_', "-"));
            }
        )*

        const LISTED: &[&str] = &[$(stringify!($name)),*];
    };
}

films! {
    airbags,
    airbags_fed,
    airbags_ignition_on,
    airbags_other_car,
    arrows,
    asks_nothing,
    audit,
    audit_actions,
    audit_filter,
    audit_seen,
    audit_small,
    audit_wide,
    board_digits,
    calls_in_order,
    clear_ends,
    clock_behind,
    code_in_a_note,
    codes,
    corrected_after_the_call,
    disk_full,
    disk_gone,
    disk_gone_new_job,
    disk_hangs,
    disk_slow,
    door_opened,
    e_power,
    elsewhere,
    find,
    five_minutes,
    flat_car,
    flat_on_arrival,
    front_page,
    full_field,
    goes_stale_while_idle,
    guard,
    guard_elsewhere,
    guard_limit,
    guard_locked,
    guard_open,
    guard_override,
    guard_own_wait,
    guard_restart,
    guard_sizes,
    guard_told,
    guard_waits,
    guide,
    guide_from_a_job,
    guide_unknown_radio,
    guide_wide,
    hand_step,
    held_key,
    help,
    hostile_text,
    hv_not_qualified,
    hv_qualified,
    identify,
    identify_asked,
    identify_card,
    identify_many,
    interrupted,
    kept_with_the_job,
    keyboards,
    leaving,
    leaving_lead_off,
    long_message,
    measured,
    method_changed,
    mild_hybrid,
    mild_hybrid_isolated,
    mistake,
    mistake_refused,
    no_code,
    no_code_overridden,
    not_intact,
    number,
    observed,
    off_already,
    offered,
    other_car,
    over_15,
    over_15_again,
    over_15_late,
    overtaken,
    practice,
    quiet,
    quiet_first,
    quiet_wide,
    receipt,
    recovery,
    recovery_other_car,
    recovery_ways_on,
    remarks,
    renault_van,
    returning,
    returning_whole,
    scan,
    scan_goes,
    second_by_phone,
    second_elsewhere,
    second_here,
    second_told,
    serial,
    sheet_language,
    sheet_name,
    siren,
    small_window,
    source,
    stale_focus,
    starts_later,
    stopped_before_the_call,
    stopped_left_so,
    stopped_made_safe,
    take_back,
    take_back_refused,
    taken_over,
    taken_over_at_once,
    taken_over_here,
    tap,
    tap_call,
    tap_lists,
    volkswagen,
    volkswagen_paired,
    who_is_there,
    watch,
    wide_gates,
    wiring_circuit,
    wiring_lead_on,
    work,
}

#[test]
fn every_film_is_listed() {
    let entries = std::fs::read_dir(crate::film::folder()).unwrap();
    let found: BTreeSet<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".film").map(|stem| stem.replace('-', "_")))
        .collect();
    let listed: BTreeSet<String> = LISTED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(found, listed, "films on the left, the list in films/mod.rs on the right");
}
