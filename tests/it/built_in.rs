//! The checklists, radios and guide that the program brings with it, read once for all tests.

use std::sync::OnceLock;

use precheck::catalog::{Catalog, Fault};

pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let (catalog, faults) = Catalog::load(None);
        assert!(faults.is_empty(), "{}", faults.iter().map(Fault::render).collect::<String>());
        catalog
    })
}
