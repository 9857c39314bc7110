//! How samples become what is recorded of a watch: pure, so that the file of samples gives the same again after the program was
//! killed.

use super::Volts;
use super::watch_row::{CONTACT_MS, WatchEnd, WatchRow};

/// At most so many dips and losses have rows of their own; the end counts all.
const ROWS_MAX: u32 = 40;
/// So many samples below the floor, one after the other, are a dip.
pub const DIP_SAMPLES: u32 = 2;

/// A watch so far. Times are milliseconds of one count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchFold {
    floor: Volts,
    /// Up to when it is known.
    last_ms: i64,
    samples: u32,
    sum: i64,
    lowest: Option<Volts>,
    watched_ms: i64,
    dips: u32,
    losses: u32,
    below: Option<Below>,
}

/// Samples below the floor, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Below {
    since_ms: i64,
    samples: u32,
    lowest: Volts,
}

impl WatchFold {
    /// Begins at a moment, when nothing is known yet.
    #[must_use]
    pub fn new(floor: Volts, ms: i64) -> Self {
        Self { floor, last_ms: ms, samples: 0, sum: 0, lowest: None, watched_ms: 0, dips: 0, losses: 0, below: None }
    }

    /// Takes a sample, to hundredths of a volt; what is then to be recorded.
    pub fn sample(&mut self, ms: i64, volts: Volts) -> Vec<WatchRow> {
        let volts = volts.hundredths();
        let mut rows = self.known_to(ms, |seconds| WatchRow::Lost { seconds });
        self.samples = self.samples.saturating_add(1);
        self.sum += i64::from(volts.0);
        self.lowest = Some(self.lowest.map_or(volts, |lowest| lowest.min(volts)));
        if volts < self.floor {
            let below = self.below.get_or_insert(Below { since_ms: ms, samples: 0, lowest: volts });
            below.samples += 1;
            below.lowest = below.lowest.min(volts);
        } else {
            rows.extend(self.end_dip(ms));
        }
        rows
    }

    /// The program did not run up to this moment.
    pub fn gap(&mut self, ms: i64) -> Vec<WatchRow> {
        let mut rows: Vec<WatchRow> = self.end_dip(self.last_ms).into_iter().collect();
        let ms = ms.max(self.last_ms);
        rows.extend(self.lose(ms, |seconds| WatchRow::Gap { seconds }));
        self.last_ms = ms;
        rows
    }

    /// Ends it; what is to be recorded before its end, and the end, whose file is still to be named.
    pub fn end(mut self, ms: i64, begun: u64, of_seconds: u32) -> (Vec<WatchRow>, WatchEnd) {
        let mut rows = self.known_to(ms, |seconds| WatchRow::Lost { seconds });
        rows.extend(self.end_dip(self.last_ms));
        let mean = |samples: u32| i32::try_from(self.sum / i64::from(samples)).map_or(Volts(0), Volts).hundredths();
        let level = self.lowest.map(|lowest| (lowest, mean(self.samples)));
        let end = WatchEnd {
            begun,
            samples: self.samples,
            level,
            watched_seconds: seconds(self.watched_ms),
            of_seconds,
            dips: self.dips,
            losses: self.losses,
            sha: String::new(),
        };
        (rows, end)
    }

    /// Counts what passed since what was known last, as watched or as lost.
    fn known_to(&mut self, ms: i64, lost: fn(u32) -> WatchRow) -> Vec<WatchRow> {
        let passed_ms = (ms - self.last_ms).max(0);
        let mut rows = Vec::new();
        if passed_ms > CONTACT_MS {
            rows.extend(self.end_dip(self.last_ms));
            rows.extend(self.lose(ms, lost));
        } else {
            self.watched_ms += passed_ms;
        }
        self.last_ms = self.last_ms.max(ms);
        rows
    }

    fn lose(&mut self, ms: i64, lost: fn(u32) -> WatchRow) -> Option<WatchRow> {
        self.losses = self.losses.saturating_add(1);
        let row = lost(seconds(ms - self.last_ms));
        (self.dips + self.losses <= ROWS_MAX).then_some(row)
    }

    fn end_dip(&mut self, ms: i64) -> Option<WatchRow> {
        let below = self.below.take().filter(|below| below.samples >= DIP_SAMPLES)?;
        self.dips = self.dips.saturating_add(1);
        let row = WatchRow::Dipped { seconds: seconds(ms - below.since_ms), lowest: below.lowest };
        (self.dips + self.losses <= ROWS_MAX).then_some(row)
    }
}

fn seconds(ms: i64) -> u32 {
    u32::try_from(ms.max(0) / 1000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOR: Volts = Volts(11_000);

    fn fold(samples: impl IntoIterator<Item = (i64, i32)>) -> (WatchFold, Vec<WatchRow>) {
        let mut fold = WatchFold::new(FLOOR, 0);
        let rows = samples.into_iter().flat_map(|(second, volts)| fold.sample(second * 1000, Volts(volts))).collect();
        (fold, rows)
    }

    #[test]
    fn one_low_sample_is_no_dip_and_two_are() {
        let (fold, rows) = fold([(1, 12_500), (2, 10_000), (3, 12_500), (4, 10_420), (5, 10_990), (6, 12_500)]);
        assert_eq!(rows, [WatchRow::Dipped { seconds: 2, lowest: Volts(10_420) }]);
        let (rows, end) = fold.end(7_000, 3, 7);
        assert_eq!(rows, []);
        assert_eq!((end.samples, end.watched_seconds, end.dips, end.losses), (6, 7, 1, 0));
        assert_eq!(end.level, Some((Volts(10_000), Volts(11_490))));
    }

    #[test]
    fn what_is_longer_than_contact_is_lost_and_never_watched() {
        let (fold, rows) = fold([(1, 10_000), (2, 10_000), (9, 12_500), (12, 12_500)]);
        let dip = WatchRow::Dipped { seconds: 1, lowest: Volts(10_000) };
        assert_eq!(rows, [dip, WatchRow::Lost { seconds: 7 }]);
        let (rows, end) = fold.end(20_000, 3, 20);
        assert_eq!(rows, [WatchRow::Lost { seconds: 8 }]);
        assert_eq!((end.watched_seconds, end.losses), (5, 2));
    }

    #[test]
    fn a_gap_ends_a_dip_and_a_clock_set_back_counts_nothing() {
        let (mut fold, _) = fold([(1, 10_000), (2, 10_000)]);
        assert_eq!(fold.gap(1_000).len(), 2);
        assert_eq!(fold.gap(62_000), [WatchRow::Gap { seconds: 60 }]);
        assert_eq!(fold.sample(61_000, Volts(12_500)), []);
        assert_eq!(fold.end(62_000, 3, 62).1.watched_seconds, 2);
    }

    #[test]
    fn a_flapping_contact_does_not_fill_the_record() {
        let (fold, rows) = fold((0..1000).map(|at| (at * 5, 12_500)));
        assert_eq!(rows.len(), ROWS_MAX as usize);
        assert_eq!(fold.end(4_996_000, 3, 4_996).1.losses, 999);
    }
}
