//! Where journals are looked for, and what is said of what is none.

use std::fs;
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicU64;

use precheck::audit::{AuditRequest, Filter, collect, jobs_table};
use precheck::domain::{PausePoint, People};
use precheck::journal::Row;

use super::{Shop, Story, case, kinds, today};

#[test]
fn any_part_of_a_workshop_can_be_read() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    let folder = shop.path("exports/journal/bay-1");
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    for path in [shop.path(""), shop.path("exports/journal"), folder, file] {
        let audit = shop.audit_of(std::slice::from_ref(&path));
        assert_eq!((audit.jobs.len(), audit.record().len()), (1, 0), "{}", path.display());
        assert_eq!(audit.jobs[0].key.to_string(), "bay-1/1");
        assert_eq!(audit.workshops[0].folder, shop.path("").components().collect::<std::path::PathBuf>());
        assert!(audit.jobs[0].receipt.is_some() && audit.rows == 39, "{} rows", audit.rows);
    }
}

#[test]
fn workshops_with_stations_of_one_name_are_kept_apart() {
    let shop = Shop::new();
    shop.record("north/exports/journal/bay-1", &[Story::battery("1", &[])]);
    let mut open = Story::begin("battery", "1");
    open.pages(&[PausePoint::A], &[]);
    shop.record("south/exports/journal/bay-1", &[open]);
    let audit = shop.audit_of(&[shop.path("north"), shop.path("south")]);
    let names: Vec<&str> = audit.workshops.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names, audit.jobs.len()), (vec!["north", "south"], 2));
    let filter = Filter::parse("workshop:south", today().date_naive()).unwrap();
    assert_eq!(audit.jobs(&filter).map(|case| case.outcome.words()).collect::<Vec<_>>(), ["open"]);
    for (north, south, names) in [
        ("name = \"Garage A\"", "", ["Garage A", "south"]),
        ("name = \"Garage A\"", "name = \"Garage B\"", ["Garage A", "Garage B"]),
        ("name = \"Garage\"", "name = \"Garage\"", ["Garage (north)", "Garage (south)"]),
        ("name = \"south\"", "", ["south (north)", "south"]),
    ] {
        fs::write(shop.path("north/workshop.toml"), north).unwrap();
        fs::write(shop.path("south/workshop.toml"), south).unwrap();
        let audit = shop.audit_of(&[shop.path("north"), shop.path("south")]);
        assert_eq!(audit.workshops.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), names);
        // by its folder, too, and by a name that has the same letters
        let called = if names[0].contains("south") { 2 } else { 1 };
        assert_eq!(audit.jobs(&filter).count(), called, "{names:?}");
    }
}

#[test]
fn a_copy_of_a_journal_is_told() {
    let shop = Shop::new();
    shop.record("north/exports/journal/bay-1", &[Story::battery("1", &[])]);
    let (from, to) = (shop.path("north/exports/journal/bay-1"), shop.path("copy/exports/journal/bay-1"));
    fs::create_dir_all(&to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    let audit = shop.audit_of(&[shop.path("north"), shop.path("copy")]);
    let told: Vec<String> = audit.record().iter().map(|it| it.sentence.to_string()).collect();
    assert!(told.len() == 1 && told[0].contains("one of them is a copy"), "{told:?}");
}

#[test]
fn other_stations_rows_reach_the_job() {
    let shop = Shop::new();
    let mut story = Story::begin("battery", "1");
    story.pages(&PausePoint::ALL, &[]);
    story.finish();
    let mut desk = story.clone();
    desk.forget();
    desk.hand_over();
    shop.record("exports/journal/bay-1", &[story]);
    shop.record("exports/journal/desk", &[desk]);
    let audit = shop.audit();
    assert!(case(&audit, "1").handover.is_some());
    let alone = shop.audit_of(&[shop.path("exports/journal/desk")]);
    assert!(
        alone.jobs.is_empty() && alone.unchecked.iter().any(|text| text.to_string().contains("another station's job"))
    );
}

#[test]
fn what_is_no_journal_is_named_and_the_rest_is_read() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    let folder = shop.path("exports/journal/bay-1");
    fs::write(folder.join("customers.csv"), "name,phone\nx,y\n").unwrap();
    fs::create_dir(folder.join("2027-01.csv")).unwrap();
    fs::create_dir(shop.path("empty")).unwrap();
    let audit = shop.audit_of(&[shop.path(""), shop.path("empty"), shop.path("nowhere.csv")]);
    assert_eq!(audit.jobs.len(), 1);
    let told: Vec<(&str, String)> = audit.record().iter().map(|it| (it.kind.id(), it.sentence.to_string())).collect();
    for (kind, text) in [
        ("odd-file", "customers.csv"),
        ("unreadable", "2027-01.csv"),
        ("unreadable", "empty"),
        ("unreadable", "nowhere.csv"),
    ] {
        assert!(told.iter().any(|(it, sentence)| *it == kind && sentence.contains(text)), "{text}: {told:#?}");
    }
    assert_eq!(audit.count(&Filter::default()).exit_code, 5);
}

#[test]
fn a_foreign_file_under_a_journals_name_is_told_in_a_few_lines() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    let many: String = (0..500).map(|at| format!("{at},x,y\n")).collect();
    fs::write(shop.path("exports/journal/bay-1/2027-01.csv"), many).unwrap();
    let audit = shop.audit();
    assert!(audit.record().len() < 30, "{}", audit.record().len());
    assert!(audit.record().iter().any(|it| it.sentence.to_string().contains("more faults")));
    assert_eq!((audit.jobs.len(), audit.count(&Filter::default()).exit_code), (1, 1));
}

#[test]
fn a_newer_format_is_named() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    shop.change(|text| text.replacen("fmt 1 id", "fmt 2 id", 1));
    let audit = shop.audit();
    assert!(audit.record().iter().any(|it| it.sentence.to_string().contains("use a newer precheck")));
    assert_eq!(
        (audit.count(&Filter::default()).exit_code, audit.jobs.len()),
        (1, 0),
        "the mark alone breaks its row's seal"
    );
    assert!(audit.unchecked.iter().any(|it| it.to_string().contains("in nothing")), "{:?}", audit.unchecked);
}

#[test]
fn a_newer_format_that_is_sealed_as_it_should_be_counts_in_nothing() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    shop.change(|text| {
        let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
        lines[1] = lines[1].replacen("fmt 1 id", "fmt 2 id", 1);
        for at in 1..lines.len() {
            let (row, _) = Row::decode(lines[at].as_bytes()).unwrap();
            let lead = if at == 1 { lines[0].clone() } else { lines[at - 1][lines[at - 1].len() - 64..].to_owned() };
            lines[at] = row.seal(lead.as_bytes()).unwrap().0.trim_end().to_owned();
        }
        lines.join("\n") + "\n"
    });
    let audit = shop.audit();
    assert_eq!((audit.count(&Filter::default()).exit_code, audit.jobs.len()), (5, 0));
}

#[test]
fn threads_make_no_difference() {
    let shop = Shop::new();
    for station in ["bay-1", "bay-2", "bay-3", "bay-4"] {
        let story = Story::battery("1", &[("radio-after", "locked")]).at_station(station);
        shop.record(&format!("exports/journal/{station}"), &[story]);
    }
    let table = |threads: usize| {
        let paths = [shop.path("")];
        let threads = NonZeroUsize::new(threads);
        let request = AuditRequest {
            paths: &paths,
            own: None,
            thresholds: shop.thresholds,
            people: People::default(),
            from: None,
            now: shop.now,
            threads,
        };
        let rows = AtomicU64::new(0);
        let audit = collect(&request, None, &rows);
        assert_eq!(rows.into_inner(), audit.rows);
        String::from_utf8(jobs_table::table(&audit, audit.jobs.iter()).csv()).unwrap()
    };
    let one = table(1);
    assert_eq!(one.lines().count(), 5);
    assert_eq!(table(3), one);
    assert_eq!(table(9), one);
}

#[test]
fn what_figures_need_is_in_a_case() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[]);
    story.gap_seconds = 120;
    story.tell(precheck::domain::What::Resumed { page: PausePoint::B, reason: super::id("phone") }, "");
    story.gap_seconds = 10;
    story.pages(&[PausePoint::B, PausePoint::C, PausePoint::D], &[]);
    story.finish();
    let audit = Shop::with(&[story]).audit();
    let case = case(&audit, "1");
    let seconds: Vec<i64> = PausePoint::ALL.iter().map(|page| case.page_ms[*page as usize].unwrap() / 1000).collect();
    assert_eq!(seconds, [150, 500, 20, 110]);
    assert_eq!((case.pauses, case.paused_ms), (1, 120_000));
    assert_eq!(case.hand[PausePoint::B as usize].map(|hand| (hand.steps, hand.ms)), Some((5, 50_000)));
    assert_eq!(kinds(&audit, "1"), [""; 0]);
}
