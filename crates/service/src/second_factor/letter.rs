//! What the letter about a second factor says.

use pasar_domain::Instant;
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::{PgConnection, Result, letter, staff};

use crate::Context;
use crate::order::{Addressee, LetterFacts, LetterSubject};

/// What happened to the second factor of whoever reads the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedFactor {
    /// Whose it is.
    pub holder: FactorHolder,
    /// What happened.
    pub event: FactorEvent,
    /// When.
    pub at: Instant,
}

/// The facts of the letter, to its holder.
pub(crate) async fn facts(
    ctx: &Context,
    conn: &mut PgConnection,
    changed: ChangedFactor,
) -> Result<Option<LetterFacts>> {
    let to = match changed.holder {
        FactorHolder::Account(id) => letter::accounts(conn, &[id]).await?,
        FactorHolder::Staff(id) => {
            let mut control = ctx.store().read().await?;
            let everybody = staff::list(&mut control).await?.into_iter();
            let holder = everybody.filter(|member| member.staff_id == id && member.disabled_at.is_none());
            let holder = holder.map(|member| Addressee {
                email: member.email.to_string(),
                name: member.name,
                language: ctx.market().default_language().to_string(),
            });
            holder.collect()
        }
    };
    Ok(Some(LetterFacts {
        to,
        subject: LetterSubject::SecondFactor(changed),
    }))
}
