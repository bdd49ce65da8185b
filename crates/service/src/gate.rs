//! Decisions: where facts meet the charter in force. What is allowed comes back as a key; what is refused is counted.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, ProductId};
use pasar_domain::market::Slug;
use pasar_domain::programme::{Programme, Stage};
use pasar_domain::seller::Seller;
use pasar_policy::{
    Action, Allowed, Circumstances, Decision, OfferFacts, Publish, Question, Refusal, RuleId, Show,
};
use pasar_store::listing::{self, Facts, ListingFacts, OfferTerms, Publishable, Visible};
use pasar_store::{Error, PgConnection};
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Context;

/// Puts a question to the charter that was in force at an instant.
///
/// # Errors
/// The refusal, which was counted.
pub(crate) fn ask<A: Action>(
    ctx: &Context,
    question: &Question<'_>,
    at: Instant,
) -> Result<Allowed<A>, Refusal> {
    let answer = match ctx.rulebook().in_force(at) {
        Some(version) => version.folder.rules.allow(question),
        None => Err(nothing_in_force(question)),
    };
    counted(ctx, answer)
}

/// Puts a question to the charter version under which something was born; to the one in force when that version had no policies yet.
///
/// # Errors
/// The refusal, which was counted.
pub(crate) fn ask_under<A: Action>(
    ctx: &Context,
    question: &Question<'_>,
    version: &str,
) -> Result<Allowed<A>, Refusal> {
    let book = ctx.rulebook();
    let answer = match book.version(version).or_else(|| book.in_force(ctx.now())) {
        Some(version) => version.folder.rules.allow(question),
        None => Err(nothing_in_force(question)),
    };
    counted(ctx, answer)
}

fn counted<A: Action>(ctx: &Context, answer: Result<Allowed<A>, Refusal>) -> Result<Allowed<A>, Refusal> {
    answer.inspect_err(|refusal| ctx.refusals().count(refusal.act, &refusal.decision))
}

/// Without a charter nothing is allowed.
fn nothing_in_force(question: &Question<'_>) -> Refusal {
    Refusal {
        act: question.act(),
        decision: nothing_permits(),
    }
}

#[allow(clippy::expect_used, reason = "a literal that is right")]
fn nothing_permits() -> Decision {
    Decision {
        allowed: false,
        reasons: Vec::new(),
        errors: 0,
        charter_version: Arc::new("none".parse().expect("`none` is a slug")),
    }
}

/// What holds for a buyer at an instant.
pub(crate) fn circumstances(
    ctx: &Context,
    programme: Programme,
    buyer: Option<AccountId>,
    now: Instant,
) -> Circumstances {
    Circumstances {
        market: ctx.market().code,
        surface: ctx.viewer().surface,
        stage: programme.stage,
        in_cohort: buyer.is_some_and(|buyer| programme.has_in_cohort(buyer)),
        now,
    }
}

/// The facts of one offer of a listing.
pub(crate) fn offer_facts(ctx: &Context, listing: &ListingFacts, offer: &OfferTerms) -> OfferFacts {
    let rules = &ctx.charter().cross_border;
    let on_list = |slug: &Slug| slug.as_str() == listing.category;
    OfferFacts {
        offer_id: offer.offer_id,
        ship_from: offer.ship_from,
        price_minor: offer.price_minor,
        value_usd_cents: rules.usd_cents(offer.price_minor),
        on_positive_list: rules.positive_list.iter().any(on_list),
        produced_by_operator: listing.produced_by_operator,
        taken_down: listing.taken_down,
    }
}

/// The listings that this viewer may see now, of those whose facts were read.
pub(crate) fn visible(ctx: &Context, facts: &Facts, now: Instant) -> Vec<Visible> {
    let seen_by = circumstances(ctx, facts.programme, ctx.viewer().account_id, now);
    let shown = |listing: &ListingFacts| show(ctx, listing, seen_by).ok();
    facts.listings.iter().filter_map(shown).collect()
}

/// May a listing be shown under these circumstances?
pub(crate) fn show(
    ctx: &Context,
    listing: &ListingFacts,
    circumstances: Circumstances,
) -> Result<Visible, Vec<RuleId>> {
    let mut keys: Vec<Allowed<Show>> = Vec::with_capacity(listing.offers.len());
    for offer in &listing.offers {
        let offer = offer_facts(ctx, listing, offer);
        let seller = &listing.seller;
        let question = Question::Show {
            seller,
            offer: &offer,
            circumstances,
        };
        keys.push(ask(ctx, &question, circumstances.now).map_err(|refusal| refusal.decision.reasons)?);
    }
    listing.visible(&keys).ok_or_else(Vec::new)
}

/// May a listing be shown under these circumstances? Nothing is counted: for those who look at everything.
///
/// # Errors
/// The rules that hide it; none when nothing permits it.
pub(crate) fn is_visible(
    ctx: &Context,
    listing: &ListingFacts,
    circumstances: Circumstances,
) -> Result<(), Vec<RuleId>> {
    let Some(version) = ctx.rulebook().in_force(circumstances.now) else {
        return Err(Vec::new());
    };
    for offer in &listing.offers {
        let offer = offer_facts(ctx, listing, offer);
        let seller = &listing.seller;
        let decision = version.folder.rules.decide(&Question::Show {
            seller,
            offer: &offer,
            circumstances,
        });
        if !decision.allowed {
            return Err(decision.reasons);
        }
    }
    Ok(())
}

/// Those of these products that somebody may see: what the search index is told about.
pub(crate) fn seen_by_somebody(ctx: &Context, facts: &Facts, now: Instant) -> BTreeSet<ProductId> {
    // The buyer who sees most is signed in and belongs to the cohort.
    let circumstances = Circumstances {
        in_cohort: true,
        ..circumstances(ctx, facts.programme, None, now)
    };
    seen_under(ctx, facts, circumstances)
}

/// Those of these products that are seen without being in the cohort even while Programme S is a pilot. It does not depend on the present
/// stage, so that the search index need not be written anew when that moves.
pub(crate) fn seen_outside_pilots(ctx: &Context, facts: &Facts, now: Instant) -> BTreeSet<ProductId> {
    let circumstances = Circumstances {
        in_cohort: false,
        stage: Stage::Pilot,
        ..circumstances(ctx, facts.programme, None, now)
    };
    seen_under(ctx, facts, circumstances)
}

fn seen_under(ctx: &Context, facts: &Facts, circumstances: Circumstances) -> BTreeSet<ProductId> {
    let seen = facts
        .listings
        .iter()
        .filter(|listing| is_visible(ctx, listing, circumstances).is_ok());
    seen.map(|listing| listing.product_id).collect()
}

/// The listings among these that this viewer may see now, in their order. One query.
pub(crate) async fn look(
    ctx: &Context,
    conn: &mut PgConnection,
    ids: &[ProductId],
) -> Result<Vec<Visible>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let now = ctx.now();
    let facts = listing::facts(conn, ids, now).await?;
    Ok(visible(ctx, &facts, now))
}

/// May a listing be made public now?
///
/// # Errors
/// The first refusal.
pub(crate) fn publish(
    ctx: &Context,
    listing: &ListingFacts,
    programme: Programme,
    now: Instant,
) -> Result<Publishable, Refusal> {
    // Whoever sees most decides: what nobody may see is not published.
    let circumstances = Circumstances {
        in_cohort: true,
        ..circumstances(ctx, programme, None, now)
    };
    let mut keys: Vec<Allowed<Publish>> = Vec::with_capacity(listing.offers.len());
    for offer in &listing.offers {
        let offer = offer_facts(ctx, listing, offer);
        let seller: &Seller = &listing.seller;
        keys.push(ask(
            ctx,
            &Question::Publish {
                seller,
                offer: &offer,
                circumstances,
            },
            now,
        )?);
    }
    listing.publishable(&keys).ok_or_else(|| Refusal {
        act: Publish::ACT,
        decision: nothing_permits(),
    })
}
