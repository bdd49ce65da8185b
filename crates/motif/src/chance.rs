//! Stable chance: the same product always gets the same picture, on every machine and in every release.

/// A stable 64-bit hash of a text (FNV-1a, then mixed), to seed a picture from a product's id or title.
///
/// Never change it: stored pictures and golden tests depend on it.
pub fn seed(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(hash)
}

/// SplitMix64's finaliser: every bit of the input reaches every bit of the output.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A stream of choices drawn from one seed.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A whole number from `low` to `high`, both included. Answers `low` if the range is empty.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u64::try_from(i64::from(high) - i64::from(low)).unwrap_or(0) + 1;
        let step = i32::try_from(self.next() % width).unwrap_or(0);
        low.saturating_add(step)
    }

    /// True in `percent` of a hundred draws.
    pub(crate) fn odds(&mut self, percent: i32) -> bool {
        self.between(0, 99) < percent
    }

    /// One of the options, or their type's default when there are none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, options: &[T]) -> T {
        self.one(options).copied().unwrap_or_default()
    }

    /// One of the options, if there are any.
    pub(crate) fn one<'a, T>(&mut self, options: &'a [T]) -> Option<&'a T> {
        let last = i32::try_from(options.len()).unwrap_or(1) - 1;
        options.get(usize::try_from(self.between(0, last)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED_OF_PASAR: u64 = 0xbce3_d93c_79dc_fb12;

    #[test]
    fn seeds_never_change() {
        assert_eq!(seed("pasar"), SEED_OF_PASAR);
    }

    #[test]
    fn between_stays_between() {
        let mut chance = Chance::new(1);
        for _ in 0..1000 {
            assert!((-3..=4).contains(&chance.between(-3, 4)));
        }
        assert_eq!(chance.between(5, 5), 5);
        assert_eq!(chance.pick::<i32>(&[]), 0);
    }
}
