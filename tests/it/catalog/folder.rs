//! Finding and making the workshop's folder.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use precheck::catalog::{Catalog, FolderSources, FoundBy, Workshop, find, init};

#[test]
fn the_flag_comes_before_the_variable_the_folders_above_and_the_data_folder() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let here = root.join("shop/exports/sheets");
    for folder in [&here, &root.join("shop/checklists"), &root.join("flag/checklists"), &root.join("variable/exports")]
    {
        fs::create_dir_all(folder).unwrap();
    }
    let (variable, data) = (root.join("variable"), root.join("data/precheck"));
    let everything = FolderSources {
        flag: Some(Path::new("../../../flag")),
        variable: Some(variable.as_os_str()),
        current: &here,
        data: Some(&data),
    };
    let found = |asked| find(asked).unwrap();
    assert_eq!(found(everything).1, FoundBy::Flag);
    let asked = FolderSources { flag: None, ..everything };
    assert_eq!(found(asked), (variable.clone(), FoundBy::Variable));
    let asked = FolderSources { variable: Some(OsStr::new("")), ..asked };
    assert_eq!(found(asked), (root.join("shop"), FoundBy::Upwards));
    let asked = FolderSources { current: root, ..asked };
    assert_eq!(found(asked), (data.clone(), FoundBy::Data));
    assert!(find(FolderSources { data: None, ..asked }).is_err());
}

#[test]
fn a_named_folder_must_be_there() {
    let root = tempfile::tempdir().unwrap();
    let asked = FolderSources { flag: Some(Path::new("nowhere")), variable: None, current: root.path(), data: None };
    let why = find(asked).unwrap_err().to_string();
    assert!(why.contains("nowhere is not a folder (--workshop): make a workshop there with `precheck init"), "{why}");
}

#[test]
fn a_named_folder_must_be_a_workshop() {
    let root = tempfile::tempdir().unwrap();
    let place = root.path().join("drive");
    fs::create_dir_all(place.join("lost+found")).unwrap();
    let asked = FolderSources { flag: Some(Path::new("drive")), variable: None, current: root.path(), data: None };
    let why = find(asked).unwrap_err().to_string();
    assert!(why.contains("drive is no workshop") && why.contains("not mounted"), "{why}");
    assert!(why.contains("precheck init"), "{why}");
    let by_variable = FolderSources { flag: None, variable: Some(place.as_os_str()), ..asked };
    assert!(find(by_variable).is_err(), "nor where the variable names it");
    for sign in ["workshop.toml", "exports", "checklists"] {
        let shop = root.path().join(sign).join("shop");
        fs::create_dir_all(shop.join(sign)).unwrap();
        let asked = FolderSources { flag: Some(&shop), ..asked };
        assert_eq!(find(asked).unwrap(), (shop.clone(), FoundBy::Flag), "{sign}");
    }
}

#[test]
fn init_makes_a_workshop_and_overwrites_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("shop");
    let made = init(&folder).unwrap();
    assert!(made.iter().all(|made| made.is_new && made.path.exists()), "{made:?}");
    let (catalog, faults) = Catalog::load(Some(&folder));
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(catalog.checklists().len(), 3);
    assert_eq!(Workshop::load(&folder), (Workshop::default(), Vec::new()));

    fs::write(folder.join("checklists/battery.toml"), "mine").unwrap();
    fs::remove_file(folder.join("checklists/wiring.toml")).unwrap();
    let made = init(&folder).unwrap();
    let new: Vec<_> = made.iter().filter(|made| made.is_new).map(|made| made.path.clone()).collect();
    assert_eq!(new, [folder.join("checklists/wiring.toml")]);
    assert_eq!(fs::read_to_string(folder.join("checklists/battery.toml")).unwrap(), "mine");
}

#[test]
fn init_where_a_file_stands_says_what_is_in_the_way() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "").unwrap();
    let error = init(&file).unwrap_err();
    assert!(error.to_string().contains("can't be made"), "{error}");
}
