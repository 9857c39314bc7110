//! What is given any bytes: each parser, with what must hold of its answer. The fuzzing programs in `bin` call these, and the
//! tests replay the kept corpora through them.

use std::cell::RefCell;
use std::path::PathBuf;

use clap::Parser as _;
use precheck::catalog::{Parsed, Workshop, init, read_checklist, read_guide, read_radio_file};
use precheck::cli::{Args, run};
use precheck::domain::Volts;
use precheck::instrument::Heard;
use precheck::journal::{Checkpoints, Options, Receipt, Row, SEAL_HEX_BYTES, verify_bytes};
use precheck::words::Words;

/// A parser under its name, which is also that of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("row", row),
    ("journal", journal),
    ("checklist", checklist),
    ("radios", radios),
    ("guide", guide),
    ("answers", answers),
    ("checkpoint", checkpoint),
    ("receipt", receipt),
    ("workshop", workshop),
    ("messages", messages),
    ("device", device),
];

/// A line that is a row has that one form.
pub fn row(data: &[u8]) {
    let Ok((row, seal)) = Row::decode(data) else { return };
    let body = row.encode().expect("what was read can be written");
    assert_eq!(body.as_bytes(), &data[..data.len() - SEAL_HEX_BYTES - 1]);
    assert_eq!(seal.hex().as_bytes(), &data[data.len() - SEAL_HEX_BYTES..]);
}

/// Whatever a journal holds, there is a verdict, with places inside the file.
pub fn journal(data: &[u8]) {
    let report = verify_bytes("bay-1", &[("2026-11.csv", data)], &Options::default());
    assert!(matches!(report.exit_code(), 0 | 1 | 3 | 4 | 5));
    let lines = data.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
    for fault in report.all_faults() {
        assert!(fault.line.is_none_or(|line| line >= 1 && line <= lines.max(2)), "{fault}");
        harmless(&fault.to_string());
    }
}

/// A faulty file has faults that can be shown on any terminal.
pub fn checklist(data: &[u8]) {
    shown(&read_checklist("checklist.toml", data));
}

/// As [`checklist`].
pub fn radios(data: &[u8]) {
    shown(&read_radio_file("radios.toml", data));
}

/// As [`checklist`].
pub fn guide(data: &[u8]) {
    shown(&read_guide("guide.toml", data));
}

/// As [`checklist`].
pub fn workshop(data: &[u8]) {
    let (_, faults) = Workshop::parse("workshop.toml", data);
    faults.iter().for_each(|fault| harmless(&fault.render()));
}

thread_local! {
    /// A workshop that files of answers are recorded in, and how many were.
    static SHOP: RefCell<Option<(tempfile::TempDir, usize)>> = const { RefCell::new(None) };
}

/// A file of answers is recorded, or refused; the record stays sound.
pub fn answers(data: &[u8]) {
    SHOP.with_borrow_mut(|shop| {
        if shop.as_ref().is_none_or(|(_, count)| *count == 100) {
            let folder = tempfile::tempdir().expect("a temporary folder");
            init(folder.path()).expect("a workshop");
            *shop = Some((folder, 0));
        }
        let (folder, count) = shop.as_mut().expect("made just now");
        *count += 1;
        let name = if data.first() == Some(&b'{') { "answers.json" } else { "answers.toml" };
        let file: PathBuf = folder.path().join(name);
        std::fs::write(&file, data).expect("a file in it");
        let place = folder.path().as_os_str();
        let common = ["precheck".as_ref(), "--workshop".as_ref(), place, "--station".as_ref(), "bay-1".as_ref()];
        let mut out = Vec::new();
        let record = common.into_iter().chain(["record".as_ref(), "--answers".as_ref(), file.as_os_str()]);
        let code = run(Args::parse_from(record), &mut out).unwrap_or_else(|failure| failure.exit_code());
        assert!(matches!(code, 0..=2), "{code}: {}", String::from_utf8_lossy(&out));
        harmless(&String::from_utf8(out).expect("what is printed is text"));
        if code == 0 || *count % 20 == 0 {
            let mut out = Vec::new();
            let verify = common.into_iter().chain(["verify".as_ref()]);
            assert_eq!(run(Args::parse_from(verify), &mut out).ok(), Some(0), "{}", String::from_utf8_lossy(&out));
        }
    });
}

/// What is read can be written, and read again.
pub fn checkpoint(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let found = Checkpoints::parse(text).notes;
    let written: String = found.iter().map(|checkpoint| format!("{checkpoint}\n")).collect();
    assert_eq!(Checkpoints::parse(&written), Checkpoints { notes: found, skipped: Vec::new() });
}

/// However it was typed, a receipt is printed in one form, which is the same receipt.
pub fn receipt(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else { return };
    let Ok(receipt) = Receipt::parse(typed) else { return };
    assert_eq!(Receipt::parse(&receipt.to_string()), Ok(receipt));
}

/// Whatever a file of messages says, each message of the sheet has words.
pub fn messages(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let words = Words::new("xx", Some(text));
    for id in ["title", "plate", "date", "technician", "receipt", "what-we-did", "month-1"] {
        let _ = words.get(id);
        let _ = words.fill(id, &[("name", "Ana K."), ("count", "3"), ("time", "09:14")]);
    }
}

/// Whatever a device sends: volts that can be, a VIN and codes of their form, or words that can be shown.
pub fn device(data: &[u8]) {
    let heard = Heard::of(data);
    for volts in heard.volts {
        match volts {
            Ok(volts) => {
                assert!(volts.0.abs() <= Volts::MOST.0, "{volts}");
                let digits = volts.hundredths().digits();
                assert_eq!(Volts::from_digits(&digits), Some(volts.hundredths()), "{digits}");
            }
            Err(trouble) => harmless(&trouble.to_string()),
        }
    }
    for (at, told) in heard.told.into_iter().enumerate() {
        match told {
            Ok(Some(vin)) if at == 0 => {
                assert!(vin.len() == 17 && vin.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{vin:?}");
            }
            Ok(told) => assert!(told.iter().all(|codes| codes.chars().all(|c| c == ' ' || c.is_ascii_alphanumeric()))),
            Err(trouble) => harmless(&trouble.to_string()),
        }
    }
}

fn shown<T>(parsed: &Parsed<T>) {
    assert!(
        parsed.value.is_some() || parsed.faults.iter().any(|fault| fault.is_error()),
        "refused, and nothing says why"
    );
    parsed.faults.iter().for_each(|fault| harmless(&fault.render()));
}

/// Nothing that a terminal takes for a command, or that turns text around.
fn harmless(text: &str) {
    let acts =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(acts), "{text:?}");
}
