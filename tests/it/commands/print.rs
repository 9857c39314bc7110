//! `sheet --print` to a queue, through an `lp` and an `lpstat` that these tests put in front of the system's own.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Ran, WHOLE_JOB, Workshop, finish};

/// Takes a sheet, as CUPS does.
const LP: &str = "echo 'request id is front-7 (1 file(s))'";

/// Two queues; the default one is well, another isn't.
const LPSTAT: &str = r#"
case "$*" in
*-d*) echo 'system default destination: front/draft' ;;
*'-p front'*) echo 'printer front is idle.  enabled since today' ;;
*) printf 'printer front is idle.\nprinter back disabled since yesterday -\n\tPaused\n' ;;
esac"#;

/// Prints the sheet of a job to the default printer, by these commands.
fn print(place: &Workshop, lp: &str, lpstat: &str) -> Ran {
    for (name, script) in [("lp", lp), ("lpstat", lpstat)] {
        let path = place.write(&format!("bin/{name}"), format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    place.record(WHOLE_JOB).code(0);
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    finish(place.command(&["sheet", "RO-1", "--print"]).env("PATH", path))
}

#[test]
fn another_queue_that_is_stopped_is_not_the_default_printers_trouble() {
    let place = Workshop::new();
    let ran = print(&place, LP, LPSTAT).code(0);
    assert_eq!(ran.out, "sent to the default printer as front-7; it does not say when it is done\n");
    assert_eq!(place.rows().last().unwrap().note, "default printer: front-7");
}

#[test]
fn a_default_printer_that_is_stopped_is_told() {
    let stopped = LPSTAT.replace("is idle.  enabled since", "disabled since");
    print(&Workshop::new(), LP, &stopped).code(0).says(&["as front-7: the printer is stopped"]);
}

#[test]
fn a_queue_that_says_much_is_heard_to_the_end() {
    let place = Workshop::new();
    let much = "; head -c 300000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero | tr '\\0' x >&2";
    print(&place, &(LP.to_owned() + much), LPSTAT).code(0).says(&["as front-7; it does not say"]);
}

#[test]
fn a_long_complaint_is_recorded_as_far_as_a_row_holds_it() {
    let place = Workshop::new();
    let long = "head -c 5000 /dev/zero | tr '\\0' '\\\\' >&2; exit 1";
    print(&place, long, LPSTAT).code(5).says(&["not printed"]);
    let row = place.rows().pop().unwrap();
    assert_eq!(row.brief(), "print  failed");
    assert!(row.note.starts_with("default printer: \\\\") && row.note.len() > 1900, "{}", row.note);
    place.is_intact();
}
