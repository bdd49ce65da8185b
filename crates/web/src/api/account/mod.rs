//! The account whose key is used.

pub mod edit;
pub mod show;

use chrono::{DateTime, Utc};
use pasar_service::account::Account;
use serde::Serialize;
use utoipa::ToSchema;

use super::clash;
use super::model::IdJson;
use crate::error::WebError;
use crate::l10n::key;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountJson {
    /// Its id.
    pub account_id: IdJson,
    /// What the person is called.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// BCP 47: the language in which the person reads.
    pub language: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<Account> for AccountJson {
    fn from(account: Account) -> Self {
        Self {
            account_id: account.account_id.into(),
            name: account.name,
            email: account.email.to_string(),
            language: account.language.to_string(),
            created_at: account.created_at,
        }
    }
}

/// The account was closed while the key was used.
pub(super) fn gone() -> WebError {
    clash("ACCOUNT_CLOSED", key("api-account-closed"))
}
