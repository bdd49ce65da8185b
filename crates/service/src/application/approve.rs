//! Approves an application: of a person at once, of everybody else when a second member of staff does, too.

use chrono::{Days, Duration};
use pasar_domain::Instant;
use pasar_domain::application::{Application, ApplicationState};
use pasar_domain::identity::DocumentKind;
use pasar_domain::market::Country;
use pasar_domain::seller::{CheckedVerification, Evidence};
use pasar_store::{PgConnection, application, identity_document};

use super::{About, ApplicationError, lock_waiting};
use crate::Context;
use crate::actor::StaffMember;
use crate::identity::IdentityError;
use crate::seller::verify::record;

/// Approves an application. `issued_by` is the country whose authority issued the seller's document. Returns whether the seller is verified now; if
/// not, a second member of staff has to approve.
///
/// # Errors
/// See [`ApplicationError`]; nothing is written then.
pub async fn approve(
    ctx: &Context,
    staff: StaffMember,
    about: About,
    issued_by: Country,
) -> Result<bool, ApplicationError> {
    if !staff.may_moderate() {
        return Err(IdentityError::NotAllowed.into());
    }
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let mut found = lock_waiting(&mut tx, about).await?;
    check_shops(ctx, &mut tx, &found).await?;
    let first = match found.state {
        ApplicationState::InSecondReview { first, .. } if first == staff.staff_id() => {
            return Err(ApplicationError::SamePerson);
        }
        ApplicationState::InSecondReview { first, .. } => Some(first),
        ApplicationState::Submitted { at } if found.needs_second => {
            found.state = ApplicationState::InSecondReview {
                submitted_at: at,
                first: staff.staff_id(),
                at: now,
            };
            application::set_state(&mut tx, &found).await?;
            tx.commit().await.map_err(pasar_store::Error::from)?;
            return Ok(false);
        }
        _ => None,
    };
    let checked = verification(ctx, &mut tx, &found, (issued_by, now)).await?;
    record(ctx, &mut tx, staff, (found.seller_id, checked, now)).await?;
    found.state = ApplicationState::Approved {
        first,
        staff_id: staff.staff_id(),
        at: now,
    };
    application::set_state(&mut tx, &found).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(true)
}

/// Shops of everybody who showed the same document count together.
async fn check_shops(
    ctx: &Context,
    conn: &mut PgConnection,
    found: &Application,
) -> Result<(), ApplicationError> {
    let max = ctx.charter().limits.owner_shops_max;
    let shops = identity_document::count_shops_together(conn, found.seller_id).await?;
    if shops > i64::from(max) {
        return Err(ApplicationError::TooManyShops { shops, max });
    }
    Ok(())
}

/// What is recorded: it counts until the document ends or the charter's window does, whichever is first.
async fn verification(
    ctx: &Context,
    conn: &mut PgConnection,
    found: &Application,
    (issued_by, now): (Country, Instant),
) -> Result<CheckedVerification, ApplicationError> {
    let document_id = found.document_id.ok_or(ApplicationError::NotFound)?;
    let document = identity_document::get(conn, found.seller_id, document_id).await?;
    let document = document.ok_or(ApplicationError::NotFound)?;
    let window = now + Duration::days(ctx.charter().identity.verification_days.into());
    // The last day is a day on which it counts.
    let after = document
        .expires_on
        .and_then(|last| last.checked_add_days(Days::new(1)));
    let ends = after.map(|after| ctx.market().start_of(after));
    let valid_until = ends.map_or(window, |ends| ends.min(window));
    if valid_until <= now {
        return Err(ApplicationError::Identity(IdentityError::Invalid(vec![
            pasar_domain::identity::input::DocumentProblem::Expired,
        ])));
    }
    Ok(CheckedVerification::of_application(
        evidence(document.kind),
        issued_by,
        valid_until,
        found.application_id,
    ))
}

/// What a document proves.
const fn evidence(kind: DocumentKind) -> Evidence {
    match kind {
        DocumentKind::Passport => Evidence::Passport,
        kind if kind.is_of_person() => Evidence::NationalId,
        _ => Evidence::BusinessRegister,
    }
}
