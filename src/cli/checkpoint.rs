//! `precheck checkpoint`: where each journal stands, to be kept elsewhere.

use std::fs::OpenOptions;
use std::io::Write;

use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::journal::Reader;
use crate::runner::SystemClock;

pub(super) fn checkpoint(asked: &Asked, args: &args::Checkpoint, out: &mut dyn Write) -> Result<u8, Failure> {
    let place = asked.find()?;
    let reader = Reader::new(place.journal());
    let now = SystemClock::start().now().wall;
    let mut notes = String::new();
    for station in reader.stations()? {
        if let Some(checkpoint) = reader.checkpoint(&station, now)? {
            notes.push_str(&checkpoint.to_string());
            if !notes.ends_with('\n') {
                notes.push('\n');
            }
        }
    }
    if notes.is_empty() {
        return Err(Failure::Usage(format!("there is no journal yet in {}", place.journal().display())));
    }
    match &args.output {
        None => write!(out, "{notes}")?,
        Some(path) => {
            let at_path = |error: std::io::Error| Failure::Io(format!("{}: {error}", path.display()));
            let mut file = OpenOptions::new().append(true).create(true).open(path).map_err(at_path)?;
            file.write_all(notes.as_bytes()).and_then(|()| file.sync_all()).map_err(at_path)?;
            tell(&format!("precheck: appended to {}", path.display()));
        }
    }
    Ok(0)
}
