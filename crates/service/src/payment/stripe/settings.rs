//! What the operator says about Stripe.

use std::fmt;

use openidconnect::url::Url;

use crate::https::is_trusted;

/// What the operator says about Stripe. `Debug` does not show the secrets.
#[derive(Clone)]
pub struct StripeSettings {
    /// Where it is asked: `https://api.stripe.com`.
    pub address: String,
    /// The secret key of the operator's account, or a restricted one: `sk_live_…`, `rk_test_…`.
    pub secret_key: String,
    /// What its messages are signed with: `whsec_…`, several with space between them.
    pub webhook_secrets: String,
    /// The origin of the pages at which buyers pay: `https://checkout.stripe.com`.
    pub page_origin: String,
    /// What buyers read there about what they pay for: the site's name.
    pub shown_as: String,
}

impl Default for StripeSettings {
    fn default() -> Self {
        Self {
            address: "https://api.stripe.com".to_owned(),
            secret_key: String::new(),
            webhook_secrets: String::new(),
            page_origin: "https://checkout.stripe.com".to_owned(),
            shown_as: "Pasar".to_owned(),
        }
    }
}

impl fmt::Debug for StripeSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StripeSettings")
            .field("address", &self.address)
            .field("page_origin", &self.page_origin)
            .finish_non_exhaustive()
    }
}

/// With these settings nobody can be paid, or nobody should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnfitStripeSettings {
    /// There is no secret key, or it is another kind of key.
    #[error("Stripe needs the secret key of your account, which begins with `sk_` or `rk_`")]
    NoKey,
    /// There is no secret for messages, or something else is written there.
    #[error("Stripe needs the signing secret of its webhook, which begins with `whsec_`")]
    NoWebhookSecret,
    /// An address is none, or has no https.
    #[error("`{0}` is no address of Stripe; write one with https")]
    Address(String),
}

impl StripeSettings {
    /// Is it an account for trying, where no money moves?
    pub fn is_trial(&self) -> bool {
        self.secret_key.starts_with("sk_test_") || self.secret_key.starts_with("rk_test_")
    }

    /// Will they do?
    ///
    /// # Errors
    /// See [`UnfitStripeSettings`].
    pub fn check(&self) -> Result<(), UnfitStripeSettings> {
        let is_word = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let key = &self.secret_key;
        if !((key.starts_with("sk_") || key.starts_with("rk_")) && is_word(key)) {
            return Err(UnfitStripeSettings::NoKey);
        }
        let mut secrets = self.webhook_secrets.split_whitespace().peekable();
        if secrets.peek().is_none() || !secrets.all(|secret| secret.starts_with("whsec_")) {
            return Err(UnfitStripeSettings::NoWebhookSecret);
        }
        for address in [&self.address, &self.page_origin] {
            if !Url::parse(address).is_ok_and(|url| is_trusted(&url)) {
                return Err(UnfitStripeSettings::Address(address.clone()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> StripeSettings {
        StripeSettings {
            secret_key: "sk_test_very_secret".to_owned(),
            webhook_secrets: "whsec_one whsec_two".to_owned(),
            ..StripeSettings::default()
        }
    }

    #[test]
    fn settings_will_do_or_say_what_is_missing() {
        assert_eq!(settings().check(), Ok(()));
        assert!(settings().is_trial());
        let with_key = |key: &str| StripeSettings {
            secret_key: key.to_owned(),
            ..settings()
        };
        assert!(!with_key("sk_live_1").is_trial());
        for key in ["", "pk_live_1", "sk_live_1\n", "whsec_1"] {
            assert_eq!(with_key(key).check(), Err(UnfitStripeSettings::NoKey), "{key:?}");
        }
        for secrets in ["", " ", "sk_live_1", "whsec_1 x"] {
            let webhook_secrets = secrets.to_owned();
            let settings = StripeSettings {
                webhook_secrets,
                ..settings()
            };
            assert_eq!(
                settings.check(),
                Err(UnfitStripeSettings::NoWebhookSecret),
                "{secrets:?}"
            );
        }
        for address in ["http://api.stripe.com", "api.stripe.com", ""] {
            let wrong = Err(UnfitStripeSettings::Address(address.to_owned()));
            let address = address.to_owned();
            let settings = StripeSettings {
                address,
                ..settings()
            };
            assert_eq!(settings.check(), wrong);
        }
        let here = StripeSettings {
            address: "http://127.0.0.1:8420".to_owned(),
            ..settings()
        };
        assert_eq!(here.check(), Ok(()));
        let shown = format!("{:?}", settings());
        assert!(!shown.contains("very_secret") && !shown.contains("whsec"));
    }
}
