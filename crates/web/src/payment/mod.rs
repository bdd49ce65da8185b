//! Ways to pay and what became of payments, in words.

use pasar_domain::payment::PaymentState;
use pasar_service::payment::PaymentProvider;

use crate::prelude::*;

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
        other => other.to_owned(),
    }
}

fn method_hint(method: &str) -> Option<Key> {
    match method {
        "sandbox_success" => Some(key("payment-sandbox-success-hint")),
        "sandbox_decline" => Some(key("payment-sandbox-decline-hint")),
        "sandbox_later" => Some(key("payment-sandbox-later-hint")),
        _ => None,
    }
}

/// Is this a way to pay without real money?
pub(crate) fn is_trial(choices: &[Choice]) -> bool {
    choices.iter().any(|choice| choice.value.starts_with("sandbox_"))
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
        _ => l.t("payment-declined-other"),
    }
}
