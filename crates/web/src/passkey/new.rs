//! The page from which a device is asked for a new passkey.

use crate::prelude::*;

/// The button that asks the device. It needs script: no form can do that.
#[derive(Template)]
#[template(path = "passkey/new.html")]
pub struct NewPasskeyPage {
    /// The frame.
    pub shell: Shell,
    /// Where the device's answer goes.
    pub at: String,
    /// What the passkey will be called.
    pub name: String,
    /// What the device is asked, as JSON.
    pub options: String,
}

page!(NewPasskeyPage);

impl NewPasskeyPage {
    pub(super) fn new(shell: &Shell, at: &str, name: &str, options: String) -> Self {
        let title = shell.l.t("passkey-new-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            at: at.to_owned(),
            name: name.to_owned(),
            options,
        }
    }
}

impl Page for NewPasskeyPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let options = r#"{"publicKey":{"challenge":"AA"}}"#.to_owned();
        let at = shell.l.url("/account/passkeys");
        vec![("ready", Self::new(&shell, &at, "Ponsel <b>", options))]
    }
}
