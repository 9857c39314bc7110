//! `precheck audit --report`: the report to hand out of what a filter takes.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::args::{AuditArgs, AuditFormat};
use super::deliver::{check_pages, deliver};
use super::given::Given;
use super::sheet::language;
use super::workshop::Asked;
use super::{Failure, tell};
use crate::audit::Filter;
use crate::catalog::Workshop;
use crate::runner::letterhead::read_letterhead;
use crate::sheet::{self, ReportRequest};

/// The columns of its text.
const COLUMNS: usize = 80;

/// What of the record is reported, and in which form.
pub(super) struct ReportAsked<'a> {
    pub filter: &'a Filter,
    /// The filter as it was typed.
    pub words: &'a str,
    pub format: AuditFormat,
}

pub(super) fn report(
    asked: &Asked,
    wanted: &ReportAsked<'_>,
    paths: Vec<PathBuf>,
    args: &AuditArgs,
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if matches!(wanted.format, AuditFormat::Csv | AuditFormat::Json) {
        return Err(Failure::Usage("a report is text, PDF, HTML or a workbook: name such a file with -o".to_owned()));
    }
    let output = args.output.as_deref();
    check_pages(!matches!(wanted.format, AuditFormat::Pdf | AuditFormat::Xlsx), output)?;
    let place = Given::of(asked, paths)?.reading_from(args.from);
    let audit = place.read(now);
    place.check_words(wanted.filter, &audit)?;
    let (letterhead, told) = match place.own() {
        Some(folder) => read_letterhead(folder, &Workshop::load(folder).0),
        None => Default::default(),
    };
    told.iter().for_each(|text| tell(&format!("precheck: {text}")));
    let words = letterhead.words(&language(&letterhead, args.lang.as_deref())?);
    let request = ReportRequest {
        audit: &audit,
        filter: wanted.filter,
        filter_words: wanted.words,
        letterhead: &letterhead,
        words: &words,
    };
    let sheet = sheet::month_report(&request);
    let bytes = match wanted.format {
        AuditFormat::Pdf => sheet::pdf(&sheet, letterhead.paper).map_err(|error| Failure::Io(error.to_string()))?,
        AuditFormat::Xlsx => sheet::month_workbook(&request).map_err(|error| Failure::Io(error.to_string()))?,
        AuditFormat::Html => sheet::html(&sheet, letterhead.paper).into_bytes(),
        _ => sheet::text(&sheet, COLUMNS).into_bytes(),
    };
    deliver(&bytes, output, out)?;
    Ok(audit.count(wanted.filter).exit_code)
}
