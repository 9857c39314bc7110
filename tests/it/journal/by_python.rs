//! The stand-alone checker in Python, which shares no code with the program, comes to the same verdicts.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::double::Double;

use super::{FILE, answer, append_all, at, check_bytes, finish, lines, one_of_each, start, writer};

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
