//! The charter's word on what is about to be sold and paid: a key for every line, or what stands in the way.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::checkout::{Basket, BasketLine};
use pasar_domain::id::{AccountId, OfferId, SellerId};
use pasar_domain::market::Country;
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::probation::Beginning;
use pasar_domain::programme::Programme;
use pasar_domain::seller::Seller;
use pasar_policy::{Allowed, Circumstances, Consignment, Pay, Question, Refusal};
use pasar_store::listing::{Facts, ListingFacts, OfferTerms};
use pasar_store::order::SaleDecision;

use super::{LineProblem, LineProblemKind};
use crate::context::Context;
use crate::gate;

/// What a charter decides by about the offers of a batch of checkouts.
#[derive(Debug)]
pub(super) struct SaleFacts {
    programme: Programme,
    offers: BTreeMap<OfferId, (ListingFacts, OfferTerms)>,
}

impl Default for SaleFacts {
    fn default() -> Self {
        Self {
            programme: Programme::CLOSED,
            offers: BTreeMap::new(),
        }
    }
}

impl SaleFacts {
    /// The facts by offer.
    pub(super) fn new(facts: Facts) -> Self {
        let mut offers = BTreeMap::new();
        for mut listing in facts.listings {
            for offer in std::mem::take(&mut listing.offers) {
                offers.insert(offer.offer_id, (listing.clone(), offer));
            }
        }
        Self {
            programme: facts.programme,
            offers,
        }
    }

    /// Is a line's parcel from abroad: sent from there, or of a seller who is established there?
    pub(super) fn is_import(&self, offer_id: OfferId, home: Country) -> bool {
        let import = |(listing, offer): &(ListingFacts, OfferTerms)| {
            offer.ship_from != home || listing.seller.origin != home
        };
        self.offers.get(&offer_id).is_some_and(import)
    }

    /// The seller of an offer with its beginning; nothing for sellers who never were on probation.
    pub(super) fn beginning(&self, offer_id: OfferId) -> Option<(SellerId, Beginning)> {
        let (listing, _) = self.offers.get(&offer_id)?;
        listing
            .beginning
            .map(|beginning| (listing.seller.seller_id, beginning))
    }

    /// Decides every line of a basket. The consignment is the whole basket: what customs would see.
    ///
    /// # Errors
    /// Every line that may not be sold.
    pub(super) fn sell(
        &self,
        ctx: &Context,
        buyer: Option<AccountId>,
        basket: &Basket,
        now: Instant,
    ) -> Result<Vec<(OfferId, SaleDecision)>, Vec<LineProblem>> {
        let circumstances = gate::circumstances(ctx, self.programme, buyer, now);
        let Ok(goods) = goods(ctx, basket) else {
            // The quote says that the sum does not fit.
            return Ok(Vec::new());
        };
        let consignment = Consignment {
            minor: goods.minor,
            taxed_at_sale: basket.import_taxed && ctx.charter().cross_border.import_tax_basis_points > 0,
        };
        let (mut decisions, mut problems) = (Vec::new(), Vec::new());
        for line in &basket.lines {
            match self.line(ctx, line, circumstances, consignment) {
                Ok(decision) => decisions.push((line.offer.offer_id, decision)),
                Err(kind) => problems.push(LineProblem {
                    offer_id: line.offer.offer_id,
                    title: Some(line.offer.title.clone()),
                    kind,
                }),
            }
        }
        if problems.is_empty() {
            Ok(decisions)
        } else {
            Err(problems)
        }
    }

    fn line(
        &self,
        ctx: &Context,
        line: &BasketLine,
        circumstances: Circumstances,
        consignment: Consignment,
    ) -> Result<SaleDecision, LineProblemKind> {
        let (listing, terms) = self
            .offers
            .get(&line.offer.offer_id)
            .ok_or(LineProblemKind::NotForSale)?;
        let offer = gate::offer_facts(ctx, listing, terms);
        let seller: &Seller = &listing.seller;
        let question = Question::Sell {
            seller,
            offer: &offer,
            circumstances,
            consignment,
        };
        let key =
            gate::ask(ctx, &question, circumstances.now).map_err(|refusal| LineProblemKind::Refused {
                rules: refusal.decision.reasons,
            })?;
        let home = ctx.market().country;
        SaleDecision::new(key, seller, *terms, home, circumstances).ok_or(LineProblemKind::NotForSale)
    }
}

fn goods(ctx: &Context, basket: &Basket) -> Result<Money, MoneyError> {
    let amounts: Result<Vec<Money>, MoneyError> = basket
        .lines
        .iter()
        .map(|line| line.offer.price.times(line.quantity))
        .collect();
    Money::sum(ctx.market().currency, amounts?)
}

/// May this buyer pay here?
///
/// # Errors
/// The refusal.
pub(super) fn pay(
    ctx: &Context,
    buyer: AccountId,
    total: Money,
    now: Instant,
) -> Result<Allowed<Pay>, Refusal> {
    let question = Question::Pay {
        buyer,
        total_minor: total.minor,
        market: ctx.market().code,
        surface: ctx.viewer().surface,
        now,
    };
    gate::ask(ctx, &question, now)
}
