//! The radio's code, line by line: where to look for it, and what came of entering it. The rules are those of the screen.

use super::{Failure, Plain};
use crate::app::dialogue::radio::{Display, OUTCOMES, preparations};
use crate::audit::ledger;
use crate::domain::checklist::known;
use crate::domain::fact::{Origin, Outcome};
use crate::domain::lockout::{Stage, State, correction};
use crate::domain::recovery::{Found, outcome};
use crate::domain::text::clock;
use crate::domain::{Answer, Id, JobKey, Signature, What};

/// Nothing was entered after all.
const NOT_ENTERED: &str = "not-entered";
/// It was entered, and nobody saw what came of it.
const NOT_SEEN: &str = "not-seen";

/// One step of the route, as it is asked.
struct Asked {
    item: Id,
    words: Vec<String>,
}

impl Plain<'_> {
    /// Goes through what to try, until the code is found or somebody has enough.
    pub(super) fn recover(&mut self, key: &JobKey) -> Result<(), Failure> {
        for (at, step) in self.route(key).into_iter().enumerate() {
            for words in step.words {
                self.say(&words)?;
            }
            let words = Found::ALL.map(Found::word).join(", ");
            let said =
                self.ask(&format!("{}: {words}, or Enter to go back", at + 1), |line| match Found::from_word(line) {
                    Some(found) => Ok(Some(found)),
                    None if line.is_empty() => Ok(None),
                    None => Err(format!("one of: {words}")),
                })?;
            let Some(Some(found)) = said else { return Ok(()) };
            let note = self.line("remark")?.unwrap_or_default();
            let Ok(option) = Id::new(found.word()) else { return Ok(()) };
            let what = What::Answered { item: step.item, answer: Answer::Option(option) };
            self.note_beside(key, what, &note)?;
            if found == Found::Found {
                return self.say("Found. Answer the item of the customer's code again, by the option that fits; /x before it is entered.");
            }
        }
        self.say("Everything was tried: /s stops the job, /o overrides the item of the code.")
    }

    fn route(&self, key: &JobKey) -> Vec<Asked> {
        let world = &self.headless.store;
        let Some(job) = world.jobs.get(key) else { return Vec::new() };
        let steps = world.book.recovery(job.token(known::CAR), job.token(known::RADIO));
        let of_step = steps.iter().map(|step| {
            let tried = outcome(job, step).map(|(found, _)| format!(" ({})", found.word())).unwrap_or_default();
            let unverified = if step.provenance.is_verified { "" } else { ", unverified" };
            let mut words = vec![String::new(), format!("{}{tried}: {}", step.title, step.text)];
            words.extend(step.bring.as_ref().map(|bring| format!("  bring: {bring}")));
            words.extend(step.cost.as_ref().map(|cost| format!("  costs: {cost}")));
            words.push(format!("  [{}{unverified}]", step.provenance.source));
            Asked { item: step.item(), words }
        });
        of_step.collect()
    }

    /// The guard: the attempts so far, then, where one may be made, the preparations and what came of it. `rest` is what was
    /// typed behind `/x`: a reason, or what something else came of the last code.
    pub(super) fn attempt(&mut self, key: &JobKey, rest: &str) -> Result<(), Failure> {
        self.headless.catch_up();
        let Some((lines, state, may_enter, item)) = self.headless.store.guard(key).map(|guard| {
            let item = guard.override_item().and_then(|item| Id::new(item).ok());
            (guard.ledger.entries.iter().map(ledger::words).collect::<Vec<_>>(), guard.state, guard.may_enter(), item)
        }) else {
            return Ok(());
        };
        for line in &lines {
            self.say(&format!("  {line}"))?;
        }
        if let Some(word) = rest.strip_prefix("was ") {
            return self.correct_outcome(key, word.trim());
        }
        if state == State::Entering {
            return self.outcome(key);
        }
        if may_enter {
            return self.enter_code(key);
        }
        self.say(&match state {
            State::Waiting(wait) => format!(
                "The radio takes no code for another {}: ignition on, charger on, enter nothing.",
                clock(wait.left_seconds())
            ),
            State::Limit => "STOP: the workshop's limit is reached. /f finds the right code.".to_owned(),
            _ => "STOP: the radio is locked. No more tries: a dealer unlocks it.".to_owned(),
        })?;
        match item {
            Some(item) if !rest.is_empty() => {
                let Some(who) = self.two()? else { return Ok(()) };
                let step = self.headless.record(key, What::overrode(item, None), rest, who);
                self.told(step.map(|_| ()))
            }
            Some(_) => self.say("/x REASON overrides it, with a second person's name."),
            None => self.plays_again(key),
        }
    }

    fn enter_code(&mut self, key: &JobKey) -> Result<(), Failure> {
        let words = Display::ALL.map(|it| it.word().to_lowercase()).join(", ");
        let shown = self.ask(&format!("what the display says ({words})"), |line| {
            let is_it = |it: &Display| it.word().eq_ignore_ascii_case(line);
            Display::ALL.into_iter().find(is_it).ok_or(format!("one of: {words}"))
        })?;
        let Some(shown) = shown else { return Ok(()) };
        self.say(&format!("{}: {}. Never try numbers at random.", shown.word(), shown.meaning()))?;
        let seen = |outcome| What::Attempted { outcome, origin: Origin::Seen };
        match shown {
            Display::Code | Display::Safe => {}
            Display::Wait | Display::Error => {
                let note = format!("the display says {}", shown.word());
                return self.note_beside(key, seen(Outcome::Unknown), &note);
            }
            Display::Locked => {
                return self.note_beside(key, seen(Outcome::Locked), "the display says LOCKED");
            }
            Display::Plays => return self.plays_again(key),
        }
        let four = self.headless.store.jobs.get(key).map(preparations).unwrap_or_default();
        for (at, words) in four.iter().enumerate() {
            let is_last = at + 1 == four.len();
            let more = if is_last { "yes; elsewhere: others were made elsewhere" } else { "yes" };
            let said = self.line(&format!("{} of {}: {words} ({more})", at + 1, four.len()))?;
            match said.as_deref() {
                Some("yes") => {}
                Some("elsewhere") if is_last => {
                    let note = "entered elsewhere, as the customer says";
                    return self.note_beside(key, seen(Outcome::Unknown), note);
                }
                _ => return self.say("Nothing is entered before all four are done."),
            }
        }
        // another station may have recorded an attempt meanwhile
        self.headless.read_again()?;
        if self.note_beside(key, Stage::Begun.what(), "").is_ok() && self.is_entering(key) {
            return self.outcome(key);
        }
        Ok(())
    }

    fn is_entering(&self, key: &JobKey) -> bool {
        self.headless.store.guard(key).is_some_and(|guard| guard.state == State::Entering)
    }

    /// What came of the code.
    fn outcome(&mut self, key: &JobKey) -> Result<(), Failure> {
        let mut words: Vec<&str> = OUTCOMES.iter().map(|(outcome, _)| outcome.word()).collect();
        words.extend([NOT_ENTERED, NOT_SEEN]);
        let words = words.join(", ");
        let said =
            self.ask(&format!("enter the code at the radio, never here; then what it does ({words})"), |line| {
                let known = OUTCOMES.iter().find(|(outcome, _)| outcome.word() == line);
                match line {
                    NOT_ENTERED => Ok(Stage::Withdrawn),
                    NOT_SEEN => Ok(Stage::Ended(Outcome::Unknown)),
                    _ => known.map(|(outcome, _)| Stage::Ended(*outcome)).ok_or(format!("one of: {words}")),
                }
            })?;
        match said {
            Some(stage) => self.note_beside(key, stage.what(), ""),
            None => Ok(()),
        }
    }

    /// Something else came of the last code.
    fn correct_outcome(&mut self, key: &JobKey, word: &str) -> Result<(), Failure> {
        let Some((outcome, _)) = OUTCOMES.iter().find(|(outcome, _)| outcome.word() == word) else {
            let words = OUTCOMES.map(|(outcome, _)| outcome.word()).join(", ");
            return self.say(&format!("! /x was …: one of: {words}"));
        };
        let why = self.line("why does it change")?.unwrap_or_default();
        let mut who = Signature::from(&self.who);
        if self.headless.store.guard(key).is_some_and(|guard| guard.is_eased_by(*outcome)) {
            let Some(both) = self.two()? else { return Ok(()) };
            who = both;
        }
        let step = self.headless.record(key, correction(*outcome, &why), "", who);
        self.told(step.map(|_| ()))
    }

    /// The radio plays although it took no code here: who unlocked it is said, where that makes anything good.
    fn plays_again(&mut self, key: &JobKey) -> Result<(), Failure> {
        if self.headless.store.guard(key).is_none_or(|guard| guard.ledger.live().next().is_none()) {
            return Ok(());
        }
        let how = self.line("does it play again? who unlocked it, or Enter")?.unwrap_or_default();
        if how.is_empty() {
            return Ok(());
        }
        let what = What::Attempted { outcome: Outcome::Accepted, origin: Origin::PlaysAgain };
        self.note_beside(key, what, &how)
    }

    fn note_beside(&mut self, key: &JobKey, what: What, note: &str) -> Result<(), Failure> {
        let who = self.who.clone();
        let step = self.headless.record(key, what, note, &who);
        self.told(step.map(|_| ()))
    }
}
