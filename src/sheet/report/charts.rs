//! The figures of many jobs as charts and tables.

use super::{Voice, grid};
use crate::audit::Figures;
use crate::audit::figures::{GroupCounts, MonthCounts, PERSON_N_MIN, SupplyCounts, Tally, duration, percent};
use crate::domain::checklist::known;
use crate::sheet::clean::clean;
use crate::sheet::document::{Chart, ChartForm, ChartPoint, Part, Section};

/// More months than these are in the table alone.
const MONTHS_MAX: usize = 13;
/// A full bar of shares, in per mille.
const WHOLE: u64 = 1000;
/// More bars than these are summed up in the last.
const BARS_MAX: usize = 10;

/// Whether a chart of months would show a course.
pub(super) fn has_course(figures: &Figures) -> bool {
    figures.months.len() > 1
}

impl Voice<'_> {
    /// The course over months as charts, and all of them in a table.
    pub(super) fn months(&self, figures: &Figures) -> Section {
        let skipped = figures.months.len().saturating_sub(MONTHS_MAX);
        let shown = &figures.months[skipped..];
        let most = shown.iter().map(|month| month.counts.n).max().unwrap_or(0);
        let jobs = |counts: &GroupCounts| (Some(counts.n), counts.n.to_string(), String::new());
        let share = |part: u64, whole: u64| match whole {
            0 => (None, "–".to_owned(), "n 0".to_owned()),
            whole => (Some(part * WHOLE / whole), percent(part, whole), format!("n {whole}")),
        };
        let mut parts = Vec::new();
        if has_course(figures) {
            parts.push(Part::Charts(vec![
                self.course("report-chart-jobs", shown, most, jobs),
                self.course("report-chart-confirmed", shown, WHOLE, |it| share(it.confirmed, it.n)),
                self.course("report-chart-overridden", shown, WHOLE, |it| share(it.overridden, it.n)),
                self.course("report-chart-lost", shown, WHOLE, |it| share(it.lost, it.played)),
            ]));
            parts.push(Part::Say(self.get("report-trend-note")));
        }
        let columns = vec![
            self.column("report-col-month", 16, false),
            self.column("report-col-n", 9, true),
            self.column("report-col-finished", 13, true),
            self.column("report-col-stopped", 13, true),
            self.column("report-col-open", 10, true),
            self.column("report-col-overridden", 15, true),
            self.column("report-col-confirmed", 16, true),
            self.column("report-col-lost", 18, true),
        ];
        let row = |month: &MonthCounts| {
            let counts = &month.counts;
            let mut cells = vec![month.month.clone(), counts.n.to_string()];
            cells.extend([counts.finished, counts.stopped, counts.open].map(|count| count.to_string()));
            cells.extend([counts.overridden, counts.confirmed].map(|count| self.counted(count, counts.n)));
            cells.push(format!("{} / {}", counts.lost, counts.played));
            cells
        };
        parts.push(grid(columns, figures.months.iter().map(row).collect()));
        self.section("report-head-trends", parts)
    }

    fn course(
        &self,
        title: &str,
        months: &[MonthCounts],
        full: u64,
        of: impl Fn(&GroupCounts) -> (Option<u64>, String, String),
    ) -> Chart {
        let is_tight = months.len() > 7;
        let point = |month: &MonthCounts| {
            let (value, figure, n) = of(&month.counts);
            // many bars have room for a month without its century
            let name = month.month.get(if is_tight { 2.. } else { 0.. }).unwrap_or_default().to_owned();
            let (figure, n) = if is_tight { (figure.replace(" %", ""), n.replace("n ", "")) } else { (figure, n) };
            ChartPoint { name, value, figure, n }
        };
        let points = months.iter().map(point).collect();
        Chart { title: self.get(title), form: ChartForm::Course, points, full }
    }

    /// A count with its share.
    pub(super) fn counted(&self, count: u64, n: u64) -> String {
        self.fill("report-count-share", &[("count", &count.to_string()), ("share", &percent(count, n))])
    }

    /// A tally as lying bars, the commonest first.
    pub(super) fn bars(&self, title: &str, tally: &Tally, word: impl Fn(&str) -> String) -> Chart {
        let n = tally.n();
        let ranked = tally.ranked();
        let point = |name: String, count: u64| ChartPoint {
            name,
            value: Some(count * WHOLE / n.max(1)),
            figure: self.counted(count, n),
            n: String::new(),
        };
        let shown = if ranked.len() > BARS_MAX { BARS_MAX - 1 } else { ranked.len() };
        let mut points: Vec<_> = ranked[..shown].iter().map(|(id, count)| point(word(id), *count)).collect();
        let rest: u64 = ranked[shown..].iter().map(|(_, count)| count).sum();
        points.extend((rest > 0).then(|| point("…".to_owned(), rest)));
        let title = format!("{} (n = {n})", self.get(title));
        Chart { title, form: ChartForm::Shares, points, full: WHOLE }
    }

    /// How codes were confirmed and found; nothing where nobody asked for one.
    pub(super) fn codes(&self, figures: &Figures) -> Option<Section> {
        let mut charts = Vec::new();
        if figures.code.answers.n() > 0 {
            charts.push(self.bars("report-chart-code", &figures.code.answers, |it| self.said(known::CODE, it)));
        }
        if figures.code_found.n() > 0 {
            charts.push(self.bars("report-chart-found", &figures.code_found, |it| self.said(known::CODE_FOUND, it)));
        }
        (!charts.is_empty()).then(|| self.section("report-head-code", vec![Part::Charts(charts)]))
    }

    /// The kinds of work, beside the codes that were entered.
    pub(super) fn kinds(&self, figures: &Figures) -> Section {
        let mut charts = vec![self.bars("report-chart-kinds", &figures.kinds, |kind| self.kind(kind))];
        if figures.attempts.outcomes.n() > 0 {
            let reply = |word: &str| self.get(&format!("reply-{word}"));
            charts.push(self.bars("report-chart-attempts", &figures.attempts.outcomes, reply));
        }
        self.section("report-head-kinds", vec![Part::Charts(charts)])
    }

    /// Second sources with what became of the radios.
    pub(super) fn sources(&self, figures: &Figures) -> Option<Section> {
        let n: u64 = figures.backup.iter().map(|counts| counts.n).sum();
        if n == 0 {
            return None;
        }
        let columns = vec![
            self.column("report-col-source", 44, false),
            self.column("report-col-jobs", 14, true),
            self.column("report-col-played", 20, true),
            self.column("report-col-lost-count", 22, true),
        ];
        let rows = figures.backup.iter().map(|counts| {
            let lost = if counts.played == 0 { "–".to_owned() } else { self.counted(counts.lost, counts.played) };
            vec![
                self.said(known::BACKUP, &counts.backup),
                self.counted(counts.n, n),
                format!("n = {}", counts.played),
                lost,
            ]
        });
        Some(self.section("report-head-backup", vec![grid(columns, rows.collect())]))
    }

    /// What was seen of the supply, and where its deciding figure is from, with what became of the radios; nothing where none was ever
    /// watched, or all was typed.
    pub(super) fn supply(&self, figures: &Figures) -> Vec<Section> {
        let lists = [
            ("figures-watched", "report-col-watched", &figures.watched),
            ("figures-fell-to", "report-col-fell-to", &figures.fell_to),
            ("figures-read", "report-col-read", &figures.read),
        ];
        let is_told = |list: &[SupplyCounts]| !list.iter().all(SupplyCounts::is_usual);
        let table = |(title, what, list): (&str, &str, &Vec<SupplyCounts>)| {
            let n = list.iter().map(|counts| counts.n).sum();
            let columns = vec![
                self.column(what, 44, false),
                self.column("report-col-jobs", 14, true),
                self.column("report-col-played", 20, true),
                self.column("report-col-lost-count", 22, true),
            ];
            let rows = list.iter().map(|counts| {
                let lost = if counts.played == 0 { "–".to_owned() } else { self.counted(counts.lost, counts.played) };
                let supply = self.get(&format!("figures-supply-{}", counts.supply));
                vec![supply, self.counted(counts.n, n), format!("n = {}", counts.played), lost]
            });
            self.section(title, vec![grid(columns, rows.collect())])
        };
        lists.into_iter().filter(|(.., list)| is_told(list)).map(table).collect()
    }

    pub(super) fn overrides(&self, figures: &Figures) -> Section {
        let (overrides, n) = (&figures.overrides, figures.jobs.n.to_string());
        let (count, jobs) = (overrides.items.n().to_string(), overrides.jobs.to_string());
        let mut parts =
            vec![Part::Say(self.fill("report-overrides-n", &[("count", &count), ("jobs", &jobs), ("n", &n)]))];
        if overrides.items.n() > 0 {
            parts.push(Part::Charts(vec![
                self.bars("report-chart-overrides", &overrides.items, |item| self.item(item)),
            ]));
        }
        self.section("report-head-overrides", parts)
    }

    pub(super) fn radio(&self, figures: &Figures) -> Option<Section> {
        let mut charts = Vec::new();
        if figures.arrival.n() > 0 {
            charts.push(self.bars("report-chart-arrival", &figures.arrival, |it| self.said(known::ARRIVAL, it)));
        }
        if figures.afterwards.n() > 0 {
            let said = |token: &str| self.said(known::RADIO_AFTER, token);
            charts.push(self.bars("report-chart-afterwards", &figures.afterwards, said));
        }
        (!charts.is_empty()).then(|| self.section("report-head-radio", vec![Part::Charts(charts)]))
    }

    pub(super) fn times(&self, figures: &Figures) -> Section {
        let columns = vec![
            self.column("report-col-page", 40, false),
            self.column("report-col-n", 10, true),
            self.column("report-col-median", 22, true),
            self.column("report-col-p90", 28, true),
        ];
        let time = |seconds: Option<u32>| seconds.map_or_else(|| "–".to_owned(), |it| duration(it.into()));
        let rows = figures.pause_points.iter().map(|it| {
            let spread = &it.spread;
            let page = self.get(&format!("report-page-{}", it.page));
            vec![page, spread.n.to_string(), time(spread.median_seconds), time(spread.p90_seconds)]
        });
        let away = &figures.interruptions;
        let values = [
            ("n", away.n.to_string()),
            ("jobs", away.jobs.to_string()),
            ("all", figures.jobs.n.to_string()),
            ("time", duration(away.away_seconds)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let notes = [self.get("report-times-note"), self.fill("report-interruptions", &values)];
        self.section("report-head-times", vec![grid(columns, rows.collect()), Part::Say(notes.join(" "))])
    }

    /// Person by person, where the workshop asks for it.
    pub(super) fn technicians(&self, figures: &Figures) -> Option<Section> {
        let technicians = figures.technicians.as_ref()?;
        let columns = vec![
            self.column("report-col-name", 30, false),
            self.column("report-col-n", 10, true),
            self.column("report-col-overridden", 20, true),
            self.column("report-col-confirmed", 20, true),
            self.column("report-col-lost", 20, true),
        ];
        let rows = technicians.iter().map(|it| {
            let (name, counts) = (clean(&it.technician), &it.counts);
            let share = |count: u64| {
                if counts.n < PERSON_N_MIN { count.to_string() } else { self.counted(count, counts.n) }
            };
            vec![
                if name.is_empty() { self.get("report-nobody") } else { name },
                counts.n.to_string(),
                share(counts.overridden),
                share(counts.confirmed),
                format!("{} / {}", counts.lost, counts.played),
            ]
        });
        let least = PERSON_N_MIN.to_string();
        let note = self.fill("report-technicians-note", &[("least", &least)]);
        Some(self.section("report-head-technicians", vec![Part::Say(note), grid(columns, rows.collect())]))
    }
}
