//! The names of events.

use crate::domain::Id;

macro_rules! events {
    ($($(#[$meta:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// The name of an event.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum EventName {
            $($(#[$meta])* $variant,)*
            /// A name that this version doesn't know. Its rows are kept and sealed like any other.
            Other(Id),
        }

        impl EventName {
            /// The word in files.
            #[must_use]
            pub fn word(&self) -> &str {
                match self { $(Self::$variant => $word,)* Self::Other(name) => name.as_str() }
            }

            /// The event of this name.
            pub(super) fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => Id::new(word).ok().map(Self::Other) }
            }
        }
    };
}
events! {
    /// Row 0 of every file.
    Open = "open",
    /// A job began.
    Start = "start",
    /// An item was answered.
    Answer = "answer",
    /// An answer was changed.
    Correct = "correct",
    /// An item does not apply.
    Skip = "skip",
    /// An item was overridden.
    Override = "override",
    /// A second name was asked for at the other stations.
    Ask = "ask",
    /// At another station somebody said whether he is the second person.
    Approve = "approve",
    /// Another station goes on with a job.
    Take = "take",
    /// Work was interrupted.
    Pause = "pause",
    /// Work went on.
    Resume = "resume",
    /// A pause point was called complete.
    Clear = "clear",
    /// A job was stopped.
    Stop = "stop",
    /// A code was entered into the radio.
    Attempt = "attempt",
    /// A job was completed.
    Finish = "finish",
    /// Something was remarked on an item, a call or the job.
    Remark = "remark",
    /// What an instrument saw of what feeds the car while its battery is off.
    Watch = "watch",
    /// The sheet was handed over.
    Handover = "handover",
    /// The sheet was printed.
    Print = "print",
    /// The mail server took the sheet.
    Sent = "sent",
    /// A finding was seen.
    Review = "review",
    /// Something is to be done about a finding, or was done.
    Action = "action",
    /// The clock was set back, went forward, or is not like another one.
    Clock = "clock",
    /// Another station's journal was seen, and how far it was.
    Witness = "witness",
    /// Older rows of a station's journal were taken away on purpose.
    Retire = "retire",
    /// Something was said about a job, and not taken.
    Refused = "refused",
    /// A torn tail was cut.
    Recover = "recover",
}

impl EventName {
    /// Whether such a row says how somebody was identified, and where the second person was.
    pub(super) fn is_by_name(&self) -> bool {
        matches!(self, Self::Override | Self::Correct | Self::Review | Self::Action | Self::Approve)
    }

    /// Whether such a row ends its job.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        matches!(self, Self::Finish | Self::Stop)
    }
}
