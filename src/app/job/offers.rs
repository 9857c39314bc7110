//! Which commands can do anything just now: what can't is left out of the help line.

use super::{Focus, InFocus, JobScreen, Mode};
use crate::app::dialogue::taken_back;
use crate::app::{Command, Context, Store};
use crate::domain::checklist::known;
use crate::domain::{Field, Id, JobKey, What, rules};

impl JobScreen {
    /// What keys mean here.
    #[must_use]
    pub fn context(&self, store: &Store) -> Context {
        match &self.mode {
            Mode::Field(_) => Context::Field,
            Mode::Ask(ask) => ask.context(),
            Mode::Look if !store.holds(&self.key) => Context::Elsewhere,
            Mode::Look if !store.is_workable(&self.key) => Context::Ended,
            Mode::Look if self.focus == Focus::Work => Context::Work,
            Mode::Look => match self.item(store).map(|it| &it.item.field) {
                Some(Some(Field::Wait { .. })) => Context::Wait,
                Some(Some(_)) if self.pointed().is_none() => Context::Typed,
                Some(None) if self.is_settled_unpointed(store) => Context::Answered,
                Some(_) => Context::Item,
                None => Context::Call,
            },
        }
    }

    /// Whether the item in focus is answered, and none of its options is pointed at.
    fn is_settled_unpointed(&self, store: &Store) -> bool {
        self.pointed().is_none() && self.item(store).is_some_and(|it| it.status().is_settled())
    }

    /// Whether the last answer can still be taken back: it was given just now, and nothing hangs on it.
    fn may_take_back(&self, store: &Store) -> bool {
        let (Some(item), Some(_)) = (self.answered.last(), self.take_back_ms(store)) else { return false };
        let taken_back = taken_back(*item);
        store.progress(&self.key).is_some_and(|it| rules::check(&it, &taken_back, &"somebody".into(), "").is_ok())
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        match &self.mode {
            Mode::Look => {}
            Mode::Field(_) if *command == Command::TakeBack => return self.may_take_back(store),
            Mode::Field(_) => return true,
            Mode::Ask(ask) => return ask.offers(command),
        }
        let may_say =
            |what: &dyn Fn(Id) -> What| self.item(store).is_some_and(|it| store.may_say(&self.key, &what(it.item.id)));
        match command {
            Command::Skip => may_say(&|item| What::Skipped { item }),
            Command::Override => may_say(&|item| What::overrode(item, None)),
            Command::Enter => {
                let opens = |it: InFocus<'_>| match it.item.field {
                    Some(Field::Wait { .. }) => is_over(&it),
                    Some(_) => true,
                    None => it.status().is_settled(),
                };
                self.pointed().is_some()
                    || self.as_before(store).is_some()
                    || self.offered_codes(store).is_some()
                    || self.item(store).is_some_and(opens)
            }
            Command::Choose(_) => self.item(store).is_some_and(|it| !store.options(&it.progress, it.item).is_empty()),
            Command::ReadCodes => self.codes_reader(store).is_some(),
            Command::TakeBack => self.may_take_back(store),
            Command::Sheet => store.jobs.get(&self.key).is_some_and(|job| !job.is_mistake()),
            Command::RestartWait => self.wait_again(store).is_some(),
            Command::Call => self.is_call_due(store),
            Command::Guard => store.has_to_do_with_a_code(&self.key),
            Command::Recovery => lacks_the_code(store, &self.key),
            Command::Handover => store.may_hand_over(&self.key),
            Command::ChangeHands if !store.holds(&self.key) => store.may_take_over(&self.key),
            _ => true,
        }
    }
}

/// Whether a wait is over and not recorded yet.
fn is_over(it: &InFocus<'_>) -> bool {
    !it.status().is_settled() && it.progress.wait(it.item).and_then(|wait| wait.left_seconds()) == Some(0)
}

/// Whether the code of a job's radio is not at hand.
fn lacks_the_code(store: &Store, key: &JobKey) -> bool {
    let job = store.jobs.get(key);
    job.is_some_and(|job| matches!(job.token(known::CODE), Some("no" | "dealer-supplies")))
}
