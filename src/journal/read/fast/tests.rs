//! The fast way and the careful way see the same, whatever was done to a file, however it falls into blocks, and however many
//! threads there are.

use std::fmt::Write as _;
use std::io;

use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;

use super::fact_reader::FactReader;
use super::{Crew, Lead, RowOf, SeenRef, kind_of, scan};
use crate::domain::{Id, Job, JobNumber, Station};
use crate::journal::format::fact::{Meaning, meaning_of};
use crate::journal::format::row::{EventName, HEADER, Row};
use crate::journal::format::seal::Seal;
use crate::journal::read::survey::{Seen, Survey, survey};

/// A journal of so many rows after the first, with texts of all kinds; the lines without their ends.
fn lines(rows: u64) -> Vec<String> {
    let time = DateTime::<FixedOffset>::parse_from_rfc3339("2026-10-30T23:50:00.000+01:00").unwrap();
    let notes = ["", "", "plain", "a, \"b\"", "=1; -2", "Grüße", "\u{202e}\\", "3 tries", "'\u{a0}@x"];
    let mut lines = vec![HEADER.to_owned()];
    let mut lead = HEADER.to_owned();
    for seq in 0..=rows {
        let at = usize::try_from(seq).unwrap();
        let (event, item, value) = match seq {
            0 => (EventName::Open, "bay-1", "fmt 1 id 00112233445566778899 prev none".to_owned()),
            _ if seq % 9 == 1 => (EventName::Start, "battery", format!("rev 1 sha {}", "ab".repeat(32))),
            _ if seq % 9 == 7 => (EventName::Finish, "", format!("rows 5 job {}", "ab".repeat(32))),
            _ if seq % 9 == 8 => (EventName::Other(Id::new("newly-named").unwrap()), "", "word, word".to_owned()),
            _ if seq % 9 == 2 => (EventName::Answer, "plate", format!("text AB{seq} CDE")),
            _ if seq % 9 == 3 => (EventName::Correct, "customer-code", "card-seen".to_owned()),
            _ if seq % 9 == 4 => (EventName::Clear, "a", "skipped 0 overridden 1".to_owned()),
            _ => (EventName::Answer, ["radio", "backup"][at % 2], ["none", "saver"][at / 9 % 2].to_owned()),
        };
        let row = Row {
            seq,
            time: time + TimeDelta::milliseconds(i64::try_from(seq).unwrap() * 61_003),
            job: (seq > 0).then(|| JobNumber::new(&format!("26-{}", seq / 9)).unwrap()),
            event,
            item: Id::new(item).ok(),
            value,
            who: ["Ana K.", "Łucja", "K., Ana"][at % 3].to_owned(),
            note: notes[at % notes.len()].to_owned(),
        };
        let (line, seal) = row.seal(lead.as_bytes()).unwrap();
        lines.push(line.trim_end().to_owned());
        lead = seal.hex();
    }
    lines
}

/// What is done to a file.
#[derive(Debug, Clone)]
enum Harm {
    None,
    Flip(usize, u8),
    Remove(usize),
    Insert(usize, u8),
    Cut(usize),
    Append(Vec<u8>),
    Swap(usize, usize),
    Drop(usize, usize),
    Copy(usize, usize),
    Forge(usize),
    ClockBack(usize, i64),
    Long(usize, usize),
    NewerFormat,
    Resave(u8, bool, bool),
    NoLastEnd,
}

fn harm() -> impl Strategy<Value = Harm> {
    let any_place = 0..usize::MAX;
    prop_oneof![
        2 => Just(Harm::None),
        2 => (any_place.clone(), any::<u8>()).prop_map(|(at, by)| Harm::Flip(at, by)),
        1 => any_place.clone().prop_map(Harm::Remove),
        2 => (any_place.clone(), prop_oneof![any::<u8>(), Just(b'\n'), Just(b','), Just(b'"')]).prop_map(|(at, it)| Harm::Insert(at, it)),
        2 => any_place.clone().prop_map(Harm::Cut),
        1 => prop_oneof![Just(vec![0; 40]), Just(b"9,2026".to_vec()), Just(b"\n".to_vec()), Just(vec![b'x'; 9000])].prop_map(Harm::Append),
        1 => (any_place.clone(), any_place.clone()).prop_map(|(one, two)| Harm::Swap(one, two)),
        1 => (any_place.clone(), 1..4_usize).prop_map(|(at, count)| Harm::Drop(at, count)),
        1 => (any_place.clone(), any_place.clone()).prop_map(|(one, two)| Harm::Copy(one, two)),
        2 => any_place.clone().prop_map(Harm::Forge),
        2 => (any_place.clone(), -5000..5000_i64).prop_map(|(at, ms)| Harm::ClockBack(at, ms)),
        1 => (any_place, 0..20_000_usize).prop_map(|(at, len)| Harm::Long(at, len)),
        1 => Just(Harm::NewerFormat),
        1 => (prop_oneof![Just(b','), Just(b';'), Just(b'\t')], any::<bool>(), any::<bool>()).prop_map(|(by, all, crlf)| Harm::Resave(by, all, crlf)),
        1 => Just(Harm::NoLastEnd),
    ]
}

/// Seals all rows from one on anew, as a forger would, with `change` made to that one.
fn reseal(lines: &mut [String], from: usize, change: impl Fn(Row) -> Row) {
    for at in from..lines.len() {
        let Ok((row, _)) = Row::decode(lines[at].as_bytes()) else { return };
        let row = if at == from { change(row) } else { row };
        let before = &lines[at - 1];
        let seal = before.len().checked_sub(64).and_then(|from| before.get(from..));
        let Some(lead) = (if at == 1 { Some(HEADER) } else { seal }) else { return };
        let Ok((line, _)) = row.seal(lead.as_bytes()) else { return };
        lines[at] = line.trim_end().to_owned();
    }
}

fn apply(harm: &Harm, bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let mut bytes = bytes.to_vec();
    let (len, count) = (bytes.len().max(1), lines.len().max(1));
    match harm {
        Harm::None => return bytes,
        Harm::Flip(at, by) => bytes.iter_mut().skip(at % len).take(1).for_each(|byte| *byte ^= by),
        Harm::Remove(at) => drop((at % len < bytes.len()).then(|| bytes.remove(at % len))),
        Harm::Insert(at, byte) => bytes.insert(at % len, *byte),
        Harm::Cut(at) => bytes.truncate(at % len),
        Harm::Append(more) => bytes.extend(more),
        Harm::NoLastEnd => drop(bytes.pop()),
        Harm::Swap(one, two) => lines.swap(one % count, two % count),
        Harm::Drop(at, many) => drop(lines.drain(at % count..(at % count + many).min(lines.len()))),
        Harm::Copy(from, to) => lines.insert(to % count, lines[from % count].clone()),
        Harm::Forge(at) => reseal(&mut lines, 1 + at % count, |row| Row { note: "forged".to_owned(), ..row }),
        Harm::ClockBack(at, ms) => reseal(&mut lines, 1 + at % count, |row| {
            let time = row.time + TimeDelta::milliseconds(*ms);
            Row { time, ..row }
        }),
        Harm::Long(at, long) => lines[at % count] = "x".repeat(*long),
        Harm::NewerFormat => lines.iter_mut().for_each(|line| *line = line.replace("fmt 1 ", "fmt 2 ")),
        Harm::Resave(by, all, crlf) => {
            let style = if *all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let end = if *crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new()
                .delimiter(*by)
                .quote_style(style)
                .terminator(end)
                .flexible(true)
                .from_writer(Vec::new());
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&*bytes);
            for record in reader.byte_records().map_while(Result::ok) {
                writer.write_byte_record(&record).unwrap();
            }
            return writer.into_inner().unwrap();
        }
    }
    let is_of_bytes = matches!(
        harm,
        Harm::Flip(..) | Harm::Remove(_) | Harm::Insert(..) | Harm::Cut(_) | Harm::Append(_) | Harm::NoLastEnd
    );
    if is_of_bytes { bytes } else { (lines.join("\n") + "\n").into_bytes() }
}

/// All that a walk tells, in words.
fn told(outcome: io::Result<Survey>, seen: &str) -> String {
    format!("{seen}{:?}", outcome.unwrap())
}

/// What a walk tells of a row.
fn row_told(all: &mut String, seen: &SeenRef<'_>, meaning: &Meaning) {
    let SeenRef { line, seq, job, kind, lead, seal, seal_hex, is_linked, .. } = seen;
    let (job, row) = (job.map(String::from_utf8_lossy), seen.row());
    assert_eq!(*seal_hex, seal.hex().as_bytes());
    let _ = writeln!(all, "{line} {seq} {job:?} {kind:?} {row:?} {meaning:?} {:?} {seal} {is_linked}", lead.text());
}

fn station() -> Station {
    Station::new("bay-1").unwrap()
}

fn carefully(bytes: &[u8]) -> String {
    let mut all = String::new();
    let outcome = survey(bytes, &mut |seen: &Seen<'_>| {
        let (row, seal_hex) = (seen.row.view(), &seen.seal.hex_bytes());
        let Seen { line, seal, is_linked, .. } = *seen;
        let (seq, job, lead) = (row.seq, row.job.map(str::as_bytes), Lead::Text(seen.lead));
        let (kind, meaning) = (kind_of(&row.event), meaning_of(&row, &station()));
        let row = RowOf::Row(&row);
        row_told(&mut all, &SeenRef { line, seq, job, kind, row, lead, seal, seal_hex, is_linked }, &meaning);
    });
    told(outcome, &all)
}

fn fast(bytes: &[u8], crew: &Crew) -> String {
    let (mut all, mut reader, mut open) = (String::new(), FactReader::new(), Option::<Job>::None);
    let outcome = scan(crew, || Ok(bytes), &mut |seen| {
        let meaning = seen.row().map_or(Meaning::Unknown, |row| meaning_of(&row, &station()));
        row_told(&mut all, seen, &meaning);
        let is_of = |job: &&mut Job| seen.job.is_some_and(|number| job.key.number.as_str().as_bytes() == number);
        if let Some(job) = open.as_mut().filter(is_of) {
            let before = job.facts().len();
            reader.tell(seen, &station(), job);
            // told by what is remembered, it is the same as when the row is taken apart
            let told = job.facts()[before..].first().cloned().map_or(Meaning::Unknown, Meaning::Fact);
            assert_eq!(told, meaning);
        } else if let Meaning::Fact(fact) = meaning {
            open = Job::begin(fact);
        }
    });
    told(outcome, &all)
}

fn whole(rows: u64) -> Vec<u8> {
    (lines(rows).join("\n") + "\n").into_bytes()
}

#[test]
fn what_is_as_it_was_written_is_never_walked_over_twice() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    for (rows, block_bytes) in [(0, 1), (1, 64), (60, 1), (60, 200), (60, 4096), (60, 1 << 20)] {
        let bytes = whole(rows);
        let opened = AtomicUsize::new(0);
        let open = || {
            opened.fetch_add(1, Ordering::Relaxed);
            Ok(&bytes[..])
        };
        let mut count = 0;
        let crew = Crew::with_blocks(1, block_bytes);
        let survey = scan(&crew, open, &mut |_| count += 1).unwrap();
        assert_eq!((survey.rows, count, opened.into_inner()), (rows + 1, rows + 1, 1), "blocks of {block_bytes} bytes");
        assert_eq!(survey.len, bytes.len() as u64);
    }
}

#[test]
fn wherever_a_file_ends_both_ways_see_the_same() {
    let bytes = whole(4);
    let crew = Crew::with_blocks(1, 300);
    for end in 0..bytes.len() {
        assert_eq!(fast(&bytes[..end], &crew), carefully(&bytes[..end]), "cut to {end} bytes");
    }
}

#[test]
fn other_threads_check_blocks_of_the_same_file() {
    let (bytes, harmed) = (whole(600), apply(&Harm::Forge(400), &whole(600)));
    let crew = Crew::with_blocks(3, 500);
    let outcomes = crew.run(2, |task| fast(if task == 0 { &bytes } else { &harmed }, &crew));
    assert!(outcomes.contains(&carefully(&bytes)) && outcomes.contains(&carefully(&harmed)));
}

proptest! {
    #[test]
    fn whatever_was_done_both_ways_see_the_same(
        rows in 0..30_u64, one in harm(), two in harm(), block_bytes in prop_oneof![1..400_usize, 400..9000_usize], threads in 1..4_usize,
    ) {
        let bytes = apply(&two, &apply(&one, &whole(rows)));
        let crew = Crew::with_blocks(threads, block_bytes);
        // the first thread that is free reads, the others check
        let outcome = crew.run(1, |_| fast(&bytes, &crew));
        prop_assert_eq!(&outcome[0], &carefully(&bytes), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn the_seal_of_a_block_is_the_seal_of_its_rows() {
    let bytes = whole(3);
    let last = bytes.rsplit(|&b| b == b',').next().unwrap();
    let text = fast(&bytes, &Crew::with_blocks(1, 1));
    let seal = Seal::from_hex(&last[..64]).unwrap();
    assert!(text.contains(&format!(" {seal} true")));
}
