//! What the engine's computer tells of itself: the VIN and fault codes, by the generic modes of OBD.

use std::fmt;

use super::Id;

/// A fault code, such as `P0420`, by its two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaultCode(pub u16);

impl FaultCode {
    /// The code of such letters and digits, and of no others.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (system, rest) = (text.chars().next()?, text.get(1..).filter(|rest| rest.len() == 4)?);
        let system = ['P', 'C', 'B', 'U'].iter().position(|it| *it == system)?;
        let bits = u16::from_str_radix(rest, 16).ok().filter(|bits| bits >> 14 == 0)?;
        let code = Self(u16::try_from(system).ok()? << 14 | bits);
        (code.to_string() == text).then_some(code)
    }
}

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

impl CarCodes {
    /// Each kind of codes, with its word.
    #[must_use]
    pub fn kinds(&self) -> [(&'static str, Option<&[FaultCode]>); 3] {
        [
            ("stored", self.stored.as_deref()),
            ("pending", self.pending.as_deref()),
            ("permanent", self.permanent.as_deref()),
        ]
    }

    /// In a line: each kind with its codes.
    #[must_use]
    pub fn words(&self) -> String {
        let kinds = self.kinds().map(|(kind, codes)| match codes {
            None => format!("{kind} not told"),
            Some([]) => format!("{kind} none"),
            Some(codes) => format!("{kind} {}", listed(codes)),
        });
        kinds.join(" · ")
    }
}

/// What an adapter read at a car, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodesRead {
    /// The adapter.
    pub by: Id,
    /// What the car told.
    pub told: CarCodes,
}

/// Codes with blanks between.
#[must_use]
pub fn listed(codes: &[FaultCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
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
            assert_eq!(FaultCode::parse(shown), Some(FaultCode(bytes)));
        }
        for bad in ["", "P", "P042", "P4420", "X0420", "p0420", "P04200", "P0 20", "P+420", "P00fF", "Pä20", "U"] {
            assert_eq!(FaultCode::parse(bad), None, "{bad}");
        }
    }
}
