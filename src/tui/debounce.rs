//! Tells a person's key from a barcode scan and from a held key, by time.
//!
//! Printable keys, Enter and Tab take effect 30 ms after they came, if nothing followed. What follows faster is a scan, or a
//! paste where a terminal doesn't tell of pastes: see [`KeyInput::Scan`]. A few characters that came so are typing that had to
//! queue. All other keys act at once.
//!
//! The same key again is another matter, because a held key repeats, every 30 to 120 ms once it has begun to: what answered one
//! item must not answer the next one, nor type into the field that it opened. So the same key counts only when it doesn't come
//! again soon, and never before the screen that it is for has been there for a moment. Terminals that tell when a key is let
//! go are believed in that, and in nothing more: some call a repeat a press.
//!
//! Where another key follows outside a field sooner than a hand presses one, it is no hand's: a slow scanner's first character counted as
//! a key, and nothing behind it does. And a digit that was dropped because it came twice at once, as from a line that is slow, belongs to the
//! figure that is typed right behind it: it stands there, to be seen, rather than being lost.
//!
//! Times are those at which keys came, so keys that had to queue are judged the same.

use std::collections::VecDeque;

use super::key::{Key, KeyKind};

/// A scanner types its characters faster than this, in milliseconds.
pub const SCAN_MS: i64 = 30;
/// Fewer characters at once are typing that had to queue.
const SCAN_CHARS_MIN: usize = 4;
/// A held key repeats faster than this once it repeats, in milliseconds.
const HELD_MS: i64 = 150;
/// A held key begins to repeat within this time, in milliseconds.
const REPEAT_DELAY_MS: i64 = 1000;
/// No person presses a key twice on purpose within this time, in milliseconds; a worn key and a held one do.
const AGAIN_MS: i64 = 200;
/// The same where a terminal tells that the key was let go in between: only a worn key does.
const BOUNCE_MS: i64 = 60;
/// What has just come on the screen takes no key that was pressed for what was there before, for so many milliseconds.
const SHOWN_MS: i64 = 300;
/// A scanner that is slow, or far away, types its characters faster than this, in milliseconds, and so many of them.
const SLOW_SCAN_MS: i64 = 100;
const SLOW_SCAN_CHARS_MIN: usize = 6;
/// Outside a field nobody presses another key on purpose within this time, in milliseconds.
const OTHER_KEY_MS: i64 = 75;
/// The same behind a character that was no key's already: what goes on without a pause is text.
const TEXT_GOES_ON_MS: i64 = 180;
/// What is typed so soon behind a digit that was dropped goes with it, in milliseconds.
const GOES_WITH_MS: i64 = 500;

/// Input that takes effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyInput {
    /// A key, and when it was pressed.
    Key(Key, i64),
    /// Text that was pasted.
    Paste(String),
    /// Characters that came as fast as a scanner's, and whether Enter or Tab ended them.
    Scan {
        /// The characters.
        text: String,
        /// Whether Enter or Tab ended them.
        has_end: bool,
    },
    /// Characters of a scanner that is slow: the first one was taken for a key; the others stand in the
    /// field that it may have opened, and outside a field nothing comes of them.
    LateScan,
}

/// What a key would do just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyMeaning {
    /// It would be text.
    Type,
    /// It would move to another place, which may be done as often as one likes.
    Move,
    /// It would do something.
    Act,
}

/// Keys that have come in and not taken effect yet, and what the next one is judged by.
#[derive(Debug, Clone, Default)]
pub struct Debounce {
    /// Keys that follow each other without a pause, with the times of the first and the last.
    burst: Vec<Key>,
    first_ms: i64,
    last_ms: i64,
    /// The key that took effect last, while it may still be held.
    held: Option<Held>,
    /// That key once more, which counts when it doesn't come again.
    again: Option<Again>,
    ready: VecDeque<KeyInput>,
    /// The key that is down, and when it came last.
    down: Option<(Key, i64)>,
    /// Whether the terminal tells when a key is let go.
    tells_releases: bool,
    /// Since when what keys are for is on the screen.
    shown_ms: i64,
    late: Option<Late>,
    /// What was dropped as the key before it once more.
    dropped: Option<Dropped>,
}

/// A key that may still be held.
#[derive(Debug, Clone, Copy)]
struct Held {
    key: Key,
    /// When it came last.
    last_ms: i64,
}

/// A key that came again.
#[derive(Debug, Clone, Copy)]
struct Again {
    key: Key,
    /// When it came first, and last.
    first_ms: i64,
    last_ms: i64,
    count: usize,
    /// Whether it would be text.
    is_text: bool,
}

/// Characters that follow a key too fast for a person, and too slowly for a scanner beside the computer.
#[derive(Debug, Clone, Copy)]
struct Late {
    last_ms: i64,
    count: usize,
}

/// A key that came twice at once, and counted once.
#[derive(Debug, Clone, Copy)]
struct Dropped {
    key: Key,
    last_ms: i64,
    /// How often it was dropped: a key that is held, often.
    count: usize,
}

impl Debounce {
    /// A key came in at `at_ms`. What is due until then is taken before.
    pub fn push(&mut self, key: Key, kind: KeyKind, at_ms: i64, meaning: KeyMeaning) {
        match self.kind(key, kind, at_ms) {
            KeyKind::Release => {}
            KeyKind::Repeat => {
                let opened = meaning == KeyMeaning::Type && self.held.is_some_and(|held| held.key == key);
                let does_more = meaning == KeyMeaning::Act && key.is_deferred();
                if !opened && !does_more {
                    self.ready.push_back(KeyInput::Key(key, at_ms));
                }
            }
            KeyKind::Press if key.is_deferred() => {
                if self.burst.is_empty() {
                    self.first_ms = at_ms;
                }
                self.burst.push(key);
                self.last_ms = at_ms;
            }
            KeyKind::Press => {
                (self.held, self.late, self.dropped) = (None, None, None);
                self.ready.push_back(KeyInput::Key(key, at_ms));
            }
        }
    }

    /// How a key came, whatever the terminal calls it: a press of a key that is down is a repeat.
    fn kind(&mut self, key: Key, kind: KeyKind, at_ms: i64) -> KeyKind {
        // one that was let go unseen, while another window had the keyboard, is pressed later than it would repeat
        let is_down = self.down.is_some_and(|(down, last_ms)| down.is_same(key) && at_ms - last_ms <= REPEAT_DELAY_MS);
        if kind == KeyKind::Release {
            self.tells_releases = true;
            self.down.take_if(|(down, _)| down.is_same(key));
            return kind;
        }
        self.down = Some((key, at_ms));
        if is_down && self.tells_releases { KeyKind::Repeat } else { kind }
    }

    /// What keys are for came on the screen at `at_ms`.
    pub fn shown(&mut self, at_ms: i64) {
        self.shown_ms = at_ms;
    }

    /// Whether what keys are for had just come on the screen at `at_ms`, so that what was pressed is meant for what was there before.
    #[must_use]
    pub fn has_just_come_up(&self, at_ms: i64) -> bool {
        at_ms < self.shown_ms + SHOWN_MS
    }

    /// A character took effect at `at_ms` that means nothing where it came: what follows it without a pause is text as well.
    pub fn is_text(&mut self, at_ms: i64) {
        self.late = Some(Late { last_ms: at_ms, count: 1 });
    }

    /// Forgets what waits.
    pub fn clear(&mut self) {
        self.burst.clear();
        self.ready.clear();
        (self.again, self.late, self.dropped) = (None, None, None);
    }

    /// The key that waits, the first one where it is several.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        self.burst.first().copied().or(self.again.map(|again| again.key))
    }

    /// When to ask again, if something waits.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<i64> {
        let of_burst = (!self.burst.is_empty()).then_some(self.last_ms + SCAN_MS);
        let of_again = self.again.filter(|again| !self.is_overtaken(again)).map(|again| self.counts_at_ms(&again));
        of_burst.into_iter().chain(of_again).min()
    }

    /// When a key that came again counts.
    fn counts_at_ms(&self, again: &Again) -> i64 {
        match again.is_text {
            true => again.last_ms + HELD_MS,
            false if self.tells_releases => self.shown_ms + SHOWN_MS,
            false => (again.last_ms + HELD_MS).max(self.shown_ms + SHOWN_MS),
        }
    }

    /// The next thing that takes effect because nothing followed until `now_ms`; `meaning` is what a key would do.
    pub fn due(&mut self, now_ms: i64, meaning: KeyMeaning) -> Option<KeyInput> {
        loop {
            if let Some(input) = self.ready.pop_front() {
                return Some(input);
            }
            let is_over = !self.burst.is_empty() && now_ms >= self.last_ms + SCAN_MS;
            let counts = self.again.filter(|again| now_ms >= self.counts_at_ms(again) && !self.is_overtaken(again));
            if let Some(again) = counts {
                self.again = None;
                self.count(again);
            } else if is_over {
                self.settle(meaning);
            } else {
                return None;
            }
        }
    }

    /// What takes effect now, because something came at `at_ms` that acts at once; nothing waits once there is nothing.
    pub fn flush(&mut self, at_ms: i64, meaning: KeyMeaning) -> Option<KeyInput> {
        loop {
            if let Some(input) = self.ready.pop_front() {
                return Some(input);
            }
            if !self.burst.is_empty() {
                self.settle(meaning);
            } else {
                let again = self.again.take()?;
                self.first_ms = at_ms;
                self.break_off(again);
            }
        }
    }

    /// Whether what waits is the key that came again, once more.
    fn comes_again(&self) -> bool {
        !self.burst.is_empty()
            && self.again.is_some_and(|again| {
                self.burst.iter().all(|key| *key == again.key) && self.first_ms - again.last_ms <= HELD_MS
            })
    }

    /// Whether something came before a key that came again counts.
    fn is_overtaken(&self, again: &Again) -> bool {
        !self.burst.is_empty() && (self.comes_again() || self.first_ms < self.counts_at_ms(again))
    }

    /// A key that came again didn't do so once more. Two of them, so soon after the key took effect, were a held key all the
    /// same.
    fn count(&mut self, again: Again) {
        if again.is_text && again.count > 1 {
            self.held = Some(Held { key: again.key, last_ms: again.last_ms });
        } else {
            self.take_effect(again.key, again.first_ms, again.is_text);
        }
    }

    /// Something else came before it was clear whether a key was held: in a field it was typed; elsewhere it counts, unless it
    /// came too soon.
    fn break_off(&mut self, again: Again) {
        if again.is_text {
            (0..again.count).for_each(|_| self.take_effect(again.key, again.first_ms, true));
        } else if self.first_ms >= self.shown_ms + SHOWN_MS {
            self.take_effect(again.key, again.first_ms, false);
        }
    }

    /// What came without a pause is whole.
    fn settle(&mut self, meaning: KeyMeaning) {
        // what it does decides what the others are for
        if !self.comes_again()
            && let Some(again) = self.again.take()
        {
            return self.break_off(again);
        }
        let burst = std::mem::take(&mut self.burst);
        let Some(&key) = burst.first() else { return };
        if burst.iter().any(|it| *it != key) {
            self.held = None;
            return self.settle_burst(&burst, meaning == KeyMeaning::Type);
        }
        match self.held {
            Some(held) if held.key == key && meaning != KeyMeaning::Move => {
                self.settle_again(key, burst.len(), held, meaning)
            }
            _ if meaning == KeyMeaning::Type && matches!(key, Key::Char(_)) => {
                burst.iter().for_each(|key| self.take_effect(*key, self.last_ms, true));
            }
            // pressed once on purpose, however often a worn key tells it
            _ => {
                self.take_effect(key, self.first_ms, meaning == KeyMeaning::Type);
                self.drop_again(key, burst.len() - 1);
            }
        }
        if meaning == KeyMeaning::Move {
            self.held = None;
        }
    }

    /// The key that took effect last came again.
    fn settle_again(&mut self, key: Key, count: usize, held: Held, meaning: KeyMeaning) {
        let is_text = meaning == KeyMeaning::Type && matches!(key, Key::Char(_));
        self.held = Some(Held { key, last_ms: self.last_ms });
        if let Some(again) = &mut self.again {
            if self.tells_releases {
                return;
            }
            (again.count, again.last_ms) = (again.count + count, self.last_ms);
            // in a field a person types the same twice; three times so fast nobody does
            if !is_text || again.count > 2 {
                self.again = None;
            }
            return;
        }
        let gap_ms = self.first_ms - held.last_ms;
        let again = Again { key, first_ms: self.first_ms, last_ms: self.last_ms, count, is_text };
        match self.tells_releases {
            true if gap_ms < BOUNCE_MS => self.drop_again(key, count),
            true if is_text => self.take_effect(key, self.first_ms, true),
            true => self.again = Some(again),
            false if gap_ms < AGAIN_MS => self.drop_again(key, count),
            false if gap_ms <= REPEAT_DELAY_MS => self.again = Some(again),
            false => self.take_effect(key, self.first_ms, is_text),
        }
    }

    /// The key that took effect last came so often once more, and doesn't count.
    fn drop_again(&mut self, key: Key, count: usize) {
        if count > 0 {
            let before = self.dropped.filter(|dropped| dropped.key == key).map_or(0, |dropped| dropped.count);
            self.dropped = Some(Dropped { key, last_ms: self.last_ms, count: before + count });
            self.late = self.late.map(|late| Late { last_ms: self.last_ms, ..late });
        }
    }

    /// The digit that was dropped and belongs in front of what is typed at `at_ms`.
    fn goes_with(&mut self, at_ms: i64) -> Option<Key> {
        let dropped = self.dropped.take()?;
        let is_digit = matches!(dropped.key, Key::Char('0'..='9'));
        (is_digit && dropped.count == 1 && at_ms - dropped.last_ms <= GOES_WITH_MS).then_some(dropped.key)
    }

    fn take_effect(&mut self, key: Key, at_ms: i64, is_text: bool) {
        let is_char = matches!(key, Key::Char(_));
        let within_ms = match self.late {
            _ if is_text => SLOW_SCAN_MS,
            // a scanner that is slow is not even: what has begun as text goes on as such
            Some(Late { count: 1.., .. }) => TEXT_GOES_ON_MS,
            _ => OTHER_KEY_MS,
        };
        let late = self.late.take().filter(|late| at_ms - late.last_ms < within_ms);
        if let Some(late) = late.filter(|_| !is_text) {
            (self.held, self.dropped) = (None, None);
            self.late = Some(Late { last_ms: at_ms, count: late.count + 1 });
            return self.ready.extend((late.count == 0).then_some(KeyInput::LateScan));
        }
        if let Some(before) = self.goes_with(at_ms).filter(|_| is_text && is_char) {
            self.ready.push_back(KeyInput::Key(before, at_ms));
        }
        match late {
            Some(late) if !is_char && late.count >= SLOW_SCAN_CHARS_MIN => {
                self.held = None;
                return self.ready.push_back(KeyInput::LateScan);
            }
            Some(late) => self.late = is_char.then_some(Late { last_ms: at_ms, count: late.count + 1 }),
            None => self.late = (!is_text).then_some(Late { last_ms: at_ms, count: 0 }),
        }
        // a character in a field may be typed as often as one likes
        self.held = (!is_text || !is_char).then_some(Held { key, last_ms: at_ms });
        self.ready.push_back(KeyInput::Key(key, at_ms));
    }

    /// Several keys came without a pause.
    fn settle_burst(&mut self, burst: &[Key], is_field: bool) {
        let is_char = |key: &Key| matches!(key, Key::Char(_));
        let chars = burst.iter().take_while(|key| is_char(key)).count();
        let (line, rest) = burst.split_at(chars);
        (self.late, self.dropped) = (None, None);
        if is_field && rest.iter().any(is_char) {
            let text = burst.iter().map(|key| if let Key::Char(c) = key { *c } else { '\n' }).collect();
            self.ready.push_back(KeyInput::Paste(text));
        } else if is_field && chars < SCAN_CHARS_MIN {
            let end = (!rest.is_empty()).then_some(&Key::Enter);
            line.iter().chain(end).for_each(|key| self.take_effect(*key, self.last_ms, true));
        } else {
            let text = line.iter().filter_map(|key| if let Key::Char(c) = key { Some(*c) } else { None }).collect();
            self.ready.push_back(KeyInput::Scan { text, has_end: !rest.is_empty() });
            self.held = (!rest.is_empty()).then_some(Held { key: Key::Enter, last_ms: self.last_ms });
        }
    }
}

#[cfg(test)]
mod tests;
