//! The cookies that the site sets. None follows a person beyond the market that they visit.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use pasar_domain::surface::Surface;

use crate::page::{Flash, FlashKind};

/// How long a lasting cookie is kept by the browser: 30 days, as long as a session without a visit.
const LASTING_SECONDS: u32 = 30 * 24 * 60 * 60;
/// The message to show on the next page of a surface.
pub(super) const fn flash_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Feed => "pasar_feed_flash",
        Surface::Trade => "pasar_flash",
    }
}

/// The cookie of a market's visitor on a surface: another on each, so that neither is taken for the other even where both are on one host.
/// With HTTPS its name forbids other hosts to set it.
pub(super) fn session_name(market: &str, surface: Surface, secure: bool) -> String {
    match surface {
        Surface::Feed => named(format!("pasar_feed_{market}"), secure),
        Surface::Trade => named(format!("pasar_{market}"), secure),
    }
}

/// The cookie of staff.
pub(super) fn staff_name(secure: bool) -> String {
    named("pasar_staff".to_owned(), secure)
}

/// The cookie of somebody who still owes the second factor: in a market, or as staff.
pub(super) fn half_name(market: &str, secure: bool) -> String {
    named(format!("pasar_half_{market}"), secure)
}

/// The same for staff.
pub(super) fn staff_half_name(secure: bool) -> String {
    half_name("staff", secure)
}

/// The cookie of staff who have gone to the operator's provider.
pub(super) fn oidc_name(secure: bool) -> String {
    named("pasar_oidc".to_owned(), secure)
}

/// The cookie of a challenge that waits for a device's answer.
pub(super) fn passkey_name(secure: bool) -> String {
    named("pasar_passkey".to_owned(), secure)
}

fn named(name: String, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name }
}

/// A `Set-Cookie` for a cookie that scripts cannot read and other sites cannot send along with a form. Values are made of
/// letters, digits, `-` and `_` only, so nothing needs quoting.
pub(super) fn brief(name: &str, value: &str, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// The same, kept when the browser is closed.
pub(super) fn lasting(name: &str, value: &str, secure: bool) -> String {
    format!("{}; Max-Age={LASTING_SECONDS}", brief(name, value, secure))
}

/// The same, kept for so many minutes.
pub(super) fn passing(name: &str, value: &str, secure: bool, minutes: i64) -> String {
    format!("{}; Max-Age={}", brief(name, value, secure), minutes * 60)
}

/// Takes a cookie back.
pub(super) fn gone(name: &str, secure: bool) -> String {
    format!("{}; Max-Age=0", brief(name, "", secure))
}

/// Writes messages as a cookie's value.
pub(super) fn flash_value(flashes: &[Flash]) -> String {
    let lines: Vec<String> = flashes
        .iter()
        .map(|flash| format!("{}:{}", flash.kind.class(), flash.text.replace('\n', " ")))
        .collect();
    BASE64_URL_SAFE_NO_PAD.encode(lines.join("\n"))
}

/// Reads them again; what is damaged is left out.
pub(super) fn read_flashes(value: &str) -> Vec<Flash> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(value).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let (kind, text) = line.split_once(':')?;
            let kinds = [FlashKind::Good, FlashKind::Note, FlashKind::Care, FlashKind::Bad];
            let kind = kinds.into_iter().find(|known| known.class() == kind)?;
            Some(Flash {
                kind,
                text: text.to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_a_cookie() {
        let flashes = vec![
            Flash {
                kind: FlashKind::Good,
                text: "Masuk keranjang: 2 × “Kaos; polos”".to_owned(),
            },
            Flash {
                kind: FlashKind::Bad,
                text: "two\nlines".to_owned(),
            },
        ];
        let read = read_flashes(&flash_value(&flashes));
        assert_eq!(read[0], flashes[0]);
        assert_eq!(read[1].text, "two lines");
    }

    #[test]
    fn damaged_messages_are_left_out() {
        assert_eq!(read_flashes("%%%"), []);
        assert_eq!(read_flashes(&BASE64_URL_SAFE_NO_PAD.encode("loud:hello")), []);
    }
}
