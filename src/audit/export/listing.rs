//! The findings as text lines: a heading a kind, below it each job with its sentence, broken to the width.

use unicode_width::UnicodeWidthStr;

use crate::audit::findings::finding::Finding;
use crate::audit::findings::kind::Weight;
use crate::audit::jobs::labels::Labels;
use crate::audit::jobs::review::Review;
use crate::audit::jobs::summary::JobSummary;
use crate::audit::reading::audit::Audit;
use crate::audit::reading::list::FindingCounts;
use crate::domain::text::printable;
use crate::domain::wrap::wrap_cells;
use crate::domain::{FindingAction, Id};

/// Lines for a terminal are English.
const LANGUAGE: &str = "en";
/// So far a sentence stands in.
const INDENT: &str = "    ";

/// Findings of an audit as lines of at most `cells` terminal cells. Nothing in them can act on a terminal. Notes that nobody has
/// seen are only counted unless `lists_notes`: most jobs have some. What is to be done is listed always.
#[must_use]
pub fn lines(audit: &Audit, findings: &[&Finding], cells: usize, lists_notes: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for alike in findings.chunk_by(|one, two| one.kind == two.kind && one.is_seen() == two.is_seen()) {
        let (finding, count) = (alike[0], alike.len());
        let (weight, title, is_seen) = (finding.weight(), finding.kind.title(), finding.is_seen());
        let is_counted = weight == Weight::Note && !is_seen && !lists_notes && !finding.kind.is_action();
        let was_counted = is_counted && lines.last().is_some_and(|line| line.starts_with(weight.sign()));
        if !lines.is_empty() && !was_counted {
            lines.push(String::new());
        }
        let seen = if is_seen { ", seen" } else { "" };
        let heading = format!("{} {}: {title} ({count}{seen})", weight.sign(), weight.word());
        let named = format!("{heading:<50} finding:{}", finding.kind.id());
        match is_counted || named.width() <= cells {
            true => lines.push(named),
            false => lines.extend([heading, format!("  finding:{}", finding.kind.id())]),
        }
        if is_counted {
            continue;
        }
        let mut add = |indent: &str, text: &str| {
            let wrapped = wrap_cells(&printable(text), cells.saturating_sub(indent.len()));
            lines.extend(wrapped.iter().map(|line| format!("{indent}{line}")));
        };
        for finding in alike {
            add("  ", &head(audit, finding));
            add(INDENT, &finding.sentence.to_string());
            finding.seen.iter().for_each(|review| add(INDENT, &seen_words(review, &audit.labels, LANGUAGE)));
            let action = finding.action.iter().filter(|_| !finding.kind.is_action());
            action.for_each(|action| add(INDENT, &action_words(action)));
        }
    }
    lines
}

/// Which job, or which part of the record.
fn head(audit: &Audit, finding: &Finding) -> String {
    match (audit.job_of(finding), finding.location()) {
        (Some(job), _) => job_words(audit, job),
        (_, Some(location)) => {
            let workshop = location.workshop.as_ref().map_or(String::new(), |it| format!(" in {}", it.name));
            let station = if location.station.is_empty() { "what was given" } else { location.station.as_str() };
            format!("{station}{workshop}")
        }
        (None, None) => String::new(),
    }
}

/// A job in one line: its key, its day, its car, who, and the kind of work.
#[must_use]
pub fn job_words(audit: &Audit, job: &JobSummary) -> String {
    let kind = audit.labels.kind(job.kind(), LANGUAGE).to_owned();
    let day = job.started.format("%Y-%m-%d").to_string();
    let parts = [job.name(), day, job.plate.as_deref().unwrap_or("").to_owned(), job.people(), kind];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// An action in words: by whom and until when, or that it was done.
#[must_use]
pub fn action_words(action: &FindingAction) -> String {
    match &action.done {
        None => format!("to be done by {} until {}: {}", action.whose, action.until, action.what),
        Some(done) => {
            format!("done ({}), said by {} on {}: {}", action.what, done.who, done.time.format("%Y-%m-%d"), done.remark)
        }
    }
}

/// A review in words: by whom, when, and the remark.
#[must_use]
pub fn seen_words(review: &Review, labels: &Labels, language: &str) -> String {
    let label = |item: &Id| labels.item(item.as_str(), language).to_owned();
    let observed = review.observed.as_ref().map_or_else(String::new, |observed| format!("{}; ", observed.words(label)));
    format!("seen by {} on {}: {observed}{}", review.who, review.time.format("%Y-%m-%d %H:%M"), review.remark)
}

/// The summary of an audit: that the record is not intact, where it isn't; how much was read, and how much is to be looked at.
#[must_use]
pub fn summary(audit: &Audit, jobs: usize, counts: &FindingCounts) -> Vec<String> {
    let count = |n: usize, one: &str, more: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {more}") };
    let read = format!(
        "{} of {}, {} at {}",
        count(jobs, "job", "jobs"),
        audit.jobs.len(),
        count(usize::try_from(audit.rows).unwrap_or(usize::MAX), "row", "rows"),
        count(audit.stations, "station", "stations")
    );
    let broken = audit.broken();
    let faults = count(broken, "fault", "faults");
    let banner = (broken > 0).then(|| format!("THE RECORD IS NOT INTACT: {faults}; precheck verify names each place"));
    let FindingCounts { grave, serious, notes, seen, .. } = counts;
    let found = format!("{grave} grave, {serious} serious, {}; {seen} seen", count(*notes, "note", "notes"));
    banner.into_iter().chain([read, found]).collect()
}
