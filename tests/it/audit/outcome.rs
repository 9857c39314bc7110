//! How jobs end.

use precheck::audit::FindingKind;
use precheck::domain::fact::{Handover, LeftUnsafe, Origin, RadioReply, StopReason};
use precheck::domain::{PausePoint, What};

use super::{Shop, Story, found, kinds, moment, sentence};
use crate::car::{VIN, codes_read};

#[test]
fn the_radio_afterwards() {
    for (arrival, after, expected) in [
        ("plays", "locked", Some("radio-locked")),
        ("no-power", "locked", Some("radio-locked")),
        ("locked", "locked", None),
        ("plays", "asks-code", Some("radio-asks-code")),
        ("asks-code", "asks-code", None),
        ("plays", "dead", Some("radio-dead")),
        ("plays", "code-entered", None),
    ] {
        let kinds = found(&Story::battery("1", &[("arrival", arrival), ("radio-after", after)]));
        let of_radio = kinds.iter().copied().find(|kind| kind.starts_with("radio"));
        assert_eq!(of_radio, expected, "{arrival}, {after}: {kinds:?}");
    }
    let audit = Shop::with(&[Story::battery("1", &[("radio-after", "locked")])]).audit();
    assert_eq!(
        sentence(&audit, "1", FindingKind::RadioLocked),
        "afterwards: Locked, takes no entry; it played on arrival; backup supply: Second battery on the car's leads, 12.61 V with \
         the lead off"
    );
}

#[test]
fn open_for_longer_than_a_day() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[]);
    let mut shop = Shop::with(&[story]);
    shop.now = moment("2026-11-23T08:59:00+01:00");
    assert_eq!(kinds(&shop.audit(), "1"), [""; 0]);
    shop.now = moment("2026-11-23T21:00:10+01:00");
    let audit = shop.audit();
    assert_eq!(
        sentence(&audit, "1", FindingKind::OpenLong),
        "open for 36 h 0 min, before the work; last row 35 h 57 min ago"
    );
    shop.thresholds.open_hours = 48;
    assert_eq!(kinds(&shop.audit(), "1"), [""; 0]);
}

#[test]
fn not_handed_over() {
    let mut story = Story::begin("battery", "1");
    story.pages(&PausePoint::ALL, &[]);
    story.finish();
    let mut shop = Shop::with(&[story]);
    assert_eq!(kinds(&shop.audit(), "1"), [""; 0], "there is a day for it");
    shop.now = moment("2026-11-26T09:30:00+01:00");
    assert_eq!(
        sentence(&shop.audit(), "1", FindingKind::NotHandedOver),
        "finished 4 days ago, and no handover is recorded"
    );
    shop.thresholds.handover_hours = 200;
    assert_eq!(kinds(&shop.audit(), "1"), [""; 0]);
}

#[test]
fn a_sheet_that_nobody_collected_stays_to_be_looked_at() {
    let mut story = Story::begin("battery", "1");
    story.pages(&PausePoint::ALL, &[]);
    story.finish();
    story.tell(What::HandedOver { how: Handover::NotCollected }, "");
    let mut shop = Shop::with(std::slice::from_ref(&story));
    shop.now = moment("2026-11-26T09:30:00+01:00");
    assert_eq!(
        sentence(&shop.audit(), "1", FindingKind::NotHandedOver),
        "finished 4 days ago, and the car left without its sheet: not collected on 2026-11-22"
    );
    story.hand_over();
    let mut shop = Shop::with(&[story]);
    shop.now = moment("2026-11-26T09:30:00+01:00");
    assert_eq!(kinds(&shop.audit(), "1"), [""; 0], "it was fetched later");
}

#[test]
fn a_job_that_was_worked_on_is_no_mistake() {
    let mut story = Story::begin("battery", "1");
    story.override_("radio-serial", None, "no time");
    story.pages(&[PausePoint::A, PausePoint::B], &[("radio-serial", "")]);
    let left = LeftUnsafe { is_lead_off: true, fitted: Vec::new() };
    story.stop(StopReason::Mistake, left, "twice");
    let shop = Shop::with(&[story]);
    let audit = shop.audit();
    let kinds = kinds(&audit, "1");
    for kind in ["worked-mistake", "left-lead-off", "serial-not-read"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    let told = audit.findings.iter().find(|it| it.kind.id() == "worked-mistake").unwrap();
    assert_eq!(
        told.sentence.to_string(),
        "stopped by Ana K. as entered by mistake, although B was called at 09:09: car left with the lead off: twice"
    );
    let mut early = Story::of_now("battery", "2");
    early.answer("source-volts", "off-already");
    early.stop(StopReason::Mistake, LeftUnsafe { is_lead_off: true, fitted: Vec::new() }, "");
    assert!(self::found(&early).contains(&"worked-mistake"), "{:?}", self::found(&early));
    let mut code = Story::begin("battery", "3");
    code.tell(What::Attempted { outcome: RadioReply::Error, origin: Origin::Here }, "");
    code.stop(StopReason::Mistake, LeftUnsafe::default(), "");
    assert!(self::found(&code).contains(&"worked-mistake"), "{:?}", self::found(&code));
}

#[test]
fn a_job_entered_by_mistake_has_no_finding() {
    let mut story = Story::begin("battery", "1");
    story.answer("radio-serial", "BP538971317615");
    story.stop(StopReason::Mistake, LeftUnsafe::default(), "");
    assert_eq!(found(&story), [""; 0]);
    let mut same_car = Story::battery("2", &[("plate", "XY99 ZZZ")]);
    same_car = same_car.moved("2026-11-22T12:00:00+01:00");
    let mut mistaken = Story::begin("battery", "3");
    mistaken.pages(&[PausePoint::A], &[]);
    mistaken.stop(StopReason::Mistake, LeftUnsafe::default(), "");
    let audit = Shop::with(&[mistaken, same_car]).audit();
    assert_eq!(kinds(&audit, "2"), [""; 0], "its serial on another car says nothing");
}

#[test]
fn a_red_light_at_the_end_is_no_mere_warning() {
    for (after, expected) in [("red-before", "lamp-on"), ("yellow", "warned")] {
        let mut story = Story::of_now("battery", "1");
        story.answer("plate", "AB12 CDE");
        story.answer("lamps", "red");
        story.call(PausePoint::A);
        story.call(PausePoint::B);
        story.answer("lamps-after", after);
        story.finish();
        let kinds = found(&story);
        assert!(kinds.contains(&expected), "{after}: {kinds:?}");
        assert_eq!(kinds.contains(&"lamp-on"), expected == "lamp-on", "{after}: {kinds:?}");
    }
}

#[test]
fn codes_that_are_new_after_the_work_and_two_vins_are_told() {
    let read = |item: &str, vin: &str, stored: &[u16]| codes_read(item, Some(vin), Some(stored), None);
    let (one, other) = (VIN, "SJNFBAJ11U7654321");
    for (vin, stored, expected) in [
        (one, &[0x0420][..], &[][..]),
        (one, &[0x0420, 0x0562], &["codes-new"]),
        // the codes of two cars are not held against each other
        (other, &[0x0420, 0x0562], &["vin-unlike"]),
    ] {
        let mut story = Story::of_now("battery", "1");
        story.answer("plate", "AB12 CDE");
        story.tell(read("lamps", one, &[0x0420]), "");
        story.call(PausePoint::A);
        story.call(PausePoint::B);
        story.tell(read("lamps-after", vin, stored), "");
        story.finish();
        let found: Vec<&str> =
            found(&story).into_iter().filter(|kind| ["codes-new", "vin-unlike"].contains(kind)).collect();
        assert_eq!(found, expected, "{vin}");
    }
    let mut typed = Story::of_now("battery", "1");
    typed.answer("plate", other);
    typed.tell(read("lamps", one, &[]), "");
    assert!(found(&typed).contains(&"vin-unlike"));
}

#[test]
fn a_battery_that_was_off_before_it_was_called_is_told() {
    let mut story = Story::of_now("battery", "1");
    story.answer("plate", "AB12 CDE");
    story.call(PausePoint::A);
    story.answer("doors", "off-already");
    let kinds = found(&story);
    assert!(kinds.contains(&"off-uncalled"), "{kinds:?}");
}
