//! What is to be heeded: about an answer at once, and once more before what it matters for.

use super::status::Status;
use super::{Answer, Item, PausePoint, Progress, Text, Verdict};

impl Progress<'_> {
    /// What is to be heeded about an answer at once: what warns, or matters although it is fine. What says stop is said where
    /// the item stands.
    #[must_use]
    pub fn told(&self, item: &Item, answer: &Answer) -> Option<Text> {
        let (verdict, text) = self.verdict(item, answer);
        text.filter(|_| verdict == Verdict::Warn || (verdict == Verdict::Ok && self.matters(item, answer)))
    }

    /// Whether what an answer says matters for the work that follows, too.
    fn matters(&self, item: &Item, answer: &Answer) -> bool {
        matches!(answer, Answer::Option(id) if self.option(item, id).is_some_and(|option| option.matters))
    }

    /// What the answers so far say that matters for what comes now: said again before the battery comes off, where the lead
    /// itself comes off or goes on, and before the work.
    #[must_use]
    pub fn to_heed(&self, pause: PausePoint) -> Vec<String> {
        let mut texts = Vec::new();
        if !matches!(pause, PausePoint::B | PausePoint::C) {
            return texts;
        }
        for (page, item) in self.items().filter(|(page, _)| page.pause <= pause) {
            let stands = matches!(self.status(page, item), Status::Done | Status::Warn);
            let answer = self.job.answer(item.id.as_str()).filter(|answer| stands && self.matters(item, answer));
            let text = answer.and_then(|answer| self.told(item, answer));
            if let Some(text) = text.filter(|text| !texts.contains(&text.en)) {
                texts.push(text.en);
            }
        }
        texts
    }
}
