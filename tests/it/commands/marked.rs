//! `precheck audit --seen` for many at once: all of a job, or all of a kind that words take, a row each.

use super::{WHOLE_JOB, Workshop};

const TOLD: [&str; 4] = ["--remark", "talked over on Monday", "--who", "Mo M."];

/// Two jobs that came in by a file, with a radio that is locked after the first.
fn place() -> Workshop {
    let place = Workshop::new();
    place.record(&WHOLE_JOB.replace("radio-after = \"plays\"", "radio-after = \"locked\"")).code(0);
    place
        .record(&WHOLE_JOB.replace("RO-1", "RO-2").replace("AB12 CDE", "XY99 ZZZ").replace("BP5389", "BP5388"))
        .code(0);
    place
}

#[test]
fn all_of_a_job_and_all_of_a_kind_are_marked_with_a_row_each() {
    let place = place();
    let mark = |words: &[&str]| place.run(&[&["--station", "office", "audit", "--seen"], words, &TOLD].concat());
    mark(&["all", "all"]).code(2).says(&["say a finding, or a job"]);
    mark(&["via-file", "RO-1", "last-month"]).code(2).says(&["words beside them narrow --seen FINDING all"]);
    mark(&["all", "RO-1", "--agrees"]).code(2).says(&["go with --seen to-observe and one job"]);
    mark(&["via-file", "all", "plate:XY99"])
        .code(0)
        .says(&["bay-1/RO-2: recorded as seen: came in by a file; row 1 of office"]);
    mark(&["all", "RO-1"]).code(0).says(&[
        "recorded as seen: radio locked afterwards; row 2 of office",
        "recorded as seen: came in by a file; row 3 of office",
    ]);
    let again = mark(&["all", "RO-1"]).code(0);
    assert_eq!(again.out, "nothing was recorded: there is nothing of it that nobody has seen\n");
    let seen = place.run(&["audit", "finding:seen"]);
    assert_eq!(seen.out.matches("seen by Mo M.").count(), 3, "{}", seen.out);
    place.is_intact();
}

#[test]
fn whoever_did_the_work_leaves_it_for_somebody_else() {
    let place = place();
    std::fs::write(place.path("workshop.toml"), "technicians = [\"Ana K.\", \"Mo M.\"]\n").unwrap();
    let mine = ["audit", "--seen", "via-file", "all", "--remark", "mine", "--who", "Ana K."];
    place.run(&mine).code(0).says(&["left for somebody else: Ana K. worked on it", "nothing was recorded"]);
}

#[test]
fn a_month_to_begin_with_holds_for_marking_and_not_for_evidence() {
    let place = place();
    let later = ["audit", "--seen", "via-file", "all", "--from", "2099-01"];
    place.run(&[&later[..], &TOLD].concat()).code(0).says(&["nothing was recorded"]);
    place.run(&["audit", "--evidence", "RO-1", "--from", "2026-01"]).code(2).says(&["--from is for lists, reports"]);
    let now = ["audit", "--seen", "via-file", "all", "--from", "2026-01"];
    place
        .run(&[&now[..], &TOLD].concat())
        .code(0)
        .says(&["RO-1: recorded as seen: came in by a file", "RO-2: recorded as seen: came in by a file"]);
}

#[test]
fn what_is_told_of_marks_of_a_car_and_of_old_months_is_in_the_workshops_language() {
    let place = place();
    place.write("workshop.toml", "technicians = [\"Ana K.\", \"Mo M.\"]\nlanguage = \"de\"\n");
    let office = |words: &[&str]| place.run(&[&["--station", "office", "audit"], words, &TOLD].concat());
    office(&["--seen", "all", "RO-1"])
        .code(0)
        .says(&["bay-1/RO-1: als gesehen notiert: Radio danach gesperrt; Zeile 1 von office"]);
    office(&["--seen", "radio-locked", "RO-1"]).code(0).says(&["schon gesehen von Mo M.", "; nichts wurde notiert"]);
    office(&["--seen", "all", "RO-1"])
        .code(0)
        .says(&["nichts wurde notiert: davon gibt es nichts, was niemand gesehen hat"]);
    let to_do = ["--action", "via-file", "RO-2", "--by", "Ana K.", "--until", "7 days"];
    office(&to_do).code(0).says(&["bay-1/RO-2: notiert: Ana K. bis 20", "; Zeile 3 von office"]);
    office(&["--done", "via-file", "RO-2"]).code(0).says(&["bay-1/RO-2: als erledigt notiert: zu "]);
    let mine = ["audit", "--seen", "via-file", "all", "--remark", "mine", "--who", "Ana K."];
    place.run(&mine).code(0).says(&["für jemand anderen gelassen: Ana K. hat daran gearbeitet"]);
    let held = ["1 Auftrag", "bay-1/RO-1, begonnen ", " Zeilen", "Anderswo, mit diesem Kennzeichen:", "  Zeile "];
    place.run(&["where", "ab12-cde"]).code(0).says(&held);
    place.run(&["retire", "--before", "2020-01"]).code(0).says(&["hier ist nichts älter als 2020-01"]);
    // what is wrong with a command is said as its help is
    office(&["--seen", "no-cod", "RO-1"]).code(2).says(&["did you mean \"no-code\"?"]);
    place.is_intact();
}
