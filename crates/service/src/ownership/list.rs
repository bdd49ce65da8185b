//! Lists parties, who owns whom, and what follows from it.

use pasar_domain::ownership::{Control, OwnershipGraph};
use pasar_store::{Result, ownership};

use crate::Context;
use crate::actor::StaffMember;

/// Everything that is known of who owns whom, and what the operator controls now.
///
/// # Errors
/// The database's.
pub async fn list(ctx: &Context, _staff: StaffMember) -> Result<(OwnershipGraph, Control)> {
    read(ctx).await
}

pub(crate) async fn read(ctx: &Context) -> Result<(OwnershipGraph, Control)> {
    let mut conn = ctx.store().read().await?;
    let graph = ownership::graph(&mut conn).await?;
    let control = Control::derive(&graph, ctx.now());
    Ok((graph, control))
}
