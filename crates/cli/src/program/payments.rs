//! Who takes buyers' money in a market, as the configuration says.

use std::sync::Arc;
use std::time::Duration;

use pasar_domain::market::Market;
use pasar_domain::money::Currency;
use pasar_service::payment::stripe::{self, Stripe};
use pasar_service::payment::{Messenger, PaymentProvider, SandboxBank};
use pasar_service::{Clock, Context, SystemClock};
use pasar_store::{Cell, Store};

use crate::config::{Config, Provider};
use crate::say::misuse;

/// The pause between two messages of the sandbox bank.
const MESSAGES_EVERY: Duration = Duration::from_secs(1);

/// The provider of this market, whose home is this cell. `site_url` is where people reach the site.
///
/// # Errors
/// When the provider is not as it should be.
pub(super) fn provider(
    config: &Config,
    (store, home, market): (&Store, &Cell, &Market),
    site_url: &str,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<Arc<dyn PaymentProvider>> {
    let payments = &config.payments;
    Ok(match payments.provider {
        Provider::Sandbox => Arc::new(SandboxBank::new(
            store.clone(),
            Arc::clone(clock),
            chrono::Duration::seconds(payments.sandbox_answers_after_seconds.0.into()),
        )),
        Provider::Stripe => {
            let shown_as = site_url.rsplit('/').next().unwrap_or(site_url);
            let return_to = format!("{site_url}/{}/payments/", market.code);
            let settings = payments.stripe(shown_as);
            Arc::new(Stripe::new(settings, home.clone(), Arc::clone(clock), return_to)?)
        }
    })
}

/// Does the provider take the money of these markets?
///
/// # Errors
/// The first market whose money it does not take, and what to do.
pub(crate) fn check_money(config: &Config, markets: &[Market]) -> anyhow::Result<()> {
    let takes: fn(Currency) -> bool = match config.payments.provider {
        Provider::Sandbox => |_| true,
        Provider::Stripe => stripe::takes,
    };
    match markets.iter().find(|market| !takes(market.currency)) {
        None => Ok(()),
        Some(market) => Err(misuse(format!(
            "the market `{}` is paid in {}, which Stripe does not take; choose another `payments.provider`, or leave the market out of \
             `markets.serve`",
            market.code, market.currency,
        ))),
    }
}

/// Lets the sandbox bank tell the markets of what was answered later, at the site's own address, as real providers do.
pub(crate) fn let_sandbox_tell(contexts: &[Context], local_url: &str) {
    for ctx in contexts {
        if let Some(bank) = ctx.payments().sandbox() {
            let address = format!(
                "{local_url}/{}/webhooks/{}",
                ctx.market().code,
                ctx.payments().name()
            );
            let clock = Arc::new(SystemClock);
            bank.tells(Messenger::new(address, &ctx.secret(), clock, MESSAGES_EVERY));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Source;

    #[test]
    fn a_market_in_whose_money_nobody_can_pay_is_named() {
        let mut config = Config::default();
        let mut markets = Source::of(&config).served(&config).unwrap();
        config.payments.provider = Provider::Stripe;
        check_money(&config, &markets).unwrap();
        markets.last_mut().unwrap().currency = "ISK".parse().unwrap();
        let code = markets.last().unwrap().code.to_string();
        let refused = check_money(&config, &markets).unwrap_err().to_string();
        assert!(
            refused.contains(&format!("the market `{code}` is paid in ISK")),
            "{refused}"
        );
        config.payments.provider = Provider::Sandbox;
        check_money(&config, &markets).unwrap();
    }
}
