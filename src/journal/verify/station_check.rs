//! Checks one station, file by file. What is inside a file comes from its survey; here is what reaches over files: how
//! they continue each other, jobs' sums, receipts, checkpoints.

use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use super::Options;
use super::report::{FileReport, ReceiptFound, StationReport};
use super::samples;
use super::seal_index::SealIndex;
use crate::domain::JournalId;
use crate::journal::format::checkpoint::Checkpoint;
use crate::journal::format::fact::{decode_sum, job_elsewhere};
use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::file_event::{decode_open, decode_retirement, decode_witness, referred_row};
use crate::journal::format::file_name::{FileName, Month};
use crate::journal::format::receipt::Receipt;
use crate::journal::format::row_ref::RowRef;
use crate::journal::read::folder;
use crate::journal::read::job_seals::{Count, StationSeals};
use crate::journal::read::lacking::lacking;
use crate::journal::read::survey::{CLOCK_SLACK_MS, Head, Seen, Survey, rows_again, survey};
use crate::words::{Said, Sentence};

/// Receives each row, and the index of its job among the station's.
pub(super) type VisitIndexed<'a> = &'a mut dyn FnMut(&Seen<'_>, Option<usize>);

/// Checks the files of one station, in the order of their first seqs.
pub(super) struct StationCheck<'a> {
    options: &'a Options,
    state: State,
    jobs: StationSeals,
    receipts: Vec<ReceiptFound>,
    ids: Vec<(usize, JournalId)>,
}

/// The result for one station.
pub(super) struct Checked {
    pub report: StationReport,
    /// The receipts that were asked for and are here.
    pub receipts: Vec<ReceiptFound>,
    /// The journal's id, as each file bears it; files by their places in the report.
    pub ids: Vec<(usize, JournalId)>,
}

/// The state of the check between two files.
#[derive(Default)]
struct State {
    station: StationReport,
    /// True when all of the station's files are given.
    is_whole: bool,
    /// True when older files were left out.
    is_cut: bool,
    previous: Option<(String, Option<Head>)>,
    /// The seals of its rows, if they were asked for.
    seals: SealIndex,
    /// Checkpoints of the station, and whether their row was met.
    anchors: Vec<(Checkpoint, bool)>,
}

impl<'a> StationCheck<'a> {
    /// Begins a station. `is_whole`: all of its files will be given, up to those that were removed in time.
    pub fn new(options: &'a Options, name: &str, folder: &Path, is_whole: bool) -> Self {
        let station =
            StationReport { station: name.to_owned(), folder: folder.to_owned(), is_whole, ..StationReport::default() };
        let state = State { station, is_whole, ..State::default() };
        Self { options, state, jobs: StationSeals::new(name, is_whole), receipts: Vec::new(), ids: Vec::new() }
    }

    /// Adds a fault of no row.
    pub fn fault(&mut self, file: &str, kind: FaultKind) {
        let fault = self.state.fault(file, None, None, kind);
        self.state.station.faults.push(fault);
    }

    /// Notes a file that is older than the check goes back.
    pub fn left_out(&mut self, file: FileName) {
        self.state.is_cut = true;
        self.state.station.unchecked.push(Sentence::says("unchecked-older", [("file", Said::text(file))]));
    }

    /// Checks a file; `visit` is given its rows on the way, each with the index of its job among the station's.
    pub fn file<R: Read + Seek>(&mut self, name: &str, source: io::Result<R>, visit: VisitIndexed<'_>) {
        let mut faults = Vec::new();
        self.jobs.begin_file(name);
        let walked = source.and_then(|source| {
            survey(source, &mut |seen| {
                if self.state.station.begins.is_none() {
                    self.state.begin(&seen.row, self.options);
                }
                let job = self.row(name, seen, &mut faults);
                visit(seen, job);
            })
        });
        match walked {
            Ok(survey) => self.end_file(name, survey, faults),
            Err(error) => {
                self.fault(name, FaultKind::Unreadable { why: error.to_string().into() });
                self.jobs.end_file(self.state.station.faults.last(), &Survey::default());
            }
        }
    }

    /// Goes through the rows of a file that was checked before, for `visit` alone.
    pub fn file_again<R: Read>(&mut self, source: io::Result<R>, visit: VisitIndexed<'_>) {
        // what can't be read was told by the check
        let _ = source.and_then(|source| {
            rows_again(source, &mut |seen| {
                let job = seen.row.job.map(|number| self.jobs.index(number, 0, || true));
                visit(seen, job);
            })
        });
    }

    /// Checks a row. The index of its job among the station's, if it is about one of them.
    fn row(&mut self, name: &str, seen: &Seen<'_>, faults: &mut Vec<Fault>) -> Option<usize> {
        if !self.state.anchors.is_empty() {
            self.anchors(name, seen, faults);
        }
        if self.options.keeps_seals {
            if let Some(opened) = decode_open(&seen.row) {
                self.state.seals.begin(opened.id);
            }
            self.state.seals.add(seen.row.seq, &seen.seal);
        }
        if let Some(file) = samples::changed(&seen.row, &self.state.station).filter(|_| seen.is_linked) {
            faults.push(self.state.fault(name, Some(seen.line), Some(seen.row.seq), FaultKind::Samples { file }));
        }
        let referred = decode_witness(&seen.row).or_else(|| referred_row(&seen.row));
        if let Some(witness) = referred.filter(|_| seen.is_linked) {
            self.state.station.witnessed.push((seen.row.seq, seen.row.time, witness));
        }
        if let Some(retirement) = decode_retirement(&seen.row).filter(|_| seen.is_linked) {
            self.state.station.retired.push((seen.row.seq, seen.row.time, retirement));
        }
        let is_from_beginning = self.state.station.begins.is_some_and(|(seq, _)| seq == 0);
        let (job, count) = self.jobs.row(seen, is_from_beginning);
        if count.is_some() || !self.receipts.is_empty() {
            let elsewhere = || job_elsewhere(&seen.row).map(|(job, _)| job.to_string());
            if let Some(number) = seen.row.job.map(ToOwned::to_owned).or_else(elsewhere) {
                let is_its = |found: &&mut ReceiptFound| number.eq_ignore_ascii_case(&found.job);
                self.receipts.iter_mut().filter(is_its).for_each(|found| found.rows_after += 1);
                if let Some(count) = count {
                    self.ending(name, seen, &number, &count, faults);
                }
            }
        }
        job
    }

    fn anchors(&mut self, name: &str, seen: &Seen<'_>, faults: &mut Vec<Fault>) {
        let (state, seq) = (&mut self.state, seen.row.seq);
        for at in 0..state.anchors.len() {
            let (anchor, is_met) = &mut state.anchors[at];
            if anchor.seq == seq {
                *is_met = true;
                let expected = anchor.seal;
                if expected == seen.seal {
                    state.station.anchors.push(seq);
                } else {
                    faults.push(state.fault(name, Some(seen.line), Some(seq), FaultKind::NotTheAnchor { expected }));
                }
            }
        }
    }

    /// Tells what a `finish` or `stop` row says of the job's rows before it, and finds its receipt.
    fn ending(&mut self, name: &str, seen: &Seen<'_>, number: &str, count: &Count, faults: &mut Vec<Fault>) {
        let (line, seq) = (seen.line, seen.row.seq);
        let value = job_elsewhere(&seen.row).map_or(&*seen.row.value, |(_, value)| value);
        match count {
            Count::Agrees => {}
            Count::Differs(why) => {
                let kind = FaultKind::JobSum { job: number.to_owned(), why: why.clone() };
                faults.push(self.state.fault(name, Some(line), Some(seq), kind));
            }
            Count::NotAllHere => {
                let values = [("file", Said::text(name)), ("row", Said::text(seq)), ("job", Said::text(number))];
                self.state.station.unchecked.push(Sentence::says("unchecked-job", values));
            }
        }
        let receipt = Receipt::of(&seen.seal);
        if self.options.receipts.contains(&receipt) {
            self.receipts.push(ReceiptFound {
                receipt,
                station: self.state.station.station.clone(),
                file: name.to_owned(),
                line,
                seq,
                time: seen.row.time,
                rows: decode_sum(value).map(|(rows, _)| rows),
                job: number.to_owned(),
                seal: seen.seal,
                is_linked: seen.is_linked,
                is_all_here: *count != Count::NotAllHere,
                flaws: Vec::new(),
                rows_after: 0,
            });
        }
    }

    fn end_file(&mut self, name: &str, survey: Survey, rows_faults: Vec<Fault>) {
        let state = &mut self.state;
        let mut faults = survey.faults.clone();
        for fault in &mut faults {
            fault.station.clone_from(&state.station.station);
            fault.file = name.to_owned();
        }
        // what a newer format means by its rows is not for this version to judge; that they are as they were sealed is
        match survey.newer_format() {
            None => faults.extend(rows_faults),
            Some(format) => {
                let is_of_a_job = |fault: &Fault| matches!(fault.kind, FaultKind::JobSum { .. });
                faults.extend(rows_faults.into_iter().filter(|fault| !is_of_a_job(fault)));
                let rows = ("n", Said::text(survey.rows));
                let values = [("file", Said::text(name)), rows, ("format", Said::text(format))];
                state.station.unchecked.push(Sentence::says("unchecked-format", values));
            }
        }
        let mut between = Vec::new();
        match state.previous.clone() {
            None => state.check_beginning(&survey, &mut between),
            Some((previous, head)) => state.check_continues(name, &previous, head, &survey, &mut between),
        }
        if let Some(opened) = &survey.opened {
            if state.station.id.as_ref().is_some_and(|id| *id != opened.id) {
                between.push(FaultKind::OtherId);
            }
            self.ids.push((state.station.files.len(), opened.id));
            state.station.id = Some(opened.id);
        }
        let is_said = between.iter().any(|kind| matches!(kind, FaultKind::NotContinued { .. }));
        match self.jobs.end_file(&faults, &survey) {
            Some(FaultKind::NotContinued { .. }) if is_said => {}
            Some(FaultKind::OtherStation { station, .. }) => {
                let folder = &state.station.folder;
                let lacks = lacking(&folder.join(name), &folder::files_of_other(folder, &station)).ok();
                between.push(FaultKind::OtherStation { station, lacks });
            }
            misplaced => between.extend(misplaced),
        }
        if let (Some(file), Some((_, time))) = (FileName::parse(name), survey.first) {
            let month = Month::of(&time);
            if file.month != month {
                between.push(FaultKind::Name { month: month.to_string() });
            }
        }
        let line = survey.first.map(|_| 2);
        let seq = survey.first.map(|(seq, _)| seq);
        faults.extend(between.into_iter().map(|kind| state.fault(name, line, seq, kind)));
        faults.sort_by_key(|fault| fault.line);
        state.station.files.push(FileReport {
            name: name.to_owned(),
            rows: survey.rows,
            first_seq: survey.first.map(|(seq, _)| seq),
            last_seq: survey.head.map(|head| head.seq),
            head: survey.head.map(|head| head.seal),
            faults,
        });
        if let Some(head) = survey.head {
            state.station.ends = Some((head.seq, head.seal, head.time));
        }
        // a file that was cut off before its first row is as good as missing: what follows must continue the one before it
        if survey.rows > 0 || survey.torn.is_none() {
            state.previous = Some((name.to_owned(), survey.head));
        }
    }

    /// Ends the station.
    pub fn end(self) -> Checked {
        let Self { options, mut state, jobs, receipts, ids } = self;
        state.station.seals = Arc::new(std::mem::take(&mut state.seals));
        state.station.flawed = jobs.end();
        // of a station none of whose rows were asked for, nothing can be missed
        state.station.is_whole &= state.station.begins.is_some() || options.from.is_none();
        for (anchor, _) in state.anchors.iter().filter(|(_, is_met)| !is_met) {
            let (first, last) = (state.station.begins.map(|(seq, _)| seq), state.station.ends.map(|(seq, ..)| seq));
            let kind = FaultKind::Shorter { anchor: anchor.seq, last };
            let is_after = last.is_none_or(|last| anchor.seq > last);
            if is_after && state.is_whole {
                state.station.faults.push(state.fault("", None, None, kind));
            } else if is_after || first.is_some_and(|first| anchor.seq < first) {
                state.station.unchecked.push(Sentence::says("unchecked-anchor", [("row", Said::text(anchor.seq))]));
            } else {
                let kind = FaultKind::NotTheAnchor { expected: anchor.seal };
                state.station.faults.push(state.fault("", None, Some(anchor.seq), kind));
            }
        }
        if state.station.begins.is_none() && state.is_whole {
            for anchor in options.anchors.iter().filter(|anchor| anchor.station.as_str() == state.station.station) {
                let kind = FaultKind::Shorter { anchor: anchor.seq, last: None };
                state.station.faults.push(state.fault("", None, None, kind));
            }
        }
        Checked { report: state.station, receipts, ids }
    }
}

impl State {
    fn fault(&self, file: &str, line: Option<u64>, seq: Option<u64>, kind: FaultKind) -> Fault {
        Fault { station: self.station.station.clone(), file: file.to_owned(), line, seq, kind }
    }

    /// At the station's first row: where the record begins, and which checkpoints are about it.
    fn begin(&mut self, row: &RowRef<'_>, options: &Options) {
        self.station.begins = Some((row.seq, row.time));
        let id = decode_open(row).map(|opened| opened.id);
        let is_ours = |anchor: &&Checkpoint| {
            id.as_ref() == Some(&anchor.id) || (self.is_whole && anchor.station.as_str() == self.station.station)
        };
        self.anchors = options.anchors.iter().filter(is_ours).map(|anchor| (anchor.clone(), false)).collect();
        self.is_cut |= options.from.is_some();
    }

    fn check_beginning(&mut self, survey: &Survey, faults: &mut Vec<FaultKind>) {
        let (Some((seq, _)), Some(opened)) = (survey.first, &survey.opened) else { return };
        self.station.continues = opened.previous;
        match (seq, opened.previous) {
            (0, None) => {}
            (0, Some(_)) | (_, None) => {
                let previous = opened.previous.map_or("none", |_| "SEAL");
                let values = [("row", Said::text(seq)), ("previous", Said::text(previous))];
                faults.push(FaultKind::NoOpening { why: Sentence::says("why-open-apart", values) });
            }
            (seq, Some(previous)) => {
                let mut is_anchored = false;
                for (anchor, is_met) in &mut self.anchors {
                    if anchor.seq.checked_add(1) == Some(seq) && anchor.seal == previous {
                        is_anchored = true;
                        *is_met = true;
                        self.station.anchors.push(anchor.seq);
                    }
                }
                if self.is_whole && !self.is_cut && !is_anchored {
                    faults.push(FaultKind::Beginning { seq });
                } else if !is_anchored {
                    self.station.unchecked.push(Sentence::says("unchecked-before", [("row", Said::text(seq))]));
                }
            }
        }
    }

    fn check_continues(
        &mut self,
        name: &str,
        previous: &str,
        head: Option<Head>,
        survey: &Survey,
        faults: &mut Vec<FaultKind>,
    ) {
        let (Some(head), Some((first, time))) = (head, survey.first) else {
            let values = [("file", Said::text(name)), ("previous", Said::text(previous))];
            self.station.unchecked.push(Sentence::says("unchecked-continues", values));
            return;
        };
        let expected = head.seq + 1;
        if first > expected && !self.is_whole {
            let (file, last) = (Said::text(name), Said::text(first - 1));
            let values = [("file", file), ("first", Said::text(expected)), ("last", last)];
            self.station.unchecked.push(Sentence::says("unchecked-between", values));
            return;
        }
        let broken = |why: Sentence| FaultKind::NotContinued { previous: previous.to_owned(), why };
        if first != expected {
            let values = [("last", Said::text(head.seq)), ("first", Said::text(first))];
            faults.push(broken(Sentence::says("why-begins-elsewhere", values)));
        } else if survey.opened.as_ref().is_some_and(|opened| opened.previous != Some(head.seal)) {
            faults.push(broken(Sentence::says("why-other-seal", [("row", Said::text(head.seq))])));
        }
        let back_ms = head.time.signed_duration_since(time).num_milliseconds();
        if back_ms > CLOCK_SLACK_MS {
            let seconds = u64::try_from(back_ms / 1000).unwrap_or_default();
            faults.push(FaultKind::ClockBack { seconds, is_said: survey.is_clock_said_first });
        }
    }
}
