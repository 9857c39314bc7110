//! The VIN and codes of a car in a job: the real program, at the screen and line by line, with an adapter that tells them.

use std::time::{Duration, Instant};

use precheck::instrument::{InstrumentTrouble, read_codes};

use super::fake::{Fake, Reply, text};
use super::watch::copy;
use super::workshop;
use crate::commands::{PATIENCE, Talk, Workshop};
use crate::film;
use crate::terminal::window::Window;

/// What reaches the car's bus.
const ON_THE_BUS: [&str; 4] = ["0902", "03", "07", "0A"];

/// The note of the row with what [`car`] tells.
const NOTE: &str = "\\u{1e}codes bench vin SJNFBAJ11U1234567 stored P0133 P0420 pending none permanent untold";

/// An adapter in a car that tells its VIN in several lines, two stored codes, no pending ones, and nothing of permanent ones.
fn car() -> Fake {
    Fake::on_tcp(b'\r', |command, _| match command {
        "ATZ" => text("ATZ\r\r\rELM327 v1.5\r\r>"),
        "ATRV" => text("12.4V\r\r>"),
        "0902" => {
            text("SEARCHING...\r014\r0: 49 02 01 53 4A 4E\r1: 46 42 41 4A 31 31 55\r2: 31 32 33 34 35 36 37\r\r>")
        }
        "03" => text("43 02 01 33 04 20\r\r>"),
        "07" => text("47 00\r\r>"),
        "0A" => text("NO DATA\r\r>"),
        _ => text("OK\r\r>"),
    })
}

/// A workshop in which a job stands where a film has it at a heading, with this adapter.
fn left_at(fake: &Fake, film: &str, heading: &str) -> Workshop {
    let place = workshop(&format!("station = \"bay-1\"\n{}", fake.block("elm327")));
    let (_folder, left) = film::left_at(film, heading);
    copy(&left.join("exports"), &place.path("exports"));
    place
}

fn on_the_bus(fake: &Fake) -> Vec<String> {
    fake.heard().into_iter().filter(|it| ON_THE_BUS.contains(&&**it)).collect()
}

#[test]
fn a_key_asks_the_car_and_another_one_records_what_it_told() {
    let fake = car();
    let place = left_at(&fake, "codes", "Before the work");
    let mut window = Window::open(&place, &["run", "--job", "261122-01", "--technician", "Ana K."]);
    window.sees("Who is there?");
    window.press("\r");
    window.sees("asks the car for its VIN and codes");
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(on_the_bus(&fake), [""; 0], "nothing is asked by itself");
    window.press("d");
    window.sees("VIN SJNFBAJ11U1234567");
    std::thread::sleep(Duration::from_millis(500));
    window.press("\r");
    let began = Instant::now();
    while place.rows().last().is_none_or(|row| row.note != NOTE) {
        assert!(began.elapsed() < PATIENCE, "{:?}", place.rows().last());
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(on_the_bus(&fake), ON_THE_BUS);
    window.close();
    place.is_intact();
    place.run(&["audit", "--evidence", "261122-01"]).says(&["an adapter read the car", "stored P0133 P0420"]);
}

#[test]
fn line_mode_asks_the_car_too_and_never_while_it_falls_asleep() {
    let fake = car();
    let place = left_at(&fake, "codes", "Before the work");
    let run = ["run", "--plain", "--job", "261122-01", "--technician", "Ana K."];
    let mut talk = Talk::begin(place.command(&run));
    talk.until("/d asks the car for its VIN and codes by bench: ignition on");
    talk.say("/d");
    talk.until("VIN SJNFBAJ11U1234567 · stored P0133 P0420 · pending none · permanent not told, measured by bench");
    talk.until("anything else doesn't> ");
    talk.say("no");
    talk.until("not recorded");
    talk.say("/d\n");
    talk.until("nobody can have looked at it");
    talk.say("/d");
    talk.until("anything else doesn't> ");
    std::thread::sleep(Duration::from_millis(600));
    talk.say("");
    talk.until("codes: stored P0133 P0420 · pending none · permanent not told, measured by bench");
    talk.say("3 P0133");
    talk.say("/q");
    assert!(place.rows().iter().any(|row| row.note == NOTE && row.event == "remark"));
    place.is_intact();

    let place = left_at(&fake, "codes", "With the battery off neither");
    let asked = on_the_bus(&fake).len();
    let mut talk = Talk::begin(place.command(&run));
    talk.until("[STOP]");
    for _ in 0..3 {
        talk.say("/b");
    }
    talk.say("/d");
    talk.until("the car is to fall asleep now");
    talk.say("/q");
    assert_eq!(on_the_bus(&fake).len(), asked);
}

#[test]
fn where_somebody_practises_no_car_is_asked() {
    let place = workshop("");
    let begin = ["run", "--plain", "--practice", "--job", "1", "--technician", "Ana K.", "--kind", "battery"];
    let mut talk = Talk::begin(place.command(&begin));
    for line in ["1", "12.6", "AB12 CDE", "nissan", "j10", "1", "1", "1", "1", "BP538971317015", "1", "1", "1"] {
        talk.say(line);
    }
    talk.until("/d asks the car for its VIN and codes by practice-meter");
    talk.say("/d");
    talk.until("permanent not told, pretended, told by no car by practice-meter");
    talk.until("anything else doesn't> ");
    std::thread::sleep(Duration::from_millis(600));
    talk.say("");
    talk.until("codes: stored P0171 P0420 · pending none · permanent not told");
    talk.say("/q");
    assert!(place.rows().is_empty(), "a practice leaves no trace");
}

#[test]
fn line_mode_says_that_it_watches_nothing() {
    let fake = Fake::scpi(|_| text("12.46\n"));
    let block = fake.block("scpi").replace("reads = [\"posts\", \"leads\"]", "reads = \"leads\"\nwatch = true");
    let place = workshop(&format!("station = \"bay-1\"\n{block}"));
    let (_folder, left) = film::left_at("front-page", "LEAD OFF since it was done, with 12.4 V in the car");
    copy(&left.join("exports"), &place.path("exports"));
    let mut talk = Talk::begin(place.command(&["run", "--plain", "--job", "261122-01", "--technician", "Ana K."]));
    talk.until("NOT WATCHED: line mode watches nothing, and the record will say so");
    talk.say("/q");
}

#[test]
fn whatever_an_adapter_puts_around_codes_they_are_read_or_refused() {
    let car = |stored: &'static str| {
        Fake::on_tcp(b'\r', move |command, _| match command {
            "03" => Reply::Bytes(stored.as_bytes().to_vec()),
            "0902" | "07" | "0A" => text("NO DATA\r\r>"),
            _ => text("OK\r\r>"),
        })
    };
    let stored = |answer| {
        let read = read_codes(&car(answer).as_elm());
        read.map(|told| told.stored.map(|codes| precheck::domain::listed_codes(&codes)))
    };
    for (answer, codes) in [
        ("43 01 01 33\r\r>", "P0133"),
        ("03\r43 01 01 33\r\r>", "P0133"),
        ("03\r\nSEARCHING...\r\n43 01 01 33\r\n\r\n>", "P0133"),
        ("SEARCHING...43 01 01 33\r\r>", "P0133"),
        ("4301\0 0133\r\r>", "P0133"),
        ("43 01 01 33\r43 01 C1 00\r\r>", "P0133 U0100"),
        ("00A\r0: 43 04 01 01 02 02\r1: 03 03 04 04 AA AA AA\r\r>", "P0101 P0202 P0303 P0404"),
    ] {
        assert_eq!(stored(answer), Ok(Some(codes.to_owned())), "{answer:?}");
    }
    assert_eq!(stored("NO DATA\r\r>"), Ok(None));
    for answer in [
        "UNABLE TO CONNECT\r\r>",
        "SEARCHING...\rUNABLE TO CONNECT\r\r>",
        "STOPPED\r\r>",
        "LV RESET\r\r>",
        "BUS INIT: ...ERROR\r\r>",
        "?\r\r>",
        "\r\r>",
        "43 01 01 3\r\r>",
        "00A\r0: 43 04 01 01 02 02\r\r>",
        "00A\r00A\r0: 43 04 01 01 02 02\r0: 43 04 01 01 02 02\r\r>",
        "\u{1b}]0;owned\u{7}\u{1b}[2J43 01 01 33\r\r>",
        "7F 03 11\r\r>",
    ] {
        let trouble = stored(answer).unwrap_err();
        assert!(
            matches!(trouble, InstrumentTrouble::NoAnswer(_) | InstrumentTrouble::Restarted),
            "{answer:?}: {trouble:?}"
        );
        assert!(!trouble.to_string().contains(precheck::domain::text::is_unprintable), "{trouble}");
    }
    // a flood, and a contact that is lost
    let flood = |command: &str| if command == "03" { "43 01 01 33\r".repeat(80_000) } else { "OK\r\r>".to_owned() };
    let fake = Fake::on_tcp(b'\r', move |command, _| match command {
        "0902" => text("NO DATA\r\r>"),
        other => text(&flood(other)),
    });
    assert_eq!(read_codes(&fake.as_elm()), Err(InstrumentTrouble::Flooded));
    let fake = Fake::on_tcp(b'\r', |command, times| match (command, times) {
        ("03", 0) => Reply::Last(b"43 01".to_vec()),
        ("0902" | "03" | "07" | "0A", _) => text("NO DATA\r\r>"),
        _ => text("OK\r\r>"),
    });
    assert_eq!(read_codes(&fake.as_elm()), Err(InstrumentTrouble::Lost));
    assert!(read_codes(&fake.as_elm()).is_ok(), "it is reached again");
}
