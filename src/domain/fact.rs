//! What happened, in the past tense. A fact is one row of the journal, understood.

use chrono::{DateTime, FixedOffset};

use super::{Answer, Id, JobKey, Pause, Station, Word};

/// One thing that happened to a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The station that wrote the row; another than the job's for what is recorded elsewhere: a handover, a print,
    /// a review, a code that was entered there.
    pub station: Station,
    /// The row's number at that station.
    pub seq: u64,
    /// The local time that the row bears.
    pub time: DateTime<FixedOffset>,
    /// The job it is about.
    pub job: JobKey,
    /// The technician; two names for an override (`first + second`).
    pub who: Word,
    /// Free text.
    pub note: String,
    /// What happened.
    pub what: What,
}

impl Fact {
    /// Whether it was recorded after another. Within a station the rows' order tells, else only the times can.
    #[must_use]
    pub fn is_after(&self, earlier: &Self) -> bool {
        if self.station == earlier.station { self.seq > earlier.seq } else { self.time >= earlier.time }
    }
}

/// The kinds of facts.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The job began.
    Started {
        /// The checklist's id, which is also the kind of work.
        checklist: Id,
        /// Its revision.
        revision: u32,
        /// SHA-256 of the checklist file, 64 lower-case hex digits.
        sha: String,
        /// Whether the job came in by an answers file instead of being worked through on a screen.
        is_via_file: bool,
    },
    /// An item was answered; again, if the earlier answer had gone stale.
    Answered {
        /// The item.
        item: Id,
        /// The answer.
        answer: Answer,
    },
    /// An earlier answer was changed; the reason is the fact's note.
    Corrected {
        /// The item.
        item: Id,
        /// The new answer.
        answer: Answer,
    },
    /// The item was said not to apply; the reason is the fact's note.
    Skipped {
        /// The item.
        item: Id,
    },
    /// The item was overridden; the reason is the fact's note.
    Overrode {
        /// The item.
        item: Id,
        /// What was answered all the same, if anything was.
        answer: Option<Answer>,
    },
    /// Work was interrupted.
    Paused {
        /// Where.
        page: Pause,
        /// The reason's id.
        reason: Id,
    },
    /// Work went on.
    Resumed {
        /// Where.
        page: Pause,
        /// The pause's reason, or `away` when nobody had paused.
        reason: Id,
    },
    /// A pause point was called complete. B's call is the moment when the lead comes off, or when work begins.
    Cleared {
        /// The page.
        page: Pause,
        /// Items that did not apply.
        skipped: u32,
        /// Items that were overridden.
        overridden: u32,
    },
    /// The job was stopped before its end; the reason is the fact's note.
    Stopped {
        /// The rows that the job's seal covers.
        rows: u64,
    },
    /// A code was entered into the radio; only the outcome is known here.
    Attempted {
        /// What the radio said.
        outcome: Outcome,
    },
    /// The job was completed.
    Finished {
        /// The rows that the job's seal covers.
        rows: u64,
    },
    /// The sheet was handed over.
    HandedOver {
        /// How.
        how: Handover,
    },
    /// The sheet was printed.
    Printed {
        /// What the printer said.
        result: Print,
    },
    /// A manager has seen a finding.
    Reviewed {
        /// The finding.
        finding: Id,
    },
}

/// Defines a small set of words with their form in the journal.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in files.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The variant with this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// What the radio said to a code.
    Outcome {
        /// The radio plays.
        Accepted = "accepted",
        /// The code was wrong.
        Error = "error",
        /// The radio wants a wait.
        Wait = "wait",
        /// The radio is locked.
        Locked = "locked",
        /// Not known, for instance attempts made elsewhere.
        Unknown = "unknown",
    }
}
words! {
    /// Why work was interrupted; the journal's `pause` and `resume` rows bear the word.
    Break {
        /// Somebody rang.
        Phone = "phone",
        /// A part or a tool is missing.
        Part = "part",
        /// The customer has to be asked.
        Customer = "customer",
        /// Another car came first.
        OtherJob = "other-job",
        /// A break.
        Rest = "rest",
    }
}
words! {
    /// Why a job was stopped before its end.
    StopReason {
        /// The customer has no code.
        NoCode = "no-code",
        /// The customer declined.
        Declined = "declined",
        /// It is not safe to go on.
        Unsafe = "unsafe",
        /// The part is the wrong one.
        PartWrong = "part-wrong",
        /// The job was entered by mistake: it counts in no figure and makes no sheet.
        Mistake = "mistake",
    }
}
words! {
    /// How the sheet was handed over.
    Handover {
        /// The customer signed it.
        Signed = "signed",
        /// The customer took it without signing.
        NotSigned = "not-signed",
        /// The car left without it.
        NotCollected = "not-collected",
    }
}
words! {
    /// What became of a print.
    Print {
        /// The printer said so.
        Printed = "printed",
        /// It went out; nothing came back.
        Sent = "sent",
        /// It did not work.
        Failed = "failed",
    }
}

impl What {
    /// An override. The journal's word for "no answer" is `none`: an option of that name says the same.
    #[must_use]
    pub fn overrode(item: Id, answer: Option<Answer>) -> Self {
        let answer = answer.filter(|answer| answer.token() != "none");
        Self::Overrode { item, answer }
    }

    /// The item that the fact is about.
    #[must_use]
    pub fn item(&self) -> Option<&Id> {
        match self {
            Self::Answered { item, .. }
            | Self::Corrected { item, .. }
            | Self::Skipped { item }
            | Self::Overrode { item, .. } => Some(item),
            _ => None,
        }
    }
}
