//! The radio's code, line by line: where to look for it, and what came of entering it. The rules are those of the screen.

use super::{Failure, Plain};
use crate::app::guard::{Display, OUTCOMES, preparations};
use crate::audit::ledger;
use crate::domain::checklist::known;
use crate::domain::fact::Outcome;
use crate::domain::lockout::{SEEN, State};
use crate::domain::recovery::{Found, outcome};
use crate::domain::text::clock;
use crate::domain::{Answer, Id, JobKey, What};

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
                return self.say("Found: answer the item of the customer's code again, by the option that fits.");
            }
        }
        self.say("Everything was tried: /s stops the job, /o overrides the item of the code.")
    }

    fn route(&self, key: &JobKey) -> Vec<Asked> {
        let world = &self.session.world;
        let Some(job) = world.jobs.get(key) else { return Vec::new() };
        let steps = world.book.recovery(job.token(known::CAR), job.token(known::RADIO));
        let of_step = steps.iter().map(|step| {
            let tried = outcome(job, step).map(|(found, _)| format!(" ({})", found.word())).unwrap_or_default();
            let unverified = if step.is_verified { "" } else { ", unverified" };
            let mut words = vec![String::new(), format!("{}{tried}: {}", step.title, step.text)];
            words.extend(step.bring.as_ref().map(|bring| format!("  bring: {bring}")));
            words.extend(step.cost.as_ref().map(|cost| format!("  costs: {cost}")));
            words.push(format!("  [{}{unverified}]", step.source));
            Asked { item: step.item(), words }
        });
        of_step.collect()
    }

    /// The guard: the attempts so far, then, where one may be made, the preparations and what came of it.
    pub(super) fn attempt(&mut self, key: &JobKey, reason: &str) -> Result<(), Failure> {
        self.session.catch_up();
        let Some((lines, state, may_enter, item)) = self.session.world.guard(key).map(|guard| {
            let item = guard.override_item().and_then(|item| Id::new(item).ok());
            (ledger::lines(&guard.ledger), guard.state, guard.may_enter(), item)
        }) else {
            return Ok(());
        };
        for line in &lines {
            self.say(&format!("  {}", ledger::words(line)))?;
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
            Some(item) if !reason.is_empty() => {
                let Some(second) = self.line("second person's name")? else { return Ok(()) };
                let who = format!("{} + {second}", self.who);
                let step = self.session.record(key, What::overrode(item, None), reason, &who);
                self.told(step.map(|_| ()))
            }
            Some(_) => self.say("/x REASON overrides it, with a second person's name."),
            None => Ok(()),
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
        match shown {
            Display::Code | Display::Safe => {}
            Display::Wait | Display::Error => {
                let note = format!("{SEEN}the display says {}", shown.word());
                return self.note_beside(key, What::Attempted { outcome: Outcome::Unknown }, &note);
            }
            Display::Locked => {
                let note = format!("{SEEN}the display says LOCKED");
                return self.note_beside(key, What::Attempted { outcome: Outcome::Locked }, &note);
            }
            Display::Plays => return Ok(()),
        }
        let four = self.session.world.jobs.get(key).map(preparations).unwrap_or_default();
        for (at, words) in four.iter().enumerate() {
            let said = self.line(&format!("{} of {}: {words} (yes)", at + 1, four.len()))?;
            if said.as_deref() != Some("yes") {
                return self.say("Nothing is entered before all four are done.");
            }
        }
        let words = OUTCOMES.map(|(outcome, _)| outcome.word()).join(", ");
        let said =
            self.ask(&format!("enter the code at the radio, never here; then what it does ({words})"), |line| {
                let known = OUTCOMES.iter().find(|(outcome, _)| outcome.word() == line);
                known.map(|(outcome, _)| *outcome).ok_or(format!("one of: {words}"))
            })?;
        match said {
            Some(outcome) => self.note_beside(key, What::Attempted { outcome }, ""),
            None => Ok(()),
        }
    }

    fn note_beside(&mut self, key: &JobKey, what: What, note: &str) -> Result<(), Failure> {
        let who = self.who.clone();
        let step = self.session.record(key, what, note, &who);
        self.told(step.map(|_| ()))
    }
}
