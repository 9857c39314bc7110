//! No file can make the catalogue panic, hang, or say something that a terminal would act on.

use std::sync::OnceLock;

use precheck::catalog::{FileFault, Workshop, read_checklist, read_guide, read_radio_file};
use proptest::prelude::*;

use crate::built_in;

/// Reads the bytes as each kind of file. Whatever is said must be fit to be shown.
fn read_all(bytes: &[u8]) {
    let faults = [
        read_checklist("a.toml", bytes).faults,
        read_radio_file("a.toml", bytes).faults,
        read_guide("a.toml", bytes).faults,
        Workshop::parse("a.toml", bytes).1,
    ];
    for fault in faults.iter().flatten() {
        let text = fault.render();
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    }
    assert!(faults.iter().all(|faults| faults.len() <= 61), "the number of faults is bounded");
}

fn built_in(which: usize) -> Vec<u8> {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let catalog = built_in::catalog();
        let checklists = catalog.checklists().iter().map(|entry| entry.file.bytes.to_vec());
        let makes = catalog.radio_files().iter().map(|entry| entry.file.bytes.to_vec());
        let guides = catalog.guides().iter().map(|entry| entry.file.bytes.to_vec());
        checklists.chain(makes).chain(guides).collect()
    });
    files[which].clone()
}

/// Pieces that mean something to the parser: strings of them come further than arbitrary bytes.
const PIECES: [&str; 22] = [
    "[", "]", "{", "}", "[[", "]]", "=", ".", ",", "\n", "\"", "\"\"\"", "'''", "\\", "# ", "page", "item", "id",
    "when", "\"a\"", "1", "\u{1b}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_only_faulty(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes);
    }

    #[test]
    fn arbitrary_pieces_are_only_faulty(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..300)) {
        read_all(pieces.concat().as_bytes());
    }

    #[test]
    fn a_changed_built_in_is_only_faulty(
        which in 0_usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of((any::<prop::sample::Index>(), 1_usize..400)),
    ) {
        let mut bytes = built_in(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((at, length)) = cut {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.drain(at..end);
        }
        read_all(&bytes);
    }
}

/// Shapes that are known to be hard on parsers, each as long as a file may be.
#[test]
fn hostile_files_are_refused_in_good_time() {
    let long = |piece: &str| piece.repeat(precheck::catalog::MAX_BYTES / piece.len());
    let deep = |key: &str| format!("{}1{}", format!("{}x = {{ ", key.repeat(78)).repeat(79), "}".repeat(79));
    let hostile = [
        long("["),
        long("a=[\n"),
        long("{"),
        long("a."),
        long("=\n"),
        long("a=1\n"),
        long("[a]\n"),
        long("[[page]]\n"),
        long("[[page]]\n[[page.item]]\n"),
        long("\"\"\""),
        long("\u{1}"),
        long("é"),
        deep("x."),
        deep("'x'."),
        deep("\"\"."),
    ];
    let began = std::time::Instant::now();
    for text in hostile {
        assert!(read_checklist("a.toml", text.as_bytes()).faults.len() <= 61);
    }
    // shapes that are hard on what comes after the parser
    let of_blocks = [
        (0..9000)
            .map(|n| format!("[[route]]\nid=\"a{n}\"\n"))
            .chain([format!("[[radio]]\nserial=[{}]", "\"b7\",".repeat(9000))])
            .collect(),
        long("[[radio]]\nserial=[\"x\"]\n"),
        long("[[topic]]\n[[topic.say]]\n"),
    ];
    for text in of_blocks {
        read_all(text.as_bytes());
    }
    // seconds where nothing else runs; what doesn't end takes hours
    assert!(began.elapsed().as_secs() < 120, "{:?}", began.elapsed());
}

#[test]
fn a_fault_about_a_name_with_control_characters_is_fit_to_be_shown() {
    let outcome = read_checklist("a\u{1b}[31m.toml", b"format = 1\n\"\\u001b[2J\" = 1\n");
    let told: String = outcome.faults.iter().map(FileFault::render).collect();
    assert!(!told.contains('\u{1b}'), "{told:?}");
}
