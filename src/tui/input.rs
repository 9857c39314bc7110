//! Turns keys into events. While a row is on its way to the disk, keys queue, and are judged afterwards by the times at
//! which they were pressed: what they mean depends on where the focus goes then.

use std::collections::VecDeque;

use tui_input::InputRequest;

use super::debounce::{Debounce, KeyInput, KeyMeaning};
use super::key::{Key, KeyKind};
use super::keymap;
use super::layout::KeyLayout;
use super::view::is_too_small;
use crate::app::{Command, Context, Event, HandStep, State, Subject};
use crate::domain::scan;

/// Keys that may queue; more than a person types in the two seconds that a lock is waited for.
const QUEUE_MAX: usize = 256;

/// Input on its way to the state.
#[derive(Debug, Clone, Default)]
pub struct InputQueue {
    debounce: Debounce,
    layout: KeyLayout,
    queue: VecDeque<(Queued, i64)>,
    /// What one key or scan gives, one after the other.
    events: VecDeque<Event>,
    /// Whether somebody wants to leave.
    must_quit: bool,
    /// What keys are for.
    subject: Option<Subject>,
    /// Whether the last key chose something.
    has_chosen: bool,
    /// Whether the last key was a command's letter.
    is_by_letter: bool,
    /// The step by hand that was in focus last, and since when.
    step: Option<(HandStep, i64)>,
}

/// Nobody does a step by hand sooner after it came up than this, in milliseconds.
const HAND_MS: i64 = 700;

#[derive(Debug, Clone)]
enum Queued {
    Key(Key, KeyKind),
    Paste(String),
    /// The keys that a place on the screen stands for, and whether the first of them was pressed already.
    Tap(VecDeque<Key>, bool),
}

impl InputQueue {
    /// A key came in at `at_ms`.
    pub fn push_key(&mut self, key: Key, kind: KeyKind, at_ms: i64) {
        // leaving works at once, whatever is on its way
        self.must_quit |= key == Key::Ctrl('c') && kind == KeyKind::Press;
        self.push(Queued::Key(key, kind), at_ms);
    }

    /// Text was pasted at `at_ms`.
    pub fn push_paste(&mut self, text: String, at_ms: i64) {
        self.push(Queued::Paste(text), at_ms);
    }

    /// A place that stands for keys was tapped at `at_ms`. While a row is on its way nothing is: by then the place may stand for others.
    pub fn push_tap(&mut self, state: &State, keys: &[Key], at_ms: i64) {
        if !keys.is_empty() && !state.is_writing() {
            self.push(Queued::Tap(keys.iter().copied().collect(), false), at_ms);
        }
    }

    fn push(&mut self, queued: Queued, at_ms: i64) {
        if self.queue.len() < QUEUE_MAX {
            self.queue.push_back((queued, at_ms));
        }
    }

    /// Drops what queued: after a refusal, what was typed on the assumption that it went well means nothing.
    pub fn clear(&mut self) {
        self.queue.clear();
        self.events.clear();
        self.debounce.clear();
    }

    /// The next event for the state, as things are at `now_ms`; call it until it gives none.
    pub fn next(&mut self, state: &State, now_ms: i64) -> Option<Event> {
        if std::mem::take(&mut self.must_quit) {
            self.clear();
            return Some(Event::Command(Command::Quit));
        }
        if state.is_writing() {
            return None;
        }
        self.look(state, now_ms);
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(event);
            }
            let next_at = self.queue.front().map_or(now_ms, |(_, at_ms)| *at_ms);
            let waiting = self.debounce.key().map_or(KeyMeaning::Act, |key| self.meaning(state, key));
            if let Some(input) = self.debounce.due(next_at.min(now_ms), waiting) {
                self.act(state, input);
                continue;
            }
            let (queued, at_ms) = self.queue.pop_front()?;
            let acts_at_once = match &queued {
                Queued::Key(key, kind) => *kind == KeyKind::Press && !key.is_deferred(),
                Queued::Paste(_) | Queued::Tap(..) => true,
            };
            // what came before takes effect first, and this is looked at again after it did
            if acts_at_once && let Some(input) = self.debounce.flush(at_ms, waiting) {
                self.queue.push_front((queued, at_ms));
                self.act(state, input);
                continue;
            }
            match queued {
                Queued::Key(key, kind) => self.debounce.push(key, kind, at_ms, self.meaning(state, key)),
                Queued::Paste(text) => self.act(state, KeyInput::Paste(text)),
                Queued::Tap(keys, has_begun) => self.tap(state, keys, has_begun, at_ms),
            }
        }
    }

    /// A tap presses keys, one after the other. It is meant for what was seen: what has just come up takes none. A completion call is said
    /// aloud and made with its key: a finger that slips makes none.
    fn tap(&mut self, state: &State, mut keys: VecDeque<Key>, has_begun: bool, at_ms: i64) {
        let Some(key) = keys.pop_front() else { return };
        if !has_begun && self.debounce.has_just_come_up(at_ms) {
            return;
        }
        if matches!(self.command_of(state, key), Some(Command::Call)) {
            let why = "a tap alone makes no call: say it aloud, then press c";
            return self.events.push_back(Event::Ignored(why.to_owned()));
        }
        if !keys.is_empty() {
            self.queue.push_front((Queued::Tap(keys, true), at_ms));
        }
        self.act(state, KeyInput::Key(key, at_ms));
    }

    /// Notes when something else has come up.
    fn look(&mut self, state: &State, now_ms: i64) {
        let subject = state.subject();
        if self.subject.as_ref() != Some(&subject) {
            self.subject = Some(subject);
            self.debounce.shown(now_ms);
        }
        // a question or a page in front of it doesn't make it a new one
        if let Some(step) = state.hand_step().filter(|step| self.step.is_none_or(|(before, _)| before != *step)) {
            self.step = Some((step, now_ms));
        }
    }

    /// Whether a command would answer a step by hand that nobody can have done yet.
    fn is_too_soon(&self, state: &State, command: Option<&Command>, at_ms: i64) -> bool {
        // who opens a field, or points at what is answered, has answered nothing yet
        let opens = || matches!(state.context(), Context::Typed | Context::Answered);
        let is_answer = match command {
            Some(Command::Choose(_)) => true,
            Some(Command::Enter) => !opens(),
            _ => false,
        };
        is_answer && state.hand_step().is_some() && self.step.is_some_and(|(_, since_ms)| at_ms < since_ms + HAND_MS)
    }

    /// Whether a key behind a letter would do something on a screen, or answer a question, that has only just come up: nobody has read that yet,
    /// so it was pressed for what was there before, or both of them are text. Items come up behind answers, and have a rule of their own.
    fn is_unread(&self, state: &State, key: Key, command: Option<&Command>, at_ms: i64) -> bool {
        let does_something = match command {
            Some(Command::Choose(_)) => !matches!(state.context(), Context::Point | Context::Who),
            command => command.is_some_and(|command| !command.only_shows()),
        };
        let is_new = !state.is_at_item() && self.debounce.has_just_come_up(at_ms);
        is_new && does_something && key.is_deferred()
    }

    /// When to look again, if a key waits.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<i64> {
        self.debounce.deadline_ms()
    }

    /// Turns input into events, as things are now.
    fn act(&mut self, state: &State, input: KeyInput) {
        let is_field = state.context().is_field();
        // what can't be seen is not answered
        let (columns, rows) = state.session.window;
        if is_too_small(columns, rows) && !matches!(input, KeyInput::Key(Key::Ctrl(_), _)) {
            return;
        }
        let was_by_letter = std::mem::take(&mut self.is_by_letter);
        match input {
            KeyInput::Key(key, at_ms) => {
                let command = self.command_of(state, key);
                if self.is_too_soon(state, command.as_ref(), at_ms) {
                    let why = "too soon: this is a step by hand; read it, do it, then answer";
                    return self.events.push_back(Event::Ignored(why.to_owned()));
                }
                if was_by_letter && !is_field && self.is_unread(state, key, command.as_ref(), at_ms) {
                    self.is_by_letter = true;
                    // what says so is to be read as well, and text goes on
                    self.debounce.shown(at_ms);
                    self.debounce.is_text(at_ms);
                    let why = "too soon: this has only just come up; read it, then press the key again";
                    return self.events.push_back(Event::Ignored(why.to_owned()));
                }
                if !is_field {
                    self.has_chosen = matches!(command, Some(Command::Choose(_)));
                    self.layout.note(key);
                }
                // what means nothing here brings nothing up
                let is_letter = || matches!(key, Key::Char(_)) && !self.has_chosen;
                self.is_by_letter = !is_field && command.as_ref().map_or(was_by_letter, |_| is_letter());
                if command.is_none() && !is_field && matches!(key, Key::Char(_)) {
                    self.debounce.is_text(at_ms);
                }
                let why_nothing = || self.layout.why_nothing(key, is_field).map(Event::Ignored);
                self.events.extend(command.map(Event::Command).or_else(why_nothing));
            }
            KeyInput::Paste(text) if is_field => self.command(Command::Paste(text)),
            KeyInput::Scan { text, has_end } if is_field => self.scan(state, text, has_end),
            KeyInput::LateScan if is_field && !self.has_chosen => self.command(Command::Enter),
            KeyInput::LateScan if is_field => {
                self.command(Command::Edit(InputRequest::DeleteLine));
                self.events.push_back(Event::ScanIgnored);
            }
            // what is pasted where no field is open would be run as commands: it is taken like a scan, and nothing runs
            KeyInput::Paste(text) | KeyInput::Scan { text, .. } => self.events.push_back(Event::Scanned(text)),
            KeyInput::LateScan => {
                self.is_by_letter = was_by_letter;
                self.events.push_back(Event::ScanIgnored);
            }
        }
    }

    /// A scan came into a field. What is surely one, and what follows something that was refused, takes the place of what
    /// stands there; what may also be the rest of something typed, while the line was slow, is typed.
    fn scan(&mut self, state: &State, text: String, has_end: bool) {
        if state.is_typed_again() {
            let why = "the same scan twice proves nothing: read it on the label, and type it";
            return self.events.push_back(Event::Ignored(why.to_owned()));
        }
        if state.is_for_elsewhere(&text) {
            return self.events.push_back(Event::Scanned(text));
        }
        let is_refused = state.field().is_some_and(|field| field.refusal().is_some());
        if is_refused || scan::is_whole(&text) {
            self.command(Command::Edit(InputRequest::DeleteLine));
            self.command(Command::Paste(scan::unwrapped(&text).to_owned()));
        } else {
            self.command(Command::Paste(text));
        }
        if has_end {
            self.command(Command::Enter);
        }
    }

    fn command(&mut self, command: Command) {
        self.events.push_back(Event::Command(command));
    }

    /// What a key would do.
    fn meaning(&self, state: &State, key: Key) -> KeyMeaning {
        if state.context().is_field() {
            return KeyMeaning::Type;
        }
        match self.command_of(state, key) {
            Some(Command::Up | Command::Down | Command::PageUp | Command::PageDown) => KeyMeaning::Move,
            _ => KeyMeaning::Act,
        }
    }

    /// The command of a key, on whatever keyboard.
    fn command_of(&self, state: &State, key: Key) -> Option<Command> {
        let context = state.context();
        let readings = self.layout.readings(key, context.is_field());
        readings.into_iter().find_map(|key| keymap::command(context, key))
    }
}
