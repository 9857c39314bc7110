//! The questions of the dialogues, line by line: in the order in which the screens ask them.

use super::{Failure, Plain};
use crate::app::dialogue::job::Taken;
use crate::app::dialogue::radio::UNCLEAR;
use crate::app::dialogue::words::stop_reasons;
use crate::app::dialogue::{
    Entry, JobChoice, JobDialogue, JobNext, JobPick, JobQuestion, RadioDialogue, RadioNext, RadioQuestion,
};
use crate::app::parts::{Answered, Choices};
use crate::catalog::persons::NotIdentified;
use crate::cli::hidden::pin_or_badge;
use crate::domain::fact::{Handover, Interruption, StopReason};
use crate::domain::input::{Unfit, UnfitKind};
use crate::domain::lockout::ATTEMPT;
use crate::domain::text::printable;
use crate::domain::{Id, Identified, IdentityRule, JobKey};
use crate::runner::headless::StepError;
use crate::words::PlainWords;

const WHY_CHANGED: &str = "why does it change";
pub(super) const SECOND: &str = "second person's name";

/// How a dialogue at the radio ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtRadio {
    /// The preparations come.
    Prepare,
    /// It was recorded, or refused, or somebody left the question.
    Over,
}

impl Plain<'_> {
    /// Goes from question to question until a row is recorded, or somebody leaves.
    pub(super) fn follow(
        &mut self,
        key: &JobKey,
        first: impl FnOnce(&JobDialogue<'_>) -> Taken,
    ) -> Result<(), Failure> {
        self.follow_on(key, None, first)
    }

    /// As [`Plain::follow`], of an item.
    pub(super) fn follow_of(
        &mut self,
        key: &JobKey,
        item: Id,
        first: impl FnOnce(&JobDialogue<'_>) -> Taken,
    ) -> Result<(), Failure> {
        self.follow_on(key, Some(item), first)
    }

    fn follow_on(
        &mut self,
        key: &JobKey,
        item: Option<Id>,
        first: impl FnOnce(&JobDialogue<'_>) -> Taken,
    ) -> Result<(), Failure> {
        let mut next = first(&self.dialogue(key)?);
        loop {
            next = match next {
                Err(unfit) => {
                    self.headless.note_refused(key, item, &unfit, &self.who);
                    return self.say(&format!("! {unfit}"));
                }
                Ok(JobNext::Record(entry)) => return self.record(key, entry),
                Ok(JobNext::Unchanged) => return self.say("It says so already: nothing is changed."),
                Ok(JobNext::Differs(place)) => {
                    return self.say(&format!("! the two differ from place {place} on: type it anew"));
                }
                Ok(JobNext::Ask(question)) => {
                    if let JobQuestion::SerialAgain { doubt, .. } = &question {
                        self.say(&format!("! {doubt}"))?;
                    }
                    let text = match &question {
                        JobQuestion::Second { .. } => self.second_name()?,
                        question => self.line(job_prompt(question))?,
                    };
                    let Some(text) = text else { return Ok(()) };
                    self.dialogue(key)?.after_text(question, &text)
                }
                Ok(JobNext::Choose(choice)) => {
                    if let JobChoice::SecondAt { entry, .. } = &choice
                        && let Err(unfit) = self.headless.store.checked(key, (**entry).clone())
                    {
                        next = Err(unfit);
                        continue;
                    }
                    let Some(pick) = self.pick(key, &choice)? else { return Ok(()) };
                    self.dialogue(key)?.after_pick(pick)
                }
                Ok(JobNext::MakeSafe(reason)) => {
                    self.make_safe(key)?;
                    let dialogue = self.dialogue(key)?;
                    if dialogue.next_to_make_safe().is_some() {
                        return Ok(());
                    }
                    Ok(dialogue.made_safe(reason))
                }
            };
        }
    }

    /// As [`Plain::follow`], at the radio.
    pub(super) fn follow_radio(
        &mut self,
        key: &JobKey,
        first: impl FnOnce(&RadioDialogue<'_>) -> Result<RadioNext, Unfit>,
    ) -> Result<AtRadio, Failure> {
        let Some(dialogue) = self.radio_dialogue(key) else { return Ok(AtRadio::Over) };
        let mut next = first(&dialogue);
        loop {
            let answered = match next {
                Err(unfit) => {
                    self.headless.note_refused(key, Id::new(ATTEMPT).ok(), &unfit, &self.who);
                    self.say(&format!("! {unfit}"))?;
                    return Ok(AtRadio::Over);
                }
                Ok(RadioNext::Prepare(_)) => return Ok(AtRadio::Prepare),
                Ok(RadioNext::Record(entry)) => {
                    self.record(key, entry)?;
                    return Ok(AtRadio::Over);
                }
                Ok(RadioNext::Unclear) => {
                    self.say(UNCLEAR)?;
                    return Ok(AtRadio::Over);
                }
                Ok(RadioNext::AttemptsKnown | RadioNext::Plays | RadioNext::Back) => return Ok(AtRadio::Over),
                Ok(RadioNext::Ask(question)) => {
                    let text = match &question {
                        RadioQuestion::CorrectionSecond { .. } | RadioQuestion::OverrideSecond { .. } => {
                            self.second_name()?
                        }
                        question => self.line(radio_prompt(question))?,
                    };
                    let Some(text) = text else { return Ok(AtRadio::Over) };
                    if text.is_empty() && question == RadioQuestion::PlaysAgain {
                        return Ok(AtRadio::Over);
                    }
                    Answered::Text(question, text)
                }
                Ok(RadioNext::Choose(choice)) => match self.numbered(&choice)? {
                    Some(pick) => Answered::Pick(pick),
                    None => return Ok(AtRadio::Over),
                },
            };
            let Some(dialogue) = self.radio_dialogue(key) else { return Ok(AtRadio::Over) };
            next = match answered {
                Answered::Text(question, text) => dialogue.after_text(question, &text),
                Answered::Pick(pick) => dialogue.after_pick(pick),
            };
        }
    }

    fn dialogue(&self, key: &JobKey) -> Result<JobDialogue<'_>, Failure> {
        Ok(JobDialogue {
            progress: self.progress(key)?,
            who: &self.who,
            now: self.headless.store.now().wall,
            has_others: self.headless.store.has_others,
        })
    }

    fn radio_dialogue(&self, key: &JobKey) -> Option<RadioDialogue<'_>> {
        Some(RadioDialogue { guard: self.headless.store.guard(key)?, who: &self.who })
    }

    /// Records what was said; says why where that can't be.
    pub(super) fn record(&mut self, key: &JobKey, mut entry: Entry) -> Result<(), Failure> {
        let item = entry.what.item().copied();
        // what may not be recorded at all asks for nobody's PIN
        let draft = self.headless.store.checked(key, entry.clone()).ok();
        if let Some(name) = draft.and_then(|draft| self.headless.store.to_identify(&draft)) {
            match self.identify(&name)? {
                Ok(identified) => entry.who.identified = Some(identified),
                Err(unfit) => {
                    self.headless.note_refused(key, item, &unfit, &self.who);
                    return self.say(&format!("! {unfit}"));
                }
            }
        }
        let step = self.headless.record(key, entry.what, &entry.note, entry.who);
        if let Err(StepError::Unfit(unfit)) = &step {
            self.headless.note_refused(key, item, unfit, &self.who);
        }
        let is_recorded = step.is_ok();
        self.told(step.map(|_| ()))?;
        item.filter(|_| is_recorded).map_or(Ok(()), |item| self.say_told(key, &item))
    }

    /// Asks for a PIN or a badge.
    fn identify(&mut self, name: &str) -> Result<Result<Identified, Unfit>, Failure> {
        self.pass_on()?;
        let people = &self.headless.store.people;
        let is_required = people.identity == IdentityRule::Required;
        let without = if is_required { "" } else { "; Enter alone says that the name was typed" };
        let prompt = printable(&format!("{name}, your PIN or badge"));
        let asked = pin_or_badge(people, PlainWords::english(), &prompt, without, self.input, self.out)?;
        let Some(secret) = asked.filter(|secret| secret.length() > 0) else {
            let why = "nothing is recorded without a PIN or a badge".to_owned();
            return Ok(if is_required { Err(Unfit::new(why).of(UnfitKind::Name)) } else { Ok(Identified::Typed) });
        };
        match self.headless.recorder.identify(name, &secret, self.headless.store.now().wall) {
            Ok(identified) => Ok(Ok(identified)),
            Err(NotIdentified::Unfit(unfit)) => Ok(Err(unfit)),
            Err(why) => Err(why.into()),
        }
    }

    /// A pick: by the word that the record has for it, where it has one, else by its number.
    fn pick(&mut self, key: &JobKey, choice: &JobChoice) -> Result<Option<JobPick>, Failure> {
        match choice {
            JobChoice::PauseReason => self.worded("why", Interruption::ALL, Interruption::word, JobPick::Pause),
            JobChoice::StopReason { may_be_mistake } => {
                self.worded("why", &stop_reasons(*may_be_mistake), StopReason::word, JobPick::Stop)
            }
            JobChoice::SecondAt { entry, .. } => {
                let name = printable(entry.who.second.as_deref().unwrap_or_default());
                // in the order of the picks
                let words = ["here", "by-phone", "elsewhere"].into_iter();
                let picks: Vec<(&str, JobPick)> = words.zip(choice.picks().into_iter().map(|(_, pick)| pick)).collect();
                let words = picks.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
                self.ask_or_back(&format!("where is {name} ({words})"), |line| {
                    let pick = picks.iter().find(|(word, _)| *word == line).map(|(_, pick)| pick.clone());
                    pick.ok_or(format!("one of: {words}"))
                })
            }
            JobChoice::Handover => self.worded("how", Handover::ALL, Handover::word, JobPick::Handover),
            JobChoice::StopUnsafe { reason, left } => {
                self.say(&format!("! {}", left.said()))?;
                let open = self.progress(key)?.open_beside_make_safe().join("; ");
                if !open.is_empty() {
                    self.say(&format!("! look as well at: {open}"))?;
                }
                let answer = self.line("leave the car so (yes), or make it safe first (no)")?;
                Ok(answer.map(|answer| match &*answer {
                    "yes" => JobPick::LeaveSo { reason: *reason, left: left.clone() },
                    _ => JobPick::MakeSafe(*reason),
                }))
            }
            JobChoice::LookAlike { places, .. } => {
                self.say(&format!("! {places}"))?;
                self.numbered(choice)
            }
        }
    }

    fn worded<T: Copy>(
        &mut self,
        prompt: &str,
        all: &[T],
        word: fn(T) -> &'static str,
        pick: fn(T) -> JobPick,
    ) -> Result<Option<JobPick>, Failure> {
        let words: Vec<&str> = all.iter().map(|it| word(*it)).collect();
        let words = words.join(", ");
        self.ask_or_back(&format!("{prompt} ({words})"), |line| {
            all.iter().find(|it| word(**it) == line).map(|it| pick(*it)).ok_or(format!("one of: {words}"))
        })
    }

    /// As [`Plain::ask`]; `None` also where nothing is typed, for what may be left.
    pub(super) fn ask_or_back<T>(
        &mut self,
        prompt: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        let said = self.ask(&format!("{prompt}, or Enter to go back"), |line| match line {
            "" => Ok(None),
            line => parse(line).map(Some),
        })?;
        Ok(said.flatten())
    }

    fn numbered<C: Choices>(&mut self, choice: &C) -> Result<Option<C::Pick>, Failure>
    where
        C::Pick: Clone,
    {
        let picks = choice.picks();
        for (at, (words, _)) in picks.iter().enumerate() {
            self.say(&format!("  {} {words}", at + 1))?;
        }
        self.ask_or_back("which", |line| {
            let at = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let pick = at.and_then(|at| picks.get(at)).map(|(_, pick)| pick.clone());
            pick.ok_or(format!("type 1 to {}", picks.len()))
        })
    }

    /// Asks what makes the car safe, until all of it is signed off or somebody says something else.
    fn make_safe(&mut self, key: &JobKey) -> Result<(), Failure> {
        let mut last: Option<Id> = None;
        while let Some(id) = self.dialogue(key)?.next_to_make_safe() {
            if last == Some(id) {
                return Ok(());
            }
            self.item(key, &id, &mut None)?;
            last = Some(id);
        }
        Ok(())
    }
}

fn job_prompt(question: &JobQuestion) -> &str {
    match question {
        JobQuestion::Note { prompt, .. } => prompt,
        JobQuestion::CorrectionReason { .. } => WHY_CHANGED,
        JobQuestion::SerialAgain { .. } => "read the label again and type it once more",
        JobQuestion::SkipReason { .. } => "why does it not apply",
        JobQuestion::OverrideReason { .. } => "why is it overridden",
        JobQuestion::Second { .. } => SECOND,
        JobQuestion::Remark { .. } | JobQuestion::StopRemark { .. } => "remark",
    }
}

fn radio_prompt(question: &RadioQuestion) -> &'static str {
    match question {
        RadioQuestion::PlaysAgain => "does it play again? who unlocked it, or Enter",
        RadioQuestion::CorrectionReason { .. } => WHY_CHANGED,
        RadioQuestion::OverrideReason => "why is it overridden",
        RadioQuestion::CorrectionSecond { .. } | RadioQuestion::OverrideSecond { .. } => SECOND,
    }
}
