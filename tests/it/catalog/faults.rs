//! Every faulty checklist of `tests/golden/checklists/invalid` has beside it what is said about it, and every one of
//! `valid` is read without a word. A new case is a new file; `BLESS=1` writes the text of a case that has none. A case
//! whose name begins with `radio-` is a radio file, one that begins with `guide-` a guide file.

use std::fs;
use std::path::{Path, PathBuf};

use precheck::catalog::{FileFault, read_checklist, read_guide, read_radio_file};

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/checklists").join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Whether the file could be used, and what is said about it.
fn read(path: &Path) -> (bool, Vec<FileFault>) {
    let (name, bytes) = (name(path), fs::read(path).unwrap());
    if name.starts_with("radio-") {
        let outcome = read_radio_file(&name, &bytes);
        (outcome.value.is_some(), outcome.faults)
    } else if name.starts_with("guide-") {
        let outcome = read_guide(&name, &bytes);
        (outcome.value.is_some(), outcome.faults)
    } else {
        let outcome = read_checklist(&name, &bytes);
        (outcome.value.is_some(), outcome.faults)
    }
}

#[test]
fn valid_checklists_are_read_without_a_word() {
    for path in cases("valid") {
        let (is_read, faults) = read(&path);
        let faults: Vec<String> = faults.iter().map(FileFault::render).collect();
        assert!(is_read && faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn each_fault_is_told_with_its_line_and_what_to_write() {
    let mut different = Vec::new();
    for path in cases("invalid") {
        let (is_read, faults) = read(&path);
        assert!(!is_read, "{} was read", path.display());
        let told = faults.iter().map(FileFault::render).collect::<Vec<_>>().join("\n");
        let golden = path.with_extension("txt");
        if !golden.exists() && std::env::var_os("BLESS").is_some() {
            fs::write(&golden, &told).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if told != expected {
            different.push(format!("{}\n--- expected\n{expected}--- told\n{told}", path.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

#[test]
fn a_fault_shows_no_control_characters() {
    for path in cases("invalid") {
        for fault in read(&path).1 {
            for text in [fault.render(), fault.to_string()] {
                assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            }
        }
    }
}

#[test]
fn a_file_that_is_too_long_is_refused_unread() {
    let long = vec![b'#'; precheck::catalog::MAX_BYTES + 1];
    let faults = read_checklist("long.toml", &long).faults;
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].to_string(), "long.toml: is longer than 256 kB, and is not read");
}
