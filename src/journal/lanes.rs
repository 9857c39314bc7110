//! Four SHA-256 side by side, for verifying: a processor's unit for SHA-256 works on the next round of one message while it
//! waits for that of another, and does four in little more than half the time. Seals are written with `sha2` alone.
//!
//! The unit is asked for while the program runs; where there is none, or none that is known here, `sha2` does it.

use multiversion::multiversion;
use multiversion::target::match_target;
use sha2::block_api::compress256;

/// How many messages go side by side.
pub(super) const LANES: usize = 4;
/// What SHA-256 reads at a time.
pub(super) type HashBlock = [u8; 64];
/// What it knows between two of them.
pub(super) type State = [u32; 8];
/// What SHA-256 begins with (FIPS 180-4, 5.3.3).
pub(super) const BEGINNING: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// Takes each lane's blocks into its state. All lanes have as many as the one with the fewest; what others have beyond it is
/// left.
#[multiversion(targets("x86_64+sse2+ssse3+sse4.1+sha"))]
pub(super) fn compress(states: &mut [State; LANES], blocks: [&[HashBlock]; LANES]) {
    match_target! {
        "x86_64+sse2+ssse3+sse4.1+sha" => unit::compress(states, blocks),
        _ => in_turn(states, blocks),
    }
}

/// One block of each after the other: independent of each other, they overlap a little.
fn in_turn(states: &mut [State; LANES], blocks: [&[HashBlock]; LANES]) {
    for at in 0..fewest(blocks) {
        for (state, blocks) in states.iter_mut().zip(blocks) {
            compress256(state, &blocks[at..=at]);
        }
    }
}

fn fewest(blocks: [&[HashBlock]; LANES]) -> usize {
    blocks.iter().map(|lane| lane.len()).min().unwrap_or_default()
}

/// With the SHA extensions of x86-64. The order of instructions is that of Intel's paper on them: four rounds at a time, the
/// state as ABEF and CDGH, the schedule of words in four registers.
#[cfg(target_arch = "x86_64")]
mod unit {
    use std::arch::x86_64::{
        __m128i, _mm_add_epi32, _mm_alignr_epi8, _mm_extract_epi32, _mm_set_epi32, _mm_set_epi64x,
        _mm_sha256msg1_epu32, _mm_sha256msg2_epu32, _mm_sha256rnds2_epu32, _mm_shuffle_epi8, _mm_shuffle_epi32,
    };

    use super::{HashBlock, LANES, State, fewest};

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

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    pub(super) fn compress(states: &mut [State; LANES], blocks: [&[HashBlock]; LANES]) {
        let count = fewest(blocks);
        let mut lanes = [packed(&states[0]), packed(&states[1]), packed(&states[2]), packed(&states[3])];
        let [one, two, three, four] =
            [&blocks[0][..count], &blocks[1][..count], &blocks[2][..count], &blocks[3][..count]];
        for (((one, two), three), four) in one.iter().zip(two).zip(three).zip(four) {
            let before = lanes;
            let mut words = [words(one), words(two), words(three), words(four)];
            // written out: a loop over the groups would keep its conditions, and the words in memory
            macro_rules! groups {
                ($($group:literal)*) => {
                    $(for (lane, words) in lanes.iter_mut().zip(&mut words) { rounds::<$group>(lane, words); })*
                };
            }
            groups!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
            for ((abef, cdgh), before) in lanes.iter_mut().zip(before) {
                *abef = _mm_add_epi32(*abef, before.0);
                *cdgh = _mm_add_epi32(*cdgh, before.1);
            }
        }
        for (state, lane) in states.iter_mut().zip(lanes) {
            *state = unpacked(lane);
        }
    }

    /// Four rounds of one message.
    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn rounds<const GROUP: usize>((abef, cdgh): &mut (__m128i, __m128i), words: &mut [__m128i; 4]) {
        let [this, next, before] = [GROUP % 4, (GROUP + 1) % 4, (GROUP + 3) % 4];
        let k = K.as_chunks::<4>().0[GROUP].map(u32::cast_signed);
        let added = _mm_add_epi32(words[this], _mm_set_epi32(k[3], k[2], k[1], k[0]));
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
        let turned = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203);
        let eights = block.as_chunks::<8>().0;
        let eight = |at: usize| i64::from_le_bytes(eights[at]);
        [
            _mm_shuffle_epi8(_mm_set_epi64x(eight(1), eight(0)), turned),
            _mm_shuffle_epi8(_mm_set_epi64x(eight(3), eight(2)), turned),
            _mm_shuffle_epi8(_mm_set_epi64x(eight(5), eight(4)), turned),
            _mm_shuffle_epi8(_mm_set_epi64x(eight(7), eight(6)), turned),
        ]
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn packed(state: &State) -> (__m128i, __m128i) {
        let [a, b, c, d, e, f, g, h] = state.map(u32::cast_signed);
        (_mm_set_epi32(a, b, e, f), _mm_set_epi32(c, d, g, h))
    }

    #[target_feature(enable = "sse2,ssse3,sse4.1,sha")]
    #[inline]
    fn unpacked((abef, cdgh): (__m128i, __m128i)) -> State {
        [
            _mm_extract_epi32::<3>(abef),
            _mm_extract_epi32::<2>(abef),
            _mm_extract_epi32::<3>(cdgh),
            _mm_extract_epi32::<2>(cdgh),
            _mm_extract_epi32::<1>(abef),
            _mm_extract_epi32::<0>(abef),
            _mm_extract_epi32::<1>(cdgh),
            _mm_extract_epi32::<0>(cdgh),
        ]
        .map(i32::cast_unsigned)
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
    }
}
