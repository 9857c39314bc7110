//! What was read for an audit, so that the next one in the same program reads again only the stations that have changed since.
//!
//! A station is as it was when its files, and whatever else its reading looks at, bear the same stamps; one whose record is not
//! sound is always read again, and each one on a system that can't tell of every change. What stations say of each other is held
//! against each other each time.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::station::{JobFlaws, StationContext, StationJobs, StationSurvey, Told};
use crate::audit::jobs::summary::RefusedItem;
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::{JobKey, People, Station};
use crate::files::{Stamp, stamps_in};
use crate::journal::{Month, Source};

/// The stations of the last audit.
#[derive(Debug, Default)]
pub struct AuditMemory {
    stations: HashMap<PathBuf, KnownStation>,
    workshops: HashSet<Arc<WorkshopFolder>>,
    asked: Option<Asked>,
}

/// What is asked of every station alike.
pub(super) type Asked = (AuditThresholds, People, Option<Month>);

/// How everything was that the reading of a station looks at: its files, and the folders beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    source: Source,
    has_others: bool,
    workshop: Arc<WorkshopFolder>,
    own: Stamps,
    beside: Arc<[Stamps]>,
}

impl Look {
    fn tells_every_change(&self) -> bool {
        self.own.iter().flatten().all(|(_, stamp)| stamp.as_ref().is_none_or(Stamp::tells_every_change))
    }
}

/// The stamps of what lies in a folder; `None` of one that can't be read.
type Stamps = Option<Vec<(PathBuf, Option<Stamp>)>>;

#[derive(Debug)]
struct KnownStation {
    look: Look,
    survey: Arc<StationSurvey>,
    jobs: Arc<StationJobs>,
    said: SaidElsewhere,
}

/// What was said of a station's jobs anywhere but in its own journal.
#[derive(Debug, PartialEq)]
struct SaidElsewhere {
    told: HashMap<JobKey, Vec<Told>>,
    refused: HashMap<JobKey, Vec<RefusedItem>>,
    flaws: JobFlaws,
}

impl SaidElsewhere {
    fn of(source: &Source, jobs: &StationJobs, context: &StationContext<'_>) -> Self {
        let stations: BTreeSet<Station> = jobs.jobs.iter().map(|job| job.key.station).collect();
        let is_its = |key: &JobKey| stations.contains(&key.station);
        Self {
            told: of_its_jobs(context.elsewhere, is_its),
            refused: of_its_jobs(context.refused, is_its),
            flaws: context.flaws.iter().filter(|((station, _), _)| *station == source.station).map(cloned).collect(),
        }
    }
}

fn of_its_jobs<T: Clone>(all: Option<&HashMap<JobKey, T>>, is_its: impl Fn(&JobKey) -> bool) -> HashMap<JobKey, T> {
    all.into_iter().flatten().filter(|(key, _)| is_its(key)).map(cloned).collect()
}

fn cloned<K: Clone, T: Clone>((key, value): (&K, &T)) -> (K, T) {
    (key.clone(), value.clone())
}

impl AuditMemory {
    /// Looks at the stations once more, and forgets those that are not as they were. `workshops` are those of the sources; where
    /// they are as they were, those that are known stand in their place. `own` is the workshop that the audit is made in.
    pub(super) fn look(
        &mut self,
        asked: Asked,
        own: Option<&Path>,
        sources: &[Source],
        workshops: &mut [Arc<WorkshopFolder>],
    ) -> Vec<Look> {
        if self.asked.as_ref() != Some(&asked) {
            self.stations.clear();
            self.asked = Some(asked);
        }
        for workshop in &mut *workshops {
            match self.workshops.get(workshop) {
                Some(known) => *workshop = known.clone(),
                None => drop(self.workshops.insert(workshop.clone())),
            }
        }
        let mut beside: HashMap<PathBuf, Arc<[Stamps]>> = HashMap::new();
        let mut look = |source: &Source, workshop: &Arc<WorkshopFolder>| Look {
            source: source.clone(),
            has_others: sources.len() > 1,
            workshop: workshop.clone(),
            own: stamps_of(source),
            beside: beside
                .entry(workshop.folder.clone())
                .or_insert_with(|| stamps_beside(&workshop.folder, &workshop.journal, own))
                .clone(),
        };
        let looks: Vec<Look> = sources.iter().zip(&*workshops).map(|(source, of)| look(source, of)).collect();
        let mut known = std::mem::take(&mut self.stations);
        let as_it_was = |look: &Look| {
            let (folder, it) = known.remove_entry(&look.source.folder)?;
            (it.look == *look).then_some((folder, it))
        };
        self.stations = looks.iter().filter_map(as_it_was).collect();
        looks
    }

    /// What was read of a station, where it is as it was at the last look.
    pub(super) fn survey(&self, source: &Source) -> Option<Arc<StationSurvey>> {
        Some(self.stations.get(&source.folder)?.survey.clone())
    }

    /// What its jobs summed up to, where nothing else is said of them elsewhere.
    pub(super) fn jobs(&self, source: &Source, context: &StationContext<'_>) -> Option<Arc<StationJobs>> {
        let known = self.stations.get(&source.folder)?;
        (known.said == SaidElsewhere::of(source, &known.jobs, context)).then(|| known.jobs.clone())
    }

    /// Keeps what was read of a station as it was at the look before.
    pub(super) fn keep(
        &mut self,
        look: Look,
        survey: &Arc<StationSurvey>,
        jobs: &Arc<StationJobs>,
        context: &StationContext<'_>,
    ) {
        // what faults say depends on files that no look takes in, and on Windows a change can be hidden from any look
        if survey.report.class().is_none() && look.tells_every_change() {
            let said = SaidElsewhere::of(&look.source, jobs, context);
            let known = KnownStation { survey: survey.clone(), jobs: jobs.clone(), said, look };
            self.stations.insert(known.look.source.folder.clone(), known);
        }
    }
}

fn stamps_of(source: &Source) -> Stamps {
    let of_file = |path: &PathBuf| (path.clone(), std::fs::metadata(path).ok().map(|data| Stamp::of(&data)));
    match &source.files {
        Some(files) => Some(files.iter().map(of_file).collect()),
        None => stamps_in(&source.folder).ok(),
    }
}

/// The stamps of what stations of a workshop need beside their own folders: checklists, radios, and the samples of watches.
fn stamps_beside(workshop: &Path, journal: &Path, own: Option<&Path>) -> Arc<[Stamps]> {
    let of_own = own.map(|own| own.join("checklists"));
    let folders = [
        journal.parent().map(|exports| exports.join("readings")),
        Some(workshop.join("exports").join("checklists")),
        Some(workshop.join("checklists")),
        of_own.as_ref().map(|folder| folder.join("radios")),
        of_own,
    ];
    folders.iter().map(|folder| stamps_in(folder.as_ref()?).ok()).collect()
}
