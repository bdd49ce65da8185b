//! Puts the configuration together from all its sources and checks it.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::choice::{MailKind, Provider, Served};
use super::environment::{CONFIG_FILE, DATABASE_URL, Environment, SOLVERS};
use super::error::{ConfigError, ConfigErrors, listed};
use super::file;
use super::section::variable;
use super::sections::{Config, ServerSettings};
use super::value::{FilePath, Secret};

/// Where a file is looked for when none is named.
const USUAL_FILES: [&str; 2] = ["pasar.toml", "/etc/pasar/pasar.toml"];

/// What was said on the command line about the configuration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    /// The configuration file.
    pub(crate) file: Option<PathBuf>,
    /// Settings by section and key, with the argument that gave them: they win over everything.
    pub(crate) settings: Vec<(&'static str, &'static str, &'static str, String)>,
}

impl Arguments {
    /// Adds a setting that an argument gives.
    pub(crate) fn set(
        &mut self,
        section: &'static str,
        key: &'static str,
        argument: &'static str,
        text: String,
    ) {
        self.settings.push((section, key, argument, text));
    }
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A file.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// An argument.
    Argument(&'static str),
}

impl Origin {
    /// Which of two wins: the one of the higher rank.
    const fn rank(&self) -> u8 {
        match self {
            Self::File(_) => 0,
            Self::Variable(_) => 1,
            Self::Argument(_) => 2,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Argument(name) => f.write_str(name),
        }
    }
}

/// The configuration of this run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loaded {
    /// The settings.
    pub(crate) config: Config,
    /// Where those that are not defaults come from, by section and key.
    pub(crate) origins: BTreeMap<(&'static str, &'static str), Origin>,
    /// The file, if there is one.
    pub(crate) file: Option<PathBuf>,
}

impl Loaded {
    /// Was this setting given, rather than left to its default?
    pub(crate) fn is_given(&self, section: &'static str, key: &'static str) -> bool {
        self.origins.contains_key(&(section, key))
    }
}

/// Puts the configuration together.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub(crate) fn load(arguments: &Arguments, environment: &Environment) -> Result<Loaded, ConfigErrors> {
    let mut loaded = Loaded::default();
    let mut errors = Vec::new();
    loaded.file = arguments
        .file
        .clone()
        .or_else(|| environment.get(CONFIG_FILE).map(PathBuf::from))
        .or_else(|| {
            USUAL_FILES
                .map(PathBuf::from)
                .into_iter()
                .find(|path| path.is_file())
        });
    if let Some(path) = loaded.file.clone() {
        file::read(&path, &mut loaded, &mut errors);
    }
    take_environment(environment, &mut loaded, &mut errors);
    for (section, key, argument, text) in &arguments.settings {
        take(
            &mut loaded,
            (section, key),
            text,
            &Origin::Argument(argument),
            &mut errors,
        );
    }
    take_secrets(&mut loaded, &mut errors);
    check_together(&loaded.config, &mut errors);
    if errors.is_empty() {
        Ok(loaded)
    } else {
        Err(ConfigErrors(errors))
    }
}

fn take_environment(environment: &Environment, loaded: &mut Loaded, errors: &mut Vec<ConfigError>) {
    if let Some(url) = environment.get(DATABASE_URL) {
        let origin = Origin::Variable(DATABASE_URL.to_owned());
        take(loaded, ("database", "url"), url, &origin, errors);
    }
    for (name, key) in SOLVERS.into_iter().zip(["cvc5", "z3"]) {
        if let Some(program) = environment.get(name) {
            take(
                loaded,
                ("prover", key),
                program,
                &Origin::Variable(name.to_owned()),
                errors,
            );
        }
    }
    let mut known = Vec::new();
    let mut prefixes = Vec::new();
    for section in loaded.config.sections() {
        let keys = section.settings.iter().map(|setting| setting.key);
        known.extend(keys.map(|key| (section.name, key, variable(section.name, key))));
        prefixes.push(variable(section.name, ""));
    }
    for (name, text) in environment.iter() {
        if let Some((section, key, _)) = known.iter().find(|(_, _, variable)| variable == name) {
            let origin = Origin::Variable(name.to_owned());
            take(loaded, (section, key), text, &origin, errors);
        } else if let Some(prefix) = prefixes.iter().find(|prefix| name.starts_with(prefix.as_str())) {
            let near = known
                .iter()
                .filter(|(_, _, variable)| variable.starts_with(prefix.as_str()));
            errors.push(ConfigError::Variable {
                variable: name.to_owned(),
                known: listed(near.map(|(_, _, variable)| variable)),
            });
        }
    }
}

fn take(
    loaded: &mut Loaded,
    (section, key): (&str, &str),
    text: &str,
    origin: &Origin,
    errors: &mut Vec<ConfigError>,
) {
    for mut found in loaded
        .config
        .sections()
        .into_iter()
        .filter(|found| found.name == section)
    {
        for setting in found.settings.iter_mut().filter(|setting| setting.key == key) {
            if setting.slot.take_text(text) {
                loaded.origins.insert((found.name, setting.key), origin.clone());
                continue;
            }
            let given = if setting.slot.is_secret() {
                "what is there".to_owned()
            } else {
                format!("`{text}`")
            };
            errors.push(ConfigError::Value {
                place: format!("`{origin}`"),
                given,
                allowed: setting.slot.allowed(),
            });
        }
    }
}

/// Reads secrets from the files that are named for them. Of a secret and the name of its file, the stronger one counts.
fn take_secrets(loaded: &mut Loaded, errors: &mut Vec<ConfigError>) {
    let config = &mut loaded.config;
    let pairs: [(&'static str, [&'static str; 2], &mut Secret, &FilePath); 5] = [
        (
            "database",
            ["url", "url_file"],
            &mut config.database.url,
            &config.database.url_file,
        ),
        (
            "mail",
            ["smtp_url", "smtp_url_file"],
            &mut config.mail.smtp_url,
            &config.mail.smtp_url_file,
        ),
        (
            "staff",
            ["oidc_client_secret", "oidc_client_secret_file"],
            &mut config.staff.oidc_client_secret,
            &config.staff.oidc_client_secret_file,
        ),
        (
            "payments",
            ["stripe_secret_key", "stripe_secret_key_file"],
            &mut config.payments.stripe_secret_key,
            &config.payments.stripe_secret_key_file,
        ),
        (
            "payments",
            ["stripe_webhook_secret", "stripe_webhook_secret_file"],
            &mut config.payments.stripe_webhook_secret,
            &config.payments.stripe_webhook_secret_file,
        ),
    ];
    for (section, [key, file_key], secret, file) in pairs {
        let Some(path) = file.get() else { continue };
        if secret.get().is_some() {
            let rank = |key| loaded.origins.get(&(section, key)).map(Origin::rank);
            match rank(key).cmp(&rank(file_key)) {
                Ordering::Greater => continue,
                Ordering::Equal => {
                    errors.push(ConfigError::TwoSecrets { section, key });
                    continue;
                }
                Ordering::Less => {}
            }
        }
        match read_secret(path) {
            Ok(text) => secret.0 = text,
            Err(problem) => errors.push(ConfigError::Named {
                place: format!("{section}.{key}_file"),
                path: path.to_owned(),
                problem,
            }),
        }
    }
}

fn read_secret(path: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = text.trim();
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    Ok(text.to_owned())
}

/// What one setting demands of another.
fn check_together(config: &Config, errors: &mut Vec<ConfigError>) {
    if config.mail.transport == MailKind::Smtp && config.mail.smtp_url.get().is_none() {
        errors.push(ConfigError::Together(
            "`mail.transport` is \"smtp\", but no mail server is named; set `mail.smtp_url_file` or `mail.smtp_url`"
                .to_owned(),
        ));
    }
    check_surface(&config.server, errors);
    check_staff(config, errors);
    check_payments(config, errors);
    if config.data.folder.get().is_none() {
        errors.push(ConfigError::Together(
            "`data.folder` is empty; name the folder in which the program keeps its data".to_owned(),
        ));
    }
    if let Some(url) = config.database.url.get()
        && !(url.starts_with("postgres://") || url.starts_with("postgresql://"))
    {
        errors.push(ConfigError::Together(
            "`database.url` is no address of a PostgreSQL server; write it like postgres://user:password@host/database"
                .to_owned(),
        ));
    }
}

/// Is there a way in for staff, and does it have what it needs?
fn check_staff(config: &Config, errors: &mut Vec<ConfigError>) {
    let (staff, server) = (&config.staff, &config.server);
    let mut need = |fine: bool, words: &str| {
        if !fine {
            errors.push(ConfigError::Together(words.to_owned()));
        }
    };
    let has_provider = !staff.oidc_issuer.0.is_empty();
    need(
        staff.password || has_provider,
        "`staff.password` is false, and no provider is named, so that no staff could sign in; set `staff.oidc_issuer`, or take passwords",
    );
    need(
        !(has_provider && server.site_url.0.is_empty() && server.trade_origin.0.is_empty()),
        "`staff.oidc_issuer` sends staff away and has to send them back; set `server.site_url`",
    );
    match staff.provider() {
        Ok(_) => {}
        Err(error) => need(
            false,
            &format!("`staff.oidc_issuer` and `staff.oidc_client_id`: {error}"),
        ),
    }
}

/// Does whoever takes buyers' money have what it needs?
fn check_payments(config: &Config, errors: &mut Vec<ConfigError>) {
    if config.payments.provider != Provider::Stripe {
        return;
    }
    if let Err(error) = config.payments.stripe("Pasar").check() {
        errors.push(ConfigError::Together(format!(
            "`payments.provider` is \"stripe\": {error}; set `payments.stripe_secret_key_file` and `payments.stripe_webhook_secret_file`"
        )));
    }
    if config.server.site_url.0.is_empty() && config.server.trade_origin.0.is_empty() {
        errors.push(ConfigError::Together(
            "`payments.provider` is \"stripe\", which sends buyers away and has to send them back; set `server.site_url`".to_owned(),
        ));
    }
}

/// Does what is served have the addresses that it needs?
fn check_surface(server: &ServerSettings, errors: &mut Vec<ConfigError>) {
    let (feed, trade) = (&server.feed_origin.0, &server.trade_origin.0);
    if server.surface == Served::Feed && trade.is_empty() {
        errors.push(ConfigError::Together(
            "`server.surface` is \"feed\", where nothing is sold; set `server.trade_origin`, so that goods lead to where they are"
                .to_owned(),
        ));
    }
    if !feed.is_empty() && feed == trade {
        errors.push(ConfigError::Together(
            "`server.feed_origin` and `server.trade_origin` are the same; give each surface an address of its own, or serve \"both\""
                .to_owned(),
        ));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    fn of_file(text: &str, environment: &Environment) -> Result<Loaded, String> {
        let file = file(text);
        let arguments = Arguments {
            file: Some(file.path().to_owned()),
            ..Arguments::default()
        };
        load(&arguments, environment).map_err(|errors| errors.to_string())
    }

    #[test]
    fn an_argument_wins_over_a_variable_over_the_file_over_the_default() {
        let text = "[server]\nport = 1001\naddress = \"0.0.0.0\"\nthreads = 3";
        let file = file(text);
        let arguments = Arguments {
            file: Some(file.path().to_owned()),
            settings: vec![("server", "port", "--port", "1003".to_owned())],
        };
        let environment = Environment::from([("PASAR_SERVER_PORT", "1002"), ("PASAR_SERVER_ADDRESS", "::1")]);
        let loaded = load(&arguments, &environment).unwrap();
        assert_eq!(loaded.config.server.port.0, 1003);
        assert_eq!(loaded.config.server.address.to_string(), "::1");
        assert_eq!(loaded.config.server.threads.0, 3);
        assert_eq!(loaded.config.postgres.buffers_mib.0, 128);
        assert!(loaded.is_given("server", "threads") && !loaded.is_given("postgres", "buffers_mib"));
    }

    #[test]
    fn our_own_variable_wins_over_the_common_one() {
        let environment = Environment::from([
            ("DATABASE_URL", "postgres://common/db"),
            ("PASAR_DATABASE_URL", "postgres://ours/db"),
        ]);
        let loaded = load(&Arguments::default(), &environment).unwrap();
        assert_eq!(loaded.config.database.url.get(), Some("postgres://ours/db"));
    }

    #[test]
    fn everything_wrong_is_said_at_once_with_place_and_remedy() {
        let environment = Environment::from([("PASAR_SERVER_PROT", "1"), ("PASAR_LOG_LEVEL", "loud")]);
        let errors = of_file(
            "port = 1\n[sever]\nport = 1\n[server]\nprot = 1\nport = \"x\"\nthreads = 9999\n[mail]\ntransport = \"smtp\"",
            &environment,
        )
        .unwrap_err();
        for expected in [
            "there is no section `[port]`",
            "there is no section `[sever]`; there are `[server]`, `[data]`",
            "has no key `prot`; it has `address`, `port`",
            "server.port: `\"x\"` will not do; write a whole number from 0 to 65535",
            "server.threads: `9999` will not do",
            "variable `PASAR_SERVER_PROT` is not known; for this section there are `PASAR_SERVER_ADDRESS`",
            "`PASAR_LOG_LEVEL`: `loud` will not do; write error, warn",
            "no mail server is named; set `mail.smtp_url_file`",
        ] {
            assert!(errors.contains(expected), "`{expected}` is missing in:\n{errors}");
        }
    }

    #[test]
    fn a_file_that_is_no_toml_is_refused_with_its_line() {
        let errors = of_file("[server]\nport = = 3", &Environment::default()).unwrap_err();
        assert!(errors.contains("line 2"), "{errors}");
    }

    #[test]
    fn a_secret_comes_from_its_file_and_from_nowhere_else_then() {
        let secret = file("postgres://user:hush@host/db\n");
        let path = secret.path().display();
        let loaded = of_file(
            &format!("[database]\nurl_file = \"{path}\""),
            &Environment::default(),
        )
        .unwrap();
        assert_eq!(
            loaded.config.database.url.get(),
            Some("postgres://user:hush@host/db")
        );
        assert!(!format!("{:?}", loaded.config).contains("hush"));
        let errors = of_file(
            &format!("[database]\nurl_file = \"{path}\"\nurl = \"postgres://x/y\""),
            &Environment::default(),
        );
        assert!(errors.unwrap_err().contains("set one of them"));
        let environment = Environment::from([("DATABASE_URL", "postgres://stronger/db")]);
        let loaded = of_file(&format!("[database]\nurl_file = \"{path}\""), &environment).unwrap();
        assert_eq!(loaded.config.database.url.get(), Some("postgres://stronger/db"));
        let errors = of_file("[database]\nurl_file = \"nowhere\"", &Environment::default()).unwrap_err();
        assert!(errors.contains("which `database.url_file` names"), "{errors}");
    }

    #[test]
    fn stripe_needs_keys_and_an_address_to_come_back_to() {
        let errors = of_file("[payments]\nprovider = \"stripe\"", &Environment::default()).unwrap_err();
        assert!(errors.contains("secret key of your account"), "{errors}");
        assert!(errors.contains("set `server.site_url`"), "{errors}");
        let (key, webhook) = (file("sk_test_hush\n"), file("whsec_hush\nwhsec_other\n"));
        let text = format!(
            "[server]\nsite_url = \"https://pasar.example\"\n[payments]\nprovider = \"stripe\"\nstripe_secret_key_file = \"{}\"\n\
             stripe_webhook_secret_file = \"{}\"",
            key.path().display(),
            webhook.path().display()
        );
        let loaded = of_file(&text, &Environment::default()).unwrap();
        let stripe = loaded.config.payments.stripe("pasar.example");
        assert_eq!(stripe.secret_key, "sk_test_hush");
        assert_eq!(stripe.webhook_secrets.split_whitespace().count(), 2);
        assert!(!format!("{:?}{stripe:?}", loaded.config).contains("hush"));
        let far = text + "\nstripe_address = \"http://stripe.example\"";
        let errors = of_file(&far, &Environment::default()).unwrap_err();
        assert!(
            errors.contains("`http://stripe.example` is no address of Stripe"),
            "{errors}"
        );
    }

    #[test]
    fn a_relative_path_is_relative_to_what_says_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pasar.toml");
        std::fs::write(&path, "[data]\nfolder = \"data\"\n[markets]\nfolder = \"\"").unwrap();
        let arguments = Arguments {
            file: Some(path),
            ..Arguments::default()
        };
        let environment = Environment::from([("PASAR_MAIL_FOLDER", "letters")]);
        let config = load(&arguments, &environment).unwrap().config;
        assert_eq!(config.data.folder.0, folder.path().join("data"));
        assert_eq!(config.mail.folder.0, Path::new("letters"));
        assert_eq!(config.markets.folder.get(), None);
    }
}
