//! What was read of the past: every file once, and then only what was added.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;

use super::folding::{Elsewhere, Folding};
use super::readers::{Readers, Wordings};
use crate::app::event::JournalSnapshot;
use crate::domain::{Job, JobKey, Station};
use crate::files::{Stamp, known_name};
use crate::journal::{FileName, Flaw, Folder, Follower, ReadError, Reader};
use crate::words::Sentence;

/// What was read of the past.
#[derive(Default)]
pub struct Past {
    stations: BTreeMap<Station, KnownStation>,
    wordings: Wordings,
}

/// A station whose files were read.
struct KnownStation {
    files: Vec<KnownFile>,
    follower: Follower,
    faults: Vec<Sentence>,
    unread: Vec<(Station, String)>,
    flaws: Vec<(JobKey, Vec<Flaw>)>,
}

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KnownFile {
    name: FileName,
    stamp: Option<Stamp>,
}

/// Takes in what was read so far.
type Take<'a> = &'a mut dyn FnMut(JournalSnapshot);

impl Past {
    /// Reads what wasn't read yet, this station's journal first, and gives it piece by piece; the last piece says that it is
    /// all.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn read(&mut self, readers: &Readers, take: Take<'_>) -> Result<(), ReadError> {
        let reader = Reader::new(readers.folders.journal());
        let mut stations = reader.stations()?;
        stations.sort_by_key(|station| *station != readers.station);
        // what one station wrote about another's job is told once that one was read
        let mut elsewhere = Elsewhere::default();
        for station in stations {
            let files = known_files(&readers.folders.journal().join(station.as_str()));
            let known = self.stations.get_mut(&station);
            match known.filter(|known| is_only_longer(&known.files, &files)) {
                Some(known) => {
                    // what could not be read now is read next time
                    if known.files != files
                        && let Ok(news) = known.follower.look()
                    {
                        known.files = files;
                        for fact in news {
                            match Job::begin(fact.clone()) {
                                Some(job) => elsewhere.begun.merge_job(job),
                                None => elsewhere.facts.push(fact),
                            }
                        }
                    }
                }
                None => self.read_station(readers, &reader, station, files, &mut elsewhere, take)?,
            }
        }
        for job in elsewhere.begun.iter() {
            self.wordings.of(readers, job);
        }
        let all = || self.stations.values();
        let mut flaws: BTreeMap<JobKey, Vec<Flaw>> = BTreeMap::new();
        for (key, of_job) in all().flat_map(|known| &known.flaws) {
            flaws.entry(*key).or_default().extend(of_job.iter().cloned());
        }
        take(JournalSnapshot {
            jobs: elsewhere.begun,
            facts: elsewhere.facts,
            checklists: self.wordings.checklists.clone(),
            seals: elsewhere.seals,
            flaws,
            faults: all().flat_map(|known| known.faults.clone()).collect(),
            unread: all().flat_map(|known| known.unread.clone()).collect(),
            unusable: self.wordings.unusable.clone(),
            has_others: Some(self.stations.keys().any(|station| *station != readers.station)),
            is_all: true,
            ..JournalSnapshot::default()
        });
        Ok(())
    }

    /// Reads all files of a station, each once.
    fn read_station(
        &mut self,
        readers: &Readers,
        reader: &Reader,
        station: Station,
        files: Vec<KnownFile>,
        elsewhere: &mut Elsewhere,
        take: Take<'_>,
    ) -> Result<(), ReadError> {
        let mut folding = Folding::of(station);
        let flawed = reader.read_parts(&station, None, &mut |part| {
            folding.take(part, readers, &mut self.wordings, elsewhere).into_iter().for_each(&mut *take);
        })?;
        let follower = Follower::new(Folder::new(reader.root(), &station), station, folding.last_seq);
        let flaws = flawed.into_iter().filter_map(|it| Some((it.key()?, it.flaws))).collect();
        let (faults, unread) = (mem::take(&mut folding.faults), mem::take(&mut folding.unread));
        take(folding.end(readers, &mut self.wordings));
        self.stations.insert(station, KnownStation { files, follower, faults, unread, flaws });
        Ok(())
    }
}

/// The journal files of a station as they are now, by their names.
fn known_files(folder: &Path) -> Vec<KnownFile> {
    let known = |entry: std::fs::DirEntry| {
        let name = FileName::parse(&known_name(folder, entry.file_name().to_str()?))?;
        Some(KnownFile { name, stamp: std::fs::metadata(entry.path()).ok().map(|data| Stamp::of(&data)) })
    };
    let mut files: Vec<KnownFile> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().filter_map(known).collect();
    files.sort_by_key(|file| file.name);
    files
}

/// Whether a journal is as it was, but for rows behind the end of the file that was written to last, and for files that are
/// newer.
fn is_only_longer(known: &[KnownFile], now: &[KnownFile]) -> bool {
    let bytes = |file: &KnownFile| file.stamp.map_or(0, |stamp| stamp.bytes);
    let last = known.iter().max_by_key(|file| file.stamp.and_then(|it| it.modified)).map(|file| file.name);
    known.iter().all(|known| {
        let is_it = |file: &&KnownFile| file.name == known.name;
        let grows = |file: &KnownFile| Some(file.name) == last && bytes(file) > bytes(known);
        now.iter().find(is_it).is_some_and(|file| file == known || grows(file))
    })
}

impl Readers {
    /// Reads every file of every station at once: open jobs whole, of the others a card each.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn read_all(&self) -> Result<JournalSnapshot, ReadError> {
        let mut all = JournalSnapshot::default();
        Past::default().read(self, &mut |piece| all.add(piece))?;
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::app::{Now, Session, Store};
    use crate::catalog::Catalog;
    use crate::domain::JobCard;
    use crate::runner::readers::Folders;

    /// All that a board knows of a workshop's jobs.
    fn known(store: &Store) -> Vec<String> {
        let known = |card: &JobCard| format!("{} {} {}", card.key(), card.rows(), card.is_open());
        let mut all: Vec<String> = store.cards.iter().map(known).collect();
        all.sort();
        all
    }

    #[test]
    fn a_board_that_follows_other_stations_knows_what_one_that_begins_knows() {
        for name in ["seconded", "taken", "acted"] {
            let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors").join(name);
            let dir = tempfile::tempdir().unwrap();
            let journal = dir.path().join("exports/journal");
            let stations: Vec<_> = fs::read_dir(&golden).unwrap().map(|it| it.unwrap().path()).collect();
            let lay = |lines: usize| {
                let mut is_all = true;
                for station in &stations {
                    let file = fs::read_dir(station).unwrap().next().unwrap().unwrap().path();
                    let text = fs::read_to_string(&file).unwrap();
                    let to = journal.join(station.file_name().unwrap());
                    fs::create_dir_all(&to).unwrap();
                    let part: String = text.split_inclusive('\n').take(lines).collect();
                    is_all &= part == text;
                    fs::write(to.join(file.file_name().unwrap()), part).unwrap();
                }
                is_all
            };
            let readers = Readers {
                folders: Folders::of(dir.path()),
                station: Station::new("desk-9").unwrap(),
                catalog: Arc::new(Catalog::load(None).0),
                current: Arc::default(),
                audit: crate::catalog::AuditThresholds::default(),
                people: crate::domain::People::default(),
            };
            let now = || Now { wall: chrono::Local::now().fixed_offset(), tick_ms: 0 };
            let look = |past: &mut Past, store: &mut Store| {
                past.read(&readers, &mut |piece| store.take_snapshot(piece, &mut Session::default())).unwrap();
                for key in std::mem::take(&mut store.to_read) {
                    store.take_read_job(readers.read_job(&store.rows_of(&key).unwrap()).unwrap());
                }
            };
            let (mut past, mut store) = (Past::default(), Store::new(readers.station, now()));
            // the header and the first row: no job yet
            let mut lines = 2;
            loop {
                let is_all = lay(lines);
                look(&mut past, &mut store);
                let mut anew = Store::new(readers.station, now());
                look(&mut Past::default(), &mut anew);
                assert_eq!(known(&store), known(&anew), "{name}, {lines} lines");
                if is_all {
                    break;
                }
                lines += 3;
            }
            assert!(!known(&store).is_empty());
        }
    }
}
