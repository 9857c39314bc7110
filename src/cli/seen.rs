//! `precheck audit --seen FINDING JOB`: a row in the journal of the manager's own station. Nothing else is changed.

use std::io::Write;

use chrono::{DateTime, FixedOffset};

use super::audit::Given;
use super::workshop::Asked;
use super::{Failure, args};
use crate::audit::case::review_note;
use crate::audit::{Case, Finding, FindingKind, listing};
use crate::catalog::{closest, listed};
use crate::domain::checklist::known;
use crate::domain::input::check_no_code;
use crate::domain::text::{is_unprintable, printable};
use crate::domain::{JobKey, What, rules};
use crate::journal::Draft;

pub(super) fn seen(
    asked: &Asked,
    marked: &[String],
    args: &args::Audit,
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let [finding, job] = marked else {
        return Err(Failure::Usage("--seen takes a finding and a job: --seen no-code 261122-01".to_owned()));
    };
    let (finding, item) = finding.split_once(':').map_or((&**finding, None), |(kind, item)| (kind, Some(item)));
    let kind = kind_of(finding)?;
    let usage = |bad: crate::domain::input::Unfit| Failure::Usage(bad.to_string());
    let who = rules::name(args.who.as_deref().unwrap_or_default()).map_err(usage)?;
    let remark = args.remark.as_deref().unwrap_or_default().trim();
    if remark.is_empty() || remark.contains(is_unprintable) {
        return Err(Failure::Usage("--remark: say in one line what was done about it".to_owned()));
    }
    check_no_code(known::CODE, remark).map_err(usage)?;
    let (key, item) = job_with(asked, kind, item, job, now)?;
    let mut desk = asked.desk()?;
    let what = What::Reviewed { finding: kind.name() };
    let draft = Draft { job: key.clone(), who, note: review_note(item.as_deref(), remark), what, expects: None };
    let appended = desk.append(&draft, now).map_err(|refusal| crate::runner::DeskError::Refused { refusal })?;
    writeln!(out, "{key}: {kind} seen, row {} of {}", appended.fact.seq, desk.station(), kind = kind.id())?;
    Ok(0)
}

fn kind_of(word: &str) -> Result<FindingKind, Failure> {
    let ids = || FindingKind::ALL.iter().map(|kind| kind.id());
    match FindingKind::from_id(&word.to_lowercase()) {
        Some(kind) => kind.why_not_to_be_seen().map_or(Ok(kind), |why| Err(Failure::Usage(why.to_owned()))),
        None => Err(Failure::Usage(match closest(word, ids()) {
            Some(meant) => format!("{word:?} is no finding: did you mean {meant:?}?"),
            None => format!("{word:?} is no finding: expected one of {}", listed(ids())),
        })),
    }
}

/// The one job of this workshop that is meant and has the finding, and the item where it has to be said.
fn job_with(
    asked: &Asked,
    kind: FindingKind,
    item: Option<&str>,
    wanted: &str,
    now: DateTime<FixedOffset>,
) -> Result<(JobKey, Option<String>), Failure> {
    let audit = Given::of(asked, Vec::new())?.read(now);
    let is_it = |case: &&Case| match wanted.split_once('/') {
        Some((station, number)) => {
            case.key.station.as_str() == station && case.key.number.as_str().eq_ignore_ascii_case(number)
        }
        None => case.key.number.as_str().eq_ignore_ascii_case(wanted),
    };
    let cases: Vec<&Case> = audit.cases.iter().filter(is_it).collect();
    let with: Vec<&&Case> = cases.iter().filter(|case| case.has(kind)).collect();
    match (&cases[..], &with[..]) {
        ([], _) => Err(Failure::Usage(format!("{wanted:?}: no job has this number"))),
        (_, [case]) => Ok((case.key.clone(), item_of(case, kind, item)?)),
        (others, []) => {
            let ids: Vec<&str> =
                others.iter().flat_map(|case| case.findings.iter()).map(|finding| finding.kind.id()).collect();
            let has = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
            Err(Failure::Usage(format!("{wanted}: there is no finding {}; it has: {has}", kind.id())))
        }
        (_, several) => {
            let lines: Vec<String> =
                several.iter().map(|case| format!("  {}", printable(&listing::job_words(case)))).collect();
            Err(Failure::Usage(format!("{wanted:?} may be several jobs; say STATION/JOB:\n{}", lines.join("\n"))))
        }
    }
}

/// The item that is meant; where several findings of a kind are about several items, one has to be said.
fn item_of(case: &Case, kind: FindingKind, item: Option<&str>) -> Result<Option<String>, Failure> {
    let findings: Vec<&Finding> = case.findings.iter().filter(|finding| finding.kind == kind).collect();
    let items = || findings.iter().filter_map(|finding| finding.item.as_deref());
    match item {
        Some(item) if items().any(|known| known == item) => {
            let has_others = findings.iter().any(|finding| finding.item.as_deref() != Some(item));
            Ok(has_others.then(|| item.to_owned()))
        }
        None if findings.iter().all(|finding| case.item_to_say(finding).is_none()) => Ok(None),
        _ => {
            let lines: Vec<String> =
                items().map(|item| format!("  --seen {}:{item} {}", kind.id(), case.key)).collect();
            Err(Failure::Usage(format!("{}: say which one was seen:\n{}", kind.id(), lines.join("\n"))))
        }
    }
}
