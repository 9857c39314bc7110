//! From journals to an [`Audit`]: reads what lies at some paths, sums each job up, and looks for what is worth a look.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset};

use super::library::Library;
use super::station::{StationRead, With, read, read_again};
use crate::audit::cases::case::{Case, Cases};
use crate::audit::cases::workshop::{WorkshopFolder, workshops};
use crate::audit::filter::Filter;
use crate::audit::findings::compare::compare;
use crate::audit::findings::finding::Finding;
use crate::audit::findings::record::{RecordFinding, RecordSeen, kind_of};
use crate::catalog::AuditThresholds;
use crate::domain::lockout::is_at_the_radio;
use crate::domain::{Fact, Id, JobKey, JobNumber, Signature, Station, What};
use crate::journal::{
    Fault, FaultKind, FileEvent, JournalId, Meaning, Options, RecordReview, Source, for_each_source, jobs_on_lines,
    sources, verify_showing,
};

/// More faults of one file than this are counted instead of listed: `precheck verify` names them all.
const FAULTS_OF_A_FILE_MAX: usize = 20;

/// What is to be read.
#[derive(Debug, Clone)]
pub struct Request<'a> {
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
pub fn collect(request: &Request<'_>, rows: &AtomicU64) -> Audit {
    let given = sources(request.paths);
    let library = Library::new(request.own);
    let workshops = workshops(&given.sources, request.own);
    let with = With { library: &library, thresholds: &request.thresholds, rows };
    let threads = request.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let stations = for_each_source(threads, &given.sources, |at, source| read(source, &workshops[at], with));
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
    let of_paths = given.faults.iter().map(|fault| record_finding(fault, None, None));
    audit.record.extend(of_paths);
    let mut faults = Vec::new();
    let mut said = Said::default();
    let mut last_rows = HashMap::new();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (at, station) in stations.into_iter().enumerate() {
        let StationRead { cases, elsewhere, record, reviews, report, rows, strays } = station;
        audit.cases.extend(cases);
        audit.record.extend(record);
        audit.rows += rows;
        said.of_jobs.extend(elsewhere.into_iter().map(|fact| (workshops[at].clone(), fact)));
        said.of_record.extend(reviews.into_iter().map(|seen| (workshops[at].clone(), seen)));
        let station = &given.sources[at].station;
        if strays > 0 {
            audit
                .unchecked
                .push(format!("{station}: {strays} rows are about jobs whose start is not among what was read"));
        }
        faults.extend(report.all_faults().cloned().map(|fault| (at, fault)));
        for told in &report.stations {
            last_rows.extend(told.files.iter().map(|file| ((at, file.name.clone()), file.last_seq)));
            audit.unchecked.extend(told.unchecked.iter().map(|text| format!("{station}: {text}")));
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
    audit.cases.sort_by_cached_key(|case| case.started.timestamp_millis());
    said.add_own(request, &workshops);
    let (strays, anew) = tell_elsewhere(&mut audit, said.of_jobs);
    for (at, source) in given.sources.iter().enumerate() {
        sum_up_anew(&mut audit, &anew, source, &workshops[at], |wanted| {
            read_again(source, &workshops[at], with, wanted)
        });
    }
    if strays > 0 {
        audit.unchecked.push(format!("{strays} rows are about other stations' jobs that are not among what was read"));
    }
    tell_faults(&mut audit, faults, &given.sources, &workshops, &last_rows);
    said.of_record.iter().for_each(|(workshop, seen)| audit.see_record(Some(workshop), seen));
    compare(&mut audit.cases, &request.thresholds, request.now);
    audit
}

/// What was recorded at stations about what is not their own, each with the workshop of the station that wrote it.
#[derive(Default)]
struct Said {
    /// About other stations' jobs.
    of_jobs: Vec<(Arc<WorkshopFolder>, Fact)>,
    /// About findings of the record.
    of_record: Vec<(Arc<WorkshopFolder>, RecordSeen)>,
}

impl Said {
    /// Adds what the manager's own workshop says of other ones, where it is not among what is read itself.
    fn add_own(&mut self, request: &Request<'_>, workshops: &[Arc<WorkshopFolder>]) {
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

/// Adds what stations recorded about other stations' jobs; gives the number of rows whose job is not there, and the jobs that
/// must be summed up anew, by their places, with those facts.
fn tell_elsewhere(audit: &mut Audit, facts: Vec<(Arc<WorkshopFolder>, Fact)>) -> (usize, BTreeMap<usize, Vec<Fact>>) {
    let mut anew = BTreeMap::new();
    if facts.is_empty() {
        return (0, anew);
    }
    let mut by_job: HashMap<(*const WorkshopFolder, JobKey), Vec<Fact>> = HashMap::new();
    let mut strays = 0;
    for (workshop, fact) in facts {
        // a review may be about a job in another workshop: then it says in which journal
        let meant = match fact.what {
            What::Reviewed { journal: Some(journal), .. } => audit.workshop_of(journal),
            _ => Some(workshop.clone()),
        };
        match meant {
            Some(meant) => by_job.entry((Arc::as_ptr(&meant), fact.job)).or_default().push(fact),
            // that workshop was not asked for
            None if !workshop.is_own => strays += 1,
            None => {}
        }
    }
    for (at, case) in audit.cases.iter_mut().enumerate() {
        let Some(facts) = by_job.remove(&(Arc::as_ptr(&case.workshop), case.key)) else { continue };
        if facts.iter().filter(|fact| !case.take_late(fact)).count() > 0 {
            anew.insert(at, facts);
        }
    }
    (strays + by_job.values().map(Vec::len).sum::<usize>(), anew)
}

/// Sums up those jobs of a station anew whose radio other stations changed: `read_again` reads them with what was recorded
/// there.
fn sum_up_anew(
    audit: &mut Audit,
    anew: &BTreeMap<usize, Vec<Fact>>,
    source: &Source,
    workshop: &Arc<WorkshopFolder>,
    read_again: impl FnOnce(BTreeMap<JobKey, Vec<Fact>>) -> Vec<Case>,
) {
    let is_its = |case: &Case| Arc::ptr_eq(&case.workshop, workshop) && case.key.station.as_str() == source.station;
    let of_station: Vec<_> = anew.iter().filter(|(at, _)| is_its(&audit.cases[**at])).collect();
    if of_station.is_empty() {
        return;
    }
    let at_the_radio = |facts: &[Fact]| facts.iter().filter(|fact| is_at_the_radio(&fact.what)).cloned().collect();
    let wanted = of_station.iter().map(|(at, facts)| (audit.cases[**at].key, at_the_radio(facts)));
    let mut again: BTreeMap<JobKey, Case> = read_again(wanted.collect()).into_iter().map(|it| (it.key, it)).collect();
    for (at, facts) in of_station {
        let known = &mut audit.cases[*at];
        let Some(case) = again.remove(&known.key) else { continue };
        **known = Case { receipt: known.receipt, ..case };
        for fact in facts.iter().filter(|fact| !is_at_the_radio(&fact.what)) {
            known.take_late(fact);
        }
    }
}

/// Makes findings of faults: of their job where the row is known, else of the record.
fn tell_faults(
    audit: &mut Audit,
    faults: Vec<(usize, Fault)>,
    sources: &[Source],
    workshops: &[Arc<WorkshopFolder>],
    last_rows: &HashMap<(usize, String), Option<u64>>,
) {
    let mut by_file: BTreeMap<(usize, String), Vec<Fault>> = BTreeMap::new();
    for (at, fault) in faults {
        by_file.entry((at, fault.file.clone())).or_default().push(fault);
    }
    for ((at, file), faults) in by_file {
        let lines: BTreeSet<u64> =
            faults.iter().filter(|fault| is_of_its_row(fault)).filter_map(|fault| fault.line).collect();
        let is_found = !lines.is_empty() && !file.is_empty();
        let last_row = last_rows.get(&(at, file.clone())).copied().flatten();
        let jobs = if is_found { jobs_on_lines(&sources[at].folder.join(&file), &lines) } else { BTreeMap::new() };
        for (count, fault) in faults.iter().enumerate() {
            let number = fault.line.and_then(|line| jobs.get(&line)).filter(|_| is_of_its_row(fault));
            let case =
                number.and_then(|number| case_of(&mut audit.cases, &workshops[at], &sources[at].station, number));
            if let Some(case) = case {
                let time = case.last;
                case.findings.push(Finding::new(kind_of(fault), fault.to_string()).at(time));
                case.sort();
            } else if count < FAULTS_OF_A_FILE_MAX {
                audit.record.push(record_finding(fault, Some(workshops[at].clone()), last_row));
            }
        }
        if let Some(more) = faults.len().checked_sub(FAULTS_OF_A_FILE_MAX).filter(|more| *more > 0) {
            let mut finding = record_finding(&faults[FAULTS_OF_A_FILE_MAX], Some(workshops[at].clone()), last_row);
            let place = format!("{}/{file}", sources[at].station);
            finding.finding.sentence = format!("{place}: up to {more} more faults; precheck verify names them").into();
            (finding.line, finding.row) = (None, None);
            audit.record.push(finding);
        }
    }
}

/// Whether a fault is about the row that stands in its line.
fn is_of_its_row(fault: &Fault) -> bool {
    matches!(
        fault.kind,
        FaultKind::Changed
            | FaultKind::Renumbered { .. }
            | FaultKind::BadRow { .. }
            | FaultKind::Moved
            | FaultKind::Inserted
            | FaultKind::JobSum { .. }
            | FaultKind::ClockBack { .. }
    )
}

fn case_of<'a>(
    cases: &'a mut [Box<Case>],
    workshop: &Arc<WorkshopFolder>,
    station: &str,
    number: &JobNumber,
) -> Option<&'a mut Case> {
    let station = Station::new(station).ok();
    cases.iter_mut().map(|case| &mut **case).find(|case| {
        case.key.number == *number
            && Arc::ptr_eq(&case.workshop, workshop)
            && station.as_ref().is_none_or(|station| case.key.station == *station)
    })
}

fn record_finding(fault: &Fault, workshop: Option<Arc<WorkshopFolder>>, last_row: Option<u64>) -> RecordFinding {
    let finding = Finding::new(kind_of(fault), fault.to_string());
    let record = RecordFinding::new(workshop, &fault.station, &fault.file, finding);
    RecordFinding { line: fault.line, row: fault.seq, last_row, ..record }
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The workshops, in the order in which they were given.
    pub workshops: Vec<Arc<WorkshopFolder>>,
    /// Whose journals they are.
    pub journals: Vec<JournalOf>,
    /// All jobs, by their start. Mistakes are among them: leave them out of figures ([`Case::is_mistake`]).
    pub cases: Cases,
    /// Findings about the record that belong to no job.
    pub record: Vec<RecordFinding>,
    /// How many stations were read.
    pub stations: usize,
    /// How many rows were read.
    pub rows: u64,
    /// What could not be checked, in words.
    pub unchecked: Vec<String>,
    /// Whether figures are shown per technician, as the workshop wishes.
    pub is_per_technician: bool,
    /// When it was read: what is open for long is judged by it.
    pub now: DateTime<FixedOffset>,
}

/// A journal that was read.
#[derive(Debug, Clone)]
pub struct JournalOf {
    /// Its workshop.
    pub workshop: Arc<WorkshopFolder>,
    /// Its station.
    pub station: String,
    /// Its id.
    pub id: JournalId,
}

impl Audit {
    /// What a manager at `station` records who has seen a finding of a job.
    ///
    /// # Errors
    /// When the row would not say clearly which finding is meant, with what to do instead.
    pub fn review(&self, case: &Case, finding: &Finding, station: &str) -> Result<What, String> {
        if let Some(why) = finding.kind.why_not_to_be_seen() {
            return Err(why.to_owned());
        }
        if !case.workshop.is_own && case.key.station.as_str() == station {
            return Err(format!(
                "{}: this station is called so, too, and the row would be about its own job: use --station with another name",
                case.place()
            ));
        }
        let journal = self
            .journal_elsewhere(&case.workshop, case.key.station.as_str())
            .ok_or_else(|| format!("{}: its journal has no id that can be read", case.place()))?;
        let item = case.item_to_say(finding).and_then(|item| Id::new(item).ok());
        Ok(What::Reviewed { finding: finding.kind.name(), item, journal })
    }

    /// The id of a station's journal, where that is in another workshop than the own one; `None` when it can't be read.
    fn journal_elsewhere(&self, workshop: &Arc<WorkshopFolder>, station: &str) -> Option<Option<JournalId>> {
        let is_its = |it: &&JournalOf| Arc::ptr_eq(&it.workshop, workshop) && it.station == station;
        if workshop.is_own { Some(None) } else { self.journals.iter().find(is_its).map(|journal| Some(journal.id)) }
    }

    /// As [`Audit::review`], of a finding about the record; who has seen it, and the remark, are still to be filled in.
    ///
    /// # Errors
    /// When the row would not say clearly which finding is meant, with why.
    pub fn record_review(&self, record: &RecordFinding) -> Result<RecordReview, String> {
        if let Some(why) = record.finding.kind.why_not_to_be_seen() {
            return Err(why.to_owned());
        }
        let Some(workshop) = &record.workshop else {
            return Err(format!("{}: it is in no journal", record.place()));
        };
        let journal = self
            .journal_elsewhere(workshop, &record.station)
            .ok_or_else(|| format!("{}: its journal has no id that can be read", record.place()))?;
        let (finding, at) = (record.finding.kind.name(), Some(record.at()));
        Ok(RecordReview { finding, who: Signature::default(), journal, at, remark: String::new() })
    }

    /// Takes in that somebody has seen a finding about the record; `writer` is the workshop of the station that says so, the own
    /// one where it isn't named.
    pub fn see_record(&mut self, writer: Option<&Arc<WorkshopFolder>>, seen: &RecordSeen) {
        let own = || self.workshops.iter().find(|workshop| workshop.is_own);
        let workshop = match seen.review.journal {
            None => writer.or_else(own).cloned(),
            Some(journal) => self.workshop_of(journal),
        };
        let Some(workshop) = workshop else { return };
        let is_there = |it: &&mut RecordFinding| it.workshop.as_ref().is_some_and(|its| its.folder == workshop.folder);
        for record in self.record.iter_mut().filter(is_there) {
            if let Some(review) = seen.of(record) {
                record.seen = Some(review);
            }
        }
    }

    /// The workshop that a journal with this id was read in.
    #[must_use]
    pub fn workshop_of(&self, journal: JournalId) -> Option<Arc<WorkshopFolder>> {
        self.journals.iter().find(|it| it.id == journal).map(|it| it.workshop.clone())
    }

    /// The jobs that a filter takes.
    pub fn cases<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a Case> {
        self.cases.iter().map(|case| &**case).filter(|case| filter.takes_case(case))
    }
}
