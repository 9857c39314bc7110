//! `precheck verify`: the proof, checked.

mod json;
mod text;
mod verdict;

use std::io::Write;
use std::path::PathBuf;

use super::args::Format;
use super::paths::expanded;
use super::tell::patiently;
use super::workshop::Asked;
use super::{Failure, args};
use crate::audit::{evidence, row_names};
use crate::domain::json::encode;
use crate::files::{ReadTextError, read_text};
use crate::journal::{Checkpoint, Checkpoints, Options, Receipt, verify as check};
use crate::runner::SystemClock;
use crate::words::{Said, Sentence};
use json::Json;
use text::Teller;

pub(super) fn verify(asked: &Asked, args: &args::VerifyArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let (options, skipped) = patiently(|| options(args))?;
    let paths: Vec<PathBuf> = if args.paths.is_empty() { own_journal(asked, &options)? } else { expanded(&args.paths) };
    let mut report = patiently(|| check(&paths, &options));
    report.bundles.iter_mut().for_each(evidence::compare_text);
    report.unchecked.extend(skipped);
    let now = SystemClock::start().now().wall;
    report.stations.iter_mut().for_each(|station| station.unchecked.extend(station.ahead_of(now)));
    let names = row_names(&paths, &report);
    match args.format {
        Format::Text => Teller { names: &names, words: &asked.words().plain(), out }.report(&report)?,
        Format::Json => out.write_all(&encode(&Json::of(&report, &names)).map_err(std::io::Error::from)?)?,
    }
    Ok(report.exit_code())
}

/// The workshop's journals. A workshop that has none yet is no fault, unless a receipt or a checkpoint says otherwise.
fn own_journal(asked: &Asked, options: &Options) -> Result<Vec<PathBuf>, Failure> {
    let folder = asked.find()?.journal();
    let is_expected = !options.receipts.is_empty() || !options.anchors.is_empty();
    let is_missing =
        std::fs::symlink_metadata(&folder).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    Ok(if is_missing && !is_expected { Vec::new() } else { vec![folder] })
}

/// More than any file of checkpoints has, in bytes.
const NOTES_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What to hold the journals against, and what of it could not be read.
fn options(args: &args::VerifyArgs) -> Result<(Options, Vec<Sentence>), Failure> {
    let receipts = args
        .receipt
        .iter()
        .map(|code| Receipt::parse(code).map_err(|bad| Failure::Usage(format!("--receipt {code:?}: {bad}"))));
    let mut anchors: Vec<Checkpoint> = Vec::new();
    let mut skipped = Vec::new();
    for path in &args.against {
        let text = read_text(path, NOTES_BYTES_MAX).map_err(|error| {
            let told = format!("{}: {error}", path.display());
            if matches!(error, ReadTextError::Io(_)) { Failure::Io(told) } else { Failure::Usage(told) }
        })?;
        let Checkpoints { notes, skipped: bad } = Checkpoints::parse(&text);
        if notes.is_empty() {
            let why = bad.first().map_or("there is no checkpoint in it".to_owned(), ToString::to_string);
            return Err(Failure::Usage(format!("{}: {why}", path.display())));
        }
        skipped.extend(bad.iter().map(|bad| {
            let values = [("file", Said::text(path.display())), ("why", Said::text(bad))];
            Sentence::says("unchecked-notes", values)
        }));
        for note in notes {
            // notes are appended day by day, also when nothing was recorded in between
            let is_same = |known: &Checkpoint| {
                (known.station, &known.id, known.seq, known.seal) == (note.station, &note.id, note.seq, note.seal)
            };
            if !anchors.iter().any(is_same) {
                anchors.push(note);
            }
        }
    }
    let receipts = receipts.collect::<Result<_, _>>()?;
    Ok((Options { from: args.from, receipts, anchors, ..Options::default() }, skipped))
}
