//! Sheets as they were looked at and found good. With `BLESS` set, a file that is missing is written.

use std::fs;
use std::path::Path;

use precheck::catalog::Paper;
use precheck::domain::PausePoint;
use precheck::domain::fact::StopReason;
use precheck::sheet::{html, text};

use super::tale::{Tale, overridden};

fn compare(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sheets").join(name);
    if !path.exists() && std::env::var_os("BLESS").is_some() {
        fs::write(&path, content).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    if golden != content {
        let line = golden.lines().zip(content.lines()).position(|(a, b)| a != b).unwrap_or(0);
        panic!("{name} differs from line {} on:\n{content}", line + 1);
    }
}

/// The jobs whose sheets are kept.
pub fn tales() -> Vec<(&'static str, Tale)> {
    let mut before = Tale::begin("battery");
    before.page_a();
    let mut stopped = Tale::begin("battery");
    stopped.page_a();
    stopped.correct("customer-code", "no", "known now", "");
    let stopped = stopped.stop(StopReason::NoCode, false, "customer: the dealer needs your registration papers");
    let mut left = Tale::begin("battery");
    left.page_a();
    left.page_b();
    left.clear(PausePoint::B);
    let left = left.stop(StopReason::PartWrong, true, "he was in a hurry");
    let mut copy = Tale::battery().finish();
    copy.hand_over();
    copy.correct("lamps-after", "these", "seen on the test drive", "customer: the tyre pressure lamp is on");
    [
        ("finished", Tale::battery().finish()),
        ("before", before),
        ("stopped", stopped),
        ("left-lead-off", left),
        ("copy", copy),
        ("overridden", overridden()),
        ("airbag", airbag()),
        ("locked", locked()),
        ("watched", super::content::watched_throughout().finish()),
        ("coded", Tale::coded([Some(&[0x0133, 0x0420]), Some(&[])], [Some(&[0x0420]), Some(&[0x0562])])),
    ]
    .into_iter()
    .chain(by_the_lists_of_now())
    .collect()
}

/// A job of each kind by the lists of now, from its first answer to its last.
fn by_the_lists_of_now() -> [(&'static str, Tale); 4] {
    let safe = [("leads", "both-tight"), ("hold-down", "all")];
    let works = [("charging-volts", "14.2"), ("radio-after", "plays"), ("lamps-after", "none")];
    let d = |more: &[(&'static str, &'static str)]| [&safe[..], more, &works[..]].concat();
    let begun = |kind, more: &[(&'static str, &'static str)]| super::truth::begun(kind, more);
    let battery = super::truth::carried(
        begun("battery", &[("new-battery", "efb")]),
        &[("source-volts", "13.1"), ("ignition", "key-away"), ("backup-power", "bench-supply"), ("cover", "ready")],
        &[("cables-off", "both-off"), ("car-volts", "12.9")],
        &d(&[
            ("backup-removed", "removed"),
            ("cover-removed", "removed"),
            ("battery-reset", "reset"),
            ("windows", "initialised"),
            ("clock", "set"),
        ]),
    );
    let airbag = super::truth::carried(
        begun("wiring-airbag", &[("location", "dash"), ("certificate", "held")]),
        &[("backup-power", "none-fitted"), ("airbag-ignition", "key-away"), ("ties", "ready")],
        &[("cables-off", "both-off"), ("airbag-volts", "0.1"), ("airbag-wait", "240"), ("airbag-volts-after", "0.0")],
        &d(&[("connectors", "locked"), ("airbag-lamp", "goes-out"), ("windows", "not-done"), ("clock", "left")]),
    );
    let connected = super::truth::carried(
        begun("wiring", &[("method", "lead-on"), ("location", "engine-bay")]),
        &[("circuit-volts", "0.0")],
        &[],
        &[("fuse-back", "same-rating"), ("circuit-after", "works"), ("radio-after", "plays"), ("lamps-after", "none")],
    );
    let unplugged = super::truth::carried(
        begun("wiring", &[("method", "radio-unplugged"), ("location", "radio-slot")]),
        &[("circuit-volts", "0.0")],
        &[],
        &[("circuit-after", "works"), ("radio-after", "asks-code"), ("clock", "not-possible"), ("lamps-after", "none")],
    );
    [("now-battery", battery), ("now-airbag", airbag), ("now-connected", connected), ("now-unplugged", unplugged)]
}

fn airbag() -> Tale {
    let mut tale = Tale::begin("wiring-airbag");
    for (item, value) in [
        ("arrival-volts", "12.41"),
        ("arrival", "plays"),
        ("plate", "AB12 CDE"),
        ("car", "j12"),
        ("radio", "j12-touch"),
        ("radio-serial", "28185103940021"),
        ("customer-code", "card-seen"),
        ("consent", "by-phone"),
        ("backup-power", "none-fitted"),
    ] {
        tale.answer(item, value);
    }
    tale.clear(PausePoint::B);
    tale.answer("airbag-wait", "240");
    tale.answer("airbag-volts", "0.1");
    tale.clear(PausePoint::C);
    for (item, value) in
        [("leads", "both-tight"), ("airbag-lamp", "goes-out"), ("radio-after", "plays"), ("clock", "left")]
    {
        tale.answer(item, value);
    }
    tale.finish()
}

fn locked() -> Tale {
    let mut tale = Tale::battery();
    tale.correct("radio-after", "locked", "changed since", "");
    tale.correct("windows", "not-done", "known now; no time", "");
    tale.finish()
}

#[test]
fn texts_are_as_they_were_found_good() {
    for (name, tale) in tales() {
        for language in ["en", "de"] {
            compare(&format!("{name}.{language}.txt"), &text(&tale.sheet(language), 80));
        }
    }
}

#[test]
fn pages_for_browsers_are_as_they_were_found_good() {
    compare("finished.en.html", &html(&Tale::battery().finish().sheet("en"), Paper::A4));
    compare("overridden.de.html", &html(&overridden().sheet("de"), Paper::Letter));
}
