//! The waits of a job: what has to pass on this car, from when, and what has.

use super::ages::ended_by_clock;
use super::checklist::{Per, known};
use super::precaution::{Timed, WaitNeeded};
use super::{Answer, Fact, Field, Id, Item, Progress, Since, Status};

/// The wait that is running, or that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitState {
    /// What must pass.
    pub needed: WaitNeeded,
    /// What has passed, in seconds; `None` when what starts it isn't answered yet.
    pub waited_seconds: Option<u32>,
    /// Seconds of what is needed that nobody counted, once it is over: the computer's clock alone says that they passed.
    pub by_clock_seconds: u32,
}

impl WaitState {
    /// Seconds still to wait; `None` when it hasn't begun.
    #[must_use]
    pub fn left_seconds(&self) -> Option<u32> {
        self.waited_seconds.map(|waited| self.needed.seconds.saturating_sub(waited))
    }
}

impl<'a> Progress<'a> {
    /// The wait of an item: what is needed and what has passed.
    #[must_use]
    pub fn wait(&self, item: &Item) -> Option<WaitState> {
        let mut needed = self.needed(item)?;
        needed.seconds = needed.seconds.div_ceil(self.ages.waits_divided_by());
        let since = self.wait_since(item);
        let waited_seconds =
            since.map(|fact| u32::try_from(self.ages.at_least_ms(fact) / 1000).unwrap_or(u32::MAX).min(999_999));
        let by_clock_seconds = since.map_or(0, |fact| ended_by_clock(self.ages, fact, 0, needed.seconds));
        Some(WaitState { needed, waited_seconds, by_clock_seconds })
    }

    /// What a wait counts from, once that is recorded.
    #[must_use]
    pub fn wait_since(&self, item: &Item) -> Option<&'a Fact> {
        let since = match &item.field {
            Some(Field::Wait { since: Since::Call, .. }) => self.begun_at().map(|begun| self.fed_since(begun)),
            Some(Field::Wait { since: Since::Items(items), .. }) => self.started_by(items),
            _ => None,
        };
        since.map(|fact| self.job.counted_from(fact))
    }

    /// How long a wait has to be on this car.
    fn needed(&self, item: &Item) -> Option<WaitNeeded> {
        let Some(Field::Wait { seconds, per, minutes_from, .. }) = &item.field else { return None };
        let own = WaitNeeded { seconds: *seconds, is_own: *per == Per::Checklist, is_verified: *per == Per::Checklist };
        let car = self.token(known::CAR);
        if let Some(Answer::Number(minutes)) = minutes_from.as_ref().and_then(|id| self.answer(id.as_str())) {
            let seconds = minutes.value() * 60.0;
            return Some(WaitNeeded { seconds: seconds.clamp(0.0, 86_400.0) as u32, is_own: true, is_verified: false });
        }
        let of_book = match per {
            Per::Checklist => None,
            Per::Engine => self.book.waiting(car, self.token(known::ENGINE)),
            Per::Airbag => self.book.airbag(self.token(known::MAKE), car).map(|airbag| airbag.wait.waiting()),
            Per::Starting => self.book.starting(car).map(Timed::waiting),
        };
        Some(of_book.unwrap_or(own))
    }

    /// The latest of the answers that start a wait, once all of them are settled.
    fn started_by(&self, items: &[Id]) -> Option<&'a Fact> {
        let mut latest: Option<&Fact> = None;
        for id in items {
            let (page, item) = self.item(id.as_str())?;
            match self.status(page, item) {
                Status::NotHere => {}
                status if status.is_settled() => {
                    let fact = self.job.latest(id.as_str())?;
                    latest = latest.filter(|it| self.job.is_later(it, fact)).or(Some(fact));
                }
                _ => return None,
            }
        }
        latest
    }
}
