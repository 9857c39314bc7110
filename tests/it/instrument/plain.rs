//! Line mode: `/i` reads, and an empty line records it.

use std::time::Duration;

use super::fake::{Fake, Reply, text};
use super::workshop;
use crate::commands::Talk;

#[test]
fn an_instrument_reads_when_it_is_asked() {
    let fake = Fake::scpi(|times| match times {
        0 => text("9.9E37\n"),
        _ => text("12.456\n"),
    });
    let place = workshop(&fake.block("scpi"));
    let mut talk =
        Talk::begin(place.command(&["run", "--plain", "--job", "1", "--technician", "Ana K.", "--kind", "battery"]));
    talk.until("[STOP]");
    talk.say("1");
    talk.until("/i has bench read it, at the battery posts");
    talk.say("/i nothing");
    talk.until("no such instrument reads this");
    talk.say("/i");
    talk.until("! bench: it says \"9.9E37\", which is no figure in volts");
    talk.say("/i");
    talk.until("12.46 V, measured by bench at the battery posts; it shows the battery's own volts");
    talk.until("takes its place> ");
    std::thread::sleep(Duration::from_millis(600));
    talk.say("");
    talk.until("[STOP]");
    talk.say("/b");
    talk.until("recorded: 12.46 V, measured by bench, battery posts");
    talk.say("/i");
    talk.until("takes its place> ");
    talk.say("12.6");
    talk.until("why does it change");
    talk.say("mistyped");
    talk.until("[STOP]");
    talk.say("/q");
    let rows = place.rows();
    let of_volts = || rows.iter().filter(|row| row.item == "arrival-volts");
    let notes: Vec<(&str, &str)> = of_volts().map(|row| (&*row.value, &*row.note)).collect();
    assert_eq!(notes, [("num 12.46 V", "\\u{1e}measured bench posts"), ("num 12.6 V", "mistyped")], "{rows:?}");
    place.is_intact();
    place
        .run(&["audit", "--evidence", "1"])
        .says(&["answered: 12.46 V, measured by bench at the battery posts", "corrected to: 12.6 V, typed"]);
}

#[test]
fn what_is_too_old_is_not_recorded() {
    let fake = Fake::scpi(|_| Reply::Bytes(b"12.456\n".to_vec()));
    let place = workshop(&fake.block("scpi"));
    let mut talk =
        Talk::begin(place.command(&["run", "--plain", "--job", "1", "--technician", "Ana K.", "--kind", "battery"]));
    talk.until("[STOP]");
    talk.say("1");
    talk.until("/i has bench");
    talk.say("/i\n");
    talk.until("not recorded: nobody can have looked at it");
    talk.say("/i");
    talk.until("takes its place> ");
    std::thread::sleep(Duration::from_millis(5500));
    talk.say("");
    talk.until("or it is over 5 s old");
    talk.say("/q");
}
