//! Keys with which programs of buyers and sellers use the JSON API.

use crate::Instant;
use crate::id::ApiKeyId;
use crate::problem::{Problems, line};

/// The most characters of a key's name.
pub const NAME_CHARS_MAX: usize = 80;
/// The most keys that one account may have at a time.
pub const KEYS_MAX: usize = 20;

/// A key. Its secret was shown once, when it was made, and is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub api_key_id: ApiKeyId,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last used, to the minute; never, if missing.
    pub last_used_at: Option<Instant>,
}

/// Checks and tidies the name of a key.
///
/// # Errors
/// What is wrong with the field `name`.
pub fn check_name(typed: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let name = line(&mut problems, "name", typed, 1, NAME_CHARS_MAX);
    problems.or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tidied_or_refused() {
        assert_eq!(check_name("  Kasir   toko ").unwrap(), "Kasir toko");
        assert_eq!(check_name(" ").unwrap_err().0[0].kind.code(), "field-missing");
        assert_eq!(
            check_name(&"a".repeat(81)).unwrap_err().0[0].kind.code(),
            "field-too-long"
        );
    }
}
