//! The board: every open job first, then what was not handed over, then today's.

use super::parts::{Find, FindStep, List, Motion};
use super::reaction::{Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::{Job, JobKey, SearchKey};

/// The start screen.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Which job is in focus.
    pub list: List<JobKey>,
    /// What is looked for.
    pub find: Find,
}

/// Part of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoardSection {
    /// Open jobs.
    Open,
    /// Ended, the sheet not handed over.
    ToHandOver,
    /// Ended, and its radio takes no code yet.
    Waits,
    /// Ended today.
    Today,
    /// Older ones, only when looked for.
    Earlier,
}

impl BoardSection {
    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::ToHandOver => "Ended, not handed over",
            Self::Waits => "The radio has to wait",
            Self::Today => "Today",
            Self::Earlier => "Earlier",
        }
    }
}

impl Board {
    /// The board with a job in focus.
    #[must_use]
    pub fn at(focus: Option<JobKey>) -> Self {
        Self { list: List::at(focus), find: Find::Off }
    }

    /// The rows, in order.
    #[must_use]
    pub fn rows<'a>(&self, store: &'a Store) -> Vec<(BoardSection, &'a Job)> {
        let query = self.find.query();
        let waits = store.radio_waits();
        let mut rows: Vec<(BoardSection, &Job)> = store
            .jobs
            .iter()
            .filter(|job| query.is_empty() || is_match(job, &query))
            .filter_map(|job| Some((section(store, job, waits.contains_key(&job.key), !query.is_empty())?, job)))
            .collect();
        // what others record must not move the digits of the own jobs
        let is_elsewhere = |job: &Job| job.key.station != store.station;
        rows.sort_by_key(|(section, job)| (*section, is_elsewhere(job), std::cmp::Reverse(job.last().time)));
        rows
    }

    /// The jobs of the rows.
    fn keys(&self, store: &Store) -> Vec<JobKey> {
        self.rows(store).iter().map(|(_, job)| job.key).collect()
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.find.is_typing() { Context::BoardFind } else { Context::Board }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        *command != Command::Enter || !self.rows(store).is_empty()
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        let open = |key: JobKey| Reaction::push(Target::Job(key, Then::Nothing));
        if let Some(step) = self.find.take(&command) {
            return match self.keys(store)[..] {
                [only] if step == FindStep::Done => open(only),
                _ => Reaction::stay(),
            };
        }
        let keys = self.keys(store);
        let focused = self.list.focused(&keys).copied();
        match command {
            Command::Audit => return Reaction::push(Target::Audit),
            Command::Guide => return Reaction::push(Target::Guide),
            Command::NewJob => return Reaction::push(Target::NewJob),
            Command::Quit => return Reaction::effect(Effect::Quit),
            Command::Up => self.list.go(&keys, Motion::By(-1)),
            Command::Down => self.list.go(&keys, Motion::By(1)),
            Command::Sheet => match focused {
                Some(key) => return Reaction::push(Target::Sheet(key)),
                None => session.tell("no job has a sheet yet: n begins one"),
            },
            Command::Enter => match focused {
                Some(key) => return open(key),
                None => session.tell("no job is open: n begins one"),
            },
            Command::Choose(number) => {
                if let Some(key) = number.checked_sub(1).and_then(|at| keys.get(at)) {
                    return open(*key);
                }
            }
            _ => {}
        }
        Reaction::stay()
    }
}

/// Where a job stands on the board, if it is shown there.
fn section(store: &Store, job: &Job, is_waiting: bool, is_finding: bool) -> Option<BoardSection> {
    let Some((_, ended)) = job.ending() else { return Some(BoardSection::Open) };
    if job.handover().is_none() && !job.is_mistake() {
        return Some(BoardSection::ToHandOver);
    }
    if is_waiting {
        return Some(BoardSection::Waits);
    }
    let is_today = ended.time.date_naive() == store.now().wall.date_naive();
    if is_today { Some(BoardSection::Today) } else { is_finding.then_some(BoardSection::Earlier) }
}

/// Whether the job's number, its plate or the radio's serial has what is looked for.
fn is_match(job: &Job, query: &str) -> bool {
    let key = SearchKey::new(query);
    job.key.number.folded().contains(&query.split_whitespace().collect::<String>())
        || job.plate().is_some_and(|plate| plate.is_found_by(&key))
        || job.serial().is_some_and(|serial| serial.is_found_by(&key))
}
