//! The yardstick: a greeting from the framework that Pasar uses, in a process of its own. What a request of ours costs beyond this is
//! ours.

use std::io::{Read as _, Write as _};

use anyhow::Context as _;
use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;

/// Where the greeting is.
pub(crate) const PATH: &str = "/hello";
/// What it says.
pub(crate) const GREETING: &str = "Hello, World!";

/// Serves the greeting on a port of its choice, which it prints, until the standard input ends: with whoever started it.
pub(crate) fn serve() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot listen")?;
        println!("http://{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        let router = Router::new().route(PATH, get(async || GREETING));
        let input_ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
        let stopping = async {
            let _ = input_ended.await;
        };
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served.context("the server failed"),
            () = stopping => Ok(()),
        }
    })
}
