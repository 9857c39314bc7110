//! What the terminal is sent, counted: a frame, a move, a second of a countdown, and keys that come all at once.

use std::time::Duration;

use super::window::Window;
use super::{PAGE_A, PAGE_B, begin, play};
use crate::commands::Workshop;

/// The most bytes of each.
const FIRST_FRAME: usize = 6_000;
const MOVE: usize = 250;
const SECOND: usize = 150;

/// What is written until it rests, after a key.
fn bytes_of(window: &mut Window, keys: &str) -> usize {
    let before = window.settles();
    window.press(keys);
    window.settles() - before
}

#[test]
fn a_frame_a_move_and_a_second_are_few_bytes() {
    let place = Workshop::new();
    for number in 1..=3 {
        let job = crate::commands::WHOLE_JOB.replace("RO-1", &format!("RO-{number}"));
        place.record(job.split_once("clock =").unwrap().0);
    }
    let mut window = Window::open(&place, &[]);
    window.sees("RO-3");
    let first = window.settles();
    assert!(first <= FIRST_FRAME, "the first frame: {first} bytes");
    for key in ["\u{1b}[B", "\u{1b}[A"] {
        let moved = bytes_of(&mut window, key);
        assert!((1..=MOVE).contains(&moved), "a move on the board: {moved} bytes");
    }
    let nothing = bytes_of(&mut window, "\u{1b}[A");
    assert!(nothing <= MOVE, "a move that goes nowhere: {nothing} bytes");
    window.press("g");
    window.sees("Enter open");
    let moved = bytes_of(&mut window, "\u{1b}[B");
    assert!((1..=MOVE).contains(&moved), "a move in the guide: {moved} bytes");
}

#[test]
fn a_second_of_a_countdown_is_few_bytes() {
    let place = Workshop::with_whole_waits();
    let mut window = Window::open(&place, &[]);
    begin(&mut window);
    play(&mut window, PAGE_A);
    play(&mut window, PAGE_B);
    window.is_at("Wait");
    let seconds = 4;
    std::thread::sleep(Duration::from_millis(1500));
    let before = window.written();
    std::thread::sleep(Duration::from_secs(seconds));
    let written = window.written() - before;
    // one more may fall into the time than its seconds
    let most = SECOND * (usize::try_from(seconds).unwrap() + 1);
    assert!((1..=most).contains(&written), "{seconds} seconds: {written} bytes");
}

#[test]
fn fifty_keys_at_once_are_drawn_at_most_three_times() {
    let place = Workshop::new();
    let mut window = Window::open(&place, &[]);
    window.sees("No job is open");
    window.press("g");
    window.sees("Enter open");
    window.settles();
    let before = window.drawn();
    window.press(&"\u{1b}[B\u{1b}[A".repeat(25));
    window.settles();
    window.press("\u{1b}[B");
    window.settles();
    let drawn = window.drawn() - before;
    // the last key by itself is one more
    assert!((1..=4).contains(&drawn), "{drawn} drawings");
}
