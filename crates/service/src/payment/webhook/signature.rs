//! Signatures of messages: `t=<seconds>,v1=<HMAC-SHA-256 of "<seconds>.<body>" in hexadecimal>`, with one `v1` for each secret in use.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use pasar_domain::Instant;
use sha2::Sha256;
use zeroize::Zeroizing;

/// A message whose time is further away than this is not believed, so that nobody can send it again later.
const TOLERANCE_SECONDS: i64 = 300;
/// More signatures than this nobody sends.
const SIGNATURES_MAX: usize = 16;

/// The secrets with which a provider signs, and where the signature stands. `Debug` does not show the secrets.
#[derive(Clone)]
pub struct WebhookKeys {
    header: &'static str,
    secrets: Vec<Zeroizing<String>>,
}

impl fmt::Debug for WebhookKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookKeys")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

impl WebhookKeys {
    /// Keys of these secrets, any of which may sign; the signature stands in this header.
    pub fn new<'a>(header: &'static str, secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let secrets = secrets.into_iter().filter(|secret| !secret.is_empty());
        Self {
            header,
            secrets: secrets.map(|secret| Zeroizing::new(secret.to_owned())).collect(),
        }
    }

    /// The header of the signature.
    pub const fn header(&self) -> &'static str {
        self.header
    }

    /// Was this body signed with one of the secrets, lately? Takes as long whichever secret it was, and if it was none.
    pub fn trusts(&self, signature: &str, body: &[u8], now: Instant) -> bool {
        let Some((stamp, signatures)) = read(signature) else {
            return false;
        };
        let seconds = stamp.parse::<i64>().ok();
        let is_fresh = seconds.is_some_and(|seconds| {
            now.timestamp()
                .checked_sub(seconds)
                .and_then(i64::checked_abs)
                .is_some_and(|age| age <= TOLERANCE_SECONDS)
        });
        let mut is_signed = false;
        for secret in &self.secrets {
            let Some(mac) = mac(secret, stamp, body) else {
                continue;
            };
            for signature in &signatures {
                is_signed |= mac.clone().verify_slice(signature).is_ok();
            }
        }
        is_fresh && is_signed
    }

    /// Signs a body as the provider would, with every secret.
    pub fn sign(&self, body: &[u8], at: Instant) -> String {
        let stamp = at.timestamp().to_string();
        let mut signature = format!("t={stamp}");
        for mac in self.secrets.iter().filter_map(|secret| mac(secret, &stamp, body)) {
            signature.push_str(",v1=");
            for byte in mac.finalize().into_bytes() {
                signature.push_str(&format!("{byte:02x}"));
            }
        }
        signature
    }
}

fn mac(secret: &str, stamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(stamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

/// The time as it was written, and every signature of the kind that we know.
fn read(signature: &str) -> Option<(&str, Vec<[u8; 32]>)> {
    let mut stamp = None;
    let mut signatures = Vec::new();
    for part in signature.split(',') {
        match part.trim().split_once('=')? {
            ("t", text) if stamp.is_none() => stamp = Some(text),
            ("t", _) => return None,
            ("v1", text) if signatures.len() < SIGNATURES_MAX => signatures.push(unhex(text)?),
            ("v1", _) => return None,
            _ => {}
        }
    }
    Some((stamp?, signatures))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    fn at(seconds: i64) -> Instant {
        chrono::DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn keys(secrets: &[&str]) -> WebhookKeys {
        WebhookKeys::new("stripe-signature", secrets.iter().copied())
    }

    /// Made apart, with `printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_a`.
    const OPENSSL: &str = "t=1700000000,v1=97ea69f91fd566038386bacf87292eb0d73a8207414ee62ed313d49996fe0639";

    #[test]
    fn what_another_program_signs_is_trusted() {
        assert!(keys(&["whsec_a"]).trusts(OPENSSL, BODY, at(1_700_000_010)));
        assert_eq!(keys(&["whsec_a"]).sign(BODY, at(1_700_000_000)), OPENSSL);
    }

    #[test]
    fn only_the_secret_the_body_and_the_time_make_it_trusted() {
        let keys = keys(&["whsec_a"]);
        let signature = keys.sign(BODY, at(1_700_000_000));
        let trusts = |signature: &str, body: &[u8], now| keys.trusts(signature, body, at(now));
        assert!(trusts(&signature, BODY, 1_700_000_300));
        assert!(trusts(&signature, BODY, 1_699_999_700));
        assert!(!trusts(&signature, BODY, 1_700_000_301), "too old");
        assert!(!trusts(&signature, BODY, 1_699_999_699), "from the future");
        assert!(!trusts(&signature, br#"{"id":"evt_2"}"#, 1_700_000_000));
        assert!(!super::tests::keys(&["whsec_b"]).trusts(&signature, BODY, at(1_700_000_000)));
        // The time is signed, too.
        let moved = signature.replace("t=1700000000", "t=1700000001");
        assert!(!trusts(&moved, BODY, 1_700_000_000));
    }

    #[test]
    fn while_a_secret_is_changed_either_will_do() {
        let both = keys(&["whsec_old", "whsec_new"]);
        let now = at(1_700_000_000);
        for one in ["whsec_old", "whsec_new"] {
            // The provider signs with both, we may know one of them; and the other way round.
            assert!(keys(&[one]).trusts(&both.sign(BODY, now), BODY, now), "{one}");
            assert!(both.trusts(&keys(&[one]).sign(BODY, now), BODY, now), "{one}");
        }
        let with_others = format!("{},v0=6ffbb59b2300aae63f272406069a9788", both.sign(BODY, now));
        assert!(keys(&["whsec_new"]).trusts(&with_others, BODY, now));
    }

    #[test]
    fn what_is_no_signature_is_not_trusted() {
        let keys = keys(&["whsec_a"]);
        let now = at(1_700_000_000);
        let right = keys.sign(BODY, now);
        let hex = right.rsplit('=').next().unwrap();
        let many = format!("t=1700000000{}", format!(",v1={hex}").repeat(17));
        let wrong = [
            String::new(),
            "t=1700000000".to_owned(),
            format!("v1={hex}"),
            format!("t=,v1={hex}"),
            format!("t=9223372036854775807,v1={hex}"),
            format!("t=-9223372036854775808,v1={hex}"),
            format!("t=1700000000,t=1700000000,v1={hex}"),
            format!("t=1700000000,v0={hex}"),
            format!("t=1700000000,v1={}", &hex[1..]),
            format!("t=1700000000,v1={}", hex.replace(&hex[..2], "+1")),
            format!("t=1700000000;v1={hex}"),
            many,
        ];
        for signature in wrong {
            assert!(!keys.trusts(&signature, BODY, now), "{signature}");
        }
        assert!(!super::tests::keys(&[]).trusts(&right, BODY, now));
        assert!(!super::tests::keys(&[""]).trusts(&super::tests::keys(&[""]).sign(BODY, now), BODY, now));
        assert!(!format!("{keys:?}").contains("whsec"));
    }
}
