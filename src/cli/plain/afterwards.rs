//! What is done beside the items: remarks, and what can still be done about a job that has ended.

use super::{Failure, Plain};
use crate::app::dialogue::words::handed_over;
use crate::app::dialogue::{JobPick, JobQuestion};
use crate::domain::JobKey;
use crate::domain::fact::{Handover, RemarkOn};

impl Plain<'_> {
    /// Records a remark.
    pub(super) fn remark(&mut self, key: &JobKey, on: RemarkOn, words: &str) -> Result<(), Failure> {
        self.follow(key, |dialogue| dialogue.after_text(JobQuestion::Remark { on }, words))
    }

    /// How the sheet was handed over, and that it says something else since.
    pub(super) fn say_handed_over(&mut self, key: &JobKey) -> Result<(), Failure> {
        let job = self.headless.store.jobs.get(key);
        let told = job.and_then(|job| handed_over(job, self.headless.store.now().wall));
        let Some((handed, changed)) = told else { return Ok(()) };
        self.say(&handed)?;
        changed.map_or(Ok(()), |changed| self.say(&format!("! {changed}")))
    }

    /// What can still be done about a job that had ended before.
    pub(super) fn afterwards(&mut self, key: &JobKey) -> Result<(), Failure> {
        let ways = "/x enter the radio's code, /f find it, /d HOW hand over, /m WORDS remark something, /q leave";
        while let Some(line) = self.line(ways)? {
            let (command, rest) = line.split_once(' ').map_or((&*line, ""), |(command, rest)| (command, rest.trim()));
            match command {
                "" | "/q" => break,
                "/x" => self.attempt(key, rest)?,
                "/f" => self.recover(key)?,
                "/m" => {
                    self.remark(key, RemarkOn::Job, rest)?;
                    self.say_handed_over(key)?;
                }
                "/d" => match Handover::from_word(rest) {
                    Some(how) => self.follow(key, |dialogue| {
                        dialogue.handover().and_then(|_| dialogue.after_pick(JobPick::Handover(how)))
                    })?,
                    None => {
                        let words: Vec<&str> = Handover::ALL.iter().map(|how| how.word()).collect();
                        self.say(&format!("! /d with one of: {}", words.join(", ")))?;
                    }
                },
                _ => self.say(&format!("! {ways}"))?,
            }
        }
        Ok(())
    }
}
