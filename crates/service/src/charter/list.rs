//! Reads proposed and adopted charter versions.

use std::collections::BTreeMap;
use std::fmt;

use pasar_domain::Instant;
use pasar_domain::adoption::{Adoption, AdoptionStanding, CharterProof};
use pasar_domain::id::{AdoptionId, StaffId};
use pasar_domain::market::Slug;
use pasar_policy::CharterFolder;
use pasar_store::{charter, staff};

use super::CharterError;
use crate::Context;
use crate::actor::StaffMember;

/// Every version of a market, as its staff see them. `Debug` names nobody.
pub struct Desk {
    /// Those that were proposed, in the order in which they take effect.
    pub known: Vec<Adoption>,
    /// Those of the market's folder that can be proposed: neither adopted, nor waiting for that.
    pub free: Vec<Slug>,
    /// What the people are called who proposed and decided.
    pub people: BTreeMap<StaffId, String>,
}

/// A version with everything that is known about it. `Debug` names nobody.
pub struct Shown {
    /// What was proposed and decided.
    pub adoption: Adoption,
    /// The version itself.
    pub folder: CharterFolder,
    /// How it was proved.
    pub proof: Vec<CharterProof>,
    /// The version that it was compared with; none where there was none before it.
    pub before: Option<CharterFolder>,
    /// Every version of the market, this one too.
    pub known: Vec<Adoption>,
    /// What the people are called who proposed it and decided.
    pub people: BTreeMap<StaffId, String>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("known", &self.known)
            .field("free", &self.free)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shown")
            .field("adoption", &self.adoption)
            .finish_non_exhaustive()
    }
}

/// Every version that was proposed for the context's market, in the order in which they take effect.
///
/// # Errors
/// The database failed.
pub async fn list(ctx: &Context) -> Result<Vec<Adoption>, CharterError> {
    let mut conn = ctx.store().read().await?;
    Ok(charter::list(&mut conn, ctx.market().code).await?)
}

/// Every version of the context's market, for its staff: two queries.
///
/// # Errors
/// The database failed.
pub async fn desk(ctx: &Context, _staff: StaffMember) -> Result<Desk, CharterError> {
    let mut conn = ctx.store().read().await?;
    let known = charter::list(&mut conn, ctx.market().code).await?;
    let people = staff::names(&mut conn, &people(&known)).await?;
    let now = ctx.now();
    let is_free = |version: &&Slug| {
        let same = known.iter().filter(|known| known.version == **version);
        let mut standings = same.map(|same| same.standing(&known, now));
        standings.all(|standing| matches!(standing, AdoptionStanding::Withdrawn | AdoptionStanding::Lapsed))
    };
    let versions = ctx.market().charter_files.keys();
    Ok(Desk {
        free: versions.filter(is_free).cloned().collect(),
        known,
        people,
    })
}

/// Everybody who proposed one of these versions, or decided about it.
fn people(versions: &[Adoption]) -> Vec<StaffId> {
    let people = versions.iter().flat_map(|version| {
        let decider = version.decision.and_then(|decision| decision.decided_by);
        version.proposed_by.into_iter().chain(decider)
    });
    people.collect()
}

/// One version: three queries.
///
/// # Errors
/// There is none of this id in the context's market, its files cannot be read any more, or the database failed.
pub async fn show(ctx: &Context, adoption_id: AdoptionId) -> Result<Shown, CharterError> {
    let mut conn = ctx.store().read().await?;
    let known = charter::list(&mut conn, ctx.market().code).await?;
    let found = known.iter().find(|known| known.adoption_id == adoption_id);
    let adoption = found.cloned().ok_or(CharterError::NotFound)?;
    let before = adoption.compared_with(&known);
    let before = before.map(|before| CharterFolder::parse(before.files.clone(), ctx.market()));
    Ok(Shown {
        folder: CharterFolder::parse(adoption.files.clone(), ctx.market())?,
        proof: charter::proof(&mut conn, adoption_id).await?,
        before: before.transpose()?,
        people: staff::names(&mut conn, &people(std::slice::from_ref(&adoption))).await?,
        known,
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
