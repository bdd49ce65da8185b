//! The site, as devices know it: passkeys are bound to its address.

use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The site, as devices know it.
#[derive(Debug)]
pub struct RelyingParty {
    pub(super) webauthn: Webauthn,
}

/// Passkeys cannot be bound to this address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "passkeys cannot be bound to `{origin}`: they need https and a name rather than a number, or localhost"
)]
pub struct UnfitOrigin {
    origin: String,
}

impl RelyingParty {
    /// The site at this address: `https://pasar.example`.
    ///
    /// # Errors
    /// When browsers give no passkeys to such an address.
    pub fn new(origin: &str) -> Result<Self, UnfitOrigin> {
        let unfit = || UnfitOrigin {
            origin: origin.to_owned(),
        };
        let url = Url::parse(origin).map_err(|_| unfit())?;
        let host = url.domain().ok_or_else(unfit)?.to_owned();
        if url.scheme() != "https" && host != "localhost" {
            return Err(unfit());
        }
        let builder = WebauthnBuilder::new(&host, &url).map_err(|_| unfit())?;
        let webauthn = builder.rp_name("Pasar").build().map_err(|_| unfit())?;
        Ok(Self { webauthn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_bound_to_names_that_nobody_else_can_answer_for() {
        for fine in [
            "https://pasar.example",
            "http://localhost:4400",
            "https://trade.pasar.example:8443",
        ] {
            assert!(RelyingParty::new(fine).is_ok(), "{fine}");
        }
        for unfit in [
            "http://pasar.example",
            "https://192.0.2.1",
            "http://127.0.0.1:4400",
            "pasar",
            "",
        ] {
            assert!(RelyingParty::new(unfit).is_err(), "{unfit}");
        }
    }
}
