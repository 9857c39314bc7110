//! Jobs that the workshop's own system offers, before anybody has begun them.

use super::{JobNumber, Plate};

/// A job that the workshop's own system offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedJob {
    /// Its number there.
    pub number: JobNumber,
    /// The car's plate, or its VIN; several where the rows of this number name several cars.
    pub plates: Vec<String>,
    /// The kind of work, as that system calls it.
    pub kind: Option<String>,
}

impl OfferedJob {
    /// The plate of the only car that it names.
    #[must_use]
    pub fn plate(&self) -> Option<&str> {
        if let [only] = &self.plates[..] { Some(only) } else { None }
    }

    /// Whether it names this car.
    #[must_use]
    pub fn names(&self, plate: Plate<'_>) -> bool {
        self.plates.iter().any(|its| Plate::new(its) == plate)
    }
}

/// What was found in the folder of offered jobs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The jobs.
    pub jobs: Vec<OfferedJob>,
    /// What could not be read, a sentence each.
    pub faults: Vec<String>,
}

/// The longest text that is taken for a plate, in characters.
const PLATE_MOST: usize = 20;

/// A plate or a VIN out of another program's file; none where the text looks like something else, such as a name.
#[must_use]
pub fn offered_plate(text: &str) -> Option<String> {
    let plate = text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.');
    let is_plate = plate.chars().count() <= PLATE_MOST
        && plate.chars().all(fits)
        && plate.chars().any(|c| c.is_ascii_digit())
        && plate.chars().any(char::is_alphabetic);
    is_plate.then_some(plate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_a_phone_is_no_plate() {
        assert_eq!(offered_plate(" kö-ab  12 "), Some("KÖ-AB 12".to_owned()));
        assert_eq!(offered_plate("SJNFEAJ11U1234567"), Some("SJNFEAJ11U1234567".to_owned()));
        for other in ["Ana Kovač", "0711 555123", "+49711", "", "Main Street 12, 70173 Stuttgart"] {
            assert_eq!(offered_plate(other), None, "{other}");
        }
    }
}
