//! Everything that a workshop's checklists folder and the built-in files hold, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::builtin::{BuiltIn, CHECKLISTS, GUIDES, RADIOS};
use super::checklist::read_checklist;
use super::files::{Loaded, files, has_toml_files, parse_each};
use super::guide::read_guide_with;
use super::names::Names;
use super::radio::read_radio_file_with;
use super::source::fault::{FileFault, shown};
use super::source::suggest::{closest, listed};
use crate::domain::checklist::More;
use crate::domain::guide::{GuideFile, GuidePage, GuidePages};
use crate::domain::{Checklist, Field, Id, RadioBook, RadioFile};

/// The checklists, radio files and guide files of a workshop.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    checklists: Vec<Loaded<Checklist>>,
    radio_files: Vec<Loaded<RadioFile>>,
    book: RadioBook,
    guides: Vec<Loaded<GuideFile>>,
    pages: Arc<GuidePages>,
    unavailable: BTreeMap<String, Vec<FileFault>>,
    /// The ids of the checklists, the unavailable ones too, in the order in which they are offered.
    kinds: Vec<String>,
}

/// Why a kind of work can't be done. The message names the files and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// The workshop's file has faults; the built-in one is not used in its place.
    #[error("the checklist \"{id}\" has {} in its file: {}", counted(faults), first(faults))]
    Faulty { id: String, faults: Vec<FileFault> },
    /// There is no such checklist.
    #[error("there is no checklist \"{}\": {hint}", shown(id))]
    Unknown { id: String, hint: String },
}

impl Unavailable {
    /// The checklist's id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Faulty { id, .. } | Self::Unknown { id, .. } => id,
        }
    }
}

/// The guide has no such page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the guide has no page \"{}\": {hint}", shown(id))]
pub struct UnknownPage {
    pub id: String,
    pub hint: String,
}

fn counted(faults: &[FileFault]) -> String {
    let count = faults.iter().filter(|fault| fault.is_error()).count();
    if count == 1 { "a fault".to_owned() } else { format!("{count} faults") }
}

fn first(faults: &[FileFault]) -> String {
    faults.iter().find(|fault| fault.is_error()).map_or_else(String::new, ToString::to_string)
}

impl Catalog {
    /// Reads the built-in files and those of `<workshop>/checklists`, which replace built-in ones of the same id. A
    /// file's id is its name without `.toml`. What is faulty is left out and told, and never replaced by the built-in
    /// file. Warnings are among the faults too.
    #[must_use]
    pub fn load(workshop: Option<&Path>) -> (Self, Vec<FileFault>) {
        Self::read(workshop, &CHECKLISTS, &RADIOS, &GUIDES)
    }

    /// Reads the files of `<workshop>/checklists` alone, as if nothing were built in.
    #[must_use]
    pub fn load_alone(workshop: &Path) -> (Self, Vec<FileFault>) {
        Self::read(Some(workshop), &[], &[], &[])
    }

    fn read(
        workshop: Option<&Path>,
        checklists: &[BuiltIn],
        radios: &[BuiltIn],
        guides: &[BuiltIn],
    ) -> (Self, Vec<FileFault>) {
        let mut catalog = Self::default();
        let mut faults = Vec::new();
        let folder = workshop.map(|workshop| workshop.join("checklists"));
        let found = files(folder.as_deref(), checklists, &mut faults);
        let stems: Vec<String> = found.iter().map(|file| file.stem.clone()).collect();
        let parsed = parse_each(found, |file| file.parse(read_checklist, |checklist| &checklist.id));
        for (stem, parsed) in stems.into_iter().zip(parsed) {
            faults.extend(parsed.faults.iter().cloned());
            catalog.kinds.push(stem.clone());
            match parsed.value {
                Some(checklist) => catalog.checklists.push(checklist),
                None => drop(catalog.unavailable.insert(stem, parsed.faults)),
            }
        }
        let names = Names::of(catalog.checklists.iter().map(|it| &*it.content));
        let in_radios = folder.as_ref().map(|folder| folder.join("radios"));
        // checklists that don't ask for the make offer every car at once: those of a workshop's own radio files, where it has any
        let asks_for_makes =
            catalog.checklists.iter().any(|it| it.content.items().any(|(_, item)| item.more == Some(More::Makes)));
        let has_own = in_radios.as_deref().is_some_and(has_toml_files);
        let radios = if asks_for_makes || !has_own { radios } else { &[] };
        let found = files(in_radios.as_deref(), radios, &mut faults);
        let read_radios = |name: &str, bytes: &[u8]| read_radio_file_with(name, bytes, &names);
        for parsed in parse_each(found, |file| file.parse(read_radios, |radios| &radios.id)) {
            catalog.radio_files.extend(parsed.value);
            faults.extend(parsed.faults);
        }
        let in_guide = folder.map(|folder| folder.join("guide"));
        for file in files(in_guide.as_deref(), guides, &mut faults) {
            let parsed = file.parse(|name, bytes| read_guide_with(name, bytes, &names), |guide| &guide.id);
            catalog.guides.extend(parsed.value);
            faults.extend(parsed.faults);
        }
        catalog.book = RadioBook { files: catalog.radio_files.iter().map(|it| it.content.clone()).collect() };
        let guides: Vec<Arc<GuideFile>> = catalog.guides.iter().map(|it| it.content.clone()).collect();
        catalog.pages = Arc::new(GuidePages::new(guides, catalog.book.clone()));
        catalog.check_together(&mut faults);
        (catalog, faults)
    }

    /// The checklists that can be used, in the order in which they are offered.
    #[must_use]
    pub fn checklists(&self) -> &[Loaded<Checklist>] {
        &self.checklists
    }

    /// The kinds of work in the order in which they are offered. One whose file is faulty keeps its place: another one's digit
    /// must not become its own.
    pub fn kinds(&self) -> impl Iterator<Item = Result<&Loaded<Checklist>, Unavailable>> {
        self.kinds.iter().map(|id| self.get(id))
    }

    /// The radio files that can be used.
    #[must_use]
    pub fn radio_files(&self) -> &[Loaded<RadioFile>] {
        &self.radio_files
    }

    /// What all radio files together say.
    #[must_use]
    pub fn book(&self) -> &RadioBook {
        &self.book
    }

    /// The guide files that can be used.
    #[must_use]
    pub fn guides(&self) -> &[Loaded<GuideFile>] {
        &self.guides
    }

    /// The pages of the guide: the topics of all guide files, then the radios of the book.
    #[must_use]
    pub fn pages(&self) -> &[GuidePage] {
        &self.pages
    }

    /// The same pages, not composed yet where nobody has looked at them.
    #[must_use]
    pub fn guide_pages(&self) -> Arc<GuidePages> {
        self.pages.clone()
    }

    /// The page of the guide with this id.
    ///
    /// # Errors
    /// When there is none, with what was probably meant.
    pub fn page(&self, id: &str) -> Result<&GuidePage, UnknownPage> {
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
    pub fn unavailable(&self) -> impl Iterator<Item = (&str, &[FileFault])> {
        self.unavailable.iter().map(|(id, faults)| (id.as_str(), faults.as_slice()))
    }

    /// The checklist with this id.
    ///
    /// # Errors
    /// When its file has faults, or there is none.
    pub fn get(&self, id: &str) -> Result<&Loaded<Checklist>, Unavailable> {
        if let Some(checklist) = self.checklists.iter().find(|it| it.content.id.is(id)) {
            return Ok(checklist);
        }
        if let Some(faults) = self.unavailable.get(id) {
            return Err(Unavailable::Faulty { id: id.to_owned(), faults: faults.clone() });
        }
        let ids = || self.checklists.iter().map(|it| it.content.id.as_str());
        let hint = match closest(id, ids()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("there are {}", listed(ids())),
        };
        Err(Unavailable::Unknown { id: id.to_owned(), hint })
    }

    /// Tells what no file can know alone: whether generations of two files or pages of the guide have one id, and whether the
    /// options of the book and those of an item fit on the digit keys.
    fn check_together(&self, faults: &mut Vec<FileFault>) {
        let mut warn = |file: &str, message: String, help: &str| {
            faults.push(FileFault::of_file(file, message, help).into_warning());
        };
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        for (id, title) in self.pages.heads().filter(|(id, _)| !ids.insert(id)) {
            let message = format!("two pages of the guide are called `{id}`: {title}");
            warn("checklists", message, "give the topic or the radio another id");
        }
        let mut generations: BTreeMap<&Id, &str> = BTreeMap::new();
        for Loaded { content, file } in &self.radio_files {
            for generation in &content.generations {
                if let Some(other) = generations.insert(&generation.id, &file.name) {
                    let message = format!("the generation `{}` is in {other} too", generation.id);
                    warn(&file.name, message, "give one of them another id");
                }
            }
        }
        for Loaded { content, file } in &self.checklists {
            for (_, item) in content.items() {
                let more = item.more.map_or(0, |more| most_options(&self.book, more));
                let count = item.options.len() + more;
                if more > 0 && count > 9 && item.field != Some(Field::Find) {
                    let message =
                        format!("`{}` has {count} options with those of the radio book: nine digit keys", item.id);
                    warn(&file.name, message, "give the item kind = \"find\", so that the others are found by typing");
                }
            }
        }
    }
}

/// How many options the book adds at most.
fn most_options(book: &RadioBook, more: More) -> usize {
    match more {
        More::Makes => book.make_options().len(),
        More::Cars => book.generations().count(),
        More::Radios => book.generations().map(|generation| generation.radios.len()).max().unwrap_or(0),
    }
}
