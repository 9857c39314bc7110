//! The one pass over the jobs.

use std::collections::BTreeMap;

use super::{
    AttemptCounts, BackupCounts, CodeCounts, Durations, Figures, GroupCounts, InterruptionCounts, JobCounts,
    MonthCounts, OverrideCounts, PausePointTimes, Tallies, Tally, TechnicianCounts,
};
use crate::audit::jobs::summary::{JobOutcome, JobSummary};
use crate::domain::checklist::known;
use crate::domain::{Pause, recovery};

/// The answers that confirm a code.
const CONFIRMED: [&str; 2] = ["card-seen", "entered-accepted"];
/// Answers that don't say what the radio does afterwards.
const NOT_KNOWN: [&str; 5] = ["not-tried", "taken-out", "no-radio", "skipped", "none"];
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
    months: BTreeMap<(i32, u32), GroupCounts>,
    technicians: Option<BTreeMap<Box<str>, GroupCounts>>,
}

impl Figures {
    /// The figures of some jobs; per technician only when that is asked for.
    #[must_use]
    pub fn of<'a>(jobs: impl IntoIterator<Item = &'a JobSummary>, is_per_technician: bool) -> Self {
        let mut sums = Sums::new(is_per_technician);
        jobs.into_iter().for_each(|job| sums.add(job));
        sums.end()
    }
}

impl Sums {
    /// Nothing counted yet; per technician only when that is asked for.
    #[must_use]
    pub fn new(is_per_technician: bool) -> Self {
        Self { technicians: is_per_technician.then(BTreeMap::new), ..Self::default() }
    }

    /// Takes a job in.
    pub fn add(&mut self, job: &JobSummary) {
        if job.is_mistake() {
            self.jobs.mistakes += 1;
            return;
        }
        let counts = counts_of(job);
        self.add_job(job, &counts);
        self.add_answers(job);
        self.add_backup(job, &counts);
        self.add_events(job);
        let begun = job.started.date_naive();
        self.months.entry((chrono::Datelike::year(&begun), chrono::Datelike::month(&begun))).or_default().add(&counts);
        if let Some(technicians) = &mut self.technicians {
            match technicians.get_mut(job.technician()) {
                Some(known) => known.add(&counts),
                None => drop(technicians.insert(job.technician().into(), counts)),
            }
        }
    }

    fn add_job(&mut self, job: &JobSummary, counts: &GroupCounts) {
        self.jobs.n += 1;
        self.jobs.finished += counts.finished;
        self.jobs.stopped += counts.stopped;
        self.jobs.open += counts.open;
        self.jobs.cleared += counts.cleared;
        self.jobs.via_file += u64::from(job.is_via_file);
        if let JobOutcome::Stopped(reason) = job.outcome {
            self.jobs.stops.add(reason.map_or("other", |reason| reason.word()));
        }
        self.kinds.add(job.kind());
    }

    fn add_answers(&mut self, job: &JobSummary) {
        if let Some(code) = job.token(known::CODE) {
            self.code.answers.add(code);
            self.code.confirmed += u64::from(CONFIRMED.contains(&code));
        }
        let radio = job.token(known::RADIO);
        if let Some(found) = job.token(known::CODE_FOUND) {
            self.code_found.add(found);
            self.code_found_by_radio.add(radio.unwrap_or(NOT_SAID), found);
        }
        if let Some(radio) = radio {
            self.radios.add(job.token(known::CAR).unwrap_or(NOT_SAID), radio);
        }
        if let Some(arrival) = job.token(known::ARRIVAL) {
            self.arrival.add(arrival);
        }
        if let Some(afterwards) = job.token(known::RADIO_AFTER) {
            self.afterwards.add(afterwards);
            self.afterwards_by_arrival.add(job.token(known::ARRIVAL).unwrap_or(NOT_SAID), afterwards);
        }
    }

    fn add_backup(&mut self, job: &JobSummary, counts: &GroupCounts) {
        let Some(backup) = job.token(known::BACKUP) else { return };
        if !self.backup.contains_key(backup) {
            self.backup.insert(backup.into(), (0, 0, 0));
        }
        if let Some((n, played, lost)) = self.backup.get_mut(backup) {
            *n += 1;
            *played += counts.played;
            *lost += counts.lost;
        }
    }

    fn add_events(&mut self, job: &JobSummary) {
        self.overrides.jobs += u64::from(!job.overrides.is_empty());
        job.overrides.iter().for_each(|it| self.overrides.items.add(&it.item));
        // nobody pressed a key between the rows of a file
        for (pause, durations) in Pause::ALL.into_iter().zip(&mut self.pause_points).filter(|_| !job.is_via_file) {
            job.page_ms[pause as usize].into_iter().for_each(|ms| durations.add_ms(ms));
        }
        self.interruptions.jobs += u64::from(job.pauses > 0);
        self.interruptions.n += u64::from(job.pauses);
        self.away_ms += job.paused_ms;
        for (item, answer) in &job.recovery {
            self.recovery.add(item.strip_prefix(recovery::PREFIX).unwrap_or(item), answer);
        }
        self.attempts.jobs += u64::from(!job.attempts.is_empty());
        job.attempts.iter().for_each(|attempt| self.attempts.outcomes.add(attempt.outcome.word()));
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

impl GroupCounts {
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

/// What one job counts for.
fn counts_of(job: &JobSummary) -> GroupCounts {
    let afterwards = job.token(known::RADIO_AFTER).filter(|word| !NOT_KNOWN.contains(word));
    let has_played = job.token(known::ARRIVAL) == Some("plays") && afterwards.is_some();
    let is = u64::from;
    GroupCounts {
        n: 1,
        finished: is(matches!(job.outcome, JobOutcome::Finished)),
        stopped: is(matches!(job.outcome, JobOutcome::Stopped(_))),
        open: is(matches!(job.outcome, JobOutcome::Open)),
        cleared: is(job.cleared.is_some()),
        overridden: is(!job.overrides.is_empty()),
        confirmed: is(job.token(known::CODE).is_some_and(|code| CONFIRMED.contains(&code))),
        played: is(has_played),
        lost: is(has_played && afterwards != Some("plays")),
    }
}
