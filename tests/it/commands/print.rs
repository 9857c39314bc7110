//! `sheet --print` to a queue, through an `lp` and an `lpstat` that these tests put in front of the system's own.

use std::fs;
use std::io::{Read, Write};
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
    print_by(place, &[])
}

/// The same once more, with more words on the command line.
fn print_by(place: &Workshop, words: &[&str]) -> Ran {
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    finish(place.command(&[&["sheet", "RO-1", "--print"], words].concat()).env("PATH", path))
}

#[test]
fn the_row_says_who_printed_where_that_was_said() {
    let place = Workshop::new();
    print(&place, LP, LPSTAT).code(0);
    assert_eq!(place.rows().last().unwrap().who, "");
    print_by(&place, &["--who", "Ana K."]).code(0);
    assert_eq!(
        (&*place.rows().last().unwrap().who, place.rows().last().unwrap().brief()),
        ("Ana K.", "print  sent".into())
    );
    print_by(&place, &["--who", " "]).code(2);
    place.run(&["sheet", "RO-1", "--who", "Ana K."]).code(2).says(&["--print"]);
    place.is_intact();
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

/// What a queue says of a printer that is switched off.
const UNAVAILABLE: &str = "The printer may not exist or is unavailable at this time.";

/// CUPS, as far as it is asked for the states of a document: it says these, one a question, and the last one for ever; and of the printer
/// that it is not to be reached.
fn cups(states: &'static [u8]) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut states = states.iter().copied();
        let mut state = states.next().unwrap();
        for mut stream in listener.incoming().flatten() {
            let mut asked = Vec::new();
            let mut buffer = [0; 4096];
            // the request ends with the mark of its last group
            while !asked.ends_with(&[3]) && !asked.ends_with(b"\x03\r\n0\r\n\r\n") {
                match stream.read(&mut buffer) {
                    Ok(count) if count > 0 => asked.extend_from_slice(&buffer[..count]),
                    _ => break,
                }
            }
            let is_of_job = asked.windows(6).any(|part| part == b"job-id");
            let mut body = b"\x01\x01\0\0\0\0\0\x01\x01\x47\0\x12attributes-charset\0\x05utf-8\x48\0\x1battributes-natural-language\0\x02en".to_vec();
            if is_of_job {
                body.extend_from_slice(b"\x02\x23\0\x09job-state\0\x04\0\0\0");
                body.push(state);
                state = states.next().unwrap_or(state);
            } else {
                body.extend_from_slice(b"\x04\x41\0\x15printer-state-message\0");
                body.push(u8::try_from(UNAVAILABLE.len()).unwrap());
                body.extend_from_slice(UNAVAILABLE.as_bytes());
            }
            body.push(3);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    address.to_string()
}

#[test]
fn a_queue_is_asked_what_became_of_it() {
    for (states, code, result, words) in [
        (&[3, 5, 9][..], 0, "printed", "printed: the default printer says it is done as front-7"),
        (&[3, 8][..], 5, "failed", "not printed on the default printer: the printer gave it up"),
    ] {
        let place = Workshop::new();
        let lpstat = LPSTAT.replacen("case \"$*\" in", &format!("case \"$*\" in\n-H) echo '{}' ;;", cups(states)), 1);
        let ran = print(&place, LP, &lpstat).code(code);
        assert!(ran.out.starts_with(words), "{}", ran.out);
        // the queue has it, which is not the printer
        let is_told = states.contains(&5) == ran.err.contains(&format!("the queue has it, and says: {UNAVAILABLE}"));
        assert!(is_told && ran.err.contains("sent, the queue has it") && !ran.err.contains("printing"), "{}", ran.err);
        assert_eq!(place.rows().last().unwrap().brief(), format!("print  {result}"));
    }
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
