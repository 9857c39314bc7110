//! A workshop's own files in place of the built-in ones.

use std::fs;
use std::path::Path;

use precheck::catalog::{Catalog, FileOrigin, Unavailable, check};
use tempfile::TempDir;

use crate::built_in;

const SMALL: &str = include_str!("../../golden/checklists/valid/small.toml");

fn workshop(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("checklists/radios")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("checklists").join(name), text).unwrap();
    }
    folder
}

fn battery_of_our_own() -> String {
    SMALL.replace("id = \"small\"", "id = \"battery\"").replace("title = \"Small\"", "title = \"Our battery\"")
}

#[test]
fn the_workshops_file_replaces_the_built_in_one_and_others_are_added() {
    let folder = workshop(&[("battery.toml", &battery_of_our_own()), ("small.toml", SMALL), (".#small.toml", "x")]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(faults.is_empty(), "{faults:?}");
    let ids: Vec<&str> = catalog.checklists().iter().map(|entry| entry.content.id.as_str()).collect();
    assert_eq!(ids, ["battery", "wiring", "wiring-airbag", "small"]);
    let battery = catalog.get("battery").unwrap();
    assert_eq!(battery.content.title.en, "Our battery");
    assert_eq!(battery.file.origin, FileOrigin::Workshop(folder.path().join("checklists/battery.toml")));
    assert_eq!(battery.file.bytes, battery_of_our_own().as_bytes());
}

#[test]
fn a_faulty_file_is_not_replaced_in_silence() {
    let folder = workshop(&[("battery.toml", "format = 1\n")]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(!faults.is_empty());
    let Err(Unavailable::Faulty { id, .. }) = catalog.get("battery") else { panic!() };
    assert_eq!(id, "battery");
    let why = catalog.get("battery").unwrap_err().to_string();
    assert!(why.contains("battery.toml:1:1: `id` is missing"), "{why}");
    assert!(catalog.get("wiring").is_ok());
    assert_eq!(catalog.unavailable().count(), 1);
}

#[test]
fn what_isnt_there_is_told_with_what_was_meant() {
    let catalog = built_in::catalog();
    let why = catalog.get("batery").unwrap_err().to_string();
    assert_eq!(why, "there is no checklist \"batery\": did you mean \"battery\"?");
}

#[test]
fn a_file_must_be_called_by_its_id() {
    let folder = workshop(&[("battery (copy).toml", &battery_of_our_own())]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message, "its id is \"battery\", and its name says \"battery (copy)\"");
    assert_eq!(catalog.get("battery").unwrap().file.origin, FileOrigin::BuiltIn);
}

#[test]
fn a_faulty_radio_file_leaves_the_book_without_it() {
    let folder = workshop(&[("radios/nissan-qashqai.toml", "format = 1\nid = \"nissan-qashqai\"\n")]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(!faults.is_empty());
    assert!(!catalog.book().files.is_empty());
    assert!(catalog.book().files.iter().all(|file| file.id.as_str() != "nissan-qashqai"));
    assert_eq!(catalog.checklists().len(), 3);
}

#[test]
fn more_cars_than_digit_keys_is_a_warning() {
    let generation = |n: u32| {
        format!("[[generation]]\nid = \"g{n}\"\ntitle = \"G\"\nyears = \"x\"\nsource = \"x\"\nverified = false\n")
    };
    let make = format!(
        "format = 1\nid = \"many\"\ntitle = \"Many\"\nrevision = 1\n{}",
        (0..9).map(generation).collect::<String>()
    );
    let chosen = include_str!("../../golden/lists/first/checklists/battery.toml");
    let folder = workshop(&[("battery.toml", chosen), ("radios/many.toml", &make)]);
    let (_, faults) = Catalog::load(Some(folder.path()));
    // the built-in lists find a car by typing
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(!faults[0].is_error() && faults[0].message.starts_with("`car` has "), "{faults:?}");
}

#[test]
fn a_folder_or_a_pipe_is_no_checklist() {
    let folder = workshop(&[]);
    fs::create_dir(folder.path().join("checklists/battery.toml")).unwrap();
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message, "is not a file");
    assert!(catalog.get("battery").is_err());
}

#[test]
fn the_linter_knows_all_four_kinds_of_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checked = check(&[root.join("checklists")]);
    assert_eq!((checked.files, checked.faults.len()), (18, 0), "{:?}", checked.faults);
    let folder = workshop(&[("battery.toml", "format = 1\n")]);
    fs::write(folder.path().join("workshop.toml"), "nmae = \"x\"\n").unwrap();
    let paths = ["checklists/battery.toml", "workshop.toml", "not-there.toml"].map(|name| folder.path().join(name));
    let checked = check(&paths);
    assert_eq!(checked.files, 3);
    assert!(checked.has_errors());
    let told: Vec<String> = checked.faults.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|it| it.ends_with("workshop.toml:1:1: `nmae` is not known here")), "{told:?}");
    assert!(told.iter().any(|it| it.contains("not-there.toml: can't be read")), "{told:?}");
}
