//! The watch over what feeds a car: its figure in the head of every screen, and large with a curve of the last minutes beside the work.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::large::large;
use super::panel::Panel;
use crate::app::job::JobScreen;
use crate::app::live_watch::CURVE_SAMPLES;
use crate::app::{LiveWatch, Store};
use crate::domain::text::{clock, long_words};
use crate::domain::{Instrument, Progress, Volts};
use crate::tui::theme::Theme;

/// Rows of the curve.
const CURVE_ROWS: usize = 3;
/// Steps of a cell.
const STEPS: i32 = 8;
const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// What the curve shows at least: so much below the floor and above it.
const BELOW: Volts = Volts(-2_000);
const ABOVE: Volts = Volts(3_000);

/// The figure for the head of a screen.
pub(super) fn head(store: &Store, theme: Theme) -> Option<Span<'static>> {
    let watch = store.watch.as_ref()?;
    let tick_ms = store.now().tick_ms;
    let (text, style) = match watch.volts(tick_ms) {
        _ if watch.is_elsewhere => (" watched in another window ".to_owned(), theme.quiet()),
        Some(volts) if watch.is_low() => (format!(" {volts} LOW "), theme.stop()),
        Some(volts) => (format!(" {volts} "), theme.focus()),
        None if watch.is_new(tick_ms) => (" … V ".to_owned(), theme.quiet()),
        None => (format!(" NO CONTACT {} ", clock(watch.silent_seconds(tick_ms))), theme.stop()),
    };
    Some(Span::styled(text, style))
}

/// The figure in large letters, the curve, and what they are.
pub(super) fn draw(panel: &mut Panel, store: &Store, progress: &Progress<'_>) {
    let Some(watch) = store.watch_of(&progress.job.key).filter(|watch| !watch.is_elsewhere) else { return };
    let theme = panel.theme;
    let style = if watch.is_low() { theme.bad() } else { theme.strong() };
    if let Some(volts) = watch.volts(store.now().tick_ms) {
        let rows = large(&volts.digits());
        let last = rows.len() - 1;
        for (at, row) in rows.into_iter().enumerate() {
            let unit = if at == last { " V" } else { "" };
            panel.line(Line::from(vec![Span::raw(" "), Span::styled(format!("{row}{unit}"), style)]));
        }
    } else {
        let why = if watch.trouble().is_empty() { "nothing has come yet" } else { watch.trouble() };
        panel.hanging("!", &format!("{}: {why}", watch.plan.instrument), theme.bad(), theme.bad());
    }
    let seconds = u32::try_from(watch.curve.len().min(CURVE_SAMPLES)).unwrap_or(0);
    let span = if seconds < 60 { clock(seconds) } else { long_words(seconds.into()) };
    let pretended = if store.watcher().is_some_and(Instrument::is_pretended) { "pretended, " } else { "" };
    let words = format!(
        "{pretended}{} at the {}, the last {span}; a dip is below {}, the list's floor",
        watch.plan.instrument,
        watch.plan.at.words(),
        watch.plan.floor
    );
    panel.hanging("▸", &words, theme.quiet(), theme.quiet());
    panel.hanging(" ", &format!("It shows {}.", watch.plan.at.proves()), theme.quiet(), theme.quiet());
    curve(panel, watch);
}

/// The samples as bars, each cell the lowest of those that it stands for. Where there was no reading, nothing stands.
fn curve(panel: &mut Panel, watch: &LiveWatch) {
    let (cells, floor) = (panel.cells().saturating_sub(1).max(1), watch.plan.floor);
    let each = watch.curve.len().div_ceil(cells).max(1);
    let samples: Vec<Option<Volts>> = watch.curve.iter().copied().collect();
    // counted from the newest, so that a bar stays what it is while it moves
    let mut bars: Vec<Option<Volts>> = samples
        .rchunks(each)
        .map(|chunk| if chunk.contains(&None) { None } else { chunk.iter().flatten().min().copied() })
        .collect();
    bars.reverse();
    let known = || samples.iter().flatten().copied();
    let low = known().min().map_or(floor + BELOW, |low| low.min(floor + BELOW)).0;
    let high = known().max().map_or(floor + ABOVE, |high| high.max(floor + ABOVE)).0;
    let most = STEPS * i32::try_from(CURVE_ROWS).unwrap_or(1);
    let level = |volts: Volts| 1 + (volts.0 - low).saturating_mul(most - 1) / (high - low).max(1);
    let (strong, bad): (Style, Style) = (panel.theme.strong(), panel.theme.bad());
    for row in (0..CURVE_ROWS).rev() {
        let base = STEPS * i32::try_from(row).unwrap_or(0);
        let mut line = vec![Span::raw(" ")];
        for bar in &bars {
            let (bar, style) = match bar {
                Some(volts) => {
                    let step = usize::try_from((level(*volts) - base).clamp(0, STEPS)).unwrap_or(0);
                    (BARS[step], if *volts < floor { bad } else { strong })
                }
                None => (if row == 0 { '·' } else { ' ' }, bad),
            };
            line.push(Span::styled(bar.to_string(), style));
        }
        panel.line(Line::from(line));
    }
}

/// Before the call: whether the instrument is there that watches from it on.
pub(super) fn before(panel: &mut Panel, store: &Store, screen: &JobScreen) {
    let Some(wanted) = screen.about_to_watch(store) else { return };
    let (theme, name) = (panel.theme, wanted.name);
    let spot = store.watcher().map_or("", |watcher| watcher.watch_spot().words());
    match store.live.now(name, store.now().tick_ms) {
        Ok(volts) => {
            let words = format!("{name} reads {volts} at the {spot}, and watches from the call on");
            panel.hanging("▸", &words, theme.strong(), theme.strong());
        }
        Err("") => panel.hanging("▸", &format!("{name} has not read anything yet"), theme.quiet(), theme.quiet()),
        Err(why) => {
            panel.hanging("!", &format!("{name}: {why}. Nothing would watch the supply"), theme.warn(), theme.warn())
        }
    }
    panel.blank();
}
