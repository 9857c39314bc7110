//! `precheck checkpoint`: where each journal stands, to be kept elsewhere. What is noted of a journal with faults is said to be so.

use std::io::Write;

use super::tell::patiently;
use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::files::{Cause, append_named};
use crate::journal::Reader;
use crate::runner::SystemClock;
use crate::runner::checkpoint::{NotSigned, Passphrase, check_key, damaged, sign};

pub(super) fn checkpoint(asked: &Asked, args: &args::CheckpointArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let place = asked.find()?;
    if let Some(key) = &args.sign {
        check_key(key, &place.workshop)?;
    }
    let reader = Reader::new(place.journal());
    let now = SystemClock::start().now().wall;
    let stations = patiently(|| reader.stations())?;
    let damaged = if stations.is_empty() { Vec::new() } else { patiently(|| damaged(&place.journal())) };
    for station in &damaged {
        tell(&format!("precheck: {station}: the journal has faults; precheck verify names them"));
    }
    let code = u8::from(!damaged.is_empty());
    let notes: String = patiently(|| reader.checkpoints(now))?.iter().map(ToString::to_string).collect();
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
            if let Some(key) = &args.sign {
                let signed = sign(path, key, Passphrase::Asked)?;
                tell(&format!("precheck: signed in {}", signed.display()));
            }
        }
    }
    Ok(code)
}

impl From<NotSigned> for Failure {
    fn from(why: NotSigned) -> Self {
        match why {
            NotSigned::Within(_) => Self::Usage(why.to_string()),
            NotSigned::Failed(_) => Self::Io(why.to_string()),
        }
    }
}
