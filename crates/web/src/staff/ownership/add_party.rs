//! `POST /{market}/staff/ownership/parties`

use axum::response::Response;
use pasar_service::ownership::PartyInput;
use pasar_service::ownership::party::add;

use super::{Sent, after};
use crate::prelude::*;

/// Records a party.
///
/// # Errors
/// The database's, or when this member of staff may not, or there is an operator already. What is wrong is the page again.
pub async fn add_party(duty: OnDuty, posted: Posted) -> Result<Response, WebError> {
    let input = PartyInput {
        kind: posted.value("kind").to_owned(),
        name: posted.value("name").to_owned(),
        country: posted.value("country").to_owned(),
        is_operator: posted.value("operator") == "yes",
        brands: posted.value("brands").to_owned(),
    };
    let added = add(&duty.visit.ctx, duty.staff, &input).await;
    after(&duty, &posted, Sent::Party, added).await
}
