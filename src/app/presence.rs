//! Who is there: asked after a break, and told by the record when the program was started again a moment later.

use super::new_job::NewJob;
use super::reaction::{Beside, Reaction};
use super::{Effect, Screen, Screens, Session, Store};
use crate::domain::{Fact, Job, Progress, What};

/// Whoever recorded something so many seconds before the program was started is still there.
const STILL_THERE_SECONDS: i64 = 60;

/// Somebody came back after a while: forgets who was there, and asks where work goes on. Returns whether it asks.
pub(super) fn ask_who_is_there(store: &Store, session: &mut Session, screens: &mut Screens, away_seconds: i64) -> bool {
    session.leave();
    while matches!(screens.top(), Screen::Help(_) | Screen::Guide(_) | Screen::Identify(_)) {
        screens.pop();
    }
    let beside = match screens.top_mut() {
        Screen::Job(job) => return job.ask_who_is_there(store, session, away_seconds),
        Screen::Guard(_) => Beside::Guard,
        Screen::Recovery(_) => Beside::Recovery,
        Screen::NewJob(new_job) => {
            *new_job = NewJob::begin(store, session);
            return true;
        }
        _ => return false,
    };
    // the job asks who, and leads there again
    screens.pop();
    if let Screen::Job(job) = screens.top_mut() {
        job.ask_who_is_beside(store, session, beside, away_seconds);
    }
    true
}

/// The program was started a moment after somebody recorded something here: who did is still there.
pub(super) fn take_up_work(store: &Store, session: &mut Session) {
    let is_own = |fact: &&Fact| fact.station == store.station && !matches!(fact.what, What::Watched { .. });
    let own = store.jobs.iter().flat_map(Job::facts).filter(is_own);
    let Some(last) = own.max_by_key(|fact| fact.seq) else { return };
    let seconds = (store.now().wall - last.time).num_seconds();
    let is_paused = matches!(last.what, What::Interrupted { .. });
    if (0..STILL_THERE_SECONDS).contains(&seconds) && !is_paused && session.who.is_none() {
        session.who = Some(last.who.first.to_string());
        session.tell(format!("{} goes on; in a job t says that somebody else works on", last.who.first));
    }
}

/// Leaves the program; where a lead is off, says so first, and leaves when it is wished once more.
pub(super) fn leave(store: &Store, session: &mut Session, is_told: bool) -> Reaction {
    let off = store.open_here().filter(Progress::is_lead_off);
    let off: Vec<String> = off
        .map(|progress| {
            progress.job.plate().map_or_else(|| progress.job.key.number.to_string(), |plate| plate.to_string())
        })
        .collect();
    if is_told || off.is_empty() {
        return Reaction::effect(Effect::Quit);
    }
    session.notice = None;
    session.warn(format!("the battery lead is OFF: {}. The same key again leaves all the same", off.join(", ")));
    Reaction::stay()
}
