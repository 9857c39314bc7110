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
    vec![
        ("finished", Tale::battery().finish()),
        ("before", before),
        ("stopped", stopped),
        ("left-lead-off", left),
        ("copy", copy),
        ("overridden", overridden()),
        ("airbag", airbag()),
        ("locked", locked()),
    ]
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
