//! `/{market}/about`: what Pasar is, how money is held, how sellers are checked. Only what is true today, with the figures of
//! the charter in force.

use pasar_domain::charter::{Charter, CommissionTax};

use crate::prelude::*;

/// The page.
#[derive(Template)]
#[template(path = "about/show.html")]
pub struct AboutPage {
    /// The frame.
    pub shell: Shell,
    /// The charter in force.
    pub charter: Charter,
    /// The lowest and the highest commission, in basis points.
    pub commission: (u32, u32),
    /// The tax on commission; empty where there is none.
    pub commission_tax: String,
    /// What every order costs its shop.
    pub order_fee: String,
}

page!(AboutPage);

impl AboutPage {
    fn new(shell: Shell) -> Self {
        let l = shell.l.clone();
        let charter = l.market().charter.clone();
        let ordinary = charter.fees.commission_basis_points;
        let all = charter.fees.commission_by_category.values().copied();
        let commission = all.fold((ordinary, ordinary), |(low, high), rate| {
            (low.min(rate), high.max(rate))
        });
        Self {
            commission_tax: match charter.fees.commission_tax {
                CommissionTax::None => String::new(),
                CommissionTax::OnTop(rate) => l.t1("about-fees-tax-on-top", "rate", l.percent(rate)),
                CommissionTax::Inside(rate) => l.t1("about-fees-tax-inside", "rate", l.percent(rate)),
            },
            order_fee: l.money(l.market().money(charter.fees.order_fee_minor)),
            charter,
            commission,
            shell: shell.titled(l.t("about-title")).described(l.t("about-lead")),
        }
    }
}

impl Page for AboutPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        vec![("full", Self::new(shell))]
    }
}

/// `GET`
pub async fn show(visit: Visit) -> AboutPage {
    AboutPage::new(visit.shell)
}
