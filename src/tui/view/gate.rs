//! The gate line: the heart of the screen, in words and a sign, never in colour alone.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text::clock;
use crate::domain::gate::Stop;
use crate::domain::{Gate, PausePoint, Progress};
use crate::tui::theme::Theme;

/// The banner's style.
pub(super) fn style(gate: &Gate, theme: Theme) -> Style {
    match gate.word() {
        "STOP" => theme.stop(),
        "CLEAR" => theme.clear(),
        "LEAD OFF" | "LEAD ON" => theme.lead_off(),
        _ => theme.done(),
    }
}

/// The line: the word as a banner, what holds of the radio's code, then what the word means here.
pub(super) fn line(progress: &Progress<'_>, radio: Option<String>, theme: Theme) -> Line<'static> {
    let gate = progress.gate();
    Line::from(vec![
        Span::raw(" "),
        Span::styled(format!(" {} ", gate.word()), style(&gate, theme)),
        Span::raw("  "),
        Span::styled(radio.map_or(String::new(), |radio| format!("{radio} · ")), theme.warn()),
        Span::styled(words(progress, &gate), theme.strong()),
    ])
}

/// The word alone, as a banner.
pub(super) fn word(progress: &Progress<'_>, theme: Theme) -> Line<'static> {
    let gate = progress.gate();
    Line::styled(format!(" {} ", gate.word()), style(&gate, theme))
}

/// Whether the lead will come off on this job, so that until then the battery stays connected.
fn is_lead_to_come_off(progress: &Progress<'_>) -> bool {
    let page = progress.checklist.page(PausePoint::B);
    page.is_none_or(|page| progress.call(page).is_none_or(|call| call.lead_off))
}

/// What is left of the wait, when the wait is what comes next.
fn running_wait(progress: &Progress<'_>) -> Option<u32> {
    let (_, item) = progress.first_open()?;
    progress.wait(item)?.left_seconds()
}

/// What the gate means, in a few words.
fn words(progress: &Progress<'_>, gate: &Gate) -> String {
    let (is_lead_to_come_off, wait_seconds) = (is_lead_to_come_off(progress), running_wait(progress));
    // when a battery that was off already came off, nobody saw
    let off_since = if progress.off_early().is_some() { "noted" } else { "since" };
    let at = |since: &chrono::DateTime<chrono::FixedOffset>| since.format("%H:%M").to_string();
    match gate {
        Gate::Stop { lines_left, holds_open, because } => {
            let rule = if is_lead_to_come_off { "the battery stays connected" } else { "the wiring is not touched" };
            // what says stop says more than the rule, and both have no room in 80 columns
            let mut parts = vec![because.clone().unwrap_or_else(|| rule.to_owned())];
            match wait_seconds {
                _ if *lines_left == 0 => parts.push("the completion call comes next".to_owned()),
                Some(0) => parts.push(format!("{lines_left} to go: record the wait")),
                Some(seconds) => parts.push(format!("{lines_left} to go: the wait, {}", clock(seconds))),
                None => parts.push(format!("{lines_left} to go")),
            }
            if *holds_open > 0 {
                let plural = if *holds_open == 1 { "" } else { "s" };
                parts.push(format!("■ {holds_open} hold point{plural} open"));
            }
            parts.join(" · ")
        }
        Gate::Clear { call } => format!("c: {call}"),
        Gate::LeadOff { since, stop: None } => format!("{off_since} {}", at(since)),
        Gate::LeadOff { since, stop: Some(stop) } => {
            format!("{} · LEAD OFF {off_since} {}", stop_words(stop), at(since))
        }
        Gate::Working { since, stop: None } if is_lead_to_come_off => {
            format!("called {}: the battery may come off; say so once it is", at(since))
        }
        Gate::Working { since, stop: None } => format!("work began {}, the lead stays on", at(since)),
        Gate::Working { since, stop: Some(stop) } => format!("{} · work began {}", stop_words(stop), at(since)),
        Gate::LeadOn { since, lines_left: 0, stop: None } => {
            format!("again since {} · everything is done, c finishes the job", at(since))
        }
        Gate::LeadOn { since, lines_left, stop: None } => {
            format!("again since {} · {lines_left} to go before the car goes back", at(since))
        }
        Gate::LeadOn { since, stop: Some(stop), .. } => format!("{} · lead on since {}", stop_words(stop), at(since)),
        Gate::Done { but: None } => "finished".to_owned(),
        Gate::Done { but: Some(but) } => but.clone(),
        Gate::Stopped { is_lead_off: true } => "THE CAR WAS LEFT WITH THE LEAD OFF".to_owned(),
        Gate::Stopped { is_lead_off: false } => {
            "stopped before the end, a good outcome where something said stop".to_owned()
        }
    }
}

fn stop_words(stop: &Stop) -> String {
    match stop {
        Stop::NotYet { seconds_left: Some(seconds), .. } => format!("{}, {}", stop.words(), clock(*seconds)),
        _ => stop.words(),
    }
}
