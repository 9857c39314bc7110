//! Filters: words, their errors, and days against the calendar of another library.

use chrono::{Datelike, Days, Months, NaiveDate};
use precheck::audit::dates::Span;
use precheck::audit::{Audit, Filter};
use proptest::prelude::*;

use super::{Shop, Story};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Wednesday.
fn wednesday() -> NaiveDate {
    day("2026-11-25")
}

#[test]
fn words_for_days() {
    for (word, from, to) in [
        ("today", "2026-11-25", "2026-11-25"),
        ("Yesterday", "2026-11-24", "2026-11-24"),
        ("this-week", "2026-11-23", "2026-11-29"),
        ("last-week", "2026-11-16", "2026-11-22"),
        ("this-month", "2026-11-01", "2026-11-30"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("last-7-days", "2026-11-19", "2026-11-25"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-10-03", "2026-10-03", "2026-10-03"),
        ("2026-10-01..2026-10-15", "2026-10-01", "2026-10-15"),
        ("2026-09..2026-10", "2026-09-01", "2026-10-31"),
        ("last-month..today", "2026-10-01", "2026-11-25"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("October", "2026-10-01", "2026-10-31"),
        ("nov", "2026-11-01", "2026-11-30"),
        ("december", "2025-12-01", "2025-12-31"),
    ] {
        let span = Span::parse(word, wednesday()).unwrap();
        assert_eq!(span, Span { from: Some(day(from)), to: Some(day(to)) }, "{word}");
    }
    assert_eq!(Span::parse("2026-10..", wednesday()).unwrap(), Span { from: Some(day("2026-10-01")), to: None });
    assert_eq!(Span::parse("..2026-10", wednesday()).unwrap(), Span { from: None, to: Some(day("2026-10-31")) });
}

#[test]
fn days_that_cannot_be_are_told() {
    for (word, told) in [
        ("2026-13", "is no time: expected a day (2026-10-03)"),
        ("2026-02-30", "is no time"),
        ("last-mnth", "did you mean \"last-month\"?"),
        ("2026-10-15..2026-10-01", "ends before it begins"),
        ("..", "no end at all"),
        ("when:soon", "is no time"),
        ("10/2026", "a month (2026-10)"),
        ("05.10.2026", "a day (2026-10-03)"),
        ("2026-10-5", "a day (2026-10-03)"),
    ] {
        let error = Filter::parse(word, wednesday()).unwrap_err().to_string();
        assert!(error.contains(told) && error.contains(word), "{word}: {error}");
    }
}

#[test]
fn odd_words_are_told_with_the_nearest() {
    for (word, told) in [
        ("tecnician:ana", "did you mean \"technician\"?"),
        ("finding:no-cod", "did you mean \"no-code\"?"),
        ("outcome:stoped", "did you mean \"stopped\"?"),
        ("finding:xyzzyxyzzy", "expected one of"),
        ("revision:three", "expected a whole number"),
        ("plate:", "nothing to look for"),
    ] {
        let error = Filter::parse(word, wednesday()).unwrap_err().to_string();
        assert!(error.starts_with(word) && error.contains(told), "{word}: {error}");
    }
}

fn several() -> Audit {
    let shop = Shop::with(&[
        Story::battery("261122-01", &[]),
        Story::battery(
            "261120-07",
            &[("plate", "XY-99 ZZZ"), ("radio-serial", "CL041239876543"), ("radio-after", "locked")],
        )
        .moved("2026-11-20T23:59:30+01:00")
        .by("Łukasz W."),
        Story::battery("RO-4711", &[("plate", "MM1"), ("radio-serial", "PN-1")]).moved("2026-10-31T09:00:00+01:00"),
    ]);
    shop.audit()
}

/// The jobs that a filter takes.
fn taken(audit: &Audit, line: &str) -> Vec<String> {
    let filter = Filter::parse(line, wednesday()).unwrap();
    audit.jobs(&filter).map(|case| case.key.number.to_string()).collect()
}

#[test]
fn words_narrow_together() {
    let audit = several();
    let (ro, seven, one) = ("RO-4711", "261120-07", "261122-01");
    for (line, expected) in [
        ("", &[ro, seven, one][..]),
        ("last-month", &[ro]),
        ("last-week", &[seven, one]),
        ("2026-11-20", &[seven]),
        ("2026-10..2026-11-20", &[ro, seven]),
        ("technician:łukasz", &[seven]),
        ("technician:Lukasz", &[seven]),
        ("lukasz", &[seven]),
        ("october", &[ro]),
        ("when:oct", &[ro]),
        ("may", &[]),
        ("technician:\"ana k.\"", &[ro, one]),
        ("technician:ana,łukasz", &[ro, seven, one]),
        ("technician:ana last-week", &[one]),
        ("kind:battery outcome:finished", &[ro, seven, one]),
        ("kind:wiring", &[]),
        ("outcome:open,stopped", &[]),
        ("finding:radio-locked", &[seven]),
        ("finding:grave", &[seven]),
        ("finding:\"Radio locked afterwards\"", &[seven]),
        ("finding:\"no code, but gone on\"", &[]),
        ("finding:identity", &[ro]),
        ("finding:identity,outcome", &[ro, seven]),
        ("finding:seen", &[]),
        ("finding:outcome finding:unseen", &[seven]),
        ("finding:outcome finding:seen", &[]),
        ("finding:outcome finding:note", &[]),
        ("plate:xy99", &[seven]),
        ("xy99", &[seven]),
        ("serial:bp5389", &[one]),
        ("cl0412", &[seven]),
        ("job:261120", &[seven]),
        ("job:bay-1/ro", &[ro]),
        ("4711", &[ro]),
        ("station:bay-1", &[ro, seven, one]),
        ("station:bay-2", &[]),
        ("revision:1", &[ro, seven, one]),
        ("revision:2", &[]),
        ("ana 4711", &[ro]),
    ] {
        assert_eq!(taken(&audit, line), expected, "{line}");
    }
}

#[test]
fn the_day_is_that_of_the_job_in_its_own_time() {
    let shop = Shop::with(&[Story::battery("1", &[]).moved("2026-11-20T00:10:00+01:00")]);
    let audit = shop.audit();
    assert_eq!(taken(&audit, "2026-11-20"), ["1"], "in UTC it was the day before");
    assert!(taken(&audit, "2026-11-19").is_empty());
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..80_000).prop_map(|days| day("1990-01-01") + Days::new(days))
}

proptest! {
    #[test]
    fn days_agree_with_the_calendar(today in any_day(), probe in -900_i64..900) {
        let probe = if probe < 0 { today - Days::new(probe.unsigned_abs()) } else { today + Days::new(probe.unsigned_abs()) };
        let has = |word: &str| Span::parse(word, today).unwrap().has(probe);
        let is_week = |of: NaiveDate| probe.iso_week() == of.iso_week();
        let is_month = |of: NaiveDate| (probe.year(), probe.month()) == (of.year(), of.month());
        prop_assert_eq!(has("today"), probe == today);
        prop_assert_eq!(has("yesterday"), probe.succ_opt() == Some(today));
        prop_assert_eq!(has("this-week"), is_week(today));
        prop_assert_eq!(has("last-week"), is_week(today - Days::new(7)));
        prop_assert_eq!(has("this-month"), is_month(today));
        prop_assert_eq!(has("last-month"), is_month(today.with_day(1).unwrap() - Months::new(1)));
        prop_assert_eq!(has("this-year"), probe.year() == today.year());
        prop_assert_eq!(has("last-year"), probe.year() == today.year() - 1);
        prop_assert_eq!(has("last-30-days"), probe <= today && probe > today - Days::new(30));
        prop_assert_eq!(has(&today.format("%Y-%m").to_string()), is_month(today));
        prop_assert_eq!(has(&format!("{today}..")), probe >= today);
        prop_assert_eq!(has(&format!("..{today}")), probe <= today);
    }

    #[test]
    fn no_word_makes_it_panic(line in "\\PC{0,40}", today in any_day()) {
        let _ = Filter::parse(&line, today);
    }

    #[test]
    fn date_like_words_never_panic(line in "[0-9.-]{0,24}|(when|finding|job):[a-z0-9,./-]{0,20}", today in any_day()) {
        let _ = Filter::parse(&line, today);
    }
}
