//! The panel at the right: the item in focus, what was answered, what can be said, and what helps.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::panel::Panel;
use super::remarks::remarks;
use super::text::{clock, moment};
use super::{call, codes, earlier, ended, measured, question, ways_on};
use crate::app::Store;
use crate::app::clock::by_clock;
use crate::app::dialogue::words::pause_words;
use crate::app::dialogue::{JobChoice, JobQuestion};
use crate::app::job::{Arrival, Focus, JobScreen, Mode, Question};
use crate::app::parts::Ask;
use crate::app::second::{RECORDS, said_words};
use crate::domain::checklist::known;
use crate::domain::choice::meant;
use crate::domain::fact::{Interruption, RemarkOn};
use crate::domain::recovery::found_by;
use crate::domain::serial::STANDARD_LENGTH;
use crate::domain::text::capital;
use crate::domain::{ChecklistPage, Choice, Field, Item, PausePoint, Per, Progress, Status, Verdict, What};
use crate::tui::key::Key;
use crate::tui::taps::{Taps, arrows};
use crate::tui::theme::Theme;

/// The panel of what is in focus, put together.
pub(super) struct ItemPanel {
    panel: Panel,
    title: String,
}

impl ItemPanel {
    /// How many lines it has, blank ones left out where they may be.
    pub(super) fn height(&self) -> usize {
        self.panel.height_at_least()
    }

    /// Its lines, for where there is room for all of them.
    pub(super) fn into_lines(self) -> Vec<Line<'static>> {
        self.panel.into_lines()
    }

    /// Draws it; returns where the cursor stands.
    pub(super) fn render(
        mut self,
        is_writing: bool,
        area: Rect,
        buffer: &mut Buffer,
        taps: &mut Taps,
    ) -> Option<(u16, u16)> {
        let rows = usize::from(area.height.saturating_sub(1));
        self.panel.squeeze(rows);
        let mark = match (self.panel.height() > rows, is_writing) {
            (true, _) => "F1: all of it",
            (false, true) => "writing …",
            (false, false) => "",
        };
        self.panel.render_beside(&self.title, mark, area, buffer, taps)
    }
}

/// Puts the panel together for so many columns.
pub(super) fn panel(
    store: &Store,
    progress: &Progress<'_>,
    screen: &JobScreen,
    theme: Theme,
    columns: u16,
) -> ItemPanel {
    let cells = usize::from(columns.saturating_sub(2));
    let mut panel = Panel::new(cells, theme);
    let title = match &screen.focus {
        _ if progress.job.ending().is_some() && matches!(screen.focus, Focus::Call(_)) => {
            ended::draw(&mut panel, store, progress);
            "The job".to_owned()
        }
        Focus::Call(pause) => {
            continued_at(&mut panel, store, progress);
            call::draw(&mut panel, store, progress, screen, *pause)
        }
        Focus::Work => {
            continued_at(&mut panel, store, progress);
            call::work(&mut panel, store, progress)
        }
        Focus::Item(id) => match progress.checklist.item(id.as_str()) {
            Some((pause, item)) => {
                continued_at(&mut panel, store, progress);
                if let Some(page) = progress.checklist.page(pause) {
                    show_item(&mut panel, store, progress, screen, page, item);
                }
                item.label.en.clone()
            }
            None => String::new(),
        },
    };
    let title = match &screen.mode {
        Mode::Ask(ask) => {
            panel.clear();
            let said = said(progress, ask);
            question::job(&mut panel, ask, &title, &said)
        }
        _ => title,
    };
    ItemPanel { panel, title }
}

/// Says where the job is continued, when that isn't here.
fn continued_at(panel: &mut Panel, store: &Store, progress: &Progress<'_>) {
    let station = progress.job.holder();
    if station != store.station {
        let how = match store.taken_over_words(progress.job) {
            _ if progress.job.ending().is_some() => format!("This job ended at {station}"),
            Some(words) => capital(&words),
            None => format!("This job is continued at {station}"),
        };
        panel.text(&format!("{how}; here it can only be read."), panel.theme.warn());
        panel.blank();
    }
}

/// What a question speaks of beside its own words: the answer that a correction gives, why the job was paused, or what was
/// not looked at since the battery is on again.
fn said(progress: &Progress<'_>, ask: &Ask<Question, JobChoice>) -> String {
    match ask {
        Ask::Text(Question::Dialogue(JobQuestion::CorrectionReason { item, answer, .. }), _) => {
            let item = progress.checklist.item(item.as_str());
            item.map_or_else(|| answer.shown(), |(_, item)| progress.shown(item, answer))
        }
        Ask::Text(Question::Who(Arrival::Resumes { .. }), _) => {
            let why = progress.job.open_interruption().and_then(|(_, reason)| Interruption::from_word(reason.as_str()));
            why.map(|reason| format!(" Paused: {}.", pause_words(reason).to_lowercase())).unwrap_or_default()
        }
        Ask::Text(Question::Dialogue(JobQuestion::StopRemark { .. }), _) if progress.lead_on_at().is_some() => {
            let last = progress.items().filter(|(page, _)| page.pause == PausePoint::D);
            let open = last.filter(|(page, item)| !progress.status(page, item).is_settled());
            let open: Vec<&str> = open.map(|(_, item)| item.label.en.as_str()).collect();
            if open.is_empty() { String::new() } else { format!("Not done, and not looked at: {}. ", open.join("; ")) }
        }
        Ask::Choice(JobChoice::StopUnsafe { .. }, _) => {
            let open = progress.open_beside_make_safe();
            if open.is_empty() { String::new() } else { format!(" Look as well at: {}.", open.join("; ")) }
        }
        _ => String::new(),
    }
}

/// An item: the question, the field or the wait, the options, what was said, and the help.
fn show_item(
    panel: &mut Panel,
    store: &Store,
    progress: &Progress<'_>,
    screen: &JobScreen,
    page: &ChecklistPage,
    item: &Item,
) {
    let theme = panel.theme;
    let status = progress.status(page, item);
    panel.text(&item.ask.en, theme.strong());
    panel.blank();
    recorded(panel, store, progress, item, status);
    if remarks(panel, progress.job, &[RemarkOn::Item(item.id)]) {
        panel.blank();
    }
    codes::draw(panel, store, progress, screen, item);
    second_asked(panel, store, progress, item);
    match (&screen.mode, &item.field) {
        (Mode::Field(open), Some(field)) => {
            let unit = if let Field::Measure { unit, .. } = field { unit.as_str() } else { "" };
            if !measured::field(panel, store, screen, unit) {
                panel.field(open.input(), unit);
                measured::beside(panel, store, item);
            }
            if matches!(field, Field::Serial) {
                let typed = open.input().value().chars().filter(|c| !c.is_whitespace()).count();
                let lengths = progress.serial_shapes().map(|shapes| shapes.lengths()).unwrap_or_default();
                let usual = match lengths.as_slice() {
                    [] => STANDARD_LENGTH.to_string(),
                    lengths => lengths.iter().map(usize::to_string).collect::<Vec<_>>().join(" or "),
                };
                let is_longer = lengths.iter().copied().max().unwrap_or(STANDARD_LENGTH) < typed;
                let told = if is_longer {
                    format!("  {typed} characters; {usual} are known")
                } else {
                    format!("  {typed} of {usual} characters")
                };
                panel.text(&told, theme.quiet());
            }
            let offered = store.offered_plates(&screen.key).iter().filter(|_| item.id.is(known::PLATE));
            if offered.into_iter().any(|plate| plate == open.input().value()) {
                panel.text("  from the workshop's own system: look at the car, then Enter", theme.quiet());
            }
            if let Some(several) = store.several_offered(&screen.key).filter(|_| item.id.is(known::PLATE)) {
                panel.hanging("!", &format!("{several}; the arrows put one in"), theme.warn(), theme.warn());
            }
            if let Some(refusal) = open.refusal() {
                panel.hanging("!", refusal, theme.bad(), theme.bad());
            }
            panel.blank();
        }
        (_, Some(Field::Wait { .. })) => wait(panel, store, progress, item, status),
        _ => {}
    }
    earlier::draw(panel, store, progress, screen, item);
    // what says stop comes with its ways on, before what can be said instead
    ways_on::draw(panel, store, progress, screen, item, status);
    options(panel, store, progress, screen, item);
    if (item.is_lead_off || item.is_lead_on) && !status.is_settled() {
        panel.heed(&progress.to_heed(PausePoint::C));
    }
    losses(panel, progress, item);
    earlier::draw_last_visit(panel, store, screen, item);
    advice(panel, progress, item);
}

/// What stands in the record about this item.
fn recorded(panel: &mut Panel, store: &Store, progress: &Progress<'_>, item: &Item, status: Status) {
    let Some(fact) = progress.job.latest(item.id.as_str()) else { return };
    let theme = panel.theme;
    let said = progress.job.answer(item.id.as_str()).map(|answer| progress.shown(item, answer)).unwrap_or_default();
    let (sign, style) = match status {
        Status::Stop => ("✗", theme.bad()),
        Status::Warn | Status::Stale | Status::Unfit | Status::Overridden => ("!", theme.warn()),
        _ => ("✓", theme.good()),
    };
    let text = match (&fact.what, status) {
        (What::Skipped { .. }, _) => format!("not applicable: {}", fact.note),
        (What::Overrode { .. }, _) => format!("overridden by {}: {}", fact.who, fact.note),
        (_, Status::Stale) => format!("{said}, but too long ago: ask again"),
        (What::Corrected { answer, .. }, _) if answer.is_taken_back() => answer.shown(),
        (_, Status::Unfit) => match progress.said_by_another(item) {
            Some((by, of)) => format!("{said}, as {by} said: {of} is asked"),
            None if progress.is_agreed_with_a_supply(item, fact) => {
                format!("{said}, when a backup supply was to be fitted: ask again, without one")
            }
            None if progress.is_of_another_car(item, fact) => format!("{said}, said of another car: ask again"),
            None => format!("{said}, which no longer fits: ask again"),
        },
        _ if fact.remarks().is_empty() => said,
        _ => format!("{said} ({})", fact.remarks()),
    };
    let answer = progress.job.answer(item.id.as_str());
    let text = match answer.and_then(|answer| answer.source_words(progress.job.is_via_file())) {
        Some(source) => format!("{text}, {source}"),
        None => text,
    };
    let time = moment(fact.time, store.now().wall);
    panel.hanging(sign, &format!("{text} · {time}"), style, style);
    if let Some(answer) = progress.job.answer(item.id.as_str()) {
        let (verdict, text) = progress.verdict(item, answer);
        if let Some(text) = text.filter(|_| verdict != Verdict::Ok || item.field.is_none()) {
            panel.hanging(" ", &text.en, style, Style::new());
        }
    }
    panel.blank();
}

/// Who was asked at the other stations to be the second person, and what he said.
fn second_asked(panel: &mut Panel, store: &Store, progress: &Progress<'_>, item: &Item) {
    let is_here = store.is_workable(&progress.job.key);
    let Some(request) = progress.job.second_request(item.id.as_str()) else { return };
    let theme = panel.theme;
    let (sign, style, words) = match request.said {
        Some(said) if said.1 => {
            let way_on = if is_here { RECORDS } else { "" };
            ("✓", theme.good(), format!("{}{way_on}", said_words(&request, said)))
        }
        Some(said) => ("!", theme.warn(), said_words(&request, said)),
        None => {
            let since = moment(request.asked.time, store.now().wall);
            let way_on = if is_here { "; o asks anew" } else { "" };
            let words = format!("{} is asked at the other stations, since {since}{way_on}", request.second);
            ("·", theme.quiet(), words)
        }
    };
    panel.hanging(sign, &words, style, style);
    panel.blank();
}

/// A wait: what is needed, what is left.
fn wait(panel: &mut Panel, store: &Store, progress: &Progress<'_>, item: &Item, status: Status) {
    let theme = panel.theme;
    let Some(wait) = progress.wait(item) else { return };
    if status.is_settled() {
        return;
    }
    match wait.left_seconds() {
        None => panel.text("The wait begins when what comes before it is answered.", theme.quiet()),
        Some(0) => {
            let way_on = if store.is_workable(&progress.job.key) { " Enter records it." } else { "" };
            let waited = clock(wait.waited_seconds.unwrap_or(0));
            panel.text(&format!("{waited} have passed.{way_on}"), theme.good());
        }
        Some(left) => panel.text(&format!("{} to wait", clock(left)), theme.strong()),
    }
    if wait.by_clock_seconds > 0 {
        panel.text(&by_clock(wait.by_clock_seconds), theme.warn());
    }
    panel.blank();
    let mut why = format!("{} needed", clock(wait.needed.seconds));
    if !wait.needed.is_own {
        why.push_str(match item.field {
            Some(Field::Wait { per: Per::Engine, .. }) => ", the longest, because the engine's own time is not known",
            _ => ", because this car's own time is not known",
        });
    }
    if !wait.needed.is_verified {
        why.push_str(" (unverified)");
    }
    panel.text(&why, theme.quiet());
    panel.blank();
}

/// The options with their digits; while a field is open they are reached by Esc.
fn options(panel: &mut Panel, store: &Store, progress: &Progress<'_>, screen: &JobScreen, item: &Item) {
    let theme = panel.theme;
    let options = store.options(progress, item);
    if options.is_empty() {
        return;
    }
    if let (Mode::Field(open), Some(Field::Find)) = (&screen.mode, &item.field) {
        found(panel, &options, open.input().value(), screen.pointed());
        return;
    }
    let is_typing = matches!(screen.mode, Mode::Field(_));
    if is_typing {
        panel.text("Or, with Down and Enter, or Esc and the digit:", theme.quiet());
    }
    let job = progress.job;
    let is_here = store.holds(&job.key);
    if job.ending().is_some() && is_here {
        let again = if job.handover().is_some() { "; the sheet was handed over: print it again then" } else { "" };
        let words = format!("The job has ended: another answer corrects it, with a reason{again}.");
        panel.text(&words, theme.quiet());
    }
    let route = progress.book.recovery(job.token(known::CAR), job.token(known::RADIO));
    let found = found_by(job, &route).map(|(step, _)| &step.code_found);
    for (at, option) in options.iter().enumerate() {
        let mut label = option.label.en.clone();
        if item.id.is(known::CODE_FOUND) && found == Some(&option.id) {
            label.push_str("  ◂ as it was found");
        }
        let mark = match option.verdict {
            Verdict::Stop => "  ✗ stop",
            Verdict::Warn => "  !",
            Verdict::Ok => "",
        };
        // at another station nothing is answered
        let digit = option.digit.filter(|_| is_here).map_or_else(|| "·".to_owned(), |digit| digit.to_string());
        let key = if is_typing { format!("Esc {digit}") } else { format!("{digit:>2}") };
        panel.answer(&key, &label, mark, !is_typing && screen.pointed() == Some(at));
        // the years of a generation help to choose
        let help = option.advice.as_ref().filter(|_| item.id.is(known::CAR));
        if let Some(help) = help {
            panel.hanging("  ", &help.en, theme.quiet(), theme.quiet());
        }
    }
    panel.need_so_far();
    panel.blank();
}

/// What the customer has to be told may be lost, where that is what the item asks for.
fn losses(panel: &mut Panel, progress: &Progress<'_>, item: &Item) {
    if !item.id.is(known::CONSENT) {
        return;
    }
    let lost = progress.may_be_lost().join(" · ");
    panel.hanging(" v", "the customer's page about it", panel.theme.key(), Style::new());
    panel.hanging("▸", &format!("May be lost: {lost}"), panel.theme.strong(), Style::new());
    panel.need_so_far();
    panel.blank();
}

/// The options that what is typed may mean.
fn found(panel: &mut Panel, options: &[Choice], typed: &str, pointed: Option<usize>) {
    let theme = panel.theme;
    let meant = meant(options, typed);
    if let [only] = meant.as_slice() {
        panel.hanging(" Enter", &only.label.en, theme.key(), theme.strong());
    } else {
        for (at, option) in meant.into_iter().enumerate() {
            let key = option.digit.map_or_else(|| " ·".to_owned(), |digit| format!("{digit:>2}"));
            // in the field a digit is text
            let keys = arrows(pointed, at).into_iter().chain([Key::Enter]).collect();
            panel.taken_by(&key, &option.label.en, pointed == Some(at), keys);
        }
    }
    panel.blank();
}

/// What is known about this radio; the whole of it stands behind F1.
fn advice(panel: &mut Panel, progress: &Progress<'_>, item: &Item) {
    let job = progress.job;
    let theme = panel.theme;
    let advice = progress.book.advice(item.id.as_str(), job.token(known::CAR), job.token(known::RADIO));
    for advice in advice.into_iter().filter(|_| item.takes_advice) {
        let mut text = advice.text.en.clone();
        if !advice.provenance.is_verified {
            text.push_str(" (unverified)");
        }
        panel.hanging("·", &text, theme.quiet(), theme.quiet());
        if let Some(cost) = &advice.cost {
            panel.hanging("  costs:", &cost.en, theme.warn(), theme.quiet());
        }
    }
}
