//! Figures as a table of typed cells: one row a figure, for CSV and spreadsheets.

use super::table::{Cell, Table, in_words as in_words_of};
use crate::audit::figures::{Figures, GroupCounts, Tallies, Tally};
use crate::audit::jobs::labels::Labels;
use crate::domain::checklist::known;
use crate::words::PlainWords;

/// The columns: what is counted, of what, by what, how many, and of how many (or which unit).
const COLUMNS: [&str; 5] = ["figure", "group", "what", "count", "n"];

/// The figures, a row each.
#[must_use]
pub fn table(figures: &Figures) -> Table {
    let mut rows = FigureRows(Vec::new());
    let jobs = &figures.jobs;
    for (what, count) in [
        ("finished", jobs.finished),
        ("stopped", jobs.stopped),
        ("open", jobs.open),
        ("cleared", jobs.cleared),
        ("via-file", jobs.via_file),
    ] {
        rows.push("jobs", "", what, count, jobs.n);
    }
    rows.push("mistakes", "", "entered by mistake, counted nowhere else", jobs.mistakes, jobs.mistakes);
    rows.push("records", "", "not intact", jobs.not_intact, jobs.n + jobs.mistakes);
    rows.tally("stops", "", &jobs.stops);
    rows.tally("kind", "", &figures.kinds);
    rows.tally("customer-code", "", &figures.code.answers);
    rows.push("customer-code", "", "confirmed", figures.code.confirmed, figures.code.answers.n());
    rows.tally("code-found", "", &figures.code_found);
    rows.tallies("code-found by radio", &figures.code_found_by_radio);
    rows.tallies("radio by car", &figures.radios);
    rows.tally("arrival", "", &figures.arrival);
    rows.tally("radio-after", "", &figures.afterwards);
    rows.tallies("radio-after by arrival", &figures.afterwards_by_arrival);
    let n = figures.backup.iter().map(|counts| counts.n).sum();
    for counts in &figures.backup {
        rows.push("backup-power", "", &counts.backup, counts.n, n);
        rows.push("lost by backup-power", &counts.backup, "lost", counts.lost, counts.played);
    }
    for (name, lost, counts) in [
        ("supply watched", "lost by supply watched", &figures.watched),
        ("supply fell to", "lost by supply fell to", &figures.fell_to),
        ("volts lead off", "lost by volts lead off", &figures.read),
    ] {
        // where none was ever watched, or all was typed, there is nothing to tell apart
        let n = counts.iter().map(|it| it.n).sum();
        for it in counts.iter().filter(|it| !it.is_usual() || it.n < n) {
            rows.push(name, "", it.supply, it.n, n);
            rows.push(lost, it.supply, "lost", it.lost, it.played);
        }
    }
    rows.push("overrides", "", "jobs with one or more", figures.overrides.jobs, jobs.n);
    rows.tally("overrides by item", "", &figures.overrides.items);
    rows.push("picked", "", "looked at", figures.observed.observed, figures.observed.picked);
    let said = figures.observed.agrees + figures.observed.differs;
    rows.push("observed", "", "agrees", figures.observed.agrees, said);
    rows.push("observed", "", "differs", figures.observed.differs, said);
    rows.tally("observed by item", "", &figures.observed.items);
    rows.push("refused", "", "jobs with one or more", figures.refused.jobs, jobs.n);
    rows.tallies("refused by item", &figures.refused.items);
    for times in &figures.pause_points {
        for (what, seconds) in
            [("median seconds", times.spread.median_seconds), ("p90 seconds", times.spread.p90_seconds)]
        {
            if let Some(seconds) = seconds {
                rows.push("pause point", times.page, what, seconds.into(), times.spread.n);
            }
        }
    }
    let interruptions = figures.interruptions;
    rows.push("interruptions", "", "jobs with one or more", interruptions.jobs, jobs.n);
    rows.push("interruptions", "", "seconds away", interruptions.away_seconds, interruptions.n);
    rows.tallies("recovery", &figures.recovery);
    rows.push("attempts", "", "jobs with one or more", figures.attempts.jobs, jobs.n);
    rows.tally("attempts by outcome", "", &figures.attempts.outcomes);
    figures.months.iter().for_each(|it| rows.counts("month", &it.month, it.counts));
    figures.technicians.iter().flatten().for_each(|it| rows.counts("technician", &it.technician, it.counts));
    Table { name: "figures", title: None, columns: COLUMNS.map(Into::into).into(), rows: rows.0, printed: Vec::new() }
}

/// The same with words in place of ids.
#[must_use]
pub fn in_words(figures: &Figures, labels: &Labels, words: &PlainWords) -> Table {
    let language = words.language();
    let mut table = table(figures);
    let items = [
        ("customer-code", "", known::CODE),
        ("code-found", "", known::CODE_FOUND),
        ("code-found by radio", known::RADIO, known::CODE_FOUND),
        ("radio by car", known::CAR, known::RADIO),
        ("arrival", "", known::ARRIVAL),
        ("radio-after", "", known::RADIO_AFTER),
        ("radio-after by arrival", known::ARRIVAL, known::RADIO_AFTER),
        ("backup-power", "", known::BACKUP),
        ("lost by backup-power", known::BACKUP, ""),
    ];
    for row in &mut table.rows {
        let [Cell::Text(figure), group, what, ..] = &mut row[..] else { continue };
        let of_program = |token: &str| words.find(&format!("said-{token}")).unwrap_or(token).to_owned();
        let said = |item: &str, token: &str| {
            labels.option(item, token, language).map_or_else(|| of_program(token), str::to_owned)
        };
        if let Some((_, of_group, of_what)) = items.iter().find(|(name, ..)| name == figure) {
            for (cell, item) in [(&mut *group, of_group), (&mut *what, of_what)] {
                if let Cell::Text(token) = cell {
                    *token = said(item, token);
                }
            }
        }
        let name = |token: &str| match figure.as_str() {
            "kind" => labels.kind(token, language).to_owned(),
            _ => labels.item(token, language).to_owned(),
        };
        match (figure.as_str(), &mut *what) {
            ("kind" | "overrides by item" | "observed by item", Cell::Text(token)) => *token = name(token),
            ("stops", Cell::Text(token)) => *token = words.get(&format!("report-stop-{token}")).to_owned(),
            ("attempts by outcome", Cell::Text(token)) => *token = words.get(&format!("reply-{token}")).to_owned(),
            ("refused by item", Cell::Text(token)) => *token = words.get(&format!("refused-{token}")).to_owned(),
            (_, Cell::Text(token)) => *token = in_words_of(words, "counted", token).to_owned(),
            _ => {}
        }
        match (figure.as_str(), &mut *group) {
            ("refused by item", Cell::Text(token)) => *token = name(token),
            ("lost by supply watched" | "lost by supply fell to" | "lost by volts lead off", Cell::Text(token)) => {
                *token = in_words_of(words, "counted", token).to_owned();
            }
            _ => {}
        }
        *figure = in_words_of(words, "figure", figure).to_owned();
    }
    table.titled(words)
}

struct FigureRows(Vec<Vec<Cell>>);

impl FigureRows {
    fn push(&mut self, figure: &str, group: &str, what: &str, count: u64, n: u64) {
        let whole = |count: u64| Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX));
        self.0.push(vec![Cell::text(figure), Cell::text(group), Cell::text(what), whole(count), whole(n)]);
    }

    fn tally(&mut self, figure: &str, group: &str, tally: &Tally) {
        tally.ranked().into_iter().for_each(|(word, count)| self.push(figure, group, word, count, tally.n()));
    }

    fn tallies(&mut self, figure: &str, tallies: &Tallies) {
        tallies.iter().for_each(|(group, tally)| self.tally(figure, group, tally));
    }

    fn counts(&mut self, figure: &str, group: &str, counts: GroupCounts) {
        for (what, count, n) in [
            ("jobs", counts.n, counts.n),
            ("finished", counts.finished, counts.n),
            ("stopped", counts.stopped, counts.n),
            ("open", counts.open, counts.n),
            ("cleared", counts.cleared, counts.n),
            ("confirmed", counts.confirmed, counts.n),
            ("overridden", counts.overridden, counts.n),
            ("lost", counts.lost, counts.played),
        ] {
            self.push(figure, group, what, count, n);
        }
    }
}
