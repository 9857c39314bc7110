//! From what was chosen or typed to what is said in the dialogue.

use super::focus::page_of;
use super::{Focus, InFocus, JobScreen, Mode};
use crate::app::dialogue::Entry;
use crate::app::earlier::AsBefore;
use crate::app::limits::value_fits;
use crate::app::parts::TextField;
use crate::app::reaction::Reaction;
use crate::app::{Command, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::What;
use crate::domain::job::answer_in;
use crate::domain::{Answer, Choice, Field, Id, Measurement, Status, rules, steps};

impl JobScreen {
    /// A digit: takes that option of the item in focus.
    pub(super) fn choose(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let Some(it) = self.item(store).filter(InFocus::may_answer) else { return Reaction::stay() };
        let Some(option) =
            store.options(&it.progress, it.item).into_iter().find(|it| it.digit.map(usize::from) == Some(n))
        else {
            session.warn(format!("there is no option {n} here"));
            return Reaction::stay();
        };
        self.take_option(store, session, &option)
    }

    fn take_option(&mut self, store: &Store, session: &mut Session, option: &Choice) -> Reaction {
        self.say(store, session, |dialogue, it| dialogue.option(it.item, option, ""))
    }

    /// What an earlier visit of the car offers for the item in focus, while nothing else is typed or pointed at.
    #[must_use]
    pub fn as_before(&self, store: &Store) -> Option<AsBefore> {
        let it = self.item(store).filter(|it| it.may_answer() && store.is_workable(&self.key))?;
        let is_untouched = match &self.mode {
            Mode::Look => it.item.field.is_none(),
            Mode::Field(field) => field.input().value().is_empty(),
            Mode::Ask(_) => false,
        };
        let is_open = matches!(it.status(), Status::Open | Status::Unfit | Status::Stale);
        store.as_before(&self.key, it.item).filter(|_| is_untouched && is_open && self.pointed().is_none())
    }

    /// Somebody looked, and it is as it was when the car was here before.
    fn confirm(&mut self, store: &Store, session: &mut Session, before: AsBefore) -> Reaction {
        let reaction = self.say(store, session, |dialogue, it| dialogue.known(it.item, &before.answer));
        self.same_look = before.and;
        reaction
    }

    /// What the look that was just recorded answers beside it.
    pub(super) fn confirm_the_rest(&mut self, store: &Store, session: &mut Session) -> Option<Reaction> {
        let (id, answer) = self.same_look.take()?;
        let is_asked = self.focus == Focus::Item(id) && self.item(store).is_some_and(|it| it.may_answer());
        self.is_one_look = is_asked;
        is_asked.then(|| self.say(store, session, |dialogue, it| dialogue.known(it.item, &answer)))
    }

    /// Enter outside a field: takes the option that is pointed at, confirms what was fitted when the car was here before, opens the field, or
    /// records the wait that is over.
    pub(super) fn enter(&mut self, store: &Store, session: &mut Session) -> Reaction {
        if let Some(option) = self.pointed_option(store) {
            return self.take_option(store, session, &option);
        }
        if let Some(before) = self.as_before(store) {
            return self.confirm(store, session, before);
        }
        if let Some(recorded) = self.record_codes(store, session) {
            return recorded;
        }
        if matches!(self.focus, Focus::Call(_)) && store.is_workable(&self.key) {
            session.tell("c makes the completion call");
        }
        let Some(it) = self.item(store).filter(InFocus::may_answer) else { return Reaction::stay() };
        match &it.item.field {
            Some(Field::Wait { .. }) => return self.record_wait(store, session),
            Some(_) => {
                let recorded = match it.progress.job.answer(it.item.id.as_str()) {
                    None | Some(Answer::Option(_)) => String::new(),
                    // what is measured now is offered in its place
                    Some(Answer::Number(_)) if store.live.figure(it.item, store.now().tick_ms).is_some() => {
                        String::new()
                    }
                    Some(Answer::Number(reading)) => reading.digits().to_string(),
                    Some(other) => other.shown(),
                };
                self.force_field(&recorded);
            }
            None if it.status().is_settled() => self.point_at_answer(store),
            None => session.tell("the digit of the option that fits takes it, or arrows and Enter"),
        }
        Reaction::stay()
    }

    /// Takes back the answer that was given just now, and what the same look answered.
    pub(super) fn take_back(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let (Some(&item), Some(dialogue)) = (self.answered.last(), self.dialogue(store, session)) else {
            session.tell("no answer was given here just now: go to the one that is wrong, and answer it again");
            return Reaction::stay();
        };
        let taken = dialogue.take_back(item);
        self.go_on_with(store, session, taken)
    }

    /// Milliseconds for which the last answer can still be taken back.
    pub(super) fn take_back_ms(&self, store: &Store) -> Option<i64> {
        if self.answered.is_empty() || !store.is_workable(&self.key) {
            return None;
        }
        Some(self.answered_ms + rules::TAKE_BACK_MS - store.now().tick_ms).filter(|left_ms| *left_ms > 0)
    }

    /// Goes to an item whose answer was taken back; what was typed is there to be gone on with.
    pub(super) fn ask_again(&mut self, store: &Store, item: Id) {
        (self.focus, self.mode) = (Focus::Item(item), Mode::Look);
        let facts = store.jobs.get(&self.key).map(|job| job.facts()).unwrap_or_default();
        let mut answers = facts.iter().rev().filter(|fact| fact.what.item() == Some(&item));
        let typed = answers.nth(1).and_then(|fact| answer_in(&fact.what)).and_then(|answer| match answer {
            // nobody typed it
            Answer::Number(reading) if reading.measured().is_some() => None,
            Answer::Number(reading) => Some(reading.digits().to_string()),
            Answer::Serial(_) | Answer::Text(_) => Some(answer.shown()),
            Answer::Option(_) => None,
        });
        let is_wait = self.item(store).is_some_and(|it| matches!(it.item.field, Some(Field::Wait { .. })));
        match typed.filter(|_| !is_wait) {
            Some(typed) => self.force_field(&typed),
            None => self.open_field(store),
        }
    }

    /// The wait is over: records what has passed.
    fn record_wait(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let Some(it) = self.item(store) else { return Reaction::stay() };
        let waited = it.progress.wait(it.item).and_then(|wait| wait.waited_seconds);
        match waited {
            _ if it.status().is_settled() => session.tell("this wait is over and recorded"),
            None => session.tell("the wait begins when what comes before it is answered"),
            Some(seconds) => {
                let waited = Answer::Number(Measurement::seconds(seconds));
                return self.say(store, session, |dialogue, it| dialogue.answer(it.item.id, waited, ""));
            }
        }
        Reaction::stay()
    }

    /// What has the wait of the page in focus begin again, where one can.
    pub(super) fn wait_again(&self, store: &Store) -> Option<What> {
        let progress = store.progress(&self.key)?;
        let page = progress.checklist.page(page_of(&progress, &self.focus)?)?;
        page.items.iter().find_map(|item| steps::restart_wait(&progress, item))
    }

    /// A door was opened, or the car locked: the wait of the page in focus begins again.
    pub(super) fn restart_wait(&mut self, store: &Store, session: &mut Session) -> Reaction {
        match self.wait_again(store) {
            Some(what) => self.record(store, session, Entry::new(what, steps::DOOR_OPENED, session.who())),
            None => {
                session.tell("no wait is running that r begins anew");
                Reaction::stay()
            }
        }
    }

    /// The completion call of the page in focus; of the last one, the end of the job.
    pub(super) fn call(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let Focus::Call(pause) = self.focus else {
            self.go_to_call(store, session);
            return Reaction::stay();
        };
        match store.progress(&self.key).and_then(|progress| steps::call(&progress, pause)) {
            Some(what) => self.record(store, session, Entry::new(what, "", session.who())),
            None => Reaction::stay(),
        }
    }

    /// Goes to the completion call that is due, so that it is read before it is made.
    fn go_to_call(&mut self, store: &Store, session: &mut Session) {
        let Some(progress) = store.progress(&self.key) else { return };
        if let Some(page) = progress.pages().find(|page| progress.may_call(page)) {
            (self.focus, self.mode) = (Focus::Call(page.pause), Mode::Look);
            session.tell("say it aloud, then c makes the call");
        } else if let Some((_, open)) = progress.first_open() {
            session.tell(format!("the completion call comes when the page is complete: {} is open", open.label));
        } else {
            session.tell("no completion call is due");
        }
    }

    /// Puts the next one of the cars that the order names into the field of the plate, where it names several.
    fn turn_to_car(&mut self, store: &Store, command: &Command) -> bool {
        let (Mode::Field(field), Focus::Item(item)) = (&self.mode, &self.focus) else { return false };
        let cars = store.offered_plates(&self.key);
        let at = cars.iter().position(|car| car == field.input().value());
        let is_asked = item.is(known::PLATE) && cars.len() > 1 && self.pointer.is_none();
        let next = match (command, at) {
            (Command::Down, None) if field.text().is_empty() => Some(0),
            (Command::Down, Some(at)) => Some(at + 1),
            (Command::Up, Some(at)) => at.checked_sub(1),
            _ => None,
        };
        let Some(car) = next.filter(|_| is_asked).and_then(|next| cars.get(next)) else { return false };
        self.mode = Mode::Field(TextField::offering(car, value_fits));
        true
    }

    /// A command while the item's field is open.
    pub(super) fn on_field(&mut self, store: &Store, session: &mut Session, command: &Command) -> Reaction {
        let Mode::Field(field) = &mut self.mode else { return Reaction::stay() };
        if field.edit(command) {
            self.pointer = None;
            return Reaction::stay();
        }
        if self.turn_to_car(store, command) || self.point(store, command) {
            return Reaction::stay();
        }
        if let (Command::Enter, Some(option)) = (command, self.pointed_option(store)) {
            self.keep_draft();
            return self.take_option(store, session, &option);
        }
        if let (Command::Enter, Some(before)) = (command, self.as_before(store)) {
            return self.confirm(store, session, before);
        }
        if *command == Command::Enter && self.measured(store).is_some() {
            return self.record_measured(store, session);
        }
        self.keep_draft();
        match command {
            Command::TakeBack => return self.take_back(store, session),
            Command::Escape => self.mode = Mode::Look,
            Command::Up | Command::PageUp => self.step(store, -1),
            Command::Down | Command::PageDown => self.step(store, 1),
            Command::Enter => {
                let Mode::Field(field) = &self.mode else { return Reaction::stay() };
                let line = field.text().to_owned();
                return self.say(store, session, |dialogue, it| dialogue.typed(it.item, &line, ""));
            }
            _ => {}
        }
        Reaction::stay()
    }
}
