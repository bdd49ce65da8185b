//! Who sells in the demo: people of the market, a few businesses, each verified with what such a seller shows.

use chrono::Duration;
use pasar_domain::id::VerificationId;
use pasar_domain::seller::{Evidence, Standing, Verification};
use pasar_domain::shop::Shop;
use pasar_store::verification::{self, RecordedVerification};
use pasar_store::{PgConnection, Result, seller};

use super::shops::DemoShop;
use crate::Context;

/// One shop in so many belongs to a registered business.
const BUSINESSES: u64 = 6;

/// For so many days the evidence of the demo counts.
const DAYS: i64 = 5 * 365;

/// What kind of seller opens this shop: the same each time the demo is written.
pub(super) fn standing(demo: &DemoShop) -> Standing {
    if pasar_motif::seed(&demo.handle).is_multiple_of(BUSINESSES) {
        Standing::Business
    } else {
        Standing::Micro
    }
}

/// Verifies the seller of a shop that has shown nothing yet: a person's identity card, or a business's entry in the register, of the
/// seller's own country. Nobody is named as having checked it.
pub(super) async fn verify(ctx: &Context, conn: &mut PgConnection, shop: &Shop) -> Result<()> {
    let Some(known) = seller::of_shop(conn, shop.shop_id).await? else {
        return Ok(());
    };
    if known.verification.is_some() {
        return Ok(());
    }
    let now = ctx.now();
    let verification = Verification {
        verification_id: VerificationId::new(now, &ctx.entropy()),
        evidence: match known.standing {
            Standing::Micro => Evidence::NationalId,
            Standing::Business | Standing::Merchant | Standing::Platform => Evidence::BusinessRegister,
        },
        issued_by: known.origin,
        valid_from: now,
        valid_until: now + Duration::days(DAYS),
    };
    let recorded = RecordedVerification {
        verification,
        note: "Made up for the demo.".to_owned(),
        recorded_by: None,
        recorded_at: now,
        revoked: None,
    };
    verification::insert(conn, known.seller_id, &recorded).await
}
