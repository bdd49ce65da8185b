//! Which keys a file has named already.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash as _, Hasher as _};

/// Keys that occurred, eight bytes each. A hash is enough: a false "seen before" only sets `continues` on a new product.
#[derive(Debug, Default)]
pub(crate) struct SeenKeys(HashSet<u64, BuildHasherDefault<DefaultHasher>>);

impl SeenKeys {
    /// Notes the key; true when it occurred before.
    pub(crate) fn meet(&mut self, key: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        !self.0.insert(hasher.finish())
    }
}
