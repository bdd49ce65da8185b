//! Codes of an app, after RFC 6238: six digits of HMAC-SHA-1, a new one every thirty seconds, as every app knows them.

use std::fmt;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use subtle::ConstantTimeEq as _;
use totp_rs::{Builder, Secret};
use zeroize::Zeroizing;

use crate::Instant;

/// Bytes of a secret: as many as RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// A code is shown for so many seconds.
pub const STEP_SECONDS: i64 = 30;
/// So many steps earlier and later count as well: clocks differ, and typing takes time.
const STEPS_AROUND: i64 = 1;

/// What an app and the program both know. `Debug` does not show it, and its memory is overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Zeroizing<[u8; SECRET_BYTES]>);

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

impl TotpSecret {
    /// A secret of these bytes of chance.
    pub fn new(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A secret as it was sealed once; nothing when it has another length.
    pub fn of_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    /// The bytes, for sealing.
    pub fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The secret as somebody types it into an app: base 32, in groups of four.
    pub fn typed(&self) -> String {
        let text = self.base32();
        let groups: Vec<String> = text
            .as_bytes()
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        groups.join(" ")
    }

    /// What the picture says to an app: whose codes they are, and the secret.
    pub fn uri(&self, issuer: &str, label: &str) -> String {
        let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        format!(
            "otpauth://totp/{issuer}:{label}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            issuer = part(issuer),
            label = part(label),
            secret = self.base32(),
        )
    }

    fn base32(&self) -> String {
        Secret::from(*self.0).to_base32()
    }

    /// The code of a step.
    fn code(&self, step: i64) -> String {
        let seconds = u64::try_from(step.saturating_mul(STEP_SECONDS)).unwrap_or(0);
        let secret = Secret::from(*self.0);
        let app = Builder::new().with_secret(secret).build_noncompliant();
        app.generate(seconds).to_string()
    }

    /// The step of the code, if it is right at an instant and later than the last step of which a code was taken.
    pub fn accepts(&self, code: &str, last_step: i64, now: Instant) -> Option<i64> {
        let present = step_of(now);
        let steps = present - STEPS_AROUND..=present + STEPS_AROUND;
        // Every step is looked at, so that the time it takes tells nothing.
        steps.fold(None, |found, step| {
            let right: bool = self.code(step).as_bytes().ct_eq(code.as_bytes()).into();
            found.or((right && step > last_step).then_some(step))
        })
    }
}

/// The thirty seconds to which an instant belongs.
pub fn step_of(now: Instant) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;
    use proptest::prelude::*;

    fn secret() -> TotpSecret {
        TotpSecret::new(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + Duration::seconds(seconds)
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code(step_of(at(seconds))), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_counts_one_step_around_and_once() {
        let now = at(1_234_567_890);
        let step = step_of(now);
        let code = secret().code(step);
        for (later, accepted) in [
            (-30, true),
            (0, true),
            (30, true),
            (59, true),
            (60, false),
            (-31, false),
        ] {
            let found = secret().accepts(&code, 0, now + Duration::seconds(later));
            assert_eq!(found, accepted.then_some(step), "{later}");
        }
        assert_eq!(secret().accepts(&code, step - 1, now), Some(step));
        assert_eq!(secret().accepts(&code, step, now), None, "it was taken");
        assert_eq!(
            secret().accepts(&code, step + 1, now),
            None,
            "a later one was taken"
        );
        for wrong in ["", "00592", "0059244", "005925"] {
            assert_eq!(secret().accepts(wrong, 0, now), None, "{wrong}");
        }
    }

    #[test]
    fn apps_are_told_by_picture_and_by_hand() {
        assert_eq!(secret().typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret().uri("Pasar Indonesia", "ana&co@example.com"),
            "otpauth://totp/Pasar%20Indonesia:ana%26co%40example%2Ecom?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Pasar%20Indonesia&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", secret()), "TotpSecret(…)");
        assert_eq!(TotpSecret::of_slice(&[1; 19]), None);
    }

    proptest! {
        #[test]
        fn every_key_is_typed_in_eight_groups(bytes in prop::array::uniform20(any::<u8>())) {
            let typed = TotpSecret::new(bytes).typed();
            prop_assert_eq!(typed.split(' ').map(str::len).collect::<Vec<_>>(), vec![4; 8]);
        }
    }
}
