//! A job that has ended, as a whole: its outcome, its receipt, and what can still be done.

use ratatui::style::Style;
use ratatui::text::Line;

use super::panel::Panel;
use super::remarks::remarks;
use super::text::clock;
use crate::app::Store;
use crate::app::dialogue::words::{handed_over, stop_words};
use crate::domain::fact::RemarkOn;
use crate::domain::{Ending, Fact, Job, PausePoint, Progress};

/// Flaws of a record that are named beside the job.
const FLAWS_NAMED: usize = 3;

/// A job that has ended: its outcome, its receipt, and what is still to do.
pub(super) fn draw(panel: &mut Panel, store: &Store, progress: &Progress<'_>) {
    let theme = panel.theme;
    let job = progress.job;
    let Some((ending, fact)) = job.ending() else { return };
    let at = fact.time.format("%Y-%m-%d %H:%M");
    match ending {
        Ending::Finished => panel.text(&format!("Finished {at} by {}", fact.who), theme.strong()),
        Ending::Stopped => {
            panel.text(&format!("Stopped {at} by {}", fact.who), theme.strong());
            panel.text(&format!("Why: {}", stop_reason(job, fact)), Style::new());
        }
    }
    panel.blank();
    if let Some(receipt) = store.receipt(job) {
        panel.text("Receipt", theme.quiet());
        panel.line(Line::styled(format!("  {receipt}"), theme.strong()));
        panel.blank();
        panel.text("It stands for the sealed record of this job: precheck verify --receipt checks it.", theme.quiet());
        panel.blank();
    }
    let flaws = store.flaws(&job.key);
    if !flaws.is_empty() {
        panel
            .text("The record of this job is NOT INTACT: it proves nothing, and its page has no receipt.", theme.bad());
        flaws.iter().take(FLAWS_NAMED).for_each(|flaw| panel.text(&flaw.to_string(), theme.bad()));
        panel.text("precheck verify says all that was changed.", theme.quiet());
        panel.blank();
    }
    if job.is_mistake() {
        panel.text("Entered by mistake: it counts in no figure and makes no sheet.", theme.quiet());
        return;
    }
    if let Some(wait) = store.radio_wait(&job.key) {
        let left = clock(wait.left_seconds());
        panel.hanging(" x", &format!("the radio takes no code for another {left}"), theme.key(), theme.warn());
    }
    let send = if store.letterhead.has_email { ", send" } else { "" };
    panel.hanging(" v", &format!("the customer's sheet: view, print, save{send}"), theme.key(), Style::new());
    handover(panel, store, job);
    let calls = PausePoint::ALL.map(RemarkOn::Call);
    remarks(panel, job, &[[RemarkOn::Job].as_slice(), &calls].concat());
}

/// Why the job was stopped, in words.
fn stop_reason(job: &Job, fact: &Fact) -> String {
    let reason = job.stop_reason().map(|reason| stop_words(reason).to_owned());
    let remarks = Some(fact.remarks().into_owned()).filter(|remarks| !remarks.is_empty());
    reason.into_iter().chain(remarks).collect::<Vec<_>>().join(": ")
}

/// How the sheet was handed over, and whether it says something else since.
fn handover(panel: &mut Panel, store: &Store, job: &Job) {
    let theme = panel.theme;
    let Some((handed, changed)) = handed_over(job, store.now().wall) else {
        panel.hanging(" h", "hand over: signed, not signed, not collected", theme.key(), Style::new());
        return;
    };
    panel.text(&handed, if changed.is_some() { Style::new() } else { theme.good() });
    if let Some(changed) = changed {
        panel.hanging("!", &changed, theme.warn(), theme.warn());
    }
}
