//! Second names that stations ask each other for, line by line.

use super::{Failure, Plain};
use crate::app::dialogue::{JobNext, JobQuestion};
use crate::app::second::second_said;
use crate::domain::{Id, JobKey};

/// How it is answered.
const ANSWERS: &str = "yes, or no with a reason";

impl Plain<'_> {
    /// An item is overridden: at once, where the second person has said so at another station by now.
    pub(super) fn overriding(&mut self, key: &JobKey, item: Id, reason: &str) -> Result<(), Failure> {
        if self.is_asked(key, item) {
            self.headless.read_again()?;
        }
        self.follow_of(key, item, |dialogue| match dialogue.overriding(item)? {
            JobNext::Record(entry) => Ok(JobNext::Record(entry)),
            _ => dialogue.after_text(JobQuestion::OverrideReason { item }, reason),
        })?;
        if self.is_asked(key, item) {
            return self.say("It is asked at the other stations. /o records the override once it is answered there.");
        }
        Ok(())
    }

    /// Whether a second name for an item is asked for at the other stations, and nobody has answered.
    fn is_asked(&self, key: &JobKey, item: Id) -> bool {
        let job = self.headless.store.jobs.get(key);
        job.and_then(|job| job.second_request(item.as_str())).is_some_and(|request| request.said.is_none())
    }

    /// Asks whoever is there whether he is the second person for whom other stations ask, one after the other; Enter goes on.
    pub(super) fn answer_others(&mut self) -> Result<(), Failure> {
        while let Some(words) = self.asked_first()? {
            self.say(&words)?;
            let Some(line) = self.line(&format!("{ANSWERS}; or Enter to go on"))? else { return Ok(()) };
            if line.is_empty() || !self.say_second(&line)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Answers another station that asks for a second name: `yes`, or `no` and why. Without either it is told what is asked.
    pub(super) fn second(&mut self, said: &str) -> Result<(), Failure> {
        self.headless.read_again()?;
        match self.asked_first()? {
            None => self.say("! no station asks for a second name"),
            Some(words) if said.is_empty() => self.say(&format!("{words} /y {ANSWERS}.")),
            Some(_) => self.say_second(said).map(drop),
        }
    }

    /// What is asked first, in words.
    fn asked_first(&mut self) -> Result<Option<String>, Failure> {
        self.pass_on()?;
        let store = &self.headless.store;
        let requests = store.second_requests();
        let first = requests.first();
        Ok(first.map(|(key, request)| format!("? {}: {}.", store.second_words(key, request), request.asked.note)))
    }

    /// Records what is said to what is asked first. False where that was neither yes nor no.
    fn say_second(&mut self, said: &str) -> Result<bool, Failure> {
        let (word, remark) = said.split_once(' ').unwrap_or((said, ""));
        if !matches!(word, "yes" | "no") {
            self.say(&format!("! {ANSWERS}"))?;
            return Ok(false);
        }
        let asked = self.headless.store.second_requests();
        let Some((key, request)) = asked.into_iter().next() else { return Ok(false) };
        let entry = second_said(&request, word == "yes", remark.trim());
        let name = entry.who.first.clone();
        // what is refused is noted under the name of whoever it is that answers
        let who = std::mem::replace(&mut self.who, name.to_string());
        let done = self.record(&key, entry);
        self.who = who;
        done.map(|()| true)
    }
}
