//! `POST /{market}/account/keys`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::api_key::{self, CreateKeyError};

use super::list::ListKeysPage;
use crate::prelude::*;
use crate::problem;
use crate::second_factor::{kept_by_nobody, wait};

/// Makes a key and shows its secret, on this page only: no redirect, no cookie and no cache ever carries it.
///
/// # Errors
/// The database's. What is wrong with the name is the page again.
pub async fn create(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let mut form = posted.form(visit.l());
    let secret = match api_key::create(&visit.ctx, buyer, posted.value("name"), posted.value("code")).await {
        Ok((_, secret)) => {
            form = Form::new(visit.l());
            Some(secret.to_string())
        }
        Err(CreateKeyError::Invalid(problems)) => {
            problem::refuse(&mut form, &problems);
            None
        }
        Err(CreateKeyError::TooMany { max }) => {
            form.refuse("", Message::new(key("keys-too-many")).with("max", max));
            None
        }
        Err(CreateKeyError::WrongCode) => {
            form.set("code", "");
            form.refuse("code", key("factor-code-wrong"));
            None
        }
        Err(CreateKeyError::Wait { seconds }) => {
            form.refuse("code", wait(seconds));
            None
        }
        Err(CreateKeyError::Gone) => return Err(WebError::sign_in()),
        Err(CreateKeyError::Vault(error)) => return Err(WebError::internal(error)),
        Err(CreateKeyError::Store(error)) => return Err(error.into()),
    };
    let status = if secret.is_some() {
        StatusCode::CREATED
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = ListKeysPage {
        secret,
        ..ListKeysPage::of(&visit, buyer, form).await?
    };
    Ok(kept_by_nobody((status, page).into_response()))
}
