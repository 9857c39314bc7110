//! What the built-in lists say on the main screen: why an answer matters, and how the ignition stands for airbag work.

use precheck::domain::{PausePoint, Verdict};

use crate::built_in;

#[test]
fn every_answer_that_matters_says_why() {
    for list in built_in::catalog().checklists() {
        for item in list.content.pages.iter().flat_map(|page| &page.items) {
            for option in item.options.iter().filter(|it| it.verdict != Verdict::Ok || it.matters) {
                let is_said = option.advice.is_some() || option.note.is_some();
                assert!(is_said, "{}: {} {}", list.content.id, item.id, option.id);
            }
        }
    }
}

#[test]
fn the_ignition_is_told_again_as_the_cables_go_on() {
    let catalog = built_in::catalog();
    let list = &catalog.get("wiring-airbag").unwrap().content;
    let (page, leads) = list.item("leads").unwrap();
    assert_eq!(page, PausePoint::D);
    assert!(leads.ask.en.contains("ignition as on page B"), "{}", leads.ask.en);
    assert!(leads.ask.others["de"].contains("Zündung wie auf Seite B"), "{:?}", leads.ask.others);
    let mut seen = 0;
    for file in &catalog.book().files {
        for generation in &file.generations {
            let car = generation.id.as_str();
            if !catalog.book().airbag(None, Some(car)).is_some_and(|it| it.is_ignition_on) {
                continue;
            }
            let hints = catalog.book().advice("leads", Some(car), None);
            assert!(hints.iter().any(|hint| hint.text.en.contains("ignition ON as the ground goes on again")), "{car}");
            seen += 1;
        }
    }
    assert!(seen > 0, "no car of the book has the ignition on");
}

#[test]
fn no_answer_contradicts_what_was_said_before_it() {
    // the first edition has what the linter asks about, and is read without a word as it was kept
    let folder = tempfile::tempdir().unwrap();
    let told = |list: &[u8]| {
        let path = folder.path().join("battery.toml");
        std::fs::write(&path, list).unwrap();
        let checked = precheck::catalog::check(&[path]);
        assert!(!checked.has_errors());
        checked.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for list in built_in::catalog().checklists() {
        let path = folder.path().join(format!("{}.toml", list.content.id));
        std::fs::write(&path, &list.file.bytes).unwrap();
        let checked = precheck::catalog::check(&[path]);
        assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    }
    let first = told(&built_in::first().get("battery").unwrap().file.bytes);
    assert!(first.contains("is passed by"), "{first}");
    let now = String::from_utf8(built_in::catalog().get("battery").unwrap().file.bytes.to_vec()).unwrap();
    let free = now.replace("unless = { arrival = [\"asks-code\", \"locked\", \"counts-down\"] }\n", "");
    assert!(told(free.as_bytes()).contains("takes \"None needed\" whatever was answered before"));
    let apart = now.replacen("when = { arrival = [\"no-radio\"] }\n", "", 1);
    assert!(told(apart.as_bytes()).contains("`arrival` and `radio-serial` may contradict each other"));
    // what warns says why, and an `unless` of two items parts nothing as long as one of them is otherwise
    let start = now.find("advice = { en = \"A clamp that can't be tightened").unwrap();
    let end = start + now[start..].find('\n').unwrap() + 1;
    let silent = format!("{}{}", &now[..start], &now[end..]);
    assert!(
        told(silent.as_bytes()).contains("`leads`: \"On, but a clamp or post is damaged\" doesn't say why it matters")
    );
    let bound = "when = { book-coded = [\"yes\", \"not-known\"] }\nunless = { arrival";
    let wide = now.replacen(bound, "unless = { book-coded = [\"no\", \"paired\"], arrival", 1);
    assert!(!told(wide.as_bytes()).contains("share a digit"));
    let meeting = wide.replacen("id = \"asks-nothing\"\ndigit = 4", "id = \"asks-nothing\"\ndigit = 1", 1);
    assert!(told(meeting.as_bytes()).contains("share a digit, and no answer parts them"));
    let parted = now.replacen("id = \"asks-nothing\"\ndigit = 4", "id = \"asks-nothing\"\ndigit = 1", 1);
    assert!(!told(parted.as_bytes()).contains("share a digit"));
}
