//! From seals that don't fit to what was done: changed, renumbered, missing, moved, put in.

use std::collections::{HashMap, HashSet};

use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::row::HEADER;
use crate::journal::format::seal::Seal;
use crate::words::{Said, Sentence};

/// The facts of a line that faults are told from.
#[derive(Debug)]
pub(super) struct LineMark {
    pub line: u64,
    /// Its number; of a damaged line, what is left of it.
    pub seq: Option<u64>,
    pub seal: Option<Seal>,
    pub state: LineState,
}

/// The state of a line's seal.
#[derive(Debug)]
pub(super) enum LineState {
    /// Fits the line before it.
    Linked,
    /// Does not. The row without its seal, to try other places.
    Unlinked(Vec<u8>),
    /// No row, and how many lines in a row are none from there on.
    Garbled { why: Sentence, lines: u64 },
}

/// Names what was done to a file. Nothing, if all seals fit and the numbers have no gap.
pub(super) fn name_faults(marks: &[LineMark]) -> Vec<Fault> {
    let is_row = |mark: &LineMark| matches!(mark.state, LineState::Linked);
    let is_in_step = |pair: &[LineMark]| pair[0].seq.and_then(|seq| seq.checked_add(1)) == pair[1].seq;
    if marks.iter().all(is_row) && marks.windows(2).all(is_in_step) {
        return Vec::new();
    }
    let mut judged = Judged::new(marks);
    judged.put_aside_garbled();
    judged.put_aside_inserted();
    judged.put_aside_unfitting();
    judged.put_aside_moved();
    judged.find_missing();
    if let Some(at) = (1..marks.len()).find(|&at| !is_row(&marks[at])).filter(|_| judged.faults.is_empty()) {
        // Whatever is thought of next to confuse the naming: a seal that doesn't fit is never passed over.
        judged.blame(at, FaultKind::Changed);
    }
    judged.faults.sort_by_key(|fault| fault.line);
    judged.faults
}

/// True when a row, changed or not, opens a file.
fn is_opening(mark: &LineMark) -> bool {
    matches!(&mark.state, LineState::Unlinked(body) if body.split(|&b| b == b',').nth(3) == Some(b"open"))
}

/// Lines, and what is known of them so far.
struct Judged<'a> {
    marks: &'a [LineMark],
    /// Rows that were written to this file as they are, as far as is known yet.
    genuine: Vec<bool>,
    /// Numbers whose row is accounted for, though it is no genuine one any more.
    accounted: HashSet<u64>,
    faults: Vec<Fault>,
}

impl<'a> Judged<'a> {
    fn new(marks: &'a [LineMark]) -> Self {
        Self { marks, genuine: vec![true; marks.len()], accounted: HashSet::new(), faults: Vec::new() }
    }

    fn blame(&mut self, at: usize, kind: FaultKind) {
        let mark = &self.marks[at];
        let seq = if matches!(mark.state, LineState::Garbled { .. }) { None } else { mark.seq };
        self.faults.push(Fault { station: String::new(), file: String::new(), line: Some(mark.line), seq, kind });
        self.genuine[at] = false;
    }

    /// The number that the line after another should have.
    fn seq_in_turn(&self, at: usize) -> Option<u64> {
        at.checked_sub(1).and_then(|before| self.marks[before].seq)?.checked_add(1)
    }

    fn put_aside_garbled(&mut self) {
        for at in 0..self.marks.len() {
            if let LineState::Garbled { why, lines } = &self.marks[at].state {
                let next = |lines| Sentence::says("why-damaged-next", [("n", Said::text(lines))]);
                let why = if *lines > 1 { why.clone().and(next(lines - 1)) } else { why.clone() };
                self.blame(at, FaultKind::BadRow { why });
                self.accounted.extend(self.seq_in_turn(at).or(self.marks[at].seq));
            }
        }
    }

    /// Of several rows with one number, the one that the next number's row was sealed after is genuine, else the first.
    fn put_aside_inserted(&mut self) {
        let mut by_seq: HashMap<u64, Vec<usize>> = HashMap::new();
        for at in (0..self.marks.len()).filter(|&at| self.genuine[at]) {
            by_seq.entry(self.marks[at].seq.unwrap_or_default()).or_default().push(at);
        }
        let mut inserted = Vec::new();
        for (seq, rows) in by_seq.iter().filter(|(_, rows)| rows.len() > 1) {
            let next = seq.checked_add(1).and_then(|next| by_seq.get(&next)).map_or(&[][..], |rows| &rows[..]);
            // A few are enough: a file that was made to have thousands must not take hours.
            let is_followed = |&at: &usize| next.iter().take(8).any(|&next| self.is_sealed_after(next, at));
            let fits = |&at: &usize| matches!(self.marks[at].state, LineState::Linked);
            let genuine =
                rows.iter().copied().find(is_followed).or_else(|| rows.iter().copied().find(fits)).unwrap_or(rows[0]);
            inserted.extend(rows.iter().copied().filter(|&at| at != genuine));
        }
        inserted.sort_unstable();
        for at in inserted {
            match self.number_that_fits(at) {
                Some(was) => {
                    self.blame(at, FaultKind::Renumbered { was });
                    self.accounted.insert(was);
                }
                None => self.blame(at, FaultKind::Inserted),
            }
        }
    }

    /// True when row `at` was sealed after row `before`.
    fn is_sealed_after(&self, at: usize, before: usize) -> bool {
        let Some(lead) = self.marks[before].seal else { return false };
        match &self.marks[at].state {
            LineState::Linked => before + 1 == at,
            LineState::Unlinked(body) => Some(Seal::over(lead.hex().as_bytes(), body)) == self.marks[at].seal,
            LineState::Garbled { .. } => false,
        }
    }

    /// The number in turn, if the seal fits once it is put back.
    fn number_that_fits(&self, at: usize) -> Option<u64> {
        let LineState::Unlinked(body) = &self.marks[at].state else { return None };
        let (was, lead) = match at.checked_sub(1) {
            Some(before) => (self.seq_in_turn(at)?, self.marks[before].seal?.hex()),
            None => (0, HEADER.to_owned()),
        };
        let comma = body.iter().position(|&b| b == b',')?;
        let restored = [was.to_string().as_bytes(), &body[comma..]].concat();
        (Some(Seal::over(lead.as_bytes(), &restored)) == self.marks[at].seal).then_some(was)
    }

    /// Rows that were sealed neither after the line before them nor after the row with the number before theirs.
    fn put_aside_unfitting(&mut self) {
        let genuine = (0..self.marks.len()).filter(|&at| self.genuine[at]);
        let by_seq: HashMap<u64, usize> = genuine.filter_map(|at| Some((self.marks[at].seq?, at))).collect();
        for at in 0..self.marks.len() {
            if !self.genuine[at] || matches!(self.marks[at].state, LineState::Linked) {
                continue;
            }
            let seq = self.marks[at].seq.unwrap_or_default();
            let before = seq.checked_sub(1).and_then(|before| by_seq.get(&before));
            if before.is_some_and(|&before| self.is_sealed_after(at, before)) {
                continue;
            }
            if let Some(was) = self.number_that_fits(at).filter(|&was| was != seq) {
                self.blame(at, FaultKind::Renumbered { was });
                self.accounted.insert(was);
            } else if before.is_some()
                || (at == 0 && is_opening(&self.marks[at]))
                || self.accounted.contains(&(seq.wrapping_sub(1)))
            {
                self.blame(at, FaultKind::Changed);
                self.accounted.insert(seq);
            }
            // Else the row before it is missing, and nothing more can be known about this one.
        }
    }

    /// Of the genuine rows, as few as possible are called moved: those outside a longest run of rising numbers.
    fn put_aside_moved(&mut self) {
        let rows: Vec<usize> = (0..self.marks.len()).filter(|&at| self.genuine[at]).collect();
        let seqs: Vec<u64> = rows.iter().map(|&at| self.marks[at].seq.unwrap_or_default()).collect();
        let rising = longest_rising(&seqs);
        for (place, &at) in rows.iter().enumerate() {
            if !rising.contains(&place) {
                self.accounted.extend(self.marks[at].seq);
                self.blame(at, FaultKind::Moved);
            }
        }
    }

    fn find_missing(&mut self) {
        let mut expected: Option<u64> = None;
        for at in (0..self.marks.len()).filter(|&at| self.genuine[at]).collect::<Vec<_>>() {
            let Some(seq) = self.marks[at].seq else { continue };
            let mut first = expected.unwrap_or(seq);
            while first < seq && self.accounted.contains(&first) {
                first += 1;
            }
            let mut last = seq;
            while last > first && self.accounted.contains(&(last - 1)) {
                last -= 1;
            }
            if first < last {
                let kind = FaultKind::Missing { first, last: last - 1 };
                let line = Some(self.marks[at].line);
                self.faults.push(Fault { station: String::new(), file: String::new(), line, seq: None, kind });
            }
            expected = seq.checked_add(1);
        }
    }
}

/// The places of a longest run of rising numbers.
fn longest_rising(seqs: &[u64]) -> HashSet<usize> {
    // tails[n]: the place of the smallest number that ends a run of n + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; seqs.len()];
    for (place, &seq) in seqs.iter().enumerate() {
        let run = tails.partition_point(|&tail| seqs[tail] < seq);
        before[place] = run.checked_sub(1).map(|shorter| tails[shorter]);
        if run == tails.len() {
            tails.push(place);
        } else {
            tails[run] = place;
        }
    }
    let mut rising = HashSet::new();
    let mut at = tails.last().copied();
    while let Some(place) = at {
        rising.insert(place);
        at = before[place];
    }
    rising
}
