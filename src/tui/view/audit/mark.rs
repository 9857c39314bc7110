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
use crate::words::PlainWords;

pub(super) fn draw(
    mark: &Mark,
    words: &PlainWords,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let mut panel = Panel::new(usize::from(area.width), theme);
    let about = printable(&mark.about);
    match &mark.step {
        MarkStep::Scope(scopes, pointer) => {
            let asked = match mark.purpose {
                Purpose::Seen => "mark-seen-each",
                Purpose::Open { .. } | Purpose::Done => "mark-to-do-each",
            };
            panel.text(words.get(asked), theme.strong());
            for (at, scope) in scopes.iter().enumerate() {
                let sign = if pointer.at() == Some(at) { '▸' } else { ' ' };
                let told = format!("{sign}{} {}", at + 1, printable(&scope.about));
                panel.text_as_is(&fit(&told, usize::from(area.width)));
            }
        }
        MarkStep::Remark(field) => {
            let (head, asked) = match &mark.purpose {
                Purpose::Seen => (words.say("mark-seen", &[("about", &about)]), "mark-seen-ask"),
                Purpose::Open { whose, until } => {
                    let values = [("who", &*printable(whose)), ("until", &*until.to_string()), ("about", &*about)];
                    (words.say("mark-until", &values), "mark-what")
                }
                Purpose::Done => (words.say("mark-done", &[("about", &about)]), "mark-done-ask"),
            };
            panel.text(&head, theme.strong());
            // in the smallest window there is no room for both
            if field.refusal().is_none() {
                panel.text(&words.say("mark-for-good", &[("ask", words.get(asked))]), Style::new());
            }
            panel.field(field.input(), "");
        }
        MarkStep::Which(pointer) => {
            panel.text(&about, theme.strong());
            for (at, message) in ["mark-is-done", "mark-change"].iter().enumerate() {
                let sign = if pointer.at() == Some(at) { '▸' } else { ' ' };
                panel.text_as_is(&format!("{sign}{} {}", at + 1, words.get(message)));
            }
        }
        MarkStep::Observed(answer) | MarkStep::Whose(answer) | MarkStep::Until(answer) | MarkStep::Who(answer) => {
            let asked = match (&mark.step, &mark.purpose) {
                (MarkStep::Observed(_), _) => "mark-observed",
                (MarkStep::Whose(_), _) => "mark-whose",
                (MarkStep::Until(_), _) => "mark-until-when",
                (_, Purpose::Seen) => "mark-who-seen",
                _ => "mark-who-says",
            };
            panel.text(&format!("{} {about}", words.get(asked)), theme.strong());
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
