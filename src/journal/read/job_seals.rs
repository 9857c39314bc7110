//! Answers the one question that every face asks before it shows a job: are its rows sealed, linked, and those that its end
//! counted? It is answered for all jobs of a station while the rows pass by.

use std::collections::HashMap;

use super::survey::{Seen, Survey};
use crate::domain::JobKey;
use crate::journal::format::bundle::Exhibit;
use crate::journal::format::event::EventName;
use crate::journal::format::fact::{decode_sum, ending_disagrees, job_elsewhere};
use crate::journal::format::fault::{Fault, FaultClass, FaultKind};
use crate::journal::format::flaw::{Flaw, FlawKind, FlawedJob};
use crate::journal::format::seal::JobSum;
use crate::words::{Said, Sentence};

/// Flaws of one job that are kept; more say nothing new.
const FLAWS_MAX: usize = 20;

/// A job's number as bytes, at most 31 and then zeros.
type Number = [u8; 32];

/// The seals of one job's rows so far.
#[derive(Debug)]
struct JobSeals {
    /// The number as it was first written.
    number: Number,
    sum: JobSum,
    /// True when its first row is among those that were given.
    is_from_start: bool,
    /// True when its end agrees with the rows before.
    is_counted: bool,
    /// The file and the line of its first row.
    first: (usize, u64),
    /// The file of its last row.
    last_file: usize,
}

/// The seals of all jobs of a station. Numbers that differ only in case are one job.
#[derive(Debug, Default)]
pub(in crate::journal) struct StationSeals {
    station: String,
    /// True when all files come from the folder of that station.
    is_folder: bool,
    jobs: Vec<JobSeals>,
    by_number: HashMap<Number, usize>,
    /// The job of the last row: mostly it is the next one's too.
    last: usize,
    /// Flaws of its jobs by their indices; few, if any.
    flaws: Vec<(usize, Flaw)>,
    /// Rows about other stations' jobs that don't fit.
    elsewhere: Vec<FlawedJob>,
    /// What its rows about other stations' jobs add up to: where one of these was taken over, its end counts them.
    sums_elsewhere: HashMap<String, JobSum>,
    /// The files so far.
    files: Vec<String>,
    /// Damage that may hide rows of a job: the file, the line.
    damage: Vec<(usize, u64)>,
    /// The files that are not where they were written.
    displaced: Vec<usize>,
    /// The last file with a row that can be read, and the highest number in it.
    before: Option<(usize, u64)>,
}

/// What a row that ends its job says of the rows before it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::journal) enum Count {
    Agrees,
    /// The job's first rows are not among the files given.
    NotAllHere,
    Differs(Sentence),
}

impl StationSeals {
    /// Begins a station. `is_folder`: all files will come from its folder, so that row 0 of each should name it.
    pub fn new(station: &str, is_folder: bool) -> Self {
        Self { station: station.to_owned(), is_folder, ..Self::default() }
    }

    /// Begins a file.
    pub fn begin_file(&mut self, name: &str) {
        self.files.push(name.to_owned());
    }

    /// The index of the job with this number; a new one asks whether its first row is here.
    pub fn index(&mut self, number: &str, line: u64, is_from_start: impl FnOnce() -> bool) -> usize {
        let number = as_written(number);
        if self.jobs.get(self.last).is_none_or(|job| job.number != number) {
            let (jobs, file) = (&mut self.jobs, self.files.len().saturating_sub(1));
            self.last = *self.by_number.entry(number.map(|byte| byte.to_ascii_lowercase())).or_insert_with(|| {
                jobs.push(JobSeals {
                    number,
                    sum: JobSum::default(),
                    is_from_start: is_from_start(),
                    is_counted: false,
                    first: (file, line),
                    last_file: file,
                });
                jobs.len() - 1
            });
        }
        self.last
    }

    /// Takes in a row. `is_from_beginning`: all rows of the station from its first one on are given. The index of its job among
    /// the station's, if it is about one of them, and what came of the count where it is its end.
    pub fn row(&mut self, seen: &Seen<'_>, is_from_beginning: bool) -> (Option<usize>, Option<Count>) {
        let wrong = match (seen.lead.is_empty(), seen.is_linked) {
            (true, _) => Some(FlawKind::Unchecked),
            (false, true) => None,
            (false, false) => Some(FlawKind::Changed),
        };
        let Some(number) = seen.row.job else { return (None, self.row_elsewhere(seen, is_from_beginning, wrong)) };
        let is_start = seen.row.event == EventName::Start;
        let index = self.index(number, seen.line, || is_from_beginning || is_start);
        let job = &mut self.jobs[index];
        job.last_file = self.files.len().saturating_sub(1);
        let begins = job.sum.rows() > 0 || is_start || !job.is_from_start;
        let count = seen.row.event.is_ending().then(|| job.count(&seen.row.value));
        job.is_counted |= count == Some(Count::Agrees);
        job.sum.add_hex(seen.seal_hex);
        let differs = match &count {
            Some(Count::Differs(why)) => Some(FlawKind::Counted { why: why.clone() }),
            _ => None,
        };
        let no_start = (!begins).then_some(FlawKind::NoStart);
        for kind in [no_start, wrong, differs].into_iter().flatten() {
            let flaw = self.flaw(seen, kind);
            self.flaws.push((index, flaw));
        }
        (Some(index), count)
    }

    /// Takes in a row about another station's job, and what came of the count where it is its end.
    fn row_elsewhere(&mut self, seen: &Seen<'_>, is_from_beginning: bool, wrong: Option<FlawKind>) -> Option<Count> {
        let (job, value) = job_elsewhere(&seen.row)?;
        let (station, number) = (job.station.to_string(), job.number.to_string());
        let sum = self.sums_elsewhere.entry(format!("{station} {}", job.number.folded())).or_default();
        let count = seen.row.event.is_ending().then(|| match ending_disagrees(value, sum) {
            None => Count::Agrees,
            Some(_) if !is_from_beginning && decode_sum(value).is_some() => Count::NotAllHere,
            Some(why) => Count::Differs(why),
        });
        sum.add_hex(seen.seal_hex);
        let differs = match &count {
            Some(Count::Differs(why)) => Some(FlawKind::Counted { why: why.clone() }),
            _ => None,
        };
        for kind in [wrong, differs].into_iter().flatten() {
            let flaws = vec![self.flaw(seen, kind)];
            self.elsewhere.push(FlawedJob { station: station.clone(), number: number.clone(), flaws });
        }
        count
    }

    fn flaw(&self, seen: &Seen<'_>, kind: FlawKind) -> Flaw {
        Flaw {
            station: self.station.clone(),
            file: self.files.last().cloned().unwrap_or_default(),
            line: seen.line,
            seq: Some(seen.row.seq),
            event: Some(seen.row.event.clone()),
            item: seen.row.item.map(ToOwned::to_owned),
            kind,
        }
    }

    /// Ends a file. `faults`: those inside it. Why it is not where it was written, if it isn't.
    pub fn end_file<'a>(&mut self, faults: impl IntoIterator<Item = &'a Fault>, survey: &Survey) -> Option<FaultKind> {
        let file = self.files.len().saturating_sub(1);
        for fault in faults {
            match (&fault.kind, fault.class()) {
                // what a newer format means by its rows is not for this version to judge
                (FaultKind::NewerFormat { .. }, _) => self.flaws.retain(|(_, flaw)| {
                    flaw.file != self.files[file] || !matches!(flaw.kind, FlawKind::Counted { .. } | FlawKind::NoStart)
                }),
                // the rows are as they were written, whatever became of a file beside them
                (FaultKind::JobSum { .. } | FaultKind::Samples { .. }, _) => {}
                (_, FaultClass::Broken | FaultClass::Unreadable) => {
                    self.damage.push((file, fault.line.unwrap_or_default()))
                }
                _ => {}
            }
        }
        let why = self.misplaced(survey);
        self.displaced.extend(why.is_some().then_some(file));
        self.before = survey.head.map(|head| (file, head.seq)).or(self.before);
        why
    }

    /// The reason why a file is not where it was written: row 0 names another station, or the file before has its rows already.
    fn misplaced(&self, survey: &Survey) -> Option<FaultKind> {
        if let Some(other) = survey.station.as_ref().filter(|other| self.is_folder && **other != self.station) {
            return Some(FaultKind::OtherStation { station: other.clone(), lacks: None });
        }
        let ((first, _), (previous, last)) = (survey.first?, self.before?);
        let why = Sentence::says("why-begins-elsewhere", [("last", Said::text(last)), ("first", Said::text(first))]);
        (first <= last).then(|| FaultKind::NotContinued { previous: self.files[previous].clone(), why })
    }

    /// Ends the station: the jobs whose record is not intact, its own and those that its rows are about.
    pub fn end(mut self) -> Vec<FlawedJob> {
        let mut flawed: HashMap<usize, Vec<Flaw>> = HashMap::new();
        for (index, flaw) in std::mem::take(&mut self.flaws) {
            let flaws = flawed.entry(index).or_default();
            if flaws.len() < FLAWS_MAX {
                flaws.push(flaw);
            }
        }
        if !(self.damage.is_empty() && self.displaced.is_empty()) {
            for (index, job) in self.jobs.iter().enumerate() {
                let of_file = |file: usize, line: u64, kind| {
                    let (station, file) = (self.station.clone(), self.files.get(file).cloned().unwrap_or_default());
                    Flaw { station, file, line, seq: None, event: None, item: None, kind }
                };
                let hidden = self.damage.iter().find(|&&at| !job.is_counted && at >= job.first);
                let hidden = hidden.map(|&(file, line)| of_file(file, line, FlawKind::MayLackRows));
                let displaced = self.displaced.iter().find(|file| (job.first.0..=job.last_file).contains(file));
                let displaced = displaced.map(|&file| of_file(file, 1, FlawKind::Displaced));
                if hidden.is_some() || displaced.is_some() {
                    let flaws = flawed.entry(index).or_default();
                    // a row that doesn't fit is itself the damage
                    flaws.extend(hidden.filter(|_| flaws.is_empty()));
                    flaws.extend(displaced);
                }
            }
        }
        let mut flawed: Vec<(usize, Vec<Flaw>)> = flawed.into_iter().collect();
        flawed.sort_by_key(|(index, _)| *index);
        let named = flawed.into_iter().map(|(index, flaws)| FlawedJob {
            station: self.station.clone(),
            number: self.jobs[index].number(),
            flaws,
        });
        named.chain(self.elsewhere).collect()
    }
}

/// What is wrong with the rows of a job that were taken out of the journals.
#[must_use]
pub fn flaws_of(job: &JobKey, rows: &[Exhibit]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for rows in rows.chunk_by(|row, next| row.station == next.station) {
        let mut seals = StationSeals::new(rows[0].station.as_str(), false);
        for Exhibit { file, line, row, lead, seal, is_linked, .. } in rows {
            let file = file.to_string();
            if seals.files.last() != Some(&file) {
                seals.begin_file(&file);
            }
            let (seal_hex, lead) = (&seal.hex_bytes(), lead.as_bytes());
            let seen = Seen { line: *line, row: row.view(), lead, seal: *seal, seal_hex, is_linked: *is_linked };
            seals.row(&seen, true);
        }
        flaws.extend(seals.end().into_iter().filter(|it| it.is(job)).flat_map(|it| it.flaws));
    }
    flaws
}

impl JobSeals {
    /// Compares what its end says with the rows before.
    fn count(&self, value: &str) -> Count {
        if !self.is_from_start && decode_sum(value).is_some() {
            return Count::NotAllHere;
        }
        ending_disagrees(value, &self.sum).map_or(Count::Agrees, Count::Differs)
    }

    fn number(&self) -> String {
        String::from_utf8_lossy(&self.number).trim_end_matches('\0').to_owned()
    }
}

fn as_written(number: &str) -> Number {
    let mut bytes = [0; 32];
    let len = number.len().min(bytes.len());
    bytes[..len].copy_from_slice(&number.as_bytes()[..len]);
    bytes
}
