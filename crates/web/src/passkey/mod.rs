//! Passkeys of people and of staff: what the pages at both desks have in common.

pub mod new;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::Instant;
use pasar_service::account::Password;
use pasar_service::passkey::{self, Passkey, PasskeyError};
use pasar_service::second_factor::{FactorHolder, guards};
use serde::Deserialize;

use crate::prelude::*;
use crate::problem;
use crate::second_factor::{Desk, kept_by_nobody, wait};

use new::NewPasskeyPage;

/// Which passkey a path names.
#[derive(Debug, Deserialize)]
pub struct PasskeyPath {
    /// Its id.
    pub passkey: String,
}

/// A passkey in the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What its holder calls it.
    pub name: String,
    /// When it was added.
    pub made: String,
    /// When it was last used.
    pub used: String,
    /// Where its forms go: `{at}/rename`.
    pub at: String,
    /// Tells its fields from those of the others.
    pub place: usize,
}

/// Somebody's passkeys, and the form of a new one.
#[derive(Debug, Clone)]
pub struct Passkeys {
    /// The passkeys, newest first.
    pub entries: Vec<Entry>,
    /// What was wrong with what was typed.
    pub form: Form,
    /// Where its forms go.
    pub at: String,
    /// Does a second factor guard the holder, so that a code is asked for?
    pub has_factor: bool,
    /// Can the site have passkeys at all?
    pub is_possible: bool,
}

impl Passkeys {
    /// The passkeys of somebody at a desk.
    pub(crate) async fn of(
        visit: &Visit,
        (desk, holder): (Desk, FactorHolder),
        form: Form,
    ) -> Result<Self, WebError> {
        let known = passkey::list(&visit.ctx, holder).await?;
        Ok(Self {
            has_factor: guards(&visit.ctx, holder).await?,
            is_possible: visit.ctx.relying_party().is_some(),
            ..Self::new(visit.l(), desk, &known, (form, visit.ctx.now()))
        })
    }

    fn new(l: &Localizer, desk: Desk, known: &[Passkey], (form, now): (Form, Instant)) -> Self {
        let at = l.url(desk.passkeys());
        let entries = known.iter().enumerate().map(|(place, passkey)| Entry {
            name: passkey.name.clone(),
            made: l.t1("keys-made", "at", l.date(passkey.made_at)),
            used: match passkey.last_used_at {
                Some(used) => l.t1("keys-used", "ago", l.ago(used, now)),
                None => l.t("keys-unused"),
            },
            at: format!("{at}/{}", passkey.passkey_id),
            place,
        });
        Self {
            entries: entries.collect(),
            form,
            at,
            has_factor: false,
            is_possible: true,
        }
    }

    /// Everything that the page can show, for tests and for looking at.
    pub(crate) fn samples(l: &Localizer, desk: Desk) -> Vec<(&'static str, Self)> {
        let empty = Self::new(l, desk, &[], (Form::new(l), Instant::UNIX_EPOCH));
        let entry = |place| Entry {
            name: "Ponsel <b>".to_owned(),
            made: l.t1("keys-made", "at", "24 November 2026"),
            used: l.t("keys-unused"),
            at: format!("{}/pky_1", empty.at),
            place,
        };
        let mut form = Form::new(l);
        form.refuse("password", key("password-wrong"));
        let some = Self {
            entries: vec![entry(0), entry(1)],
            form,
            has_factor: true,
            ..empty.clone()
        };
        let impossible = Self {
            is_possible: false,
            ..empty.clone()
        };
        vec![("empty", empty), ("some", some), ("impossible", impossible)]
    }
}

/// What comes of a form about passkeys: an answer, or what is wrong, for the page again.
pub(crate) type Done = Result<Result<Response, Form>, WebError>;

/// Begins to add a passkey: the page from which the device is asked.
pub(crate) async fn begin(visit: &Visit, (desk, holder): (Desk, FactorHolder), posted: &Posted) -> Done {
    let password = Password::from(posted.raw("password"));
    let begun = passkey::begin_adding(&visit.ctx, holder, &password, posted.value("code")).await;
    match begun {
        Ok(challenge) => {
            let at = visit.l().url(desk.passkeys());
            let name = posted.value("name");
            let page = NewPasskeyPage::new(&visit.shell, &at, name, challenge.options.to_string());
            let mut response = kept_by_nobody(page.into_response());
            visit.keep_passkey(response.headers_mut(), Some(&challenge.token));
            Ok(Ok(response))
        }
        Err(error) => refuse(visit, posted, error).map(Err),
    }
}

/// Adds the passkey that the device has made.
pub(crate) async fn add(visit: &Visit, (desk, holder): (Desk, FactorHolder), posted: &Posted) -> Done {
    let Some(token) = visit.passkey_token() else {
        return refuse(visit, posted, PasskeyError::Expired).map(Err);
    };
    let made = (posted.value("name"), posted.raw("answer"));
    match passkey::add(&visit.ctx, holder, token, made).await {
        Ok(_) => {
            let turn = visit
                .go(desk.passkeys())
                .flash(FlashKind::Good, key("passkey-added"));
            let mut response = turn.into_response();
            visit.keep_passkey(response.headers_mut(), None);
            Ok(Ok(response))
        }
        Err(error) => refuse(visit, posted, error).map(Err),
    }
}

/// Names a passkey anew.
pub(crate) async fn rename(
    visit: &Visit,
    (desk, holder): (Desk, FactorHolder),
    path: &PasskeyPath,
    posted: &Posted,
) -> Done {
    let id = path.passkey.parse().map_err(|_| WebError::not_found())?;
    match passkey::rename(&visit.ctx, holder, id, posted.value("name")).await {
        Ok(()) => Ok(Ok(visit.go(desk.passkeys()).into_response())),
        Err(PasskeyError::Gone) => Err(WebError::not_found()),
        Err(error) => refuse(visit, posted, error).map(Err),
    }
}

/// Removes a passkey.
pub(crate) async fn remove(
    visit: &Visit,
    (desk, holder): (Desk, FactorHolder),
    path: &PasskeyPath,
) -> Result<Turn, WebError> {
    let id = path.passkey.parse().map_err(|_| WebError::not_found())?;
    match passkey::remove(&visit.ctx, holder, id).await {
        Ok(()) => Ok(visit
            .go(desk.passkeys())
            .flash(FlashKind::Good, key("passkey-removed"))),
        Err(PasskeyError::Store(error)) => Err(error.into()),
        Err(_) => Err(WebError::not_found()),
    }
}

/// Challenges whichever device answers, as JSON for the script of the sign-in page.
pub(crate) async fn challenge(visit: &Visit, desk: Desk) -> Result<Response, WebError> {
    match passkey::begin_answering(&visit.ctx, desk == Desk::Staff).await {
        Ok(challenge) => {
            let mut response = kept_by_nobody((StatusCode::OK, Json(challenge.options)).into_response());
            visit.keep_passkey(response.headers_mut(), Some(&challenge.token));
            Ok(response)
        }
        Err(PasskeyError::NotConfigured) => Err(WebError::not_found()),
        Err(PasskeyError::Store(error)) => Err(error.into()),
        Err(error) => Err(WebError::internal(error)),
    }
}

/// What somebody is told whom no passkey let in.
///
/// # Errors
/// What is no refusal.
pub(crate) fn told(error: PasskeyError) -> Result<Key, WebError> {
    match error {
        PasskeyError::Expired => Ok(key("passkey-expired")),
        PasskeyError::Store(error) => Err(error.into()),
        PasskeyError::Damaged | PasskeyError::Vault(_) => Err(WebError::internal(error)),
        _ => Ok(key("passkey-refused")),
    }
}

fn refuse(visit: &Visit, posted: &Posted, error: PasskeyError) -> Result<Form, WebError> {
    let mut form = posted.form(visit.l());
    form.set("code", "");
    match error {
        PasskeyError::WrongPassword => form.refuse("password", key("password-wrong")),
        PasskeyError::WrongCode => form.refuse("code", key("factor-code-wrong")),
        PasskeyError::Wait { seconds } => form.refuse("", wait(seconds)),
        PasskeyError::Invalid(problems) => problem::refuse(&mut form, &problems),
        PasskeyError::TooMany => {
            form.refuse(
                "",
                Message::new(key("passkey-too-many")).with("max", passkey::PASSKEYS_MAX),
            );
        }
        PasskeyError::Gone => return Err(WebError::sign_in()),
        error => form.refuse("", told(error)?),
    }
    Ok(form)
}
