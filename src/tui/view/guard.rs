//! The lock-out guard: what to do now and what not to do, and how long the radio takes no code, large.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::head::draw_job_head;
use super::large::large;
use super::panel::Panel;
use super::question;
use super::text::{clock, moment, wrap};
use crate::app::dialogue::radio::{Display, ELSE, OUTCOMES, PREPARATIONS, preparations, warnings};
use crate::app::guard::{GuardScreen, Page};
use crate::app::{State, Store};
use crate::audit::ledger;
use crate::domain::checklist::known;
use crate::domain::fact::RadioReply;
use crate::domain::lockout::{self, RadioWait, ReadAgain, Tie};
use crate::domain::{Job, LockoutGuard, LockoutSchedule};
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;

/// Below this many rows there is room for the countdown and the keys alone.
const HEIGHT_FOR_REASONS: u16 = 16;

/// Draws the guard; returns where the cursor stands when something is typed.
pub(super) fn draw(
    state: &State,
    screen: &GuardScreen,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let (job, guard) = (store.jobs.get(&screen.key)?, store.guard(&screen.key)?);
    draw_job_head(store, job, about(job), &count(&guard), theme, head, buffer);
    let mut panel = Panel::new(usize::from(body.width.saturating_sub(4)), theme);
    let page = screen.page(store);
    let title = match (&screen.ask, page) {
        (Some(ask), _) => question::radio(&mut panel, ask),
        (None, Page::Reading) => {
            panel.text("Earlier attempts are still being read …", theme.strong());
            "The radio's code".to_owned()
        }
        (None, Page::Display) => display(&mut panel, &guard),
        (None, Page::Prepare(shown)) => prepare(&mut panel, store, screen, job, shown),
        (None, Page::Outcome) => outcome(&mut panel, store, screen, &guard),
        (None, Page::Held(state)) => held(&mut panel, store, screen, &guard, state, body),
        (None, Page::Plays) => plays(&mut panel, store, screen),
        (None, Page::Misread(shows)) => misread(&mut panel, store, screen, shows),
    };
    if screen.ask.is_none() {
        attempts(&mut panel, &guard, body);
    }
    panel.render(&title, if state.is_writing() { " writing … " } else { "" }, body, buffer, taps)
}

/// What it is about, and the serial.
pub(super) fn about(job: &Job) -> Vec<Span<'_>> {
    let mut parts = vec![Span::raw("radio code")];
    parts.extend(job.serial().map(|serial| Span::raw(serial.to_string())));
    parts
}

/// How many attempts there were, and how many there may be.
fn count(guard: &LockoutGuard<'_>) -> String {
    let unknown = if guard.ledger.is_number_unknown() { "+" } else { "" };
    format!("{}{unknown} of {} wrong codes", guard.ledger.wrong(), guard.attempts_max)
}

/// What does the display say?
fn display(panel: &mut Panel, guard: &LockoutGuard<'_>) -> String {
    let theme = panel.theme;
    panel.text("What does the radio's display say?", theme.strong());
    for (at, display) in Display::ALL.iter().enumerate() {
        let word = format!("{:>2} {:<9}", at + 1, display.word());
        panel.hanging(&word, display.meaning(), theme.key(), Style::new());
    }
    panel.blank();
    for words in warnings(guard) {
        panel.text(&words, theme.warn());
    }
    panel.blank();
    "The radio's code".to_owned()
}

/// The four preparations.
fn prepare(panel: &mut Panel, store: &Store, screen: &GuardScreen, job: &Job, shown: Display) -> String {
    let theme = panel.theme;
    let done = screen.prepared();
    panel.text(&format!("{}: {}. Before anything is entered:", shown.word(), shown.meaning()), theme.strong());
    panel.blank();
    for (at, text) in preparations(job).iter().enumerate() {
        let (sign, style) = if screen.is_prepared[at] { ("✓", theme.good()) } else { ("·", Style::new()) };
        panel.hanging(&format!("{:>2} {sign}", at + 1), text, theme.key(), style);
    }
    panel.blank();
    panel.text(
        &format!("{done} of {PREPARATIONS} done"),
        if done == PREPARATIONS { theme.good() } else { theme.strong() },
    );
    if done == PREPARATIONS {
        panel.hanging("Enter", "comes first; then the code is entered at the radio", theme.key(), theme.strong());
    }
    panel.blank();
    if let Some(entering) = store.book.entering(job.token(known::CAR), job.token(known::RADIO)) {
        let unverified = if entering.provenance.is_verified { "" } else { " (unverified)" };
        panel.hanging("·", &format!("{}{unverified}", entering.text), theme.quiet(), theme.quiet());
    }
    panel.blank();
    "Before the code is entered".to_owned()
}

/// What came of it?
fn outcome(panel: &mut Panel, store: &Store, screen: &GuardScreen, guard: &LockoutGuard<'_>) -> String {
    let theme = panel.theme;
    let since = guard.ledger.open().map(|entry| (moment(entry.fact.time, store.now().wall), &entry.fact.who));
    match since {
        Some((time, who)) if !screen.has_begun() => {
            panel.text(&format!("A code was entered at {time} ({who}). Enter it no second time."), theme.warn());
            panel.text("What did the radio do?", theme.strong());
        }
        _ => panel.text("Enter the code at the radio now, never here. What does the radio do?", theme.strong()),
    }
    panel.blank();
    let words = OUTCOMES.iter().map(|(_, words)| words).chain(ELSE.iter().map(|(_, words)| words));
    for (at, words) in words.enumerate() {
        let (sign, style) = if screen.marked == Some(at) { ("▸", theme.strong()) } else { (" ", Style::new()) };
        panel.hanging(&format!("{sign}{}", at + 1), words, theme.key(), style);
    }
    panel.blank();
    if screen.marked.is_some() {
        panel.hanging("Enter", "records it", theme.key(), theme.strong());
    }
    panel.text("It stands open until this is answered, also after a restart.", theme.quiet());
    panel.blank();
    "A code is entered".to_owned()
}

/// A wait is running, or something else says stop.
fn held(
    panel: &mut Panel,
    store: &Store,
    screen: &GuardScreen,
    guard: &LockoutGuard<'_>,
    state: lockout::GuardState,
    body: Rect,
) -> String {
    let theme = panel.theme;
    let title = match state {
        lockout::GuardState::Waiting(wait) => {
            countdown(panel, store, screen, guard, wait, body);
            "The radio takes no code now"
        }
        lockout::GuardState::Limit => {
            panel.text(&format!("STOP: {} wrong codes are this workshop's limit.", guard.attempts_max), theme.bad());
            panel.text(&format!("{} Find the right one first.", next_costs(guard)), Style::new());
            "No more tries"
        }
        lockout::GuardState::Locked => {
            panel.text("STOP: the radio is LOCKED. No more tries, and no override.", theme.bad());
            panel.text("A dealer says what can be done: VIN, serial and the car's papers go there.", Style::new());
            "Locked"
        }
        _ => {
            panel.text("STOP: as many wrong codes as this radio takes. No more tries, and no override.", theme.bad());
            panel.text("A dealer has to look at it: VIN, serial and the car's papers go there.", Style::new());
            "No more tries"
        }
    };
    if !matches!(state, lockout::GuardState::Waiting(_)) {
        if let Some(wait) = guard.wait {
            let left = clock(wait.left_seconds());
            panel.text(&format!("It takes no code for another {left} either: radio on, charger on."), Style::new());
        }
        panel.blank();
        panel.hanging(" f", "find the code: what to try for this radio", theme.key(), Style::new());
    }
    if guard.seen_locked().is_some() {
        panel.hanging(" k", "LOCKED was misread: it shows something else", theme.key(), Style::new());
    }
    if guard.override_item().is_some() {
        panel.hanging(" o", "one more attempt all the same: a reason and a second person", theme.key(), Style::new());
    }
    panel.hanging(" 1", "it plays again: say who unlocked it", theme.key(), Style::new());
    for (at, follow_up) in screen.follow_ups(store).iter().enumerate() {
        let words = format!("record it in the list, too: {}", follow_up.words);
        panel.hanging(&format!("{:>2}", at + 2), &words, theme.key(), theme.strong());
    }
    panel.blank();
    title.to_owned()
}

/// The countdown, large, and what holds while it runs.
fn countdown(
    panel: &mut Panel,
    store: &Store,
    screen: &GuardScreen,
    guard: &LockoutGuard<'_>,
    wait: RadioWait,
    body: Rect,
) {
    let theme = panel.theme;
    for row in large(&clock(wait.left_seconds())) {
        panel.line(Line::styled(format!("  {row}"), theme.strong()));
    }
    panel.blank();
    let now = store.now().wall;
    let until = now + chrono::TimeDelta::milliseconds(wait.left_ms + 999);
    let day = if until.date_naive() == now.date_naive() { "" } else { "tomorrow or later, " };
    panel.text(&format!("until {day}{} · the radio stays ON · put a charger on", until.format("%H:%M")), theme.warn());
    if body.height < HEIGHT_FOR_REASONS {
        panel.blank();
        return;
    }
    panel.text("Enter nothing before that.", Style::new());
    if guard.schedule.is_some_and(|schedule| schedule.is_while_on) {
        panel.text("It runs only while the radio is switched on.", theme.warn());
    }
    let mut why = format!("{} from {}", clock(wait.whole_seconds), moment(wait.since, now));
    if wait.is_longest {
        why.push_str(", because nobody knows how many there were: the longest by this source");
    }
    if let Some(schedule) = guard.schedule {
        let unverified = if schedule.provenance.is_verified { "" } else { ", unverified" };
        why.push_str(&format!(" [{}{unverified}]", schedule.title));
    }
    let longer = store.longest_wait(&screen.key).filter(|longest| wait.is_longest && *longest > wait.whole_seconds);
    if let Some(longer) = longer {
        why.push_str(&format!("; another source for this radio says up to {}", clock(longer)));
    }
    panel.text(&why, theme.quiet());
    if now < wait.since {
        panel.text("The computer's clock was set back: the whole wait counts.", theme.warn());
    } else if wait.is_by_clock {
        panel.text("Counted by the computer's clock: the program was not running all the time.", theme.quiet());
    }
    panel.blank();
}

/// What another wrong code would cost, as far as the schedule knows.
fn next_costs(guard: &LockoutGuard<'_>) -> String {
    let costs = |schedule: &LockoutSchedule| {
        let seconds = schedule.wait_seconds(guard.ledger.wrong().saturating_add(1));
        let unverified = if schedule.provenance.is_verified { "" } else { " (unverified)" };
        (seconds > 0).then(|| format!("Another wrong code costs a wait of {}{unverified}.", clock(seconds)))
    };
    guard.schedule.and_then(costs).unwrap_or_else(|| "Each wrong code counts.".to_owned())
}

/// The code was accepted.
fn plays(panel: &mut Panel, store: &Store, screen: &GuardScreen) -> String {
    let theme = panel.theme;
    let how = if screen.was_seen(store) {
        "The radio plays again, as was said."
    } else {
        "The radio accepted the code: it plays."
    };
    panel.text(how, theme.good());
    panel.blank();
    if screen.follow_ups(store).is_empty() {
        panel.text("It is recorded. Esc goes back to the job.", Style::new());
    } else {
        to_record(panel, store, screen);
    }
    panel.blank();
    "The radio plays".to_owned()
}

/// LOCKED was misread, and the list says it still.
fn misread(panel: &mut Panel, store: &Store, screen: &GuardScreen, shows: ReadAgain) -> String {
    let theme = panel.theme;
    panel.text(
        match shows {
            ReadAgain::Asks => "LOCKED was misread: the display asks for the code.",
            ReadAgain::Waits => "LOCKED was misread: the display says that it waits.",
        },
        theme.strong(),
    );
    panel.blank();
    to_record(panel, store, screen);
    panel.blank();
    "Read again".to_owned()
}

/// What the list is to be told, too.
fn to_record(panel: &mut Panel, store: &Store, screen: &GuardScreen) {
    let theme = panel.theme;
    panel.text("The list still says something else. Record there, too:", Style::new());
    for (at, follow_up) in screen.follow_ups(store).iter().enumerate() {
        panel.hanging(&format!("{:>2}", at + 1), &follow_up.words, theme.key(), theme.strong());
    }
}

/// The attempts so far, the youngest first, as many as there is room for.
fn attempts(panel: &mut Panel, guard: &LockoutGuard<'_>, body: Rect) {
    let theme = panel.theme;
    let by = match guard.ledger.tie {
        Tie::Serial => "at this radio's serial number",
        Tie::Plate => "by the plate, as no serial was read",
        Tie::Nothing => "of this job alone, as neither serial nor plate is known",
    };
    if let Some(beside) = guard.ledger.beside_words() {
        panel.text(&beside, theme.strong());
    }
    if guard.ledger.is_empty() {
        panel.text(&format!("No attempt is known, {by}."), theme.quiet());
        return;
    }
    panel.text(&format!("Attempts, {by}:"), theme.quiet());
    let room = usize::from(body.height.saturating_sub(2)).saturating_sub(panel.height());
    let mut rows = 0;
    for (at, entry) in guard.ledger.entries.iter().rev().enumerate() {
        let is_good = entry.is_made_good && entry.outcome != Some(RadioReply::Accepted);
        let good = if is_good { " (made good since)" } else { "" };
        let words = format!("{}{good}", ledger::words(entry));
        // the line that counts the rest needs one, too
        let is_last = at + 1 == guard.ledger.entries.len();
        rows += wrap(&words, panel.cells().saturating_sub(2)).len();
        if at > 0 && rows + usize::from(!is_last) > room {
            panel.fitted(&format!("  and {} before that", guard.ledger.entries.len() - at), theme.quiet());
            return;
        }
        panel.hanging("·", &words, theme.quiet(), theme.quiet());
    }
}
