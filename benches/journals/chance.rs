//! Figures that look like chance and are the same for the same seed, on every machine.

/// SplitMix64: one addition and two multiplications a figure; good enough to vary stories, not for secrets.
pub struct Chance(u64);

impl Chance {
    /// Begins a row of figures.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A figure from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// Whether something of so many in a thousand happens.
    pub fn is_one_of(&mut self, per_thousand: u64) -> bool {
        self.next() % 1000 < per_thousand
    }

    /// One of several words, by their weights.
    pub fn pick(&mut self, words: &[(&'static str, u64)]) -> &'static str {
        let mut left = self.next() % words.iter().map(|(_, weight)| weight).sum::<u64>();
        for (word, weight) in words {
            match left.checked_sub(*weight) {
                Some(less) => left = less,
                None => return word,
            }
        }
        words[0].0
    }
}
