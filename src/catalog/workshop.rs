//! Reads `workshop.toml`: what is known about the workshop itself. All of it is optional.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::email::{EmailSettings, email};
use super::instruments::instruments;
use super::offers::{OffersFolder, offers};
use super::source::fault::FileFault;
use super::source::fields::Fields;
use super::source::suggest::closest;
use super::source::{read, read_file};
use crate::domain::{IdentityRule, Instrument, People, Person, Right, Station, rules};
use crate::words::is_language;

/// The file's name in a workshop's folder.
const FILE: &str = "workshop.toml";

/// The name of the station's setting.
const STATION: &str = "station";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workshop {
    /// The workshop's name, for the sheet.
    pub name: Option<String>,
    /// Its address, line by line.
    pub address: Vec<String>,
    /// Its logo; a relative path is meant from the workshop's folder.
    pub logo: Option<PathBuf>,
    /// The station's name.
    pub station: NamedStation,
    /// The technicians to choose from.
    pub technicians: Vec<String>,
    /// True when nobody but them may sign anything.
    pub is_closed: bool,
    /// Whether a second name, a review and a correction after the end need a PIN or a badge.
    pub identity: IdentityRule,
    /// Whether this workshop's badges can be held to a card reader.
    pub has_card_reader: bool,
    /// The checkpoints that are made by themselves, where it wants them.
    pub checkpoint: Option<MonthEnd>,
    /// Those of whom it is said what they may do, and until when.
    pub persons: Vec<Person>,
    /// The server by which sheets are sent.
    pub email: Option<EmailSettings>,
    /// Why the server can't be read that is named.
    pub email_fault: Option<String>,
    /// The printer; without it the system's default.
    pub printer: Option<String>,
    /// Two letters.
    pub language: String,
    pub paper: Paper,
    /// The signs on the screen; without it those that the terminal is thought to have.
    pub signs: Option<Signs>,
    /// Whether the screen can be tapped, by mouse or finger.
    pub has_mouse: bool,
    /// The instruments that read by themselves.
    pub instruments: Vec<Instrument>,
    /// Where the workshop's own system offers jobs.
    pub offers: Option<OffersFolder>,
    /// When something is asked again.
    pub thresholds: Thresholds,
    /// From when on something is a finding.
    pub audit: AuditThresholds,
}

/// What `workshop.toml` says about the station's name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NamedStation {
    /// Nothing: the host name makes one.
    #[default]
    Unsaid,
    /// This name.
    Said(Station),
    /// Perhaps a name that can't be read: another one in its place would be another station.
    Unreadable,
}

/// Checkpoints that are made by themselves as a month has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthEnd {
    /// The station that makes them.
    pub at: Station,
    /// The file of notes that they are appended to, outside the workshop's folder.
    pub file: PathBuf,
    /// The key that signs it, which lies outside, too.
    pub key: PathBuf,
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

/// Which signs the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// All of them.
    All,
    /// Those that every keyboard has.
    Plain,
}

/// Figures of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// After so long without a key the next one first asks who is there.
    pub away_after_minutes: u32,
    /// When a battery lead is off for so long, it is told and rung once.
    pub lead_off_minutes: u32,
    /// So many wrong codes the workshop lets itself enter into a radio, then it stops.
    pub attempts_max: u32,
    /// After so many days a job that ended and was not handed over leaves the board for the audit.
    pub board_days: u32,
}

/// The `[audit]` table: from when on something is a finding. The defaults are house figures, which a workshop sets to its own experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditThresholds {
    /// A job that is open for more hours is a finding.
    pub open_hours: u32,
    /// A job that was finished more hours ago and not handed over is a finding.
    pub handover_hours: u32,
    /// A step by hand that was answered within so many seconds after what came before is a quick one.
    pub floor_seconds: u32,
    /// So many quick steps on one page are a finding.
    pub quick_steps: u32,
    /// A page that took less than so many percent of the workshop's median is a finding.
    pub page_percent: u32,
    /// So many jobs must have had the page before its median says anything.
    pub page_jobs: u32,
    /// The same reading on so many jobs, one after the other, is a finding.
    pub same_readings: u32,
    /// So many readings, one after the other, that all end in .0 or .5 are a finding.
    pub round_readings: u32,
    /// One finished job in so many is picked, for somebody to look at the car; 0: none.
    pub observe: u32,
    /// Whether figures are shown, and readings compared, per technician.
    pub is_per_technician: bool,
}

impl Default for AuditThresholds {
    fn default() -> Self {
        Self {
            open_hours: 24,
            handover_hours: 24,
            floor_seconds: 2,
            quick_steps: 3,
            page_percent: 20,
            page_jobs: 20,
            same_readings: 5,
            round_readings: 20,
            observe: 0,
            is_per_technician: false,
        }
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { away_after_minutes: 5, lead_off_minutes: 90, attempts_max: 2, board_days: 30 }
    }
}

impl Default for Workshop {
    fn default() -> Self {
        Self {
            name: None,
            address: Vec::new(),
            logo: None,
            station: NamedStation::Unsaid,
            technicians: Vec::new(),
            is_closed: false,
            identity: IdentityRule::Never,
            has_card_reader: false,
            checkpoint: None,
            persons: Vec::new(),
            email: None,
            email_fault: None,
            printer: None,
            language: "en".to_owned(),
            paper: Paper::default(),
            signs: None,
            has_mouse: true,
            instruments: Vec::new(),
            offers: None,
            thresholds: Thresholds::default(),
            audit: AuditThresholds::default(),
        }
    }
}

impl Workshop {
    /// The people that it lists.
    #[must_use]
    pub fn people(&self) -> People {
        let others = self.persons.iter().map(|person| &person.name).filter(|name| !self.technicians.contains(name));
        let names: Vec<String> = self.technicians.iter().chain(others).cloned().collect();
        People {
            is_closed: self.is_closed && !names.is_empty(),
            names: names.into(),
            persons: self.persons.clone().into(),
            identity: self.identity,
            has_card_reader: self.has_card_reader,
        }
    }

    /// Reads `workshop.toml` in `folder`. Without the file everything is as by default. Of a faulty file what can be read
    /// counts, and the rest is told: a slip in an address must not stop the work. Where the station's name may be in what
    /// can't be read, it is not known.
    #[must_use]
    pub fn load(folder: &Path) -> (Self, Vec<FileFault>) {
        let path = folder.join(FILE);
        let is_missing = path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let faults = match is_missing {
            true => misnamed(folder),
            false => match read_file(&path) {
                Ok(bytes) => return Self::parse(&path.display().to_string(), &bytes),
                Err(fault) => vec![fault],
            },
        };
        if faults.is_empty() { (Self::default(), faults) } else { (Self::unreadable(&faults), faults) }
    }

    fn unreadable(faults: &[FileFault]) -> Self {
        let email_fault = faults.iter().find(|fault| fault.is_error()).map(ToString::to_string);
        Self { station: NamedStation::Unreadable, email_fault, ..Self::default() }
    }

    /// Reads the content of a `workshop.toml`. `file` is what the file is called in faults.
    #[must_use]
    pub fn parse(file: &str, bytes: &[u8]) -> (Self, Vec<FileFault>) {
        let mut said = None;
        let parsed = read(file, bytes, |fields| {
            said = Some(settings(fields));
            Some(())
        });
        (said.unwrap_or_else(|| Self::unreadable(&parsed.faults)), parsed.faults)
    }
}

fn settings(fields: &mut Fields) -> Workshop {
    let default = Workshop::default();
    let owned = |word: (&str, _)| word.0.to_owned();
    let (email, fault) = fields.hearing(|fields| fields.table("email", email).flatten());
    let email_fault = fault.filter(|_| email.is_none()).map(|fault| fault.to_string());
    let mut technicians = technicians(fields);
    let persons = persons(fields);
    let doers = persons.iter().filter(|person| person.may.contains(&Right::Check)).map(|person| &person.name);
    let more: Vec<String> = doers.filter(|name| !technicians.contains(name)).cloned().collect();
    technicians.extend(more);
    Workshop {
        name: fields.string("name").map(owned),
        address: fields.strings("address").unwrap_or_default().into_iter().map(owned).collect(),
        logo: fields.string("logo").map(|(path, _)| PathBuf::from(path)),
        station: station(fields),
        technicians,
        persons,
        is_closed: fields.maybe_word("names", &[("listed", true), ("any", false)]).unwrap_or_default(),
        identity: fields
            .maybe_word("pin", &[("asked", IdentityRule::Asked), ("required", IdentityRule::Required)])
            .unwrap_or_default(),
        has_card_reader: fields.maybe_word("card-reader", &[("on", true), ("off", false)]).unwrap_or_default(),
        checkpoint: fields.table("checkpoint", month_end).flatten(),
        email,
        email_fault,
        printer: fields.string("printer").map(owned),
        language: language(fields).unwrap_or(default.language),
        paper: fields.maybe_word("paper", &[("a4", Paper::A4), ("letter", Paper::Letter)]).unwrap_or_default(),
        signs: fields.maybe_word("signs", &[("all", Signs::All), ("plain", Signs::Plain)]),
        has_mouse: fields.maybe_word("mouse", &[("on", true), ("off", false)]).unwrap_or(true),
        instruments: instruments(fields),
        offers: fields.table("jobs", offers).flatten(),
        thresholds: fields.table("thresholds", thresholds).unwrap_or_default(),
        audit: fields.table("audit", audit_thresholds).unwrap_or_default(),
    }
}

fn station(fields: &mut Fields) -> NamedStation {
    let Some((text, span)) = fields.string(STATION) else {
        return if is_meant(fields) { NamedStation::Unreadable } else { NamedStation::Unsaid };
    };
    match Station::new(text) {
        Ok(station) => NamedStation::Said(station),
        Err(error) => {
            fields.error_at(&span, error.to_string(), format!("write \"{}\"", Station::like(text)));
            NamedStation::Unreadable
        }
    }
}

fn month_end(fields: &mut Fields) -> Option<MonthEnd> {
    fields.needs("at", "at = \"office\"");
    fields.needs("file", "file = \"/home/boss/precheck-notes.txt\"");
    fields.needs("key", "key = \"/home/boss/.ssh/precheck\"");
    let at = fields.string("at").and_then(|(text, span)| match Station::new(text) {
        Ok(station) => Some(station),
        Err(error) => {
            fields.error_at(&span, error.to_string(), format!("write \"{}\"", Station::like(text)));
            None
        }
    });
    let (file, key) = (fields.string("file"), fields.string("key"));
    Some(MonthEnd { at: at?, file: file?.0.into(), key: key?.0.into() })
}

/// Whether a name somewhere in the file was meant as `station`: misspelt, in a table where it was added at the file's end, or with
/// something that is no text.
fn is_meant(fields: &Fields) -> bool {
    let is_like = |name: &str| closest(name, [STATION]).is_some();
    fields.names().any(|(name, _, value)| {
        let inside = value.get_ref().as_table();
        is_like(name) || inside.is_some_and(|table| table.keys().any(|name| is_like(name.get_ref())))
    })
}

/// The faults of a file that was meant as `workshop.toml` and isn't called so: in capital letters, or with the `.txt` that an
/// editor adds.
fn misnamed(folder: &Path) -> Vec<FileFault> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_meant = |name: &str| {
        let name = name.to_lowercase();
        name == FILE || name.strip_suffix(".txt") == Some(FILE)
    };
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let told = |name: String| {
        FileFault::of_file(&folder.join(name).display().to_string(), "is not read", format!("rename it to {FILE}"))
    };
    names.filter(|name| is_meant(name)).map(told).collect()
}

/// Reads the technicians: whoever is listed can begin a job, go on with one and be a second person.
fn technicians(fields: &mut Fields) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, span) in fields.strings("technicians").unwrap_or_default() {
        match rules::name(name) {
            Err(unfit) => fields.error_at(&span, unfit.to_string(), ""),
            Ok(name) if names.iter().any(|other| other.to_lowercase() == name.to_lowercase()) => {
                let help = "tell them apart by a letter: overrides name two people";
                fields.error_at(&span, format!("{name:?} stands here twice"), help);
            }
            Ok(name) => names.push(name),
        }
    }
    names
}

/// Reads the people of whom it is said what they may do: without `may` all of it.
fn persons(fields: &mut Fields) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    let read = fields.each("person", |fields| {
        fields.needs("name", "name = \"Ana K.\"");
        let may = rights(fields);
        let until = last_day(fields);
        let (name, span) = fields.string("name")?;
        match rules::name(name) {
            Ok(name) => Some((Person { name, may, until }, span)),
            Err(unfit) => {
                fields.error_at(&span, unfit.to_string(), "");
                None
            }
        }
    });
    for (person, span) in read.into_iter().flatten() {
        if persons.iter().any(|other| other.name.to_lowercase() == person.name.to_lowercase()) {
            fields.error_at(&span, format!("{:?} stands here twice", person.name), "one [[person]] block for each");
        } else {
            persons.push(person);
        }
    }
    persons
}

fn rights(fields: &mut Fields) -> Vec<Right> {
    let Some(words) = fields.strings("may") else { return Right::ALL.to_vec() };
    let mut may = Vec::new();
    for (word, span) in words {
        match Right::ALL.into_iter().find(|right| right.word() == word) {
            Some(right) => may.push(right),
            None => {
                let known = Right::ALL.map(Right::word).join(", ");
                fields.error_at(
                    &span,
                    format!("{word:?} is nothing that a person may do"),
                    format!("write some of: {known}"),
                );
            }
        }
    }
    may
}

fn last_day(fields: &mut Fields) -> Option<NaiveDate> {
    let (text, span) = fields.string("until")?;
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    if day.is_none() {
        fields.error_at(&span, format!("{text:?} is no day"), "write it as in until = \"2027-12-31\"");
    }
    day
}

fn language(fields: &mut Fields) -> Option<String> {
    let (code, span) = fields.string("language")?;
    if !is_language(code) {
        fields.error_at(&span, format!("{code:?} is no language"), "write two lower-case letters, such as \"en\"");
    }
    is_language(code).then(|| code.to_owned())
}

fn thresholds(fields: &mut Fields) -> Thresholds {
    let default = Thresholds::default();
    let mut whole = |name, range, otherwise| fields.maybe_whole(name, range).unwrap_or(otherwise);
    Thresholds {
        away_after_minutes: whole("away-after-minutes", 1..=1440, default.away_after_minutes),
        lead_off_minutes: whole("lead-off-minutes", 1..=1440, default.lead_off_minutes),
        attempts_max: whole("attempts-max", 1..=20, default.attempts_max),
        board_days: whole("board-days", 1..=3650, default.board_days),
    }
}

fn audit_thresholds(fields: &mut Fields) -> AuditThresholds {
    let default = AuditThresholds::default();
    let is_per_technician = fields.flag("per-technician").unwrap_or(default.is_per_technician);
    let mut whole = |name, range, otherwise| fields.maybe_whole(name, range).unwrap_or(otherwise);
    AuditThresholds {
        open_hours: whole("open-hours", 1..=8760, default.open_hours),
        handover_hours: whole("handover-hours", 0..=8760, default.handover_hours),
        floor_seconds: whole("floor-seconds", 0..=600, default.floor_seconds),
        quick_steps: whole("quick-steps", 1..=100, default.quick_steps),
        page_percent: whole("page-percent", 0..=100, default.page_percent),
        page_jobs: whole("page-jobs", 5..=100_000, default.page_jobs),
        same_readings: whole("same-readings", 3..=100_000, default.same_readings),
        round_readings: whole("round-readings", 5..=100_000, default.round_readings),
        observe: whole("observe", 1..=100_000, default.observe),
        is_per_technician,
    }
}
