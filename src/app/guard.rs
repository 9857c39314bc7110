//! The lock-out guard on the screen: what the display says, what is prepared before a code is entered, what came of it, and
//! how long the radio takes none. The code itself is entered at the radio and nowhere else.
//!
//! What is shown follows from [`crate::domain::Guard`] and from how far the person has come here; nothing of it is kept but
//! the rows.

mod answers;

pub use answers::{Display, ELSE, OUTCOMES, PREPARATIONS, preparations};

use super::ask::{Ask, Pick, Purpose, Step};
use super::job::second_ask;
use super::limits;
use super::reaction::{Beside, Go, Reaction, Target, Then};
use super::{Command, Effect, World};
use crate::domain::checklist::known;
use crate::domain::fact::Outcome as Said;
use crate::domain::input::check_no_code;
use crate::domain::lockout::{PLAYS, SEEN, Stage, State, last_attempt};
use crate::domain::{Answer, Fact, Guard, Id, JobKey, Status, What, rules};
use crate::journal::Draft;

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Earlier attempts are still being read.
    Reading,
    /// What does the display say?
    Display,
    /// The preparations.
    Prepare(Display),
    /// What came of it?
    Outcome,
    /// A wait is running, or something else says stop.
    Held(State),
    /// The code was accepted.
    Plays,
}

/// The guard's screen.
#[derive(Debug, Clone)]
pub struct GuardScreen {
    /// The job.
    pub key: JobKey,
    /// What the display says, once that was said.
    pub display: Option<Display>,
    /// What is prepared.
    pub is_prepared: [bool; PREPARATIONS],
    /// How many attempts were known when the display was read: with another one, all is prepared anew.
    counted: usize,
    /// What the radio did, marked and not recorded yet: by its place among the answers.
    pub marked: Option<usize>,
    /// A question in front of it.
    pub ask: Option<Ask>,
    /// What was recorded last of an attempt while this was open.
    last: Option<Stage>,
    /// Whether that was seen or told, not entered here.
    is_seen: bool,
}

/// An answer of the list that follows from what came of a code.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// What is recorded.
    pub what: What,
    /// `label: answer`.
    pub words: String,
    /// The note that it is recorded with.
    pub why: &'static str,
}

impl GuardScreen {
    /// Opens the guard of a job's radio.
    #[must_use]
    pub fn open(key: JobKey) -> Self {
        let is_prepared = [false; PREPARATIONS];
        Self { key, display: None, is_prepared, counted: 0, marked: None, ask: None, last: None, is_seen: false }
    }

    /// What is on the screen.
    #[must_use]
    pub fn page(&self, world: &World) -> Page {
        let Some(guard) = world.guard(&self.key).filter(|_| !world.is_reading) else { return Page::Reading };
        match (guard.state, self.display) {
            (State::Entering, _) => Page::Outcome,
            _ if self.has_accepted() || self.is_list_behind(world) => Page::Plays,
            (state, _) if !guard.may_enter() => Page::Held(state),
            (_, None) => Page::Display,
            _ if guard.ledger.entries.len() != self.counted => Page::Display,
            (_, Some(display)) => Page::Prepare(display),
        }
    }

    /// What the checklist can be told after a code was accepted, or once the radio is locked.
    #[must_use]
    pub fn follow_ups(&self, world: &World) -> Vec<FollowUp> {
        self.follow_ups_of(world, self.page(world))
    }

    fn follow_ups_of(&self, world: &World, page: Page) -> Vec<FollowUp> {
        if self.key.station != world.station {
            return Vec::new();
        }
        let (why, answers): (&str, &[(&str, &str)]) = match page {
            Page::Plays if self.was_seen(world) => ("the radio plays again", &[(known::RADIO_AFTER, "plays")]),
            Page::Plays => (
                "the radio accepted the code",
                &[(known::RADIO_AFTER, "code-entered"), (known::CODE, "entered-accepted")],
            ),
            Page::Held(State::Locked) => ("the radio shows LOCKED", &[(known::RADIO_AFTER, "locked")]),
            _ => return Vec::new(),
        };
        let who = world.who.clone().unwrap_or_default();
        let found = world.with_progress(&self.key, |progress| {
            let follow_up = |&(item, option): &(&str, &str)| {
                let (page, item) = progress.item(item)?;
                let is_said = progress.job.token(item.id.as_str()) == Some(option);
                // what is fine already needs no better reason for being fine
                if is_said || (option != "locked" && progress.status(page, item) == Status::Done) {
                    return None;
                }
                let (item_id, answer) = (item.id, Answer::Option(Id::new(option).ok()?));
                let words = format!("{}: {}", item.label, progress.shown(item, &answer));
                let what = if progress.needs_reason(page, item) {
                    What::Corrected { item: item_id, answer }
                } else {
                    What::Answered { item: item_id, answer }
                };
                rules::check(progress, &what, &who, why).is_ok().then_some(FollowUp { what, words, why })
            };
            answers.iter().filter_map(follow_up).collect()
        });
        found.unwrap_or_default()
    }

    /// Acts on a command.
    pub fn on(&mut self, world: &mut World, command: Command) -> Reaction {
        if self.ask.is_some() {
            return self.on_ask(world, command);
        }
        match command {
            Command::Escape => Reaction::back(),
            Command::Recovery => Reaction::go(Go::Replace(Target::Beside(Beside::Recovery, self.key))),
            Command::Override => self.ask_override(world),
            Command::Correct => self.ask_what_came_of_it(world),
            Command::Choose(n) => self.choose(world, n),
            Command::Enter => self.enter(world),
            _ => Reaction::stay(),
        }
    }

    /// Whether a code was accepted while this was open.
    fn has_accepted(&self) -> bool {
        matches!(self.last, Some(Stage::Ended(Said::Accepted) | Stage::Corrected(Said::Accepted)))
    }

    /// Whether it plays without a code that was entered here: somebody unlocked it.
    #[must_use]
    pub fn was_seen(&self, world: &World) -> bool {
        self.is_seen || self.unsaid(world) == Some(true)
    }

    /// Whether the list can be told that the radio accepted a code.
    fn is_list_behind(&self, world: &World) -> bool {
        self.unsaid(world).is_some() && !self.follow_ups_of(world, Page::Plays).is_empty()
    }

    /// Whether the radio accepted a code since the list was told that it asks for one or is locked, so that the list is behind;
    /// and whether that was seen or told.
    fn unsaid(&self, world: &World) -> Option<bool> {
        let job = world.jobs.get(&self.key).filter(|_| self.display.is_none())?;
        let said = job.latest(known::RADIO_AFTER)?;
        let last = last_attempt(job).filter(|last| last.outcome == Some(Said::Accepted))?;
        let is_behind = matches!(job.token(known::RADIO_AFTER), Some("asks-code" | "locked"));
        (is_behind && last.fact.is_after(said)).then(|| last.is_seen())
    }

    /// Whether it was here that the code was said to be entered: whoever comes later must not enter it again.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.last == Some(Stage::Begun)
    }

    /// How many of the four are prepared.
    #[must_use]
    pub fn prepared(&self) -> usize {
        self.is_prepared.iter().filter(|it| **it).count()
    }

    /// A code is to be entered: what other stations recorded is read first, then that it is entered gets a row of its own,
    /// and only then anybody touches the radio.
    fn enter(&mut self, world: &mut World) -> Reaction {
        match self.page(world) {
            Page::Prepare(_) => {}
            Page::Outcome => return self.came_of_it(world),
            _ => return Reaction::stay(),
        }
        if self.prepared() < PREPARATIONS {
            world.tell(format!("first the {PREPARATIONS} preparations: {} are done", self.prepared()));
            return Reaction::stay();
        }
        Reaction::effect(Effect::ReadOthers)
    }

    /// Records what the radio did.
    fn came_of_it(&mut self, world: &mut World) -> Reaction {
        let outcomes = OUTCOMES.iter().map(|(outcome, _)| Stage::Ended(*outcome));
        let stage = self.marked.and_then(|at| outcomes.chain(ELSE.iter().map(|(stage, _)| *stage)).nth(at));
        let Some(stage) = stage else {
            world.tell("first what the radio did, by its digit");
            return Reaction::stay();
        };
        let who = world.who.clone().unwrap_or_default();
        self.record(world, stage.what(), "", who)
    }

    /// What other stations recorded is known.
    pub fn on_others_read(&mut self, world: &mut World) -> Reaction {
        match self.page(world) {
            Page::Prepare(_) => {
                let who = world.who.clone().unwrap_or_default();
                self.record(world, Stage::Begun.what(), "", who)
            }
            Page::Outcome => {
                let other =
                    world.guard(&self.key).and_then(|guard| guard.ledger.open_elsewhere().map(|it| it.fact.job));
                if let Some(job) = other {
                    world.warn(format!("STOP: another code is being entered, at {job}: enter nothing, and say so (5)"));
                }
                Reaction::stay()
            }
            _ => {
                world.warn("enter nothing: something was recorded about this radio meanwhile");
                Reaction::stay()
            }
        }
    }

    fn choose(&mut self, world: &mut World, n: usize) -> Reaction {
        let Some(at) = n.checked_sub(1) else { return Reaction::stay() };
        match self.page(world) {
            Page::Reading => {}
            Page::Display => {
                if let Some(display) = Display::ALL.get(at) {
                    return self.take_display(world, *display);
                }
            }
            Page::Prepare(_) if n == PREPARATIONS && !self.is_prepared[at] => self.ask_attempts(),
            Page::Prepare(_) => {
                if let Some(tick) = self.is_prepared.get_mut(at) {
                    *tick = !*tick;
                }
            }
            Page::Outcome => {
                // whoever types the code here by mistake records nothing with it
                self.marked = (at < OUTCOMES.len() + ELSE.len()).then_some(at);
            }
            Page::Held(_) if n == 1 => self.ask = Some(Ask::typed(Purpose::PlaysAgain)),
            Page::Held(_) => return self.follow_up(world, at - 1),
            Page::Plays => return self.follow_up(world, at),
        }
        Reaction::stay()
    }

    /// Has the list say what came of the code.
    fn follow_up(&mut self, world: &mut World, at: usize) -> Reaction {
        match self.follow_ups(world).into_iter().nth(at) {
            Some(follow_up) => {
                let who = world.who.clone().unwrap_or_default();
                self.record(world, follow_up.what, follow_up.why, who)
            }
            None => Reaction::stay(),
        }
    }

    /// The display was read. What shows that codes were entered elsewhere is recorded, because it decides when the next one
    /// may be.
    fn take_display(&mut self, world: &mut World, display: Display) -> Reaction {
        let has_live = world.guard(&self.key).is_some_and(|guard| guard.ledger.live().next().is_some());
        match display {
            Display::Code | Display::Safe => {
                self.counted = world.guard(&self.key).map_or(0, |guard| guard.ledger.entries.len());
                (self.display, self.is_prepared) = (Some(display), [false; PREPARATIONS]);
            }
            Display::Error if has_live => {
                let picks = vec![
                    Pick::new("Our own last attempt, recorded already", "ours"),
                    Pick::new("Somebody else's, or nobody knows", "else"),
                ];
                self.ask = Some(Ask::pick(Purpose::WhoseError, picks));
            }
            Display::Wait | Display::Error | Display::Locked => {
                let more = if display == Display::Locked { ", no more tries" } else { "" };
                let record = format!("It says {}: record it{more}", display.word());
                let picks = vec![Pick::new(record, "record"), Pick::new("Look again", "again")];
                self.ask = Some(Ask::pick(Purpose::Seen(display), picks));
            }
            Display::Plays if has_live => self.ask = Some(Ask::typed(Purpose::PlaysAgain)),
            Display::Plays => {
                world.tell("it plays and asks for nothing: no code is to be entered");
                return Reaction::back();
            }
        }
        Reaction::stay()
    }

    fn ask_attempts(&mut self) {
        let picks = vec![
            Pick::new("No others than those counted here", "none"),
            Pick::new("Others were made elsewhere, number not known", "unknown"),
        ];
        self.ask = Some(Ask::pick(Purpose::OtherAttempts, picks));
    }

    fn ask_override(&mut self, world: &mut World) -> Reaction {
        match world.guard(&self.key).as_ref().and_then(Guard::override_item) {
            Some(_) => self.ask = Some(Ask::typed(Purpose::Override)),
            None => world.tell("there is nothing here that can be overridden"),
        }
        Reaction::stay()
    }

    /// Something else came of the last code: what it was is asked, then why.
    fn ask_what_came_of_it(&mut self, world: &mut World) -> Reaction {
        let recorded = world.guard(&self.key).and_then(|guard| guard.last_own()?.outcome);
        match recorded {
            Some(recorded) => {
                let others = OUTCOMES.iter().filter(|(outcome, _)| *outcome != recorded);
                let picks = others.map(|(outcome, words)| Pick::new(*words, outcome.word()));
                self.ask = Some(Ask::pick(Purpose::CameOf, picks.collect()));
            }
            None => world.tell("nothing came of a code here that could be corrected"),
        }
        Reaction::stay()
    }

    fn on_ask(&mut self, world: &mut World, command: Command) -> Reaction {
        let Some(ask) = &mut self.ask else { return Reaction::stay() };
        if command == Command::Escape {
            self.ask = None;
            return Reaction::stay();
        }
        match ask.take(&command, limits::note_fits) {
            Some(value) => self.answered(world, &value),
            None => Reaction::stay(),
        }
    }

    fn answered(&mut self, world: &mut World, value: &str) -> Reaction {
        let Some(ask) = &mut self.ask else { return Reaction::stay() };
        let is_typed = matches!(ask.step, Step::Type(_));
        if is_typed && let Err(unfit) = check_no_code(known::CODE, value) {
            ask.refusal = Some(unfit.to_string());
            return Reaction::stay();
        }
        match (ask.purpose.clone(), value) {
            (Purpose::WhoseError, "else") => self.attempted(world, Said::Unknown, "seen: the display says ERROR"),
            (Purpose::WhoseError, _) => {
                self.ask = None;
                self.take_display(world, Display::Code)
            }
            (Purpose::Seen(display), "record") => {
                let outcome = if display == Display::Locked { Said::Locked } else { Said::Unknown };
                self.attempted(world, outcome, &format!("{SEEN}the display says {}", display.word()))
            }
            (Purpose::OtherAttempts, "unknown") => {
                self.attempted(world, Said::Unknown, "seen: entered elsewhere, as the customer says")
            }
            (Purpose::OtherAttempts, _) => {
                (self.ask, self.is_prepared[PREPARATIONS - 1]) = (None, true);
                Reaction::stay()
            }
            (Purpose::PlaysAgain, "") => self.refuse(world, "say who unlocked it, or what happened".to_owned()),
            (Purpose::PlaysAgain, how) => self.attempted(world, Said::Accepted, &format!("{SEEN}{PLAYS}{how}")),
            (Purpose::CameOf, word) => {
                self.ask = Said::from_word(word).map(|outcome| Ask::typed(Purpose::CameOfWhy { outcome }));
                Reaction::stay()
            }
            (Purpose::CameOfWhy { .. }, "") => self.refuse(world, "say why it changes".to_owned()),
            (Purpose::CameOfWhy { outcome }, why) => {
                if world.guard(&self.key).is_some_and(|guard| guard.is_eased_by(outcome)) {
                    let reason = why.to_owned();
                    self.ask = Some(second_ask(world, Purpose::CameOfSecond { outcome, reason }));
                    return Reaction::stay();
                }
                let who = world.who.clone().unwrap_or_default();
                self.record(world, Stage::Corrected(outcome).what(), why, who)
            }
            (Purpose::CameOfSecond { outcome, reason }, second) => {
                self.record_by_two(world, Stage::Corrected(outcome).what(), &reason, second)
            }
            (Purpose::Override, "") => self.refuse(world, "say why it is overridden".to_owned()),
            (Purpose::Override, reason) => {
                self.ask = Some(second_ask(world, Purpose::Second { reason: reason.to_owned() }));
                Reaction::stay()
            }
            (Purpose::Second { reason }, second) => self.overridden(world, &reason, second),
            _ => {
                self.ask = None;
                Reaction::stay()
            }
        }
    }

    fn overridden(&mut self, world: &mut World, reason: &str, second: &str) -> Reaction {
        let item = world.guard(&self.key).and_then(|guard| Id::new(guard.override_item()?).ok());
        let Some(item) = item else {
            self.ask = None;
            world.tell("there is nothing to override any more");
            return Reaction::stay();
        };
        self.record_by_two(world, What::overrode(item, None), reason, second)
    }

    fn attempted(&mut self, world: &mut World, outcome: Said, note: &str) -> Reaction {
        let who = world.who.clone().unwrap_or_default();
        self.record(world, What::Attempted { outcome }, note, who)
    }

    /// Checks a fact against the rules and the guard and, when they allow it, asks for its row.
    fn record(&mut self, world: &mut World, what: What, note: &str, who: String) -> Reaction {
        match world.allows(&self.key, &what, &who, note) {
            Some(Ok(())) => Reaction::effect(Effect::Append(Draft { who, ..world.draft(&self.key, what, note) })),
            Some(Err(unfit)) => self.refuse(world, unfit.to_string()),
            None => Reaction::stay(),
        }
    }

    /// The same, signed by two.
    fn record_by_two(&mut self, world: &mut World, what: What, note: &str, second: &str) -> Reaction {
        match rules::two(world.who.as_deref().unwrap_or_default(), second) {
            Ok(who) => self.record(world, what, note, who),
            Err(unfit) => self.refuse(world, unfit.to_string()),
        }
    }

    fn refuse(&mut self, world: &mut World, why: String) -> Reaction {
        match &mut self.ask {
            Some(ask) => ask.refusal = Some(why),
            None => world.warn(why),
        }
        Reaction::stay()
    }

    /// A row is on the disk: what was prepared was prepared for one attempt.
    pub fn on_sealed(&mut self, world: &mut World, fact: &Fact) -> Reaction {
        if fact.job != self.key {
            return Reaction::stay();
        }
        self.ask = None;
        let stage = Stage::of(&fact.what);
        if stage.is_some() || matches!(fact.what, What::Overrode { .. }) {
            // the radio may say something else by now
            (self.display, self.is_prepared, self.marked) = (None, [false; PREPARATIONS], None);
        }
        if stage.is_some() {
            (self.last, self.is_seen) = (stage, fact.note.starts_with(SEEN));
        }
        match &fact.what {
            // another station may have begun at the same moment
            _ if stage == Some(Stage::Begun) => Reaction::effect(Effect::ReadOthers),
            What::Answered { .. } | What::Corrected { .. } if stage.is_none() => {
                let has_ended = world.jobs.get(&self.key).is_some_and(|job| job.ending().is_some());
                let effects = if has_ended { vec![Effect::Tabulate] } else { Vec::new() };
                let go = self.follow_ups(world).is_empty().then_some(Go::Pop(Then::Advance));
                Reaction { effects, go }
            }
            _ => Reaction::stay(),
        }
    }
}
