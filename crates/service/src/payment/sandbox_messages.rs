//! The sandbox bank tells what happened as real providers do: after a while, twice, and what happened first comes last.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use openidconnect::http::{Request, header};
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;

use super::webhook::{WebhookKeys, write};
use crate::clock::Clock;
use crate::https::Asker;
use crate::secret;

/// The header of the sandbox bank's signature.
const SIGNATURE: &str = "sandbox-signature";

/// Sends the sandbox bank's messages to the site. What cannot be delivered is lost: nobody depends on it.
pub struct Messenger {
    asker: Asker,
    address: String,
    keys: WebhookKeys,
    clock: Arc<dyn Clock>,
    pace: Duration,
}

impl fmt::Debug for Messenger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messenger")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Messenger {
    /// A messenger to the address of a market's webhook that signs with this secret. Between two messages it waits for `pace`.
    pub fn new(address: String, secret: &[u8; 32], clock: Arc<dyn Clock>, pace: Duration) -> Self {
        Self {
            asker: Asker::new(),
            address,
            keys: WebhookKeys::new(SIGNATURE, [secret::encode(secret).as_str()]),
            clock,
            pace,
        }
    }

    /// What its messages are signed with.
    pub(super) const fn keys(&self) -> &WebhookKeys {
        &self.keys
    }

    /// Somebody answered a payment: tells so, tells so again, and then tells that it had been asked for.
    pub(super) fn answered(self: &Arc<Self>, id: PaymentId, asked_at: Instant) {
        let messenger = Arc::clone(self);
        tokio::spawn(async move {
            let answered = messenger.message(id, "answered", messenger.clock.now());
            let asked = messenger.message(id, "asked", asked_at);
            for message in [&answered, &answered, &asked] {
                tokio::time::sleep(messenger.pace).await;
                messenger.send(id, message.clone()).await;
            }
        });
    }

    /// Tells after this time that a payment was answered, because the bank answers it by itself then.
    pub(super) fn answers_in(self: &Arc<Self>, id: PaymentId, asked_at: Instant, time: chrono::Duration) {
        let messenger = Arc::clone(self);
        let time = time.to_std().unwrap_or_default();
        tokio::spawn(async move {
            tokio::time::sleep(time).await;
            messenger.answered(id, asked_at);
        });
    }

    fn message(&self, id: PaymentId, what: &str, at: Instant) -> Vec<u8> {
        write(
            &format!("sandbox-{id}-{what}"),
            &format!("payment.{what}"),
            id,
            at,
        )
    }

    async fn send(&self, id: PaymentId, body: Vec<u8>) {
        let request = Request::post(&self.address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(SIGNATURE, self.keys.sign(&body, self.clock.now()))
            .body(body);
        let Ok(request) = request else {
            tracing::warn!(
                address = self.address,
                "the sandbox bank cannot send messages there"
            );
            return;
        };
        match self.asker.clone().ask(request).await {
            Ok(answer) if answer.status().is_success() => {}
            Ok(answer) => {
                tracing::warn!(payment.id = %id, status = answer.status().as_u16(), "a message of the sandbox bank was refused");
            }
            Err(error) => tracing::warn!(payment.id = %id, %error, "a message of the sandbox bank was lost"),
        }
    }
}
