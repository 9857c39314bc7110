//! Who signs: names that are listed, second people who are somebody else, and checkers who are not doers.

use precheck::domain::fact::Handover;
use precheck::domain::{JobKey, JobNumber, Station, What};
use precheck::journal::{Draft, Folder, Receipt, Seal, Writer};

use super::{Ran, Talk, WHOLE_JOB, Workshop};

/// A workshop with these lines in its workshop.toml.
fn workshop(lines: &str) -> Workshop {
    let place = Workshop::new();
    let path = place.path("workshop.toml");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    std::fs::write(&path, format!("{lines}\n{before}")).unwrap();
    place
}

/// Records a job whose hold point was overridden by Ana K. and this person.
fn overridden(place: &Workshop, second: &str) -> Ran {
    let held = format!("backup-power = {{ value = \"none\", reason = \"saver broken\", second = \"{second}\" }}");
    let answers = WHOLE_JOB.replace("backup-power = \"obd-saver\"\n", "");
    let unasked = |line: &&str| !["backup-removed", "insulation"].iter().any(|item| line.starts_with(item));
    let answers = answers.lines().filter(unasked).collect::<Vec<_>>().join("\n");
    place.record(&format!("{answers}\n[override]\n{held}\n"))
}

fn seen(place: &Workshop, who: &str) -> Ran {
    place.run(&["audit", "--seen", "hold-overridden", "RO-1", "--who", who, "--remark", "talked about it"])
}

#[test]
fn a_second_person_who_is_not_listed_is_a_finding() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\", \"Mo M.\"]");
    overridden(&place, "Mickey Mouse").code(0);
    place.run(&["audit"]).code(1).says(&["Mickey Mouse is named as the second person"]);
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\", \"Mo M.\"]");
    overridden(&place, "ben o").code(0);
    let ran = place.run(&["audit"]).code(1);
    assert!(!ran.out.contains("is named as the second person"), "{}", ran.out);
}

#[test]
fn a_second_name_like_the_first_is_a_finding() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]");
    overridden(&place, "A. Kowalski").code(0);
    place.run(&["audit"]).code(1).says(&["Ana K. and A. Kowalski may be one person under two names"]);
}

#[test]
fn where_names_are_listed_nobody_else_signs() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]\nnames = \"listed\"");
    overridden(&place, "x").code(1).says(&["x is not among the workshop's people"]);
    place
        .record(&WHOLE_JOB.replace("Ana K.", "Somebody").replace("RO-1", "RO-2"))
        .code(2)
        .says(&["Somebody is not among the workshop's people"]);
    overridden(&place, "Ben O.").code(0);
    seen(&place, "M. Boss").code(2).says(&["M. Boss is not among the workshop's people"]);
}

#[test]
fn nobody_looks_at_findings_of_his_own_work() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\", \"Mo M.\"]");
    overridden(&place, "Ben O.").code(0);
    for who in ["Ana K.", "ana k", "A. K."] {
        seen(&place, who).code(2).says(&["Ana K. worked on it"]);
    }
    seen(&place, "M. Boss").code(0);
    place.run(&["audit"]).says(&["M. Boss has seen “hold point overridden”, and is not on the workshop's list"]);
}

#[test]
fn in_a_workshop_of_one_that_is_a_finding_once_and_no_wall() {
    let place = Workshop::new();
    overridden(&place, "Ben O.").code(0);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    seen(&place, "Ana K.").code(0);
    place.run(&["audit", "--seen", "via-file", "RO-2", "--who", "Ana K.", "--remark", "mine"]).code(0);
    let ran = place.run(&["audit"]).code(1);
    assert_eq!(ran.out.matches("and Ana K. worked on the job").count(), 1, "{}", ran.out);
}

#[test]
fn a_wait_that_the_clock_alone_counted_is_a_finding() {
    let place = Workshop::new();
    overridden(&place, "Ben O.").code(0);
    let (station, root) = (Station::new("bay-1").unwrap(), place.path("exports/journal"));
    let mut writer = Writer::new(Folder::new(&root, &station), station, "precheck".to_owned());
    let number = JobNumber::new("RO-1").unwrap();
    writer.clock_alone(3000, JobKey { station, number });
    let what = What::HandedOver { how: Handover::Signed };
    let job = JobKey { station, number };
    let draft = Draft { job, who: "Ana K.".into(), note: String::new(), what, expects: None };
    writer.append(&draft, chrono::Local::now().fixed_offset()).unwrap();
    place.run(&["audit", "finding:wait-by-clock"]).code(0).says(&[
        "wait-by-clock",
        "row 35: job RO-1: of a wait that was over nobody counted",
        "50:00: the computer's clock alone says that it passed",
    ]);
    place.run(&["verify"]).code(0);
}

#[test]
fn one_job_in_so_many_is_picked_by_its_seal() {
    let place = workshop("technicians = [\"Ana K.\", \"Mo M.\"]\naudit = { observe = 1 }");
    place.record(WHOLE_JOB).code(0);
    place.run(&["audit"]).code(1).says(&["finding:to-observe", "picked by its own seal: look at the car"]);
    let observed = |place: &Workshop| {
        let ran = place.run(&["audit", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        json["figures"]["observed"].to_string()
    };
    let nothing = r#"{"agrees":0,"differs":0,"items":{"n":0,"counts":{}},"observed":0,"picked":1}"#;
    let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap().to_string();
    assert_eq!(observed(&place), parsed(nothing));
    let mark = |job: &str, who: &str, seen: &[&str]| {
        let arguments = ["audit", "--seen", "to-observe", job, "--who", who, "--remark", "stood beside it"];
        place.run(&[&arguments[..], seen].concat())
    };
    // not by whoever did the work, and not without what was seen
    mark("RO-1", "Ana K.", &["--agrees"]).code(2).says(&["Ana K. worked on it"]);
    mark("RO-1", "Mo M.", &[]).code(2).says(&["say what you saw at the car: --agrees, or --differs"]);
    mark("RO-1", "Mo M.", &["--differs", "wheels"]).code(2).says(&["\"wheels\" is no item of this job"]);
    mark("RO-1", "Mo M.", &["--differs", "Radio after, plate"]).code(0);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    mark("RO-2", "Mo M.", &["--agrees"]).code(0);
    let gap =
        r#"{"agrees":1,"differs":1,"items":{"n":2,"counts":{"plate":1,"radio-after":1}},"observed":2,"picked":2}"#;
    assert_eq!(observed(&place), parsed(gap));
    place
        .run(&["audit", "--figures"])
        .says(&["Picked, for somebody to look at the car (n = 2)", "the car is not as recorded"]);
    place.run(&["audit", "--evidence", "RO-1"]).code(0).says(&["the car is not as recorded: radio"]);
    let notes: Vec<String> = place.rows().into_iter().filter(|row| row.event == "review").map(|row| row.note).collect();
    assert_eq!(notes, ["\\u{1e}differs radio-after plate: stood beside it", "\\u{1e}agrees: stood beside it"]);
    place.is_intact();
}

#[test]
fn about_one_in_so_many_receipts_is_picked() {
    let receipts: Vec<Receipt> = (0..4000_u32).map(|n| Receipt::of(&Seal::of_bytes(&n.to_be_bytes()))).collect();
    let picked = |one_in: u32| receipts.iter().filter(|receipt| receipt.is_picked(one_in)).count();
    assert_eq!((picked(0), picked(1)), (0, 4000));
    assert!((150..250).contains(&picked(20)), "{}", picked(20));
}

#[test]
fn whoever_goes_on_near_airbags_must_be_one_who_may() {
    let place = workshop("person = [{ name = \"Ben O.\", may = [\"check\"] }]");
    let begun =
        |who: &str| format!("job = \"RO-1\"\ntechnician = \"{who}\"\nchecklist = \"wiring-airbag\"\n[answers]\n");
    place.record(&begun("Ben O.")).code(2).says(&["Ben O. may not work near airbags"]);
    place.record(&begun("Ana K.")).code(1);
    let plate = format!("{}plate = \"AB12 CDE\"\n", begun("Ben O."));
    place.record(&plate).code(1).says(&["Ben O. may not work near airbags"]);
    let stopped = place.run(&["audit"]);
    assert!(!stopped.out.contains("Ben O."), "{}", stopped.out);
    place.record(&plate.replace("Ben O.", "Ana K.")).says(&["RO-1"]);
    // what somebody signed who may not any more is a finding, told once
    let path = place.path("workshop.toml");
    let said = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, said.replace("Ben O.", "Ana K.")).unwrap();
    let ran = place.run(&["audit"]).code(1);
    assert_eq!(ran.out.matches("Ana K. signed, and may not work near airbags").count(), 1, "{}", ran.out);
}

#[test]
fn the_workshop_says_who_may_what_and_until_when() {
    let rights = "technicians = [\"Ana K.\"]\nperson = [\
        { name = \"Ben O.\", may = [\"check\", \"second\"] }, \
        { name = \"Mo M.\", may = [\"review\"] }, \
        { name = \"Old O.\", until = \"2020-12-31\" }]";
    let place = workshop(rights);
    overridden(&place, "Mo M.")
        .code(1)
        .says(&["Mo M. may not be the second person", "workshop.toml says who may what"]);
    overridden(&place, "old o").code(1).says(&["may sign until 2020-12-31, and no longer"]);
    for who in ["Mo M.", "Old O."] {
        let other = WHOLE_JOB.replace("Ana K.", who).replace("RO-1", "RO-2");
        place.record(&other).code(2).says(&[who, "may"]);
    }
    overridden(&place, "Ben O.").code(0);
    seen(&place, "Ben O.").code(2).says(&["Ben O. may not look at findings"]);
    seen(&place, "Mo M.").code(0);
    // what was signed before it was said so, the audit shows
    let path = place.path("workshop.toml");
    let said = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, said.replace("may = [\"check\", \"second\"]", "may = [\"check\"]")).unwrap();
    place.run(&["audit"]).code(1).says(&["Ben O. is named as the second person, and may not be"]);
    std::fs::write(&path, said.replace("[\"review\"]", "[\"reviews\"]").replace("2020-12-31", "soon")).unwrap();
    place.run(&["checklist", "check", "workshop.toml"]).code(1).says(&[
        "\"reviews\" is nothing that a person may do",
        "check, second, review, release, high-voltage, airbags",
        "\"soon\" is no day",
    ]);
}

/// Sets a person's PIN or badge, with these lines typed.
fn set(place: &Workshop, kind: &str, name: &str, lines: &[&str]) -> Ran {
    let mut talk = Talk::begin(place.command(&["person", kind, name]));
    lines.iter().for_each(|line| talk.answer("", line));
    talk.end()
}

/// Marks the override as seen, by this person with this PIN.
fn seen_with(place: &Workshop, who: &str, pin: &str) -> Ran {
    let arguments = ["audit", "--seen", "hold-overridden", "RO-1", "--who", who, "--remark", "talked about it"];
    let mut talk = Talk::begin(place.command(&arguments));
    talk.answer(&format!("{who}, your PIN or badge"), pin);
    talk.end()
}

#[test]
fn a_pin_is_set_once_and_changed_by_whoever_knows_it() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]\npin = \"required\"");
    set(&place, "pin", "Somebody", &[]).code(2).says(&["Somebody is not among the workshop's people"]);
    set(&place, "pin", "Ben O.", &["123"]).code(2).says(&["a PIN has at least 4 characters"]);
    set(&place, "pin", "Ben O.", &["4711", "4712"]).code(2).says(&["the two differ"]);
    set(&place, "pin", "Ben O.", &["4711", "4711"]).code(0).says(&["Ben O.: the PIN is set"]);
    set(&place, "pin", "Ben O.", &["0000"]).code(2).says(&["not the PIN or badge of Ben O.: 4 more tries"]);
    set(&place, "badge", "ben o", &["4711", "*BADGE-77*", "BADGE-77"]).code(0).says(&["the badge is set"]);
    set(&place, "pin", "Ben O.", &["BADGE-77", "8150", "8150"]).code(0);
    let kept = std::fs::read_to_string(place.path("secrets.toml")).unwrap();
    assert!(!["4711", "8150", "BADGE-77"].iter().any(|secret| kept.contains(secret)), "{kept}");
}

#[test]
fn a_review_is_signed_by_a_pin_and_no_row_or_message_holds_it() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\", \"Mo M.\"]");
    overridden(&place, "Ben O.").code(0);
    let path = place.path("workshop.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("pin = \"required\"\n{text}")).unwrap();
    set(&place, "pin", "Mo M.", &["815081", "815081"]).code(0);
    let refused = seen_with(&place, "Mo M.", "815082").code(2).says(&["not the PIN or badge of Mo M."]);
    let nothing = seen_with(&place, "Mo M.", "").code(2).says(&["nothing is recorded without"]);
    let ran = seen_with(&place, "Mo M.", "815081").code(0);
    let row = place.rows().into_iter().rfind(|row| row.event == "review").unwrap();
    assert_eq!((&*row.who, &*row.note), ("Mo M.", "\\u{1e}name PIN: talked about it"));
    let evidence = place.run(&["audit", "--evidence", "RO-1"]).code(0);
    for text in [&evidence.out, &refused.err, &refused.out, &nothing.err, &ran.out, &ran.err] {
        assert!(!text.contains("815081") && !text.contains("815082"), "{text}");
    }
    assert!(evidence.out.contains("Mo M. (PIN)"), "{}", evidence.out);
    place.is_intact();
}

#[test]
fn a_file_of_answers_proves_nobody() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]\npin = \"required\"");
    overridden(&place, "Ben O.").code(1).says(&["Ben O. has to be identified", "ask for a PIN or a badge"]);
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]\npin = \"asked\"");
    overridden(&place, "Ben O.").code(0);
    let row = place.rows().into_iter().find(|row| row.event == "override").unwrap();
    assert_eq!(row.note, "\\u{1e}name typed: saver broken");
    place.run(&["audit"]).code(1).says(&["Ben O. signed without a PIN or badge: the name was typed"]);
}

#[test]
fn line_by_line_a_second_person_is_asked() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]");
    place.record(WHOLE_JOB).code(0);
    let path = place.path("workshop.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("pin = \"required\"\n{text}")).unwrap();
    set(&place, "pin", "Ben O.", &["4711", "4711"]).code(0);
    let mut talk = Talk::begin(place.command(&["run", "--plain", "--technician", "Ana K.", "--kind", "battery"]));
    for line in [
        "12.5",
        "1",
        "ab12 cde",
        "2",
        "1",
        "1",
        "1",
        "BP538971317615",
        "1",
        "/o signed paper",
        "Ben O.",
        "here",
        "1234",
    ] {
        talk.answer("", line);
    }
    talk.until("! that is not the PIN or badge of Ben O.");
    for line in ["/o signed paper", "Ben O.", "here", "4711", "/q"] {
        talk.answer("", line);
    }
    let ran = talk.end().code(0);
    assert!(!ran.out.contains("1234") && !ran.out.contains("4711"), "{}", ran.out);
    let rows = place.rows();
    let row = rows.iter().find(|row| row.event == "override").unwrap();
    assert_eq!((&*row.who, &*row.note), ("Ana K. + Ben O.", "\\u{1e}name PIN: \\u{1e}second here: signed paper"));
    assert!(rows.iter().any(|row| row.event == "refused" && row.value.ends_with(" name")), "the wrong one is noted");
    place.is_intact();
}
