//! `/{market}/seller/disclosure`: what is asked of the seller, and what buyers are shown of it.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::disclosure::{ADDRESS_CHARS_MAX, Disclosed, Due};
use pasar_domain::money::Money;
use pasar_service::disclosure::DisclosureError;
use pasar_service::disclosure::disclose::disclose as service;
use pasar_service::disclosure::show::{ShownDisclosure, show as shown};

use super::passed_on;
use crate::prelude::*;

/// Where the page is.
pub(super) const HERE: &str = "/seller/disclosure";

/// The page.
#[derive(Template)]
#[template(path = "seller/disclosure.html")]
pub struct DisclosurePage {
    /// The frame.
    pub shell: Shell,
    /// What was sold in twelve months; empty where nothing depends on it.
    pub sold: String,
    /// How certifying stands: the kind of note, and its sentence.
    pub certifying: (&'static str, String),
    /// May the seller certify now?
    pub may_certify: bool,
    /// How showing name and address stands.
    pub disclosing: (&'static str, String),
    /// Is it shown?
    pub is_shown: bool,
    /// What is shown, as it is typed.
    pub form: Form,
    /// The most characters of an address.
    pub address_max: usize,
}

page!(DisclosurePage);

impl DisclosurePage {
    fn new(shell: &Shell, found: &ShownDisclosure, form: Form) -> Self {
        let l = &shell.l;
        let seller = &found.seller;
        let sold = found.figures.as_ref().map(|_| {
            let revenue = Money::new(seller.sales.revenue_minor, l.market().currency);
            l.t2(
                "disclosure-sold",
                "orders",
                seller.sales.orders,
                "revenue",
                l.money(revenue),
            )
        });
        let certified = seller
            .certified_until
            .map(|until| l.t1("disclosure-certified-until", "day", l.date(until)));
        let certifying = match found.certifying {
            Due::Now => ("bad", l.t("disclosure-certify-now")),
            Due::Soon => ("care", l.t("disclosure-certify-soon")),
            Due::Not => ("good", certified.unwrap_or_else(|| l.t("disclosure-certify-not"))),
        };
        let disclosing = match (found.disclosing, seller.discloses_identity) {
            (_, true) => ("good", l.t("disclosure-shown")),
            (Due::Now, false) => ("bad", l.t("disclosure-show-now")),
            (Due::Soon, false) => ("care", l.t("disclosure-show-soon")),
            (Due::Not, false) => ("note", l.t("disclosure-show-not")),
        };
        Self {
            shell: shell.clone().titled(l.t("disclosure-title")).at("shop").private(),
            sold: sold.unwrap_or_default(),
            certifying,
            may_certify: found.figures.is_some(),
            disclosing,
            is_shown: seller.discloses_identity,
            form,
            address_max: ADDRESS_CHARS_MAX,
        }
    }
}

fn filled(visit: &Visit, found: &ShownDisclosure) -> Form {
    let shown = found.disclosed.clone().unwrap_or_default();
    Form::filled(
        visit.l(),
        [
            ("name", shown.name.as_str()),
            ("address", shown.address.as_str()),
            ("contact", shown.contact.as_str()),
        ],
    )
}

/// `GET`
///
/// # Errors
/// Only the owner of the shop may look.
pub async fn show(keeper: Keeper) -> Result<DisclosurePage, WebError> {
    let visit = &keeper.visit;
    let found = shown(&visit.ctx, keeper.keeper).await.map_err(passed_on)?;
    Ok(DisclosurePage::new(&visit.shell, &found, filled(visit, &found)))
}

/// `POST`: shows name, address and contact from now on.
///
/// # Errors
/// The database's. What is wrong is the form again, each problem at its field.
pub async fn disclose(keeper: Keeper, posted: Posted) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    let typed = Disclosed {
        name: posted.value("name").to_owned(),
        address: posted.raw("address").to_owned(),
        contact: posted.value("contact").to_owned(),
    };
    match service(&visit.ctx, keeper.keeper, &typed).await {
        Ok(()) => Ok(visit
            .go(HERE)
            .flash(FlashKind::Good, key("disclosure-shown"))
            .into_response()),
        Err(DisclosureError::Invalid(problems)) => {
            let mut form = posted.form(visit.l());
            crate::problem::refuse(&mut form, &problems);
            let found = shown(&visit.ctx, keeper.keeper).await.map_err(passed_on)?;
            let page = DisclosurePage::new(&visit.shell, &found, form);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(passed_on(other)),
    }
}

impl Page for DisclosurePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let empty = Form::new(&shell.l);
        let asks = samples::figures();
        let page = |orders, revenue_minor, discloses, form: &Form| {
            let found = samples::found(shell.market(), asks.clone(), (orders, revenue_minor, discloses));
            Self::new(&shell, &found, form.clone())
        };
        let typed = Form::filled(
            &shell.l,
            [
                ("name", "Sari Lestari"),
                ("address", "Jl. Melati 4\nBandung"),
                ("contact", "sari@example.com"),
            ],
        );
        let mut wrong = typed.clone();
        wrong.refuse("address", key("identity-missing"));
        vec![
            ("not-asked", page(3, 40_000, false, &empty)),
            ("soon", page(170, 1_600_000, false, &empty)),
            ("now", page(400, 3_000_000, false, &empty)),
            ("shown", page(400, 3_000_000, true, &typed)),
            ("wrong", page(400, 3_000_000, false, &wrong)),
        ]
    }
}

mod samples {
    use pasar_domain::Instant;
    use pasar_domain::charter::Disclosure;
    use pasar_domain::id::SellerId;
    use pasar_domain::market::Market;
    use pasar_domain::seller::{SalesFigures, Seller, Standing};
    use pasar_service::disclosure::show::ShownDisclosure;
    use uuid::Uuid;

    pub(super) fn figures() -> Disclosure {
        Disclosure {
            certify_sales: 200,
            certify_revenue_minor: 500_000,
            disclose_revenue_minor: 2_000_000,
            certified_days: 365,
            ask_at_basis_points: 7_500,
            ask_days: 30,
        }
    }

    pub(super) fn found(
        market: &Market,
        asks: Disclosure,
        (orders, revenue_minor, discloses_identity): (u32, i64, bool),
    ) -> ShownDisclosure {
        let seller = Seller {
            seller_id: SellerId::from_uuid(Uuid::from_u128(1)),
            origin: market.country,
            standing: Standing::Micro,
            controlled_by_operator: false,
            return_country: None,
            sales: SalesFigures {
                orders,
                revenue_minor,
            },
            certified_until: None,
            discloses_identity,
            verification: None,
        };
        ShownDisclosure {
            certifying: asks.certifying(&seller, Instant::default()),
            disclosing: asks.disclosing(&seller),
            disclosed: None,
            figures: Some(asks),
            seller,
        }
    }
}
