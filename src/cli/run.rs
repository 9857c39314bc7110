//! The terminal UI: the board, or straight into a job.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use super::tell::tell_hanging;
use super::wanted::{Wanted, check_kind};
use super::workshop::Asked;
use super::{Failure, args, plain, tell};
use crate::app::audit::AuditScreen;
use crate::app::new_job::NewJob;
use crate::app::reaction::{Target, Then};
use crate::app::{Effect, Event, Screen, State, begin_job, go_to, update};
use crate::domain::{Id, JobKey, Station};
use crate::journal::Month;
use crate::runner::{Folders, Newest, Recorder, RecorderError, Sink, SystemClock, Worker, with_patience};
use crate::tui::theme::Theme;
use crate::tui::window::{self, Inbox, Looks, Practice};

pub(super) fn board(asked: &Asked) -> Result<u8, Failure> {
    show(asked.screen()?, &Wanted::default())
}

pub(super) fn run(asked: &Asked, args: args::RunArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let wanted = Wanted::of(&args)?;
    let practice =
        if args.practice { Some(tempfile::Builder::new().prefix("precheck-practice-").tempdir()?) } else { None };
    let folders = match &practice {
        None => asked.locate()?,
        Some(folder) => Folders { exports: folder.path().to_owned(), is_practice: true, ..asked.locate()? },
    };
    let check_kind = |recorder: &Recorder| wanted.kind.iter().try_for_each(|kind| recorder.catalog.get(kind).map(drop));
    if args.plain {
        let recorder = asked.recorder_at(folders)?;
        check_kind(&recorder)?;
        recorder.check_named().map_err(RecorderError::Refused)?;
        return plain::run(recorder, &wanted, &mut std::io::stdin().lock(), out);
    }
    let opened = asked.screen_at(folders)?;
    check_kind(&opened.0)?;
    show(opened, &wanted)
}

/// Straight into the audit: of this workshop, or of what lies at some paths.
pub(super) fn audit(asked: &Asked, paths: Vec<PathBuf>, from: Option<Month>, words: &str) -> Result<u8, Failure> {
    let audit = Some((paths, from, words.to_owned()));
    show(asked.screen()?, &Wanted { audit, ..Wanted::default() })
}

fn show((recorder, newest): (Recorder, Newest), wanted: &Wanted) -> Result<u8, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::Usage(
            "this is no terminal: run --plain works line by line, record takes a file of answers".to_owned(),
        ));
    }
    let clock = SystemClock::start();
    let (place, station) = (recorder.folders.clone(), *recorder.station());
    let (store, mut session) = (recorder.store(clock.now()), recorder.session());
    session.who.clone_from(&wanted.who);
    if let Some(who) = &wanted.who {
        session.learn_name(who);
    }
    // GNU screen keeps an Esc to itself until the next key while a program has the mouse
    let is_in_screen = std::env::var_os("STY").is_some_and(|it| !it.is_empty());
    let has_mouse = recorder.workshop.has_mouse && !is_in_screen;
    let looks = Looks { theme: Theme::from_env(recorder.workshop.signs), has_mouse };
    let inbox = Inbox::default();
    let mut worker = Worker::start(recorder, clock, inbox.sink());
    let mut state = State::new(store, session);
    let reading = with_patience(tell_hanging, || worker.read_newest(newest))?;
    let effects = update(&mut state, Event::Read(Box::new(reading)), clock.now());
    effects.into_iter().for_each(|effect| worker.perform(effect));
    if wanted.is_job {
        enter(&mut state, wanted, &worker)?;
    }
    if let Some((paths, from, words)) = &wanted.audit {
        worker.audit_paths(paths.clone(), *from);
        let audit = AuditScreen::begin_with(&state.store, words, clock.now().wall.date_naive());
        state.screens.push(Screen::Audit(Box::new(audit)));
        worker.perform(Effect::Audit);
    }
    worker.perform(Effect::Read);
    let make_practice = |sink: Sink| practice(&place, station, clock, sink);
    let code = window::run(state, &worker, inbox, clock, looks, &make_practice)?;
    end(worker);
    Ok(code)
}

/// A workshop like that of `place`, where nothing counts.
fn practice(place: &Folders, station: Station, clock: SystemClock, sink: Sink) -> std::io::Result<Practice> {
    let folder = tempfile::Builder::new().prefix("precheck-practice-").tempdir()?;
    let place = Folders { exports: folder.path().to_owned(), is_practice: true, ..place.clone() };
    let newest = Newest::begin(&place, station);
    let recorder = Recorder::open(place, Some(station));
    let mut state = State::new(recorder.store(clock.now()), recorder.session());
    let worker = Worker::start(recorder, clock, sink);
    let reading = worker.read_newest(newest).map_err(std::io::Error::other)?;
    let effects = update(&mut state, Event::Read(Box::new(reading)), clock.now());
    effects.into_iter().for_each(|effect| worker.perform(effect));
    worker.perform(Effect::Read);
    Ok(Practice { state, worker, folder })
}

/// Lets what is on its way to a disk or a printer arrive there. One that doesn't answer is told of, and Ctrl-C doesn't wait
/// for it.
fn end(worker: Worker) {
    let told = || tell("precheck: waiting for a drive or a printer that doesn't answer; Ctrl-C leaves at once");
    with_patience(told, || drop(worker));
}

/// Goes straight into the job that was asked for; begins it when all that it needs was said.
fn enter(state: &mut State, wanted: &Wanted, worker: &Worker) -> Result<(), Failure> {
    let number = wanted.number.unwrap_or_else(|| state.store.next_number());
    let key = JobKey { station: state.store.station, number };
    if let Some(card) = state.store.cards.get(&key) {
        check_kind(&number, card.checklist(), wanted)?;
        go_to(state, Target::Job(key, Then::Nothing)).into_iter().for_each(|effect| worker.perform(effect));
        return Ok(());
    }
    let new_job = NewJob::of(&number, &state.store, &mut state.session);
    state.screens.push(Screen::NewJob(new_job));
    let kind = wanted.kind.as_deref().and_then(|kind| Id::new(kind).ok());
    if let (Some(who), Some(checklist)) = (wanted.who.clone(), kind) {
        begin_job(state, number, who, checklist).into_iter().for_each(|effect| worker.perform(effect));
    }
    Ok(())
}
