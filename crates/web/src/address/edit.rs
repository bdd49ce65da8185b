//! `/{market}/account/addresses/{address_id}`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::address::{self, AddressError};

use super::new::AddressFormPage;
use super::{AddressPath, failure, refuse, typed};
use crate::prelude::*;

/// `GET`
///
/// # Errors
/// When it is nobody's address, or somebody else's: the two look alike.
pub async fn show(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<AddressPath>,
) -> Result<AddressFormPage, WebError> {
    let id = path.id()?;
    let known = address::list(&visit.ctx, buyer).await?;
    let stored = known.iter().find(|stored| stored.address_id == id);
    let stored = stored.ok_or_else(WebError::not_found)?;
    let fields = stored.address.fields();
    let form = Form::filled(visit.l(), fields.map(|(field, text)| (field.as_str(), text)));
    Ok(page(&visit, &path, form))
}

/// `POST`: replaces the address.
///
/// # Errors
/// When it is not the person's. What is wrong with what was typed is the form again.
pub async fn edit(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<AddressPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let written = address::edit(&visit.ctx, buyer, path.id()?, &typed(visit.l(), &posted)).await;
    match written {
        Ok(_) => {
            let turn = visit.go("/account/addresses");
            Ok(turn.flash(FlashKind::Good, key("address-saved")).into_response())
        }
        Err(AddressError::Invalid(problems)) => {
            let mut form = posted.form(visit.l());
            refuse(&mut form, visit.l(), &problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&visit, &path, form)).into_response())
        }
        Err(error) => Err(failure(error)),
    }
}

fn page(visit: &Visit, path: &AddressPath, form: Form) -> AddressFormPage {
    let action = format!("/account/addresses/{}", path.address_id);
    AddressFormPage::new(&visit.shell, key("address-edit-title"), &action, form)
}
