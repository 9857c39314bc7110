//! A question in front of the item: a reason, a name, a second look.

use ratatui::style::Style;

use super::panel::Panel;
use super::text::duration;
use crate::app::ask::{Ask, Purpose, Step};
use crate::app::guard::Display;
use crate::domain::text::capital;

/// A question in front of an item or of the guard; returns its title. `said` is what it speaks of beside its own words.
pub(super) fn question(panel: &mut Panel, ask: &Ask, item: &str, said: &str) -> String {
    let theme = panel.theme;
    let (title, text) = question_words(ask, item, said);
    panel.text(&text, theme.strong());
    panel.blank();
    match &ask.step {
        Step::Pick(picks) => {
            for (at, pick) in picks.iter().enumerate() {
                panel.hanging(&format!("{:>2}", at + 1), &pick.label, theme.key(), Style::new());
            }
        }
        Step::Type(input) => panel.field(input, ""),
    }
    if let Some(refusal) = &ask.refusal {
        panel.blank();
        panel.hanging("!", refusal, theme.bad(), theme.bad());
    }
    title
}

fn question_words(ask: &Ask, item: &str, said: &str) -> (String, String) {
    let code = || "The radio's code".to_owned();
    let (title, text) = match &ask.purpose {
        Purpose::WhoResumes { away_seconds } => {
            ("Who is there?".to_owned(), format!("Away for {}.{said} Who goes on?", duration(*away_seconds)))
        }
        Purpose::WhoGoesBeside(_) => ("Who is there?".to_owned(), "Who is at the radio?".to_owned()),
        Purpose::WhoseError => (code(), "ERROR: whose wrong code was that?".to_owned()),
        Purpose::Seen(Display::Locked) => (
            code(),
            "LOCKED ends all tries here: nothing is entered any more until a dealer has unlocked it.".to_owned(),
        ),
        Purpose::Seen(display) => (
            code(),
            format!(
                "{}: somebody entered codes, nobody knows how many. The longest wait then runs from now.",
                display.word()
            ),
        ),
        Purpose::OtherAttempts => {
            (code(), "Were other codes entered, by the customer or elsewhere, since the radio last played?".to_owned())
        }
        Purpose::CameOf => {
            (code(), "What did the radio do to the last code? What was recorded stays there, too.".to_owned())
        }
        Purpose::CameOfSecond { .. } => (
            code(),
            "That opens the way again: name a second person, here or on the phone. The record says: named by you."
                .to_owned(),
        ),
        Purpose::CameOfWhy { .. } => (code(), "Why does it change? Never write the code itself.".to_owned()),
        Purpose::PlaysAgain => {
            (code(), "How did that come about? Say who unlocked it, or what happened; never the code.".to_owned())
        }
        Purpose::WhoHandsOver => ("Who is there?".to_owned(), "Who hands the sheet over?".to_owned()),
        Purpose::WhoTakesOver => ("Who is there?".to_owned(), "Who works from here on?".to_owned()),
        Purpose::Note { prompt, .. } => (item.to_owned(), prompt.clone()),
        Purpose::Remark => (
            format!("{item}: remark"),
            "Goes with the next answer, for the workshop only. Begin it with \"customer:\" and the customer will \
             read it on the sheet."
                .to_owned(),
        ),
        Purpose::Correct { .. } => (
            format!("{item}: correct"),
            format!("The earlier answer stays in the record. Why does it change to: {said}?"),
        ),
        Purpose::LookAlike { places, .. } => {
            (format!("{item}: look again"), format!("Look at the label once more. {places}. It says:"))
        }
        Purpose::SerialAgain { first, doubt } => {
            (format!("{item}: once more"), format!("{first}: {doubt}. Read the label again and type it once more."))
        }
        Purpose::Skip => (format!("{item}: not applicable"), "Why does it not apply?".to_owned()),
        Purpose::Override => (format!("{item}: override"), "Why does the work go on all the same?".to_owned()),
        Purpose::Second { .. } => (
            format!("{item}: override"),
            "Name a second person, here or on the phone. The record says: named by you.".to_owned(),
        ),
        Purpose::Pause => ("Pause".to_owned(), "Why?".to_owned()),
        Purpose::Stop => {
            ("Stop the job".to_owned(), "Why? Stopping is a good outcome where something says stop.".to_owned())
        }
        Purpose::StopUnsafe { left, .. } => {
            ("Stop the job".to_owned(), format!("{}.", capital(&left.words().join(", "))))
        }
        Purpose::StopRemark { .. } => (
            "Stop the job".to_owned(),
            "A remark, if there is one; begun with \"customer:\" the customer will read it. Enter stops the job; it \
             can't be opened again."
                .to_owned(),
        ),
        Purpose::Handover => ("Hand over".to_owned(), "How was the sheet handed over?".to_owned()),
    };
    (title, text)
}
