//! Everything that a workshop's checklists folder and the built-in files hold, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::builtin::{BuiltIn, CHECKLISTS, GUIDES, RADIOS};
use super::checklist::read_checklist;
use super::clean::shown;
use super::fault::Fault;
use super::guide::read_guide_with;
use super::log::Outcome;
use super::make::read_make_with;
use super::names::Names;
use super::source::read_file;
use super::suggest::{closest, listed};
use crate::domain::checklist::More;
use crate::domain::guide::{GuideFile, Page, pages};
use crate::domain::{Checklist, Id, Make, RadioBook};

/// How many files of one folder are looked at.
pub(super) const MOST_FILES: usize = 200;

/// The checklists and the radio book of a workshop.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    entries: Vec<Entry>,
    makes: Vec<MakeEntry>,
    book: RadioBook,
    guides: Vec<GuideEntry>,
    pages: Vec<Page>,
    unavailable: BTreeMap<String, Vec<Fault>>,
}

/// A checklist and the file it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The checklist.
    pub checklist: Checklist,
    /// Its file.
    pub file: SourceFile,
}

/// A radio file's content and the file it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct MakeEntry {
    /// What it says.
    pub make: Make,
    /// Its file.
    pub file: SourceFile,
}

/// A guide file's content and the file it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideEntry {
    /// What it says.
    pub guide: GuideFile,
    /// Its file.
    pub file: SourceFile,
}

/// A file as it was read: a journal keeps the hash of these bytes, and `exports/checklists` a copy of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its own name, such as `battery.toml`.
    pub name: String,
    /// Where it was read.
    pub origin: Origin,
    /// All its bytes.
    pub bytes: Vec<u8>,
}

/// Where a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Out of the program itself.
    BuiltIn,
    /// Out of the workshop's folder.
    Workshop(PathBuf),
}

/// Why a kind of work can't be done. The message names the files and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// The workshop's file has faults; the built-in one is not used in its place.
    #[error("the checklist \"{id}\" has {} in its file: {}", counted(faults), first(faults))]
    Faulty {
        /// The checklist's id.
        id: String,
        /// The faults.
        faults: Vec<Fault>,
    },
    /// There is no such checklist.
    #[error("there is no checklist \"{}\": {hint}", shown(id))]
    Unknown {
        /// What was asked for.
        id: String,
        /// What there is.
        hint: String,
    },
}

/// The guide has no such page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the guide has no page \"{}\": {hint}", shown(id))]
pub struct UnknownPage {
    /// What was asked for.
    pub id: String,
    /// What there is.
    pub hint: String,
}

fn counted(faults: &[Fault]) -> String {
    let count = faults.iter().filter(|fault| fault.is_error()).count();
    if count == 1 { "a fault".to_owned() } else { format!("{count} faults") }
}

fn first(faults: &[Fault]) -> String {
    faults.iter().find(|fault| fault.is_error()).map_or_else(String::new, ToString::to_string)
}

impl Catalog {
    /// Reads the built-in files and those of `<workshop>/checklists`, which replace built-in ones of the same id. A
    /// file's id is its name without `.toml`. What is faulty is left out and told, and never replaced by the built-in
    /// file. Warnings are among the faults too.
    #[must_use]
    pub fn load(workshop: Option<&Path>) -> (Self, Vec<Fault>) {
        Self::read(workshop, &CHECKLISTS, &RADIOS, &GUIDES)
    }

    /// Reads the files of `<workshop>/checklists` alone, as if nothing were built in.
    #[must_use]
    pub fn load_alone(workshop: &Path) -> (Self, Vec<Fault>) {
        Self::read(Some(workshop), &[], &[], &[])
    }

    fn read(
        workshop: Option<&Path>,
        checklists: &[BuiltIn],
        radios: &[BuiltIn],
        guides: &[BuiltIn],
    ) -> (Self, Vec<Fault>) {
        let mut catalog = Self::default();
        let mut faults = Vec::new();
        let folder = workshop.map(|workshop| workshop.join("checklists"));
        for file in files(folder.as_deref(), checklists, &mut faults) {
            catalog.add_checklist(file, &mut faults);
        }
        let names = Names::of(catalog.entries.iter().map(|entry| &entry.checklist));
        let in_radios = folder.as_ref().map(|folder| folder.join("radios"));
        for file in files(in_radios.as_deref(), radios, &mut faults) {
            catalog.add_make(file, &names, &mut faults);
        }
        let in_guide = folder.map(|folder| folder.join("guide"));
        for file in files(in_guide.as_deref(), guides, &mut faults) {
            catalog.add_guide(file, &names, &mut faults);
        }
        catalog.book = RadioBook { makes: catalog.makes.iter().map(|entry| entry.make.clone()).collect() };
        let guides: Vec<GuideFile> = catalog.guides.iter().map(|entry| entry.guide.clone()).collect();
        catalog.pages = pages(&guides, &catalog.book);
        catalog.check_together(&mut faults);
        (catalog, faults)
    }

    /// The checklists that can be used, in the order in which they are offered.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The radio files that can be used.
    #[must_use]
    pub fn makes(&self) -> &[MakeEntry] {
        &self.makes
    }

    /// What all radio files together say.
    #[must_use]
    pub fn book(&self) -> &RadioBook {
        &self.book
    }

    /// The guide files that can be used.
    #[must_use]
    pub fn guides(&self) -> &[GuideEntry] {
        &self.guides
    }

    /// The pages of the guide: the topics of all guide files, then the radios of the book.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page of the guide with this id.
    ///
    /// # Errors
    /// When there is none, with what was probably meant.
    pub fn page(&self, id: &str) -> Result<&Page, UnknownPage> {
        let wanted = id.to_lowercase();
        let ids = || self.pages.iter().map(|page| page.id.as_str());
        self.pages.iter().find(|page| page.id == wanted).ok_or_else(|| {
            let hint = match closest(id, ids()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "precheck guide lists them, precheck guide --search WORD finds one".to_owned(),
            };
            UnknownPage { id: id.to_owned(), hint }
        })
    }

    /// The ids of the checklists that can't be used, with the faults of their files.
    pub fn unavailable(&self) -> impl Iterator<Item = (&str, &[Fault])> {
        self.unavailable.iter().map(|(id, faults)| (id.as_str(), faults.as_slice()))
    }

    /// The checklist with this id.
    ///
    /// # Errors
    /// When its file has faults, or there is none.
    pub fn get(&self, id: &str) -> Result<&Entry, Unavailable> {
        if let Some(entry) = self.entries.iter().find(|entry| entry.checklist.id.as_str() == id) {
            return Ok(entry);
        }
        if let Some(faults) = self.unavailable.get(id) {
            return Err(Unavailable::Faulty { id: id.to_owned(), faults: faults.clone() });
        }
        let ids = || self.entries.iter().map(|entry| entry.checklist.id.as_str());
        let hint = match closest(id, ids()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("there are {}", listed(ids())),
        };
        Err(Unavailable::Unknown { id: id.to_owned(), hint })
    }

    fn add_checklist(&mut self, file: Read, faults: &mut Vec<Fault>) {
        let stem = file.stem.clone();
        let (value, mut found) = file.parse(read_checklist, |checklist| &checklist.id);
        match value {
            Some((checklist, file)) => self.entries.push(Entry { checklist, file }),
            None => {
                self.unavailable.insert(stem, found.clone());
            }
        }
        faults.append(&mut found);
    }

    fn add_guide(&mut self, file: Read, names: &Names, faults: &mut Vec<Fault>) {
        let (value, mut found) = file.parse(|name, bytes| read_guide_with(name, bytes, names), |guide| &guide.id);
        self.guides.extend(value.map(|(guide, file)| GuideEntry { guide, file }));
        faults.append(&mut found);
    }

    fn add_make(&mut self, file: Read, names: &Names, faults: &mut Vec<Fault>) {
        let (value, mut found) = file.parse(|name, bytes| read_make_with(name, bytes, names), |make| &make.id);
        self.makes.extend(value.map(|(make, file)| MakeEntry { make, file }));
        faults.append(&mut found);
    }

    /// What no file can know alone: whether generations of two makes or pages of the guide have one id, and whether the
    /// options of the book and those of an item fit on the digit keys.
    fn check_together(&self, faults: &mut Vec<Fault>) {
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        for page in self.pages.iter().filter(|page| !ids.insert(&page.id)) {
            let message = format!("two pages of the guide are called `{}`: {}", page.id, page.title);
            let help = Some("give the topic or the radio another id".to_owned());
            faults.push(Fault::of_file("checklists", message, help).into_warning());
        }
        let mut generations: BTreeMap<&Id, &str> = BTreeMap::new();
        for entry in &self.makes {
            for generation in &entry.make.generations {
                if let Some(other) = generations.insert(&generation.id, &entry.file.name) {
                    let message = format!("the generation `{}` is in {other} too", generation.id);
                    let help = Some("give one of them another id".to_owned());
                    faults.push(Fault::of_file(&entry.file.name, message, help).into_warning());
                }
            }
        }
        for entry in &self.entries {
            for (_, item) in entry.checklist.items() {
                let more = item.more.map_or(0, |more| most_options(&self.book, more));
                let count = item.options.len() + more;
                if more > 0 && count > 9 {
                    let message =
                        format!("`{}` has {count} options with those of the radio book: nine digit keys", item.id);
                    let help = Some("the last ones are reached with the arrow keys only".to_owned());
                    faults.push(Fault::of_file(&entry.file.name, message, help).into_warning());
                }
            }
        }
    }
}

/// How many options the book adds at most.
fn most_options(book: &RadioBook, more: More) -> usize {
    let generations = || book.makes.iter().flat_map(|make| &make.generations);
    match more {
        More::Cars => generations().count(),
        More::Radios => generations().map(|generation| generation.radios.len()).max().unwrap_or(0),
    }
}

/// A file before it is parsed.
struct Read {
    stem: String,
    /// What it is called in faults.
    shown_as: String,
    file: Result<SourceFile, Fault>,
}

impl Read {
    /// Parses the file; its id must be its name, so that no two files can claim the same kind of work.
    fn parse<T>(
        self,
        parse: impl Fn(&str, &[u8]) -> Outcome<T>,
        id: impl Fn(&T) -> &Id,
    ) -> (Option<(T, SourceFile)>, Vec<Fault>) {
        let file = match self.file {
            Ok(file) => file,
            Err(fault) => return (None, vec![fault]),
        };
        let Outcome { value, mut faults } = parse(&self.shown_as, &file.bytes);
        let misnamed = value.as_ref().and_then(|value| misnamed(&self.shown_as, id(value), &self.stem));
        let value = value.filter(|_| misnamed.is_none());
        faults.extend(misnamed);
        (value.map(|value| (value, file)), faults)
    }
}

/// The fault of a file whose name is not its id: two files could claim the same kind of work, or the same radios.
pub(super) fn misnamed(file: &str, id: &Id, stem: &str) -> Option<Fault> {
    let help = format!("rename the file to {id}.toml, or change the id");
    (id.as_str() != stem)
        .then(|| Fault::of_file(file, format!("its id is \"{id}\", and its name says \"{stem}\""), Some(help)))
}

/// The files of a folder and the built-in ones that it doesn't have: built-in names first and in their order, then the
/// workshop's own by name.
fn files(folder: Option<&Path>, built_in: &[BuiltIn], faults: &mut Vec<Fault>) -> Vec<Read> {
    let mut own = folder.map(|folder| toml_files(folder, faults)).unwrap_or_default();
    let mut files = Vec::new();
    for built_in in built_in {
        files.push(match own.remove(built_in.stem()) {
            Some(path) => read_own(built_in.stem(), path),
            None => Read {
                stem: built_in.stem().to_owned(),
                shown_as: format!("built-in {}", built_in.name),
                file: Ok(SourceFile {
                    name: built_in.name.to_owned(),
                    origin: Origin::BuiltIn,
                    bytes: built_in.text.as_bytes().to_vec(),
                }),
            },
        });
    }
    files.extend(own.into_iter().map(|(stem, path)| read_own(&stem, path)));
    files
}

fn read_own(stem: &str, path: PathBuf) -> Read {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = read_file(&path);
    let shown_as = path.display().to_string();
    let file = file.map(|bytes| SourceFile { name, origin: Origin::Workshop(path), bytes });
    Read { stem: stem.to_owned(), shown_as, file }
}

/// The TOML files of a folder by their names without `.toml`. No folder: no files. Editors' hidden files are passed over.
fn toml_files(folder: &Path, faults: &mut Vec<Fault>) -> BTreeMap<String, PathBuf> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            if error.kind() != std::io::ErrorKind::NotFound {
                faults.push(Fault::of_file(&folder.display().to_string(), format!("can't be read: {error}"), None));
            }
            return BTreeMap::new();
        }
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut files: BTreeMap<String, PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| Some((path.file_stem()?.to_string_lossy().into_owned(), path)))
        .filter(|(stem, _)| !stem.starts_with('.'))
        .collect();
    if files.len() > MOST_FILES {
        let message = format!("has {} files, of which the first {MOST_FILES} are read", files.len());
        faults.push(Fault::of_file(&folder.display().to_string(), message, None));
        files = files.into_iter().take(MOST_FILES).collect();
    }
    files
}
