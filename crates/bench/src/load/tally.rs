//! The answers of a load, counted.

use std::collections::BTreeMap;
use std::time::Duration;

use hdrhistogram::Histogram;

/// Digits to which times are kept: 1,234 µs may become 1,235.
const DIGITS: u8 = 3;
/// Longer times, of an hour, are not told apart.
const MICROS_MAX: u64 = 3_600_000_000;

/// How many answers were good, what was wrong with the others, and how long all of them took.
#[derive(Debug)]
pub(crate) struct Tally {
    times: Histogram<u64>,
    /// Good answers.
    pub(crate) good: u64,
    /// Other answers, and requests without one, by what was wrong.
    pub(crate) errors: BTreeMap<String, u64>,
    /// Bytes of the good answers' bodies.
    pub(crate) bytes: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            times: Histogram::new(DIGITS).expect("a histogram may have three digits"),
            good: 0,
            errors: BTreeMap::new(),
            bytes: 0,
        }
    }
}

impl Tally {
    /// Notes an answer: the length of its body, or what was wrong. A failure takes time as well, and counts.
    pub(super) fn note(&mut self, took: Duration, result: Result<usize, String>) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(MICROS_MAX);
        let recorded = self.times.record(micros.clamp(1, MICROS_MAX));
        recorded.expect("the histogram grows up to times that nobody waits for");
        match result {
            Ok(bytes) => {
                self.good += 1;
                self.bytes += u64::try_from(bytes).unwrap_or_default();
            }
            Err(what) => *self.errors.entry(what).or_default() += 1,
        }
    }

    /// Adds another one to this.
    pub(super) fn merge(&mut self, other: &Self) -> anyhow::Result<()> {
        self.times.add(&other.times)?;
        self.good += other.good;
        self.bytes += other.bytes;
        for (what, count) in &other.errors {
            *self.errors.entry(what.clone()).or_default() += count;
        }
        Ok(())
    }

    /// The time that this share of all answers did not exceed, in milliseconds.
    pub(crate) fn millis_at(&self, share: f64) -> f64 {
        self.times.value_at_quantile(share) as f64 / 1_000.0
    }

    /// The longest time, in milliseconds.
    pub(crate) fn millis_max(&self) -> f64 {
        self.times.max() as f64 / 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(millis: impl IntoIterator<Item = u64>) -> Tally {
        let mut tally = Tally::default();
        for millis in millis {
            tally.note(Duration::from_millis(millis), Ok(100));
        }
        tally
    }

    #[test]
    fn merged_tallies_are_the_tally_of_everybody() {
        let mut all = tally(1..=90);
        let mut slow = tally([]);
        for millis in 991..=1_000 {
            slow.note(Duration::from_millis(millis), Err("503 BUSY".to_owned()));
        }
        all.merge(&slow).unwrap();
        all.merge(&slow).unwrap();
        assert_eq!((all.good, all.bytes), (90, 9_000));
        assert_eq!(all.errors["503 BUSY"], 20);
        let near = |found: f64, wanted: f64| (found - wanted).abs() <= wanted / 500.0;
        assert!(near(all.millis_at(0.5), 55.0), "{}", all.millis_at(0.5));
        assert!(near(all.millis_at(0.99), 1_000.0), "{}", all.millis_at(0.99));
        assert!(near(all.millis_max(), 1_000.0), "{}", all.millis_max());
    }

    #[test]
    fn nothing_is_an_answer_too() {
        let mut none = tally([]);
        none.merge(&tally([])).unwrap();
        assert_eq!((none.good, none.errors.len(), none.millis_max()), (0, 0, 0.0));
    }
}
