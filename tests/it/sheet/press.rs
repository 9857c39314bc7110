//! The printing thread: what it saves, tells and lets be recorded.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use precheck::app::printing::Order;
use precheck::app::{Effect, Event};
use precheck::catalog::Paper;
use precheck::domain::What;
use precheck::domain::fact::Print;
use precheck::journal::Draft;
use precheck::runner::{Folders, Recorder, SystemClock, Worker, sheets};
use precheck::sheet::{Part, Sheet};

use super::tale::Tale;

/// Records a tale, and gives back its sheet with the proof that its journal makes.
fn recorded(tale: &Tale, recorder: &mut Recorder) -> Sheet {
    let mut seal = None;
    for fact in tale.job.facts() {
        let (who, note, what) = (fact.who.clone(), fact.note.clone(), fact.what.clone());
        let draft = Draft { job: fact.job, who, note, what, expects: None };
        seal = Some(recorder.append(&draft, fact.time).unwrap().seal);
    }
    let mut sheet = tale.sheet("en");
    for part in &mut sheet.closing {
        if let Part::Proof(proof) = part {
            let (before, _) = proof.qr.rsplit_once(' ').unwrap();
            proof.qr = format!("{before} {}", seal.unwrap());
        }
    }
    sheet
}

#[test]
fn a_sheet_that_no_printer_takes_is_saved_and_recorded_as_failed() {
    let folder = tempfile::tempdir().unwrap();
    let tale = Tale::battery().finish();
    let mut recorder = Recorder::open(Folders::of(folder.path()), Some(tale.job.key.station));
    let sheet = recorded(&tale, &mut recorder);
    let (sender, events) = mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let sink = Arc::new(move |event| drop(sender.lock().unwrap().send(event)));
    let worker = Worker::start(recorder, SystemClock::start(), sink);
    let order = Order {
        job: tale.job.key,
        sheet,
        // what is printed bears a name; what is kept doesn't: told apart here by their languages
        named: Some(tale.sheet("de")),
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
    let kept = std::fs::read(folder.path().join("exports/sheets/bay-1-261122-01.en.pdf")).unwrap();
    assert!(pdf_extract::extract_text_from_mem(&kept).unwrap().contains("Handover sheet"));
    // leaving doesn't hang
    drop(worker);
}

/// The only journal file that there is.
fn journal_file(folder: &Path) -> PathBuf {
    let files = std::fs::read_dir(folder.join("exports/journal/bay-1")).unwrap().map(|it| it.unwrap().path());
    files.into_iter().find(|it| it.extension().is_some()).unwrap()
}

#[test]
fn a_sheet_whose_record_was_changed_meanwhile_is_not_let_out_as_proof() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 4] = [
        ("is not intact", |folder| {
            let file = journal_file(folder);
            let text = std::fs::read_to_string(&file).unwrap();
            std::fs::write(file, text.replace("plays", "asks")).unwrap();
        }),
        // the file is gone, and with it all rows
        ("is not in the journal any more", |folder| std::fs::remove_file(journal_file(folder)).unwrap()),
        // the last row is gone, which leaves no trace in what is left
        ("is not in the journal any more", |folder| {
            let file = journal_file(folder);
            let text = std::fs::read_to_string(&file).unwrap();
            let end = text.trim_end().rfind('\n').unwrap() + 1;
            std::fs::write(file, &text[..end]).unwrap();
        }),
        // the folder can't be read
        ("can't be held against its page", |folder| {
            let journal = folder.join("exports/journal");
            std::fs::remove_dir_all(&journal).unwrap();
            std::fs::write(journal, "no folder").unwrap();
        }),
    ];
    for (words, change) in changes {
        let folder = tempfile::tempdir().unwrap();
        let tale = Tale::battery().finish();
        let key = tale.job.key;
        let mut recorder = Recorder::open(Folders::of(folder.path()), Some(key.station));
        let sheet = recorded(&tale, &mut recorder);
        change(folder.path());
        let (sender, events) = mpsc::channel();
        let sender = std::sync::Mutex::new(sender);
        let sink = Arc::new(move |event| drop(sender.lock().unwrap().send(event)));
        let worker = Worker::start(recorder, SystemClock::start(), sink);
        let (paper, printer, stem) = (Paper::A4, None, "changed.en".to_owned());
        let order = Order { job: key, sheet, named: None, paper, printer, stem, who: "Ana K.".to_owned() };
        worker.perform(Effect::Save(Box::new(order.clone())));
        worker.perform(Effect::Print(Box::new(order)));
        let mut told = Vec::new();
        while told.len() < 2 {
            match events.recv_timeout(Duration::from_secs(30)).expect("something is told") {
                Event::Warning(said) | Event::PrintEnded { words: said, is_trouble: true, .. } => told.push(said),
                _ => {}
            }
        }
        assert!(told.iter().all(|said| said.contains(words)), "{words}: {told:?}");
        assert!(!folder.path().join("exports/sheets/changed.en.pdf").exists());
    }
}

#[test]
fn where_the_workshop_is_gone_no_sheet_makes_it_anew() {
    let folder = tempfile::tempdir().unwrap();
    let exports = folder.path().join("workshop/exports");
    let error = sheets::save(&exports, "bay-1-261122-01.en.pdf", b"%PDF").unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
