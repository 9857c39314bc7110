//! The preview: what it orders, and that no second copy is queued unasked.

use std::sync::Arc;

use precheck::app::event::{JournalSnapshot, Sealed};
use precheck::app::{Command, Context, Effect, Event, Now, Screen, Session, State, Store, update};
use precheck::domain::fact::Print;
use precheck::domain::job::Jobs;
use precheck::domain::{Fact, What};
use precheck::journal::Seal;
use precheck::sheet::Letterhead;

use super::tale::{Tale, letterhead};

/// A board with one job on it.
fn board(tale: &Tale, is_practice: bool) -> State {
    let now = Now { wall: tale.time, tick_ms: 0 };
    let mut store = Store::new(tale.job.key.station, now);
    store.checklists.insert(tale.job.asked().sha.to_owned(), Arc::new(tale.checklist.clone()));
    let seal = |(_, ended): (_, &Fact)| ((ended.station, ended.seq), Seal::of_bytes(b"the last row"));
    let jobs = Jobs::fold(tale.job.facts().to_vec());
    let seals = tale.job.ending().map(seal).into_iter().collect();
    store.take_snapshot(JournalSnapshot { jobs, seals, ..JournalSnapshot::default() }, &mut Session::default());
    store.letterhead = Arc::new(letterhead());
    store.clock.is_practice = is_practice;
    State::new(store, Session::default())
}

fn wish(state: &mut State, command: Command) -> Vec<Effect> {
    let now = state.store.now();
    update(state, Event::Command(command), now)
}

fn happen(state: &mut State, event: Event) {
    let now = state.store.now();
    assert_eq!(update(state, event, now), []);
}

fn notice(state: &State) -> String {
    state.session.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

#[test]
fn one_press_prints_and_the_next_only_says_how_far_it_is() {
    let mut tale = Tale::battery().finish();
    let mut state = board(&tale, false);
    wish(&mut state, Command::Sheet);
    assert_eq!(state.context(), Context::Preview);
    let [Effect::Print(order)] = &wish(&mut state, Command::Print)[..] else { panic!("nothing is printed") };
    assert_eq!((order.stem.as_str(), order.printer.as_deref()), ("bay-1-261122-01.en", None));
    let job = order.job;
    happen(&mut state, Event::PrintProgress { job, stage: "printing".to_owned() });
    assert_eq!(wish(&mut state, Command::Print), []);
    assert_eq!(notice(&state), "it is on its way already: printing");

    tale.tell(What::Printed { result: Print::Printed }, "", "front-desk");
    let fact = tale.job.last().clone();
    let (news, notices) = (Vec::new(), Vec::new());
    let seal = Seal::of_bytes(b"print");
    let sealed = Sealed { fact, seal, news, notices, checklist: None };
    happen(&mut state, Event::RecordedInBackground(Box::new(sealed)));
    let words = "printed: front-desk says it is done".to_owned();
    happen(&mut state, Event::PrintEnded { job, words, is_trouble: false });
    assert_eq!(wish(&mut state, Command::Print), [], "a copy is out: it is asked first");
    assert_eq!(state.context(), Context::PrintAgain);
    assert_eq!(wish(&mut state, Command::Escape), []);
    assert_eq!(state.context(), Context::Preview);
    wish(&mut state, Command::Print);
    assert!(matches!(wish(&mut state, Command::PrintAgain)[..], [Effect::Print(_)]));
}

#[test]
fn the_sheet_is_shown_printed_and_saved_in_the_language_that_was_chosen() {
    let mut state = board(&Tale::battery().finish(), false);
    let mut letterhead = letterhead();
    letterhead.messages.insert("pl".to_owned(), "title-handover = Karta przekazania\n".to_owned());
    letterhead.messages.insert("de".to_owned(), String::new());
    state.store.letterhead = Arc::new(letterhead);
    wish(&mut state, Command::Sheet);
    let mut seen = Vec::new();
    for _ in 0..3 {
        wish(&mut state, Command::Language);
        let Screen::Preview(preview) = state.screens.top() else { panic!("no preview") };
        seen.push(preview.sheet.heading.clone());
        let [Effect::Save(saved)] = &wish(&mut state, Command::Save)[..] else { panic!("nothing is saved") };
        assert_eq!(saved.stem, format!("bay-1-261122-01.{}", saved.sheet.language));
        assert_eq!(Some(&saved.sheet.heading), seen.last());
    }
    assert_eq!(seen, ["Übergabeblatt", "Karta przekazania", "Handover sheet"]);
    wish(&mut state, Command::Language);
    let [Effect::Print(printed)] = &wish(&mut state, Command::Print)[..] else { panic!("nothing is printed") };
    assert_eq!(printed.sheet.language, "de");
}

#[test]
fn a_handover_is_offered_once_the_job_has_ended() {
    let mut open = Tale::begin("battery");
    open.page_a();
    for (tale, is_offered) in [(open, false), (Tale::battery().finish(), true)] {
        let mut state = board(&tale, false);
        wish(&mut state, Command::Sheet);
        assert_eq!(state.offers(&Command::Handover), is_offered);
        wish(&mut state, Command::Escape);
        state.store.station = precheck::domain::Station::new("bay-2").unwrap();
        wish(&mut state, Command::Enter);
        assert_eq!((state.context(), state.offers(&Command::Handover)), (Context::Elsewhere, is_offered));
    }
}

#[test]
fn what_failed_is_printed_by_the_next_press() {
    let mut tale = Tale::battery().finish();
    tale.tell(What::Printed { result: Print::Failed }, "", "front-desk: the printer is out of paper");
    let mut state = board(&tale, false);
    wish(&mut state, Command::Sheet);
    assert!(matches!(wish(&mut state, Command::Print)[..], [Effect::Print(_)]));
}

#[test]
fn a_page_is_sent_to_a_typed_address_by_whoever_is_there_or_says_so() {
    let mut state = board(&Tale::battery().finish(), false);
    wish(&mut state, Command::Sheet);
    assert_eq!(wish(&mut state, Command::Email), []);
    assert!(notice(&state).contains("names no server for e-mail"), "{}", notice(&state));
    let fault = "workshop.toml:3:10: a port is no part of a server's name".to_owned();
    state.store.letterhead = Arc::new(Letterhead { email_fault: Some(fault.clone()), ..letterhead() });
    assert_eq!(wish(&mut state, Command::Email), []);
    assert!(notice(&state).ends_with(&fault), "{}", notice(&state));
    let with_server = Letterhead { has_email: true, ..letterhead() };
    state.store.letterhead = Arc::new(with_server);
    state.session.technicians = vec!["Ana K.".to_owned()];
    wish(&mut state, Command::Email);
    wish(&mut state, Command::Paste("m.harper".to_owned()));
    assert_eq!(wish(&mut state, Command::Enter), []);
    assert_eq!(state.context(), Context::Type, "it is no address: the field stays open");
    wish(&mut state, Command::Paste("@example.com".to_owned()));
    assert_eq!(wish(&mut state, Command::Enter), []);
    // nobody is known to be there
    let effects = wish(&mut state, Command::Choose(1));
    let [Effect::Email(order)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((order.to.as_str(), &*order.order.who), ("m.harper@example.com", "Ana K."));
    assert!(order.order.named.is_none() && order.letter.text.contains("261122-01"), "{:?}", order.letter);
    assert!(!format!("{effects:?}").contains("m.harper"), "no log has it");
    // one thing at a time, and afterwards no field has the address
    wish(&mut state, Command::Email);
    assert!(notice(&state).contains("on its way already"), "{}", notice(&state));
    happen(&mut state, Event::PrintEnded { job: order.order.job, words: "taken".to_owned(), is_trouble: false });
    wish(&mut state, Command::Email);
    assert!(!format!("{:?}", state.screens.top()).contains("m.harper"));
}

#[test]
fn practice_is_shown_and_neither_printed_nor_saved() {
    let mut state = board(&Tale::battery().finish(), true);
    wish(&mut state, Command::Sheet);
    let Screen::Preview(preview) = state.screens.top() else { panic!("no preview") };
    assert_eq!(preview.sheet.stamp.as_deref(), Some("PRACTICE: not a real job"));
    assert_eq!(wish(&mut state, Command::Print), []);
    assert_eq!(wish(&mut state, Command::Save), []);
}

#[test]
fn finishing_shows_the_sheet_and_the_handover_follows() {
    let mut tale = Tale::battery();
    let mut state = board(&tale, false);
    state.session.who = Some("Ana K.".to_owned());
    wish(&mut state, Command::Enter);
    tale = tale.finish();
    let seal = Seal::of_bytes(b"finish");
    let fact = tale.job.last().clone();
    let sealed = Sealed { fact, seal, news: Vec::new(), notices: Vec::new(), checklist: None };
    let now = state.store.now();
    update(&mut state, Event::Sealed(Box::new(sealed)), now);
    assert_eq!(state.context(), Context::Preview);
    wish(&mut state, Command::Handover);
    assert_eq!(state.context(), Context::Pick);
    wish(&mut state, Command::Escape);
    assert_eq!(state.context(), Context::Preview, "back to where it was asked from");
    wish(&mut state, Command::Escape);
    assert_eq!(state.context(), Context::Ended);
}

#[test]
fn the_page_before_the_work_is_a_key_away_and_back_is_where_one_was() {
    let mut tale = Tale::begin("battery");
    tale.page_a();
    let mut state = board(&tale, false);
    state.session.who = Some("Ana K.".to_owned());
    wish(&mut state, Command::Enter);
    let before = state.context();
    wish(&mut state, Command::Sheet);
    let Screen::Preview(preview) = state.screens.top() else { panic!("no preview") };
    assert_eq!(preview.sheet.heading, "Before the work: please read and sign");
    let [Effect::Save(order)] = &wish(&mut state, Command::Save)[..] else { panic!("nothing is saved") };
    assert_eq!(order.stem, "bay-1-261122-01-before.en");
    wish(&mut state, Command::Escape);
    assert_eq!(state.context(), before);
}
