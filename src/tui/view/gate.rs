//! The gate: a band over the whole width in a colour of its own, with its word; in letters that read from two metres where
//! there is room for them.

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::large;
use super::strips;
use super::text::{fit, moment, width, wrap};
use crate::app::Now;
use crate::app::gate_word::{Piece, plain, word};
use crate::domain::{Gate, PausePoint, Progress};
use crate::tui::theme::Theme;

/// Cells before the word.
const INDENT: usize = 2;
/// Rows that what the word means may take beside it.
const ROWS_MAX: usize = 2;

/// What the band says.
pub(super) struct Band {
    /// The word, and how long or until when it holds.
    pub(super) word: Vec<Piece>,
    /// What it means here, in a few words.
    words: String,
    pub(super) style: Style,
}

/// The style of a gate.
pub(super) fn style(gate: &Gate, theme: Theme) -> Style {
    match gate {
        Gate::Stopped { is_lead_off: true } => theme.lead_off(),
        Gate::Stopped { is_lead_off: false } | Gate::Done { .. } => theme.done(),
        _ => match gate.word() {
            "STOP" => theme.stop(),
            "WAIT" => theme.wait(),
            "LEAD OFF" => theme.lead_off(),
            "LEAD ON" => theme.lead_on(),
            _ => theme.clear(),
        },
    }
}

impl Band {
    /// The band of a job; `aside` is said before what the word means, which is said alone where another job on the car makes it
    /// untrue that its battery is connected.
    pub(super) fn of(
        progress: &Progress<'_>,
        gate: &Gate,
        aside: &[String],
        is_off_elsewhere: bool,
        now: Now,
        theme: Theme,
    ) -> Self {
        let speaks_of_the_lead = matches!(
            gate,
            Gate::Stop { because: None, .. }
                | Gate::Wait { .. }
                | Gate::Clear { .. }
                | Gate::Working { stop: None, .. }
                | Gate::LeadOn { stop: None, .. }
        );
        let is_true = !is_off_elsewhere || !speaks_of_the_lead;
        let meaning = Some(words(progress, gate, now.wall)).filter(|words| is_true && !words.is_empty());
        let words = aside.iter().cloned().chain(meaning).collect::<Vec<_>>().join(" · ");
        Self { word: word(gate, now.wall), words, style: style(gate, theme) }
    }

    /// The rows that it takes.
    pub(super) fn height(&self, is_large: bool, cells: u16) -> u16 {
        let above = if is_large { large::ROWS + 1 } else { 0 };
        above + u16::try_from(self.lines(cells).len()).unwrap_or(1)
    }

    /// The word, and what it means beside it.
    fn lines(&self, cells: u16) -> Vec<Line<'static>> {
        let word = format!("{}{}   ", " ".repeat(INDENT), plain(&self.word));
        let column = width(&word);
        let room = usize::from(cells).saturating_sub(column + 1);
        let mut words = wrap(&self.words, room);
        if words.len() > ROWS_MAX {
            let more = words.split_off(ROWS_MAX - 1).join(" ");
            words.push(fit(&more, room));
        }
        let mut words = words.into_iter();
        let first = Line::from(vec![Span::styled(word, self.style), Span::raw(words.next().unwrap_or_default())]);
        let others = words.map(|line| Line::raw(format!("{}{line}", " ".repeat(column))));
        std::iter::once(first).chain(others).collect()
    }

    /// Draws it; the word above it in large letters, too, where there is room for them.
    pub(super) fn draw(&self, is_large: bool, area: Rect, buffer: &mut Buffer) {
        buffer.set_style(area, self.style.remove_modifier(Modifier::BOLD));
        let above = if is_large { large::ROWS + 1 } else { 0 };
        let [above, line] = strips::top(area, above);
        if is_large {
            let letters = Rect { y: above.y + 1, height: large::ROWS, ..above };
            let rows = self.large_rows(usize::from(area.width).saturating_sub(INDENT));
            let indented = |row: String| Line::raw(format!("{}{row}", " ".repeat(INDENT)));
            Paragraph::new(rows.into_iter().map(indented).collect::<Vec<_>>()).render(letters, buffer);
        }
        Paragraph::new(self.lines(area.width)).render(line, buffer);
    }

    /// The word in large letters; what goes with it in small ones where it has no room.
    fn large_rows(&self, cells: usize) -> [String; large::ROWS as usize] {
        let rows = large::rows(&self.word);
        if width(&rows[0]) <= cells {
            return rows;
        }
        let (word, rest) = self.word.split_at(1);
        large::rows(&[word, &[Piece::Small(plain(rest))]].concat())
    }
}

/// Whether the lead will come off on this job, so that until then the battery stays connected.
fn is_lead_to_come_off(progress: &Progress<'_>) -> bool {
    let page = progress.checklist.page(PausePoint::B);
    page.is_none_or(|page| progress.call(page).is_none_or(|call| call.lead_off))
}

/// What the gate means, in a few words.
fn words(progress: &Progress<'_>, gate: &Gate, now: DateTime<FixedOffset>) -> String {
    // when a battery that was off already came off, nobody saw
    let off_since = match progress.off_since() {
        Some(off) if off.is_about => "since about",
        _ if progress.off_early().is_some() => "noted",
        _ => "since",
    };
    let at = |since: &DateTime<FixedOffset>| moment(*since, now);
    let before = |but: &Option<String>| but.iter().map(|but| format!("{but} · ")).collect::<String>();
    let rule = if is_lead_to_come_off(progress) { "the battery stays connected" } else { "the wiring is not touched" };
    match gate {
        Gate::Stop { lines_left, holds_open, because } => {
            // what says stop says more than the rule
            let mut parts = vec![because.clone().unwrap_or_else(|| rule.to_owned())];
            match *lines_left {
                0 => parts.push("the completion call comes next".to_owned()),
                left => parts.push(format!("{left} to go")),
            }
            match *holds_open {
                0 => {}
                // a second line of the band would cost the item its last option: the sign stands beside each in the list
                open if because.is_some() => parts.push(format!("■ {open} open")),
                1 => parts.push("■ 1 hold point open".to_owned()),
                open => parts.push(format!("■ {open} hold points open")),
            }
            parts.join(" · ")
        }
        Gate::Wait { seconds_left: 0, lines_left } => format!("{rule} · {lines_left} to go: record the wait"),
        Gate::Wait { lines_left, .. } => format!("{rule} · {lines_left} to go"),
        Gate::Clear { call, .. } => format!("c: {call}"),
        Gate::LeadOff { since, stop: None } => format!("{off_since} {}", at(since)),
        Gate::LeadOff { since, stop: Some(stop) } => {
            format!("{} · LEAD OFF {off_since} {}", stop.words(), at(since))
        }
        Gate::Working { since, comes_off: true, stop: None, .. } => {
            format!("called {}: the battery may come off; say so once it is", at(since))
        }
        Gate::Working { since, comes_off: false, stop: None, .. } => {
            format!("work began {}, the lead stays on", at(since))
        }
        Gate::Working { since, comes_off: true, stop: Some(stop), .. } => {
            format!("{} · called {}", stop.words(), at(since))
        }
        Gate::Working { since, stop: Some(stop), .. } => format!("{} · work began {}", stop.words(), at(since)),
        Gate::LeadOn { since, lines_left: 0, but, stop: None } => {
            format!("{}again since {} · everything is done, c finishes the job", before(but), at(since))
        }
        Gate::LeadOn { since, lines_left, but, stop: None } => {
            format!("{}again since {} · {lines_left} to go before the car goes back", before(but), at(since))
        }
        Gate::LeadOn { since, but, stop: Some(stop), .. } => {
            format!("{} · {}lead on since {}", stop.words(), before(but), at(since))
        }
        Gate::Done { but: None } => "finished".to_owned(),
        Gate::Done { but: Some(but) } => but.clone(),
        Gate::Stopped { is_lead_off: true } => "THE CAR WAS LEFT WITH THE LEAD OFF".to_owned(),
        Gate::Stopped { is_lead_off: false } => {
            "stopped before the end, a good outcome where something said stop".to_owned()
        }
    }
}
