//! An audit after an audit: only what has changed is read, and it says what a first one would say.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use precheck::audit::{Audit, AuditMemory, AuditRequest, Filter, collect, findings_table, jobs_table};
use precheck::domain::People;

use super::{Shop, Story};

/// Whether the system notes every change to a file; where it doesn't, all is read each time.
const KNOWS_CHANGES: bool = cfg!(unix);

/// All that is said of it, as text.
fn said(audit: &Audit) -> String {
    let listed = audit.list(&Filter::default());
    let tables = [findings_table::table(audit, &listed), jobs_table::table(audit, audit.jobs.iter())];
    let tables = tables.map(|table| String::from_utf8(table.csv()).unwrap());
    let counts = format!("{:?}", audit.count(&Filter::default()));
    format!("{}\n{}\n{counts}\n{:?}\n{} rows, {:?}", tables[0], tables[1], audit.record(), audit.rows, audit.unchecked)
}

/// Audits `paths` with what is known, holds it against an audit that knows nothing, and gives how many rows were read.
#[track_caller]
fn audit_again(shop: &Shop, paths: &[PathBuf], memory: &mut AuditMemory) -> u64 {
    let request = AuditRequest {
        paths,
        own: Some(&shop.path("")),
        thresholds: shop.thresholds,
        people: People::default(),
        from: None,
        now: shop.now,
        threads: None,
    };
    let rows = AtomicU64::new(0);
    let again = collect(&request, Some(memory), &rows);
    let anew = collect(&request, None, &AtomicU64::new(0));
    assert_eq!(said(&again), said(&anew));
    rows.into_inner()
}

/// Lays the first lines of each file of a journal into the workshop; gives the numbers of lines.
fn lay(shop: &Shop, journal: &Path, lines: impl Fn(usize, usize) -> usize) -> Vec<usize> {
    let mut stations: Vec<PathBuf> = fs::read_dir(journal).unwrap().map(|entry| entry.unwrap().path()).collect();
    stations.sort();
    let lay_station = |(at, station): (usize, &PathBuf)| {
        let file = fs::read_dir(station).unwrap().next().unwrap().unwrap().path();
        let to = shop.path("exports/journal").join(station.file_name().unwrap());
        fs::create_dir_all(&to).unwrap();
        let (to, text) = (to.join(file.file_name().unwrap()), fs::read_to_string(&file).unwrap());
        let all = text.split_inclusive('\n').count();
        let part: String = text.split_inclusive('\n').take(lines(at, all).min(all)).collect();
        if fs::read_to_string(&to).ok().as_ref() != Some(&part) {
            fs::write(&to, part).unwrap();
        }
        all
    };
    stations.iter().enumerate().map(lay_station).collect()
}

#[test]
fn journals_that_grow_row_by_row_at_several_stations_are_audited_as_if_for_the_first_time() {
    for name in ["seconded", "taken", "acted"] {
        let journal = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors").join(name);
        let (shop, mut memory) = (Shop::new(), AuditMemory::default());
        let all = lay(&shop, &journal, |_, _| 3);
        let paths = [shop.path("")];
        audit_again(&shop, &paths, &mut memory);
        let mut laid = vec![3; all.len()];
        for step in 0.. {
            let at = step % all.len();
            laid[at] = (laid[at] + 7).min(all[at]);
            lay(&shop, &journal, |station, _| laid[station]);
            audit_again(&shop, &paths, &mut memory);
            if laid.iter().zip(&all).all(|(laid, all)| laid >= all) {
                break;
            }
        }
        assert_eq!(audit_again(&shop, &paths, &mut memory) == 0, KNOWS_CHANGES, "{name}: nothing has changed");
    }
}

#[test]
fn only_the_station_that_changed_is_read_and_a_change_of_equal_length_is_one() {
    let shop = Shop::new();
    for station in ["bay-1", "bay-2", "bay-3"] {
        shop.record(
            &format!("exports/journal/{station}"),
            &[Story::battery("1", &[("radio-after", "locked")]).at_station(station)],
        );
    }
    let (paths, mut memory) = ([shop.path("")], AuditMemory::default());
    let first = audit_again(&shop, &paths, &mut memory);
    assert_eq!(audit_again(&shop, &paths, &mut memory) == 0, KNOWS_CHANGES);
    let stories = ["1", "2"].map(|number| Story::battery(number, &[]).at_station("bay-2"));
    shop.record("exports/journal/bay-2", &stories);
    let second = audit_again(&shop, &paths, &mut memory);
    assert!(first / 3 < second, "{second} rows after {first}");
    assert_eq!(second < first, KNOWS_CHANGES, "{second} rows after {first}: those of one station");
    // one letter, and the old time of the file
    let file = fs::read_dir(shop.path("exports/journal/bay-1")).unwrap().next().unwrap().unwrap().path();
    let modified = fs::metadata(&file).unwrap().modified().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let at = text.find("Jo").map_or(text.len() / 2, |at| at + 1);
    let mut bytes = text.into_bytes();
    bytes[at] ^= 1;
    fs::write(&file, bytes).unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
    assert!(audit_again(&shop, &paths, &mut memory) > 0);
    // what is not sound is read again each time
    assert!(audit_again(&shop, &paths, &mut memory) > 0);
    // a checklist that is gone
    fs::remove_dir_all(shop.path("exports/checklists")).unwrap();
    assert_eq!(audit_again(&shop, &paths, &mut memory), audit_again(&shop, &paths, &mut AuditMemory::default()));
    fs::remove_dir_all(shop.path("exports/journal/bay-3")).unwrap();
    audit_again(&shop, &paths, &mut memory);
}
