//! Ways to pay and what became of payments, in words.

pub mod show;

use pasar_domain::id::OrderGroupId;
use pasar_domain::payment::{Payment, PaymentState};
use pasar_service::actor::Buyer;
use pasar_service::order::show_group;
use pasar_service::payment::PaymentProvider;

use crate::prelude::*;

/// The word for a payment page that was closed before anybody paid there.
pub(crate) const EXPIRED: &str = "expired";

/// The page at which a payment goes on while the bank has yet to answer: the provider's, or the sandbox bank's.
pub(crate) fn page_of(visit: &Visit, payment: &Payment) -> Option<String> {
    match &payment.state {
        PaymentState::Pending {
            continue_at: Some(page),
            ..
        } => Some(page.clone()),
        PaymentState::Pending {
            continue_at: None, ..
        } => {
            let sandbox = visit.ctx.payments().sandbox();
            sandbox.map(|_| visit.l().url(&format!("/bank/{}", payment.id)))
        }
        _ => None,
    }
}

/// Leads whoever has just asked to pay to the page at which it goes on. A page at another address than the provider's own is only linked from
/// the order: a form leads nowhere that the site does not name.
pub(crate) async fn led_on(visit: &Visit, buyer: Buyer, group: OrderGroupId) -> Result<Turn, WebError> {
    let order = visit.go(&format!("/orders/{group}"));
    let shown = show_group(&visit.ctx, buyer, group).await;
    let shown = shown.map_err(crate::order::failure)?;
    // At most one of them is alive.
    let page = shown.payments.iter().find_map(|payment| page_of(visit, payment));
    Ok(match page {
        Some(page) if page.starts_with('/') || is_named(visit, &page) => visit.leave(page),
        _ => order,
    })
}

fn is_named(visit: &Visit, page: &str) -> bool {
    let origin = visit.ctx.payments().page_origin();
    let rest = origin.and_then(|origin| page.strip_prefix(origin));
    rest.is_some_and(|rest| rest.starts_with('/'))
}

/// The ways to pay, to choose from.
pub(crate) fn choices(l: &Localizer, provider: &dyn PaymentProvider) -> Vec<Choice> {
    let methods = provider.methods().iter();
    methods
        .map(|method| {
            let hint = method_hint(method).map_or_else(String::new, |hint| l.say(&hint.into()));
            Choice::new(*method, method_name(l, method)).hint(hint)
        })
        .collect()
}

/// What a way to pay is called. A provider's word that has no name here is shown as it is.
pub(crate) fn method_name(l: &Localizer, method: &str) -> String {
    match method {
        "sandbox_success" => l.t("payment-sandbox-success"),
        "sandbox_decline" => l.t("payment-sandbox-decline"),
        "sandbox_later" => l.t("payment-sandbox-later"),
        "stripe_page" => l.t("payment-stripe-page"),
        "stripe_test_success" => l.t("payment-sandbox-success"),
        "stripe_test_decline" => l.t("payment-sandbox-decline"),
        other => other.to_owned(),
    }
}

fn method_hint(method: &str) -> Option<Key> {
    match method {
        "sandbox_success" => Some(key("payment-sandbox-success-hint")),
        "sandbox_decline" => Some(key("payment-sandbox-decline-hint")),
        "sandbox_later" => Some(key("payment-sandbox-later-hint")),
        "stripe_page" => Some(key("payment-stripe-page-hint")),
        "stripe_test_success" => Some(key("payment-stripe-test-success-hint")),
        "stripe_test_decline" => Some(key("payment-stripe-test-decline-hint")),
        _ => None,
    }
}

/// Is this a way to pay without real money?
pub(crate) fn is_trial(choices: &[Choice]) -> bool {
    let is_trial = |word: &str| word.starts_with("sandbox_") || word.starts_with("stripe_test_");
    choices.iter().any(|choice| is_trial(&choice.value))
}

/// Where a payment stands.
pub(crate) fn state_name(l: &Localizer, state: &PaymentState) -> String {
    match state {
        PaymentState::Requested => l.t("payment-state-requested"),
        PaymentState::Pending { .. } => l.t("payment-state-pending"),
        PaymentState::Authorised { .. } => l.t("payment-state-authorised"),
        PaymentState::Captured { .. } => l.t("payment-state-captured"),
        PaymentState::Declined { .. } => l.t("payment-state-declined"),
        PaymentState::Voided { .. } => l.t("payment-state-voided"),
    }
}

/// Why the bank said no.
pub(crate) fn decline_reason(l: &Localizer, reason: &str) -> String {
    match reason {
        "insufficient_funds" => l.t("payment-declined-funds"),
        "expired_card" => l.t("payment-declined-card"),
        "not_authenticated" => l.t("payment-declined-authentication"),
        _ => l.t("payment-declined-other"),
    }
}
