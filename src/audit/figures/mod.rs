//! Figures: what many jobs come to, always with the number that they stand for.
//!
//! One pass over the cases, in any order; kept are counts, and four bytes for each duration. Nothing is estimated: the
//! same journals give the same figures, here and in SQL (`docs/sql`). All of them can be had from the rows alone, without
//! any checklist, by these definitions:
//!
//! | word | meaning |
//! | --- | --- |
//! | job | a `start` row with the rows of its station that bear its number, and the rows of other stations `of` it; a second `start` of the same number adds no job |
//! | counted | every job but those that ended with a `stop` whose note is `mistake`, or begins with `mistake` and a colon. Only counted jobs enter the figures. Practice is recorded elsewhere, and is never among them |
//! | outcome | `finished` or `stopped` by the first `finish` or `stop` row; else `open` |
//! | stop reason | the note of the `stop` row up to its first colon, when it is one of the five words of the program; else `other` |
//! | answer | of an item: what its last `answer`, `correct`, `skip` or `override` row says, also after the end. In figures it is one word: the option's id; `num`, `sn`, `text` for what was typed; `skipped` for a `skip`; `none` for an override without an answer |
//! | cleared | the job has a `clear` row of page `b`: the call before work. Cleared before work means nothing else |
//! | confirmed | the answer to `customer-code` is `card-seen` or `entered-accepted`: seen or tried by the workshop, not the customer's word |
//! | played, then | of the jobs whose answer to `arrival` is `plays` and whose answer to `radio-after` says what the radio did (it is there, and not `not-tried`, `no-radio`, `skipped`, `none`): `lost` are those where it is not `plays`. A radio whose code was entered again has lost its memory |
//! | override | an `override` row, whatever came after it; one of the guard (`attempt-wait`, `attempt-limit`) is one as well |
//! | time per pause point | A from `start` to the `clear` of `a`; B from there to the `clear` of `b`; C from there to the `clear` of `c`; D from the `clear` of `c`, or of `b` where there is no `c`, to `finish`. Where a page was cleared again, the first one counts. Wall clock of the rows, breaks included, in whole seconds, rounded down; below zero, which only a clock that was set back gives, left out |
//! | interruption | a `resume` row; time away is from the row that the job's station wrote about the job before it, in whole seconds, below zero left out |
//! | attempt | an `attempt` row, by its value |
//! | recovery step | an item whose id begins with `recovery-`: its answer, under the rest of its id |
//! | month | of the `start` row, as its own offset has it |
//! | technician | the `who` of the last row that the job's station wrote about it, those of `override`, `print`, `handover` and `review` left out, and those without a name |
//! | median, p90 | nearest rank: of n values in order the one at place ⌈n·0.5⌉ or ⌈n·0.9⌉, from 1; see [`Spread`] |
//!
//! *n* beside a tally is the number of jobs that have that answer; jobs without it are in `jobs.n` alone.
//!
//! Deliberately absent: averages, rankings of people, and anything about people at all unless `workshop.toml` asks for it;
//! then technicians stand in the order of their names.

mod spread;
mod tally;

pub use spread::{Durations, Spread};
pub use tally::{Tallies, Tally};
