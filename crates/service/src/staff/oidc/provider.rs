//! The provider, as the operator has configured it and as it describes itself.

use std::fmt;

use chrono::Duration;
use openidconnect::core::{CoreClient, CoreProviderMetadata};
use openidconnect::{
    ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, RedirectUrl,
};
use pasar_domain::Instant;
use tokio::sync::Mutex;

use super::OidcError;
use crate::Context;
use crate::https::{Asker, is_trusted};

/// For so many minutes the provider's description is not asked for again. Who comes back from it makes us ask in any case: its keys may be new.
const KNOWN_MINUTES: i64 = 10;

/// A client of the provider that knows where to send people, and where to ask for what they bring back.
pub(super) type Known = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the operator says about the provider. `Debug` does not show the secret.
#[derive(Clone, Default)]
pub struct OidcSettings {
    /// Its address, which is also its name in what it signs.
    pub issuer: String,
    /// What this site is called there.
    pub client_id: String,
    /// The secret that goes with it; a public client has none.
    pub client_secret: Option<String>,
    /// What people call the provider: it stands on the button.
    pub name: String,
}

impl fmt::Debug for OidcSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcSettings")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// The settings name no provider that can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnfitSettings {
    /// The address is none.
    #[error("`{issuer}` is no address of a provider; write one such as \"https://login.pasar.example\"")]
    NoAddress {
        /// What was written.
        issuer: String,
    },
    /// The address is one that anybody on the way can answer for.
    #[error(
        "`{issuer}` has no https, so anybody on the way could say who somebody is; only a provider on this machine may do without"
    )]
    Insecure {
        /// What was written.
        issuer: String,
    },
    /// The client has no name.
    #[error("the provider needs to know what this site is called there: write the client's id")]
    NoClient,
}

/// The operator's provider.
pub struct OidcProvider {
    settings: OidcSettings,
    issuer: IssuerUrl,
    asker: Asker,
    known: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

impl fmt::Debug for OidcProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.settings, f)
    }
}

impl OidcProvider {
    /// The provider of these settings. It is not asked before somebody signs in.
    ///
    /// # Errors
    /// See [`UnfitSettings`].
    pub fn new(settings: OidcSettings) -> Result<Self, UnfitSettings> {
        let wrong = |_| UnfitSettings::NoAddress {
            issuer: settings.issuer.clone(),
        };
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(wrong)?;
        if !is_trusted(issuer.url()) {
            let issuer = settings.issuer;
            return Err(UnfitSettings::Insecure { issuer });
        }
        if settings.client_id.is_empty() {
            return Err(UnfitSettings::NoClient);
        }
        Ok(Self {
            settings,
            issuer,
            asker: Asker::new(),
            known: Mutex::default(),
        })
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Its address.
    pub fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// A client as the provider described itself, lately or just now.
    pub(super) async fn client(
        &self,
        ctx: &Context,
        redirect: &str,
        is_fresh: bool,
    ) -> Result<Known, OidcError> {
        let mut known = self.known.lock().await;
        let lately = |at: Instant| ctx.now() - at < Duration::minutes(KNOWN_MINUTES);
        let metadata = match &*known {
            Some((at, metadata)) if lately(*at) && !is_fresh => metadata.clone(),
            _ => {
                let ask = |request| self.asker.clone().ask(request);
                let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &ask).await;
                let metadata = found.map_err(|error| OidcError::Unreachable(error.to_string()))?;
                *known = Some((ctx.now(), metadata.clone()));
                metadata
            }
        };
        drop(known);
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        let redirect = RedirectUrl::new(redirect.to_owned())
            .map_err(|_| OidcError::Unreachable("this site does not know its own address".to_owned()))?;
        let id = ClientId::new(self.settings.client_id.clone());
        Ok(CoreClient::from_provider_metadata(metadata, id, secret).set_redirect_uri(redirect))
    }

    pub(super) fn asker(&self) -> &Asker {
        &self.asker
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_provider_that_nobody_can_speak_for_is_taken() {
        let settings = |issuer: &str, client_id: &str| OidcSettings {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: Some("very secret".to_owned()),
            ..OidcSettings::default()
        };
        for fine in [
            "https://login.pasar.example",
            "http://127.0.0.1:8080/realm",
            "http://localhost",
        ] {
            let provider = OidcProvider::new(settings(fine, "pasar")).unwrap();
            assert!(!format!("{provider:?}").contains("very secret"));
        }
        for wrong in ["http://login.pasar.example", "ftp://127.0.0.1"] {
            let refused = OidcProvider::new(settings(wrong, "pasar")).unwrap_err();
            assert!(matches!(refused, UnfitSettings::Insecure { .. }), "{wrong}");
        }
        let refused = OidcProvider::new(settings("login", "pasar")).unwrap_err();
        assert!(matches!(refused, UnfitSettings::NoAddress { .. }));
        let refused = OidcProvider::new(settings("https://login.pasar.example", "")).unwrap_err();
        assert_eq!(refused, UnfitSettings::NoClient);
    }
}
