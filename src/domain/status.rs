//! Where an item stands: whether its answer still holds. An answer goes stale with time, no longer fits when what it depends on
//! changed, or is taken back by what was recorded later.

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its condition doesn't hold: it is not asked here.
    NotHere,
    /// Not answered yet.
    Open,
    /// Answered, but an earlier answer changed and this one no longer fits: asked again.
    Unfit,
    /// Answered too long ago: asked again.
    Stale,
    /// The answer says stop.
    Stop,
    /// Done.
    Done,
    /// Done, and a finding.
    Warn,
    /// Does not apply, with a reason.
    Skipped,
    /// Overridden by two people, with a reason.
    Overridden,
}

impl Status {
    /// Whether nothing more is to be done about it.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::NotHere | Self::Done | Self::Warn | Self::Skipped | Self::Overridden)
    }
}
