//! The ways on from an answer that says stop.

use ratatui::style::Style;

use super::panel::Panel;
use crate::app::Store;
use crate::app::job::{JobScreen, Mode};
use crate::domain::checklist::known;
use crate::domain::{Choice, Item, Progress, Status, Verdict};

/// What can be done about an answer that says stop.
pub(super) fn draw(
    panel: &mut Panel,
    store: &Store,
    progress: &Progress<'_>,
    screen: &JobScreen,
    item: &Item,
    status: Status,
) {
    if status != Status::Stop {
        return;
    }
    let theme = panel.theme;
    if !store.is_workable(&progress.job.key) {
        panel.text("This says STOP.", theme.bad());
        panel.blank();
        return;
    }
    // the ways on and the other answers are both wanted at a glance
    panel.tighten();
    panel.text("This says STOP. The ways on:", theme.bad());
    if item.id.is(known::CODE) {
        panel.hanging(" f", "find the code now, step by step", theme.key(), Style::new());
    }
    // in the field every key is text
    let is_typing = matches!(screen.mode, Mode::Field(_));
    let key = |letter: &str| if is_typing { format!("Esc {letter}") } else { format!(" {letter}") };
    if is_typing {
        panel.hanging(" Enter", "what is measured now, typed above", theme.key(), Style::new());
    }
    panel.hanging(&key("s"), "stop the job: a good outcome", theme.key(), Style::new());
    if item.may_override {
        panel.hanging(&key("o"), "override: names a second person", theme.key(), Style::new());
    }
    if is_typing {
        // the field is open above
    } else if item.field.is_some() {
        panel.hanging(" Enter", "measure or type again, once it is true", theme.key(), Style::new());
    } else {
        another_answer(panel, progress, item);
    }
    panel.blank();
}

/// The way to another answer, where there is one; else what is to be answered anew before there is.
fn another_answer(panel: &mut Panel, progress: &Progress<'_>, item: &Item) {
    let theme = panel.theme;
    let said = progress.job.token(item.id.as_str());
    let is_way_on = |option: &Choice| {
        let is_fine = option.verdict != Verdict::Stop && !option.is_lead_off;
        is_fine && item.options.iter().any(|it| it.id == option.id)
    };
    let other = |option: &&Choice| Some(option.id.as_str()) != said;
    if progress.options(item).iter().filter(other).any(is_way_on) {
        panel.hanging(" 1-9", "another answer, once it is true", theme.key(), Style::new());
    } else {
        let decides = progress.decides_options(item).map_or("what was answered before", |decides| &decides.label.en);
        let words = format!("back: {decides} decides what else there is, so answer it again");
        panel.hanging(" b", &words, theme.key(), Style::new());
    }
}
