//! Reads what the rows of a station mean, one after the other. A journal says the same few things over and over, so what a row
//! says is looked up by its bytes before it is taken apart; what isn't known goes the way of every row.

use super::columns::Columns;
use super::{RowOf, SeenRef};
use crate::domain::word::place_of;
use crate::domain::{Answer, Fact, Job, Station, What};
use crate::journal::format::fact::{Meaning, meaning_of};

/// How many sayings are remembered.
const SAYINGS: usize = 4096;

/// Reads a station's facts.
#[derive(Debug)]
pub(in crate::journal) struct FactReader {
    /// What event, item and value mean, as they stand in the file. Each has one place where it may be remembered.
    sayings: Vec<Option<(Box<str>, What)>>,
}

impl FactReader {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self { sayings: vec![None; SAYINGS] }
    }

    /// Tells a job of `station` what a row about it means. By whom it is, is mostly known from the fact before.
    pub fn tell(&mut self, seen: &SeenRef<'_>, station: &Station, job: &mut Job) {
        let mut said = None;
        if let RowOf::Columns(columns, line) = seen.row {
            let text = columns.said(line);
            if let Some((known, what)) = &self.sayings[place_of(text, SAYINGS)]
                && **known == *text
                && let Some(fact) = fact_of(columns, line, station, job.last(), what)
            {
                return job.apply(fact);
            }
            said = Some(text);
        }
        let Some(row) = seen.row() else { return };
        let Meaning::Fact(fact) = meaning_of(&row, station) else { return };
        if let Some(text) = said
            && is_said_often(&fact.what)
        {
            self.sayings[place_of(text, SAYINGS)] = Some((text.into(), fact.what.clone()));
        }
        job.apply(fact);
    }
}

/// The fact of a row of which it is known what it says. `None`: there are escapes in it.
fn fact_of(columns: &Columns, line: &str, station: &Station, before: &Fact, what: &What) -> Option<Fact> {
    let who = columns.who_as_it_reads(line)?;
    // two names are read as every row is
    if who.contains('+') {
        return None;
    }
    let is_the_same = before.who.second.is_none() && *who == *before.who.first;
    Some(Fact {
        station: *station,
        seq: columns.seq,
        time: columns.time()?,
        job: before.job,
        who: if is_the_same { before.who } else { who.into() },
        note: columns.note_as_it_reads(line)?.to_owned(),
        what: what.clone(),
    })
}

/// Whether many rows say just this: nothing of one job alone.
fn is_said_often(what: &What) -> bool {
    let is_common = |answer: &Answer| match answer {
        Answer::Option(_) => true,
        // how long something took is seldom the same
        Answer::Number(reading) => *reading.unit() != *"s",
        Answer::Serial(_) | Answer::Text(_) => false,
    };
    match what {
        What::Answered { answer, .. } => is_common(answer),
        What::Overrode { answer, .. } => answer.as_ref().is_none_or(is_common),
        // the note is a part of these
        What::Started { .. }
        | What::Corrected { .. }
        | What::Stopped { .. }
        | What::Attempted { .. }
        | What::Reviewed { .. }
        | What::Finished { .. } => false,
        _ => true,
    }
}
