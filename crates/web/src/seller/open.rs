//! `/{market}/seller/open`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::shop::{DESCRIPTION_CHARS_MAX, NAME_CHARS_MAX, ShopInput};
use pasar_service::shop::open::{OpenShopError, open};

use crate::prelude::*;
use crate::problem;
use crate::visit::SHOP_COOKIE;

/// The form.
#[derive(Template)]
#[template(path = "seller/open.html")]
pub struct OpenShopPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed, and what was wrong with it.
    pub form: Form,
    /// The market's places, to choose from while typing.
    pub places: Vec<String>,
    /// Where the shop's page will be, without its handle.
    pub address: String,
    /// The most characters of a name.
    pub name_max: usize,
    /// The most characters of a description.
    pub description_max: usize,
}

page!(OpenShopPage);

impl OpenShopPage {
    fn new(shell: &Shell, form: Form) -> Self {
        let l = &shell.l;
        Self {
            shell: shell
                .clone()
                .titled(l.t("seller-open-title"))
                .at("shop")
                .private(),
            form,
            places: super::places(l),
            address: l.url("/shops/"),
            name_max: NAME_CHARS_MAX,
            description_max: DESCRIPTION_CHARS_MAX,
        }
    }
}

impl Page for OpenShopPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let typed = [
            ("name", "Keripik Bu Sari"),
            ("handle", "keripik"),
            ("place", "Atlantis"),
        ];
        let mut refused = Form::filled(&shell.l, typed);
        refused.refuse("handle", Message::new(key("field-taken")).with("text", "keripik"));
        refused.refuse(
            "place",
            Message::new(key("field-not-listed")).with("text", "Atlantis"),
        );
        vec![
            ("empty", Self::new(&shell, Form::new(&shell.l))),
            ("refused", Self::new(&shell, refused)),
        ]
    }
}

/// `GET`
pub async fn show(SignedIn { visit, .. }: SignedIn) -> OpenShopPage {
    OpenShopPage::new(&visit.shell, Form::new(visit.l()))
}

/// `POST`: opens the shop and goes to it.
///
/// # Errors
/// The database's. What is wrong with the answers is the form again.
pub async fn open_shop(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let input = ShopInput {
        handle: Some(posted.value("handle").to_owned()).filter(|handle| !handle.is_empty()),
        name: posted.value("name").to_owned(),
        description: posted.value("description").to_owned(),
        place: posted.value("place").to_owned(),
    };
    let mut form = posted.form(visit.l());
    match open(&visit.ctx, buyer, &input).await {
        Ok(opened) => {
            let welcome = Message::new(key("seller-open-done")).with("name", &opened.name);
            let turn = visit.go("/seller").choice(SHOP_COOKIE, opened.handle.as_str());
            return Ok(turn.flash(FlashKind::Good, welcome).into_response());
        }
        Err(OpenShopError::Invalid(problems)) => problem::refuse(&mut form, &problems),
        Err(OpenShopError::TooMany { max }) => {
            form.refuse("", Message::new(key("seller-open-too-many")).with("max", max));
        }
        Err(OpenShopError::Refused(refusal)) => return Err(WebError::refused(&visit.ctx, &refusal)),
        Err(OpenShopError::Store(error)) => return Err(error.into()),
    }
    let page = OpenShopPage::new(&visit.shell, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
