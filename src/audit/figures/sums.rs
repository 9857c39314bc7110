//! The one pass over the jobs.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::{
    BackupCounts, Durations, Figures, GroupCounts, MonthCounts, PausePointTimes, SupplyCounts, TechnicianCounts,
};
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::summary::{JobOutcome, JobSummary};
use crate::domain::checklist::known;
use crate::domain::fact::Observed;
use crate::domain::{PausePoint, recovery};

/// The answers that confirm a code.
const CONFIRMED: [&str; 2] = ["card-seen", "entered-accepted"];
/// Answers that don't say what the radio does afterwards.
const NOT_KNOWN: [&str; 5] = ["not-tried", "taken-out", "no-radio", "skipped", "none"];
/// The word in the place of an item, where there is none.
const OF_THE_JOB: &str = "job";
/// The word where an answer is missing.
const NOT_SAID: &str = "not-said";

impl Figures {
    /// The figures of some jobs; per technician only when that is asked for.
    #[must_use]
    pub fn of<'a>(jobs: impl IntoIterator<Item = &'a JobSummary>, is_per_technician: bool) -> Self {
        let mut sums = Sums { technicians: is_per_technician.then(BTreeMap::new), ..Sums::default() };
        jobs.into_iter().for_each(|job| sums.add(job));
        sums.end()
    }
}

/// The figures so far, and what they are still to be made from.
#[derive(Default)]
struct Sums {
    figures: Figures,
    pause_points: [Durations; PausePoint::ALL.len()],
    away_ms: u64,
    months: BTreeMap<(i32, u32), GroupCounts>,
    technicians: Option<BTreeMap<Box<str>, GroupCounts>>,
}

impl Sums {
    fn add(&mut self, job: &JobSummary) {
        self.figures.jobs.not_intact += u64::from(!job.flaws.is_empty());
        if job.is_mistake() {
            self.figures.jobs.mistakes += 1;
            return;
        }
        let counts = counts_of(job);
        self.figures.add_job(job, &counts);
        self.figures.add_answers(job);
        self.figures.add_backup(job, &counts);
        self.figures.add_supply(job, &counts);
        self.figures.add_events(job);
        self.away_ms += job.paused_ms;
        // nobody pressed a key between the rows of a file
        for (pause, durations) in PausePoint::ALL.into_iter().zip(&mut self.pause_points).filter(|_| !job.is_via_file) {
            job.page_ms[pause as usize].into_iter().for_each(|ms| durations.add_ms(ms));
        }
        let begun = job.started.date_naive();
        self.months.entry((begun.year(), begun.month())).or_default().add(&counts);
        if let Some(technicians) = &mut self.technicians {
            match technicians.get_mut(job.technician()) {
                Some(known) => known.add(&counts),
                None => drop(technicians.insert(job.technician().into(), counts)),
            }
        }
    }

    fn end(self) -> Figures {
        let Self { mut figures, pause_points, away_ms, months, technicians } = self;
        for supply in [&mut figures.watched, &mut figures.fell_to, &mut figures.read] {
            supply.sort_by(|one, two| two.n.cmp(&one.n).then_with(|| one.supply.cmp(two.supply)));
        }
        figures.backup.sort_by(|one, two| two.n.cmp(&one.n).then_with(|| one.backup.cmp(&two.backup)));
        figures.interruptions.away_seconds = away_ms / 1000;
        let times = PausePoint::ALL.into_iter().zip(pause_points);
        let times = times.map(|(pause, times)| PausePointTimes { page: pause.id(), spread: times.spread() });
        let month = |((year, month), counts)| MonthCounts { month: format!("{year:04}-{month:02}"), counts };
        let technician = |(name, counts): (Box<str>, _)| TechnicianCounts { technician: name.into(), counts };
        Figures {
            pause_points: times.collect(),
            months: months.into_iter().map(month).collect(),
            technicians: technicians.map(|all| all.into_iter().map(technician).collect()),
            ..figures
        }
    }
}

impl Figures {
    /// Of all jobs, the radios that played on arrival and are known afterwards, and of those the ones that don't simply play.
    #[must_use]
    pub fn radios_lost(&self) -> (u64, u64) {
        let counts = self.months.iter().map(|month| &month.counts);
        counts.fold((0, 0), |(played, lost), it| (played + it.played, lost + it.lost))
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
        let at = self.backup.iter().position(|known| known.backup == backup).unwrap_or_else(|| {
            self.backup.push(BackupCounts { backup: backup.to_owned(), ..BackupCounts::default() });
            self.backup.len() - 1
        });
        let known = &mut self.backup[at];
        known.n += 1;
        known.played += counts.played;
        known.lost += counts.lost;
    }

    fn add_supply(&mut self, job: &JobSummary, counts: &GroupCounts) {
        let Some(seen) = job.supply else { return };
        let words =
            [(&mut self.watched, Some(seen.watched)), (&mut self.fell_to, seen.fell_to), (&mut self.read, seen.read)];
        for (list, supply) in words.into_iter().filter_map(|(list, word)| Some((list, word?))) {
            let at = list.iter().position(|known| known.supply == supply).unwrap_or_else(|| {
                list.push(SupplyCounts { supply, ..SupplyCounts::default() });
                list.len() - 1
            });
            list[at].n += 1;
            list[at].played += counts.played;
            list[at].lost += counts.lost;
        }
    }

    fn add_events(&mut self, job: &JobSummary) {
        self.overrides.jobs += u64::from(!job.overrides.is_empty());
        job.overrides.iter().for_each(|it| self.overrides.items.add(&it.item));
        self.interruptions.jobs += u64::from(job.pauses > 0);
        self.interruptions.n += u64::from(job.pauses);
        for (item, answer) in &job.recovery {
            self.recovery.add(item.strip_prefix(recovery::PREFIX).unwrap_or(item), answer);
        }
        let name = FindingKind::ToObserve.name();
        let looked_at = || job.reviews.iter().filter(|review| review.finding == name);
        self.observed.picked += u64::from(job.is_picked);
        self.observed.observed += u64::from(job.is_picked && looked_at().next().is_some());
        match looked_at().filter_map(|review| review.observed.as_ref()).next_back() {
            None => {}
            Some(Observed::Agrees) => self.observed.agrees += 1,
            Some(Observed::Differs(items)) => {
                self.observed.differs += 1;
                items.iter().for_each(|item| self.observed.items.add(item.as_str()));
            }
        }
        self.refused.jobs += u64::from(!job.refused.is_empty());
        for (item, kind) in &job.refused {
            self.refused.items.add(item.as_ref().map_or(OF_THE_JOB, |item| item.as_str()), kind.word());
        }
        self.attempts.jobs += u64::from(!job.attempts.is_empty());
        job.attempts.iter().for_each(|attempt| self.attempts.outcomes.add(attempt.outcome.word()));
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

/// The counts of one job.
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
