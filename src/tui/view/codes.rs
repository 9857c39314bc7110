//! What an adapter reads of the car's VIN and codes, at the warning lights; and the VIN under the plate.

use super::panel::Panel;
use super::text::moment;
use crate::app::Store;
use crate::app::job::{AskedCodes, CodesAnswer, JobScreen};
use crate::domain::checklist::known;
use crate::domain::{CarCodes, CodesChange, Item, Progress};

/// What codes show.
const ENGINE_ALONE: &str = "It shows the engine's computer alone.";

/// What came of asking the car, what is recorded of it at an item, or the key that asks; under the plate, the VIN.
pub(super) fn draw(panel: &mut Panel, store: &Store, progress: &Progress<'_>, screen: &JobScreen, item: &Item) {
    let theme = panel.theme;
    if item.id.is(known::PLATE)
        && let Some((vin, by)) = progress.job.vin_read()
    {
        panel.hanging("VIN", &format!("{vin}, measured by {by}"), theme.strong(), theme.strong());
        panel.blank();
    }
    let reader = screen.codes_reader(store).map(|instrument| instrument.name);
    match (screen.asked_codes(store), reader) {
        (Some(asked), Some(_)) => came_of(panel, store, progress, screen, asked),
        _ if recorded(panel, store, progress, item) => {}
        (None, Some(by)) => {
            let words = format!("asks the car for its VIN and codes by {by}: ignition on");
            panel.hanging(" d", &words, theme.key(), theme.quiet());
            panel.hanging(" ", ENGINE_ALONE, theme.quiet(), theme.quiet());
        }
        (_, None) => return,
    }
    panel.blank();
}

/// What came of asking.
fn came_of(panel: &mut Panel, store: &Store, progress: &Progress<'_>, screen: &JobScreen, asked: &AskedCodes) {
    let (theme, by) = (panel.theme, asked.by);
    match &asked.answer {
        _ if asked.is_awaited(store) => {
            let words = format!("{by} asks the car for its VIN and codes: up to a minute");
            panel.hanging("…", &words, theme.strong(), theme.strong());
        }
        CodesAnswer::Told(told) if asked.is_fresh(store) => {
            let how = if asked.is_pretended { "pretended, told by no car" } else { "measured" };
            panel.hanging("▸", &format!("{how}: {by}"), theme.strong(), theme.strong());
            let vin = told.vin.as_deref().unwrap_or("not told");
            panel.hanging(" ", &format!("VIN {vin} · {}", told.words()), theme.quiet(), theme.strong());
            if let Some(change) = progress.job.codes_change_to(asked.item.as_str(), told) {
                compared(panel, &change);
            }
            for words in unlike(store, screen, asked, told) {
                panel.hanging("!", &words, theme.warn(), theme.warn());
            }
            panel.hanging(" Enter", "records it; d asks again", theme.key(), theme.quiet());
            panel.text(&format!("  {ENGINE_ALONE}"), theme.quiet());
        }
        CodesAnswer::Failed(why) if asked.is_fresh(store) => {
            panel.hanging("!", &format!("{by}: {why}"), theme.warn(), theme.warn());
            panel.hanging(" d", "asks again: ignition on", theme.key(), theme.quiet());
        }
        _ => panel.hanging(" d", "asks again: that is too old, or nothing came", theme.key(), theme.quiet()),
    }
}

/// What the VIN says otherwise than what is known of the car.
fn unlike(store: &Store, screen: &JobScreen, asked: &AskedCodes, told: &CarCodes) -> Vec<String> {
    told.vin.as_deref().map_or_else(Vec::new, |vin| store.vin_unlike(&screen.key, &asked.item, vin))
}

/// The last reading at an item, and what became of the codes; says whether there is one.
fn recorded(panel: &mut Panel, store: &Store, progress: &Progress<'_>, item: &Item) -> bool {
    let theme = panel.theme;
    let Some((fact, read)) = progress.job.codes_read(item.id.as_str()) else { return false };
    let at = moment(fact.time, store.now().wall);
    let words = format!("{}, measured by {} · {at}", read.told.words(), read.by);
    panel.hanging("codes:", &words, theme.quiet(), theme.strong());
    if let Some(change) = progress.job.codes_change().filter(|_| item.id.is(known::LAMPS_AFTER)) {
        compared(panel, &change);
    }
    true
}

/// What became of the codes from before the work to after it.
fn compared(panel: &mut Panel, change: &CodesChange) {
    panel.hanging("since before:", &change.words(), panel.theme.quiet(), panel.theme.strong());
}
