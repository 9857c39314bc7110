//! What bytes may be part of, and where the next one is that may not. A processor that looks at 32 bytes at a time does so for a
//! whole block before its rows are read; the others look byte by byte, when asked.

use multiversion::multiversion;
use multiversion::target::match_target;

/// What stands for itself in a name, a job's number, a text: bits.
const NAME: u8 = 1;
const NUMBER: u8 = 2;
pub(in crate::journal) const PLAIN: u8 = 4;

/// What each byte may be part of. In a text: printable ASCII without what is escaped, quoted or makes "first" begin anew; and the
/// bytes of U+00C0 to U+05FF, none of which is escaped. Whether they are whole characters is seen when the block becomes text.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0x20;
    while at < 0x7f {
        let byte = at as u8;
        let is_name = byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_number = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let is_plain = !matches!(byte, b',' | b'"' | b'\\' | b';' | b'|');
        classes[at] = (is_name as u8 * NAME) | (is_number as u8 * NUMBER) | (is_plain as u8 * PLAIN);
        at += 1;
    }
    let mut at = 0x80;
    while at <= 0xd7 {
        if at <= 0xbf || at >= 0xc3 {
            classes[at] = PLAIN;
        }
        at += 1;
    }
    classes
};

/// Whether a byte may be part of that.
#[inline]
pub(in crate::journal) fn is_of(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

/// Where names, numbers and texts end: at the first byte that may not be part of them. None: not in these bytes.
pub(in crate::journal) trait Ends {
    /// From a place in a name.
    fn of_name(&self, from: usize) -> Option<usize>;
    /// From a place in a job's number.
    fn of_number(&self, from: usize) -> Option<usize>;
    /// From a place in a text.
    fn of_plain(&self, from: usize) -> Option<usize>;
}

/// Looks byte by byte.
#[derive(Debug, Clone, Copy)]
pub(in crate::journal) struct ByByte<'a>(pub &'a [u8]);

impl ByByte<'_> {
    #[inline]
    fn end(&self, from: usize, class: u8) -> Option<usize> {
        let mut at = from;
        while is_of(*self.0.get(at)?, class) {
            at += 1;
        }
        Some(at)
    }
}

impl Ends for ByByte<'_> {
    #[inline]
    fn of_name(&self, from: usize) -> Option<usize> {
        self.end(from, NAME)
    }

    #[inline]
    fn of_number(&self, from: usize) -> Option<usize> {
        self.end(from, NUMBER)
    }

    #[inline]
    fn of_plain(&self, from: usize) -> Option<usize> {
        self.end(from, PLAIN)
    }
}

/// A bit for each byte of a block, set where the byte may not be part of a name, a number, a text.
#[derive(Debug, Default)]
pub(in crate::journal) struct Bits {
    names: Vec<u8>,
    numbers: Vec<u8>,
    texts: Vec<u8>,
}

/// How many bytes are looked at together.
const WIDE: usize = 32;

impl Bits {
    /// Looks at a block. False where the processor can't do that: then nothing is known of it.
    pub fn of(&mut self, bytes: &[u8]) -> bool {
        let words = bytes.len().div_ceil(WIDE);
        for bits in [&mut self.names, &mut self.numbers, &mut self.texts] {
            // bits beyond the end: every search ends there
            bits.resize(words * WIDE / 8 + 8, 0xff);
            if let Some(end) = bits.last_chunk_mut() {
                *end = [0xff; 8];
            }
        }
        let (chunks, rest) = bytes.as_chunks();
        fill(chunks, 0, self) && {
            // beyond the end there is nothing that may be part of anything
            let mut last = [0; WIDE];
            last[..rest.len()].copy_from_slice(rest);
            rest.is_empty() || fill(&[last], chunks.len(), self)
        }
    }
}

/// The first bit that is set.
#[inline]
fn next(bits: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let word = u64::from_le_bytes(*bits.get(at / 8..)?.first_chunk()?) >> (at % 8);
        if word != 0 {
            return Some(at + word.trailing_zeros() as usize);
        }
        at += 64 - at % 8;
    }
}

impl Ends for Bits {
    #[inline]
    fn of_name(&self, from: usize) -> Option<usize> {
        next(&self.names, from)
    }

    #[inline]
    fn of_number(&self, from: usize) -> Option<usize> {
        next(&self.numbers, from)
    }

    #[inline]
    fn of_plain(&self, from: usize) -> Option<usize> {
        next(&self.texts, from)
    }
}

/// Fills in the bits of these chunks, the first of which is the chunk of that number.
#[multiversion(targets("x86_64+avx2"))]
fn fill(chunks: &[[u8; WIDE]], first: usize, bits: &mut Bits) -> bool {
    match_target! {
        "x86_64+avx2" => {
            wide::fill(chunks, first, bits);
            true
        },
        _ => {
            let _ = (chunks, first, bits);
            false
        },
    }
}

/// With AVX2: a byte's class is looked up by its two halves, 32 bytes at once.
#[cfg(target_arch = "x86_64")]
mod wide {
    use std::arch::x86_64::{
        __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_movemask_epi8, _mm256_set_epi64x, _mm256_set1_epi8,
        _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16,
    };

    use super::{Bits, CLASSES, NAME, NUMBER, PLAIN, WIDE};

    /// Bits of upper halves, and of the lower halves that make a byte of the class with them. Upper halves of one bit have the
    /// same lower halves.
    struct Halves {
        upper: [u8; 16],
        lower: [u8; 16],
    }

    /// Which upper halves share a bit, and of which class their bytes are.
    const fn halves(groups: &[(&[u8], u8)]) -> Halves {
        let (mut upper, mut lower) = ([0; 16], [0; 16]);
        let mut bit = 0;
        while bit < groups.len() {
            let (uppers, class) = groups[bit];
            let mut at = 0;
            while at < uppers.len() {
                upper[uppers[at] as usize] |= 1 << bit;
                at += 1;
            }
            let mut low = 0;
            while low < 16 {
                if CLASSES[uppers[0] as usize * 16 + low] & class != 0 {
                    lower[low] |= 1 << bit;
                }
                low += 1;
            }
            bit += 1;
        }
        Halves { upper, lower }
    }

    const WORDS: Halves = halves(&[
        (&[2], NAME),
        (&[2], NUMBER),
        (&[3], NAME),
        (&[4], NUMBER),
        (&[5], NUMBER),
        (&[6], NAME),
        (&[7], NAME),
    ]);
    const NAME_BITS: i8 = 0b110_0101;
    const NUMBER_BITS: i8 = 0b111_1110;
    const TEXTS: Halves = halves(&[
        (&[2], PLAIN),
        (&[3], PLAIN),
        (&[4, 6, 8, 9, 10, 11], PLAIN),
        (&[5], PLAIN),
        (&[7], PLAIN),
        (&[12], PLAIN),
        (&[13], PLAIN),
    ]);

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(bytes: &[u8; WIDE]) -> __m256i {
        let eights = bytes.as_chunks::<8>().0;
        let eight = |at: usize| i64::from_le_bytes(eights[at]);
        _mm256_set_epi64x(eight(3), eight(2), eight(1), eight(0))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn table(halves: &[u8; 16]) -> __m256i {
        let mut twice = [0; WIDE];
        twice[..16].copy_from_slice(halves);
        twice[16..].copy_from_slice(halves);
        load(&twice)
    }

    #[target_feature(enable = "avx2")]
    pub(in crate::journal) fn fill(chunks: &[[u8; WIDE]], first: usize, bits: &mut Bits) {
        let (words_upper, words_lower) = (table(&WORDS.upper), table(&WORDS.lower));
        let (texts_upper, texts_lower) = (table(&TEXTS.upper), table(&TEXTS.lower));
        let (name, number) = (_mm256_set1_epi8(NAME_BITS), _mm256_set1_epi8(NUMBER_BITS));
        let (low, none) = (_mm256_set1_epi8(0x0f), _mm256_setzero_si256());
        let Bits { names, numbers, texts } = bits;
        let names = &mut names.as_chunks_mut::<4>().0[first..];
        let numbers = &mut numbers.as_chunks_mut::<4>().0[first..];
        let texts = &mut texts.as_chunks_mut::<4>().0[first..];
        for (((chunk, names), numbers), texts) in chunks.iter().zip(names).zip(numbers).zip(texts) {
            let bytes = load(chunk);
            let lower = _mm256_and_si256(bytes, low);
            let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), low);
            let words =
                _mm256_and_si256(_mm256_shuffle_epi8(words_upper, upper), _mm256_shuffle_epi8(words_lower, lower));
            let text =
                _mm256_and_si256(_mm256_shuffle_epi8(texts_upper, upper), _mm256_shuffle_epi8(texts_lower, lower));
            let is_none = |it: __m256i| _mm256_movemask_epi8(_mm256_cmpeq_epi8(it, none)).to_le_bytes();
            *names = is_none(_mm256_and_si256(words, name));
            *numbers = is_none(_mm256_and_si256(words, number));
            *texts = is_none(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all_ends(ends: &impl Ends, len: usize) -> Vec<[Option<usize>; 3]> {
        let within = |end: Option<usize>| end.filter(|end| *end < len);
        (0..len).map(|at| [ends.of_name(at), ends.of_number(at), ends.of_plain(at)].map(within)).collect()
    }

    fn both_find_the_same(bytes: &[u8]) {
        let mut bits = Bits::default();
        if bits.of(bytes) {
            assert_eq!(all_ends(&bits, bytes.len()), all_ends(&ByByte(bytes), bytes.len()));
        }
    }

    #[test]
    fn every_byte_is_in_its_classes() {
        let bytes: Vec<u8> = (0..=255).collect();
        both_find_the_same(&bytes);
    }

    proptest! {
        #[test]
        fn ends_are_found_in_whatever_there_is(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "[a-z0-9ü,]{0,400}") {
            both_find_the_same(&bytes);
            both_find_the_same(text.as_bytes());
        }
    }
}
