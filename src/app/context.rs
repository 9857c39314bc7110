//! In which situation keys are pressed.

/// A situation in which each key has one meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The list of jobs.
    Board,
    /// The list of jobs, typing what to look for.
    BoardFind,
    /// A new job, choosing.
    NewJob,
    /// A new job, typing.
    NewJobField,
    /// A job, an item with options in focus.
    Item,
    /// A job, an item with options in focus that is answered, none of them pointed at.
    Answered,
    /// A job, an item in focus whose field is not open.
    Typed,
    /// A job, a wait in focus.
    Wait,
    /// A job, a completion call in focus.
    Call,
    /// A job, while the work goes on.
    Work,
    /// A job, the item's field open.
    Field,
    /// A job, a question to be answered by one key.
    Pick,
    /// A job, a question by whose answer the work is left: a digit points, Enter takes.
    Point,
    /// A job, the question who is there: by Enter or a letter, so that no digit that was meant for an item answers it.
    Who,
    /// A job, a question to be answered by typing.
    Type,
    /// A job that has ended.
    Ended,
    /// A job of another station.
    Elsewhere,
    /// The lock-out guard.
    Guard,
    /// The recovery route.
    Recovery,
    /// The customer's sheet.
    Preview,
    /// The customer's sheet, asking whether another copy is wanted.
    PrintAgain,
    /// The guide's contents.
    Guide,
    /// The guide's contents, typing what to look for.
    GuideFind,
    /// A page of the guide.
    GuidePage,
    /// The audit.
    Audit,
    /// The audit, typing the filter.
    AuditFind,
    /// The rows of one job, out of the audit.
    Proof,
    /// Help.
    Help,
}

impl Context {
    /// Whether printable keys are text here.
    #[must_use]
    pub fn is_field(self) -> bool {
        matches!(
            self,
            Self::BoardFind | Self::GuideFind | Self::AuditFind | Self::NewJobField | Self::Field | Self::Type
        )
    }
}
