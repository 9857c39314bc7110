//! Radio files and guide files that a workshop writes: the documented examples, and a second make.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use precheck::catalog::{Catalog, FileFault, Parsed, check, read_guide, read_radio_file, render_show};
use precheck::domain::guide::GuidePage;
use tempfile::TempDir;

const SECOND: &str = include_str!("../../golden/checklists/valid/radio-second-make.toml");

fn workshop(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join("checklists").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn text(page: &GuidePage) -> String {
    page.lines(200).into_iter().map(|line| line.text + "\n").collect()
}

/// The examples in docs/radios.md: a radio file, then a guide file.
fn examples() -> Vec<String> {
    let docs = include_str!("../../../docs/radios.md");
    let blocks = docs.split("```toml\n").skip(1).map(|rest| rest.split_once("```").unwrap().0.to_owned());
    let blocks: Vec<String> = blocks.collect();
    assert_eq!(blocks.len(), 2);
    blocks
}

#[test]
fn the_documented_examples_are_used_as_they_stand() {
    let examples = examples();
    let folder = workshop(&[("radios/example.toml", &examples[0]), ("guide/example.toml", &examples[1])]);
    let checked = check(&[folder.path().join("checklists")]);
    let told: Vec<String> = checked.faults.iter().map(FileFault::render).collect();
    assert_eq!((checked.files, told.join("\n").as_str()), (2, ""));
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(faults.is_empty(), "{faults:?}");
    assert!(text(catalog.page("example-touch").unwrap()).contains("hold SETUP for 5 s"));
    assert!(text(catalog.page("key-board").unwrap()).contains("The front desk."));
}

/// Puts an unknown field into every block of a file, and gathers what the reader says is known there, by the names of the
/// blocks. The heads of files are the block without a name.
pub(super) fn known_fields(example: &str, read: impl Fn(&str) -> Vec<FileFault>) -> BTreeMap<String, BTreeSet<String>> {
    let headers = example.lines().filter_map(|line| line.strip_prefix('[')?.split(']').next());
    let mut blocks: Vec<String> = headers.map(|it| it.trim_matches('[').to_owned()).collect();
    blocks.insert(0, String::new());
    let mut known = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        let mut seen = 0;
        let planted = example.lines().map(|line| {
            let is_header = line.starts_with('[');
            seen += usize::from(is_header);
            let is_here = if at == 0 { line.starts_with("format") } else { is_header && seen == at };
            if is_here { format!("{line}\nqqqqqqqqqqqq = 1") } else { line.to_owned() }
        });
        let faults = read(&planted.collect::<Vec<_>>().join("\n"));
        let help = faults.iter().find_map(|fault| fault.help.as_ref()?.strip_prefix("known here: "));
        let help = help.unwrap_or_else(|| panic!("{block}: {faults:?}"));
        let names = help.split(", ").map(|name| name.trim_matches('`').to_owned());
        known.entry(block.clone()).or_insert_with(BTreeSet::new).extend(names);
    }
    known
}

/// The fields and sub-blocks that a file uses, by the names of its blocks.
pub(super) fn used_fields(example: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut block = String::new();
    for line in example.lines() {
        if line.starts_with('[') {
            block = line.trim_start_matches('[').split(']').next().unwrap().to_owned();
            let (above, name) = block.rsplit_once('.').unwrap_or(("", &block));
            used.entry(above.to_owned()).or_default().insert(name.to_owned());
            used.entry(block.clone()).or_default();
        } else if let Some((name, _)) = line.split_once(" = ").filter(|(name, _)| !name.contains(['#', ' '])) {
            used.entry(block.clone()).or_default().insert(name.to_owned());
        }
    }
    used
}

#[test]
fn the_documented_examples_have_every_field_there_is() {
    fn faults<T>(outcome: Parsed<T>) -> Vec<FileFault> {
        outcome.faults
    }
    let examples = examples();
    let make = |text: &str| faults(read_radio_file("example.toml", text.as_bytes()));
    let guide = |text: &str| faults(read_guide("example.toml", text.as_bytes()));
    for (example, known) in
        [(&examples[0], known_fields(&examples[0], make)), (&examples[1], known_fields(&examples[1], guide))]
    {
        let used = used_fields(example);
        for (block, fields) in known {
            // a radio for any car is described by pointing at the other radios
            if block == "radio" {
                continue;
            }
            let missing: Vec<&String> = fields.difference(&used[&block]).collect();
            assert!(missing.is_empty(), "docs/radios.md doesn't show {missing:?} of [[{block}]]");
        }
    }
}

#[test]
fn a_second_make_is_a_second_file() {
    let folder = workshop(&[("radios/arrow.toml", SECOND)]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(faults.is_empty(), "{faults:?}");
    let book = catalog.book();
    let makes: Vec<String> = book.make_options().iter().map(|choice| choice.id.to_string()).collect();
    assert_eq!((makes[0].as_str(), makes.last().unwrap().as_str()), ("nissan", "arrow"));
    let cars: Vec<String> = book.cars(Some("arrow")).iter().map(|choice| choice.id.to_string()).collect();
    assert_eq!(cars, ["arrow-two"]);
    let shown = render_show(catalog.get("battery").unwrap(), book, 80);
    assert!(shown.contains("- arrow-two: Arrow Mk 2") && shown.contains("- arrow-tape: Tape deck"), "{shown}");
    assert_eq!(book.waiting(Some("arrow-two"), Some("petrol")).unwrap().seconds, 1);

    let hints = |item: &str| -> Vec<String> {
        let hints = book.advice(item, Some("arrow-two"), Some("arrow-tape")).into_iter();
        hints.map(|hint| hint.text.lang("de").to_owned()).collect()
    };
    assert_eq!(hints("radio-serial")[0], "The number scrolls by once. Keys: radio off, then hold the knob for 8 s.");
    assert_eq!(hints("customer-code")[0], "Usual for this radio: Back page of the handbook. Difficulty: low.");
    assert!(hints("windows").contains(&"Den Dachschalter 20 s halten.".to_owned()));
    assert!(hints("radio-after").contains(&"The code goes in with the number keys on the front: 5 digits.".to_owned()));

    let page = text(catalog.page("arrow-tape").unwrap());
    for said in [
        "1 The number scrolls by once.",
        "> radio off",
        "2 Plate on the door sill. (verified: seen on a car)",
        "5 digits",
    ] {
        assert!(page.contains(said), "{said}:\n{page}");
    }
    assert!(!page.contains("MENU"), "nothing of the other make's radios:\n{page}");
    let table = text(catalog.page("code").unwrap());
    assert!(table.contains("Arrow Mk 2 · Tape deck (2003 to 2011): Back page of the handbook."), "{table}");
}

#[test]
fn the_program_itself_names_no_make() {
    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { sources(&path, found) } else { found.push(path) }
        }
    }
    let mut paths = Vec::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs")) {
        for line in fs::read_to_string(&path).unwrap().lines() {
            let is_code = !line.trim_start().starts_with("//") && !line.contains("include_str!");
            let folded = line.to_lowercase();
            assert!(
                !is_code || !(folded.contains("nissan") || folded.contains("qashqai")),
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn a_radio_file_may_help_with_an_item_of_the_workshops_own_checklist() {
    let ours = include_str!("../../golden/checklists/valid/small.toml").replace("id = \"plate\"", "id = \"trailer\"");
    let make = SECOND.replace("item = \"windows\"", "item = \"trailer\"");
    let is_changed = ours.contains("\"trailer\"");
    assert!(is_changed, "small.toml asks for no plate any more");
    let folder = workshop(&[("small.toml", &ours), ("radios/arrow.toml", &make)]);
    let checked = check(&[folder.path().join("checklists/radios/arrow.toml")]);
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert!(Catalog::load(Some(folder.path())).1.is_empty());
}

#[test]
fn an_item_that_nobody_asks_takes_no_radio_file_away() {
    let make = SECOND.replace("item = \"windows\"", "item = \"trailer\"");
    let folder = workshop(&[("radios/arrow.toml", &make)]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(catalog.radio_files().iter().any(|it| it.content.id.as_str() == "arrow"));
    assert_eq!(faults.len(), 1);
    assert!(!faults[0].is_error() && faults[0].message.contains("`trailer`"), "{faults:?}");
    assert!(check(&[folder.path().join("checklists/radios/arrow.toml")]).has_errors());
}

#[test]
fn the_linter_tells_a_radio_file_whose_name_is_not_its_id() {
    let folder = workshop(&[("radios/bow.toml", SECOND)]);
    let path = folder.path().join("checklists/radios/bow.toml");
    let checked = check(std::slice::from_ref(&path));
    assert!(
        checked.has_errors() && checked.faults[0].message.contains("its name says \"bow\""),
        "{:?}",
        checked.faults
    );
    // a draft that is not loaded from where it lies is reminded
    let draft = folder.path().join("bow.toml");
    fs::rename(path, &draft).unwrap();
    let checked = check(&[draft]);
    assert_eq!((checked.faults.len(), checked.has_errors()), (1, false), "{:?}", checked.faults);
}

#[test]
fn a_step_that_ends_in_no_answer_is_told_where_it_stands() {
    let step = "\n[[recovery]]\nid = \"dashboard\"\ntitle = \"Look there\"\ntext = \"Look.\"\ncode-found = \"dealr\"\nsource = \"us\"\n\
        verified = true\n";
    let make = format!("{SECOND}{step}");
    let folder = workshop(&[("radios/arrow.toml", &make)]);
    let checked = check(&[folder.path().join("checklists/radios/arrow.toml")]);
    let told: String = checked.faults.iter().map(FileFault::render).collect();
    assert!(
        checked.has_errors() && told.contains("code-found = \"dealr\"") && told.contains("write \"dealer\""),
        "{told}"
    );
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(catalog.radio_files().iter().any(|it| it.content.id.as_str() == "arrow"));
    assert_eq!((faults.len(), faults[0].is_error()), (1, false), "{faults:?}");
}

#[test]
fn two_pages_of_one_name_are_told() {
    let make = SECOND.replace("arrow-tape", "reset");
    let folder = workshop(&[("radios/arrow.toml", &make)]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].message.contains("two pages of the guide are called `reset`"));
    assert_eq!(
        catalog.page("reset").unwrap().title,
        "Reset over OBD2, when no code can be found",
        "the topic comes first"
    );
}

#[test]
fn a_faulty_guide_file_leaves_the_radios_pages() {
    let folder = workshop(&[("guide/radio-code.toml", "format = 1\nid = \"radio-code\"\n")]);
    let (catalog, faults) = Catalog::load(Some(folder.path()));
    assert!(faults.iter().any(FileFault::is_error));
    assert!(catalog.page("why").is_err() && catalog.page("j11-connect").is_ok());
}
