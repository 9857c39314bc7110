//! Receipts and checkpoints.

use crate::double::Double;
use precheck::journal::{BadReceipt, Checkpoint, Checkpoints, JournalId, Month, Options, Receipt, Seal, verify_bytes};
use proptest::prelude::*;

use super::{FILE, answer, append_all, at, check, check_against, codes, finish, lines, small, start, station, writer};

#[test]
fn a_receipt_is_read_as_people_type_it() {
    let receipt = Receipt::parse("JYP7-H2FB-K87W-GRFS-M").unwrap();
    for typed in ["jyp7h2fbk87wgrfsm", " JYP7 H2FB K87W GRFS M ", "JYP7–H2FB–K87W–GRFS–M"] {
        assert_eq!(Receipt::parse(typed), Ok(receipt), "{typed}");
    }
    assert_eq!(Receipt::parse("JYP7-H2FB-K87W-GRFS"), Err(BadReceipt::Length(16)));
    assert_eq!(Receipt::parse(""), Err(BadReceipt::Length(0)));
    assert_eq!(Receipt::parse("JYP7-H2FB-K87W-GRFS-U"), Err(BadReceipt::Symbol('U')));
    assert_eq!(Receipt::parse("JYP7-H2FB-K87W-GRFS-N"), Err(BadReceipt::Check));
    let ones = Receipt::of(&Seal::from_hex(&"08421".repeat(13).as_bytes()[..64]).unwrap()).to_string();
    assert_eq!(Receipt::parse(&ones.replace('1', "l").replace('0', "O")).map(|receipt| receipt.to_string()), Ok(ones));
}

proptest! {
    #[test]
    fn one_wrong_symbol_or_two_swapped_are_found(bytes in any::<[u8; 8]>(), place in 0..17_usize, symbol in 0..32_usize) {
        let receipt = Receipt::of(&Seal::of_bytes(&bytes));
        let code: Vec<char> = receipt.to_string().chars().filter(|c| *c != '-').collect();
        prop_assert_eq!(Receipt::parse(&receipt.to_string()), Ok(receipt));
        let mut wrong = code.clone();
        wrong[place] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().nth(symbol).unwrap();
        let read = Receipt::parse(&wrong.iter().collect::<String>());
        prop_assert_eq!(read, if wrong == code { Ok(receipt) } else { Err(BadReceipt::Check) });
        let mut swapped = code.clone();
        swapped.swap(place.min(15), place.min(15) + 1);
        let read = Receipt::parse(&swapped.iter().collect::<String>());
        prop_assert_eq!(read, if swapped == code { Ok(receipt) } else { Err(BadReceipt::Check) });
    }

    #[test]
    fn any_text_is_a_receipt_or_an_error(text in any::<String>()) {
        if let Ok(receipt) = Receipt::parse(&text) {
            prop_assert_eq!(Receipt::parse(&receipt.to_string()), Ok(receipt));
        }
        let _ = Checkpoints::parse(&text);
    }
}

#[test]
fn a_receipt_finds_its_job() {
    let disk = Double::default();
    let rows = append_all(
        &mut writer(&disk),
        &[start("1"), start("2"), answer("1", "plate", "known"), finish("2"), finish("1")],
    );
    let receipt = rows[4].receipt.unwrap();
    let options = Options { receipts: vec![receipt], ..Options::default() };
    let report = check_against(&disk, &options);
    assert_eq!((report.exit_code(), report.receipts.len()), (0, 1));
    let found = &report.receipts[0];
    assert_eq!(
        (found.job.as_str(), found.seq, found.rows, found.agrees(), found.is_linked),
        ("1", 5, Some(2), Some(true), true)
    );

    let of_another = Receipt::of(&Seal::of_bytes(b"never"));
    let report = check_against(&disk, &Options { receipts: vec![of_another], ..Options::default() });
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["no-such-receipt"]));
    // A row that isn't an end has no receipt.
    let report = check_against(&disk, &Options { receipts: vec![Receipt::of(&rows[0].seal)], ..Options::default() });
    assert_eq!(codes(&report), ["no-such-receipt"]);
}

#[test]
fn a_job_whose_row_was_removed_does_not_agree_with_its_receipt() {
    let disk = small();
    let mut rows = lines(&disk, FILE);
    let receipt = Receipt::of(&Seal::from_hex(rows[5].rsplit(',').next().unwrap().as_bytes()).unwrap());
    rows.remove(3);
    disk.put(FILE, (rows.join("\n") + "\n").as_bytes());
    let report = check_against(&disk, &Options { receipts: vec![receipt], ..Options::default() });
    assert_eq!(report.receipts[0].agrees(), Some(false));
    assert_eq!(codes(&report), ["missing-rows", "job-sum"]);
}

/// A checkpoint of row `seq` of a disk.
fn checkpoint(disk: &Double, seq: u64) -> Checkpoint {
    let mut rows = disk.names().into_iter().flat_map(|name| lines(disk, &name));
    let row = rows.find(|row| row.starts_with(&format!("{seq},"))).unwrap();
    let id = lines(disk, FILE)[1].split(' ').nth(3).unwrap().to_owned();
    let seal = Seal::from_hex(row.rsplit(',').next().unwrap().as_bytes()).unwrap();
    Checkpoint { station: station("bay-1"), id: JournalId::parse(&id).unwrap(), seq, seal, time: at(99) }
}

fn against(anchor: Checkpoint) -> Options {
    Options { anchors: vec![anchor], ..Options::default() }
}

#[test]
fn checkpoints_are_written_and_read() {
    let disk = small();
    let (first, second) = (checkpoint(&disk, 2), checkpoint(&disk, 4));
    let text = format!("{first}{second}");
    assert_eq!(text.lines().count(), 8);
    assert_eq!(text.lines().nth(3), Some("2026-11-22T09:01:39.000+01:00"));
    assert_eq!(Checkpoints::parse(&text), Checkpoints { notes: vec![first, second], skipped: Vec::new() });
    let mailed = format!("\u{feff}\r\n  {}\r\n", text.replace('\n', "\r\n\r\n "));
    assert_eq!((Checkpoints::parse(&mailed).notes.len(), Checkpoints::parse(&mailed).skipped.len()), (2, 0));
    assert_eq!(Checkpoints::parse(""), Checkpoints::default());
    for (broken, line) in [
        (text.replacen("checkpoint/1", "checkpoint/2", 1), 1),
        (text.replacen('4', "four", 1), 0),
        (text[..text.len() - 31].to_owned(), 8),
    ] {
        let Checkpoints { notes, skipped } = Checkpoints::parse(&broken);
        assert_eq!((notes.len(), skipped.len()), (1, 1), "{skipped:?}");
        assert!(line == 0 || skipped[0].line == line, "{skipped:?}");
    }
}

#[test]
fn a_note_that_was_cut_off_costs_only_itself() {
    let disk = small();
    let [first, second, third] = [1, 2, 4].map(|seq| checkpoint(&disk, seq));
    let torn = second.to_string();
    for cut in 0..=torn.len() {
        for (glue, is_glued) in [("", true), ("\n", false)] {
            let text = format!("{first}{}{glue}{third}", &torn[..cut]);
            let Checkpoints { notes, skipped } = Checkpoints::parse(&text);
            // what was cut in its last line end is whole
            let is_whole = cut >= torn.len() - 1;
            let kept: Vec<_> = notes.iter().filter(|note| **note != second).collect();
            assert_eq!(kept, [&first, &third], "{cut} {is_glued}");
            assert_eq!((notes.len() == 3, skipped.is_empty()), (is_whole, is_whole || cut == 0), "{cut} {is_glued}");
            assert!(skipped.iter().all(|bad| (5..=9).contains(&bad.line)), "{cut} {is_glued}: {skipped:?}");
        }
    }
}

#[test]
fn a_journal_that_was_cut_or_rewritten_is_found_by_a_checkpoint() {
    let disk = small();
    let anchor = checkpoint(&disk, 4);
    let report = check_against(&disk, &against(anchor.clone()));
    assert_eq!((report.exit_code(), &report.stations[0].anchors[..]), (0, &[4][..]));

    let whole = lines(&disk, FILE);
    disk.put(FILE, (whole[..5].join("\n") + "\n").as_bytes());
    assert_eq!(check(&disk).exit_code(), 0, "this is what a chain can't show");
    assert_eq!(codes(&check_against(&disk, &against(anchor.clone()))), ["shorter-than-anchor"]);

    let rewritten = small();
    assert_eq!(check(&rewritten).exit_code(), 0);
    assert_eq!(
        codes(&check_against(&rewritten, &against(anchor.clone()))),
        ["not-the-anchor"],
        "same station, other id"
    );
    assert_eq!(codes(&verify_bytes("bay-1", &[], &against(anchor))), ["shorter-than-anchor"]);
}

#[test]
fn old_files_may_be_removed_with_a_word_or_a_checkpoint() {
    let disk = small();
    let anchor = checkpoint(&disk, 4);
    writer(&disk).append(&start("2"), at(30 * 24 * 3600)).unwrap();
    let later = checkpoint(&disk, 6);
    let december = disk.bytes("2026-12.csv");
    let check = |options: &Options| verify_bytes("bay-1", &[("2026-12.csv", &december)], options);
    assert_eq!(codes(&check(&Options::default())), ["missing-beginning"]);
    let report = check(&against(anchor.clone()));
    assert_eq!((codes(&report).len(), report.stations[0].begins.unwrap().0), (0, 5));
    let other_seal = Checkpoint { seal: later.seal, ..anchor.clone() };
    assert_eq!(codes(&check(&against(other_seal))), ["missing-beginning"]);
    let from = Options { from: Month::parse("2026-12"), ..Options::default() };
    let report = check(&from);
    assert_eq!((codes(&report).len(), report.stations[0].begins.unwrap().0), (0, 5));
    assert_eq!(
        codes(&check(&against(later))),
        ["missing-beginning"],
        "another row's seal vouches for nothing before it"
    );
}
