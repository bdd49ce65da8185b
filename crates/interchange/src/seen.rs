//! Which keys a file has named already.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash as _, Hasher as _};

/// Keys that occurred, eight bytes each. A hash is enough: a false "seen before" only sets `continues` on a new product.
#[derive(Debug, Default)]
pub(crate) struct SeenKeys(HashSet<u64, BuildHasherDefault<DefaultHasher>>);

impl SeenKeys {
    /// Notes the key; true when it occurred before.
    pub(crate) fn meet(&mut self, key: &str) -> bool {
        !self.0.insert(hash(key))
    }

    /// Did the key occur?
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.contains(&hash(key))
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
