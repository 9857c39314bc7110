//! The byte form of rows.

use chrono::{DateTime, FixedOffset};
use precheck::domain::{Id, JobNumber};
use precheck::journal::{
    BadEscape, Column, EventName, FileName, HEADER, Month, NOTE_BYTES_MAX, ROW_BYTES_MAX, Row, SEQ_MAX, Seal,
    encoded_len, escape, row_time, unescape,
};
use proptest::prelude::*;

use super::at;

fn row(value: &str, who: &str, note: &str) -> Row {
    Row {
        seq: 7,
        time: at(0),
        job: Some(JobNumber::new("261122-01").unwrap()),
        event: EventName::Answer,
        item: Some(Id::new("plate").unwrap()),
        value: value.to_owned(),
        who: who.to_owned(),
        note: note.to_owned(),
    }
}

#[test]
fn escapes_stand_where_the_specification_says() {
    for (column, text, escaped) in [
        (Column::Note, "=1", "\\=1"),
        (Column::Note, "a=1", "a=1"),
        (Column::Note, " \u{a0}\"'+1", " \u{a0}\"'\\+1"),
        (Column::Note, "a, -1; @b|=c", "a, \\-1; \\@b|\\=c"),
        (Column::Note, "a,,;=", "a,,;\\="),
        (Column::Note, "a\t=", "a\\u{9}="),
        (Column::Note, "\t=", "\\u{9}="),
        (Column::Note, "\\=", "\\\\="),
        (Column::Note, "12.6", "\\12.6"),
        (Column::Note, "'.5", "'\\.5"),
        (Column::Note, "a, 12", "a, 12"),
        (Column::Who, "3rd", "\\3rd"),
        (Column::Value, "num 1", "num 1"),
        (Column::Value, "1", "1"),
        (Column::Value, "text a;=b", "text a;\\=b"),
        (Column::Note, "\u{ff1d}\u{ff0b}", "\\\u{ff1d}\u{ff0b}"),
        (Column::Note, "\u{ff0d},\u{ff20}", "\\\u{ff0d},\\\u{ff20}"),
        (Column::Note, "\0\u{7f}\u{9f}\u{2028}\u{feff}", "\\u{0}\\u{7f}\\u{9f}\\u{2028}\\u{feff}"),
        (Column::Note, "\u{61c}\u{200e}\u{202a}\u{2066}\u{e0041}", "\\u{61c}\\u{200e}\\u{202a}\\u{2066}\\u{e0041}"),
        (Column::Note, "٣ é 车 \u{200d}", "٣ é 车 \u{200d}"),
    ] {
        assert_eq!(escape(column, text), escaped, "{text:?}");
        assert_eq!(unescape(column, escaped).as_deref(), Ok(text));
    }
}

#[test]
fn just_the_characters_of_the_specification_are_escaped() {
    let named = |c: char| {
        matches!(u32::from(c), 0..=0x1f | 0x7f..=0x9f | 0x2028 | 0x2029 | 0xfeff | 0x61c | 0x200e | 0x200f
            | 0x202a..=0x202e | 0x2066..=0x2069 | 0xe_0000..=0xe_007f)
    };
    for c in '\0'..=char::MAX {
        let is_escaped = escape(Column::Note, &format!("a{c}")).contains("\\u{");
        assert_eq!(is_escaped, named(c), "{:x}", u32::from(c));
    }
}

#[test]
fn no_other_escape_is_accepted() {
    for text in ["\\", "\\n", "\\u{", "\\u{}", "\\u{110000}", "\\u{d800}", "\\u{0000009}", "\\,", "\\é"] {
        assert!(matches!(unescape(Column::Note, text), Err(BadEscape::Unknown(_))), "{text:?}");
    }
    for text in ["=1", "a\\=1", "\\u{41}", "\\u{09}", "\\u{FEFF}", "a, \\1", "\t", "\u{202e}", "1"] {
        assert!(matches!(unescape(Column::Note, text), Err(BadEscape::OtherForm(_))), "{text:?}");
    }
    assert!(unescape(Column::Value, "\\1").is_err(), "digits are guarded in who and note only");
}

#[test]
fn a_row_has_one_byte_form() {
    let good = format!("{},{}", row("text x", "Ana", "a, b").encode().unwrap(), "0".repeat(64));
    assert!(Row::decode(good.as_bytes()).is_ok());
    let others = [
        ("\"a, b\"", "a, b", "row"),
        ("\"a, b\"", "\"a b\"", "row"),
        ("\"a, b\"", "\"a, b\"x", "row"),
        ("\"a, b\"", "\"a, b", "row"),
        (",Ana,", ",\"Ana\",", "row"),
        ("7,2026", "07,2026", "seq"),
        ("7,2026", "+7,2026", "seq"),
        ("7,2026", "9007199254740992,2026", "seq"),
        ("+01:00", "Z", "time"),
        (".000+", "+", "time"),
        (".000+", ".0000+", "time"),
        ("T09", " 09", "time"),
        ("T09", "t09", "time"),
        ("2026-11-22", "2026-11-31", "time"),
        ("J261122-01", "261122-01", "job"),
        ("J261122-01", "J 261122-01", "job"),
        ("J261122-01", "J", "job"),
        (",answer,", ",Answer,", "event"),
        (",plate,", ",Plate,", "item"),
        (",text x,", ",,", "value"),
        (",text x,", ",1,", "value"),
        (",Ana,", ",\\Ana,", "who"),
        (",Ana,", ",Ana\r,", "who"),
        ("0000000000,", "000000000,", "row"),
    ];
    for (from, to, column) in others {
        let bad = good.replacen(from, to, 1);
        if bad != good {
            assert_eq!(Row::decode(bad.as_bytes()).unwrap_err().column, column, "{bad}");
        }
    }
    assert_eq!(Row::decode(good.replace('0', "A").as_bytes()).unwrap_err().column, "seal");
    assert_eq!(Row::decode(b"").unwrap_err().column, "row");
    assert_eq!(Row::decode(b"\xff").unwrap_err().column, "row");
    assert_eq!(Row::decode(&[b'a'; ROW_BYTES_MAX]).unwrap_err().column, "row");
}

#[test]
fn a_field_takes_what_the_screen_says_it_takes() {
    let note = "\"".repeat(NOTE_BYTES_MAX / 2 - 1);
    assert_eq!(encoded_len(Column::Note, &note), NOTE_BYTES_MAX);
    assert!(row("text", "", &note).encode().is_ok());
    let error = row("text", "", &format!("{note}x")).encode().unwrap_err();
    assert_eq!(error.column, "note");
    assert_eq!(row("text", &"é".repeat(101), "").encode().unwrap_err().column, "who");
    assert_eq!(row(&"v".repeat(1001), "", "").encode().unwrap_err().column, "value");
    assert_eq!(row("", "", "").encode().unwrap_err().column, "value");
    assert_eq!(Row { seq: SEQ_MAX + 1, ..row("text", "", "") }.encode().unwrap_err().column, "seq");
}

#[test]
fn the_longest_row_fits() {
    let longest = Row {
        seq: SEQ_MAX,
        job: Some(JobNumber::new(&"9".repeat(31)).unwrap()),
        event: EventName::Other(Id::new(&"e".repeat(40)).unwrap()),
        item: Some(Id::new(&"i".repeat(40)).unwrap()),
        ..row(&"v".repeat(1000), &"w".repeat(200), &"n".repeat(2000))
    };
    let (line, _) = longest.seal(HEADER.as_bytes()).unwrap();
    assert!(line.len() <= ROW_BYTES_MAX);
    assert_eq!(Row::decode(line.trim_end().as_bytes()).unwrap().0, longest);
}

#[test]
fn an_unknown_event_is_kept() {
    let line = format!("7,2026-11-22T09:00:00.000+01:00,,teleport,,far,,,{}", "0".repeat(64));
    let (row, _) = Row::decode(line.as_bytes()).unwrap();
    assert_eq!(row.event, EventName::Other(Id::new("teleport").unwrap()));
    assert_eq!(row.encode().unwrap(), line[..line.len() - 65]);
}

#[test]
fn a_time_is_cut_to_what_a_row_can_bear() {
    let odd = FixedOffset::east_opt(3600 + 17).unwrap();
    let time = DateTime::from_timestamp(1_795_000_000, 123_456_789).unwrap().with_timezone(&odd);
    let cut = row_time(time);
    assert_eq!((cut.timestamp_millis(), cut.offset().local_minus_utc()), (time.timestamp_millis(), 3600));
    let leap = "2026-12-31T23:59:60.500+00:00";
    let leap = DateTime::parse_from_rfc3339(leap).unwrap();
    let (line, _) = Row { time: row_time(leap), ..row("text", "", "") }.seal(b"").unwrap();
    assert_eq!(Row::decode(line.trim_end().as_bytes()).unwrap().0.time, leap);
}

#[test]
fn names_of_files_have_one_form_too() {
    for name in ["2026-11.csv", "2026-11.2.csv", "0000-01.csv", "2026-12.10.csv"] {
        assert_eq!(FileName::parse(name).unwrap().to_string(), name);
    }
    for name in
        ["2026-13.csv", "2026-00.csv", "2026-11.1.csv", "2026-11.0.csv", "2026-11.02.csv", "2026-1.csv", "x.csv"]
    {
        assert_eq!(FileName::parse(name), None, "{name}");
    }
    assert_eq!(Month::of(&at(0)).to_string(), "2026-11");
}

fn any_text() -> impl Strategy<Value = String> {
    // Half of it from what escapes and quotes are about.
    let special = prop::sample::select(
        " \u{a0}\"',;|=+-@\\.09\t\r\n\0\u{7f}\u{2028}\u{feff}\u{202e}\u{e0001}\u{ff1d}\u{ff0b}u{}9"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![special, any::<char>()], 0..40).prop_map(|chars| chars.into_iter().collect())
}

fn any_row() -> impl Strategy<Value = Row> {
    let time = (0..253_000_000_000_000_i64, -840..=840_i32).prop_map(|(ms, minutes)| {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        DateTime::from_timestamp_millis(ms).unwrap().with_timezone(&offset)
    });
    let job = prop::option::of("[A-Za-z0-9][A-Za-z0-9._-]{0,30}");
    let names = ("[a-z][a-z0-9-]{0,39}", prop::option::of("[a-z][a-z0-9-]{0,39}"));
    let texts = ("[a-z]{1,9}", any_text(), any_text(), any_text());
    (0..=SEQ_MAX, time, job, names, texts).prop_map(|(seq, time, job, (event, item), (word, value, who, note))| {
        let known = [EventName::Answer, EventName::Open, EventName::Stop];
        let event =
            known.into_iter().find(|known| known.word() == event).unwrap_or(EventName::Other(Id::new(&event).unwrap()));
        Row {
            seq,
            time,
            job: job.map(|job| JobNumber::new(&job).unwrap()),
            event,
            item: item.map(|item| Id::new(&item).unwrap()),
            value: format!("{word} {value}"),
            who,
            note,
        }
    })
}

proptest! {
    #[test]
    fn what_is_encoded_decodes_to_the_same(row in any_row(), lead in any::<Vec<u8>>()) {
        prop_assume!(!matches!(&row.event, EventName::Other(name) if is_known(name.as_str())));
        let Ok((line, seal)) = row.seal(&lead) else {
            // Only what is too long may be refused.
            let longest = [(Column::Value, &row.value), (Column::Who, &row.who), (Column::Note, &row.note)];
            prop_assert!(longest.into_iter().any(|(column, text)| encoded_len(column, text) > column.bytes_max()));
            return Ok(());
        };
        prop_assert!(line.ends_with('\n') && line.matches('\n').count() == 1);
        prop_assert_eq!(Row::decode(line.trim_end_matches('\n').as_bytes()), Ok((row, seal)));
    }

    #[test]
    fn no_cell_begins_with_a_formula(text in any_text()) {
        let escaped = escape(Column::Note, &text);
        for cell in escaped.split([',', ';', '|']) {
            let first = cell.trim_start_matches([' ', '\u{a0}', '"', '\'']).chars().next();
            prop_assert!(!first.is_some_and(|c| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}\t\r\n".contains(c)), "{escaped:?}");
        }
        prop_assert_eq!(unescape(Column::Note, &escaped), Ok(text));
    }

    #[test]
    fn what_unescapes_was_escaped(text in any_text()) {
        if let Ok(plain) = unescape(Column::Who, &text) {
            prop_assert_eq!(escape(Column::Who, &plain), text);
        }
    }

    #[test]
    fn any_bytes_are_a_row_or_an_error(bytes in any::<Vec<u8>>()) {
        if let Ok((row, seal)) = Row::decode(&bytes) {
            prop_assert_eq!(format!("{},{seal}", row.encode().unwrap()).into_bytes(), bytes);
        }
    }

    #[test]
    fn a_row_with_a_change_is_another_row_or_none(row in any_row(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        if let Ok((line, _)) = row.seal(b"") {
            let mut bytes = line.trim_end_matches('\n').as_bytes().to_vec();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            if let Ok((changed, seal)) = Row::decode(&bytes) {
                prop_assert_eq!(format!("{},{seal}", changed.encode().unwrap()).into_bytes(), bytes);
            }
        }
    }
}

fn is_known(word: &str) -> bool {
    let line = format!("7,2026-11-22T09:00:00.000+01:00,,{word},,far,,,{}", Seal::of_bytes(b""));
    !matches!(Row::decode(line.as_bytes()).map(|(row, _)| row.event), Ok(EventName::Other(_)))
}
