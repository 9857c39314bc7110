//! What an instrument reads, in the field of the item in focus and under it.

use tui_input::Input;

use super::panel::Panel;
use crate::app::Store;
use crate::app::job::JobScreen;
use crate::domain::Item;
use crate::domain::text::clock;

/// The field while nothing is typed into it; says whether an instrument's reading is in it.
pub(super) fn field(panel: &mut Panel, store: &Store, screen: &JobScreen, unit: &str) -> bool {
    let Some(figure) = screen.measured(store) else { return false };
    panel.field(&Input::new(figure.volts.digits()), unit);
    let age = match figure.age_ms / 1000 {
        0 => "now".to_owned(),
        seconds => format!("{} ago", clock(u32::try_from(seconds).unwrap_or(0))),
    };
    let measured = figure.measured;
    let how = if figure.is_pretended { "pretended, measured by nothing" } else { "measured" };
    let (theme, spot) = (panel.theme, measured.at);
    panel.hanging("▸", &format!("{how}: {}, {}, {age}", measured.by, spot.words()), theme.strong(), theme.strong());
    panel.hanging(" Enter", "records it; or type over it", theme.key(), theme.quiet());
    panel.need_so_far();
    panel.hanging(" ", &format!("It shows {}.", spot.proves()), theme.quiet(), theme.quiet());
    true
}

/// Under a field without a reading in it: what the instrument reads beside what is typed, or why it gives nothing.
pub(super) fn beside(panel: &mut Panel, store: &Store, item: &Item) {
    let Some((name, trouble)) = store.live.trouble(item) else { return };
    let text = match store.live.figure(item, store.now().tick_ms) {
        Some(figure) => format!("{} reads {}", figure.measured.by, figure.volts),
        None if trouble.is_empty() => format!("{name} has not read anything yet: type the figure, or wait"),
        None => format!("{name}: {trouble}. Type the figure"),
    };
    let style = panel.theme.quiet();
    panel.hanging(" ", &text, style, style);
}
