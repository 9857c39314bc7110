//! The checklists that come with the program.

use std::collections::{BTreeMap, BTreeSet};

use precheck::catalog::{Catalog, FileOrigin, Loaded, read_checklist};
use precheck::domain::checklist::{HOLD_POINTS, known};
use precheck::domain::{Checklist, Field, Id, Item, PausePoint, Text, Verdict, When};

use super::radios::{known_fields, used_fields};
use crate::built_in;

fn checklist(id: &str) -> Checklist {
    (*built_in::catalog().get(id).unwrap().content).clone()
}

fn lines(checklist: &Checklist, pause: PausePoint) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for item in &checklist.page(pause).unwrap().items {
        if item.is_same_line {
            lines.last_mut().unwrap().push(item.id.to_string());
        } else {
            lines.push(vec![item.id.to_string()]);
        }
    }
    lines
}

#[test]
fn all_three_lint_clean_and_keep_their_bytes() {
    let catalog = built_in::catalog();
    let ids: Vec<&str> = catalog.checklists().iter().map(|entry| entry.content.id.as_str()).collect();
    assert_eq!(ids, ["battery", "wiring", "wiring-airbag"]);
    for Loaded { content: checklist, file } in catalog.checklists() {
        assert_eq!(file.origin, FileOrigin::BuiltIn);
        assert_eq!(file.name, format!("{}.toml", checklist.id));
        let on_disk = std::fs::read(format!("{}/checklists/{}", env!("CARGO_MANIFEST_DIR"), file.name)).unwrap();
        assert_eq!(file.bytes, on_disk);
    }
    let files: Vec<&str> = catalog.radio_files().iter().map(|it| it.content.id.as_str()).collect();
    assert_eq!(files[..3], ["every-car", "nissan-qashqai", "nissan"], "what holds for every car comes first");
    let on_disk = std::fs::read_dir(format!("{}/checklists/radios", env!("CARGO_MANIFEST_DIR"))).unwrap().count();
    assert_eq!(files.len(), on_disk, "{files:?}");
}

#[test]
fn the_battery_list_fits_its_screens() {
    let battery = checklist("battery");
    let a = lines(&battery, PausePoint::A);
    let expected = [
        &["battery-look", "arrival-volts"][..],
        &["plate", "make", "car"],
        &["engine", "other-batteries"],
        &["arrival", "radio"],
        &["radio-serial", "serial-source"],
        &["customer-code", "code-found"],
        &["lamps"],
        &["new-battery"],
        &["consent"],
    ];
    assert_eq!(a, expected);
    let b: Vec<String> = lines(&battery, PausePoint::B).into_iter().map(|line| line[0].clone()).collect();
    assert_eq!(b, ["protection", "source-volts", "ignition", "backup-power", "cover", "doors", "siren"]);
    assert_eq!(lines(&battery, PausePoint::C).len(), 2);
    assert_eq!(lines(&battery, PausePoint::D).len(), 9);
}

#[test]
fn no_page_of_any_list_has_more_than_nine_lines() {
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        for page in &checklist.pages {
            let lines = lines(checklist, page.pause).len();
            let range = if page.pause == PausePoint::C { 1..=4 } else { 5..=9 };
            assert!(range.contains(&lines), "{} {:?}: {lines}", checklist.id, page.pause);
        }
    }
}

#[test]
fn every_list_has_what_the_program_reads_by_name() {
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        for id in HOLD_POINTS {
            assert!(checklist.item(id).unwrap().1.is_hold, "{} {id}", checklist.id);
        }
        for id in [
            known::PLATE,
            known::MAKE,
            known::CAR,
            known::ENGINE,
            known::RADIO,
            known::ARRIVAL,
            known::CODE_FOUND,
            known::RADIO_AFTER,
        ] {
            assert!(checklist.item(id).is_some(), "{} {id}", checklist.id);
        }
    }
    assert!(checklist("battery").item(known::CAR_VOLTS).is_some());
    assert!(checklist("wiring").item(known::CAR_VOLTS).is_some());
}

/// What the radio book and the items say about each other.
#[test]
fn the_radio_book_names_items_and_engines_that_exist() {
    let catalog = built_in::catalog();
    let battery = &catalog.get("battery").unwrap().content;
    let engines: Vec<&Id> = battery.item("engine").unwrap().1.options.iter().map(|option| &option.id).collect();
    for entry in catalog.radio_files() {
        for generation in &entry.content.generations {
            for wait in &generation.waits {
                assert!(engines.contains(&&wait.engine), "{}", wait.engine);
            }
            let radios = generation.radios.iter().flat_map(|radio| &radio.advice);
            for advice in entry.content.general.iter().chain(&generation.advice).chain(radios) {
                assert!(battery.item(advice.item.as_str()).is_some(), "{}", advice.item);
            }
        }
    }
    let wait = |car, engine| catalog.book().waiting(Some(car), Some(engine)).unwrap();
    assert_eq!((wait("j11", "petrol").seconds, wait("j11", "petrol").is_own), (720, true));
    assert_eq!((wait("j10", "unknown").seconds, wait("j10", "unknown").is_own), (300, false));
    assert_eq!(catalog.book().waiting(Some("other-car"), None), None, "the checklist's own time holds");
}

/// A job that is walked through with one answer an item: the conditions decide what is asked.
struct Walk<'a> {
    answers: BTreeMap<&'a str, &'a str>,
    asked: Vec<String>,
}

impl<'a> Walk<'a> {
    fn new(answers: &[(&'a str, &'a str)]) -> Self {
        Self { answers: answers.iter().copied().collect(), asked: Vec::new() }
    }

    fn applies(&self, when: &When, unless: &When) -> bool {
        let of_book = [
            ("book-coded", "not-known"),
            ("book-airbag-wait", "known"),
            ("book-airbag-ignition", "off"),
            ("book-siren", "no"),
        ];
        let token = |id: &Id| match of_book.iter().find(|(asked, _)| *asked == id.as_str()) {
            Some((asked, usual)) => Some(self.answers.get(asked).copied().unwrap_or(usual)),
            None => self.asked.iter().any(|it| it == id.as_str()).then(|| self.answers[id.as_str()]),
        };
        precheck::domain::condition::applies(when, unless, token)
    }

    fn offers(&self, item: &Item, token: &str, catalog: &Catalog) -> bool {
        let book = catalog.book();
        let of_book = match item.id.as_str() {
            "make" => book.make_options(),
            "car" => book.cars(Some(self.answers["make"])),
            "radio" => book.radios(Some(self.answers["car"])),
            _ => Vec::new(),
        };
        let is_typed = matches!(token, "num" | "sn" | "text") && item.field.is_some();
        is_typed
            || of_book.iter().any(|option| option.id.as_str() == token)
            || item.options.iter().any(|it| it.id.as_str() == token && self.applies(&it.when, &it.unless))
    }

    /// Answers everything that is asked, and counts a key for each and one for each page's call.
    fn through(&mut self, id: &str) -> usize {
        let catalog = built_in::catalog();
        let checklist = &catalog.get(id).unwrap().content;
        let mut keys = 0;
        for page in &checklist.pages {
            if !self.applies(&page.when, &When::default()) {
                continue;
            }
            for item in &page.items {
                if !self.applies(&item.when, &item.unless) {
                    continue;
                }
                let token = self.answers.get(item.id.as_str()).copied();
                let token = token.unwrap_or_else(|| panic!("{id}: no answer for {}", item.id));
                assert!(self.offers(item, token, catalog), "{id}: {} is not offered {token}", item.id);
                self.asked.push(item.id.to_string());
                keys += 1;
            }
            keys += 1;
        }
        keys
    }
}

const QUIET: [(&str, &str); 37] = [
    ("battery-look", "sound"),
    ("arrival-volts", "num"),
    ("plate", "text"),
    ("make", "nissan"),
    ("car", "j11"),
    ("engine", "petrol"),
    ("other-batteries", "none"),
    ("arrival", "plays"),
    ("radio", "j11-connect"),
    ("radio-serial", "sn"),
    ("serial-source", "label"),
    ("customer-code", "card-seen"),
    ("code-found", "documents"),
    ("lamps", "none"),
    ("new-battery", "efb"),
    ("consent", "customer-here"),
    ("protection", "done"),
    ("source-volts", "num"),
    ("ignition", "key-away"),
    ("backup-power", "obd-saver"),
    ("cover", "ready"),
    ("doors", "doors-shut"),
    ("access", "stays-here"),
    ("wait", "num"),
    ("cables-off", "both-off"),
    ("car-volts", "num"),
    ("leads", "both-tight"),
    ("hold-down", "all"),
    ("backup-removed", "removed"),
    ("cover-removed", "removed"),
    ("settle", "num"),
    ("charging-volts", "num"),
    ("battery-reset", "reset"),
    ("radio-after", "plays"),
    ("windows", "kept"),
    ("clock", "kept"),
    ("lamps-after", "none"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Walk<'a> {
    let mut answers = QUIET.to_vec();
    answers.extend_from_slice(changes);
    Walk::new(&answers)
}

#[test]
fn a_flawless_battery_job_needs_at_most_45_keys() {
    let mut walk = with(&[]);
    let keys = walk.through("battery");
    assert_eq!(walk.asked.len(), QUIET.len(), "the flawless job meets every item");
    // Begin a job, take its number, choose the technician, choose the work.
    let beginning = 4;
    assert!(keys + beginning <= 45, "{keys} + {beginning}");
}

#[test]
fn a_car_that_came_without_power_can_be_answered_honestly() {
    let mut walk = with(&[
        ("arrival", "no-power"),
        ("customer-code", "card-unchecked"),
        ("radio-serial", "no-power"),
        ("source-volts", "memory-lost"),
        ("backup-power", "memory-lost"),
        ("radio-after", "asks-code"),
        ("clock", "not-possible"),
    ]);
    walk.through("battery");
    for gone in ["serial-source", "cover", "backup-removed", "cover-removed", "car-volts"] {
        assert!(!walk.asked.iter().any(|it| it == gone), "{gone} was asked");
    }
}

#[test]
fn a_car_without_a_radio_can_be_answered_honestly() {
    let changes = ["arrival", "radio-serial", "source-volts", "backup-power", "radio-after"].map(|it| (it, "no-radio"));
    let mut walk = with(&changes);
    walk.answers.insert("customer-code", "none-needed");
    walk.through("battery");
    assert!(!walk.asked.iter().any(|it| it == "radio"), "which radio it is was asked");
}

#[test]
fn another_car_with_a_foreign_radio_can_be_answered_honestly() {
    let mut walk =
        with(&[("make", "other-make"), ("engine", "unknown"), ("radio", "non-standard"), ("radio-serial", "none")]);
    walk.answers.insert("customer-code", "none-needed");
    walk.through("battery");
}

/// What an item offers of its own after these answers.
fn offered<'a>(item: &'a Item, answers: &[(&str, &str)]) -> Vec<&'a str> {
    let token = |id: &Id| answers.iter().find(|(item, _)| *item == id.as_str()).map(|(_, token)| *token);
    let offered = item.options.iter().filter(|it| precheck::domain::condition::applies(&it.when, &it.unless, token));
    offered.map(|it| it.id.as_str()).collect()
}

#[test]
fn a_saver_into_a_flat_battery_says_stop_and_a_healthy_one_takes_it() {
    use precheck::domain::Verdict;
    for list in ["battery", "wiring"] {
        let checklist = checklist(list);
        let backup = checklist.item("backup-power").unwrap().1;
        let savers = |volts, arrival| -> Vec<&str> {
            let answers = [("arrival-volts", volts), ("arrival", arrival), ("source-volts", "num")];
            offered(backup, &answers).into_iter().filter(|it| it.starts_with("obd")).collect()
        };
        assert_eq!(savers("num", "plays"), ["obd-saver"]);
        assert_eq!(savers("not-measured", "asks-code"), ["obd-saver-unmeasured"]);
        assert_eq!(savers("low", "plays"), ["obd-saver"]);
        assert_eq!(savers("flat", "plays"), ["obd-saver-flat"]);
        assert_eq!(savers("flat", "no-power"), ["obd-saver-flat"]);
        assert_eq!(savers("not-measured", "no-power"), ["obd-saver-no-power"]);
        for option in backup.options.iter().filter(|it| it.id.as_str().starts_with("obd-saver-")) {
            let is_known = !option.id.as_str().ends_with("unmeasured");
            assert_eq!(option.verdict, if is_known { Verdict::Stop } else { Verdict::Warn }, "{}", option.id);
        }
    }
}

#[test]
fn the_radio_slot_is_a_place_of_work_only_for_an_unplugged_radio() {
    let wiring = checklist("wiring");
    let location = wiring.item("location").unwrap().1;
    for (method, is_offered) in [("lead-on", false), ("lead-off", false), ("radio-unplugged", true)] {
        let offered = offered(location, &[("method", method)]);
        assert_eq!(offered.contains(&"radio-slot"), is_offered, "{method}");
        assert!(offered.contains(&"near-airbags"), "{method}");
    }
}

#[test]
fn what_was_fitted_is_taken_back_and_what_matters_most_has_no_way_round() {
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        let item = |id: &str| checklist.item(id).map(|(_, item)| item);
        for (removed, fitted) in
            [("backup-removed", "backup-power"), ("cover-removed", "cover"), ("ties-removed", "ties")]
        {
            if let Some(item) = item(removed) {
                assert_eq!(item.undoes.as_ref().map(Id::as_str), Some(fitted), "{} {removed}", checklist.id);
            }
        }
        for id in ["protection", "cables-off", "car-volts", "consent", "radio-after"] {
            assert!(item(id).is_none_or(|it| !it.may_skip), "{} {id}", checklist.id);
        }
        for id in ["protection", "source-volts", "cables-off", "car-volts", "consent"] {
            assert!(item(id).is_none_or(|it| !it.may_override), "{} {id}", checklist.id);
        }
    }
}

#[test]
fn the_method_decides_what_ordinary_wiring_asks() {
    let own = [
        ("location", "cabin"),
        ("radio-plan", "stays"),
        ("circuit", "text"),
        ("circuit-live", "num"),
        ("circuit-volts", "num"),
        ("fuse-back", "same-rating"),
        ("circuit-after", "works"),
    ];
    let walk = |method| {
        let mut walk = with(&own);
        walk.answers.insert("method", method);
        walk.through("wiring");
        walk.asked
    };
    let asks = |asked: &[String], id: &str| asked.iter().any(|it| it == id);
    let lead_on = walk("lead-on");
    assert!(!asks(&lead_on, "backup-power") && !asks(&lead_on, "wait") && !asks(&lead_on, "car-volts"));
    assert!(asks(&lead_on, "circuit-volts") && asks(&lead_on, "ignition"));
    let lead_off = walk("lead-off");
    assert!(["backup-power", "wait", "car-volts", "leads", "backup-removed"].iter().all(|it| asks(&lead_off, it)));
    let unplugged = walk("radio-unplugged");
    assert!(asks(&unplugged, "wait") && asks(&unplugged, "clock"));
    assert!(!asks(&unplugged, "backup-power") && !asks(&unplugged, "leads"));
}

#[test]
fn the_code_must_be_certain_where_the_radio_is_unplugged() {
    let wiring = checklist("wiring");
    let code = wiring.item("customer-code").unwrap().1;
    let offered = |method: &str| offered(code, &[("method", method)]);
    assert!(offered("lead-off").contains(&"customer-says"));
    assert!(!offered("radio-unplugged").contains(&"customer-says"));
    assert!(offered("radio-unplugged").contains(&"customer-says-uncertain"));
    assert!(offered("lead-on").contains(&"no-lead-on") && !offered("lead-on").contains(&"no"));
}

#[test]
fn near_the_airbags_a_second_source_stops_the_work_and_nothing_shortens_the_wait() {
    use precheck::domain::{Per, Since, Verdict};
    let airbag = checklist("wiring-airbag");
    let backup = airbag.item("backup-power").unwrap().1;
    assert!(!backup.may_override && !backup.may_skip);
    let verdicts: Vec<(&str, Verdict)> = backup.options.iter().map(|it| (it.id.as_str(), it.verdict)).collect();
    assert_eq!(verdicts, [("none-fitted", Verdict::Ok), ("fitted", Verdict::Stop), ("off-already", Verdict::Warn)]);
    let c = airbag.page(PausePoint::C).unwrap();
    assert_eq!(c.stop.as_ref().unwrap().en, "airbag parts not to be touched");
    for item in &c.items {
        assert!(!item.may_override && !item.may_skip, "{}", item.id);
    }
    let wait = airbag.item("airbag-wait").unwrap().1;
    assert!(wait.is_by_rows());
    let Some(Field::Wait { seconds, per, minutes_from, since }) = &wait.field else { panic!("{:?}", wait.field) };
    assert!((*seconds, *per) == (1800, Per::Airbag) && minutes_from.as_ref().unwrap().as_str() == "maker-minutes");
    let Since::Items(items) = since else { panic!("it counts from what was done") };
    assert_eq!(items.iter().map(Id::as_str).collect::<Vec<_>>(), ["cables-off", "others-off", "airbag-volts"]);
    let volts = airbag.item("airbag-volts").unwrap().1;
    let far = precheck::domain::Answer::Number(precheck::domain::Measurement::parse("0.6", "V").unwrap());
    assert_eq!(volts.judge_typed(&far).0, Verdict::Stop);
    let mut walk = with(&[
        ("location", "dash"),
        ("certificate", "held"),
        ("backup-power", "none-fitted"),
        ("airbag-ignition", "key-away"),
        ("ties", "ready"),
        ("posts-volts", "num"),
        ("airbag-volts", "num"),
        ("posts-again", "num"),
        ("airbag-wait", "num"),
        ("airbag-volts-after", "num"),
        ("posts-last", "num"),
        ("ties-removed", "removed"),
        ("connectors", "locked"),
        ("airbag-lamp", "goes-out"),
    ]);
    walk.through("wiring-airbag");
}

/// Rules of the house for words that the linter doesn't judge.
#[test]
fn questions_are_short_and_never_ask_for_checked() {
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        for (_, item) in checklist.items() {
            assert!(item.ask.en.split_whitespace().count() <= 12, "{}: {}", item.id, item.ask);
            for text in [&item.label, &item.ask] {
                assert!(!text.en.to_lowercase().contains("check"), "{}: {text}", item.id);
            }
            assert!(item.help.is_some(), "{} has no why", item.id);
        }
    }
}

/// Every text of the lists that people read has its German, so that a sheet and a screen in German have no English in them.
#[test]
fn every_text_of_the_lists_has_its_german() {
    let mut missing = Vec::new();
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        let mut look = |place: &str, text: Option<&Text>| {
            if text.is_some_and(|text| !text.others.contains_key("de")) {
                missing.push(format!("{} {place}: {}", checklist.id, text.unwrap()));
            }
        };
        look("title", Some(&checklist.title));
        for page in &checklist.pages {
            look("title", Some(&page.title));
            look("stop", page.stop.as_ref());
            page.calls.iter().for_each(|call| look("call", Some(&call.text)));
            for item in &page.items {
                let texts = [Some(&item.label), Some(&item.ask), item.help.as_ref(), item.sheet.as_ref()];
                texts.into_iter().for_each(|text| look(item.id.as_str(), text));
                if let Some(Field::Measure { limits, .. }) = &item.field {
                    [limits.low.as_ref(), limits.high.as_ref()]
                        .into_iter()
                        .for_each(|text| look(item.id.as_str(), text));
                }
                for option in &item.options {
                    let texts = [Some(&option.label), option.note.as_ref(), option.advice.as_ref()];
                    let texts = texts.into_iter().chain([option.gate.as_ref(), option.sheet.as_ref()]);
                    texts.for_each(|text| look(&format!("{} {}", item.id, option.id), text));
                }
            }
        }
    }
    assert_eq!(missing.len(), 0, "{missing:#?}");
}

/// What a customer may read of the answers has words for the customer: on the page that says why the work doesn't begin, and on
/// the sheet of what was found or left undone.
#[test]
fn what_stops_or_is_left_undone_has_words_for_the_customer() {
    // the sheet's sentence about the work tells of these
    let told = ["stayed-on", known::NEVER_FITTED];
    let mut missing = Vec::new();
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        for (page, item) in checklist.items() {
            for option in item.options.iter().filter(|option| !told.contains(&option.id.as_str())) {
                let is_read = match page {
                    PausePoint::A | PausePoint::B => option.verdict == Verdict::Stop && item.id.as_str() != "consent",
                    PausePoint::C => false,
                    PausePoint::D => option.verdict != Verdict::Ok || option.gate.is_some(),
                };
                if is_read && option.sheet.is_none() && item.sheet.is_none() {
                    missing.push(format!("{} {} {}", checklist.id, item.id, option.id));
                }
            }
        }
    }
    assert_eq!(missing.len(), 0, "{missing:#?}");
}

/// What the radio book has for people is there in German; what is the same in both languages is made of names.
#[test]
fn every_text_of_the_radio_book_has_its_german() {
    const TEXTS: [&str; 13] = [
        "title",
        "label",
        "sheet",
        "years",
        "text",
        "cost",
        "what",
        "set-again",
        "why",
        "bring",
        "difficulty",
        "confirm",
        "ask",
    ];
    fn look(value: &toml::Value, missing: &mut Vec<String>) {
        match value {
            toml::Value::Table(table) => {
                for (name, value) in table {
                    let is_name = |word: &str| !word.starts_with(char::is_lowercase);
                    match value {
                        toml::Value::String(text) if TEXTS.contains(&name.as_str()) => {
                            if !text.split_whitespace().all(is_name) {
                                missing.push(format!("{name}: {text}"));
                            }
                        }
                        toml::Value::Table(text) if text.contains_key("en") => {
                            if !text.contains_key("de") {
                                missing.push(format!("{name}: {text:?}"));
                            }
                        }
                        value => look(value, missing),
                    }
                }
            }
            toml::Value::Array(values) => values.iter().for_each(|value| look(value, missing)),
            _ => {}
        }
    }
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/checklists/radios")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        look(&toml::Value::Table(text.parse().unwrap()), &mut missing);
    }
    assert_eq!(missing.len(), 0, "{missing:#?}");
}

/// A hand that has learned a digit never records something else: what is offered keeps its digit, whatever else is offered.
#[test]
fn an_option_keeps_its_digit() {
    for Loaded { content: checklist, .. } in built_in::catalog().checklists() {
        for (_, item) in checklist.items() {
            for option in &item.options {
                assert!(option.digit.is_some(), "{} {} {}", checklist.id, item.id, option.id);
            }
        }
    }
}

/// What is said to be verified names the document and where in it, and nothing else beside; what is not, says that it is not.
#[test]
fn what_is_verified_names_a_document_and_its_section() {
    let mut sources = Vec::new();
    for folder in ["radios", "guide"] {
        let folder = format!("{}/checklists/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            verified_sources(&toml::Value::Table(text.parse().unwrap()), &mut sources);
        }
    }
    assert!(sources.len() > 15, "{sources:#?}");
    for source in &sources {
        let (document, section) = source.split_once(", ").unwrap_or((source, ""));
        let is_own = ["house rule", "how precheck works"].contains(&document);
        let is_named = ["manual", "owner's text", "service text"].iter().any(|it| document.contains(it));
        assert!((is_own || is_named) && section.len() >= 5, "{source}");
        let hearsay = ["web article", "owners", "memory", "knowledge", "practice", "not read", "not found", "forum"];
        assert!(!hearsay.iter().any(|it| source.contains(it)), "{source}");
    }
}

/// The sources of all tables that say `verified = true`, however deep they stand.
fn verified_sources(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            if table.get("verified").and_then(toml::Value::as_bool) == Some(true) {
                found.push(table.get("source").and_then(toml::Value::as_str).unwrap_or_default().to_owned());
            }
            table.values().for_each(|value| verified_sources(value, found));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| verified_sources(value, found)),
        _ => {}
    }
}

/// One block of each kind that a checklist has.
const BLOCKS: &str = "format = 1\n[[page]]\n[[page.option]]\n[[page.call]]\n[[page.item]]\nkind = \"measure\"\n\
                      [page.item.limits]\n[[page.item.option]]\n";

/// docs/checklists.md names every field that the built-in lists have, and every one that the reader tells of.
#[test]
fn every_field_of_a_checklist_is_described() {
    let docs = include_str!("../../../docs/checklists.md");
    let read = |text: &str| read_checklist("blocks.toml", text.as_bytes()).faults;
    let mut fields: Vec<(String, BTreeSet<String>)> = known_fields(BLOCKS, read).into_iter().collect();
    for Loaded { file, .. } in built_in::catalog().checklists() {
        fields.extend(used_fields(std::str::from_utf8(&file.bytes).unwrap()));
    }
    for (block, fields) in fields {
        // a long list of what is known ends in …
        for field in fields.iter().filter(|field| *field != "…" && !field.contains('.')) {
            let is_there = docs.contains(&format!("`{field}`")) || docs.contains(&format!("`{field} = "));
            assert!(is_there, "docs/checklists.md doesn't describe {field} of [[{block}]]");
        }
    }
}
