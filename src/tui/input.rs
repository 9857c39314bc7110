//! Turns keys into events. While a row is on its way to the disk, keys queue, and are judged afterwards by the times at
//! which they were pressed: what they mean depends on where the focus goes then.

use std::collections::VecDeque;

use super::debounce::{Debounce, KeyInput};
use super::key::{Key, KeyKind};
use super::keymap;
use crate::app::{Command, Event, State};

/// Keys that may queue; more than a person types in the two seconds that a lock is waited for.
const QUEUE_MAX: usize = 256;

/// Input on its way to the state.
#[derive(Debug, Clone, Default)]
pub struct InputQueue {
    debounce: Debounce,
    queue: VecDeque<(Queued, i64)>,
}

#[derive(Debug, Clone)]
enum Queued {
    Key(Key, KeyKind),
    Paste(String),
}

impl InputQueue {
    /// A key came in at `at_ms`.
    pub fn push_key(&mut self, key: Key, kind: KeyKind, at_ms: i64) {
        self.push(Queued::Key(key, kind), at_ms);
    }

    /// Text was pasted at `at_ms`.
    pub fn push_paste(&mut self, text: String, at_ms: i64) {
        self.push(Queued::Paste(text), at_ms);
    }

    fn push(&mut self, queued: Queued, at_ms: i64) {
        if self.queue.len() < QUEUE_MAX {
            self.queue.push_back((queued, at_ms));
        }
    }

    /// Drops what queued: after a refusal, what was typed on the assumption that it went well means nothing.
    pub fn clear(&mut self) {
        self.queue.clear();
        self.debounce = Debounce::default();
    }

    /// The next event for the state, as things are at `now_ms`; call it until it gives none.
    pub fn next(&mut self, state: &State, now_ms: i64) -> Option<Event> {
        // leaving works at once, whatever is on its way
        let is_quit = |queued: &Queued| matches!(queued, Queued::Key(Key::Ctrl('c'), KeyKind::Press));
        if self.queue.iter().any(|(queued, _)| is_quit(queued)) {
            self.clear();
            return Some(Event::Command(Command::Quit));
        }
        if state.is_writing {
            return None;
        }
        loop {
            let next_at = self.queue.front().map_or(now_ms, |(_, at_ms)| *at_ms);
            let input = match self.debounce.due(next_at.min(now_ms)).pop() {
                Some(input) => Some(input),
                None => self.take(state)?,
            };
            if let Some(event) = input.and_then(|input| event(state, input)) {
                return Some(event);
            }
        }
    }

    /// Takes what queued first; `None` when nothing does, and nothing within where it has no effect yet.
    fn take(&mut self, state: &State) -> Option<Option<KeyInput>> {
        let (key, kind, at_ms) = match self.queue.pop_front()? {
            (Queued::Paste(text), _) => return Some(Some(KeyInput::Paste(text))),
            (Queued::Key(key, kind), at_ms) => (key, kind, at_ms),
        };
        let mut inputs = self.debounce.push(key, kind, at_ms, state.context().is_field()).into_iter();
        let first = inputs.next();
        // a key that waited and one that acts at once: the second is looked at again after the first took effect
        if inputs.next().is_some() {
            self.queue.push_front((Queued::Key(key, kind), at_ms));
        }
        Some(first)
    }

    /// When to look again, if a key waits.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<i64> {
        self.debounce.deadline_ms()
    }
}

/// What input means to the state; nothing where a key isn't bound.
fn event(state: &State, input: KeyInput) -> Option<Event> {
    match input {
        KeyInput::Key(key) => keymap::command(state.context(), key).map(Event::Command),
        KeyInput::Paste(text) if state.context().is_field() => Some(Event::Command(Command::Paste(text))),
        // what is pasted where no field is open would be run as commands: it is told, like a scan, and nothing runs
        KeyInput::Paste(_) | KeyInput::Scan => Some(Event::ScanIgnored),
    }
}
