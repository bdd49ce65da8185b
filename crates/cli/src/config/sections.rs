//! Everything that can be configured.

use std::net::{IpAddr, Ipv4Addr};

use pasar_service::payment::stripe::StripeSettings;
use pasar_service::staff::oidc::{OidcProvider, OidcSettings, UnfitSettings};

use super::choice::{LogFormat, MailKind, Provider, Served, Wish};
use super::section::{Section, section};
use super::value::{Contact, FilePath, LogFilter, Secret, Sender, SiteUrl, Text, Whole, Words};

/// All settings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    /// `[server]`
    pub(crate) server: ServerSettings,
    /// `[data]`
    pub(crate) data: DataSettings,
    /// `[database]`
    pub(crate) database: DatabaseSettings,
    /// `[postgres]`
    pub(crate) postgres: PostgresSettings,
    /// `[markets]`
    pub(crate) markets: MarketsSettings,
    /// `[prover]`
    pub(crate) prover: ProverSettings,
    /// `[identity]`
    pub(crate) identity: IdentitySettings,
    /// `[staff]`
    pub(crate) staff: StaffSettings,
    /// `[mail]`
    pub(crate) mail: MailSettings,
    /// `[payments]`
    pub(crate) payments: PaymentsSettings,
    /// `[log]`
    pub(crate) log: LogSettings,
}

impl Config {
    /// Every section, in the order of the file.
    pub(crate) fn sections(&mut self) -> Vec<Section<'_>> {
        vec![
            self.server.section(),
            self.data.section(),
            self.database.section(),
            self.postgres.section(),
            self.markets.section(),
            self.prover.section(),
            self.identity.section(),
            self.staff.section(),
            self.mail.section(),
            self.payments.section(),
            self.log.section(),
        ]
    }
}

section! {
    /// The web server.
    ServerSettings as "server" {
        /// The network address that it listens on. Behind a proxy on the same machine, leave it as it is.
        address: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST),
        /// The port. 0 takes any that is free.
        port: Whole<0, 65_535> = Whole(4400),
        /// Where people reach the site. Letters and machine-readable data link to it. Empty: the address and port above.
        site_url: SiteUrl = SiteUrl::default(),
        /// What is served here. The feed leads to goods and sells nothing: no cart, no checkout, no accounts, no desks of sellers and staff. The
        /// trade surface is everything. Both: everything at one address, where every act counts as trade.
        surface: Served = Served::Both,
        /// Where people reach the feed, when it has an address of its own; the trade surface links to it.
        feed_origin: SiteUrl = SiteUrl::default(),
        /// Where people reach the trade surface. The feed needs it, for what leads to goods must lead to where they are sold.
        trade_origin: SiteUrl = SiteUrl::default(),
        /// Where to report a weakness of the site; /.well-known/security.txt says it. Empty: nowhere.
        security_contact: Contact = Contact::default(),
        /// Tell browsers to use HTTPS only, from now on. Switch it on when the site is reached through HTTPS.
        https_only: bool = false,
        /// Believe the header X-Forwarded-For about where a visitor comes from. Switch it on behind a proxy that sets the header,
        /// and only then: otherwise visitors can claim any address.
        trust_forwarded: bool = false,
        /// Threads that answer requests. 0: one for each processor.
        threads: Whole<0, 512> = Whole(0),
        /// How many seconds requests in progress may take to finish when the program is told to stop.
        stop_seconds: Whole<1, 600> = Whole(10),
    }
}

section! {
    /// What the program keeps beside the database: uploaded pictures and files, search indexes, and the private database
    /// itself unless another one is configured.
    DataSettings as "data" {
        /// The folder. A relative one is looked for from the folder in which the program is started.
        folder: FilePath = FilePath("pasar-data".into()),
    }
}

section! {
    /// A PostgreSQL server of your own. Leave it out, and the program runs a private one in its data folder.
    DatabaseSettings as "database" {
        /// Its address: postgres://user:password@host/database. The variable DATABASE_URL does the same. The role needs the right to create
        /// schemas in the database and to create roles.
        url: Secret = Secret::default(),
        /// A file that holds the address, so that the password is in no configuration.
        url_file: FilePath = FilePath::default(),
        /// Connections at most for each market, and as many again for what is common to all.
        connections: Whole<2, 1_000> = Whole(16),
        /// A TOML file with addresses of markets' cells that live on servers of their own, one a line: xx_1 = "postgres://…"
        cells_file: FilePath = FilePath::default(),
    }
}

section! {
    /// The private PostgreSQL, when no [database] is configured.
    PostgresSettings as "postgres" {
        /// The folder of PostgreSQL's programs `initdb` and `postgres`, version 15 or newer. Empty: look in the usual places.
        bin: FilePath = FilePath::default(),
        /// Its page cache in mebibytes. A quarter of the memory is a good value on a machine of its own.
        buffers_mib: Whole<16, 1_048_576> = Whole(128),
        /// Connections that it accepts.
        connections: Whole<20, 10_000> = Whole(120),
        /// How many seconds it may take to start. After a crash it first reads what it wrote last.
        start_seconds: Whole<5, 86_400> = Whole(120),
    }
}

section! {
    /// The markets: a folder for each, named after its code.
    MarketsSettings as "markets" {
        /// The folder with the markets' folders. Empty: those that are built into the program.
        folder: FilePath = FilePath::default(),
        /// Codes of the markets to serve, in the order in which they are offered. Empty: all of them.
        serve: Words = Words::default(),
    }
}

section! {
    /// The solvers that prove charters. Serving needs none: the charters that come with the program bring their proofs.
    ProverSettings as "prover" {
        /// The program of cvc5, which proves. The variable CVC5 does the same. Empty: `cvc5` where programs are.
        cvc5: FilePath = FilePath::default(),
        /// The program of z3, which gives a second opinion. The variable Z3 does the same. Empty: `z3` where programs are.
        z3: FilePath = FilePath::default(),
    }
}

section! {
    /// The vault for documents of sellers.
    IdentitySettings as "identity" {
        /// The file with the master keys. Without it nobody can read what sellers showed, this program neither. Keep it on another disk than
        /// the data, and back it up apart from the database. Empty: `identity.keys` in the data folder, made at the first start.
        keys_file: FilePath = FilePath::default(),
        /// The program of Tesseract, which reads photos of documents so that sellers need not type, and shows staff where they differ. Empty:
        /// `tesseract` where programs are. Without one, everything is typed.
        tesseract: FilePath = FilePath::default(),
    }
}

section! {
    /// The operator's staff.
    StaffSettings as "staff" {
        /// Must staff have a second factor? "required": who signs in with a password alone is led to add one before anything else.
        second_factor: Wish = Wish::Optional,
        /// May staff sign in with a password? Switch it off when all of them sign in with OpenID Connect.
        password: bool = true,
        /// The provider with which staff sign in by OpenID Connect: its address, which must have https. Only addresses of e-mail that
        /// `pasar staff add` has added come in. It needs `server.site_url`. Empty: none.
        oidc_issuer: Text = Text::default(),
        /// What this site is called there. Let the provider send people back to {site_url}/{market}/staff/sign-in/oidc for each market.
        oidc_client_id: Text = Text::default(),
        /// The secret that goes with it.
        oidc_client_secret: Secret = Secret::default(),
        /// A file that holds the secret, so that it is in no configuration.
        oidc_client_secret_file: FilePath = FilePath::default(),
        /// What staff call the provider; it stands on the button.
        oidc_name: Text = Text("OpenID Connect".to_owned()),
    }
}

impl StaffSettings {
    /// The provider with which staff sign in, if there is one.
    pub(crate) fn provider(&self) -> Result<Option<OidcProvider>, UnfitSettings> {
        if self.oidc_issuer.0.is_empty() {
            return Ok(None);
        }
        let settings = OidcSettings {
            issuer: self.oidc_issuer.0.clone(),
            client_id: self.oidc_client_id.0.clone(),
            client_secret: self.oidc_client_secret.get().map(str::to_owned),
            name: self.oidc_name.0.clone(),
        };
        OidcProvider::new(settings).map(Some)
    }
}

section! {
    /// Letters to buyers and sellers.
    MailSettings as "mail" {
        /// Who they come from.
        from: Sender = Sender("Pasar <halo@pasar.example>".to_owned()),
        /// How they leave: into a folder, one file each, or to a mail server.
        transport: MailKind = MailKind::Folder,
        /// The folder. Empty: `mail` in the data folder.
        folder: FilePath = FilePath::default(),
        /// The mail server: smtps://user:password@mail.example:465, or smtp://localhost:25 for one on this machine.
        smtp_url: Secret = Secret::default(),
        /// A file that holds the mail server's address, so that the password is in no configuration.
        smtp_url_file: FilePath = FilePath::default(),
    }
}

section! {
    /// Buyers' money.
    PaymentsSettings as "payments" {
        /// Who takes it. The sandbox is a bank that plays along: everything works, and no money moves. Stripe needs `server.site_url`, a secret key
        /// and the secret of its webhook.
        provider: Provider = Provider::Sandbox,
        /// After how many seconds the sandbox answers a payment that was to be answered later.
        sandbox_answers_after_seconds: Whole<0, 86_400> = Whole(20),
        /// The secret key of your account at Stripe, or a restricted one. With a key for testing (sk_test_…) no money moves.
        stripe_secret_key: Secret = Secret::default(),
        /// A file that holds the secret key, so that it is in no configuration.
        stripe_secret_key_file: FilePath = FilePath::default(),
        /// What Stripe signs its messages with (whsec_…). Let it send them to {site_url}/{market}/webhooks/stripe for each market, and write the
        /// secrets of all of them here, with space between them.
        stripe_webhook_secret: Secret = Secret::default(),
        /// A file that holds the secrets, one a line, so that they are in no configuration.
        stripe_webhook_secret_file: FilePath = FilePath::default(),
        /// Where Stripe is asked. Leave it as it is, unless something on this machine stands in for Stripe.
        stripe_address: Text = Text("https://api.stripe.com".to_owned()),
    }
}

impl PaymentsSettings {
    /// What Stripe is to be asked with; buyers read there that they pay this site.
    pub(crate) fn stripe(&self, shown_as: &str) -> StripeSettings {
        let secret = |secret: &Secret| secret.get().unwrap_or_default().to_owned();
        StripeSettings {
            address: self.stripe_address.0.clone(),
            secret_key: secret(&self.stripe_secret_key),
            webhook_secrets: secret(&self.stripe_webhook_secret),
            shown_as: shown_as.to_owned(),
            ..StripeSettings::default()
        }
    }
}

section! {
    /// What the program says about its work, on the standard error output. It names no person.
    LogSettings as "log" {
        /// How much.
        level: LogFilter = LogFilter("info".to_owned()),
        /// For people, or one JSON object a line for programs that collect them.
        format: LogFormat = LogFormat::Human,
    }
}
