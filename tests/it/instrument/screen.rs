//! The screen while an instrument reads: the real program on a pseudo-terminal.

use std::time::{Duration, Instant};

use super::fake::{Fake, Reply, text};
use super::sigrok::as_program;
use super::workshop;
use crate::commands::{PATIENCE, Workshop};
use crate::terminal::window::Window;

/// The job's first question, about the battery's look, is answered: the one about its volts is asked.
fn at_the_volts(place: &Workshop, variables: &[(&str, &str)]) -> Window {
    let arguments = ["run", "--job", "1", "--technician", "Ana K.", "--kind", "battery"];
    let mut window = Window::open_with(place, env!("CARGO_BIN_EXE_precheck"), &arguments, variables);
    window.sees("Look at case, posts and clamps");
    window.press("1");
    window.is_at("Volts on arrival");
    window
}

#[test]
fn a_reading_is_recorded_by_enter() {
    let fake = Fake::scpi(|times| text(&format!("12.4{}6\n", times % 10)));
    let place = workshop(&fake.block("scpi"));
    let mut window = at_the_volts(&place, &[]);
    window.sees("measured: bench, battery posts");
    window.sees("It shows the battery's own volts");
    std::thread::sleep(Duration::from_millis(400));
    window.press("\r");
    window.is_at("Reg");
    let rows = place.rows();
    let row = rows.last().unwrap();
    assert!(row.value.starts_with("num 12.") && row.note == "\\u{1e}measured bench posts", "{row:?}");
    // what is not asked for is not read
    let asked = fake.heard().len();
    std::thread::sleep(Duration::from_millis(2500));
    assert!(fake.heard().len() <= asked + 1, "it is read although nobody asks");
}

#[test]
fn what_is_typed_takes_the_place_of_what_is_measured() {
    let fake = Fake::scpi(|_| text("12.46\n"));
    let place = workshop(&fake.block("scpi"));
    let mut window = at_the_volts(&place, &[]);
    window.sees("measured: bench, battery posts");
    window.press("12.6");
    window.sees("bench reads 12.46 V");
    window.press("\r");
    window.is_at("Reg");
    let row = place.rows().last().unwrap().clone();
    assert_eq!((&*row.value, &*row.note), ("num 12.6 V", ""));
}

#[test]
fn a_silent_instrument_leaves_an_ordinary_field() {
    let fake = Fake::scpi(|times| text(if times == 0 { "12.46\n" } else { "" }));
    let place = workshop(&fake.block("scpi"));
    let mut window = at_the_volts(&place, &[]);
    window.sees("measured: bench, battery posts");
    window.sees("bench: it does not answer");
    window.press("\r");
    window.sees("type the reading in V");
    window.press("12.5\r");
    window.is_at("Reg");
}

#[test]
fn a_flood_draws_the_screen_four_times_a_second_at_most() {
    for (flood, is_read) in [("12.46\n", true), ("1", false), ("\u{1b}[2J\n", false)] {
        let flood = flood.repeat(1_000_000 / flood.len()).into_bytes();
        let fake = Fake::scpi(move |_| Reply::Bytes(flood.clone()));
        let place = workshop(&fake.block("scpi"));
        let mut window = at_the_volts(&place, &[]);
        if !is_read {
            window.sees("bench: it s");
        }
        let (before, began) = (window.drawn(), Instant::now());
        std::thread::sleep(Duration::from_secs(4));
        let (drawn, seconds) = (window.drawn() - before, began.elapsed().as_secs_f64());
        assert!(drawn as f64 <= 4.0 * seconds, "{drawn} times in {seconds} s");
        let pressed = Instant::now();
        window.press("9");
        window.until("the figure", |screen| screen.contents().contains("  9 "));
        assert!(pressed.elapsed() < Duration::from_secs(2), "a key took {:?}", pressed.elapsed());
        assert!(!window.text().contains('\u{1b}'));
    }
}

#[test]
fn leaving_takes_sigrok_along() {
    let place = workshop("[[instrument]]\nname = \"hand\"\nkind = \"sigrok\"\ndriver = \"demo\"\nreads = \"posts\"\n");
    // silent: nothing that it writes would end it
    let path = as_program(&place, "echo $$ >pid\nexec sleep 1000");
    let mut window = at_the_volts(&place, &[("PATH", &path)]);
    let pid = || std::fs::read_to_string(place.path("pid")).ok().and_then(|pid| pid.trim().parse::<u32>().ok());
    let began = Instant::now();
    while pid().is_none() {
        assert!(began.elapsed() < PATIENCE, "it never began");
        std::thread::sleep(Duration::from_millis(20));
    }
    let process = format!("/proc/{}", pid().unwrap());
    assert!(std::path::Path::new(&process).exists());
    window.press("\u{3}");
    window.ends();
    let began = Instant::now();
    while std::path::Path::new(&process).exists() {
        assert!(began.elapsed() < PATIENCE, "it goes on without us");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_pretended_instrument_says_so() {
    let place = workshop("");
    let arguments = ["run", "--practice", "--job", "1", "--technician", "Ana K.", "--kind", "battery"];
    let mut window = Window::open(&place, &arguments);
    window.sees("Look at case, posts and clamps");
    window.press("1");
    window.sees("pretended, measured by nothing:");
}
