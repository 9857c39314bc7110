//! Figures: what many jobs come to, always with the number that they stand for.
//!
//! One pass over the [`crate::audit::JobSummary`]s, in any order; kept are counts, and four bytes for each duration. Nothing is estimated: the
//! same journals give the same figures, here and in SQL (`docs/sql`). All of them can be had from the rows alone, without
//! any checklist, by these definitions:
//!
//! | word | meaning |
//! | --- | --- |
//! | job | a `start` row with the rows of its station that bear its number, and the rows `of` it, which are other stations' or of what was refused; a second `start` of the same number adds no job |
//! | counted | every job but those that ended with a `stop` whose note is `mistake`, or begins with `mistake` and a colon. Only counted jobs enter the figures. Practice is recorded elsewhere, and is never among them |
//! | outcome | `finished` or `stopped` by the first `finish` or `stop` row; else `open` |
//! | stop reason | the note of the `stop` row up to its first colon, when it is one of the five words of the program; else `other` |
//! | answer | of an item: what its last `answer`, `correct`, `skip` or `override` row says, also after the end. In figures it is one word: the option's id; `num`, `sn`, `text` for what was typed; `skipped` for a `skip`; `none` for an override without an answer |
//! | cleared | the job has a `clear` row of page `b`: the call before work. Cleared before work means nothing else |
//! | confirmed | the answer to `customer-code` is `card-seen` or `entered-accepted`: seen or tried by the workshop, not the customer's word |
//! | played, then | of the jobs whose answer to `arrival` is `plays` and whose answer to `radio-after` says what the radio did (it is there, and not `not-tried`, `taken-out`, `no-radio`, `skipped`, `none`): `lost` are those where it is not `plays`. A radio whose code was entered again has lost its memory |
//! | watched | of the jobs whose answer to `backup-power` names something that feeds the car (it is there, and not `none`, `memory-lost`, `no-radio`, `asks-nothing`, `skipped`): `not-watched` without a `watch` row that begins; `throughout` with one whose `end` says `losses 0` and at most three seconds less than it was of; else `in-part` |
//! | read | of the jobs of *watched* whose answer to `car-volts` is a figure: `measured` with the part that says so in its row's note, else `from-a-file` where the job came in by one, else `typed` |
//! | fell to | of those that were watched: the lowest figure behind `low` in the job's `watch` rows, as `under-9`, `9-to-11`, `11-to-12` or `12-or-more`, each up to the volts that it names, these left out; jobs without one are not in it |
//! | override | an `override` row, whatever came after it; one of the guard (`attempt-wait`, `attempt-limit`) is one as well |
//! | time per pause point | A from `start` to the `clear` of `a`; B from there to the `clear` of `b`; C from there to the `clear` of `c`; D from the `clear` of `c`, or of `b` where there is no `c`, to `finish`. Where a page was cleared again, the first one counts. Wall clock of the rows, breaks included, in whole seconds, rounded down; below zero, which only a clock that was set back gives, left out. Of jobs from a file none is taken: nobody pressed keys between their rows |
//! | interruption | a `resume` row, but for one of `hands`, by which somebody else went straight on; rows of before there was that word say `away` for it, and are counted. Time away is from the row that the job's station wrote about the job before it, in whole seconds, below zero left out |
//! | attempt | an `attempt` row, by its value or by what it was corrected to last |
//! | refused | a `refused` row about the job, by its item, or `job` where it has none, and its kind |
//! | picked | a finished job whose record is intact, where the first 60 bits of the seal of its `finish` row are, as a number, a multiple of `observe`; `observed` with a `review` row of `to-observe`. `agrees`, `differs`: jobs of which the last such row that says so says this; `items`: in which items |
//! | recovery step | an item whose id begins with `recovery-`: its answer, under the rest of its id |
//! | month | of the `start` row, as its own offset has it |
//! | technician | the `who` of the last row that the job's station wrote about it, those of `override`, `print`, `handover` and `review` left out, and those without a name |
//! | median, p90 | nearest rank: of n values in order the one at place ⌈n·0.5⌉ or ⌈n·0.9⌉, from 1; see [`Spread`] |
//!
//! *n* beside a tally is the number of jobs that have that answer; jobs without it are in `jobs.n` alone.
//!
//! Deliberately absent: averages, rankings of people, and anything about people at all unless `workshop.toml` asks for it;
//! then technicians stand in the order of their names.

mod bar;
mod spread;
mod sums;
mod tally;
mod text;

pub use bar::{duration, percent};
pub use spread::{Durations, Spread};
pub use tally::{Tallies, Tally};
pub use text::{FigureLine, LineKind, PERSON_N_MIN, lines};

use serde::Serialize;

/// The figures of many jobs. As JSON they are a stable object, described in `docs/formats.md`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The number of jobs, and how they ended.
    pub jobs: JobCounts,
    pub kinds: Tally,
    /// The answers to whether the customer has the code.
    pub code: CodeCounts,
    pub code_found: Tally,
    /// The ways to the code, by radio.
    pub code_found_by_radio: Tallies,
    /// Radio types, by the car's generation.
    pub radios: Tallies,
    /// The radio on arrival.
    pub arrival: Tally,
    pub afterwards: Tally,
    /// The radio afterwards, by the radio on arrival.
    pub afterwards_by_arrival: Tallies,
    /// Backup power, and what became of radios that played.
    pub backup: Vec<BackupCounts>,
    /// Whether the supply was watched while the battery was off, and what became of radios that played.
    pub watched: Vec<SupplyCounts>,
    /// How low it fell where it was watched, likewise.
    pub fell_to: Vec<SupplyCounts>,
    /// Whether the figure between the car's leads was measured, typed or from a file, likewise.
    pub read: Vec<SupplyCounts>,
    pub overrides: OverrideCounts,
    /// The time that the pause points took, A to D.
    pub pause_points: Vec<PausePointTimes>,
    pub interruptions: InterruptionCounts,
    /// What was said and not taken.
    pub refused: RefusedCounts,
    /// Jobs that were picked for somebody to look at the car.
    pub observed: ObservedCounts,
    /// Steps on the way to a missing code, with what they gave.
    pub recovery: Tallies,
    pub attempts: AttemptCounts,
    /// Month by month, the oldest first; a month without jobs is not there.
    pub months: Vec<MonthCounts>,
    /// Technician by technician, by name; nothing unless `workshop.toml` turns it on.
    pub technicians: Option<Vec<TechnicianCounts>>,
}

/// The number of jobs, and how they ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct JobCounts {
    pub n: u64,
    pub finished: u64,
    pub stopped: u64,
    pub open: u64,
    pub cleared: u64,
    pub stops: Tally,
    /// Recorded from a file of answers.
    pub via_file: u64,
    /// Entered by mistake: they count in nothing else.
    pub mistakes: u64,
    /// Of all these, jobs whose record is not intact: what it says now is counted all the same.
    pub not_intact: u64,
}

/// The answers to whether the customer has the code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CodeCounts {
    pub answers: Tally,
    /// The number of those that confirm it.
    pub confirmed: u64,
}

/// One way to feed the car, and what became of the radios.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BackupCounts {
    pub backup: String,
    pub n: u64,
    /// Of these, the radio played on arrival, and is known afterwards.
    pub played: u64,
    /// Of those, it doesn't simply play afterwards.
    pub lost: u64,
}

/// What was seen of the supply in one word, and what became of the radios.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SupplyCounts {
    pub supply: &'static str,
    pub n: u64,
    /// Of these, the radio played on arrival, and is known afterwards.
    pub played: u64,
    /// Of those, it doesn't simply play afterwards.
    pub lost: u64,
}

impl SupplyCounts {
    /// Whether it is what every workshop without an instrument has: nothing was watched, and all was typed.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        matches!(self.supply, "not-watched" | "typed")
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OverrideCounts {
    /// Jobs with one or more.
    pub jobs: u64,
    pub items: Tally,
}

/// The time that a pause point took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PausePointTimes {
    /// Its id: `a` to `d`.
    pub page: &'static str,
    #[serde(flatten)]
    pub spread: Spread,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct InterruptionCounts {
    /// Jobs with one or more.
    pub jobs: u64,
    pub n: u64,
    /// The time away in all, in seconds.
    pub away_seconds: u64,
}

/// What was said and not taken. Of an item and a start of the program at most three are in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RefusedCounts {
    /// Jobs with one or more.
    pub jobs: u64,
    /// The kinds of refusal by item; under `job` what was about the job itself.
    pub items: Tallies,
}

/// Jobs that their own seals picked, and those of them that somebody noted something about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ObservedCounts {
    pub picked: u64,
    /// Of these, a `review` row of `to-observe` says what was seen.
    pub observed: u64,
    /// Jobs of which such a row says that the car is as recorded.
    pub agrees: u64,
    /// Jobs of which it says that it is not.
    pub differs: u64,
    /// The items that were not as recorded.
    pub items: Tally,
}

/// Codes that were entered; only what came of them is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AttemptCounts {
    /// Jobs with one or more.
    pub jobs: u64,
    /// The replies of the radio.
    pub outcomes: Tally,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MonthCounts {
    pub month: String,
    /// The same counts as for a technician.
    #[serde(flatten)]
    pub counts: GroupCounts,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TechnicianCounts {
    /// The name, as it was typed.
    pub technician: String,
    /// The counts of their jobs.
    #[serde(flatten)]
    pub counts: GroupCounts,
}

/// The counts of a group of jobs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct GroupCounts {
    pub n: u64,
    pub finished: u64,
    pub stopped: u64,
    pub open: u64,
    pub cleared: u64,
    /// With an override.
    pub overridden: u64,
    pub confirmed: u64,
    /// The radio played on arrival, and is known afterwards.
    pub played: u64,
    /// Of those, it doesn't simply play afterwards.
    pub lost: u64,
}
