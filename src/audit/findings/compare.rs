//! The findings that lie between jobs, or need the present time: identity, what is left open, plausibility.
//!
//! What plausibility says is neutral: figures, with the number of jobs that they stand for. Jobs that came in by a file are
//! left out of it, because they were worked somewhere else.

use std::hash::{BuildHasher, Hasher};
use std::num::NonZeroU64;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use foldhash::HashMap;

use super::finding::Finding;
use super::kind::FindingKind;
use crate::audit::jobs::summary::{JobOutcome, JobSummary};
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::checklist::known;
use crate::domain::fact::Handover;
use crate::domain::{Digits, Id, PausePoint, Plate, Serial, Station};
use crate::words::{Said, Sentence};

/// A page with fewer steps by hand says nothing about its time.
const STEPS_MIN: u16 = 3;
/// The index of a job among the others; half of what `usize` takes, as there are many.
type Index = u32;
/// A lead that is off for longer was off overnight: a second source is empty by then, and no reading of the evening holds.
const LEAD_OFF_HOURS: i64 = 12;
const HOUR_MS: i64 = 3_600_000;

/// Adds what lies between the jobs, which must be in the order of their starts.
pub(crate) fn compare(
    jobs: &[JobSummary],
    thresholds: &AuditThresholds,
    now: DateTime<FixedOffset>,
    found: &mut Vec<Finding>,
) {
    found.extend((0..).zip(jobs).filter_map(|(at, job)| left_open(at, job, thresholds, now)));
    identity(jobs, found);
    open_twice(jobs, found);
    quick_pages(jobs, thresholds, found);
    readings(jobs, thresholds, found);
}

/// Open for long, or not handed over: nobody recorded it, or the sheet was not collected.
fn left_open(at: Index, job: &JobSummary, thresholds: &AuditThresholds, now: DateTime<FixedOffset>) -> Option<Finding> {
    let since_ms = |time: DateTime<FixedOffset>| (now - time).num_milliseconds();
    match (job.outcome, job.ended) {
        (JobOutcome::Open, _) => {
            if let Some(off) = job.lead_off.filter(|off| since_ms(*off) > LEAD_OFF_HOURS * HOUR_MS) {
                let values = [("since", moment(&off)), ("span", Sentence::span(since_ms(off)).into())];
                let sentence = Sentence::says("says-lead-off", values);
                return Some(Finding::of_job(at, FindingKind::LeadOff, sentence).at(off));
            }
            let open_ms = since_ms(job.started);
            let says = if job.cleared.is_some() { "says-open-called" } else { "says-open" };
            let (span, last) = (Sentence::span(open_ms), Sentence::span(since_ms(job.last)));
            let sentence = || Sentence::says(says, [("span", span.into()), ("last", last.into())]);
            (open_ms > i64::from(thresholds.open_hours) * HOUR_MS)
                .then(|| Finding::of_job(at, FindingKind::OpenLong, sentence()).at(job.started))
        }
        (JobOutcome::Finished, Some(ended)) => {
            let span = || ("span", Sentence::span(since_ms(ended)).into());
            let sentence = || match job.handover {
                Some((Handover::NotCollected, time)) => {
                    Sentence::says("says-not-collected", [span(), ("day", Said::text(time.format("%Y-%m-%d")))])
                }
                _ => Sentence::says("says-no-handover", [span()]),
            };
            if let Some((Handover::Signed | Handover::NotSigned, _)) = job.handover {
                return None;
            }
            (since_ms(ended) > i64::from(thresholds.handover_hours) * HOUR_MS)
                .then(|| Finding::of_job(at, FindingKind::NotHandedOver, sentence()).at(ended))
        }
        _ => None,
    }
}

/// A day with its time.
fn moment(time: &DateTime<FixedOffset>) -> Said {
    Said::text(time.format("%Y-%m-%d %H:%M"))
}

/// The hash of a key.
type Hash = NonZeroU64;

/// The hash of each job's key, where it has one.
fn hashes(jobs: &[JobSummary], key: impl Fn(&JobSummary) -> Option<String>) -> Vec<Option<Hash>> {
    let hashing = foldhash::quality::RandomState::default();
    let hashed = |job: &JobSummary| {
        let key = key(job).filter(|_| !job.is_mistake())?;
        let mut hasher = hashing.build_hasher();
        hasher.write(key.as_bytes());
        Some(Hash::new(hasher.finish()).unwrap_or(Hash::MAX))
    };
    jobs.iter().map(hashed).collect()
}

/// The places of jobs that have a key in common, and not all the same value; each group in the order of the jobs.
fn groups(keys: &[Option<Hash>], values: &[Option<Hash>]) -> Vec<Vec<Index>> {
    let mut by_key: Vec<(Hash, Index)> = Vec::with_capacity(keys.len());
    by_key.extend(keys.iter().zip(0..).filter_map(|(key, at)| Some(((*key)?, at))));
    by_key.sort_unstable();
    let has_several = |group: &&[(Hash, Index)]| {
        let mut met = group.iter().filter_map(|(_, at)| values[*at as usize]);
        met.next().is_some_and(|first| met.any(|value| value != first))
    };
    let same = by_key.chunk_by(|one, two| one.0 == two.0).filter(has_several);
    same.map(|group| group.iter().map(|(_, at)| *at).collect()).collect()
}

/// A job's plate as it is compared.
fn plate(job: &JobSummary) -> Option<String> {
    job.plate().map(Plate::key)
}

/// A job's serial as it is compared.
fn serial(job: &JobSummary) -> Option<String> {
    job.serial.as_ref().map(Serial::key)
}

/// One serial on two cars, one car with a new serial.
fn identity(jobs: &[JobSummary], found: &mut Vec<Finding>) {
    let job = |at: Index| &jobs[at as usize];
    let (serial, plate) = (|at: Index| serial(job(at)), |at: Index| plate(job(at)));
    let shown = |at: Index| job(at).serial.as_ref().map(ToString::to_string).unwrap_or_default();
    let written = |at: Index| job(at).plate.as_deref().unwrap_or_default();
    let day = |at: Index| job(at).started.format("%Y-%m-%d").to_string();
    let mut find = |at: Index, before: Index, kind, says| {
        let values = [
            ("serial", Said::text(shown(at))),
            ("plate", Said::text(written(at))),
            ("day", Said::text(day(before))),
            ("old-serial", Said::text(shown(before))),
            ("old-plate", Said::text(written(before))),
            ("job", Said::text(job(before).key)),
        ];
        let sentence = Sentence::says(says, values);
        found.push(Finding::of_job(at, kind, sentence).of_item(known::SERIAL).at(job(at).started));
    };
    let (serials, plates) = (hashes(jobs, self::serial), hashes(jobs, self::plate));
    for group in groups(&serials, &plates) {
        for (before, at) in firsts(&group, plate, |one, two| serial(one) == serial(two)) {
            find(at, before, FindingKind::SerialOnTwoCars, "says-serial-on-two-cars");
        }
    }
    for group in groups(&plates, &serials) {
        for (before, at) in firsts(&group, serial, |one, two| plate(one) == plate(two)) {
            find(at, before, FindingKind::NewSerial, "says-new-serial");
        }
    }
}

/// Jobs that were begun on a car while another one was open on it: each says of its own battery lead alone what it knows.
fn open_twice(jobs: &[JobSummary], found: &mut Vec<Finding>) {
    let plates = hashes(jobs, plate);
    let each: Vec<Option<Hash>> = (1..=jobs.len() as u64).map(Hash::new).collect();
    for group in groups(&plates, &each) {
        let mut open: Option<&JobSummary> = None;
        for &at in &group {
            let job = &jobs[at as usize];
            let is_open = |before: &&JobSummary| before.ended.is_none_or(|ended| ended > job.started);
            if let Some(before) = open.filter(is_open).filter(|before| plate(before) == plate(job)) {
                let begun = ("begun", moment(&job.started));
                let (key, plate) =
                    (("job", Said::text(before.key)), ("plate", Said::text(job.plate.as_deref().unwrap_or_default())));
                let sentence = match &before.ended {
                    None => Sentence::says("says-open-twice", [begun, key, plate]),
                    Some(ended) => Sentence::says("says-was-open-twice", [begun, key, ("until", moment(ended)), plate]),
                };
                found.push(Finding::of_job(at, FindingKind::OpenTwice, sentence).of_item(known::PLATE).at(job.started));
            }
            // the one that is open for longest
            open = match open {
                Some(before) if before.ended.is_none() || job.ended.is_some_and(|end| before.ended > Some(end)) => open,
                _ => Some(job),
            };
        }
    }
}

/// Of a group, the places at which a value is met for the first time after another one, with the place of the one before.
fn firsts(
    group: &[Index],
    value: impl Fn(Index) -> Option<String>,
    is_same_key: impl Fn(Index, Index) -> bool,
) -> Vec<(Index, Index)> {
    let mut met: Vec<(String, Index)> = Vec::new();
    let mut firsts = Vec::new();
    for &at in group.iter().filter(|at| is_same_key(group[0], **at)) {
        let Some(value) = value(at) else { continue };
        if let Some(known) = met.iter_mut().find(|(known, _)| *known == value) {
            known.1 = at;
            continue;
        }
        firsts.extend(met.last().map(|(_, before)| (*before, at)));
        met.push((value, at));
    }
    firsts
}

/// Pages that took far less than is usual in the workshop.
fn quick_pages(jobs: &[JobSummary], thresholds: &AuditThresholds, found: &mut Vec<Finding>) {
    for pause in PausePoint::ALL {
        quick_page(jobs, pause, thresholds, found);
    }
}

fn quick_page(jobs: &[JobSummary], pause: PausePoint, thresholds: &AuditThresholds, found: &mut Vec<Finding>) {
    let mut pages: HashMap<(*const WorkshopFolder, Id), Vec<(u32, Index)>> = HashMap::default();
    for (job, at) in jobs.iter().zip(0..).filter(|(job, _)| !job.is_mistake()) {
        let is_called = job.page_ms[pause as usize].is_some();
        if let Some(hand) = job.hand[pause as usize].filter(|hand| is_called && hand.steps >= STEPS_MIN) {
            pages.entry((Arc::as_ptr(&job.workshop), job.wording.kind)).or_default().push((hand.ms, at));
        }
    }
    for mut times in pages.into_values() {
        let n = times.len();
        if n < thresholds.page_jobs as usize {
            continue;
        }
        times.sort_unstable();
        // the nearest rank, as everywhere in the figures
        let median_ms = times[n.div_ceil(2) - 1].0;
        let least_ms = u64::from(median_ms) * u64::from(thresholds.page_percent) / 100;
        for (ms, at) in times.into_iter().take_while(|(ms, _)| u64::from(*ms) < least_ms) {
            let job = &jobs[at as usize];
            let steps = job.hand[pause as usize].map_or(0, |hand| hand.steps);
            let sentence = Sentence::says(
                "says-quick-page",
                [
                    ("page", Said::text(pause.letter())),
                    ("span", Sentence::span(i64::from(ms)).into()),
                    ("steps", Said::text(steps)),
                    ("median", Sentence::span(i64::from(median_ms)).into()),
                    ("n", Said::text(n)),
                ],
            );
            found.push(Finding::of_job(at, FindingKind::QuickPage, sentence).at(job.last));
        }
    }
}

/// Whose readings are compared: a station's, or one technician's at it.
type Series<'a> = (*const WorkshopFolder, Station, &'a str, Id);

/// Readings in a row.
#[derive(Default)]
struct ReadingRun {
    digits: Option<Digits>,
    same: u32,
    round: u32,
    last: Index,
}

/// The same reading on job after job, and readings that all end in .0 or .5.
fn readings(jobs: &[JobSummary], thresholds: &AuditThresholds, found: &mut Vec<Finding>) {
    let mut runs: HashMap<Series<'_>, ReadingRun> = HashMap::default();
    for (at, job) in (0..).zip(jobs).filter(|(_, job)| !job.is_mistake() && !job.is_via_file) {
        let who = job.technicians.first().filter(|_| thresholds.is_per_technician).map_or("", |who| &**who);
        for reading in &job.readings {
            let series = (Arc::as_ptr(&job.workshop), job.key.station, who, reading.item);
            let run = runs.entry(series).or_default();
            let (is_same, is_round) = (run.digits == Some(reading.digits), is_round(&reading.digits));
            if !is_same {
                found.extend(same(jobs, run, reading.item, thresholds));
            }
            if !is_round {
                found.extend(round(jobs, run, reading.item, thresholds));
            }
            run.same = if is_same { run.same + 1 } else { 1 };
            run.round = if is_round { run.round + 1 } else { 0 };
            run.digits = Some(reading.digits);
            run.last = at;
        }
    }
    let mut left: Vec<_> = runs.into_iter().collect();
    left.sort_by_key(|((_, _, _, item), run)| (run.last, *item));
    for ((_, _, _, item), run) in left {
        found.extend(same(jobs, &run, item, thresholds));
        found.extend(round(jobs, &run, item, thresholds));
    }
}

fn is_round(digits: &str) -> bool {
    digits.split_once('.').is_none_or(|(_, fraction)| matches!(fraction.trim_end_matches('0'), "" | "5"))
}

fn same(jobs: &[JobSummary], run: &ReadingRun, item: Id, thresholds: &AuditThresholds) -> Option<Finding> {
    let digits = run.digits?;
    let reading = ("reading", Said::figure(digits));
    let says = |item| Sentence::says("says-same-reading", [item, reading, ("n", Said::text(run.same))]);
    (run.same >= thresholds.same_readings).then(|| run.finding(jobs, item, FindingKind::SameReading, says))
}

fn round(jobs: &[JobSummary], run: &ReadingRun, item: Id, thresholds: &AuditThresholds) -> Option<Finding> {
    let says = |item| Sentence::says("says-round-readings", [item, ("n", Said::text(run.round))]);
    (run.round >= thresholds.round_readings).then(|| run.finding(jobs, item, FindingKind::RoundReadings, says))
}

impl ReadingRun {
    /// A finding about the last job of the run.
    fn finding(
        &self,
        jobs: &[JobSummary],
        item: Id,
        kind: FindingKind,
        says: impl FnOnce((&'static str, Said)) -> Sentence,
    ) -> Finding {
        let job = &jobs[self.last as usize];
        let label = job.wording.called(item, None).map(Said::label);
        let label = ("item", label.unwrap_or_else(|| Said::text(item)));
        Finding::of_job(self.last, kind, says(label)).of_item(&item).at(job.last)
    }
}
