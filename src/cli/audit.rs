//! `precheck audit`: what a manager should look at, exceptions first.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::{self, AuditFormat};
use super::deliver::deliver;
use super::given::Given;
use super::workshop::Asked;
use super::{Failure, evidence, report, run, seen, tell};
use crate::audit::{
    Audit, Figures, Filter, FilterField, Finding, FindingCounts, JobSummary, figures, figures_table, findings_table,
    jobs_table, json, ledger, listing,
};
use crate::domain::json::encode;
use crate::domain::text::printable;
use crate::domain::wrap::wrap_cells;
use crate::journal::ScannedReceipt;
use crate::runner::SystemClock;
use crate::words::PlainWords;

/// The columns of the table.
const COLUMNS: usize = 80;

pub(super) fn audit(asked: &Asked, args: &args::AuditArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let now = SystemClock::start().now().wall;
    let (paths, filter) = sort_out(args, now.date_naive())?;
    if args.screen {
        let words = words_of(args, &paths);
        return run::audit(asked, paths, args.from, &words);
    }
    if let Some(marked) = args.said.given() {
        return seen::said(asked, marked, (paths, &filter), args, now, out);
    }
    if let Some(job) = &args.evidence.evidence {
        if !filter.is_empty() || args.jobs || args.figures {
            return Err(Failure::Usage("--evidence takes a job and where to look, and no other words".to_owned()));
        }
        if args.from.is_some() {
            let why = "--evidence is about all rows of its job, whatever months there are: --from is for lists, reports, \
                       the screen and --seen";
            return Err(Failure::Usage(why.to_owned()));
        }
        return evidence::evidence(asked, &evidence::Request::of(job, &paths, format(args)?, args)?, out);
    }
    // there is one workbook, whether it is called a report or not
    if args.report || format(args)? == AuditFormat::Xlsx {
        let words = words_of(args, &paths);
        let report = report::ReportAsked { filter: &filter, words: &words, format: format(args)? };
        return report::report(asked, &report, paths, args, now, out);
    }
    let format = format(args)?;
    let is_of_own = paths.is_empty();
    let place = Given::of(asked, paths)?.reading_from(args.from);
    let audit = place.read(now);
    place.check_words(&filter, &audit)?;
    let counts = audit.count(&filter);
    let findings = || audit.list(&filter);
    let jobs: Vec<&JobSummary> = audit.jobs(&filter).collect();
    let lists_findings = match format {
        AuditFormat::Table | AuditFormat::Csv => !args.jobs && !args.figures,
        AuditFormat::Json | AuditFormat::Xlsx | AuditFormat::Pdf | AuditFormat::Html => true,
    };
    let is_unnamed = |finding: &&Finding| !lists_findings || !filter.takes_record(finding);
    let paths: Vec<&Finding> = audit.record().iter().filter(|it| it.is_of_path()).collect();
    let named = |words: &PlainWords| -> Vec<String> {
        let each = paths.iter().copied().filter(is_unnamed);
        each.map(|it| printable(&it.sentence.in_words(words))).collect()
    };
    let hidden_faults = counts.hidden_faults - paths.iter().filter(|finding| !filter.takes_record(finding)).count();
    if format != AuditFormat::Table {
        named(&PlainWords::default()).iter().for_each(|path| tell(&format!("precheck: {path}")));
    }
    let bytes = match format {
        AuditFormat::Table => {
            let words = &place.words().plain();
            let unnamed = named(words);
            let lines = if args.figures {
                figure_lines(&audit, &jobs, words)
            } else if args.jobs {
                job_lines(&audit, &jobs, words)
            } else {
                finding_lines(&audit, &findings(), filter.asks_for_findings(), words)
            };
            text(&audit, jobs.len(), &counts, lines, &Beside { unnamed: &unnamed, hidden_faults, words })
        }
        AuditFormat::Csv if args.figures => figures_table::table(&figures_of(&audit, &jobs)).csv(),
        AuditFormat::Csv if args.jobs => jobs_table::table(&audit, jobs.iter().copied()).csv(),
        AuditFormat::Csv => findings_table::table(&audit, &findings()).csv(),
        AuditFormat::Json => {
            let answer = json::AuditJson::of(&audit, &jobs, &findings(), &counts);
            encode(&answer).map_err(std::io::Error::from)?
        }
        AuditFormat::Xlsx | AuditFormat::Pdf | AuditFormat::Html => {
            return Err(Failure::Usage("pages to print are of --report or of --evidence JOB".to_owned()));
        }
    };
    deliver(&bytes, args.output.as_deref(), out)?;
    if is_of_own {
        place.replace_tables(&audit);
    }
    // the program ends now: taking apart what is known of many jobs would only take time
    std::mem::forget(audit);
    Ok(counts.exit_code)
}

/// The form: what was asked for, else by the name of the file.
fn format(args: &args::AuditArgs) -> Result<AuditFormat, Failure> {
    let (Some(path), None) = (&args.output, args.format) else { return Ok(args.format.unwrap_or(AuditFormat::Table)) };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("txt") => Ok(AuditFormat::Table),
        Some("csv") => Ok(AuditFormat::Csv),
        Some("json") => Ok(AuditFormat::Json),
        Some("xlsx") => Ok(AuditFormat::Xlsx),
        Some("pdf") => Ok(AuditFormat::Pdf),
        Some("html" | "htm") => Ok(AuditFormat::Html),
        _ => {
            let why = "its ending says no form: .txt, .csv, .json, .xlsx, .pdf or .html, or say which with --format";
            Err(Failure::Usage(format!("{}: {why}", path.display())))
        }
    }
}

/// Parts the words of the command line into paths and a filter. A word that can only be one of a filter is; then what
/// looks like a path, or is there, is one; any other word is looked for.
fn sort_out(args: &args::AuditArgs, today: NaiveDate) -> Result<(Vec<PathBuf>, Filter), Failure> {
    let mut paths = Vec::new();
    let mut filter = Filter::default();
    let bad = |bad: crate::audit::BadFilter| Failure::Usage(bad.to_string());
    for word in &args.words {
        // a sheet's QR code, scanned into quotes
        if let Some(scanned) = ScannedReceipt::parse(word) {
            filter.add_word(&scanned.receipt.to_string(), today).map_err(bad)?;
            continue;
        }
        let looks_like_a_path = word.contains(['/', '\\']) || word.ends_with(".csv") || word.starts_with('.');
        if crate::audit::filter::is_filter_word(word) {
            filter.add_word(word, today).map_err(bad)?;
        } else if looks_like_a_path || Path::new(word).exists() {
            paths.push(PathBuf::from(word));
        } else {
            filter.add_word(word, today).map_err(bad)?;
        }
    }
    for (field, value) in
        flags(args).into_iter().flat_map(|(field, values)| values.iter().map(move |value| (field, value)))
    {
        filter.add(field, value, today).map_err(bad)?;
    }
    Ok((paths, filter))
}

/// The words of the command line that are no paths, as the screen's filter takes them.
fn words_of(args: &args::AuditArgs, paths: &[PathBuf]) -> String {
    let quoted = |word: &str| if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() };
    let bare = args.words.iter().filter(|word| !paths.contains(&PathBuf::from(word))).cloned();
    let flags = flags(args)
        .into_iter()
        .flat_map(|(field, values)| values.iter().map(move |value| format!("{}:{value}", field.word())));
    bare.chain(flags).map(|word| quoted(&word)).collect::<Vec<_>>().join(" ")
}

/// The flags that narrow the list.
fn flags(args: &args::AuditArgs) -> [(FilterField, &Vec<String>); 9] {
    [
        (FilterField::When, &args.when),
        (FilterField::Technician, &args.technician),
        (FilterField::Kind, &args.kind),
        (FilterField::Outcome, &args.outcome),
        (FilterField::Finding, &args.finding),
        (FilterField::Plate, &args.plate),
        (FilterField::Serial, &args.serial),
        (FilterField::Job, &args.job),
        (FilterField::Revision, &args.revision),
    ]
}

/// What is for people: what was read, the lines that were asked for, and what could not be checked.
fn text(audit: &Audit, jobs: usize, counts: &FindingCounts, asked: Vec<String>, beside: &Beside<'_>) -> Vec<u8> {
    if audit.stations == 0 && audit.record().is_empty() {
        return format!("{}\n", beside.words.get("verify-no-journal")).into_bytes();
    }
    let mut lines = listing::summary(audit, jobs, counts, beside.words);
    if !asked.is_empty() {
        lines.push(String::new());
        lines.extend(asked);
    }
    lines.extend(tail(audit, beside));
    (lines.join("\n") + "\n").into_bytes()
}

/// The findings. Notes are counted, unless findings are asked for.
fn finding_lines(audit: &Audit, findings: &[&Finding], lists_notes: bool, words: &PlainWords) -> Vec<String> {
    if findings.is_empty() {
        return vec![words.get("listing-nothing").to_owned()];
    }
    listing::lines(audit, findings, words, COLUMNS, lists_notes)
}

/// The jobs.
fn job_lines(audit: &Audit, jobs: &[&JobSummary], words: &PlainWords) -> Vec<String> {
    let mut lines = Vec::new();
    for job in jobs {
        let unseen = audit.findings_of(job).iter().filter(|finding| !finding.is_seen());
        let worst = unseen.map(Finding::weight).max();
        let line = format!(
            "{} {} · {}",
            worst.map_or(' ', |weight| weight.sign()),
            listing::job_words(audit, job, words.language()),
            job.outcome.in_words(words)
        );
        lines.extend(wrap_cells(&printable(&line), COLUMNS));
        let tried = if job.attempts.is_empty() { None } else { ledger::of_job(audit, job, words) };
        if let Some(tried) = tried {
            lines.extend(wrap_cells(&tried, COLUMNS - 4).into_iter().map(|line| format!("    {line}")));
        }
    }
    lines
}

/// What the jobs come to, in the lines of the screen.
fn figure_lines(audit: &Audit, jobs: &[&JobSummary], words: &PlainWords) -> Vec<String> {
    let lines = figures::lines(&figures_of(audit, jobs), &audit.labels, words, COLUMNS);
    lines.into_iter().map(|line| printable(&line.text)).collect()
}

fn figures_of(audit: &Audit, jobs: &[&JobSummary]) -> Figures {
    Figures::of(jobs.iter().copied(), audit.is_per_technician)
}

/// What is wrong, and stands in no line that was asked for.
struct Beside<'a> {
    /// Paths that could not be read.
    unnamed: &'a [String],
    /// How many faults of the record itself there are.
    hidden_faults: usize,
    words: &'a PlainWords,
}

/// What could not be read or checked, and what no filter hides: a broken proof.
fn tail(audit: &Audit, beside: &Beside<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let hidden = beside.hidden_faults;
    if hidden > 0 || !audit.unchecked.is_empty() || !beside.unnamed.is_empty() {
        lines.push(String::new());
    }
    lines.extend(beside.unnamed.iter().flat_map(|path| wrap_cells(path, COLUMNS)));
    if hidden > 0 {
        lines.push(beside.words.say("listing-hidden", &[("n", &hidden.to_string())]));
    }
    let unchecked = audit.unchecked.iter().map(|what| {
        let what = what.in_words(beside.words);
        printable(&beside.words.say("verify-unchecked", &[("what", &what)]))
    });
    lines.extend(unchecked.flat_map(|text| wrap_cells(&text, COLUMNS)));
    lines
}
