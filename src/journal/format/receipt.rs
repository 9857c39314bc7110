//! The receipt code: the short form of a seal, printed for the customer, that proves a job years later.

use std::fmt;
use std::num::NonZeroU64;

use super::seal::Seal;
use crate::domain::scan::unwrapped;
use crate::domain::{JobKey, JobNumber, Station};

/// Crockford's base 32: no I, L, O, U.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols that carry the seal, before the check symbol.
const DIGITS: usize = 16;

/// The first 80 bits of the seal of a `finish` or `stop` row. Shown as `5ABN-2V1N-9DM8-936V-N`: 16 symbols of
/// Crockford's base 32 and a check symbol, which finds every single wrong symbol and every two neighbours swapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt([u8; DIGITS]);

/// Why a text is no receipt code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadReceipt {
    /// A character that no code has.
    #[error("{0:?} is in no receipt code: it has digits and letters without I, L, O and U")]
    Symbol(char),
    /// Too few or too many.
    #[error("{0} symbols where a receipt code has 17, such as 5ABN-2V1N-9DM8-936V-N")]
    Length(usize),
    /// The check symbol does not fit the others.
    #[error("mistyped: the last symbol does not fit the others; compare the code with the paper once more")]
    Check,
}

impl Receipt {
    /// The receipt of a seal.
    #[must_use]
    pub fn of(seal: &Seal) -> Self {
        let mut digits = [0_u8; DIGITS];
        for (at, digit) in digits.iter_mut().enumerate() {
            let bit = at * 5;
            let pair = u16::from(seal.bytes()[bit / 8]) << 8 | u16::from(seal.bytes()[bit / 8 + 1]);
            *digit = (pair >> (11 - bit % 8) & 31) as u8;
        }
        Self(digits)
    }

    /// Whether it is one of those that are picked, about one in so many: by the seal, which nobody knows before the row is written, and
    /// which nobody can choose. Its first 60 bits, as a number, are then a multiple of it.
    #[must_use]
    pub fn is_picked(&self, one_in: u32) -> bool {
        one_in > 0 && self.number().is_multiple_of(one_in.into())
    }

    /// Its first 60 bits.
    fn number(&self) -> u64 {
        self.0[..12].iter().fold(0, |number, digit| number << 5 | u64::from(*digit))
    }

    /// By what a job is found: as much of it as one number has room for, which is never 0.
    #[must_use]
    pub fn key(&self) -> NonZeroU64 {
        NonZeroU64::MIN | self.number() << 1
    }

    /// Reads what was typed: any case, `I` and `L` as 1, `O` as 0, blanks and hyphens ignored; or what a scanner read from a sheet.
    ///
    /// # Errors
    /// When it isn't 17 symbols, or the check symbol does not fit.
    pub fn parse(typed: &str) -> Result<Self, BadReceipt> {
        if let Some(scanned) = ScannedReceipt::parse(typed) {
            return Ok(scanned.receipt);
        }
        let is_filler = |c: char| c.is_whitespace() || c == '-' || matches!(c, '\u{2010}'..='\u{2015}');
        let mut values = Vec::with_capacity(DIGITS + 1);
        for c in typed.chars().filter(|&c| !is_filler(c)) {
            values.push(symbol_value(c).ok_or(BadReceipt::Symbol(c))?);
        }
        let Some((&check, digits)) = values.split_last().filter(|(_, digits)| digits.len() == DIGITS) else {
            return Err(BadReceipt::Length(values.len()));
        };
        let mut receipt = Self([0; DIGITS]);
        receipt.0.copy_from_slice(digits);
        if receipt.check() == check { Ok(receipt) } else { Err(BadReceipt::Check) }
    }

    /// Whether a text is written as a receipt is printed, right or mistyped: nothing else is.
    #[must_use]
    pub fn is_as_printed(typed: &str) -> bool {
        typed.trim().split('-').map(|part| part.chars().count()).eq([4, 4, 4, 4, 1])
    }

    /// `c = 2·(c xor d)` over the digits, in GF(32) modulo x⁵+x²+1.
    fn check(&self) -> u8 {
        self.0.iter().fold(0, |check, digit| {
            let doubled = (check ^ digit) << 1;
            if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
        })
    }
}

/// What a sheet's QR code says, as far as a job is found by it: `precheck.receipt/1 STATION JOB ROW TIME RECEIPT SEAL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScannedReceipt {
    /// The job's station and number.
    pub job: JobKey,
    /// The receipt, which is that of the seal beside it.
    pub receipt: Receipt,
}

impl ScannedReceipt {
    /// The name of the form, with which the line begins.
    pub const FORM: &str = "precheck.receipt/1";

    /// Reads the line of a QR code; `None` when it is none, or its receipt is not that of its seal.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let words: Vec<&str> = unwrapped(line).split_whitespace().collect();
        let [Self::FORM, station, number, _, _, receipt, seal] = words[..] else { return None };
        let job = JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? };
        let receipt = Receipt::parse(receipt).ok()?;
        (Receipt::of(&Seal::from_hex(seal.as_bytes())?) == receipt).then_some(Self { job, receipt })
    }
}

fn symbol_value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        c => c,
    };
    let at = SYMBOLS.iter().position(|&symbol| char::from(symbol) == c)?;
    u8::try_from(at).ok()
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, &digit) in self.0.iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(SYMBOLS[usize::from(digit)]))?;
        }
        write!(f, "-{}", char::from(SYMBOLS[usize::from(self.check())]))
    }
}
