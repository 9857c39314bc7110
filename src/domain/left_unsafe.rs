//! How a car is left whose job is stopped before its end.

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

/// The phrase for a car whose lead is off at the end of its job.
pub const LEFT_LEAD_OFF: &str = "car left with the lead off";
