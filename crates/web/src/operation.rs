//! The id of one request, which is in its answer and in its log line.

use std::fmt;

/// The id of one request, for the person who reports a failure and the one who looks for it in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationId(pub String);

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl OperationId {
    /// Sixteen letters from the operating system's chance: enough to find one request among a day's.
    #[allow(
        clippy::disallowed_methods,
        reason = "the edge of the program is where chance comes in"
    )]
    pub(crate) fn fresh() -> Self {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut bytes = [0_u8; 16];
        // Without chance the id is a row of zeros; the request itself needs none and goes on.
        let _ = getrandom::fill(&mut bytes);
        let letters = bytes
            .iter()
            .map(|byte| char::from(LETTERS[usize::from(byte & 31)]));
        Self(format!("op_{}", letters.collect::<String>()))
    }
}
