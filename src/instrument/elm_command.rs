//! All that an adapter is ever told.

/// Something that is said to an ELM327 or STN adapter. The list is closed, and nothing on it writes to a car: there is no way to
/// clear codes (mode 04), to set anything, or to send what somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElmCommand {
    /// Start anew.
    Reset,
    /// Don't repeat what is sent.
    EchoOff,
    /// One character at the end of a line.
    LinefeedsOff,
    /// The volts at pin 16.
    Volts,
    /// The VIN (mode 09).
    Vin,
    /// The stored codes (mode 03).
    Stored,
    /// The pending codes (mode 07).
    Pending,
    /// The permanent codes (mode 0A).
    Permanent,
}

impl ElmCommand {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Reset,
        Self::EchoOff,
        Self::LinefeedsOff,
        Self::Volts,
        Self::Vin,
        Self::Stored,
        Self::Pending,
        Self::Permanent,
    ];

    /// What goes over the line, without its end.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Reset => "ATZ",
            Self::EchoOff => "ATE0",
            Self::LinefeedsOff => "ATL0",
            Self::Volts => "ATRV",
            Self::Vin => "0902",
            Self::Stored => "03",
            Self::Pending => "07",
            Self::Permanent => "0A",
        }
    }

    /// Whether it is for the adapter alone: what reaches the bus keeps a car from falling asleep, or wakes it.
    #[must_use]
    pub fn stays_in_the_adapter(self) -> bool {
        self.text().starts_with("AT")
    }
}
