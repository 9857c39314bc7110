//! The lines that are commands.

use super::{COMMANDS, Next, Plain, status};
use crate::app::dialogue::{Entry, JobChoice, JobNext, JobQuestion};
use crate::cli::Failure;
use crate::domain::fact::RemarkOn;
use crate::domain::{Id, Item, JobKey, Status, rules, steps};

impl Plain<'_> {
    /// A line that is a command.
    pub(super) fn command(
        &mut self,
        key: &JobKey,
        item: Option<&Item>,
        line: &str,
        back: &mut Option<Id>,
    ) -> Result<Next, Failure> {
        let (command, rest) = line.split_once(' ').map_or((line, ""), |(command, rest)| (command, rest.trim()));
        match (command, item) {
            ("/q", _) => return Ok(Next::Leave),
            ("/t", _) => match rules::name(rest) {
                Ok(name) => self.change_hands(key, name)?,
                Err(unfit) => self.say(&format!("! {unfit}"))?,
            },
            ("/c", _) => {
                let open = self.progress(key)?.first_open().map(|(_, open)| open.label.to_string());
                let open = open.map_or_else(String::new, |open| format!(": {open} is open"));
                self.say(&format!("! the completion call comes when the page is complete{open}"))?;
            }
            ("/h", None) => {
                self.say("Nothing is asked just now: what is complete, and what comes next, stands above. /? lists the commands.")?;
            }
            ("/p", _) => {
                self.follow(key, |_| Ok(JobNext::Choose(JobChoice::PauseReason)))?;
                return Ok(Next::Leave);
            }
            ("/s", _) => self.follow(key, |dialogue| Ok(JobNext::Choose(dialogue.stop())))?,
            ("/f", _) => self.recover(key)?,
            ("/x", _) => self.attempt(key, rest)?,
            ("/m", Some(item)) => self.remark(key, RemarkOn::Item(item.id), rest)?,
            ("/m", None) => {
                let due = self.headless.call_due(key);
                self.remark(key, due.map_or(RemarkOn::Job, RemarkOn::Call), rest)?;
            }
            ("/h", Some(item)) => {
                let help = item.help.as_ref().map_or("there is no more about it", |help| help.en.as_str()).to_owned();
                self.say(&help)?;
            }
            ("/n", Some(item)) => {
                self.follow(key, |dialogue| dialogue.after_text(JobQuestion::SkipReason { item: item.id }, rest))?
            }
            ("/o", Some(item)) => self.overriding(key, item.id, rest)?,
            ("/y", _) => self.second(rest)?,
            ("/r", Some(item)) => self.restart_wait(key, item)?,
            ("/i", Some(item)) => self.measure(key, item, rest)?,
            ("/d", Some(item)) => self.ask_car(key, item)?,
            ("/b", _) => *back = self.before(key, item),
            _ => {
                for line in COMMANDS.lines() {
                    self.say(line)?;
                }
            }
        }
        Ok(Next::Go)
    }

    /// Somebody else works on: what the one before said of himself is asked of him.
    pub(super) fn change_hands(&mut self, key: &JobKey, name: String) -> Result<(), Failure> {
        self.who = name;
        let what = steps::change_hands(&self.progress(key)?, &self.who);
        match what {
            Some(what) => self.record(key, Entry::new(what, "", self.who.clone())),
            None => Ok(()),
        }
    }

    fn restart_wait(&mut self, key: &JobKey, item: &Item) -> Result<(), Failure> {
        let Some(what) = steps::restart_wait(&self.progress(key)?, item) else {
            return self.say("! no wait has begun here");
        };
        let who = self.who.clone();
        let step = self.headless.record(key, what, steps::DOOR_OPENED, &who);
        self.told(step.map(|_| ()))
    }

    /// The item before, among those that apply.
    fn before(&self, key: &JobKey, item: Option<&Item>) -> Option<Id> {
        let progress = &self.headless.store.progress(key)?;
        let here = |it: &Item| status(progress, it) != Status::NotHere;
        let items: Vec<&Item> = progress.checklist.items().map(|(_, it)| it).filter(|it| here(it)).collect();
        let at = match item {
            Some(item) => items.iter().position(|it| it.id == item.id)?,
            None => items.iter().position(|it| !status(progress, it).is_settled()).unwrap_or(items.len()),
        };
        items.get(at.checked_sub(1)?).map(|it| it.id)
    }
}
