//! Figures: each from jobs that were written for it, and what counts in none.

use precheck::audit::figures::{PERSON_N_MIN, lines};
use precheck::audit::{Cell, Figures, Labels, figures_table};
use precheck::domain::fact::{LeftUnsafe, Origin, RadioReply, StopReason};
use precheck::domain::{Answer, MeasuredBy, Measurement, PausePoint, Spot, Volts, WatchEnd, WatchRow, What};
use precheck::words::{PlainWords, Words};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{Shop, Story, id};

fn figures_of(shop: &Shop) -> Figures {
    let audit = shop.audit();
    Figures::of(audit.jobs.iter(), shop.thresholds.is_per_technician)
}

fn json_of(stories: &[Story]) -> Value {
    serde_json::to_value(figures_of(&Shop::with(stories))).unwrap()
}

/// A job that was interrupted, overridden, corrected, and whose radio asked for its code.
fn hard_job() -> Story {
    let mut story = Story::begin("battery", "2");
    story.pages(&[PausePoint::A], &[("customer-code", "no"), ("code-found", ""), ("radio-serial", "")]);
    story.override_("radio-serial", None, "not to be reached");
    story.override_("customer-code", Some("no"), "wants it all the same");
    story.gap_seconds = 600;
    story.tell(What::Resumed { page: PausePoint::B, reason: id("away") }, "");
    story.gap_seconds = 10;
    // somebody else goes straight on: nothing was interrupted
    story.tell(What::Resumed { page: PausePoint::B, reason: id("hands") }, "");
    let found = What::Answered { item: id("recovery-sticker"), answer: Answer::Option(id("not-found")) };
    story.tell(found, "");
    story.pages(
        &[PausePoint::B, PausePoint::C, PausePoint::D],
        &[("backup-power", "obd-saver"), ("radio-after", "asks-code")],
    );
    story.tell(What::Attempted { outcome: RadioReply::Error, origin: Origin::Here }, "");
    story.tell(What::Attempted { outcome: RadioReply::Accepted, origin: Origin::Here }, "");
    story.correct("radio-after", "code-entered", "the code was found");
    story.finish();
    story
}

fn english() -> PlainWords {
    Words::new("en", None).plain()
}

#[test]
fn each_figure_of_a_few_jobs() {
    let mut stopped = Story::begin("battery", "3");
    stopped.pages(&[PausePoint::A], &[("arrival", "locked")]);
    stopped.stop(StopReason::NoCode, LeftUnsafe::default(), "");
    let mut mistake = Story::begin("battery", "4");
    mistake.answer("arrival", "plays");
    mistake.stop(StopReason::Mistake, LeftUnsafe::default(), "twice");
    let mut open = Story::begin("battery", "5");
    open.answer("arrival", "plays");
    let open = open.moved("2026-10-02T08:00:00+02:00");
    let figures = json_of(&[Story::battery("1", &[]), hard_job(), stopped, mistake, open]);

    let jobs = json!({ "n": 4, "finished": 2, "stopped": 1, "open": 1, "cleared": 2, "via_file": 0, "mistakes": 1, "not_intact": 0,
        "stops": { "n": 1, "counts": { "no-code": 1 } } });
    assert_eq!(figures["jobs"], jobs);
    assert_eq!(figures["kinds"], json!({ "n": 4, "counts": { "battery": 4 } }));
    let code = json!({ "answers": { "n": 3, "counts": { "card-seen": 2, "no": 1 } }, "confirmed": 2 });
    assert_eq!(figures["code"], code);
    assert_eq!(figures["code_found"]["counts"], json!({ "documents": 2 }));
    assert_eq!(figures["code_found_by_radio"]["j11-connect"]["counts"], json!({ "documents": 2 }));
    assert_eq!(figures["radios"]["j11"], json!({ "n": 3, "counts": { "j11-connect": 3 } }));
    assert_eq!(figures["arrival"]["counts"], json!({ "plays": 3, "locked": 1 }));
    let afterwards = json!({ "plays": { "n": 2, "counts": { "plays": 1, "code-entered": 1 } } });
    assert_eq!(figures["afterwards_by_arrival"], afterwards, "the latest answer counts");
    let backup = json!([
        { "backup": "obd-saver", "n": 1, "played": 1, "lost": 1 },
        { "backup": "second-battery", "n": 1, "played": 1, "lost": 0 },
    ]);
    assert_eq!(figures["backup"], backup);
    let overrides = json!({ "jobs": 1, "items": { "n": 2, "counts": { "customer-code": 1, "radio-serial": 1 } } });
    assert_eq!(figures["overrides"], overrides);
    assert_eq!(figures["interruptions"], json!({ "jobs": 1, "n": 1, "away_seconds": 600 }));
    assert_eq!(figures["recovery"], json!({ "sticker": { "n": 1, "counts": { "not-found": 1 } } }));
    let attempts = json!({ "jobs": 1, "outcomes": { "n": 2, "counts": { "accepted": 1, "error": 1 } } });
    assert_eq!(figures["attempts"], attempts);
    assert_eq!(figures["technicians"], Value::Null);
    let months: Vec<(&str, u64)> = figures["months"].as_array().unwrap().iter().map(month).collect();
    assert_eq!(months, [("2026-10", 1), ("2026-11", 3)]);
}

#[test]
fn a_radio_that_nobody_heard_afterwards_is_not_lost() {
    for afterwards in ["not-tried", "taken-out", "no-radio"] {
        let mut story = Story::begin("wiring", "1");
        story.answer("arrival", "plays");
        story.answer("backup-power", "none");
        story.answer("radio-after", afterwards);
        let figures = json_of(&[story]);
        assert_eq!(figures["backup"], json!([{ "backup": "none", "n": 1, "played": 0, "lost": 0 }]), "{afterwards}");
    }
}

fn month(value: &Value) -> (&str, u64) {
    (value["month"].as_str().unwrap(), value["n"].as_u64().unwrap())
}

#[test]
fn a_pause_point_lasts_from_call_to_call() {
    // ten seconds a step: A has 14 answers and its call, B seven and a wait of 300 s, C one, D ten
    let figures = json_of(&[Story::battery("1", &[])]);
    let times =
        |page: &str, seconds: u32| json!({ "page": page, "n": 1, "median_seconds": seconds, "p90_seconds": seconds });
    let expected = json!([times("a", 150), times("b", 380), times("c", 20), times("d", 110)]);
    assert_eq!(figures["pause_points"], expected);
}

#[test]
fn where_the_clock_went_back_no_time_counts() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[]);
    story.time -= chrono::Duration::hours(2);
    story.pages(&[PausePoint::B, PausePoint::C, PausePoint::D], &[]);
    story.finish();
    let figures = json_of(&[story]);
    assert_eq!(figures["pause_points"][1]["n"], 0);
    assert_eq!(figures["pause_points"][2]["n"], 1);
}

#[test]
fn people_are_named_only_where_the_workshop_wishes_and_in_the_order_of_their_names() {
    let mut shop = Shop::with(&[
        Story::battery("1", &[]).by("Zoë W."),
        Story::battery("2", &[]).by("Ana K.").moved("2026-11-21T09:00:00+01:00"),
        Story::battery("3", &[]).by("Zoë W.").moved("2026-11-20T09:00:00+01:00"),
    ]);
    assert_eq!(figures_of(&shop).technicians, None);
    shop.thresholds.is_per_technician = true;
    let figures = figures_of(&shop);
    let named: Vec<(&str, u64)> =
        figures.technicians.iter().flatten().map(|it| (it.technician.as_str(), it.counts.n)).collect();
    assert_eq!(named, [("Ana K.", 1), ("Zoë W.", 2)]);
    let text: Vec<String> =
        lines(&figures, &Labels::default(), &english(), 80).into_iter().map(|line| line.text).collect();
    let of_ana = text.iter().find(|line| line.contains("Ana K.")).unwrap();
    assert!(!of_ana.contains('%'), "below {PERSON_N_MIN} jobs no shares: {of_ana}");
}

#[test]
fn the_table_has_one_row_a_figure() {
    let table = figures_table::table(&figures_of(&Shop::with(&[Story::battery("1", &[]), hard_job()])));
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    let text = |text: &str| Cell::text(text);
    let lost = [text("lost by backup-power"), text("obd-saver"), text("lost"), Cell::Whole(1), Cell::Whole(1)];
    assert!(table.rows.iter().any(|row| row[..] == lost));
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let mut shop = Shop::with(&[Story::battery("1", &[]).by("Maximilian-Alexander von und zu Überlingen"), hard_job()]);
    shop.thresholds.is_per_technician = true;
    let figures = figures_of(&shop);
    for columns in [52, 56, 60, 76, 80, 116, 200] {
        for line in lines(&figures, &Labels::default(), &english(), columns) {
            assert!(line.text.width() <= columns, "{columns}: {}", line.text);
        }
    }
    assert_eq!(lines(&Figures::default(), &Labels::default(), &english(), 80)[0].text, "  No job counts here.");
}

#[test]
fn every_share_is_of_the_n_above_it() {
    let figures = figures_of(&Shop::with(&[Story::battery("1", &[]), Story::battery("3", &[]), hard_job()]));
    let text: Vec<String> =
        lines(&figures, &Labels::default(), &english(), 80).into_iter().map(|line| line.text).collect();
    let mut n = 0.0;
    let mut checked = 0;
    for line in &text {
        if let Some((_, rest)) = line.split_once("(n = ") {
            n = rest.trim_end_matches(')').parse().unwrap();
        }
        // a line of one figure: its name, the count, the share, the bar; months have their own n
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(at) = words.iter().position(|word| *word == "%") else { continue };
        let (Ok(count), Ok(share)) = (words[at - 2].parse::<f64>(), words[at - 1].parse::<f64>()) else { continue };
        assert!((count * 100.0 / n - share).abs() < 1.0, "n = {n}: {line}");
        checked += 1;
    }
    assert!(checked > 15, "{text:#?}");
    let of_jobs = text.iter().filter(|line| line.contains("in 1 of 3 jobs (33 %)")).count();
    assert_eq!(of_jobs, 3, "overrides, interruptions and codes are in rows, and their jobs are said beside: {text:#?}");
}

#[test]
fn a_job_that_came_in_by_a_file_took_nobodys_time() {
    let mut story = Story::begin_via("battery", "1", true);
    story.pages(&PausePoint::ALL, &[]);
    story.finish();
    let figures = json_of(&[story]);
    assert_eq!((&figures["jobs"]["via_file"], &figures["pause_points"][0]["n"]), (&json!(1), &json!(0)));
}

#[test]
fn what_became_of_radios_is_told_by_whether_the_supply_was_watched() {
    let watched = |number: &str, rows: Vec<WatchRow>, afterwards: &str| {
        let mut story = Story::begin("battery", number);
        story.pages(&[PausePoint::A, PausePoint::B], &[]);
        let began = WatchRow::Began { at: Spot::Leads, floor: Volts(11_000) };
        for row in std::iter::once(began).chain(rows) {
            story.tell(What::Watched { instrument: id("bench"), row }, "");
        }
        story.pages(&[PausePoint::C, PausePoint::D], &[("radio-after", afterwards)]);
        story.finish();
        story
    };
    let end = |lowest: i32, watched_seconds: u32| {
        let level = Some((Volts(lowest), Volts(12_500)));
        let sha = "ab".repeat(32);
        WatchRow::Ended(WatchEnd {
            begun: 9,
            samples: 9,
            level,
            watched_seconds,
            of_seconds: 60,
            dips: 0,
            losses: 0,
            sha,
        })
    };
    let dip = WatchRow::Dipped { seconds: 9, lowest: Volts(8_100) };
    let figures = json_of(&[
        watched("1", vec![end(12_000, 58)], "plays"),
        watched("2", vec![dip, end(8_100, 60)], "asks-code"),
        watched("3", vec![end(11_990, 40)], "plays"),
        watched("4", vec![WatchRow::Gap { seconds: 9 }], "plays"),
        Story::battery("5", &[]),
        Story::battery("6", &[("backup-power", "memory-lost")]),
    ]);
    let counts = |supply: &str, n: u64, lost: u64| json!({ "supply": supply, "n": n, "played": n, "lost": lost });
    assert_eq!(
        figures["watched"],
        json!([counts("in-part", 2, 0), counts("throughout", 2, 1), counts("not-watched", 1, 0)])
    );
    assert_eq!(
        figures["fell_to"],
        json!([counts("11-to-12", 1, 0), counts("12-or-more", 1, 0), counts("under-9", 1, 1)])
    );
    assert_eq!(figures["read"], json!([counts("typed", 5, 1)]));
}

#[test]
fn where_the_figure_between_the_leads_is_from_is_told_with_what_became_of_radios() {
    let by = |number: &str, at: Option<Spot>, afterwards: &str| {
        let mut story = Story::begin("battery", number);
        story.pages(&[PausePoint::A, PausePoint::B, PausePoint::C], &[]);
        if let Some(at) = at {
            let figure = Measurement::parse("12.46", "V").unwrap().measured_by(MeasuredBy { by: id("bench"), at });
            story.tell(What::Answered { item: id("car-volts"), answer: Answer::Number(figure) }, "");
        }
        story.pages(&[PausePoint::D], &[("radio-after", afterwards)]);
        story.finish();
        story
    };
    let mut file = Story::begin_via("battery", "4", true);
    file.pages(&PausePoint::ALL, &[]);
    file.finish();
    let stories =
        [by("1", Some(Spot::Leads), "plays"), by("2", Some(Spot::Leads), "asks-code"), by("3", None, "plays"), file];
    let figures = json_of(&stories);
    let counts = |supply: &str, n: u64, lost: u64| json!({ "supply": supply, "n": n, "played": n, "lost": lost });
    assert_eq!(figures["read"], json!([counts("measured", 2, 1), counts("from-a-file", 1, 0), counts("typed", 1, 0)]));
}
