//! `workshop.toml`: what is known about the workshop itself. All of it is optional.

use std::path::{Path, PathBuf};

use super::audit_thresholds::AuditThresholds;
use super::fault::Fault;
use super::fields::Fields;
use super::log::Log;
use super::source::{read, read_file};
use crate::domain::{Station, rules};

/// The workshop's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workshop {
    /// The workshop's name, for the sheet.
    pub name: Option<String>,
    /// Its address, line by line.
    pub address: Vec<String>,
    /// Its logo; a relative path is meant from the workshop's folder.
    pub logo: Option<PathBuf>,
    /// The station's name; without it the host name makes one.
    pub station: Option<Station>,
    /// The technicians to choose from.
    pub technicians: Vec<String>,
    /// The printer; without it the system's default.
    pub printer: Option<String>,
    /// Two letters.
    pub language: String,
    /// The sheet's paper.
    pub paper: Paper,
    /// When something is asked again.
    pub thresholds: Thresholds,
    /// From when on something is a finding.
    pub audit: AuditThresholds,
}

/// Sizes of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// Figures of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// After so long without a key the next one first asks who is there.
    pub away_after_minutes: u32,
    /// So many wrong codes the workshop lets itself enter into a radio, then it stops.
    pub attempts_max: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { away_after_minutes: 5, attempts_max: 2 }
    }
}

impl Default for Workshop {
    fn default() -> Self {
        Self {
            name: None,
            address: Vec::new(),
            logo: None,
            station: None,
            technicians: Vec::new(),
            printer: None,
            language: "en".to_owned(),
            paper: Paper::default(),
            thresholds: Thresholds::default(),
            audit: AuditThresholds::default(),
        }
    }
}

impl Workshop {
    /// Reads `workshop.toml` in `folder`. Without the file everything is as by default. Of a faulty file what can be read
    /// counts, and the rest is told: a slip in an address must not stop the work.
    #[must_use]
    pub fn load(folder: &Path) -> (Self, Vec<Fault>) {
        let path = folder.join("workshop.toml");
        if !path.exists() {
            return (Self::default(), Vec::new());
        }
        match read_file(&path) {
            Ok(bytes) => Self::parse(&path.display().to_string(), &bytes),
            Err(fault) => (Self::default(), vec![fault]),
        }
    }

    /// Reads the content of a `workshop.toml`. `file` is what the file is called in faults.
    #[must_use]
    pub fn parse(file: &str, bytes: &[u8]) -> (Self, Vec<Fault>) {
        let mut workshop = Self::default();
        let outcome = read(file, bytes, |log, fields| {
            workshop = settings(log, fields);
            Some(())
        });
        (workshop, outcome.faults)
    }
}

fn settings(log: &mut Log, mut fields: Fields<'_>) -> Workshop {
    let default = Workshop::default();
    let strings = |log: &mut Log, fields: &mut Fields<'_>, name| -> Vec<String> {
        let strings = fields.strings(log, name).unwrap_or_default();
        strings.into_iter().map(|(text, _)| text.to_owned()).collect()
    };
    let workshop = Workshop {
        name: fields.string(log, "name").map(|(name, _)| name.to_owned()),
        address: strings(log, &mut fields, "address"),
        logo: fields.string(log, "logo").map(|(path, _)| PathBuf::from(path)),
        station: station(log, &mut fields),
        technicians: technicians(log, &mut fields),
        printer: fields.string(log, "printer").map(|(name, _)| name.to_owned()),
        language: language(log, &mut fields).unwrap_or(default.language),
        paper: fields.one_of(log, "paper", &[("a4", Paper::A4), ("letter", Paper::Letter)]).unwrap_or_default(),
        thresholds: fields.table(log, "thresholds").map_or(default.thresholds, |table| thresholds(log, table)),
        audit: fields.table(log, "audit").map_or(default.audit, |table| AuditThresholds::read(log, table)),
    };
    fields.finish(log);
    workshop
}

fn station(log: &mut Log, fields: &mut Fields<'_>) -> Option<Station> {
    let (text, span) = fields.string(log, "station")?;
    let station = Station::new(text);
    if let Err(error) = &station {
        let help = format!("write \"{}\"", Station::from_host(text));
        log.error(&span, error.to_string(), help);
    }
    station.ok()
}

/// The technicians: whoever is listed can begin a job, go on with one and be a second person.
fn technicians(log: &mut Log, fields: &mut Fields<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, span) in fields.strings(log, "technicians").unwrap_or_default() {
        match rules::name(name) {
            Err(unfit) => log.error(&span, unfit.to_string(), None),
            Ok(name) if names.iter().any(|other| other.to_lowercase() == name.to_lowercase()) => {
                let help = "tell them apart by a letter: overrides name two people".to_owned();
                log.error(&span, format!("{name:?} stands here twice"), help);
            }
            Ok(name) => names.push(name),
        }
    }
    names
}

fn language(log: &mut Log, fields: &mut Fields<'_>) -> Option<String> {
    let (code, span) = fields.string(log, "language")?;
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(code.to_owned());
    }
    log.error(&span, format!("{code:?} is no language"), "write two lower-case letters, such as \"en\"".to_owned());
    None
}

fn thresholds(log: &mut Log, mut fields: Fields<'_>) -> Thresholds {
    let default = Thresholds::default();
    let minutes = fields.whole(log, "away-after-minutes", 1..=1440);
    let attempts = fields.whole(log, "attempts-max", 1..=20);
    fields.finish(log);
    Thresholds {
        away_after_minutes: minutes.unwrap_or(default.away_after_minutes),
        attempts_max: attempts.unwrap_or(default.attempts_max),
    }
}
