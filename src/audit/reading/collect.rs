//! From journals to an [`Audit`]: reads what lies at some paths, sums each job up, and looks for what is worth a look.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset};

use super::audit::{Audit, JournalOf};
use super::faults::{finding_of_path, tell_faults};
use super::library::WordingLibrary;
use super::memory::AuditMemory;
use super::station::{JobFlaws, StationContext, StationJobs, StationSurvey, Told, sum_up, survey};
use crate::audit::findings::actions;
use crate::audit::findings::compare::compare;
use crate::audit::jobs::labels::Labels;
use crate::audit::jobs::review::RecordSeen;
use crate::audit::jobs::summary::RefusedItem;
use crate::audit::jobs::workshop::{WorkshopFolder, workshops};
use crate::catalog::AuditThresholds;
use crate::domain::{JobKey, People};
use crate::journal::{FileEvent, Meaning, Month, Report, for_each_source, hold_against_witnesses, show_again, sources};
use crate::words::{Said, Sentence};

/// A request to read journals for an audit.
#[derive(Debug, Clone)]
pub struct AuditRequest<'a> {
    /// Workshops, their `exports/journal`, stations' folders, or files.
    pub paths: &'a [PathBuf],
    /// The workshop that the audit is made in: its checklists and radio book are known too.
    pub own: Option<&'a Path>,
    /// From when on something is a finding.
    pub thresholds: AuditThresholds,
    /// The people of the workshop that the audit is made in.
    pub people: People,
    /// The first month that is read: the record is taken to begin there.
    pub from: Option<Month>,
    pub now: DateTime<FixedOffset>,
    /// The number of threads; as many as there are processors when it isn't said.
    pub threads: Option<NonZeroUsize>,
}

/// Reads everything at the paths of `request`; stations that are as they were when `memory` was given last are not read again.
/// `rows` counts the rows on the way. What can't be read is a finding of the record, and the rest is read all the same.
#[must_use]
pub fn collect(request: &AuditRequest<'_>, mut memory: Option<&mut AuditMemory>, rows: &AtomicU64) -> Audit {
    let given = sources(request.paths);
    let library = WordingLibrary::new(request.own);
    let mut workshops = workshops(&given.sources, request.own);
    // before anything is read: what is written meanwhile is news for the next audit
    let looks = memory.as_deref_mut().map(|memory| {
        let asked = (request.thresholds, request.people.clone(), request.from);
        memory.look(asked, request.own, &given.sources, &mut workshops)
    });
    let threads = request.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let has_others = given.sources.len() > 1;
    let known = memory.as_deref();
    let mut surveys = for_each_source(threads, &given.sources, |at, source| {
        let anew = || Arc::new(survey(source, &workshops[at], request.from, has_others, rows));
        known.and_then(|known| known.survey(source)).unwrap_or_else(anew)
    });
    let report_of = |survey: &mut Arc<StationSurvey>| match Arc::get_mut(survey).filter(|_| looks.is_none()) {
        Some(survey) => std::mem::take(&mut survey.report),
        None => survey.report.clone(),
    };
    let mut reports: Vec<Report> = surveys.iter_mut().map(report_of).collect();
    let mut stations: Vec<_> = reports.iter_mut().flat_map(|report| &mut report.stations).collect();
    hold_against_witnesses(&mut stations, &given.roots);
    let mut audit = Audit {
        now: request.now,
        stations: given.sources.len(),
        rows: surveys.iter().map(|survey| survey.rows).sum(),
        is_per_technician: request.thresholds.is_per_technician,
        ..Audit::default()
    };
    audit.findings.extend(given.faults.iter().map(finding_of_path));
    let (mut facts, mut reviews) = own_reviews(request, &workshops);
    let mut refused: Vec<HashMap<JobKey, Vec<RefusedItem>>> = Vec::new();
    for (((survey, report), workshop), source) in surveys.iter().zip(&reports).zip(&workshops).zip(&given.sources) {
        if !audit.workshops.iter().any(|known| Arc::ptr_eq(known, workshop)) {
            audit.workshops.push(workshop.clone());
            refused.push(HashMap::new());
        }
        let place = audit.workshops.iter().position(|known| Arc::ptr_eq(known, workshop)).unwrap_or_default();
        for entry in &survey.refused {
            refused[place].entry(entry.job).or_default().push((entry.item, entry.kind));
        }
        let ids = report.stations.iter().filter_map(|told| told.id);
        audit.journals.extend(ids.map(|id| JournalOf {
            workshop: workshop.clone(),
            station: source.station.clone(),
            id,
        }));
        audit.findings.extend(survey.record.iter().cloned());
        facts.extend(survey.elsewhere.iter().map(|fact| (workshop.clone(), fact.clone())));
        reviews.extend(survey.reviews.iter().map(|seen| (workshop.clone(), seen.clone())));
    }
    let (elsewhere, mut strays) = by_workshop(&audit, facts);
    let flaws: Vec<JobFlaws> = audit.workshops.iter().map(|it| flaws_in(it, &reports, &workshops)).collect();
    let nobody = People::default();
    let context_of = |at: usize| {
        let workshop = &workshops[at];
        let place = audit.workshops.iter().position(|known| Arc::ptr_eq(known, workshop)).unwrap_or_default();
        let (elsewhere, refused, flaws) = (elsewhere.get(place), refused.get(place), &flaws[place]);
        let thresholds = &request.thresholds;
        let people = if workshop.is_own { &request.people } else { &nobody };
        StationContext {
            from: request.from,
            library: &library,
            thresholds,
            people,
            workshop,
            elsewhere,
            refused,
            flaws,
        }
    };
    let jobs = for_each_source(threads, &given.sources, |at, source| {
        let context = context_of(at);
        let anew = || Arc::new(sum_up(source, &surveys[at].rows_of_jobs, context));
        known.and_then(|known| known.jobs(source, &context)).unwrap_or_else(anew)
    });
    if let (Some(memory), Some(looks)) = (memory, looks) {
        for (at, look) in looks.into_iter().enumerate() {
            memory.keep(look, &surveys[at], &jobs[at], &context_of(at));
        }
    }
    strays += elsewhere.iter().flat_map(HashMap::values).map(Vec::len).sum::<usize>();
    for ((source, report), jobs) in given.sources.iter().zip(&reports).zip(jobs) {
        let StationJobs { jobs, findings, without_start, told } = Arc::unwrap_or_clone(jobs);
        audit.add(jobs, findings);
        strays = strays.saturating_sub(told);
        let without_start =
            (without_start > 0).then(|| Sentence::says("unchecked-without-start", [("n", Said::text(without_start))]));
        let unchecked =
            report.stations.iter().flat_map(|told| told.unchecked.iter().cloned().chain(told.ahead_of(request.now)));
        let of_station = |what| Sentence::from(format!("{}: ", source.station)).and(what);
        audit.unchecked.extend(without_start.into_iter().chain(unchecked).map(of_station));
    }
    audit.sort_jobs();
    if strays > 0 {
        audit.unchecked.push(Sentence::says("unchecked-elsewhere", [("n", Said::text(strays))]));
    }
    tell_faults(&mut audit, &reports, &given.sources, &workshops);
    audit.labels = Arc::new(Labels::of(audit.jobs.iter(), library.book()));
    audit.people = request.people.clone();
    audit.keep_one_seen_by_doer();
    compare(&audit.jobs, &request.thresholds, request.now, &mut audit.findings);
    actions::of_jobs(&audit.jobs, request.now, &mut audit.findings);
    let of_record =
        reviews.iter().filter_map(|(writer, said)| Some((audit.record_of(Some(writer), &said.review)?, said)));
    let of_record = actions::of_record(of_record.collect(), request.now);
    audit.findings.extend(of_record);
    audit.sort_findings();
    reviews.iter().for_each(|(workshop, seen)| audit.see_record(Some(workshop), seen));
    audit
}

/// What is wrong with the records of a workshop's jobs, whichever station's journal shows it.
fn flaws_in(workshop: &Arc<WorkshopFolder>, reports: &[Report], workshops: &[Arc<WorkshopFolder>]) -> JobFlaws {
    let mut flaws = JobFlaws::new();
    let its = reports.iter().zip(workshops).filter(|(_, of)| Arc::ptr_eq(of, workshop));
    for flawed in its.flat_map(|(report, _)| &report.stations).flat_map(|told| &told.flawed) {
        let job = (flawed.station.clone(), flawed.number.to_ascii_lowercase());
        flaws.entry(job).or_default().extend(flawed.flaws.iter().cloned());
    }
    flaws
}

/// Things that were recorded about what is not the writer's own, each with the workshop of the station that wrote it.
type ByWriter<T> = Vec<(Arc<WorkshopFolder>, T)>;

/// The reviews in the manager's own workshop of jobs and of findings about the record in other ones, where it is not among what
/// is read itself.
fn own_reviews(
    request: &AuditRequest<'_>,
    workshops: &[Arc<WorkshopFolder>],
) -> (ByWriter<Told>, ByWriter<RecordSeen>) {
    let (mut of_jobs, mut of_record) = (Vec::new(), Vec::new());
    let Some(own) = request.own.filter(|_| !workshops.iter().any(|workshop| workshop.is_own)) else {
        return (of_jobs, of_record);
    };
    let workshop = Arc::new(WorkshopFolder { folder: own.to_owned(), is_own: true, ..WorkshopFolder::default() });
    for source in &sources(&[own.join("exports").join("journal")]).sources {
        show_again(source, &mut |shown| match shown.meaning() {
            Meaning::Fact(fact) if fact.what.journal().is_some() => {
                of_jobs.push((workshop.clone(), (fact, None)));
            }
            Meaning::File(FileEvent::Reviewed(review)) if review.journal.is_some() => {
                of_record.push((workshop.clone(), RecordSeen { review, time: shown.row().time }));
            }
            _ => {}
        });
    }
    (of_jobs, of_record)
}

/// The facts that stations recorded about other stations' jobs: by the workshop of the job, in the order of the audit's workshops, and
/// by the job; and how many of these facts are about a workshop that was not asked for.
fn by_workshop(audit: &Audit, facts: ByWriter<Told>) -> (Vec<HashMap<JobKey, Vec<Told>>>, usize) {
    let mut by_workshop: Vec<HashMap<JobKey, Vec<Told>>> = vec![HashMap::new(); audit.workshops.len()];
    let mut strays = 0;
    for (writer, (fact, receipt)) in facts {
        // a review may be about a job in another workshop: then it says in which journal
        let meant = match fact.what.journal() {
            Some(journal) => audit.workshop_of(journal),
            None => Some(writer.clone()),
        };
        match meant.and_then(|meant| audit.workshops.iter().position(|known| Arc::ptr_eq(known, &meant))) {
            Some(at) => by_workshop[at].entry(fact.job).or_default().push((fact, receipt)),
            None => strays += usize::from(!writer.is_own),
        }
    }
    (by_workshop, strays)
}
