//! Adding, confirming and removing a second factor: what the pages at both desks have in common.

use pasar_service::account::Password;
use pasar_service::second_factor::{self, FactorError, FactorHolder, FactorState, RecoveryCode};
use pasar_service::session::SessionToken;

use super::picture::{Picture, picture};
use super::{Desk, wait};
use crate::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub enum View {
    /// There is none: what it is, and the form that begins one.
    Off,
    /// It was begun: what goes into the app, and the form for its first code.
    Begun {
        /// The secret, to be typed.
        secret: String,
        /// Cells on each side of the picture.
        side: usize,
        /// The picture's dark cells, as a path.
        path: String,
    },
    /// It guards its holder: since when, how many recovery codes are left, and the form that removes it.
    On {
        /// Since when.
        since: String,
        /// Recovery codes that were not used.
        left: u32,
    },
    /// The recovery codes, which are shown this once.
    Codes(Vec<String>),
}

/// How somebody's second factor stands, and the form that changes it.
#[derive(Debug, Clone)]
pub struct Manage {
    /// What is shown.
    pub view: View,
    /// What was wrong with what was typed.
    pub form: Form,
    /// Where its forms go: `{at}/start`.
    pub at: String,
    /// Where one goes on afterwards.
    pub onward: String,
    /// Does the operator want staff to have one, and this person has none?
    pub is_wanted: bool,
}

impl Manage {
    /// Words and forms about a second factor in this state.
    pub(crate) fn new(l: &Localizer, desk: Desk, state: &FactorState, form: Form) -> Self {
        let view = match state {
            FactorState::Off => View::Off,
            FactorState::Begun(enrolment) => {
                let Picture { side, path } = picture(&enrolment.uri).unwrap_or_default();
                View::Begun {
                    secret: enrolment.secret.clone(),
                    side,
                    path,
                }
            }
            FactorState::On(factor) => View::On {
                since: l.date(factor.confirmed_at),
                left: factor.codes_left,
            },
        };
        Self::of(l, desk, view, form)
    }

    fn of(l: &Localizer, desk: Desk, view: View, form: Form) -> Self {
        Self {
            view,
            form,
            at: l.url(desk.path()),
            onward: l.url(desk.home()),
            is_wanted: false,
        }
    }

    /// The page with new recovery codes.
    pub(crate) fn with_codes(l: &Localizer, desk: Desk, codes: &[RecoveryCode]) -> Self {
        let codes = codes.iter().map(ToString::to_string).collect();
        Self::of(l, desk, View::Codes(codes), Form::new(l))
    }

    /// The codes as lines, to be copied.
    pub fn lines(&self) -> String {
        match &self.view {
            View::Codes(codes) => codes.join("\n"),
            View::Off | View::Begun { .. } | View::On { .. } => String::new(),
        }
    }

    /// Everything that the page can show, for tests and for looking at.
    pub(crate) fn samples(l: &Localizer, desk: Desk) -> Vec<(&'static str, Self)> {
        let sample = |view, form| Self::of(l, desk, view, form);
        let refused = |field: &str, word| {
            let mut form = Form::new(l);
            form.refuse(field, key(word));
            form
        };
        let Picture { side, path } = picture("otpauth://totp/Pasar:sari?secret=ABCD").unwrap_or_default();
        let begun = || View::Begun {
            secret: "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567".to_owned(),
            side,
            path: path.clone(),
        };
        let on = |left| View::On {
            since: "24 November 2026".to_owned(),
            left,
        };
        let codes = vec!["abcd-efgh-jkmn-pqrs".to_owned(); 10];
        let wanted = Self {
            is_wanted: true,
            ..sample(View::Off, Form::new(l))
        };
        vec![
            ("off", sample(View::Off, Form::new(l))),
            ("wanted", wanted),
            (
                "off-refused",
                sample(View::Off, refused("password", "password-wrong")),
            ),
            ("begun", sample(begun(), Form::new(l))),
            (
                "begun-refused",
                sample(begun(), refused("code", "factor-code-wrong")),
            ),
            ("on", sample(on(10), Form::new(l))),
            ("on-few", sample(on(2), refused("code", "factor-code-wrong"))),
            ("codes", sample(View::Codes(codes), Form::new(l))),
        ]
    }
}

/// Begins a second factor: nothing when it was begun, what is wrong otherwise.
///
/// # Errors
/// The vault's and the database's.
pub(crate) async fn start(
    visit: &Visit,
    holder: FactorHolder,
    posted: &Posted,
) -> Result<Option<Form>, WebError> {
    let password = Password::from(posted.raw("password"));
    match second_factor::start(&visit.ctx, holder, &password).await {
        // The page shows what there is: nothing has to be said.
        Ok(()) | Err(FactorError::AlreadyOn) => Ok(None),
        Err(error) => refuse(visit, error).map(Some),
    }
}

/// Confirms it: the recovery codes, or what is wrong.
///
/// # Errors
/// The vault's and the database's.
pub(crate) async fn confirm(
    visit: &Visit,
    holder: FactorHolder,
    posted: &Posted,
    kept: &SessionToken,
) -> Result<Result<Vec<RecoveryCode>, Form>, WebError> {
    match second_factor::confirm(&visit.ctx, holder, posted.value("code"), kept).await {
        Ok(codes) => Ok(Ok(codes)),
        Err(error) => refuse(visit, error).map(Err),
    }
}

/// Removes it: nothing when it is gone, what is wrong otherwise.
///
/// # Errors
/// The vault's and the database's.
pub(crate) async fn remove(
    visit: &Visit,
    holder: FactorHolder,
    posted: &Posted,
) -> Result<Option<Form>, WebError> {
    let password = Password::from(posted.raw("password"));
    match second_factor::remove(&visit.ctx, holder, &password, posted.value("code")).await {
        Ok(()) | Err(FactorError::NotOn) => Ok(None),
        Err(error) => refuse(visit, error).map(Some),
    }
}

fn refuse(visit: &Visit, error: FactorError) -> Result<Form, WebError> {
    let mut form = Form::new(visit.l());
    match error {
        FactorError::WrongPassword => form.refuse("password", key("password-wrong")),
        FactorError::WrongCode => form.refuse("code", key("factor-code-wrong")),
        FactorError::Wait { seconds } => form.refuse("", wait(seconds)),
        FactorError::AlreadyOn | FactorError::NotOn => form.refuse("", key("factor-changed")),
        FactorError::Gone => return Err(WebError::sign_in()),
        FactorError::Vault(error) => return Err(WebError::internal(error)),
        FactorError::Store(error) => return Err(error.into()),
    }
    Ok(form)
}
