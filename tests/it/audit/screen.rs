//! The audit's screen takes what the command line takes: the same words, the same order.

use std::sync::{Arc, OnceLock};

use precheck::app::audit::AuditScreen;
use precheck::app::{Command, Event, Now, Session, State, Store, update};
use precheck::audit::{Audit, Filter, Finding};
use precheck::domain::Station;
use proptest::prelude::*;
use tui_input::InputRequest;

use super::{Shop, Story, today};

/// What everything here looks at; read once.
fn audit() -> Arc<Audit> {
    static AUDIT: OnceLock<Arc<Audit>> = OnceLock::new();
    AUDIT.get_or_init(read).clone()
}

fn read() -> Arc<Audit> {
    let shop = Shop::new();
    shop.record(
        "exports/journal/bay-1",
        &[
            Story::battery("1", &[("radio-after", "locked")]),
            Story::battery("2", &[("car-volts", "9.8")]).by("Łukasz W.").moved("2026-10-21T09:00:00+02:00"),
            Story::battery("3", &[("radio-serial", "123456"), ("plate", "XY99 ZZZ")])
                .moved("2026-11-20T09:00:00+01:00"),
            Story::battery("4", &[("backup-removed", "")]).moved("2026-11-19T09:00:00+01:00"),
        ],
    );
    shop.record("exports/journal/bay-2", &[Story::battery("1", &[("lamps-after", "these")]).at_station("bay-2")]);
    Arc::new(shop.audit())
}

/// The screen with the audit in it, and a filter typed into it.
fn screen(audit: &Arc<Audit>, line: &str) -> AuditScreen {
    let now = Now { wall: today(), tick_ms: 0 };
    let mut state = State::new(Store::new(Station::new("office").unwrap(), now), Session::default());
    let wish = |command| Event::Command(command);
    for event in [wish(Command::Audit), Event::Audited(Ok(audit.clone())), wish(Command::Find)] {
        update(&mut state, event, now);
    }
    // key by key, as a person types
    for c in line.chars() {
        update(&mut state, wish(Command::Edit(InputRequest::InsertChar(c))), now);
    }
    update(&mut state, wish(Command::Enter), now);
    state.screens.audit_mut().cloned().expect("the audit is shown")
}

/// What a line of words takes on the command line, and on the screen: findings and jobs.
fn both(audit: &Arc<Audit>, line: &str) -> [(Vec<String>, Vec<String>); 2] {
    let filter = Filter::parse(line, today().date_naive()).unwrap();
    let said = |finding: &Finding| {
        let job = audit.job_of(finding).map(|job| job.key.to_string());
        format!("{job:?} {} {}", finding.kind.id(), finding.sentence)
    };
    let findings = audit.list(&filter).into_iter().map(said).collect();
    let jobs = audit.jobs(&filter).map(|case| case.key.to_string()).collect();
    let screen = screen(audit, line);
    let shown = screen.findings.iter().map(|at| said(&audit.findings[*at as usize])).collect();
    let listed = screen.jobs.iter().rev().map(|at| audit.jobs[*at as usize].key.to_string()).collect();
    [(findings, jobs), (shown, listed)]
}

#[test]
fn without_a_filter_everything_is_there() {
    let audit = audit();
    let [(findings, jobs), shown] = both(&audit, "");
    assert!(findings.len() == 6 && jobs.len() == 5, "{findings:?}");
    assert_eq!((findings, jobs), shown);
}

#[test]
fn a_word_that_means_nothing_leaves_those_before_it() {
    let audit = audit();
    let good = screen(&audit, "technician:ana");
    let bad = screen(&audit, "technician:ana finding:nonsense");
    assert_eq!(good.findings, bad.findings);
    assert!(bad.looking.problem.is_some() && bad.looking.is_typing(), "it is said, and the field stays open");
    let worse = screen(&audit, "technician:ana finding:nonsense kind:battery");
    assert_eq!(worse.filter(), bad.filter(), "what holds is never more than what is understood");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_screen_filters_as_the_command_line_does(words in proptest::collection::vec(prop::sample::select(vec![
        "last-month", "2026-11", "2026-11-19..", "technician:ana", "technician:\"łukasz w.\"", "kind:battery",
        "outcome:finished", "finding:grave", "finding:serious,gate", "finding:unseen", "plate:xy99", "xy99", "serial:bp53",
        "job:1", "job:bay-2/1", "station:bay-1,bay-2", "revision:1", "kind:wiring",
    ]), 0..4)) {
        let [command_line, screen] = both(&audit(), &words.join(" "));
        prop_assert_eq!(command_line, screen);
    }
}
