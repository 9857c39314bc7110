//! How a car is left whose job is stopped before its end.

use super::{Item, PausePoint, Progress};

/// What of a car was not made safe when its job was stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftUnsafe {
    /// The battery lead is off.
    pub is_lead_off: bool,
    /// What is still fitted, as the checklist calls it.
    pub fitted: Vec<String>,
}

impl LeftUnsafe {
    /// True when anything was left unsafe.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.is_lead_off || !self.fitted.is_empty()
    }

    /// The same for whoever is asked about it.
    #[must_use]
    pub fn said(&self) -> String {
        let lead = self.is_lead_off.then(|| "the battery lead is off".to_owned());
        let fitted = (!self.fitted.is_empty())
            .then(|| format!("put there for the work and still there: {}", self.fitted.join(", ")));
        lead.into_iter().chain(fitted).collect::<Vec<_>>().join("; ")
    }

    /// A phrase for each thing that was left so, as the record has it.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let lead = self.is_lead_off.then(|| LEFT_LEAD_OFF.to_owned());
        let fitted = (!self.fitted.is_empty()).then(|| format!("still fitted ({})", self.fitted.join(", ")));
        lead.into_iter().chain(fitted).collect()
    }
}

impl Progress<'_> {
    /// The labels of what is done by hand among the items that make the car safe, and is open since the lead came off, such as the battery's
    /// hold-down. The row of a stop has no place for it, so whoever stops is told of it before.
    #[must_use]
    pub fn open_beside_make_safe(&self) -> Vec<&str> {
        if self.off_called_at().is_none() {
            return Vec::new();
        }
        let last = self.items().filter(|(page, _)| page.pause == PausePoint::D).collect::<Vec<_>>();
        let until = last.iter().rposition(|(_, item)| item.is_make_safe).unwrap_or(0);
        let by_hand = last[..until]
            .iter()
            .filter(|(page, item)| item.is_physical && !item.is_make_safe && !self.status(page, item).is_settled());
        by_hand.map(|(_, item)| label(item)).collect()
    }
}

fn label(item: &Item) -> &str {
    &item.label.en
}

/// The phrase for a car whose lead is off at the end of its job.
pub const LEFT_LEAD_OFF: &str = "car left with the lead off";
