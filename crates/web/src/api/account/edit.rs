//! `PUT /{market}/api/v1/account`

use axum::Json;
use pasar_service::account::{self, AccountInput, EditAccountError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AccountJson, gone};
use crate::api::model::KeyRefusals;
use crate::api::{Answer, Caller, Input};
use crate::error::WebError;
use crate::problem;

/// What an account says about its person.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = AccountInput, example = json!({"name": "Sari Dewi", "language": "id"}))]
#[serde(deny_unknown_fields)]
pub struct AccountInputJson {
    /// What the person is called.
    name: String,
    /// BCP 47: a language of the market.
    language: String,
}

/// Change the account
///
/// Name and language. E-mail address and password are changed on the pages only.
#[utoipa::path(
    put, path = "/api/v1/account", operation_id = "edit_account", tag = "Account", security(("key" = [])),
    request_body = AccountInputJson,
    responses((status = 200, description = "The account as it is now.", body = AccountJson), KeyRefusals)
)]
pub async fn edit(caller: Caller, Input(input): Input<AccountInputJson>) -> Answer<AccountJson> {
    let wanted = AccountInput {
        name: input.name,
        language: input.language,
    };
    account::edit(&caller.ctx, caller.buyer, &wanted)
        .await
        .map_err(|error| match error {
            EditAccountError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
            EditAccountError::Gone => gone(),
            EditAccountError::Store(error) => error.into(),
        })?;
    let account = account::show(&caller.ctx, caller.buyer).await?;
    Ok(Json(account.ok_or_else(gone)?.into()))
}
