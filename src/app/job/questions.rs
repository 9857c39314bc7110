//! The questions in front of an item: who is there, and what the dialogue asks on the way to a row.

use super::{Focus, InFocus, JobScreen, Mode, Unsaid};
use crate::app::dialogue::job::Taken;
use crate::app::dialogue::{Entry, JobChoice, JobDialogue, JobNext, JobQuestion};
use crate::app::parts::{Answered, Ask, TextAnswer, record};
use crate::app::reaction::{Beside, Go, Reaction, Target, Then};
use crate::app::{Command, Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::{RemarkOn, What};
use crate::domain::input::Unfit;
use crate::domain::{Fact, Id, Job, Station, remark, rules, steps};

/// A question that is answered by a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Who is there.
    Who(Arrival),
    /// What the dialogue asks.
    Dialogue(JobQuestion),
}

/// Why it is asked who is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Work goes on after so many seconds.
    Resumes {
        /// Seconds since anything was recorded.
        away_seconds: i64,
    },
    /// Somebody else works on.
    TakesOver,
    /// Somebody goes on here with a job that another station holds; without one, with a job that another one went on with as well.
    TakesFrom(Option<Station>),
    /// The sheet is handed over.
    HandsOver,
    /// Something is remarked on a job that nobody works on here just now.
    Remarks,
    /// The guard or the recovery route is opened.
    GoesBeside(Beside),
}

/// A question of the dialogue that is being answered, and what is typed so far.
fn half_answered(ask: &Ask<Question, JobChoice>) -> Option<(JobQuestion, String)> {
    let Ask::Text(Question::Dialogue(question), answer) = ask else { return None };
    let text = answer.field().map(|field| field.input().value()).filter(|text| !text.trim().is_empty())?;
    Some((question.clone(), text.to_owned()))
}

impl JobScreen {
    /// Keeps how far a question is answered, for when it is asked again.
    fn keep_question(&mut self, ask: &Ask<Question, JobChoice>) {
        self.unsaid.question = half_answered(ask).or(self.unsaid.question.take());
    }

    /// Hands over what was typed and is not recorded yet, as the screen is left.
    pub fn take_unsaid(&mut self) -> Unsaid {
        self.keep_draft();
        if let Mode::Ask(ask) = &self.mode
            && let Some(half) = half_answered(ask)
        {
            self.unsaid.question = Some(half);
        }
        std::mem::take(&mut self.unsaid)
    }

    /// The dialogue about this job with whoever is there.
    pub(super) fn dialogue<'a>(&self, store: &'a Store, session: &'a Session) -> Option<JobDialogue<'a>> {
        Some(JobDialogue {
            progress: store.progress(&self.key)?,
            who: session.who(),
            now: store.now().wall,
            has_others: store.has_others,
        })
    }

    /// Says something about the item in focus, and goes on with what comes next.
    pub(super) fn say(
        &mut self,
        store: &Store,
        session: &mut Session,
        say: impl FnOnce(&JobDialogue<'_>, &InFocus<'_>) -> Taken,
    ) -> Reaction {
        let Some(dialogue) = self.dialogue(store, session) else { return Reaction::stay() };
        let Some(it) = self.item(store) else { return Reaction::stay() };
        let taken = say(&dialogue, &it);
        self.go_on_with(store, session, taken)
    }

    /// Goes on with what comes next in the dialogue, or shows why what was said can't be taken.
    pub(super) fn go_on_with(&mut self, store: &Store, session: &mut Session, taken: Taken) -> Reaction {
        self.mode = match taken {
            Err(unfit) => return self.refuse(session, &unfit),
            Ok(JobNext::Record(entry)) => return self.record(store, session, entry),
            Ok(JobNext::Ask(question)) => {
                let left = self.unsaid.question.take_if(|(of, _)| *of == question);
                let answer = match question {
                    _ if left.is_some() => TextAnswer::holding(left.map(|(_, text)| text).unwrap_or_default()),
                    JobQuestion::Second { .. } => TextAnswer::name(session.others()),
                    JobQuestion::CorrectionReason { .. } => {
                        let reasons = [
                            ("It was mistyped", "mistyped"),
                            ("It is known now", "known now"),
                            ("It has changed since", "changed since"),
                        ];
                        let offers = reasons.map(|(label, reason)| (label.to_owned(), reason.to_owned()));
                        TextAnswer::offering(offers.to_vec(), "Another reason, typed")
                    }
                    _ => TextAnswer::typed(),
                };
                Mode::Ask(Ask::Text(Question::Dialogue(question), answer))
            }
            Ok(JobNext::Choose(choice)) => {
                // who may not sign is told so at the name
                if let JobChoice::SecondAt { entry, .. } = &choice
                    && let Err(unfit) = store.checked(&self.key, (**entry).clone())
                {
                    return self.refuse(session, &unfit);
                }
                Mode::Ask(Ask::choice(choice))
            }
            Ok(JobNext::Unchanged) => {
                if let Focus::Item(id) = &self.focus {
                    self.unsaid.values.remove(id);
                }
                session.tell("it says so already: nothing is changed");
                Mode::Look
            }
            Ok(JobNext::Differs(place)) => {
                let way_on = "read the label again, or Esc to change the first";
                return self.refuse(session, &Unfit::new(format!("the two differ from place {place} on: {way_on}")));
            }
            Ok(JobNext::MakeSafe(reason)) => {
                self.stopping = Some(reason);
                return self.make_safe(store, session);
            }
        };
        Reaction::stay()
    }

    /// Asks for the row of a fact.
    pub(super) fn record(&mut self, store: &Store, session: &mut Session, entry: Entry) -> Reaction {
        record(store, &self.key, entry).unwrap_or_else(|unfit| self.refuse(session, &unfit))
    }

    /// Shows a refusal where the eye is: at the open field or question, else at the foot of the screen.
    pub(super) fn refuse(&mut self, session: &mut Session, unfit: &Unfit) -> Reaction {
        match &mut self.mode {
            Mode::Field(field) => field.refuse(unfit.to_string()),
            Mode::Ask(ask) => ask.refuse(unfit.to_string()),
            Mode::Look => session.warn(unfit.to_string()),
        }
        let item = match &self.focus {
            Focus::Item(id) => Some(*id),
            _ => None,
        };
        Reaction::refused(&self.key, item, unfit, session.who())
    }

    /// Asks who is there, when the job is open and continued here. Returns whether it asks.
    pub fn ask_who_is_there(&mut self, store: &Store, session: &Session, away_seconds: i64) -> bool {
        let is_asked = matches!(self.mode, Mode::Ask(Ask::Text(Question::Who(Arrival::Resumes { .. }), _)));
        if !store.is_workable(&self.key) || is_asked {
            return false;
        }
        self.keep_draft();
        let open = std::mem::replace(&mut self.mode, Mode::Look);
        self.ask_who(store, session, Arrival::Resumes { away_seconds });
        // a reason that is half typed is still there afterwards
        self.interrupted = matches!(open, Mode::Ask(_)).then_some(open);
        true
    }

    /// Asks who is there: still whoever was, which is Enter, or somebody else who works here.
    pub(super) fn ask_who(&mut self, store: &Store, session: &Session, arrival: Arrival) {
        let last = || {
            store
                .jobs
                .get(&self.key)
                .map(Job::last_by_hand)
                .filter(|it| it.station == store.station)
                .map(|it| &*it.who.first)
        };
        let still = session.who.as_deref().or(session.before.as_deref()).or_else(last).map(ToOwned::to_owned);
        let answer = TextAnswer::who(still.as_ref(), &session.technicians);
        self.mode = Mode::Ask(Ask::Text(Question::Who(arrival), answer));
    }

    /// Asks who works on, here: where another station holds the job, or went on with it as well, it is taken over.
    pub(super) fn change_hands(&mut self, store: &Store, session: &Session) -> Reaction {
        let job = store.jobs.get(&self.key).filter(|_| store.may_take_over(&self.key));
        let from = job.map(|job| Some(job.holder()).filter(|holder| *holder != store.station));
        self.ask_who(store, session, from.map_or(Arrival::TakesOver, Arrival::TakesFrom));
        // what the other station recorded last is what is gone on behind
        from.map_or_else(Reaction::stay, |_| Reaction::effect(Effect::Read))
    }

    /// Another station has taken the job over: nothing is asked here any more, and what was typed is kept.
    pub(in crate::app) fn close(&mut self) {
        self.keep_draft();
        (self.mode, self.pointer, self.stopping) = (Mode::Look, None, None);
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
        self.ask_who(store, session, Arrival::GoesBeside(beside));
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
        match then {
            Then::Nothing => {}
            Then::Advance => self.stay_or_advance(store),
            Then::Stop => self.choose_stop(store, session),
            Then::Handover => {
                self.ask_handover(store, session);
                self.is_from_sheet = matches!(self.mode, Mode::Ask(_));
            }
            Then::Code | Then::Override => {
                if let Ok(code) = Id::new(known::CODE).map(Focus::Item) {
                    (self.focus, self.mode) = (code, Mode::Look);
                }
                if then == Then::Override {
                    self.say(store, session, |dialogue, it| dialogue.overriding(it.item.id));
                }
            }
        }
    }

    /// Asks a question that is answered by a pick, where the job is worked on here.
    pub(super) fn choose_among(&mut self, store: &Store, choice: JobChoice) {
        if store.is_workable(&self.key) {
            self.stopping.take_if(|_| matches!(choice, JobChoice::StopReason { .. }));
            self.mode = Mode::Ask(Ask::choice(choice));
        }
    }

    /// Asks why the job is stopped.
    pub(super) fn choose_stop(&mut self, store: &Store, session: &Session) {
        if let Some(stop) = self.dialogue(store, session).map(|dialogue| dialogue.stop()) {
            self.choose_among(store, stop);
        }
    }

    /// Asks for a remark on what is in focus; first who makes it, where nobody has said so.
    pub(super) fn ask_remark(&mut self, store: &Store, session: &mut Session) {
        if session.who.is_none() {
            return self.ask_who(store, session, Arrival::Remarks);
        }
        let has_ended = store.jobs.get(&self.key).is_some_and(|job| job.ending().is_some());
        let on = match &self.focus {
            Focus::Item(id) => RemarkOn::Item(*id),
            Focus::Call(pause) if !has_ended => RemarkOn::Call(*pause),
            Focus::Call(_) | Focus::Work => RemarkOn::Job,
        };
        drop(self.go_on_with(store, session, Ok(JobNext::Ask(JobQuestion::Remark { on }))));
    }

    /// A remark is on the disk: everything else is as it was.
    pub(super) fn on_remarked(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        self.unsaid.question = None;
        self.open_field(store);
        let was_handed_over = store.jobs.get(&self.key).is_some_and(|job| job.handover().is_some());
        let What::Remarked { on } = fact.what else { return Reaction::stay() };
        let mut before = store.jobs.get(&self.key).into_iter().flat_map(|job| job.remarks(on));
        let is_taken_back = before.any(|it| remark::marked(&it.note).is_some_and(|line| !line.is_empty()));
        session.tell(match remark::marked(&fact.note) {
            None => "remarked, for the workshop",
            Some(_) if was_handed_over => "remarked: the sheet was handed over before, so print it again",
            Some("") if !is_taken_back => {
                "nothing is taken back: what the customer reads was remarked elsewhere, and is taken back there"
            }
            Some("") => "the customer's page says nothing of it any more",
            Some(_) => "remarked: the customer reads it on the sheet",
        });
        Reaction::stay()
    }

    /// Asks how the sheet was handed over, when the job has one; first who does it, where nobody has said so.
    pub(super) fn ask_handover(&mut self, store: &Store, session: &mut Session) {
        match self.dialogue(store, session).map(|dialogue| dialogue.handover()) {
            Some(Ok(_)) if session.who.is_none() => self.ask_who(store, session, Arrival::HandsOver),
            Some(taken) => drop(self.go_on_with(store, session, taken)),
            None => {}
        }
    }

    /// A command while a question is open.
    pub(super) fn on_ask(&mut self, store: &Store, session: &mut Session, command: &Command) -> Reaction {
        let Mode::Ask(ask) = &mut self.mode else { return Reaction::stay() };
        if *command == Command::Escape {
            return self.leave_ask(session);
        }
        let answered = match ask.take(command) {
            None => return Reaction::stay(),
            Some(Answered::Text(Question::Who(arrival), name)) => {
                return self.take_name(store, session, &name, arrival);
            }
            Some(Answered::Text(Question::Dialogue(question), text)) => Answered::Text(question, text),
            Some(Answered::Pick(pick)) => Answered::Pick(pick),
        };
        let Some(dialogue) = self.dialogue(store, session) else { return Reaction::stay() };
        let taken = match answered {
            Answered::Text(question, text) => dialogue.after_text(question, &text),
            Answered::Pick(pick) => dialogue.after_pick(pick),
        };
        self.go_on_with(store, session, taken)
    }

    /// A character was typed that means nothing here; says whether the question that is open tells so.
    pub fn typed_past(&mut self) -> bool {
        match &mut self.mode {
            Mode::Ask(ask) => ask.typed_past(),
            Mode::Look | Mode::Field(_) => false,
        }
    }

    /// Esc: a step back, to the item or to the question before; a job whose technician isn't known goes back to the board.
    fn leave_ask(&mut self, session: &Session) -> Reaction {
        if let Mode::Ask(Ask::Text(_, answer)) = &mut self.mode
            && answer.back_to_offers()
        {
            return Reaction::stay();
        }
        let Mode::Ask(ask) = std::mem::replace(&mut self.mode, Mode::Look) else { return Reaction::stay() };
        self.keep_question(&ask);
        if std::mem::take(&mut self.is_from_sheet) {
            return Reaction::push(Target::Sheet(self.key));
        }
        match ask {
            Ask::Text(Question::Who(Arrival::Resumes { .. }), _) if session.who.is_none() => {
                return Reaction::go(Go::Home);
            }
            // one step back: the reason is still there
            Ask::Text(Question::Dialogue(JobQuestion::Second { item, reason }), _) => {
                let question = Question::Dialogue(JobQuestion::OverrideReason { item });
                self.mode = Mode::Ask(Ask::Text(question, TextAnswer::holding(reason)));
            }
            Ask::Choice(JobChoice::SecondAt { entry, .. }, _) => {
                let Entry { what, note: reason, who } = *entry;
                if let Some(item) = what.item().copied() {
                    let question = Question::Dialogue(JobQuestion::Second { item, reason });
                    let name = who.second.as_deref().unwrap_or_default();
                    self.mode = Mode::Ask(Ask::Text(question, TextAnswer::holding(name)));
                }
            }
            Ask::Text(Question::Dialogue(JobQuestion::SerialAgain { .. }), _)
            | Ask::Choice(JobChoice::LookAlike { .. }, _) => self.force_field(""),
            Ask::Text(..) | Ask::Choice(..) => {}
        }
        Reaction::stay()
    }

    /// Somebody said who they are. A resume is a row; a change of hands shows in the rows that follow.
    fn take_name(&mut self, store: &Store, session: &mut Session, name: &str, arrival: Arrival) -> Reaction {
        let name = match rules::name(name) {
            Ok(name) => name,
            Err(unfit) => return self.refuse(session, &unfit),
        };
        session.learn_name(&name);
        session.who = Some(name);
        if let Arrival::Resumes { .. } = arrival {
            let Some(progress) = store.progress(&self.key) else { return Reaction::stay() };
            return self.record(store, session, Entry::new(steps::resume(&progress), "", session.who()));
        }
        self.open_field(store);
        match arrival {
            Arrival::GoesBeside(beside) => return Reaction::push(Target::Beside(beside, self.key)),
            Arrival::HandsOver => self.ask_handover(store, session),
            Arrival::Remarks => self.ask_remark(store, session),
            Arrival::TakesFrom(_) => {
                let taken = store.taking_over(&self.key, session.who());
                return taken.map_or_else(Reaction::stay, |entry| self.record(store, session, entry));
            }
            Arrival::TakesOver => {
                let progress = store.progress(&self.key).filter(|_| store.is_workable(&self.key));
                if let Some(what) = progress.and_then(|progress| steps::change_hands(&progress, session.who())) {
                    return self.record(store, session, Entry::new(what, "", session.who()));
                }
            }
            Arrival::Resumes { .. } => {}
        }
        Reaction::stay()
    }

    /// Goes to what makes the car safe for the stop; when all of it is signed off, on with the stop.
    pub(super) fn make_safe(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let (Some(reason), Some(dialogue)) = (self.stopping, self.dialogue(store, session)) else {
            return Reaction::stay();
        };
        if let Some(id) = dialogue.next_to_make_safe() {
            self.focus = Focus::Item(id);
            self.open_field(store);
            session.tell("make it safe: sign this off, then the stop goes on");
            return Reaction::stay();
        }
        let next = dialogue.made_safe(reason);
        self.stopping = None;
        self.go_on_with(store, session, Ok(next))
    }
}
