//! Valid journals of any size, made up and always the same for the same seed: for benchmarks and tests.
//!
//! Rows go through the same encoding and the same seals as the writer's, but without its locks and syncs.

pub mod chance;
pub mod station;
pub mod story;

use std::io;
use std::path::Path;

use chance::Chance;
use precheck::catalog::Catalog;
use precheck::domain::Station;
use precheck::journal::{Month, Seal};
use precheck::runner::archive;
use station::{Made, Scribe};
use story::Kind;

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Rows in all.
    pub rows: u64,
    /// Over how many stations.
    pub stations: u32,
    /// Over how many months.
    pub months: u32,
    /// The same seed makes the same journals.
    pub seed: u64,
}

/// Makes a workshop folder with journals in it, and the wordings that they were answered by.
///
/// # Errors
/// Whatever the system says; there must be no journals yet.
pub fn generate(workshop: &Path, plan: Plan) -> io::Result<Made> {
    precheck::catalog::init(workshop).map_err(io::Error::other)?;
    // the stories are told in the words of the first edition
    let first = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/lists/first/checklists");
    for name in ["battery.toml", "wiring.toml", "wiring-airbag.toml", "radios/nissan-qashqai.toml"] {
        std::fs::copy(first.join(name), workshop.join("checklists").join(name))?;
    }
    let (catalog, _) = Catalog::load(Some(workshop));
    let exports = workshop.join("exports");
    let mut kinds = Vec::new();
    for id in ["battery", "wiring"] {
        let entry = catalog.checklists().iter().find(|entry| entry.content.id.as_str() == id);
        let entry = entry.ok_or_else(|| io::Error::other(format!("there is no checklist {id}")))?;
        archive::keep(&exports.join("checklists"), id, entry.content.revision, &entry.file.bytes)?;
        let sha = Seal::of_bytes(&entry.file.bytes).hex();
        kinds.push(Kind { id: entry.content.id, revision: entry.content.revision, sha });
    }
    let kinds: [Kind; 2] = kinds.try_into().map_err(|_| io::Error::other("two kinds of work were expected"))?;
    let mut all = Made::default();
    let mut due = Vec::new();
    let first = Month { year: 2024, month: 1 };
    for number in 0..u64::from(plan.stations) {
        let mut chance = Chance::new(plan.seed.wrapping_mul(1_000_003).wrapping_add(number));
        let station = Station::new(&format!("bay-{}", number + 1)).map_err(io::Error::other)?;
        let stations = u64::from(plan.stations);
        let rows = plan.rows / stations + u64::from(number < plan.rows % stations);
        let mut scribe = Scribe::new(&exports.join("journal"), station, &mut chance)?;
        due = scribe.write(&mut chance, &kinds, (first, plan.months, rows), due)?;
        all.rows += scribe.made.rows;
        all.jobs += scribe.made.jobs;
        all.bytes += scribe.made.bytes;
        all.files += scribe.made.files;
    }
    Ok(all)
}
