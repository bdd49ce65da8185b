//! `GET /{market}/account/keys`

use pasar_domain::Instant;
use pasar_service::actor::Buyer;
use pasar_service::api_key::{self, ApiKey};
use pasar_service::second_factor::guards;

use crate::prelude::*;

/// The keys of a person, and the form of a new one.
#[derive(Template)]
#[template(path = "api_key/list.html")]
pub struct ListKeysPage {
    /// The frame.
    pub shell: Shell,
    /// The form of a new key.
    pub form: Form,
    /// The keys, newest first.
    pub keys: Vec<Entry>,
    /// Does a second factor guard the account?
    pub has_factor: bool,
    /// The secret of the key that was just made: it is shown this once.
    pub secret: Option<String>,
}

page!(ListKeysPage);

/// A key.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it is revoked.
    pub revoke: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made: String,
    /// When it was last used.
    pub used: String,
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn list(SignedIn { visit, buyer }: SignedIn) -> Result<ListKeysPage, WebError> {
    ListKeysPage::of(&visit, buyer, Form::new(visit.l())).await
}

impl ListKeysPage {
    pub(super) async fn of(visit: &Visit, buyer: Buyer, form: Form) -> Result<Self, WebError> {
        let keys = api_key::list(&visit.ctx, buyer).await?;
        Ok(Self {
            has_factor: guards(&visit.ctx, buyer).await?,
            ..Self::new(&visit.shell, form, &keys, visit.ctx.now())
        })
    }

    fn new(shell: &Shell, form: Form, keys: &[ApiKey], now: Instant) -> Self {
        let l = &shell.l;
        Self {
            form,
            keys: keys.iter().map(|key| entry(l, key, now)).collect(),
            has_factor: false,
            secret: None,
            shell: shell.clone().titled(l.t("keys-title")).at("me").private(),
        }
    }
}

fn entry(l: &Localizer, key: &ApiKey, now: Instant) -> Entry {
    Entry {
        revoke: l.url(&format!("/account/keys/{}/revoke", key.api_key_id)),
        name: key.name.clone(),
        made: l.t1("keys-made", "at", l.date(key.created_at)),
        used: match key.last_used_at {
            Some(at) => l.t1("keys-used", "ago", l.ago(at, now)),
            None => l.t("keys-unused"),
        },
    }
}

impl Page for ListKeysPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let entry = Entry {
            revoke: shell.l.url("/account/keys/key_1/revoke"),
            name: "Kasir <toko>".to_owned(),
            made: shell.l.t1("keys-made", "at", "24 November 2026"),
            used: shell.l.t("keys-unused"),
        };
        let page = |form, keys, secret| Self {
            keys,
            secret,
            ..Self::new(&shell, form, &[], Instant::UNIX_EPOCH)
        };
        let mut refused = Form::new(&shell.l);
        refused.refuse("name", key("field-missing"));
        let secret = "pasar_0J3yq8mLk2Vn5Xw7Zr1Tb4Cd6Fg9Hj0Kp3Sv8Wx2Yz5".to_owned();
        let guarded = Self {
            has_factor: true,
            ..page(Form::new(&shell.l), Vec::new(), None)
        };
        vec![
            ("empty", page(Form::new(&shell.l), Vec::new(), None)),
            ("guarded", guarded),
            (
                "created",
                page(Form::new(&shell.l), vec![entry.clone()], Some(secret)),
            ),
            ("refused", page(refused, vec![entry], None)),
        ]
    }
}
