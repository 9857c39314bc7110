//! Four SHA-256 side by side, for verifying: a processor's unit for SHA-256 works on the next round of one message while it
//! waits for that of another, and does four in little more than half the time. Seals are written with `sha2` alone.
//!
//! The unit is asked for while the program runs; where there is none, or none that is known here, `sha2` does it.

use multiversion::multiversion;
use multiversion::target::match_target;
use sha2::block_api::compress256;

/// How many messages go side by side.
pub(in crate::journal) const LANES: usize = 4;
/// What SHA-256 reads at a time.
pub(in crate::journal) type HashBlock = [u8; 64];
/// What it knows between two of them.
pub(super) type State = [u32; 8];
/// What SHA-256 begins with (FIPS 180-4, 5.3.3).
pub(super) const BEGINNING: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// Takes each lane's blocks into its state. All lanes have as many as the one with the fewest; what others have beyond it is
/// left.
#[multiversion(targets("x86_64+sse2+ssse3+sse4.1+sha"))]
pub(in crate::journal) fn compress(states: &mut [State; LANES], blocks: [&[HashBlock]; LANES]) {
    match_target! {
        "x86_64+sse2+ssse3+sse4.1+sha" => unit::compress(states, blocks),
        _ => in_turn(states, blocks),
    }
}

/// A message with its padding, in two parts, and the SHA-256 that it should have.
#[derive(Debug, Clone, Copy)]
pub(in crate::journal) struct Message<'a> {
    /// Its whole blocks, as they stand in the file.
    pub whole: &'a [HashBlock],
    /// The rest of it, and the padding.
    pub tail: &'a [HashBlock],
    /// What it should have, as hex.
    pub hex: &'a [u8; 64],
}

/// What was found of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) struct Found {
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// Whether that is what it should have.
    pub is_fit: bool,
}

/// Hashes four messages. All have as many whole blocks, and as many blocks in their tails, as the first.
#[multiversion(targets("x86_64+sse2+ssse3+sse4.1+sha"))]
pub(in crate::journal) fn hash(messages: &[Message<'_>; LANES]) -> [Found; LANES] {
    match_target! {
        "x86_64+sse2+ssse3+sse4.1+sha" => unit::hash(messages),
        _ => hash_in_turn(messages),
    }
}

fn hash_in_turn(messages: &[Message<'_>; LANES]) -> [Found; LANES] {
    let mut states = [BEGINNING; LANES];
    in_turn(&mut states, messages.map(|message| message.whole));
    in_turn(&mut states, messages.map(|message| message.tail));
    std::array::from_fn(|at| {
        let digest = digest_of(&states[at]);
        Found { digest, is_fit: hex_of(&digest) == *messages[at].hex }
    })
}

/// One block of each after the other: independent of each other, they overlap a little.
fn in_turn(states: &mut [State; LANES], blocks: [&[HashBlock]; LANES]) {
    for at in 0..fewest(blocks) {
        for (state, blocks) in states.iter_mut().zip(blocks) {
            compress256(state, &blocks[at..=at]);
        }
    }
}

/// The SHA-256 that a message ends in.
#[inline]
pub(super) fn digest_of(state: &State) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (at, word) in state.iter().enumerate() {
        bytes[at * 4..at * 4 + 4].copy_from_slice(&word.to_be_bytes());
    }
    bytes
}

/// The 64 lower-case hex digits of 32 bytes.
#[inline]
pub(super) fn hex_of(bytes: &[u8; 32]) -> [u8; 64] {
    let mut hex = [0; 64];
    for (at, four) in bytes.as_chunks::<4>().0.iter().enumerate() {
        hex[at * 8..at * 8 + 8].copy_from_slice(&digits_of(*four).to_le_bytes());
    }
    hex
}

/// Eight hex digits of four bytes, as the number that they are in memory, the first digit lowest.
#[inline]
fn digits_of(bytes: [u8; 4]) -> u64 {
    let mut spread = u64::from(u32::from_le_bytes(bytes));
    spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff;
    spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff;
    let nibbles = (spread >> 4 & 0x000f_000f_000f_000f) | (spread & 0x000f_000f_000f_000f) << 8;
    let is_letter = (nibbles + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    nibbles + 0x3030_3030_3030_3030 + is_letter * 39
}

fn fewest(blocks: [&[HashBlock]; LANES]) -> usize {
    blocks.iter().map(|lane| lane.len()).min().unwrap_or_default()
}

/// With the SHA extensions of x86-64. The order of instructions is that of Intel's paper on them: four rounds at a time, the
/// state as ABEF and CDGH, the schedule of words in four registers.
#[cfg(target_arch = "x86_64")]
mod unit {
    use std::arch::x86_64::{
        __m128i, _mm_add_epi32, _mm_alignr_epi8, _mm_and_si128, _mm_blend_epi16, _mm_cmpeq_epi8, _mm_extract_epi32,
        _mm_extract_epi64, _mm_movemask_epi8, _mm_set_epi32, _mm_set_epi64x, _mm_set1_epi8, _mm_sha256msg1_epu32,
        _mm_sha256msg2_epu32, _mm_sha256rnds2_epu32, _mm_shuffle_epi8, _mm_shuffle_epi32, _mm_srli_epi16,
        _mm_unpackhi_epi8, _mm_unpacklo_epi8,
    };

    use super::{BEGINNING, Found, HashBlock, LANES, Message, State, fewest};

    /// What is added in each round (FIPS 180-4, 4.2.2).
    #[rustfmt::skip]
    const K: [u32; 64] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ];

    // No iterators over lanes and words here: what isn't compiled for these instructions isn't always put in place.

    /// A state as ABEF and CDGH.
    type Packed = (__m128i, __m128i);

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    pub(super) fn compress(states: &mut [State; LANES], blocks: [&[HashBlock]; LANES]) {
        let count = fewest(blocks);
        let mut lanes = [packed(&states[0]), packed(&states[1]), packed(&states[2]), packed(&states[3])];
        take_in(&mut lanes, blocks, count);
        *states = [unpacked(lanes[0]), unpacked(lanes[1]), unpacked(lanes[2]), unpacked(lanes[3])];
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    pub(super) fn hash(messages: &[Message<'_>; LANES]) -> [Found; LANES] {
        let [one, two, three, four] = messages;
        let mut lanes = [packed(&BEGINNING); LANES];
        take_in(&mut lanes, [one.whole, two.whole, three.whole, four.whole], one.whole.len());
        take_in(&mut lanes, [one.tail, two.tail, three.tail, four.tail], one.tail.len());
        [found(lanes[0], one.hex), found(lanes[1], two.hex), found(lanes[2], three.hex), found(lanes[3], four.hex)]
    }

    /// Takes so many blocks of each message into its state.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn take_in(lanes: &mut [Packed; LANES], blocks: [&[HashBlock]; LANES], count: usize) {
        let [one, two, three, four] =
            [&blocks[0][..count], &blocks[1][..count], &blocks[2][..count], &blocks[3][..count]];
        for at in 0..count {
            let before = *lanes;
            let mut words = [words(&one[at]), words(&two[at]), words(&three[at]), words(&four[at])];
            // written out: a loop over the groups would keep its conditions, and the words in memory
            macro_rules! groups {
                ($($group:literal)*) => { $(
                    rounds::<$group>(&mut lanes[0], &mut words[0]);
                    rounds::<$group>(&mut lanes[1], &mut words[1]);
                    rounds::<$group>(&mut lanes[2], &mut words[2]);
                    rounds::<$group>(&mut lanes[3], &mut words[3]);
                )* };
            }
            groups!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
            *lanes = [
                sum(lanes[0], before[0]),
                sum(lanes[1], before[1]),
                sum(lanes[2], before[2]),
                sum(lanes[3], before[3]),
            ];
        }
    }

    /// The bytes of a state, and whether they are what stands there as hex.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn found((abef, cdgh): Packed, hex: &[u8; 64]) -> Found {
        let (feba, dchg) = (_mm_shuffle_epi32::<0x1b>(abef), _mm_shuffle_epi32::<0xb1>(cdgh));
        let first = turned(_mm_blend_epi16::<0xf0>(feba, dchg));
        let second = turned(_mm_alignr_epi8::<8>(dchg, feba));
        let (one, two) = hex_fits(first, hex.first_chunk().unwrap_or(&[0; 32]));
        let (three, four) = hex_fits(second, hex.last_chunk().unwrap_or(&[0; 32]));
        let all = _mm_and_si128(_mm_and_si128(one, two), _mm_and_si128(three, four));
        let mut digest = [0; 32];
        let eights = digest.as_chunks_mut::<8>().0;
        eights[0] = _mm_extract_epi64::<0>(first).to_le_bytes();
        eights[1] = _mm_extract_epi64::<1>(first).to_le_bytes();
        eights[2] = _mm_extract_epi64::<0>(second).to_le_bytes();
        eights[3] = _mm_extract_epi64::<1>(second).to_le_bytes();
        Found { digest, is_fit: _mm_movemask_epi8(all) == 0xffff }
    }

    /// Where 16 bytes as hex are what stands there: all bits of a byte set.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn hex_fits(bytes: __m128i, hex: &[u8; 32]) -> (__m128i, __m128i) {
        let digits = load(b"0123456789abcdef");
        let low = _mm_set1_epi8(0x0f);
        let lower = _mm_and_si128(bytes, low);
        let upper = _mm_and_si128(_mm_srli_epi16::<4>(bytes), low);
        let first = _mm_shuffle_epi8(digits, _mm_unpacklo_epi8(upper, lower));
        let second = _mm_shuffle_epi8(digits, _mm_unpackhi_epi8(upper, lower));
        let halves = hex.as_chunks::<16>().0;
        (_mm_cmpeq_epi8(first, load(&halves[0])), _mm_cmpeq_epi8(second, load(&halves[1])))
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn load(bytes: &[u8; 16]) -> __m128i {
        let eights = bytes.as_chunks::<8>().0;
        _mm_set_epi64x(i64::from_le_bytes(eights[1]), i64::from_le_bytes(eights[0]))
    }

    /// The bytes of each word in the other order.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn turned(words: __m128i) -> __m128i {
        _mm_shuffle_epi8(words, _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203))
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn sum(one: Packed, two: Packed) -> Packed {
        (_mm_add_epi32(one.0, two.0), _mm_add_epi32(one.1, two.1))
    }

    /// Four rounds of one message.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn rounds<const GROUP: usize>((abef, cdgh): &mut Packed, words: &mut [__m128i; 4]) {
        let [this, next, before] = [GROUP % 4, (GROUP + 1) % 4, (GROUP + 3) % 4];
        let k = |at: usize| K[GROUP * 4 + at].cast_signed();
        let added = _mm_add_epi32(words[this], _mm_set_epi32(k(3), k(2), k(1), k(0)));
        *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, added);
        if GROUP >= 3 && GROUP <= 14 {
            let shifted = _mm_alignr_epi8::<4>(words[this], words[before]);
            words[next] = _mm_sha256msg2_epu32(_mm_add_epi32(words[next], shifted), words[this]);
        }
        *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32::<0x0e>(added));
        if GROUP >= 1 && GROUP <= 12 {
            words[before] = _mm_sha256msg1_epu32(words[before], words[this]);
        }
    }

    /// The words of a block, which are big-endian there.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn words(block: &HashBlock) -> [__m128i; 4] {
        let quarters = block.as_chunks::<16>().0;
        [turned(load(&quarters[0])), turned(load(&quarters[1])), turned(load(&quarters[2])), turned(load(&quarters[3]))]
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn packed(state: &State) -> Packed {
        let word = |at: usize| state[at].cast_signed();
        (_mm_set_epi32(word(0), word(1), word(4), word(5)), _mm_set_epi32(word(2), word(3), word(6), word(7)))
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn unpacked((abef, cdgh): Packed) -> State {
        [
            _mm_extract_epi32::<3>(abef).cast_unsigned(),
            _mm_extract_epi32::<2>(abef).cast_unsigned(),
            _mm_extract_epi32::<3>(cdgh).cast_unsigned(),
            _mm_extract_epi32::<2>(cdgh).cast_unsigned(),
            _mm_extract_epi32::<1>(abef).cast_unsigned(),
            _mm_extract_epi32::<0>(abef).cast_unsigned(),
            _mm_extract_epi32::<1>(cdgh).cast_unsigned(),
            _mm_extract_epi32::<0>(cdgh).cast_unsigned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alone(states: [State; LANES], blocks: [&[HashBlock]; LANES]) -> [State; LANES] {
        let mut states = states;
        for (state, lane) in states.iter_mut().zip(blocks) {
            compress256(state, &lane[..fewest(blocks)]);
        }
        states
    }

    proptest! {
        #[test]
        fn lanes_side_by_side_are_lanes_alone(
            bytes in proptest::collection::vec(any::<u8>(), 2048),
            states in any::<[State; LANES]>(),
            from in proptest::array::uniform4(0..1024_usize),
            counts in proptest::array::uniform4(0..16_usize),
        ) {
            let blocks: [&[HashBlock]; LANES] =
                std::array::from_fn(|at| &bytes[from[at]..].as_chunks().0[..counts[at]]);
            let (mut side_by_side, mut turned) = (states, states);
            compress(&mut side_by_side, blocks);
            in_turn(&mut turned, blocks);
            prop_assert_eq!(side_by_side, alone(states, blocks));
            prop_assert_eq!(turned, alone(states, blocks));
        }

        #[test]
        fn messages_side_by_side_are_messages_alone(
            bytes in proptest::collection::vec(any::<u8>(), 2048),
            from in proptest::array::uniform4(0..1024_usize),
            (whole, ends) in (0..9_usize, 1..3_usize),
            harm in proptest::array::uniform4(proptest::option::of(0..64_usize)),
        ) {
            let blocks: [&[HashBlock]; LANES] = std::array::from_fn(|at| &bytes[from[at]..].as_chunks().0[..whole + ends]);
            let states = alone([BEGINNING; LANES], blocks);
            let hex: [[u8; 64]; LANES] = std::array::from_fn(|at| {
                let mut hex = hex_of(&digest_of(&states[at]));
                if let Some(place) = harm[at] {
                    hex[place] ^= 1;
                }
                hex
            });
            let messages = std::array::from_fn(|at| {
                let (whole, tail) = blocks[at].split_at(whole);
                Message { whole, tail, hex: &hex[at] }
            });
            let expected = std::array::from_fn(|at| {
                Found { digest: digest_of(&states[at]), is_fit: harm[at].is_none() }
            });
            prop_assert_eq!(hash(&messages), expected);
            prop_assert_eq!(hash_in_turn(&messages), expected);
        }
    }
}
