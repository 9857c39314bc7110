//! What stands beside the gate at a completion call and during the work: what to heed now, and what to press.

use ratatui::style::Style;

use super::panel::Panel;
use super::remarks::remarks;
use super::watch;
use crate::app::Store;
use crate::app::job::JobScreen;
use crate::domain::fact::RemarkOn;
use crate::domain::{PausePoint, Progress, Status};

/// The completion call of a page.
pub(super) fn draw(
    panel: &mut Panel,
    store: &Store,
    progress: &Progress<'_>,
    screen: &JobScreen,
    pause: PausePoint,
) -> String {
    let theme = panel.theme;
    let Some(page) = progress.checklist.page(pause) else { return String::new() };
    let (skipped, overridden) = progress.exceptions(page);
    let text = progress.call(page).map_or("Finish the job", |call| call.text.en.as_str());
    if let Some(open) = page.items.iter().find(|item| !progress.status(page, item).is_settled()) {
        panel.text(&format!("{} {}: NOT complete any more.", pause.letter(), page.title), theme.bad());
        panel.blank();
        panel.hanging("↻", &format!("{}: ask again", open.label), theme.warn(), Style::new());
        panel.blank();
        panel.text("Up goes there.", theme.quiet());
        return page.title.en.clone();
    }
    panel.text(&format!("{} {}: complete.", pause.letter(), page.title), Style::new());
    for item in overridden {
        panel.hanging("o", &format!("overridden: {}", item.label), theme.warn(), theme.warn());
    }
    for item in skipped {
        panel.hanging("n", &format!("left out: {}", item.label), theme.quiet(), Style::new());
    }
    for it in screen.contradictions.iter().filter(|it| page.items.iter().any(|item| item.id == it.item)) {
        panel.hanging("!", &it.words, theme.warn(), theme.warn());
    }
    for item in progress.findings(page) {
        let said = progress.job.answer(item.id.as_str()).map(|answer| progress.shown(item, answer));
        let text = format!("{}: {}", item.label, said.unwrap_or_default());
        panel.hanging("!", &text, theme.warn(), theme.warn());
    }
    panel.blank();
    let to_heed = progress.to_heed(pause);
    panel.heed(&to_heed);
    watch::before(panel, store, screen);
    let comes_off = progress.call(page).is_some_and(|call| call.lead_off);
    let how = if comes_off { "Say it aloud, press c, and only then:" } else { "Say it aloud, then press c:" };
    // another station's call is called there
    if store.holds(&screen.key) {
        panel.text(how, theme.quiet());
        panel.blank();
        panel.hanging(" c", text, theme.key(), theme.strong());
    } else {
        panel.hanging("  ", text, theme.strong(), theme.strong());
    }
    let mut next = progress.items().filter(|(page, _)| page.pause > pause);
    let next = next.find(|(page, item)| progress.status(page, item) != Status::NotHere);
    if let Some((_, item)) = next.filter(|_| comes_off && to_heed.is_empty()) {
        panel.hanging("  ", &item.ask.en, Style::new(), Style::new());
    }
    if pause == PausePoint::D {
        panel.hanging("  ", "It finishes the job and gives the receipt.", theme.quiet(), theme.quiet());
    }
    remarks(panel, progress.job, &[RemarkOn::Call(pause), RemarkOn::Job]);
    page.title.en.clone()
}

/// The work, while it goes on: what to heed, and what ends it.
pub(super) fn work(panel: &mut Panel, store: &Store, progress: &Progress<'_>) -> String {
    let theme = panel.theme;
    // the gate in letters that are read from two metres is worth more than blank lines
    panel.tighten();
    panel.heed(&progress.to_heed(PausePoint::C));
    panel.blank();
    let is_ended_here = store.holds(&progress.job.key);
    if is_ended_here {
        panel.hanging(" w", "the work is done", theme.key(), theme.strong());
        let mut next = progress.items().filter(|(page, _)| page.pause == PausePoint::D);
        if let Some((_, item)) = next.find(|(page, item)| progress.status(page, item) != Status::NotHere) {
            panel.hanging("  ", &format!("then: {}", item.ask), Style::new(), Style::new());
        }
    }
    panel.blank();
    panel.need_so_far();
    watch::draw(panel, store, progress);
    panel.blank();
    if is_ended_here {
        panel.text("Nothing is asked until then, and no digit answers.", theme.quiet());
    }
    remarks(panel, progress.job, &[RemarkOn::Job]);
    "The work goes on".to_owned()
}
