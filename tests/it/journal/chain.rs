//! What would break the chain unseen: rows of others that don't fit, files that were rewritten, and cuts that take somebody else's rows.

use precheck::journal::{HEADER, Lock, Options, Refusal, Row, Seal, WriterNotice, verify_bytes};

use super::{FILE, answer, at, check, codes, lines, small, start, writer};
use crate::double::{Double, Trouble};

const DECEMBER: i64 = 30 * 86400;

#[test]
fn a_row_with_a_seal_that_does_not_fit_is_not_gone_on_after() {
    let disk = small();
    let mut mine = writer(&disk);
    mine.append(&start("2"), at(9)).unwrap();
    // somebody else's next row, in its turn, changed after it was sealed
    let other = Double::from_files(&[(FILE, &disk.bytes(FILE))]);
    writer(&other).append(&start("3"), at(10)).unwrap();
    let theirs = lines(&other, FILE).pop().unwrap().replace(",J3,", ",J4,");
    disk.put(FILE, &[&disk.bytes(FILE)[..], theirs.as_bytes(), b"\n"].concat());
    let appended = mine.append(&start("5"), at(11)).unwrap();
    assert!(matches!(appended.notices[..], [WriterNotice::BeganNew { .. }]), "{:?}", appended.notices);
    assert_eq!(codes(&check(&disk)), ["changed-row"]);
}

#[test]
fn a_file_that_was_rewritten_as_a_whole_is_not_what_the_next_one_continues() {
    let disk = small();
    writer(&disk).append(&start("2"), at(DECEMBER)).unwrap();
    assert_eq!(check(&disk).exit_code(), 0);
    let [older, newer] = &disk.names()[..] else { panic!("{:?}", disk.names()) };
    // as many rows, each sealed anew, from the one on that says something else
    let mut before = HEADER.to_owned();
    let mut rewritten = format!("{HEADER}\n");
    for line in &lines(&disk, older)[1..] {
        let (row, _) = Row::decode(line.as_bytes()).unwrap();
        let note = row.note.replace("old", "new");
        let (line, seal): (String, Seal) = Row { note, ..row }.seal(before.as_bytes()).unwrap();
        rewritten.push_str(&line);
        before = seal.hex();
    }
    assert!(rewritten.as_bytes() != disk.bytes(older));
    let newer_bytes = disk.bytes(newer);
    let files = [(older.as_str(), rewritten.as_bytes()), (newer.as_str(), &newer_bytes[..])];
    let found = codes(&verify_bytes("bay-1", &files, &Options::default()));
    assert!(found.contains(&"not-continued"), "{found:?}");
}

#[test]
fn after_a_failed_write_nothing_of_somebody_else_is_cut() {
    let other = small();
    writer(&other).append(&start("theirs"), at(11)).unwrap();
    let theirs = other.bytes(FILE)[small().bytes(FILE).len()..].to_vec();
    let calls = {
        let disk = small();
        let mut mine = writer(&disk);
        mine.look().unwrap();
        let before = disk.calls();
        mine.append(&answer("1", "plate", "known"), at(12)).unwrap();
        disk.calls() - before
    };
    let mut told = 0;
    for call in 1..=calls {
        for failing in [call + 1, call + 2] {
            let disk = Double::from_files(&[(FILE, &small().bytes(FILE))]);
            // a program that keeps to no lock writes, and then the disk fails
            let mut mine = writer(&disk);
            mine.look().unwrap();
            let now = disk.calls();
            disk.trouble_at(now + call, Trouble::Intruder(FILE.to_owned(), theirs.clone()));
            disk.trouble_at(now + failing, Trouble::Error(std::io::ErrorKind::Other));
            let done = mine.append(&answer("1", "plate", "known"), at(12));
            told += u32::from(matches!(done, Err(Refusal::SomebodyElse)));
            let text = String::from_utf8(disk.bytes(FILE)).unwrap();
            assert!(text.contains(",Jtheirs,"), "calls {call} and {failing}: theirs is cut");
        }
    }
    assert!(told > 0, "somebody else's row in the place of the failed one is told");
}

#[test]
fn without_locks_a_row_that_came_between_is_seen_before_the_acknowledgement() {
    let bytes = small().bytes(FILE);
    let other = small();
    writer(&other).append(&start("theirs"), at(11)).unwrap();
    let theirs = other.bytes(FILE)[bytes.len()..].to_vec();
    let calls = {
        let copy = Double::from_files(&[(FILE, &bytes)]);
        copy.set_locks(Lock::Unsupported);
        let mut mine = writer(&copy);
        mine.look().unwrap();
        let before = copy.calls();
        mine.append(&start("mine"), at(12)).unwrap();
        copy.calls() - before
    };
    let mut forks = 0;
    for call in 1..=calls {
        let copy = Double::from_files(&[(FILE, &bytes)]);
        copy.set_locks(Lock::Unsupported);
        let mut mine = writer(&copy);
        mine.look().unwrap();
        copy.trouble_at(copy.calls() + call, Trouble::Intruder(FILE.to_owned(), theirs.clone()));
        let done = mine.append(&start("mine"), at(12));
        let is_fork = check(&copy).exit_code() != 0;
        let (at_mine, at_theirs) = (",Jmine,", ",Jtheirs,");
        let rows = lines(&copy, FILE);
        let place = |job: &str| rows.iter().position(|row| row.contains(job));
        // theirs came in between: mine lies behind it, in a chain that forks
        if is_fork && place(at_theirs) < place(at_mine) {
            forks += 1;
            assert!(matches!(done, Err(Refusal::SomebodyElse)), "call {call}: a fork is acknowledged");
        }
    }
    assert!(forks > 0, "somebody came between the look and the row");
}

#[test]
fn after_a_fork_without_locks_the_job_goes_on() {
    let disk = small();
    disk.set_locks(Lock::Unsupported);
    let mut mine = writer(&disk);
    let begun = mine.append(&start("2"), at(9)).unwrap().fact.seq;
    let other = Double::from_files(&[(FILE, &disk.bytes(FILE))]);
    let theirs = writer(&other).append(&answer("2", "plate", "theirs"), at(10)).unwrap().fact;
    let row = other.bytes(FILE)[disk.bytes(FILE).len()..].to_vec();
    // a row about another job bears the same number, and this window knows that number
    assert_eq!(mine.append(&start("3"), at(11)).unwrap().fact.seq, theirs.seq);
    disk.put(FILE, &[disk.bytes(FILE), row].concat());
    let mut draft = answer("2", "customer-code", "card-seen");
    draft.expects = Some(begun);
    let Err(Refusal::Overtaken { news }) = mine.append(&draft, at(12)) else { panic!("theirs came in between") };
    assert_eq!(news, [theirs], "what is to be looked at is given");
    draft.expects = news.iter().map(|fact| fact.seq).max();
    mine.append(&draft, at(13)).unwrap();
}

#[test]
fn a_row_is_one_write_and_one_sync() {
    let disk = small();
    let mut mine = writer(&disk);
    mine.append(&start("2"), at(9)).unwrap();
    let (appends, syncs) = disk.appends_and_syncs();
    for count in 1..=5 {
        mine.append(&answer("2", "plate", "known"), at(9 + count)).unwrap();
        let rows = u64::try_from(count).unwrap();
        assert_eq!(disk.appends_and_syncs(), (appends + rows, syncs + rows));
    }
}

/// As Excel has it on Windows: others may read the file, and nobody else may write.
#[test]
fn while_a_spreadsheet_has_the_month_open_the_record_goes_on_in_a_second_file() {
    let disk = small();
    let before = disk.bytes(FILE);
    let mut mine = writer(&disk);
    disk.set_open_elsewhere(Some(FILE));
    let appended = mine.append(&start("2"), at(9)).unwrap();
    let second = "2026-11.2.csv";
    let [notice @ WriterNotice::OpenElsewhere { .. }] = &appended.notices[..] else { panic!("{:?}", appended.notices) };
    assert!(notice.to_string().contains("2026-11.csv is open in another program"), "{notice}");
    assert!(mine.append(&answer("2", "plate", "known"), at(10)).unwrap().notices.is_empty(), "told once");
    assert_eq!(disk.names(), [second, FILE]);
    assert!(disk.bytes(FILE) == before, "what another program has open is left alone");
    // another window, and a program that begins while it is still open
    writer(&disk).append(&answer("1", "lamps", "off"), at(11)).unwrap();
    disk.set_open_elsewhere(None);
    mine.append(&answer("2", "lamps", "off"), at(12)).unwrap();
    assert_eq!(disk.names(), [second, FILE], "one file more, however often it happens");
    assert_eq!(check(&disk).exit_code(), 0, "{:?}", codes(&check(&disk)));
    // both open: a third one
    disk.set_open_elsewhere(Some(second));
    mine.append(&answer("2", "doors", "shut"), at(13)).unwrap();
    assert_eq!((disk.names().len(), check(&disk).exit_code()), (3, 0));
}
