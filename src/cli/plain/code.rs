//! The radio's code, line by line: where to look for it, and what came of entering it. The rules are those of the screen.

use super::questions::AtRadio;
use super::{Failure, Plain};
use crate::app::clock::by_clock;
use crate::app::dialogue::radio::{Display, OUTCOMES, preparations, warnings};
use crate::app::dialogue::{Entry, RadioPick, RadioQuestion};
use crate::app::guard::GuardScreen;
use crate::audit::ledger;
use crate::domain::checklist::known;
use crate::domain::fact::RadioReply;
use crate::domain::lockout::{AttemptStage, GuardState, ReadAgain};
use crate::domain::recovery::{Found, outcome};
use crate::domain::text::clock;
use crate::domain::{Answer, Id, JobKey, What};

/// Nothing was entered after all.
const NOT_ENTERED: &str = "not-entered";
/// It was entered, and nobody saw what came of it.
const NOT_SEEN: &str = "not-seen";

/// What the display shows that was read as LOCKED.
const READ_AGAIN: [(&str, ReadAgain); 2] = [("code", ReadAgain::Asks), ("wait", ReadAgain::Waits)];

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
            let said = self.ask_or_back(&format!("{}: {words}", at + 1), |line| {
                Found::from_word(line).ok_or(format!("one of: {words}"))
            })?;
            let Some(found) = said else { return Ok(()) };
            let note = self.line("remark")?.unwrap_or_default();
            let Ok(option) = Id::new(found.word()) else { return Ok(()) };
            let what = What::Answered { item: step.item, answer: Answer::Option(option) };
            let who = self.who.clone();
            let step = self.headless.record(key, what, &note, &who);
            self.told(step.map(|_| ()))?;
            if found == Found::Found {
                return self.say("Found. Answer the item of the customer's code again, by the option that fits; /x before it is entered.");
            }
        }
        self.say("Everything was tried: /s stops the job, /o overrides the item of the code.")
    }

    fn route(&self, key: &JobKey) -> Vec<Asked> {
        let store = &self.headless.store;
        let Some(job) = store.jobs.get(key) else { return Vec::new() };
        let steps = store.book.recovery(job.token(known::CAR), job.token(known::RADIO));
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
    /// typed behind `/x`: a reason, or what else came of the last code.
    pub(super) fn attempt(&mut self, key: &JobKey, rest: &str) -> Result<(), Failure> {
        self.headless.catch_up();
        self.attempt_or_say(key, rest)?;
        self.follow_ups(key)
    }

    /// Offers for the list what follows from what the radio did, an answer at a time.
    fn follow_ups(&mut self, key: &JobKey) -> Result<(), Failure> {
        for follow_up in GuardScreen::open(*key).follow_ups(&self.headless.store) {
            self.say("The list still says something else of the radio.")?;
            let said =
                self.ask_or_back(&format!("record there, too: {} (yes)", follow_up.words), |line| match line {
                    "yes" => Ok(()),
                    _ => Err("yes records it".to_owned()),
                })?;
            if said.is_some() {
                self.record(key, Entry::new(follow_up.what, follow_up.note, self.who.clone()))?;
            }
        }
        Ok(())
    }

    fn attempt_or_say(&mut self, key: &JobKey, rest: &str) -> Result<(), Failure> {
        let Some((lines, state, may_enter, can_override)) = self.headless.store.guard(key).map(|guard| {
            let entries = guard.ledger.entries.iter().map(ledger::words);
            let lines: Vec<String> = entries.chain(guard.ledger.beside_words()).collect();
            (lines, guard.state, guard.may_enter(), guard.override_item().is_some())
        }) else {
            return Ok(());
        };
        for line in &lines {
            self.say(&format!("  {line}"))?;
        }
        if let Some(word) = rest.strip_prefix("was ") {
            return self.correct_outcome(key, word.trim());
        }
        if state == GuardState::Entering {
            return self.outcome(key);
        }
        if may_enter {
            return self.enter_code(key);
        }
        self.say(&match state {
            GuardState::Waiting(wait) => format!(
                "The radio takes no code for another {}: radio on, charger on, enter nothing.",
                clock(wait.left_seconds())
            ),
            GuardState::Limit => "STOP: the workshop's limit is reached. /f finds the right code.".to_owned(),
            _ => "STOP: the radio is locked. No more tries: a dealer says what can be done.".to_owned(),
        })?;
        if self.headless.store.guard(key).is_some_and(|guard| guard.seen_locked().is_some()) {
            self.say(
                "Where it was misread: /x was code, or /x was wait, as the display shows; with a second person's name.",
            )?;
        }
        match can_override {
            true if !rest.is_empty() => self.follow_radio(key, |dialogue| {
                dialogue.overriding()?;
                dialogue.after_text(RadioQuestion::OverrideReason, rest)
            })?,
            true => return self.say("/x REASON overrides it, with a second person's name."),
            false => self.follow_radio(key, |dialogue| Ok(dialogue.display(Display::Plays)))?,
        };
        Ok(())
    }

    /// Says that a wait is over by the clock alone, where nobody counted some of it.
    pub(super) fn say_by_clock(&mut self, seconds: u32) -> Result<(), Failure> {
        if seconds > 0 { self.say(&by_clock(seconds)) } else { Ok(()) }
    }

    fn enter_code(&mut self, key: &JobKey) -> Result<(), Failure> {
        let said = self.headless.store.guard(key).map(|guard| warnings(&guard)).unwrap_or_default();
        for words in said {
            self.say(&words)?;
        }
        let words = Display::ALL.map(|it| it.word().to_lowercase()).join(", ");
        let shown = self.ask_or_back(&format!("what the display says ({words})"), |line| {
            let is_it = |it: &Display| it.word().eq_ignore_ascii_case(line);
            Display::ALL.into_iter().find(is_it).ok_or(format!("one of: {words}"))
        })?;
        let Some(shown) = shown else { return Ok(()) };
        self.say(&format!("{}: {}.", shown.word(), shown.meaning()))?;
        if self.follow_radio(key, |dialogue| Ok(dialogue.display(shown)))? == AtRadio::Over {
            return Ok(());
        }
        let four = self.headless.store.jobs.get(key).map(preparations).unwrap_or_default();
        for (at, words) in four.iter().enumerate() {
            let is_last = at + 1 == four.len();
            let more = if is_last { "yes; elsewhere: others were made elsewhere" } else { "yes" };
            let said = self.line(&format!("{} of {}: {words} ({more})", at + 1, four.len()))?;
            match said.as_deref() {
                Some("yes") => {}
                Some("elsewhere") if is_last => {
                    self.follow_radio(key, |dialogue| dialogue.after_pick(RadioPick::OtherAttempts))?;
                    return Ok(());
                }
                _ => return self.say("Nothing is entered before all four are done."),
            }
        }
        // another station may have recorded an attempt meanwhile
        self.headless.read_again()?;
        self.follow_radio(key, |dialogue| Ok(dialogue.stage(AttemptStage::Begun)))?;
        if self.is_entering(key) { self.outcome(key) } else { Ok(()) }
    }

    fn is_entering(&self, key: &JobKey) -> bool {
        self.headless.store.guard(key).is_some_and(|guard| guard.state == GuardState::Entering)
    }

    /// What came of the code.
    fn outcome(&mut self, key: &JobKey) -> Result<(), Failure> {
        let mut words: Vec<&str> = OUTCOMES.iter().map(|(outcome, _)| outcome.word()).collect();
        words.extend([NOT_ENTERED, NOT_SEEN]);
        let words = words.join(", ");
        let said = self.ask_or_back(
            &format!("enter the code at the radio, never here; then what it does ({words})"),
            |line| {
                let known = OUTCOMES.iter().find(|(outcome, _)| outcome.word() == line);
                match line {
                    NOT_ENTERED => Ok(AttemptStage::Withdrawn),
                    NOT_SEEN => Ok(AttemptStage::Ended(RadioReply::Unknown)),
                    _ => known.map(|(outcome, _)| AttemptStage::Ended(*outcome)).ok_or(format!("one of: {words}")),
                }
            },
        )?;
        if let Some(stage) = said {
            self.follow_radio(key, |dialogue| Ok(dialogue.stage(stage)))?;
        }
        Ok(())
    }

    /// Something else came of the last code.
    fn correct_outcome(&mut self, key: &JobKey, word: &str) -> Result<(), Failure> {
        // LOCKED that was seen is read again; what came of a code of our own is another of the outcomes
        let is_seen = self.headless.store.guard(key).is_some_and(|guard| guard.seen_locked().is_some());
        let stages: Vec<(&str, AttemptStage)> = if is_seen {
            READ_AGAIN.map(|(word, shows)| (word, AttemptStage::ReadAgain(shows))).into()
        } else {
            OUTCOMES.map(|(outcome, _)| (outcome.word(), AttemptStage::Corrected(outcome))).into()
        };
        let Some((_, stage)) = stages.iter().find(|(known, _)| *known == word) else {
            let words = stages.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
            return self.say(&format!("! /x was …: one of: {words}"));
        };
        self.follow_radio(key, |dialogue| {
            dialogue.other_outcome()?;
            dialogue.after_pick(RadioPick::Corrected(*stage))
        })?;
        Ok(())
    }
}
