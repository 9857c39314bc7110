//! The terminal as it is found, as it is left, and what happens to it meanwhile.

use super::window::{Ended, Window};
use super::{PAGE_A, begin, holds, in_a_job, is_whole, play};
use crate::commands::Workshop;

const ALTERNATE: [&str; 2] = ["\u{1b}[?1049h", "\u{1b}[?1049l"];

/// What a terminal shows that knows no second screen and has text on it, after so much was written.
fn shown_without_alternate_screen(raw: &str) -> String {
    let mut parser = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    parser.process("#".repeat(80 * 24).as_bytes());
    parser.process(ALTERNATE.iter().fold(raw.to_owned(), |raw, it| raw.replace(it, "")).as_bytes());
    assert!(!parser.screen().hide_cursor());
    parser.screen().contents()
}

/// A window that has a job on it, left by Ctrl-C.
fn left(place: &Workshop) -> Ended {
    let mut window = in_a_job(place);
    window.press("\u{3}");
    window.ends()
}

#[test]
fn text_on_a_terminal_without_a_second_screen_is_cleared_before_and_after() {
    let ended = left(&Workshop::new());
    is_whole(&ended);
    let raw = String::from_utf8(ended.raw).unwrap();
    assert_eq!(shown_without_alternate_screen(&raw), "", "afterwards it is empty");
    // up to its leaving the screen is the program's alone
    let before = raw.split(ALTERNATE[1]).next().unwrap().rsplit_once("\u{1b}[2J").unwrap().0;
    let shown = shown_without_alternate_screen(&format!("{before}\u{1b}[?25h"));
    assert!(shown.contains("On arrival") && !shown.contains('#'), "{shown}");
}

#[test]
fn what_another_program_left_behind_is_put_right() {
    let raw = String::from_utf8(left(&Workshop::new()).raw).unwrap();
    let first = raw.find("precheck").unwrap();
    for right in ["\u{1b}>", "\u{1b}[?1l", "\u{1b}[?1000l", "\u{1b}[?1004l", "\u{1b}[r", "\u{1b}[4l", "\u{1b}(B"] {
        assert!(raw[..first].contains(right), "{right:?}");
    }
}

#[test]
fn a_terminal_without_a_size_has_80_by_24() {
    let place = Workshop::new();
    let mut window = Window::open_sized(&place, env!("CARGO_BIN_EXE_precheck"), &[], &[], (0, 0));
    begin(&mut window);
    window.is_drawn_at(80);
    // one that knows its size later has it then
    window.resize(100, 30);
    window.is_drawn_at(100);
    window.press("\u{3}");
    is_whole(&window.ends());
}

#[test]
fn whatever_signal_ends_it_the_terminal_is_whole_and_nothing_is_lost() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let place = Workshop::new();
        let mut window = in_a_job(&place);
        let shown = play(&mut window, &PAGE_A[..4]);
        window.is_at("Engine");
        window.signal(name);
        let ended = window.ends();
        assert_eq!(ended.status.exit_code(), code, "SIG{name}");
        is_whole(&ended);
        holds(&place, &shown);
        place.is_intact();
    }
}

#[test]
fn the_screen_is_drawn_again_when_it_is_asked_for_and_when_somebody_comes_back() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    window.press("12");
    window.sees("12");
    let scrawled = |window: &Window| {
        window.scrawl("kernel: usb 1-1: new device");
        window.sees("kernel:");
    };
    let is_clean = |window: &Window| {
        window.until("a clean screen", |screen| {
            let text = screen.contents();
            !text.contains("kernel:") && text.contains("On arrival") && text.contains("12")
        });
    };
    scrawled(&window);
    window.press("\u{c}");
    is_clean(&window);
    scrawled(&window);
    window.press("\u{1b}[I");
    is_clean(&window);
    scrawled(&window);
    window.signal("CONT");
    is_clean(&window);
    window.press(".5\r");
    window.is_at("Radio on arrival");
    holds(&place, &["answer arrival-volts num 12.5 V"]);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_comes_back() {
    let place = Workshop::new();
    // a shell that has the program come back by itself
    let script = "\"$0\"; echo stopped-$?; stty -a | grep -o -- '-*icanon'; fg; echo over-$?";
    let mut window = Window::open_with(&place, "bash", &["-m", "-c", script, env!("CARGO_BIN_EXE_precheck")], &[]);
    begin(&mut window);
    window.press("12");
    window.sees("12");
    window.press("\u{1a}");
    window.until("the shell, and the screen again", |screen| screen.contents().contains("On arrival"));
    window.press(".5\r");
    window.is_at("Radio on arrival");
    holds(&place, &["answer arrival-volts num 12.5 V"]);
    window.press("\u{3}");
    let ended = window.ends();
    is_whole(&ended);
    let raw = String::from_utf8_lossy(&ended.raw);
    for said in ["stopped-148", "\nicanon", "over-0"] {
        assert!(raw.contains(said), "{said} in {raw}");
    }
}

#[test]
fn ctrl_z_where_no_shell_could_go_on_changes_nothing() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    window.press("\u{1a}");
    window.press("12.5\r");
    window.is_at("Radio on arrival");
    window.press("\u{3}");
    is_whole(&window.ends());
}

#[test]
fn a_console_and_a_locale_without_signs_get_plain_ones() {
    for variables in [[("TERM", "linux"), ("LC_ALL", "C.UTF-8")], [("TERM", "xterm"), ("LC_ALL", "C")]] {
        let place = Workshop::new();
        let mut window = Window::open_with(&place, env!("CARGO_BIN_EXE_precheck"), &[], &variables);
        window.sees("No job is open");
        window.press("n");
        window.sees("Job number");
        window.press("\u{3}");
        let ended = window.ends();
        assert!(ended.raw.is_ascii(), "{variables:?}: {}", String::from_utf8_lossy(&ended.raw));
        is_whole(&ended);
    }
}

#[test]
fn a_drive_that_hangs_is_told_of_and_ctrl_c_leaves() {
    let traces = |it: &std::process::Output| it.status.success();
    if !std::process::Command::new("strace").args(["-o", "/dev/null", "true"]).output().is_ok_and(|it| traces(&it)) {
        println!("LEFT OUT: strace is not there, or may not trace");
        return;
    }
    let place = Workshop::new();
    let hangs = ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e"];
    // strace holds on to what it delays: after a signal it lets go of it only when this time is over
    let inject = "inject=fdatasync:delay_enter=25000000:when=2+";
    let program = [inject, env!("CARGO_BIN_EXE_precheck")];
    let mut window = Window::open_with(&place, "strace", &[&hangs[..], &program].concat(), &[]);
    begin(&mut window);
    window.press("12.6\r");
    window.sees("the drive has not answered for 0:05");
    window.press("\u{3}");
    // the screen is left at once; what is on its way is waited for, and then the word comes
    window.sees("a drive or a printer that doesn't answer; Ctrl-C leaves at once");
    window.press("\u{3}");
    let ended = window.ends();
    assert!(!ended.status.success(), "it ended by the key, not because the drive answered");
    assert!(String::from_utf8_lossy(&ended.raw).contains(ALTERNATE[1]));
}

#[test]
fn practice_begun_on_the_board_leaves_no_trace_and_leads_back() {
    let place = Workshop::new();
    let mut window = Window::open_sized(&place, env!("CARGO_BIN_EXE_precheck"), &[], &[], (80, 24));
    window.sees("No job is open");
    window.press("p");
    window.sees("nothing is kept");
    window.press("n");
    window.sees("Job number");
    window.press("\u{1b}");
    window.sees("Enter takes it");
    window.press("\u{1b}");
    window.sees("nothing is kept");
    window.press("q");
    window.sees("the practice is over");
    window.press("q");
    is_whole(&window.ends());
    assert!(!place.path("exports").exists(), "nothing is written where it counts");
}

#[test]
fn a_tap_presses_what_it_is_on_and_the_mouse_is_left_to_the_terminal_where_that_is_wished() {
    let place = Workshop::new();
    let mut window = Window::open(&place, &[]);
    window.until("new job at the foot", |screen| {
        screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None && screen.contents().contains("n new job")
    });
    // the first key at the foot, in the last row but one
    window.tap(3, 22);
    window.sees("Job number");
    window.press("\u{3}");
    is_whole(&window.ends());
    place.write("workshop.toml", "mouse = \"off\"\n");
    let mut window = Window::open(&place, &[]);
    window.sees("No job is open");
    window.until("no mouse", |screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    window.press("\u{3}");
    is_whole(&window.ends());
}
