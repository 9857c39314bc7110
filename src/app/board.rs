//! The board: every open job first, then what was not handed over, then today's.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use super::parts::{Find, FindStep, List, Motion};
use super::reaction::{Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::lockout::RadioWait;
use crate::domain::{JobCard, JobKey, SearchKey};

/// The start screen.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Which job is in focus.
    pub list: List<JobKey>,
    /// What is looked for.
    pub find: Find,
    /// The digits of the jobs, which keep theirs for as long as they stand here.
    digits: BTreeMap<JobKey, usize>,
    /// Whether the board was come back to, and isn't drawn yet.
    is_back: bool,
}

/// The digits.
const DIGITS: usize = 9;

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
            Self::ToHandOver => "Ended, to hand over",
            Self::Waits => "The radio has to wait",
            Self::Today => "Today",
            Self::Earlier => "Earlier",
        }
    }
}

/// The jobs whose radio has to wait.
type Waits = BTreeMap<JobKey, RadioWait>;

/// The first day of which the board still shows the jobs that were not handed over.
fn owing_since(store: &Store) -> NaiveDate {
    store.now().wall.date_naive() - TimeDelta::days(i64::from(store.board_days))
}

impl Board {
    /// Comes to the board again, with a job in focus.
    pub fn come_back(&mut self, focus: Option<JobKey>) {
        let digits = std::mem::take(&mut self.digits);
        *self = Self { list: List::at(focus), digits, is_back: true, ..Self::default() };
    }

    /// Looks for what was scanned.
    pub fn find_scanned(&mut self, text: String) {
        self.find = Find::Set(text);
    }

    /// Gives digits to the jobs that have none, in the order of the board: behind those that are given, then those that are free
    /// again. Whoever presses a digit means the job that had it when he read the board, now or before. While jobs are still being
    /// read, only the open ones of this station have their places, which are read first.
    ///
    /// Where all are given as somebody comes back, an open job takes that of the lowest one that has ended.
    pub fn number(&mut self, store: &Store) {
        if !self.find.query().is_empty() {
            return;
        }
        let is_back = std::mem::take(&mut self.is_back);
        let rows: Vec<(BoardSection, JobKey)> =
            self.rows(store, &store.radio_waits()).iter().map(|(section, card)| (*section, card.key())).collect();
        self.digits.retain(|key, _| rows.iter().any(|(_, shown)| shown == key));
        let has_place = |section, key: &JobKey| {
            !store.is_reading || (section == BoardSection::Open && key.station == store.station)
        };
        for (section, key) in &rows {
            if self.digits.contains_key(key) || !has_place(*section, key) {
                continue;
            }
            let last = self.digits.values().copied().max().unwrap_or(0);
            let free = (last + 1..=DIGITS).chain(1..=DIGITS).find(|digit| self.is_free(*digit));
            let given_up = || {
                let ended = rows.iter().rev().filter(|(section, _)| *section != BoardSection::Open);
                ended.map(|(_, key)| key).find(|key| self.digits.contains_key(key)).copied()
            };
            let digit = match free {
                None if is_back && *section == BoardSection::Open => {
                    given_up().and_then(|key| self.digits.remove(&key))
                }
                free => free,
            };
            let Some(digit) = digit else { return };
            self.digits.insert(*key, digit);
        }
    }

    fn is_free(&self, digit: usize) -> bool {
        !self.digits.values().any(|given| *given == digit)
    }

    /// The digits of the jobs in these rows. Where something is looked for, older jobs have those that are free, from the top.
    #[must_use]
    pub fn digits(&self, keys: &[JobKey]) -> Vec<Option<usize>> {
        let mut free = (1..=DIGITS).filter(|digit| !self.find.query().is_empty() && self.is_free(*digit));
        keys.iter().map(|key| self.digits.get(key).copied().or_else(|| free.next())).collect()
    }

    /// The jobs of the rows in no order, some of them twice.
    fn shown<'a>(&self, store: &'a Store, waits: &Waits) -> Box<dyn Iterator<Item = &'a JobCard> + 'a> {
        let query = self.find.query();
        if query.is_empty() {
            let today = store.now().wall.date_naive();
            let waiting: Vec<&JobCard> = waits.keys().filter_map(|key| store.cards.get(key)).collect();
            let ended = store.cards.owing_since(owing_since(store)).chain(store.cards.ended_on(today));
            Box::new(store.cards.open().chain(waiting).chain(ended))
        } else {
            let of_receipt = store.of_receipt(&query);
            if !of_receipt.is_empty() {
                return Box::new(of_receipt.into_iter());
            }
            let key = SearchKey::new(&query);
            Box::new(store.cards.iter().filter(move |card| card.is_found_by(&query, &key)))
        }
    }

    /// The rows, in order; `waits` are the store's.
    #[must_use]
    pub fn rows<'a>(&self, store: &'a Store, waits: &Waits) -> Vec<(BoardSection, &'a JobCard)> {
        let (today, since) = (store.now().wall.date_naive(), owing_since(store));
        let section = |card: &JobCard| match card.ended_on() {
            None => BoardSection::Open,
            Some(_) if card.owing_on().is_some_and(|day| day >= since) => BoardSection::ToHandOver,
            Some(_) if !waits.is_empty() && waits.contains_key(&card.key()) => BoardSection::Waits,
            Some(day) if day == today => BoardSection::Today,
            Some(_) => BoardSection::Earlier,
        };
        // open jobs in the order in which they were begun, so that none moves when something is recorded; then the newest
        let order = |card: &JobCard| {
            let last_ms = card.ended_on().map(|_| std::cmp::Reverse(card.last_ms()));
            (section(card), card.station() != store.station, last_ms, card.began_ms())
        };
        let mut rows: Vec<_> = self.shown(store, waits).map(|card| (order(card), card)).collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.key().cmp(&b.1.key())));
        rows.dedup_by(|a, b| std::ptr::eq(a.1, b.1));
        rows.into_iter().map(|((section, ..), card)| (section, card)).collect()
    }

    /// The jobs of the rows.
    fn keys(&self, store: &Store) -> Vec<JobKey> {
        self.rows(store, &store.radio_waits()).iter().map(|(_, card)| card.key()).collect()
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.find.is_typing() { Context::BoardFind } else { Context::Board }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        match command {
            Command::Enter | Command::Choose(_) => self.shown(store, &store.radio_waits()).next().is_some(),
            Command::Practise => !store.clock.is_practice,
            Command::Second => !store.second_requests().is_empty(),
            Command::Offered => !store.offered().is_empty(),
            Command::Escape => self.find.is_typing() || !self.find.query().is_empty(),
            _ => true,
        }
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
            Command::Second => return Reaction::push(Target::Second),
            Command::NewJob => return Reaction::push(Target::NewJob),
            Command::Offered if !store.offered().is_empty() => return Reaction::push(Target::Offered(None)),
            Command::Practise if !store.clock.is_practice => return Reaction::effect(Effect::Practise),
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
                if let Some(row) = self.digits(&keys).iter().position(|digit| *digit == Some(number)) {
                    return open(keys[row]);
                }
            }
            _ => {}
        }
        Reaction::stay()
    }
}
