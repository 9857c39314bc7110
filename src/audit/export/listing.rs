//! The findings as text lines: a heading a kind, below it each job with its sentence, broken to the width.

use unicode_width::UnicodeWidthStr;

use crate::audit::findings::finding::Finding;
use crate::audit::findings::kind::Weight;
use crate::audit::jobs::labels::Labels;
use crate::audit::jobs::review::Review;
use crate::audit::jobs::summary::JobSummary;
use crate::audit::reading::audit::Audit;
use crate::audit::reading::list::FindingCounts;
use crate::domain::FindingAction;
use crate::domain::fact::Observed;
use crate::domain::text::printable;
use crate::domain::wrap::wrap_cells;
use crate::words::PlainWords;

/// So far a sentence stands in.
const INDENT: &str = "    ";

/// Findings of an audit as lines of at most `cells` terminal cells. Nothing in them can act on a terminal. Notes that nobody has
/// seen are only counted unless `lists_notes`: most jobs have some. What is to be done is listed always.
#[must_use]
pub fn lines(audit: &Audit, findings: &[&Finding], words: &PlainWords, cells: usize, lists_notes: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for alike in findings.chunk_by(|one, two| one.kind == two.kind && one.is_seen() == two.is_seen()) {
        let (finding, count) = (alike[0], alike.len());
        let (weight, title, is_seen) = (finding.weight(), finding.kind.title_in(words), finding.is_seen());
        let is_counted = weight == Weight::Note && !is_seen && !lists_notes && !finding.kind.is_action();
        let was_counted = is_counted && lines.last().is_some_and(|line| line.starts_with(weight.sign()));
        if !lines.is_empty() && !was_counted {
            lines.push(String::new());
        }
        let seen = if is_seen { format!(", {}", words.get("audit-seen")) } else { String::new() };
        let heading = format!("{} {}: {title} ({count}{seen})", weight.sign(), weight.word_in(words));
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
            add("  ", &head(audit, finding, words));
            add(INDENT, &finding.sentence.in_words(words));
            finding.seen.iter().for_each(|review| add(INDENT, &seen_words(review, &audit.labels, words)));
            let action = finding.action.iter().filter(|_| !finding.kind.is_action());
            action.for_each(|action| add(INDENT, &action_words(action, words)));
        }
    }
    lines
}

/// Which job, or which part of the record.
fn head(audit: &Audit, finding: &Finding, words: &PlainWords) -> String {
    match (audit.job_of(finding), finding.location()) {
        (Some(job), _) => job_words(audit, job, words.language()),
        (_, Some(location)) => {
            let station = match location.station.as_str() {
                "" => words.get("listing-given"),
                station => station,
            };
            match &location.workshop {
                Some(workshop) => words.say("listing-in", &[("station", station), ("workshop", &workshop.name)]),
                None => station.to_owned(),
            }
        }
        (None, None) => String::new(),
    }
}

/// A job in one line: its key, its day, its car, who, and the kind of work.
#[must_use]
pub fn job_words(audit: &Audit, job: &JobSummary, language: &str) -> String {
    let kind = audit.labels.kind(job.kind(), language).to_owned();
    let day = job.started.format("%Y-%m-%d").to_string();
    let parts = [job.name(), day, job.plate.as_deref().unwrap_or("").to_owned(), job.people(), kind];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// An action in words: by whom and until when, or that it was done.
#[must_use]
pub fn action_words(action: &FindingAction, words: &PlainWords) -> String {
    match &action.done {
        None => {
            let until = action.until.to_string();
            words.say("audit-to-do", &[("who", &action.whose), ("until", &until), ("what", &action.what)])
        }
        Some(done) => {
            let day = done.time.format("%Y-%m-%d").to_string();
            let values = [("what", &*action.what), ("who", &*done.who), ("day", &*day), ("remark", &*done.remark)];
            words.say("audit-done", &values)
        }
    }
}

/// A review in words: by whom, when, and the remark.
#[must_use]
pub fn seen_words(review: &Review, labels: &Labels, words: &PlainWords) -> String {
    let observed = match &review.observed {
        None => String::new(),
        Some(Observed::Agrees) => words.get("audit-agrees").to_owned(),
        Some(Observed::Differs(items)) => {
            let items: Vec<&str> = items.iter().map(|item| labels.item(item, words.language())).collect();
            words.say("audit-differs", &[("items", &items.join(", "))])
        }
    };
    let (time, what) = (review.time.format("%Y-%m-%d %H:%M").to_string(), format!("{observed}{}", review.remark));
    words.say("audit-seen-on", &[("who", &review.who), ("time", &time), ("what", &what)])
}

/// The summary of an audit: that the record is not intact, where it isn't; how much was read, and how much is to be looked at.
#[must_use]
pub fn summary(audit: &Audit, jobs: usize, counts: &FindingCounts, words: &PlainWords) -> Vec<String> {
    let say = |message: &str, values: &[(&str, u64)]| {
        let texts: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, value)| (*name, &**value)).collect();
        words.say(message, &texts)
    };
    let read = [
        ("jobs", jobs as u64),
        ("all", audit.jobs.len() as u64),
        ("rows", audit.rows),
        ("stations", audit.stations as u64),
    ];
    let FindingCounts { grave, serious, notes, seen, .. } = counts;
    let found =
        [("grave", *grave as u64), ("serious", *serious as u64), ("notes", *notes as u64), ("seen", *seen as u64)];
    let broken = audit.broken() as u64;
    let banner = (broken > 0).then(|| say("audit-broken", &[("n", broken)]));
    banner.into_iter().chain([say("listing-read", &read), say("listing-found", &found)]).collect()
}
