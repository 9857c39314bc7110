//! A question in front of what is on a screen: its words, and what it can be answered with.

use super::panel::Panel;
use super::text::duration;
use crate::app::Context;
use crate::app::dialogue::radio::Display;
use crate::app::dialogue::{JobChoice, JobQuestion, RadioChoice, RadioQuestion};
use crate::app::job::{Arrival, Question};
use crate::app::parts::TextAnswer;
use crate::app::parts::{Ask, Choices, Pointer, TextField};
use crate::domain::fact::StopReason;
use crate::domain::text::capital;
use crate::domain::{Signature, What};
use crate::tui::key::Key;

/// A question about a job; returns its title. `said` is what it speaks of beside its own words.
pub(super) fn job(panel: &mut Panel, ask: &Ask<Question, JobChoice>, item: &str, said: &str) -> String {
    let (title, text) = match ask {
        Ask::Text(question, _) => text_words(question, item, said),
        Ask::Choice(choice, _) => {
            let (title, text) = choice_words(choice, item);
            (title, text + said)
        }
    };
    show(panel, &text, ask);
    title
}

/// A question at the radio; returns its title.
pub(super) fn radio(panel: &mut Panel, ask: &Ask<RadioQuestion, RadioChoice>) -> String {
    let (title, text) = radio_words(ask);
    show(panel, &text, ask);
    title.to_owned()
}

/// The field of a remark; returns its title.
pub(super) fn remark(panel: &mut Panel, about: &str, field: &TextField) -> String {
    let (title, text) = remark_words(about);
    panel.text(&text, panel.theme.strong());
    panel.blank();
    panel.field(field.input(), "");
    refusal(panel, field.refusal());
    title
}

/// A text that is answered by one of a few offers, or typed.
pub(super) fn text_answer(panel: &mut Panel, answer: &TextAnswer) {
    picks(panel, answer.labels(), '1', answer.pointer(), false);
    answer.field().into_iter().for_each(|field| panel.field(field.input(), ""));
    refusal(panel, answer.refusal());
}

/// A question with its answers.
pub(super) fn show<T, C: Choices>(panel: &mut Panel, text: &str, ask: &Ask<T, C>) {
    panel.text(text, panel.theme.strong());
    panel.blank();
    match ask {
        Ask::Text(_, answer) => {
            if let Some(still) = answer.still() {
                // Enter takes whom the arrows or a letter point at
                match answer.pointed_words() {
                    Some(_) if answer.points_at_other() => {
                        panel.option("Enter", &format!("a name is typed: no longer {still}"), false);
                    }
                    Some(other) => panel.option("Enter", &format!("{other}, no longer {still}"), false),
                    None => panel.option("Enter", &format!("still {still}"), false),
                }
                panel.blank();
            }
            let first = if answer.context() == Context::Who { 'a' } else { '1' };
            picks(panel, answer.labels(), first, answer.pointer(), false);
            answer.field().into_iter().for_each(|field| panel.field(field.input(), ""));
            refusal(panel, answer.refusal());
        }
        Ask::Choice(choice, asking) => {
            let labels = choice.picks();
            let labels = labels.iter().map(|(label, _)| label.as_str());
            picks(panel, labels, '1', asking.pointer, choice.leads_away());
            refusal(panel, asking.refusal.as_deref());
        }
    }
}

fn picks<'a>(
    panel: &mut Panel,
    labels: impl Iterator<Item = &'a str>,
    first: char,
    pointer: Pointer,
    only_points: bool,
) {
    for ((at, label), key) in labels.enumerate().zip(first..) {
        let is_pointed = pointer.at() == Some(at);
        let sign = format!("{key:>2}");
        match key {
            '1'..='9' if !only_points => panel.option(&sign, label, is_pointed),
            // the key only points: a tap takes, too
            letter => panel.taken_by(&sign, label, is_pointed, vec![Key::Char(letter), Key::Enter]),
        }
    }
}

fn refusal(panel: &mut Panel, why: Option<&str>) {
    if let Some(why) = why {
        panel.blank();
        panel.hanging("!", why, panel.theme.bad(), panel.theme.bad());
    }
}

fn remark_words(about: &str) -> (String, String) {
    let text = "Enter records it, for the workshop only. Begun with \"customer:\" it is read by the customer on the sheet; \"customer:\" \
        alone takes that back.";
    (format!("{about}: remark"), text.to_owned())
}

/// The title of a question before one more code is entered.
const CODE_OVERRIDE: &str = "The radio's code: override";
/// What is asked of whoever is the second person.
const SECOND: &str = "Name a second person, here or on the phone. The record says: named by you.";

/// What is asked about where the second person is.
fn second_at(who: &Signature) -> String {
    format!("Where is {}?", who.second.as_deref().unwrap_or_default())
}

/// Why an override is asked for its reason.
const OVERRIDE: &str = "Why does the work go on all the same?";

fn text_words(question: &Question, item: &str, said: &str) -> (String, String) {
    let who = |text: &str| ("Who is there?".to_owned(), text.to_owned());
    let question = match question {
        Question::Who(Arrival::Resumes { away_seconds: ..60 }) if said.is_empty() => {
            return who("Nobody has said yet who is at this window. Who goes on?");
        }
        Question::Who(Arrival::Resumes { away_seconds }) => {
            return who(&format!("Away for {}.{said} Who goes on?", duration(*away_seconds)));
        }
        Question::Who(Arrival::GoesBeside(_)) => return who("Who is at the radio?"),
        Question::Who(Arrival::HandsOver) => return who("Who hands the sheet over?"),
        Question::Who(Arrival::Remarks) => return who("Who remarks it?"),
        Question::Who(Arrival::TakesFrom(None)) => {
            let text = "Two stations went on with this job. Look at the car: what the other one recorded counts in nothing. Who goes on with it here?";
            return ("Take it over once more".to_owned(), text.to_owned());
        }
        Question::Who(Arrival::TakesFrom(Some(from))) => {
            let text = format!(
                "{from} has this job, and answers nothing more of it once it is taken over. Who goes on with it here?"
            );
            return ("Take it over".to_owned(), text);
        }
        Question::Who(Arrival::TakesOver) => return who("Who works from here on?"),
        Question::Dialogue(question) => question,
    };
    match question {
        JobQuestion::Note { prompt, .. } => (item.to_owned(), prompt.clone()),
        JobQuestion::CorrectionReason { .. } => (
            format!("{item}: correct"),
            format!("The earlier answer stays in the record. Why does it change to: {said}?"),
        ),
        JobQuestion::SerialAgain { first, doubt, .. } => {
            (format!("{item}: once more"), format!("{first}: {doubt}. Read the label again and type it once more."))
        }
        JobQuestion::SkipReason { .. } => (format!("{item}: not applicable"), "Why does it not apply?".to_owned()),
        JobQuestion::OverrideReason { .. } => (format!("{item}: override"), OVERRIDE.to_owned()),
        JobQuestion::Second { .. } => (format!("{item}: override"), SECOND.to_owned()),
        JobQuestion::Remark { .. } => remark_words(item),
        JobQuestion::StopRemark { reason, .. } => {
            // of what was entered by mistake no page is made
            let read = match reason {
                StopReason::Mistake => "",
                _ => "; begun with \"customer:\" the customer will read it",
            };
            let text = format!("{said}A remark, if there is one{read}. Enter stops the job; it can't be opened again.");
            ("Stop the job".to_owned(), text)
        }
    }
}

fn choice_words(choice: &JobChoice, item: &str) -> (String, String) {
    let (title, text) = match choice {
        JobChoice::LookAlike { places, .. } => {
            return (format!("{item}: look again"), format!("Look at the label once more ({places}). It says:"));
        }
        JobChoice::SecondAt { entry, .. } => return (format!("{item}: override"), second_at(&entry.who)),
        JobChoice::PauseReason => ("Pause", "Why?".to_owned()),
        JobChoice::StopReason { .. } => {
            ("Stop the job", "Why? Stopping is a good outcome where something says stop.".to_owned())
        }
        JobChoice::StopUnsafe { left, .. } => ("Stop the job", format!("{}.", capital(&left.said()))),
        JobChoice::Handover => ("Hand over", "How was the sheet handed over?".to_owned()),
    };
    (title.to_owned(), text)
}

fn radio_words(ask: &Ask<RadioQuestion, RadioChoice>) -> (&'static str, String) {
    let code = "The radio's code";
    let text = match ask {
        Ask::Choice(RadioChoice::WhoseCode(display), _) => {
            return (code, format!("{}: whose code does it speak of?", display.word()));
        }
        Ask::Choice(RadioChoice::SecondAt(entry), _) => {
            let is_override = matches!(entry.what, What::Overrode { .. });
            return (if is_override { CODE_OVERRIDE } else { code }, second_at(&entry.who));
        }
        Ask::Choice(RadioChoice::HowMany, _) => "How many codes were entered elsewhere?",
        Ask::Choice(RadioChoice::WhichDay(_), _) => "When? Of today, or when nobody knows, the longer wait counts.",
        Ask::Choice(RadioChoice::IsSeen(Display::Locked), _) => {
            "LOCKED ends all tries here: nothing is entered any more until a dealer has unlocked it."
        }
        Ask::Choice(RadioChoice::IsSeen(display), _) => {
            let more = "somebody entered codes, nobody knows how many. The longest wait then runs from now.";
            return (code, format!("{}: {more}", display.word()));
        }
        Ask::Choice(RadioChoice::OtherAttempts, _) => {
            "Were other codes entered, by the customer or elsewhere, since the radio last played?"
        }
        Ask::Choice(RadioChoice::OtherOutcome { .. }, _) => {
            "What did the radio do to the last code? What was recorded stays there, too."
        }
        Ask::Choice(RadioChoice::ReadAgain, _) => {
            "LOCKED was misread. Read the display again: it shows … What was recorded stays there, too."
        }
        Ask::Text(RadioQuestion::CorrectionReason { .. }, _) => "Why does it change? Never write the code itself.",
        Ask::Text(RadioQuestion::CorrectionSecond { .. }, _) => {
            "That opens the way again: name a second person, here or on the phone. The record says: named by you."
        }
        Ask::Text(RadioQuestion::PlaysAgain, _) => {
            "How did that come about? Say who unlocked it, or what happened; never the code."
        }
        Ask::Text(RadioQuestion::OverrideReason, _) => return (CODE_OVERRIDE, OVERRIDE.to_owned()),
        Ask::Text(RadioQuestion::OverrideSecond { .. }, _) => return (CODE_OVERRIDE, SECOND.to_owned()),
    };
    (code, text.to_owned())
}
