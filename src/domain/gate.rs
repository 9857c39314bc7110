//! The gate: may the battery lead come off?

use chrono::{DateTime, FixedOffset};

/// Where a job stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Gate {
    /// Something of A or B is missing: the battery stays connected, the wiring is not touched.
    Stop {
        /// Lines that are still open.
        lines_left: usize,
        /// Hold points among them.
        holds_open: usize,
        /// What says stop, in its own words; the first of them.
        because: Option<String>,
    },
    /// A and B are complete: the lead may come off, or the work may begin.
    Clear {
        /// B's completion call.
        call: String,
    },
    /// The lead is off.
    LeadOff {
        /// Since when: the time of B's completion call.
        since: DateTime<FixedOffset>,
        /// What must not go on all the same.
        stop: Option<Stop>,
    },
    /// The work goes on with the lead connected.
    Working {
        /// Since when.
        since: DateTime<FixedOffset>,
        /// What must not go on all the same.
        stop: Option<Stop>,
    },
    /// The lead is on again; the list is not finished.
    LeadOn {
        /// Since when.
        since: DateTime<FixedOffset>,
        /// Lines that are still open.
        lines_left: usize,
        /// What must not go on all the same.
        stop: Option<Stop>,
    },
    /// The list is finished.
    Done {
        /// What the radio does, where that is not simply fine.
        radio: Option<String>,
    },
    /// The job was stopped.
    Stopped {
        /// Whether the car was left with the lead off.
        is_lead_off: bool,
    },
}

/// A stop after the lead came off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// A corrected answer broke what the work relied on.
    MakeSafe {
        /// The item's label.
        item: String,
    },
    /// Something must not be touched yet, such as airbag parts.
    NotYet {
        /// What.
        text: String,
        /// Seconds that must pass at least; `None` when something else is missing.
        seconds_left: Option<u32>,
    },
}

impl Gate {
    /// The word on the gate line.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Stop { .. }
            | Self::LeadOff { stop: Some(_), .. }
            | Self::Working { stop: Some(_), .. }
            | Self::LeadOn { stop: Some(_), .. } => "STOP",
            Self::Clear { .. } | Self::Working { .. } => "CLEAR",
            Self::LeadOff { .. } => "LEAD OFF",
            Self::LeadOn { .. } => "LEAD ON",
            Self::Done { .. } => "DONE",
            Self::Stopped { .. } => "STOPPED",
        }
    }
}
