//! The questions at the radio: what its display says, what is prepared before a code is entered, what came of it.

use super::{Entry, seconds};
use crate::app::clock::by_clock;
use crate::app::parts::Choices;
use crate::domain::checklist::known;
use crate::domain::fact::{Elsewhere, Origin, RadioReply, ToldDay, ToldTimes};
use crate::domain::input::{Unfit, check_no_code};
use crate::domain::lockout::{AttemptStage, ReadAgain};
use crate::domain::text::clock;
use crate::domain::{Id, Job, LockoutGuard, Signature, What, rules};

/// What stands on the radio's display.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// It asks for its code.
    Code,
    /// The same, in another word.
    Safe,
    /// It makes people wait.
    Wait,
    /// The last code was not accepted.
    Error,
    /// It takes no code any more.
    Locked,
    /// It plays.
    Plays,
    /// Anything else, or nothing at all.
    Other,
}

impl Display {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 7] =
        [Self::Code, Self::Safe, Self::Wait, Self::Error, Self::Locked, Self::Plays, Self::Other];

    /// What it says.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "CODE",
            Self::Safe => "SAFE",
            Self::Wait => "WAIT",
            Self::Error => "ERROR",
            Self::Locked => "LOCKED",
            Self::Plays => "It plays",
            Self::Other => "Other",
        }
    }

    /// What that means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Code => "the radio asks for its code",
            Self::Safe => "it is secured (also SECURITY) and asks for its code",
            Self::Wait => "it takes no code until a time is over (also WAIT 2)",
            Self::Error => "the last code that was entered was not the right one",
            Self::Locked => "it takes no code any more",
            Self::Plays => "and asks for nothing",
            Self::Other => "dashes, OFF, anything else, or nothing",
        }
    }
}

/// What is said of a display that tells nothing about codes.
pub const UNCLEAR: &str = "enter nothing: with radio and ignition on look again, else in its manual";

/// What a radio may do when a code was entered, in the order of the keys.
pub const OUTCOMES: [(RadioReply, &str); 4] = [
    (RadioReply::Accepted, "It plays: the code was accepted"),
    (RadioReply::Error, "ERROR, or it asks again: the code was wrong"),
    (RadioReply::Wait, "WAIT: it takes nothing until a time is over"),
    (RadioReply::Locked, "LOCKED: it takes no code any more"),
];

/// What else may be said of a code that was to be entered, in the order of the keys behind the outcomes.
pub const ELSE: [(AttemptStage, &str); 2] = [
    (AttemptStage::Withdrawn, "Nothing was entered after all"),
    (AttemptStage::Ended(RadioReply::Unknown), "It was entered, and nobody saw what the radio did"),
];

/// What a display that was misread shows, in the order of the keys.
const READ_AGAIN: [&str; 2] =
    ["CODE or SAFE: it asks for its code", "WAIT or ERROR: codes were entered, nobody knows how many"];

/// What has to be known before the radio's display is read for one more code.
#[must_use]
pub fn warnings(guard: &LockoutGuard<'_>) -> Vec<String> {
    let allowed = guard.ledger.allowed_by().map(|who| {
        let wait = guard.wait.map(|wait| format!("; the radio still waits {}", clock(wait.left_seconds())));
        format!("One more attempt all the same; named: {who}{}", wait.unwrap_or_default())
    });
    let mut warnings = Vec::from_iter(allowed);
    if guard.by_clock_seconds > 0 {
        warnings.push(by_clock(guard.by_clock_seconds));
    }
    if guard.schedule.is_none() && guard.ledger.live().any(|entry| entry.outcome == Some(RadioReply::Wait)) {
        warnings.push("It said WAIT, and no waiting time is known for this radio: wait as long as it says.".to_owned());
    }
    if guard.ledger.live().next().is_some() {
        warnings.push("Codes were entered in vain: find out why, before there is another one.".to_owned());
        if guard.schedule.is_some_and(|schedule| schedule.is_while_on) {
            let words = "Its waits run only while it is switched on: was it on all the time? Else wait anew.";
            warnings.push(words.to_owned());
        }
    }
    warnings.push("Never try numbers at random. The code is entered at the radio, never typed here.".to_owned());
    warnings
}

/// How many preparations there are. The last one is asked about: whether codes were entered elsewhere.
pub const PREPARATIONS: usize = 4;

/// The four preparations.
#[must_use]
pub fn preparations(job: &Job) -> [String; PREPARATIONS] {
    let serial = match job.serial() {
        Some(serial) => format!("The code is the one for this radio: its paper says serial {serial}"),
        None => "The code is surely this radio's: its serial was not read here".to_owned(),
    };
    [
        serial,
        "The code is at hand and was read twice: 0 is no O, 1 is no I".to_owned(),
        "The ignition is on and the battery is fed: a charger is on".to_owned(),
        "The attempts so far are known: the customer was asked, too".to_owned(),
    ]
}

/// A question that is answered by a text.
#[derive(Debug, Clone, PartialEq)]
pub enum RadioQuestion {
    /// How it came that the radio plays again.
    PlaysAgain,
    /// Why it is corrected what came of the last code.
    CorrectionReason {
        /// What came of it, or what the display shows.
        stage: AttemptStage,
    },
    /// Who is the second person, where the correction opens the way again.
    CorrectionSecond {
        /// What came of it, or what the display shows.
        stage: AttemptStage,
        /// Why that is corrected.
        reason: String,
    },
    /// Why one more code is entered all the same.
    OverrideReason,
    /// Who is the second person of that.
    OverrideSecond {
        /// Why it is overridden.
        reason: String,
    },
}

/// A question that is answered by a pick.
#[derive(Debug, Clone, PartialEq)]
pub enum RadioChoice {
    /// Whose code the display speaks of.
    WhoseCode(Display),
    /// Whether the display really says this: it is recorded, and holds for a while or for good.
    IsSeen(Display),
    /// Whether codes were entered elsewhere.
    OtherAttempts,
    /// How many they were.
    HowMany,
    /// When they were entered.
    WhichDay(ToldTimes),
    /// What came of the last code instead of what was recorded.
    OtherOutcome {
        /// What was recorded.
        recorded: RadioReply,
    },
    /// What the display shows that was read as LOCKED.
    ReadAgain,
    /// Where the second person is who lets this be recorded.
    SecondAt(Box<Entry>),
}

/// An answer to one of them.
#[derive(Debug, Clone, PartialEq)]
pub enum RadioPick {
    /// The display says this of our own last attempt.
    Own(Display),
    /// The display says this, and nobody knows how many codes were entered.
    Seen(Display),
    /// The display is looked at again.
    LookAgain,
    /// All attempts are counted here.
    NoOtherAttempts,
    /// Others were made elsewhere.
    OtherAttempts,
    /// So many.
    Times(ToldTimes),
    /// So many, and then.
    Told(Elsewhere),
    /// This came of the last code, or is what the display shows.
    Corrected(AttemptStage),
    /// Everything was said.
    Record(Box<Entry>),
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum RadioNext {
    /// A question that is answered by a text.
    Ask(RadioQuestion),
    /// A question that is answered by a pick.
    Choose(RadioChoice),
    /// Everything was said: this is to be recorded.
    Record(Entry),
    /// What the display says is no reason against a code: the preparations come.
    Prepare(Display),
    /// The attempts so far are known: the last preparation is made.
    AttemptsKnown,
    /// The radio plays, and nothing is to be entered.
    Plays,
    /// Nobody knows what the display means: [`UNCLEAR`].
    Unclear,
    /// Back to where it was asked.
    Back,
}

impl Choices for RadioChoice {
    type Pick = RadioPick;

    fn picks(&self) -> Vec<(String, RadioPick)> {
        let picks: &[(&str, RadioPick)] = match self {
            Self::WhoseCode(display) => {
                let own = ("Our own last attempt, recorded already", RadioPick::Own(*display));
                let other = ("Somebody else's, or nobody knows", RadioPick::Seen(*display));
                return [own, other].map(|(words, pick)| (words.to_owned(), pick)).into();
            }
            Self::IsSeen(display) => {
                let more = if *display == Display::Locked { ", no more tries" } else { "" };
                let record = format!("It says {}: record it{more}", display.word());
                return vec![(record, RadioPick::Seen(*display)), ("Look again".to_owned(), RadioPick::LookAgain)];
            }
            Self::OtherAttempts => &[
                ("No others than those counted here", RadioPick::NoOtherAttempts),
                ("Others were made elsewhere", RadioPick::OtherAttempts),
            ],
            Self::HowMany => &[
                ("One", RadioPick::Times(ToldTimes::One)),
                ("Two", RadioPick::Times(ToldTimes::Two)),
                ("Three or more", RadioPick::Times(ToldTimes::More)),
                ("Nobody knows", RadioPick::Times(ToldTimes::Unknown)),
            ],
            Self::WhichDay(times) => {
                let told = |day| RadioPick::Told(Elsewhere { times: *times, day });
                let today = ("Today, or nobody knows".to_owned(), told(ToldDay::Today));
                return vec![today, ("Before today".to_owned(), told(ToldDay::Before))];
            }
            Self::SecondAt(entry) => {
                return seconds(entry).map(|(words, entry)| (words, RadioPick::Record(Box::new(entry)))).into();
            }
            Self::OtherOutcome { recorded } => {
                let others = OUTCOMES.iter().filter(|(outcome, _)| outcome != recorded);
                let pick = |outcome: &RadioReply| RadioPick::Corrected(AttemptStage::Corrected(*outcome));
                return others.map(|(outcome, words)| ((*words).to_owned(), pick(outcome))).collect();
            }
            Self::ReadAgain => {
                let pick = |(shows, words): (ReadAgain, &str)| {
                    (words.to_owned(), RadioPick::Corrected(AttemptStage::ReadAgain(shows)))
                };
                return ReadAgain::ALL.into_iter().zip(READ_AGAIN).map(pick).collect();
            }
        };
        picks.iter().map(|(words, pick)| ((*words).to_owned(), pick.clone())).collect()
    }
}

/// The questions at one radio, answered by one person.
#[derive(Debug)]
pub struct RadioDialogue<'a> {
    /// What is known of the attempts at it.
    pub guard: LockoutGuard<'a>,
    /// Who answers.
    pub who: &'a str,
}

/// Where the second person is, before this is recorded.
fn second_at(what: What, note: &str, who: Signature) -> RadioNext {
    RadioNext::Choose(RadioChoice::SecondAt(Box::new(Entry::new(what, note, who))))
}

impl RadioDialogue<'_> {
    /// The display was read. What shows that codes were entered elsewhere is recorded, because it decides when the next one may
    /// be.
    #[must_use]
    pub fn display(&self, display: Display) -> RadioNext {
        let has_live = self.guard.ledger.live().next().is_some();
        match display {
            Display::Code | Display::Safe => RadioNext::Prepare(display),
            Display::Wait | Display::Error | Display::Locked if has_live => {
                RadioNext::Choose(RadioChoice::WhoseCode(display))
            }
            Display::Wait | Display::Error | Display::Locked => RadioNext::Choose(RadioChoice::IsSeen(display)),
            Display::Plays if has_live => RadioNext::Ask(RadioQuestion::PlaysAgain),
            Display::Plays => RadioNext::Plays,
            Display::Other => RadioNext::Unclear,
        }
    }

    /// One more code is to be entered all the same.
    ///
    /// # Errors
    /// When nothing stands against it that can be overridden.
    pub fn overriding(&self) -> Result<RadioNext, Unfit> {
        match self.guard.override_item() {
            Some(_) => Ok(RadioNext::Ask(RadioQuestion::OverrideReason)),
            None => Err(Unfit::new("there is nothing here that can be overridden".to_owned())),
        }
    }

    /// Something else came of the last code than was recorded, or LOCKED was misread.
    ///
    /// # Errors
    /// When nothing was recorded of either.
    pub fn other_outcome(&self) -> Result<RadioNext, Unfit> {
        if self.guard.seen_locked().is_some() {
            return Ok(RadioNext::Choose(RadioChoice::ReadAgain));
        }
        match self.guard.last_own().and_then(|entry| entry.outcome) {
            Some(recorded) => Ok(RadioNext::Choose(RadioChoice::OtherOutcome { recorded })),
            None => Err(Unfit::new("nothing came of a code here that could be corrected".to_owned())),
        }
    }

    /// What an attempt has come to is recorded.
    #[must_use]
    pub fn stage(&self, stage: AttemptStage) -> RadioNext {
        self.record(stage.what(), "", self.who)
    }

    /// A question was answered with a text.
    ///
    /// # Errors
    /// When the text doesn't answer it.
    pub fn after_text(&self, question: RadioQuestion, text: &str) -> Result<RadioNext, Unfit> {
        check_no_code(known::CODE, text)?;
        let needed = |why: &str| if text.is_empty() { Err(Unfit::new(why.to_owned())) } else { Ok(text.to_owned()) };
        Ok(match question {
            RadioQuestion::PlaysAgain => {
                let how = needed("say who unlocked it, or what happened")?;
                self.seen(RadioReply::Accepted, Origin::PlaysAgain, &how)
            }
            RadioQuestion::CorrectionReason { stage } => {
                let reason = needed("say why it changes")?;
                if self.guard.is_eased_by(stage) {
                    return Ok(RadioNext::Ask(RadioQuestion::CorrectionSecond { stage, reason }));
                }
                self.record(stage.correcting(&reason), "", self.who)
            }
            RadioQuestion::CorrectionSecond { stage, reason } => {
                second_at(stage.correcting(&reason), "", rules::two(self.who, text)?)
            }
            RadioQuestion::OverrideReason => {
                let reason = needed("say why it is overridden")?;
                RadioNext::Ask(RadioQuestion::OverrideSecond { reason })
            }
            RadioQuestion::OverrideSecond { reason } => {
                let item = self.guard.override_item().and_then(|item| Id::new(item).ok());
                let item = item.ok_or_else(|| Unfit::new("there is nothing to override any more".to_owned()))?;
                second_at(What::overrode(item, None), &reason, rules::two(self.who, text)?)
            }
        })
    }

    /// A question was answered by a pick.
    ///
    /// # Errors
    /// When the radio says no more than is recorded, and takes no code.
    pub fn after_pick(&self, pick: RadioPick) -> Result<RadioNext, Unfit> {
        Ok(match pick {
            RadioPick::Own(display) => return self.own(display),
            RadioPick::Seen(display) => {
                let outcome = if display == Display::Locked { RadioReply::Locked } else { RadioReply::Unknown };
                self.seen(outcome, Origin::Seen, &format!("the display says {}", display.word()))
            }
            RadioPick::LookAgain => RadioNext::Back,
            RadioPick::NoOtherAttempts => RadioNext::AttemptsKnown,
            RadioPick::OtherAttempts => RadioNext::Choose(RadioChoice::HowMany),
            RadioPick::Times(times) => RadioNext::Choose(RadioChoice::WhichDay(times)),
            RadioPick::Told(told) => {
                self.seen(RadioReply::Unknown, Origin::Told(told), "entered elsewhere, as the customer says")
            }
            RadioPick::Record(entry) => RadioNext::Record(*entry),
            RadioPick::Corrected(stage) => RadioNext::Ask(RadioQuestion::CorrectionReason { stage }),
        })
    }

    /// The display speaks of our own last attempt: what it says more than was recorded corrects that.
    fn own(&self, display: Display) -> Result<RadioNext, Unfit> {
        let said = match display {
            Display::Wait => RadioReply::Wait,
            Display::Locked => RadioReply::Locked,
            Display::Error | Display::Code | Display::Safe | Display::Plays | Display::Other => {
                return Ok(RadioNext::Prepare(Display::Code));
            }
        };
        let known = self.guard.last_own().filter(|entry| !entry.is_made_good).and_then(|entry| entry.outcome);
        match known {
            Some(RadioReply::Error | RadioReply::Unknown) => {}
            Some(RadioReply::Wait) if said == RadioReply::Locked => {}
            // LOCKED holds whatever job the code was entered on
            None if said == RadioReply::Locked => return Ok(self.seen(said, Origin::Seen, "the display says LOCKED")),
            _ => {
                return Err(Unfit::new(
                    "its attempt is recorded; enter nothing while it says WAIT: leave it on, and look again".to_owned(),
                ));
            }
        }
        let said = AttemptStage::Corrected(said);
        Ok(self.record(said.correcting(&format!("the display says {}", display.word())), "", self.who))
    }

    /// What was seen or told of codes that were not entered here.
    fn seen(&self, outcome: RadioReply, origin: Origin, note: &str) -> RadioNext {
        self.record(What::Attempted { outcome, origin }, note, self.who)
    }

    fn record(&self, what: What, note: &str, who: impl Into<Signature>) -> RadioNext {
        RadioNext::Record(Entry::new(what, note, who))
    }
}
