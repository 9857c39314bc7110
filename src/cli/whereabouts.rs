//! `precheck where PLATE`: every file and row with a car, for whoever asks what is kept about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use super::Failure;
use super::tell::{counted_in_words, patiently};
use super::workshop::Asked;
use crate::audit::{FindingKind, JobSummary};
use crate::domain::text::printable;
use crate::domain::{JobKey, Plate, SearchKey};
use crate::journal::Reader;
use crate::runner::SystemClock;
use crate::runner::made::{MadeFiles, named_after, stem};
use crate::words::PlainWords;

/// A larger file than this is not looked through; it is named as one that may have the car.
const BYTES_MAX: u64 = 64 * 1024 * 1024;

pub(super) fn whereabouts(asked: &Asked, plate: &str, out: &mut dyn Write) -> Result<u8, Failure> {
    let wanted = Plate::new(plate);
    if wanted.key().is_empty() {
        return Err(Failure::Usage(format!("{plate:?}: a plate or a VIN was expected")));
    }
    let recorder = asked.recorder_at(asked.find()?)?;
    let audit =
        patiently(|| recorder.readers().audit(&[], None, SystemClock::start().now().wall, None, &AtomicU64::new(0)));
    let jobs: Vec<&JobSummary> =
        audit.jobs.iter().filter(|job| job.plate().is_some_and(|plate| plate == wanted)).collect();
    let exports = &recorder.folders.exports;
    let by_stem: BTreeMap<String, JobKey> = audit.jobs.iter().map(|job| (stem(&job.key), job.key)).collect();
    let MadeFiles { files: made, unread: folders } = MadeFiles::of(exports);
    let mut named: BTreeSet<&PathBuf> = BTreeSet::new();
    let mut told: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let words = &asked.words().plain();
    writeln!(out, "{}: {}", printable(plate.trim()), counted_in_words(jobs.len(), "desk-jobs", words))?;
    for job in &jobs {
        let begun = words.say("named-begun", &[("time", &job.started.format("%Y-%m-%d %H:%M").to_string())]);
        writeln!(out, "\n{}, {begun}", job.key)?;
        for (file, lines) in rows(&recorder.folders.journal(), &job.key)? {
            writeln!(
                out,
                "  journal/{file}  {}, {}",
                ranges(&lines, words),
                counted_in_words(lines.len(), "desk-rows", words)
            )?;
            told.entry(format!("journal/{file}")).or_default().extend(lines);
        }
        for file in made.iter().filter(|file| named_after(exports, file, &by_stem) == Some(&job.key)) {
            writeln!(out, "  {}", shown(exports, file))?;
            named.insert(file);
        }
    }
    let (mut lines, mut unread) = (Vec::new(), Vec::new());
    for file in made.iter().filter(|file| !named.contains(file)) {
        match lines_with(file, wanted) {
            Some(mut found) => {
                let name = shown(exports, file);
                found.retain(|line| !told.get(&name).is_some_and(|lines| lines.contains(line)));
                if !found.is_empty() {
                    lines.push(format!("  {name}  {}", ranges(&found, words)));
                }
            }
            None => unread.push(format!("  {}", shown(exports, file))),
        }
    }
    for (heading, files) in [("desk-elsewhere", lines), ("desk-may-have-it", unread)] {
        if !files.is_empty() {
            writeln!(out, "\n{}", words.get(heading))?;
            files.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
    }
    let unreadable = audit.findings.iter().filter(|finding| finding.kind == FindingKind::Unreadable);
    let unreadable = unreadable.map(|finding| finding.sentence.in_words(words)).chain(folders);
    let unreadable: Vec<String> = unreadable.map(|text| printable(&text)).collect();
    unreadable.iter().try_for_each(|fault| writeln!(out, "\n{}", words.say("desk-not-read", &[("what", fault)])))?;
    Ok(if unreadable.is_empty() { 0 } else { 5 })
}

/// The rows about a job: the lines of each file of each station.
fn rows(journal: &Path, job: &JobKey) -> Result<BTreeMap<String, Vec<u64>>, Failure> {
    let mut files: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for exhibit in Reader::new(journal.to_owned()).exhibits(job)?.rows {
        files.entry(format!("{}/{}", exhibit.station, exhibit.file)).or_default().push(exhibit.line);
    }
    Ok(files)
}

/// The lines of a text that have the plate, in whatever way it is written; `None` for what is no text, or too long.
fn lines_with(file: &Path, wanted: Plate<'_>) -> Option<Vec<u64>> {
    if file.metadata().ok()?.len() > BYTES_MAX {
        return None;
    }
    let text = fs::read_to_string(file).ok()?;
    // a PDF or a workbook may begin as text, and is none
    if text.starts_with("%PDF") {
        return None;
    }
    let key = SearchKey::new(&wanted.key());
    Some((1..).zip(text.lines()).filter(|(_, line)| key.is_in(line)).map(|(number, _)| number).collect())
}

pub(super) fn shown(exports: &Path, file: &Path) -> String {
    printable(&file.strip_prefix(exports).unwrap_or(file).display().to_string().replace('\\', "/"))
}

/// Lines as `line 7`, `lines 3-9, 12`.
fn ranges(lines: &[u64], words: &PlainWords) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for &line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let run = |(first, last): &(u64, u64)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let told: Vec<String> = runs.iter().map(run).collect();
    words.say("desk-lines", &[("n", &lines.len().to_string()), ("lines", &told.join(", "))])
}
