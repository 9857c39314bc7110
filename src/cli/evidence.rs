//! `precheck audit --evidence JOB`: everything that is recorded about one job, to read, for programs, or as a folder to hand
//! on.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::AuditFormat;
use super::deliver::{check_pages, deliver};
use super::given::Given;
use super::sheet::language;
use super::tell::patiently;
use super::which::one;
use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::audit::evidence::{self, Evidence};
use crate::domain::JobKey;
use crate::files::replace_folder;
use crate::runner::letterhead::read_letterhead;
use crate::runner::{Folders, Past, Recorder, SystemClock};
use crate::sheet::{self, EvidenceRequest};

/// The columns of its text.
const COLUMNS: usize = 80;

/// What was asked for.
pub(super) struct Request<'a> {
    /// The job, as it was typed.
    pub job: &'a str,
    /// Workshops to look in; none: this one.
    pub paths: &'a [PathBuf],
    /// The form: text, JSON, PDF or HTML.
    pub format: AuditFormat,
    /// The language of pages to print, as it was said.
    pub lang: Option<&'a str>,
    /// The file to write.
    pub output: Option<&'a Path>,
    /// The folder to write.
    pub bundle: Option<&'a Path>,
}

impl<'a> Request<'a> {
    /// What the command line asks for.
    pub fn of(
        job: &'a str,
        paths: &'a [PathBuf],
        format: AuditFormat,
        args: &'a args::AuditArgs,
    ) -> Result<Self, Failure> {
        if matches!(format, AuditFormat::Csv | AuditFormat::Xlsx) {
            let why = "evidence is text, JSON, PDF or HTML, or a folder with --bundle";
            return Err(Failure::Usage(why.to_owned()));
        }
        check_pages(format != AuditFormat::Pdf || args.evidence.bundle.is_some(), args.output.as_deref())?;
        let (output, bundle) = (args.output.as_deref(), args.evidence.bundle.as_deref());
        Ok(Self { job, paths, format, lang: args.lang.as_deref(), output, bundle })
    }
}

pub(super) fn evidence(asked: &Asked, request: &Request<'_>, out: &mut dyn Write) -> Result<u8, Failure> {
    let recorders = recorders(asked, request.paths)?;
    let (recorder, job) = find(&recorders, request.job)?;
    let evidence = evidence::read(&recorder.folders.journal(), &job)?;
    let (letterhead, _) = read_letterhead(&recorder.folders.workshop, &recorder.workshop);
    let words = letterhead.words(&language(&letterhead, request.lang)?);
    let plain = words.plain();
    if let Some(folder) = request.bundle {
        let at_path = |error: std::io::Error| Failure::Io(format!("{}: {error}", folder.display()));
        if folder.symlink_metadata().is_ok() {
            let why = "is there already; name a folder that isn't, nothing is written over";
            return Err(Failure::Usage(format!("{}: {why}", folder.display())));
        }
        replace_folder(folder, &evidence::files(&evidence, words.language())).map_err(at_path)?;
        tell(&format!("precheck: bundle of job {job} written to {}", folder.display()));
        writeln!(out, "{}", plain.get(evidence.verdict()))?;
        return Ok(evidence.exit_code());
    }
    let bytes = match request.format {
        AuditFormat::Json => evidence::json(&evidence).map_err(std::io::Error::from)?,
        AuditFormat::Pdf | AuditFormat::Html => pages(asked, request, recorder, &evidence)?,
        _ => evidence::text(&evidence, &plain, COLUMNS).into_bytes(),
    };
    deliver(&bytes, request.output, out)?;
    Ok(evidence.exit_code())
}

/// The evidence as pages with the letterhead of the job's workshop, beside what the audit finds in the job.
fn pages(asked: &Asked, request: &Request<'_>, recorder: &Recorder, evidence: &Evidence) -> Result<Vec<u8>, Failure> {
    let (letterhead, told) = read_letterhead(&recorder.folders.workshop, &recorder.workshop);
    told.iter().for_each(|text| tell(&format!("precheck: {text}")));
    let words = letterhead.words(&language(&letterhead, request.lang)?);
    let now = SystemClock::start().now().wall;
    let audit = Given::of(asked, request.paths.to_vec())?.read(now);
    let mut jobs = audit.jobs.iter().filter(|job| job.key == evidence.job);
    // where two workshops have a job of this name, nothing says which of them is meant
    let audited = jobs.next().filter(|_| jobs.next().is_none()).map(|job| (&audit, job));
    let sheet =
        sheet::evidence_report(&EvidenceRequest { evidence, audited, letterhead: &letterhead, words: &words, now });
    match request.format {
        AuditFormat::Html => Ok(sheet::html(&sheet, letterhead.paper).into_bytes()),
        _ => sheet::pdf(&sheet, letterhead.paper).map_err(|error| Failure::Io(error.to_string())),
    }
}

/// A recorder at each workshop that was given, else at this one.
fn recorders(asked: &Asked, paths: &[PathBuf]) -> Result<Vec<Recorder>, Failure> {
    if paths.is_empty() {
        return Ok(vec![asked.recorder_at(asked.find()?)?]);
    }
    paths.iter().map(|path| asked.recorder_at(place(path)?)).collect()
}

/// The workshop that a path stands for: itself, its `exports`, its `exports/journal`, a station's folder in that, or a file of a
/// station. A job is proven by all rows of its station, so that a file stands for the whole of it.
fn place(path: &Path) -> Result<Folders, Failure> {
    let why = "a workshop, its exports, its exports/journal, a station's folder or a file of it was expected";
    let none = || Failure::Usage(format!("{}: there is no journal here: {why}", path.display()));
    let full = path.canonicalize().map_err(|_| none())?;
    let is_journal = |folder: &&Path| folder.is_dir() && folder.ends_with("journal");
    let below = [full.join("exports/journal"), full.join("journal")].into_iter().find(|folder| folder.is_dir());
    let journal = below.or_else(|| full.ancestors().take(3).find(is_journal).map(Path::to_owned)).ok_or_else(none)?;
    let exports = journal.parent().ok_or_else(none)?.to_owned();
    let workshop = exports.parent().filter(|_| exports.ends_with("exports")).unwrap_or(&exports).to_owned();
    Ok(Folders { workshop, exports, is_practice: false })
}

/// The one job that is meant, and whose it is.
fn find<'a>(recorders: &'a [Recorder], wanted: &str) -> Result<(&'a Recorder, JobKey), Failure> {
    let mut none = None;
    let mut found: Vec<(&Recorder, JobKey)> = Vec::new();
    for recorder in recorders {
        let mut store = recorder.store(SystemClock::start().now());
        patiently(|| recorder.readers().fill(&mut Past::default(), &mut store, &mut recorder.session()))?;
        match one(&store, wanted) {
            Ok(job) => found.push((recorder, job)),
            // nothing here, or several: said only when no other workshop has it
            Err(failure) => none = Some(failure),
        }
    }
    match (&found[..], none) {
        ([_], _) => Ok(found.remove(0)),
        ([], Some(failure)) => Err(failure),
        _ => {
            let line =
                |(recorder, job): &(&Recorder, JobKey)| format!("  {}  {job}", recorder.folders.exports.display());
            let lines: Vec<String> = found.iter().map(line).collect();
            let why = format!("{wanted:?} is in several workshops; name one of them:\n{}", lines.join("\n"));
            Err(Failure::Usage(why))
        }
    }
}
