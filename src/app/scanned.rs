//! A barcode that was scanned where no field took it: where it belongs, and what was done with it.
//!
//! Nothing of it ever runs as a command, and nothing is recorded by it: it opens a job, begins one that is offered, goes into the field that it
//! is for, or is compared with what is recorded. What it did is said.

use super::job::Mode;
use super::presence::ask_who_is_there;
use super::reaction::{Go, Reaction, Target, Then};
use super::{Screen, Screens, Session, Store};
use crate::domain::checklist::known;
use crate::domain::offered::OfferedJob;
use crate::domain::scan::{is_vin, unwrapped};
use crate::domain::serial::SerialForm;
use crate::domain::{Field, Job, JobCard, JobKey, JobNumber, Plate, Serial};
use crate::journal::ScannedReceipt;

/// What is said of characters that no hand types so fast, and no scanner beside the computer so slowly.
pub(super) const CAME_TOO_FAST: &str = "that was taken for text, as from a slow barcode scanner, and none is typed here: its first \
    character counted as a key, nothing more was used";

/// What a text is by its form alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ScanForm {
    Receipt,
    Serial,
    Vin,
    Other,
}

fn form_of(text: &str) -> ScanForm {
    if ScannedReceipt::parse(text).is_some() {
        ScanForm::Receipt
    } else if Serial::parse(text).is_ok_and(|serial| serial.class() == SerialForm::Standard) {
        ScanForm::Serial
    } else if is_vin(text) {
        ScanForm::Vin
    } else {
        ScanForm::Other
    }
}

/// Whether a scan that came into an item's field is surely for something else.
pub(super) fn is_for_elsewhere(store: &Store, screens: &Screens, text: &str) -> bool {
    if matches!(screens.top(), Screen::NewJob(_)) {
        return ScannedReceipt::parse(text).is_some();
    }
    let Some(job) = screens.job().filter(|job| matches!(job.mode, Mode::Field(_))) else { return false };
    let Some(item) = job.item(store).map(|it| it.item) else { return false };
    let text = unwrapped(text);
    match form_of(text) {
        ScanForm::Receipt => true,
        ScanForm::Serial => !item.id.is(known::SERIAL),
        ScanForm::Vin => !item.id.is(known::PLATE),
        // a job's number is no figure, nor a car's plate
        ScanForm::Other if matches!(item.field, Some(Field::Measure { .. })) || item.id.is(known::PLATE) => {
            let is_job = |number| store.cards.of_number(&number).next().is_some() || store.offer(&number).is_some();
            JobNumber::new(text).is_ok_and(is_job)
        }
        ScanForm::Other => false,
    }
}

/// Takes what was scanned where no field took it.
pub(super) fn scanned(
    store: &Store,
    session: &mut Session,
    screens: &mut Screens,
    text: &str,
    away_seconds: Option<i64>,
) -> Reaction {
    session.notice = None;
    if let Some(seconds) = away_seconds
        && ask_who_is_there(store, session, screens, seconds)
    {
        session.warn("nothing of the scan was used: say first who is there");
        return Reaction::stay();
    }
    let text = unwrapped(text);
    let is_asking = match screens.top() {
        Screen::Job(job) => matches!(job.mode, Mode::Ask(_)),
        Screen::Guard(guard) => guard.ask.is_some(),
        Screen::NewJob(_) => ScannedReceipt::parse(text).is_none() && offered(store, text).is_none(),
        Screen::Identify(_) => true,
        _ => false,
    };
    if is_asking {
        session.warn("nothing of the scan was used: what is asked comes first");
        return Reaction::stay();
    }
    if matches!(screens.top(), Screen::Help(_)) {
        screens.pop();
    }
    let here = match screens.top() {
        Screen::Job(job) => Some(job.key),
        Screen::Guard(guard) => Some(guard.key),
        Screen::Recovery(recovery) => Some(recovery.key),
        _ => None,
    };
    if let Some(job) = here.and_then(|key| store.jobs.get(&key)) {
        if let Some(words) = compared(job, text) {
            session.tell(words);
            return Reaction::stay();
        }
        let item = match form_of(text) {
            ScanForm::Serial => Some(known::SERIAL),
            ScanForm::Vin => Some(known::PLATE),
            ScanForm::Other if is_plate_of_this_job(store, job, text) => Some(known::PLATE),
            ScanForm::Receipt | ScanForm::Other => None,
        };
        if let Some(item) = item {
            let is_taken = match screens.top_mut() {
                Screen::Job(screen) => screen.take_scan(store, item, text),
                _ => false,
            };
            if is_taken {
                session.tell(format!("scanned into {}: look, then Enter records it", label(store, job.key, item)));
            } else {
                session.warn(differs(job, item, text));
            }
            return Reaction::stay();
        }
    }
    match &found(store, text)[..] {
        [] => match offered(store, text) {
            Some(job) => {
                session.tell(format!("scanned: begins {}, which the workshop's own system offers", job.number));
                let target = Target::Offered(Some(job.number));
                let is_begun_anew = matches!(screens.top(), Screen::NewJob(_));
                Reaction::go(if is_begun_anew { Go::Replace(target) } else { Go::Push(target) })
            }
            // what it says isn't repeated: it may be a code
            None => {
                session.warn("no job has what was scanned: nothing of it was used");
                Reaction::stay()
            }
        },
        [only] => {
            session.tell(format!("scanned: job {}", only.number));
            let target = Target::Job(*only, Then::Nothing);
            let is_begun = matches!(screens.top(), Screen::NewJob(_));
            Reaction::go(if is_begun { Go::Replace(target) } else { Go::Push(target) })
        }
        several => {
            session.tell(format!("scanned {text}: {} jobs have it", several.len()));
            Reaction::go(Go::Found(text.to_owned()))
        }
    }
}

/// What is said where a scan is what the job itself says.
fn compared(job: &Job, text: &str) -> Option<String> {
    let number = job.key.number.as_str();
    if let Some(scanned) = ScannedReceipt::parse(text) {
        let is_here =
            |station| station == job.key.station || job.ending().is_some_and(|(_, end)| end.station == station);
        let is_it = is_here(scanned.job.station) && scanned.job.number.folded() == job.key.number.folded();
        return is_it.then(|| format!("scanned the page of this job, {number}"));
    }
    if number.eq_ignore_ascii_case(text) {
        return Some(format!("scanned the number of this job, {number}"));
    }
    if job.plate().is_some_and(|plate| plate == Plate::new(text)) {
        return Some(format!("scanned {text}: it is this job's car"));
    }
    let serial = Serial::parse(text).ok()?;
    let is_same = job.serial().is_some_and(|recorded| recorded.is_same_radio(&serial));
    is_same.then(|| format!("scanned {text}: the same serial number as recorded here"))
}

/// Whether a scan is the plate that this job still lacks: one that other jobs or orders have, and no job's number.
fn is_plate_of_this_job(store: &Store, job: &Job, text: &str) -> bool {
    let is_number =
        |number: JobNumber| store.cards.of_number(&number).next().is_some() || store.offer(&number).is_some();
    if job.plate().is_some() || !store.is_workable(&job.key) || JobNumber::new(text).is_ok_and(is_number) {
        return false;
    }
    let plate = Plate::new(text);
    !store.cards.of_plate(plate).is_empty() || store.offers.jobs.iter().any(|order| order.names(plate))
}

/// What is said where a scan is for an item that takes none now.
fn differs(job: &Job, item: &str, text: &str) -> String {
    let recorded = match item {
        known::SERIAL => job.serial().map(|serial| serial.as_str().to_owned()),
        _ => job.plate().map(|plate| plate.to_string()),
    };
    match (recorded, item) {
        (Some(recorded), known::SERIAL) => {
            format!("scanned {text}: NOT the serial number that is recorded here, {recorded}. Nothing of it was used")
        }
        (Some(recorded), _) => format!("scanned the VIN {text}; recorded here is {recorded}. Nothing of it was used"),
        (None, _) => format!("scanned {text}: it isn't asked for now, and nothing of it was used"),
    }
}

fn label(store: &Store, key: JobKey, item: &str) -> String {
    let progress = store.progress(&key);
    let item = progress.as_ref().and_then(|progress| progress.item(item));
    item.map_or_else(String::new, |(_, item)| item.label.to_string())
}

/// The offered job that a scan is about and that nobody has begun: by its number, or by the plate or VIN that no other of them has.
fn offered<'a>(store: &'a Store, text: &str) -> Option<&'a OfferedJob> {
    let jobs = store.offered();
    let number = JobNumber::new(text).ok();
    let is_number = |job: &&&OfferedJob| number.as_ref().is_some_and(|it| it.folded() == job.number.folded());
    let has_plate = |job: &&&OfferedJob| job.names(Plate::new(text));
    let of_car: Vec<_> = jobs.iter().filter(has_plate).collect();
    jobs.iter().find(is_number).or(if let [only] = of_car[..] { Some(only) } else { None }).copied()
}

/// The jobs that a scan is about: those that are open, where any is; by receipt, number, plate or VIN, and serial number.
fn found(store: &Store, text: &str) -> Vec<JobKey> {
    let mut cards: Vec<&JobCard> = store.of_receipt(text);
    if cards.is_empty() {
        cards.extend(JobNumber::new(text).iter().flat_map(|number| store.cards.of_number(number)));
        if cards.is_empty() && text.chars().any(char::is_alphanumeric) {
            cards.extend(store.cards.of_plate(Plate::new(text)));
        }
        if cards.is_empty() {
            cards.extend(Serial::parse(text).iter().flat_map(|serial| store.cards.of_serial(serial)));
        }
    }
    if cards.iter().any(|card| card.is_open()) {
        cards.retain(|card| card.is_open());
    }
    cards.iter().map(|card| card.key()).collect()
}
