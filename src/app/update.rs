//! The one place where the state changes.

use std::collections::BTreeSet;

use super::audit::AuditScreen;
use super::board::Board;
use super::guard::GuardScreen;
use super::guide::Guide;
use super::job::JobScreen;
use super::new_job::NewJob;
use super::preview::Preview;
use super::recovery::RecoveryScreen;
use super::screen::{Beside, Go, Help, Outcome, Then};
use crate::domain::lockout::Waiting;
use crate::domain::{Fact, JobKey};

use super::{Command, Effect, Event, Now, Screen, World};

const MINUTE_MS: i64 = 60_000;

/// Everything that the program knows.
#[derive(Debug, Clone)]
pub struct State {
    /// What the screens share.
    pub world: World,
    /// What is on the screen.
    pub screen: Screen,
    /// Whether a row is on its way to the disk, or what must be known before it is read; until then nothing else is begun.
    pub is_writing: bool,
    /// When somebody last wished something, on the steady count.
    last_wish_ms: i64,
    /// The jobs whose radio had to wait when it was last looked.
    waited: BTreeSet<JobKey>,
}

impl State {
    /// Begins at the board.
    #[must_use]
    pub fn new(world: World) -> Self {
        let last_wish_ms = world.now().tick_ms;
        Self {
            world,
            screen: Screen::Board(Board::default()),
            is_writing: false,
            last_wish_ms,
            waited: BTreeSet::new(),
        }
    }

    /// Milliseconds until the screen changes by itself; `None` when it doesn't.
    #[must_use]
    pub fn next_change_ms(&self) -> Option<i64> {
        match &self.screen {
            Screen::Job(job) => job.next_change_ms(&self.world),
            // open jobs show how long they have been open, in minutes
            Screen::Board(_) => {
                let has_open = self.world.jobs.iter().any(|job| job.ending().is_none());
                let of_minute =
                    has_open.then(|| MINUTE_MS - self.world.now().wall.timestamp_millis().rem_euclid(MINUTE_MS));
                let open = self.world.jobs.iter().filter(|job| job.ending().is_none());
                let of_answers = open.filter_map(|job| self.world.with_progress(&job.key, |it| it.next_change_ms())?);
                let waits = self.world.radio_waits();
                of_answers.chain(of_minute).chain(waits.values().map(Waiting::next_second_ms)).min()
            }
            Screen::Guard(guard) => self.world.radio_wait(&guard.key).map(|wait| wait.next_second_ms()),
            Screen::NewJob(_)
            | Screen::Preview(_)
            | Screen::Recovery(_)
            | Screen::Guide(_)
            | Screen::Audit(_)
            | Screen::Help(_) => None,
        }
    }
}

/// Takes in what happened at `now`, and says what is to be done.
pub fn update(state: &mut State, event: Event, now: Now) -> Vec<Effect> {
    state.world.clock.set(now);
    let outcome = match event {
        Event::Wished(command) => wished(state, command),
        Event::Ticked => ticked(state),
        Event::Resized { columns, rows } => {
            state.world.window = (columns, rows);
            Outcome::stay()
        }
        Event::ScanIgnored => {
            state.world.warn("a barcode was scanned where no field is open: nothing of it was used");
            Outcome::stay()
        }
        Event::Read(reading) => {
            state.world.take_reading(*reading);
            Outcome::stay()
        }
        Event::OthersRead(Ok(reading)) => {
            state.is_writing = false;
            state.world.take_reading(*reading);
            state.screen.on_others_read(&mut state.world)
        }
        Event::OthersRead(Err(why)) => {
            state.is_writing = false;
            state.world.warn(format!("enter nothing yet: {why}"));
            Outcome::stay()
        }
        Event::Heard(news) => {
            let is_here = |fact: &Fact| matches!(&state.screen, Screen::Job(job) if job.key == fact.job);
            if let Some(fact) = news.iter().rev().find(|fact| is_here(fact)) {
                let who = fact.who;
                state.world.tell(format!("{who} recorded something about this job in another window"));
            }
            state.world.take_news(news);
            Outcome::stay()
        }
        Event::Sealed(sealed) => {
            state.is_writing = false;
            let fact = sealed.fact.clone();
            state.world.notice = None;
            state.world.take_sealed(*sealed);
            state.screen.on_sealed(&mut state.world, &fact)
        }
        Event::Reviewed(reviewed) => {
            state.is_writing = false;
            state.world.notice = None;
            state.world.take_notices(&reviewed.notices);
            state.world.take_news(reviewed.news);
            let world = &mut state.world;
            state.screen.audit().into_iter().for_each(|audit| audit.on_reviewed(world, &reviewed.seen));
            Outcome::stay()
        }
        Event::Refused(refused) => {
            state.is_writing = false;
            state.world.take_refused(*refused);
            Outcome::stay()
        }
        Event::Noted(sealed) => {
            state.world.take_sealed(*sealed);
            Outcome::stay()
        }
        Event::PrintWent { job, stage } => {
            state.world.printing.set(job, stage);
            Outcome::stay()
        }
        Event::PrintEnded { job, words, is_trouble } => {
            state.world.printing.end(&job);
            let words = format!("{}: {words}", job.number);
            if is_trouble {
                state.world.warn(words)
            } else {
                state.world.tell(words)
            }
            Outcome::stay()
        }
        Event::AuditWent(rows) => {
            state.screen.audit().into_iter().for_each(|audit| audit.rows_read = rows);
            Outcome::stay()
        }
        Event::Audited(read) => {
            if let Some(audit) = state.screen.audit() {
                audit.take(&state.world, read);
            }
            Outcome::stay()
        }
        Event::Proved(key, read) => {
            if let Some(audit) = state.screen.audit() {
                audit.take_proof(&key, read);
            }
            Outcome::stay()
        }
        Event::Said(text) => {
            state.world.tell(text);
            Outcome::stay()
        }
        Event::Told(text) => {
            state.world.warn(text);
            Outcome::stay()
        }
    };
    follow(state, outcome)
}

fn wished(state: &mut State, command: Command) -> Outcome {
    let now_ms = state.world.now().tick_ms;
    let was_away = now_ms - state.last_wish_ms >= state.world.away_ms;
    let idle_ms = now_ms - state.last_wish_ms;
    state.last_wish_ms = now_ms;
    if command == Command::Quit {
        return Outcome::effect(Effect::Quit);
    }
    if state.is_writing {
        return Outcome::stay();
    }
    state.world.notice = None;
    if was_away && ask_who_is_there(state, idle_ms / 1000) {
        return Outcome::stay();
    }
    match (&mut state.screen, command) {
        (Screen::Help(help), Command::Escape | Command::Help | Command::Enter) => {
            state.screen = std::mem::replace(&mut *help.behind, Screen::Board(Board::default()));
            Outcome::stay()
        }
        (Screen::Preview(preview), Command::Escape) if !preview.asks_again => {
            state.screen = std::mem::replace(&mut *preview.behind, Screen::Board(Board::default()));
            Outcome::stay()
        }
        (Screen::Guide(guide), Command::Escape) if guide.is_left_by_escape() => {
            state.screen = std::mem::replace(&mut *guide.behind, Screen::Board(Board::default()));
            Outcome::stay()
        }
        (screen @ (Screen::Board(_) | Screen::Job(_)), Command::Guide) => {
            let behind = Box::new(std::mem::replace(screen, Screen::Board(Board::default())));
            *screen = Screen::Guide(Box::new(Guide::open(&state.world, behind)));
            Outcome::stay()
        }
        (screen, Command::Help) => {
            let behind = Box::new(std::mem::replace(screen, Screen::Board(Board::default())));
            *screen = Screen::Help(Help { behind, scrolled: 0 });
            Outcome::stay()
        }
        (screen, command) => screen.on(&mut state.world, command),
    }
}

/// Somebody came back after a while: forgets who was there, and asks where work goes on. Returns whether it asks.
fn ask_who_is_there(state: &mut State, away_seconds: i64) -> bool {
    state.world.who = None;
    if let Screen::Help(help) = &mut state.screen {
        state.screen = std::mem::replace(&mut *help.behind, Screen::Board(Board::default()));
    }
    if let Screen::Guide(guide) = &mut state.screen {
        state.screen = std::mem::replace(&mut *guide.behind, Screen::Board(Board::default()));
    }
    match &mut state.screen {
        Screen::Job(job) => job.ask_who_is_there(&state.world, away_seconds),
        Screen::Guard(guard) => {
            state.screen = std::mem::replace(&mut *guard.behind, Screen::Board(Board::default()));
            ask_who_is_beside(state, Beside::Guard, away_seconds)
        }
        Screen::Recovery(recovery) => {
            state.screen = std::mem::replace(&mut *recovery.behind, Screen::Board(Board::default()));
            ask_who_is_beside(state, Beside::Recovery, away_seconds)
        }
        Screen::NewJob(new_job) => {
            *new_job = NewJob::begin(&state.world);
            true
        }
        Screen::Board(_) | Screen::Preview(_) | Screen::Guide(_) | Screen::Audit(_) | Screen::Help(_) => false,
    }
}

/// Somebody came back to what stood in front of a job: the job asks who, and leads there again.
fn ask_who_is_beside(state: &mut State, beside: Beside, away_seconds: i64) -> bool {
    if let Screen::Job(job) = &mut state.screen {
        job.ask_who_is_beside(&mut state.world, beside, away_seconds);
    }
    true
}

/// Rings once when a wait comes to its end: an item's while its job is on the screen, a radio's wherever one is.
fn ticked(state: &mut State) -> Outcome {
    let is_item_over = match &mut state.screen {
        Screen::Job(job) => job.wait_has_just_ended(&state.world),
        _ => false,
    };
    if is_item_over || radio_wait_has_just_ended(state) { Outcome::effect(Effect::Ring) } else { Outcome::stay() }
}

/// Whether a radio that had to wait takes a code again, and none was accepted meanwhile.
fn radio_wait_has_just_ended(state: &mut State) -> bool {
    let waits: BTreeSet<JobKey> = state.world.radio_waits().into_keys().collect();
    let waited = std::mem::replace(&mut state.waited, waits);
    let is_over = |key: &&JobKey| !state.waited.contains(key);
    let is_live = |key: &JobKey| state.world.guard(key).is_some_and(|guard| guard.ledger.live().next().is_some());
    waited.iter().filter(is_over).any(is_live)
}

/// Goes where the screen wants to go, and notes that a row is on its way.
fn follow(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    let mut effects = outcome.effects;
    match outcome.go {
        None => {}
        Some(Go::Board) => {
            let focus = match &state.screen {
                Screen::Job(job) => Some(job.key),
                _ => None,
            };
            state.screen = Screen::Board(Board { focus, ..Board::default() });
            effects.push(Effect::Read);
        }
        Some(Go::Audit) => {
            state.screen = Screen::Audit(Box::new(AuditScreen::begin()));
            effects.push(Effect::Audit);
        }
        Some(Go::NewJob) => state.screen = Screen::NewJob(NewJob::begin(&state.world)),
        Some(Go::Job(key)) => match JobScreen::open(&state.world, key) {
            Ok(job) => state.screen = Screen::Job(Box::new(job)),
            Err(why) => state.world.warn(why),
        },
        Some(Go::Sheet(key)) => {
            let behind = Box::new(std::mem::replace(&mut state.screen, Screen::Board(Board::default())));
            state.screen = match Preview::open(&state.world, key, behind) {
                Ok(preview) => Screen::Preview(Box::new(preview)),
                Err((why, behind)) => {
                    state.world.warn(why);
                    *behind
                }
            };
        }
        Some(Go::Handover(key)) => match JobScreen::open(&state.world, key) {
            Ok(mut job) => {
                job.ask_handover(&mut state.world);
                state.screen = Screen::Job(Box::new(job));
            }
            Err(why) => state.world.warn(why),
        },
        Some(Go::Beside(beside, key)) => {
            let screen = std::mem::replace(&mut state.screen, Screen::Board(Board::default()));
            // one of the two leads to the other: the job stays behind both
            let behind = match screen {
                Screen::Guard(guard) => guard.behind,
                Screen::Recovery(recovery) => recovery.behind,
                other => Box::new(other),
            };
            state.screen = match beside {
                Beside::Guard => Screen::Guard(Box::new(GuardScreen::open(key, behind))),
                Beside::Recovery => Screen::Recovery(Box::new(RecoveryScreen::open(&state.world, key, behind))),
            };
            // attempts may have been made at another station meanwhile
            effects.push(Effect::Read);
        }
        Some(Go::Behind(then)) => behind(state, then),
        Some(Go::Quit) => effects.push(Effect::Quit),
    }
    let is_waited_for =
        |it: &Effect| matches!(it, Effect::Append(_) | Effect::Review(_) | Effect::Start { .. } | Effect::ReadOthers);
    state.is_writing |= effects.iter().any(is_waited_for);
    effects
}

/// Back from what stands in front of a job.
fn behind(state: &mut State, then: Then) {
    let screen = std::mem::replace(&mut state.screen, Screen::Board(Board::default()));
    state.screen = match screen {
        Screen::Guard(guard) => *guard.behind,
        Screen::Recovery(recovery) => *recovery.behind,
        other => other,
    };
    if let Screen::Job(job) = &mut state.screen {
        job.go_on(&mut state.world, then);
    }
}
