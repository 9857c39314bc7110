//! What was done to a journal afterwards, and whether verifying finds and names it.

use precheck::journal::{Options, Reader, verify, verify_bytes};
use proptest::prelude::*;

use crate::double::Double;

use super::{
    FILE, answer, append_all, at, check, check_bytes, codes, finish, lines, one_of_each, small, start, station, writer,
};

/// The bytes of the journal of `small`, whose rows are in lines 2 to 6, seqs 0 to 4.
fn bytes() -> Vec<u8> {
    small().bytes(FILE)
}

/// Rearranges lines; 0 is the header.
fn with_lines(change: impl FnOnce(&mut Vec<String>)) -> Vec<u8> {
    let mut lines = lines(&small(), FILE);
    change(&mut lines);
    (lines.join("\n") + "\n").into_bytes()
}

/// The faults as `code:line:seq`.
fn named(bytes: &[u8]) -> Vec<String> {
    let report = check_bytes(bytes);
    let show = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
    report.all_faults().map(|fault| format!("{}:{}:{}", fault.code(), show(fault.line), show(fault.seq))).collect()
}

#[test]
fn nothing_is_found_where_nothing_was_done() {
    assert_eq!(named(&bytes()), [""; 0]);
    assert_eq!(check_bytes(&bytes()).exit_code(), 0);
}

#[test]
fn every_change_of_a_single_byte_is_found() {
    let good = bytes();
    for place in 0..good.len() {
        for flip in [0x01, 0x20, 0x80, good[place] ^ b'\n', good[place], good[place] ^ b'"'] {
            let mut bad = good.clone();
            bad[place] ^= flip;
            if bad != good {
                let report = check_bytes(&bad);
                assert_ne!(report.exit_code(), 0, "byte {place} changed to {:?}", char::from(bad[place]));
            }
        }
    }
}

#[test]
fn every_removed_or_added_byte_is_found() {
    let good = bytes();
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad.remove(place);
        assert_ne!(check_bytes(&bad).exit_code(), 0, "byte {place} removed");
        for byte in [b'0', b',', b'"', b'\n', 0] {
            let mut bad = good.clone();
            bad.insert(place, byte);
            assert_ne!(check_bytes(&bad).exit_code(), 0, "{byte} added before byte {place}");
        }
    }
}

#[test]
fn every_cut_inside_a_row_is_an_unfinished_row() {
    let good = bytes();
    for end in 0..good.len() {
        let report = check_bytes(&good[..end]);
        let rows_whole = good[..end].iter().filter(|&&b| b == b'\n').count().saturating_sub(1);
        let is_at_row_end = end > 0 && good[end - 1] == b'\n' && rows_whole > 0;
        assert_eq!(report.exit_code(), if is_at_row_end { 0 } else { 4 }, "cut to {end} bytes: {:?}", codes(&report));
    }
}

#[test]
fn nuls_after_the_end_are_an_unfinished_row() {
    for tail in [&b"\0\0\0\0"[..], b"5,2026-\0\0\0\0", b"5,2026-\0\0\n", &[0; 9000]] {
        assert_eq!(check_bytes(&[&bytes(), tail].concat()).exit_code(), 4, "{tail:?}");
    }
    assert_eq!(check_bytes(&[0; 100]).exit_code(), 4);
    assert_eq!(check_bytes(b"seq,time\0\0\0\0").exit_code(), 4);
}

#[test]
fn what_was_done_is_named() {
    let changed = with_lines(|lines| lines[3] = lines[3].replace(",known,", ",other,"));
    assert_eq!(named(&changed), ["changed-row:4:2"]);
    let reworded = with_lines(|lines| lines[4] = lines[4].replace("old", "new"));
    assert_eq!(named(&reworded), ["changed-row:5:3"]);
    let seal_changed = with_lines(|lines| {
        let end = lines[3].len() - 64;
        lines[3].replace_range(end.., &"0".repeat(64));
    });
    assert_eq!(named(&seal_changed), ["changed-row:4:2", "job-sum:6:4"]);
    let renumbered = with_lines(|lines| lines[3].replace_range(..1, "9"));
    assert_eq!(named(&renumbered), ["renumbered-row:4:9"]);
    let garbled = with_lines(|lines| lines[3].truncate(30));
    assert_eq!(named(&garbled), ["bad-row:4:-", "job-sum:6:4"]);
    let missing = with_lines(|lines| drop(lines.drain(3..=4)));
    assert_eq!(named(&missing), ["missing-rows:4:-", "job-sum:4:4"]);
    let moved = with_lines(|lines| lines.swap(3, 4));
    assert_eq!(named(&moved), ["moved-row:4:3", "job-sum:6:4"]);
    let copied = with_lines(|lines| lines.insert(5, lines[3].clone()));
    assert_eq!(named(&copied), ["inserted-row:6:2", "job-sum:7:4"]);
    let put_in = with_lines(|lines| lines.insert(4, lines[4].replace("old", "new")));
    assert_eq!(named(&put_in), ["inserted-row:5:3", "job-sum:7:4"]);
    let no_opening = with_lines(|lines| drop(lines.remove(1)));
    assert!(named(&no_opening).contains(&"no-opening:2:1".to_owned()), "{:?}", named(&no_opening));
    let header = with_lines(|lines| lines[0] = lines[0].replace("seal", "Seal"));
    assert_eq!(named(&header), ["damaged-header:1:-"]);
    let long = with_lines(|lines| lines[3] = "x".repeat(5_000_000));
    assert_eq!(named(&long), ["bad-row:4:-", "job-sum:6:4"]);
    for bytes in
        [changed, reworded, seal_changed, renumbered, garbled, missing, moved, copied, put_in, no_opening, header, long]
    {
        assert_eq!(check_bytes(&bytes).exit_code(), 1);
    }
}

#[test]
fn many_damaged_lines_in_a_row_are_named_as_one() {
    let with_blank = |count: usize| with_lines(|lines| lines.splice(4..4, vec![String::new(); count]).for_each(drop));
    let named =
        |count: usize| check_bytes(&with_blank(count)).all_faults().map(ToString::to_string).collect::<Vec<_>>();
    let few = named(100);
    assert_eq!(few.iter().filter(|fault| fault.contains("no row any more")).count(), 100, "{few:#?}");
    let many = named(50_000);
    assert_eq!(many.len(), few.len() + 1);
    assert!(
        many.iter().any(|fault| fault.contains(":105: ") && fault.ends_with("so are the next 49899 lines")),
        "{many:#?}"
    );
}

#[test]
fn a_file_is_opened_by_its_station_in_a_format_that_there_is() {
    use precheck::journal::{HEADER, Row};
    let opening = Row::decode(lines(&small(), FILE)[1].as_bytes()).unwrap().0;
    let opened_by = |row: Row| named(format!("{HEADER}\n{}", row.seal(HEADER.as_bytes()).unwrap().0).as_bytes());
    assert_eq!(opened_by(opening.clone()), [""; 0]);
    let format = |format: &str| Row { value: opening.value.replace("fmt 1 ", format), ..opening.clone() };
    assert_eq!(opened_by(format("fmt 0 ")), ["no-opening:2:0"]);
    assert_eq!(opened_by(format("fmt 2 ")), ["newer-format:2:0"]);
    assert_eq!(opened_by(Row { item: None, ..opening.clone() }), ["no-opening:2:0"]);
}

#[test]
fn a_forged_row_with_a_good_seal_does_not_fit_what_follows() {
    use precheck::journal::{Row, Seal};
    let forged = with_lines(|lines| {
        let (row, _) = Row::decode(lines[3].as_bytes()).unwrap();
        let lead = lines[2][lines[2].len() - 64..].to_owned();
        let (line, _): (String, Seal) = Row { note: "forged".to_owned(), ..row }.seal(lead.as_bytes()).unwrap();
        line.trim_end().clone_into(&mut lines[3]);
    });
    assert_eq!(named(&forged), ["changed-row:5:3", "job-sum:6:4"]);
}

#[test]
fn several_faults_are_all_named() {
    let bad = with_lines(|lines| {
        lines[2] = lines[2].replace("battery", "wiring");
        lines[4] = lines[4].replace("old", "new");
        lines.push("rubbish".to_owned());
    });
    assert_eq!(named(&bad), ["changed-row:3:1", "changed-row:5:3", "bad-row:7:-"]);
}

#[test]
fn a_newer_format_is_named_and_no_change_hides_behind_its_mark() {
    let newer = with_lines(|lines| {
        lines[1] = lines[1].replace("fmt 1 ", "fmt 2 ");
        lines[3] = "something,new".to_owned();
    });
    assert_eq!(named(&newer), ["changed-row:2:0", "newer-format:2:0", "bad-row:4:-"]);
    assert_eq!(check_bytes(&newer).exit_code(), 1);
}

/// What spreadsheets and editors do when they save.
fn resaved(bytes: &[u8], delimiter: u8, always_quote: bool, end: csv::Terminator, mark: &[u8]) -> Vec<u8> {
    let style = if always_quote { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).terminator(end).from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    for record in reader.byte_records() {
        writer.write_byte_record(&record.unwrap()).unwrap();
    }
    [mark, &writer.into_inner().unwrap()].concat()
}

#[test]
fn saved_again_with_contents_intact_is_said() {
    let good = bytes();
    let mark = b"\xef\xbb\xbf";
    let mut variants = vec![[mark, &good[..]].concat()];
    for delimiter in [b',', b';', b'\t'] {
        for always_quote in [false, true] {
            for end in [csv::Terminator::CRLF, csv::Terminator::Any(b'\n')] {
                for mark in [&b""[..], mark] {
                    variants.push(resaved(&good, delimiter, always_quote, end, mark));
                }
            }
        }
    }
    let mut without_end = resaved(&good, b';', false, csv::Terminator::CRLF, b"");
    without_end.truncate(without_end.len() - 2);
    variants.push(without_end);
    variants.retain(|variant| *variant != good);
    assert!(variants.len() >= 24);
    for variant in &variants {
        assert_eq!(named(variant), ["resaved:1:-"], "{}", String::from_utf8_lossy(variant));
        assert_eq!(check_bytes(variant).exit_code(), 3);
        let text = String::from_utf8_lossy(variant).replace("old card", "new card");
        assert_eq!(check_bytes(text.as_bytes()).exit_code(), 1, "{text}");
    }
}

#[test]
fn saved_again_in_another_encoding_is_said() {
    // "ß" and "€" are in Windows-1252, and each is more than one byte in UTF-8
    let disk = Double::default();
    let mut noted = answer("1", "customer-code", "card-seen");
    noted.note = "alte Straße, 5 €".to_owned();
    append_all(&mut writer(&disk), &[start("1"), noted, finish("1")]);
    let good = String::from_utf8(disk.bytes(FILE)).unwrap();
    let windows_1252 = |text: &str| -> Vec<u8> {
        let byte = |c: char| match c {
            '€' => 0x80,
            c => u8::try_from(u32::from(c)).unwrap(),
        };
        text.chars().map(byte).collect()
    };
    let utf_16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
    };
    for delimiter in [b',', b';', b'\t'] {
        let saved = resaved(good.as_bytes(), delimiter, false, csv::Terminator::CRLF, b"");
        let saved = String::from_utf8(saved).unwrap();
        let changed = saved.replace("alte", "neue");
        for (text, code, faults) in [(&saved, 3, &["resaved:1:-"][..]), (&changed, 1, &[])] {
            for bytes in [windows_1252(text), utf_16(text, u16::to_le_bytes), utf_16(text, u16::to_be_bytes)] {
                assert_eq!(check_bytes(&bytes).exit_code(), code, "{:?}", named(&bytes));
                assert!(code == 1 || named(&bytes) == faults, "{:?}", named(&bytes));
            }
        }
    }
    // half a unit at the end, half a pair in the middle: said, and nothing panics
    let mut half = utf_16(&good, u16::to_le_bytes);
    half.pop();
    assert_ne!(check_bytes(&half).exit_code(), 0);
    let text = utf_16(&good, u16::to_le_bytes);
    let broken = [&text[..200], &[0x00, 0xd8], &text[200..]].concat();
    assert_eq!(check_bytes(&broken).exit_code(), 1);
    // one byte that is no UTF-8 any more is a changed row, and no other encoding
    let mut flipped = good.into_bytes();
    let at = flipped.iter().position(|&byte| byte == 0xc3).unwrap();
    flipped[at] = 0xff;
    assert_eq!(check_bytes(&flipped).exit_code(), 1);
    assert!(named(&flipped).iter().all(|name| !name.starts_with("resaved")), "{:?}", named(&flipped));
}

#[test]
fn a_reader_gives_what_can_be_read_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("journal");
    std::fs::create_dir_all(root.join("bay-1")).unwrap();
    let file = root.join("bay-1").join(FILE);
    for (bytes, facts) in [
        (with_lines(|lines| lines[3].truncate(30)), 3),
        (resaved(&bytes(), b';', true, csv::Terminator::CRLF, b"\xef\xbb\xbf"), 4),
        (bytes()[..bytes().len() - 9].to_vec(), 3),
        (b"PK\x03\x04".repeat(100), 0),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        let record = Reader::new(&root).read_all(&station("bay-1")).unwrap();
        assert_eq!(record.facts.len(), facts);
        assert!(!record.faults.is_empty());
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
        assert_eq!(std::fs::read_dir(root.join("bay-1")).unwrap().count(), 1, "a reader makes no file");
    }
}

#[test]
fn files_must_continue_each_other() {
    let november = super::vectors_file("2026-11.csv");
    let december = super::vectors_file("2026-12.csv");
    let check = |files: &[(&str, &[u8])]| codes(&verify_bytes("bay-1", files, &Options::default()));
    assert_eq!(check(&[("2026-12.csv", &december), ("2026-11.csv", &november)]), [""; 0]);
    assert_eq!(check(&[("2026-12.csv", &december)]), ["missing-beginning"]);
    // cut off before its first row, a file is as good as missing
    for stub in [10, 60] {
        let cut = &november[..stub];
        let found = check(&[("2026-11.csv", cut), ("2026-12.csv", &december)]);
        assert_eq!(found, ["unfinished-row", "missing-beginning"], "cut to {stub} bytes");
    }
    let last_line = november[..november.len() - 1].iter().rposition(|&b| b == b'\n').unwrap() + 1;
    assert_eq!(
        check(&[("2026-11.csv", &november[..last_line]), ("2026-12.csv", &december)]),
        ["not-continued", "job-sum"]
    );
    assert_eq!(check(&[("2026-11.csv", &november), ("2027-01.csv", &december)]), ["file-name"]);
    let report = verify_bytes("bay-2", &[("2026-11.csv", &november)], &Options::default());
    assert_eq!(codes(&report), ["other-station"]);
}

#[test]
fn a_copy_in_another_stations_folder_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = bytes();
    for bay in ["bay-1", "bay-2"] {
        std::fs::create_dir_all(folder.path().join("exports/journal").join(bay)).unwrap();
        std::fs::write(folder.path().join("exports/journal").join(bay).join(FILE), &bytes).unwrap();
    }
    let report = verify(&[folder.path().to_owned()], &Options::default());
    assert_eq!(codes(&report), ["same-id", "other-station"]);
    assert_eq!(report.exit_code(), 1);
}

#[test]
fn a_clock_that_went_back_is_a_remark() {
    let disk = small();
    let mut writer = writer(&disk);
    writer.append(&start("2"), at(-3600)).unwrap();
    writer.append(&start("3"), at(-3602)).unwrap();
    let report = check(&disk);
    assert_eq!(codes(&report), ["clock-back"], "two seconds are a clock being tuned");
    assert_eq!(report.exit_code(), 0);
    assert!(report.all_faults().next().unwrap().to_string().contains("3603 s"), "the last row was at second 3");
}

#[test]
fn worst_comes_first_in_the_exit_code() {
    let unfinished_and_resaved =
        [&resaved(&bytes(), b';', false, csv::Terminator::Any(b'\n'), b"")[..], b"5;2026"].concat();
    assert_eq!(check_bytes(&unfinished_and_resaved).exit_code(), 4);
    let broken_too = String::from_utf8_lossy(&unfinished_and_resaved).replace("known", "other");
    assert_eq!(check_bytes(broken_too.as_bytes()).exit_code(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_order_of_lines_but_the_right_one_is_found(order in Just((1..18_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let disk = crate::double::Double::default();
        append_all(&mut writer(&disk), &one_of_each("1"));
        let lines = lines(&disk, FILE);
        let shuffled: String = std::iter::once(0).chain(order.iter().copied()).map(|at| format!("{}\n", lines[at])).collect();
        let report = check_bytes(shuffled.as_bytes());
        let is_sorted = order.iter().is_sorted();
        prop_assert_eq!(report.exit_code() == 1, !is_sorted);
    }

    #[test]
    fn any_bytes_can_be_verified(bytes in any::<Vec<u8>>(), is_after_good in any::<bool>()) {
        let bytes = if is_after_good { [super::damage::bytes(), bytes].concat() } else { bytes };
        let report = check_bytes(&bytes);
        for fault in report.all_faults() {
            prop_assert!(!fault.to_string().is_empty());
        }
    }
}
