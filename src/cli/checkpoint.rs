//! `precheck checkpoint`: where each journal stands, to be kept elsewhere. What is noted of a journal with faults is said to be so.

use std::io::Write;

use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::domain::text::printable;
use crate::files::{Cause, append_named};
use crate::journal::{Fault, FaultClass, FaultKind, Options, Reader, Report, verify};
use crate::runner::SystemClock;

pub(super) fn checkpoint(asked: &Asked, args: &args::CheckpointArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let place = asked.find()?;
    let reader = Reader::new(place.journal());
    let now = SystemClock::start().now().wall;
    let stations = reader.stations()?;
    let damaged =
        if stations.is_empty() { Vec::new() } else { damaged(&verify(&[place.journal()], &Options::default())) };
    for station in &damaged {
        tell(&format!("precheck: {station}: the journal has faults; precheck verify names them"));
    }
    let code = u8::from(!damaged.is_empty());
    let mut notes = String::new();
    for station in stations {
        if let Some(checkpoint) = reader.checkpoint(&station, now)? {
            notes.push_str(&checkpoint.to_string());
            if !notes.ends_with('\n') {
                notes.push('\n');
            }
        }
    }
    if notes.is_empty() && !damaged.is_empty() {
        return Ok(code);
    }
    if notes.is_empty() {
        return Err(Failure::Usage(format!("there is no journal yet in {}", place.journal().display())));
    }
    match &args.output {
        None => write!(out, "{notes}")?,
        Some(path) => {
            append_named(path, &notes)
                .map_err(|error| Failure::Io(format!("{}: {error}; {}", path.display(), Cause::of(&error).advice())))?;
            tell(&format!("precheck: appended to {}", path.display()));
        }
    }
    Ok(code)
}

/// The stations whose journals are broken or can't be read, each once. That old files were removed in time is no fault here.
fn damaged(report: &Report) -> Vec<String> {
    let is_fault = |fault: &&Fault| {
        matches!(fault.class(), FaultClass::Broken | FaultClass::Unreadable)
            && !matches!(fault.kind, FaultKind::Beginning { .. } | FaultKind::NothingChecked { .. })
    };
    let mut stations: Vec<String> = report.all_faults().filter(is_fault).map(|it| printable(&it.station)).collect();
    stations.dedup();
    stations
}
