//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::said_args::SaidArgs;
use crate::audit::{FindingKind, Group, Weight};
use crate::domain::wrap::wrap_cells;
use crate::journal::Month;
use crate::words::is_language;

/// Reads a month that was given.
fn month(text: &str) -> Result<Month, &'static str> {
    Month::parse(text).ok_or("write a month, such as 2026-11")
}

/// Reads a language that was given.
fn language(text: &str) -> Result<String, &'static str> {
    if is_language(text) { Ok(text.to_owned()) } else { Err("write the two small letters of a language, such as fr") }
}

/// Takes a workshop technician through the steps before a car's battery or wiring is touched, and keeps the proof.
///
/// Without a command it shows the board: every open job, and n to begin one. It says STOP until the radio's serial number is
/// recorded, the customer's code is confirmed, and a backup power source is attached.
#[derive(Debug, Parser)]
#[command(
    name = "precheck",
    version,
    after_help = "Exit codes: 0 fine, 1 a finding or a broken proof, 2 usage, 3 re-saved by \
another program with contents intact, 4 intact but for an unfinished last row, 5 could not read or write."
)]
pub struct Args {
    /// The workshop's folder [default: PRECHECK_WORKSHOP, else the nearest folder upwards that has checklists, else the
    /// user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub workshop: Option<PathBuf>,
    /// This station's name [default: PRECHECK_STATION, else that of workshop.toml, else the computer's name]
    #[arg(long, global = true, value_name = "NAME")]
    pub station: Option<String>,
    /// What to do; the board without one
    #[command(subcommand)]
    pub command: Option<Action>,
}

/// What can be asked for.
// there is one of it in a run: its size doesn't matter
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Go straight into a job: open it, or begin it
    Run(RunArgs),
    /// Record a job from a file of answers, by the same rules as on the screen
    Record(RecordArgs),
    /// Check the proof: every seal and every link of the journals
    Verify(VerifyArgs),
    /// What a manager should look at: exceptions first, of one station, a workshop or many
    #[command(after_help = AUDIT_HELP, after_long_help = audit_long_help())]
    Audit(AuditArgs),
    /// The customer's sheet of a job: for one that has ended, what was done; for an open one, the page before the work
    Sheet(SheetArgs),
    /// Print a note of where each journal stands, to keep elsewhere
    Checkpoint(CheckpointArgs),
    /// List the rows and files with a car, for whoever asks what is kept about it
    Where {
        /// The plate or the VIN
        #[arg(value_name = "PLATE")]
        plate: String,
    },
    /// Take away the months before one, for good: what is older than the workshop has reason to keep
    Retire(RetireArgs),
    /// Set the PIN or the badge by which a person is identified
    #[command(subcommand)]
    Person(PersonArgs),
    /// Look something up: why a radio asks for its code, where the code is found, how the serial number is read
    Guide(GuideArgs),
    /// The checklists: list them, show one, check files
    #[command(subcommand)]
    Checklist(ChecklistArgs),
    /// The words of the customer's page in another language
    #[command(subcommand)]
    Messages(MessagesArgs),
    /// The instruments that read volts by themselves: list them, try one, watch one
    #[command(subcommand)]
    Instrument(InstrumentArgs),
    /// Make a workshop folder
    Init {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// `run`.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// The job's number [default: the next free one]
    #[arg(long, value_name = "N")]
    pub job: Option<String>,
    /// Who works on it
    #[arg(long, value_name = "NAME")]
    pub technician: Option<String>,
    /// The kind of work: a checklist's id, such as battery
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Practise in a temporary folder; nothing counts
    #[arg(long)]
    pub practice: bool,
    /// Line by line, for screen readers and dumb terminals
    #[arg(long)]
    pub plain: bool,
}

/// `record`.
#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    /// A TOML or JSON file of answers
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `retire`.
#[derive(Debug, clap::Args)]
pub struct RetireArgs {
    /// The first month that stays
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub before: Month,
    /// Do it, under this name; without it, what would go is listed
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// What is to be said about it; needed where the record is not intact
    #[arg(long, value_name = "TEXT", requires = "who")]
    pub remark: Option<String>,
}

/// `verify`.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// Workshops, journal folders, station folders, files, or a bundle of one job [default: the workshop's journals]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A receipt that must be found and agree
    #[arg(long, value_name = "CODE")]
    pub receipt: Vec<String>,
    /// A file of checkpoints that the journals must still agree with
    #[arg(long, value_name = "CHECKPOINTS")]
    pub against: Vec<PathBuf>,
    /// Older files may be gone
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub from: Option<Month>,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What `audit --help` ends with.
const AUDIT_HELP: &str = "\
A PATH is a workshop, its exports/journal, a station's folder or a journal file;
without one it is this workshop. A WORD narrows the list; all words must hold,
and a comma is or:
  last-month  2026-10  2026-10-01..2026-10-15  ..2026-09      begun then
  technician:ana  kind:battery,wiring  outcome:stopped  plate:AB12  serial:BP53
  finding:no-code  finding:gate finding:unseen      kind, group, weight, or seen
  job:bay-1/261122-01  station:bay-2  workshop:north  revision:3
  AB12                                      plate, serial, job or technician
The same words are typed on the audit's screen. Notes are only counted; a word
finding:… lists them.

Exit codes: 1 when something serious or grave within the words was not seen by
anybody, or the proof is broken (notes don't count); 2 usage; 3 re-saved by
another program; 4 an unfinished last row; 5 something could not be read. Of
several the first of 1, 5, 4, 3.";

/// The same with every finding by its weight.
fn audit_long_help() -> String {
    let mut lines = vec![
        AUDIT_HELP.to_owned(),
        String::new(),
        "Findings (for finding:, --seen and --action; titles do, too):".to_owned(),
    ];
    for weight in Weight::ALL {
        let ids = FindingKind::ALL.iter().filter(|kind| kind.weight() == weight).map(|kind| kind.id());
        lines.push(format!("  {}", weight.word()));
        let ids = wrap_cells(&ids.collect::<Vec<_>>().join("  "), 76);
        lines.extend(ids.into_iter().map(|line| format!("    {line}")));
    }
    let groups = Group::ALL.map(Group::word).join("  ");
    lines.push(format!("Groups of them\n    {groups}"));
    lines.join("\n")
}

/// `audit`.
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// What to read, and words that narrow the list
    #[arg(value_name = "PATH|WORD")]
    pub words: Vec<String>,
    /// Jobs begun then: a day, a month, a word such as last-month, or two of them with .. between
    #[arg(long, value_name = "WHEN")]
    pub when: Vec<String>,
    /// Jobs that this technician worked on
    #[arg(long, value_name = "NAME")]
    pub technician: Vec<String>,
    /// Jobs of this kind: a checklist's id
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Jobs that are open, finished or stopped, or were stopped for this reason
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: Vec<String>,
    /// Findings of this kind (id or title), group or weight; seen or unseen
    #[arg(long, value_name = "FINDING")]
    pub finding: Vec<String>,
    /// Jobs on this plate, or a part of it
    #[arg(long, value_name = "PLATE")]
    pub plate: Vec<String>,
    /// Jobs with this radio serial, or a part of it
    #[arg(long, value_name = "SERIAL")]
    pub serial: Vec<String>,
    /// Jobs whose number begins so, or STATION/NUMBER
    #[arg(long, value_name = "JOB")]
    pub job: Vec<String>,
    /// Jobs of this revision of the checklist
    #[arg(long, value_name = "N")]
    pub revision: Vec<String>,
    /// Read journals from this month on, and take the record to begin there: older months were taken away on purpose
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub from: Option<Month>,
    /// What the jobs come to, instead of the findings: counts, shares and times, always with n
    #[arg(long, conflicts_with = "jobs")]
    pub figures: bool,
    /// List the jobs instead of the findings
    #[arg(long)]
    pub jobs: bool,
    /// The report to hand out, with the workshop's letterhead: counts, findings by job, the course over months, times
    #[arg(long, conflicts_with_all = ["figures", "jobs", "said", "evidence", "screen"])]
    pub report: bool,
    /// The language of the report, of the workbook or of the printed evidence, two letters such as de [default: that of workshop.toml]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Show it on the screen of the program, with the paths and words that were given
    #[arg(long, conflicts_with_all = ["figures", "jobs", "format", "output", "said", "evidence"])]
    pub screen: bool,
    /// The form [default: by the name of -o, else table]
    #[arg(long, value_enum)]
    pub format: Option<AuditFormat>,
    /// Write it to this file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What is recorded about findings.
    #[command(flatten)]
    pub said: SaidArgs,
    /// One job's evidence.
    #[command(flatten)]
    pub evidence: EvidenceArgs,
}

/// The forms of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// For programs; stable, described in docs/formats.md
    Json,
    /// A workbook, the same as of --report: a cover with charts, then findings, jobs and figures, a sheet each
    Xlsx,
    /// Pages to print: of a report or of one job's evidence
    Pdf,
    /// The same as one HTML file
    Html,
}

/// `audit --evidence`.
#[derive(Debug, clap::Args)]
pub struct EvidenceArgs {
    /// One job's evidence: every row with its wording, seal and receipt. JOB is its number, STATION/NUMBER, the plate, or
    /// the receipt
    #[arg(long, value_name = "JOB")]
    pub evidence: Option<String>,
    /// Write the evidence as a folder to hand on, which has no other customer's row and can be checked by itself
    #[arg(long, value_name = "DIR", requires = "evidence", conflicts_with = "output")]
    pub bundle: Option<PathBuf>,
}

/// `checkpoint`.
#[derive(Debug, clap::Args)]
pub struct CheckpointArgs {
    /// Append the note to this file instead of printing it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Sign that file with an SSH key, which lies outside the workshop: FILE.sig, for ssh-keygen -Y verify
    #[arg(long, value_name = "KEY", requires = "output")]
    pub sign: Option<PathBuf>,
}

/// `person`.
#[derive(Debug, Subcommand)]
pub enum PersonArgs {
    /// Set a PIN: it is typed twice; one that is there is asked for first
    Pin(PersonName),
    /// Set a badge: its barcode or QR code is scanned twice; what is there is asked for first
    Badge(PersonName),
    /// Set a card as the badge: it is held to the reader of this computer; what is there is asked for first
    Card(PersonName),
}

/// Whose PIN or badge it is.
#[derive(Debug, clap::Args)]
pub struct PersonName {
    /// The name, as in workshop.toml
    pub name: String,
}

/// `sheet`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("handed").args(["print", "email"]))]
pub struct SheetArgs {
    /// The job: its number, STATION/NUMBER, the plate, or the receipt
    pub job: String,
    /// The form [default: by the name of -o, else txt]
    #[arg(long, value_enum)]
    pub format: Option<SheetFormat>,
    /// Write it to this file [default: text and HTML to stdout, a PDF to exports/sheets]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The paper [default: that of workshop.toml]
    #[arg(long, value_enum)]
    pub paper: Option<SheetPaper>,
    /// The customer's name, for this copy only: it is never stored
    #[arg(long, value_name = "NAME")]
    pub customer: Option<String>,
    /// The language, two letters such as de [default: that of workshop.toml]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Print it: to an ipp:// address or a queue's name [default: the printer of workshop.toml, else the system's]
    #[arg(long, value_name = "PRINTER", num_args = 0..=1)]
    pub print: Option<Option<String>>,
    /// Send it to this address, which is kept nowhere, by the server that workshop.toml names
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["print", "output", "customer"], requires = "who")]
    pub email: Option<String>,
    /// Who prints or sends it: the row in the record says so
    #[arg(long, value_name = "NAME", requires = "handed")]
    pub who: Option<String>,
}

/// The forms of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// Plain text of 80 columns
    Txt,
    /// One HTML file
    Html,
    /// A page to print
    Pdf,
}

/// Sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetPaper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

/// `guide`.
#[derive(Debug, clap::Args)]
pub struct GuideArgs {
    /// A page of the guide, such as reset, or a radio's, such as j11-connect [default: the contents]
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
    /// List the pages that have all of these words
    #[arg(long, value_name = "WORD", num_args = 1.., conflicts_with = "topic")]
    pub search: Vec<String>,
}

/// `checklist`.
#[derive(Debug, Subcommand)]
pub enum ChecklistArgs {
    /// List the checklists, the radio files and the guide files
    List,
    /// Show a checklist with its items and options
    Show {
        /// Its id, such as battery
        id: String,
    },
    /// Check checklists, radio files, guide files, workshop.toml and message files
    Check {
        /// The files, or folders of them
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// `messages`.
#[derive(Debug, Subcommand)]
pub enum MessagesArgs {
    /// Begin the words of the customer's page and of the reports in a language: messages/LANGUAGE.ftl
    New {
        /// Two letters, such as fr
        #[arg(value_name = "LANGUAGE", value_parser = language)]
        language: String,
    },
}

/// `instrument`.
#[derive(Debug, Subcommand)]
pub enum InstrumentArgs {
    /// List the instruments of workshop.toml, where they read and what that proves
    List,
    /// Read an instrument once, with what it says about itself
    Test {
        /// Its name, as in workshop.toml
        name: String,
    },
    /// Read the VIN and the fault codes of a car by an adapter; the ignition is on
    Codes {
        /// Its name, as in workshop.toml
        name: String,
    },
    /// Read an instrument once a second, until Ctrl-C
    Watch {
        /// Its name, as in workshop.toml
        name: String,
    },
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs; stable, described in docs/formats.md
    Json,
}
