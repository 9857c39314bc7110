//! Figures as lines of text, the same on the screen and on the command line.

use unicode_width::UnicodeWidthStr;

use super::bar::{bar, duration, percent, sparkline, two_bars};
use super::{Figures, GroupCounts, SupplyCounts, Tally};
use crate::audit::jobs::labels::Labels;
use crate::domain::checklist::known;
use crate::domain::lockout::ATTEMPT;
use crate::domain::recovery;
use crate::domain::text::capital;
use crate::domain::wrap::wrap_cells;
use crate::words::PlainWords;

/// Below so many jobs no share of a person's jobs is shown: it would say more about chance.
pub const PERSON_N_MIN: u64 = 20;

/// The cells of a name, of a count and of a share.
const NAME_CELLS: usize = 32;
const COUNT_CELLS: usize = 8;
const SHARE_CELLS: usize = 7;
/// No bar is longer.
const BAR_CELLS_MAX: usize = 40;
/// A shorter bar says nothing.
const GROUP_BAR_CELLS_MIN: usize = 8;
/// Narrower than this nothing is laid out.
const COLUMNS_MIN: usize = 50;

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A heading with its n.
    Heading,
    /// A figure.
    Figure,
    /// A remark on the figures.
    Remark,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// Its kind.
    pub kind: LineKind,
    /// Its text. Names of people stand in it as they were typed: clean it on the way to a terminal.
    pub text: String,
}

/// The figures in lines of at most `columns` cells, and not less than 50; in these words, and those of `labels` in their language.
#[must_use]
pub fn lines(figures: &Figures, labels: &Labels, words: &PlainWords, columns: usize) -> Vec<FigureLine> {
    let mut page = FigurePage { columns: columns.max(COLUMNS_MIN), labels, words, lines: Vec::new() };
    if figures.jobs.n == 0 {
        page.say("figures-none", "", "");
        page.mistakes(figures.jobs.mistakes);
        page.not_intact(figures.jobs.not_intact);
        return page.lines;
    }
    page.jobs(figures);
    page.code(figures);
    page.radios(figures);
    page.backup(figures);
    page.supply("figures-watched", &figures.watched);
    page.supply("figures-fell-to", &figures.fell_to);
    page.supply("figures-read", &figures.read);
    page.overrides(figures);
    page.observed(figures);
    page.refused(figures);
    page.times(figures);
    page.lock_out(figures);
    page.months(figures);
    page.technicians(figures);
    page.lines
}

/// The lines so far, and their width.
struct FigurePage<'a> {
    columns: usize,
    labels: &'a Labels,
    words: &'a PlainWords,
    lines: Vec<FigureLine>,
}

impl<'a> FigurePage<'a> {
    /// A remark in the words of a message.
    fn say(&mut self, id: &str, a: &str, b: &str) {
        self.remark(&self.words.fill(id, a, b));
    }

    fn push(&mut self, kind: LineKind, text: impl Into<String>) {
        self.lines.push(FigureLine { kind, text: text.into().trim_end().to_owned() });
    }

    fn remark(&mut self, text: &str) {
        for line in wrap_cells(text, self.columns.saturating_sub(2)) {
            self.push(LineKind::Remark, format!("  {line}"));
        }
    }

    /// A heading with its n, after a blank line; `title` is the id of a message.
    fn heading(&mut self, title: &str, n: u64) {
        let title = self.words.get(title).to_owned();
        if !self.lines.is_empty() {
            self.push(LineKind::Remark, "");
        }
        self.push(LineKind::Heading, format!("{title} (n = {n})"));
    }

    fn bar_cells(&self) -> usize {
        self.columns.saturating_sub(2 + NAME_CELLS + COUNT_CELLS + SHARE_CELLS + 2).min(BAR_CELLS_MAX)
    }

    /// What a message says, with its count, its share of `n`, and a bar.
    fn counts(&mut self, id: &str, count: u64, n: u64) {
        self.share(self.words.get(id), count, n);
    }

    /// A name with its count, its share of `n`, and a bar.
    fn share(&mut self, name: &str, count: u64, n: u64) {
        let bar = bar(count, n, self.bar_cells());
        self.push(LineKind::Figure, format!("  {}  {bar}", counted(name, count, n)));
    }

    /// In how many jobs something happened that is counted one by one: a share of the jobs, below a heading with another n.
    fn in_jobs(&mut self, count: u64, jobs: u64) {
        let told = self.words.fill("figures-in-jobs", &count.to_string(), &jobs.to_string());
        self.remark(&format!("{told} ({})", percent(count, jobs)));
    }

    /// A tally of what was answered to an item under its heading; nothing where it is empty.
    fn tally(&mut self, title: &str, item: &str, tally: &Tally) {
        if tally.n() == 0 {
            return;
        }
        self.heading(title, tally.n());
        for (word, count) in tally.ranked() {
            self.share(&self.said(item, word), count, tally.n());
        }
    }

    /// What was answered to an item, in words.
    fn said(&self, item: &str, token: &str) -> String {
        let id = if item == ATTEMPT { format!("reply-{token}") } else { format!("said-{token}") };
        let option = self.labels.option(item, token, self.language());
        option.map_or_else(|| self.words.find(&id).unwrap_or(token).to_owned(), capital)
    }

    fn language(&self) -> &'a str {
        self.words.language()
    }

    /// What was answered to an item with its counts in one line, broken where it is full.
    fn listed(&mut self, name: &str, item: &str, tally: &Tally) {
        let mut line = format!("  {}", cell(name, NAME_CELLS));
        let indent = line.width();
        for (at, (word, count)) in tally.ranked().into_iter().enumerate() {
            let word = self.said(item, word);
            let part = format!("{}{word} {count}", if at == 0 { "  " } else { " · " });
            if line.width() + part.width() > self.columns && line.width() > indent {
                self.push(LineKind::Figure, line);
                line = " ".repeat(indent) + "  " + part.trim_start_matches([' ', '·']);
            } else {
                line += &part;
            }
        }
        self.push(LineKind::Figure, line);
    }

    fn mistakes(&mut self, count: u64) {
        if count > 0 {
            self.say("figures-mistakes", &count.to_string(), "");
        }
    }

    fn not_intact(&mut self, count: u64) {
        if count > 0 {
            self.say("figures-not-intact", &count.to_string(), "");
        }
    }

    fn jobs(&mut self, figures: &Figures) {
        let jobs = &figures.jobs;
        self.heading("figures-jobs", jobs.n);
        self.counts("figures-cleared", jobs.cleared, jobs.n);
        self.counts("figures-finished", jobs.finished, jobs.n);
        self.counts("figures-stopped", jobs.stopped, jobs.n);
        for (reason, count) in jobs.stops.ranked() {
            let why = format!("  {}", self.words.get(&format!("report-stop-{reason}")));
            self.share(&why, count, jobs.n);
        }
        self.counts("figures-open", jobs.open, jobs.n);
        if jobs.via_file > 0 {
            self.counts("figures-via-file", jobs.via_file, jobs.n);
        }
        self.mistakes(jobs.mistakes);
        self.not_intact(jobs.not_intact);
        if figures.kinds.n() > 0 {
            self.heading("figures-kinds", figures.kinds.n());
        }
        for (kind, count) in figures.kinds.ranked() {
            self.share(self.labels.kind(kind, self.language()), count, figures.kinds.n());
        }
    }

    fn code(&mut self, figures: &Figures) {
        let code = &figures.code;
        let n = code.answers.n();
        if n > 0 {
            self.heading("figures-code", n);
            self.counts("figures-confirmed", code.confirmed, n);
        }
        for (word, count) in code.answers.ranked() {
            self.share(&format!("  {}", self.said(known::CODE, word)), count, n);
        }
        self.tally("figures-code-found", known::CODE_FOUND, &figures.code_found);
        for (radio, tally) in figures.code_found_by_radio.iter() {
            self.listed(&self.said(known::RADIO, radio), known::CODE_FOUND, tally);
        }
    }

    fn radios(&mut self, figures: &Figures) {
        if figures.radios.n() > 0 {
            self.heading("figures-radios", figures.radios.n());
            for (car, tally) in figures.radios.iter() {
                for (radio, count) in tally.ranked() {
                    let (car, radio) = (self.said(known::CAR, car), self.said(known::RADIO, radio));
                    self.share(&format!("{car}  {radio}"), count, figures.radios.n());
                }
            }
        }
        self.tally("figures-arrival", known::ARRIVAL, &figures.arrival);
        self.tally("figures-afterwards", known::RADIO_AFTER, &figures.afterwards);
        for (arrival, tally) in figures.afterwards_by_arrival.iter() {
            let arrival = self.said(known::ARRIVAL, arrival);
            let name = self.words.fill("figures-before-then", &arrival, "");
            self.listed(&name, known::RADIO_AFTER, tally);
        }
    }

    fn backup(&mut self, figures: &Figures) {
        let n = figures.backup.iter().map(|counts| counts.n).sum();
        if n == 0 {
            return;
        }
        self.heading("figures-backup", n);
        for counts in &figures.backup {
            self.share(&self.said(known::BACKUP, &counts.backup), counts.n, n);
            self.lost(counts.lost, counts.played);
        }
    }

    fn lost(&mut self, lost: u64, played: u64) {
        if played > 0 {
            let told = self.words.fill("figures-lost", &lost.to_string(), &played.to_string());
            let blank = " ".repeat(2 + NAME_CELLS.min(4));
            let share = percent(lost, played);
            self.push(LineKind::Figure, format!("{blank}{told} ({share})"));
        }
    }

    /// What was seen of the supply; nothing where none was ever watched, or all was typed. `title` is the id of a message.
    fn supply(&mut self, title: &str, counts: &[SupplyCounts]) {
        if counts.iter().all(SupplyCounts::is_usual) {
            return;
        }
        let n = counts.iter().map(|it| it.n).sum();
        self.heading(title, n);
        for it in counts {
            self.counts(&format!("figures-supply-{}", it.supply), it.n, n);
            self.lost(it.lost, it.played);
        }
    }

    fn overrides(&mut self, figures: &Figures) {
        let overrides = &figures.overrides;
        self.heading("figures-overrides", overrides.items.n());
        self.in_jobs(overrides.jobs, figures.jobs.n);
        for (item, count) in overrides.items.ranked() {
            self.share(&capital(self.labels.item(item, self.language())), count, overrides.items.n());
        }
    }

    fn observed(&mut self, figures: &Figures) {
        let observed = &figures.observed;
        if observed.picked > 0 {
            self.heading("figures-picked", observed.picked);
            self.counts("figures-looked-at", observed.observed, observed.picked);
            self.counts("figures-not-looked-at", observed.picked - observed.observed, observed.picked);
            let said = observed.agrees + observed.differs;
            self.counts("figures-agrees", observed.agrees, said);
            self.counts("figures-differs", observed.differs, said);
            for (item, count) in observed.items.ranked() {
                self.share(&capital(self.labels.item(item, self.language())), count, said);
            }
        }
    }

    fn refused(&mut self, figures: &Figures) {
        let refused = &figures.refused;
        if refused.jobs == 0 {
            return;
        }
        self.heading("figures-refused", refused.items.n());
        self.in_jobs(refused.jobs, figures.jobs.n);
        for (item, kinds) in refused.items.ranked() {
            let words = |(kind, count): (&str, u64)| {
                let known = self.words.find(&format!("refused-{kind}"));
                format!("{} {count}", known.unwrap_or_else(|| self.words.get("refused-other")))
            };
            let said: Vec<String> = kinds.ranked().into_iter().map(words).collect();
            let name = capital(self.labels.item(item, self.language()));
            self.share(&name, kinds.n(), refused.items.n());
            self.remark(&said.join(" · "));
        }
    }

    fn times(&mut self, figures: &Figures) {
        let longest = figures.pause_points.iter().filter_map(|times| times.spread.p90_seconds).max().unwrap_or(0);
        let n = figures.pause_points.iter().map(|times| times.spread.n).max().unwrap_or(0);
        if n > 0 {
            self.heading("figures-times", n);
        }
        for times in &figures.pause_points {
            let (Some(median), Some(p90)) = (times.spread.median_seconds, times.spread.p90_seconds) else { continue };
            let (median_text, p90_text) = (duration(median.into()), duration(p90.into()));
            let name = format!("{}  n {}", times.page.to_uppercase(), times.spread.n);
            let cells = self.columns.saturating_sub(2 + 14 + 10 + 10 + 2).min(BAR_CELLS_MAX);
            let bar = two_bars(median.into(), p90.into(), longest.into(), cells);
            let text = format!("  {}{median_text:>10}{p90_text:>10}  {bar}", cell(&name, 14));
            self.push(LineKind::Figure, text);
        }
        let interruptions = figures.interruptions;
        self.heading("figures-interruptions", interruptions.n);
        self.in_jobs(interruptions.jobs, figures.jobs.n);
        if interruptions.n > 0 {
            self.say("figures-away", &duration(interruptions.away_seconds), "");
        }
    }

    fn lock_out(&mut self, figures: &Figures) {
        let attempts = &figures.attempts;
        self.tally("figures-attempts", ATTEMPT, &attempts.outcomes);
        if attempts.jobs > 0 {
            self.in_jobs(attempts.jobs, figures.jobs.n);
        }
        if figures.recovery.n() > 0 {
            self.heading("figures-recovery", figures.recovery.n());
            for (step, tally) in figures.recovery.iter() {
                let item = format!("{}{step}", recovery::PREFIX);
                let name = capital(self.labels.item(&item, self.language())).replace(recovery::PREFIX, "");
                self.listed(&name, &item, tally);
            }
        }
    }

    fn months(&mut self, figures: &Figures) {
        let months = &figures.months;
        let (Some(first), Some(last)) = (months.first(), months.last()) else { return };
        self.heading("figures-months", figures.jobs.n);
        let course = course(figures);
        if course.len() > 1 {
            let shown = course.len().min(self.columns.saturating_sub(2 + 7 + 2 + 2 + 7));
            let line = sparkline(&course[course.len() - shown..]);
            let from = if shown == course.len() { first.month.as_str() } else { "…" };
            self.push(LineKind::Figure, format!("  {from} {line} {}", last.month));
        }
        let most = months.iter().map(|month| month.counts.n).max().unwrap_or(0);
        for month in months {
            self.group(&cell(&month.month, 8), month.counts, most, true);
        }
    }

    fn technicians(&mut self, figures: &Figures) {
        let Some(technicians) = &figures.technicians else { return };
        self.heading("figures-technicians", figures.jobs.n);
        self.say("figures-few", &PERSON_N_MIN.to_string(), "");
        let most = technicians.iter().map(|it| it.counts.n).max().unwrap_or(0);
        for it in technicians {
            let nobody = self.words.get("figures-nobody").to_owned();
            let name = if it.technician.is_empty() { &nobody } else { &it.technician };
            self.group(&cell(name, 16), it.counts, most, it.counts.n >= PERSON_N_MIN);
        }
    }

    /// A group of jobs in one line: how many, and what they came to; and a bar where there is room for one.
    fn group(&mut self, name: &str, counts: GroupCounts, most: u64, has_shares: bool) {
        let said = |count: u64, of: u64| match has_shares {
            true => percent(count, of),
            false => count.to_string(),
        };
        let parts = [
            cell(&self.words.fill("figures-group-cleared", &said(counts.cleared, counts.n), ""), 13),
            cell(&self.words.fill("figures-group-code", &said(counts.confirmed, counts.n), ""), 10),
            cell(&self.words.fill("figures-group-override", &said(counts.overridden, counts.n), ""), 14),
            cell(&self.words.fill("figures-group-lost", &format!("{}/{}", counts.lost, counts.played), ""), 16),
        ];
        let mut line = format!("  {name}{:>6} ", counts.n);
        // a narrow window has room for the first of them
        for part in parts {
            if line.width() + 1 + part.trim_end().width() <= self.columns {
                line = format!("{line} {part}");
            }
        }
        let cells = self.columns.saturating_sub(line.width() + 1).min(BAR_CELLS_MAX);
        let bar = if cells < GROUP_BAR_CELLS_MIN { String::new() } else { bar(counts.n, most, cells) };
        self.push(LineKind::Figure, format!("{line} {bar}"));
    }
}

/// A name with its count and share, in columns.
fn counted(name: &str, count: u64, n: u64) -> String {
    format!("{}{count:>COUNT_CELLS$}{:>SHARE_CELLS$}", cell(name, NAME_CELLS), percent(count, n))
}

/// A text in exactly so many cells; a longer one is cut.
fn cell(text: &str, cells: usize) -> String {
    let mut fitted = text.to_owned();
    if fitted.width() > cells {
        while fitted.width() + 1 > cells && fitted.pop().is_some() {}
        fitted.push('…');
    }
    let missing = cells.saturating_sub(fitted.width());
    fitted + &" ".repeat(missing)
}

/// The jobs of each month from the first to the last, also of months without any.
fn course(figures: &Figures) -> Vec<u64> {
    let at = |month: &str| {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()?)
    };
    let placed: Vec<(usize, u64)> =
        figures.months.iter().filter_map(|it| Some((at(&it.month)?, it.counts.n))).collect();
    let (Some((first, _)), Some((last, _))) = (placed.first(), placed.last()) else { return Vec::new() };
    // a clock that was wrong by decades makes no course
    if last - first > 1200 {
        return placed.into_iter().map(|(_, n)| n).collect();
    }
    let mut course = vec![0; last - first + 1];
    placed.iter().for_each(|(month, n)| course[month - first] = *n);
    course
}
