//! The app on somebody's telephone, after RFC 6238. It shares no code with what the program checks by.

use hmac::{Hmac, KeyInit as _, Mac as _};
use pasar_domain::Instant;
use sha1::Sha1;

/// An app that knows one key.
#[derive(Debug, Clone)]
pub struct Authenticator {
    key: Vec<u8>,
}

impl Authenticator {
    /// The app after somebody has typed this key into it: base 32, spaces do not matter.
    pub fn typed(key: &str) -> Self {
        let mut bits = Vec::new();
        for char in key.chars().filter(|char| !char.is_whitespace()) {
            let value = match char {
                'A'..='Z' => u32::from(char) - u32::from('A'),
                '2'..='7' => u32::from(char) - u32::from('2') + 26,
                other => panic!("`{other}` is no base 32"),
            };
            bits.extend((0..5).rev().map(|place| (value >> place) & 1));
        }
        let byte = |bits: &[u32]| bits.iter().fold(0, |byte, bit| (byte << 1) | u8::from(*bit == 1));
        Self {
            key: bits.chunks_exact(8).map(byte).collect(),
        }
    }

    /// The app after it has looked at a picture that says this.
    pub fn scanned(uri: &str) -> Self {
        let (_, rest) = uri.split_once("secret=").expect("a picture has a key");
        Self::typed(rest.split('&').next().unwrap_or_default())
    }

    /// The code that it shows at an instant.
    pub fn code(&self, now: Instant) -> String {
        let mut mac = <Hmac<Sha1>>::new_from_slice(&self.key).unwrap();
        let step = now.timestamp().div_euclid(30);
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let start = usize::from(hash[19] & 0xf);
        let four: [u8; 4] = hash[start..start + 4].try_into().unwrap();
        let number = u32::from_be_bytes(four) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_what_the_standard_says() {
        let app = Authenticator::typed("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (20_000_000_000, "353130"),
        ] {
            let now = Instant::UNIX_EPOCH + chrono::Duration::seconds(seconds);
            assert_eq!(app.code(now), code);
        }
    }
}
