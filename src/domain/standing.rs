//! Which status an item has in a job: what is recorded of it, and what takes that back.

use std::cell::Cell;
use std::ptr;

use super::Status;
use super::checklist::{More, known};
use super::fact::RadioReply;
use super::job::answer_in;
use super::lockout::last_attempt;
use super::people::is_same_name;
use super::{Answer, ChecklistPage, Fact, Field, Id, Item, PausePoint, Progress, Since, Verdict, What};

impl Progress<'_> {
    /// Where an item stands.
    #[must_use]
    pub fn status(&self, page: &ChecklistPage, item: &Item) -> Status {
        let pages = &self.checklist.pages;
        let of_page = |page: &ChecklistPage| vec![Cell::new(None); page.items.len()];
        let known = self.known.get_or_init(|| pages.iter().map(of_page).collect());
        let place = pages.iter().position(|it| ptr::eq(it, page));
        let place = place.and_then(|at| known[at].get(page.items.iter().position(|it| ptr::eq(it, item))?));
        if let Some(known) = place.and_then(Cell::get) {
            return known;
        }
        let status = self.status_now(page, item);
        place.inspect(|place| place.set(Some(status)));
        status
    }

    fn status_now(&self, page: &ChecklistPage, item: &Item) -> Status {
        if !self.has_page(page) || !self.holds(&item.when, &item.unless) {
            return Status::NotHere;
        }
        let status = match self.job.latest(item.id.as_str()) {
            None => Status::Open,
            Some(fact) => self.status_of(page, item, fact),
        };
        // what was to be done before the battery came off can't be done any more
        if page.pause == PausePoint::B && self.off_early.is_some() && !status.is_settled() {
            Status::Skipped
        } else {
            status
        }
    }

    /// The status that the last fact about an item gives.
    fn status_of(&self, page: &ChecklistPage, item: &Item, fact: &Fact) -> Status {
        match &fact.what {
            What::Skipped { .. } => Status::Skipped,
            What::Overrode { .. } if self.is_overtaken(item, fact) => Status::Unfit,
            What::Overrode { .. } => self.stale_or(page, item, fact, Status::Overridden),
            what => answer_in(what).map_or(Status::Open, |answer| self.judged(page, item, fact, answer)),
        }
    }

    /// The status that an answer gives.
    fn judged(&self, page: &ChecklistPage, item: &Item, fact: &Fact, answer: &Answer) -> Status {
        if !self.fits(item, answer) || self.is_overtaken(item, fact) {
            return Status::Unfit;
        }
        if self.said_by_another(item).is_some() {
            return Status::Unfit;
        }
        let verdict = self.weigh(item, answer);
        let settled = match verdict {
            Verdict::Ok => Status::Done,
            Verdict::Warn => Status::Warn,
            Verdict::Stop => return Status::Stop,
        };
        self.stale_or(page, item, fact, settled)
    }

    /// Who said of himself what stands as the answer to an item, where somebody else works on by now and hasn't said it: `(he, who works on)`.
    #[must_use]
    pub fn said_by_another(&self, item: &Item) -> Option<(&str, &str)> {
        let fact = self.job.latest(item.id.as_str())?;
        let answer = answer_in(&fact.what)?;
        let Answer::Option(id) = answer else { return None };
        if self.job.ending().is_some() || self.job.is_via_file() || !self.option(item, id)?.is_personal {
            return None;
        }
        let worker = self.worker.unwrap_or_else(|| self.job.technician());
        // what he said before, and nobody said otherwise since
        let mut said = self.job.facts().iter().rev().filter(|it| it.what.item() == Some(&item.id));
        let is_his = |it: &Fact| is_same_name(&it.who.first, worker);
        let is_said = said.by_ref().take_while(|it| answer_in(&it.what) == Some(answer)).any(is_his);
        (!is_said && !worker.is_empty()).then(|| (&*fact.who.first, worker))
    }

    /// What is asked anew of whoever works on, since somebody else said it of himself.
    #[must_use]
    pub fn asked_of_the_next(&self) -> Option<String> {
        let mut said = self.items().filter(|(page, item)| self.status(page, item) == Status::Unfit);
        let (item, (by, of)) = said.find_map(|(_, item)| Some((item, self.said_by_another(item)?)))?;
        Some(format!("{}: {by} said it, {of} is asked", item.label))
    }

    /// Stale when the answer is too old and the lead is not off yet; else `settled`.
    fn stale_or(&self, page: &ChecklistPage, item: &Item, fact: &Fact, settled: Status) -> Status {
        match self.fresh_ms(page, item, fact) {
            Some(ms) if ms <= 0 => Status::Stale,
            _ => settled,
        }
    }

    /// Milliseconds for which an answer is still fresh; `None` when it can't go stale: from when the battery is off, or the work
    /// began with it on.
    pub(super) fn fresh_ms(&self, page: &ChecklistPage, item: &Item, fact: &Fact) -> Option<i64> {
        let seconds = item.stale_after_seconds?;
        let is_before_the_call = self.begun_at().is_none();
        let can_go_stale = page.pause <= PausePoint::B
            && self.job.ending().is_none()
            && (is_before_the_call || self.off_called_at().is_some() && self.lead_off_at().is_none());
        can_go_stale.then(|| i64::from(seconds) * 1000 - self.ages.at_most_ms(fact))
    }

    /// Whether something that was recorded later takes an answer back: what it undid was done again, or, before the call,
    /// what starts a wait was answered again or what was fitted was removed.
    fn is_overtaken(&self, item: &Item, fact: &Fact) -> bool {
        let is_later = |id: &Id| self.job.latest(id.as_str()).is_some_and(|later| self.job.is_later(later, fact));
        if item.undoes.as_ref().is_some_and(is_later) || self.is_fed_again(item, fact) {
            return true;
        }
        if let Some(begun) = self.begun_at() {
            return self.is_counted_anew(item, begun, fact);
        }
        let begins_anew = match &item.field {
            Some(Field::Wait { since: Since::Items(since), .. }) => since.iter().any(is_later),
            _ => false,
        };
        if self.is_agreed_with_a_supply(item, fact) {
            return true;
        }
        // "another model of this make" was said of the make that it was then
        if item.id.is(known::CAR) && Id::new(known::MAKE).is_ok_and(|make| is_later(&make)) {
            return true;
        }
        if self.is_of_another_car(item, fact) {
            return true;
        }
        // what was measured once more was measured of something else, or with it fitted
        let is_unproven = item.proven_by.iter().any(is_later);
        let mut proves = self.checklist.items().filter(|(_, other)| other.proven_by.contains(&item.id));
        if is_unproven || proves.any(|(_, other)| self.was_exchanged(other, fact)) {
            return true;
        }
        let mut undoing = self.checklist.items().filter(|(_, other)| other.undoes.as_ref() == Some(&item.id));
        begins_anew || undoing.any(|(_, other)| is_later(&other.id))
    }

    /// Whether the customer agreed while a backup supply was to be fitted, which was passed over since, and the work has not begun. What a
    /// file says happened elsewhere.
    #[must_use]
    pub fn is_agreed_with_a_supply(&self, item: &Item, agreed: &Fact) -> bool {
        let is_open = self.begun_at().is_none() && self.job.ending().is_none() && !self.job.is_via_file();
        let passed = self.job.latest(known::BACKUP).filter(|fact| matches!(fact.what, What::Overrode { .. }));
        let is_none = self.job.token(known::BACKUP).is_some_and(|said| known::NO_SOURCE.contains(&said));
        item.id.is(known::CONSENT)
            && is_open
            && is_none
            && passed.is_some_and(|passed| self.job.is_later(passed, agreed))
    }

    /// Whether drive or radio were said of another car than the one that is recorded by now. What a file says happened elsewhere.
    #[must_use]
    pub fn is_of_another_car(&self, item: &Item, fact: &Fact) -> bool {
        let is_of_the_car = item.id.is(known::ENGINE) || item.more == Some(More::Radios);
        if !is_of_the_car || self.job.ending().is_some() || self.job.is_via_file() {
            return false;
        }
        let cars = || self.job.facts().iter().filter(|it| it.what.item().is_some_and(|item| item.is(known::CAR)));
        let then =
            cars().filter(|car| !self.job.is_later(car, fact)).filter_map(|car| answer_in(&car.what)).next_back();
        then.is_some_and(|then| cars().filter_map(|car| answer_in(&car.what)).next_back() != Some(then))
    }

    /// Whether the car's leads were measured as fed after the second source was said to be off.
    fn is_fed_again(&self, item: &Item, off: &Fact) -> bool {
        let is_of_source = item.undoes.as_ref().is_some_and(|fitted| fitted.is(known::BACKUP));
        let volts = || self.job.latest(known::CAR_VOLTS).filter(|volts| self.job.is_later(volts, off));
        let is_fed = |answer: &Answer| {
            let verdict = self.checklist.item(known::CAR_VOLTS).map(|(_, item)| self.weigh(item, answer));
            matches!(answer, Answer::Number(_)) && verdict == Some(Verdict::Ok)
        };
        is_of_source && volts().and_then(|volts| answer_in(&volts.what)).is_some_and(is_fed)
    }

    /// Whether something else was fitted under an item since `fact`: it was answered in two ways, the last of which is to be
    /// taken back in its time.
    fn was_exchanged(&self, fitted: &Item, fact: &Fact) -> bool {
        let is_to_come_off = |(_, other): (PausePoint, &Item)| {
            other.undoes.as_ref() == Some(&fitted.id) && self.holds(&other.when, &other.unless)
        };
        if !self.checklist.items().any(is_to_come_off) {
            return false;
        }
        let later =
            self.job.facts().iter().filter(|it| it.what.item() == Some(&fitted.id) && self.job.is_later(it, fact));
        let mut answers = later.filter_map(|it| answer_in(&it.what));
        answers.next().is_some_and(|first| answers.any(|answer| answer != first))
    }

    /// Whether an answer is one that could be given now.
    fn fits(&self, item: &Item, answer: &Answer) -> bool {
        match (answer, &item.field) {
            (Answer::Option(id), _) => {
                // what was so before the call stays so: what the radio does since is said elsewhere
                self.option(item, id).is_some() && (self.begun_at().is_some() || self.is_confirmed(item, id))
            }
            (Answer::Number(waited), Some(Field::Wait { .. })) => {
                // judged against what is needed now, as the engine may have been corrected; with the lead off it is over
                self.begun_at().is_some() && !item.is_by_rows()
                    || self.wait(item).is_some_and(|wait| waited.value() >= f64::from(wait.needed.seconds))
            }
            (Answer::Number(_), Some(Field::Measure { .. }))
            | (Answer::Serial(_), Some(Field::Serial))
            | (Answer::Text(_), Some(Field::Text(_))) => true,
            _ => false,
        }
    }

    /// Whether what is said of a code that was entered here is what the radio said to it last. What a file says happened
    /// elsewhere.
    #[must_use]
    pub fn is_confirmed(&self, item: &Item, option: &Id) -> bool {
        let is_about_entry = item.id.is(known::CODE) && option.is(known::ENTERED);
        let last = || last_attempt(self.job).and_then(|attempt| attempt.outcome);
        !is_about_entry || self.job.is_via_file() || last() == Some(RadioReply::Accepted)
    }
}
