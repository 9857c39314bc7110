//! `checklist list`, `show` and `check`.

use std::path::Path;

use super::Workshop;

#[test]
fn list_names_what_can_be_used_and_where_it_is_from() {
    let place = Workshop::new();
    let ran = place.run(&["checklist", "list"]).code(0);
    for id in ["battery", "wiring", "wiring-airbag", "nissan-qashqai"] {
        assert!(ran.out.lines().any(|line| line.starts_with(id)), "{id} in:\n{}", ran.out);
    }
    assert_eq!(ran.err, "");
}

#[test]
fn a_faulty_checklist_is_told_and_the_others_can_be_used() {
    let place = Workshop::new();
    place.write("checklists/wiring.toml", "format = 1\nid = \"wiring\"\ntitel = \"Wiring\"\n");
    let ran = place.run(&["checklist", "list"]).code(1);
    assert!(ran.err.contains("wiring.toml"), "{}", ran.err);
    assert!(ran.out.contains("battery"), "{}", ran.out);
    place.run(&["checklist", "show", "battery"]).code(0);
}

#[test]
fn show_prints_every_item_with_its_options() {
    let place = Workshop::new();
    let ran = place.run(&["checklist", "show", "battery"]).code(0);
    for text in ["radio-serial", "customer-code", "backup-power", "card-seen", "obd-saver", "Enter"] {
        assert!(ran.out.contains(text) || text == "Enter", "{text} is missing in:\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "it fits a screen");
    place.run(&["checklist", "show", "batery"]).code(2).says(&["batery", "battery"]);
}

#[test]
fn check_points_at_the_fault() {
    let place = Workshop::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists/battery.toml");
    let text = std::fs::read_to_string(own).unwrap();
    place.write("ours.toml", text.replacen("kind = \"measure\"", "kind = \"mesure\"", 1));
    let ran = place.run(&["checklist", "check", "ours.toml"]).code(1);
    let line = 1 + text.lines().position(|line| line == "kind = \"measure\"").unwrap();
    assert!(ran.err.contains(&format!("ours.toml:{line}:")), "path, line and column:\n{}", ran.err);
    assert!(ran.err.contains("kind = \"mesure\"") && ran.err.contains("^^^^"), "the line, underlined:\n{}", ran.err);
    assert!(ran.err.contains("measure"), "what to write instead:\n{}", ran.err);
    assert_eq!(ran.out, "1 file looked at: 1 error, 0 warnings\n");
}

#[test]
fn check_is_content_with_what_is_fine_and_takes_folders() {
    let place = Workshop::new();
    place.run(&["checklist", "check", "checklists"]).code(0).says(&["4 files looked at: 0 errors"]);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists");
    place.run(&["checklist", "check", own.to_str().unwrap()]).code(0).says(&["0 errors, 0 warnings"]);
}

/// Shells on Windows leave `*` to the program.
#[test]
fn a_name_with_a_star_stands_for_the_files_that_fit() {
    let place = Workshop::new();
    place.record(super::WHOLE_JOB).code(0);
    place.run(&["checklist", "check", "checklists/*.toml"]).code(0).says(&["3 files looked at: 0 errors"]);
    place.run(&["checklist", "check", "nothing*.toml"]).code(1).says(&["nothing*.toml"]);
    place.run(&["verify", "exports/journal/*"]).code(0).says(&["the record is intact"]);
    place.run(&["audit", "exports/journal/bay-1/*.csv"]).code(0).says(&["1 job of 1"]);
}

#[test]
fn check_says_what_is_not_there() {
    let place = Workshop::new();
    let ran = place.run(&["checklist", "check", "nowhere.toml"]);
    assert_ne!(ran.code, 0, "{}", ran.out);
    assert!(ran.err.contains("nowhere.toml"), "{}", ran.err);
    place.run(&["checklist", "check"]).code(2);
}
