//! Beginning a job.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::text::{fit, width, wrap};
use crate::app::new_job::{NewJob, NewJobStep};
use crate::app::parts::TextField;
use crate::app::{State, Store};
use crate::domain::JobNumber;
use crate::domain::offered::OfferedJob;
use crate::tui::key::Key;
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;

/// Draws the screen; returns where the cursor stands.
pub(super) fn draw(
    state: &State,
    new_job: &NewJob,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    draw_head(store, vec![Span::raw("new job"), Span::raw(store.station.to_string())], "", theme, head, buffer);
    let block = Block::bordered().border_type(BorderType::Rounded).title(Line::styled("─ New job ", theme.strong()));
    let inner = block.inner(body);
    block.render(body, buffer);
    let mut lines = vec![Line::default()];
    let mut cursor = None;
    let mut picks = 0..0;
    let mut typed = |lines: &mut Vec<Line<'static>>, label: &str, field: &TextField| {
        let input = field.input();
        let row = u16::try_from(lines.len()).unwrap_or(0);
        let column = u16::try_from(width(label) + input.visual_cursor()).unwrap_or(0);
        cursor = Some((column, row));
        lines.push(Line::from(vec![
            Span::raw(label.to_owned()),
            Span::styled(format!("{} ", input.value()), theme.field()),
        ]));
    };
    if let NewJobStep::Offer(pointer) = new_job.step {
        let offered = store.offered();
        lines.push(Line::styled("  The workshop's own system offers", theme.strong()));
        lines.push(Line::default());
        let room = usize::from(inner.height).saturating_sub(lines.len() + 1).max(1);
        let first = pointer.at().map_or(0, |at| (at + 1).saturating_sub(room));
        picks = lines.len()..lines.len() + offered.len().min(9).saturating_sub(first);
        for (at, job) in offered.iter().enumerate().skip(first).take(room) {
            lines.push(pick(at, &offer(store, job), pointer.at(), theme));
        }
        return show(lines, picks, None, inner, buffer, taps);
    }
    let is_number = matches!(new_job.step, NewJobStep::Number);
    if is_number {
        typed(&mut lines, "  Job number   ", &new_job.number);
        lines.push(Line::styled("               Enter takes it; or type the workshop's own number", theme.quiet()));
    } else {
        lines.push(Line::raw(format!("  Job number   {}", new_job.number.text())));
        let number = JobNumber::new(new_job.number.text()).ok();
        if let Some(job) = number.and_then(|number| store.offer(&number)) {
            lines.push(Line::styled(format!("               offered: {}", offer(store, job)), theme.quiet()));
        } else {
            lines.push(Line::styled("               Esc: the workshop's own number", theme.quiet()));
        }
    }
    lines.push(Line::default());
    match (&new_job.step, &new_job.who) {
        (NewJobStep::Name(answer), _) => {
            match answer.field() {
                Some(field) => typed(&mut lines, "  Technician   ", field),
                None => lines.push(Line::styled("  Technician", theme.strong())),
            }
            let pointed = answer.pointer().at();
            picks = lines.len()..lines.len() + answer.labels().count();
            lines.extend(answer.labels().enumerate().map(|(at, name)| pick(at, name, pointed, theme)));
        }
        (_, Some(who)) => lines.push(Line::raw(format!("  Technician   {who}"))),
        (_, None) => lines.push(Line::styled("  Technician", theme.quiet())),
    }
    lines.push(Line::default());
    if let NewJobStep::Kind(pointer) = new_job.step {
        lines.push(Line::styled("  Kind of work", theme.strong()));
        picks = lines.len()..lines.len() + store.kinds.len();
        lines.extend(store.kinds.iter().enumerate().map(|(at, kind)| match kind {
            Ok(kind) => pick(at, &kind.title.en, pointer.at(), theme),
            Err(unavailable) => {
                pick(at, &format!("{}: its file has a fault", unavailable.id()), pointer.at(), theme).style(theme.bad())
            }
        }));
        if store.kinds.is_empty() {
            lines.push(Line::styled("  No checklist can be used: run precheck checklist check", theme.bad()));
        }
    } else {
        lines.push(Line::styled("  Kind of work", theme.quiet()));
    }
    if let Some(refusal) = new_job.refusal() {
        lines.push(Line::default());
        let cells = usize::from(inner.width.saturating_sub(4));
        lines.extend(
            wrap(&format!("! {refusal}"), cells).into_iter().map(|line| Line::styled(format!("  {line}"), theme.bad())),
        );
    }
    show(lines, picks, cursor, inner, buffer, taps)
}

/// An offered job in a line.
pub(super) fn offer(store: &Store, job: &OfferedJob) -> String {
    let kind = store.offered_kind(job).and_then(|at| store.kinds.get(at)?.as_ref().ok());
    let kind = kind.map(|kind| kind.title.en.clone());
    let plates = (!job.plates.is_empty()).then(|| job.plates.join(" or "));
    [Some(job.number.to_string()), plates, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Draws the lines; each pick can be tapped.
fn show(
    lines: Vec<Line<'static>>,
    picks: Range<usize>,
    cursor: Option<(u16, u16)>,
    inner: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    for (at, digit) in picks.zip('1'..='9') {
        let y = inner.y.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
        taps.add(Rect { y, height: 1, ..inner }.intersection(inner), &[Key::Char(digit)]);
    }
    Paragraph::new(lines).render(inner, buffer);
    cursor.map(|(x, y)| (inner.x + x.min(inner.width.saturating_sub(1)), inner.y + y))
}

fn pick(at: usize, label: &str, pointed: Option<usize>, theme: Theme) -> Line<'static> {
    let (key, style) = if pointed == Some(at) { (theme.focus(), theme.focus()) } else { (theme.key(), Style::new()) };
    let digit = if at < 9 { (at + 1).to_string() } else { "·".to_owned() };
    Line::from(vec![Span::styled(format!("   {digit}  "), key), Span::styled(fit(label, 60), style)])
}
