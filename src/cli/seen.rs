//! `precheck audit --seen`, `--action` and `--done FINDING JOB`: a row in the journal of the manager's own station. Nothing else is
//! changed.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::given::Given;
use super::hidden::pin_or_badge;
use super::workshop::Asked;
use super::{Failure, args};
use crate::audit::{Audit, Filter, Finding, FindingKind, JobSummary, NewReview, Review, listing};
use crate::catalog::closest;
use crate::domain::action::last_day;
use crate::domain::fact::Observed;
use crate::domain::input::check_managers_remark;
use crate::domain::text::{is_unprintable, printable};
use crate::domain::{ActionStep, Identified, IdentityRule, People, Plate, Right, Signature, Station, What, rules};
use crate::journal::{Draft, Receipt, RecordReview};
use crate::runner::{Recorder, RecorderError};
use crate::words::{PlainWords, english};

/// In place of a finding or of a job: every one.
const ALL: &str = "all";

/// What is recorded of findings.
enum Purpose {
    /// That they were seen.
    Seen,
    /// What is to be done about them.
    Open(ActionStep),
    /// That it was done.
    Done,
}

impl Purpose {
    fn of(args: &args::AuditArgs, people: &People, now: DateTime<FixedOffset>) -> Result<Self, Failure> {
        let said = &args.said;
        if said.action.is_none() {
            return Ok(if said.done.is_some() { Self::Done } else { Self::Seen });
        }
        let whose = rules::name(said.by.as_deref().unwrap_or_default()).map_err(usage)?;
        people.colleague(&whose).map_err(usage)?;
        let until = last_day(said.until.as_deref().unwrap_or_default(), now.date_naive());
        let until = until.map_err(|unfit| Failure::Usage(format!("--until: {unfit}")))?;
        Ok(Self::Open(ActionStep::Open { whose: whose.into(), until }))
    }

    /// What is told of a row that is on the disk.
    fn told(&self, kind: FindingKind, words: &PlainWords) -> String {
        let finding = ("finding", kind.title_in(words));
        match self {
            Self::Seen => words.say("mark-recorded", &[finding]),
            Self::Open(ActionStep::Open { whose, until }) => {
                words.say("mark-set", &[("who", whose), ("until", &until.to_string()), finding])
            }
            Self::Open(ActionStep::Done) | Self::Done => words.say("mark-ended", &[finding]),
        }
    }

    /// What is told where there is nothing to record.
    fn nothing(&self) -> &'static str {
        match self {
            Self::Seen => "desk-none-unseen",
            Self::Open(_) => "desk-none-without-action",
            Self::Done => "desk-none-with-action",
        }
    }
}

fn usage(bad: crate::domain::input::Unfit) -> Failure {
    Failure::Usage(bad.to_string())
}

pub(super) fn said(
    asked: &Asked,
    (option, marked): (&str, &[String]),
    given: (Vec<PathBuf>, &Filter),
    args: &args::AuditArgs,
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let [finding, job] = marked else {
        return Err(Failure::Usage(format!(
            "{option} takes a finding, and a job or a file: {option} no-code 261122-01"
        )));
    };
    let (paths, filter) = given;
    if job != ALL && !filter.is_empty() {
        let why =
            format!("{option} takes a finding, a job and where to look; words beside them narrow {option} FINDING all");
        return Err(Failure::Usage(why));
    }
    let (finding, item) = finding.split_once(':').map_or((&**finding, None), |(kind, item)| (kind, Some(item)));
    let kind = if finding == ALL { None } else { Some(kind_of(finding)?) };
    let is_seen = args.said.seen.is_some();
    if let Some(why) = kind.filter(|_| is_seen).and_then(FindingKind::why_not_to_be_seen) {
        return Err(Failure::Usage(english(why).to_owned()));
    }
    let who = rules::name(args.said.who.as_deref().unwrap_or_default()).map_err(usage)?;
    let remark = args.said.remark.as_deref().unwrap_or_default().trim();
    if remark.is_empty() || remark.contains(is_unprintable) {
        let what = if args.said.action.is_some() { "what is to be done" } else { "what was done about it" };
        return Err(Failure::Usage(format!("--remark: say in one line {what}")));
    }
    check_managers_remark(remark).map_err(usage)?;
    let mut recorder = asked.named_recorder()?;
    let place = Given::of(asked, paths)?.reading_from(args.from);
    let audit = place.read(now);
    place.check_words(filter, &audit)?;
    audit.people.may(&who, Right::Review, now.date_naive()).map_err(usage)?;
    let purpose = Purpose::of(args, &audit.people, now)?;
    let meant: Vec<&Finding> = match (kind, job == ALL) {
        (None, true) => return Err(Failure::Usage(format!("{option} all all: say a finding, or a job"))),
        (None, false) => audit.findings_of(job_with(&audit, None, job, option)?).iter().collect(),
        (Some(kind), true) => {
            let is_of_item = |it: &&Finding| item.is_none() || it.item.as_deref() == item;
            audit.list(filter).into_iter().filter(|it| it.kind == kind).filter(is_of_item).collect()
        }
        (Some(kind), false) => match &records_with(&audit, kind, job)[..] {
            [] => meant_of(&audit, job_with(&audit, Some(kind), job, option)?, kind, item, option)?,
            [record] => vec![*record],
            several => return Err(say_which(kind, several, option)),
        },
    };
    let station = *recorder.station();
    let words = &asked.words().plain();
    let (rows, left) = match &purpose {
        Purpose::Seen if kind.is_none() || job == ALL => {
            if args.said.agrees || args.said.differs.is_some() {
                return Err(Failure::Usage("--agrees and --differs go with --seen to-observe and one job".to_owned()));
            }
            many(&audit, &meant, &who, &station, words)
        }
        Purpose::Seen => {
            let finding = meant[0];
            if let Some(review) = finding.seen.as_ref().filter(|_| meant.iter().all(|it| it.is_seen())) {
                return already(&audit, finding, review, words, out);
            }
            (vec![(finding, one(&audit, finding, &who, &station, args)?)], Vec::new())
        }
        Purpose::Open(_) | Purpose::Done => {
            let is_many = kind.is_none() || job == ALL;
            (actions(&audit, &meant, &purpose, &station, is_many)?, Vec::new())
        }
    };
    if rows.is_empty() {
        writeln!(out, "{}", words.get(purpose.nothing()))?;
    } else {
        let who = Signature { identified: identify(&recorder, &audit.people, (&who, words), now, out)?, ..who.into() };
        for (finding, review) in rows {
            let (who, remark) = (who.clone(), remark.to_owned());
            let (about, seq) = match review {
                NewReview::Job(job, what) => {
                    let draft = Draft { job, who, note: remark, what, expects: None };
                    (job.to_string(), recorder.append(&draft, now).map_err(RecorderError::from)?.fact.seq)
                }
                NewReview::Record(review) => {
                    let review = RecordReview { who, remark, ..review };
                    let row = recorder.review(&review, now).map_err(RecorderError::from)?;
                    (printable(&audit.subject_name(finding)), row.seq)
                }
            };
            let (told, seq) = (printable(&purpose.told(finding.kind, words)), seq.to_string());
            let named = [("about", &*about), ("what", &told), ("row", &seq), ("station", station.as_str())];
            writeln!(out, "{}", words.say("desk-row", &named))?;
        }
    }
    for line in left {
        writeln!(out, "{}", printable(&line))?;
    }
    Ok(0)
}

/// What the rows say of what is to be done about findings, or was: one row for those that it doesn't tell apart. Of many, those that
/// have an action are left as they are, and that was done only of those that have one; of one it is changed, or an error says so.
fn actions<'a>(
    audit: &Audit,
    meant: &[&'a Finding],
    purpose: &Purpose,
    station: &Station,
    is_many: bool,
) -> Result<Vec<(&'a Finding, NewReview)>, Failure> {
    let (step, is_new) = match purpose {
        Purpose::Open(step) => (step.clone(), true),
        Purpose::Seen | Purpose::Done => (ActionStep::Done, false),
    };
    let meant = if is_many { meant } else { &meant[..meant.len().min(1)] };
    let mut rows = Vec::<(&Finding, NewReview)>::new();
    for finding in meant.iter().copied() {
        let is_open = finding.open_action().is_some();
        let is_left = if is_new { is_many && (is_open || finding.is_seen()) } else { !is_open };
        if is_left {
            continue;
        }
        match audit.action(finding, station.as_str(), step.clone()) {
            Ok(row) if row.is_among(rows.iter().map(|(_, known)| known)) => {}
            Ok(row) => rows.push((finding, row)),
            Err(why) if !is_many => return Err(Failure::Usage(why.sentence().to_string())),
            Err(_) => {}
        }
    }
    Ok(rows)
}

/// What the row says of one finding.
fn one(
    audit: &Audit,
    finding: &Finding,
    who: &str,
    station: &Station,
    args: &args::AuditArgs,
) -> Result<NewReview, Failure> {
    if let Some(doer) = audit.doer(finding, who) {
        let name = printable(&audit.subject_name(finding));
        let why = format!("{name}: {doer} worked on it: somebody else has to look at what was found");
        return Err(Failure::Usage(why));
    }
    let seen_at_car = observed(args, finding.kind, audit.job_of(finding))?;
    let mut review =
        audit.review(finding, station.as_str()).map_err(|why| Failure::Usage(why.sentence().to_string()))?;
    if let NewReview::Job(_, What::Reviewed { observed, .. }) = &mut review {
        *observed = seen_at_car;
    }
    Ok(review)
}

/// What the rows say of many findings, one row for those that it doesn't tell apart; and of which there is none, and why.
fn many<'a>(
    audit: &Audit,
    meant: &[&'a Finding],
    who: &str,
    station: &Station,
    words: &PlainWords,
) -> (Vec<(&'a Finding, NewReview)>, Vec<String>) {
    let (mut reviews, mut left) = (Vec::<(&Finding, NewReview)>::new(), Vec::new());
    for finding in meant.iter().copied().filter(|it| !it.is_seen()) {
        let review = match (audit.doer(finding, who), audit.review(finding, station.as_str())) {
            (Some(doer), _) => Err(words.say("desk-left", &[("who", doer)])),
            _ if finding.kind == FindingKind::ToObserve => Err(words.get("desk-each-car").to_owned()),
            (_, review) => {
                review.map_err(|why| words.say("desk-unmarked", &[("why", &why.sentence().in_words(words))]))
            }
        };
        match review {
            Ok(review) if review.is_among(reviews.iter().map(|(_, known)| known)) => {}
            Ok(review) => reviews.push((finding, review)),
            Err(why) => left.push(format!("{}: {}: {why}", audit.subject_name(finding), finding.kind.title_in(words))),
        }
    }
    (reviews, left)
}

/// What was seen at the car: said where the finding asks for it, and nowhere else.
fn observed(args: &args::AuditArgs, kind: FindingKind, job: Option<&JobSummary>) -> Result<Option<Observed>, Failure> {
    let is_asked = kind == FindingKind::ToObserve;
    match (&args.said.differs, job) {
        _ if !is_asked && (args.said.agrees || args.said.differs.is_some()) => {
            Err(Failure::Usage("--agrees and --differs go with --seen to-observe".to_owned()))
        }
        _ if args.said.agrees => Ok(Some(Observed::Agrees)),
        (Some(items), Some(job)) => Ok(Some(job.differs(items).map_err(|unfit| Failure::Usage(unfit.to_string()))?)),
        _ if is_asked => Err(Failure::Usage(
            "say what you saw at the car: --agrees, or --differs ITEM for what is not as recorded".to_owned(),
        )),
        _ => Ok(None),
    }
}

/// Asks whoever has seen it for a PIN or a badge, where the workshop wants one.
fn identify(
    recorder: &Recorder,
    people: &People,
    (who, words): (&str, &PlainWords),
    now: DateTime<FixedOffset>,
    out: &mut dyn Write,
) -> Result<Option<Identified>, Failure> {
    if people.identity == IdentityRule::Never {
        return Ok(None);
    }
    let prompt = printable(&words.say("desk-pin", &[("who", who)]));
    let typed = pin_or_badge(people, words, &prompt, "", &mut std::io::stdin().lock(), out)?;
    let secret = typed.filter(|secret| secret.length() > 0);
    match secret {
        Some(secret) => Ok(Some(recorder.identify(who, &secret, now)?)),
        None if people.identity == IdentityRule::Asked => Ok(Some(Identified::Typed)),
        None => Err(Failure::Usage("nothing is recorded without a PIN or a badge".to_owned())),
    }
}

/// It is seen already: a second row would say nothing new.
fn already(
    audit: &Audit,
    finding: &Finding,
    review: &Review,
    words: &PlainWords,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let seen = listing::seen_words(review, &audit.labels, words);
    let already = words.say("mark-already", &[("seen", &seen)]);
    let (place, title) = (audit.subject_name(finding), finding.kind.title_in(words));
    let told = format!("{place}: {title}: {already}; {}", words.get("desk-nothing"));
    writeln!(out, "{}", printable(&told))?;
    Ok(0)
}

fn kind_of(word: &str) -> Result<FindingKind, Failure> {
    let ids = || FindingKind::ALL.iter().map(|kind| kind.id());
    match FindingKind::named(word) {
        Some(kind) => Ok(kind),
        None => Err(Failure::Usage(match closest(word, ids()) {
            Some(meant) => format!("{word:?} is no finding: did you mean {meant:?}?"),
            None => format!("{word:?} is no finding: precheck audit --help lists them"),
        })),
    }
}

/// The findings of a kind about the record that may be meant: by the file, with or without its station, and the row behind a
/// colon.
fn records_with<'a>(audit: &'a Audit, kind: FindingKind, wanted: &str) -> Vec<&'a Finding> {
    let is_it = |finding: &&Finding| {
        let Some(location) = finding.location() else { return false };
        let is_at = |wanted: &str| {
            let name = format!("{}/{}", location.station, location.file);
            location.name() == wanted
                || name.trim_end_matches('/') == wanted
                || (location.file == wanted && !wanted.is_empty())
        };
        let is_row = |row: &str| location.row.is_some_and(|its| its.to_string() == row);
        is_at(wanted) || wanted.rsplit_once(':').is_some_and(|(wanted, row)| is_row(row) && is_at(wanted))
    };
    audit.record().iter().filter(|finding| finding.kind == kind).filter(is_it).collect()
}

/// More than one finding about the record may be meant.
fn say_which(kind: FindingKind, findings: &[&Finding], option: &str) -> Failure {
    let lines = findings.iter().filter_map(|finding| finding.location()).map(|location| {
        let row = location.row.map_or(String::new(), |row| format!(":{row}"));
        format!("  {option} {} {}", kind.id(), printable(&format!("\"{}{row}\"", location.name())))
    });
    Failure::Usage(format!("{}: say which one is meant:\n{}", kind.id(), lines.collect::<Vec<_>>().join("\n")))
}

/// The one job that is meant and has the finding: by its number, its plate or its receipt.
fn job_with<'a>(
    audit: &'a Audit,
    kind: Option<FindingKind>,
    wanted: &str,
    option: &str,
) -> Result<&'a JobSummary, Failure> {
    let receipt = Receipt::parse(wanted).ok();
    let plate = Plate::new(wanted);
    // as the lists name it, where two workshops have a station of one name
    let is_it = |job: &&JobSummary| {
        job.name() == wanted
            || (receipt.is_some() && job.receipt == receipt)
            || job.plate().is_some_and(|it| it == plate)
            || match wanted.split_once('/') {
                Some((station, number)) => {
                    job.key.station.as_str() == station && job.key.number.as_str().eq_ignore_ascii_case(number)
                }
                None => job.key.number.as_str().eq_ignore_ascii_case(wanted),
            }
    };
    let jobs: Vec<&JobSummary> = audit.jobs.iter().filter(is_it).collect();
    let has_it =
        |job: &&&JobSummary| kind.is_none_or(|kind| audit.findings_of(job).iter().any(|finding| finding.kind == kind));
    let id = kind.map_or(ALL, FindingKind::id);
    let with: Vec<&&JobSummary> = jobs.iter().filter(has_it).collect();
    match (&jobs[..], &with[..]) {
        ([], _) if wanted.contains(".csv") => {
            Err(Failure::Usage(format!("{wanted:?}: there is no finding {} about such a file", id)))
        }
        ([], _) => Err(Failure::Usage(format!("{wanted:?}: no job has this number, plate or receipt"))),
        (_, [job]) => Ok(job),
        (others, []) => {
            let ids: Vec<&str> =
                others.iter().flat_map(|job| audit.findings_of(job)).map(|finding| finding.kind.id()).collect();
            let has = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
            Err(Failure::Usage(format!("{wanted}: there is no finding {}; it has: {has}", id)))
        }
        (_, several) => {
            let line = |job: &&&JobSummary| {
                let begun = job.started.format("%Y-%m-%d");
                printable(&format!("  {option} {} \"{}\"   {begun} {}", id, job.name(), job.technician()))
            };
            let lines: Vec<String> = several.iter().map(line).collect();
            Err(Failure::Usage(format!("{wanted:?} may be several jobs; say which:\n{}", lines.join("\n"))))
        }
    }
}

/// The findings of a kind that are meant, those about one item; where several of a kind are about several, it has to be said.
fn meant_of<'a>(
    audit: &'a Audit,
    job: &JobSummary,
    kind: FindingKind,
    item: Option<&str>,
    option: &str,
) -> Result<Vec<&'a Finding>, Failure> {
    let of_kind: Vec<&Finding> = audit.findings_of(job).iter().filter(|finding| finding.kind == kind).collect();
    let is_meant = |finding: &&Finding| match item {
        Some(item) => finding.item.as_deref() == Some(item),
        None => audit.item_to_say(finding).is_none(),
    };
    let meant: Vec<&Finding> = of_kind.iter().copied().filter(is_meant).collect();
    if !meant.is_empty() {
        return Ok(meant);
    }
    let name = printable(&job.name());
    let items = of_kind.iter().filter_map(|it| it.item.as_deref());
    let lines: Vec<String> = items.map(|item| format!("\n  {option} {}:{item} \"{name}\"", kind.id())).collect();
    Err(Failure::Usage(match item {
        Some(_) if lines.is_empty() => {
            format!("{}: it is about no single item:\n  {option} {} \"{name}\"", kind.id(), kind.id())
        }
        Some(item) => format!("{name}: there is no {} on {item:?}; it has:{}", kind.id(), lines.concat()),
        None => format!("{}: say which one is meant:{}", kind.id(), lines.concat()),
    }))
}
