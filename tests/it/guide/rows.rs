//! What the article that the project began with describes, row by row, and where a user finds it. Each row says what
//! would be looked for, and which facts must then be there; none of them may be lost when files are rewritten.

use precheck::catalog::Catalog;
use precheck::domain::checklist::known;
use precheck::domain::guide::GuidePage;
use precheck::domain::{Item, RadioBook};

use crate::built_in;

/// The page as somebody reads it.
fn text(page: &GuidePage) -> String {
    let lines: Vec<String> = page.lines(76).into_iter().map(|line| line.text.trim().to_owned()).collect();
    format!("{} {}", page.title, lines.join(" "))
}

/// Looks for `words`, opens the page `id` that must be among those found, and reads `facts` there.
fn look_up(words: &str, id: &str, facts: &[&str]) {
    let catalog = built_in::first();
    let found: Vec<&GuidePage> = catalog.pages().iter().filter(|page| page.has(words)).collect();
    let ids: Vec<&str> = found.iter().map(|page| page.id.as_str()).collect();
    let Some(page) = found.iter().find(|page| page.id == id) else { panic!("{words:?} finds {ids:?}, not {id}") };
    assert!(found.len() <= catalog.pages().len() / 2, "{words:?} finds nearly everything: {ids:?}");
    let text = text(page).to_lowercase();
    for fact in facts {
        assert!(text.contains(&fact.to_lowercase()), "{id} doesn't say {fact:?}:\n{text}");
    }
}

/// The help for an item of the battery list, as the screen shows it for this car and radio.
fn help(book: &RadioBook, item: &str, car: &str, radio: &str) -> String {
    let hints = book.advice(item, Some(car), Some(radio)).into_iter();
    let said = hints.map(|hint| format!("{} {}", hint.text, hint.cost.map(|it| it.en).unwrap_or_default()));
    said.collect::<Vec<_>>().join("\n").to_lowercase()
}

fn item<'a>(catalog: &'a Catalog, checklist: &str, id: &str) -> &'a Item {
    catalog.get(checklist).unwrap().content.item(id).unwrap_or_else(|| panic!("{checklist} asks for no {id}")).1
}

fn has_all(text: &str, facts: &[&str]) {
    for fact in facts {
        assert!(text.contains(&fact.to_lowercase()), "{fact:?} is missing in:\n{text}");
    }
}

fn options<'a>(item: &'a Item, wanted: &[&str]) {
    let ids: Vec<&'a str> = item.options.iter().map(|option| option.id.as_str()).collect();
    for id in wanted {
        assert!(ids.contains(id), "{} offers {ids:?}, not {id}", item.id);
    }
}

#[test]
fn why_the_radio_asks_after_a_power_cut() {
    look_up("fuse", "why", &["battery off", "a fuse pulled", "theft", "after every loss of power", "serial number"]);
    look_up("why asks", "why", &["neither broken"]);
}

#[test]
fn four_places_to_look_for_the_code() {
    look_up("where code service book", "code", &["card that came with the car", "sticker", "OBD2", "VIN", "papers"]);
    look_up("printed on the case", "code", &["the code itself is printed on the case"]);
    let catalog = built_in::first();
    let help = help(catalog.book(), known::CODE, "j11", "j11-connect");
    has_all(&help, &["service book", "sticker on the radio", "VIN, radio serial", "OBD2"]);
    options(item(catalog, "battery", known::CODE), &["card-seen", "dealer-supplies", "no", "none-needed"]);
}

#[test]
fn reading_the_serial_without_removing_the_radio() {
    let facts = ["MENU or SETUP for 10 to 15 s", "Serial Number", "POWER until the logo", "quickly 1 and 4", "ELM327"];
    look_up("elm327", "serial", &facts);
    look_up("firmware closed", "serial", &["then the label or a diagnostic tool is left"]);
    let catalog = built_in::first();
    for (car, radio) in
        [("j10", "j10-standard"), ("j10", "j10-connect"), ("j11", "j11-connect"), ("j11", "j11-standard")]
    {
        let help = help(catalog.book(), known::SERIAL, car, radio);
        has_all(&help, &facts);
        has_all(&help, &["label on the unit", "card or service book"]);
        let place = |words: &str| help.find(words).unwrap();
        assert!(place("label on the unit") < place("setup"), "what costs nothing comes first");
        assert!(help.contains("three wrong codes"), "the way on screen says what it costs");
    }
    assert!(!help(catalog.book(), known::SERIAL, "j12", "j12-touch").contains("setup"));
}

#[test]
fn entering_the_code() {
    let facts =
        ["number keys on the front", "number pad on the screen", "4 digits, sometimes 6", "after the last digit"];
    look_up("entering touch screen", "entering", &facts);
    look_up("preparation", "entering", &["1 of 4", "2 of 4", "3 of 4", "4 of 4", "1234 is not 4321"]);
    let catalog = built_in::first();
    let keys = help(catalog.book(), known::RADIO_AFTER, "j10", "j10-standard");
    has_all(&keys, &["number keys on the front", "mostly 4 digits, sometimes 6"]);
    let screen = help(catalog.book(), known::RADIO_AFTER, "j12", "j12-touch");
    has_all(&screen, &["number pad on the screen", "after the last digit"]);
}

#[test]
fn error_wait_locked_and_the_counter() {
    let facts =
        ["15 minutes", "60", "several hours", "More than three", "LOCKED", "ignition stays on", "does not count"];
    look_up("how long wait", "waits", &facts);
    look_up("counter power cut", "waits", &["outlives a power cut", "does not reset it"]);
    look_up("locked key", "display", &["It reacts to no key"]);
}

#[test]
fn reset_over_obd2() {
    let facts = ["dealer's tool is the safe one", "Ask for the price first", "ruin the unit", "Never pull the battery"];
    look_up("reset diagnostic", "reset", &facts);
    look_up("unverified software brick", "reset", &["firmware", "navigation unstable"]);
}

#[test]
fn the_table_of_radios() {
    let catalog = built_in::first();
    let rows = [
        (Some("j10"), "j10-standard", "CD/MP3", "Sticker on the unit", "low"),
        (Some("j11"), "j11-connect", "with navigation", "Serial through the service menu", "average"),
        (Some("j12"), "j12-touch", "touch screen", "OBD2 diagnosis, at a dealer", "high"),
        (None, "non-standard", "Android", "Typically none is needed", "none"),
    ];
    for (car, id, label, found, difficulty) in rows {
        let (_, radio) = catalog.book().radio(car, Some(id)).unwrap_or_else(|| panic!("{id}"));
        assert!(radio.label.en.contains(label), "{}", radio.label);
        assert_eq!((radio.code_found.en.as_str(), radio.difficulty.en.as_str()), (found, difficulty));
        assert!(catalog.page(id).is_ok(), "{id} has no page");
        look_up("where code sticker difficulty", "code", &[label, found, difficulty]);
    }
}

#[test]
fn prevention() {
    look_up("apart from the car", "keep-safe", &["phone", "notebook", "apart from the car"]);
    let facts = ["second source", "lighter socket", "serial number is written down", "car's leads"];
    look_up("before battery wiring", "before-work", &facts);
    let catalog = built_in::first();
    for checklist in ["battery", "wiring", "wiring-airbag"] {
        for id in precheck::domain::checklist::HOLD_POINTS {
            assert!(item(catalog, checklist, id).is_hold, "{id} of {checklist}");
        }
    }
}

#[test]
fn fitting_a_radio_that_is_not_from_the_factory() {
    look_up("factory settings", "other-radio", &["factory settings may be lost"]);
    look_up("moved case module", "moved-module", &["without losing functions"]);
    let catalog = built_in::first();
    let plan = item(catalog, "wiring", "radio-plan");
    let other = plan.options.iter().find(|option| option.id.as_str() == "non-standard").unwrap();
    assert_eq!(other.verdict, precheck::domain::Verdict::Warn);
    assert!(other.advice.as_ref().unwrap().en.contains("Factory settings"));
}

#[test]
fn safe_or_code_and_what_looks_alike() {
    look_up("safe", "display", &["CODE, SAFE or SECURITY", "numbers at random", "for hours"]);
    look_up("confused", "serial", &["0 and O", "1 and I", "5 and S", "8 and B"]);
    look_up("zero letter", "questions", &["letter O", "letter I"]);
    let catalog = built_in::first();
    has_all(&help(catalog.book(), known::SERIAL, "other-car", "unknown"), &["0 and o", "1 and i"]);
}

#[test]
fn the_polls_are_answers() {
    look_up("statistics", "recorded", &["in the documents", "on the unit", "service menu", "dealer"]);
    let catalog = built_in::first();
    for checklist in ["battery", "wiring", "wiring-airbag"] {
        let found = item(catalog, checklist, known::CODE_FOUND);
        options(found, &["documents", "radio-removed", "service-menu", "dealer"]);
        let radio = item(catalog, checklist, known::RADIO);
        options(radio, &["non-standard", "unknown"]);
        assert!(radio.more.is_some(), "with and without navigation come out of the radio book");
    }
}

#[test]
fn questions_that_owners_ask() {
    look_up("without taking the radio out", "questions", &["service menu", "behind a panel"]);
    look_up("not accepted", "questions", &["Compare every digit"]);
    look_up("bought dealer", "questions", &["VIN", "papers"]);
    look_up("calculator online", "questions", &["inventions"]);
    look_up("hidden", "panel", &["behind a panel"]);
    look_up("immobilizer obd2", "immobiliser", &["matched with each other"]);
}

#[test]
fn what_else_is_lost() {
    look_up("anti-pinch clock", "lost", &["Windows", "Clock", "idle", "stop-start", "fault codes"]);
}
