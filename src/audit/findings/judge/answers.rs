//! What the answers to the checklist's items give rise to: overrides, corrections, waits, and what the checklist marks.

use super::Judge;
use crate::audit::findings::finding::Finding;
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::wording::{AskedItem, verdict};
use crate::domain::checklist::{HOLD_POINTS, known};
use crate::domain::job::answer_in;
use crate::domain::{
    Answer, ChecklistPage, Fact, Field, Id, Item, Lamp, PausePoint, Per, Progress, Since, Status, Verdict, What, When,
};
use crate::words::{Said, Sentence};

/// A wait may be this much shorter by the rows than it was counted: rows are written a moment after the key.
const WAIT_SLACK_SECONDS: i64 = 5;

impl Judge<'_> {
    /// Whether a later fact about the item took its place before B's call, so that it never counted.
    pub(super) fn is_replaced(&self, place: usize, item: &Id) -> bool {
        let facts = self.job.facts();
        let until = self.call.filter(|call| *call > place).unwrap_or(facts.len());
        facts[place + 1..until].iter().any(|fact| fact.what.item() == Some(item))
    }

    pub(super) fn overridden(&mut self, place: usize, fact: &Fact, id: &Id, answer: Option<&Answer>) {
        if self.is_replaced(place, id) {
            return;
        }
        let label = || self.label(id.as_str());
        let item = self.asked[place].map(|asked| asked.item);
        let is_wait = item.is_some_and(|item| matches!(item.field, Some(Field::Wait { .. })));
        let (who, note) = (|| Said::from(&fact.who), || Said::text(&fact.note));
        if is_wait {
            let needed = self.progress.as_ref().zip(item).and_then(|(progress, item)| progress.wait(item));
            let waited = match answer {
                Some(Answer::Number(waited)) => Said::text(waited),
                _ => "says-nothing".into(),
            };
            let all = [("item", label()), ("waited", waited), ("who", who()), ("note", note())];
            let sentence = match needed {
                None => Sentence::says("says-wait-overridden", all),
                Some(wait) => {
                    let [item, waited, who, note] = all;
                    let needed = ("needed", Said::text(wait.needed.seconds));
                    Sentence::says("says-wait-overridden-of", [item, waited, needed, who, note])
                }
            };
            self.find(FindingKind::WaitShort, Some(id.as_str()), fact.time, sentence);
            return;
        }
        let is_hold = item.map_or_else(|| HOLD_POINTS.contains(&id.as_str()), |item| item.is_hold);
        let is_read = matches!(answer, Some(Answer::Serial(_)));
        // one event: what is missing says more than how it was gone on without it
        if id.is(known::SERIAL) && !is_read && self.call.is_some() {
            let sentence = Sentence::says("says-not-read", [("item", label()), ("who", who()), ("note", note())]);
            self.find(FindingKind::SerialNotRead, Some(known::SERIAL), fact.time, sentence);
            return;
        }
        let kind = if is_hold { FindingKind::HoldOverridden } else { FindingKind::Overridden };
        let (item, who, note) = (("item", label()), ("who", who()), ("note", note()));
        let sentence = match answer {
            None => Sentence::says("says-overridden", [item, who, note]),
            Some(answer) => {
                let answer = ("answer", self.said(id.as_str(), Some(answer)));
                Sentence::says("says-overridden-answer", [item, answer, who, note])
            }
        };
        self.find(kind, Some(id.as_str()), fact.time, sentence);
    }

    pub(super) fn corrected(&mut self, place: usize, fact: &Fact, id: &Id, answer: &Answer) {
        if answer.is_taken_back() {
            return;
        }
        let is_after_end = self.end.is_some_and(|end| place > end);
        let is_before = matches!(self.wording.pause(id.as_str()), Some(PausePoint::A | PausePoint::B));
        let (kind, message, since) = match (self.call, self.end) {
            (_, Some(end)) if is_after_end => (FindingKind::CorrectedAfterEnd, "says-corrected-after-end", end),
            (Some(call), _) if place > call && is_before => {
                (FindingKind::CorrectedAfterCall, "says-corrected-after-call", call)
            }
            _ => return,
        };
        let later_ms = (fact.time - self.job.facts()[since].time).num_milliseconds();
        let before = self.job.facts()[..place].iter().rev().find(|fact| fact.what.item() == Some(id));
        let old = before.map_or("says-nothing".into(), |fact| match &fact.what {
            What::Skipped { .. } => "says-not-applicable".into(),
            _ => self.said(id.as_str(), answer_in(&fact.what)),
        });
        let sentence = Sentence::says(
            message,
            [
                ("item", self.label(id.as_str())),
                ("old", old),
                ("new", self.said(id.as_str(), Some(answer))),
                ("later", Sentence::span(later_ms).into()),
                ("who", (&fact.who).into()),
                ("note", Said::text(fact.remarks())),
            ],
        );
        self.find(kind, Some(id.as_str()), fact.time, sentence);
    }

    /// An answer, of whatever moment. What counts in the end is looked at only once: the latest of each item.
    pub(super) fn answered(&mut self, place: usize, fact: &Fact, id: &Id, answer: &Answer) {
        let Some(AskedItem { page, item, verdict }) = self.asked[place] else { return };
        if let (Some(Field::Wait { .. }), Answer::Number(waited)) = (&item.field, answer) {
            self.waited(place, fact, item, waited.value());
            return;
        }
        if verdict == Verdict::Ok {
            return;
        }
        let is_after_call = self.call.is_some_and(|call| place > call);
        if id.is(known::BACKUP) && verdict == Verdict::Stop && !item.may_override {
            if is_after_call || (self.call.is_some() && !self.is_replaced(place, id)) {
                let sentence = self.item_said(item, answer);
                self.find(FindingKind::BackupForbidden, Some(known::BACKUP), fact.time, sentence);
            }
            return;
        }
        let is_latest = self.job.latest(id.as_str()).is_some_and(|latest| std::ptr::eq(latest, fact));
        if is_latest && self.counts(page, item, answer) {
            self.doubtful(fact, item, answer, verdict);
        }
    }

    /// Whether an answer that the checklist marks applies, and was not taken back. Laying a job beside its checklist is dear, so
    /// what has no conditions isn't.
    pub(super) fn counts(&self, page: &ChecklistPage, item: &Item, answer: &Answer) -> bool {
        let is_free = |when: &When, unless: &When| when.is_empty() && unless.is_empty();
        let is_plain = match answer {
            Answer::Option(id) => {
                item.options.iter().any(|option| option.id == *id && is_free(&option.when, &option.unless))
            }
            _ => true,
        };
        let has_no_condition = page.when.is_empty() && is_free(&item.when, &item.unless) && item.undoes.is_none();
        if self.call.is_some() && is_plain && has_no_condition {
            return true;
        }
        let status = self.progress.as_ref().map(|progress| progress.status(page, item));
        matches!(status, Some(Status::Warn | Status::Stop))
    }

    /// An answer that counts, and that the checklist marks.
    pub(super) fn doubtful(&mut self, fact: &Fact, item: &Item, answer: &Answer, verdict: Verdict) {
        let id = item.id.as_str();
        let is_over = self.call.is_some() || self.end.is_some();
        let said = || self.said(id, Some(answer));
        let side = match (&item.field, answer) {
            (Some(Field::Measure { limits, .. }), Answer::Number(reading)) => limits.side(reading.value()),
            _ => None,
        };
        let chosen = item.options.iter().find(|option| matches!(answer, Answer::Option(id) if option.id == *id));
        match id {
            _ if chosen.is_some_and(|option| option.is_lead_off) => {
                let since = self.progress.as_ref().and_then(Progress::off_since).filter(|off| off.is_about);
                let since = since.map_or_else(Sentence::default, |off| {
                    Sentence::says("says-off-about", [("time", Said::text(off.time.format("%H:%M")))])
                });
                let sentence = self.item_said(item, answer).and(since).remarks(fact);
                self.find(FindingKind::OffUncalled, Some(id), fact.time, sentence);
            }
            _ if chosen.is_some_and(|option| matches!(option.lamp, Some(Lamp::Red | Lamp::Airbag)))
                && match known::asked_again(id) {
                    // what was seen on arrival says nothing of the end where somebody looked again
                    Some(after) => self.end.is_some() && self.job.answer(after).is_none(),
                    None => is_over,
                } =>
            {
                let is_airbag = chosen.is_some_and(|option| option.lamp == Some(Lamp::Airbag));
                let kind = if is_airbag { FindingKind::AirbagLampOn } else { FindingKind::LampOn };
                let sentence = self.item_said(item, answer).remarks(fact);
                self.find(kind, Some(id), fact.time, sentence);
            }
            known::SERIAL if is_over => {
                let sentence = self.item_said(item, answer).remarks(fact);
                self.find(FindingKind::SerialNotRead, Some(id), fact.time, sentence);
            }
            // where nothing feeds the car there is nothing to measure, and no volts are what must be
            known::CAR_VOLTS if self.has_no_source() => {}
            known::CAR_VOLTS if matches!(side, Some("low" | "flat")) => {
                let least = match &item.field {
                    Some(Field::Measure { limits, unit, .. }) => {
                        limits.warn_below.or(limits.stop_below).map(|least| format!("{least} {unit}"))
                    }
                    _ => None,
                };
                let sentence = match least {
                    None => Sentence::says("says-volts", [("answer", said())]),
                    Some(least) => {
                        Sentence::says("says-volts-least", [("answer", said()), ("least", Said::figure(least))])
                    }
                };
                self.find(FindingKind::VoltsLow, Some(id), fact.time, sentence);
            }
            known::CAR_VOLTS if side.is_none() => {
                let sentence = Sentence::says("says-volts-not", [("answer", said())]).remarks(fact);
                self.find(FindingKind::VoltsNotMeasured, Some(id), fact.time, sentence);
            }
            // what the radio does is told of its own, and no code by the moment of the call
            known::RADIO_AFTER if self.radio_kind().is_some() => {}
            known::CODE if verdict == Verdict::Stop => {}
            _ if verdict == Verdict::Stop && !is_over => {}
            _ => {
                let sentence = self.item_said(item, answer);
                self.warned.push(sentence);
            }
        }
    }

    /// Whether it was said that no second source is fitted.
    fn has_no_source(&self) -> bool {
        self.job.token(known::BACKUP).is_some_and(|said| known::NO_SOURCE.contains(&said))
    }

    /// A wait that was counted longer than the rows show, or than it had to be.
    pub(super) fn waited(&mut self, place: usize, fact: &Fact, item: &Item, waited_seconds: f64) {
        let Some(Field::Wait { seconds, per, since, .. }) = &item.field else { return };
        let needed = f64::from(*seconds);
        let facts = self.job.facts();
        let begun = match since {
            Since::Call => self.call.filter(|call| *call < place).map(|call| &facts[call]),
            Since::Items(items) => {
                facts[..place].iter().rev().find(|fact| fact.what.item().is_some_and(|it| items.contains(it)))
            }
        };
        let passed_seconds = begun.map(|begun| (fact.time - begun.time).num_seconds());
        let is_believed = self.summary.is_via_file && !item.is_by_rows();
        let (label, waited) = (("item", self.label(item.id.as_str())), ("waited", Said::text(waited_seconds)));
        let sentence = match passed_seconds {
            _ if *per == Per::Checklist && waited_seconds < needed => {
                Sentence::says("says-waited", [label, waited, ("needed", Said::text(needed))])
            }
            // a clock that was set back is no shorter wait
            Some(passed) if !is_believed && passed >= 0 && ((passed + WAIT_SLACK_SECONDS) as f64) < waited_seconds => {
                Sentence::says("says-waited-by-rows", [label, waited, ("passed", Said::text(passed))])
            }
            _ => return,
        };
        self.find(FindingKind::WaitShort, Some(item.id.as_str()), fact.time, sentence);
    }

    /// B called without the customer's code: as it stood at the call, or as it was corrected to later.
    pub(super) fn code(&mut self) {
        let Some(call) = self.call else { return };
        let facts = self.job.facts();
        let is_code = |fact: &&Fact| fact.what.item().is_some_and(|item| item.is(known::CODE));
        let at_call = facts[..call].iter().rev().find(is_code);
        let later = facts[call..].iter().rev().find(is_code);
        for fact in at_call.into_iter().chain(later) {
            let answer = answer_in(&fact.what);
            let item = self.wording.item(known::CODE).map(|(_, item)| item);
            let is_stop = item.zip(answer).is_some_and(|(item, answer)| verdict(item, answer) == Verdict::Stop);
            let is_missing = match &fact.what {
                What::Overrode { .. } => true,
                _ => is_stop,
            };
            if is_missing {
                // one event: the override by which it was gone on, or the change that says so later, is told here
                let (by, told_as) = match &fact.what {
                    What::Overrode { .. } => (Some("says-by-overridden"), FindingKind::HoldOverridden),
                    What::Corrected { .. } => (Some("says-by-later"), FindingKind::CorrectedAfterCall),
                    _ => (None, FindingKind::NoCode),
                };
                let by = by.map_or_else(Sentence::default, |by| Sentence::says(by, [("who", (&fact.who).into())]));
                let values = [("item", self.label(known::CODE)), ("answer", self.said(known::CODE, answer))];
                let sentence = Sentence::says("says-gone-on", values).and(by).remarks(fact);
                let at = self.at;
                let is_told = |it: &Finding| {
                    it.kind == told_as && it.item.as_deref() == Some(known::CODE) && it.time == Some(fact.time)
                };
                let first = self.found.partition_point(|it| it.job().is_some_and(|job| job < at));
                let same = self.found[first..].iter().rposition(is_told).map(|place| first + place);
                same.into_iter().for_each(|place| drop(self.found.remove(place)));
                self.find(FindingKind::NoCode, Some(known::CODE), fact.time, sentence);
                return;
            }
        }
    }
}
