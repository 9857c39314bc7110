//! From keys to wishes. While a row is on its way to the disk, keys queue, and are judged afterwards by the times at which
//! they were pressed: what they mean depends on where the focus goes then.

use std::collections::VecDeque;

use super::hold::{Deed, Hold, Kind};
use super::key::Key;
use super::keymap;
use crate::app::{Command, Event, State};

/// Keys that may queue; more than a person types in the two seconds that a lock is waited for.
const QUEUE_MAX: usize = 256;

/// Something that came in from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A key.
    Key(Key, Kind),
    /// Text that was pasted.
    Paste(String),
}

/// Keys on their way.
#[derive(Debug, Clone, Default)]
pub struct Input {
    hold: Hold,
    queue: VecDeque<(Incoming, i64)>,
}

impl Input {
    /// Something came in at `at_ms`.
    pub fn push(&mut self, incoming: Incoming, at_ms: i64) {
        if self.queue.len() < QUEUE_MAX {
            self.queue.push_back((incoming, at_ms));
        }
    }

    /// Drops what queued: after a refusal, what was typed on the assumption that it went well means nothing.
    pub fn forget(&mut self) {
        self.queue.clear();
        self.hold = Hold::default();
    }

    /// The next event for the state, as things are at `now_ms`; call it until it gives none.
    pub fn next(&mut self, state: &State, now_ms: i64) -> Option<Event> {
        // leaving works at once, whatever is on its way
        let quit = Incoming::Key(Key::Ctrl('c'), Kind::Press);
        if self.queue.iter().any(|(incoming, _)| *incoming == quit) {
            self.forget();
            return Some(Event::Wished(Command::Quit));
        }
        if state.is_writing {
            return None;
        }
        while let Some(deed) = self.deed(state, now_ms) {
            match deed {
                Taken::Deed(Deed::Scan) => return Some(Event::ScanIgnored),
                Taken::Deed(Deed::Key(key)) => {
                    if let Some(command) = keymap::command(state.context(), key) {
                        return Some(Event::Wished(command));
                    }
                }
                Taken::Paste(text) => return Some(pasted(state, text)),
                Taken::Nothing => {}
            }
        }
        None
    }

    fn deed(&mut self, state: &State, now_ms: i64) -> Option<Taken> {
        let next_at = self.queue.front().map_or(now_ms, |(_, at_ms)| *at_ms);
        if let Some(deed) = self.hold.due(next_at.min(now_ms)).pop() {
            return Some(Taken::Deed(deed));
        }
        let (incoming, at_ms) = self.queue.pop_front()?;
        let taken = match incoming {
            Incoming::Paste(text) => Taken::Paste(text),
            Incoming::Key(key, kind) => {
                let mut deeds = self.hold.push(key, kind, at_ms, state.context().is_field());
                let first = if deeds.is_empty() { None } else { Some(deeds.remove(0)) };
                // a key that waited and one that acts at once: the second is looked at again after the first took effect
                if !deeds.is_empty() {
                    self.queue.push_front((Incoming::Key(key, kind), at_ms));
                }
                first.map_or(Taken::Nothing, Taken::Deed)
            }
        };
        Some(taken)
    }

    /// When to look again, if a key waits.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<i64> {
        self.hold.deadline_ms()
    }
}

/// What is pasted where no field is open would be run as commands: it is told, like a scan, and nothing runs.
fn pasted(state: &State, text: String) -> Event {
    if state.context().is_field() { Event::Wished(Command::Paste(text)) } else { Event::ScanIgnored }
}

/// What was taken from the queue.
enum Taken {
    Deed(Deed),
    Paste(String),
    Nothing,
}
