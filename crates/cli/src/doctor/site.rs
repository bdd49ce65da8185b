//! The site: markets, mail, payments, and what a demo left behind.

use std::path::Path;

use pasar_worker::{MailTransport, Mailer};
use rustix::fs::{Access, access};

use super::Finding;
use crate::config::{Config, Provider};
use crate::demo_mark;
use crate::program::{KeyFile, Source, check_money, keys_file, look_at, mail_config};
use crate::say::reasons;

/// Are the markets' files in order?
pub(super) fn markets(config: &Config) -> Finding {
    const ABOUT: &str = "markets";
    match Source::of(config).served(config) {
        Ok(markets) => {
            let codes: Vec<String> = markets.iter().map(|market| market.code.to_string()).collect();
            Finding::fine(ABOUT, codes.join(", "))
        }
        Err(error) => Finding::wrong(
            ABOUT,
            reasons(&error),
            "mend the file; `pasar market check` reads it again",
        ),
    }
}

/// Is the file with the master keys of the vault there, whole, and nobody else's to read?
pub(super) fn identity_keys(config: &Config) -> Finding {
    const ABOUT: &str = "identity keys";
    let path = keys_file(config);
    let shown = path.display();
    match look_at(&path) {
        Ok(KeyFile::There {
            others_read: true, ..
        }) => Finding::wrong(
            ABOUT,
            format!("others than its owner may read `{shown}`"),
            format!("chmod 600 {shown}"),
        ),
        Ok(KeyFile::There { keyring, .. }) => {
            Finding::fine(ABOUT, format!("`{shown}`; the key `{}` seals", keyring.newest()))
        }
        Ok(KeyFile::Missing)
            if config.data.folder.0.join("identity.keys") == path
                && !path.with_file_name("objects").exists() =>
        {
            Finding::fine(ABOUT, "there are none yet; the first start makes them")
        }
        Ok(KeyFile::Missing) => Finding::care(
            ABOUT,
            format!(
                "`{shown}` is missing; the next start makes it if nothing is sealed yet, and refuses otherwise"
            ),
            "restore it from its backup",
        ),
        Err(error) => Finding::wrong(ABOUT, reasons(&error), "restore it from its backup"),
    }
}

/// Would letters leave?
pub(super) async fn mail(config: &Config) -> Finding {
    const ABOUT: &str = "mail";
    let mail = mail_config(config, "http://localhost");
    if let MailTransport::Folder(folder) = &mail.transport {
        let above = folder
            .ancestors()
            .find(|path| path.exists() && !path.as_os_str().is_empty());
        let writable = access(above.unwrap_or(Path::new(".")), Access::WRITE_OK).is_ok();
        return if writable {
            Finding::care(
                ABOUT,
                format!("letters go to the folder `{}`, and to nobody", folder.display()),
                "for a real site set `mail.transport` to \"smtp\" and name the server in `mail.smtp_url_file`",
            )
        } else {
            Finding::wrong(
                ABOUT,
                format!("this user may not write into `{}`", folder.display()),
                "choose another folder in `mail.folder`",
            )
        };
    }
    let reached = match Mailer::new(&mail) {
        Ok(mailer) => mailer.reach().await,
        Err(error) => Err(error),
    };
    match reached {
        Ok(()) => Finding::fine(ABOUT, "the mail server takes letters"),
        Err(error) => Finding::wrong(
            ABOUT,
            error.to_string(),
            "check `mail.smtp_url_file`, and that the mail server can be reached from here",
        ),
    }
}

/// Does money move?
pub(super) fn payments(config: &Config) -> Finding {
    const ABOUT: &str = "payments";
    let markets = Source::of(config).served(config).unwrap_or_default();
    if let Err(error) = check_money(config, &markets) {
        return Finding::wrong(
            ABOUT,
            reasons(&error),
            "see `payments.provider` and `markets.serve`",
        );
    }
    match config.payments.provider {
        Provider::Sandbox => Finding::care(
            ABOUT,
            "the sandbox bank plays along; no money moves",
            "for a real site set `payments.provider` to \"stripe\"",
        ),
        Provider::Stripe if config.payments.stripe("").is_trial() => Finding::care(
            ABOUT,
            "Stripe takes payments on an account for testing; no money moves",
            "for a real site name the file of a live key in `payments.stripe_secret_key_file`",
        ),
        Provider::Stripe => Finding::fine(ABOUT, "Stripe takes payments"),
    }
}

/// Is the demo in the data folder? Everybody can read its passwords.
pub(super) fn demo(config: &Config) -> Option<Finding> {
    const ABOUT: &str = "demo";
    match demo_mark::read(&config.data.folder.0) {
        Ok(markets) if markets.is_empty() => None,
        Ok(markets) => Some(Finding::care(
            ABOUT,
            format!(
                "this data folder holds the demo of {}, whose passwords everybody knows",
                markets.join(", ")
            ),
            "do not serve it to strangers; begin a real site with an empty folder",
        )),
        Err(error) => Some(Finding::wrong(
            ABOUT,
            reasons(&error),
            "delete the file `demo.toml`",
        )),
    }
}
