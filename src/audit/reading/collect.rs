//! From journals to an [`Audit`]: reads what lies at some paths, sums each job up, and looks for what is worth a look.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset};

use super::audit::{Audit, JournalOf};
use super::faults::{finding_of_path, tell_faults};
use super::library::WordingLibrary;
use super::station::{StationJobs, With, sum_up, survey};
use crate::audit::findings::compare::compare;
use crate::audit::jobs::review::RecordSeen;
use crate::audit::jobs::workshop::{WorkshopFolder, workshops};
use crate::catalog::AuditThresholds;
use crate::domain::{Fact, JobKey, What};
use crate::journal::{Fault, FaultKind, FileEvent, Meaning, Options, for_each_source, sources, verify_showing};

/// What is to be read.
#[derive(Debug, Clone)]
pub struct AuditRequest<'a> {
    /// Workshops, their `exports/journal`, stations' folders, or files.
    pub paths: &'a [PathBuf],
    /// The workshop that the audit is made in: its checklists and radio book are known too.
    pub own: Option<&'a Path>,
    /// From when on something is a finding.
    pub thresholds: AuditThresholds,
    /// The present time.
    pub now: DateTime<FixedOffset>,
    /// How many threads read; as many as there are processors when it isn't said.
    pub threads: Option<NonZeroUsize>,
}

/// Reads everything at the paths of `request`. `rows` counts the rows on the way. What can't be read is a finding of the
/// record, and the rest is read all the same.
#[must_use]
pub fn collect(request: &AuditRequest<'_>, rows: &AtomicU64) -> Audit {
    let given = sources(request.paths);
    let library = WordingLibrary::new(request.own);
    let workshops = workshops(&given.sources, request.own);
    let threads = request.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let surveys = for_each_source(threads, &given.sources, |at, source| survey(source, &workshops[at], rows));
    let mut audit = Audit {
        now: request.now,
        stations: given.sources.len(),
        is_per_technician: request.thresholds.is_per_technician,
        ..Audit::default()
    };
    for workshop in &workshops {
        if !audit.workshops.iter().any(|known| Arc::ptr_eq(known, workshop)) {
            audit.workshops.push(workshop.clone());
        }
    }
    audit.findings.extend(given.faults.iter().map(finding_of_path));
    let mut faults = Vec::new();
    let mut said = SaidElsewhere::default();
    let mut last_rows = HashMap::new();
    let mut rows_of_jobs = Vec::new();
    let mut unchecked = Vec::new();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (at, survey) in surveys.into_iter().enumerate() {
        audit.findings.extend(survey.record);
        audit.rows += survey.rows;
        rows_of_jobs.push(survey.rows_of_jobs);
        said.of_jobs.extend(survey.elsewhere.into_iter().map(|fact| (workshops[at].clone(), fact)));
        said.of_record.extend(survey.reviews.into_iter().map(|seen| (workshops[at].clone(), seen)));
        let station = &given.sources[at].station;
        unchecked.push(survey.report.stations.iter().flat_map(|told| told.unchecked.clone()).collect::<Vec<_>>());
        faults.extend(survey.report.all_faults().cloned().map(|fault| (at, fault)));
        for told in &survey.report.stations {
            last_rows.extend(told.files.iter().map(|file| ((at, file.name.clone()), file.last_seq)));
            let Some(id) = &told.id else { continue };
            // one station's check doesn't know the others
            if let Some(&other) = ids.get(&id.to_string()) {
                let kind = FaultKind::SameId { other: given.sources[other].folder.display().to_string() };
                let (station, file) = (station.clone(), String::new());
                faults.push((at, Fault { station, file, line: None, seq: None, kind }));
            }
            ids.entry(id.to_string()).or_insert(at);
            audit.journals.push(JournalOf { workshop: workshops[at].clone(), station: station.clone(), id: *id });
        }
    }
    said.add_own(request, &workshops);
    let (elsewhere, mut strays) = by_workshop(&audit, said.of_jobs);
    let jobs = for_each_source(threads, &given.sources, |at, source| {
        let workshop = &workshops[at];
        let place = audit.workshops.iter().position(|known| Arc::ptr_eq(known, workshop)).unwrap_or_default();
        let with = With { library: &library, thresholds: &request.thresholds, workshop, elsewhere: &elsewhere[place] };
        sum_up(source, &rows_of_jobs[at], with)
    });
    strays += elsewhere.iter().flat_map(HashMap::values).map(Vec::len).sum::<usize>();
    for ((source, unchecked), jobs) in given.sources.iter().zip(unchecked).zip(jobs) {
        let StationJobs { jobs, findings, strays: of_station, told } = jobs;
        audit.add(jobs, findings);
        strays = strays.saturating_sub(told);
        let words = "rows are about jobs whose start is not among what was read";
        let without_start = (of_station > 0).then(|| format!("{of_station} {words}"));
        let texts = without_start.into_iter().chain(unchecked);
        audit.unchecked.extend(texts.map(|text| format!("{}: {text}", source.station)));
    }
    audit.sort_jobs();
    if strays > 0 {
        audit.unchecked.push(format!("{strays} rows are about other stations' jobs that are not among what was read"));
    }
    tell_faults(&mut audit, faults, &given.sources, &workshops, &last_rows);
    compare(&audit.jobs, &request.thresholds, request.now, &mut audit.findings);
    audit.sort_findings();
    said.of_record.iter().for_each(|(workshop, seen)| audit.see_record(Some(workshop), seen));
    audit
}

/// What was recorded at stations about what is not their own, each with the workshop of the station that wrote it.
#[derive(Default)]
struct SaidElsewhere {
    /// About other stations' jobs.
    of_jobs: Vec<(Arc<WorkshopFolder>, Fact)>,
    /// About findings of the record.
    of_record: Vec<(Arc<WorkshopFolder>, RecordSeen)>,
}

impl SaidElsewhere {
    /// Adds what the manager's own workshop says of other ones, where it is not among what is read itself.
    fn add_own(&mut self, request: &AuditRequest<'_>, workshops: &[Arc<WorkshopFolder>]) {
        let Some(own) = request.own.filter(|_| !workshops.iter().any(|workshop| workshop.is_own)) else { return };
        let workshop = Arc::new(WorkshopFolder { folder: own.to_owned(), is_own: true, ..WorkshopFolder::default() });
        for source in &sources(&[own.join("exports").join("journal")]).sources {
            let _ = verify_showing(source, &Options::default(), &mut |shown| match shown.meaning() {
                Meaning::Fact(fact) if matches!(fact.what, What::Reviewed { journal: Some(_), .. }) => {
                    self.of_jobs.push((workshop.clone(), fact));
                }
                Meaning::File(FileEvent::Reviewed(review)) if review.journal.is_some() => {
                    self.of_record.push((workshop.clone(), RecordSeen { review, time: shown.row().time }));
                }
                _ => {}
            });
        }
    }
}

/// What stations recorded about other stations' jobs: by the workshop of the job, in the order of the audit's workshops, and
/// by the job; and how many of these facts are about a workshop that was not asked for.
fn by_workshop(audit: &Audit, facts: Vec<(Arc<WorkshopFolder>, Fact)>) -> (Vec<HashMap<JobKey, Vec<Fact>>>, usize) {
    let mut by_workshop: Vec<HashMap<JobKey, Vec<Fact>>> = vec![HashMap::new(); audit.workshops.len()];
    let mut strays = 0;
    for (writer, fact) in facts {
        // a review may be about a job in another workshop: then it says in which journal
        let meant = match fact.what {
            What::Reviewed { journal: Some(journal), .. } => audit.workshop_of(journal),
            _ => Some(writer.clone()),
        };
        match meant.and_then(|meant| audit.workshops.iter().position(|known| Arc::ptr_eq(known, &meant))) {
            Some(place) => by_workshop[place].entry(fact.job).or_default().push(fact),
            None if !writer.is_own => strays += 1,
            None => {}
        }
    }
    (by_workshop, strays)
}
