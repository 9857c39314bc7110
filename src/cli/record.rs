//! `precheck record --answers FILE`: a job from another system, by the same rules as on the screen.
//!
//! The file is looked at as a whole first: what no checklist could take (an unknown item, an option that isn't one, a
//! figure that can't be) is refused before anything is recorded. Then the answers go in one after the other, as a technician
//! would give them; what can't be given yet is named, and the job stays open where it stands.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::args::Format;
use super::tell::{patiently, tell_hanging};
use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::domain::checklist::Checklist;
use crate::domain::input::{Unfit, check_no_code, parse_typed};
use crate::domain::job::answer_in;
use crate::domain::json::encode;
use crate::domain::text::{clock, printable};
use crate::domain::wait::WaitState;
use crate::domain::{
    Answer, Field, Gate, Id, Item, JobKey, JobNumber, PausePoint, Progress, RadioBook, SecondAt, Serial, Signature,
    Status, What, rules, serial,
};
use crate::files::{ReadTextError, read_text};
use crate::runner::Headless;
use crate::runner::headless::StepError;

/// More than any answers file needs, in bytes.
const FILE_BYTES_MAX: u64 = 256 * 1024;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    job: Option<String>,
    technician: String,
    checklist: String,
    #[serde(default)]
    answers: BTreeMap<String, Given>,
    #[serde(default)]
    not_applicable: BTreeMap<String, String>,
    #[serde(default, rename = "override")]
    overrides: BTreeMap<String, Override>,
}

/// One answer.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "an answer is a text, a number, or { value = …, note = \"…\" }")]
enum Given {
    Plain(Value),
    Noted(Noted),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noted {
    value: Value,
    #[serde(default)]
    note: String,
}

/// A value as TOML and JSON write it.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a number")]
enum Value {
    Text(String),
    Whole(i64),
    Figure(f64),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Override {
    #[serde(default)]
    value: Option<Value>,
    reason: String,
    second: String,
    #[serde(default)]
    second_at: Option<String>,
}

/// What is to be recorded about an item.
#[derive(Debug, Clone)]
struct Step {
    item: Id,
    what: What,
    note: String,
    who: Signature,
}

pub(super) fn record(asked: &Asked, args: &args::RecordArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut file = patiently(|| read(&args.answers))?;
    let recorder = asked.named_recorder()?;
    let path = args.answers.display();
    file.technician =
        rules::name(&file.technician).map_err(|unfit| Failure::Usage(format!("{path}: technician: {unfit}")))?;
    let checklist = recorder.catalog.get(&file.checklist)?.content.clone();
    let book = recorder.catalog.book().clone();
    let steps = steps(&file, &checklist, &book).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("{path}: {fault}")).collect();
        Failure::Usage(format!("nothing was recorded\n{}", faults.join("\n")))
    })?;
    let mut headless = patiently(|| Headless::begin(recorder, tell_hanging))?;
    let number = match &file.job {
        Some(text) => JobNumber::new(text).map_err(|bad| Failure::Usage(format!("{path}: job: {bad}")))?,
        None => headless.store.next_number(),
    };
    let key = headless.key(&number);
    patiently(|| headless.hold(&key))?;
    if headless.store.jobs.get(&key).is_some_and(|job| job.is_via_file() && job.ending().is_some()) {
        // whoever sent it may not have heard that all of it was recorded
        let told = pass_on(&mut headless);
        let left = recorded_before(&headless, &key, &file, &checklist, &steps)?;
        return report(&headless, &key, told, left, args.format, out);
    }
    if let Err(failure) = open(&mut headless, &key, &file, &checklist) {
        pass_on(&mut headless);
        return Err(failure);
    }
    let result = play(&mut headless, &key, steps, &file.technician);
    let told = pass_on(&mut headless);
    for problem in headless.tabulate() {
        tell(&format!("precheck: {problem}"));
    }
    report(&headless, &key, told, result?, args.format, out)
}

/// Says what reading and writing had to tell.
fn pass_on(headless: &mut Headless) -> Option<String> {
    let told = headless.take_told();
    told.iter().for_each(|told| tell(&printable(&format!("precheck: {told}"))));
    told
}

/// Reads the file; JSON when its name says so, else TOML.
fn read(path: &Path) -> Result<File, Failure> {
    let at_path = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = read_text(path, FILE_BYTES_MAX).map_err(|error| match error {
        ReadTextError::Io(_) => Failure::Io(at_path(&error)),
        ReadTextError::TooLong { .. } | ReadTextError::NotText(_) => Failure::Usage(at_path(&error)),
    })?;
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if is_json {
        serde_json::from_str(&text).map_err(|error| Failure::Usage(at_path(&error)))
    } else {
        toml::from_str(&text).map_err(|error| Failure::Usage(at_path(&error.to_string().trim_end())))
    }
}

/// Everything that the file asks for, in the order of the checklist; or everything that no checklist could take.
fn steps(file: &File, checklist: &Checklist, book: &RadioBook) -> Result<Vec<Step>, Vec<String>> {
    let mut faults = Vec::new();
    let named = file.answers.keys().chain(file.not_applicable.keys()).chain(file.overrides.keys());
    for id in named.filter(|id| checklist.item(id).is_none()) {
        faults
            .push(format!("{id}: the checklist {} has no such item; precheck checklist show lists them", checklist.id));
    }
    let mut steps = Vec::new();
    for (_, item) in checklist.items() {
        let id = item.id.as_str();
        let places =
            [file.answers.contains_key(id), file.not_applicable.contains_key(id), file.overrides.contains_key(id)];
        if places.iter().filter(|is_there| **is_there).count() > 1 {
            faults.push(format!("{id}: it is answered in more than one place"));
            continue;
        }
        match step(file, item, book) {
            Ok(step) => steps.extend(step),
            Err(why) => faults.push(why),
        }
    }
    if faults.is_empty() { Ok(steps) } else { Err(faults) }
}

fn step(file: &File, item: &Item, book: &RadioBook) -> Result<Option<Step>, String> {
    let id = item.id.as_str();
    let at = |why: &dyn std::fmt::Display| format!("{id}: {why}");
    let who = Signature::from(&file.technician);
    if let Some(given) = file.answers.get(id) {
        let (value, note) = match given {
            Given::Plain(value) => (value, ""),
            Given::Noted(noted) => (&noted.value, noted.note.as_str()),
        };
        let answer = parse(item, value, book).map_err(|why| at(&why))?;
        check_no_code(id, note).map_err(|unfit| at(&unfit))?;
        let what = What::Answered { item: item.id, answer };
        return Ok(Some(Step { item: item.id, what, note: note.to_owned(), who }));
    }
    if let Some(reason) = file.not_applicable.get(id) {
        check_no_code(id, reason).map_err(|unfit| at(&unfit))?;
        let what = What::Skipped { item: item.id };
        return Ok(Some(Step { item: item.id, what, note: reason.clone(), who }));
    }
    let Some(given) = file.overrides.get(id) else { return Ok(None) };
    let who = rules::two(&file.technician, &given.second).map_err(|unfit| at(&unfit))?;
    let second_at = match &given.second_at {
        None => None,
        Some(word) => Some(SecondAt::from_word(word).ok_or_else(|| {
            let words = SecondAt::SAID.map(|it| it.word().into_owned()).join(" or ");
            at(&format!("second-at is {words}, not {word:?}"))
        })?),
    };
    let who = Signature { second_at, ..who };
    check_no_code(id, &given.reason).map_err(|unfit| at(&unfit))?;
    let answer = match &given.value {
        None => None,
        // what the journal writes for an override without a value, also where an option is called so
        Some(Value::Text(none)) if none == "none" => None,
        Some(value) => Some(parse(item, value, book).map_err(|why| at(&why))?),
    };
    let what = What::overrode(item.id, answer);
    Ok(Some(Step { item: item.id, what, note: given.reason.clone(), who }))
}

/// Whether an item may ever have an option.
fn has_option(item: &Item, book: &RadioBook, id: &str) -> bool {
    let own = item.options.iter().any(|option| option.id.is(id));
    own || item.more.is_some_and(|more| book.ever(more).iter().any(|option| option.id.is(id)))
}

/// A value as the item's answer: an option's id first, then what its field takes.
fn parse(item: &Item, value: &Value, book: &RadioBook) -> Result<Answer, String> {
    let typed = match value {
        Value::Text(text) => text.clone(),
        Value::Whole(whole) => whole.to_string(),
        Value::Figure(figure) => figure.to_string(),
    };
    if let Ok(id) = Id::new(&typed)
        && has_option(item, book, &typed)
    {
        return Ok(Answer::Option(id));
    }
    if item.field.is_none() {
        let options: Vec<&str> = item.options.iter().map(|option| option.id.as_str()).collect();
        let more = if item.more.is_some() { ", or an id of the radio files" } else { "" };
        return Err(format!("{typed:?} is not one of its options: {}{more}", options.join(", ")));
    }
    parse_typed(item, &typed).map_err(|unfit| unfit.to_string())
}

/// Begins the job, or goes on with one that is open.
fn open(headless: &mut Headless, key: &JobKey, file: &File, checklist: &Checklist) -> Result<(), Failure> {
    let Some(job) = headless.store.jobs.get(key) else {
        headless.start(&key.number, &file.technician, &file.checklist, true)?;
        return Ok(());
    };
    if !job.is_via_file() {
        return Err(Failure::Usage(format!(
            "{}: this job was begun on the screen and is gone on with there: what a file says was measured by somebody else",
            key.number
        )));
    }
    if job.ending().is_some() {
        return Err(Failure::Usage(format!("{}: this job has ended; give the new one another number", key.number)));
    }
    if *job.asked().checklist != checklist.id {
        return Err(Failure::Usage(format!(
            "{}: this job was begun with the checklist {}",
            key.number,
            job.asked().checklist
        )));
    }
    Ok(())
}

/// What of the file an ended job has not; the rest is in the record as the file says it.
fn recorded_before(
    headless: &Headless,
    key: &JobKey,
    file: &File,
    checklist: &Checklist,
    steps: &[Step],
) -> Result<Left, Failure> {
    let other = |what: &str| {
        let number = key.number;
        Failure::Usage(format!("{number}: this job has ended, and {what}; give the new one another number"))
    };
    let job = headless.progress(key).map_err(|error| Failure::Io(error.to_string()))?.job;
    if job.asked().checklist.as_str() != file.checklist || job.technician() != file.technician {
        return Err(other("was begun by another technician or with another checklist"));
    }
    let mut left = Vec::new();
    for step in steps {
        match job.latest(step.item.as_str()) {
            Some(fact) if said(&fact.what) == said(&step.what) => {}
            Some(_) => return Err(other(&format!("the record says something else of {}", step.item))),
            None => left.push((step.item, "the job has ended without it".to_owned())),
        }
    }
    let is_asked = |item: &Id| checklist.item(item.as_str()).is_some();
    let in_file = |item: &Id| steps.iter().any(|step| step.item == *item);
    if let Some((more, _)) = job.tokens().find(|(item, _)| is_asked(item) && !in_file(item)) {
        return Err(other(&format!("this file says nothing of {more}")));
    }
    Ok(left)
}

/// What a fact says of its item: the answer, and whether it was passed over or overridden.
fn said(what: &What) -> (Option<Answer>, bool, bool) {
    (answer_in(what).cloned(), matches!(what, What::Skipped { .. }), matches!(what, What::Overrode { .. }))
}

/// What could not be recorded, and why.
type Left = Vec<(Id, String)>;

/// Gives the answers as a technician would: each as soon as it can be given, and the completion calls as they fall due.
fn play(headless: &mut Headless, key: &JobKey, mut steps: Vec<Step>, who: &str) -> Result<Left, Failure> {
    loop {
        let before = steps.len();
        let mut left = Vec::new();
        let mut reasons = Vec::new();
        let mut has_called = call_what_is_due(headless, key, who)?;
        for step in steps {
            match take(headless, key, &step) {
                Ok(()) => has_called |= call_what_is_due(headless, key, who)?,
                Err(StepError::Unfit(unfit)) => {
                    reasons.push((step.item, unfit.to_string()));
                    left.push(step);
                }
                Err(other) => return Err(Failure::Io(other.to_string())),
            }
        }
        let has_ended = headless.store.jobs.get(key).is_some_and(|job| job.ending().is_some());
        if has_ended || left.is_empty() || !(left.len() < before || has_called) {
            return Ok(reasons);
        }
        steps = left;
    }
}

/// Makes the completion calls that are due; says whether there was one.
fn call_what_is_due(headless: &mut Headless, key: &JobKey, who: &str) -> Result<bool, Failure> {
    let mut has_called = false;
    while let Some(pause) = headless.call_due(key) {
        match headless.call(key, pause, who) {
            Ok(_) => has_called = true,
            Err(StepError::Unfit(_)) => break,
            Err(other) => return Err(Failure::Io(other.to_string())),
        }
        if pause == PausePoint::D {
            break;
        }
    }
    Ok(has_called)
}

/// Takes one step, unless it is in the record already.
fn take(headless: &mut Headless, key: &JobKey, step: &Step) -> Result<(), StepError> {
    let id = step.item.as_str();
    let known = headless.store.jobs.get(key).and_then(|job| job.latest(id)).map(|fact| fact.what.clone());
    let progress = headless.progress(key)?;
    let status = progress.item(id).map(|(page, item)| progress.status(page, item));
    let is_settled = status.is_some_and(|status| status.is_settled() && status != Status::NotHere);
    if is_settled && known.as_ref().map(said) == Some(said(&step.what)) {
        return Ok(());
    }
    if !progress.checklist.item(id).is_some_and(|(pause, _)| progress.is_reached(pause)) {
        return Err(Unfit::new("not yet: what comes before it is open".to_owned()).into());
    }
    headless.record(key, step.what.clone(), &step.note, step.who.clone()).map(|_| ())
}

/// Where the job stands, for programs; docs/formats.md describes it.
#[derive(Serialize)]
struct Json {
    format: &'static str,
    job: String,
    gate: &'static str,
    receipt: Option<String>,
    settled_lines: usize,
    lines: usize,
    next: Option<String>,
    not_recorded: Vec<JsonLeft>,
    told: Option<String>,
}

#[derive(Serialize)]
struct JsonLeft {
    item: String,
    why: String,
}

fn report(
    headless: &Headless,
    key: &JobKey,
    told: Option<String>,
    left: Left,
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let progress = headless.progress(key).map_err(|error| Failure::Io(error.to_string()))?;
    let (gate, (settled, all)) = (progress.gate(), progress.count(|_| true));
    let next = progress.first_open().map(|(_, item)| item.id.to_string());
    let receipt =
        headless.store.jobs.get(key).and_then(|job| headless.store.receipt(job)).map(|receipt| receipt.to_string());
    let code = u8::from(!left.is_empty() || !matches!(gate, Gate::Done { .. }));
    if format == Format::Json {
        let not_recorded = left.into_iter().map(|(item, why)| JsonLeft { item: item.to_string(), why }).collect();
        let json = Json {
            format: "precheck.record/1",
            job: key.to_string(),
            gate: gate.word(),
            receipt,
            settled_lines: settled,
            lines: all,
            next,
            not_recorded,
            told,
        };
        out.write_all(&encode(&json).map_err(std::io::Error::from)?)?;
        return Ok(code);
    }
    let why = gate.why().map_or(String::new(), |why| format!(" · {}", printable(&why)));
    writeln!(out, "{}: {}{why} · {settled} of {all}", key.number, gate.word())?;
    if let Some(receipt) = receipt {
        writeln!(out, "receipt {receipt}")?;
    }
    if let Some(next) = next {
        writeln!(out, "next: {next}")?;
    }
    if let Some(wait) = waiting(&progress).and_then(|wait| wait.left_seconds()).filter(|left| *left > 0) {
        writeln!(out, "the wait has {} to go", clock(wait))?;
    }
    for (item, why) in left {
        writeln!(out, "not recorded: {item}: {why}")?;
    }
    if let Some(doubt) = doubtful_serial(&progress) {
        tell(&format!("precheck: {doubt}"));
    }
    Ok(code)
}

/// The wait that the job stands at.
fn waiting(progress: &Progress<'_>) -> Option<WaitState> {
    let (_, item) = progress.first_open()?;
    matches!(item.field, Some(Field::Wait { .. })).then(|| progress.wait(item))?
}

/// An unusual serial can't be typed twice in a file: that is told.
fn doubtful_serial(progress: &Progress<'_>) -> Option<String> {
    let known: &Serial = progress.job.serial()?;
    let is_usual = progress.serial_shapes().is_some_and(|shapes| shapes.is_usual(known));
    (known.class() == serial::SerialForm::Other && !is_usual)
        .then(|| format!("look at the serial {known} once more: it is not of the usual form"))
}
