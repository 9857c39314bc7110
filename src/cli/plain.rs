//! `run --plain`: a job line by line on stdin and stdout, for screen readers and dumb terminals.
//!
//! Every question is printed with its options; a line answers it. A line that begins with `/` is a command, `/?` lists them.
//! The rules are those of the screen.

mod afterwards;
mod begin;
mod code;
mod codes;
mod commands;
mod heed;
mod measured;
mod questions;
mod second;
mod take_over;

use std::io::{BufRead, Write};

use super::line::{bounded, typed};
use super::wanted::{Wanted, check_kind};
use super::{Failure, tell, tell::patiently, tell::tell_hanging};
use crate::app::gate_word;
use crate::domain::checklist::known;
use crate::domain::text::{clock, printable};
use crate::domain::{
    Answer, Choice, Field, Gate, Id, Item, JobKey, Measurement, PausePoint, Progress, Status, Verdict, steps,
};
use crate::runner::headless::StepError;
use crate::runner::{Headless, Recorder};

const COMMANDS: &str = "\
/1 … /9            choose that option        /n REASON   not applicable
/o REASON          override                  /c          completion call
/b                 the item before           /r          a door was opened: wait again
/p                 pause                     /s          stop the job
/t NAME            somebody else works on    /h          why this is asked
/f                 find the radio's code     /x          enter the radio's code
/x was WORD        correct what came of it   /m WORDS    remark something, at once
/y yes             be a second person for another station
/i NAME            an instrument reads it    /d          ask the car for its VIN and codes
/w                 the work is done
/q                 leave; the job stays open";

/// Works through a job until it ends, or until somebody leaves.
pub(super) fn run(
    recorder: Recorder,
    wanted: &Wanted,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let is_practice = recorder.folders.is_practice;
    let headless = patiently(|| Headless::begin(recorder, tell_hanging))?;
    if is_practice {
        writeln!(out, "PRACTICE: nothing counts")?;
    }
    let who = wanted.who.clone().unwrap_or_default();
    let mut plain = Plain { headless, input, out, who, is_refused: false, work: Work::None };
    let code = match plain.enter(wanted)? {
        Some(key) => plain.work(&key)?,
        None => 0,
    };
    Ok(if plain.is_refused { NOT_RECORDED } else { code })
}

/// The exit code when what was answered last could not be recorded.
const NOT_RECORDED: u8 = 5;

struct Plain<'a> {
    headless: Headless,
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    who: String,
    /// Whether the journal did not take the last row.
    is_refused: bool,
    work: Work,
}

/// The work for which all this is done: no digit answers anything before somebody says that it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// It has not begun, or is over by the record.
    None,
    /// It goes on, which was said.
    GoesOn,
    /// Somebody said that it is done.
    Done,
}

/// What comes after a line.
enum Next {
    Go,
    Leave,
}

/// What is asked now.
enum Place {
    Item(Id),
    Call(PausePoint),
}

impl Plain<'_> {
    /// Asks for a line; `None` at the end of the input.
    fn line(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        loop {
            self.pass_on()?;
            write!(self.out, "{prompt}> ")?;
            self.out.flush()?;
            let unread = |error| Failure::Io(format!("the input could not be read: {error}"));
            let Some(line) = bounded(self.input).map_err(unread)? else { return Ok(None) };
            match typed(&line) {
                Some(text) => return Ok(Some(text)),
                None => self.say("there is a character in it that can't be printed: type it anew")?,
            }
        }
    }

    /// Says what reading and writing had to tell.
    fn pass_on(&mut self) -> Result<(), Failure> {
        self.headless.take_told().map_or(Ok(()), |told| self.say(&format!("! {told}")))
    }

    fn say(&mut self, text: &str) -> Result<(), Failure> {
        // a line break in what was recorded must not look like a line of this program's own
        writeln!(self.out, "{}", printable(text))?;
        Ok(())
    }

    /// Asks until `parse` takes the answer; `None` at the end of the input.
    fn ask<T>(&mut self, prompt: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Failure> {
        loop {
            let Some(line) = self.line(prompt)? else { return Ok(None) };
            match parse(&line) {
                Ok(value) => return Ok(Some(value)),
                Err(why) => self.say(&format!("! {why}"))?,
            }
        }
    }

    fn progress(&self, key: &JobKey) -> Result<Progress<'_>, Failure> {
        self.headless.progress(key).map_err(|error| Failure::Io(error.to_string()))
    }

    /// Begins or opens the job.
    fn enter(&mut self, wanted: &Wanted) -> Result<Option<JobKey>, Failure> {
        let number = match wanted.number {
            Some(number) => number,
            None => match self.number()? {
                Some(number) => number,
                None => return Ok(None),
            },
        };
        let key = self.open_elsewhere(&number)?.unwrap_or_else(|| self.headless.key(&number));
        patiently(|| self.headless.hold(&key))?;
        self.answer_others()?;
        if self.who.is_empty() {
            let Some(name) = self.technician()? else { return Ok(None) };
            self.who = name;
        }
        self.headless.session.who = Some(self.who.clone());
        if let Some(job) = self.headless.store.jobs.get(&key) {
            check_kind(&number, job.asked().checklist, wanted)?;
            if !self.takes_over(&key)? {
                return Ok(None);
            }
            self.resume(&key)?;
            return Ok(Some(key));
        }
        let kind = match &wanted.kind {
            Some(kind) => kind.clone(),
            None => match self.kind_of_work(&number)? {
                Some(kind) => kind,
                None => return Ok(None),
            },
        };
        let who = self.who.clone();
        let key = self.headless.start(&number, &who, &kind, false)?;
        self.say(&format!("Job {number}. /? lists the commands."))?;
        Ok(Some(key))
    }

    /// Goes on with a job after a break.
    fn resume(&mut self, key: &JobKey) -> Result<(), Failure> {
        let Some(job) = self.headless.store.jobs.get(key) else { return Ok(()) };
        if job.ending().is_some() {
            return Ok(());
        }
        if let Ok(what) = self.headless.progress(key).map(|progress| steps::resume(&progress)) {
            let who = self.who.clone();
            let step = self.headless.record(key, what, "", &who);
            self.told(step.map(|_| ()))?;
        }
        Ok(())
    }

    /// Says why a step was not taken; what the journal refuses ends the run, because nothing may be lost unseen.
    fn told(&mut self, step: Result<(), StepError>) -> Result<(), Failure> {
        match &step {
            Ok(()) => self.is_refused = false,
            Err(StepError::NotRecorded(_)) => self.is_refused = true,
            Err(StepError::Unfit(_) | StepError::NoJob(_)) => {}
        }
        match step {
            Ok(()) => Ok(()),
            Err(StepError::Unfit(unfit)) => self.say(&format!("! {unfit}")),
            Err(StepError::NotRecorded(why)) => self.say(&format!("! {why}")),
            Err(StepError::NoJob(why)) => Err(Failure::Io(why)),
        }
    }

    fn work(&mut self, key: &JobKey) -> Result<u8, Failure> {
        let mut back: Option<Id> = None;
        let had_ended = self.headless.store.jobs.get(key).is_some_and(|job| job.ending().is_some());
        if !self.who.is_empty() && self.headless.store.is_workable(key) {
            self.change_hands(key, self.who.clone())?;
        }
        loop {
            let gate = self.progress(key)?.gate();
            let has_ended = matches!(gate, Gate::Done { .. } | Gate::Stopped { .. });
            let radio = self.headless.store.radio_words(self.progress(key)?.job, &gate);
            let why: String = radio.into_iter().chain(gate.why()).map(|why| format!(" · {why}")).collect();
            let lasts = gate_word::plain(&gate_word::word(&gate, self.headless.store.now().wall)[1..]);
            let lasts = if lasts.is_empty() { lasts } else { format!(" {lasts}") };
            for other in self.headless.store.also_open(key) {
                self.say(&format!("! {}", other.words))?;
            }
            for to_do in self.headless.store.open_actions(key) {
                self.say(&format!("! {to_do}"))?;
            }
            self.say(&format!("[{}]{lasts}{why}", gate.word()))?;
            self.say_unwatched(key)?;
            if has_ended {
                let code = self.end(key)?;
                if had_ended {
                    self.afterwards(key)?;
                }
                return Ok(code);
            }
            let Some(place) = back.take().map(Place::Item).or_else(|| self.place(key)) else { return Ok(0) };
            self.say_work_goes_on(key)?;
            let next = match place {
                _ if self.work == Work::GoesOn => self.at_work(key, &mut back)?,
                Place::Item(id) => self.item(key, &id, &mut back)?,
                Place::Call(pause) => self.call(key, pause)?,
            };
            if matches!(next, Next::Leave) {
                return Ok(0);
            }
        }
    }

    fn end(&mut self, key: &JobKey) -> Result<u8, Failure> {
        self.pass_on()?;
        let job = self.headless.store.jobs.get(key);
        let receipt = job.and_then(|job| self.headless.store.receipt(job)).map(|receipt| receipt.to_string());
        if let Some(receipt) = receipt {
            self.say(&format!("Receipt {receipt}"))?;
        }
        self.say_handed_over(key)?;
        for problem in self.headless.tabulate() {
            tell(&format!("precheck: {problem}"));
        }
        Ok(0)
    }

    /// What is to be asked: the first open item, or the call that is due.
    fn place(&self, key: &JobKey) -> Option<Place> {
        let call = self.headless.call_due(key);
        let open = self.headless.store.progress(key)?.first_open().map(|(page, item)| (page.pause, item.id));
        match (call, open) {
            (Some(pause), Some((page, item))) if page <= pause => Some(Place::Item(item)),
            (Some(pause), _) => Some(Place::Call(pause)),
            (None, Some((_, item))) => Some(Place::Item(item)),
            (None, None) => None,
        }
    }

    fn call(&mut self, key: &JobKey, pause: PausePoint) -> Result<Next, Failure> {
        let progress = self.progress(key)?;
        let call = |page| progress.call(page).map_or("finish".to_owned(), |call| call.text.en.clone());
        let text = progress.checklist.page(pause).map(call).unwrap_or_default();
        self.say(&format!("{} is complete. /c: {text}", pause.letter()))?;
        self.say_before_call(key, pause)?;
        let Some(line) = self.line("call")? else { return Ok(Next::Leave) };
        if line == "/c" {
            let who = self.who.clone();
            let step = self.headless.call(key, pause, &who);
            self.told(step.map(|_| ()))?;
            return Ok(Next::Go);
        }
        self.command(key, None, &line, &mut None)
    }

    /// Waits for the work to be done: nothing is asked meanwhile.
    fn at_work(&mut self, key: &JobKey, back: &mut Option<Id>) -> Result<Next, Failure> {
        let Some(line) = self.line("work")? else { return Ok(Next::Leave) };
        match line.as_str() {
            "/w" => self.work = Work::Done,
            line if line.starts_with('/') && !is_option_command(line) => return self.command(key, None, line, back),
            _ => self.say("! nothing is asked while the work goes on: /w once it is done")?,
        }
        Ok(Next::Go)
    }

    /// Asks one item.
    fn item(&mut self, key: &JobKey, id: &Id, back: &mut Option<Id>) -> Result<Next, Failure> {
        let Some(item) =
            self.headless.checklist(key).and_then(|list| list.item(id.as_str()).map(|(_, item)| item.clone()))
        else {
            return Ok(Next::Leave);
        };
        let options = self.headless.store.options(&self.progress(key)?, &item);
        self.describe(key, &item, &options)?;
        let Some(line) = self.line(&item.label.en.clone())? else { return Ok(Next::Leave) };
        if line.starts_with('/') && !is_option_command(&line) {
            return self.command(key, Some(&item), &line, back);
        }
        // a wait takes Enter; what was fitted before is confirmed by it
        let before = self.headless.store.as_before(key, &item).filter(|_| line.is_empty());
        if let Some(before) = before {
            self.follow_of(key, item.id, |dialogue| dialogue.known(&item, &before.answer))?;
            let is_recorded = self.progress(key)?.job.answer(item.id.as_str()) == Some(&before.answer);
            if let Some((other, answer)) = before.and.filter(|_| is_recorded) {
                let asked = self.progress(key)?.checklist.item(other.as_str()).map(|(_, other)| other.clone());
                if let Some(asked) = asked {
                    self.follow_of(key, other, |dialogue| dialogue.known(&asked, &answer))?;
                }
            }
            return Ok(Next::Go);
        }
        let offered = self.offered_plate(key, &item).filter(|_| line.is_empty());
        if let Some(plate) = offered {
            self.follow_of(key, item.id, |dialogue| dialogue.typed(&item, &plate, ""))?;
            return Ok(Next::Go);
        }
        let digit = if item.field.is_some() { line.strip_prefix('/') } else { Some(line.trim_start_matches('/')) };
        if let Some(Field::Wait { .. }) = item.field {
            self.headless.catch_up();
            if let Some(seconds) = self.progress(key)?.wait(&item).and_then(|wait| wait.waited_seconds) {
                let waited = Answer::Number(Measurement::seconds(seconds));
                self.follow_of(key, item.id, |dialogue| dialogue.answer(item.id, waited, ""))?;
            }
        } else if let Some(digit) = digit {
            let digit = digit.parse::<u8>().ok();
            match options.iter().find(|option| digit.is_some() && option.digit == digit) {
                Some(option) => self.follow_of(key, item.id, |dialogue| dialogue.option(&item, option, ""))?,
                None => {
                    let slash = if item.field.is_some() { "/" } else { "" };
                    let digits: Vec<String> =
                        options.iter().filter_map(|it| it.digit).map(|it| format!("{slash}{it}")).collect();
                    let one = if digits.is_empty() {
                        "there are no options here: type the value".to_owned()
                    } else {
                        format!("type one of {}", digits.join(", "))
                    };
                    self.say(&format!("! {one}, or /? for the commands"))?;
                }
            }
        } else {
            self.follow_of(key, item.id, |dialogue| dialogue.typed(&item, &line, ""))?;
        }
        Ok(Next::Go)
    }

    fn describe(&mut self, key: &JobKey, item: &Item, options: &[Choice]) -> Result<(), Failure> {
        let hold = if item.is_hold { " (hold point)" } else { "" };
        self.say("")?;
        self.say(&format!("{}{hold}", item.ask))?;
        self.say_at_the_leads(key, item)?;
        let progress = self.progress(key)?;
        if let Some(answer) = progress.job.answer(item.id.as_str()) {
            let (said, status) = (progress.shown(item, answer), status(&progress, item));
            let advice = progress.verdict(item, answer).1;
            let why = match status {
                Status::Stop if item.may_override => {
                    ": STOP. Answer again once it is true; /s stops the job, /o overrides"
                }
                Status::Stop => ": STOP. Answer again once it is true; /s stops the job",
                Status::Stale => ": too long ago, ask again",
                Status::Unfit if progress.said_by_another(item).is_some() => ": said by somebody else, asked anew",
                Status::Unfit => ": no longer fits, ask again",
                _ => "",
            };
            let source = answer.source_words(progress.job.is_via_file()).map_or(String::new(), |it| format!(", {it}"));
            self.say(&format!("  recorded: {said}{source}{why}"))?;
            if let Some(advice) = advice {
                self.say(&format!("  {advice}"))?;
            }
        }
        self.offer_instruments(item)?;
        self.offer_codes(key, item)?;
        if let Some(before) = self.headless.store.as_before(key, item) {
            let said = before.words(&self.progress(key)?, item);
            self.say(&format!("  Enter: {said}, as on {}: look first", before.day))?;
        }
        if let Some(plate) = self.offered_plate(key, item) {
            self.say(&format!("  Enter: {plate}, from the workshop's own system: look at the car first"))?;
        }
        if let Some(several) = self.headless.store.several_offered(key).filter(|_| item.id.is(known::PLATE)) {
            self.say(&format!("  ! {several}, and type it"))?;
        }
        let slash = if item.field.is_some() { "/" } else { "" };
        for option in options {
            let verdict = match option.verdict {
                Verdict::Stop => " (stop)",
                Verdict::Warn => " (warns)",
                Verdict::Ok => "",
            };
            let key = option.digit.map_or("·".to_owned(), |digit| format!("{slash}{digit}"));
            self.say(&format!("  {key} {}{verdict}", option.label))?;
        }
        if item.id.is(known::CONSENT) {
            let lost = self.progress(key)?.may_be_lost().join("; ");
            self.say(&format!("  May be lost: {lost}"))?;
        }
        self.headless.catch_up();
        if let Some(wait) = self.progress(key)?.wait(item) {
            match wait.left_seconds() {
                Some(0) => {
                    self.say_by_clock(wait.by_clock_seconds)?;
                    self.say("  The wait is over: Enter records it.")?;
                }
                Some(left) => self.say(&format!("  {} to wait; Enter looks again.", clock(left)))?,
                None => self.say("  The wait has not begun.")?,
            }
        }
        Ok(())
    }
}

fn is_option_command(line: &str) -> bool {
    line.len() == 2 && line.ends_with(|c: char| c.is_ascii_digit())
}

fn status(progress: &Progress<'_>, item: &Item) -> Status {
    progress.item(item.id.as_str()).map_or(Status::NotHere, |(page, item)| progress.status(page, item))
}
