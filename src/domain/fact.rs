//! What happened, in the past tense. A fact is one row of the journal, understood.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

pub use super::left_unsafe::{LEFT_LEAD_OFF, LeftUnsafe};
pub use super::observed::Observed;
pub use super::remark::RemarkOn;
use super::{
    ActionStep, Answer, CodesRead, Id, JobKey, JournalId, PausePoint, RowLink, Signature, Station, TakenFrom, WatchRow,
};

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
    /// Who signed it.
    pub who: Signature,
    /// What somebody typed about it: a remark, or the reason where that has no field of its own. Data, never parsed.
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

    /// Whether the sheet of a job that has ended says something else since.
    pub(super) fn changes_the_sheet(&self) -> bool {
        match self.what {
            What::Corrected { .. } => true,
            What::Remarked { .. } => super::remark::marked(&self.note).is_some(),
            _ => false,
        }
    }

    /// All that somebody typed about it, in one line for people.
    #[must_use]
    pub fn remarks(&self) -> Cow<'_, str> {
        match &self.what {
            What::Corrected { reason, .. } => match (reason.trim(), self.note.trim()) {
                ("", note) => note.into(),
                (reason, "") => reason.into(),
                (reason, note) => format!("{reason}; {note}").into(),
            },
            What::Attempted { origin: Origin::PlaysAgain, .. } => format!("it plays: {}", self.note).into(),
            What::Stopped { left, .. } if left.is_any() => {
                let note = (!self.note.is_empty()).then(|| self.note.clone());
                left.words().into_iter().chain(note).collect::<Vec<_>>().join(": ").into()
            }
            _ => self.note.as_str().into(),
        }
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
    /// An earlier answer was changed; a remark on the new one is the fact's note.
    Corrected {
        /// The item.
        item: Id,
        /// The new answer.
        answer: Answer,
        /// Why it was changed.
        reason: String,
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
    /// A second name for an override is asked for at the other stations; the reason is the fact's note.
    SecondAsked {
        /// The item.
        item: Id,
        /// What is answered all the same, if anything is.
        answer: Option<Answer>,
        /// Whose name it is.
        second: String,
    },
    /// At another station somebody said whether he is the second person; a remark is the fact's note.
    SecondAnswered {
        /// The item.
        item: Id,
        /// Whether he is.
        agrees: bool,
        /// The row by which it was asked.
        request: RowLink,
    },
    /// Another station goes on with the job.
    TakenOver {
        /// Behind which row.
        from: TakenFrom,
    },
    /// Work was interrupted.
    Interrupted {
        /// Where.
        page: PausePoint,
        /// The reason's id.
        reason: Id,
    },
    /// Work went on.
    Resumed {
        /// Where.
        page: PausePoint,
        /// The pause's reason; when nobody had paused, `away`, or `hands` where somebody else went straight on.
        reason: Id,
    },
    /// A pause point was called complete. B's call is the moment when the lead comes off, or when work begins.
    Cleared {
        /// The page.
        page: PausePoint,
        /// Items that did not apply.
        skipped: u32,
        /// Items that were overridden.
        overridden: u32,
    },
    /// The job was stopped before its end; a remark on it is the fact's note.
    Stopped {
        /// The rows that the job's seal covers.
        rows: u64,
        /// Why; `None` where the row gives no reason that is known here.
        reason: Option<StopReason>,
        /// What of the car was not made safe.
        left: LeftUnsafe,
    },
    /// A code was entered into the radio; only the outcome is known here.
    Attempted {
        /// What the radio said.
        outcome: RadioReply,
        /// How that is known.
        origin: Origin,
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
    /// Something was remarked; the words are the fact's note. It changes no answer.
    Remarked {
        /// What it is about.
        on: RemarkOn,
    },
    /// An adapter read the VIN and the codes of the car, at an item. It answers nothing.
    CodesRead {
        /// The item.
        item: Id,
        /// What it read.
        read: Box<CodesRead>,
    },
    /// What an instrument saw of the supply while the battery was off. Nobody signs it, and it changes no answer.
    Watched {
        /// The instrument.
        instrument: Id,
        /// What it saw.
        row: WatchRow,
    },
    /// The sheet was printed.
    Printed {
        /// What the printer said.
        result: Print,
    },
    /// The mail server took the sheet. To whom it went is not recorded.
    Emailed,
    /// A manager has seen a finding; what was done about it is the fact's note.
    Reviewed {
        /// The finding.
        finding: Id,
        /// The item that it is on; `None` for all findings of the kind that the job has.
        item: Option<Id>,
        /// A journal of the workshop that the job is in, where that is another one than the reviewer's.
        journal: Option<JournalId>,
        /// What was seen at the car, where the finding asks for that.
        observed: Option<Observed>,
    },
    /// Something is to be done about a finding, or was; what, or what came of it, is the fact's note.
    Action {
        /// The finding.
        finding: Id,
        /// As of [`What::Reviewed`].
        item: Option<Id>,
        /// As of [`What::Reviewed`].
        journal: Option<JournalId>,
        /// By whom and until when, or that it was done.
        step: ActionStep,
    },
}

/// How it is known what a radio did to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The code was entered here.
    Here,
    /// The display showed it, or somebody told it: the code was entered elsewhere. The fact's note says what was seen.
    Seen,
    /// Somebody told of codes that were entered elsewhere: how many, and when.
    Told(Elsewhere),
    /// The radio plays again, and no code was entered here. The fact's note says how that came.
    PlaysAgain,
}

/// Codes that were entered elsewhere, as far as somebody could tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elsewhere {
    /// How many.
    pub times: ToldTimes,
    /// When.
    pub day: ToldDay,
}

impl Elsewhere {
    /// How many count: where that isn't known, one at the least.
    #[must_use]
    pub fn least(self) -> u32 {
        match self.times {
            ToldTimes::One | ToldTimes::Unknown => 1,
            ToldTimes::Two => 2,
            ToldTimes::More => 3,
        }
    }

    /// Whether there may have been more than count.
    #[must_use]
    pub fn may_be_more(self) -> bool {
        matches!(self.times, ToldTimes::More | ToldTimes::Unknown)
    }

    /// In a few words, of the day that the row bears.
    #[must_use]
    pub fn words(self) -> String {
        let times = match self.times {
            ToldTimes::One => "one made elsewhere",
            ToldTimes::Two => "two made elsewhere",
            ToldTimes::More => "three or more made elsewhere",
            ToldTimes::Unknown => "made elsewhere, number not known",
        };
        let day = match self.day {
            ToldDay::Today => "that day",
            ToldDay::Before => "before that day",
        };
        format!("{times}, {day}")
    }
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
    RadioReply {
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
    /// How many codes were entered elsewhere.
    ToldTimes {
        /// One.
        One = "1",
        /// Two.
        Two = "2",
        /// Three or more.
        More = "3-or-more",
        /// Nobody knows.
        Unknown = "unknown",
    }
}
words! {
    /// When codes were entered elsewhere.
    ToldDay {
        /// On the day of the row, or nobody knows: the wait counts from the row.
        Today = "today",
        /// Before that day: the wait counts from its beginning.
        Before = "before",
    }
}
words! {
    /// Why work was interrupted; the journal's `pause` and `resume` rows bear the word.
    Interruption {
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
        /// The radio's code is on its way: the dealer was asked, the customer looks for it.
        Code = "code",
        /// The radio takes no code before its time is over.
        Radio = "radio",
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

    /// A journal of the workshop that the job is in, where the row says that it is another one than the writer's.
    #[must_use]
    pub fn journal(&self) -> Option<JournalId> {
        match self {
            Self::Reviewed { journal, .. } | Self::Action { journal, .. } => *journal,
            _ => None,
        }
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
