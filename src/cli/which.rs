//! Which job is meant by a number, `STATION/NUMBER`, a plate or a receipt.

use std::cmp::Reverse;

use super::Failure;
use crate::app::Store;
use crate::domain::text::printable;
use crate::domain::{Ending, JobCard, JobKey, JobNumber, Plate, Station};
use crate::journal::{BadReceipt, Receipt};

const NO_JOB: &str = "no job has this number, plate or receipt";

/// The one job that is meant.
pub(super) fn one(store: &Store, wanted: &str) -> Result<JobKey, Failure> {
    match found(store, wanted)[..] {
        [card] => Ok(card.key()),
        [] if !store.unread.is_empty() => {
            let (_, fault) = &store.unread[0];
            Err(Failure::Io(printable(&format!("{wanted:?}: {NO_JOB} among those that can be read: {fault}"))))
        }
        [] => {
            let is_mistyped = matches!(Receipt::parse(wanted), Err(BadReceipt::Check));
            let why = if is_mistyped { BadReceipt::Check.to_string() } else { NO_JOB.to_owned() };
            Err(Failure::Usage(format!("{wanted:?}: {why}")))
        }
        ref several => {
            let line = |card: &&JobCard| {
                let state = match card.ending() {
                    Some(Ending::Finished) => "finished",
                    Some(Ending::Stopped) => "stopped",
                    None => "open",
                };
                let plate = printable(card.plate().map_or("", |plate| plate.as_str()));
                format!("  {}  {}  {plate}  {state}", card.key(), store.began(card).format("%Y-%m-%d %H:%M"))
            };
            let lines: Vec<String> = several.iter().map(line).collect();
            Err(Failure::Usage(format!("{wanted:?} may be several jobs; say which:\n{}", lines.join("\n"))))
        }
    }
}

/// The jobs that may be meant, the newest first.
fn found<'a>(store: &'a Store, wanted: &str) -> Vec<&'a JobCard> {
    let wanted = wanted.trim();
    let key = wanted.split_once('/').and_then(|(station, number)| {
        Some(JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? })
    });
    let mut cards: Vec<&JobCard> = key.and_then(|key| store.cards.get(&key)).into_iter().collect();
    cards.extend(JobNumber::new(wanted).iter().flat_map(|number| store.cards.of_number(number)));
    cards.extend(store.cards.of_plate(Plate::new(wanted)));
    cards.extend(store.of_receipt(wanted));
    cards.sort_by_key(|card| (Reverse(card.began_ms()), card.key()));
    cards.dedup_by_key(|card| card.key());
    cards
}
