//! The part of a `remark` row's note that says what an adapter read of a car's codes.

use crate::domain::scan::is_vin;
use crate::domain::{CarCodes, CodesRead, FaultCode, Id, listed_codes};

/// Its beginning.
const CODES: &str = "\u{1e}codes ";
/// What stands for what the car doesn't tell.
const UNTOLD: &str = "untold";
/// What stands for no code.
const NONE: &str = "none";
/// The most codes of one kind.
const CODES_MAX: usize = 64;

/// The part.
pub(super) fn encode_codes(read: &CodesRead) -> String {
    let vin = read.told.vin.as_deref().unwrap_or(UNTOLD);
    let kinds = read.told.kinds().map(|(kind, codes)| match codes {
        None => format!("{kind} {UNTOLD}"),
        Some([]) => format!("{kind} {NONE}"),
        Some(codes) => format!("{kind} {}", listed_codes(codes)),
    });
    format!("{CODES}{} vin {vin} {}", read.by, kinds.join(" "))
}

/// Reads it.
pub(super) fn decode_codes(part: &str) -> Option<CodesRead> {
    let (by, rest) = part.strip_prefix(CODES)?.split_once(" vin ")?;
    let (vin, rest) = rest.split_once(" stored ")?;
    let (stored, rest) = rest.split_once(" pending ")?;
    let (pending, permanent) = rest.split_once(" permanent ")?;
    let is_untold = vin == UNTOLD;
    let vin = Some(vin.to_owned()).filter(|vin| is_vin(vin) && *vin == vin.trim().to_ascii_uppercase());
    if !is_untold && vin.is_none() {
        return None;
    }
    let told = CarCodes { vin, stored: kind(stored)?, pending: kind(pending)?, permanent: kind(permanent)? };
    let read = CodesRead { by: Id::new(by).ok()?, told };
    (encode_codes(&read) == part).then_some(read)
}

/// Reads the codes of one kind: in their order, each once.
fn kind(text: &str) -> Option<Option<Vec<FaultCode>>> {
    match text {
        UNTOLD => Some(None),
        NONE => Some(Some(Vec::new())),
        codes => {
            let codes: Vec<FaultCode> = codes.split(' ').map(FaultCode::parse).collect::<Option<_>>()?;
            (codes.is_sorted_by(|one, next| one < next) && codes.len() <= CODES_MAX).then_some(Some(codes))
        }
    }
}
