//! Jobs that the workshop's own system offers, as far as nobody has begun them.

use super::Store;
use crate::domain::offered::OfferedJob;
use crate::domain::{Job, JobKey, JobNumber};

impl Store {
    /// The jobs that are offered and that nobody has begun at any station.
    #[must_use]
    pub fn offered(&self) -> Vec<&OfferedJob> {
        self.offers.jobs.iter().filter(|job| self.cards.of_number(&job.number).next().is_none()).collect()
    }

    /// The offered job with this number, begun or not.
    #[must_use]
    pub fn offer(&self, number: &JobNumber) -> Option<&OfferedJob> {
        self.offers.jobs.iter().find(|job| job.number.folded() == number.folded())
    }

    /// The kind of work that an offered job is for, by its place among the kinds: by a checklist's id or its title.
    #[must_use]
    pub fn offered_kind(&self, job: &OfferedJob) -> Option<usize> {
        let said = job.kind.as_deref()?.to_lowercase();
        self.kinds.iter().position(|kind| {
            let titles = kind.iter().flat_map(|kind| [kind.title.en.as_str(), kind.title.lang("de")]);
            kind.iter().any(|kind| kind.id.is(&said)) || titles.map(str::to_lowercase).any(|title| title == said)
        })
    }

    /// The plates that are offered for a job that was begun here and has none yet: of each car that its order names.
    #[must_use]
    pub fn offered_plates(&self, key: &JobKey) -> &[String] {
        let has_none = |job: &&Job| job.plate().is_none() && self.is_workable(key);
        let order = self.jobs.get(key).filter(has_none).and_then(|_| self.offer(&key.number));
        order.map_or(&[], |order| &order.plates)
    }

    /// The one that is offered, where the order names one car.
    #[must_use]
    pub fn offered_plate(&self, key: &JobKey) -> Option<&str> {
        if let [only] = self.offered_plates(key) { Some(only) } else { None }
    }

    /// That an order names several cars, and which.
    #[must_use]
    pub fn several_offered(&self, key: &JobKey) -> Option<String> {
        let plates = self.offered_plates(key);
        (plates.len() > 1).then(|| format!("the order names {}: look which of them stands here", plates.join(" and ")))
    }
}
