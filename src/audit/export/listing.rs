//! The exceptions as text lines: a heading a kind, below it each job with its sentence, broken to the width.

use unicode_width::UnicodeWidthStr;

use crate::audit::cases::case::{Case, Review};
use crate::audit::findings::exception::{Exception, ExceptionCounts};
use crate::audit::findings::finding::Weight;
use crate::audit::reading::collect::Audit;
use crate::domain::text::printable;
use crate::domain::wrap::wrap_cells;

/// So far a sentence stands in.
const INDENT: &str = "    ";

/// The exceptions as lines of at most `cells` terminal cells. Nothing in them can act on a terminal. Notes that nobody has
/// seen are only counted unless `lists_notes`: most jobs have some. A journal that isn't read is listed always.
#[must_use]
pub fn lines(exceptions: &[Exception<'_>], cells: usize, lists_notes: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < exceptions.len() {
        let is_alike = |it: &&Exception<'_>| {
            it.finding().kind == exceptions[at].finding().kind && it.is_seen() == exceptions[at].is_seen()
        };
        let alike = exceptions[at..].iter().take_while(is_alike).count();
        let finding = exceptions[at].finding();
        let (weight, title) = (finding.weight(), finding.kind.title());
        let seen = if exceptions[at].is_seen() { ", seen" } else { "" };
        let is_counted =
            weight == Weight::Note && !exceptions[at].is_seen() && !lists_notes && !finding.kind.is_always_listed();
        let was_counted = is_counted && lines.last().is_some_and(|line: &String| line.starts_with(weight.sign()));
        if at > 0 && !was_counted {
            lines.push(String::new());
        }
        let heading = format!("{} {}: {title} ({alike}{seen})", weight.sign(), weight.word());
        let named = format!("{heading:<50} finding:{}", finding.kind.id());
        if is_counted {
            lines.push(named);
            at += alike;
            continue;
        }
        match named.width() <= cells {
            true => lines.push(named),
            false => lines.extend([heading, format!("  finding:{}", finding.kind.id())]),
        }
        for exception in &exceptions[at..at + alike] {
            lines.extend(
                wrap_cells(&printable(&head(exception)), cells.saturating_sub(2))
                    .iter()
                    .map(|line| format!("  {line}")),
            );
            let room = cells.saturating_sub(INDENT.len());
            lines.extend(
                wrap_cells(&printable(&exception.finding().sentence), room)
                    .iter()
                    .map(|line| format!("{INDENT}{line}")),
            );
            if let Some(review) = exception.seen() {
                lines.extend(
                    wrap_cells(&printable(&seen_words(review)), room).iter().map(|line| format!("{INDENT}{line}")),
                );
            }
        }
        at += alike;
    }
    lines
}

/// Which job, or which part of the record.
fn head(exception: &Exception<'_>) -> String {
    match exception {
        Exception::Case { case, .. } => job_words(case),
        Exception::Record(record) => {
            let workshop = record.workshop.as_ref().map_or(String::new(), |it| format!(" in {}", it.name));
            let station = if record.station.is_empty() { "what was given" } else { record.station.as_str() };
            format!("{station}{workshop}")
        }
    }
}

/// A job in one line: its key, its day, its car, who, and the kind of work.
#[must_use]
pub fn job_words(case: &Case) -> String {
    let day = case.started.format("%Y-%m-%d").to_string();
    let parts = [
        case.place(),
        day,
        case.plate.as_deref().unwrap_or("").to_owned(),
        case.technician().to_owned(),
        case.kind().to_owned(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who has seen a finding, when, and what was remarked.
#[must_use]
pub fn seen_words(review: &Review) -> String {
    format!("seen by {} on {}: {}", review.who, review.time.format("%Y-%m-%d %H:%M"), review.remark)
}

/// What was read, and how much of it is to be looked at, in a line or two.
#[must_use]
pub fn summary(audit: &Audit, jobs: usize, counts: &ExceptionCounts) -> Vec<String> {
    let count = |n: usize, one: &str, more: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {more}") };
    let read = format!(
        "{} of {}, {} at {}",
        count(jobs, "job", "jobs"),
        audit.cases.len(),
        count(usize::try_from(audit.rows).unwrap_or(usize::MAX), "row", "rows"),
        count(audit.stations, "station", "stations")
    );
    let ExceptionCounts { grave, serious, notes, seen, .. } = counts;
    let found = format!("{grave} grave, {serious} serious, {}; {seen} seen", count(*notes, "note", "notes"));
    vec![read, found]
}
