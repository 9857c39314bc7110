//! What was seen of the supply while the battery was off, in a language.

use super::Words;
use crate::domain::{Spot, Volts, WatchRow};

impl Words {
    /// Volts with their unit.
    #[must_use]
    pub fn volts(&self, volts: Volts) -> String {
        format!("{}\u{a0}V", volts.digits().replace('.', &self.get("decimal-mark")))
    }

    /// A place where is read.
    #[must_use]
    pub fn spot(&self, spot: Spot) -> String {
        self.get(&format!("spot-{}", spot.word()))
    }

    /// What a row of the watch says.
    #[must_use]
    pub fn watch_row(&self, instrument: &str, row: &WatchRow) -> String {
        let count = u32::to_string;
        match row {
            WatchRow::Began { at, floor } => self.fill(
                "happened-watch-began",
                &[("instrument", instrument), ("where", &self.spot(*at)), ("floor", &self.volts(*floor))],
            ),
            WatchRow::Dipped { seconds, lowest } => {
                self.fill("happened-watch-dip", &[("seconds", &count(seconds)), ("volts", &self.volts(*lowest))])
            }
            WatchRow::Lost { seconds } => {
                self.fill("happened-watch-lost", &[("instrument", instrument), ("seconds", &count(seconds))])
            }
            WatchRow::Gap { seconds } => self.fill("happened-watch-gap", &[("seconds", &count(seconds))]),
            WatchRow::Ended(end) => match end.level {
                None => self.get("happened-watch-ended-empty"),
                Some((lowest, _)) => self.fill(
                    "happened-watch-ended",
                    &[
                        ("volts", &self.volts(lowest)),
                        ("watched", &count(&end.watched_seconds)),
                        ("of", &count(&end.of_seconds)),
                    ],
                ),
            },
        }
    }
}
