//! The list of jobs: one line each, the newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::super::text::{fit, pad, width};
use crate::app::Store;
use crate::app::audit::AuditScreen;
use crate::audit::{Audit, Finding, JobSummary, Weight};
use crate::tui::theme::Theme;

/// With fewer cells left than a name takes, it stands below the list only.
const MORE_CELLS_MIN: usize = 10;

pub(super) fn draw(store: &Store, audit: &Audit, screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cells = usize::from(area.width);
    let mut lines = Vec::new();
    if screen.jobs.is_empty() {
        lines.push(Line::default());
        let message = if screen.looking.is_set() { "audit-no-job-fits" } else { "audit-no-job" };
        lines.push(Line::raw(format!("  {}", screen.words.get(message))));
    }
    let focus = screen.jobs_list.index(&screen.jobs);
    let (first, places) = screen.jobs_list.window(&screen.jobs, usize::from(area.height));
    for (at, place) in places.iter().enumerate() {
        let has_focus = Some(first + at) == focus;
        let line = audit.jobs.get(*place as usize).map(|job| row(store, audit, job, (screen, has_focus), theme, cells));
        lines.push(line.unwrap_or_default());
    }
    Paragraph::new(lines).render(area, buffer);
}

fn row(
    store: &Store,
    audit: &Audit,
    job: &JobSummary,
    (screen, has_focus): (&AuditScreen, bool),
    theme: Theme,
    cells: usize,
) -> Line<'static> {
    let words = &screen.words;
    let (findings, style) = unseen(audit.findings_of(job), theme);
    let more_cells = cells.saturating_sub(1 + 12 + 1 + 11 + 1 + 14 + 19 + 11 + 6);
    let mut more = vec![job.people_within(more_cells, width)];
    if job.workshop.is_named {
        more.push(job.workshop.name.clone());
    }
    if job.key.station != store.station || job.workshop.is_named {
        more.push(job.key.station.to_string());
    }
    let more = if more_cells < MORE_CELLS_MIN { String::new() } else { fit(&more.join(" · "), more_cells) };
    Line::from(vec![
        Span::styled(if has_focus { "▸" } else { " " }, theme.key()),
        Span::styled(pad(job.key.number.as_str(), 12), if has_focus { theme.focus() } else { theme.strong() }),
        Span::raw(format!(" {} ", pad(job.plate.as_deref().unwrap_or(words.get("audit-no-plate")), 11))),
        Span::raw(pad(&fit(audit.labels.kind(job.kind(), &store.letterhead.language), 13), 14)),
        Span::raw(pad(job.outcome.in_words(words), 19)),
        Span::raw(pad(&job.started.format("%Y-%m-%d").to_string(), 11)),
        Span::styled(pad(&findings, 6), style),
        Span::styled(more, theme.quiet()),
    ])
}

/// How many findings nobody has seen yet, with the sign of the gravest.
fn unseen(findings: &[Finding], theme: Theme) -> (String, Style) {
    let unseen: Vec<Weight> =
        findings.iter().filter(|finding| !finding.is_seen()).map(|finding| finding.weight()).collect();
    match unseen.iter().max() {
        None if findings.is_empty() => (String::new(), Style::new()),
        None => ("✓".to_owned(), theme.quiet()),
        Some(weight) => {
            let style = match weight {
                Weight::Grave => theme.bad(),
                Weight::Serious => theme.warn(),
                Weight::Note => theme.quiet(),
            };
            (format!("{} {}", weight.sign(), unseen.len()), style)
        }
    }
}
