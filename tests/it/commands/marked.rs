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
    mark(&["via-file", "all", "plate:XY99"]).code(0).says(&["bay-1/RO-2: came in by a file seen, row 1 of office"]);
    mark(&["all", "RO-1"])
        .code(0)
        .says(&["radio locked afterwards seen, row 2 of office", "came in by a file seen, row 3 of office"]);
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
        .says(&["RO-1: came in by a file seen", "RO-2: came in by a file seen"]);
}
