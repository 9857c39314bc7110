//! Places of rows in journals, by which one row refers to another: `id <journal> row <n> seal <seal>`.

use super::seal::Seal;
use crate::domain::{JournalId, RowLink, Station, TakenFrom};

/// A count in the one form that it has: digits, none of them needless.
pub(super) fn decode_count<N: std::str::FromStr>(text: &str) -> Option<N> {
    let is_one_form = text == "0" || text.starts_with(|first: char| ('1'..='9').contains(&first));
    text.parse().ok().filter(|_| is_one_form)
}

/// Reads the place of a row in a journal.
pub(super) fn decode_place(text: &str) -> Option<(JournalId, u64, Seal)> {
    let (id, rest) = text.strip_prefix("id ")?.split_once(" row ")?;
    let (seq, seal) = rest.split_once(" seal ")?;
    Some((JournalId::parse(id)?, decode_count(seq)?, Seal::from_hex(seal.as_bytes())?))
}

/// The place of a row that another refers to, with a space in front. Nothing where its seal isn't known, which reads back as no place.
pub(super) fn encode_link(link: &RowLink) -> String {
    let words = |(id, seal)| format!(" id {id} row {} seal {}", link.seq, Seal::from_bytes(seal));
    link.sealed.map_or_else(String::new, words)
}

/// Reads the place of a row of a station that another refers to.
pub(super) fn decode_link(station: Station, text: &str) -> Option<RowLink> {
    let (id, seq, seal) = decode_place(text)?;
    Some(RowLink { station, seq, sealed: Some((id, *seal.bytes())) })
}

/// The value of a `take` row.
pub(super) fn encode_taken(from: &TakenFrom) -> String {
    let TakenFrom { last, rows, sum, beside } = from;
    let beside = if *beside > 0 { format!(" beside {beside}") } else { String::new() };
    format!("from {} rows {rows} job {}{}{beside}", last.station, Seal::from_bytes(*sum), encode_link(last))
}

/// Reads the value of a `take` row.
pub(super) fn decode_taken(value: &str) -> Option<TakenFrom> {
    let (station, rest) = value.strip_prefix("from ")?.split_once(" rows ")?;
    let (rows, rest) = rest.split_once(" job ")?;
    let (sum, place) = rest.split_once(' ')?;
    let (place, beside) = match place.split_once(" beside ") {
        Some((place, beside)) => (place, decode_count(beside).filter(|beside| *beside > 0)?),
        None => (place, 0),
    };
    let sum = *Seal::from_hex(sum.as_bytes())?.bytes();
    let last = decode_link(Station::new(station).ok()?, place)?;
    Some(TakenFrom { last, rows: decode_count(rows)?, sum, beside })
}
