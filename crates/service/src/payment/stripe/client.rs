//! How Stripe is asked: one request, one answer, no repetition. Whoever asks again uses the same key.

use std::fmt;

use openidconnect::http::{HeaderValue, Method, Request, header};
use openidconnect::url::form_urlencoded;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::model::{ErrorAnswer, Odd, decline_word};
use crate::https::{AskError, Asker};
use crate::payment::provider::ProviderError;

/// The version of Stripe's interface that this was written for; without it, an account's own setting would count.
const VERSION: &str = "2024-06-20";

/// The fields of a request, in order: `("payment_intent_data[capture_method]", …)`.
pub(super) type Fields = Vec<(String, String)>;

/// Who asks Stripe, with the operator's secret key, which `Debug` does not show.
pub(super) struct Client {
    asker: Asker,
    address: String,
    secret_key: Zeroizing<String>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Why there is no right answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// There is none, or Stripe says that it could not do it now: it may or may not have happened.
    #[error("Stripe gave no answer")]
    Silent(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The bank refused.
    #[error("the card was declined: {word}")]
    Declined {
        /// Our word for why.
        word: &'static str,
        /// The money that was not to be had.
        intent_id: Option<String>,
    },
    /// Stripe will not do it, however often it is asked. Its words are left out: they may name people and keys.
    #[error("Stripe answered {status} `{code}`")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Stripe's stable word for why.
        code: String,
    },
}

impl From<Failure> for ProviderError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Silent(error) => Self::Unreachable(error),
            Failure::Declined { .. } | Failure::Refused { .. } => Self::Refused(failure.to_string()),
        }
    }
}

impl From<Odd> for Failure {
    fn from(odd: Odd) -> Self {
        Self::Silent(odd.into())
    }
}

impl From<Odd> for ProviderError {
    fn from(odd: Odd) -> Self {
        Self::Unreachable(odd.into())
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        Self::Silent(error.into())
    }
}

/// What was answered, and whether it is what had been answered to the same question before.
#[derive(Debug)]
pub(super) struct Answered<T> {
    pub(super) value: T,
    pub(super) is_old: bool,
}

impl Client {
    pub(super) fn new(address: &str, secret_key: &str) -> Self {
        Self {
            asker: Asker::new(),
            address: address.trim_end_matches('/').to_owned(),
            secret_key: Zeroizing::new(secret_key.to_owned()),
        }
    }

    /// Reads something.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str, fields: &Fields) -> Result<T, Failure> {
        let address = format!("{}{path}?{}", self.address, written(fields));
        let request = Request::builder().method(Method::GET).uri(address);
        Ok(self.send(request, String::new()).await?.value)
    }

    /// Has something done, once for each key.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        fields: &Fields,
        key: &str,
    ) -> Result<Answered<T>, Failure> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}{path}", self.address))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("idempotency-key", key);
        self.send(request, written(fields)).await
    }

    async fn send<T: DeserializeOwned>(
        &self,
        request: openidconnect::http::request::Builder,
        body: String,
    ) -> Result<Answered<T>, Failure> {
        let secret = format!("Bearer {}", self.secret_key.as_str());
        let mut secret = HeaderValue::from_str(&secret).map_err(|error| Failure::Silent(error.into()))?;
        secret.set_sensitive(true);
        let request = request
            .header(header::AUTHORIZATION, secret)
            .header("stripe-version", VERSION)
            .body(body.into_bytes())
            .map_err(|error| Failure::Silent(error.into()))?;
        let answer = self.asker.clone().ask(request).await?;
        let status = answer.status();
        if !status.is_success() {
            return Err(refused(status.as_u16(), answer.body()));
        }
        let value = serde_json::from_slice(answer.body()).map_err(|_| Odd("it cannot be read"))?;
        let is_old = answer.headers().contains_key("idempotent-replayed");
        Ok(Answered { value, is_old })
    }
}

/// Fields as a form writes them.
fn written(fields: &Fields) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// What an answer means that is not the one that was wanted.
fn refused(status: u16, body: &[u8]) -> Failure {
    let error = serde_json::from_slice::<ErrorAnswer>(body)
        .unwrap_or_default()
        .error;
    let code = error
        .code
        .clone()
        .or_else(|| error.kind.clone())
        .unwrap_or_default();
    match status {
        // Busy with the same question, too much at once, or broken on their side.
        409 | 429 | 500.. => Failure::Silent(format!("it answered {status} `{code}`").into()),
        402 => Failure::Declined {
            word: decline_word(&error),
            intent_id: error.payment_intent.map(|intent| intent.id),
        },
        _ => Failure::Refused { status, code },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_failure_is_silence_a_no_or_a_refusal() {
        let body = |code: &str, decline: &str| {
            format!(
                r#"{{"error":{{"type":"card_error","code":"{code}","decline_code":"{decline}","message":"Ms Sari, sk_live_1","payment_intent":{{"id":"pi_1"}}}}}}"#
            )
        };
        for status in [409, 429, 500, 502, 503] {
            assert!(
                matches!(refused(status, b"<html>"), Failure::Silent(_)),
                "{status}"
            );
        }
        let declined = refused(402, body("card_declined", "insufficient_funds").as_bytes());
        assert!(
            matches!(&declined, Failure::Declined { word: "insufficient_funds", intent_id: Some(id) } if id == "pi_1"),
            "{declined}"
        );
        for status in [400, 401, 403, 404] {
            let refused = refused(status, body("resource_missing", "").as_bytes());
            assert_eq!(
                refused.to_string(),
                format!("Stripe answered {status} `resource_missing`")
            );
            assert!(matches!(ProviderError::from(refused), ProviderError::Refused(_)));
        }
        // What Stripe tells people is in no error.
        assert!(!format!("{declined:?}").contains("Sari"));
        assert_eq!(refused(400, b"").to_string(), "Stripe answered 400 ``");
    }

    #[test]
    fn the_key_is_not_shown_and_fields_are_escaped() {
        let client = Client::new("https://api.stripe.com/", "sk_live_very_secret");
        assert!(!format!("{client:?}").contains("very_secret"));
        let fields = vec![("metadata[a]".to_owned(), "b&c=d e".to_owned())];
        assert_eq!(written(&fields), "metadata%5Ba%5D=b%26c%3Dd+e");
    }
}
