//! Takes a product down: buyers see it no longer, its seller sees why.

use pasar_domain::id::{ProductId, TakedownId};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::takedown::{NOTE_CHARS_MAX, Takedown, TakedownReason};
use pasar_store::{outbox, product, takedown};

use crate::Context;
use crate::actor::StaffMember;

/// Why a product could not be taken down, or shown again.
#[derive(Debug, thiserror::Error)]
pub enum TakedownError {
    /// The note is missing or too long.
    #[error("{0}")]
    Invalid(Problems),
    /// This member of staff may only read.
    #[error("your role may not take products down; ask a moderator")]
    NotAllowed,
    /// There is no such product.
    #[error("there is no such product")]
    NotFound,
    /// The product is down already.
    #[error("the product is already taken down")]
    AlreadyDown,
    /// The product is not down.
    #[error("the product is not taken down")]
    NotDown,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// What a member of staff decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeDown {
    /// The product.
    pub product_id: ProductId,
    /// Why.
    pub reason: TakedownReason,
    /// What its seller is told: what is wrong, and what to do.
    pub note: String,
}

/// Takes a product down. It is gone from lists, pages, search and carts with this transaction.
///
/// # Errors
/// See [`TakedownError`].
pub async fn take(ctx: &Context, staff: StaffMember, input: &TakeDown) -> Result<Takedown, TakedownError> {
    if !staff.may_moderate() {
        return Err(TakedownError::NotAllowed);
    }
    let note = input.note.trim().to_owned();
    let found = note.chars().count();
    let mut problems = Problems::default();
    if found == 0 {
        problems.push("note", ProblemKind::Missing);
    } else if found > NOTE_CHARS_MAX {
        problems.push(
            "note",
            ProblemKind::TooLong {
                max: NOTE_CHARS_MAX,
                found,
            },
        );
    }
    let note = problems.or(note).map_err(TakedownError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    let product = product::by_id_alone(&mut tx, input.product_id)
        .await?
        .ok_or(TakedownError::NotFound)?;
    let now = ctx.now();
    let taken = Takedown {
        takedown_id: TakedownId::new(now, &ctx.entropy()),
        shop_id: product.shop_id,
        product_id: product.product_id,
        reason: input.reason,
        note,
        staff_id: staff.staff_id(),
        taken_at: now,
        lifted: None,
    };
    match takedown::insert(&mut tx, &taken).await {
        Err(error) if error.is_conflict_on("takedown_one_open") => return Err(TakedownError::AlreadyDown),
        written => written?,
    }
    product::set_taken_down(&mut tx, product.shop_id, product.product_id, Some(now)).await?;
    outbox::listings_changed(&mut tx, &[(product.shop_id, product.product_id)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(taken)
}
