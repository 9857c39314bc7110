//! What is asked: a checklist of four pause points, read from data and never changed afterwards.

use super::{Answer, Choice, Id, PausePoint, Spot, Text, Verdict, When};

/// Ids that every checklist must have as hold points, because they are what the product is for.
pub const HOLD_POINTS: [&str; 3] = ["radio-serial", "customer-code", "backup-power"];

/// Ids that the program reads by name, for the head line, the jobs table, the audit and the sheet. A checklist that
/// leaves one out loses that column and nothing else.
pub mod known {
    /// The plate, or the VIN where there is none.
    pub const PLATE: &str = "plate";
    /// The car's make; the radio book's makes are its options.
    pub const MAKE: &str = "make";
    /// The car's generation; the radio book's generations are its options.
    pub const CAR: &str = "car";
    /// The engine family; decides the wait.
    pub const ENGINE: &str = "engine";
    /// The radio's type.
    pub const RADIO: &str = "radio";
    /// What the radio did when the car arrived.
    pub const ARRIVAL: &str = "arrival";
    /// The radio's serial number. A hold point.
    pub const SERIAL: &str = "radio-serial";
    /// Where the serial number was read.
    pub const SERIAL_SOURCE: &str = "serial-source";
    /// Whether the customer has the code. A hold point.
    pub const CODE: &str = "customer-code";
    /// The answer about the code that was entered here: it takes an attempt that the radio accepted.
    pub const ENTERED: &str = "entered-accepted";
    /// How the code was found.
    pub const CODE_FOUND: &str = "code-found";
    /// Whether the customer agrees, told what may be lost.
    pub const CONSENT: &str = "consent";
    /// The second source. A hold point.
    pub const BACKUP: &str = "backup-power";
    /// Answers to it by which nothing feeds the car while its battery is off.
    pub const NO_SOURCE: [&str; 4] = ["none", "memory-lost", "no-radio", "asks-nothing"];
    /// Volts between the car's leads, lead off.
    pub const CAR_VOLTS: &str = "car-volts";
    /// How many minutes ago a battery came off that was off before it was called.
    pub const OFF_SINCE: &str = "off-since";
    /// What the radio does after the work.
    pub const RADIO_AFTER: &str = "radio-after";
    /// The windows after the work.
    pub const WINDOWS: &str = "windows";
    /// The clock and the stations after the work: who asks for them takes the radio's memory for lost.
    pub const CLOCK: &str = "clock";
    /// The ignition before airbag work, where the radio book's word on it is shown.
    pub const AIRBAG_IGNITION: &str = "airbag-ignition";
    /// The wait before airbag parts are touched.
    pub const AIRBAG_WAIT: &str = "airbag-wait";
    /// The siren that takes a battery that comes off too late for a theft.
    pub const SIREN: &str = "siren";
    /// The time that the car is left off once the battery is on again.
    pub const SETTLE: &str = "settle";
    /// Warning lights and stored faults before the work.
    pub const LAMPS: &str = "lamps";
    /// The same after it.
    pub const LAMPS_AFTER: &str = "lamps-after";
    /// What a radio does that wants a code, or takes none for now.
    pub const WANTS_CODE: [&str; 3] = ["asks-code", "locked", "counts-down"];
    /// The answer to an item that takes something off the car again by which it was never on.
    pub const NEVER_FITTED: &str = "never-fitted";
    /// Items that ask the same before the work and after it.
    pub const TWINS: [(&str, &str); 3] =
        [("arrival-volts", "charging-volts"), (ARRIVAL, RADIO_AFTER), (LAMPS, LAMPS_AFTER)];
    /// The item that asks the same after the work.
    #[must_use]
    pub fn asked_again(item: &str) -> Option<&'static str> {
        TWINS.iter().find(|(before, _)| *before == item).map(|(_, after)| *after)
    }
    /// What nobody answers and conditions can ask for: what the radio book knows of this car, and whether the battery was off before it
    /// was called; each with its answers.
    pub const OF_BOOK: [(&str, &[&str]); 5] = [
        (BOOK_CODED, &["yes", "no", "paired", "not-known"]),
        (BOOK_AIRBAG, &["known", "not-known"]),
        (BOOK_IGNITION, &["on", "off", "not-known"]),
        (BOOK_SIREN, &["yes", "no"]),
        (OFF_EARLY, &["yes", "no"]),
    ];
    /// Whether this radio asks for a code after its power was away.
    pub const BOOK_CODED: &str = "book-coded";
    /// Whether the maker's wait before airbag parts are touched is in the book.
    pub const BOOK_AIRBAG: &str = "book-airbag-wait";
    /// How the maker wants the ignition as the cables come off for airbag work.
    pub const BOOK_IGNITION: &str = "book-airbag-ignition";
    /// Whether the battery was off before it was called.
    pub const OFF_EARLY: &str = "lead-off-early";
    /// Whether a siren takes a battery that comes off too late for a theft.
    pub const BOOK_SIREN: &str = "book-siren";
}

/// The width of a label in the list of items at 80×24, in terminal cells.
pub const LABEL_CELLS: usize = 17;

/// The width of an option in a line of the detail pane at 80×24, in terminal cells.
pub const OPTION_CELLS: usize = 40;

/// The width of a question in the two lines of the detail pane at 80×24, in terminal cells.
pub const ASK_CELLS: usize = 76;

/// The name under which the wording of a checklist or a radio file is kept: `<id>-<revision>-<first 8 of its SHA-256>.toml`.
#[must_use]
pub fn kept_name(id: &str, revision: u32, sha: &str) -> String {
    format!("{id}-{revision}-{}.toml", sha.get(..8).unwrap_or(sha))
}

/// Data that says how one kind of work is prepared.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Its id, which is also the kind of work: `battery`, `wiring`, …
    pub id: Id,
    /// Its name for people.
    pub title: Text,
    /// Counts up with every change.
    pub revision: u32,
    /// The pause points in order; C may be missing.
    pub pages: Vec<ChecklistPage>,
}

/// A moment to stop and look: the items that must hold before the work goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistPage {
    /// Which of the four it is.
    pub pause: PausePoint,
    /// Its name.
    pub title: Text,
    /// How it is worked through.
    pub mode: PageMode,
    /// Whether it applies.
    pub when: When,
    /// The items in order.
    pub items: Vec<Item>,
    /// What is called out at the end: the first one whose condition holds.
    pub calls: Vec<Call>,
    /// What must not be touched until this page is complete; the gate shows it.
    pub stop: Option<Text>,
}

/// How a page is worked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageMode {
    /// Read an item, do it, read the next.
    ReadDo,
    /// Do everything, then confirm it in one go.
    DoConfirm,
}

/// The completion call of a pause point.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is said.
    pub text: Text,
    /// Whether it is this one.
    pub when: When,
    /// Whether the battery lead comes off at this moment.
    pub lead_off: bool,
}

/// One question. Its id names it in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id.
    pub id: Id,
    /// A few words for the list.
    pub label: Text,
    /// The question: verb first, one action.
    pub ask: Text,
    /// Whether it shares the line of the item before it.
    pub is_same_line: bool,
    /// What can be typed or measured; `None` where only options are offered.
    pub field: Option<Field>,
    /// The options, in the order of their keys.
    pub options: Vec<Choice>,
    /// Options that come out of the radio book, before the others.
    pub more: Option<More>,
    /// Whether it is a hold point: done, overridden, or the job is stopped.
    pub is_hold: bool,
    /// Whether `not applicable` may be said.
    pub may_skip: bool,
    /// Whether it may be overridden.
    pub may_override: bool,
    /// After how many seconds the answer must be given again, until the lead is off.
    pub stale_after_seconds: Option<u32>,
    /// Whether it is a step done by hand at the car, so that it takes time.
    pub is_physical: bool,
    /// Whether it must be signed off before a job may be stopped with the lead off.
    pub is_make_safe: bool,
    /// The item whose work this one takes back, such as the backup power that is removed: to be signed off before a stop
    /// once that was recorded.
    pub undoes: Option<Id>,
    /// Earlier items that prove what this one says, such as the source that was measured before it was fitted: when one of them is
    /// answered again, this one is asked again, and when this one changes, they are.
    pub proven_by: Vec<Id>,
    /// Whether its answer says that the battery is off: waits and the record count from it, not from the call.
    pub is_lead_off: bool,
    /// Whether its answer says that the battery lead is on again.
    pub is_lead_on: bool,
    /// Whether the radio book's advice is shown with it; not where the checklist asks for the opposite.
    pub takes_advice: bool,
    /// Whether its answers are a column of the jobs tables.
    pub is_column: bool,
    /// Applies only when this holds …
    pub when: When,
    /// … and this doesn't. An empty condition here never holds.
    pub unless: When,
    /// A short text for the customer's sheet.
    pub sheet: Option<Text>,
    /// The why behind F1.
    pub help: Option<Text>,
}

/// What can be typed.
// a checklist has a few dozen of these: their size doesn't matter
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// Free text.
    Text(Shape),
    /// The beginning of an option's words: a choice among more than there are keys.
    Find,
    /// A radio's serial number.
    Serial,
    /// A figure.
    Measure {
        /// Its unit, such as `V`.
        unit: String,
        /// What is plausible, and what is good.
        limits: Limits,
        /// Where an instrument may read it; nowhere where it is to be typed.
        measured_at: Vec<Spot>,
    },
    /// Time that must pass; the tool counts it.
    Wait {
        /// The seconds, unless somebody else's figure counts.
        seconds: u32,
        /// Whose figure counts.
        per: Per,
        /// The item whose figure, in minutes, counts once it is typed.
        minutes_from: Option<Id>,
        /// From when it is counted.
        since: Since,
    },
}

/// Whose figure of a wait counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// The checklist's own.
    Checklist,
    /// The radio book's for the car and its engine, before the battery comes off.
    Engine,
    /// The radio book's for the car, before airbag parts are touched.
    Airbag,
    /// The radio book's for the car, before it is started again.
    Starting,
}

/// What a text must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Anything.
    Any,
    /// A plate, trimmed and upper-cased; 17 characters are a VIN.
    Plate,
}

/// From when a wait is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// From the latest answer to one of these items.
    Items(Vec<Id>),
    /// From B's completion call, the moment when the lead came off.
    Call,
}

/// Limits of a figure, in the figure's unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// Below this it can't be a reading: refused.
    pub min: Option<f64>,
    /// Above this it can't be a reading: refused.
    pub max: Option<f64>,
    /// Below this conditions call it `flat`; the verdict is that of the other limits.
    pub flat_below: Option<f64>,
    /// Below this the verdict is `warn`.
    pub warn_below: Option<f64>,
    /// Above this the verdict is `warn`.
    pub warn_above: Option<f64>,
    /// Below this the verdict is `stop`.
    pub stop_below: Option<f64>,
    /// Above this the verdict is `stop`.
    pub stop_above: Option<f64>,
    /// What is said when it is too low.
    pub low: Option<Text>,
    /// What is said when it is too high.
    pub high: Option<Text>,
}

impl Limits {
    /// The least and the most that nothing is said about; none where a side is open.
    #[must_use]
    pub fn fine(&self) -> (Option<f64>, Option<f64>) {
        let least = [self.warn_below, self.stop_below].into_iter().flatten().reduce(f64::max);
        let most = [self.warn_above, self.stop_above].into_iter().flatten().reduce(f64::min);
        (least, most)
    }
}

/// Where further options come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// The makes of the radio book.
    Makes,
    /// The generations of the make that was answered; of every make where none was.
    Cars,
    /// The radio types of the generation that was answered.
    Radios,
}

impl Checklist {
    /// The page of a pause point.
    #[must_use]
    pub fn page(&self, pause: PausePoint) -> Option<&ChecklistPage> {
        self.pages.iter().find(|page| page.pause == pause)
    }

    /// The item with this id, and the pause point it stands in.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<(PausePoint, &Item)> {
        self.items().find(|(_, item)| item.id.is(id))
    }

    /// All items in order.
    pub fn items(&self) -> impl Iterator<Item = (PausePoint, &Item)> {
        self.pages.iter().flat_map(|page| page.items.iter().map(|item| (page.pause, item)))
    }
}

impl Limits {
    /// On which side of its limits a figure lies: `flat`, `low`, `high`, or within them.
    #[must_use]
    pub fn side(&self, value: f64) -> Option<&'static str> {
        let is_low = [self.warn_below, self.stop_below].into_iter().flatten().any(|limit| value < limit);
        let is_high = [self.warn_above, self.stop_above].into_iter().flatten().any(|limit| value > limit);
        if self.flat_below.is_some_and(|limit| value < limit) {
            Some("flat")
        } else if is_low {
            Some("low")
        } else {
            is_high.then_some("high")
        }
    }

    /// Whether a figure can be too low.
    #[must_use]
    pub fn judges_low(&self) -> bool {
        self.warn_below.is_some() || self.stop_below.is_some()
    }

    /// Whether a figure can be too high.
    #[must_use]
    pub fn judges_high(&self) -> bool {
        self.warn_above.is_some() || self.stop_above.is_some()
    }

    /// The verdict on a figure, with what is to be said about it.
    #[must_use]
    pub fn judge(&self, value: f64) -> (Verdict, Option<&Text>) {
        let is_below = |limit: Option<f64>| limit.is_some_and(|limit| value < limit);
        let is_above = |limit: Option<f64>| limit.is_some_and(|limit| value > limit);
        if is_below(self.stop_below) {
            (Verdict::Stop, self.low.as_ref())
        } else if is_above(self.stop_above) {
            (Verdict::Stop, self.high.as_ref())
        } else if is_below(self.warn_below) {
            (Verdict::Warn, self.low.as_ref())
        } else if is_above(self.warn_above) {
            (Verdict::Warn, self.high.as_ref())
        } else {
            (Verdict::Ok, None)
        }
    }
}

impl Item {
    /// Whether it is a wait that only the rows can show to be over: nobody may leave it out, shorten it, or say how long it was.
    #[must_use]
    pub fn is_by_rows(&self) -> bool {
        match &self.field {
            Some(Field::Wait { since: Since::Call, .. }) => true,
            Some(Field::Wait { .. }) => !self.may_skip && !self.may_override,
            _ => false,
        }
    }

    /// The verdict on a typed answer; options are judged by their [`Choice`].
    #[must_use]
    pub fn judge_typed(&self, answer: &Answer) -> (Verdict, Option<&Text>) {
        match (&self.field, answer) {
            (Some(Field::Measure { limits, .. }), Answer::Number(reading)) => limits.judge(reading.value()),
            _ => (Verdict::Ok, None),
        }
    }

    /// `flat`, `low` or `high` for a figure outside its limits, else the token of the answer.
    #[must_use]
    pub fn token_of<'a>(&self, answer: &'a Answer) -> &'a str {
        match (&self.field, answer) {
            (Some(Field::Measure { limits, .. }), Answer::Number(reading)) => {
                limits.side(reading.value()).unwrap_or("num")
            }
            _ => answer.token(),
        }
    }
}
