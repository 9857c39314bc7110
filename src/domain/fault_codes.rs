//! What the engine's computer tells of itself: the VIN and fault codes, by the generic modes of OBD.

use std::fmt;

/// A fault code, such as `P0420`, by its two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaultCode(pub u16);

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let system = ['P', 'C', 'B', 'U'][usize::from(self.0 >> 14)];
        write!(f, "{system}{}{:03X}", self.0 >> 12 & 3, self.0 & 0xFFF)
    }
}

/// What was read at a car. `None` is what the car does not tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CarCodes {
    /// The VIN.
    pub vin: Option<String>,
    /// Codes of faults that are there (mode 03).
    pub stored: Option<Vec<FaultCode>>,
    /// Codes of faults that were seen once (mode 07).
    pub pending: Option<Vec<FaultCode>>,
    /// Codes that only the car itself takes away, once it has seen the fault gone (mode 0A).
    pub permanent: Option<Vec<FaultCode>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_as_in_every_book() {
        for (bytes, shown) in
            [(0x0420, "P0420"), (0x4123, "C0123"), (0x9A01, "B1A01"), (0xC100, "U0100"), (0x3FFF, "P3FFF")]
        {
            assert_eq!(FaultCode(bytes).to_string(), shown);
        }
    }
}
