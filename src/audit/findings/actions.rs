//! What is to be done about findings, as findings of their own: open, or overdue.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::finding::{Finding, Location};
use super::kind::FindingKind;
use crate::audit::jobs::review::RecordSeen;
use crate::audit::jobs::summary::JobSummary;
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::domain::FindingAction;
use crate::domain::action::ActionRow;
use crate::journal::RecordPlace;
use crate::words::{Said, Sentence};

/// Adds what is still to be done about findings of these jobs.
pub(crate) fn of_jobs(jobs: &[JobSummary], now: DateTime<FixedOffset>, found: &mut Vec<Finding>) {
    for (at, job) in (0..).zip(jobs) {
        let open = job.actions.iter().filter(|action| action.is_open());
        found.extend(open.map(|action| {
            let item =
                action.item.map(|item| job.wording.called(item, None).map_or_else(|| Said::text(item), Said::label));
            told(action, item, now.date_naive(), |kind, words| Finding::of_job(at, kind, words))
        }));
    }
}

/// The actions about findings of the record, as their last rows leave them, each with its workshop and its place: a finding of its own
/// for each that is still to be done. `rows` has each row with the workshop whose record it is about.
pub(crate) fn of_record(rows: Vec<(Arc<WorkshopFolder>, &RecordSeen)>, now: DateTime<FixedOffset>) -> Vec<Finding> {
    let mut rows: Vec<_> = rows.into_iter().filter(|(_, said)| said.review.step.is_some()).collect();
    rows.sort_by_key(|(_, said)| said.time);
    let mut actions: Vec<(Arc<WorkshopFolder>, RecordPlace, FindingAction)> = Vec::new();
    for (workshop, RecordSeen { review, time }) in rows {
        let (Some(step), Some(place)) = (&review.step, &review.at) else { continue };
        let row = ActionRow {
            finding: review.finding,
            item: None,
            journal: review.journal,
            step,
            who: &review.who.first,
            remark: &review.remark,
            time: *time,
        };
        let is_it = |(its, at, action): &&mut (Arc<WorkshopFolder>, RecordPlace, FindingAction)| {
            its.folder == workshop.folder && at == place && action.finding == review.finding
        };
        match actions.iter_mut().find(is_it) {
            Some((_, _, action)) => {
                if let Some(next) = FindingAction::after(Some(action.clone()), &row) {
                    *action = next;
                }
            }
            None => actions.extend(FindingAction::after(None, &row).map(|action| (workshop, place.clone(), action))),
        }
    }
    let open = actions.into_iter().filter(|(.., action)| action.is_open());
    let finding = |(workshop, place, action): (Arc<WorkshopFolder>, RecordPlace, FindingAction)| {
        let (station, file) = place.file.split_once('/').unwrap_or((&place.file, ""));
        let location = Location { row: place.row, ..Location::file(Some(workshop), station, file) };
        told(&action, None, now.date_naive(), |kind, words| Finding::of_record(location, kind, words))
    };
    open.map(finding).collect()
}

/// An action that is still to be done, as a finding.
fn told(
    action: &FindingAction,
    item: Option<Said>,
    today: NaiveDate,
    finding: impl FnOnce(FindingKind, Sentence) -> Finding,
) -> Finding {
    let is_overdue = action.is_overdue(today);
    let kind = if is_overdue { FindingKind::ActionOverdue } else { FindingKind::ActionOpen };
    let kind_of = FindingKind::from_id(&action.finding);
    let title = kind_of.map_or_else(|| action.finding.to_string().into(), FindingKind::sentence);
    let about = match item {
        Some(item) => title.and(Sentence::says("says-item", [("item", item)])),
        None => title,
    };
    let FindingAction { whose, until, what, set_by, since, .. } = action;
    let late = match (today - *until).num_days() {
        days if days <= 0 => Sentence::default(),
        days => Sentence::says("says-days-ago", [("n", Said::text(days))]),
    };
    let sentence = Sentence::says(
        "says-action",
        [
            ("whose", Said::text(whose)),
            ("until", Sentence::from(until.to_string()).and(late).into()),
            ("what", Said::text(what)),
            ("about", about.into()),
            ("who", Said::text(set_by)),
            ("since", Said::text(since.format("%Y-%m-%d"))),
        ],
    );
    let found = finding(kind, sentence).at(*since);
    Finding { action: Some(Box::new(action.clone())), ..found }
}
