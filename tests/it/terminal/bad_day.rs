//! The bad day, on a real terminal: no code, the recovery route, the radio asks for it all the same, one wrong code, the
//! program is left, and the radio is got going in the end.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::window::Window;
use super::{AFTER_THE_WAIT, PAGE_A, PAGE_B, begin, goes_on, holds, is_whole, play, wait};
use crate::commands::Workshop;

/// Has the workshop's radio file say that the first wrong code costs so many seconds, by the schedule that is counted by.
fn costs(place: &Workshop, seconds: u32) {
    let path = place.path("checklists/radios/nissan-qashqai.toml");
    let text = fs::read_to_string(&path).unwrap();
    let mut is_done = false;
    let lines = text.lines().map(|line| {
        let is_first = !is_done && line.starts_with("steps = [");
        is_done |= is_first;
        if is_first { format!("steps = [{{ after = 1, wait-seconds = {seconds} }}]") } else { line.to_owned() }
    });
    fs::write(&path, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
}

/// Presses keys, each once the screen shows what it is for.
#[track_caller]
fn press(window: &mut Window, steps: &[(&str, &str)]) {
    for (sees, key) in steps {
        window.sees(sees);
        window.press(key);
    }
}

/// From the question what the display says to that what the radio does.
const ENTER_A_CODE: &[(&str, &str)] = &[
    ("What does the radio's display say?", "1"),
    ("0 of 4 done", "1"),
    ("1 of 4 done", "2"),
    ("2 of 4 done", "3"),
    ("3 of 4 done", "4"),
    ("Were other codes entered", "1"),
    ("4 of 4 done", "\r"),
];

/// Opens the program where the job stands: the board says how the radio is, and the guard is one key away.
#[track_caller]
fn back_at_the_radio(place: &Workshop, board: &str) -> Window {
    let mut window = Window::open(place, &[]);
    window.sees(board);
    window.press("\r");
    goes_on(&mut window, "─ Windows ─");
    window.is_at("Windows");
    window.press("x");
    window
}

#[test]
fn a_bad_day_ends_with_a_radio_that_plays() {
    let place = Workshop::new();
    costs(&place, 3600);
    let mut window = Window::open(&place, &[]);
    begin(&mut window);
    let mut shown = play(&mut window, &PAGE_A[..9]);
    // no code: it is looked for, and found at the dealer's
    window.is_at("Customer's code");
    window.press("5");
    window.sees("f find code");
    window.press("f");
    window.is_at("Book or card");
    window.press("2");
    window.is_at("Sticker on the unit");
    window.press("3");
    window.is_at("Service menu");
    window.press("3");
    window.sees("3 of 5 tried");
    window.press("1");
    window.is_at("Customer's code");
    window.press("1");
    window.is_at("Code found");
    window.sees("From a dealer ◂ as it was found");
    window.press("4");
    shown.extend([
        "answer customer-code no",
        "answer recovery-documents not-found",
        "answer recovery-sticker not-tried",
        "answer recovery-service-menu not-tried",
        "answer recovery-dealer found",
        "correct customer-code card-seen",
        "answer code-found dealer",
    ]);
    shown.extend(play(&mut window, &PAGE_A[11..]));
    shown.extend(play(&mut window, PAGE_B));
    wait(&mut window);
    shown.push("answer wait num ");
    shown.extend(play(&mut window, &AFTER_THE_WAIT[..10]));
    // the work is done, and the radio asks for its code all the same
    window.is_at("Radio after");
    window.press("3");
    press(&mut window, ENTER_A_CODE);
    // the computer is switched off while the code is being entered
    press(&mut window, &[("Enter the code at the radio now", "\u{3}")]);
    is_whole(&window.ends());
    shown.extend(["answer radio-after asks-code", "answer attempt begun"]);
    holds(&place, &shown);
    let mut window = back_at_the_radio(&place, "code entered: what came of it?");
    window.sees("Enter it no second time");
    press(
        &mut window,
        &[("What did the radio do?", "2"), ("records it", "\r"), ("The radio takes no code now", "\u{1b}")],
    );
    window.is_at("Windows");
    window.press("\u{1b}");
    // the job's screen tells of the wait as well: a key that comes before the board is there would be one with Esc
    window.sees("n new job");
    window.sees("radio waits");
    window.press("q");
    is_whole(&window.ends());
    shown.push("attempt  error");
    holds(&place, &shown);

    // the next start shows the countdown, on the board and on the guard
    let mut window = back_at_the_radio(&place, "radio waits");
    window.sees("The radio takes no code now");
    window.sees("the radio stays ON");
    window.sees("Counted by the computer's clock");
    window.press("\u{3}");
    is_whole(&window.ends());

    // the time is over, as the workshop's file has it now; the right code this time
    costs(&place, 1);
    let mut window = back_at_the_radio(&place, "Open");
    press(&mut window, ENTER_A_CODE);
    press(
        &mut window,
        &[
            ("What does the radio do?", "1"),
            ("records it", "\r"),
            ("radio after: Plays, customer entered the code", "1"),
        ],
    );
    shown.extend(["answer attempt begun", "attempt  accepted", "correct radio-after code-entered"]);
    shown.extend(play(&mut window, &AFTER_THE_WAIT[11..]));
    window.sees("Handover sheet");
    window.press("\u{3}");
    is_whole(&window.ends());
    holds(&place, &shown);
    place.is_intact();
    assert!(!place.said().iter().any(|row| row.contains("finding")), "nothing of it is a finding of the journal");
    place.run(&["sheet", "AB12 CDE", "--format", "txt"]).code(0).says(&[
        "Attempts to enter the code",
        "we entered a code, and the radio did not accept it",
        "the radio accepted the code",
    ]);
    let checker = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    if let Ok(output) = Command::new("python3").arg(checker).arg(place.path("exports/journal")).output() {
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
