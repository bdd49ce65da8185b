//! Everything that a command works with: markets, database, search indexes, files, bank.

mod database;
mod index;
mod keys;
mod markets;
mod payments;

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use pasar_domain::market::Market;
use pasar_search::{Index, IndexConfig};
use pasar_service::charter::{establish, learn};
use pasar_service::passkey::RelyingParty;
use pasar_service::rulebook::Rulebook;
use pasar_service::staff::StaffDoor;
use pasar_service::{Clock, Context, ContextParts, SystemChance, SystemClock};
use pasar_store::{CellName, Store};
use pasar_worker::{MailConfig, MailTransport};

pub(crate) use database::{Database, Wanted, cluster_folder, programs};
pub(crate) use index::{is_outdated, rebuild};
pub(crate) use keys::{KeyFile, add_key, keys_file, look_at};
pub(crate) use markets::Source;
pub(crate) use payments::{check_money, let_sandbox_tell};

use crate::config::{Config, Loaded, MailKind, Wish};
use crate::say::misuse;

/// How long the end may wait for connections that somebody still uses.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

/// The program, open.
#[derive(Debug)]
pub(crate) struct Program {
    /// The settings.
    pub(crate) config: Config,
    /// Where the markets come from.
    pub(crate) source: Source,
    /// One context for each market, in the order in which they are offered.
    pub(crate) contexts: Vec<Context>,
    store: Store,
    database: Database,
}

impl Program {
    /// Opens everything; brings the database's schemas up to date.
    pub(crate) async fn open(loaded: &Loaded, wanted: Wanted) -> anyhow::Result<Self> {
        let config = loaded.config.clone();
        let source = Source::of(&config);
        let markets = source.served(&config)?;
        check_money(&config, &markets)?;
        if wanted == Wanted::Own {
            // PostgreSQL's user has to pass through it; nobody else needs to look around.
            make_folder(&config.data.folder.0, 0o711)?;
        }
        let database = Database::open(&config, wanted).await?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let codes: Vec<&str> = markets.iter().map(|market| market.code.as_str()).collect();
        let store = Store::open(&database.store_config(), &codes, clock.now())
            .await
            .context("the database could not be opened")?;
        let objects = objects(&config)?;
        let identity_keys = keys::open(&config, &store).await?;
        let site_url = site_url(&config);
        let staff_door = staff_door(&config)?;
        let relying_party = relying_party(&config);
        let mut contexts = Vec::new();
        for market in markets {
            let home = CellName::first_of(market.code.as_str())?;
            let home = store
                .cell(&home)
                .with_context(|| format!("the directory does not name `{home}` as the home of its market"))?;
            let of_market = (&store, home, &market);
            let payments = payments::provider(&config, of_market, &site_url, &clock)?;
            let ctx = Context::new(ContextParts {
                rulebook: Rulebook::default(),
                index: Arc::new(open_index(&config, &market)?),
                store: store.clone(),
                home: home.clone(),
                objects: Arc::clone(&objects),
                payments,
                identity_keys: Arc::clone(&identity_keys),
                clock: Arc::clone(&clock),
                chance: Arc::new(SystemChance),
                market,
            });
            let ctx = ctx
                .with_staff_door(staff_door.clone())
                .with_relying_party(relying_party.clone());
            establish(&ctx).await?;
            learn(&ctx).await?;
            contexts.push(ctx);
        }
        Ok(Self {
            config,
            source,
            contexts,
            store,
            database,
        })
    }

    /// The context of a market.
    pub(crate) fn market(&self, code: &str) -> anyhow::Result<&Context> {
        let found = self
            .contexts
            .iter()
            .find(|ctx| ctx.market().code.as_str() == code);
        found.ok_or_else(|| {
            let codes = self.contexts.iter().map(|ctx| ctx.market().code.to_string());
            let codes: Vec<String> = codes.collect();
            misuse(format!(
                "there is no market `{code}`; there are {}",
                codes.join(", ")
            ))
        })
    }

    /// The context of a market, or those of all markets.
    pub(crate) fn markets(&self, code: Option<&str>) -> anyhow::Result<Vec<&Context>> {
        match code {
            Some(code) => Ok(vec![self.market(code)?]),
            None => Ok(self.contexts.iter().collect()),
        }
    }

    /// Does the configuration tell where people reach the site?
    pub(crate) fn knows_its_address(&self) -> bool {
        let server = &self.config.server;
        !server.site_url.0.is_empty() || !server.trade_origin.0.is_empty()
    }

    /// Where people reach the site, as far as the configuration tells: the trade surface, for letters lead to orders and desks.
    pub(crate) fn site_url(&self) -> String {
        site_url(&self.config)
    }

    /// Closes everything in order.
    pub(crate) async fn close(self) -> anyhow::Result<()> {
        if tokio::time::timeout(CLOSE_WITHIN, self.store.close())
            .await
            .is_err()
        {
            tracing::warn!("connections to the database were still in use at the end");
        }
        self.database.stop().await
    }
}

/// Where people reach the trade surface, as far as the configuration tells.
fn site_url(config: &Config) -> String {
    let server = &config.server;
    let known = [&server.trade_origin.0, &server.site_url.0];
    match known.into_iter().find(|known| !known.is_empty()) {
        Some(known) => known.clone(),
        None => format!("http://localhost:{}", server.port.0),
    }
}

/// The site as devices know it: on the trade surface, where people sign in. An address to which no passkey can be bound is none.
fn relying_party(config: &Config) -> Option<Arc<RelyingParty>> {
    RelyingParty::new(&site_url(config)).ok().map(Arc::new)
}

/// How staff come in.
fn staff_door(config: &Config) -> anyhow::Result<StaffDoor> {
    let staff = &config.staff;
    Ok(StaffDoor {
        wants_factor: staff.second_factor == Wish::Required,
        takes_passwords: staff.password,
        oidc: staff.provider()?.map(Arc::new),
    })
}

/// Makes a folder with these permissions, unless it is there.
fn make_folder(folder: &Path, mode: u32) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(mode);
    builder.create(folder).with_context(|| {
        format!(
            "cannot make the folder `{}`; choose another place with `--data DIR`",
            folder.display()
        )
    })
}

fn objects(config: &Config) -> anyhow::Result<Arc<dyn ObjectStore>> {
    let folder = config.data.folder.0.join("objects");
    make_folder(&folder, 0o700)?;
    let objects = LocalFileSystem::new_with_prefix(&folder)
        .with_context(|| format!("cannot use the folder `{}`", folder.display()))?;
    // What the database says is there must be there after a power failure, too.
    Ok(Arc::new(objects.with_fsync(true)))
}

/// The folder of a market's search index.
pub(crate) fn index_folder(config: &Config, market: &Market) -> PathBuf {
    config.data.folder.0.join("search").join(market.code.as_str())
}

/// Opens a market's search index, usable or not.
pub(crate) fn open_index(config: &Config, market: &Market) -> anyhow::Result<Index> {
    let languages = market.languages.iter().map(|language| language.as_str());
    Ok(Index::open(
        index_folder(config, market),
        &IndexConfig::new(languages),
    )?)
}

/// What the post office must know.
pub(crate) fn mail_config(config: &Config, site_url: &str) -> MailConfig {
    let transport = match config.mail.transport {
        MailKind::Folder => {
            let folder = config.mail.folder.get().map(Path::to_owned);
            MailTransport::Folder(folder.unwrap_or_else(|| config.data.folder.0.join("mail")))
        }
        MailKind::Smtp => MailTransport::Smtp {
            url: config.mail.smtp_url.get().unwrap_or_default().to_owned(),
        },
    };
    MailConfig {
        from: config.mail.from.0.clone(),
        site_url: site_url.to_owned(),
        transport,
    }
}
