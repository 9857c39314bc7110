//! What is to be heeded, line by line: after an answer, before a completion call, and while the work goes on.

use super::{Failure, Plain, Work};
use crate::domain::{Id, Item, JobKey, PausePoint};

impl Plain<'_> {
    /// Says what was just recorded, what it warns of, what matters about it, and what other jobs say otherwise.
    pub(super) fn say_told(&mut self, key: &JobKey, item: &Id) -> Result<(), Failure> {
        let progress = self.progress(key)?;
        let Some((_, item)) = progress.checklist.item(item.as_str()) else { return Ok(()) };
        let answer = progress.job.answer(item.id.as_str());
        let said = answer.map_or_else(String::new, |answer| format!(": {}", progress.shown(item, answer)));
        let told = answer.and_then(|answer| progress.told(item, answer));
        let told = told.map(|text| format!("! {}: {text}", item.label));
        let told = std::iter::once(format!("recorded: {}{said}", item.label)).chain(told);
        let latest = progress.job.latest(item.id.as_str());
        let others = latest.map(|fact| self.headless.store.contradictions(fact)).unwrap_or_default();
        let others = others.into_iter().map(|it| format!("! {}", it.words));
        told.chain(others).collect::<Vec<_>>().iter().try_for_each(|line| self.say(line))
    }

    /// Says what a page's answers mean for its completion call: what was overridden and left out,
    /// what other jobs or the order say otherwise, what warned, what to heed.
    pub(super) fn say_before_call(&mut self, key: &JobKey, pause: PausePoint) -> Result<(), Failure> {
        let progress = self.progress(key)?;
        let Some(page) = progress.checklist.page(pause) else { return Ok(()) };
        let (skipped, overridden) = progress.exceptions(page);
        let latest = page.items.iter().filter_map(|item| progress.job.latest(item.id.as_str()));
        let others = latest.flat_map(|fact| self.headless.store.contradictions(fact));
        let mut lines: Vec<String> = overridden.iter().map(|item| format!("! overridden: {}", item.label)).collect();
        lines.extend(skipped.iter().map(|item| format!("  left out: {}", item.label)));
        lines.extend(others.map(|it| format!("! {}", it.words)));
        for item in progress.findings(page) {
            let said = progress.job.answer(item.id.as_str()).map(|answer| progress.shown(item, answer));
            lines.push(format!("! {}: {}", item.label, said.unwrap_or_default()));
        }
        lines.extend(progress.to_heed(pause).into_iter().map(|text| format!("! {text}")));
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Says what to heed where the lead is taken off or put on.
    pub(super) fn say_at_the_leads(&mut self, key: &JobKey, item: &Item) -> Result<(), Failure> {
        if !item.is_lead_off && !item.is_lead_on {
            return Ok(());
        }
        let texts = self.progress(key)?.to_heed(PausePoint::C);
        texts.iter().try_for_each(|text| self.say(&format!("! {text}")))
    }

    /// Says once that the work goes on, and what to heed meanwhile.
    pub(super) fn say_work_goes_on(&mut self, key: &JobKey) -> Result<(), Failure> {
        let progress = self.progress(key)?;
        let is_at_work = progress.at_work_since().is_some();
        match (is_at_work, self.work) {
            (true, Work::None) => {
                let texts = progress.to_heed(PausePoint::C);
                self.work = Work::GoesOn;
                self.say("The work goes on. What comes now is asked when it is done: /w.")?;
                texts.iter().try_for_each(|text| self.say(&format!("! {text}")))
            }
            (true, _) => Ok(()),
            (false, _) => {
                self.work = Work::None;
                Ok(())
            }
        }
    }
}
