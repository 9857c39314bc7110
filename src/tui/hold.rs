//! Tells a person's key from a barcode scan and from a held key, by time alone.
//!
//! Outside a field a printable key, or Enter, takes effect 30 ms after it if nothing followed. What follows faster is a
//! scan, of which nothing runs. The same key again takes effect after 60 ms; what follows then is a held key, which did
//! its work with the first press, also when that has opened a field. Where the terminal reports repeats, those are
//! dropped and nothing is guessed. Everything inside a field, arrows and Esc act at once. Times are those of the
//! events, so keys that had to queue are judged the same.

use super::key::Key;

/// A scanner types its characters faster than this, in milliseconds.
pub const SCAN_MS: i64 = 30;

/// A held key repeats faster than this, in milliseconds; a person doesn't.
pub const HELD_MS: i64 = 60;

/// In a field a scanner's characters follow each other faster than this, in milliseconds; a held key doesn't repeat so fast.
const SCANNER_MS: i64 = 20;

/// A key that is held begins to repeat within this time, in milliseconds.
const REPEAT_DELAY_MS: i64 = 1000;

/// How the key came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Pressed.
    Press,
    /// Repeated by the terminal while held.
    Repeat,
    /// Let go.
    Release,
}

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The key takes effect.
    Key(Key),
    /// A scan was ignored; said once a scan.
    Scan,
}

/// What has come in so far.
#[derive(Debug, Clone, Default)]
pub struct Hold {
    waiting: Option<Waiting>,
    run: Option<Run>,
    /// The last key that took effect, while it may still be held.
    last: Option<Key>,
    /// When it did.
    last_ms: i64,
    /// Whether the terminal tells repeats and releases.
    tells_kinds: bool,
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

impl Hold {
    /// A key came in at `at_ms`. `is_field` tells whether it would be text.
    pub fn push(&mut self, key: Key, kind: Kind, at_ms: i64, is_field: bool) -> Vec<Deed> {
        let mut deeds = self.due(at_ms);
        if kind != Kind::Press {
            self.tells_kinds = true;
            if kind == Kind::Repeat && (is_field || !key.is_deferred()) {
                deeds.push(Deed::Key(key));
            }
            return deeds;
        }
        if is_field && self.may_be_held(key, at_ms) {
            return deeds;
        }
        if is_field || !key.is_deferred() {
            // what waited before a field was opened, or before an arrow, takes effect first
            deeds.extend(self.waiting.take().map(|waiting| Deed::Key(waiting.key)));
            self.last = None;
            self.run = None;
            deeds.push(Deed::Key(key));
            return deeds;
        }
        deeds.extend(self.defer(key, at_ms));
        deeds
    }

    /// Whether a key in a field may be the one that opened it, still held down: it waits whether it comes again, and what
    /// comes again is dropped. A scanner is faster than a held key.
    fn may_be_held(&mut self, key: Key, at_ms: i64) -> bool {
        if self.tells_kinds || self.last != Some(key) {
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

    fn defer(&mut self, key: Key, at_ms: i64) -> Option<Deed> {
        if let Some(run) = &mut self.run {
            run.last_ms = at_ms;
            return None;
        }
        if let Some(waiting) = self.waiting.take() {
            let is_held = waiting.key == key && self.last == Some(key);
            self.run = Some(Run { is_scan: !is_held, last_ms: at_ms });
            return (!is_held).then_some(Deed::Scan);
        }
        let wait_ms = if self.last == Some(key) && !self.tells_kinds { HELD_MS } else { SCAN_MS };
        self.waiting = Some(Waiting { key, until_ms: at_ms + wait_ms });
        None
    }

    /// What takes effect because nothing followed until `now_ms`.
    pub fn due(&mut self, now_ms: i64) -> Vec<Deed> {
        if self.run.is_some_and(|run| now_ms - run.last_ms >= run.gap_ms()) {
            self.run = None;
        }
        match self.waiting {
            Some(waiting) if now_ms >= waiting.until_ms => {
                self.waiting = None;
                (self.last, self.last_ms) = (Some(waiting.key), waiting.until_ms);
                vec![Deed::Key(waiting.key)]
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
    fn play(keys: &[(char, i64)]) -> Vec<Deed> {
        let mut hold = Hold::default();
        let mut deeds = Vec::new();
        for &(c, at_ms) in keys {
            deeds.extend(hold.push(Key::Char(c), Kind::Press, at_ms, false));
        }
        deeds.extend(hold.due(i64::MAX / 2));
        deeds
    }

    fn key(c: char) -> Deed {
        Deed::Key(Key::Char(c))
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
        assert_eq!(play(&scan), [Deed::Scan]);
        let with_enter: Vec<(char, i64)> = "11".chars().zip([0, 5]).collect();
        assert_eq!(play(&with_enter), [Deed::Scan]);
    }

    #[test]
    fn reported_repeats_are_dropped_and_decide() {
        let mut hold = Hold::default();
        let mut deeds = hold.push(Key::Char('1'), Kind::Press, 0, false);
        for n in 0..20 {
            deeds.extend(hold.push(Key::Char('1'), Kind::Repeat, 300 + 30 * n, false));
        }
        deeds.extend(hold.push(Key::Char('1'), Kind::Release, 920, false));
        deeds.extend(hold.push(Key::Char('1'), Kind::Press, 1000, false));
        assert_eq!(hold.deadline_ms(), Some(1000 + SCAN_MS), "no guess is needed");
        deeds.extend(hold.due(1030));
        assert_eq!(deeds, [key('1'), key('1')]);
    }

    #[test]
    fn a_key_that_opened_a_field_types_nothing_while_it_is_held() {
        let opened = |keys: &[(char, i64)]| {
            let mut hold = Hold::default();
            let mut deeds = hold.push(Key::Char('1'), Kind::Press, 0, false);
            deeds.extend(hold.due(SCAN_MS));
            for &(c, at_ms) in keys {
                deeds.extend(hold.push(Key::Char(c), Kind::Press, at_ms, true));
            }
            deeds.extend(hold.due(i64::MAX / 2));
            deeds
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
        let mut hold = Hold::default();
        for (n, c) in "BP5389".chars().enumerate() {
            assert_eq!(hold.push(Key::Char(c), Kind::Press, n as i64, true), [key(c)]);
        }
        assert_eq!(hold.push(Key::Up, Kind::Press, 7, false), [Deed::Key(Key::Up)]);
    }
}
