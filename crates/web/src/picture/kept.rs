//! Answers that took time to make, kept as long as there is room.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

/// A memory of bounded size. It has two generations: what is asked for moves to the young one, and when that is full it
/// becomes the old one and what was old is forgotten. So what is used stays, and no order has to be kept.
pub struct Kept {
    bytes_max: usize,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<String, Bytes>,
    young_bytes: usize,
    old: HashMap<String, Bytes>,
}

impl Kept {
    /// A memory of at most so many bytes of answers.
    pub fn new(bytes_max: usize) -> Self {
        Self {
            bytes_max,
            generations: Mutex::default(),
        }
    }

    /// The answer of this name, if it is kept.
    pub fn get(&self, name: &str) -> Option<Bytes> {
        let mut generations = self.lock();
        if let Some(bytes) = generations.young.get(name) {
            return Some(bytes.clone());
        }
        let (name, bytes) = generations.old.remove_entry(name)?;
        self.add(&mut generations, name, bytes.clone());
        Some(bytes)
    }

    /// Keeps an answer.
    pub fn put(&self, name: String, bytes: Bytes) {
        self.add(&mut self.lock(), name, bytes);
    }

    fn add(&self, generations: &mut Generations, name: String, bytes: Bytes) {
        let size = name.len() + bytes.len();
        if generations.young_bytes + size > self.bytes_max / 2 {
            generations.old = std::mem::take(&mut generations.young);
            generations.young_bytes = 0;
        }
        generations.young_bytes += size;
        if let Some(before) = generations.young.insert(name, bytes) {
            generations.young_bytes = generations.young_bytes.saturating_sub(before.len());
        }
    }

    /// The memory is whole whatever panicked while it was held.
    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let generations = self.lock();
        let answers = generations.young.len() + generations.old.len();
        f.debug_struct("Kept")
            .field("answers", &answers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let kept = Kept::new(400);
        kept.put("used".to_owned(), Bytes::from_static(&[1; 60]));
        for number in 0..50 {
            kept.put(format!("once {number:03}"), Bytes::from_static(&[2; 60]));
            assert!(kept.get("used").is_some(), "after {number}");
        }
        assert_eq!(kept.get("once 000"), None);
        let generations = kept.lock();
        assert!(generations.young.len() + generations.old.len() <= 6);
    }
}
