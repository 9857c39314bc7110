//! The edges of every command: usage, completions, the manual, a reader that has had enough, no terminal.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use super::{WHOLE_JOB, Workshop};

#[test]
fn what_makes_no_sense_is_2_with_a_hint() {
    let place = Workshop::new();
    let cases: &[(&[&str], &str)] = &[
        (&["chekc"], "checkpoint"),
        (&["record"], "--answers"),
        (&["verify", "--format", "xml"], "json"),
        (&["run", "--plain", "--job=-x"], "-x"),
        (&["run", "--plain", "--job", "a b"], "a b"),
        (&["run", "--plain", "--technician", "A + B"], "--technician"),
        (&["run", "--plain", "--technician", "Ana", "--kind", "nope"], "nope"),
        (&["run", "--kind", "nope"], "nope"),
        (&["completions", "dosshell"], "bash"),
        (&["checklist"], "list"),
        (&["--station"], "--station"),
    ];
    for (arguments, text) in cases {
        let ran = place.run(arguments).code(2).says(&[text]);
        assert_eq!(ran.out, "", "{arguments:?}: messages go to stderr");
    }
    assert!(!place.path("exports").exists(), "nothing was begun");
}

#[test]
fn without_a_terminal_the_screen_says_what_works() {
    let place = Workshop::new();
    for arguments in [&[][..], &["run"], &["run", "--practice"]] {
        place.run(arguments).code(2).says(&["no terminal", "--plain", "record"]);
    }
}

#[test]
#[cfg(unix)]
fn a_link_stays_and_a_pipe_is_written_into() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    std::fs::create_dir(place.path("kept")).unwrap();
    for (link, to) in [("new.txt", "kept/new.txt"), ("old.txt", "kept/old.txt")] {
        std::os::unix::fs::symlink(to, place.path(link)).unwrap();
    }
    std::fs::write(place.path("kept/old.txt"), "old").unwrap();
    for name in ["new.txt", "old.txt"] {
        place.run(&["audit", "-o", name]).code(0);
        assert!(place.path(name).is_symlink(), "{name}");
        let text = std::fs::read_to_string(place.path("kept").join(name)).unwrap();
        assert!(text.starts_with("1 job of 1"), "{text}");
    }
    let ran = place.run(&["audit", "--format", "table", "-o", "/dev/stdout"]).code(0);
    assert!(ran.out.starts_with("1 job of 1"), "{}", ran.out);
    let pipe = place.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let end = pipe.clone();
    let reader = std::thread::spawn(move || std::fs::read_to_string(end).unwrap());
    place.run(&["audit", "--format", "table", "-o", "pipe"]).code(0);
    assert!(reader.join().unwrap().starts_with("1 job of 1"));
    let ran = place.run(&["audit", "-o", "nowhere/x.txt"]).code(5).says(&["nowhere/x.txt: No such file"]);
    assert!(!ran.err.contains(".precheck-"), "{}", ran.err);
}

#[test]
fn help_and_version_are_results() {
    let place = Workshop::new();
    let ran = place.run(&["--help"]).code(0).says(&["Exit codes: 0 fine", "--workshop", "record"]);
    assert_eq!(ran.err, "");
    let version = place.run(&["--version"]).code(0);
    assert_eq!(version.out, format!("precheck {}\n", env!("CARGO_PKG_VERSION")));
    place.run(&["help", "record"]).code(0).says(&["--answers"]);
}

#[test]
fn every_shell_gets_completions() {
    let place = Workshop::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = place.run(&["completions", shell]).code(0);
        for word in ["checkpoint", "completions", "answers"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
        assert_eq!(ran.err, "");
    }
    assert!(!place.home().join(".local").exists(), "no workshop is needed for it, and none is made");
}

#[test]
fn the_manual_is_a_man_page() {
    let place = Workshop::empty();
    let ran = place.run(&["man"]).code(0);
    assert!(ran.out.contains(".TH precheck 1"), "{}", &ran.out[..200]);
    for word in ["verify", "EXIT", "PRECHECK"] {
        assert!(ran.out.to_uppercase().contains(&word.to_uppercase()), "{word}");
    }
    assert_eq!(ran.err, "");
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let all: &[&[&str]] = &[
        &["checklist", "show", "battery"],
        &["checklist", "list"],
        &["verify"],
        &["verify", "--format", "json"],
        &["checkpoint"],
        &["completions", "bash"],
        &["man"],
    ];
    for arguments in all {
        // closed before the program has written anything
        let mut command = place.command(arguments);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
    // closed after the first line, as by head -1
    let mut command = place.command(&["completions", "bash"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(!first.is_empty());
}

#[test]
fn what_cant_be_read_is_told_once_with_its_cause_and_what_to_do() {
    let place = Workshop::new();
    place.write("exports/journal", "a file where the folder should be");
    place.write("answers.toml", WHOLE_JOB);
    let journal = place.path("exports/journal");
    let cause = std::fs::read_dir(&journal).unwrap_err();
    let told = format!(
        "precheck: could not read {}: {cause}; check the disk or the network drive, then try again\n",
        journal.display()
    );
    let all: &[&[&str]] = &[
        &["checkpoint"],
        &["sheet", "RO-1"],
        &["audit", "--evidence", "RO-1"],
        &["record", "--answers", "answers.toml"],
    ];
    for arguments in all {
        assert_eq!(place.run(arguments).code(5).err, told, "{arguments:?}");
    }
    let recorder = precheck::runner::Recorder::open(precheck::runner::Folders::of(&place.root()), None);
    let on_the_screen = recorder.readers().read_all().unwrap_err().to_string();
    assert_eq!(format!("precheck: {on_the_screen}\n"), told);
}

#[test]
fn nobody_at_stderr_is_no_error_either() {
    let place = Workshop::new();
    let mut command = place.command(&["verify", "--receipt", "nonsense"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn a_print_is_recorded_when_nobody_reads_what_is_told() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let mut command = place.command(&["sheet", "RO-1", "--print", "ipp://127.0.0.1:9/ipp/print"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    child.wait().unwrap();
    assert_eq!(place.rows().last().unwrap().brief(), "print  failed");
    place.is_intact();
}

#[test]
fn a_record_goes_on_when_nobody_reads_its_result() {
    let place = Workshop::new();
    place.write("answers.toml", WHOLE_JOB);
    let mut command = place.command(&["record", "--answers", "answers.toml"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    child.wait().unwrap();
    assert!(place.said().last().unwrap().starts_with("finish "));
    place.is_intact();
}

#[test]
#[cfg(unix)]
fn nothing_that_is_echoed_acts_on_a_terminal() {
    let hostile = "a\u{1b}[31m\u{9b}31m\u{202e}b\rFAILED";
    let place = Workshop::new();
    for arguments in [
        &["init", hostile][..],
        &["--workshop", hostile, "verify"],
        &[hostile],
        &["completions", hostile],
        &["verify", hostile],
        &["sheet", hostile],
        &["audit", hostile],
        &["run", "--job", hostile],
        &["record", "--answers", hostile],
        &["verify", "--receipt", hostile],
        &["verify", "--against", hostile],
        &["checklist", "show", hostile],
        &["--station", hostile, "verify"],
    ] {
        let ran = place.run(arguments).harmless();
        assert!(!ran.out.contains('\r') && !ran.err.contains('\r'), "{arguments:?}: {:?}{:?}", ran.out, ran.err);
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_the_place_of_a_file_holds_nothing_up() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place.write("workshop.toml", "logo = \"logo.png\"\n");
    std::fs::create_dir(place.path("messages")).unwrap();
    let checklist = std::fs::read_dir(place.path("exports/checklists")).unwrap().next().unwrap().unwrap().path();
    let kept = std::fs::read(&checklist).unwrap();
    for pipe in [place.path("messages/de.ftl"), place.path("logo.png"), checklist.clone()] {
        let _ = std::fs::remove_file(&pipe);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut command = std::process::Command::new("timeout");
        command.args(["30", env!("CARGO_BIN_EXE_precheck"), "sheet", "RO-1", "--lang", "de", "--format", "html"]);
        let ran = super::finish(command.current_dir(place.root()).env_clear().envs(place.environment()));
        assert_ne!(ran.code, 124, "{}: it waits for somebody to write", pipe.display());
        std::fs::remove_file(&pipe).unwrap();
    }
    std::fs::write(&checklist, kept).unwrap();
    place.run(&["sheet", "RO-1"]).code(0);
}

#[test]
fn a_file_that_is_too_long_is_said_and_not_held_in_memory() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let journal = std::fs::OpenOptions::new().write(true).open(place.file()).unwrap();
    journal.set_len(64 << 20).unwrap();
    place.record(WHOLE_JOB).code(0);
    let journal = std::fs::OpenOptions::new().write(true).open(place.file()).unwrap();
    journal.set_len((64 << 20) + 1).unwrap();
    place.record(WHOLE_JOB).code(5).says(&["longer than 64 MiB"]);
    place.run(&["sheet", "RO-1"]).code(5).says(&["longer than 64 MiB"]);
    place.run(&["verify"]).code(4);
}

/// A name that the page's fonts can't set is refused for a PDF, before anything is written; a text and a page for browsers have it.
#[test]
fn a_script_that_the_fonts_lack_is_refused_on_a_page() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    for (name, sign) in [("山田太郎", '山'), ("नमस्ते", 'न'), ("Zoë 🚗", '🚗')] {
        let ran = place.run(&["sheet", "RO-1", "--customer", name, "-o", "sheet.pdf"]).code(2);
        assert!(ran.err.contains(&format!("'{sign}' can't be set on the page")), "{}", ran.err);
        assert!(!place.path("sheet.pdf").exists());
        for form in ["sheet.txt", "sheet.html"] {
            place.run(&["sheet", "RO-1", "--customer", name, "-o", form]).code(0);
            assert!(std::fs::read_to_string(place.path(form)).unwrap().contains(name), "{form}");
        }
    }
    for name in ["Łukasz Wójcik", "Γιώργος", "Наталья", "Zoë"] {
        place.run(&["sheet", "RO-1", "--customer", name, "-o", "sheet.pdf"]).code(0);
        std::fs::remove_file(place.path("sheet.pdf")).unwrap();
    }
}
