//! The small questions on the way to a row: reasons, names, a second look.

use super::{Focus, JobScreen, Mode};
use crate::app::ask::{Ask, Pick, Purpose, Step};
use crate::app::limits;
use crate::app::reaction::{Beside, Go, Reaction, Target, Then};
use crate::app::{Command, World};
use crate::domain::checklist::known;
use crate::domain::fact::{Break, Handover, StopReason, What};
use crate::domain::input::check_no_code;
use crate::domain::{Answer, Id, Pause, rules, steps};

impl JobScreen {
    /// Asks who is there, when the job is open and continued here. Returns whether it asks.
    pub fn ask_who_is_there(&mut self, world: &World, away_seconds: i64) -> bool {
        if !self.is_workable(world) {
            return false;
        }
        self.keep_draft();
        let asked = Mode::Ask(who_ask(world, Purpose::WhoResumes { away_seconds }));
        // a reason that is half typed is still there afterwards
        let open = std::mem::replace(&mut self.mode, asked);
        self.interrupted = matches!(open, Mode::Ask(_)).then_some(open);
        true
    }

    pub(super) fn ask_who_takes_over(&mut self, world: &World) {
        self.mode = Mode::Ask(who_ask(world, Purpose::WhoTakesOver));
    }

    /// Goes to the guard or to the recovery route; first asks who is there, where nobody has said so.
    pub fn go_beside(&mut self, world: &mut World, beside: Beside) -> Reaction {
        let job = world.jobs.get(&self.key);
        if job.is_some_and(|job| [known::ARRIVAL, known::RADIO].iter().any(|it| job.token(it) == Some("no-radio"))) {
            world.tell("there is no radio in this car");
            return Reaction::stay();
        }
        if world.who.is_some() {
            return Reaction::push(Target::Beside(beside, self.key));
        }
        self.mode = Mode::Ask(who_ask(world, Purpose::WhoGoesBeside(beside)));
        Reaction::stay()
    }

    /// Somebody came back to what stood in front of this job: asks who is there, then goes there again.
    pub fn ask_who_is_beside(&mut self, world: &mut World, beside: Beside, away_seconds: i64) {
        if self.ask_who_is_there(world, away_seconds) {
            self.beside = Some(beside);
        } else {
            self.go_beside(world, beside);
        }
    }

    /// Goes on after what stood in front of it.
    pub fn go_on(&mut self, world: &mut World, then: Then) {
        let code = || Id::new(known::CODE).map(Focus::Item);
        match then {
            Then::Nothing => {}
            Then::Advance => self.stay_or_advance(world),
            Then::Stop => self.ask_stop(world),
            Then::Handover => self.ask_handover(world),
            Then::Code | Then::Override => {
                if let Ok(code) = code() {
                    (self.focus, self.mode) = (code, Mode::Look);
                }
                if then == Then::Override {
                    self.ask_override(world);
                }
            }
        }
    }

    pub(super) fn ask_remark(&mut self, world: &mut World) {
        if !self.is_workable(world) {
            return;
        }
        let answered = self.with_item(world, |progress, page, item| {
            (progress.status(page, item).is_settled(), item.label.to_string())
        });
        match answered {
            Some((true, label)) => {
                world.tell(format!(
                    "{label} is answered; a remark goes with an answer: the reason for another one says it"
                ));
            }
            Some((false, _)) => {
                let mut ask = Ask::typed(Purpose::Remark);
                ask.step = Step::Type(self.remark().to_owned().into());
                self.mode = Mode::Ask(ask);
            }
            None => {}
        }
    }

    pub(super) fn ask_skip(&mut self, world: &mut World) {
        let refusal = self.with_item(world, |progress, page, item| {
            if let Err(unfit) = rules::check_order(progress, page, item) {
                Some(unfit.to_string())
            } else if item.is_hold {
                Some(format!("{}: a hold point is done, overridden (o), or the job is stopped (s)", item.label))
            } else {
                (!item.may_skip).then(|| format!("{}: can't be left out; choose the answer that fits", item.label))
            }
        });
        match refusal {
            Some(Some(why)) => world.warn(why),
            Some(None) => self.mode = Mode::Ask(Ask::typed(Purpose::Skip)),
            None => {}
        }
    }

    pub(super) fn ask_override(&mut self, world: &mut World) {
        let refusal = self.with_item(world, |progress, page, item| {
            let unfit = rules::check_order(progress, page, item).err().map(|unfit| unfit.to_string());
            unfit.or_else(|| (!item.may_override).then(|| format!("{}: this can't be overridden", item.label)))
        });
        match refusal {
            Some(Some(why)) => world.warn(why),
            Some(None) => self.mode = Mode::Ask(Ask::typed(Purpose::Override)),
            None => {}
        }
    }

    pub(super) fn ask_pause(&mut self, world: &World) {
        if self.is_workable(world) {
            let picks = Break::ALL.iter().map(|reason| Pick::new(break_words(*reason), reason.word()));
            self.mode = Mode::Ask(Ask::pick(Purpose::Pause, picks.collect()));
        }
    }

    pub(super) fn ask_stop(&mut self, world: &World) {
        self.stopping = None;
        if self.is_workable(world) {
            let picks = StopReason::ALL.iter().map(|reason| Pick::new(stop_words(*reason), reason.word()));
            self.mode = Mode::Ask(Ask::pick(Purpose::Stop, picks.collect()));
        }
    }

    /// Asks how the sheet was handed over, when the job has one.
    pub(super) fn ask_handover(&mut self, world: &mut World) {
        let allowed = world.with_progress(&self.key, |progress| {
            rules::check(progress, &What::HandedOver { how: Handover::Signed }, "somebody", "")
        });
        match allowed {
            Some(Ok(())) if world.who.is_none() => self.mode = Mode::Ask(who_ask(world, Purpose::WhoHandsOver)),
            Some(Ok(())) => {
                let picks = Handover::ALL.iter().map(|how| Pick::new(handover_words(*how), how.word()));
                self.mode = Mode::Ask(Ask::pick(Purpose::Handover, picks.collect()));
            }
            Some(Err(unfit)) => world.warn(unfit.to_string()),
            None => {}
        }
    }

    /// A command while a question is open.
    pub(super) fn on_ask(&mut self, world: &mut World, command: Command) -> Reaction {
        let Mode::Ask(ask) = &mut self.mode else { return Reaction::stay() };
        if command == Command::Escape {
            return self.leave_ask(world);
        }
        match ask.take(&command, limits::note_fits) {
            Some(value) => self.answered(world, &value),
            None => Reaction::stay(),
        }
    }

    /// Esc: a step back, to the item or to the question before; a job whose technician isn't known goes back to the board.
    fn leave_ask(&mut self, world: &World) -> Reaction {
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
        if was_who && world.who.is_none() {
            return Reaction::go(Go::Home);
        }
        if was_serial {
            self.force_field("");
        }
        Reaction::stay()
    }

    /// A question was answered with `value`.
    fn answered(&mut self, world: &mut World, value: &str) -> Reaction {
        let Mode::Ask(ask) = &self.mode else { return Reaction::stay() };
        match ask.purpose.clone() {
            Purpose::WhoResumes { .. } => self.take_name(world, value, true),
            Purpose::WhoTakesOver => self.take_name(world, value, false),
            Purpose::WhoHandsOver => {
                let outcome = self.take_name(world, value, false);
                if world.who.is_some() {
                    self.ask_handover(world);
                }
                outcome
            }
            Purpose::Note { option, .. } => self.answer(world, Answer::Option(option), value),
            Purpose::Remark => self.take_remark(world, value),
            Purpose::Correct { answer, note } => self.correct(world, answer, &[value, &note]),
            Purpose::LookAlike { .. } => self.take_look_alike(world, value),
            Purpose::SerialAgain { first, .. } => self.take_serial_again(world, &first, value),
            Purpose::Skip => self.with_id(world, |this, world, item| this.record(world, What::Skipped { item }, value)),
            Purpose::Override => self.take_override_reason(world, value),
            Purpose::Second { reason } => self.take_second(world, &reason, value),
            Purpose::Pause => self.pause(world, value),
            Purpose::Stop => self.take_stop_reason(world, value),
            Purpose::StopUnsafe { reason, left } => self.take_stop_unsafe(world, reason, left, value),
            Purpose::StopRemark { reason, left } => {
                let note = rules::stop_note(reason, &left, value);
                self.record(world, What::Stopped { rows: 0 }, &note)
            }
            Purpose::WhoGoesBeside(beside) => {
                let outcome = self.take_name(world, value, false);
                if world.who.is_some() { Reaction::push(Target::Beside(beside, self.key)) } else { outcome }
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
                Some(how) => self.record(world, What::HandedOver { how }, ""),
                None => Reaction::stay(),
            },
        }
    }

    fn with_id(&mut self, world: &mut World, act: impl FnOnce(&mut Self, &mut World, Id) -> Reaction) -> Reaction {
        match self.focus.clone() {
            Focus::Item(id) => act(self, world, id),
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
    fn take_name(&mut self, world: &mut World, name: &str, is_resume: bool) -> Reaction {
        let name = match rules::name(name) {
            Ok(name) => name,
            Err(unfit) => return self.ask_refusal(unfit.to_string()),
        };
        world.learn_name(&name);
        world.who = Some(name);
        if !is_resume {
            self.open_field(world);
            return Reaction::stay();
        }
        match world.with_progress(&self.key, steps::resume) {
            Some(what) => self.record(world, what, ""),
            None => Reaction::stay(),
        }
    }

    fn take_remark(&mut self, world: &mut World, text: &str) -> Reaction {
        let Focus::Item(id) = &self.focus else { return Reaction::stay() };
        if let Err(unfit) = check_no_code(id.as_str(), text) {
            return self.ask_refusal(unfit.to_string());
        }
        self.remark = (!text.is_empty()).then(|| (*id, text.to_owned()));
        self.open_field(world);
        Reaction::stay()
    }

    fn correct(&mut self, world: &mut World, answer: Answer, parts: &[&str]) -> Reaction {
        let note = steps::join_notes(parts);
        self.with_id(world, |this, world, item| this.record(world, What::Corrected { item, answer }, &note))
    }

    fn take_override_reason(&mut self, world: &mut World, reason: &str) -> Reaction {
        if reason.is_empty() {
            return self.ask_refusal("say why it is overridden");
        }
        let Focus::Item(id) = &self.focus else { return Reaction::stay() };
        if let Err(unfit) = check_no_code(id.as_str(), reason) {
            return self.ask_refusal(unfit.to_string());
        }
        self.mode = Mode::Ask(second_ask(world, Purpose::Second { reason: reason.to_owned() }));
        Reaction::stay()
    }

    fn take_second(&mut self, world: &mut World, reason: &str, second: &str) -> Reaction {
        let first = world.who.clone().unwrap_or_default();
        let who = match rules::two(&first, second) {
            Ok(who) => who,
            Err(unfit) => return self.ask_refusal(unfit.to_string()),
        };
        match self.with_item(world, |progress, _, item| steps::overriding(progress, item)) {
            Some(what) => self.record_as(world, what, reason, who),
            None => Reaction::stay(),
        }
    }

    fn pause(&mut self, world: &mut World, reason: &str) -> Reaction {
        let page = world.with_progress(&self.key, steps::current_page).unwrap_or(Pause::A);
        match Id::new(reason) {
            Ok(reason) => self.record(world, What::Paused { page, reason }, ""),
            Err(_) => Reaction::stay(),
        }
    }

    fn take_stop_reason(&mut self, world: &mut World, word: &str) -> Reaction {
        let Some(reason) = StopReason::from_word(word) else { return Reaction::stay() };
        let left = world.with_progress(&self.key, rules::left_so).unwrap_or_default();
        self.mode = Mode::Ask(if !left.is_empty() {
            let picks = vec![
                Pick::new("Make it safe first", "safe"),
                Pick::new(format!("Leave it so: {}", left.join(", ")), "left"),
            ];
            Ask::pick(Purpose::StopUnsafe { reason, left }, picks)
        } else {
            Ask::typed(Purpose::StopRemark { reason, left: Vec::new() })
        });
        Reaction::stay()
    }

    fn take_stop_unsafe(&mut self, world: &mut World, reason: StopReason, left: Vec<String>, word: &str) -> Reaction {
        if word == "left" {
            self.mode = Mode::Ask(Ask::typed(Purpose::StopRemark { reason, left }));
            return Reaction::stay();
        }
        self.stopping = Some(reason);
        self.make_safe(world);
        Reaction::stay()
    }

    /// Goes to what makes the car safe for the stop; when all of it is signed off, on with the stop.
    pub(super) fn make_safe(&mut self, world: &mut World) {
        let Some(reason) = self.stopping else { return };
        let next = world.with_progress(&self.key, |progress| rules::next_to_make_safe(progress).map(|item| item.id));
        if let Some(Some(id)) = next {
            self.focus = Focus::Item(id);
            self.open_field(world);
            world.tell("make it safe: sign this off, then the stop goes on");
        } else {
            self.stopping = None;
            self.mode = Mode::Ask(Ask::typed(Purpose::StopRemark { reason, left: Vec::new() }));
        }
    }
}

/// Asks for the second person of an override.
#[must_use]
pub fn second_ask(world: &World, purpose: Purpose) -> Ask {
    let others = world.technicians.iter().filter(|name| Some(*name) != world.who.as_ref());
    let mut picks: Vec<Pick> = others.take(8).map(|name| Pick::new(name, name)).collect();
    if picks.is_empty() {
        return Ask::typed(purpose);
    }
    picks.push(Pick::typed("Another name, typed"));
    Ask::pick(purpose, picks)
}

fn who_ask(world: &World, purpose: Purpose) -> Ask {
    let mut names: Vec<&String> = world.who.iter().collect();
    names.extend(world.technicians.iter().filter(|name| Some(*name) != world.who.as_ref()).take(8 - names.len()));
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
