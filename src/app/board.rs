//! The board: every open job first, then what was not handed over, then today's.

use tui_input::Input;

use super::ask::insert;
use super::reaction::{Reaction, Target, Then};
use super::{Command, Effect, Session, Store};
use crate::domain::{Job, JobKey, SearchKey};

/// The start screen.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// The row in focus, by its job, so that rows that come in don't move it.
    pub focus: Option<JobKey>,
    /// What is looked for.
    pub find: Find,
}

/// Looking for a plate or number.
#[derive(Debug, Clone, Default)]
pub enum Find {
    /// Nothing is looked for.
    #[default]
    Off,
    /// It is being typed.
    Typing(Input),
    /// It was typed.
    Set(String),
}

/// Part of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
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

impl Section {
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
    /// What is looked for, lower case; empty when nothing is.
    #[must_use]
    pub fn wanted(&self) -> String {
        match &self.find {
            Find::Off => String::new(),
            Find::Typing(input) => input.value().trim().to_lowercase(),
            Find::Set(text) => text.to_lowercase(),
        }
    }

    /// The rows, in order.
    #[must_use]
    pub fn rows<'a>(&self, store: &'a Store) -> Vec<(Section, &'a Job)> {
        let wanted = self.wanted();
        let waits = store.radio_waits();
        let mut rows: Vec<(Section, &Job)> = store
            .jobs
            .iter()
            .filter(|job| wanted.is_empty() || is_match(job, &wanted))
            .filter_map(|job| Some((section(store, job, waits.contains_key(&job.key), !wanted.is_empty())?, job)))
            .collect();
        // what others record must not move the digits of the own jobs
        let is_elsewhere = |job: &Job| job.key.station != store.station;
        rows.sort_by_key(|(section, job)| (*section, is_elsewhere(job), std::cmp::Reverse(job.last().time)));
        rows
    }

    /// The place of the row in focus.
    #[must_use]
    pub fn place(&self, rows: &[(Section, &Job)]) -> Option<usize> {
        let found = self.focus.as_ref().and_then(|key| rows.iter().position(|(_, job)| job.key == *key));
        found.or((!rows.is_empty()).then_some(0))
    }

    fn focused(&self, store: &Store) -> Option<JobKey> {
        let rows = self.rows(store);
        self.place(&rows).map(|place| rows[place].1.key)
    }

    fn step(&mut self, store: &Store, by: isize) {
        let rows = self.rows(store);
        let Some(place) = self.place(&rows) else { return };
        let last = rows.len() - 1;
        self.focus = Some(rows[place.saturating_add_signed(by).min(last)].1.key);
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        match (&mut self.find, command) {
            (Find::Typing(input), Command::Edit(request)) => {
                input.handle(request);
            }
            (Find::Typing(input), Command::Paste(text)) => {
                insert(input, &text, |text| text.len() <= 60);
            }
            (Find::Typing(input), Command::Enter) => {
                let wanted = input.value().trim().to_owned();
                self.find = if wanted.is_empty() { Find::Off } else { Find::Set(wanted) };
                if let [(_, only)] = self.rows(store)[..] {
                    return Reaction::push(Target::Job(only.key, Then::Nothing));
                }
            }
            (Find::Typing(_) | Find::Set(_), Command::Escape) => self.find = Find::Off,
            (_, Command::Find) => self.find = Find::Typing(Input::default()),
            (_, Command::Audit) => return Reaction::push(Target::Audit),
            (_, Command::Guide) => return Reaction::push(Target::Guide),
            (_, Command::NewJob) => return Reaction::push(Target::NewJob),
            (_, Command::Up) => self.step(store, -1),
            (_, Command::Down) => self.step(store, 1),
            (_, Command::Sheet) => match self.focused(store) {
                Some(key) => return Reaction::push(Target::Sheet(key)),
                None => session.tell("no job has a sheet yet: n begins one"),
            },
            (_, Command::Quit) => return Reaction::effect(Effect::Quit),
            (_, Command::Enter) => match self.focused(store) {
                Some(key) => return Reaction::push(Target::Job(key, Then::Nothing)),
                None => session.tell("no job is open: n begins one"),
            },
            (_, Command::Choose(number)) => {
                let rows = self.rows(store);
                if let Some((_, job)) = number.checked_sub(1).and_then(|at| rows.get(at)) {
                    return Reaction::push(Target::Job(job.key, Then::Nothing));
                }
            }
            _ => {}
        }
        Reaction::stay()
    }
}

/// Where a job stands on the board, if it is shown there.
fn section(store: &Store, job: &Job, is_waiting: bool, is_finding: bool) -> Option<Section> {
    let Some((_, ended)) = job.ending() else { return Some(Section::Open) };
    if job.handover().is_none() && !job.is_mistake() {
        return Some(Section::ToHandOver);
    }
    if is_waiting {
        return Some(Section::Waits);
    }
    let is_today = ended.time.date_naive() == store.now().wall.date_naive();
    if is_today { Some(Section::Today) } else { is_finding.then_some(Section::Earlier) }
}

/// Whether the job's number, its plate or the radio's serial has what is looked for.
fn is_match(job: &Job, typed: &str) -> bool {
    let wanted = SearchKey::new(typed);
    job.key.number.folded().contains(&typed.split_whitespace().collect::<String>())
        || job.plate().is_some_and(|plate| plate.is_found_by(&wanted))
        || job.serial().is_some_and(|serial| serial.is_found_by(&wanted))
}
