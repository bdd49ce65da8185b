//! `GET /{market}/sell`: what selling here means, for everybody; `GET /{market}/seller` shows it to whoever has no shop yet.

use pasar_domain::charter::CommissionTax;
use pasar_domain::money::Money;

use crate::prelude::*;

/// What the market takes, in an example that can be followed with a pencil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeExample {
    /// What the buyer pays for the goods.
    pub price: String,
    /// The commission on it.
    pub commission: String,
    /// The tax on top of the commission; empty when there is none.
    pub tax: String,
    /// The fee of the order; empty when there is none.
    pub fee: String,
    /// What stays with the seller.
    pub net: String,
}

/// The page.
#[derive(Template)]
#[template(path = "seller/welcome.html")]
pub struct WelcomePage {
    /// The frame.
    pub shell: Shell,
    /// The usual commission.
    pub commission: String,
    /// The lowest and the highest commission of any category, when they differ.
    pub range: Option<(String, String)>,
    /// The example.
    pub example: FeeExample,
    /// Working days in which a parcel must leave.
    pub days_to_ship: u32,
    /// Days after delivery on which the money leaves escrow.
    pub release_days: u32,
}

page!(WelcomePage);

impl WelcomePage {
    /// The page for somebody who has signed in, and has no shop.
    pub(super) fn at_the_desk(shell: &Shell) -> Self {
        Self::new(shell.clone().at("today").private())
    }

    fn new(shell: Shell) -> Self {
        let l = shell.l.clone();
        let market = l.market();
        let fees = &market.charter.fees;
        let rates = fees.commission_by_category.values().copied();
        let rates = || rates.clone().chain([fees.commission_basis_points]);
        let (lowest, highest) = (
            rates().min().unwrap_or_default(),
            rates().max().unwrap_or_default(),
        );
        Self {
            shell: shell
                .titled(l.t("seller-welcome-title"))
                .described(l.t("seller-welcome-lead")),
            commission: l.percent(fees.commission_basis_points),
            range: (lowest != highest).then(|| (l.percent(lowest), l.percent(highest))),
            example: example(&l),
            days_to_ship: market.charter.windows.days_to_ship,
            release_days: market.charter.windows.escrow_release_days,
        }
    }
}

/// Goods for a hundred of the smallest notes' worth: Rp100.000, £20.00.
fn example(l: &Localizer) -> FeeExample {
    let market = l.market();
    let major = if market.money_format.fraction_digits == 0 {
        100_000
    } else {
        20
    };
    let price = market.money(major * market.currency.minor_per_major());
    let (commission, tax) = market.commission(price, None).map_or_else(
        |_| (Money::zero(market.currency), Money::zero(market.currency)),
        |found| (found.amount, found.tax),
    );
    // A rate that includes the tax is shown with it.
    let (commission, tax) = match market.charter.fees.commission_tax {
        CommissionTax::OnTop(_) => (commission, tax),
        CommissionTax::None | CommissionTax::Inside(_) => (
            market.money(commission.minor + tax.minor),
            Money::zero(market.currency),
        ),
    };
    let fee = market.money(market.charter.fees.order_fee_minor);
    let net = price.minor - commission.minor - tax.minor - fee.minor;
    FeeExample {
        price: l.money(price),
        commission: l.money(commission),
        tax: if tax.is_zero() {
            String::new()
        } else {
            l.money(tax)
        },
        fee: if fee.is_zero() {
            String::new()
        } else {
            l.money(fee)
        },
        net: l.money(market.money(net)),
    }
}

impl Page for WelcomePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        vec![
            ("desk", Self::at_the_desk(&shell)),
            ("stranger", Self::new(shell)),
        ]
    }
}

/// `GET`
pub async fn show(visit: Visit) -> WelcomePage {
    WelcomePage::new(visit.shell)
}
