//! Gate and order.

use precheck::audit::FindingKind;
use precheck::domain::fact::{LeftUnsafe, Origin, RadioReply, StopReason};
use precheck::domain::lockout::{AttemptStage, ReadAgain};
use precheck::domain::{PausePoint, What};
use precheck::words::PlainWords;

use super::{Shop, Story, found, id, sentence};

#[test]
fn a_sound_job_has_no_finding() {
    assert_eq!(found(&Story::battery("1", &[])), [""; 0]);
}

#[test]
fn a_hold_point_that_was_overridden() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[]);
    story.override_("backup-power", Some("none"), "saver broken");
    story.pages(&[PausePoint::B], &[("backup-power", ""), ("insulation", "")]);
    story.pages(&[PausePoint::C, PausePoint::D], &[("backup-removed", ""), ("insulation-removed", "")]);
    story.finish();
    story.hand_over();
    assert_eq!(found(&story), ["hold-overridden"]);
    let audit = Shop::with(&[story]).audit();
    let told = sentence(&audit, "1", FindingKind::HoldOverridden);
    assert_eq!(told, "backup power, overridden by Ana K. + Bo L.: saver broken");
}

#[test]
fn an_override_that_was_replaced_before_the_call_never_counted() {
    let mut story = Story::begin("battery", "1");
    story.override_("customer-code", None, "asks at home");
    story.pages(&PausePoint::ALL, &[]);
    story.finish();
    story.hand_over();
    assert_eq!(found(&story), [""; 0]);
}

#[test]
fn no_code_but_gone_on() {
    let mut story = Story::begin("battery", "1");
    story.answer("customer-code", "no");
    story.override_("customer-code", Some("no"), "the customer insists");
    story.pages(&PausePoint::ALL, &[("customer-code", ""), ("code-found", "")]);
    story.finish();
    story.hand_over();
    assert_eq!(found(&story), ["no-code"], "one event, one finding");
    let audit = Shop::with(&[story]).audit();
    let told = sentence(&audit, "1", FindingKind::NoCode);
    assert_eq!(told, "gone on, and customer's code: No code, overridden by Ana K. + Bo L.: the customer insists");
    let mut asked = Story::begin("battery", "1");
    asked.answer("customer-code", "no");
    asked.stop(StopReason::NoCode, LeftUnsafe::default(), "");
    assert_eq!(found(&asked), ["stopped"], "a stop is an honoured outcome");
}

#[test]
fn a_serial_that_was_not_read() {
    let story = Story::battery("1", &[("radio-serial", "costs-attempts"), ("serial-source", "")]);
    assert_eq!(found(&story), ["serial-not-read"]);
    let mut overridden = Story::begin("battery", "1");
    overridden.override_("radio-serial", None, "no time");
    overridden.pages(&PausePoint::ALL, &[("radio-serial", ""), ("serial-source", "")]);
    overridden.finish();
    overridden.hand_over();
    assert_eq!(found(&overridden), ["serial-not-read"], "one event is told once");
    let audit = Shop::with(&[overridden]).audit();
    let told = sentence(&audit, "1", FindingKind::SerialNotRead);
    assert_eq!(told, "radio serial: not read, overridden by Ana K. + Bo L.: no time");
}

#[test]
fn a_code_that_was_not_there_after_all_is_one_event() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A, PausePoint::B], &[]);
    story.correct("customer-code", "no", "the card is of another car");
    story.pages(&[PausePoint::C, PausePoint::D], &[]);
    story.finish();
    story.hand_over();
    assert_eq!(found(&story), ["no-code"]);
    let audit = Shop::with(&[story]).audit();
    let told = sentence(&audit, "1", FindingKind::NoCode);
    assert!(told.contains("as Ana K. said later") && told.contains("another car"), "{told}");
}

#[test]
fn a_and_b_corrected_after_the_call() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[]);
    story.correct("lamps", "not-readable", "mistyped");
    story.pages(&[PausePoint::B], &[]);
    let before = story.clone();
    story.correct("plate", "AB12 CDF", "misread");
    for (story, expected) in [(story, &["corrected-after-call"][..]), (before, &[])] {
        let mut story = story;
        story.pages(&[PausePoint::C, PausePoint::D], &[]);
        story.correct("windows", "kept", "D is not A or B");
        story.finish();
        story.hand_over();
        assert_eq!(found(&story), expected);
        if !expected.is_empty() {
            let audit = Shop::with(&[story]).audit();
            let told = sentence(&audit, "1", FindingKind::CorrectedAfterCall);
            assert_eq!(told, "plate: from AB12 CDE to AB12 CDF, 10 s after the call, by Ana K.: misread");
        }
    }
}

#[test]
fn a_second_source_where_it_is_forbidden() {
    let told = |last: &str, is_taken_off: bool| {
        let mut story = Story::begin("wiring-airbag", "1");
        story.answer("engine", "petrol");
        story.answer("backup-power", "fitted");
        if is_taken_off {
            story.answer("backup-power", "none-fitted");
        }
        story.call(PausePoint::B);
        if !last.is_empty() {
            story.correct("backup-power", last, "looked again");
        }
        found(&story)
    };
    assert!(told("", false).contains(&"backup-forbidden"));
    assert!(told("fitted", true).contains(&"backup-forbidden"));
    assert!(!told("", true).contains(&"backup-forbidden"), "taken off before the call");
    let on_a_battery_job = Story::battery("1", &[("backup-power", "obd-saver")]);
    assert_eq!(found(&on_a_battery_job), [""; 0]);
}

#[test]
fn volts_between_the_leads() {
    let low = Story::battery("1", &[("car-volts", "9.8")]);
    assert_eq!(found(&low), ["volts-low"]);
    let audit = Shop::with(&[low]).audit();
    let told = sentence(&audit, "1", FindingKind::VoltsLow);
    assert_eq!(told, "9.8 V between the car's leads with the lead off, less than 11 V");
    assert_eq!(found(&Story::battery("1", &[("car-volts", "not-measured")])), ["volts-not-measured"]);
    assert_eq!(found(&Story::battery("1", &[("car-volts", "11.0")])), [""; 0]);
}

#[test]
fn a_wait_that_was_cut_short() {
    let whole = |change: &dyn Fn(&mut Story)| {
        let mut story = Story::begin("battery", "1");
        story.pages(&[PausePoint::A], &[]);
        for (item, value) in
            [("source-volts", "12.83"), ("source-polarity", "right"), ("backup-power", "second-battery")]
        {
            story.answer(item, value);
        }
        for (item, value) in [("insulation", "ready"), ("doors", "doors-shut"), ("ignition", "key-away")] {
            story.answer(item, value);
        }
        change(&mut story);
        story.call(PausePoint::B);
        story.pages(&[PausePoint::C, PausePoint::D], &[]);
        story.finish();
        story.hand_over();
        story
    };
    let overridden = whole(&|story| story.override_("wait", Some("60"), "the tow truck waits"));
    assert_eq!(found(&overridden), ["wait-short"]);
    let audit = Shop::with(&[overridden]).audit();
    let told = sentence(&audit, "1", FindingKind::WaitShort);
    assert!(told.starts_with("wait: 60 s of ") && told.contains("the tow truck waits"), "{told}");
    let claimed = whole(&|story| {
        let waited = precheck::domain::Answer::Number(precheck::domain::Measurement::seconds(300));
        story.tell(What::Answered { item: id("wait"), answer: waited }, "");
    });
    assert_eq!(found(&claimed), ["wait-short"]);
    let audit = Shop::with(&[claimed]).audit();
    assert_eq!(sentence(&audit, "1", FindingKind::WaitShort), "wait: 300 s recorded, 10 s by the times of the rows");
    assert_eq!(found(&whole(&|story| story.answer("wait", "300"))), [""; 0]);
}

#[test]
fn the_wait_near_the_airbags_runs_from_the_call() {
    let waited = |seconds: i64| {
        let mut story = Story::begin("wiring-airbag", "1");
        story.answer("backup-power", "none-fitted");
        story.call(PausePoint::B);
        story.gap_seconds = seconds;
        story.answer("airbag-wait", "180");
        found(&story).contains(&"wait-short")
    };
    assert!(waited(60) && !waited(181));
}

#[test]
fn left_with_the_lead_off_and_the_second_source_on_it() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A, PausePoint::B, PausePoint::C], &[]);
    let mut made_safe = story.clone();
    let left = LeftUnsafe { is_lead_off: true, fitted: vec!["backup power".to_owned()] };
    story.stop(StopReason::PartWrong, left, "wrong battery");
    let kinds = found(&story);
    assert!(kinds.starts_with(&["left-lead-off", "backup-not-removed"]), "{kinds:?}");
    assert!(kinds.contains(&"stopped"));
    for (item, value) in [("leads", "both-tight"), ("backup-removed", "removed"), ("insulation-removed", "removed")] {
        made_safe.answer(item, value);
    }
    made_safe.stop(StopReason::PartWrong, LeftUnsafe::default(), "wrong battery");
    assert_eq!(found(&made_safe), ["stopped"]);
    let audit = Shop::with(&[made_safe]).audit();
    assert_eq!(sentence(&audit, "1", FindingKind::Stopped), "stopped, the part is the wrong one: wrong battery");
}

#[test]
fn a_finished_job_without_a_word_on_the_second_source() {
    let story = Story::battery("1", &[("backup-removed", "")]);
    assert_eq!(found(&story), ["backup-not-removed"]);
    let nothing_fitted = [
        ("arrival", "asks-code"),
        ("source-volts", "memory-lost"),
        ("source-polarity", ""),
        ("backup-power", "memory-lost"),
    ];
    let without = [("insulation", ""), ("backup-removed", ""), ("insulation-removed", "")];
    let kinds = found(&Story::battery("1", &[&nothing_fitted[..], &without[..]].concat()));
    assert!(!kinds.contains(&"backup-not-removed"), "{kinds:?}");
}

#[test]
fn codes_that_were_tried_against_advice() {
    let mut story = Story::battery("1", &[("radio-after", "asks-code"), ("arrival", "asks-code")]);
    story.tell(What::Attempted { outcome: RadioReply::Error, origin: Origin::Here }, "");
    let quiet = found(&story);
    story.override_("attempt-wait", None, "the customer is in a hurry");
    story.tell(What::Attempted { outcome: RadioReply::Wait, origin: Origin::Here }, "");
    story.override_("attempt-limit", None, "the dealer read it out");
    story.tell(What::Attempted { outcome: RadioReply::Accepted, origin: Origin::Here }, "");
    let kinds = found(&story);
    assert!(kinds.contains(&"attempt-while-waiting") && kinds.contains(&"attempt-beyond-limit"), "{kinds:?}");
    assert!(!quiet.iter().any(|kind| kind.starts_with("attempt")), "{quiet:?}");
    let audit = Shop::with(&[story]).audit();
    let case = super::case(&audit, "1");
    let outcomes: Vec<RadioReply> = case.attempts.iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(outcomes, [RadioReply::Error, RadioReply::Wait, RadioReply::Accepted]);
    let tried = precheck::audit::ledger::of_job(&audit, case, &PlainWords::default()).unwrap();
    assert!(tried.starts_with("codes tried: 2026-11-22 ") && tried.ends_with(" accepted"), "{tried}");
    assert_eq!(tried.matches(", ").count(), 2, "{tried}");
    assert!(!kinds.contains(&"hold-overridden") && !kinds.contains(&"overridden"), "{kinds:?}");
}

#[test]
fn an_override_of_the_guard_says_nothing_of_a_code() {
    let mut story = Story::battery("1", &[("radio-after", "asks-code"), ("arrival", "asks-code")]);
    story.override_("attempt-limit", None, "the dealer read it out");
    let audit = Shop::with(&[story]).audit();
    let said = sentence(&audit, "1", FindingKind::AttemptBeyondLimit);
    assert_eq!(
        said,
        "one more code was let through beyond the workshop's limit, by Ana K. + Bo L.: the dealer read it out; no code was entered since"
    );
}

#[test]
fn an_entry_that_stands_open_and_an_outcome_that_was_changed_are_told() {
    let arrival = [("radio-after", "asks-code"), ("arrival", "asks-code")];
    let mut story = Story::battery("1", &arrival);
    story.tell(AttemptStage::Begun.what(), "");
    assert!(found(&story).contains(&"attempt-open"));
    let audit = Shop::with(&[story.clone()]).audit();
    assert!(super::case(&audit, "1").attempts.is_empty(), "nobody knows what came of it");
    story.tell(What::Attempted { outcome: RadioReply::Accepted, origin: Origin::Here }, "");
    assert!(!found(&story).contains(&"attempt-open"));
    story.tell(AttemptStage::Corrected(RadioReply::Locked).what(), "misread");
    let kinds = found(&story);
    assert!(kinds.contains(&"attempt-corrected") && kinds.contains(&"radio-locked"), "{kinds:?}");
    let audit = Shop::with(&[story.clone()]).audit();
    assert_eq!(super::case(&audit, "1").attempts[0].outcome, RadioReply::Locked);
    let said = sentence(&audit, "1", FindingKind::AttemptCorrected);
    assert_eq!(said, "what came of a code: from accepted to locked, by Ana K.: misread");
    // LOCKED in the guard is a radio that is locked, whatever the list says
    let mut story = Story::battery("1", &[]);
    story.tell(What::Attempted { outcome: RadioReply::Locked, origin: Origin::Here }, "");
    assert!(found(&story).contains(&"radio-locked"));
    story.tell(What::Attempted { outcome: RadioReply::Accepted, origin: Origin::PlaysAgain }, "dealer");
    let kinds = found(&story);
    assert!(!kinds.contains(&"radio-locked") && kinds.contains(&"radio-unlocked"), "{kinds:?}");
}

#[test]
fn locked_that_was_misread_is_no_locked_radio_any_more() {
    for (shows, says, attempts) in [(ReadAgain::Asks, "CODE", 0), (ReadAgain::Waits, "WAIT", 1)] {
        let mut story = Story::battery("1", &[("radio-after", "asks-code"), ("arrival", "asks-code")]);
        story.tell(What::Attempted { outcome: RadioReply::Locked, origin: Origin::Seen }, "the display says LOCKED");
        assert!(found(&story).contains(&"radio-locked"));
        story.tell(AttemptStage::ReadAgain(shows).correcting("glare"), "");
        let kinds = found(&story);
        assert!(kinds.contains(&"attempt-corrected") && !kinds.contains(&"radio-locked"), "{kinds:?}");
        let audit = Shop::with(&[story]).audit();
        let said = sentence(&audit, "1", FindingKind::AttemptCorrected);
        assert!(
            said.starts_with(&format!("what came of a code: from locked to {says}, as it is read again, by Ana K.")),
            "{said}"
        );
        assert_eq!(super::case(&audit, "1").attempts.len(), attempts);
    }
}

#[test]
fn what_another_station_recorded_at_the_radio_is_judged_like_the_jobs_own() {
    // a job of bay-1, and what the front desk records about it
    let audit = |tell: &dyn Fn(&mut Story)| {
        let story = Story::battery("1", &[("radio-after", "asks-code"), ("arrival", "asks-code")]);
        let mut elsewhere = story.clone();
        elsewhere.forget();
        tell(&mut elsewhere);
        elsewhere.hand_over();
        let shop = Shop::with(&[story]);
        shop.record("exports/journal/front-desk", &[elsewhere]);
        shop.audit()
    };
    let (begun, locked) =
        (AttemptStage::Begun.what(), What::Attempted { outcome: RadioReply::Locked, origin: Origin::Here });
    let open = audit(&|story| story.tell(begun.clone(), ""));
    assert!(super::kinds(&open, "1").contains(&"attempt-open"), "{:?}", super::kinds(&open, "1"));
    let of_locked = audit(&|story| {
        story.tell(begun.clone(), "");
        story.override_("attempt-limit", None, "the dealer read it out");
        story.tell(locked.clone(), "");
    });
    let kinds = super::kinds(&of_locked, "1");
    assert!(kinds.contains(&"radio-locked") && !kinds.contains(&"attempt-open"), "{kinds:?}");
    assert_eq!(kinds.iter().filter(|kind| **kind == "attempt-beyond-limit").count(), 1, "{kinds:?}");
    let case = super::case(&of_locked, "1");
    assert_eq!(case.attempts.iter().map(|it| it.outcome).collect::<Vec<_>>(), [RadioReply::Locked]);
    assert!(case.receipt.is_some() && case.handover.is_some());
    let corrected = audit(&|story| {
        story.tell(locked.clone(), "");
        story.tell(AttemptStage::Corrected(RadioReply::Accepted).what(), "misread");
    });
    let kinds = super::kinds(&corrected, "1");
    assert!(kinds.contains(&"attempt-corrected") && !kinds.contains(&"radio-locked"), "{kinds:?}");
    let said = sentence(&corrected, "1", FindingKind::AttemptCorrected);
    assert_eq!(said, "what came of a code: from locked to accepted, by Ana K.: misread");
}

#[test]
fn codes_that_were_not_entered_after_all_are_counted() {
    let mut story = Story::battery("1", &[("radio-after", "asks-code"), ("arrival", "asks-code")]);
    for _ in 0..2 {
        story.tell(AttemptStage::Begun.what(), "");
        story.tell(AttemptStage::Withdrawn.what(), "");
    }
    let audit = Shop::with(&[story]).audit();
    let said = sentence(&audit, "1", FindingKind::AttemptWithdrawn);
    assert_eq!(said, "2 times a code was to be entered, and was not after all, as Ana K. says");
}

#[test]
fn codes_that_were_tried_on_another_job_of_the_same_radio_are_told() {
    let mut first = Story::battery("1", &[("radio-after", "asks-code")]);
    first.tell(What::Attempted { outcome: RadioReply::Error, origin: Origin::Here }, "");
    let second = Story::battery("2", &[]);
    let audit = Shop::with(&[first, second]).audit();
    let tried = precheck::audit::ledger::of_job(&audit, super::case(&audit, "2"), &PlainWords::default()).unwrap();
    assert!(tried.ends_with(" wrong code (bay-1/1)"), "{tried}");
}

#[test]
fn answers_with_a_warning_are_one_note() {
    let story = Story::battery("1", &[("arrival-volts", "11.9"), ("access", "neither")]);
    assert_eq!(found(&story), ["warned"]);
    let audit = Shop::with(&[story]).audit();
    assert_eq!(sentence(&audit, "1", FindingKind::Warned), "on arrival: 11.9 V; way in: None of these");
}
