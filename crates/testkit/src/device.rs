//! A device with a passkey, as somebody holds it: it checks who uses it and counts its uses.

use async_trait::async_trait;
use openidconnect::url::Url;
use passkey::authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod};
use passkey::client::{Client, DefaultClientData};
use passkey::crypto::rust_crypto::RustCryptoBackend;
use passkey::types::ctap2::{Aaguid, Ctap2Error};
use passkey::types::webauthn::{CredentialCreationOptions, CredentialRequestOptions};
use serde_json::Value;

/// A device. Its clone is what a thief makes of it.
#[derive(Debug, Clone, Default)]
pub struct Device {
    kept: Option<passkey::types::Passkey>,
}

type Authenticating = Authenticator<Option<passkey::types::Passkey>, Finger, RustCryptoBackend>;

/// Whoever uses it puts a finger on it.
struct Finger;

#[async_trait]
impl UserValidationMethod for Finger {
    type PasskeyItem = passkey::types::Passkey;

    async fn check_user<'a>(
        &self,
        _: UiHint<'a, Self::PasskeyItem>,
        _: bool,
        _: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck {
            presence: true,
            verification: true,
        })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

impl Device {
    fn authenticator(&self) -> Authenticating {
        let mut authenticator =
            Authenticator::new(Aaguid::new_empty(), self.kept.clone(), Finger, RustCryptoBackend);
        authenticator.set_make_credentials_with_signature_counter(true);
        authenticator
    }

    /// Makes a passkey for a site at this origin, which asks with these options. Returns the answer.
    pub async fn makes(&mut self, origin: &str, options: &Value) -> String {
        let options: CredentialCreationOptions = serde_json::from_value(options.clone()).unwrap();
        let mut browser = Client::new(self.authenticator());
        let made = browser
            .register(&Url::parse(origin).unwrap(), options, DefaultClientData)
            .await
            .unwrap();
        self.kept = browser.authenticator().store().clone();
        serde_json::to_string(&made).unwrap()
    }

    /// Answers a site at this origin, which asks with these options.
    pub async fn answers(&mut self, origin: &str, options: &Value) -> String {
        let options: CredentialRequestOptions = serde_json::from_value(options.clone()).unwrap();
        let mut browser = Client::new(self.authenticator());
        let answer = browser
            .authenticate(&Url::parse(origin).unwrap(), options, DefaultClientData)
            .await
            .unwrap();
        self.kept = browser.authenticator().store().clone();
        serde_json::to_string(&answer).unwrap()
    }
}
