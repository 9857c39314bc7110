//! What a manager saves from the audit's screen: what the filter takes, or one job's evidence; whole, or not at all.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use precheck::app::audit::{ReportOrder, Selection};
use precheck::app::{Command, Effect, Event, Now, Session, State, Store, update};
use precheck::audit::{Audit, Filter};
use precheck::domain::Station;
use precheck::journal::{Options, verify};
use precheck::runner::saver::{Task, save};
use precheck::sheet::{ReportRequest, month_workbook};
use precheck::words::Words;

use super::{Shop, Story, case, moment, today};

const STAMP: &str = "2026-11-25-213045";

fn shop() -> Shop {
    let locked = Story::battery("1", &[("radio-after", "locked")]);
    Shop::with(&[locked, Story::battery("2", &[("plate", "XY99 ZZZ")])])
}

/// What some wishes on the screen of an audit lead to outside.
fn effects(audit: &Arc<Audit>, commands: &[Command]) -> Vec<Effect> {
    let now = Now { wall: today(), tick_ms: 0 };
    let mut state = State::new(Store::new(Station::new("office").unwrap(), now), Session::default());
    update(&mut state, Event::Command(Command::Audit), now);
    update(&mut state, Event::Audited(Ok(audit.clone())), now);
    commands.iter().flat_map(|command| update(&mut state, Event::Command(command.clone()), now)).collect()
}

fn saved(exports: &Path, task: &Task) -> Event {
    save(exports, task, moment("2026-11-25T21:30:45.120+01:00"))
}

fn order(audit: &Arc<Audit>, filter: Filter) -> ReportOrder {
    let letterhead =
        State::new(Store::new(Station::new("office").unwrap(), Now { wall: today(), tick_ms: 0 }), Session::default());
    ReportOrder {
        selection: Selection { audit: audit.clone(), filter },
        words: String::new(),
        letterhead: letterhead.store.letterhead.clone(),
        job: None,
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_saved_is_what_the_filter_takes() {
    let audit = Arc::new(shop().audit());
    let wishes = [Command::Find, Command::Paste("plate:xy99".to_owned()), Command::Enter, Command::Save];
    let filter = Filter::parse("plate:xy99", today().date_naive()).unwrap();
    assert_eq!(audit.jobs(&filter).count(), 1);
    let ordered = ReportOrder { words: "plate:xy99".to_owned(), ..order(&audit, filter) };
    assert_eq!(effects(&audit, &wishes), [Effect::SaveWorkbook(ordered)]);
}

#[test]
fn a_workbook_is_that_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let audit = Arc::new(shop().audit());
    let order = order(&audit, Filter::default());
    let task = Task::Workbook(Box::new(order.clone()));
    let Event::Info(words) = saved(folder.path(), &task) else { panic!("not saved") };
    assert_eq!(words, format!("saved as exports/audit/{STAMP}.xlsx"));
    let audits = folder.path().join("audit");
    assert_eq!(names(&audits), [format!("{STAMP}.xlsx")], "nothing else is left");
    let bytes = fs::read(audits.join(format!("{STAMP}.xlsx"))).unwrap();
    let words = Words::new("en", None);
    let (audit, filter, letterhead) = (&order.selection.audit, &order.selection.filter, &order.letterhead);
    let request = ReportRequest { audit, filter, filter_words: "", letterhead, words: &words };
    assert!(bytes == month_workbook(&request).unwrap());
}

#[test]
fn evidence_is_a_bundle_that_the_checker_accepts() {
    let shop = shop();
    let audit = Arc::new(shop.audit());
    let effects = effects(&audit, &[Command::Choose(2), Command::Last, Command::Enter, Command::Save]);
    let [Effect::Prove { .. }, Effect::SaveEvidence { key, journal, language }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((*key, journal), (case(&audit, "1").key, &case(&audit, "1").workshop.journal));
    let folder = tempfile::tempdir().unwrap();
    let task = Task::Evidence { key: *key, journal: journal.clone(), language: language.clone() };
    let Event::Info(words) = saved(folder.path(), &task) else { panic!("not saved") };
    assert_eq!(words, format!("saved as exports/audit/bay-1-1-{STAMP}"));
    let bundle = folder.path().join("audit").join(format!("bay-1-1-{STAMP}"));
    assert_eq!(verify(std::slice::from_ref(&bundle), &Options::default()).exit_code(), 0);
    let rows = fs::read_to_string(bundle.join("rows.txt")).unwrap();
    assert!(!rows.contains("XY99"), "no other customer's row");
    // the same name once more: what is there stays
    let before = names(&bundle);
    let Event::Warning(words) = saved(folder.path(), &task) else { panic!("saved twice") };
    assert!(words.ends_with("is there already"), "{words}");
    assert_eq!((names(&bundle), names(bundle.parent().unwrap()).len()), (before, 1));
}

#[test]
fn where_the_workshop_is_gone_no_folder_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("workshop/exports");
    let task = Task::Workbook(Box::new(order(&Arc::new(shop().audit()), Filter::default())));
    let Event::Warning(words) = saved(&gone, &task) else { panic!("saved in a folder that is gone") };
    assert!(words.starts_with("not saved in exports/audit: "), "{words}");
    assert!(names(folder.path()).is_empty());
}
