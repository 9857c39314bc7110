//! The stand-alone checker in Python, which shares no code with the program, comes to the same verdicts.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::double::Double;

use precheck::journal::{HEADER, Options, Seal, verify_bytes};

use super::{FILE, answer, append_all, at, check_bytes, finish, lines, one_of_each, small, start, writer};

/// Runs the checker; `None` where there is no Python.
fn run(folder: &Path) -> Option<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    match Command::new("python3").arg(script).arg(folder).env("PYTHONIOENCODING", "utf-8").output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_is_sound_is_sound_to_both() {
    let disk = Double::default();
    let mut rows = append_all(&mut writer(&disk), &one_of_each("RO-1"));
    let mut later = writer(&disk);
    for (draft, second) in
        [start("2"), answer("2", "plate", "known"), finish("2")].iter().zip([50, 30 * 86_400, 86_400])
    {
        rows.push(later.append(draft, at(second)).unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let bay = folder.path().join("bay-1");
    fs::create_dir(&bay).unwrap();
    for name in disk.names() {
        fs::write(bay.join(&name), disk.bytes(&name)).unwrap();
    }
    let Some(output) = run(folder.path()) else { return };
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.matches("receipt ").count(), 3);
    for receipt in rows.iter().filter_map(|row| row.receipt) {
        assert!(said.contains(&receipt.to_string()), "{receipt} is not in {said}");
    }
}

#[test]
fn a_folder_without_a_journal_is_no_sound_one() {
    let Some(output) = run(tempfile::tempdir().unwrap().path()) else { return };
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("nothing was checked"), "{said}");
}

#[test]
fn what_is_damaged_is_damaged_to_both() {
    let disk = Double::default();
    append_all(&mut writer(&disk), &one_of_each("RO-1"));
    let good = String::from_utf8(disk.bytes(FILE)).unwrap();
    let without = |line: usize| {
        let mut lines = lines(&disk, FILE);
        lines.remove(line);
        lines.join("\n") + "\n"
    };
    let variants = [
        good.replace("AB12", "AB13"),
        good.replace('\n', "\r\n"),
        without(0),
        without(1),
        without(5),
        good[..good.len() - 1].to_owned(),
    ];
    for variant in variants {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), &variant).unwrap();
        let Some(output) = run(folder.path()) else { return };
        assert_eq!(output.status.code(), Some(1), "{variant}{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_ne!(check_bytes(variant.as_bytes()).exit_code(), 0);
    }
}

/// The rows with seals that fit, as somebody makes them who knows how.
fn sealed<'a>(bodies: impl IntoIterator<Item = &'a str>) -> String {
    let mut lead = HEADER.to_owned();
    let mut text = format!("{HEADER}\n");
    for body in bodies {
        let seal = Seal::of_bytes(format!("{lead}\n{body}").as_bytes()).hex();
        text += &format!("{body},{seal}\n");
        lead = seal;
    }
    text
}

/// Both say this of the files of bay-1: sound, or not.
fn both_say(is_sound: bool, files: &[(&str, &[u8])], what: &str) {
    let folder = tempfile::tempdir().unwrap();
    let bay = folder.path().join("bay-1");
    fs::create_dir(&bay).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(bay.join(name), bytes).unwrap());
    let report = verify_bytes("bay-1", files, &Options::default());
    assert_eq!(report.exit_code() == 0, is_sound, "{what}: {:?}", super::codes(&report));
    let Some(output) = run(folder.path()) else { return };
    let code = i32::from(!is_sound);
    assert_eq!(output.status.code(), Some(code), "{what}: {}", String::from_utf8_lossy(&output.stdout));
    assert!(output.stderr.is_empty(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Every seal fits, and only the form can tell: what has none of a row's is broken to both.
#[test]
fn what_no_program_writes_is_broken_to_both_whatever_its_seal_says() {
    let written = lines(&small(), FILE);
    let bodies: Vec<&str> = written[1..].iter().map(|line| line.rsplit_once(',').unwrap().0).collect();
    let opening = bodies[0];
    let time = "2026-11-22T09:00:09.000+01:00";
    let row = |time: &str, value: &str, note: &str| format!("5,{time},J2,answer,plate,{value},Ana K.,{note}");
    let forged = |row: &str| sealed(bodies.iter().copied().chain([row]));
    both_say(true, &[(FILE, forged(&row(time, "text AB12", "\\=1")).as_bytes())], "nothing");
    for time in [
        "2026-02-30T09:00:00.000+01:00",
        "2026-13-01T09:00:00.000+01:00",
        "2026-11-22T24:00:00.000+01:00",
        "2026-11-22T09:00:09.000+01:60",
        "2026-11-22T09:00:09.000+24:00",
        "2026-11-22T09:00:09.000-00:00",
    ] {
        both_say(false, &[(FILE, forged(&row(time, "text AB12", "")).as_bytes())], time);
    }
    for text in ["a\\=", "\\u{61}", "\\u{110000}", "\\u{d800}", "\\u{09}", "\\n"] {
        both_say(false, &[(FILE, forged(&row(time, &format!("text {text}"), "")).as_bytes())], text);
        both_say(false, &[(FILE, forged(&row(time, "text AB12", &format!("x {text}"))).as_bytes())], text);
    }
    for value in ["\\1", "1", ""] {
        both_say(false, &[(FILE, forged(&row(time, value, "")).as_bytes())], value);
    }
    for (what, other) in [
        ("of a job", opening.replacen(",,open,", ",J2,open,", 1)),
        ("of another station", opening.replacen(",bay-1,", ",bay-2,", 1)),
        ("of no station", opening.replacen(",bay-1,", ",,", 1)),
    ] {
        assert_ne!(other, opening);
        both_say(false, &[(FILE, sealed([&*other]).as_bytes())], what);
    }
    let alone = sealed([opening]);
    both_say(true, &[(FILE, alone.as_bytes())], "an opening row alone");
    let header = format!("{HEADER}\n");
    both_say(false, &[(FILE, alone.as_bytes()), ("2026-12.csv", header.as_bytes())], "a last file of a header only");
    let marked = forged(&row(time, "text AB12", "")).replacen("\n3,", "\n\u{feff}3,", 1);
    both_say(false, &[(FILE, marked.as_bytes())], "a byte order mark in the middle");
    assert_eq!(check_bytes(marked.as_bytes()).exit_code(), 1, "no program that saves a file again puts it there");
}
