//! The board: every open job first, then what was not handed over, then today's.

use chrono::TimeDelta;

use super::parts::{Find, FindStep, List, Motion};
use super::reaction::{Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::{JobCard, JobKey, SearchKey};
use crate::journal::ScannedReceipt;

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
    pub fn rows<'a>(&self, store: &'a Store) -> Vec<(BoardSection, &'a JobCard)> {
        let query = self.find.query();
        let waits = store.radio_waits();
        let today = store.now().wall.date_naive();
        let since = today - TimeDelta::days(i64::from(store.board_days));
        let shown: Vec<&JobCard> = if query.is_empty() {
            let open =
                store.jobs.iter().filter(|job| job.ending().is_none()).filter_map(|job| store.cards.get(&job.key));
            let waiting = waits.keys().filter_map(|key| store.cards.get(key));
            open.chain(store.cards.owing_since(since)).chain(waiting).chain(store.cards.ended_on(today)).collect()
        } else if let Some(scanned) = ScannedReceipt::parse(&query) {
            // a sheet's QR code names its job; a query is in lower case
            let is_its = |card: &&JobCard| {
                let key = card.key();
                key.station == scanned.job.station && key.number.folded() == scanned.job.number.folded()
            };
            store.cards.iter().filter(is_its).collect()
        } else {
            let key = SearchKey::new(&query);
            store.cards.iter().filter(|card| card.is_found_by(&query, &key)).collect()
        };
        let section = |card: &JobCard| match card.ended_on() {
            None => BoardSection::Open,
            Some(day) if card.is_owing() && day >= since => BoardSection::ToHandOver,
            Some(_) if !waits.is_empty() && waits.contains_key(&card.key()) => BoardSection::Waits,
            Some(day) if day == today => BoardSection::Today,
            Some(_) => BoardSection::Earlier,
        };
        let mut rows: Vec<(BoardSection, &JobCard)> = shown.into_iter().map(|card| (section(card), card)).collect();
        // what others record must not move the digits of the own jobs
        let order = |(section, card): &(BoardSection, &JobCard)| {
            (*section, card.station() != store.station, std::cmp::Reverse(card.last_ms()))
        };
        rows.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.1.key().cmp(&b.1.key())));
        rows.dedup_by(|a, b| std::ptr::eq(a.1, b.1));
        rows
    }

    /// The jobs of the rows.
    fn keys(&self, store: &Store) -> Vec<JobKey> {
        self.rows(store).iter().map(|(_, card)| card.key()).collect()
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
