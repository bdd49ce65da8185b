//! Records parties: who they are, which brands they own, and which sellers they are.

use pasar_domain::id::{PartyId, SellerId, StaffId};
use pasar_domain::ownership::{Party, PartyInput, check_brands, check_party};
use pasar_store::{ownership, seller};

use super::OwnershipError;
use super::carry::carry;
use crate::Context;
use crate::actor::StaffMember;

/// Records a party.
///
/// # Errors
/// See [`OwnershipError`]; nothing is written then.
pub async fn add(ctx: &Context, staff: StaffMember, input: &PartyInput) -> Result<Party, OwnershipError> {
    if !staff.may_moderate() {
        return Err(OwnershipError::NotAllowed);
    }
    add_by(ctx, Some(staff.staff_id()), input).await
}

/// Records a party that somebody described, or a demo made up.
pub(crate) async fn add_by(
    ctx: &Context,
    recorded_by: Option<StaffId>,
    input: &PartyInput,
) -> Result<Party, OwnershipError> {
    let checked = check_party(input).map_err(OwnershipError::Invalid)?;
    let now = ctx.now();
    let party = Party {
        party_id: PartyId::new(now, &ctx.entropy()),
        kind: checked.kind,
        name: checked.name,
        country: checked.country,
        is_operator: checked.is_operator,
        brands: checked.brands,
        sellers: Vec::new(),
    };
    let mut tx = ctx.store().begin().await?;
    match ownership::insert_party(&mut tx, &party, recorded_by, now).await {
        Err(error) if error.is_conflict_on("party_one_operator") => {
            return Err(OwnershipError::OperatorKnown);
        }
        written => written?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(party)
}

/// Changes the brands that a party owns, given with commas between.
///
/// # Errors
/// See [`OwnershipError`]; nothing is written then.
pub async fn set_brands(
    ctx: &Context,
    staff: StaffMember,
    party_id: PartyId,
    brands: &str,
) -> Result<(), OwnershipError> {
    if !staff.may_moderate() {
        return Err(OwnershipError::NotAllowed);
    }
    let brands = check_brands(brands).map_err(OwnershipError::Invalid)?;
    let mut tx = ctx.store().begin().await?;
    if !ownership::set_brands(&mut tx, party_id, &brands).await? {
        return Err(OwnershipError::NotFound);
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(())
}

/// Says that a seller of this market is a party.
///
/// # Errors
/// See [`OwnershipError`]; nothing is written then.
pub async fn link(
    ctx: &Context,
    staff: StaffMember,
    party_id: PartyId,
    seller_id: SellerId,
) -> Result<(), OwnershipError> {
    if !staff.may_moderate() {
        return Err(OwnershipError::NotAllowed);
    }
    let mut conn = ctx.home().read().await?;
    if seller::by_id(&mut conn, seller_id).await?.is_none() {
        return Err(OwnershipError::NotFound);
    }
    drop(conn);
    link_by(ctx, Some(staff.staff_id()), party_id, seller_id).await
}

pub(crate) async fn link_by(
    ctx: &Context,
    recorded_by: Option<StaffId>,
    party_id: PartyId,
    seller_id: SellerId,
) -> Result<(), OwnershipError> {
    let mut tx = ctx.store().begin().await?;
    let graph = ownership::graph(&mut tx).await?;
    if !graph.parties.iter().any(|party| party.party_id == party_id) {
        return Err(OwnershipError::NotFound);
    }
    let of = (ctx.market().code, seller_id);
    match ownership::link(&mut tx, party_id, of, recorded_by, ctx.now()).await {
        Err(error) if error.is_conflict_on("party_seller_pkey") => return Err(OwnershipError::LinkedBefore),
        written => written?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(())
}
