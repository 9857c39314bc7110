//! Whether what fed the car was watched while its battery was off, in one sentence that says no more than was seen.

use super::Composer;
use crate::domain::{Spot, Watched};

impl Composer<'_> {
    /// The sentence, where the battery was off and something was to feed the car.
    pub(super) fn watched(&self) -> Option<String> {
        let (progress, words) = (self.request.progress, self.words());
        progress.lead_off_at()?;
        let seen = Watched::of(self.job());
        if !seen.is_begun {
            // that it was good at one moment is said; that nobody looked in between, too
            return self.is_fed().then(|| self.get("watch-none"));
        }
        let place = seen.at.map_or_else(|| self.get("watch-places"), |at| words.spot(at));
        let Some(lowest) = seen.lowest.filter(|_| seen.is_ended && seen.open.is_none()) else {
            return Some(words.fill("watch-broken", &[("where", &place)]));
        };
        let is_low = seen.dips > 0 || seen.floor.is_some_and(|floor| lowest < floor);
        let id = match seen.at {
            // what stands in the same socket is seen, and not the car
            Some(Spot::Leads) if seen.is_throughout() => "watch-throughout",
            Some(Spot::Obd | Spot::Saver) if seen.is_throughout() => "watch-throughout-saver",
            Some(_) if seen.is_throughout() => "watch-throughout-there",
            _ if is_low => "watch-low",
            _ => "watch-part",
        };
        let values = [
            ("where", place.as_str()),
            ("volts", &words.volts(lowest)),
            ("watched", &self.lasted(seen.watched_seconds)),
            ("time", &self.lasted(seen.of_seconds)),
        ];
        Some(words.fill(id, &values))
    }

    /// Whole minutes; a shorter time in seconds.
    fn lasted(&self, seconds: u32) -> String {
        let (id, n) = if seconds < 120 { ("lasted-seconds", seconds) } else { ("lasted-minutes", seconds / 60) };
        self.words().fill(id, &[("n", &n.to_string())])
    }
}
