//! `precheck checkpoint`: where each journal stands, to be kept elsewhere. What is noted of a journal with faults is said to be so.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::domain::text::printable;
use crate::files::{Cause, append_named, write_named};
use crate::journal::{Fault, FaultClass, FaultKind, Options, Reader, Report, verify};
use crate::runner::SystemClock;

pub(super) fn checkpoint(asked: &Asked, args: &args::CheckpointArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let place = asked.find()?;
    if let Some(key) = &args.sign {
        check_key(key, &place.workshop)?;
    }
    let reader = Reader::new(place.journal());
    let now = SystemClock::start().now().wall;
    let stations = reader.stations()?;
    let damaged =
        if stations.is_empty() { Vec::new() } else { damaged(&verify(&[place.journal()], &Options::default())) };
    for station in &damaged {
        tell(&format!("precheck: {station}: the journal has faults; precheck verify names them"));
    }
    let code = u8::from(!damaged.is_empty());
    let notes: String = reader.checkpoints(now)?.iter().map(ToString::to_string).collect();
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
                let signed = sign(path, key)?;
                tell(&format!("precheck: signed in {}", signed.display()));
            }
        }
    }
    Ok(code)
}

/// A key that lies in the workshop signs for everybody who can write there.
fn check_key(key: &Path, workshop: &Path) -> Result<(), Failure> {
    let within = key.canonicalize().map_err(|error| Failure::Io(format!("{}: {error}", key.display())))?;
    match workshop.canonicalize() {
        Ok(workshop) if within.starts_with(&workshop) => Err(Failure::Usage(format!(
            "--sign {}: the key lies in the workshop's folder, where it signs for everybody: keep it elsewhere",
            key.display()
        ))),
        _ => Ok(()),
    }
}

/// Says in a signature that it is one of checkpoints, so that it can't be taken for one of anything else.
const NAMESPACE: &str = "precheck";

/// Signs the whole file of notes; the file with the signature.
fn sign(path: &Path, key: &Path) -> Result<PathBuf, Failure> {
    let failed = |why: String| Failure::Io(format!("{}: not signed: {why}", path.display()));
    let notes = std::fs::File::open(path).map_err(|error| failed(error.to_string()))?;
    let made = Command::new("ssh-keygen")
        .args(["-Y", "sign", "-n", NAMESPACE, "-f"])
        .arg(key)
        .stdin(notes)
        .output()
        .map_err(|error| failed(format!("ssh-keygen could not be run: {error}; install OpenSSH")))?;
    if !made.status.success() {
        return Err(failed(format!("ssh-keygen: {}", printable(String::from_utf8_lossy(&made.stderr).trim()))));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".sig");
    let signed = PathBuf::from(name);
    write_named(&signed, &made.stdout)
        .map_err(|error| Failure::Io(format!("{}: {error}; {}", signed.display(), Cause::of(&error).advice())))?;
    Ok(signed)
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
