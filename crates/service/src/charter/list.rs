//! Reads proposed and adopted charter versions.

use pasar_domain::Instant;
use pasar_domain::adoption::{Adoption, CharterProof};
use pasar_domain::id::AdoptionId;
use pasar_policy::CharterFolder;
use pasar_store::charter;

use super::CharterError;
use crate::Context;

/// A version with everything that is known about it.
#[derive(Debug)]
pub struct Shown {
    /// What was proposed and decided.
    pub adoption: Adoption,
    /// The version itself.
    pub folder: CharterFolder,
    /// How it was proved.
    pub proof: Vec<CharterProof>,
}

/// Every version that was proposed for the context's market, in the order in which they take effect.
///
/// # Errors
/// The database failed.
pub async fn list(ctx: &Context) -> Result<Vec<Adoption>, CharterError> {
    let mut conn = ctx.store().read().await?;
    Ok(charter::list(&mut conn, ctx.market().code).await?)
}

/// One version.
///
/// # Errors
/// There is none of this id in the context's market, its files cannot be read any more, or the database failed.
pub async fn show(ctx: &Context, adoption_id: AdoptionId) -> Result<Shown, CharterError> {
    let mut conn = ctx.store().read().await?;
    let found = charter::by_id(&mut conn, adoption_id).await?;
    let adoption = found
        .filter(|adoption| adoption.market == ctx.market().code)
        .ok_or(CharterError::NotFound)?;
    Ok(Shown {
        folder: CharterFolder::parse(adoption.files.clone(), ctx.market())?,
        proof: charter::proof(&mut conn, adoption_id).await?,
        adoption,
    })
}

/// The adopted versions of the context's market with the instant from which each is in force, in that order. The last one whose instant
/// has come is in force.
///
/// # Errors
/// A version's files cannot be read any more, or the database failed.
pub async fn versions(ctx: &Context) -> Result<Vec<(CharterFolder, Instant)>, CharterError> {
    let adopted = list(ctx).await?.into_iter().filter(Adoption::is_adopted);
    adopted
        .map(|adoption| {
            Ok((
                CharterFolder::parse(adoption.files, ctx.market())?,
                adoption.effective_at,
            ))
        })
        .collect()
}
