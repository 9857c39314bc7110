//! What an adapter read of a car's codes, in a language.

use super::Words;
use crate::domain::{CarCodes, CodesChange, listed_codes};

impl Words {
    /// The VIN, and each kind of codes.
    #[must_use]
    pub fn codes(&self, told: &CarCodes) -> String {
        let vin = told.vin.clone().unwrap_or_else(|| self.get("codes-untold"));
        format!("{} {vin} · {}", self.get("codes-vin"), self.codes_alone(told))
    }

    /// Each kind of codes.
    #[must_use]
    pub fn codes_alone(&self, told: &CarCodes) -> String {
        let kinds = told.kinds().map(|(kind, codes)| {
            let codes = match codes {
                None => self.get("codes-untold"),
                Some([]) => self.get("codes-none"),
                Some(codes) => listed_codes(codes),
            };
            format!("{}: {codes}", self.get(&format!("codes-{kind}")))
        });
        kinds.join(" · ")
    }

    /// What became of codes from before the work to after it.
    #[must_use]
    pub fn codes_change(&self, change: &CodesChange) -> String {
        let parts = change.parts().into_iter();
        let parts: Vec<String> = parts
            .map(|(part, codes)| format!("{}: {}", self.get(&format!("codes-{part}")), listed_codes(codes)))
            .collect();
        if parts.is_empty() { self.get("codes-none-both") } else { parts.join(" · ") }
    }
}
