//! From what was chosen or typed to a draft of a row.

use super::{Focus, JobScreen, Mode};
use crate::app::ask::{Ask, FULL, Pick, Purpose, begin_anew, insert};
use crate::app::limits;
use crate::app::reaction::Reaction;
use crate::app::{Command, Effect, World};
use crate::domain::checklist::known;
use crate::domain::fact::What;
use crate::domain::input::{self, doubts};
use crate::domain::recovery::found_by;
use crate::domain::{Answer, Choice, Field, Id, Reading, Serial, rules, steps};

impl JobScreen {
    /// A digit: takes that option of the item in focus.
    pub(super) fn choose(&mut self, world: &mut World, n: usize) -> Reaction {
        let chosen = self.with_item(world, |progress, page, item| {
            (item.id, progress.options(item).into_iter().nth(n.wrapping_sub(1)), progress.may_answer(page, item))
        });
        match chosen {
            Some((_, Some(option), true)) => self.take_option(world, &option),
            Some((_, None, true)) => {
                world.warn(format!("there is no option {n} here"));
                Reaction::stay()
            }
            _ => Reaction::stay(),
        }
    }

    /// An option was taken: asks for its note first where one is required.
    fn take_option(&mut self, world: &mut World, option: &Choice) -> Reaction {
        match &option.note {
            Some(prompt) if self.remark().trim().is_empty() => {
                let purpose = Purpose::Note { option: option.id, prompt: prompt.en.clone() };
                self.mode = Mode::Ask(Ask::typed(purpose));
                Reaction::stay()
            }
            _ => {
                let note = self.remark().to_owned();
                self.answer(world, Answer::Option(option.id), &note)
            }
        }
    }

    /// Enter outside a field: opens the field, or records the wait that is over.
    pub(super) fn enter(&mut self, world: &mut World) -> Reaction {
        let Some(kind) = self.with_item(world, |progress, page, item| {
            let recorded = progress.job.answer(item.id.as_str()).filter(|answer| !matches!(answer, Answer::Option(_)));
            let typed = recorded.map(|answer| match answer {
                Answer::Number(reading) => reading.digits().to_string(),
                other => other.shown(),
            });
            (item.field.clone(), progress.may_answer(page, item), typed.unwrap_or_default())
        }) else {
            if matches!(self.focus, Focus::Call(_)) && self.is_workable(world) {
                world.tell("c makes the completion call");
            }
            return Reaction::stay();
        };
        match kind {
            (Some(Field::Wait { .. }), true, _) => return self.record_wait(world),
            (Some(_), true, typed) => self.force_field(&typed),
            (None, true, _) => world.tell("press the digit of the option that fits"),
            (_, false, _) => {}
        }
        Reaction::stay()
    }

    /// The wait is over: records what has passed.
    fn record_wait(&mut self, world: &mut World) -> Reaction {
        let is_settled = self.with_item(world, |progress, page, item| progress.status(page, item).is_settled());
        if is_settled == Some(true) {
            world.tell("this wait is over and recorded");
            return Reaction::stay();
        }
        let wait = self.with_item(world, |progress, _, item| progress.wait(item)).flatten();
        match wait.and_then(|wait| wait.waited_seconds) {
            Some(seconds) => {
                let note = self.remark().to_owned();
                self.answer(world, Answer::Number(Reading::seconds(seconds)), &note)
            }
            None => {
                world.tell("the wait begins when what comes before it is answered");
                Reaction::stay()
            }
        }
    }

    /// Whether a wait of the page in focus can begin again.
    #[must_use]
    pub fn may_restart_wait(&self, world: &World) -> bool {
        let may = world.with_progress(&self.key, |progress| {
            let page = progress.checklist.page(self.page(progress)?)?;
            Some(page.items.iter().any(|item| steps::restart_wait(progress, item).is_some()))
        });
        may.flatten() == Some(true)
    }

    /// A door was opened, or the car locked: the wait of the page in focus begins again.
    pub(super) fn restart_wait(&mut self, world: &mut World) -> Reaction {
        let again = world.with_progress(&self.key, |progress| {
            let page = progress.checklist.page(self.page(progress)?)?;
            page.items.iter().find_map(|item| steps::restart_wait(progress, item))
        });
        match again.flatten() {
            Some(what) => self.record(world, what, steps::DOOR_OPENED),
            None => {
                world.tell("the wait has not begun");
                Reaction::stay()
            }
        }
    }

    /// The completion call of the page in focus; of the last one, the end of the job.
    pub(super) fn call(&mut self, world: &mut World) -> Reaction {
        let Focus::Call(pause) = self.focus else {
            self.go_to_call(world);
            return Reaction::stay();
        };
        let what = world.with_progress(&self.key, |progress| steps::call(progress, pause));
        let Some(what) = what.flatten() else { return Reaction::stay() };
        self.record(world, what, "")
    }

    /// Goes to the completion call that is due, so that it is read before it is made.
    fn go_to_call(&mut self, world: &mut World) {
        let due = world.with_progress(&self.key, |progress| {
            let due = progress.pages().find(|page| progress.may_call(page)).map(|page| page.pause);
            due.ok_or_else(|| progress.first_open().map(|(_, item)| item.label.to_string()))
        });
        match due {
            Some(Ok(pause)) => {
                (self.focus, self.mode) = (Focus::Call(pause), Mode::Look);
                world.tell("say it aloud, then c makes the call");
            }
            Some(Err(Some(open))) => {
                world.tell(format!("the completion call comes when the page is complete: {open} is open"))
            }
            _ => world.tell("no completion call is due"),
        }
    }

    /// A command while the item's field is open.
    pub(super) fn on_field(&mut self, world: &mut World, command: Command) -> Reaction {
        if let Mode::Field(field) = &mut self.mode {
            begin_anew(&mut field.input, &mut field.is_offered, &command);
        }
        match command {
            Command::Escape => {
                self.keep_draft();
                self.mode = Mode::Look;
            }
            Command::Up => self.step(world, -1),
            Command::Down => self.step(world, 1),
            Command::Enter => return self.take_typed(world),
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
    fn take_typed(&mut self, world: &mut World) -> Reaction {
        self.keep_draft();
        let Mode::Field(field) = &self.mode else { return Reaction::stay() };
        let typed = field.input.value().to_owned();
        let parsed = self.with_item(world, |_, _, item| input::parse_typed(item, &typed));
        match parsed {
            Some(Ok(Answer::Serial(serial))) => self.take_serial(world, serial),
            Some(Ok(answer)) => {
                let note = self.remark().to_owned();
                self.answer(world, answer, &note)
            }
            Some(Err(unfit)) => {
                if let Mode::Field(field) = &mut self.mode {
                    field.refusal = Some(unfit.to_string());
                }
                Reaction::stay()
            }
            None => Reaction::stay(),
        }
    }

    /// A standard serial is recorded; letters that may be digits are shown; anything else is typed again.
    fn take_serial(&mut self, world: &mut World, serial: Serial) -> Reaction {
        let note = self.remark().to_owned();
        match (doubts(&serial), serial.suggestion()) {
            (None, _) => self.answer(world, Answer::Serial(serial), &note),
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
    pub(super) fn take_look_alike(&mut self, world: &mut World, picked: &str) -> Reaction {
        let Ok(serial) = Serial::parse(picked) else { return Reaction::stay() };
        if serial.suggestion().is_none() {
            let note = self.remark().to_owned();
            return self.answer(world, Answer::Serial(serial), &note);
        }
        let doubt = "letters where the usual form has digits".to_owned();
        self.mode = Mode::Ask(Ask::typed(Purpose::SerialAgain { first: serial, doubt }));
        Reaction::stay()
    }

    /// The serial was typed a second time.
    pub(super) fn take_serial_again(&mut self, world: &mut World, first: &Serial, typed: &str) -> Reaction {
        let refusal = match Serial::parse(typed) {
            Ok(second) if second == *first => {
                let note = self.remark().to_owned();
                return self.answer(world, Answer::Serial(second), &note);
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
    pub(super) fn answer(&mut self, world: &mut World, answer: Answer, note: &str) -> Reaction {
        let Some((id, wants_reason)) =
            self.with_item(world, |progress, page, item| (item.id, progress.needs_reason(page, item)))
        else {
            return Reaction::stay();
        };
        if !wants_reason {
            return self.record(world, What::Answered { item: id, answer }, note);
        }
        let job = world.jobs.get(&self.key);
        let is_the_same = note.trim().is_empty() && job.and_then(|job| job.answer(id.as_str())) == Some(&answer);
        if is_the_same {
            self.mode = Mode::Look;
            self.drafts.remove(&id);
            world.tell("it says so already: nothing is changed");
            return Reaction::stay();
        }
        if let Some(step) = self.found_since(world, &id) {
            let note = steps::join_notes(&[&format!("found: {step}"), note]);
            return self.record(world, What::Corrected { item: id, answer }, &note);
        }
        // what can't be taken is refused before the reason is asked, while what was typed can still be changed
        let what = What::Corrected { item: id, answer: answer.clone() };
        let who = world.who.clone().unwrap_or_default();
        let with_reason = format!("changed; {note}");
        let allowed = world.with_progress(&self.key, |progress| rules::check(progress, &what, &who, &with_reason));
        if let Some(Err(unfit)) = allowed {
            self.refuse(world, unfit.to_string());
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
    fn found_since(&self, world: &World, item: &Id) -> Option<Id> {
        if item.as_str() != known::CODE {
            return None;
        }
        let job = world.jobs.get(&self.key)?;
        let route = world.book.recovery(job.token(known::CAR), job.token(known::RADIO));
        let (step, found) = found_by(job, &route)?;
        let is_news = job.latest(known::CODE).is_none_or(|answered| answered.seq < found.seq);
        is_news.then_some(step.id)
    }

    /// Checks a fact against the rules and, when they allow it, asks for its row.
    pub(super) fn record(&mut self, world: &mut World, what: What, note: &str) -> Reaction {
        let who = world.who.clone().unwrap_or_default();
        self.record_as(world, what, note, who)
    }

    /// Like [`JobScreen::record`], signed by `who`.
    pub(super) fn record_as(&mut self, world: &mut World, what: What, note: &str, who: String) -> Reaction {
        let note = note.trim();
        match world.allows(&self.key, &what, &who, note) {
            Some(Ok(())) => {
                let draft = crate::journal::Draft { who, ..world.draft(&self.key, what, note) };
                Reaction::effect(Effect::Append(draft))
            }
            Some(Err(unfit)) => {
                self.refuse(world, unfit.to_string());
                Reaction::stay()
            }
            None => Reaction::stay(),
        }
    }

    /// Shows a refusal where the eye is: at the open field or question, else at the foot of the screen.
    fn refuse(&mut self, world: &mut World, why: String) {
        match &mut self.mode {
            Mode::Field(field) => field.refusal = Some(why),
            Mode::Ask(ask) => ask.refusal = Some(why),
            Mode::Look => world.warn(why),
        }
    }
}

/// Where two readings of a label part.
fn differing_place(first: &Serial, second: &Serial) -> String {
    let (a, b) = (first.as_str(), second.as_str());
    let place = a.chars().zip(b.chars()).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    format!("the two differ from place {} on: read the label again, or Esc to change the first", place + 1)
}
