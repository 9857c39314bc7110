//! How many crates the program is made of. Each is somebody else's code that a workshop has to trust.

use std::collections::BTreeSet;
use std::process::Command;

/// The most crates in a release, this one counted. Raised only together with a reason in the commit; lowered whenever it can be.
const CRATES_MAX: usize = 202;

/// The crates of which two versions are in the tree, because two others ask for them.
const TWICE: &[&str] = &["base64", "miniz_oxide", "syn", "thiserror", "thiserror-impl"];

/// The crates of the release tree on this system, as name and version; `None` where cargo can't be run, as under Wine.
fn crates() -> Option<BTreeSet<(String, String)>> {
    let cargo = std::env::var_os("CARGO")?;
    let output = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.to_owned()))
    };
    Some(text.lines().filter_map(named).collect())
}

#[test]
fn the_release_is_made_of_no_more_crates_than_its_budget() {
    let Some(crates) = crates() else { return };
    assert!(crates.iter().any(|(name, _)| name == "precheck") && crates.len() > 50, "this is no tree: {crates:?}");
    assert!(
        crates.len() <= CRATES_MAX,
        "{} crates, {CRATES_MAX} are the budget: leave one out, or raise it in tests/it/budget.rs and say why",
        crates.len()
    );
}

#[test]
fn no_more_crates_are_there_twice() {
    let Some(crates) = crates() else { return };
    let names: Vec<&str> = crates.iter().map(|(name, _)| name.as_str()).collect();
    let twice: BTreeSet<&str> = names.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    let new: Vec<&&str> = twice.iter().filter(|name| !TWICE.contains(name)).collect();
    assert!(new.is_empty(), "two versions of {new:?}: see `cargo tree --duplicates`");
}
