//! The values of rows about the watch over what feeds a car.

use super::row_place::decode_count;
use super::seal::Seal;
use crate::domain::{Spot, Volts, WatchEnd, WatchRow};

const NO_LEVEL: &str = "low none mean none";

/// The text form, before it is escaped.
pub(super) fn encode_watch(row: &WatchRow) -> String {
    match row {
        WatchRow::Began { at, floor } => format!("begin at {} floor {}", at.word(), floor.digits()),
        WatchRow::Dipped { seconds, lowest } => format!("dip {seconds} s low {}", lowest.digits()),
        WatchRow::Lost { seconds } => format!("lost {seconds} s"),
        WatchRow::Gap { seconds } => format!("gap {seconds} s"),
        WatchRow::Ended(end) => {
            let level = end.level.map(|(low, mean)| format!("low {} mean {}", low.digits(), mean.digits()));
            format!(
                "end row {} samples {} {} watched {} of {} s dips {} losses {} sha {}",
                end.begun,
                end.samples,
                level.as_deref().unwrap_or(NO_LEVEL),
                end.watched_seconds,
                end.of_seconds,
                end.dips,
                end.losses,
                end.sha
            )
        }
    }
}

/// Reads the text form.
pub(in crate::journal) fn decode_watch(value: &str) -> Option<WatchRow> {
    let mut words = value.split(' ');
    let row = match words.next()? {
        "begin" => {
            WatchRow::Began { at: Spot::from_word(named(&mut words, "at")?)?, floor: volts(&mut words, "floor")? }
        }
        "dip" => {
            let seconds = seconds(&mut words)?;
            WatchRow::Dipped { seconds, lowest: volts(&mut words, "low")? }
        }
        "lost" => WatchRow::Lost { seconds: seconds(&mut words)? },
        "gap" => WatchRow::Gap { seconds: seconds(&mut words)? },
        "end" => WatchRow::Ended(WatchEnd {
            begun: decode_count(named(&mut words, "row")?)?,
            samples: count(&mut words, "samples")?,
            level: match (named(&mut words, "low")?, named(&mut words, "mean")?) {
                ("none", "none") => None,
                (low, mean) => Some((Volts::from_digits(low)?, Volts::from_digits(mean)?)),
            },
            watched_seconds: count(&mut words, "watched")?,
            of_seconds: {
                let of = count(&mut words, "of")?;
                words.next().filter(|word| *word == "s")?;
                of
            },
            dips: count(&mut words, "dips")?,
            losses: count(&mut words, "losses")?,
            sha: named(&mut words, "sha").filter(|sha| Seal::from_hex(sha.as_bytes()).is_some())?.to_owned(),
        }),
        _ => return None,
    };
    words.next().is_none().then_some(row)
}

/// The word behind another one.
fn named<'a>(words: &mut impl Iterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    words.next().filter(|word| *word == name)?;
    words.next()
}

fn volts<'a>(words: &mut impl Iterator<Item = &'a str>, name: &str) -> Option<Volts> {
    Volts::from_digits(named(words, name)?)
}

fn count<'a>(words: &mut impl Iterator<Item = &'a str>, name: &str) -> Option<u32> {
    decode_count(named(words, name)?)
}

/// A count of seconds.
fn seconds<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<u32> {
    let seconds = decode_count(words.next()?)?;
    words.next().filter(|word| *word == "s")?;
    Some(seconds)
}
