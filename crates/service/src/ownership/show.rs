//! Explains why the operator controls a party or a seller, as data that pages and commands put into words.

use pasar_domain::id::{PartyId, SellerId};
use pasar_domain::ownership::{Control, Grounds, OwnershipGraph};
use pasar_store::Result;

use super::list::read;
use crate::Context;
use crate::actor::StaffMember;

/// One step of a chain, with the names of its parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explained {
    /// This party is the operator.
    Operator {
        /// Its name.
        name: String,
    },
    /// Parties that the operator controls hold more than half of another together.
    Shares {
        /// Who: name and share in basis points.
        holders: Vec<(String, u32)>,
        /// What they hold together, in basis points.
        total: u32,
        /// Of whom.
        name: String,
    },
    /// A controlled party controls another by contract, through its board, or otherwise.
    OtherMeans {
        /// Who.
        by: String,
        /// Whom.
        name: String,
    },
}

/// Why the operator controls a party, from the operator on; empty when it does not.
///
/// # Errors
/// The database's.
pub async fn show(ctx: &Context, _staff: StaffMember, party_id: PartyId) -> Result<Vec<Explained>> {
    let (graph, control) = read(ctx).await?;
    Ok(explain(&graph, &control, party_id))
}

/// Why the operator controls a seller of this market; empty when it does not.
pub(crate) async fn explain_seller(ctx: &Context, seller_id: SellerId) -> Result<Vec<Explained>> {
    let (graph, control) = read(ctx).await?;
    let of = (ctx.market().code, seller_id);
    let party = graph.parties.iter().find(|party| party.sellers.contains(&of));
    Ok(party
        .map(|party| explain(&graph, &control, party.party_id))
        .unwrap_or_default())
}

/// The chain that leads to a party, with names for ids.
pub fn explain(graph: &OwnershipGraph, control: &Control, party_id: PartyId) -> Vec<Explained> {
    let name = |id: PartyId| {
        let known = graph.parties.iter().find(|party| party.party_id == id);
        known.map(|party| party.name.clone()).unwrap_or_default()
    };
    let steps = control.chain(party_id).into_iter();
    steps
        .map(|step| match step.grounds {
            Grounds::Operator => Explained::Operator {
                name: name(step.party_id),
            },
            Grounds::Shares { holders, total } => Explained::Shares {
                holders: holders.into_iter().map(|(id, share)| (name(id), share)).collect(),
                total,
                name: name(step.party_id),
            },
            Grounds::OtherMeans { by } => Explained::OtherMeans {
                by: name(by),
                name: name(step.party_id),
            },
        })
        .collect()
}
