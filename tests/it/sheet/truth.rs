//! Pages of the lists of now, held against the answers: nothing on them that the answers don't bear out.

use precheck::domain::PausePoint;

use super::tale::Tale;
use crate::car::VIN;

fn all(tale: &Tale, language: &str) -> String {
    tale.sheet(language).texts().join("\n")
}

/// A job by the lists of now, up to the customer's consent, with these answers in place of the usual ones.
pub fn begun(kind: &str, answers: &[(&str, &str)]) -> Tale {
    let usual = [
        ("method", "lead-off"),
        ("battery-look", "sound"),
        ("arrival-volts", "12.6"),
        ("plate", "AB12 CDE"),
        ("make", "nissan"),
        ("car", "j11"),
        ("engine", "petrol"),
        ("other-batteries", "none"),
        ("arrival", "plays"),
        ("radio", "j11-standard"),
        ("radio-serial", "BP538971317615"),
        ("customer-code", "card-seen"),
        ("lamps", "none"),
        ("consent", "customer-here"),
    ];
    let mut tale = Tale::begin_now(kind);
    for (item, value) in usual {
        let said = answers.iter().find(|(it, _)| *it == item).map_or(value, |(_, value)| value);
        if tale.checklist.item(item).is_some() && !said.is_empty() {
            tale.answer(item, said);
        }
    }
    answers
        .iter()
        .filter(|(it, _)| usual.iter().all(|(item, _)| item != it))
        .for_each(|(it, value)| tale.answer(it, value));
    tale
}

/// A job by the lists of now, begun and then carried through: each list of answers is followed by a call of the page.
pub fn carried(mut tale: Tale, b: &[(&str, &str)], c: &[(&str, &str)], d: &[(&str, &str)]) -> Tale {
    for (page, answers) in [(PausePoint::B, b), (PausePoint::C, c), (PausePoint::D, d)] {
        answers.iter().for_each(|(item, value)| tale.answer(item, value));
        if page == PausePoint::B || (page == PausePoint::C && !answers.is_empty()) {
            tale.clear(page);
        }
    }
    tale.finish()
}

#[track_caller]
fn says(said: &str, these: &[&str], and_not: &[&str]) {
    for words in these {
        assert!(said.contains(words), "{words:?} is missing: {said}");
    }
    for words in and_not {
        assert!(!said.contains(words), "{words:?}: {said}");
    }
}

#[test]
fn at_stop_the_page_says_why_the_work_does_not_begin_and_asks_for_no_consent() {
    for (kind, item, value, why, warum) in [
        ("battery", "engine", "hv-not-qualified", "only people trained for high voltage", "mit Hochvolt-Ausbildung"),
        ("battery", "battery-look", "damaged", "cracked, swollen or leaking", "gerissen, gebläht oder undicht"),
        ("battery", "customer-code", "no", "not at hand", "nicht vorhanden"),
        ("wiring", "location", "near-airbags", "beside airbags", "neben Airbags"),
        ("wiring", "other-batteries", "unknown-live", "not known yet", "noch nicht bekannt"),
        ("wiring-airbag", "certificate", "none", "certified for airbags", "Sachkunde für Airbags"),
    ] {
        let tale = begun(kind, &[(item, value)]);
        let (en, de) = (all(&tale, "en"), all(&tale, "de"));
        let asked = ["I agree", "signature", "please ask us why", "What may be lost"];
        says(&en, &["it does not begin yet", "we do not begin the work", why, "There is nothing to sign"], &asked);
        says(
            &de,
            &["sie beginnt noch nicht", warum, "Zu unterschreiben ist noch nichts"],
            &["einverstanden", "Unterschrift"],
        );
    }
    let tale = begun("battery", &[]);
    says(&all(&tale, "en"), &["I agree to the work", "Customer's signature"], &["does not begin"]);
}

#[test]
fn before_the_work_only_what_this_work_may_lose_is_named() {
    let (radio, windows, source) = ("ask for its code", "stop for a hand", "We feed the car");
    let said = |kind, answers: &[(&str, &str)]| all(&begun(kind, answers), "en");
    says(&said("battery", &[]), &[radio, windows, source], &[]);
    let paired = [
        ("make", "peugeot"),
        ("car", "peugeot-small"),
        ("radio", "peugeot-small-paired"),
        ("radio-serial", ""),
        ("customer-code", ""),
    ];
    says(&said("battery", &paired), &[windows, "asks for none"], &[radio, source]);
    says(
        &said("battery", &[("arrival", "asks-code")]),
        &[windows, "Asked for its code"],
        &["may lose its memory", source],
    );
    let on = said("wiring", &[("method", "lead-on"), ("other-batteries", "none")]);
    says(&on, &["The battery stays connected"], &[radio, windows, "Idle", "emission test", source]);
    let out = said("wiring", &[("method", "radio-unplugged"), ("other-batteries", "none")]);
    says(&out, &[radio, "Clock and stations"], &[windows, "Idle", source]);
    let electric = said("battery", &[("engine", "hv-qualified")]);
    says(&electric, &[windows], &["Idle"]);
}

#[test]
fn a_supply_that_never_was_on_the_car_fed_nothing() {
    let mut tale = begun("battery", &[]);
    for (item, value) in [("source-volts", "13.1"), ("backup-power", "bench-supply")] {
        tale.answer(item, value);
    }
    tale.clear(PausePoint::B);
    for (item, value) in [("cables-off", "both-off"), ("car-volts", "12.9")] {
        tale.answer(item, value);
    }
    tale.clear(PausePoint::C);
    for (item, value) in [("leads", "both-tight"), ("backup-removed", "never-fitted")] {
        tale.answer(item, value);
    }
    let tale = tale.finish();
    says(&all(&tale, "en"), &["backup supply meanwhile: none was fitted."], &["was connected meanwhile", "12.9"]);
    says(&all(&tale, "de"), &["es war keine angeschlossen."], &["war angeschlossen ("]);
}

#[test]
fn a_red_light_is_heeded_while_the_work_is_under_way_too() {
    let mut tale = begun("battery", &[]);
    tale.clear(PausePoint::B);
    tale.answer("cables-off", "both-off");
    tale.clear(PausePoint::C);
    for (item, value) in [("leads", "both-tight"), ("charging-volts", "14.3"), ("lamps-after", "red")] {
        tale.answer(item, value);
    }
    says(&all(&tale, "en"), &["The work is under way", "do not drive the car"], &[]);
}

#[test]
fn the_customers_car_is_named_as_people_call_it() {
    for (make, car, radio, name, wireless) in [
        ("renault", "renault-duster", "duster-coded", "Dacia Duster", "Factory radio with a code"),
        ("volkswagen", "vw-golf", "vw-golf-safe", "VW Golf, Jetta, Touran or Caddy", "older factory radio"),
        ("nissan", "j11", "j11-standard", "Nissan Qashqai J11", "CD, without navigation"),
        ("nissan", "other-car", "other-factory", "Nissan (model not in our list)", "factory radio"),
        ("other-make", "", "other-factory", "not in our list", "factory radio"),
    ] {
        let said = begun("battery", &[("make", make), ("car", car), ("radio", radio)]).sheet("en");
        let is_fact = |wanted: &str| said.facts.iter().any(|pair| pair.value.eq_ignore_ascii_case(wanted));
        assert!(is_fact(name) && is_fact(wireless), "{:?}", said.facts);
    }
}

#[test]
fn another_battery_that_stays_on_takes_the_proof_from_the_reading() {
    let of = |other: &str| {
        let begun = begun("battery", &[("engine", "mild-hybrid"), ("other-batteries", "to-isolate")]);
        let b = [("source-volts", "13.1"), ("backup-power", "bench-supply"), ("cover", "ready")];
        let c = [("cables-off", "both-off"), ("others-off", other), ("car-volts", "12.9")];
        carried(begun, &b, &c, &[("leads", "both-tight"), ("backup-removed", "removed")])
    };
    says(&all(&of("isolated"), "en"), &["was connected meanwhile", "12.9"], &[]);
    says(
        &all(&of("stays-on"), "en"),
        &["backup supply meanwhile: battery support unit"],
        &["was connected meanwhile", "12.9"],
    );
}

#[test]
fn a_page_on_work_with_the_battery_connected_tells_nobody_how_to_enter_a_code() {
    let tips = ["Do not guess", "If it makes you wait"];
    let of = |method: &str, c: &[(&str, &str)]| {
        let begun = begun("wiring", &[("method", method), ("location", "engine-bay")]);
        all(&carried(begun, &[], c, &[("radio-after", "plays")]), "en")
    };
    says(&of("lead-on", &[]), &[], &tips);
    says(&of("lead-off", &[("cables-off", "both-off")]), &tips, &[]);
    says(&of("radio-unplugged", &[]), &tips, &[]);
}

#[test]
fn a_red_light_seen_on_arrival_is_heeded_until_somebody_looks_again() {
    let heed = "do not drive the car";
    let tale = begun("battery", &[("lamps", "red")]);
    says(&all(&tale, "en"), &[heed, "red or airbag light was on: do not drive, call us"], &[]);
    let again = |lamps| {
        carried(begun("battery", &[("lamps", "red")]), &[], &[("cables-off", "both-off")], &[("lamps-after", lamps)])
    };
    says(&all(&again("none"), "en"), &[], &[heed]);
    says(&all(&again("red-before"), "en"), &[heed], &[]);
}

#[test]
fn codes_before_and_after_the_work_are_held_against_each_other_where_both_were_told() {
    let some = Some(&[0x0420][..]);
    let none = Some(&[][..]);
    for (before, after, english, german) in [
        (
            [Some(&[0x0133, 0x0420][..]), none],
            [some, Some(&[0x0562][..])],
            "before and after the work: new: P0562 · gone: P0133 · the same: P0420. Other control units were not read.",
            "vor und nach der Arbeit ausgelesen: neu: P0562 · nicht mehr da: P0133 · wie vorher: P0420. Andere",
        ),
        (
            [none, none],
            [none, none],
            "before and after the work: none before, none after.",
            "ausgelesen: vorher keine, nachher keine.",
        ),
        (
            // what the car tells of one kind alone is held against nothing
            [some, None],
            [None, some],
            "Before the work: stored: P0420 · pending: not told · permanent: not told. After it: stored: not told",
            "Vor der Arbeit: gespeichert: P0420 · vorläufig: nicht mitgeteilt",
        ),
    ] {
        let tale = Tale::coded(before, after);
        for (language, words, vin) in
            [("en", english, "VIN, as the car tells it"), ("de", german, "FIN, wie das Fahrzeug sie nennt")]
        {
            let sheet = tale.sheet(language);
            let said = sheet.texts().join(" ").replace('\u{a0}', " ");
            says(&said, &[words, VIN, vin], &[]);
        }
    }
}

#[test]
fn a_battery_was_put_in_once_one_is_on() {
    let mut tale = begun("battery", &[("new-battery", "efb")]);
    tale.clear(PausePoint::A);
    tale.clear(PausePoint::B);
    tale.answer("cables-off", "both-off");
    assert!(!all(&tale, "en").contains("Battery put in"), "it lies beside the car");
    tale.answer("leads", "both-tight");
    assert!(!all(&tale, "en").contains("Battery put in"), "what went on before the work was done may be the old one");
    tale.clear(PausePoint::C);
    assert!(all(&tale, "en").contains("Battery put in"));
    tale.answer("leads", "stayed-on");
    assert!(!all(&tale, "en").contains("Battery put in"), "the old one never came off");
}

/// What was said not to apply is not spoken of as something to set.
#[test]
fn what_does_not_apply_is_not_left_to_the_customer() {
    let mut tale = Tale::battery();
    assert!(!all(&tale, "en").contains("Clock, date or stations"), "it was set");
    tale.skip("clock", "");
    tale.skip("windows", "");
    let said = all(&tale.finish(), "en");
    assert!(!said.contains("Clock, date or stations") && !said.contains("does not stop for a hand"), "{said}");
}
