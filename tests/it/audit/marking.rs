//! Marking on the screen: the command's rules.

use std::sync::Arc;

use precheck::app::event::{Reviewed, Sealed};
use precheck::app::{Command, Effect, Event, Now, Screen, Session, State, Store, update};
use precheck::audit::{Filter, FindingKind, RecordSeen};
use precheck::domain::{Fact, PausePoint, Station, What};
use precheck::journal::Seal;

use super::{Shop, Story, today};

/// The audit of a shop on the screen, with the finding of a kind and an item in focus.
fn screen(shop: &Shop, kind: FindingKind, item: Option<&str>) -> State {
    let audit = Arc::new(shop.audit());
    let now = Now { wall: today(), tick_ms: 0 };
    let mut state = State::new(Store::new(Station::new("office").unwrap(), now), Session::default());
    state.session.who = Some("Mo M.".to_owned());
    for event in [Event::Command(Command::Audit), Event::Audited(Ok(audit))] {
        update(&mut state, event, now);
    }
    for _ in 0..20 {
        let finding = shown(&state).finding().unwrap().clone();
        if finding.kind == kind && finding.item.as_deref() == item {
            return state;
        }
        let is_folded = shown(&state).found.is_folded(shown(&state).audit.as_ref().unwrap());
        let command = if is_folded { Command::Enter } else { Command::Down };
        update(&mut state, Event::Command(command), now);
    }
    panic!("there is no {kind:?} of {item:?}");
}

fn shown(state: &State) -> &precheck::app::audit::AuditScreen {
    match state.screens.top() {
        Screen::Audit(screen) => screen,
        other => panic!("{other:?}"),
    }
}

fn wish(state: &mut State, command: Command) -> Vec<Effect> {
    let now = state.store.now();
    update(state, Event::Command(command), now)
}

#[test]
fn a_broken_proof_is_refused_as_on_the_command_line() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    shop.change(|text| text.replacen("text AB12 CDE", "text AB12 CDF", 1));
    let mut state = screen(&shop, FindingKind::Broken, None);
    assert_eq!(wish(&mut state, Command::MarkSeen), []);
    assert!(shown(&state).mark.is_none(), "nothing is asked");
    let told = format!("{:?}", state.session.notice);
    assert!(told.contains("a broken proof can't be marked as seen"), "{told}");
}

#[test]
fn of_two_findings_of_a_kind_the_one_in_focus_is_meant() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[("customer-code", "no"), ("code-found", ""), ("radio-serial", "")]);
    story.override_("radio-serial", None, "not to be reached");
    story.override_("customer-code", Some("no"), "wants it all the same");
    let mut state = screen(&Shop::with(&[story]), FindingKind::HoldOverridden, Some("radio-serial"));
    wish(&mut state, Command::MarkSeen);
    // this one, not all of the job
    wish(&mut state, Command::Choose(1));
    wish(&mut state, Command::Paste("asked".to_owned()));
    assert_eq!(wish(&mut state, Command::Enter), []);
    // who works at the car is not who looks at findings: it is asked
    wish(&mut state, Command::Paste("Mo M.".to_owned()));
    let effects = wish(&mut state, Command::Enter);
    let [Effect::Append(draft)] = &effects[..] else { panic!("{effects:?}") };
    let is_of_item = matches!(draft.what, What::Reviewed { item: Some(item), .. } if item.as_str() == "radio-serial");
    assert!(is_of_item && draft.note == "asked", "{draft:?}");
}

#[test]
fn a_finding_about_a_file_is_marked_by_a_row_that_names_it() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    shop.change(|text| format!("\u{feff}{text}"));
    let mut state = screen(&shop, FindingKind::Resaved, None);
    wish(&mut state, Command::MarkSeen);
    wish(&mut state, Command::Paste("opened in a spreadsheet by mistake".to_owned()));
    assert_eq!(wish(&mut state, Command::Enter), []);
    wish(&mut state, Command::Paste("Mo M.".to_owned()));
    let effects = wish(&mut state, Command::Enter);
    let [Effect::Review(review)] = &effects[..] else { panic!("{effects:?}") };
    let at = review.at.as_ref().unwrap();
    assert!(at.file == "bay-1/2026-11.csv" && at.row.is_some(), "{at:?}");
    assert_eq!(review.remark, "opened in a spreadsheet by mistake");
    let seen = RecordSeen { review: review.clone(), time: today() };
    let (now, news, notices) = (state.store.now(), Vec::new(), Vec::new());
    update(&mut state, Event::Reviewed(Box::new(Reviewed { seen, news, notices })), now);
    let shown = shown(&state);
    assert!(shown.mark.is_none());
    let audit = shown.audit.as_ref().unwrap();
    let resaved = audit.record().iter().find(|it| it.kind == FindingKind::Resaved).unwrap();
    assert_eq!(&*resaved.seen.as_ref().unwrap().remark, "opened in a spreadsheet by mistake");
    assert_eq!(audit.count(&Filter::default()).exit_code, 0, "the only fault was seen");
}

/// Marks what a digit means, with a remark and a name; gives the rows that are asked for, one after the other.
fn mark(state: &mut State, digit: usize, who: &str) -> Vec<(String, String)> {
    wish(state, Command::MarkSeen);
    wish(state, Command::Choose(digit));
    wish(state, Command::Paste("talked over on Monday".to_owned()));
    wish(state, Command::Enter);
    wish(state, Command::Paste(who.to_owned()));
    let mut effects = wish(state, Command::Enter);
    let mut rows = Vec::new();
    while let [Effect::Append(draft)] = &effects[..] {
        let What::Reviewed { finding, .. } = &draft.what else { panic!("{draft:?}") };
        assert_eq!((&*draft.who.first, draft.note.as_str()), (who, "talked over on Monday"));
        rows.push((draft.job.number.to_string(), finding.to_string()));
        let (now, job) = (state.store.now(), draft.job);
        let fact = Fact {
            job,
            station: Station::new("office").unwrap(),
            seq: rows.len() as u64,
            time: today(),
            who: draft.who.clone(),
            note: draft.note.clone(),
            what: draft.what.clone(),
        };
        assert_eq!(
            shown(state).audit.as_ref().unwrap().count(&Filter::default()).seen,
            rows.len() - 1,
            "only what is sealed"
        );
        let seal = Seal::over(b"", b"");
        let sealed = Sealed { fact, seal, news: Vec::new(), notices: Vec::new(), checklist: None };
        effects = update(state, Event::Sealed(Box::new(sealed)), now);
    }
    rows
}

fn row(job: &str, finding: &str) -> (String, String) {
    (job.to_owned(), finding.to_owned())
}

#[test]
fn all_of_a_job_or_of_a_kind_are_marked_with_one_remark_and_a_row_each() {
    let shop = Shop::with(&[
        Story::battery("1", &[("car-volts", "9.8"), ("radio-after", "locked")]),
        Story::battery("2", &[("car-volts", "9.7"), ("plate", "XY99 ZZZ"), ("radio-serial", "BP538971317616")])
            .moved("2026-11-21T09:00:00+01:00"),
    ]);
    let mut state = screen(&shop, FindingKind::RadioLocked, Some("radio-after"));
    let count = |state: &State| shown(state).found.window(20).1.len();
    assert_eq!(count(&state), 2, "one line a job");
    wish(&mut state, Command::Enter);
    assert_eq!(count(&state), 3, "behind Enter the others");
    wish(&mut state, Command::Escape);
    assert_eq!(count(&state), 2);
    assert_eq!(mark(&mut state, 2, "Mo M."), [row("1", "radio-locked"), row("1", "volts-low")]);
    assert!(shown(&state).mark.is_none());
    assert_eq!(shown(&state).audit.as_ref().unwrap().count(&Filter::default()).seen, 2);
    let mut state = screen(&shop, FindingKind::VoltsLow, Some("car-volts"));
    let rows = mark(&mut state, 3, "Mo M.");
    assert_eq!(rows, [row("1", "volts-low"), row("2", "volts-low")]);
}
