//! The printing thread: what it saves, tells and lets be recorded.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use precheck::app::printing::Order;
use precheck::app::{Effect, Event};
use precheck::catalog::Paper;
use precheck::domain::What;
use precheck::domain::fact::Print;
use precheck::journal::Draft;
use precheck::runner::{Folders, Recorder, SystemClock, Worker, sheets};

use super::tale::Tale;

#[test]
fn a_sheet_that_no_printer_takes_is_saved_and_recorded_as_failed() {
    let folder = tempfile::tempdir().unwrap();
    let tale = Tale::battery().finish();
    let recorder = Recorder::open(Folders::of(folder.path()), Some(tale.job.key.station));
    let (sender, events) = mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let sink = Arc::new(move |event| drop(sender.lock().unwrap().send(event)));
    let worker = Worker::start(recorder, SystemClock::start(), sink);
    let order = Order {
        job: tale.job.key,
        sheet: tale.sheet("en"),
        paper: Paper::A4,
        // nobody listens on this port
        printer: Some("ipp://127.0.0.1:9/ipp/print".to_owned()),
        stem: "bay-1-261122-01.en".to_owned(),
        who: "Ana K.".to_owned(),
    };
    worker.perform(Effect::Print(Box::new(order)));
    let (mut told, mut recorded) = (None, None);
    while told.is_none() || recorded.is_none() {
        match events.recv_timeout(Duration::from_secs(30)).expect("something is told") {
            Event::PrintEnded { words, is_trouble: true, .. } => told = Some(words),
            Event::RecordedInBackground(sealed) => recorded = Some(sealed.fact),
            _ => {}
        }
    }
    assert!(told.unwrap().contains("saved as exports/sheets/bay-1-261122-01.en.pdf"));
    let fact = recorded.unwrap();
    assert_eq!(fact.what, What::Printed { result: Print::Failed });
    assert!(fact.note.starts_with("ipp://127.0.0.1:9/ipp/print: "), "{}", fact.note);
    assert!(folder.path().join("exports/sheets/bay-1-261122-01.en.pdf").exists());
    // leaving doesn't hang
    drop(worker);
}

#[test]
fn a_sheet_whose_record_was_changed_meanwhile_is_not_let_out_as_proof() {
    let folder = tempfile::tempdir().unwrap();
    let tale = Tale::battery().finish();
    let key = tale.job.key;
    let mut recorder = Recorder::open(Folders::of(folder.path()), Some(key.station));
    let what = tale.job.start().what.clone();
    let draft = Draft { job: key, who: "Ana K.".into(), note: String::new(), what, expects: None };
    recorder.append(&draft, tale.job.started_at()).unwrap();
    let journal = folder.path().join("exports/journal").join(key.station.as_str());
    let file = std::fs::read_dir(journal).unwrap().map(|it| it.unwrap().path()).find(|it| it.extension().is_some());
    let (file, text) = file.map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).unwrap();
    std::fs::write(file, text.replace("Ana K.", "Ben O.")).unwrap();
    let (sender, events) = mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let sink = Arc::new(move |event| drop(sender.lock().unwrap().send(event)));
    let worker = Worker::start(recorder, SystemClock::start(), sink);
    let (paper, printer, stem) = (Paper::A4, None, "changed.en".to_owned());
    let order = Order { job: key, sheet: tale.sheet("en"), paper, printer, stem, who: "Ana K.".to_owned() };
    worker.perform(Effect::Save(Box::new(order.clone())));
    worker.perform(Effect::Print(Box::new(order)));
    let mut told = Vec::new();
    while told.len() < 2 {
        match events.recv_timeout(Duration::from_secs(30)).expect("something is told") {
            Event::Warning(words) | Event::PrintEnded { words, is_trouble: true, .. } => told.push(words),
            _ => {}
        }
    }
    assert!(told.iter().all(|words| words.contains("the record of this job is not intact")), "{told:?}");
    assert!(!folder.path().join("exports/sheets/changed.en.pdf").exists());
}

#[test]
fn where_the_workshop_is_gone_no_sheet_makes_it_anew() {
    let folder = tempfile::tempdir().unwrap();
    let exports = folder.path().join("workshop/exports");
    let error = sheets::save(&exports, "bay-1-261122-01.en.pdf", b"%PDF").unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
