//! From what was chosen or typed to a draft of a row.

use super::focus::page_of;
use super::{Focus, InFocus, JobScreen, Mode};
use crate::app::ask::{Ask, FULL, Pick, Purpose, begin_anew, insert};
use crate::app::limits;
use crate::app::reaction::Reaction;
use crate::app::{Command, Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::What;
use crate::domain::input::doubts;
use crate::domain::recovery::found_by;
use crate::domain::{Answer, Choice, Field, Id, Reading, Serial, Signature, rules, steps};

impl JobScreen {
    /// A digit: takes that option of the item in focus.
    pub(super) fn choose(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let Some(it) = self.item(store).filter(InFocus::may_answer) else { return Reaction::stay() };
        let options = it.progress.options(it.item);
        match options.iter().find(|option| option.digit.map(usize::from) == Some(n)) {
            Some(option) => self.take_option(store, session, option),
            None => {
                session.warn(format!("there is no option {n} here"));
                Reaction::stay()
            }
        }
    }

    /// An option was taken: asks for its note first where one is required.
    fn take_option(&mut self, store: &Store, session: &mut Session, option: &Choice) -> Reaction {
        match &option.note {
            Some(prompt) if self.remark().trim().is_empty() => {
                let purpose = Purpose::Note { option: option.id, prompt: prompt.en.clone() };
                self.mode = Mode::Ask(Ask::typed(purpose));
                Reaction::stay()
            }
            _ => {
                let note = self.remark().to_owned();
                self.answer(store, session, Answer::Option(option.id), &note)
            }
        }
    }

    /// Enter outside a field: opens the field, or records the wait that is over.
    pub(super) fn enter(&mut self, store: &Store, session: &mut Session) -> Reaction {
        if matches!(self.focus, Focus::Call(_)) && store.is_workable(&self.key) {
            session.tell("c makes the completion call");
        }
        let Some(it) = self.item(store).filter(InFocus::may_answer) else { return Reaction::stay() };
        match &it.item.field {
            Some(Field::Wait { .. }) => return self.record_wait(store, session),
            Some(_) => {
                let recorded = match it.progress.job.answer(it.item.id.as_str()) {
                    None | Some(Answer::Option(_)) => String::new(),
                    Some(Answer::Number(reading)) => reading.digits().to_string(),
                    Some(other) => other.shown(),
                };
                self.force_field(&recorded);
            }
            None => session.tell("press the digit of the option that fits"),
        }
        Reaction::stay()
    }

    /// The wait is over: records what has passed.
    fn record_wait(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let Some(it) = self.item(store) else { return Reaction::stay() };
        if it.status().is_settled() {
            session.tell("this wait is over and recorded");
            return Reaction::stay();
        }
        match it.progress.wait(it.item).and_then(|wait| wait.waited_seconds) {
            Some(seconds) => {
                let note = self.remark().to_owned();
                self.answer(store, session, Answer::Number(Reading::seconds(seconds)), &note)
            }
            None => {
                session.tell("the wait begins when what comes before it is answered");
                Reaction::stay()
            }
        }
    }

    /// Whether a wait of the page in focus can begin again.
    #[must_use]
    pub fn may_restart_wait(&self, store: &Store) -> bool {
        self.wait_again(store).is_some()
    }

    /// What has the wait of the page in focus begin again.
    fn wait_again(&self, store: &Store) -> Option<What> {
        let progress = store.progress(&self.key)?;
        let page = progress.checklist.page(page_of(&progress, &self.focus)?)?;
        page.items.iter().find_map(|item| steps::restart_wait(&progress, item))
    }

    /// A door was opened, or the car locked: the wait of the page in focus begins again.
    pub(super) fn restart_wait(&mut self, store: &Store, session: &mut Session) -> Reaction {
        match self.wait_again(store) {
            Some(what) => self.record(store, session, what, steps::DOOR_OPENED),
            None => {
                session.tell("the wait has not begun");
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
            Some(what) => self.record(store, session, what, ""),
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

    /// A command while the item's field is open.
    pub(super) fn on_field(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if let Mode::Field(field) = &mut self.mode {
            begin_anew(&mut field.input, &mut field.is_offered, &command);
        }
        match command {
            Command::Escape => {
                self.keep_draft();
                self.mode = Mode::Look;
            }
            Command::Up => self.step(store, -1),
            Command::Down => self.step(store, 1),
            Command::Enter => return self.take_typed(store, session),
            Command::Edit(request) => {
                if let Mode::Field(field) = &mut self.mode {
                    let before = field.input.clone();
                    field.input.handle(request);
                    field.refusal = None;
                    if !limits::value_fits(field.input.value()) {
                        field.input = before;
                        field.refusal = Some(FULL.to_owned());
                    }
                }
            }
            Command::Paste(text) => {
                if let Mode::Field(field) = &mut self.mode {
                    let is_whole = insert(&mut field.input, &text, limits::value_fits);
                    field.refusal = (!is_whole).then(|| FULL.to_owned());
                }
            }
            _ => {}
        }
        Reaction::stay()
    }

    /// Enter in the field: records what was typed, after a second look at an unusual serial.
    fn take_typed(&mut self, store: &Store, session: &mut Session) -> Reaction {
        self.keep_draft();
        let Mode::Field(field) = &self.mode else { return Reaction::stay() };
        let typed = field.input.value().to_owned();
        let Some(it) = self.item(store) else { return Reaction::stay() };
        match it.progress.read(it.item, &typed) {
            Ok(Answer::Serial(serial)) => self.take_serial(store, session, serial),
            Ok(answer) => {
                let note = self.remark().to_owned();
                self.answer(store, session, answer, &note)
            }
            Err(unfit) => {
                self.refuse(session, unfit.to_string());
                Reaction::stay()
            }
        }
    }

    /// A standard serial is recorded; letters that may be digits are shown; anything else is typed again.
    fn take_serial(&mut self, store: &Store, session: &mut Session, serial: Serial) -> Reaction {
        let note = self.remark().to_owned();
        let doubt = store.progress(&self.key).and_then(|progress| doubts(&serial, progress.serial_shapes()));
        match (doubt, serial.suggestion()) {
            (None, _) => self.answer(store, session, Answer::Serial(serial), &note),
            (Some(places), Some(suggestion)) => {
                let picks = vec![
                    Pick::new(format!("{suggestion} (digits)"), suggestion.as_str()),
                    Pick::new(format!("{serial} as typed: the label has letters there"), serial.as_str()),
                ];
                self.mode = Mode::Ask(Ask::pick(Purpose::LookAlike { typed: serial, suggestion, places }, picks));
                Reaction::stay()
            }
            (Some(doubt), None) => {
                self.mode = Mode::Ask(Ask::typed(Purpose::SerialAgain { first: serial, doubt }));
                Reaction::stay()
            }
        }
    }

    /// The look-alike question was answered.
    pub(super) fn take_look_alike(&mut self, store: &Store, session: &mut Session, picked: &str) -> Reaction {
        let Ok(serial) = Serial::parse(picked) else { return Reaction::stay() };
        if serial.suggestion().is_none() {
            let note = self.remark().to_owned();
            return self.answer(store, session, Answer::Serial(serial), &note);
        }
        let doubt = "letters where the usual form has digits".to_owned();
        self.mode = Mode::Ask(Ask::typed(Purpose::SerialAgain { first: serial, doubt }));
        Reaction::stay()
    }

    /// The serial was typed a second time.
    pub(super) fn take_serial_again(
        &mut self,
        store: &Store,
        session: &mut Session,
        first: &Serial,
        typed: &str,
    ) -> Reaction {
        let refusal = match Serial::parse(typed) {
            Ok(second) if second == *first => {
                let note = self.remark().to_owned();
                return self.answer(store, session, Answer::Serial(second), &note);
            }
            Ok(second) => differing_place(first, &second),
            Err(bad) => bad.to_string(),
        };
        if let Mode::Ask(ask) = &mut self.mode {
            ask.refusal = Some(refusal);
        }
        Reaction::stay()
    }

    /// Records an answer; a changed one asks for its reason first.
    pub(super) fn answer(&mut self, store: &Store, session: &mut Session, answer: Answer, note: &str) -> Reaction {
        let Some(InFocus { progress, page, item }) = self.item(store) else { return Reaction::stay() };
        let id = item.id;
        if !progress.needs_reason(page, item) {
            return self.record(store, session, What::Answered { item: id, answer }, note);
        }
        let is_the_same = note.trim().is_empty() && progress.job.answer(id.as_str()) == Some(&answer);
        if is_the_same {
            self.mode = Mode::Look;
            self.drafts.remove(&id);
            session.tell("it says so already: nothing is changed");
            return Reaction::stay();
        }
        if let Some(step) = self.found_since(store, &id) {
            let reason = format!("found: {step}");
            return self.record(store, session, What::Corrected { item: id, answer, reason }, note);
        }
        // what can't be taken is refused before the reason is asked, while what was typed can still be changed
        let what = What::Corrected { item: id, answer: answer.clone(), reason: "changed".to_owned() };
        if let Err(unfit) = rules::check(&progress, &what, &session.who().into(), note) {
            self.refuse(session, unfit.to_string());
            return Reaction::stay();
        }
        let purpose = Purpose::Correct { answer, note: note.to_owned() };
        self.mode = Mode::Ask(Ask::pick(
            purpose,
            vec![
                Pick::new("It was mistyped", "mistyped"),
                Pick::new("It is known now", "known now"),
                Pick::new("It has changed since", "changed since"),
                Pick::typed("Another reason, typed"),
            ],
        ));
        Reaction::stay()
    }

    /// The step by which the customer's code was found since its item was answered: that is why the answer changes.
    fn found_since(&self, store: &Store, item: &Id) -> Option<Id> {
        if item.as_str() != known::CODE {
            return None;
        }
        let job = store.jobs.get(&self.key)?;
        let route = store.book.recovery(job.token(known::CAR), job.token(known::RADIO));
        let (step, found) = found_by(job, &route)?;
        let is_news = job.latest(known::CODE).is_none_or(|answered| answered.seq < found.seq);
        is_news.then_some(step.id)
    }

    /// Checks a fact against the rules and, when they allow it, asks for its row.
    pub(super) fn record(&mut self, store: &Store, session: &mut Session, what: What, note: &str) -> Reaction {
        let who = session.who().into();
        self.record_as(store, session, what, note, who)
    }

    /// Like [`JobScreen::record`], signed by `who`.
    pub(super) fn record_as(
        &mut self,
        store: &Store,
        session: &mut Session,
        what: What,
        note: &str,
        who: Signature,
    ) -> Reaction {
        let note = note.trim();
        match store.allows(&self.key, &what, &who, note) {
            Some(Ok(())) => {
                let draft = store.draft(&self.key, what, who, note);
                Reaction::effect(Effect::Append(draft))
            }
            Some(Err(unfit)) => {
                self.refuse(session, unfit.to_string());
                Reaction::stay()
            }
            None => Reaction::stay(),
        }
    }

    /// Shows a refusal where the eye is: at the open field or question, else at the foot of the screen.
    fn refuse(&mut self, session: &mut Session, why: String) {
        match &mut self.mode {
            Mode::Field(field) => field.refusal = Some(why),
            Mode::Ask(ask) => ask.refusal = Some(why),
            Mode::Look => session.warn(why),
        }
    }
}

/// Where two readings of a label part.
fn differing_place(first: &Serial, second: &Serial) -> String {
    let (a, b) = (first.as_str(), second.as_str());
    let place = a.chars().zip(b.chars()).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    format!("the two differ from place {} on: read the label again, or Esc to change the first", place + 1)
}
