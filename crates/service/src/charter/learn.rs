//! Takes versions that were adopted into the rulebook, and carries them into the market's cell.

use pasar_domain::adoption::Adoption;
use pasar_policy::CharterFolder;

use super::{CharterError, list};
use crate::Context;
use crate::rulebook::{Version, carry};

/// Reads what was adopted and adds what the rulebook does not know yet. Every process does it when it starts and from time to time: a version
/// that was adopted elsewhere is known here before its day begins. Returns how many were new.
///
/// # Errors
/// The database's, or a version whose files cannot be read any more.
pub async fn learn(ctx: &Context) -> Result<usize, CharterError> {
    let mut new = 0;
    for adoption in list(ctx).await?.into_iter().filter(Adoption::is_adopted) {
        // Reading a charter costs more than asking for it: what is known is not read again.
        if ctx.rulebook().version(adoption.version.as_str()).is_some() {
            continue;
        }
        let folder = CharterFolder::parse(adoption.files, ctx.market())?;
        let version = Version::new(ctx.market(), folder, adoption.effective_at);
        new += usize::from(ctx.rulebook().add(version));
    }
    carry(ctx).await?;
    Ok(new)
}
