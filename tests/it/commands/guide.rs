//! `guide`.

use std::process::Stdio;

use super::Workshop;

#[test]
fn the_contents_name_every_topic_and_radio() {
    let ran = Workshop::new().run(&["guide"]).code(0);
    for id in ["why", "code", "serial", "waits", "reset", "questions", "j10-standard", "j12-touch", "any-radio"] {
        assert!(ran.out.lines().any(|line| line.trim_start().starts_with(id)), "{id} in:\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "it fits a screen:\n{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn a_page_is_printed_with_what_is_not_verified() {
    let place = Workshop::new();
    let ran = place.run(&["guide", "reset"]).code(0);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [
        "Reset over OBD2",
        "dealer's tool is said to be the most reliable",
        "Ask for the price first",
        "(unverified: web article, nissanexpert.org;",
    ] {
        assert!(said.contains(text), "{text:?} in:\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80 && line == line.trim_end()));
    let radio = place.run(&["guide", "J11-Connect"]).code(0);
    radio.says(&["Qashqai J11 · Nissan Connect, with navigation", "> then hold MENU or SETUP for 10 to 15 s"]);
}

#[test]
fn words_are_found_wherever_they_stand() {
    let place = Workshop::new();
    let ran = place.run(&["guide", "--search", "ELM327", "adapter"]).code(0);
    assert!(ran.out.contains("serial") && ran.out.contains("ELM327") && !ran.out.contains("keep-safe"), "{}", ran.out);
    place.run(&["guide", "--search", "carburettor"]).code(1).says(&["no page of the guide has \"carburettor\""]);
}

#[test]
fn what_is_not_there_is_told_with_what_was_meant() {
    let place = Workshop::new();
    let ran = place.run(&["guide", "rest"]).code(2).says(&["rest", "did you mean \"reset\"?"]);
    assert_eq!(ran.out, "");
    place.run(&["guide", "carburettor"]).code(2).says(&["precheck guide lists them"]);
    let ran = place.run(&["guide", "a\u{1b}[31mb"]).code(2);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
    place.run(&["guide", "reset", "--search", "x"]).code(2);
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let place = Workshop::new();
    let mut child = place.command(&["guide", "code"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
}

#[test]
fn a_workshops_own_pages_and_cars_are_in_it() {
    let place = Workshop::new();
    let make = include_str!("../../golden/checklists/valid/radio-second-make.toml");
    place.write("checklists/radios/arrow.toml", make);
    place.write(
        "checklists/guide/ours.toml",
        "format = 1\nid = \"ours\"\ntitle = \"Ours\"\nrevision = 1\n\n[[topic]]\nid = \"cabinet\"\ntitle = \"The cabinet\"\n\n\
         [[topic.say]]\ntext = \"The key hangs at the front desk.\"\nsource = \"house rule\"\nverified = true\n",
    );
    place.run(&["checklist", "check", "checklists"]).code(0).says(&["6 files looked at: 0 errors"]);
    place.run(&["checklist", "list"]).code(0).says(&["arrow", "Ours, guide, revision 1, 1 topics"]);
    place.run(&["guide", "cabinet"]).code(0).says(&["front desk. (verified: house rule)"]);
    place.run(&["guide", "arrow-tape"]).code(0).says(&["Arrow Mk 2 · Tape deck", "The number scrolls by once."]);
}

#[test]
fn a_job_is_done_on_a_car_of_a_second_make() {
    let place = Workshop::new();
    let make = include_str!("../../golden/checklists/valid/radio-second-make.toml");
    place.write("checklists/radios/arrow.toml", make);
    let answers = "job = \"RO-1\"\ntechnician = \"Ana K.\"\nchecklist = \"battery\"\n[answers]\narrival-volts = 12.6\n\
        arrival = \"plays\"\nplate = \"AB12 CDE\"\ncar = \"arrow-two\"\nengine = \"petrol\"\nstop-start = \"no\"\n\
        radio = \"arrow-tape\"\nradio-serial = \"BP538971317615\"\n";
    let ran = place.record(answers);
    assert!(ran.code == 0 || ran.code == 1, "{}", ran.err);
    let said = place.said();
    for row in ["answer car arrow-two", "answer radio arrow-tape"] {
        assert!(said.iter().any(|it| it == row), "{row} in {said:?}");
    }
    let sheet = place.run(&["sheet", "RO-1", "--lang", "de"]).code(0);
    assert!(sheet.out.contains("Arrow Mk 2") && sheet.out.contains("Kassettenradio"), "{}", sheet.out);
}

#[test]
fn init_writes_the_guide_and_leaves_one_that_is_there() {
    let place = Workshop::empty();
    place.run(&["init", "new"]).code(0).says(&["guide"]);
    let path = place.path("new/checklists/guide/radio-code.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("[[topic]]"));
    std::fs::write(&path, text.replace("Fitting another radio", "Fitting one of ours")).unwrap();
    place.run(&["init", "new"]).code(0);
    place.run(&["--workshop", "new", "guide", "other-radio"]).code(0).says(&["Fitting one of ours"]);
}
