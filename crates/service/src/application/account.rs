//! Opens the bank accounts of sellers, to have money paid to them.

use std::collections::BTreeMap;

use pasar_domain::application::BankAccount;
use pasar_domain::id::{AccessId, ApplicationId, SellerId};
use pasar_domain::identity::access::{Access, AccessedPart, Purpose};
use pasar_store::{PgConnection, application, identity_access};

use super::save::BANK;
use crate::Context;
use crate::actor::StaffMember;
use crate::identity::IdentityError;
use crate::identity::sealing::Seal;

/// Opens bank accounts that were given with applications. Writes down that each is opened, for its seller to read: commit before anybody is told
/// what is in them.
///
/// # Errors
/// See [`IdentityError`]; `Erased` when one of them was.
pub(crate) async fn open_accounts(
    ctx: &Context,
    conn: &mut PgConnection,
    staff: StaffMember,
    keys: &[(SellerId, ApplicationId)],
) -> Result<BTreeMap<ApplicationId, BankAccount>, IdentityError> {
    let now = ctx.now();
    let mut opened = BTreeMap::new();
    for bank in application::banks(conn, keys).await? {
        let access = Access {
            access_id: AccessId::new(now, &ctx.entropy()),
            document_id: bank.document_id,
            staff_id: staff.staff_id(),
            role: staff.role(),
            part: AccessedPart::Account,
            purpose: Purpose::Payout,
            opened_at: now,
        };
        identity_access::insert(conn, bank.seller_id, &access).await?;
        let seal = Seal::find(ctx, conn, bank.seller_id).await?;
        let (seal, sealed) = seal.zip(bank.sealed).ok_or(IdentityError::Erased)?;
        let plain = seal.open_for(bank.application_id.uuid(), BANK, &sealed)?;
        let account = serde_json::from_slice(&plain).map_err(|_| IdentityError::NotADocument)?;
        opened.insert(bank.application_id, account);
    }
    Ok(opened)
}
