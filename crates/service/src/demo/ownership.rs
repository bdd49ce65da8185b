//! Who owns whom in the demo: the operator, and one affiliate that sells nothing here.

use pasar_domain::ownership::{OwnershipInput, PartyInput};

use crate::Context;
use crate::ownership::OwnershipError;
use crate::ownership::party::add_by;
use crate::ownership::record::record_by;

/// What the operator holds of its affiliate, in basis points.
const SHARE: u32 = 6_000;

/// Records the operator and its affiliate, unless there is an operator.
pub(super) async fn write(ctx: &Context) -> Result<(), OwnershipError> {
    let party = |name: &str, is_operator, brands: &str| PartyInput {
        kind: "entity".to_owned(),
        name: name.to_owned(),
        country: ctx.market().country.to_string(),
        is_operator,
        brands: brands.to_owned(),
    };
    let operator = match add_by(ctx, None, &party("Pasar Demo", true, "")).await {
        Err(OwnershipError::OperatorKnown) => return Ok(()),
        added => added?,
    };
    let affiliate = add_by(ctx, None, &party("Pasar Demo Basics", false, "Pasar Basics")).await?;
    let stretch = OwnershipInput {
        owner: operator.party_id,
        owned: affiliate.party_id,
        share: SHARE,
        controls: false,
        valid_from: "2026-01-01".to_owned(),
        evidence: "Made up for the demo.".to_owned(),
    };
    record_by(ctx, None, &stretch).await?;
    Ok(())
}
