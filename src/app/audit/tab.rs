//! The views of the audit.

/// What is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is to be looked at.
    #[default]
    Findings,
    /// Every job.
    Jobs,
    /// What the jobs come to.
    Figures,
}

impl Tab {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 3] = [Self::Findings, Self::Jobs, Self::Figures];

    /// The message of its name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Findings => "audit-findings",
            Self::Jobs => "audit-jobs",
            Self::Figures => "audit-figures",
        }
    }
}
