//! The kinds of findings, in one table: id, group, weight. Their titles are in the message files.
//!
//! The ids stand in `review` rows and in filters and never change their meaning. A finding says
//! what the record shows; it accuses nobody, and the kinds of *plausibility* least of all.

use crate::domain::Id;
use crate::words::{PlainWords, Sentence, english};

/// The weight of a finding. Exit codes follow from it: what is more than a note asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Good to know.
    Note,
    /// To be looked at.
    Serious,
    /// To be looked at first.
    Grave,
}

impl Weight {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Grave, Self::Serious, Self::Note];

    /// The word on screens and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Grave => "grave",
            Self::Serious => "serious",
            Self::Note => "note",
        }
    }

    /// The same in a language.
    #[must_use]
    pub fn word_in(self, words: &PlainWords) -> &str {
        words.get(match self {
            Self::Grave => "report-weight-grave",
            Self::Serious => "report-weight-serious",
            Self::Note => "report-weight-note",
        })
    }

    /// A sign that says the same without colour.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Grave => '■',
            Self::Serious => '▲',
            Self::Note => '·',
        }
    }
}

/// The groups of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The gate and the order of the steps.
    Gate,
    Outcome,
    /// Which radio and which car.
    Identity,
    Record,
    /// Figures that are worth a look, neutrally.
    Plausibility,
}

impl Group {
    pub const ALL: [Self; 5] = [Self::Gate, Self::Outcome, Self::Identity, Self::Record, Self::Plausibility];

    /// The word on screens, in files and in filters.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Outcome => "outcome",
            Self::Identity => "identity",
            Self::Record => "record",
            Self::Plausibility => "plausibility",
        }
    }
}

impl Group {
    /// The same in a language.
    #[must_use]
    pub fn word_in(self, words: &PlainWords) -> &str {
        words.get(match self {
            Self::Gate => "audit-group-gate",
            Self::Outcome => "audit-group-outcome",
            Self::Identity => "audit-group-identity",
            Self::Record => "audit-group-record",
            Self::Plausibility => "audit-group-plausibility",
        })
    }
}

/// Defines the kinds: id, group, weight.
macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident = $id:literal, $group:ident, $weight:ident;)*) => {
        /// The kinds of findings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind { $($(#[$meta])* $kind),* }

        impl FindingKind {
            /// All of them, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The id, as it stands in `review` rows and filters: `[a-z][a-z0-9-]{0,39}`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$kind => $id),* }
            }

            /// The kind with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$kind),)* _ => None }
            }

            /// The group that it belongs to.
            #[must_use]
            pub fn group(self) -> Group {
                match self { $(Self::$kind => Group::$group),* }
            }

            #[must_use]
            pub fn weight(self) -> Weight {
                match self { $(Self::$kind => Weight::$weight),* }
            }

            /// The id of the message with its title.
            #[must_use]
            pub(super) fn message(self) -> &'static str {
                match self { $(Self::$kind => concat!("finding-", $id)),* }
            }
        }
    };
}

kinds! {
    /// Something about a finding was to be done by a day that is over.
    ActionOverdue = "action-overdue", Outcome, Serious;
    ActionOpen = "action-open", Outcome, Note;
    LeftLeadOff = "left-lead-off", Gate, Grave;
    BackupForbidden = "backup-forbidden", Gate, Grave;
    BackupNotRemoved = "backup-not-removed", Gate, Grave;
    NoCode = "no-code", Gate, Serious;
    HoldOverridden = "hold-overridden", Gate, Serious;
    Overridden = "overridden", Gate, Serious;
    CorrectedAfterCall = "corrected-after-call", Gate, Serious;
    VoltsLow = "volts-low", Gate, Serious;
    VoltsNotMeasured = "volts-not-measured", Gate, Serious;
    WaitShort = "wait-short", Gate, Serious;
    SerialNotRead = "serial-not-read", Gate, Serious;
    AttemptBeyondLimit = "attempt-beyond-limit", Gate, Grave;
    AttemptWhileWaiting = "attempt-while-waiting", Gate, Serious;
    AttemptOpen = "attempt-open", Gate, Serious;
    AttemptWithdrawn = "attempt-withdrawn", Gate, Note;
    RadioUnlocked = "radio-unlocked", Gate, Serious;
    AttemptCorrected = "attempt-corrected", Gate, Serious;
    /// The battery was taken off without B's call.
    OffUncalled = "off-uncalled", Gate, Serious;
    /// Stopped as entered by mistake, although the work had begun or a code was entered.
    WorkedMistake = "worked-mistake", Gate, Serious;
    /// Two stations went on with one job at once: what one of them recorded counts in nothing.
    TwoStations = "two-stations", Gate, Grave;
    Warned = "warned", Gate, Note;
    /// Locked after the work, not before.
    RadioLocked = "radio-locked", Outcome, Grave;
    /// Asks for its code after the work, and played before.
    RadioAsksCode = "radio-asks-code", Outcome, Serious;
    /// Does not switch on after the work, and played before.
    RadioDead = "radio-dead", Outcome, Serious;
    /// The airbag light is on in a car that was finished or stopped.
    AirbagLampOn = "airbag-lamp-on", Outcome, Grave;
    LampOn = "lamp-on", Outcome, Serious;
    /// Fault codes that the car tells after the work and did not before.
    CodesNew = "codes-new", Outcome, Note;
    /// The lead is off now, and has been overnight or longer.
    LeadOff = "lead-off", Outcome, Grave;
    OpenLong = "open-long", Outcome, Serious;
    /// Stopped before its end, which is an honoured outcome.
    Stopped = "stopped", Outcome, Note;
    NotHandedOver = "not-handed-over", Outcome, Note;
    SerialOnTwoCars = "serial-on-two-cars", Identity, Serious;
    NewSerial = "new-serial", Identity, Serious;
    /// A VIN that the car told, and another one that is recorded in the same job.
    VinUnlike = "vin-unlike", Identity, Serious;
    /// Two jobs on one car that were open at the same time.
    OpenTwice = "open-twice", Identity, Serious;
    UnusualSerial = "unusual-serial", Identity, Note;
    Broken = "broken", Record, Grave;
    Unreadable = "unreadable", Record, Serious;
    Resaved = "resaved", Record, Serious;
    Unfinished = "unfinished", Record, Note;
    Recovered = "recovered", Record, Note;
    ClockBack = "clock-back", Record, Note;
    /// The clock went further than was counted: set forward, or the computer slept.
    ClockForward = "clock-forward", Record, Note;
    /// Two clocks that differ: this one and the drive's, or another station's.
    ClockApart = "clock-apart", Record, Serious;
    /// A wait that ended by the computer's clock alone.
    WaitByClock = "wait-by-clock", Record, Note;
    /// A journal in the wrong place or under a wrong name, so that its jobs are missing.
    JournalNotRead = "journal-not-read", Record, Serious;
    OddFile = "odd-file", Record, Note;
    CorrectedAfterEnd = "corrected-after-end", Record, Serious;
    /// A second person or a manager who is not on the workshop's list.
    NameNotListed = "name-not-listed", Record, Serious;
    /// A second name that may be the first one's, spelt another way.
    SecondIsFirst = "second-is-first", Record, Serious;
    /// A name that was typed where the workshop asks for a PIN or a badge.
    NotIdentified = "not-identified", Record, Serious;
    /// A second name that nobody at the other station gave.
    SecondNotSaid = "second-not-said", Record, Serious;
    /// A finding that was marked as seen by somebody who worked on the job.
    SeenByDoer = "seen-by-doer", Record, Serious;
    /// Another station went on with the job.
    TakenOver = "taken-over", Record, Note;
    ViaFile = "via-file", Record, Note;
    /// The wording that was asked is missing, so that answers can't be judged.
    ChecklistMissing = "checklist-missing", Record, Note;
    /// A finished job that its own seal picked, for somebody to look at the car.
    ToObserve = "to-observe", Outcome, Serious;
    QuickSteps = "quick-steps", Plausibility, Note;
    QuickPage = "quick-page", Plausibility, Note;
    SameReading = "same-reading", Plausibility, Note;
    RoundReadings = "round-readings", Plausibility, Note;
}

impl FindingKind {
    /// The id as the journal takes it.
    ///
    /// # Panics
    /// Never: the table's ids are names, which a test holds.
    #[must_use]
    pub fn name(self) -> Id {
        Id::new(self.id()).expect("the table's ids are names")
    }

    /// A few words for lists, in English.
    #[must_use]
    pub fn title(self) -> &'static str {
        english(self.message())
    }

    /// The same as what can be said in each language.
    #[must_use]
    pub(crate) fn sentence(self) -> Sentence {
        Sentence::says(self.message(), [])
    }

    /// The same in a language; in English where these are not its words.
    #[must_use]
    pub fn title_in(self, words: &PlainWords) -> &str {
        words.find(self.message()).unwrap_or_else(|| self.title())
    }

    /// The kind that a person means: by its id or its title, in any case.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.iter().copied().find(|kind| kind.id() == text || kind.title().to_lowercase() == text)
    }

    /// The message that says why a manager can't mark it as seen, if he can't: the same on the screen and on the command line.
    #[must_use]
    pub fn why_not_to_be_seen(self) -> Option<&'static str> {
        match self {
            Self::Broken => Some("unseen-broken"),
            Self::ActionOverdue | Self::ActionOpen => Some("unseen-action"),
            Self::Unreadable => Some("unseen-unreadable"),
            _ => None,
        }
    }

    /// Whether it says that something about another finding is to be done.
    #[must_use]
    pub fn is_action(self) -> bool {
        matches!(self, Self::ActionOverdue | Self::ActionOpen)
    }

    /// Whether it says that the record is not as it should be.
    #[must_use]
    pub fn is_fault(self) -> bool {
        self == Self::Broken || matches!(self.exit_code(), 3..=5)
    }

    /// The kind that told this before it was a kind of its own: who has seen that one has seen this one.
    #[must_use]
    pub fn former(self) -> Option<Self> {
        match self {
            Self::AirbagLampOn => Some(Self::LampOn),
            Self::LeadOff => Some(Self::OpenLong),
            _ => None,
        }
    }

    /// Whether its title leaves open which item it is about.
    #[must_use]
    pub fn says_no_item(self) -> bool {
        use FindingKind as Kind;
        matches!(
            self,
            Kind::HoldOverridden
                | Kind::Overridden
                | Kind::CorrectedAfterCall
                | Kind::CorrectedAfterEnd
                | Kind::WaitShort
                | Kind::NameNotListed
                | Kind::SecondIsFirst
                | Kind::NotIdentified
                | Kind::SecondNotSaid
                | Kind::SeenByDoer
                | Kind::SameReading
                | Kind::RoundReadings
        )
    }

    /// The exit code that an unseen finding of this kind asks for: 0 for a note, else 1, unless the record's own code says it
    /// more exactly (3 re-saved, 4 unfinished, 5 unreadable).
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Unreadable => 5,
            Self::Unfinished => 4,
            Self::Resaved => 3,
            other => u8::from(other.weight() > Weight::Note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_and_lead_back() {
        for &kind in FindingKind::ALL {
            assert!(Id::new(kind.id()).is_ok(), "{}", kind.id());
            assert_eq!(FindingKind::from_id(kind.id()), Some(kind));
            assert_ne!(kind.title(), kind.message(), "it has a title");
            assert_eq!(FindingKind::named(&kind.title().to_uppercase()), Some(kind), "no other has this title");
            assert!(Group::ALL.iter().all(|group| group.word() != kind.id()), "a group's word is no kind's id");
            assert!(kind.group() != Group::Plausibility || kind.weight() == Weight::Note, "plausibility is neutral");
        }
    }
}
