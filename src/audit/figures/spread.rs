//! How long something takes: the median and the 90th percentile of many durations.

use serde::Serialize;

/// Durations as they are collected, in whole seconds: 4 bytes each, so that the percentiles are exact.
#[derive(Debug, Clone, Default)]
pub struct Durations(Vec<u32>);

/// What many durations come to. Percentiles are by nearest rank: of n durations in order the one at place ⌈n·p⌉, from 1,
/// which is always one that was measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// The number of durations.
    pub n: u64,
    /// Half of them are not longer, in whole seconds; nothing without any.
    pub median_seconds: Option<u32>,
    /// Nine of ten are not longer, in whole seconds.
    pub p90_seconds: Option<u32>,
}

impl Durations {
    /// Takes one in, in milliseconds; one below zero, made by a clock that was set back, is left out.
    pub fn add_ms(&mut self, ms: i64) {
        if let Ok(seconds) = u64::try_from(ms).map(|ms| ms / 1000) {
            self.0.push(u32::try_from(seconds).unwrap_or(u32::MAX));
        }
    }

    /// Their spread.
    #[must_use]
    pub fn spread(mut self) -> Spread {
        let n = self.0.len();
        Spread {
            n: n as u64,
            median_seconds: self.at_rank(n.div_ceil(2)),
            p90_seconds: self.at_rank((n * 9).div_ceil(10)),
        }
    }

    /// The one at this place of the order, from 1.
    fn at_rank(&mut self, rank: usize) -> Option<u32> {
        let at = rank.checked_sub(1)?;
        (at < self.0.len()).then(|| *self.0.select_nth_unstable(at).1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(seconds: &[i64]) -> (u64, Option<u32>, Option<u32>) {
        let mut durations = Durations::default();
        seconds.iter().for_each(|seconds| durations.add_ms(seconds * 1000 + 999));
        let spread = durations.spread();
        (spread.n, spread.median_seconds, spread.p90_seconds)
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        assert_eq!(spread(&[]), (0, None, None));
        assert_eq!(spread(&[7]), (1, Some(7), Some(7)));
        assert_eq!(spread(&[9, 1]), (2, Some(1), Some(9)));
        assert_eq!(spread(&[3, 1, 2]), (3, Some(2), Some(3)));
        assert_eq!(spread(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), (10, Some(5), Some(9)));
        assert_eq!(spread(&[-2, 4]), (1, Some(4), Some(4)), "what a clock set back made is left out");
    }
}
