//! Reads how an adopted version was proved, for everybody.

use pasar_domain::adoption::AdoptedProof;
use pasar_store::charter;

use crate::Context;

/// How a version of the context's market was proved; none when no version of this name was adopted.
///
/// # Errors
/// The database's.
pub async fn proof(ctx: &Context, version: &str) -> pasar_store::Result<Option<AdoptedProof>> {
    let mut conn = ctx.store().read().await?;
    charter::adopted_proof(&mut conn, ctx.market().code, version).await
}

/// A query about a promise, as SMT-LIB, by the SHA-256 of its text in hexadecimal: whatever adopted version of the context's market it
/// belongs to.
///
/// # Errors
/// The database's.
pub async fn query_text(ctx: &Context, promise: &str, sha256: &str) -> pasar_store::Result<Option<String>> {
    let mut conn = ctx.store().read().await?;
    charter::query_text(&mut conn, ctx.market().code, promise, sha256).await
}
