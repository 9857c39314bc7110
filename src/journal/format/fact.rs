//! Rows into facts, and drafts of facts into rows.

use chrono::{DateTime, FixedOffset};

use super::action::{decode_step, encode_step, encode_whose};
use super::codes::{decode_codes, encode_codes};
use super::event::EventName;
use super::file_event::{FileEvent, IN_JOURNAL, SEEN, file_event, foreign_job};
use super::note::{self, names_of, signature, without_marks_or_with};
use super::observed::{decode_observed, encode_observed};
use super::row::Row;
use super::row_place::{decode_count, decode_link, decode_taken, encode_link, encode_taken};
use super::row_ref::RowRef;
use super::seal::{JobSum, Seal};
use super::watch::{decode_watch, encode_watch};
use crate::domain::checklist::kept_name;
use crate::domain::fact::{
    Elsewhere, Handover, LeftUnsafe, Origin, Print, RadioReply, RemarkOn, StopReason, ToldDay, ToldTimes, What,
};
use crate::domain::{
    Answer, Fact, Id, JobKey, JobNumber, JournalId, MeasuredBy, Measurement, PausePoint, Serial, Signature, Spot,
    Station,
};
use crate::words::{Said, Sentence};

/// The part of a `start` row's note that says that the job came from a file of answers.
const VIA_FILE: &str = "via file";
/// The part of a `stop` row's note that says how the car is left.
const LEFT_LEAD_OFF: &str = "car left with the lead off";
/// The part of an `attempt` row's note that says that nothing was entered here.
const SEEN_ELSEWHERE: &str = "seen";
/// The part behind it that says that the radio plays again.
const PLAYS_AGAIN: &str = "it plays";
/// The beginning of the part behind it that says how many codes were entered elsewhere, and when.
const TOLD: &str = "\u{1e}elsewhere ";
/// The beginning of the part of a `review` row's note that names the item.
const OF_ITEM: &str = "item ";
/// The value of a `remark` row on an item.
const ON_ITEM: &str = "item";
/// The value of one on the completion call of a page.
const ON_CALL: &str = "call";
/// The value of one on the job.
const ON_JOB: &str = "job";

/// The beginning of the part that says which instrument measured a figure, and where.
const MEASURED: &str = "\u{1e}measured ";
/// The value of a `sent` row.
const BY_EMAIL: &str = "by-email";
/// The value of an override without an answer.
const NO_ANSWER: &str = "none";
/// The word of somebody who is the second person.
const AGREED: &str = "yes";
/// The word of somebody who isn't.
const DECLINED: &str = "no";

/// A fact that is not on the disk yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The job.
    pub job: JobKey,
    /// The names under it.
    pub who: Signature,
    /// Free text.
    pub note: String,
    /// The fact itself. The counts of `Finished` and `Stopped` are filled in by the writer.
    pub what: What,
    /// The seq of the job's last row that the caller has seen. `None`, for a start, or where it makes no difference
    /// what others wrote meanwhile: not checked.
    pub expects: Option<u64>,
}

/// The meaning of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Something that happened to a job.
    Fact(Fact),
    /// Something that happened to the file itself.
    File(FileEvent),
    /// An event or a value that this version doesn't know. The row is as good a proof as any other.
    Unknown,
}

/// Puts a draft into a row. `sum` is the job's sum so far: needed by `Finished` and `Stopped`, ignored by the others.
#[must_use]
pub fn row_of(draft: &Draft, station: &Station, seq: u64, time: DateTime<FixedOffset>, sum: &JobSum) -> Row {
    let (event, item, value) = columns_of(&draft.what, sum);
    let (job, value) = if draft.job.station == *station {
        (Some(draft.job.number), value)
    } else {
        (None, format!("of {} {} {value}", draft.job.station, draft.job.number))
    };
    let row = Row { seq, time, job, event, item, value, who: names_of(&draft.who), note: String::new() };
    without_marks_or_with(&draft.note, |writer| {
        let note = note_of(&draft.what, &draft.note, writer);
        let note = if may_identify(&draft.what) { writer.signed(&draft.who, note) } else { note };
        let row = Row { note, ..row.clone() };
        let is_meant = matches!(meaning(&row, station), Meaning::Fact(fact) if is_drafted(&fact, draft, sum.rows()));
        (row, is_meant)
    })
}

/// True when a fact says what was drafted, at the end of a job over so many rows.
pub(in crate::journal) fn is_drafted(fact: &Fact, draft: &Draft, rows_at_end: u64) -> bool {
    let mut what = draft.what.clone();
    if let What::Finished { rows } | What::Stopped { rows, .. } = &mut what {
        *rows = rows_at_end;
    }
    (fact.job, &fact.who, &fact.note, &fact.what) == (draft.job, &draft.who, &draft.note, &what)
}

/// Whether a row of this may say how whoever signs it was identified.
fn may_identify(what: &What) -> bool {
    matches!(
        what,
        What::Overrode { .. }
            | What::Corrected { .. }
            | What::Reviewed { .. }
            | What::Action { .. }
            | What::SecondAnswered { .. }
    )
}

/// The note of a row: the typed parts of what happened, and the free text.
fn note_of(what: &What, text: &str, writer: note::Writer) -> String {
    let part = |is_there: bool, word: &str| is_there.then(|| word.to_owned());
    let parts: Vec<Option<String>> = match what {
        What::Corrected { reason, answer, .. } => {
            return writer.behind(encode_measured(answer), writer.correction(reason, text));
        }
        What::SecondAsked { answer, second, .. } => {
            vec![answer.as_ref().and_then(encode_measured), Some(writer.asks(second))]
        }
        What::Answered { answer, .. } | What::Overrode { answer: Some(answer), .. } => vec![encode_measured(answer)],
        What::Started { is_via_file, .. } => vec![part(*is_via_file, VIA_FILE)],
        What::Stopped { reason, left, .. } => vec![
            reason.map(|reason| reason.word().to_owned()),
            part(left.is_lead_off, LEFT_LEAD_OFF),
            (!left.fitted.is_empty()).then(|| writer.fitted(&left.fitted)),
        ],
        What::Attempted { origin, .. } => {
            let told = match origin {
                Origin::Told(told) => Some(format!("{TOLD}{} {}", told.times.word(), told.day.word())),
                Origin::Here | Origin::Seen | Origin::PlaysAgain => None,
            };
            let plays = part(*origin == Origin::PlaysAgain, PLAYS_AGAIN);
            vec![part(*origin != Origin::Here, SEEN_ELSEWHERE), plays, told]
        }
        What::Reviewed { item, journal, observed, .. } => vec![
            journal.map(|id| format!("{IN_JOURNAL}{id}")),
            item.map(|item| format!("{OF_ITEM}{item}")),
            observed.as_ref().map(encode_observed),
        ],
        What::CodesRead { read, .. } => vec![Some(encode_codes(read))],
        What::Action { item, journal, step, .. } => vec![
            journal.map(|id| format!("{IN_JOURNAL}{id}")),
            item.map(|item| format!("{OF_ITEM}{item}")),
            encode_whose(step, writer),
        ],
        _ => Vec::new(),
    };
    writer.note(parts.into_iter().flatten(), text)
}

fn columns_of(what: &What, sum: &JobSum) -> (EventName, Option<Id>, String) {
    let page = |page: &PausePoint| Id::new(page.id()).ok();
    match what {
        What::Started { checklist, revision, sha, .. } => {
            (EventName::Start, Some(*checklist), format!("rev {revision} sha {sha}"))
        }
        What::Answered { item, answer } => (EventName::Answer, Some(*item), encode_answer(answer)),
        What::Corrected { item, answer, .. } => (EventName::Correct, Some(*item), encode_answer(answer)),
        What::Skipped { item } => (EventName::Skip, Some(*item), "not-applicable".to_owned()),
        What::Overrode { item, answer } => {
            (EventName::Override, Some(*item), answer.as_ref().map_or_else(|| NO_ANSWER.to_owned(), encode_answer))
        }
        What::SecondAsked { item, answer, .. } => {
            (EventName::Ask, Some(*item), answer.as_ref().map_or_else(|| NO_ANSWER.to_owned(), encode_answer))
        }
        What::SecondAnswered { item, agrees, request } => {
            let word = if *agrees { AGREED } else { DECLINED };
            (EventName::Approve, Some(*item), format!("{word}{}", encode_link(request)))
        }
        What::TakenOver { from } => (EventName::Take, None, encode_taken(from)),
        What::Interrupted { page: at, reason } => (EventName::Pause, page(at), reason.to_string()),
        What::Resumed { page: at, reason } => (EventName::Resume, page(at), reason.to_string()),
        What::Cleared { page: at, skipped, overridden } => {
            (EventName::Clear, page(at), format!("skipped {skipped} overridden {overridden}"))
        }
        What::Stopped { .. } => (EventName::Stop, None, encode_sum(sum)),
        What::Finished { .. } => (EventName::Finish, None, encode_sum(sum)),
        What::Attempted { outcome, .. } => (EventName::Attempt, None, outcome.word().to_owned()),
        What::Remarked { on: RemarkOn::Item(item) } => (EventName::Remark, Some(*item), ON_ITEM.to_owned()),
        What::Remarked { on: RemarkOn::Call(at) } => (EventName::Remark, page(at), ON_CALL.to_owned()),
        What::Remarked { on: RemarkOn::Job } => (EventName::Remark, None, ON_JOB.to_owned()),
        What::CodesRead { item, .. } => (EventName::Remark, Some(*item), ON_ITEM.to_owned()),
        What::Watched { instrument, row } => (EventName::Watch, Some(*instrument), encode_watch(row)),
        What::HandedOver { how } => (EventName::Handover, None, how.word().to_owned()),
        What::Printed { result } => (EventName::Print, None, result.word().to_owned()),
        What::Emailed => (EventName::Sent, None, BY_EMAIL.to_owned()),
        What::Reviewed { finding, .. } => (EventName::Review, Some(*finding), SEEN.to_owned()),
        What::Action { finding, step, .. } => (EventName::Action, Some(*finding), encode_step(step)),
    }
}

/// The text form of an answer, before it is escaped.
#[must_use]
pub fn encode_answer(answer: &Answer) -> String {
    match answer {
        Answer::Option(id) => id.to_string(),
        Answer::Number(reading) => format!("num {reading}"),
        Answer::Serial(serial) => format!("sn {serial}"),
        Answer::Text(text) => format!("text {text}"),
    }
}

/// Reads the text form of an answer.
#[must_use]
pub fn decode_answer(value: &str) -> Option<Answer> {
    // What reads leniently (a comma, a blank, lower case) is not what this format writes.
    match value.split_once(' ') {
        None => Id::new(value).ok().map(Answer::Option),
        Some(("num", figure)) => {
            let (digits, unit) = figure.split_once(' ')?;
            let reading = Measurement::parse(digits, unit).ok()?;
            (*reading.digits() == *digits).then_some(Answer::Number(reading))
        }
        Some(("sn", text)) => Serial::parse(text).ok().filter(|serial| serial.as_str() == text).map(Answer::Serial),
        Some(("text", text)) => Some(Answer::Text(text.to_owned())),
        Some(_) => None,
    }
}

fn encode_sum(sum: &JobSum) -> String {
    format!("rows {} job {}", sum.rows(), sum.seal())
}

/// Reads the value of a `finish` or `stop` row: how many rows of the job were before it, and their sum.
#[must_use]
pub(in crate::journal) fn decode_sum(value: &str) -> Option<(u64, Seal)> {
    let (rows, seal) = value.strip_prefix("rows ")?.split_once(' ')?;
    Some((decode_count(rows)?, Seal::from_hex(seal.strip_prefix("job ")?.as_bytes())?))
}

/// Names the contradiction between the value of a `finish` or `stop` row and the rows before it, if there is one.
#[must_use]
pub fn ending_disagrees(value: &str, before: &JobSum) -> Option<Sentence> {
    match decode_sum(value) {
        None => Some(Sentence::says("why-sum-form", [])),
        Some((rows, _)) if rows != before.rows() => {
            let counts = [("rows", Said::text(rows)), ("here", Said::text(before.rows()))];
            Some(Sentence::says("why-sum-rows", counts))
        }
        Some((_, sum)) => (sum != before.seal()).then(|| Sentence::says("why-sum-seals", [])),
    }
}

/// True when a row in `station`'s journal is about `job`.
#[must_use]
pub(in crate::journal) fn is_of_job(row: &RowRef<'_>, station: &Station, job: &JobKey) -> bool {
    match row.job {
        Some(number) => *station == job.station && number.eq_ignore_ascii_case(job.number.as_str()),
        None => *station != job.station && job_elsewhere(row).is_some_and(|(it, _)| it == *job),
    }
}

/// The job of another station that a row is about, and its value without that. What was refused is none of a job's rows.
#[must_use]
pub(in crate::journal) fn job_elsewhere<'a>(row: &'a RowRef<'_>) -> Option<(JobKey, &'a str)> {
    foreign_job(&row.value).filter(|_| row.job.is_none() && row.event != EventName::Refused)
}

/// The name under which the checklist of a `start` row is kept, and the SHA-256 that it must have.
#[must_use]
pub fn asked_of(row: &Row) -> Option<(String, Seal)> {
    let item = row.item.as_ref().filter(|_| row.event == EventName::Start)?;
    let (revision, sha) = row.value.strip_prefix("rev ")?.split_once(" sha ")?;
    let sha = Seal::from_hex(sha.as_bytes())?;
    Some((kept_name(item.as_str(), decode_count(revision)?, &sha.hex()), sha))
}

/// The part that says what a figure was measured by, where it was.
fn encode_measured(answer: &Answer) -> Option<String> {
    answer.measured().map(|measured| format!("{MEASURED}{} {}", measured.by, measured.at.word()))
}

/// Reads that part.
pub(super) fn decode_measured(part: &str) -> Option<MeasuredBy> {
    let (by, at) = part.strip_prefix(MEASURED)?.split_once(' ')?;
    Some(MeasuredBy { by: Id::new(by).ok()?, at: Spot::from_word(at)? })
}

/// Reads an answer, with what it was measured by where it is a figure: then that is taken off the note.
fn answer_of(value: &str, parts: &mut note::Reader<'_>) -> Option<Answer> {
    Some(match decode_answer(value)? {
        Answer::Number(figure) => Answer::Number(match parts.part(decode_measured) {
            Some(measured) => figure.measured_by(measured),
            None => figure,
        }),
        other => other,
    })
}

/// Reads the part that says how many codes were entered elsewhere, and when.
fn told(part: &str) -> Option<Elsewhere> {
    let (times, day) = part.strip_prefix(TOLD)?.split_once(' ')?;
    Some(Elsewhere { times: ToldTimes::from_word(times)?, day: ToldDay::from_word(day)? })
}

/// Reads a row of `station` as a fact.
#[must_use]
pub fn meaning(row: &Row, station: &Station) -> Meaning {
    meaning_of(&row.view(), station)
}

/// As [`meaning`], of a row that borrows.
#[must_use]
pub(in crate::journal) fn meaning_of(row: &RowRef<'_>, station: &Station) -> Meaning {
    if let Some(event) = file_event(row) {
        return Meaning::File(event);
    }
    let own = |number| Some(JobKey { station: *station, number: JobNumber::new(number).ok()? });
    let known = match row.job {
        Some(number) => own(number).map(|job| (job, &*row.value)),
        None => foreign_job(&row.value),
    };
    let Some((job, value)) = known else { return Meaning::Unknown };
    let mut parts = note::Reader::new(&row.note);
    let is_by_name = row.event.is_by_name();
    let identified = is_by_name.then(|| parts.identified()).flatten();
    let second_at = is_by_name.then(|| parts.second_at()).flatten();
    match what_of(row, value, &mut parts) {
        Some(what) => Meaning::Fact(Fact {
            station: *station,
            seq: row.seq,
            time: row.time,
            job,
            who: Signature { identified, second_at, ..signature(&row.who) },
            note: parts.text().to_owned(),
            what,
        }),
        None => Meaning::Unknown,
    }
}

fn what_of(row: &RowRef<'_>, value: &str, parts: &mut note::Reader<'_>) -> Option<What> {
    let page = || PausePoint::from_id(row.item?);
    let item = || row.item.and_then(|item| Id::new(item).ok());
    Some(match row.event {
        EventName::Start => {
            let (revision, sha) = value.strip_prefix("rev ")?.split_once(' ')?;
            let sha = sha.strip_prefix("sha ").filter(|sha| Seal::from_hex(sha.as_bytes()).is_some())?.to_owned();
            let is_via_file = parts.word(VIA_FILE);
            What::Started { checklist: item()?, revision: decode_count(revision)?, sha, is_via_file }
        }
        EventName::Answer => What::Answered { item: item()?, answer: answer_of(value, parts)? },
        // the reason stands behind what the figure was measured by
        EventName::Correct => {
            let answer = answer_of(value, parts)?;
            What::Corrected { item: item()?, answer, reason: parts.reason() }
        }
        EventName::Skip if value == "not-applicable" => What::Skipped { item: item()? },
        EventName::Ask => What::SecondAsked {
            item: item()?,
            answer: if value == NO_ANSWER { None } else { Some(answer_of(value, parts)?) },
            second: parts.asks()?,
        },
        // only about another station's job
        EventName::Approve if row.job.is_none() => {
            let (job, _) = foreign_job(&row.value)?;
            let (word, place) = value.split_once(' ')?;
            let request = decode_link(job.station, place)?;
            let agrees = word == AGREED;
            (agrees || word == DECLINED).then_some(What::SecondAnswered { item: item()?, agrees, request })?
        }
        EventName::Override if value == NO_ANSWER => What::Overrode { item: item()?, answer: None },
        EventName::Override => What::Overrode { item: item()?, answer: Some(answer_of(value, parts)?) },
        EventName::Take => What::TakenOver { from: decode_taken(value)? },
        EventName::Pause => What::Interrupted { page: page()?, reason: Id::new(value).ok()? },
        EventName::Resume => What::Resumed { page: page()?, reason: Id::new(value).ok()? },
        EventName::Clear => {
            let (skipped, overridden) = value.strip_prefix("skipped ")?.split_once(" overridden ")?;
            What::Cleared { page: page()?, skipped: decode_count(skipped)?, overridden: decode_count(overridden)? }
        }
        EventName::Stop => What::Stopped {
            rows: decode_sum(value)?.0,
            reason: parts.part(StopReason::from_word),
            left: LeftUnsafe { is_lead_off: parts.word(LEFT_LEAD_OFF), fitted: parts.fitted() },
        },
        EventName::Finish => What::Finished { rows: decode_sum(value)?.0 },
        EventName::Attempt => What::Attempted {
            outcome: RadioReply::from_word(value)?,
            origin: match parts.word(SEEN_ELSEWHERE) {
                true if parts.word(PLAYS_AGAIN) => Origin::PlaysAgain,
                true => parts.part(told).map_or(Origin::Seen, Origin::Told),
                false => Origin::Here,
            },
        },
        EventName::Remark => match parts.part(decode_codes).filter(|_| value == ON_ITEM) {
            Some(read) => What::CodesRead { item: item()?, read: Box::new(read) },
            None => What::Remarked { on: remark_on(row, value)? },
        },
        // only about a job of the station's own
        EventName::Watch => What::Watched { instrument: item()?, row: decode_watch(value)? },
        EventName::Handover => What::HandedOver { how: Handover::from_word(value)? },
        EventName::Print => What::Printed { result: Print::from_word(value)? },
        EventName::Sent if value == BY_EMAIL => What::Emailed,
        EventName::Review if value == SEEN => What::Reviewed {
            finding: item()?,
            journal: parts.part(|part| JournalId::parse(part.strip_prefix(IN_JOURNAL)?)),
            item: parts.part(|part| Id::new(part.strip_prefix(OF_ITEM)?).ok()),
            observed: parts.part(decode_observed),
        },
        EventName::Action => What::Action {
            finding: item()?,
            journal: parts.part(|part| JournalId::parse(part.strip_prefix(IN_JOURNAL)?)),
            item: parts.part(|part| Id::new(part.strip_prefix(OF_ITEM)?).ok()),
            step: decode_step(value, parts)?,
        },
        _ => return None,
    })
}

/// What a remark is on.
fn remark_on(row: &RowRef<'_>, value: &str) -> Option<RemarkOn> {
    match value {
        ON_ITEM => Id::new(row.item?).ok().map(RemarkOn::Item),
        ON_CALL => PausePoint::from_id(row.item?).map(RemarkOn::Call),
        ON_JOB if row.item.is_none() => Some(RemarkOn::Job),
        _ => None,
    }
}
