//! `GET /{market}/payments/{payment_id}`: where a buyer comes back to from the provider's page.

use axum::extract::Path;
use pasar_service::payment::{self, AskError, ask_now};
use serde::Deserialize;

use crate::order::show::{ShowOrderPage, of_group};
use crate::prelude::*;

/// Which payment a path names.
#[derive(Debug, Deserialize)]
pub struct PaymentPath {
    payment_id: String,
}

/// Asks the provider what became of the payment, and shows the order as it stands then.
///
/// # Errors
/// When it is nobody's payment, or somebody else's: the two look alike.
pub async fn show(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<PaymentPath>,
) -> Result<ShowOrderPage, WebError> {
    let id = path.payment_id.parse().map_err(|_| WebError::not_found())?;
    let found = payment::show(&visit.ctx, buyer, id).await?;
    let found = found.ok_or_else(WebError::not_found)?;
    ask_now(&visit.ctx, id).await.map_err(|error| match error {
        AskError::NotFound(_) => WebError::not_found(),
        AskError::Store(error) => error.into(),
    })?;
    of_group(&visit, buyer, found.order_group_id).await
}
