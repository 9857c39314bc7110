//! Checkpoints: signed by a key that the stations don't have, and made by themselves as a month has ended.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::lane::{Sink, stand_back};
use super::readers::Folders;
use crate::app::Event;
use crate::catalog::MonthEnd;
use crate::domain::text::printable;
use crate::files::{Cause, append_named, read_text, write_named};
use crate::journal::{Checkpoints, Fault, FaultClass, FaultKind, Month, Options, Reader, verify};

/// Says in a signature that it is one of checkpoints, so that it can't be taken for one of anything else.
const NAMESPACE: &str = "precheck";
/// Longer than the notes of any workshop, in bytes.
const NOTES_BYTES_MAX: u64 = 64 << 20;

/// Why notes are not signed, or not even made.
#[derive(Debug, thiserror::Error)]
pub enum NotSigned {
    /// The key, or the file, lies where everybody can write.
    #[error("{0}")]
    Within(String),
    /// Something could not be read or written, or the key signs nothing.
    #[error("{0}")]
    Failed(String),
}

fn failed(path: &Path, why: impl ToString) -> NotSigned {
    NotSigned::Failed(format!("{}: {}", path.display(), why.to_string()))
}

/// What is done where a key wants a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passphrase {
    /// It is asked for at the terminal.
    Asked,
    /// Nobody is there to be asked, and the key signs nothing.
    Unasked,
}

/// A key that lies in the workshop signs for everybody who can write there.
pub fn check_key(key: &Path, workshop: &Path) -> Result<(), NotSigned> {
    let within = key.canonicalize().map_err(|error| failed(key, error))?;
    match workshop.canonicalize() {
        Ok(workshop) if within.starts_with(&workshop) => Err(NotSigned::Within(format!(
            "--sign {}: the key lies in the workshop's folder, where it signs for everybody: keep it elsewhere",
            key.display()
        ))),
        _ => Ok(()),
    }
}

/// Signs the whole file of notes; the file with the signature.
pub fn sign(path: &Path, key: &Path, passphrase: Passphrase) -> Result<PathBuf, NotSigned> {
    let unsigned = |why: String| failed(path, format!("not signed: {why}"));
    let notes = fs::File::open(path).map_err(|error| unsigned(error.to_string()))?;
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key).stdin(notes);
    if passphrase == Passphrase::Unasked {
        // asked at the terminal, it would stand in the middle of the screen
        command.env("SSH_ASKPASS", "false").env("SSH_ASKPASS_REQUIRE", "force");
    }
    let made =
        command.output().map_err(|error| unsigned(format!("ssh-keygen could not be run: {error}; install OpenSSH")))?;
    if !made.status.success() {
        return Err(unsigned(format!("ssh-keygen: {}", printable(String::from_utf8_lossy(&made.stderr).trim()))));
    }
    let signed = signature_of(path);
    write_named(&signed, &made.stdout)
        .map_err(|error| failed(&signed, format!("{error}; {}", Cause::of(&error).advice())))?;
    Ok(signed)
}

/// The file with the signature of a file of notes.
fn signature_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sig");
    PathBuf::from(name)
}

/// The stations whose journals are broken or can't be read, each once. That old files were removed in time is no fault here.
pub fn damaged(journal: &Path) -> Vec<String> {
    let report = verify(&[journal.to_owned()], &Options::default());
    let is_fault = |fault: &&Fault| {
        matches!(fault.class(), FaultClass::Broken | FaultClass::Unreadable)
            && !matches!(fault.kind, FaultKind::Beginning { .. } | FaultKind::NothingChecked { .. })
    };
    let mut stations: Vec<String> = report.all_faults().filter(is_fault).map(|it| printable(&it.station)).collect();
    stations.dedup();
    stations
}

/// Makes the checkpoint that is due, on a thread that nobody waits for: once a day it is looked whether one is.
pub(super) struct Monthly {
    plan: Option<MonthEnd>,
    folders: Folders,
    /// The day on which it was looked last.
    looked: Mutex<Option<NaiveDate>>,
}

impl Monthly {
    /// Those that this station makes.
    pub fn new(plan: Option<MonthEnd>, folders: Folders) -> Self {
        Self { plan, folders, looked: Mutex::new(None) }
    }

    /// Looks whether one is due, the first time on a day.
    pub fn look(&self, now: DateTime<FixedOffset>, sink: &Sink) {
        let Some(plan) = &self.plan else { return };
        let Ok(mut looked) = self.looked.lock() else { return };
        if looked.replace(now.date_naive()) == Some(now.date_naive()) {
            return;
        }
        let (plan, folders, sink) = (plan.clone(), self.folders.clone(), sink.clone());
        std::thread::spawn(move || {
            stand_back();
            match make_due(&plan, &folders, now) {
                Ok(None) => {}
                Ok(Some(told)) => sink(Event::Info(told)),
                Err(why) => sink(Event::Warning(format!("the month's checkpoint was not made: {why}"))),
            }
        });
    }
}

/// Makes and signs the notes of a month that has begun, where they are not there yet; what is told of it.
pub fn make_due(plan: &MonthEnd, folders: &Folders, now: DateTime<FixedOffset>) -> Result<Option<String>, NotSigned> {
    let file = folders.workshop.join(&plan.file);
    let key = folders.workshop.join(&plan.key);
    check_key(&key, &folders.workshop)?;
    let folder = file.parent().unwrap_or(&file);
    check_key(folder, &folders.workshop).map_err(|why| match why {
        NotSigned::Within(_) => NotSigned::Within(format!(
            "{}: the notes lie in the workshop's folder, where everybody can change them: keep them elsewhere",
            file.display()
        )),
        other => other,
    })?;
    let notes = match file.try_exists() {
        Ok(false) => String::new(),
        _ => read_text(&file, NOTES_BYTES_MAX).map_err(|error| failed(&file, error))?,
    };
    let month = Month::of(&now);
    let has_them = Checkpoints::parse(&notes).notes.iter().any(|note| Month::of(&note.time) >= month);
    if has_them && is_signed(&file) {
        return Ok(None);
    }
    let mut beside = String::new();
    if !has_them {
        let reader = Reader::new(folders.journal());
        let notes = reader.checkpoints(now).map_err(|error| failed(&file, error))?;
        if notes.is_empty() {
            return Ok(None);
        }
        let damaged = damaged(&folders.journal());
        if !damaged.is_empty() {
            beside = format!("; the journals of {} have faults, which precheck verify names", damaged.join(", "));
        }
        let text: String = notes.iter().map(ToString::to_string).collect();
        append_named(&file, &text).map_err(|error| failed(&file, error))?;
    }
    let signed = sign(&file, &key, Passphrase::Unasked)?;
    Ok(Some(format!("the month's checkpoint is in {}, signed in {}{beside}", file.display(), signed.display())))
}

/// Whether a file of notes was signed as it is, whenever that was and with whatever key.
fn is_signed(file: &Path) -> bool {
    let Ok(notes) = fs::File::open(file) else { return false };
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "check-novalidate", "-n", NAMESPACE, "-s"]).arg(signature_of(file)).stdin(notes);
    command.output().is_ok_and(|checked| checked.status.success())
}
