//! The small questions before findings are marked as seen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::panel::Panel;
use super::super::text::{fit, width};
use crate::app::audit::{Mark, MarkStep, Purpose};
use crate::domain::text::printable;
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;

pub(super) fn draw(mark: &Mark, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut panel = Panel::new(usize::from(area.width), theme);
    let about = printable(&mark.about);
    match &mark.step {
        MarkStep::Scope(scopes, pointer) => {
            let asked = match mark.purpose {
                Purpose::Seen => "Mark as seen, each with a row of its own:",
                Purpose::Open { .. } | Purpose::Done => "Something is to be done about, a row each:",
            };
            panel.text(asked, theme.strong());
            for (at, scope) in scopes.iter().enumerate() {
                let sign = if pointer.at() == Some(at) { '▸' } else { ' ' };
                let words = format!("{sign}{} {}", at + 1, printable(&scope.about));
                panel.text_as_is(&fit(&words, usize::from(area.width)));
            }
        }
        MarkStep::Remark(field) => {
            let (head, asked) = match &mark.purpose {
                Purpose::Seen => (format!("Mark as seen: {about}"), "What was done about it?"),
                Purpose::Open { whose, until } => {
                    (format!("{} until {until}: {about}", printable(whose)), "What is to be done?")
                }
                Purpose::Done => (format!("It is done: {about}"), "What came of it?"),
            };
            panel.text(&head, theme.strong());
            // in the smallest window there is no room for both
            if field.refusal().is_none() {
                panel.text(&format!("{asked} The remark is never changed or deleted."), Style::new());
            }
            panel.field(field.input(), "");
        }
        MarkStep::Which(pointer) => {
            panel.text(&about, theme.strong());
            for (at, words) in ["It is done", "Change by whom, until when or what"].iter().enumerate() {
                let sign = if pointer.at() == Some(at) { '▸' } else { ' ' };
                panel.text_as_is(&format!("{sign}{} {words}", at + 1));
            }
        }
        MarkStep::Observed(answer) | MarkStep::Whose(answer) | MarkStep::Until(answer) | MarkStep::Who(answer) => {
            let asked = match (&mark.step, &mark.purpose) {
                (MarkStep::Observed(_), _) => "What did you see at the car?",
                (MarkStep::Whose(_), _) => "Who is to do something about it?",
                (MarkStep::Until(_), _) => "Until when?",
                (_, Purpose::Seen) => "Who has seen it?",
                _ => "Who says so?",
            };
            panel.text(&format!("{asked} {about}"), theme.strong());
            let names: Vec<String> =
                answer.labels().enumerate().map(|(at, name)| format!("{} {name}", at + 1)).collect();
            flowed(&names, usize::from(area.width)).iter().for_each(|line| panel.text_as_is(line));
            answer.field().into_iter().for_each(|field| panel.field(field.input(), ""));
        }
    }
    if let Some(refusal) = mark.refusal() {
        panel.hanging("!", refusal, theme.bad(), theme.bad());
    }
    panel.show(area, buffer, &mut Taps::default())
}

/// Picks side by side, none of them broken, in as few lines as hold them.
fn flowed(picks: &[String], cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for pick in picks {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(pick) <= cells => *line += &format!("   {pick}"),
            _ => lines.push(fit(pick, cells)),
        }
    }
    lines
}
