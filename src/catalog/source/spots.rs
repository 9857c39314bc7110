//! Reads where something is measured.

use super::fields::Fields;
use crate::domain::Spot;

/// One place or several, each once; what is none is told.
pub fn spots(fields: &mut Fields, name: &'static str) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (word, span) in fields.strings(name).unwrap_or_default() {
        match Spot::from_word(word) {
            Some(spot) if spots.contains(&spot) => fields.error_at(&span, format!("{word:?} stands here twice"), ""),
            Some(spot) => spots.push(spot),
            None => {
                let words = Spot::ALL.map(Spot::word).join(", ");
                let help = format!("write some of: {words}");
                fields.error_at(&span, format!("{word:?} is no place to read"), help);
            }
        }
    }
    if spots.is_empty() && fields.has(name) && fields.is_sound() {
        let words = Spot::ALL.map(Spot::word).join(", ");
        fields.error(name, format!("`{name}` names no place"), format!("write some of: {words}"));
    }
    spots
}
