//! Reads what the rows of a station mean, one after the other. A journal says the same few things over and over, so what a row
//! says is looked up by its bytes before it is taken apart; what isn't known goes the way of every row.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::columns::Columns;
use super::fact::{Meaning, meaning_of};
use super::scan::{RowOf, SeenRef};
use crate::domain::word::{is_same, place_of};
use crate::domain::{Answer, Fact, Job, Station, What, Word};

/// How many sayings are remembered.
const SAYINGS: usize = 4096;

/// Reads a station's facts.
#[derive(Debug)]
pub(super) struct FactReader {
    /// What event, item and value mean, as they stand in the file. Each has one place where it may be remembered.
    sayings: Vec<Option<(Box<str>, What)>>,
    /// The last day, counted from 1970 in UTC, and which one it is in the calendar.
    day: (i64, NaiveDate),
}

impl FactReader {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self { sayings: vec![None; SAYINGS], day: (0, NaiveDate::default()) }
    }

    /// Tells a job of `station` what a row about it means. By whom it is, is mostly known from the fact before.
    pub fn tell(&mut self, seen: &SeenRef<'_>, station: &Station, job: &mut Job) {
        let mut said = None;
        if let RowOf::Columns(columns, line) = seen.row {
            let text = columns.said(line);
            if let Some((known, what)) = &self.sayings[place_of(text, SAYINGS)]
                && is_same(known.as_bytes(), text.as_bytes())
            {
                let what = what.clone();
                if let Some(fact) = self.fact(columns, line, station, job.last(), what) {
                    return job.apply(fact);
                }
            }
            said = Some(text);
        }
        let Some(row) = seen.row() else { return };
        let Meaning::Fact(fact) = meaning_of(&row, station, Some(job.key)) else { return };
        if let Some(text) = said
            && is_said_often(&fact.what)
        {
            self.sayings[place_of(text, SAYINGS)] = Some((text.into(), fact.what.clone()));
        }
        job.apply(fact);
    }

    /// The fact of a row of which it is known what it says. `None`: there are escapes in it.
    #[inline]
    fn fact(&mut self, columns: &Columns, line: &str, station: &Station, before: &Fact, what: What) -> Option<Fact> {
        let who = columns.who_as_it_reads(line)?;
        Some(Fact {
            station: *station,
            seq: columns.seq,
            time: self.time(columns)?,
            job: before.job,
            who: if is_same(who.as_bytes(), before.who.as_bytes()) { before.who } else { Word::new(who) },
            note: columns.note_as_it_reads(line)?.to_owned(),
            what,
        })
    }

    /// As [`Columns::time`]. Most rows are of the day of the row before.
    #[inline]
    fn time(&mut self, columns: &Columns) -> Option<DateTime<FixedOffset>> {
        let (day, ms) = (columns.time_ms.div_euclid(DAY_MS), columns.time_ms.rem_euclid(DAY_MS) as u32);
        if day != self.day.0 {
            self.day = (day, DateTime::from_timestamp_millis(columns.time_ms)?.date_naive());
        }
        let time = NaiveTime::from_num_seconds_from_midnight_opt(ms / 1000, ms % 1000 * 1_000_000)?;
        Some(self.day.1.and_time(time).and_utc().with_timezone(&columns.offset()?))
    }
}

const DAY_MS: i64 = 86_400_000;

/// Whether many rows say just this: nothing of one job alone.
fn is_said_often(what: &What) -> bool {
    let is_common = |answer: &Answer| match answer {
        Answer::Option(_) => true,
        // how long something took is seldom the same
        Answer::Number(reading) => *reading.unit() != *"s",
        Answer::Serial(_) | Answer::Text(_) => false,
    };
    match what {
        What::Answered { answer, .. } | What::Corrected { answer, .. } => is_common(answer),
        What::Overrode { answer, .. } => answer.as_ref().is_none_or(is_common),
        What::Started { .. } | What::Stopped { .. } | What::Finished { .. } => false,
        _ => true,
    }
}
