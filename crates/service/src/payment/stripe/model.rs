//! What Stripe answers, as far as we read it, and what it means to us.

use std::collections::BTreeMap;

use openidconnect::url::Url;
use pasar_domain::money::Money;
use serde::Deserialize;

use super::money;
use crate::https::is_trusted;
use crate::payment::provider::{Answer, ProviderState};

/// An answer that is not as Stripe describes its answers. It counts as none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("its answer is odd: {0}")]
pub(super) struct Odd(pub(super) &'static str);

/// Money that somebody pays: a *PaymentIntent*.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Intent {
    pub(super) id: String,
    amount: i64,
    currency: String,
    status: IntentStatus,
    latest_charge: Option<Charge>,
    last_payment_error: Option<ErrorBody>,
    next_action: Option<NextAction>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum IntentStatus {
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture,
    Canceled,
    Succeeded,
}

/// What was charged: all of it, since we ask for it to be written out, or its name alone.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Charge {
    Whole { amount_refunded: i64 },
    Name(String),
}

#[derive(Debug, Clone, Deserialize)]
struct NextAction {
    redirect_to_url: Option<Page>,
}

#[derive(Debug, Clone, Deserialize)]
struct Page {
    url: Option<String>,
}

/// A page at which a buyer pays: a *Checkout Session*.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    url: Option<String>,
    status: SessionStatus,
    payment_intent: Option<SessionIntent>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SessionStatus {
    Open,
    Complete,
    Expired,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum SessionIntent {
    Whole(Box<Intent>),
    Name(String),
}

/// What was given back.
#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    pub(super) amount: i64,
    status: Option<String>,
    #[serde(default)]
    metadata: BTreeMap<String, String>,
}

/// A page of a list.
#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    pub(super) data: Vec<T>,
    pub(super) has_more: bool,
}

/// Something that has a name.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
}

/// An answer that says what is wrong.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ErrorAnswer {
    pub(super) error: ErrorBody,
}

/// What is wrong.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ErrorBody {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) code: Option<String>,
    decline_code: Option<String>,
    pub(super) payment_intent: Option<Named>,
}

/// Our stable word for why a bank refused. Stripe has many, and says that most of them are not for the buyer.
pub(super) fn decline_word(error: &ErrorBody) -> &'static str {
    let word = error.decline_code.as_deref().or(error.code.as_deref());
    match word.unwrap_or_default() {
        "insufficient_funds" => "insufficient_funds",
        "expired_card" => "expired_card",
        "authentication_required" | "authentication_failure" | "payment_intent_authentication_failure" => {
            "not_authenticated"
        }
        _ => "refused",
    }
}

impl Intent {
    /// Where the money stands; `wanted` is what was asked for.
    pub(super) fn standing(&self, wanted: Money) -> Result<ProviderState, Odd> {
        let is_wanted = money::write(wanted) == Ok(self.amount)
            && self.currency.eq_ignore_ascii_case(wanted.currency.code());
        if !is_wanted {
            return Err(Odd("it is about another amount"));
        }
        let reference = self.id.clone();
        Ok(match self.status {
            IntentStatus::RequiresCapture => ProviderState::Answered(Answer::Authorised { reference }),
            IntentStatus::Succeeded => ProviderState::Captured {
                refunded: self.refunded(wanted)?,
            },
            IntentStatus::Canceled => ProviderState::Voided,
            IntentStatus::RequiresPaymentMethod if self.last_payment_error.is_some() => {
                ProviderState::Answered(Answer::Declined {
                    reason: self
                        .last_payment_error
                        .as_ref()
                        .map_or("refused", decline_word)
                        .to_owned(),
                })
            }
            IntentStatus::RequiresPaymentMethod
            | IntentStatus::RequiresConfirmation
            | IntentStatus::RequiresAction
            | IntentStatus::Processing => ProviderState::Answered(Answer::Pending {
                reference,
                continue_at: self.page(),
            }),
        })
    }

    fn page(&self) -> Option<String> {
        let page = self.next_action.as_ref()?.redirect_to_url.as_ref()?;
        trusted_page(page.url.as_deref())
    }

    fn refunded(&self, wanted: Money) -> Result<Money, Odd> {
        match &self.latest_charge {
            Some(Charge::Whole { amount_refunded }) => money::read(*amount_refunded, wanted.currency)
                .ok_or(Odd("it gave back an amount that there is not")),
            Some(Charge::Name(id)) => {
                tracing::warn!(charge = id, "Stripe does not write out what was charged");
                Err(Odd("it does not say what was charged"))
            }
            None => Err(Odd("it does not say what was charged")),
        }
    }
}

/// The longest address of a page that is kept.
const PAGE_BYTES_MAX: usize = 4096;

/// An address to which a buyer may be sent.
fn trusted_page(url: Option<&str>) -> Option<String> {
    let url = url.filter(|url| url.len() <= PAGE_BYTES_MAX)?;
    let parsed = Url::parse(url).ok()?;
    is_trusted(&parsed).then(|| url.to_owned())
}

impl Session {
    /// Where the buyer pays, while the page is open.
    pub(super) fn page(&self) -> Option<String> {
        trusted_page(self.url.as_deref())
    }

    /// Stripe's name for the money, once there is some.
    pub(super) fn intent_id(&self) -> Option<&str> {
        match self.payment_intent.as_ref()? {
            SessionIntent::Whole(intent) => Some(&intent.id),
            SessionIntent::Name(id) => Some(id),
        }
    }

    /// Where the payment stands; `wanted` is what was asked for. While the page is open, a card that was declined is not the end: the buyer
    /// may try another one there.
    pub(super) fn standing(&self, wanted: Money) -> Result<ProviderState, Odd> {
        let of_money = match &self.payment_intent {
            Some(SessionIntent::Whole(intent)) => Some(intent.standing(wanted)?),
            Some(SessionIntent::Name(_)) => return Err(Odd("it does not say where the money is")),
            None => None,
        };
        let is_settled = |state: &ProviderState| {
            !matches!(
                state,
                ProviderState::Answered(Answer::Pending { .. } | Answer::Declined { .. })
            )
        };
        match (of_money, self.status) {
            (Some(state), _) if is_settled(&state) => Ok(state),
            (_, SessionStatus::Open) => Ok(ProviderState::Answered(Answer::Pending {
                reference: self.id.clone(),
                continue_at: self.page(),
            })),
            (_, SessionStatus::Expired) => Ok(ProviderState::Answered(Answer::Declined {
                reason: "expired".to_owned(),
            })),
            (Some(state), SessionStatus::Complete) => Ok(state),
            (None, SessionStatus::Complete) => Err(Odd("it is paid with no money")),
        }
    }
}

impl Refund {
    /// Under which key it was asked for.
    pub(super) fn key(&self, field: &str) -> Option<&str> {
        self.metadata.get(field).map(String::as_str)
    }

    /// Does the buyer have it, or will have it?
    pub(super) fn counts(&self) -> bool {
        !matches!(self.status.as_deref(), Some("failed" | "canceled"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn wanted() -> Money {
        Money::new(5_350_000, "IDR".parse().unwrap())
    }

    fn intent(status: &str, more: &Value) -> Result<ProviderState, Odd> {
        serde_json::from_value::<Intent>(intent_json(status, more))
            .map_err(|_| Odd("unread"))?
            .standing(wanted())
    }

    fn intent_json(status: &str, more: &Value) -> Value {
        let mut intent = json!({
            "id": "pi_1", "amount": 5_350_000, "currency": "idr", "status": status,
            "latest_charge": null, "last_payment_error": null, "next_action": null,
        });
        for (name, value) in more.as_object().unwrap() {
            intent[name] = value.clone();
        }
        intent
    }

    fn pending(continue_at: Option<&str>) -> ProviderState {
        ProviderState::Answered(Answer::Pending {
            reference: "pi_1".to_owned(),
            continue_at: continue_at.map(str::to_owned),
        })
    }

    fn declined(reason: &str) -> ProviderState {
        ProviderState::Answered(Answer::Declined {
            reason: reason.to_owned(),
        })
    }

    #[test]
    fn every_state_of_an_intent_means_something() {
        let authorised = ProviderState::Answered(Answer::Authorised {
            reference: "pi_1".to_owned(),
        });
        let refunded = |minor| ProviderState::Captured {
            refunded: Money::new(minor, wanted().currency),
        };
        let action = json!({"next_action": {"type": "redirect_to_url", "redirect_to_url": {"url": "https://bank.example/3ds"}}});
        let poor =
            json!({"last_payment_error": {"code": "card_declined", "decline_code": "insufficient_funds"}});
        let cases = [
            ("requires_payment_method", json!({}), pending(None)),
            ("requires_payment_method", poor, declined("insufficient_funds")),
            ("requires_confirmation", json!({}), pending(None)),
            (
                "requires_action",
                action,
                pending(Some("https://bank.example/3ds")),
            ),
            (
                "requires_action",
                json!({"next_action": {"type": "use_stripe_sdk"}}),
                pending(None),
            ),
            ("processing", json!({"latest_charge": "ch_1"}), pending(None)),
            ("requires_capture", json!({"latest_charge": "ch_1"}), authorised),
            (
                "succeeded",
                json!({"latest_charge": {"id": "ch_1", "amount_refunded": 0}}),
                refunded(0),
            ),
            (
                "succeeded",
                json!({"latest_charge": {"id": "ch_1", "amount_refunded": 70}}),
                refunded(70),
            ),
            ("canceled", json!({}), ProviderState::Voided),
        ];
        for (status, more, expected) in cases {
            assert_eq!(intent(status, &more), Ok(expected), "{status} {more}");
        }
    }

    #[test]
    fn what_is_not_as_described_counts_as_no_answer() {
        for (status, more) in [
            ("paid", json!({})),
            ("requires_capture", json!({"amount": 5_350_001})),
            ("requires_capture", json!({"currency": "usd"})),
            ("succeeded", json!({"latest_charge": "ch_1"})),
            ("succeeded", json!({})),
        ] {
            assert!(intent(status, &more).is_err(), "{status} {more}");
        }
    }

    #[test]
    fn a_page_is_open_until_it_is_paid_or_has_expired() {
        let session = |status: &str, intent: Value| {
            let session = json!({"id": "cs_1", "url": "https://checkout.stripe.com/c/pay/cs_1", "status": status, "payment_intent": intent});
            serde_json::from_value::<Session>(session)
                .unwrap()
                .standing(wanted())
        };
        let open = ProviderState::Answered(Answer::Pending {
            reference: "cs_1".to_owned(),
            continue_at: Some("https://checkout.stripe.com/c/pay/cs_1".to_owned()),
        });
        let poor = intent_json(
            "requires_payment_method",
            &json!({"last_payment_error": {"code": "card_declined"}}),
        );
        let held = intent_json("requires_capture", &json!({}));
        let authorised = ProviderState::Answered(Answer::Authorised {
            reference: "pi_1".to_owned(),
        });
        assert_eq!(session("open", Value::Null), Ok(open.clone()));
        assert_eq!(session("open", poor.clone()), Ok(open), "another card may do");
        assert_eq!(session("expired", Value::Null), Ok(declined("expired")));
        assert_eq!(session("expired", poor), Ok(declined("expired")));
        assert_eq!(session("complete", held.clone()), Ok(authorised.clone()));
        assert_eq!(session("expired", held), Ok(authorised), "what is held is held");
        assert_eq!(
            session("complete", intent_json("processing", &json!({}))),
            Ok(pending(None))
        );
        assert!(session("complete", Value::Null).is_err());
        assert!(session("complete", json!("pi_1")).is_err());
    }

    #[test]
    fn a_buyer_is_sent_only_where_nobody_on_the_way_can_answer() {
        for (url, is_fine) in [
            ("https://checkout.stripe.com/c/pay/cs_1#fid", true),
            ("http://checkout.stripe.com/c/pay/cs_1", false),
            ("javascript:alert(1)", false),
            ("/c/pay/cs_1", false),
        ] {
            assert_eq!(trusted_page(Some(url)).is_some(), is_fine, "{url}");
        }
        let long = format!("https://checkout.stripe.com/{}", "x".repeat(4096));
        assert_eq!(trusted_page(Some(&long)), None);
    }

    #[test]
    fn of_the_many_words_for_a_no_the_buyer_is_told_few() {
        let word = |json: Value| decline_word(&serde_json::from_value(json).unwrap());
        assert_eq!(
            word(json!({"code": "card_declined", "decline_code": "stolen_card"})),
            "refused"
        );
        assert_eq!(word(json!({"code": "expired_card"})), "expired_card");
        assert_eq!(
            word(json!({"code": "payment_intent_authentication_failure"})),
            "not_authenticated"
        );
        assert_eq!(word(json!({})), "refused");
    }
}
