//! `pasar demo`

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use pasar_service::Context;
use pasar_service::demo::seed::{SeedProgress, seed};
use pasar_service::demo::{DemoRole, who_signs_in};
use tokio::net::TcpListener;

use super::serve::listen_at;
use super::{begin, runtime};
use crate::config::{Arguments, Config};
use crate::logging::Voice;
use crate::program::{Program, Wanted, is_outdated, rebuild};
use crate::serving::{Plan, local_url, port, run, why_not};
use crate::{demo_mark, progress, say, signals};

/// How many ports are tried when the wanted one is taken.
const PORTS: u16 = 100;

/// Fill an empty data folder with a real catalogue and serve it.
///
/// The first start loads every market's demo: its shops, products and reviews. That takes some seconds; the next start takes one.
/// Everything works, and no money moves: the bank is a sandbox, and letters go to the folder `mail` in the data folder. Delete the data
/// folder, and the demo is gone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pasar demo\n  pasar demo --data /tmp/market --port 8080")]
pub(crate) struct Demo {
    /// The port; the next free one is taken if it is in use
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The network address to listen on, such as 0.0.0.0 for every network
    #[arg(long, value_name = "ADDRESS")]
    address: Option<IpAddr>,
}

impl Demo {
    pub(crate) fn run(self, mut arguments: Arguments) -> anyhow::Result<ExitCode> {
        listen_at(&mut arguments, self.port, self.address);
        let mut loaded = begin(&arguments, Voice::Calm)?;
        runtime(&loaded)?.block_on(async {
            let stop = signals::listen()?;
            let listener = bind_near(&loaded.config).await?;
            let url = local_url(&listener)?;
            // What needs whole addresses (the sitemap, data for search engines) is to be seen in the demo, too.
            if loaded.config.server.site_url.0.is_empty() {
                loaded.config.server.site_url.0.clone_from(&url);
            }
            let ready = async {
                let starting = progress::spinner("starting the database");
                let program = Program::open(&loaded, Wanted::Own).await;
                starting.finish_and_clear();
                program
            };
            let program = tokio::select! {
                program = ready => program?,
                () = stop.asked.cancelled() => return Ok(ExitCode::SUCCESS),
            };
            let filled = tokio::select! {
                filled = fill(&program) => filled.map(|()| true),
                () = stop.asked.cancelled() => {
                    say::note("stopped; the next start goes on from here");
                    Ok(false)
                }
            };
            let served = match filled {
                Ok(true) => {
                    say::result(welcome(&program, &url));
                    let plan = Plan {
                        listener: Some(listener),
                        work: true,
                    };
                    run(&program, plan, &stop).await
                }
                Ok(false) => Ok(()),
                Err(error) => Err(error),
            };
            program.close().await?;
            served.map(|()| ExitCode::SUCCESS)
        })
    }
}

/// Listens at the configured port, or at the next one that is free.
async fn bind_near(config: &Config) -> anyhow::Result<TcpListener> {
    let first = port(config);
    for port in first..=first.saturating_add(PORTS) {
        let address = SocketAddr::new(config.server.address, port);
        match TcpListener::bind(address).await {
            Ok(listener) => {
                if port != first {
                    say::note(format_args!("port {first} is in use; taking {port}"));
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => bail!(why_not(address, &error)),
        }
    }
    bail!("the ports from {first} on are in use; choose another with `--port`")
}

/// Loads what the markets' demos lack, and builds the indexes that cannot be used.
async fn fill(program: &Program) -> anyhow::Result<()> {
    let folder = &program.config.data.folder.0;
    let known = demo_mark::read(folder)?;
    let room = Room::new(folder.join("demo-files"));
    for ctx in &program.contexts {
        let market = ctx.market().code.as_str();
        if known.iter().any(|known| known == market) && !is_empty(ctx).await? {
            continue;
        }
        let demo = program.source.demo(market, &room.0);
        let Some(demo) =
            demo.with_context(|| format!("cannot unpack the demo into `{}`", room.0.display()))?
        else {
            continue;
        };
        let name = ctx.market().name.get(ctx.market().default_language());
        let bar = progress::bar(&format!("{name}: loading products"), 0);
        let told = bar.clone();
        let seeded = seed(ctx, &demo, move |SeedProgress { done, total }| {
            told.set_length(u64::try_from(total).unwrap_or(0));
            told.set_position(u64::try_from(done).unwrap_or(0));
        });
        let seeded = seeded.await?;
        bar.finish_and_clear();
        let bar = progress::bar(&format!("{name}: building the search index"), 0);
        let listings = rebuild(ctx, &bar).await?;
        say::note(format_args!(
            "{name}: {} shops, {} products, {listings} of them to be found, {} reviews",
            seeded.shops, seeded.products, seeded.reviews
        ));
        demo_mark::add(folder, market)?;
    }
    for ctx in &program.contexts {
        if is_outdated(ctx)?.is_some() {
            let name = ctx.market().name.get(ctx.market().default_language());
            let bar = progress::bar(&format!("{name}: building the search index"), 0);
            rebuild(ctx, &bar).await?;
        }
    }
    Ok(())
}

/// Has the database lost what the mark remembers?
async fn is_empty(ctx: &Context) -> anyhow::Result<bool> {
    let mut conn = ctx.home().read().await?;
    Ok(pasar_store::listing::count(&mut conn).await? == 0)
}

/// A folder for unpacked files, gone in the end.
struct Room(PathBuf);

impl Room {
    fn new(folder: PathBuf) -> Self {
        Self(folder)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn welcome(program: &Program, url: &str) -> String {
    let mut text = format!("\nPasar is at {url}\n");
    for ctx in &program.contexts {
        let market = ctx.market();
        let name = market.name.get(market.default_language());
        text.push_str(&format!("  {name:<18} {url}/{}\n", market.code));
    }
    text.push_str("\nSign in as\n");
    for person in who_signs_in() {
        let (who, page) = match person.role {
            DemoRole::Buyer => ("a buyer", "sign-in"),
            DemoRole::Seller => ("a seller", "sign-in"),
            DemoRole::Staff => ("staff", "staff/sign-in"),
        };
        let market = program.contexts.first().map(|ctx| ctx.market().code);
        let market = market.map_or_else(String::new, |code| code.to_string());
        text.push_str(&format!(
            "  {who:<18} {:<20} {:<20} {url}/{market}/{page}\n",
            person.email, person.password
        ));
    }
    text.push_str(&format!(
        "\nAll data are in {}. Ctrl-C stops it.",
        program.config.data.folder.0.display()
    ));
    text
}
