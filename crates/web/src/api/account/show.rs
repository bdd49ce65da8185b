//! `GET /{market}/api/v1/account`

use axum::Json;
use pasar_service::account;

use super::{AccountJson, gone};
use crate::api::model::KeyRefusals;
use crate::api::{Answer, Caller};

/// Show the account
///
/// The account whose key is used.
#[utoipa::path(
    get, path = "/api/v1/account", operation_id = "show_account", tag = "Account", security(("key" = [])),
    responses((status = 200, description = "The account.", body = AccountJson), KeyRefusals)
)]
pub async fn show(caller: Caller) -> Answer<AccountJson> {
    let account = account::show(&caller.ctx, caller.buyer).await?;
    Ok(Json(account.ok_or_else(gone)?.into()))
}
