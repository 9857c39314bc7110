//! The findings that lie between jobs, or need the present time: identity, what is left open, plausibility.
//!
//! What plausibility says is neutral: figures, with the number of jobs that they stand for. Jobs that came in by a file are
//! left out of it, because they were worked somewhere else.

use std::hash::{BuildHasher, Hasher};
use std::num::NonZeroU64;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use foldhash::HashMap;

use super::finding::{Finding, FindingKind};
use super::judge::spell;
use crate::audit::cases::case::{Case, Standing};
use crate::audit::cases::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::checklist::known;
use crate::domain::fact::Handover;
use crate::domain::{Pause, Station, Word};

/// A page with fewer steps by hand says nothing about its time.
const STEPS_MIN: u16 = 3;
/// The place of a case among the others; half of what `usize` takes, as there are many.
type Place = u32;
/// Hours in milliseconds.
const HOUR_MS: i64 = 3_600_000;

/// Adds what lies between the jobs, which must be in the order of their starts.
pub(crate) fn compare(cases: &mut [Box<Case>], thresholds: &AuditThresholds, now: DateTime<FixedOffset>) {
    let mut found: Vec<(usize, Finding)> = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        found.extend(left_open(case, thresholds, now).map(|finding| (at, finding)));
    }
    identity(cases, &mut found);
    quick_pages(cases, thresholds, &mut found);
    readings(cases, thresholds, &mut found);
    for (at, finding) in found {
        let case = &mut cases[at];
        case.findings.push(finding);
        case.sort();
    }
}

/// Open for long, or not handed over: nobody recorded it, or the sheet was not collected.
fn left_open(case: &Case, thresholds: &AuditThresholds, now: DateTime<FixedOffset>) -> Option<Finding> {
    let since_ms = |time: DateTime<FixedOffset>| (now - time).num_milliseconds();
    match (case.outcome, case.ended) {
        (Standing::Open, _) => {
            let open_ms = since_ms(case.started);
            let gate = if case.cleared.is_some() { "after the call of B" } else { "before the call of B" };
            let sentence =
                || format!("open for {}, {gate}; last row {} ago", spell(open_ms), spell(since_ms(case.last)));
            (open_ms > i64::from(thresholds.open_hours) * HOUR_MS)
                .then(|| Finding::new(FindingKind::OpenLong, sentence()).at(case.started))
        }
        (Standing::Finished, Some(ended)) => {
            let why = match case.handover {
                None => "no handover is recorded".to_owned(),
                Some((Handover::NotCollected, time)) => {
                    format!("the car left without its sheet: not collected on {}", time.format("%Y-%m-%d"))
                }
                Some((Handover::Signed | Handover::NotSigned, _)) => return None,
            };
            let sentence = || format!("finished {} ago, and {why}", spell(since_ms(ended)));
            (since_ms(ended) > i64::from(thresholds.handover_hours) * HOUR_MS)
                .then(|| Finding::new(FindingKind::NotHandedOver, sentence()).at(ended))
        }
        _ => None,
    }
}

/// The hash of a key.
type Hash = NonZeroU64;

/// The hash of each case's key, where it has one. `key` adds the key to what is hashed.
fn hashes(cases: &[Box<Case>], key: impl Fn(&Case, &mut Vec<u8>) -> Option<()>) -> Vec<Option<Hash>> {
    let hashing = foldhash::quality::RandomState::default();
    let mut bytes = Vec::new();
    let mut hashed = |case: &Case| {
        bytes.clear();
        key(case, &mut bytes).filter(|()| !case.is_mistake())?;
        let mut hasher = hashing.build_hasher();
        hasher.write(&bytes);
        Some(Hash::new(hasher.finish()).unwrap_or(Hash::MAX))
    };
    cases.iter().map(|case| hashed(case)).collect()
}

/// The places of cases that have a key in common, and not all the same value; each group in the order of the cases.
fn groups(keys: &[Option<Hash>], values: &[Option<Hash>]) -> Vec<Vec<usize>> {
    let mut by_key: Vec<(Hash, Place)> = Vec::with_capacity(keys.len());
    by_key.extend(keys.iter().zip(0..).filter_map(|(key, at)| Some(((*key)?, at))));
    by_key.sort_unstable();
    let has_several = |group: &&[(Hash, Place)]| {
        let mut met = group.iter().filter_map(|(_, at)| values[*at as usize]);
        met.next().is_some_and(|first| met.any(|value| value != first))
    };
    let same = by_key.chunk_by(|one, two| one.0 == two.0).filter(has_several);
    same.map(|group| group.iter().map(|(_, at)| *at as usize).collect()).collect()
}

/// A plate as it is compared.
fn plate(case: &Case) -> Option<String> {
    let mut bytes = Vec::new();
    add_plate(case, &mut bytes)?;
    String::from_utf8(bytes).ok()
}

fn add_plate(case: &Case, bytes: &mut Vec<u8>) -> Option<()> {
    let plate = case.plate.as_ref()?;
    if plate.is_ascii() {
        bytes.extend(plate.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()));
    } else {
        let folded = plate.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase);
        folded.for_each(|c| bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
    }
    Some(())
}

fn add_serial(case: &Case, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.extend_from_slice(case.serial.as_ref()?.as_str().as_bytes());
    Some(())
}

/// One serial on two cars, one car with a new serial.
fn identity(cases: &[Box<Case>], found: &mut Vec<(usize, Finding)>) {
    let serial = |case: &Case| case.serial.as_ref().map(ToString::to_string);
    let day = |case: &Case| case.started.format("%Y-%m-%d").to_string();
    let (serials, plates) = (hashes(cases, add_serial), hashes(cases, add_plate));
    for group in groups(&serials, &plates) {
        for (before, at) in
            firsts(&group, |at| plate(&cases[at]), |one, two| serial(&cases[one]) == serial(&cases[two]))
        {
            let (case, other) = (&cases[at], &cases[before]);
            let sentence = format!(
                "the serial {} is on {} here; on {} it was on {} (job {})",
                serial(case).unwrap_or_default(),
                case.plate.as_deref().unwrap_or_default(),
                day(other),
                other.plate.as_deref().unwrap_or_default(),
                other.key
            );
            let finding = Finding::new(FindingKind::SerialOnTwoCars, sentence).of_item(known::SERIAL.into());
            found.push((at, finding.at(case.started)));
        }
    }
    for group in groups(&plates, &serials) {
        for (before, at) in firsts(&group, |at| serial(&cases[at]), |one, two| plate(&cases[one]) == plate(&cases[two]))
        {
            let (case, other) = (&cases[at], &cases[before]);
            let sentence = format!(
                "{} has the serial {} here; on {} it was {} (job {})",
                case.plate.as_deref().unwrap_or_default(),
                serial(case).unwrap_or_default(),
                day(other),
                serial(other).unwrap_or_default(),
                other.key
            );
            let finding = Finding::new(FindingKind::NewSerial, sentence).of_item(known::SERIAL.into());
            found.push((at, finding.at(case.started)));
        }
    }
}

/// Of a group, the places at which a value is met for the first time after another one, with the place of the one before.
fn firsts(
    group: &[usize],
    value: impl Fn(usize) -> Option<String>,
    is_same_key: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut met: Vec<(String, usize)> = Vec::new();
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
fn quick_pages(cases: &[Box<Case>], thresholds: &AuditThresholds, found: &mut Vec<(usize, Finding)>) {
    for pause in Pause::ALL {
        quick_page(cases, pause, thresholds, found);
    }
}

fn quick_page(cases: &[Box<Case>], pause: Pause, thresholds: &AuditThresholds, found: &mut Vec<(usize, Finding)>) {
    let mut pages: HashMap<(*const WorkshopFolder, Word), Vec<(u32, Place)>> = HashMap::default();
    for (case, at) in cases.iter().zip(0..).filter(|(case, _)| !case.is_mistake()) {
        let is_called = case.page_ms(pause).is_some();
        if let Some(hand) = case.hand[pause as usize].filter(|hand| is_called && hand.steps >= STEPS_MIN) {
            pages.entry((Arc::as_ptr(&case.workshop), case.wording.kind)).or_default().push((hand.ms, at));
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
            let at = at as usize;
            let steps = cases[at].hand[pause as usize].map_or(0, |hand| hand.steps);
            let sentence = format!(
                "page {}: {} for {steps} steps by hand; the median here is {} (n = {n})",
                pause.letter(),
                spell(i64::from(ms)),
                spell(i64::from(median_ms))
            );
            found.push((at, Finding::new(FindingKind::QuickPage, sentence).at(cases[at].last)));
        }
    }
}

/// Whose readings are compared: a station's, or one technician's at it.
type Series = (*const WorkshopFolder, Station, Word, Word);

/// Readings in a row.
#[derive(Default)]
struct Run {
    digits: Word,
    same: u32,
    round: u32,
    last: usize,
}

/// The same reading on job after job, and readings that all end in .0 or .5.
fn readings(cases: &[Box<Case>], thresholds: &AuditThresholds, found: &mut Vec<(usize, Finding)>) {
    let nobody = Word::default();
    let mut runs: HashMap<Series, Run> = HashMap::default();
    let counted = cases.iter().enumerate().filter(|(_, case)| !case.is_mistake() && !case.is_via_file);
    for (at, case) in counted {
        let who = case.technicians.first().filter(|_| thresholds.is_per_technician).copied().unwrap_or(nobody);
        for reading in &case.readings {
            let series = (Arc::as_ptr(&case.workshop), case.key.station, who, reading.item);
            let run = runs.entry(series).or_default();
            let (is_same, is_round) = (run.digits == reading.digits, is_round(&reading.digits));
            if !is_same {
                found.extend(same(cases, run, &reading.item, thresholds));
            }
            if !is_round {
                found.extend(round(cases, run, &reading.item, thresholds));
            }
            run.same = if is_same { run.same + 1 } else { 1 };
            run.round = if is_round { run.round + 1 } else { 0 };
            run.digits = reading.digits;
            run.last = at;
        }
    }
    let mut left: Vec<_> = runs.into_iter().collect();
    left.sort_by_key(|((_, _, _, item), run)| (run.last, *item));
    for ((_, _, _, item), run) in left {
        found.extend(same(cases, &run, &item, thresholds));
        found.extend(round(cases, &run, &item, thresholds));
    }
}

fn is_round(digits: &str) -> bool {
    digits.split_once('.').is_none_or(|(_, fraction)| matches!(fraction.trim_end_matches('0'), "" | "5"))
}

fn same(cases: &[Box<Case>], run: &Run, item: &str, thresholds: &AuditThresholds) -> Option<(usize, Finding)> {
    let sentence = |label: &str| format!("{label}: {} on {} jobs in a row (n = {})", run.digits, run.same, run.same);
    (run.same >= thresholds.same_readings)
        .then(|| found_at(cases, run, item, FindingKind::SameReading, sentence(cases[run.last].wording.label(item))))
}

fn round(cases: &[Box<Case>], run: &Run, item: &str, thresholds: &AuditThresholds) -> Option<(usize, Finding)> {
    let sentence =
        |label: &str| format!("{label}: {} readings in a row end in .0 or .5 (n = {})", run.round, run.round);
    (run.round >= thresholds.round_readings)
        .then(|| found_at(cases, run, item, FindingKind::RoundReadings, sentence(cases[run.last].wording.label(item))))
}

fn found_at(cases: &[Box<Case>], run: &Run, item: &str, kind: FindingKind, sentence: String) -> (usize, Finding) {
    (run.last, Finding::new(kind, sentence).of_item(item.into()).at(cases[run.last].last))
}
