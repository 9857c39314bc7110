//! The small questions on the way to a row: reasons, names, a second look.

use super::{Focus, InFocus, JobScreen, Mode};
use crate::app::ask::{Ask, Pick, Purpose, Step};
use crate::app::limits;
use crate::app::reaction::{Beside, Go, Reaction, Target, Then};
use crate::app::{Command, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::{Break, Handover, LeftUnsafe, StopReason, What};
use crate::domain::input::check_no_code;
use crate::domain::{Answer, Id, Pause, Progress, rules, steps};

impl JobScreen {
    /// Asks who is there, when the job is open and continued here. Returns whether it asks.
    pub fn ask_who_is_there(&mut self, store: &Store, session: &Session, away_seconds: i64) -> bool {
        if !store.is_workable(&self.key) {
            return false;
        }
        self.keep_draft();
        let asked = Mode::Ask(who_ask(session, Purpose::WhoResumes { away_seconds }));
        // a reason that is half typed is still there afterwards
        let open = std::mem::replace(&mut self.mode, asked);
        self.interrupted = matches!(open, Mode::Ask(_)).then_some(open);
        true
    }

    pub(super) fn ask_who_takes_over(&mut self, session: &Session) {
        self.mode = Mode::Ask(who_ask(session, Purpose::WhoTakesOver));
    }

    /// Goes to the guard or to the recovery route; first asks who is there, where nobody has said so.
    pub fn go_beside(&mut self, store: &Store, session: &mut Session, beside: Beside) -> Reaction {
        let job = store.jobs.get(&self.key);
        if job.is_some_and(|job| [known::ARRIVAL, known::RADIO].iter().any(|it| job.token(it) == Some("no-radio"))) {
            session.tell("there is no radio in this car");
            return Reaction::stay();
        }
        if session.who.is_some() {
            return Reaction::push(Target::Beside(beside, self.key));
        }
        self.mode = Mode::Ask(who_ask(session, Purpose::WhoGoesBeside(beside)));
        Reaction::stay()
    }

    /// Somebody came back to what stood in front of this job: asks who is there, then goes there again.
    pub fn ask_who_is_beside(&mut self, store: &Store, session: &mut Session, beside: Beside, away_seconds: i64) {
        if self.ask_who_is_there(store, session, away_seconds) {
            self.beside = Some(beside);
        } else {
            self.go_beside(store, session, beside);
        }
    }

    /// Goes on after what stood in front of it.
    pub fn go_on(&mut self, store: &Store, session: &mut Session, then: Then) {
        let code = || Id::new(known::CODE).map(Focus::Item);
        match then {
            Then::Nothing => {}
            Then::Advance => self.stay_or_advance(store),
            Then::Stop => self.ask_stop(store),
            Then::Handover => self.ask_handover(store, session),
            Then::Code | Then::Override => {
                if let Ok(code) = code() {
                    (self.focus, self.mode) = (code, Mode::Look);
                }
                if then == Then::Override {
                    self.ask_override(store, session);
                }
            }
        }
    }

    pub(super) fn ask_remark(&mut self, store: &Store, session: &mut Session) {
        if !store.is_workable(&self.key) {
            return;
        }
        let Some(it) = self.item(store) else { return };
        if it.status().is_settled() {
            let label = &it.item.label;
            session
                .tell(format!("{label} is answered; a remark goes with an answer: the reason for another one says it"));
        } else {
            let mut ask = Ask::typed(Purpose::Remark);
            ask.step = Step::Type(self.remark().to_owned().into());
            self.mode = Mode::Ask(ask);
        }
    }

    pub(super) fn ask_skip(&mut self, store: &Store, session: &mut Session) {
        let Some(InFocus { progress, page, item }) = self.item(store) else { return };
        if let Err(unfit) = rules::check_order(&progress, page, item) {
            session.warn(unfit.to_string());
        } else if item.is_hold {
            session.warn(format!("{}: a hold point is done, overridden (o), or the job is stopped (s)", item.label));
        } else if !item.may_skip {
            session.warn(format!("{}: can't be left out; choose the answer that fits", item.label));
        } else {
            self.mode = Mode::Ask(Ask::typed(Purpose::Skip));
        }
    }

    pub(super) fn ask_override(&mut self, store: &Store, session: &mut Session) {
        let Some(InFocus { progress, page, item }) = self.item(store) else { return };
        if let Err(unfit) = rules::check_order(&progress, page, item) {
            session.warn(unfit.to_string());
        } else if !item.may_override {
            session.warn(format!("{}: this can't be overridden", item.label));
        } else {
            self.mode = Mode::Ask(Ask::typed(Purpose::Override));
        }
    }

    pub(super) fn ask_pause(&mut self, store: &Store) {
        if store.is_workable(&self.key) {
            let picks = Break::ALL.iter().map(|reason| Pick::new(break_words(*reason), reason.word()));
            self.mode = Mode::Ask(Ask::pick(Purpose::Pause, picks.collect()));
        }
    }

    pub(super) fn ask_stop(&mut self, store: &Store) {
        self.stopping = None;
        if store.is_workable(&self.key) {
            let picks = StopReason::ALL.iter().map(|reason| Pick::new(stop_words(*reason), reason.word()));
            self.mode = Mode::Ask(Ask::pick(Purpose::Stop, picks.collect()));
        }
    }

    /// Asks how the sheet was handed over, when the job has one.
    pub(super) fn ask_handover(&mut self, store: &Store, session: &mut Session) {
        let Some(progress) = store.progress(&self.key) else { return };
        match rules::check(&progress, &What::HandedOver { how: Handover::Signed }, &"somebody".into(), "") {
            Ok(()) if session.who.is_none() => self.mode = Mode::Ask(who_ask(session, Purpose::WhoHandsOver)),
            Ok(()) => {
                let picks = Handover::ALL.iter().map(|how| Pick::new(handover_words(*how), how.word()));
                self.mode = Mode::Ask(Ask::pick(Purpose::Handover, picks.collect()));
            }
            Err(unfit) => session.warn(unfit.to_string()),
        }
    }

    /// A command while a question is open.
    pub(super) fn on_ask(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        let Mode::Ask(ask) = &mut self.mode else { return Reaction::stay() };
        if command == Command::Escape {
            return self.leave_ask(session);
        }
        match ask.take(&command, limits::note_fits) {
            Some(value) => self.answered(store, session, &value),
            None => Reaction::stay(),
        }
    }

    /// Esc: a step back, to the item or to the question before; a job whose technician isn't known goes back to the board.
    fn leave_ask(&mut self, session: &Session) -> Reaction {
        let was_who = matches!(&self.mode, Mode::Ask(Ask { purpose: Purpose::WhoResumes { .. }, .. }));
        let was_serial = matches!(
            &self.mode,
            Mode::Ask(Ask { purpose: Purpose::SerialAgain { .. } | Purpose::LookAlike { .. }, .. })
        );
        if let Mode::Ask(Ask { purpose: Purpose::Second { reason }, .. }) = &self.mode {
            // one step back: the reason is still there
            let reason = reason.clone();
            self.mode = Mode::Ask(Ask { step: Step::Type(reason.into()), ..Ask::typed(Purpose::Override) });
            return Reaction::stay();
        }
        self.mode = Mode::Look;
        if was_who && session.who.is_none() {
            return Reaction::go(Go::Home);
        }
        if was_serial {
            self.force_field("");
        }
        Reaction::stay()
    }

    /// A question was answered with `value`.
    fn answered(&mut self, store: &Store, session: &mut Session, value: &str) -> Reaction {
        let Mode::Ask(ask) = &self.mode else { return Reaction::stay() };
        match ask.purpose.clone() {
            Purpose::WhoResumes { .. } => self.take_name(store, session, value, true),
            Purpose::WhoTakesOver => self.take_name(store, session, value, false),
            Purpose::WhoHandsOver => {
                let outcome = self.take_name(store, session, value, false);
                if session.who.is_some() {
                    self.ask_handover(store, session);
                }
                outcome
            }
            Purpose::Note { option, .. } => self.answer(store, session, Answer::Option(option), value),
            Purpose::Remark => self.take_remark(store, value),
            Purpose::Correct { answer, note } => self.correct(store, session, answer, value, &note),
            Purpose::LookAlike { .. } => self.take_look_alike(store, session, value),
            Purpose::SerialAgain { first, .. } => self.take_serial_again(store, session, &first, value),
            Purpose::Skip => self.with_id(store, session, |this, store, session, item| {
                this.record(store, session, What::Skipped { item }, value)
            }),
            Purpose::Override => self.take_override_reason(session, value),
            Purpose::Second { reason } => self.take_second(store, session, &reason, value),
            Purpose::Pause => self.pause(store, session, value),
            Purpose::Stop => self.take_stop_reason(store, value),
            Purpose::StopUnsafe { reason, left } => self.take_stop_unsafe(store, session, reason, left, value),
            Purpose::StopRemark { reason, left } => {
                self.record(store, session, What::Stopped { rows: 0, reason: Some(reason), left }, value)
            }
            Purpose::WhoGoesBeside(beside) => {
                let outcome = self.take_name(store, session, value, false);
                if session.who.is_some() { Reaction::push(Target::Beside(beside, self.key)) } else { outcome }
            }
            // these are asked on the guard's screen
            Purpose::WhoseError
            | Purpose::Seen(_)
            | Purpose::OtherAttempts
            | Purpose::PlaysAgain
            | Purpose::CameOf
            | Purpose::CameOfWhy { .. }
            | Purpose::CameOfSecond { .. } => Reaction::stay(),
            Purpose::Handover => match Handover::from_word(value) {
                Some(how) => self.record(store, session, What::HandedOver { how }, ""),
                None => Reaction::stay(),
            },
        }
    }

    fn with_id(
        &mut self,
        store: &Store,
        session: &mut Session,
        act: impl FnOnce(&mut Self, &Store, &mut Session, Id) -> Reaction,
    ) -> Reaction {
        match self.focus.clone() {
            Focus::Item(id) => act(self, store, session, id),
            Focus::Call(_) => Reaction::stay(),
        }
    }

    fn ask_refusal(&mut self, why: impl Into<String>) -> Reaction {
        if let Mode::Ask(ask) = &mut self.mode {
            ask.refusal = Some(why.into());
        }
        Reaction::stay()
    }

    /// Somebody said who they are. A resume is a row; a change of hands shows in the rows that follow.
    fn take_name(&mut self, store: &Store, session: &mut Session, name: &str, is_resume: bool) -> Reaction {
        let name = match rules::name(name) {
            Ok(name) => name,
            Err(unfit) => return self.ask_refusal(unfit.to_string()),
        };
        session.learn_name(&name);
        session.who = Some(name);
        if !is_resume {
            self.open_field(store);
            return Reaction::stay();
        }
        let Some(progress) = store.progress(&self.key) else { return Reaction::stay() };
        self.record(store, session, steps::resume(&progress), "")
    }

    fn take_remark(&mut self, store: &Store, text: &str) -> Reaction {
        let Focus::Item(id) = &self.focus else { return Reaction::stay() };
        if let Err(unfit) = check_no_code(id.as_str(), text) {
            return self.ask_refusal(unfit.to_string());
        }
        self.remark = (!text.is_empty()).then(|| (*id, text.to_owned()));
        self.open_field(store);
        Reaction::stay()
    }

    fn correct(&mut self, store: &Store, session: &mut Session, answer: Answer, why: &str, note: &str) -> Reaction {
        let reason = why.trim().to_owned();
        self.with_id(store, session, |this, store, session, item| {
            this.record(store, session, What::Corrected { item, answer, reason }, note)
        })
    }

    fn take_override_reason(&mut self, session: &mut Session, reason: &str) -> Reaction {
        if reason.is_empty() {
            return self.ask_refusal("say why it is overridden");
        }
        let Focus::Item(id) = &self.focus else { return Reaction::stay() };
        if let Err(unfit) = check_no_code(id.as_str(), reason) {
            return self.ask_refusal(unfit.to_string());
        }
        self.mode = Mode::Ask(second_ask(session, Purpose::Second { reason: reason.to_owned() }));
        Reaction::stay()
    }

    fn take_second(&mut self, store: &Store, session: &mut Session, reason: &str, second: &str) -> Reaction {
        let first = session.who.clone().unwrap_or_default();
        let who = match rules::two(&first, second) {
            Ok(who) => who,
            Err(unfit) => return self.ask_refusal(unfit.to_string()),
        };
        let Some(it) = self.item(store) else { return Reaction::stay() };
        self.record_as(store, session, steps::overriding(&it.progress, it.item), reason, who)
    }

    fn pause(&mut self, store: &Store, session: &mut Session, reason: &str) -> Reaction {
        let page = store.progress(&self.key).map_or(Pause::A, |progress| steps::current_page(&progress));
        match Id::new(reason) {
            Ok(reason) => self.record(store, session, What::Paused { page, reason }, ""),
            Err(_) => Reaction::stay(),
        }
    }

    fn take_stop_reason(&mut self, store: &Store, word: &str) -> Reaction {
        let Some(reason) = StopReason::from_word(word) else { return Reaction::stay() };
        let left = store.progress(&self.key).map(|progress| rules::unsafe_parts_left(&progress)).unwrap_or_default();
        self.mode = Mode::Ask(if left.is_any() {
            let picks = vec![
                Pick::new("Make it safe first", "safe"),
                Pick::new(format!("Leave it so: {}", left.words().join(", ")), "left"),
            ];
            Ask::pick(Purpose::StopUnsafe { reason, left }, picks)
        } else {
            Ask::typed(Purpose::StopRemark { reason, left })
        });
        Reaction::stay()
    }

    fn take_stop_unsafe(
        &mut self,
        store: &Store,
        session: &mut Session,
        reason: StopReason,
        left: LeftUnsafe,
        word: &str,
    ) -> Reaction {
        if word == "left" {
            self.mode = Mode::Ask(Ask::typed(Purpose::StopRemark { reason, left }));
            return Reaction::stay();
        }
        self.stopping = Some(reason);
        self.make_safe(store, session);
        Reaction::stay()
    }

    /// Goes to what makes the car safe for the stop; when all of it is signed off, on with the stop.
    pub(super) fn make_safe(&mut self, store: &Store, session: &mut Session) {
        let Some(reason) = self.stopping else { return };
        let next = |progress: Progress<'_>| rules::next_to_make_safe(&progress).map(|item| item.id);
        if let Some(id) = store.progress(&self.key).and_then(next) {
            self.focus = Focus::Item(id);
            self.open_field(store);
            session.tell("make it safe: sign this off, then the stop goes on");
        } else {
            self.stopping = None;
            let left = LeftUnsafe::default();
            self.mode = Mode::Ask(Ask::typed(Purpose::StopRemark { reason, left }));
        }
    }
}

/// Asks for the second person of an override.
#[must_use]
pub fn second_ask(session: &Session, purpose: Purpose) -> Ask {
    let others = session.technicians.iter().filter(|name| Some(*name) != session.who.as_ref());
    let mut picks: Vec<Pick> = others.take(8).map(|name| Pick::new(name, name)).collect();
    if picks.is_empty() {
        return Ask::typed(purpose);
    }
    picks.push(Pick::typed("Another name, typed"));
    Ask::pick(purpose, picks)
}

fn who_ask(session: &Session, purpose: Purpose) -> Ask {
    let mut names: Vec<&String> = session.who.iter().collect();
    names.extend(session.technicians.iter().filter(|name| Some(*name) != session.who.as_ref()).take(8 - names.len()));
    if names.is_empty() {
        return Ask::typed(purpose);
    }
    let mut picks: Vec<Pick> = names.into_iter().map(|name| Pick::new(name, name)).collect();
    picks.push(Pick::typed("Another name, typed"));
    Ask::pick(purpose, picks)
}

/// A pause's reason in words.
#[must_use]
pub fn break_words(reason: Break) -> &'static str {
    match reason {
        Break::Phone => "Phone",
        Break::Part => "A part or a tool is missing",
        Break::Customer => "The customer has to be asked",
        Break::OtherJob => "Another car comes first",
        Break::Rest => "Break",
    }
}

/// A stop's reason in words.
#[must_use]
pub fn stop_words(reason: StopReason) -> &'static str {
    match reason {
        StopReason::NoCode => "The customer has no code",
        StopReason::Declined => "The customer declined",
        StopReason::Unsafe => "Not safe to go on",
        StopReason::PartWrong => "The part is the wrong one",
        StopReason::Mistake => "Entered by mistake (counts nowhere, makes no sheet)",
    }
}

/// A handover in words.
#[must_use]
pub fn handover_words(how: Handover) -> &'static str {
    match how {
        Handover::Signed => "Signed by the customer",
        Handover::NotSigned => "Taken, not signed",
        Handover::NotCollected => "Not collected",
    }
}
