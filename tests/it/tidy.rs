//! Keeps the structure as `lib.rs` draws it: which part may lean on which, and which library is used where.

mod circles;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The parts, each with those that it may lean on.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("files", &["domain"]),
    ("instrument", &["domain"]),
    ("words", &["domain"]),
    ("journal", &["domain", "files", "words"]),
    ("catalog", &["domain", "files", "words"]),
    ("audit", &["domain", "files", "journal", "catalog", "words"]),
    ("sheet", &["domain", "journal", "catalog", "audit", "words"]),
    ("app", &["domain", "journal", "catalog", "audit", "sheet", "words"]),
    ("runner", &["domain", "files", "instrument", "journal", "catalog", "audit", "sheet", "app", "words"]),
    ("tui", &["domain", "journal", "catalog", "audit", "sheet", "app", "runner", "words"]),
    (
        "cli",
        &["domain", "files", "instrument", "journal", "catalog", "audit", "sheet", "app", "runner", "tui", "words"],
    ),
];

/// Libraries that belong to some parts only.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("sha2", &["journal"]),
    ("memchr", &["journal"]),
    ("csv", &["journal", "runner"]),
    ("clap", &["cli"]),
    ("krilla", &["sheet"]),
    ("ipp", &["runner"]),
    ("rust_xlsxwriter", &["audit"]),
    ("toml", &["catalog", "cli"]),
    ("foldhash", &["audit"]),
];

/// What the state may name of the journal: values, and nothing that reads or writes.
const JOURNAL_VALUES: &[&str] =
    &["Draft", "Flaw", "RecordReview", "Receipt", "ScannedReceipt", "Seal", "Column", "encoded_len"];

/// Longest file, in lines; longer ones have a reason.
const LINES_MAX: usize = 450;
const LONGER: &[(&str, &str)] = &[("domain/rules.rs", "all rules on one page, as they are read together")];

/// What parts without IO must not name.
const IO: &[&str] =
    &["std::fs", "std::net", "std::process", "std::env", "std::thread", "SystemTime", "Instant::now", "Local::now"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The files of a part, each with its code: comments left out, so that a link in prose is no import.
fn code(part: &str) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(part), &mut paths);
    assert!(!paths.is_empty(), "src/{part} has no files");
    let uncommented = |text: String| {
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        text.lines().filter(is_code).map(|line| format!("{line}\n")).collect::<String>()
    };
    paths.into_iter().map(|path| (path.clone(), uncommented(fs::read_to_string(path).unwrap()))).collect()
}

/// Whether the code names a path that begins with `root::`, as a word of its own.
fn names(code: &str, root: &str) -> bool {
    code.match_indices(&format!("{root}::"))
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

#[test]
fn imports_run_one_way() {
    for (part, may) in LAYERS {
        for (path, code) in code(part) {
            for (other, _) in LAYERS.iter().filter(|(other, _)| other != part && !may.contains(other)) {
                assert!(!code.contains(&format!("crate::{other}")), "{} leans on {other}", path.display());
            }
            assert!(
                !code.contains("use crate::{"),
                "{}: an import for each part, so that it can be seen",
                path.display()
            );
        }
    }
}

#[test]
fn the_state_knows_values_and_no_files() {
    for (path, code) in code("app") {
        for (at, root) in code.match_indices("crate::journal::") {
            let rest = &code[at + root.len()..];
            let named = match rest.strip_prefix('{') {
                Some(group) => group.split('}').next().unwrap(),
                None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap(),
            };
            let named: Vec<&str> = named.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
            let is_value = |name: &&str| JOURNAL_VALUES.contains(name);
            assert!(named.iter().all(is_value), "{} names {named:?} of the journal", path.display());
        }
        for reading in ["collect(", "evidence::read", "Request {"] {
            assert!(!code.contains(&format!("audit::{reading}")), "{} reads journals", path.display());
        }
    }
}

#[test]
fn every_part_of_the_program_has_its_place() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            assert!(LAYERS.iter().any(|(part, _)| *part == name), "say in LAYERS what src/{name} may lean on");
        }
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    for (library, rooms) in LIBRARIES {
        for (part, _) in LAYERS.iter().filter(|(part, _)| !rooms.contains(part)) {
            for (path, code) in code(part) {
                assert!(!names(&code, library), "{} uses {library}", path.display());
            }
        }
    }
}

#[test]
fn files_are_of_a_length_to_be_read() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    for path in paths {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        let reason = LONGER.iter().find(|(long, _)| path == src.join(long));
        assert!(
            lines <= LINES_MAX || reason.is_some(),
            "{} has {lines} lines: part it, or say why not",
            path.display()
        );
        assert!(lines > LINES_MAX || reason.is_none(), "{} needs no reason any more", path.display());
    }
}

/// What prints past `cli::tell` and a command's `out`, which clean what they print and don't panic when nobody reads it.
const PRINTING: &[&str] = &["print!", "println!", "dbg!"];

#[test]
fn nothing_is_printed_uncleaned() {
    for (path, code) in code("") {
        for macro_name in PRINTING {
            assert!(!code.contains(macro_name), "{} uses {macro_name}", path.display());
        }
        let writes_json = code.contains("serde_json::to_");
        assert!(!writes_json || path.ends_with("domain/json.rs"), "{} escapes nothing in its JSON", path.display());
    }
}

#[test]
fn what_is_pure_does_no_io() {
    for part in ["domain", "sheet", "app"] {
        for (path, code) in code(part) {
            for io in IO {
                assert!(!code.contains(io), "{} names {io}", path.display());
            }
        }
    }
}

/// The names of the types that a file lets others see.
fn public_types(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let declared = line.trim_start().strip_prefix("pub ")?;
        let (kind, rest) = declared.split_once(' ')?;
        let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
        matches!(kind, "struct" | "enum" | "trait" | "type").then_some(name)
    })
}

#[test]
fn a_public_name_means_one_type() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (path, code) in code("") {
        for name in public_types(&code) {
            places.entry(name.to_owned()).or_default().push(path.clone());
        }
    }
    assert!(places.len() > 200, "only {} types were found", places.len());
    places.retain(|_, paths| paths.len() > 1);
    assert!(places.is_empty(), "names of several types: {places:#?}");
}

/// Whether code has a `Result` whose error is a text.
fn has_a_text_for_an_error(code: &str) -> bool {
    code.match_indices("Result<").any(|(at, found)| {
        let (mut depth, mut last_comma) = (1, None);
        let arguments = &code[at + found.len()..];
        for (at, c) in arguments.char_indices() {
            match c {
                '<' | '(' | '[' => depth += 1,
                '>' if arguments[..at].ends_with('-') => {}
                '>' | ')' | ']' => depth -= 1,
                ',' if depth == 1 => last_comma = Some(at),
                _ => {}
            }
            if depth == 0 {
                return last_comma.is_some_and(|comma| arguments[comma + 1..at].trim() == "String");
            }
        }
        false
    })
}

#[test]
fn errors_are_types() {
    assert!(has_a_text_for_an_error("fn read(at: Place) -> Result<Vec<(u8, Row)>, String> {"));
    assert!(!has_a_text_for_an_error("fn read(at: Place) -> Result<BTreeMap<u8, String>, Bad<'_>> {"));
    let cli = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    for (path, code) in code("") {
        let is_free = path.starts_with(&cli) || !has_a_text_for_an_error(&code);
        assert!(is_free, "{}: an error that is a text has no source", path.display());
    }
}
