//! The one place that draws from the operating system's entropy.

use pasar_domain::id::Entropy;

/// Where a use-case gets chance from. Tests seed theirs.
pub trait Chance: Send + Sync + std::fmt::Debug {
    /// Fills the bytes with entropy.
    fn fill(&self, bytes: &mut [u8]);

    /// Entropy for one id.
    fn entropy(&self) -> Entropy {
        let mut entropy = Entropy::default();
        self.fill(&mut entropy);
        entropy
    }

    /// A secret of 256 bits: a session token, an API key.
    fn secret(&self) -> [u8; 32] {
        let mut secret = [0; 32];
        self.fill(&mut secret);
        secret
    }

    /// Twenty-four bytes that are never used twice: what sealing asks for.
    fn nonce(&self) -> [u8; 24] {
        let mut nonce = [0; 24];
        self.fill(&mut nonce);
        nonce
    }
}

/// The operating system's entropy.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    #[allow(clippy::disallowed_methods, reason = "the one place that may")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("a system without entropy cannot keep secrets, so nothing may go on");
    }
}
