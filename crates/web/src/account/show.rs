//! `/{market}/account`

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::account::{self, Account, AccountInput, EditAccountError};

use crate::prelude::*;
use crate::problem;
use crate::site::language_cookie;

/// The account: who the person is, and the way to everything else that is theirs.
#[derive(Template)]
#[template(path = "account/show.html")]
pub struct AccountPage {
    /// The frame.
    pub shell: Shell,
    /// Name and language.
    pub form: Form,
    /// The e-mail address.
    pub email: String,
    /// Since when there is an account.
    pub since: String,
    /// The languages of the market.
    pub languages: Vec<Choice>,
    /// Does the person have a shop?
    pub has_shop: bool,
}

page!(AccountPage);

impl AccountPage {
    fn new(shell: &Shell, form: Form, email: &str, since: String) -> Self {
        let languages = shell.languages().into_iter();
        Self {
            languages: languages.map(|(tag, name)| Choice::new(tag, name)).collect(),
            form,
            email: email.to_owned(),
            since,
            has_shop: shell.person.as_ref().is_some_and(|person| person.has_shop),
            shell: shell
                .clone()
                .titled(shell.l.t("account-title"))
                .at("me")
                .private(),
        }
    }

    fn of(visit: &Visit, account: &Account, form: Form) -> Self {
        let since = visit.l().date(account.created_at);
        Self::new(&visit.shell, form, account.email.as_str(), since)
    }
}

impl Page for AccountPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let page = |form| Self::new(&shell, form, "sari@example.com", "24 November 2026".to_owned());
        let fine = Form::filled(&shell.l, [("name", "Sari <b>"), ("language", shell.l.lang())]);
        let mut refused = fine.clone();
        refused.set("name", "");
        refused.refuse("name", key("field-missing"));
        vec![("shown", page(fine)), ("refused", page(refused))]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(SignedIn { visit, buyer }: SignedIn) -> Result<AccountPage, WebError> {
    let account = account::show(&visit.ctx, buyer)
        .await?
        .ok_or_else(WebError::sign_in)?;
    let kept = [
        ("name", account.name.as_str()),
        ("language", account.language.as_str()),
    ];
    let form = Form::filled(visit.l(), kept);
    Ok(AccountPage::of(&visit, &account, form))
}

/// `POST`: keeps name and language. The next page already speaks the new language.
///
/// # Errors
/// The database's. What is wrong with the answers is the page again.
pub async fn edit(SignedIn { mut visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let input = AccountInput {
        name: posted.value("name").to_owned(),
        language: posted.value("language").to_owned(),
    };
    match account::edit(&visit.ctx, buyer, &input).await {
        Ok(()) => {
            let chosen = visit.ctx.market().language(&input.language).cloned();
            let language = chosen.unwrap_or_else(|| visit.l().language().clone());
            visit.shell.l = Localizer::new(Arc::clone(visit.l().market_shared()), &language);
            let cookie = language_cookie(visit.surface());
            let turn = visit.go("/account").choice(cookie, language.as_str());
            Ok(turn.flash(FlashKind::Good, key("account-saved")).into_response())
        }
        Err(EditAccountError::Invalid(problems)) => {
            let account = account::show(&visit.ctx, buyer)
                .await?
                .ok_or_else(WebError::sign_in)?;
            let mut form = posted.form(visit.l());
            problem::refuse(&mut form, &problems);
            let page = AccountPage::of(&visit, &account, form);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(EditAccountError::Gone) => Err(WebError::sign_in()),
        Err(EditAccountError::Store(error)) => Err(error.into()),
    }
}
