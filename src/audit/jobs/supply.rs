//! What was seen of the supply of a job while its battery was off, in two words that figures count.

use crate::domain::checklist::known;
use crate::domain::{Answer, Job, Volts, WatchRow, Watched, What};

/// The two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupplySeen {
    /// Whether it was watched: `throughout`, `in-part` or `not-watched`.
    pub watched: &'static str,
    /// The lowest that was seen, as a class; `None` where nothing was.
    pub fell_to: Option<&'static str>,
    /// Where the figure between the car's leads is from: `measured`, `typed` or `from-a-file`; `None` without one.
    pub read: Option<&'static str>,
}

/// The classes of volts, each with what is below its end.
const CLASSES: [(&str, Volts); 3] =
    [("under-9", Volts(9_000)), ("9-to-11", Volts(11_000)), ("11-to-12", Volts(12_000))];
/// The class above them.
const HIGHEST: &str = "12-or-more";
/// So many seconds may be missing: the row of the call and the first sample are not one moment.
const SLACK_SECONDS: u32 = 3;

impl SupplySeen {
    /// Of a job whose answer names something that feeds the car; `None` of another.
    #[must_use]
    pub fn of(job: &Job) -> Option<Self> {
        let backup = job.token(known::BACKUP)?;
        if backup == "skipped" || known::NO_SOURCE.contains(&backup) {
            return None;
        }
        let rows = || {
            job.facts().iter().filter_map(|fact| match &fact.what {
                What::Watched { row, .. } => Some(row),
                _ => None,
            })
        };
        let begun = rows().filter(|row| matches!(row, WatchRow::Began { .. })).count();
        let end = rows().filter_map(|row| if let WatchRow::Ended(end) = row { Some(end) } else { None }).next_back();
        let is_whole = end
            .is_some_and(|end| end.losses == 0 && end.watched_seconds.saturating_add(SLACK_SECONDS) >= end.of_seconds);
        let watched = match begun {
            0 => "not-watched",
            1 if is_whole => "throughout",
            _ => "in-part",
        };
        let class = |lowest: Volts| CLASSES.iter().find(|(_, end)| lowest < *end).map_or(HIGHEST, |(class, _)| class);
        let read = match job.answer(known::CAR_VOLTS) {
            Some(Answer::Number(figure)) if figure.measured().is_some() => Some("measured"),
            Some(Answer::Number(_)) if job.is_via_file() => Some("from-a-file"),
            Some(Answer::Number(_)) => Some("typed"),
            _ => None,
        };
        Some(Self { read, watched, fell_to: Watched::of(job).lowest.filter(|_| begun > 0).map(class) })
    }
}
