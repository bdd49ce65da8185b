//! Serving: the web server and the workers, side by side until told to stop.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use pasar_reader::Reader;
use pasar_service::Context;
use pasar_service::charter::{SolverSeat, learn};
use pasar_service::refusal::flush;
use pasar_web::app::{AppParts, router};
use pasar_web::site::Site;
use pasar_worker::{Mailer, Worker};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, ProverSettings, Served, ServerSettings};
use crate::program::{Program, is_outdated, let_sandbox_tell, mail_config, rebuild};
use crate::signals::Stop;
use crate::{demo_mark, progress};

/// Pause before an index is tried again that could not be built.
const INDEX_AGAIN: Duration = Duration::from_secs(30);

/// Pause before a process without workers looks for new charters again.
const CHARTERS_EVERY: Duration = Duration::from_secs(20);

/// What to run.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The socket that requests come in by; none: only work.
    pub(crate) listener: Option<TcpListener>,
    /// Run the workers?
    pub(crate) work: bool,
}

/// The contexts of all markets, with the program that reads pictures of documents where it is on this machine.
async fn reading(program: &Program) -> Vec<Context> {
    let named = program.config.identity.tesseract.get().map(Path::to_owned);
    match Reader::find(named).await {
        Ok(reader) => {
            let reader = Arc::new(reader);
            let contexts = program.contexts.iter();
            contexts
                .map(|ctx| ctx.reading_with(Arc::clone(&reader)))
                .collect()
        }
        Err(missing) => {
            tracing::info!(%missing, "photos of documents are not read; sellers type");
            program.contexts.clone()
        }
    }
}

/// Listens where the configuration says.
pub(crate) async fn bind(config: &Config) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(config.server.address, port(config));
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) => bail!(why_not(address, &error)),
    }
}

/// The configured port.
pub(crate) fn port(config: &Config) -> u16 {
    u16::try_from(config.server.port.0).unwrap_or_default()
}

/// Why a program cannot listen there, and what to do.
pub(crate) fn why_not(address: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "another program listens on {address}; stop it, or choose another port with `--port`, or 0 for any that is free"
        ),
        io::ErrorKind::PermissionDenied => format!(
            "this user may not listen on {address}; choose a port from 1024 up, and let a proxy take the one below"
        ),
        io::ErrorKind::AddrNotAvailable => {
            format!(
                "this machine has no address {}; see `server.address`",
                address.ip()
            )
        }
        _ => format!("cannot listen on {address}: {error}"),
    }
}

/// Where a person at this machine reaches the listener.
pub(crate) fn local_url(listener: &TcpListener) -> io::Result<String> {
    let mut address = listener.local_addr()?;
    if address.ip().is_unspecified() {
        address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    Ok(format!("http://{address}"))
}

/// Serves, works, or both, until told to stop; then lets what has begun come to an end, for a while.
pub(crate) async fn run(program: &Program, plan: Plan, stop: &Stop) -> anyhow::Result<()> {
    let config = &program.config;
    let local = plan.listener.as_ref().map(local_url).transpose()?;
    if let Some(local) = local.as_ref().filter(|_| config.server.surface != Served::Feed) {
        let_sandbox_tell(&program.contexts, local);
    }
    let mut tasks: JoinSet<anyhow::Result<()>> = JoinSet::new();
    if let Some(listener) = plan.listener {
        // The feed reads what the trade surface writes, the index too.
        let kept = program
            .contexts
            .iter()
            .filter(|_| config.server.surface != Served::Feed);
        for ctx in kept.cloned() {
            tasks.spawn(keep_index(ctx, stop.asked.clone()));
        }
        let app = router(AppParts {
            site: site(program)?,
            contexts: reading(program).await,
            trust_forwarded: config.server.trust_forwarded,
            solvers: solvers(&config.prover),
        });
        let serving = pasar_web::serve::serve(listener, app, stop.asked.clone());
        tasks.spawn(async move {
            serving.await;
            Ok(())
        });
    }
    if plan.work {
        let site_url = local
            .filter(|_| !program.knows_its_address())
            .unwrap_or_else(|| program.site_url());
        let mail = mail_config(config, &site_url);
        for ctx in &program.contexts {
            let worker = Worker::new(ctx.clone(), Mailer::new(&mail)?);
            let stop = stop.asked.clone();
            tasks.spawn(async move {
                Box::pin(worker.run(stop)).await;
                Ok(())
            });
        }
    }
    if !plan.work {
        // The workers do this beside their work; a process without them has to know new charters, too.
        for ctx in program.contexts.iter().cloned() {
            tasks.spawn(keep_charters(ctx, stop.asked.clone()));
        }
    }
    let failed = until_asked(&mut tasks, stop).await;
    stop.asked.cancel();
    let patience = Duration::from_secs(config.server.stop_seconds.0.into());
    tokio::select! {
        () = async { while tasks.join_next().await.is_some() {} } => {}
        () = tokio::time::sleep(patience) => {
            tracing::warn!(seconds = patience.as_secs(), "requests were still in progress at the end");
        }
        () = stop.urged.cancelled() => {}
    }
    tasks.shutdown().await;
    failed
}

/// Learns of charters that were adopted elsewhere, and writes down how often this process refused something.
async fn keep_charters(ctx: Context, stop: CancellationToken) -> anyhow::Result<()> {
    while !stop.is_cancelled() {
        if let Err(error) = learn(&ctx).await {
            tracing::warn!(market = %ctx.market().code, %error, "charters could not be read");
        }
        if let Err(error) = flush(&ctx).await {
            tracing::warn!(market = %ctx.market().code, %error, "refusals could not be counted");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(CHARTERS_EVERY) => {}
        }
    }
    Ok(())
}

/// Waits until somebody asks to stop, or something that should go on fails.
async fn until_asked(tasks: &mut JoinSet<anyhow::Result<()>>, stop: &Stop) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            () = stop.asked.cancelled() => return Ok(()),
            Some(ended) = tasks.join_next() => ended.context("a part of the program broke off")??,
        }
    }
}

/// Builds the market's index when it cannot be used, and tries again later when that fails.
async fn keep_index(ctx: Context, stop: CancellationToken) -> anyhow::Result<()> {
    loop {
        let Err(error) = build_outdated(&ctx).await else {
            return Ok(());
        };
        tracing::error!(market = %ctx.market().code, %error, "the search index could not be built");
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(INDEX_AGAIN) => {}
        }
    }
}

async fn build_outdated(ctx: &Context) -> anyhow::Result<()> {
    let Some(why) = is_outdated(ctx)? else {
        return Ok(());
    };
    let market = &ctx.market().code;
    tracing::info!(%market, why, "the search index is built anew");
    let listings = rebuild(ctx, &progress::hidden()).await?;
    tracing::info!(%market, listings, "the search index is in use");
    Ok(())
}

/// The solvers of the configuration, which are looked for when somebody proposes a charter.
fn solvers(prover: &ProverSettings) -> SolverSeat {
    let path = |setting: Option<&Path>| setting.map(Path::to_owned);
    SolverSeat::new(path(prover.cvc5.get()), path(prover.z3.get()))
}

/// Where people reach what is served here, and where they reach the other surface; each empty when that is not known.
fn origins(server: &ServerSettings) -> (&str, &str) {
    let (feed, trade) = (server.feed_origin.0.as_str(), server.trade_origin.0.as_str());
    let (own, other) = match server.surface {
        Served::Feed => (feed, trade),
        Served::Trade => (trade, feed),
        Served::Both => ("", ""),
    };
    let own = if own.is_empty() { &server.site_url.0 } else { own };
    (own, other)
}

/// What the web side knows before any request.
fn site(program: &Program) -> anyhow::Result<Site> {
    let config = &program.config;
    let markets = program.contexts.iter().map(|ctx| Arc::new(ctx.market().clone()));
    let mut attributions = BTreeMap::new();
    let demos = demo_mark::read(&config.data.folder.0)?;
    if !demos.is_empty() && !config.server.address.is_loopback() {
        tracing::warn!(
            "strangers can reach the demo, whose passwords everybody knows, those of staff among them"
        );
    }
    for market in demos {
        if let Some(attribution) = program.source.attribution(&market)? {
            attributions.insert(market, attribution);
        }
    }
    let surface = config.server.surface.surface();
    let (own, other) = origins(&config.server);
    Ok(Site {
        markets: markets.collect(),
        surface,
        other_origin: other.to_owned(),
        base_url: own.to_owned(),
        security_contact: config.server.security_contact.0.clone(),
        https_only: config.server.https_only,
        attributions,
        payment_origins: BTreeSet::new(),
        promises: BTreeMap::new(),
    })
}
