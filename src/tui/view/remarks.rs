//! Remarks as they are shown beside what they are on.

use super::panel::Panel;
use crate::domain::Job;
use crate::domain::fact::RemarkOn;

/// What was remarked on some things, each with its name and its time; says whether there is anything.
pub(super) fn remarks(panel: &mut Panel, job: &Job, on: &[RemarkOn]) -> bool {
    let theme = panel.theme;
    let mut facts = on.iter().flat_map(|on| job.remarks(*on)).peekable();
    let is_any = facts.peek().is_some();
    for fact in facts {
        let when = if fact.time.date_naive() == job.last().time.date_naive() { "%H:%M" } else { "%d %b %H:%M" };
        let text = format!("{} · {} · {}", fact.note, fact.who, fact.time.format(when));
        panel.hanging("remark:", &text, theme.quiet(), theme.quiet());
    }
    is_any
}
