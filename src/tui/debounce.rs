//! Tells a person's key from a barcode scan and from a held key, by time alone.
//!
//! Outside a field a printable key, or Enter, takes effect 30 ms after it if nothing followed. What follows faster is a
//! scan, of which nothing runs. The same key again takes effect after 60 ms; what follows then is a held key, which did
//! its work with the first press, also when that has opened a field. Where the terminal reports repeats, those are
//! dropped and nothing is guessed. Everything inside a field, arrows and Esc act at once. Times are those of the
//! events, so keys that had to queue are judged the same.

use super::key::{Key, KeyKind};

/// A scanner types its characters faster than this, in milliseconds.
pub const SCAN_MS: i64 = 30;

/// A held key repeats faster than this, in milliseconds; a person doesn't.
pub const HELD_MS: i64 = 60;

/// In a field a scanner's characters follow each other faster than this, in milliseconds; a held key doesn't repeat so fast.
const SCANNER_MS: i64 = 20;

/// A key that is held begins to repeat within this time, in milliseconds.
const REPEAT_DELAY_MS: i64 = 1000;

/// Input that takes effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyInput {
    /// A key.
    Key(Key),
    /// Text that was pasted.
    Paste(String),
    /// A scan that was ignored; said once a scan.
    Scan,
}

/// Keys that have come in and not taken effect yet, and what the next one is judged by.
#[derive(Debug, Clone, Default)]
pub struct Debounce {
    waiting: Option<Waiting>,
    run: Option<Run>,
    /// The last key that took effect, while it may still be held.
    last: Option<Key>,
    /// When it did.
    last_ms: i64,
    /// Whether the terminal reports repeats and releases.
    reports_key_kinds: bool,
}

#[derive(Debug, Clone, Copy)]
struct Waiting {
    key: Key,
    until_ms: i64,
}

/// Keys that follow each other too fast, of which none takes effect.
#[derive(Debug, Clone, Copy)]
struct Run {
    is_scan: bool,
    last_ms: i64,
}

impl Run {
    fn gap_ms(self) -> i64 {
        if self.is_scan { SCAN_MS } else { HELD_MS }
    }
}

impl Debounce {
    /// A key came in at `at_ms`. `is_field` tells whether it would be text.
    pub fn push(&mut self, key: Key, kind: KeyKind, at_ms: i64, is_field: bool) -> Vec<KeyInput> {
        let mut inputs = self.due(at_ms);
        if kind != KeyKind::Press {
            self.reports_key_kinds = true;
            if kind == KeyKind::Repeat && (is_field || !key.is_deferred()) {
                inputs.push(KeyInput::Key(key));
            }
            return inputs;
        }
        if is_field && self.may_be_held(key, at_ms) {
            return inputs;
        }
        if is_field || !key.is_deferred() {
            // what waited before a field was opened, or before an arrow, takes effect first
            inputs.extend(self.waiting.take().map(|waiting| KeyInput::Key(waiting.key)));
            self.last = None;
            self.run = None;
            inputs.push(KeyInput::Key(key));
            return inputs;
        }
        inputs.extend(self.defer(key, at_ms));
        inputs
    }

    /// Whether a key in a field may be the one that opened it, still held down: it waits whether it comes again, and what
    /// comes again is dropped. A scanner is faster than a held key.
    fn may_be_held(&mut self, key: Key, at_ms: i64) -> bool {
        if self.reports_key_kinds || self.last != Some(key) {
            return false;
        }
        if let Some(run) = &mut self.run {
            run.last_ms = at_ms;
            return true;
        }
        match self.waiting {
            None if at_ms - self.last_ms > REPEAT_DELAY_MS => return false,
            None => self.waiting = Some(Waiting { key, until_ms: at_ms + HELD_MS }),
            Some(waiting) if waiting.until_ms - HELD_MS + SCANNER_MS > at_ms => return false,
            Some(_) => {
                self.waiting = None;
                self.run = Some(Run { is_scan: false, last_ms: at_ms });
            }
        }
        true
    }

    fn defer(&mut self, key: Key, at_ms: i64) -> Option<KeyInput> {
        if let Some(run) = &mut self.run {
            run.last_ms = at_ms;
            return None;
        }
        if let Some(waiting) = self.waiting.take() {
            let is_held = waiting.key == key && self.last == Some(key);
            self.run = Some(Run { is_scan: !is_held, last_ms: at_ms });
            return (!is_held).then_some(KeyInput::Scan);
        }
        let wait_ms = if self.last == Some(key) && !self.reports_key_kinds { HELD_MS } else { SCAN_MS };
        self.waiting = Some(Waiting { key, until_ms: at_ms + wait_ms });
        None
    }

    /// What takes effect because nothing followed until `now_ms`.
    pub fn due(&mut self, now_ms: i64) -> Vec<KeyInput> {
        if self.run.is_some_and(|run| now_ms - run.last_ms >= run.gap_ms()) {
            self.run = None;
        }
        match self.waiting {
            Some(waiting) if now_ms >= waiting.until_ms => {
                self.waiting = None;
                (self.last, self.last_ms) = (Some(waiting.key), waiting.until_ms);
                vec![KeyInput::Key(waiting.key)]
            }
            _ => Vec::new(),
        }
    }

    /// When to ask again, if something waits.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<i64> {
        self.waiting.map(|waiting| waiting.until_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays presses at the given times outside a field and returns what took effect.
    fn play(keys: &[(char, i64)]) -> Vec<KeyInput> {
        let mut debounce = Debounce::default();
        let mut inputs = Vec::new();
        for &(c, at_ms) in keys {
            inputs.extend(debounce.push(Key::Char(c), KeyKind::Press, at_ms, false));
        }
        inputs.extend(debounce.due(i64::MAX / 2));
        inputs
    }

    fn key(c: char) -> KeyInput {
        KeyInput::Key(Key::Char(c))
    }

    #[test]
    fn a_person_is_not_slowed() {
        assert_eq!(play(&[('1', 0), ('2', 40), ('1', 80)]), [key('1'), key('2'), key('1')]);
        assert_eq!(play(&[('1', 0), ('1', 330), ('1', 660)]), [key('1'), key('1'), key('1')]);
    }

    #[test]
    fn a_held_key_answers_once() {
        let mut held = vec![('1', 0)];
        held.extend((0..40).map(|n| ('1', 400 + 33 * n)));
        assert_eq!(play(&held), [key('1')]);
        held.push(('1', 3000));
        assert_eq!(play(&held), [key('1'), key('1')], "a press after the release counts again");
    }

    #[test]
    fn of_a_scan_nothing_runs() {
        let scan: Vec<(char, i64)> = "BP538971317615".chars().zip((0..).step_by(4)).collect();
        assert_eq!(play(&scan), [KeyInput::Scan]);
        let with_enter: Vec<(char, i64)> = "11".chars().zip([0, 5]).collect();
        assert_eq!(play(&with_enter), [KeyInput::Scan]);
    }

    #[test]
    fn reported_repeats_are_dropped_and_decide() {
        let mut debounce = Debounce::default();
        let mut inputs = debounce.push(Key::Char('1'), KeyKind::Press, 0, false);
        for n in 0..20 {
            inputs.extend(debounce.push(Key::Char('1'), KeyKind::Repeat, 300 + 30 * n, false));
        }
        inputs.extend(debounce.push(Key::Char('1'), KeyKind::Release, 920, false));
        inputs.extend(debounce.push(Key::Char('1'), KeyKind::Press, 1000, false));
        assert_eq!(debounce.deadline_ms(), Some(1000 + SCAN_MS), "no guess is needed");
        inputs.extend(debounce.due(1030));
        assert_eq!(inputs, [key('1'), key('1')]);
    }

    #[test]
    fn a_key_that_opened_a_field_types_nothing_while_it_is_held() {
        let opened = |keys: &[(char, i64)]| {
            let mut debounce = Debounce::default();
            let mut inputs = debounce.push(Key::Char('1'), KeyKind::Press, 0, false);
            inputs.extend(debounce.due(SCAN_MS));
            for &(c, at_ms) in keys {
                inputs.extend(debounce.push(Key::Char(c), KeyKind::Press, at_ms, true));
            }
            inputs.extend(debounce.due(i64::MAX / 2));
            inputs
        };
        let held: Vec<(char, i64)> = (0..40).map(|n| ('1', 400 + 33 * n)).collect();
        assert_eq!(opened(&held), [key('1')]);
        // a person types the same again, and a scanner does
        assert_eq!(opened(&[('1', 300), ('1', 480), ('A', 600)]), [key('1'), key('1'), key('1'), key('A')]);
        let scan: Vec<(char, i64)> = "1153".chars().zip((900..).step_by(4)).collect();
        assert_eq!(opened(&scan), [key('1'), key('1'), key('1'), key('5'), key('3')]);
    }

    #[test]
    fn in_a_field_everything_acts_at_once() {
        let mut debounce = Debounce::default();
        for (n, c) in "BP5389".chars().enumerate() {
            assert_eq!(debounce.push(Key::Char(c), KeyKind::Press, n as i64, true), [key(c)]);
        }
        assert_eq!(debounce.push(Key::Up, KeyKind::Press, 7, false), [KeyInput::Key(Key::Up)]);
    }
}
