//! `precheck audit --seen FINDING JOB`: a row in the journal of the manager's own station. Nothing else is changed.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::audit::Given;
use super::workshop::Asked;
use super::{Failure, args};
use crate::audit::case::Review;
use crate::audit::{Audit, Case, Finding, FindingKind, RecordFinding, listing};
use crate::catalog::closest;
use crate::domain::input::check_managers_remark;
use crate::domain::rules;
use crate::domain::text::{is_unprintable, printable};
use crate::journal::{Draft, Receipt, RecordReview};
use crate::runner::sheets::squeezed;

pub(super) fn seen(
    asked: &Asked,
    marked: &[String],
    paths: Vec<PathBuf>,
    args: &args::Audit,
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let [finding, job] = marked else {
        return Err(Failure::Usage("--seen takes a finding, and a job or a file: --seen no-code 261122-01".to_owned()));
    };
    let (finding, item) = finding.split_once(':').map_or((&**finding, None), |(kind, item)| (kind, Some(item)));
    let kind = kind_of(finding)?;
    let usage = |bad: crate::domain::input::Unfit| Failure::Usage(bad.to_string());
    let who = rules::name(args.who.as_deref().unwrap_or_default()).map_err(usage)?;
    let remark = args.remark.as_deref().unwrap_or_default().trim();
    if remark.is_empty() || remark.contains(is_unprintable) {
        return Err(Failure::Usage("--remark: say in one line what was done about it".to_owned()));
    }
    check_managers_remark(remark).map_err(usage)?;
    let mut recorder = asked.recorder()?;
    let audit = Given::of(asked, paths)?.read(now);
    let records = records_with(&audit, kind, job);
    if !records.is_empty() {
        let [record] = records[..] else { return Err(several(kind, &records)) };
        if let Some(review) = &record.seen {
            return already(&record.place(), kind, review, out);
        }
        let review = audit.record_review(record).map_err(Failure::Usage)?;
        let review = RecordReview { who: who.into(), remark: remark.to_owned(), ..review };
        let done =
            recorder.review(&review, now).map_err(|refusal| crate::runner::RecorderError::Refused { refusal })?;
        let place = printable(&record.place());
        writeln!(out, "{place}: {kind} seen, row {} of {}", done.seq, recorder.station(), kind = kind.id())?;
        return Ok(0);
    }
    let case = job_with(&audit, kind, job)?;
    let finding = finding_of(case, kind, item)?;
    let is_meant = |it: &&Finding| it.kind == kind && (item.is_none() || it.item == finding.item);
    let seen: Vec<_> = case.findings.iter().filter(is_meant).map(|finding| case.seen(finding)).collect();
    if let Some(Some(review)) = seen.iter().find(|_| seen.iter().all(Option::is_some)) {
        return already(&case.place(), kind, review, out);
    }
    let what = audit.review(case, finding, recorder.station().as_str()).map_err(Failure::Usage)?;
    let key = case.key;
    let draft = Draft { job: key, who: who.into(), note: remark.to_owned(), what, expects: None };
    let appended = recorder.append(&draft, now).map_err(|refusal| crate::runner::RecorderError::Refused { refusal })?;
    writeln!(out, "{key}: {kind} seen, row {} of {}", appended.fact.seq, recorder.station(), kind = kind.id())?;
    Ok(0)
}

/// It is seen already: a second row would say nothing new.
fn already(place: &str, kind: FindingKind, review: &Review, out: &mut dyn Write) -> Result<u8, Failure> {
    let words = printable(&format!("{place}: {} is already {}", kind.id(), listing::seen_words(review)));
    writeln!(out, "{words}; nothing was recorded")?;
    Ok(0)
}

fn kind_of(word: &str) -> Result<FindingKind, Failure> {
    let ids = || FindingKind::ALL.iter().map(|kind| kind.id());
    match FindingKind::named(word) {
        Some(kind) => kind.why_not_to_be_seen().map_or(Ok(kind), |why| Err(Failure::Usage(why.to_owned()))),
        None => Err(Failure::Usage(match closest(word, ids()) {
            Some(meant) => format!("{word:?} is no finding: did you mean {meant:?}?"),
            None => format!("{word:?} is no finding: precheck audit --help lists them"),
        })),
    }
}

/// The findings of a kind about the record that may be meant: by the file, with or without its station, and the row behind a
/// colon.
fn records_with<'a>(audit: &'a Audit, kind: FindingKind, wanted: &str) -> Vec<&'a RecordFinding> {
    let is_at = |record: &RecordFinding, wanted: &str| {
        let place = format!("{}/{}", record.station, record.file);
        record.place() == wanted
            || place.trim_end_matches('/') == wanted
            || (record.file == wanted && !wanted.is_empty())
    };
    let is_it = |record: &&RecordFinding| {
        let of_row = wanted.rsplit_once(':').filter(|(_, row)| record.row.is_some_and(|its| its.to_string() == **row));
        is_at(record, wanted) || of_row.is_some_and(|(wanted, _)| is_at(record, wanted))
    };
    audit.record.iter().filter(|record| record.finding.kind == kind).filter(is_it).collect()
}

/// More than one finding may be meant.
fn several(kind: FindingKind, records: &[&RecordFinding]) -> Failure {
    let line = |record: &&RecordFinding| {
        let row = record.row.map_or(String::new(), |row| format!(":{row}"));
        format!("  --seen {} {}", kind.id(), printable(&format!("\"{}{row}\"", record.place())))
    };
    let lines: Vec<String> = records.iter().map(line).collect();
    Failure::Usage(format!("{}: say which one was seen:\n{}", kind.id(), lines.join("\n")))
}

/// The one job that is meant and has the finding: by its number, its plate or its receipt.
fn job_with<'a>(audit: &'a Audit, kind: FindingKind, wanted: &str) -> Result<&'a Case, Failure> {
    let receipt = Receipt::parse(wanted).ok();
    let plate = squeezed(wanted);
    // as the lists name it, where two workshops have a station of one name
    let is_it = |case: &&Case| {
        case.place() == wanted
            || (receipt.is_some() && case.receipt == receipt)
            || (!plate.is_empty() && case.plate.as_deref().is_some_and(|it| squeezed(it) == plate))
            || match wanted.split_once('/') {
                Some((station, number)) => {
                    case.key.station.as_str() == station && case.key.number.as_str().eq_ignore_ascii_case(number)
                }
                None => case.key.number.as_str().eq_ignore_ascii_case(wanted),
            }
    };
    let cases: Vec<&Case> = audit.cases.iter().map(|case| &**case).filter(is_it).collect();
    let with: Vec<&&Case> = cases.iter().filter(|case| case.has(kind)).collect();
    match (&cases[..], &with[..]) {
        ([], _) if wanted.contains(".csv") => {
            Err(Failure::Usage(format!("{wanted:?}: there is no finding {} about such a file", kind.id())))
        }
        ([], _) => Err(Failure::Usage(format!("{wanted:?}: no job has this number, plate or receipt"))),
        (_, [case]) => Ok(case),
        (others, []) => {
            let ids: Vec<&str> =
                others.iter().flat_map(|case| case.findings.iter()).map(|finding| finding.kind.id()).collect();
            let has = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
            Err(Failure::Usage(format!("{wanted}: there is no finding {}; it has: {has}", kind.id())))
        }
        (_, several) => {
            let line = |case: &&&Case| {
                let begun = case.started.format("%Y-%m-%d");
                printable(&format!("  --seen {} \"{}\"   {begun} {}", kind.id(), case.place(), case.technician()))
            };
            let lines: Vec<String> = several.iter().map(line).collect();
            Err(Failure::Usage(format!("{wanted:?} may be several jobs; say which:\n{}", lines.join("\n"))))
        }
    }
}

/// The finding that is meant; where several of a kind are about several items, one has to be said.
fn finding_of<'a>(case: &'a Case, kind: FindingKind, item: Option<&str>) -> Result<&'a Finding, Failure> {
    let mut findings = case.findings.iter().filter(|finding| finding.kind == kind);
    let found = match item {
        Some(item) => findings.find(|finding| finding.item.as_deref() == Some(item)),
        None => findings.next().filter(|finding| case.item_to_say(finding).is_none()),
    };
    found.ok_or_else(|| {
        let place = printable(&case.place());
        let items = case.findings.iter().filter(|finding| finding.kind == kind).filter_map(|it| it.item.as_deref());
        let lines: Vec<String> = items.map(|item| format!("\n  --seen {}:{item} \"{place}\"", kind.id())).collect();
        Failure::Usage(match item {
            Some(_) if lines.is_empty() => {
                format!("{}: it is about no single item:\n  --seen {} \"{place}\"", kind.id(), kind.id())
            }
            Some(item) => format!("{place}: there is no {} on {item:?}; it has:{}", kind.id(), lines.concat()),
            None => format!("{}: say which one was seen:{}", kind.id(), lines.concat()),
        })
    })
}
