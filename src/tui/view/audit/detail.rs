//! What is known of the finding or the job in focus, below the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use super::super::text::{fit, wrap};
use super::findings::weight;
use crate::app::Store;
use crate::app::audit::{AuditScreen, Tab};
use crate::audit::case::Said;
use crate::audit::{Case, Exception, Group, ledger};
use crate::domain::text::capital;
use crate::tui::theme::Theme;

pub(super) fn draw(store: &Store, screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cells = usize::from(area.width);
    let rows = usize::from(area.height);
    let lines = match screen.tab {
        Tab::Findings => screen.finding().map(|it| of_finding(store, &it, theme, cells, rows)),
        _ => screen.case().map(|case| {
            let tried = screen.audit.as_ref().and_then(|audit| ledger::of_case(audit, case));
            let mut lines = of_case(store, case, tried, theme, cells);
            cut(&mut lines, rows, cells);
            lines
        }),
    };
    Paragraph::new(lines.unwrap_or_default()).render(area, buffer);
}

/// Leaves out the lines that have no room, and says so at the end of the last one.
fn cut(lines: &mut Vec<Line<'static>>, room: usize, cells: usize) {
    if lines.len() > room {
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            *last =
                Line::styled(fit(&format!("{} …", fit(&last.to_string(), cells.saturating_sub(2))), cells), last.style);
        }
    }
}

/// A finding: its weight and title, its sentence, its job, and who has seen it.
fn of_finding(store: &Store, exception: &Exception<'_>, theme: Theme, cells: usize, rows: usize) -> Vec<Line<'static>> {
    let finding = exception.finding();
    let (sign, word, style) = weight(exception, theme);
    let group = finding.kind.group().word();
    let title = format!("{sign} {} · {group} · {}", capital(word), finding.kind.title());
    let mut foot = Vec::new();
    match exception {
        Exception::Case { case, .. } => foot.push(Line::styled(fit(&about(store, case), cells), theme.quiet())),
        Exception::Record(store) => {
            let line = store.line.map(|line| format!(", line {line}")).unwrap_or_default();
            let place = format!("{}/{}{line}", store.station, store.file);
            foot.push(Line::styled(fit(place.trim_matches('/'), cells), theme.quiet()));
        }
    }
    if let Some(review) = exception.seen() {
        let remark = if review.remark.is_empty() { String::new() } else { format!(": {}", review.remark) };
        let time = review.time.format("%Y-%m-%d %H:%M");
        let seen = wrap(&format!("seen by {}, {time}{remark}", review.who), cells);
        foot.extend(seen.into_iter().take(rows.saturating_sub(3).max(1)).map(Line::raw));
    }
    let mut lines = vec![Line::styled(fit(&title, cells), style)];
    // what is said of a file begins with its path
    let begins_with_a_path = matches!(finding.kind.group(), Group::Record);
    let sentence = if begins_with_a_path { finding.sentence.to_string() } else { capital(&finding.sentence) };
    let sentence = wrap(&format!("{sentence}."), cells);
    lines.extend(sentence.into_iter().map(Line::raw));
    cut(&mut lines, rows.saturating_sub(foot.len()).max(2), cells);
    lines.extend(foot);
    lines
}

/// A job in one line.
fn about(store: &Store, case: &Case) -> String {
    let is_here = case.key.station == store.station && !case.workshop.is_named;
    let number = if is_here { case.key.number.to_string() } else { case.place() };
    let mut parts = vec![number];
    parts.extend(case.plate.as_deref().map(ToOwned::to_owned));
    parts.push(case.kind().to_owned());
    parts.push(case.started.format("%Y-%m-%d %H:%M").to_string());
    parts.push(case.technician().to_owned());
    parts.push(case.outcome.words());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// A job: car and radio, code and backup, the codes that were tried, and its findings.
fn of_case(store: &Store, case: &Case, tried: Option<String>, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let said = |item: Said| case.said(item).unwrap_or("–").to_owned();
    let mut lines = vec![Line::styled(fit(&about(store, case), cells), theme.strong())];
    let serial = case.serial.as_ref().map_or_else(|| said(Said::Serial), ToString::to_string);
    let named = [
        format!("car {} · radio {} · serial {serial}", said(Said::Car), said(Said::Radio)),
        format!("code {} · backup {} · {}", said(Said::Code), said(Said::Backup), volts(case)),
        format!("radio on arrival {} · afterwards {}", said(Said::Arrival), said(Said::RadioAfter)),
    ];
    lines.extend(named.iter().chain(&tried).flat_map(|text| wrap(text, cells)).map(Line::raw));
    let titles: Vec<&str> = case.findings.iter().map(|finding| finding.kind.title()).collect();
    let found = match titles.len() {
        0 => "no finding".to_owned(),
        1 => format!("1 finding: {}", titles[0]),
        n => format!("{n} findings: {}", titles.join(", ")),
    };
    lines.extend(wrap(&found, cells).into_iter().map(Line::raw));
    lines
}

fn volts(case: &Case) -> String {
    match &case.car_volts {
        Some(digits) => format!("{digits} V between the leads"),
        None => "volts between the leads –".to_owned(),
    }
}
