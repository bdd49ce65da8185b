//! `pasar serve`

use std::net::IpAddr;
use std::process::ExitCode;

use super::{begin, runtime};
use crate::config::{Arguments, Served};
use crate::logging::Voice;
use crate::program::{Program, Wanted};
use crate::serving::{Plan, bind, local_url, run};
use crate::{say, signals};

/// Serve the markets and do their work.
///
/// Starts the private database (or connects to DATABASE_URL), brings its schemas up to date, and answers requests until Ctrl-C or
/// SIGTERM; then requests in progress may finish. A search index that is missing or was made by another version is built anew
/// meanwhile; /readyz says when everything is there.
///
/// With `--surface feed` it serves only what leads to goods, beside a process that serves the trade surface from the same data; it uses
/// that process's database and leaves the work to it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar serve\n  pasar serve --data /var/lib/pasar --port 8080\n  DATABASE_URL=postgres://pasar@db/pasar \
                        pasar serve --address 0.0.0.0\n  pasar serve --surface trade & pasar serve --surface feed --port 4401"
)]
pub(crate) struct Serve {
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The network address to listen on, such as 0.0.0.0 for every network
    #[arg(long, value_name = "ADDRESS")]
    address: Option<IpAddr>,
    /// What to serve: everything at one address, or one of two surfaces at addresses of their own
    #[arg(long, value_name = "SURFACE", value_parser = ["feed", "trade", "both"])]
    surface: Option<String>,
    /// Leave the work behind the scenes to a `pasar work` beside this
    #[arg(long)]
    no_work: bool,
}

impl Serve {
    pub(crate) fn run(self, mut arguments: Arguments) -> anyhow::Result<ExitCode> {
        listen_at(&mut arguments, self.port, self.address);
        if let Some(surface) = self.surface {
            arguments.set("server", "surface", "--surface", surface);
        }
        let loaded = begin(&arguments, Voice::Full)?;
        // The feed changes nothing: everything that there is to do comes from the trade surface, and is done beside it.
        let is_feed = loaded.config.server.surface == Served::Feed;
        let wanted = if is_feed { Wanted::Visit } else { Wanted::Own };
        runtime(&loaded)?.block_on(async {
            let stop = signals::listen()?;
            // First of all, so that a wrong port is said at once. Whoever comes early waits.
            let listener = bind(&loaded.config).await?;
            let url = local_url(&listener)?;
            let program = tokio::select! {
                program = Program::open(&loaded, wanted) => program?,
                () = stop.asked.cancelled() => return Ok(ExitCode::SUCCESS),
            };
            say::result(format_args!("Pasar is at {url}"));
            let plan = Plan {
                listener: Some(listener),
                work: !self.no_work && !is_feed,
            };
            let served = run(&program, plan, &stop).await;
            program.close().await?;
            served.map(|()| ExitCode::SUCCESS)
        })
    }
}

/// Adds what was said about where to listen.
pub(super) fn listen_at(arguments: &mut Arguments, port: Option<u16>, address: Option<IpAddr>) {
    if let Some(port) = port {
        arguments.set("server", "port", "--port", port.to_string());
    }
    if let Some(address) = address {
        arguments.set("server", "address", "--address", address.to_string());
    }
}
