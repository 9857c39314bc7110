//! The one place where the state changes.

use std::collections::{BTreeMap, BTreeSet};

use super::audit::AuditScreen;
use super::bells::Bells;
use super::cannot_open::CannotOpen;
use super::clock::went_forward;
use super::event::{JournalSnapshot, NotRead};
use super::guard::GuardScreen;
use super::guide::Guide;
use super::help::Help;
use super::identify::Identify;
use super::job::{JobScreen, Unsaid};
use super::new_job::NewJob;
use super::presence::{ask_who_is_there, leave};
use super::preview::Preview;
use super::reaction::{Beside, Go, Reaction, Target};
use super::recovery::RecoveryScreen;
use super::scanned::{CAME_TOO_FAST, scanned};
use super::second::SecondScreen;
use crate::domain::checklist::known;
use crate::domain::{Fact, Id, JobKey, JobNumber, What};

use super::{Command, Context, Effect, Event, Now, Screen, Screens, Session, Store, WantedInstrument};

/// Everything that the program knows.
#[derive(Debug, Clone)]
pub struct State {
    /// What the screens look at.
    pub store: Store,
    /// What they change together.
    pub session: Session,
    /// The open screens.
    pub screens: Screens,
    /// Since when a row is on its way to the disk, or what must be known before it is being read, on the steady count.
    pub(super) writing_since_ms: Option<i64>,
    /// When somebody last wished something, on the steady count.
    last_wish_ms: i64,
    /// What was typed about jobs that are not on the screen, and is not recorded yet.
    unsaid: BTreeMap<JobKey, Unsaid>,
    /// Whether nothing was read yet since the program was started.
    pub(super) is_fresh: bool,
    /// The jobs whose radio had to wait when it was last looked.
    waited: BTreeSet<JobKey>,
    /// The way to the screen of a job whose rows are being read.
    opening: Option<Go>,
    /// What has rung.
    bells: Bells,
    /// The instruments that are being read.
    pub(super) measuring: Vec<WantedInstrument>,
    /// Whether cards are looked for.
    pub(super) is_looking_for_cards: bool,
    /// Whether somebody was told what leaving leaves behind.
    is_leaving: bool,
}

impl State {
    /// Begins at the board.
    #[must_use]
    pub fn new(store: Store, session: Session) -> Self {
        let last_wish_ms = store.now().tick_ms;
        Self {
            store,
            session,
            screens: Screens::default(),
            writing_since_ms: None,
            last_wish_ms,
            is_fresh: true,
            unsaid: BTreeMap::new(),
            waited: BTreeSet::new(),
            opening: None,
            bells: Bells::default(),
            measuring: Vec::new(),
            is_looking_for_cards: false,
            is_leaving: false,
        }
    }

    /// What keys mean now.
    #[must_use]
    pub fn context(&self) -> Context {
        self.screens.top().context(&self.store)
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        self.screens.top().offers(&self.store, command)
    }

    /// The job whose rows are being read to open it.
    #[must_use]
    pub fn opening(&self) -> Option<&JobKey> {
        match self.opening.as_ref()? {
            Go::Push(target) | Go::Replace(target) => target.job(),
            Go::Pop(_) | Go::Home | Go::Found(_) => None,
        }
    }

    /// Whether the rows of the job that a screen is about must be read before it can be opened.
    fn must_read(&self, target: &Target) -> bool {
        let is_in_short = |key| self.store.jobs.get(key).is_none() && self.store.cards.get(key).is_some();
        target.job().is_some_and(is_in_short)
    }

    /// Lets go of the rows of jobs that have ended and that no screen is about.
    pub(super) fn let_go(&mut self) {
        let mut keep = self.screens.jobs();
        keep.extend(keep.clone().iter().filter_map(|key| Some(self.store.last_visit(key)?.key())));
        self.store.let_go(&keep);
    }
}

/// Takes in what happened at `now`, and says what is to be done.
pub fn update(state: &mut State, event: Event, now: Now) -> Vec<Effect> {
    let ahead_seconds = state.store.clock.set(now);
    let mut effects = take(state, event);
    let to_read = std::mem::take(&mut state.store.to_read);
    effects.extend(to_read.iter().filter_map(|key| state.store.rows_of(key)).map(Effect::ReadJob));
    if let Screen::Board(board) = state.screens.top_mut() {
        board.number(&state.store);
    }
    effects.extend([state.watch(), state.measure(), state.look_for_cards()].into_iter().flatten());
    if let Some(seconds) = ahead_seconds {
        state.session.warn(went_forward(seconds));
        effects.insert(0, Effect::NoteForward { seconds });
    }
    effects
}

/// Takes in what happened.
fn take(state: &mut State, event: Event) -> Vec<Effect> {
    let reaction = match event {
        Event::Command(command) => wished(state, command),
        Event::Ticked => ticked(state),
        Event::Resized { columns, rows } => {
            state.session.window = (columns, rows);
            Reaction::stay()
        }
        Event::Scanned(text) => {
            let away_seconds = went_on(state);
            scanned(&state.store, &mut state.session, &mut state.screens, &text, away_seconds)
        }
        Event::ScanIgnored => {
            state.session.warn(CAME_TOO_FAST);
            Reaction::stay()
        }
        Event::Ignored(why) => {
            state.session.notice = None;
            if !state.screens.typed_past() {
                state.session.tell(why);
            }
            Reaction::stay()
        }
        Event::Offered(offers) => {
            state.store.offers = offers;
            if let Some(job) = state.screens.job_mut() {
                job.look_for_contradictions(&state.store);
            }
            Reaction::stay()
        }
        Event::Read(reading) => state.telling_of_turns(|state| state.take_reading(*reading)),
        Event::JobRead(key, read) => job_read(state, &key, read),
        Event::OthersRead(Ok(reading)) => {
            state.writing_since_ms = None;
            state.store.take_snapshot(*reading, &mut state.session);
            state.let_go();
            match state.screens.top_mut() {
                Screen::Guard(guard) => guard.on_others_read(&state.store, &mut state.session),
                _ => Reaction::stay(),
            }
        }
        Event::OthersRead(Err(why)) => {
            state.writing_since_ms = None;
            state.session.warn(format!("enter nothing yet: {why}"));
            Reaction::stay()
        }
        Event::OthersRecorded(news) => {
            let is_here = |fact: &Fact| state.screens.job().is_some_and(|job| job.key == fact.job);
            if let Some(fact) = news.iter().rev().find(|fact| is_here(fact)) {
                let told = format!("{} recorded something about this job in another window", fact.who);
                state.session.tell(told);
            }
            state.store.take_news(news);
            state.leave_what_is_over();
            Reaction::stay()
        }
        Event::Sealed(sealed) => {
            state.writing_since_ms = None;
            let fact = sealed.fact.clone();
            state.session.notice = None;
            let notices = state.store.take_sealed(*sealed);
            state.session.warn_all(notices);
            state.screens.pop_identified();
            let is_plate = fact.what.item().is_some_and(|item| item.is(known::PLATE));
            if is_plate || matches!(fact.what, What::TakenOver { .. }) {
                state.store.read_last_visit(&fact.job);
            }
            state.screens.top_mut().on_sealed(&state.store, &mut state.session, &fact)
        }
        Event::Reviewed(reviewed) => {
            state.writing_since_ms = None;
            state.session.notice = None;
            state.session.warn_all(reviewed.notices);
            state.screens.pop_identified();
            state.store.take_news(reviewed.news);
            match state.screens.audit_mut() {
                Some(audit) => audit.on_reviewed(&state.store, &mut state.session, &reviewed.seen),
                None => Reaction::stay(),
            }
        }
        Event::Refused(refused) => {
            state.writing_since_ms = None;
            state.store.take_news(refused.news);
            state.session.warn(refused.message);
            Reaction::stay()
        }
        Event::RecordedInBackground(sealed) => {
            let notices = state.store.take_sealed(*sealed);
            state.session.warn_all(notices);
            Reaction::stay()
        }
        Event::PrintProgress { job, stage } => {
            state.session.printing.set(job, stage);
            Reaction::stay()
        }
        Event::PrintEnded { job, words, is_trouble } => {
            state.session.printing.end(&job);
            let words = format!("{}: {words}", job.number);
            if is_trouble {
                state.session.warn(words)
            } else {
                state.session.tell(words)
            }
            Reaction::stay()
        }
        Event::Measured { instrument, read } => state.take_measured(instrument, read),
        Event::CodesRead(request, read) => state.take_codes(&request, read),
        Event::Watch(news) => state.take_watch_news(news),
        Event::Card(card) => match state.screens.top_mut() {
            Screen::Identify(identify) if state.writing_since_ms.is_none() => identify.on_card(card),
            _ => Reaction::stay(),
        },
        Event::AuditProgress(rows) => {
            state.screens.audit_mut().into_iter().for_each(|audit| audit.rows_read = rows);
            Reaction::stay()
        }
        Event::Audited(read) => {
            if let Some(audit) = state.screens.audit_mut() {
                audit.take(&state.store, read);
            }
            Reaction::stay()
        }
        Event::Proved(key, read) => {
            if let Some(audit) = state.screens.audit_mut() {
                audit.take_proof(&key, read);
            }
            Reaction::stay()
        }
        Event::Info(text) => {
            state.session.tell(text);
            Reaction::stay()
        }
        Event::Warning(text) => {
            state.session.warn(text);
            Reaction::stay()
        }
    };
    follow(state, reaction)
}

fn wished(state: &mut State, command: Command) -> Reaction {
    match command {
        Command::Quit => {
            let is_told = std::mem::replace(&mut state.is_leaving, true);
            return leave(&state.store, &mut state.session, is_told);
        }
        Command::Repaint => return Reaction::effect(Effect::Repaint),
        Command::Suspend => return Reaction::effect(Effect::Suspend),
        _ => state.is_leaving = false,
    }
    let away_seconds = went_on(state);
    if state.is_writing() {
        return Reaction::stay();
    }
    let told = state.session.notice.take();
    let State { store, session, screens, .. } = state;
    if let Some(seconds) = away_seconds
        && ask_who_is_there(store, session, screens, seconds)
    {
        return Reaction::stay();
    }
    match command {
        Command::Help if !matches!(state.screens.top(), Screen::Help(_)) => {
            state.screens.push(Screen::Help(Help::about(told.map(|notice| notice.text))));
            Reaction::stay()
        }
        command => state.screens.top_mut().on(&state.store, &mut state.session, command),
    }
}

/// Somebody does something: for how many seconds nobody had, where that was long enough to have been away.
fn went_on(state: &mut State) -> Option<i64> {
    let now_ms = state.store.now().tick_ms;
    let idle_ms = now_ms - std::mem::replace(&mut state.last_wish_ms, now_ms);
    (idle_ms >= state.store.away_ms).then_some(idle_ms / 1000)
}

/// Leaves what is over on the screen of a job, and rings once when something has come to its end.
fn ticked(state: &mut State) -> Reaction {
    state.leave_what_is_over();
    let is_job_calling = state.bells.look(&state.store);
    if radio_wait_has_just_ended(state) || is_job_calling { Reaction::effect(Effect::Ring) } else { Reaction::stay() }
}

/// Whether a radio that had to wait takes a code again, and none was accepted meanwhile.
fn radio_wait_has_just_ended(state: &mut State) -> bool {
    let waits: BTreeSet<JobKey> = state.store.radio_waits().into_keys().collect();
    let waited = std::mem::replace(&mut state.waited, waits);
    let is_over = |key: &&JobKey| !state.waited.contains(key);
    let is_live = |key: &JobKey| state.store.guard(key).is_some_and(|guard| guard.ledger.live().next().is_some());
    waited.iter().filter(is_over).any(is_live)
}

/// Begins a job without a screen that asks for what it needs.
pub fn begin_job(state: &mut State, number: JobNumber, who: String, checklist: Id) -> Vec<Effect> {
    follow(state, Reaction::effect(Effect::Start { number, who, checklist }))
}

/// Opens a screen in front of the one that is seen, and says what is to be done for it.
pub fn go_to(state: &mut State, target: Target) -> Vec<Effect> {
    follow(state, Reaction::push(target))
}

/// Goes where the screen wants to go, and notes that a row is on its way.
fn follow(state: &mut State, reaction: Reaction) -> Vec<Effect> {
    let mut effects = reaction.effects;
    match reaction.go {
        None => {}
        Some(go @ (Go::Home | Go::Found(_))) => {
            let focus = state.screens.job().map(|job| job.key);
            keep_unsaid(state);
            state.screens.go_home(focus);
            if let (Go::Found(text), Screen::Board(board)) = (go, state.screens.top_mut()) {
                board.find_scanned(text);
            }
            state.let_go();
            effects.push(Effect::Read);
        }
        Some(Go::Pop(then)) => {
            state.screens.pop();
            if let Screen::Job(job) = state.screens.top_mut() {
                job.go_on(&state.store, &mut state.session, then);
            }
        }
        Some(go @ (Go::Push(target) | Go::Replace(target))) if state.must_read(&target) => {
            state.opening = Some(go);
            effects.extend(target.job().and_then(|key| state.store.rows_of(key)).map(Effect::ReadJob));
        }
        Some(go @ (Go::Push(target) | Go::Replace(target))) => match open(state, target) {
            Ok(screen) => {
                match target {
                    Target::Job(..) => state.screens.clear(),
                    _ if matches!(go, Go::Replace(_)) => state.screens.pop(),
                    _ => {}
                }
                state.screens.push(screen);
                effects.extend(match target {
                    // attempts may have been made at another station meanwhile
                    Target::Beside(..) => Some(Effect::Read),
                    Target::Audit => Some(Effect::Audit),
                    _ => None,
                });
            }
            Err(why) => state.session.warn(why.to_string()),
        },
    }
    let effects = Identify::before(&state.store, effects).unwrap_or_else(|question| {
        state.screens.push(Screen::Identify(question));
        Vec::new()
    });
    let is_waited_for = |it: &Effect| {
        let is_row =
            matches!(it, Effect::Append(_) | Effect::Review(_) | Effect::Identify { .. } | Effect::Start { .. });
        is_row || *it == Effect::ReadOthers
    };
    if effects.iter().any(is_waited_for) || state.opening.is_some() {
        let now_ms = state.store.now().tick_ms;
        state.writing_since_ms.get_or_insert(now_ms);
    }
    effects
}

/// The rows of a job were read: the screen that waited for them opens.
fn job_read(state: &mut State, key: &JobKey, read: Result<Box<JournalSnapshot>, NotRead>) -> Reaction {
    let is_for_it = |go: &mut Go| matches!(go, Go::Push(to) | Go::Replace(to) if to.job() == Some(key));
    let waiting = state.opening.take_if(is_for_it);
    if waiting.is_some() {
        state.writing_since_ms = None;
    }
    match (read, waiting) {
        (Ok(reading), waiting) => {
            state.store.take_read_job(*reading);
            match waiting {
                // one that isn't there must not be asked for again
                Some(_) if state.store.jobs.get(key).is_none() => {
                    state.session.warn(CannotOpen::NoJob(*key).to_string())
                }
                Some(go) => return Reaction::go(go),
                None => state.let_go(),
            }
        }
        (Err(why), Some(_)) => state.session.warn(format!("{key} can't be opened: {why}")),
        (Err(why), None) => state.session.warn(why.to_string()),
    }
    Reaction::stay()
}

/// Keeps what was typed about the job that is left, for when it is opened again.
fn keep_unsaid(state: &mut State) {
    let left = state.screens.job_mut().map(|job| (job.key, job.take_unsaid()));
    state.unsaid.extend(left.filter(|(_, unsaid)| !unsaid.is_empty()));
}

/// Makes a screen that is to be opened; or says why it can't be.
fn open(state: &mut State, target: Target) -> Result<Screen, CannotOpen> {
    // the job that is left may be the one that is opened
    if matches!(target, Target::Job(..)) {
        keep_unsaid(state);
    }
    let State { store, session, screens, unsaid, .. } = state;
    Ok(match target {
        Target::NewJob => Screen::NewJob(NewJob::begin(store, session)),
        Target::Offered(None) => Screen::NewJob(NewJob::offered(store, session)),
        Target::Offered(Some(number)) => Screen::NewJob(NewJob::of(&number, store, session)),
        Target::Job(key, then) => {
            let mut job = Box::new(JobScreen::open(store, session, key, unsaid.remove(&key).unwrap_or_default())?);
            job.go_on(store, session, then);
            store.read_last_visit(&key);
            Screen::Job(job)
        }
        Target::Sheet(key) => Screen::Preview(Box::new(Preview::open(store, key)?)),
        Target::Beside(Beside::Guard, key) => Screen::Guard(Box::new(GuardScreen::open(key))),
        Target::Beside(Beside::Recovery, key) => Screen::Recovery(Box::new(RecoveryScreen::open(store, key))),
        Target::Second => Screen::Second(Box::new(SecondScreen::open(store).ok_or(CannotOpen::NotAsked)?)),
        Target::Audit => Screen::Audit(Box::new(AuditScreen::begin(store))),
        Target::Guide => Screen::Guide(Box::new(Guide::open(store, screens.job().map(|job| &job.key)))),
    })
}
