//! The checklists, radios and guide that the program brings with it, and their first edition, each read once for all tests.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use precheck::catalog::{Catalog, FileFault};

/// What is built in now: for tests of what it says.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| whole(Catalog::load(None)))
}

/// The first edition, which never changes: for tests of what the program does with a list, whatever it asks.
pub fn first() -> &'static Catalog {
    static FIRST: OnceLock<Catalog> = OnceLock::new();
    FIRST.get_or_init(|| whole(Catalog::load_alone(&first_folder())))
}

/// The folder with the `checklists` of the first edition.
pub fn first_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/lists/first")
}

fn whole((catalog, faults): (Catalog, Vec<FileFault>)) -> Catalog {
    assert!(faults.is_empty(), "{}", faults.iter().map(FileFault::render).collect::<String>());
    catalog
}
