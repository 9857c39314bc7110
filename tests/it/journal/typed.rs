//! What has a field of its own comes back from a row as it went into it, whatever was typed into it or beside it.

use chrono::NaiveDate;
use precheck::domain::fact::{
    Elsewhere, LeftUnsafe, Observed, Origin, RadioReply, RemarkOn, StopReason, ToldDay, ToldTimes,
};
use precheck::domain::{
    ActionStep, Answer, CarCodes, CodesRead, FaultCode, Identified, JournalId, MeasuredBy, Measurement, PausePoint,
    RowLink, SecondAt, Signature, Spot, Volts, WatchEnd, WatchRow, What,
};
use precheck::journal::{
    Draft, EventName, FileEvent, JobSum, Meaning, RecordPlace, RecordReview, Row, meaning, row_of,
};
use proptest::prelude::*;

use super::{at, draft, id, key, station};

/// A text of what the format gives a meaning to, and of anything else.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(": "),
        Just("; "),
        Just(", "),
        Just(" + "),
        Just("): "),
        Just(")"),
        Just(":"),
        Just(" "),
        Just("\u{1f}"),
        Just("\u{1e}"),
        Just("via file"),
        Just("no-code"),
        Just("mistake"),
        Just("car left with the lead off"),
        Just("still fitted ("),
        Just("seen"),
        Just("it plays"),
        Just("item plate"),
        Just("second here"),
        Just("asks Ben O."),
        Just("journal 00112233445566778899"),
        Just("file bay-1/2026-11.csv"),
        Just(" row 12"),
        Just("customer:"),
        Just("Customer: it leaks"),
        Just("mistyped"),
        Just("\u{1e}measured bench leads"),
        Just("\u{1e}codes adapter vin untold stored none pending none permanent none"),
        Just("é"),
    ];
    let anything = "\\PC{0,12}";
    prop_oneof![prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()), anything]
}

fn signature() -> impl Strategy<Value = Signature> {
    (text(), prop::option::of(text())).prop_map(|(first, second)| Signature {
        first: first.into(),
        second: second.map(Into::into),
        ..Signature::default()
    })
}

fn row_link() -> impl Strategy<Value = RowLink> {
    (any::<[u8; 10]>(), any::<[u8; 32]>(), 0_u64..99).prop_map(|(id, seal, seq)| RowLink {
        station: station("bay-2"),
        seq,
        sealed: Some((JournalId::from_bytes(id), seal)),
    })
}

fn second_at() -> impl Strategy<Value = Option<SecondAt>> {
    let elsewhere = row_link().prop_map(|link| SecondAt::Station(Box::new(link)));
    prop::option::of(prop_oneof![prop::sample::select(&SecondAt::SAID[..]), elsewhere])
}

fn identified() -> impl Strategy<Value = Option<Identified>> {
    prop::option::of(prop::sample::select(&Identified::ALL[..]))
}

fn journal() -> impl Strategy<Value = Option<JournalId>> {
    prop::option::of(any::<[u8; 10]>().prop_map(JournalId::from_bytes))
}

fn observed() -> impl Strategy<Value = Option<Observed>> {
    let differs = Observed::Differs(vec![id("plate"), id("radio-after")]);
    prop::option::of(prop::sample::select(vec![Observed::Agrees, differs]))
}

fn step() -> impl Strategy<Value = ActionStep> {
    let open = (text(), 1_i32..3_000_000).prop_map(|(whose, day)| ActionStep::Open {
        whose: whose.into(),
        until: NaiveDate::from_num_days_from_ce_opt(day).unwrap(),
    });
    prop_oneof![open, Just(ActionStep::Done)]
}

fn left() -> impl Strategy<Value = LeftUnsafe> {
    (any::<bool>(), prop::collection::vec(text(), 0..3))
        .prop_map(|(is_lead_off, fitted)| LeftUnsafe { is_lead_off, fitted })
}

/// A figure that was typed, or measured at one of the places.
fn figure() -> impl Strategy<Value = Answer> {
    prop::option::of(prop::sample::select(&Spot::ALL[..])).prop_map(|at| {
        let figure = Measurement::parse("12.46", "V").unwrap();
        Answer::Number(match at {
            Some(at) => figure.measured_by(MeasuredBy { by: id("bench"), at }),
            None => figure,
        })
    })
}

fn codes_read() -> impl Strategy<Value = Box<CodesRead>> {
    let kind = || {
        let codes = prop::collection::btree_set(any::<u16>().prop_map(FaultCode), 0..4);
        prop::option::of(codes.prop_map(|codes| codes.into_iter().collect()))
    };
    let vin = prop::option::of("[A-HJ-NPR-Z0-9]{17}");
    (vin, kind(), kind(), kind()).prop_map(|(vin, stored, pending, permanent)| {
        Box::new(CodesRead { by: id("adapter"), told: CarCodes { vin, stored, pending, permanent } })
    })
}

fn volts() -> impl Strategy<Value = Volts> {
    (-99_999_i32..99_999).prop_map(|hundredths| Volts(hundredths * 10))
}

fn watch_row() -> impl Strategy<Value = WatchRow> {
    let level = prop::option::of((volts(), volts()));
    let end = (any::<u64>(), any::<[u32; 5]>(), level, any::<[u8; 32]>());
    prop_oneof![
        (prop::sample::select(&Spot::ALL[..]), volts()).prop_map(|(at, floor)| WatchRow::Began { at, floor }),
        (any::<u32>(), volts()).prop_map(|(seconds, lowest)| WatchRow::Dipped { seconds, lowest }),
        any::<u32>().prop_map(|seconds| WatchRow::Lost { seconds }),
        any::<u32>().prop_map(|seconds| WatchRow::Gap { seconds }),
        end.prop_map(|(begun, [samples, watched_seconds, of_seconds, dips, losses], level, sha)| {
            let sha = sha.iter().map(|byte| format!("{byte:02x}")).collect();
            WatchRow::Ended(WatchEnd { begun, samples, level, watched_seconds, of_seconds, dips, losses, sha })
        }),
    ]
}

fn what() -> impl Strategy<Value = What> {
    let answer = || Answer::Option(id("plays"));
    let reasons = prop::sample::select(StopReason::ALL);
    let told = (prop::sample::select(ToldTimes::ALL), prop::sample::select(ToldDay::ALL))
        .prop_map(|(times, day)| Origin::Told(Elsewhere { times, day }));
    let origins = prop_oneof![prop::sample::select(&[Origin::Here, Origin::Seen, Origin::PlaysAgain][..]), told];
    prop_oneof![
        any::<bool>().prop_map(|is_via_file| What::Started {
            checklist: id("battery"),
            revision: 1,
            sha: "ab".repeat(32),
            is_via_file
        }),
        text().prop_map(move |reason| What::Corrected { item: id("radio"), answer: answer(), reason }),
        (prop::option::of(reasons), left()).prop_map(|(reason, left)| What::Stopped { rows: 0, reason, left }),
        origins.prop_map(|origin| What::Attempted { outcome: RadioReply::Accepted, origin }),
        (any::<bool>(), journal(), observed()).prop_map(|(has_item, journal, observed)| What::Reviewed {
            finding: id("stopped"),
            item: has_item.then(|| id("plate")),
            journal,
            observed
        }),
        prop::sample::select(vec![RemarkOn::Item(id("radio")), RemarkOn::Call(PausePoint::C), RemarkOn::Job])
            .prop_map(|on| What::Remarked { on }),
        text().prop_map(|second| What::SecondAsked { item: id("radio"), answer: None, second }),
        figure().prop_map(|answer| What::Answered { item: id("car-volts"), answer }),
        (figure(), text()).prop_map(|(answer, reason)| What::Corrected { item: id("car-volts"), answer, reason }),
        figure().prop_map(|answer| What::overrode(id("car-volts"), Some(answer))),
        (figure(), text()).prop_map(|(answer, second)| What::SecondAsked {
            item: id("car-volts"),
            answer: Some(answer),
            second
        }),
        codes_read().prop_map(|read| What::CodesRead { item: id("lamps"), read }),
        watch_row().prop_map(|row| What::Watched { instrument: id("bench"), row }),
        (step(), any::<bool>(), journal()).prop_map(|(step, has_item, journal)| What::Action {
            finding: id("radio-asks-code"),
            item: has_item.then(|| id("plate")),
            journal,
            step
        }),
        Just(What::Emailed),
        Just(What::Skipped { item: id("radio") }),
        Just(What::overrode(id("radio"), None)),
        Just(What::Answered { item: id("radio"), answer: answer() }),
    ]
}

fn row(draft: &Draft) -> Row {
    row_of(draft, &station("bay-1"), 7, at(0), &JobSum::default())
}

proptest! {
    #[test]
    fn whatever_was_typed_comes_back_in_its_own_field(what in what(), who in signature(), by in identified(), at_ in second_at(), note in text()) {
        let is_by_name = matches!(what, What::Overrode { .. } | What::Corrected { .. } | What::Reviewed { .. } | What::Action { .. });
        let who = Signature { identified: by.filter(|_| is_by_name), second_at: at_.filter(|_| is_by_name), ..who };
        let drafted = Draft { who, note, ..draft("1", what) };
        let row = row(&drafted);
        // names that are longer than their column are refused, with whatever marks and escapes they need
        let encoded = row.encode();
        prop_assume!(!encoded.as_ref().is_err_and(|bad| bad.column == "who"));
        let Meaning::Fact(fact) = meaning(&row, &station("bay-1")) else { panic!("{row:?}") };
        prop_assert_eq!((fact.job, fact.who, fact.note, fact.what), (key("1"), drafted.who, drafted.note, drafted.what));
        // the bytes of the row are those of any row
        let sealed = format!("{},{}", encoded.unwrap(), "0".repeat(64));
        prop_assert_eq!(Row::decode(sealed.as_bytes()).unwrap().0, row);
    }

    #[test]
    fn a_review_of_the_record_comes_back_in_its_fields(
        who in signature(), identified in identified(), journal in journal(), file in text(), row in prop::option::of(0_u64..99), has_place: bool, step in prop::option::of(step()), remark in text(),
    ) {
        let at_ = has_place.then_some(RecordPlace { file, row });
        let who = Signature { identified, ..who };
        let review = RecordReview { finding: id("resaved"), who, journal, at: at_, step, remark };
        let row = precheck::journal::review_row(&review, 7, at(0));
        prop_assert_eq!(meaning(&row, &station("bay-1")), Meaning::File(FileEvent::Reviewed(review)));
    }
}

/// The note of an ordinary row stands in the file as it always did.
#[test]
fn ordinary_notes_have_no_marks() {
    let left = LeftUnsafe { is_lead_off: true, fitted: vec!["Backup: saver (12 V)".to_owned(), "charger".to_owned()] };
    let corrected = |reason: &str| What::Corrected {
        item: id("plate"),
        answer: Answer::Option(id("known")),
        reason: reason.to_owned(),
    };
    let seen = |origin| What::Attempted { outcome: RadioReply::Accepted, origin };
    let reviewed = |item, journal| What::Reviewed { finding: id("stopped"), item, journal, observed: None };
    let elsewhere = JournalId::parse("00112233445566778899");
    let by = MeasuredBy { by: id("bench"), at: Spot::Leads };
    let volts = || Answer::Number(Measurement::parse("12.46", "V").unwrap().measured_by(by));
    let measured = || What::Answered { item: id("car-volts"), answer: volts() };
    for (what, note, written) in [
        (
            What::Stopped { rows: 0, reason: Some(StopReason::Unsafe), left },
            "customer: it leaks",
            "unsafe: car left with the lead off: still fitted (Backup: saver (12 V), charger): customer: it leaks",
        ),
        (What::Stopped { rows: 0, reason: Some(StopReason::NoCode), left: LeftUnsafe::default() }, "", "no-code"),
        (corrected("mistyped"), "", "mistyped"),
        (corrected("mistyped"), "customer: a; b", "mistyped; customer: a; b"),
        (corrected("found: documents"), "at 9: read", "found: documents; at 9: read"),
        (seen(Origin::Here), "in the yard", "in the yard"),
        (seen(Origin::Seen), "the display says ERROR", "seen: the display says ERROR"),
        (seen(Origin::PlaysAgain), "dealer", "seen: it plays: dealer"),
        (
            seen(Origin::Told(Elsewhere { times: ToldTimes::More, day: ToldDay::Before })),
            "he says",
            "seen: \u{1e}elsewhere 3-or-more before: he says",
        ),
        (measured(), "customer: it is old", "\u{1e}measured bench leads: customer: it is old"),
        (measured(), "", "\u{1e}measured bench leads"),
        (
            What::Corrected { item: id("car-volts"), answer: volts(), reason: "mistyped".to_owned() },
            "a; b",
            "\u{1e}measured bench leads: mistyped; a; b",
        ),
        (reviewed(None, None), "talked: fine", "talked: fine"),
        (reviewed(Some(id("plate")), elsewhere), "asked", "journal 00112233445566778899: item plate: asked"),
    ] {
        let who = Signature::of_two("Ana K.", "Ben O.");
        let row = row(&Draft { who, note: note.to_owned(), ..draft("1", what) });
        assert_eq!((row.note.as_str(), row.who.as_str()), (written, "Ana K. + Ben O."));
    }
}

/// Where it would be misread, a mark says so, and only there.
#[test]
fn a_mark_stands_before_what_would_be_misread() {
    let reason = "asked again; customer: says he pays nothing".to_owned();
    let what = What::Corrected { item: id("plate"), answer: Answer::Option(id("known")), reason };
    let row = row(&draft("1", what));
    assert_eq!(row.event, EventName::Correct);
    assert_eq!(row.note.replace('\u{1f}', ""), "asked again; customer: says he pays nothing");
    assert!(row.note.contains("again\u{1f};"), "{:?}", row.note);
}

/// A reason that begins like the part that says how a figure was measured is a reason.
#[test]
fn a_reason_is_no_part_of_a_figure() {
    let reason = "\u{1e}measured bench leads".to_owned();
    let answer = Answer::Number(Measurement::parse("12.46", "V").unwrap());
    let what = What::Corrected { item: id("car-volts"), answer, reason };
    let row = row(&draft("1", what.clone()));
    let Meaning::Fact(fact) = meaning(&row, &station("bay-1")) else { panic!("{row:?}") };
    assert_eq!(fact.what, what);
}

/// What says that a figure was measured counts for figures alone, and only where it is whole; what is else is shown as it stands.
#[test]
fn a_part_that_is_not_known_stays_in_the_note() {
    for (value, note, is_measured) in [
        ("num 12.46 V", "\u{1e}measured bench leads: windy", true),
        ("num 12.46 V", "\u{1e}measured bench roof: windy", false),
        ("num 12.46 V", "\u{1e}measured Bench leads: windy", false),
        ("num 12.46 V", "\u{1e}measured bench: windy", false),
        ("num 12.46 V", "measured bench leads: windy", false),
        ("text 12.46 V", "\u{1e}measured bench leads: windy", false),
        ("known", "\u{1e}measured bench leads: windy", false),
    ] {
        let plain = Answer::Text("x".to_owned());
        let row = row(&draft("1", What::Answered { item: id("car-volts"), answer: plain }));
        let row = Row { value: value.to_owned(), note: note.to_owned(), ..row };
        let Meaning::Fact(fact) = meaning(&row, &station("bay-1")) else { panic!("{row:?}") };
        let What::Answered { answer, .. } = &fact.what else { panic!("{fact:?}") };
        assert_eq!(answer.measured().is_some(), is_measured, "{value} {note:?}");
        assert_eq!(fact.note, if is_measured { "windy" } else { note });
    }
}
