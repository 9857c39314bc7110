//! What a sheet says, and what it never says.

use precheck::catalog::Paper;
use precheck::domain::fact::{Origin, RadioReply, StopReason};
use precheck::domain::{Field, LockoutSchedule, SecondAt, Spot, Text, Volts, WatchEnd, WatchRow};
use precheck::sheet::{Letterhead, NoSheet, html, text};

use super::golden::tales;
use super::tale::{Tale, letterhead, overridden, overridden_at};
use crate::built_in;

fn all(tale: &Tale, language: &str) -> String {
    tale.sheet(language).texts().join("\n")
}

#[test]
fn a_job_entered_by_mistake_has_no_sheet() {
    let tale = Tale::battery().stop(StopReason::Mistake, false, "");
    assert_eq!(tale.composed(&letterhead(), "en", None, false), Err(NoSheet::Mistake));
}

#[test]
fn practice_says_so() {
    let sheet = Tale::battery().finish().composed(&letterhead(), "de", None, true).unwrap();
    assert_eq!(sheet.stamp.as_deref(), Some("ÜBUNG: kein echter Auftrag"));
}

#[test]
fn only_marked_lines_reach_the_customer() {
    let mut tale = Tale::battery();
    tale.noted("windows", "not-done", "he was rude");
    tale.noted("lamps-after", "these", "customer: the airbag lamp is on");
    tale.noted("radio-after", "plays", "customer: the code is 0417");
    let said = all(&tale.finish(), "en");
    assert!(!said.contains("rude"), "{said}");
    assert!(said.contains("the airbag lamp is on"), "{said}");
    assert!(said.contains("the code is ••••") && !said.contains("0417"), "{said}");
}

#[test]
fn reasons_of_overrides_stay_in_the_workshop() {
    let said = all(&overridden(), "en");
    for private in ["private", "insists", "not on this car"] {
        assert!(!said.contains(private), "{said}");
    }
    assert!(said.contains("who named Bo L. as second person"), "{said}");
    for (at, english, german) in [
        (SecondAt::Here, "Bo L. was there as the second person", "Bo L. war als zweite Person dabei"),
        (SecondAt::Phone, "Bo L. was asked by phone", "Bo L. wurde als zweite Person am Telefon gefragt"),
    ] {
        let tale = overridden_at(Some(at.clone()));
        assert!(all(&tale, "en").contains(english) && all(&tale, "de").contains(german), "{at:?}");
    }
}

#[test]
fn consent_is_not_asked_for_once_the_work_has_begun() {
    let mut tale = Tale::begin("battery");
    tale.page_a();
    assert!(all(&tale, "en").contains("I agree to the work"));
    tale.page_b();
    tale.clear(precheck::domain::PausePoint::B);
    let said = all(&tale, "en");
    for words in ["The work is under way", "before this page was printed", "and agreed: Customer, here (09:36)."] {
        assert!(said.contains(words), "{words:?} is missing: {said}");
    }
    for words in ["I agree to the work", "please read and sign", "signature", "We do not begin"] {
        assert!(!said.contains(words), "{words:?}: {said}");
    }
}

#[test]
fn whether_a_battery_came_off_is_said_where_it_was_recorded() {
    let said = |answers: &[(&str, &str)]| {
        let mut tale = Tale::begin_now("battery");
        tale.answer("plate", "AB12 CDE");
        tale.clear(precheck::domain::PausePoint::B);
        answers.iter().for_each(|(item, value)| tale.answer(item, value));
        all(&tale.stop(StopReason::PartWrong, false, ""), "en")
    };
    let (unknown, stayed) = ("whether the battery was disconnected was not recorded", "stayed connected all the time");
    for answers in [&[][..], &[("leads", "both-tight")]] {
        let said = said(answers);
        assert!(said.contains(unknown) && !said.contains(stayed), "{said}");
    }
    for answers in [[("leads", "stayed-on")], [("cables-off", "not-off")]] {
        let said = said(&answers);
        assert!(said.contains(stayed) && !said.contains(unknown), "{said}");
    }
    let said = said(&[("cables-off", "both-off"), ("leads", "both-tight")]);
    assert!(!said.contains(unknown) && !said.contains(stayed), "{said}");
}

#[test]
fn of_a_job_from_a_file_no_time_is_told() {
    let mut tale = Tale::begin_via("battery", true);
    tale.page_a();
    tale.page_b();
    tale.clear(precheck::domain::PausePoint::B);
    assert!(all(&tale, "en").contains("The work began before this page was printed."));
    tale.answer("car-volts", "12.61");
    tale.clear(precheck::domain::PausePoint::C);
    tale.page_d();
    let sheet = tale.finish().sheet("en");
    let said: Vec<&str> = sheet.facts.iter().map(|pair| pair.value.as_str()).chain(sheet.texts()).collect();
    let said = said.join("\n");
    assert!(said.contains("Battery: the battery was disconnected; a backup supply was connected meanwhile"), "{said}");
    assert!(said.contains("\n22 November 2026\n") && said.contains("and agreed: Customer, here."), "{said}");
}

#[test]
fn a_car_without_a_radio_has_no_radio_that_is_not_known() {
    let mut tale = Tale::begin("battery");
    for (item, value) in [("arrival-volts", "12.41"), ("arrival", "no-radio"), ("plate", "AB12 CDE")] {
        tale.answer(item, value);
    }
    let said = all(&tale, "en");
    assert!(said.contains("Radio\nnone in the car"), "{said}");
    for words in ["The radio may lose", "radio's serial number", "question of the code"] {
        assert!(!said.contains(words), "{words:?}: {said}");
    }
    tale.answer("backup-power", "no-radio");
    tale.clear(precheck::domain::PausePoint::B);
    tale.answer("car-volts", "12.6");
    tale.answer("leads", "both-tight");
    let said = all(&tale.finish(), "en");
    let fed = "backup supply meanwhile: None, because there is no radio in the car.";
    assert!(said.to_lowercase().contains(&fed.to_lowercase()), "nothing is measured where nothing feeds: {said}");
}

#[test]
fn where_there_is_no_code_no_copy_and_no_field_for_it_are_spoken_of() {
    let said = |code: &str| {
        let mut tale = Tale::battery();
        tale.correct("customer-code", code, "known now", "");
        all(&tale.finish(), "en")
    };
    let (copy, field, display) = ("We write it nowhere", "Write your code here", "If the display shows CODE");
    let has = |said: &str| [copy, field, display].map(|words| said.contains(words));
    assert_eq!(has(&said("card-seen")), [true, true, true]);
    assert_eq!(has(&said("no")), [false, true, true], "it may still be found");
    assert_eq!(has(&said("dealer-supplies")), [false, true, true]);
    assert_eq!(has(&said("none-needed")), [false, false, false]);
    let mut tale = Tale::battery();
    tale.correct("customer-code", "none-needed", "not from the factory", "");
    tale.correct("radio-after", "asks-code", "looked again", "");
    assert_eq!(has(&all(&tale.finish(), "en")), [false, true, true], "what it shows counts for more");
}

/// A layman can't know whether a figure is good: the limits are those of the checklist, which the workshop can change.
#[test]
fn a_figure_is_held_against_the_limits_of_the_checklist() {
    let fed = |volts: &str, language: &str| {
        let mut tale = Tale::begin("battery");
        tale.page_a();
        tale.page_b();
        tale.clear(precheck::domain::PausePoint::B);
        tale.answer("car-volts", volts);
        tale.clear(precheck::domain::PausePoint::C);
        tale.page_d();
        tale.correct("arrival-volts", "11.9", "read again", "");
        all(&tale.finish(), language)
    };
    for (volts, language, told) in [
        ("12.61", "en", "in the car 12.61\u{a0}V (typed), within our limits of 11 to 15\u{a0}V."),
        ("8.1", "en", "in the car 8.1\u{a0}V (typed), below our limit of 11\u{a0}V."),
        ("15.2", "de", "gemessen: 15,2\u{a0}V (eingegeben), über unserer Grenze von 15\u{a0}V."),
    ] {
        let said = fed(volts, language);
        assert!(said.contains(told), "{said}");
    }
    let said = fed("12.61", "en");
    assert!(said.contains("11.9\u{a0}V (typed), below our limit of 12.35\u{a0}V"), "{said}");
    assert!(!said.contains("14.32\u{a0}V (typed),"), "of a battery that is as it should be nothing is said: {said}");
}

#[test]
fn what_is_still_to_be_done_is_said_in_the_customers_words() {
    let mut tale = Tale::begin("battery");
    tale.page_a();
    tale.page_b();
    tale.clear(precheck::domain::PausePoint::B);
    tale.answer("car-volts", "12.61");
    let said = all(&tale.stop(StopReason::PartWrong, true, ""), "en");
    let open = "What we still have to do: connect the battery again; take the backup supply off the car; take out what \
                was put in for the work.";
    assert!(said.contains(open), "{said}");
    assert!(
        said.contains(
            "; backup supply meanwhile: second battery; with the battery off we measured in the car 12.61\u{a0}V"
        ),
        "{said}"
    );
}

#[test]
fn whoever_does_not_agree_asks_for_what_the_method_allows() {
    let mut wiring = Tale::begin("wiring");
    wiring.answer("method", "lead-on");
    for (tale, word, other) in [
        (Tale::begin("battery"), "leave the battery connected", "do not begin the work"),
        (wiring, "do not begin the work", "leave the battery connected"),
    ] {
        let said = all(&tale, "en");
        assert!(said.contains(word) && !said.contains(other), "{word}: {said}");
    }
}

#[test]
fn before_the_work_what_was_overridden_is_still_to_come_and_nothing_else_is_promised() {
    let mut tale = Tale::begin("battery");
    tale.page_a();
    tale.correct("customer-code", "no", "known now", "");
    tale.override_("customer-code", Some("no"), "the customer insists");
    tale.override_("backup-power", None, "none in the letterhead");
    let said = all(&tale, "en");
    for words in [
        "Not at hand; the work is to be done all the same",
        "Radio code: not at hand; the work is to be done all the same.",
        "Second source during the work: to be left out; the work is to be done without it.",
        "We write down the radio's serial number first",
    ] {
        assert!(said.contains(words), "{words:?} is missing: {said}");
    }
    for words in ["went on", "We feed the car", "We do not begin before"] {
        assert!(!said.contains(words), "{words:?}: {said}");
    }
    assert!(!all(&tale, "de").contains("ging trotzdem"));
    let stopped = tale.stop(StopReason::Declined, false, "");
    let said = all(&stopped, "en");
    assert!(!said.contains("all the same") && !said.contains("without it"), "it never began: {said}");
}

#[test]
fn what_came_of_a_code_later_counts_for_what_the_radio_does() {
    let mut tale = Tale::battery().finish();
    let said = all(&tale, "en");
    assert!(said.contains("Plays") && !said.contains("LOCKED"), "{said}");
    tale.attempt(RadioReply::Locked, Origin::Here, "");
    let said = all(&tale, "en");
    assert!(said.contains("Your radio is locked and takes no code any more."), "{said}");
    assert!(said.contains("Is locked") && !said.contains("Please enter nothing before"), "{said}");
    tale.attempt(RadioReply::Accepted, Origin::PlaysAgain, "dealer");
    let said = all(&tale, "de");
    assert!(said.contains("Spielt") && !said.contains("gesperrt und nimmt"), "{said}");
}

#[test]
fn the_attempts_at_the_code_are_told_in_the_customers_words() {
    let mut tale = Tale::battery();
    tale.attempt(RadioReply::Unknown, Origin::Seen, "entered elsewhere, as the customer says");
    let tale = tale.finish();
    let said = all(&tale, "en");
    assert!(said.contains("codes had been entered elsewhere; we do not know how many"), "{said}");
    assert!(
        said.contains(
            "Please enter nothing before 11:11. The radio must stay switched on until then: at home only with a charger"
        ),
        "{said}"
    );
    assert!(!said.contains("as the customer says"), "a note stays in the workshop: {said}");
    let mut tale = tale;
    tale.attempt(RadioReply::Error, Origin::Here, "");
    let said = all(&tale, "de");
    assert!(said.contains("Wir haben einen Code eingegeben, das Radio hat ihn nicht angenommen."), "{said}");
    assert!(said.contains("Wir haben aufgehört"), "{said}");
    tale.attempt(RadioReply::Locked, Origin::Here, "");
    assert!(all(&tale, "en").contains("Ask a dealer of the make: take the car's papers"));
    tale.attempt(RadioReply::Accepted, Origin::PlaysAgain, "dealer");
    let said = all(&tale, "en");
    assert!(
        said.contains("the radio played again") && !said.contains("Ask a dealer of the make: take the car's papers"),
        "{said}"
    );
    assert!(!all(&Tale::battery().finish(), "en").contains("Attempts to enter"), "without attempts nothing is said");
}

#[test]
fn the_waiting_times_are_those_of_the_schedule_that_is_counted_by() {
    let said = |change: &dyn Fn(&mut Vec<LockoutSchedule>), language: &str| {
        let mut tale = Tale::battery().finish();
        change(tale.lock_outs());
        let text = all(&tale, language);
        let lines = text.lines().filter(|line| line.contains("Waiting times") || line.contains("Wartezeiten"));
        lines.map(ToOwned::to_owned).collect::<Vec<_>>().join("|")
    };
    let only_default = |all: &mut Vec<LockoutSchedule>| all.retain(|it| it.is_default);
    let first = |all: &mut Vec<LockoutSchedule>| {
        all.retain(|it| it.is_default);
        (all[0].steps[0].after, all[0].steps[0].wait_seconds, all[0].provenance.is_verified) = (1, 890, true);
    };
    assert_eq!(said(&only_default, "en"), "", "what nobody verified stands on no customer's page");
    assert_eq!(
        said(&first, "en"),
        "Waiting times: after the first wrong entry the radio takes no entry for 15 minutes, and longer after further ones."
    );
    assert!(said(&first, "de").starts_with("Wartezeiten: nach der ersten falschen Eingabe"));
    assert_eq!(
        said(&|all: &mut Vec<LockoutSchedule>| all.clear(), "en"),
        "",
        "nothing is claimed that the data does not say"
    );
}

#[test]
fn a_name_is_on_the_copy_it_was_given_for_and_nowhere_else() {
    let tale = Tale::battery().finish();
    let named = tale.composed(&letterhead(), "en", Some("Łucja Żółć"), false).unwrap();
    assert!(named.texts().contains(&"Łucja Żółć"));
    assert!(!named.title.contains("Łucja") && !tale.sheet("en").texts().contains(&"Łucja Żółć"));
}

#[test]
fn in_a_browser_a_long_name_takes_its_room_above_its_line() {
    let sheet = Tale::battery().finish().composed(&letterhead(), "en", Some(&"Łucja ".repeat(20)), false).unwrap();
    let page = html(&sheet, Paper::A4);
    let lines = page.split_once("<div class=\"lines\">").unwrap().1;
    assert!(lines.find("Łucja").unwrap() < lines.find("Customer&#39;s name").unwrap(), "{lines}");
    assert!(!page.contains("position:"), "what is taken out of the flow lies over its neighbours");
}

#[test]
fn all_forms_say_the_same() {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for (name, tale) in tales() {
        for language in ["en", "de"] {
            let sheet = tale.sheet(language);
            let page = html(&sheet, Paper::A4);
            let body = page.split_once("<body>").unwrap().1.replace("&amp;", "&").replace("&quot;", "\"");
            let body = squeezed(&body.replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">"));
            for said in sheet.texts() {
                assert!(body.contains(&squeezed(said)), "{name}: html lacks {said:?}");
            }
            // columns stand side by side in the text: its words are counted instead
            let paper = text(&sheet, 80);
            let words: Vec<&str> = paper.split_whitespace().collect();
            for word in sheet.texts().iter().flat_map(|text| text.split([' ', '\u{a0}'])) {
                let is_there = words.contains(&word) || squeezed(&paper).contains(word);
                assert!(is_there, "{name}: text lacks {word:?}");
            }
            assert!(paper.lines().all(|line| line.chars().count() <= 80), "{name}");
        }
    }
}

#[test]
fn what_the_sheet_shows_of_the_data_is_there_in_german() {
    let catalog = built_in::first();
    let mut missing = Vec::new();
    let mut need = |place: String, text: &Text| {
        if !text.others.contains_key("de") {
            missing.push(format!("{place}: {text}"));
        }
    };
    for entry in catalog.checklists() {
        let list = &entry.content;
        need(list.id.to_string(), &list.title);
        for (_, item) in list.items() {
            need(format!("{}.{}", list.id, item.id), &item.label);
            let is_shown = item.sheet.is_some() || matches!(item.id.as_str(), "car" | "radio" | "charging-volts");
            item.sheet.iter().for_each(|text| need(format!("{}.{}", list.id, item.id), text));
            for option in &item.options {
                let place = format!("{}.{}.{}", list.id, item.id, option.id);
                match &option.sheet {
                    Some(text) => need(place, text),
                    None if is_shown && !matches!(item.field, Some(Field::Text(_))) => need(place, &option.label),
                    None => {}
                }
            }
        }
    }
    for make in &catalog.book().files {
        let is_printed = |item: &str| item == "windows";
        for advice in make.general.iter().filter(|advice| is_printed(advice.item.as_str())) {
            need(format!("{}.{}", make.id, advice.item), &advice.text);
        }
        for radio in make.generations.iter().flat_map(|generation| &generation.radios) {
            need(format!("{}.{}", make.id, radio.id), &radio.label);
        }
    }
    assert!(missing.is_empty(), "no German for:\n{}", missing.join("\n"));
}

#[test]
fn a_workshop_adds_a_language_by_a_file() {
    let mut letterhead: Letterhead = letterhead();
    letterhead.messages.insert("pl".to_owned(), "title-handover = Karta przekazania\njob = Zlecenie\n".to_owned());
    let sheet = Tale::battery().finish().composed(&letterhead, "pl", None, false).unwrap();
    assert_eq!((sheet.language.as_str(), sheet.heading.as_str()), ("pl", "Karta przekazania"));
    assert!(sheet.texts().contains(&"Registration"), "what is missing is said in English");
}

/// The end of a watch over so many seconds.
fn watch_end(watched_seconds: u32, lowest: i32, dips: u32, losses: u32) -> WatchEnd {
    WatchEnd {
        begun: 30,
        samples: watched_seconds,
        level: Some((Volts(lowest), Volts(12_500))),
        watched_seconds,
        of_seconds: 1_640,
        dips,
        losses,
        sha: "ab".repeat(32),
    }
}

/// A job whose supply was watched all the time at the car's leads.
pub fn watched_throughout() -> Tale {
    Tale::watched(Spot::Leads, Vec::new(), Some(watch_end(1_639, 12_410, 0, 0)))
}

#[test]
fn the_supply_is_said_to_have_held_only_where_that_was_seen() {
    let said = |tale: Tale| all(&tale.finish(), "en").replace('\u{a0}', " ");
    let lost = || vec![WatchRow::Lost { seconds: 400 }];
    for (tale, sentence) in [
        (
            watched_throughout(),
            "Watched all that time (car's leads): fed throughout, never below 12.41 V in 27 minutes.",
        ),
        (
            Tale::watched(Spot::Leads, lost(), Some(watch_end(1_240, 12_410, 0, 1))),
            "Watched for 20 minutes of 27 minutes (car's leads): never below 12.41 V as long as it was watched.",
        ),
        (
            // what began too late has no row of a loss
            Tale::watched(Spot::Leads, Vec::new(), Some(watch_end(1_240, 12_410, 0, 0))),
            "Watched for 20 minutes of 27 minutes (car's leads): never below 12.41 V as long as it was watched.",
        ),
        (
            Tale::watched(Spot::Leads, Vec::new(), Some(watch_end(1_639, 10_420, 1, 0))),
            "Watched for 27 minutes of 27 minutes (car's leads): it fell to 10.42 V.",
        ),
        (
            // one sample is no dip, and low all the same
            Tale::watched(Spot::Leads, Vec::new(), Some(watch_end(1_639, 10_420, 0, 0))),
            "Watched for 27 minutes of 27 minutes (car's leads): it fell to 10.42 V.",
        ),
        (
            Tale::watched(Spot::Obd, Vec::new(), Some(watch_end(1_639, 12_410, 0, 0))),
            "(OBD socket): never below 12.41 V in 27 minutes; with a memory saver in that socket this is the saver's voltage",
        ),
        (Tale::watched(Spot::Leads, lost(), None), "It was begun to be watched (car's leads), but not to the end."),
        (Tale::battery(), "It was measured once; whether it held all the time was not watched."),
    ] {
        let page = said(tale);
        assert!(page.contains(sentence), "{sentence}\n{page}");
        assert_eq!(page.contains("throughout"), sentence.contains("throughout"), "{page}");
    }
}
