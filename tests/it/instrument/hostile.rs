//! What devices send is hostile, and bounded in bytes and in time.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use precheck::domain::{Address, Instrument, Offset, Volts};
use precheck::instrument::{ElmCommand, InstrumentSession, InstrumentTrouble, SteadyInstrument, StopFlag, read_codes};

use super::fake::{Fake, Reply, adapter, meter, text};

/// No instrument takes longer to say that there is no reading.
const TROUBLE: Duration = Duration::from_secs(10);

/// What one instrument reads, one reading after the other, in thousandths of a volt.
fn readings(instrument: &Instrument, count: usize) -> Vec<Result<i32, InstrumentTrouble>> {
    let mut steady = SteadyInstrument::new(instrument.clone(), StopFlag::default());
    let mut read = || {
        let began = Instant::now();
        let read = steady.read(|| 0).map(|reading| reading.volts.0);
        assert!(began.elapsed() < TROUBLE, "{read:?} took {:?}", began.elapsed());
        read
    };
    (0..count).map(|_| read()).collect()
}

fn no_figure(said: &str) -> Result<i32, InstrumentTrouble> {
    Err(InstrumentTrouble::NoFigure(said.to_owned()))
}

#[test]
fn an_adapter_that_does_as_it_should_is_read() {
    let fake = Fake::elm(|times| text(if times == 0 { "12.6V\r\r>" } else { "11.9V\r\r>" }));
    assert_eq!(readings(&fake.as_elm(), 3), [Ok(12_600), Ok(11_900), Ok(11_900)]);
    assert_eq!(fake.heard(), ["ATZ", "ATE0", "ATL0", "ATRV", "ATRV", "ATRV"]);
}

#[test]
fn an_adapter_is_never_told_anything_that_writes_or_reaches_the_bus() {
    assert_eq!(ElmCommand::ALL.map(ElmCommand::text), ["ATZ", "ATE0", "ATL0", "ATRV", "0902", "03", "07", "0A"]);
    // whatever it answers, nothing else is said
    let answers = ["12.6V\r>", "?\r>", "LV RESET\r\r>", "43 01 33\r>", "04\r>", "UNABLE TO CONNECT\r>"];
    let fake = Fake::elm(move |times| text(answers[times % answers.len()]));
    readings(&fake.as_elm(), 8);
    let heard = fake.heard();
    let silent = || ElmCommand::ALL.into_iter().filter(|command| command.stays_in_the_adapter());
    let is_known = |line: &String| silent().any(|command| command.text() == line);
    assert!(heard.iter().all(is_known), "{heard:?}");
    // codes are asked of the car, and asked only
    let fake = Fake::on_tcp(b'\r', |command, _| match command {
        "0902" | "03" | "07" | "0A" => text("NO DATA\r\r>"),
        _ => text("OK\r\r>"),
    });
    read_codes(&fake.as_elm()).unwrap();
    assert_eq!(fake.heard(), ["ATZ", "ATE0", "ATL0", "0902", "03", "07", "0A"]);
}

#[test]
fn an_adapter_that_repeats_what_it_is_sent_is_read_all_the_same() {
    let fake = Fake::on_tcp(b'\r', |command, _| match command {
        "ATZ" => text("ATZ\r\r\n\r\nELM327 v2.1\r\n\r\n>"),
        "ATRV" => text("ATRV\r\r\n12.6V\r\n\r\n>"),
        echoed => Reply::Bytes(format!("{echoed}\r\nOK\r\n\r\n>").into_bytes()),
    });
    assert_eq!(readings(&fake.as_elm(), 2), [Ok(12_600), Ok(12_600)]);
}

#[test]
fn what_an_adapter_says_in_place_of_volts_is_no_reading() {
    let cases =
        ["SEARCHING...\rUNABLE TO CONNECT\r\r>", "STOPPED\r\r>", "12.6V\r12.5V\r\r>", "?\r\r>", "\r\r>", "NO DATA\r>"];
    let fake = Fake::elm(move |times| text(cases[times]));
    let said = ["UNABLE TO CONNECT", "STOPPED", "12.6V / 12.5V", "?", "", "NO DATA"];
    assert_eq!(readings(&fake.as_elm(), cases.len()), said.map(no_figure));
    let fake = Fake::elm(|times| text(["SEARCHING...12.6V\r>", "\rLV RESET\r\r>", "12.4V\r>"][times]));
    assert_eq!(readings(&fake.as_elm(), 3), [Ok(12_600), Err(InstrumentTrouble::Restarted), Ok(12_400)]);
}

#[test]
fn a_megabyte_is_not_taken_in() {
    let flood = |with: &str| with.repeat(1_000_000 / with.len());
    for with in ["1", "12.6V\r", "\u{1b}[2J", "\r", "\0"] {
        let flood = flood(with).into_bytes();
        let fake = Fake::elm(move |times| if times == 0 { Reply::Bytes(flood.clone()) } else { text("12.6V\r>") });
        assert_eq!(readings(&fake.as_elm(), 2), [Err(InstrumentTrouble::Flooded), Ok(12_600)], "{with:?}");
    }
    // a prompt in each line makes one answer of each: what comes behind it is thrown away, or is a flood
    let flood = flood("12.6V\r>").into_bytes();
    let fake = Fake::elm(move |_| Reply::Bytes(flood.clone()));
    for read in readings(&fake.as_elm(), 5) {
        assert!(matches!(read, Ok(12_600) | Err(InstrumentTrouble::Flooded)), "{read:?}");
    }
}

#[test]
fn silence_a_cut_line_and_a_lost_contact_are_told_and_begun_anew() {
    let fake = Fake::elm(|times| match times {
        0 => text(""),
        1 => text("12."),
        2 => text("12.6V\r"),
        3 => Reply::Last(b"12.".to_vec()),
        4 => Reply::Last(Vec::new()),
        _ => text("12.6V\r\r>"),
    });
    let silent = || Err(InstrumentTrouble::Silent);
    let lost = || Err(InstrumentTrouble::Lost);
    assert_eq!(readings(&fake.as_elm(), 6), [silent(), silent(), silent(), lost(), lost(), Ok(12_600)]);
}

#[test]
fn an_answer_that_comes_late_is_not_the_next_one() {
    let late = |times| match times {
        0 => Reply::Late(Duration::from_millis(2300), b"9.9V\r>".to_vec()),
        _ => text("12.6V\r>"),
    };
    let fake = Fake::elm(late);
    assert_eq!(readings(&fake.as_elm(), 2), [Err(InstrumentTrouble::Silent), Ok(12_600)]);
    let fake = Fake::on_tty(b'\r', adapter(late));
    let read = readings(&fake.as_elm(), 3);
    assert_eq!(read[0], Err(InstrumentTrouble::Silent));
    assert!(!read.contains(&Ok(9_900)) && read.contains(&Ok(12_600)), "{read:?}");
    // nor is what comes without being asked
    let fake = Fake::elm(|_| text("12.6V\r>0.1V\r>"));
    assert_eq!(readings(&fake.as_elm(), 3), [Ok(12_600), Ok(12_600), Ok(12_600)]);
}

#[test]
fn nothing_that_acts_on_a_terminal_is_told() {
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}V 9.9\u{9b}31m";
    let fakes = [
        Fake::elm(move |_| text(&format!("{hostile}\r>"))).as_elm(),
        Fake::scpi(move |_| text(&format!("{hostile}\n"))).as_scpi(),
    ];
    for instrument in fakes {
        let told = readings(&instrument, 1)[0].clone().unwrap_err().to_string();
        assert!(!told.contains(precheck::domain::text::is_unprintable), "{told:?}");
    }
    let invalid = Fake::elm(|_| Reply::Bytes(b"\xff\xfe12.6V\r>".to_vec()));
    assert!(matches!(&readings(&invalid.as_elm(), 1)[0], Err(InstrumentTrouble::NoFigure(_))));
}

#[test]
fn a_meter_is_read_with_its_offset() {
    let fake = Fake::scpi(|times| text(["+1.24500000E+01\n", "MEAS:VOLT:DC?\r\n12.5 VDC\r\n"][times]));
    let checked = NaiveDate::default();
    let meter = Instrument { offset: Some(Offset { volts: Volts(-50), checked }), ..fake.as_scpi() };
    assert_eq!(readings(&meter, 2), [Ok(12_400), Ok(12_450)]);
    assert_eq!(fake.heard(), ["*IDN?", "MEAS:VOLT:DC?", "MEAS:VOLT:DC?"]);
    let session = InstrumentSession::open(&meter).unwrap();
    assert_eq!(session.about(), "OWON,XDM1041,\u{fffd}[31m2312,V4.1");
}

#[test]
fn what_a_meter_says_in_place_of_volts_is_no_reading() {
    let cases = ["9.90000000E+37\n", "12.4,12.5\n", "12.4\u{0}\n", "nan\n", "-113,\"Undefined header\"\n"];
    let fake = Fake::scpi(move |times| text(cases[times]));
    for read in readings(&fake.as_scpi(), cases.len()) {
        assert!(matches!(read, Err(InstrumentTrouble::NoFigure(_))), "{read:?}");
    }
    let fake = Fake::scpi(|times| match times {
        0 => text(&"1".repeat(1_000_000)),
        1 => text(&"\n".repeat(1_000_000)),
        2 => text("12.4"),
        3 => Reply::Last(b"12.4".to_vec()),
        _ => text("12.4\n"),
    });
    let read = readings(&fake.as_scpi(), 5);
    assert_eq!(read[0], Err(InstrumentTrouble::Flooded));
    assert!(read[1].is_err(), "{read:?}");
    assert_eq!(read[2..], [Err(InstrumentTrouble::Silent), Err(InstrumentTrouble::Lost), Ok(12_400)]);
}

#[test]
fn a_serial_line_is_raw_and_read_by_one_program_at_a_time() {
    let fake = Fake::on_tty(b'\n', meter(|_| text("12.456\n")));
    let mut session = InstrumentSession::open(&fake.as_scpi()).unwrap();
    assert_eq!(session.read(), Ok(Volts(12_456)));
    assert_eq!(InstrumentSession::open(&fake.as_scpi()).unwrap_err(), InstrumentTrouble::Busy);
    drop(session);
    assert_eq!(readings(&fake.as_scpi(), 1), [Ok(12_456)]);
    let fake = Fake::on_tty(b'\r', adapter(|_| text("12.6V\r\n\r\n>")));
    assert_eq!(readings(&fake.as_elm(), 2), [Ok(12_600), Ok(12_600)]);
}

#[test]
fn what_is_no_device_is_told() {
    let fake = Fake::elm(|_| text(""));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "12.6V\r>").unwrap();
    for (path, is_no_device) in
        [("/dev/zero", true), (file.to_str().unwrap(), true), ("/no/such", false), ("/dev", false)]
    {
        let address = Address::Tty { path: path.into(), baud: 9600 };
        let instrument = Instrument { source: precheck::domain::InstrumentSource::Elm(address), ..fake.as_elm() };
        let trouble = readings(&instrument, 1)[0].clone().unwrap_err();
        let is_told = matches!(trouble, InstrumentTrouble::NotThere(_));
        assert!(if is_no_device { trouble == InstrumentTrouble::NoDevice } else { is_told }, "{path}: {trouble:?}");
    }
}
