//! Figures that are worth a look: always with their number, never on few, and never of jobs that came in by a file.

use precheck::audit::FindingKind;
use precheck::domain::PausePoint;

use super::{Shop, Story, found, kinds, sentence};

/// A job whose page D takes so many seconds a step.
fn paced(number: &str, hour: i64, gap_seconds: i64) -> Story {
    let mut story = Story::begin("battery", number);
    story.pages(&[PausePoint::A, PausePoint::B, PausePoint::C], &[]);
    story.gap_seconds = gap_seconds;
    story.pages(&[PausePoint::D], &[]);
    story.finish();
    story.hand_over();
    let start = super::moment("2026-11-02T06:00:00+01:00") + chrono::Duration::hours(hour);
    story.moved(&start.to_rfc3339())
}

/// So many jobs an hour apart, with an answer that changes.
fn row_of_jobs(count: usize, item: &str, value: impl Fn(usize) -> String) -> Vec<Story> {
    let story = |at: usize| {
        let value = value(at);
        let plate = format!("AB{at}");
        let serial = format!("BP{at:012}");
        let start = super::moment("2026-11-02T06:00:00+01:00") + chrono::Duration::hours(at as i64);
        // no reading repeats but the one that is asked about
        let (arrival, source) = (format!("12.{:02}", 41 + at % 50), format!("12.{:02}", 51 + at % 47));
        let (car, charging) = (format!("12.{:02}", 61 + at % 37), format!("14.{:02}", 11 + at % 29));
        let mut changes = vec![("plate", &*plate), ("radio-serial", &*serial), (item, &*value)];
        changes.extend([
            ("arrival-volts", &*arrival),
            ("source-volts", &*source),
            ("car-volts", &*car),
            ("charging-volts", &*charging),
        ]);
        Story::battery(&format!("{at}"), &changes).moved(&start.to_rfc3339())
    };
    (0..count).map(story).collect()
}

#[test]
fn quick_steps() {
    assert_eq!(found(&paced("1", 0, 10)), [""; 0]);
    let story = paced("1", 0, 1);
    assert_eq!(found(&story), ["quick-steps"]);
    let audit = Shop::with(std::slice::from_ref(&story)).audit();
    assert_eq!(
        sentence(&audit, "1", FindingKind::QuickSteps),
        "page D: 5 of 5 steps by hand were answered within 2 s of what came before"
    );
    let mut shop = Shop::with(&[story]);
    shop.thresholds.floor_seconds = 0;
    assert_eq!(kinds(&shop.audit(), "1"), [""; 0]);
    let mut by_file = Story::begin_via("battery", "1", true);
    by_file.gap_seconds = 0;
    by_file.pages(&PausePoint::ALL, &[]);
    by_file.finish();
    by_file.hand_over();
    assert_eq!(found(&by_file), ["via-file"], "a file is read in one go");
}

#[test]
fn a_page_far_under_the_median() {
    let mut stories: Vec<Story> = (0..19).map(|at| paced(&format!("{at}"), at, 30)).collect();
    stories.push(paced("quick", 30, 5));
    let same_readings_do_not_count = |kinds: Vec<&'static str>| -> Vec<&'static str> {
        kinds.into_iter().filter(|kind| *kind == "quick-page").collect()
    };
    let audit = Shop::with(&stories).audit();
    assert_eq!(same_readings_do_not_count(kinds(&audit, "quick")), ["quick-page"]);
    assert_eq!(
        sentence(&audit, "quick", FindingKind::QuickPage),
        "page D: 25 s for 5 steps by hand; the median here is 150 s (n = 20)".replace("150 s", "2 min")
    );
    assert_eq!(same_readings_do_not_count(kinds(&audit, "3")), [""; 0]);
    stories.remove(0);
    let audit = Shop::with(&stories).audit();
    assert_eq!(same_readings_do_not_count(kinds(&audit, "quick")), [""; 0], "19 say nothing");
}

#[test]
fn the_same_reading_on_job_after_job() {
    let reading = |at: usize| if at < 7 { "14.21".to_owned() } else { format!("14.{}", 20 + at) };
    let audit = Shop::with(&row_of_jobs(9, "charging-volts", reading)).audit();
    assert_eq!(kinds(&audit, "6"), ["same-reading"], "the last of the row bears it");
    assert_eq!(
        sentence(&audit, "6", FindingKind::SameReading),
        "charging: 14.21 V on 7 jobs in a row (n = 7)".replace(" V", "")
    );
    assert!((0..9).filter(|at| *at != 6).all(|at| kinds(&audit, &format!("{at}")).is_empty()));
    let changing = |at: usize| if at % 4 == 3 { "14.22".to_owned() } else { "14.21".to_owned() };
    let audit = Shop::with(&row_of_jobs(9, "charging-volts", changing)).audit();
    assert!((0..9).all(|at| kinds(&audit, &format!("{at}")).is_empty()));
}

#[test]
fn readings_that_are_always_round() {
    let round = |at: usize| ["14.0", "14.5", "14.50", "15"][at % 4].to_owned();
    let audit = Shop::with(&row_of_jobs(20, "arrival-volts", |at| ["12.5", "13", "12.50"][at % 3].to_owned())).audit();
    assert_eq!(
        sentence(&audit, "19", FindingKind::RoundReadings),
        "on arrival: 20 readings in a row end in .0 or .5 (n = 20)"
    );
    let audit = Shop::with(&row_of_jobs(19, "arrival-volts", |at| ["12.5", "13"][at % 2].to_owned())).audit();
    assert!(audit.findings.iter().all(|it| it.kind != FindingKind::RoundReadings));
    let but_one = |at: usize| if at == 10 { "14.3".to_owned() } else { round(at) };
    let audit = Shop::with(&row_of_jobs(25, "charging-volts", but_one)).audit();
    assert!(audit.findings.iter().all(|it| it.kind != FindingKind::RoundReadings));
}

#[test]
fn readings_are_compared_by_technician_only_where_that_is_turned_on() {
    let alternating = |at: usize| if at.is_multiple_of(2) { "14.21".to_owned() } else { format!("14.{}", 22 + at) };
    let mut stories = row_of_jobs(12, "charging-volts", alternating);
    for story in stories.iter_mut().skip(1).step_by(2) {
        *story = story.clone().by("Bo L.");
    }
    let mut shop = Shop::with(&stories);
    let has = |shop: &Shop| shop.audit().findings.iter().any(|it| it.kind == FindingKind::SameReading);
    assert!(!has(&shop));
    shop.thresholds.is_per_technician = true;
    assert!(has(&shop));
}
