use super::*;

/// What a key does, by whether a field is open.
fn meaning(is_field: bool) -> KeyMeaning {
    if is_field { KeyMeaning::Type } else { KeyMeaning::Act }
}

/// Plays keys as the queue does. A digit that takes effect outside a field records something, which takes 20 ms; then the
/// next item is there, with a field when `opens` says so after so many digits.
struct Play {
    debounce: Debounce,
    opens: fn(usize) -> bool,
    digits: usize,
    given: Vec<KeyInput>,
    keys: Vec<(Key, KeyKind, i64)>,
}

impl Play {
    fn new(opens: fn(usize) -> bool) -> Self {
        let (debounce, given, keys) = (Debounce::default(), Vec::new(), Vec::new());
        Self { debounce, opens, digits: 0, given, keys }
    }

    fn due(&mut self, now_ms: i64) {
        while let Some(at_ms) = self.debounce.deadline_ms().filter(|at_ms| *at_ms <= now_ms) {
            self.take(at_ms);
        }
    }

    fn take(&mut self, at_ms: i64) {
        while let Some(input) = self.debounce.due(at_ms, meaning((self.opens)(self.digits))) {
            let is_choice = matches!(input, KeyInput::Key(Key::Char('1'..='9') | Key::Enter, _));
            if is_choice && !(self.opens)(self.digits) {
                self.digits += 1;
                self.debounce.shown(at_ms + 20);
            }
            self.given.push(input);
        }
    }

    fn press(&mut self, key: Key, kind: KeyKind, at_ms: i64) {
        self.keys.push((key, kind, at_ms));
    }

    /// Plays all, in the order of their times, and gives what took effect.
    fn ends(mut self) -> Vec<KeyInput> {
        let mut keys = std::mem::take(&mut self.keys);
        keys.sort_by_key(|(.., at_ms)| *at_ms);
        for (key, kind, at_ms) in keys {
            self.due(at_ms);
            self.debounce.push(key, kind, at_ms, meaning((self.opens)(self.digits)));
            self.take(at_ms);
        }
        self.due(i64::MAX / 2);
        self.given
    }
}

fn key(c: char, at_ms: i64) -> KeyInput {
    KeyInput::Key(Key::Char(c), at_ms)
}

/// The characters that took effect.
fn taken(inputs: &[KeyInput]) -> String {
    let char_of = |input: &KeyInput| match input {
        KeyInput::Key(Key::Char(c), _) => *c,
        KeyInput::Key(Key::Enter, _) => '\n',
        other => panic!("{other:?}"),
    };
    inputs.iter().map(char_of).collect()
}

/// Presses at the given times, outside fields.
fn pressed(keys: &[(char, i64)]) -> Vec<KeyInput> {
    let mut play = Play::new(|_| false);
    keys.iter().for_each(|(c, at_ms)| play.press(Key::Char(*c), KeyKind::Press, *at_ms));
    play.ends()
}

/// Presses at the given times after a 1 at 0 ms that opens a field.
fn typed(keys: &[(char, i64)]) -> Vec<KeyInput> {
    let mut play = Play::new(|digits| digits > 0);
    play.press(Key::Char('1'), KeyKind::Press, 0);
    for (c, at_ms) in keys {
        let key = match c {
            '\n' => Key::Enter,
            '\t' => Key::Tab,
            c => Key::Char(*c),
        };
        play.press(key, KeyKind::Press, *at_ms);
    }
    play.ends()
}

#[test]
fn a_person_is_not_slowed() {
    assert_eq!(pressed(&[('1', 0), ('2', 80), ('1', 200)]), [key('1', 0), key('2', 80), key('1', 200)]);
    let same: Vec<(char, i64)> = (0..6).map(|n| ('1', 330 * n)).collect();
    assert_eq!(taken(&pressed(&same)), "111111", "the same digit three times a second");
}

#[test]
fn a_held_key_answers_once_at_any_rate() {
    for rate_ms in [30, 33, 40, 60, 92, 100, 120] {
        for delay_ms in [200, 250, 375, 400, 500, 660, 1000] {
            let mut held = vec![('1', 0)];
            held.extend((0..40).map(|n| ('1', delay_ms + rate_ms * n)));
            assert_eq!(taken(&pressed(&held)), "1", "every {rate_ms} ms after {delay_ms} ms");
            held.push(('1', 10_000));
            assert_eq!(taken(&pressed(&held)), "11", "a press after the release counts again");
            // nor does it type into a field that it opened
            held[40] = ('A', 9_000);
            assert_eq!(taken(&typed(&held[1..])), "1A1", "every {rate_ms} ms after {delay_ms} ms");
        }
    }
}

#[test]
fn a_worn_key_answers_once() {
    for gap_ms in [3, 15, 29, 40, 80, 150] {
        assert_eq!(taken(&pressed(&[('1', 0), ('1', gap_ms)])), "1", "{gap_ms} ms");
    }
}

#[test]
fn what_has_just_come_up_takes_no_same_key() {
    // pressed again before the next item was to be seen, on a slow disk: it counts once the item has been there
    let mut debounce = Debounce::default();
    debounce.push(Key::Char('1'), KeyKind::Press, 0, KeyMeaning::Act);
    assert_eq!(debounce.due(30, KeyMeaning::Act), Some(key('1', 0)));
    debounce.push(Key::Char('1'), KeyKind::Press, 250, KeyMeaning::Act);
    debounce.shown(400);
    assert_eq!(debounce.due(699, KeyMeaning::Act), None);
    assert_eq!(debounce.deadline_ms(), Some(700));
    assert_eq!(debounce.due(700, KeyMeaning::Act), Some(key('1', 250)));
    // another key before that: the first one was none for this item
    debounce.shown(1000);
    debounce.push(Key::Char('1'), KeyKind::Press, 1010, KeyMeaning::Act);
    assert_eq!(debounce.due(1040, KeyMeaning::Act), None);
    debounce.push(Key::Char('2'), KeyKind::Press, 1100, KeyMeaning::Act);
    assert_eq!(debounce.due(1130, KeyMeaning::Act), Some(key('2', 1100)));
    assert_eq!(debounce.due(2000, KeyMeaning::Act), None);
}

#[test]
fn of_a_scan_nothing_runs() {
    let scan: Vec<(char, i64)> = "BP538971317615".chars().zip((0..).step_by(4)).collect();
    let text = "BP538971317615".to_owned();
    assert_eq!(pressed(&scan), [KeyInput::Scan { text: text.clone(), has_end: false }]);
    let mut play = Play::new(|_| false);
    scan.iter().for_each(|(c, at_ms)| play.press(Key::Char(*c), KeyKind::Press, *at_ms));
    play.press(Key::Enter, KeyKind::Press, 56);
    play.press(Key::Enter, KeyKind::Press, 60);
    assert_eq!(play.ends(), [KeyInput::Scan { text, has_end: true }], "a line end in two bytes");
    let two = KeyInput::Scan { text: "15".to_owned(), has_end: false };
    assert_eq!(pressed(&[('1', 0), ('5', 5)]), [two]);
}

#[test]
fn of_a_slow_scan_one_key_counts_and_it_is_said() {
    for gap_ms in [31, 45, 60, 74] {
        let slow: Vec<(char, i64)> = "P1158971317615".chars().zip((0..).step_by(gap_ms)).collect();
        assert_eq!(pressed(&slow), [key('P', 0), KeyInput::LateScan], "every {gap_ms} ms");
        let digits: Vec<(char, i64)> = "11239403".chars().zip((0..).step_by(gap_ms)).collect();
        assert_eq!(pressed(&digits), [key('1', 0), KeyInput::LateScan], "every {gap_ms} ms");
        // nor is it even
        let times = [0, i64::try_from(gap_ms).unwrap(), 200, 370, 500, 670, 840, 1_000];
        let uneven: Vec<(char, i64)> = "12394035".chars().zip(times).collect();
        assert_eq!(pressed(&uneven), [key('1', 0), KeyInput::LateScan], "every {gap_ms} ms");
        // what is pressed once it is over counts again
        let later = [&slow[..], &[('2', 9_000)]].concat();
        assert_eq!(pressed(&later), [key('P', 0), KeyInput::LateScan, key('2', 9_000)]);
    }
}

#[test]
fn the_first_digit_of_a_figure_is_not_lost_to_the_key_before_it() {
    // both came in one read, and the first opened the field
    assert_eq!(taken(&typed(&[('1', 0), ('2', 200), ('.', 400), ('6', 600)])), "112.6");
    // pressed again at once
    assert_eq!(taken(&typed(&[('1', 140), ('2', 300), ('.', 450), ('6', 600)])), "112.6");
    // a worn key: what is typed once the field was looked at has no more digits than were pressed
    assert_eq!(taken(&typed(&[('1', 20), ('1', 900), ('2', 1100)])), "112");
    // nor does a held key leave one behind
    let held: Vec<(char, i64)> = (0..9).map(|n| ('1', 60 * n)).chain([('2', 700)]).collect();
    assert_eq!(taken(&typed(&held)), "12");
}

#[test]
fn a_scan_in_a_field_is_one_thing() {
    let scan = |end: &str| -> Vec<(char, i64)> { format!("1153{end}").chars().zip((900..).step_by(4)).collect() };
    let given = |has_end| [key('1', 0), KeyInput::Scan { text: "1153".to_owned(), has_end }];
    assert_eq!(typed(&scan("")), given(false));
    for end in ["\n", "\t", "\n\n"] {
        assert_eq!(typed(&scan(end)), given(true), "a scanner that ends in {end:?}");
    }
    // what queued while the line was slow is typing
    assert_eq!(taken(&typed(&[('1', 900), ('2', 900), ('\n', 900)])), "112\n");
    // a terminal that doesn't tell of pastes
    let lines = "AB12\nCD\n".chars().map(|c| (c, 900)).collect::<Vec<_>>();
    assert_eq!(typed(&lines), [key('1', 0), KeyInput::Paste("AB12\nCD\n".to_owned())]);
}

#[test]
fn a_scanner_that_is_slow_is_told_from_a_person() {
    let slow: Vec<(char, i64)> = "P538971317615\n".chars().zip((45..).step_by(45)).collect();
    assert!(matches!(typed(&slow).last(), Some(KeyInput::LateScan)));
    let fast: Vec<(char, i64)> = "AB12CDE\n".chars().zip((400..).step_by(90)).collect();
    assert_eq!(taken(&typed(&fast)), "1AB12CDE\n", "somebody who types fast, and has read what is asked");
}

#[test]
fn a_field_takes_the_same_character_from_a_person() {
    assert_eq!(taken(&typed(&[('1', 300), ('1', 480), ('A', 600)])), "111A");
    assert_eq!(taken(&typed(&[('1', 800), ('1', 930), ('.', 1060), ('9', 1200)])), "111.9");
    assert_eq!(taken(&typed(&[('A', 500), ('A', 600), ('A', 700), ('A', 800)])), "1AAAA");
}

#[test]
fn a_held_enter_takes_one_field() {
    let mut held: Vec<(char, i64)> = vec![('A', 500), ('\n', 900)];
    held.extend((0..20).map(|n| ('\n', 1300 + 40 * n)));
    assert_eq!(taken(&typed(&held)), "1A\n");
}

#[test]
fn a_key_that_moves_may_be_held() {
    let mut debounce = Debounce::default();
    let mut moved = 0;
    for n in 0..10 {
        debounce.push(Key::Char('b'), KeyKind::Press, 100 * n, KeyMeaning::Move);
        moved += usize::from(debounce.due(100 * n + SCAN_MS, KeyMeaning::Move).is_some());
    }
    assert_eq!(moved, 10);
}

#[test]
fn reported_repeats_are_dropped_outside_a_field() {
    let mut play = Play::new(|_| false);
    play.press(Key::Char('1'), KeyKind::Press, 0);
    (0..20).for_each(|n| play.press(Key::Char('1'), KeyKind::Repeat, 300 + 30 * n));
    play.press(Key::Char('1'), KeyKind::Release, 920);
    play.press(Key::Char('1'), KeyKind::Press, 1000);
    assert_eq!(play.ends(), [key('1', 0), key('1', 1000)]);
}

#[test]
fn a_press_of_a_key_that_is_down_is_a_repeat() {
    // a console tells of releases, and calls repeats presses
    for opens in [(|_| false) as fn(usize) -> bool, |digits| digits > 0] {
        let mut play = Play::new(opens);
        play.press(Key::Enter, KeyKind::Release, 0);
        play.press(Key::Char('1'), KeyKind::Press, 1000);
        (0..20).for_each(|n| play.press(Key::Char('1'), KeyKind::Press, 1500 + 33 * n));
        play.press(Key::Char('1'), KeyKind::Release, 2200);
        assert_eq!(play.ends(), [key('1', 1000)]);
    }
    // typed in a field it repeats as everywhere
    let mut play = Play::new(|_| true);
    play.press(Key::Enter, KeyKind::Release, 0);
    (0..3).for_each(|n| play.press(Key::Char('A'), KeyKind::Press, 1000 + 500 * n));
    assert_eq!(taken(&play.ends()), "AAA");
    // let go while another window had the keyboard: pressed again it is a press
    let mut play = Play::new(|_| false);
    play.press(Key::Enter, KeyKind::Release, 0);
    play.press(Key::Char('1'), KeyKind::Press, 1000);
    play.press(Key::Char('1'), KeyKind::Press, 9000);
    assert_eq!(taken(&play.ends()), "11");
}

#[test]
fn where_releases_are_told_a_person_needs_no_pause() {
    let mut play = Play::new(|_| false);
    for n in 0..4 {
        play.press(Key::Char('1'), KeyKind::Press, 350 * n);
        play.press(Key::Char('1'), KeyKind::Release, 350 * n + 80);
    }
    assert_eq!(taken(&play.ends()), "1111");
}
