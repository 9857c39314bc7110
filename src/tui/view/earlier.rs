//! What the record knows of an item beside its own answer: what was fitted when the car was here before, what another job says
//! otherwise, and what was so before the work.

use super::panel::Panel;
use crate::app::Store;
use crate::app::job::JobScreen;
use crate::domain::checklist::known;
use crate::domain::{Item, Progress};

/// What other jobs say about this item: what can be confirmed by a look, and what they say otherwise.
pub(super) fn draw(panel: &mut Panel, store: &Store, progress: &Progress<'_>, screen: &JobScreen, item: &Item) {
    let theme = panel.theme;
    if let Some(before) = screen.as_before(store) {
        let look = match (item.id.is(known::SERIAL), &before.and) {
            (true, None) => "compare it with the label",
            (true, Some(_)) => "compare it there",
            (false, _) => "look first",
        };
        let said = before.words(progress, item);
        panel.hanging(" Enter", &format!("{said}, as on {}: {look}", before.day), theme.key(), theme.strong());
        panel.blank();
    }
    let is_unanswered = progress.job.latest(item.id.as_str()).is_none();
    let twin = known::TWINS.iter().find(|(_, after)| item.id.is(after));
    let before = twin.and_then(|(before, _)| progress.item(before));
    let said = before.and_then(|(_, before)| Some(progress.shown(before, progress.job.answer(before.id.as_str())?)));
    if let Some(said) = said.filter(|_| is_unanswered) {
        panel.hanging("before:", &said, theme.quiet(), theme.quiet());
        panel.blank();
    }
    for other in screen.contradictions.iter().filter(|it| it.item == item.id) {
        panel.hanging("!", &other.words, theme.warn(), theme.warn());
    }
}

/// How the car was given back at its last visit, where the customer is told what may be lost: behind that, which comes first.
pub(super) fn draw_last_visit(panel: &mut Panel, store: &Store, screen: &JobScreen, item: &Item) {
    if !item.id.is(known::CONSENT) {
        return;
    }
    let quiet = panel.theme.quiet();
    let last = store.last_time(&screen.key);
    if let Some(card) = store.last_visit(&screen.key).filter(|_| !last.is_empty()) {
        panel.text(&format!("After the last visit, {}:", store.day(card)), quiet);
        last.iter().for_each(|line| panel.hanging("·", line, quiet, quiet));
        panel.blank();
    }
}
