//! What is known of the finding or the job in focus, below the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use super::super::text::{fit, wrap};
use super::findings::weight;
use crate::app::Store;
use crate::app::audit::{AuditScreen, FindingMeaning, Tab};
use crate::audit::{Audit, Finding, Group, JobSummary, ledger, listing};
use crate::domain::checklist::known;
use crate::domain::text::capital;
use crate::tui::theme::Theme;

pub(super) fn draw(store: &Store, screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cells = usize::from(area.width);
    let rows = usize::from(area.height);
    let Some(audit) = &screen.audit else { return };
    let lines = match screen.tab {
        Tab::Findings => {
            let meaning = |finding: &Finding| screen.meanings.get(&finding.kind);
            let lines = |finding| of_finding(store, screen, audit, (finding, meaning(finding)), theme, cells, rows);
            screen.finding().map(lines)
        }
        _ => screen.job().map(|job| {
            let mut lines = of_job(store, screen, audit, job, theme, cells);
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
fn of_finding(
    store: &Store,
    screen: &AuditScreen,
    audit: &Audit,
    (finding, meaning): (&Finding, Option<&FindingMeaning>),
    theme: Theme,
    cells: usize,
    rows: usize,
) -> Vec<Line<'static>> {
    let words = &screen.words;
    let (sign, word, style) = weight(finding, words, theme);
    let group = finding.kind.group().word_in(words);
    let title = format!("{sign} {} · {group} · {}", capital(word), finding.kind.title_in(words));
    let mut foot = Vec::new();
    if let Some(job) = audit.job_of(finding) {
        foot.push(Line::styled(fit(&about(store, screen, audit, job), cells), theme.quiet()));
    }
    if let Some(location) = finding.location() {
        let line = location.line.map(|line| words.say("audit-line", &[("line", &line.to_string())]));
        let line = line.unwrap_or_default();
        let place = format!("{}/{}{line}", location.station, location.file);
        foot.push(Line::styled(fit(place.trim_matches('/'), cells), theme.quiet()));
    }
    if let Some(review) = &finding.seen {
        let remark = if review.remark.is_empty() { String::new() } else { format!(": {}", review.remark) };
        let time = review.time.format("%Y-%m-%d %H:%M");
        let by = words.say("audit-seen-by", &[("who", &review.who), ("time", &time.to_string())]);
        let seen = wrap(&format!("{by}{remark}"), cells);
        foot.extend(seen.into_iter().take(rows.saturating_sub(3).max(1)).map(Line::raw));
    }
    if let Some(action) = finding.action.as_ref().filter(|_| !finding.kind.is_action()) {
        let told = wrap(&listing::action_words(action, words), cells);
        foot.extend(told.into_iter().take(rows.saturating_sub(4).max(1)).map(Line::raw));
    }
    let mut lines = vec![Line::styled(fit(&title, cells), style)];
    // what is said of a file begins with its path
    let begins_with_a_path = matches!(finding.kind.group(), Group::Record);
    let sentence = finding.sentence.in_words(words);
    let sentence = if begins_with_a_path { sentence } else { capital(&sentence) };
    let sentence = wrap(&format!("{sentence}."), cells);
    lines.extend(sentence.into_iter().map(Line::raw));
    cut(&mut lines, rows.saturating_sub(foot.len()).max(2), cells);
    lines.extend(foot);
    // what is behind F1, where there is room for all of it
    if let Some(FindingMeaning { means, next }) = meaning {
        let mut told = wrap(means, cells);
        told.extend(wrap(&words.say("audit-next", &[("what", next)]), cells));
        if lines.len() + told.len() < rows {
            lines.push(Line::default());
            lines.extend(told.into_iter().map(Line::raw));
        }
    }
    lines
}

/// A job in one line.
fn about(store: &Store, screen: &AuditScreen, audit: &Audit, job: &JobSummary) -> String {
    let is_here = job.key.station == store.station && !job.workshop.is_named;
    let number = if is_here { job.key.number.to_string() } else { job.name() };
    let mut parts = vec![number];
    parts.extend(job.plate.as_deref().map(ToOwned::to_owned));
    parts.push(audit.labels.kind(job.kind(), &store.letterhead.language).to_owned());
    parts.push(job.started.format("%Y-%m-%d %H:%M").to_string());
    parts.push(job.people());
    parts.push(job.outcome.in_words(&screen.words).to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// A job: car and radio, code and backup, the codes that were tried, and its findings.
fn of_job(
    store: &Store,
    screen: &AuditScreen,
    audit: &Audit,
    job: &JobSummary,
    theme: Theme,
    cells: usize,
) -> Vec<Line<'static>> {
    let words = &screen.words;
    let said =
        |item: &str| job.token(item).map_or_else(|| "–".to_owned(), |token| audit.labels.said(item, token, words));
    let mut lines = vec![Line::styled(fit(&about(store, screen, audit, job), cells), theme.strong())];
    let serial = job.serial.as_ref().map_or_else(|| said(known::SERIAL), ToString::to_string);
    let volts = match &job.car_volts {
        Some(digits) => words.say("audit-volts", &[("volts", &digits.replace('.', words.get("decimal-mark")))]),
        None => words.get("audit-volts-none").to_owned(),
    };
    let named = [
        words.say("audit-car", &[("car", &said(known::CAR)), ("radio", &said(known::RADIO)), ("serial", &serial)]),
        words.say("audit-code", &[("code", &said(known::CODE)), ("backup", &said(known::BACKUP)), ("volts", &volts)]),
        words.say("audit-radio", &[("arrival", &said(known::ARRIVAL)), ("after", &said(known::RADIO_AFTER))]),
    ];
    let tried = ledger::of_job(audit, job, words);
    lines.extend(named.iter().chain(&tried).flat_map(|text| wrap(text, cells)).map(Line::raw));
    let titles: Vec<&str> = audit.findings_of(job).iter().map(|finding| finding.kind.title_in(words)).collect();
    let found = words.say("audit-found", &[("n", &titles.len().to_string()), ("what", &titles.join(", "))]);
    lines.extend(wrap(&found, cells).into_iter().map(Line::raw));
    lines
}
