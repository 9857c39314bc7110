//! What is recorded of a watch over what feeds a car.

use super::text::clock;
use super::{Spot, Volts};

/// Between two samples at most so many milliseconds pass while it is watched; what is longer is lost.
pub const CONTACT_MS: i64 = 3_000;

/// Something that is recorded about a watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchRow {
    /// It began.
    Began {
        /// Where the instrument reads.
        at: Spot,
        /// What is lower is a dip: the list's.
        floor: Volts,
    },
    /// For two samples or more the supply was below the floor; it is over.
    Dipped {
        /// For so many seconds.
        seconds: u32,
        /// The lowest of them.
        lowest: Volts,
    },
    /// For so many seconds the instrument gave nothing; it is over.
    Lost {
        /// The seconds.
        seconds: u32,
    },
    /// For so many seconds the program did not run.
    Gap {
        /// The seconds.
        seconds: u32,
    },
    /// The lead is on again, or the job has ended.
    Ended(WatchEnd),
}

impl WatchRow {
    /// In a few words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Began { at, floor } => format!("began, at the {}; a dip is what is below {floor}", at.words()),
            Self::Dipped { seconds, lowest } => format!("fell below the floor for {}, to {lowest}", clock(*seconds)),
            Self::Lost { seconds } => format!("gave no reading for {}", clock(*seconds)),
            Self::Gap { seconds } => format!("the program did not run for {}", clock(*seconds)),
            Self::Ended(end) => {
                let level = end.level.map(|(lowest, mean)| format!("lowest {lowest}, mean {mean}; "));
                format!(
                    "ended: {} samples, {}watched {} of {}",
                    end.samples,
                    level.unwrap_or_default(),
                    clock(end.watched_seconds),
                    clock(end.of_seconds)
                )
            }
        }
    }
}

/// What a watch came to, with what the program did not see before it was begun anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchEnd {
    /// The row by which it began.
    pub begun: u64,
    /// How many samples there are.
    pub samples: u32,
    /// The lowest of them and their mean.
    pub level: Option<(Volts, Volts)>,
    /// So many seconds it was watched …
    pub watched_seconds: u32,
    /// … of so many since the call by which the battery was to come off.
    pub of_seconds: u32,
    /// How many dips there were, also those that have no row.
    pub dips: u32,
    /// How often contact was lost or the program did not run, likewise.
    pub losses: u32,
    /// SHA-256 of the file of samples, 64 lower-case hex digits.
    pub sha: String,
}

/// The name of a file of samples, from checked parts only. `begun`: the row by which the watch began.
#[must_use]
pub fn samples_name(station: &str, folded_number: &str, begun: u64) -> String {
    format!("{station}-{folded_number}-{begun}.csv")
}
