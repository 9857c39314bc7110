//! The corpora that fuzzing has found are given to the parsers again: small inputs that reach what others don't.

use std::fs;
use std::path::Path;

#[path = "../fuzz/targets.rs"]
mod targets;

use targets::TARGETS;

#[test]
fn what_fuzzing_found_is_taken_or_refused() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, target) in TARGETS {
        let inputs: Vec<_> = fs::read_dir(corpora.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(inputs.len() >= 3, "the corpus of {name} is gone");
        for input in inputs {
            let data = fs::read(&input).unwrap();
            // the path stands in the test's output when it panics
            println!("{}", input.display());
            target(&data);
        }
    }
}

#[test]
fn the_golden_files_hold_for_fuzzing_too() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let journal = fs::read(golden.join("vectors/journal/bay-1/2026-11.csv")).unwrap();
    targets::journal(&journal);
    journal.split(|&byte| byte == b'\n').for_each(targets::row);
    for folder in ["checklists/valid", "checklists/invalid"] {
        for entry in fs::read_dir(golden.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "toml") {
                let data = fs::read(&path).unwrap();
                [targets::checklist, targets::radios, targets::guide, targets::workshop]
                    .iter()
                    .for_each(|it| it(&data));
            }
        }
    }
}
