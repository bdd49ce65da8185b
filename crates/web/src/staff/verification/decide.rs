//! `POST /{market}/staff/verifications/{seller}/{application}/decide`

use axum::extract::Path;
use pasar_service::application::{ApplicationError, give_back, reject};

use super::show::address;
use super::{ApplicationPath, onwards};
use crate::prelude::*;
use crate::seller::verification::passed_on;

/// Sends an application back, or rejects it, and leads to the next application that waits.
///
/// # Errors
/// The database's; this member of staff may not.
pub async fn decide(
    duty: OnDuty,
    Path(path): Path<ApplicationPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let about = (path.seller, path.application);
    let visit = &duty.visit;
    let reasons: Vec<&str> = posted.values("reasons").collect();
    let words = posted.value("words");
    let rejects = posted.value("do") == "reject";
    let decided = if rejects {
        reject(&visit.ctx, duty.staff, about, &reasons, words).await
    } else {
        give_back(&visit.ctx, duty.staff, about, &reasons, words).await
    };
    match decided {
        Ok(()) => Ok(onwards(&duty, about).await?.flash(
            FlashKind::Good,
            if rejects {
                key("staff-verification-rejected")
            } else {
                key("staff-verification-returned")
            },
        )),
        Err(ApplicationError::Invalid(_)) => {
            let here = address(about);
            Ok(visit
                .go(&here)
                .flash(FlashKind::Bad, key("staff-verification-reason-missing")))
        }
        Err(error) => Err(passed_on(error)),
    }
}
