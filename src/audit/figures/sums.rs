//! The one pass over the cases.

use std::collections::BTreeMap;

use super::{
    AttemptCounts, BackupCounts, CodeCounts, Counts, Durations, Figures, InterruptionCounts, JobCounts, MonthCounts,
    OverrideCounts, PausePointTimes, Tallies, Tally, TechnicianCounts,
};
use crate::audit::cases::case::{Case, Said, Standing};
use crate::domain::Pause;

/// The answers that confirm a code.
const CONFIRMED: [&str; 2] = ["card-seen", "entered-accepted"];
/// Answers that don't say what the radio does afterwards.
const NOT_KNOWN: [&str; 5] = ["not-tried", "taken-out", "no-radio", "skipped", "none"];
/// What steps of the recovery route are called in the journal, before their own names.
const RECOVERY: &str = "recovery-";
/// Where a word is missing.
const NOT_SAID: &str = "not-said";

/// What is counted on the way.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    jobs: JobCounts,
    kinds: Tally,
    code: CodeCounts,
    code_found: Tally,
    code_found_by_radio: Tallies,
    radios: Tallies,
    arrival: Tally,
    afterwards: Tally,
    afterwards_by_arrival: Tallies,
    backup: BTreeMap<Box<str>, (u64, u64, u64)>,
    overrides: OverrideCounts,
    pause_points: [Durations; Pause::ALL.len()],
    interruptions: InterruptionCounts,
    away_ms: u64,
    recovery: Tallies,
    attempts: AttemptCounts,
    months: BTreeMap<(i32, u32), Counts>,
    technicians: Option<BTreeMap<Box<str>, Counts>>,
}

impl Sums {
    /// Nothing counted yet; per technician only when that is asked for.
    #[must_use]
    pub fn new(is_per_technician: bool) -> Self {
        Self { technicians: is_per_technician.then(BTreeMap::new), ..Self::default() }
    }

    /// Takes a case in.
    pub fn add(&mut self, case: &Case) {
        if case.is_mistake() {
            self.jobs.mistakes += 1;
            return;
        }
        let counts = counts_of(case);
        self.add_job(case, &counts);
        self.add_answers(case);
        self.add_backup(case, &counts);
        self.add_events(case);
        let begun = case.started.date_naive();
        self.months.entry((chrono::Datelike::year(&begun), chrono::Datelike::month(&begun))).or_default().add(&counts);
        if let Some(technicians) = &mut self.technicians {
            match technicians.get_mut(case.technician()) {
                Some(known) => known.add(&counts),
                None => drop(technicians.insert(case.technician().into(), counts)),
            }
        }
    }

    fn add_job(&mut self, case: &Case, counts: &Counts) {
        self.jobs.n += 1;
        self.jobs.finished += counts.finished;
        self.jobs.stopped += counts.stopped;
        self.jobs.open += counts.open;
        self.jobs.cleared += counts.cleared;
        self.jobs.via_file += u64::from(case.is_via_file);
        if let Standing::Stopped(reason) = case.outcome {
            self.jobs.stops.add(reason.map_or("other", |reason| reason.word()));
        }
        self.kinds.add(case.kind());
    }

    fn add_answers(&mut self, case: &Case) {
        if let Some(code) = case.said(Said::Code) {
            self.code.answers.add(code);
            self.code.confirmed += u64::from(CONFIRMED.contains(&code));
        }
        let radio = case.said(Said::Radio);
        if let Some(found) = case.said(Said::CodeFound) {
            self.code_found.add(found);
            self.code_found_by_radio.add(radio.unwrap_or(NOT_SAID), found);
        }
        if let Some(radio) = radio {
            self.radios.add(case.said(Said::Car).unwrap_or(NOT_SAID), radio);
        }
        if let Some(arrival) = case.said(Said::Arrival) {
            self.arrival.add(arrival);
        }
        if let Some(afterwards) = case.said(Said::RadioAfter) {
            self.afterwards.add(afterwards);
            self.afterwards_by_arrival.add(case.said(Said::Arrival).unwrap_or(NOT_SAID), afterwards);
        }
    }

    fn add_backup(&mut self, case: &Case, counts: &Counts) {
        let Some(backup) = case.said(Said::Backup) else { return };
        if !self.backup.contains_key(backup) {
            self.backup.insert(backup.into(), (0, 0, 0));
        }
        if let Some((n, played, lost)) = self.backup.get_mut(backup) {
            *n += 1;
            *played += counts.played;
            *lost += counts.lost;
        }
    }

    fn add_events(&mut self, case: &Case) {
        self.overrides.jobs += u64::from(!case.overrides.is_empty());
        case.overrides.iter().for_each(|it| self.overrides.items.add(&it.item));
        // nobody pressed a key between the rows of a file
        for (pause, durations) in Pause::ALL.into_iter().zip(&mut self.pause_points).filter(|_| !case.is_via_file) {
            case.page_ms(pause).into_iter().for_each(|ms| durations.add_ms(ms));
        }
        self.interruptions.jobs += u64::from(case.pauses > 0);
        self.interruptions.n += u64::from(case.pauses);
        self.away_ms += case.paused_ms;
        for (item, answer) in &case.recovery {
            self.recovery.add(item.strip_prefix(RECOVERY).unwrap_or(item), answer);
        }
        self.attempts.jobs += u64::from(!case.attempts.is_empty());
        case.attempts.iter().for_each(|attempt| self.attempts.outcomes.add(attempt.outcome.word()));
    }

    /// What it all comes to.
    #[must_use]
    pub fn end(self) -> Figures {
        let mut backup: Vec<BackupCounts> = self
            .backup
            .into_iter()
            .map(|(backup, (n, played, lost))| BackupCounts { backup: backup.into(), n, played, lost })
            .collect();
        backup.sort_by_key(|counts| std::cmp::Reverse(counts.n));
        let pages = Pause::ALL.into_iter().zip(self.pause_points);
        let months = self.months.into_iter();
        let technicians = self.technicians.map(|all| {
            all.into_iter().map(|(name, counts)| TechnicianCounts { technician: name.into(), counts }).collect()
        });
        Figures {
            jobs: self.jobs,
            kinds: self.kinds,
            code: self.code,
            code_found: self.code_found,
            code_found_by_radio: self.code_found_by_radio,
            radios: self.radios,
            arrival: self.arrival,
            afterwards: self.afterwards,
            afterwards_by_arrival: self.afterwards_by_arrival,
            backup,
            overrides: self.overrides,
            pause_points: pages
                .map(|(pause, durations)| PausePointTimes { page: pause.id(), spread: durations.spread() })
                .collect(),
            interruptions: InterruptionCounts { away_seconds: self.away_ms / 1000, ..self.interruptions },
            recovery: self.recovery,
            attempts: self.attempts,
            months: months
                .map(|((year, month), counts)| MonthCounts { month: format!("{year:04}-{month:02}"), counts })
                .collect(),
            technicians,
        }
    }
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.finished += other.finished;
        self.stopped += other.stopped;
        self.open += other.open;
        self.cleared += other.cleared;
        self.overridden += other.overridden;
        self.confirmed += other.confirmed;
        self.played += other.played;
        self.lost += other.lost;
    }
}

/// What one case counts for.
fn counts_of(case: &Case) -> Counts {
    let afterwards = case.said(Said::RadioAfter).filter(|word| !NOT_KNOWN.contains(word));
    let has_played = case.said(Said::Arrival) == Some("plays") && afterwards.is_some();
    let is = u64::from;
    Counts {
        n: 1,
        finished: is(matches!(case.outcome, Standing::Finished)),
        stopped: is(matches!(case.outcome, Standing::Stopped(_))),
        open: is(matches!(case.outcome, Standing::Open)),
        cleared: is(case.cleared.is_some()),
        overridden: is(!case.overrides.is_empty()),
        confirmed: is(case.said(Said::Code).is_some_and(|code| CONFIRMED.contains(&code))),
        played: is(has_played),
        lost: is(has_played && afterwards != Some("plays")),
    }
}
