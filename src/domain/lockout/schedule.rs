//! How long a radio takes no code after a wrong one, as the radio book says.

use crate::domain::{Id, Provenance, Text};

/// How a radio makes people wait after wrong codes.
#[derive(Debug, Clone, PartialEq)]
pub struct LockoutSchedule {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// The radios that it is known of; none: any radio.
    pub radios: Vec<Id>,
    /// The waits, by the number of wrong codes. The last one holds for every further wrong code, too.
    pub steps: Vec<WaitStep>,
    /// After the last step, only every so many further wrong codes make people wait; `None`: each does.
    pub every: Option<u32>,
    /// Whether a wait runs only while the radio is switched on, and begins anew when it was off.
    pub is_while_on: bool,
    /// After so many wrong codes in all the unit takes none any more.
    pub dead_after: Option<u32>,
    /// Where that is from.
    pub provenance: Provenance,
    /// Whether it is the one that is counted by, where several disagree.
    pub is_default: bool,
    /// Why it is.
    pub why: Option<Text>,
}

/// One wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitStep {
    /// After so many wrong codes.
    pub after: u32,
    /// How long nothing is taken then, in seconds.
    pub wait_seconds: u32,
}

impl LockoutSchedule {
    /// The wait after so many wrong codes, in seconds.
    #[must_use]
    pub fn wait_seconds(&self, wrong: u32) -> u32 {
        let Some(step) = self.steps.iter().rev().find(|step| step.after <= wrong) else { return 0 };
        let is_last = self.steps.last() == Some(step);
        let is_between = is_last && self.every.is_some_and(|every| !(wrong - step.after).is_multiple_of(every.max(1)));
        if is_between { 0 } else { step.wait_seconds }
    }

    /// The longest wait, in seconds: what counts when nobody knows how many wrong codes there were.
    #[must_use]
    pub fn longest_seconds(&self) -> u32 {
        self.steps.iter().map(|step| step.wait_seconds).max().unwrap_or(0)
    }

    /// The wait that a radio means that says WAIT after so many wrong codes, in seconds: the first there is from then on.
    pub(super) fn told_seconds(&self, wrong: u32) -> u32 {
        let later = self.steps.iter().filter(|step| step.after > wrong).map(|step| step.wait_seconds);
        std::iter::once(self.wait_seconds(wrong)).chain(later).find(|&seconds| seconds > 0).unwrap_or(0)
    }
}
