//! Asking for a payment, and finding it again.
//!
//! A question whose answer was lost is repeated: for a day Stripe answers the same key with what it answered first. After that the page has
//! expired, so that nobody can pay there any more, and what was paid before is found by the name that we gave it.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use pasar_store::stripe_payment::{self, StripePayment};

use super::client::{Answered, Failure, Fields};
use super::model::{Intent, List, Named, Odd, Session};
use super::{PAGE, Stripe, TEST_DECLINE, TEST_SUCCESS, money, unreachable};
use crate::payment::provider::{Answer, PaymentProvider as _, ProviderError, ProviderState};
use crate::payment::webhook::ABOUT;

/// The page is open for so long: less than the day for which Stripe remembers a key, and than the day that it allows.
const OPEN_HOURS: i64 = 23;

/// Stripe's own names for cards to try with.
const CARD_SUCCESS: &str = "pm_card_visa";
const CARD_DECLINE: &str = "pm_card_chargeCustomerFail";

impl Stripe {
    pub(super) async fn authorised(
        &self,
        id: PaymentId,
        method: &str,
        amount: Money,
        now: Instant,
    ) -> Result<Answer, ProviderError> {
        if !self.methods().contains(&method) {
            let refusal = format!("`{method}` is not a way to pay with this account");
            return Err(ProviderError::Refused(refusal));
        }
        money::write(amount).map_err(|error| ProviderError::Refused(error.to_string()))?;
        let asked = StripePayment {
            id,
            method: method.to_owned(),
            amount,
            return_to: format!("{}{id}", self.return_to),
            shown_as: self.settings.shown_as.clone(),
            asked_at: now,
            session: None,
            intent_id: None,
            decline_reason: None,
        };
        let mut connection = self.connection().await?;
        stripe_payment::insert(&mut connection, &asked)
            .await
            .map_err(unreachable)?;
        drop(connection);
        // What was written first counts.
        match self.standing(self.known(id).await?).await? {
            ProviderState::Answered(answer) => Ok(answer),
            _ => Err(ProviderError::Refused(
                "the payment is captured or voided".to_owned(),
            )),
        }
    }

    pub(super) async fn looked_up(&self, id: PaymentId) -> Result<ProviderState, ProviderError> {
        match self.find(id).await? {
            Some(asked) => self.standing(asked).await,
            None => Ok(ProviderState::Unknown),
        }
    }

    /// Where a payment stands; asks for it when that is not known to have arrived.
    pub(super) async fn standing(&self, asked: StripePayment) -> Result<ProviderState, ProviderError> {
        if let Some(reason) = asked.decline_reason {
            return Ok(ProviderState::Answered(Answer::Declined { reason }));
        }
        match (&asked.intent_id, &asked.session) {
            (Some(intent_id), _) => {
                let intent = self.intent(intent_id).await?;
                Ok(intent.standing(asked.amount)?)
            }
            (None, Some((session_id, _))) => {
                let session = self.session(session_id).await?;
                self.of_session(asked, &session).await
            }
            (None, None) if self.clock.now() - asked.asked_at >= Duration::hours(OPEN_HOURS) => {
                self.searched(asked).await
            }
            (None, None) => self.opened(asked).await,
        }
    }

    pub(super) async fn intent(&self, id: &str) -> Result<Intent, Failure> {
        let fields = vec![("expand[]".to_owned(), "latest_charge".to_owned())];
        self.client
            .get(&format!("/v1/payment_intents/{id}"), &fields)
            .await
    }

    async fn session(&self, id: &str) -> Result<Session, Failure> {
        let fields = vec![("expand[]".to_owned(), "payment_intent.latest_charge".to_owned())];
        self.client
            .get(&format!("/v1/checkout/sessions/{id}"), &fields)
            .await
    }

    /// Where a payment at a page stands. Once it is settled there, only the money counts.
    async fn of_session(
        &self,
        mut asked: StripePayment,
        session: &Session,
    ) -> Result<ProviderState, ProviderError> {
        let state = session.standing(asked.amount)?;
        let is_settled = !matches!(
            state,
            ProviderState::Answered(Answer::Pending { .. } | Answer::Declined { .. })
        );
        if let Some(intent_id) = session.intent_id().filter(|_| is_settled) {
            asked.intent_id = Some(intent_id.to_owned());
            self.learn(&asked).await?;
        }
        Ok(state)
    }

    /// Asks for a payment, or for the answer that was lost.
    async fn opened(&self, asked: StripePayment) -> Result<ProviderState, ProviderError> {
        let opened = match asked.method.as_str() {
            PAGE => self.page_opened(asked.clone()).await,
            TEST_SUCCESS => self.card_tried(asked.clone(), CARD_SUCCESS).await,
            TEST_DECLINE => self.card_tried(asked.clone(), CARD_DECLINE).await,
            _ => Err(Odd("it was asked for what it cannot do").into()),
        };
        match opened {
            Ok(state) => Ok(state),
            Err(Opening::Provider(error)) => Err(error),
            Err(Opening::Failure(Failure::Declined { word, intent_id })) => {
                self.given_up(asked, word, intent_id).await
            }
            Err(Opening::Failure(failure @ Failure::Refused { .. })) => {
                tracing::error!(payment.id = %asked.id, error = %failure, "Stripe does not take a payment");
                self.given_up(asked, "refused", None).await
            }
            Err(Opening::Failure(failure)) => Err(failure.into()),
        }
    }

    async fn given_up(
        &self,
        mut asked: StripePayment,
        word: &str,
        intent_id: Option<String>,
    ) -> Result<ProviderState, ProviderError> {
        asked.decline_reason = Some(word.to_owned());
        asked.intent_id = intent_id;
        self.learn(&asked).await?;
        Ok(ProviderState::Answered(Answer::Declined {
            reason: word.to_owned(),
        }))
    }

    async fn page_opened(&self, mut asked: StripePayment) -> Result<ProviderState, Opening> {
        let fields = page_fields(&asked)?;
        let key = format!("{}-authorise", asked.id);
        let opened = self.client.post("/v1/checkout/sessions", &fields, &key).await;
        let Answered {
            value: session,
            is_old,
        }: Answered<Session> = opened?;
        let url = session.page().ok_or(Odd("it does not say where the page is"))?;
        asked.session = Some((session.id.clone(), url));
        self.learn(&asked).await?;
        // An old answer tells how it was when it was given.
        let session = if is_old {
            self.session(&session.id).await?
        } else {
            session
        };
        Ok(self.of_session(asked, &session).await?)
    }

    async fn card_tried(&self, mut asked: StripePayment, card: &str) -> Result<ProviderState, Opening> {
        let fields = card_fields(&asked, card)?;
        let key = format!("{}-authorise", asked.id);
        let tried: Answered<Intent> = self.client.post("/v1/payment_intents", &fields, &key).await?;
        asked.intent_id = Some(tried.value.id.clone());
        self.learn(&asked).await?;
        let intent = if tried.is_old {
            self.intent(&tried.value.id).await?
        } else {
            tried.value
        };
        Ok(intent.standing(asked.amount)?)
    }

    /// Finds a payment by our name for it, long after it was asked for. What is not found was never paid, and cannot be any more.
    async fn searched(&self, mut asked: StripePayment) -> Result<ProviderState, ProviderError> {
        let fields = vec![("query".to_owned(), format!("metadata['{ABOUT}']:'{}'", asked.id))];
        let found: List<Named> = self.client.get("/v1/payment_intents/search", &fields).await?;
        if found.has_more || found.data.len() > 1 {
            return Err(Odd("it knows one payment under several names").into());
        }
        let Some(Named { id }) = found.data.into_iter().next() else {
            return self.given_up(asked, "expired", None).await;
        };
        asked.intent_id = Some(id.clone());
        self.learn(&asked).await?;
        Ok(self.intent(&id).await?.standing(asked.amount)?)
    }
}

/// Why a payment could not be opened.
#[derive(Debug, thiserror::Error)]
enum Opening {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error(transparent)]
    Provider(#[from] ProviderError),
}

impl From<Odd> for Opening {
    fn from(odd: Odd) -> Self {
        Self::Failure(odd.into())
    }
}

/// What opens a page.
fn page_fields(asked: &StripePayment) -> Result<Fields, Odd> {
    let amount = money::write(asked.amount).map_err(|_| Odd("the amount cannot be written"))?;
    let expires = asked.asked_at + Duration::hours(OPEN_HOURS);
    let price = "line_items[0][price_data]";
    Ok(vec![
        ("mode".to_owned(), "payment".to_owned()),
        (
            "payment_intent_data[capture_method]".to_owned(),
            "manual".to_owned(),
        ),
        (
            format!("payment_intent_data[metadata][{ABOUT}]"),
            asked.id.to_string(),
        ),
        ("payment_method_types[0]".to_owned(), "card".to_owned()),
        ("client_reference_id".to_owned(), asked.id.to_string()),
        (format!("metadata[{ABOUT}]"), asked.id.to_string()),
        ("success_url".to_owned(), asked.return_to.clone()),
        ("cancel_url".to_owned(), asked.return_to.clone()),
        ("expires_at".to_owned(), expires.timestamp().to_string()),
        ("line_items[0][quantity]".to_owned(), "1".to_owned()),
        (format!("{price}[currency]"), currency(asked)),
        (format!("{price}[unit_amount]"), amount.to_string()),
        (format!("{price}[product_data][name]"), asked.shown_as.clone()),
    ])
}

/// What tries a card.
fn card_fields(asked: &StripePayment, card: &str) -> Result<Fields, Odd> {
    let amount = money::write(asked.amount).map_err(|_| Odd("the amount cannot be written"))?;
    Ok(vec![
        ("capture_method".to_owned(), "manual".to_owned()),
        (format!("metadata[{ABOUT}]"), asked.id.to_string()),
        ("amount".to_owned(), amount.to_string()),
        ("currency".to_owned(), currency(asked)),
        ("payment_method".to_owned(), card.to_owned()),
        ("payment_method_types[0]".to_owned(), "card".to_owned()),
        ("confirm".to_owned(), "true".to_owned()),
    ])
}

fn currency(asked: &StripePayment) -> String {
    asked.amount.currency.code().to_lowercase()
}
