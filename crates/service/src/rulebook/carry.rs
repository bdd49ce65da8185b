//! Carries adopted versions into the market's cell, where the database holds every line of an order to the kinds of sales that its version
//! permits at all.

use pasar_domain::Instant;
use pasar_domain::id::{OfferId, SellerId, VerificationId};
use pasar_domain::market::{Country, Market};
use pasar_domain::programme::Stage;
use pasar_domain::seller::{Evidence, SalesFigures, Seller, Standing, Verification};
use pasar_domain::surface::Surface;
use pasar_policy::{Circumstances, Consignment, OfferFacts, Question, Rules};
use pasar_store::charter_in_cell::{self, CarriedCharter, SaleKind};
use uuid::Uuid;

use super::Version;
use crate::Context;

/// Countries from which a seller or goods from abroad are tried: a charter may treat them differently.
const ABROAD: [&str; 4] = ["CN", "SG", "JP", "DE"];

/// Writes the versions of the rulebook that the cell does not know yet. May run twice. Returns how many were new.
///
/// # Errors
/// The database's.
pub async fn carry(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let mut conn = ctx.home().read().await?;
    let known = charter_in_cell::known(&mut conn).await?;
    drop(conn);
    let is_known = |version: &Version| {
        let name = version.folder.charter.version.as_str();
        known.iter().any(|(known, ..)| known == name)
    };
    let new: Vec<CarriedCharter> = ctx
        .rulebook()
        .versions()
        .filter(|version| !is_known(version))
        .map(carried)
        .collect();
    if new.is_empty() {
        return Ok(0);
    }
    charter_in_cell::carry(ctx.home(), &new, ctx.now()).await
}

fn carried(version: &Version) -> CarriedCharter {
    CarriedCharter {
        version: version.folder.charter.version.to_string(),
        home: version.market.country,
        digest: version.folder.digest(),
        effective_at: version.effective_at,
        kinds: kinds(&version.market, &version.folder.rules, version.effective_at),
    }
}

/// The kinds of sales that the rules permit to somebody: each is tried with everything else as favourable as it gets. A kind that no try
/// permits is refused by the database, whatever the program says: a charter with rules so particular that no try meets them sells
/// nothing of that kind, which is the safe side.
fn kinds(market: &Market, rules: &Rules, at: Instant) -> Vec<SaleKind> {
    let mut kinds = Vec::new();
    for &standing in Standing::ALL {
        for &evidence in Evidence::ALL {
            for (origin_abroad, issued_abroad, ship_from_abroad) in FLAGS {
                for &stage in Stage::ALL {
                    for &surface in Surface::ALL {
                        let kind = SaleKind {
                            standing,
                            evidence,
                            origin_abroad,
                            issued_abroad,
                            ship_from_abroad,
                            stage,
                            surface,
                        };
                        if is_permitted(market, rules, at, kind) {
                            kinds.push(kind);
                        }
                    }
                }
            }
        }
    }
    kinds
}

const FLAGS: [(bool, bool, bool); 8] = [
    (false, false, false),
    (false, false, true),
    (false, true, false),
    (false, true, true),
    (true, false, false),
    (true, false, true),
    (true, true, false),
    (true, true, true),
];

fn is_permitted(market: &Market, rules: &Rules, at: Instant, kind: SaleKind) -> bool {
    let home = market.country;
    let abroad = ABROAD
        .iter()
        .filter_map(|code| code.parse().ok())
        .filter(|country| *country != home);
    let any_abroad = kind.origin_abroad || kind.issued_abroad || kind.ship_from_abroad;
    let countries: Vec<Country> = if any_abroad { abroad.collect() } else { vec![home] };
    countries.into_iter().any(|country| {
        let pick = |is_abroad: bool| if is_abroad { country } else { home };
        // A rule may ask for a small parcel, or for a dear one; either must do.
        [1_000, 1_000_000_000].into_iter().any(|amount| {
            [false, true].into_iter().any(|controlled| {
                let seller = favourable(
                    kind,
                    at,
                    home,
                    (pick(kind.origin_abroad), pick(kind.issued_abroad)),
                    controlled,
                );
                let offer = OfferFacts {
                    offer_id: OfferId::from_uuid(Uuid::nil()),
                    ship_from: pick(kind.ship_from_abroad),
                    price_minor: amount,
                    value_usd_cents: amount,
                    on_positive_list: true,
                    produced_by_operator: false,
                    taken_down: false,
                };
                let question = Question::Sell {
                    seller: &seller,
                    offer: &offer,
                    circumstances: Circumstances {
                        market: market.code,
                        surface: kind.surface,
                        stage: kind.stage,
                        in_cohort: true,
                        now: at,
                    },
                    consignment: Consignment {
                        minor: amount,
                        taxed_at_sale: any_abroad,
                    },
                };
                rules.decide(&question).allowed
            })
        })
    })
}

fn favourable(
    kind: SaleKind,
    at: Instant,
    home: Country,
    (origin, issued_by): (Country, Country),
    controlled: bool,
) -> Seller {
    let later = at + chrono::Duration::days(365);
    Seller {
        seller_id: SellerId::from_uuid(Uuid::nil()),
        origin,
        standing: kind.standing,
        controlled_by_operator: controlled,
        return_country: Some(home),
        sales: SalesFigures::default(),
        certified_until: Some(later),
        discloses_identity: true,
        verification: Some(Verification {
            verification_id: VerificationId::from_uuid(Uuid::nil()),
            evidence: kind.evidence,
            issued_by,
            valid_from: at,
            valid_until: later,
        }),
    }
}
