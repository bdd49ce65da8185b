//! `/{market}/account/addresses/new`

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::address::{self, AddressError};
use serde::Deserialize;

use super::{AddressFields, failure, refuse, typed};
use crate::prelude::*;

/// Where to go when it is done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewAddressQuery {
    /// A path of this market: the checkout.
    pub back: String,
}

/// The form of an address, new or known.
#[derive(Template)]
#[template(path = "address/form.html")]
pub struct AddressFormPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed or kept, and what was wrong with it.
    pub form: Form,
    /// The fields of the market.
    pub address_fields: AddressFields,
    /// Where the form is sent.
    pub action: String,
    /// The checkout, when the person came from there; else empty.
    pub back: String,
}

page!(AddressFormPage);

impl AddressFormPage {
    /// The form under this title, which is sent to this path.
    pub(super) fn new(shell: &Shell, title: Key, path: &str, form: Form) -> Self {
        let l = &shell.l;
        Self {
            address_fields: AddressFields::new(&form, l),
            action: l.url(path),
            back: Some(l.url("/checkout"))
                .filter(|checkout| form.value("back") == checkout)
                .unwrap_or_default(),
            form,
            shell: shell.clone().titled(l.say(&title.into())).at("me").private(),
        }
    }
}

impl Page for AddressFormPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let title = key("address-new-title");
        let page = |form| Self::new(&shell, title, "/account/addresses/new", form);
        let mut refused = Form::filled(&shell.l, [("recipient", "Sari <W>"), ("city", "Bandunk")]);
        refused.refuse(
            "line1",
            Message::new(key("address-missing")).with("label", "Jalan"),
        );
        refused.refuse(
            "city",
            Message::new(key("address-not-listed")).with("text", "Bandunk"),
        );
        vec![("empty", page(Form::new(&shell.l))), ("refused", page(refused))]
    }
}

const PATH: &str = "/account/addresses/new";

/// `GET`
pub async fn show(SignedIn { visit, .. }: SignedIn, Query(query): Query<NewAddressQuery>) -> AddressFormPage {
    let form = Form::filled(visit.l(), [("back", query.back)]);
    AddressFormPage::new(&visit.shell, key("address-new-title"), PATH, form)
}

/// `POST`: keeps the address. Somebody who came from the checkout goes on there with it.
///
/// # Errors
/// The database's. What is wrong with what was typed is the form again.
pub async fn add(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let mut form = posted.form(visit.l());
    match address::add(&visit.ctx, buyer, &typed(visit.l(), &posted)).await {
        Ok(stored) => {
            let turn = if posted.value("back") == visit.l().url("/checkout") {
                visit.go(&format!("/checkout?address={}", stored.address_id))
            } else {
                visit.go("/account/addresses")
            };
            return Ok(turn.flash(FlashKind::Good, key("address-saved")).into_response());
        }
        Err(AddressError::Invalid(problems)) => refuse(&mut form, visit.l(), &problems),
        Err(AddressError::TooMany { max }) => {
            form.refuse("", Message::new(key("address-too-many")).with("max", max));
        }
        Err(error) => return Err(failure(error)),
    }
    let page = AddressFormPage::new(&visit.shell, key("address-new-title"), PATH, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
