//! Work behind the scenes of one market: jobs, letters, the search index, and sweeps that find what stopped on its way.
//!
//! ```no_run
//! # async fn serve(ctx: pasar_service::Context, mail: &pasar_worker::MailConfig) -> Result<(), pasar_worker::MailError> {
//! use pasar_worker::{Mailer, Worker};
//! use tokio_util::sync::CancellationToken;
//!
//! let stop = CancellationToken::new();
//! let worker = Worker::new(ctx, Mailer::new(mail)?);
//! tokio::spawn(worker.run(stop.clone()));
//! // ... until Ctrl-C
//! stop.cancel();
//! # Ok(())
//! # }
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod jobs;
mod letter;
mod mail;
mod pace;
mod runner;
mod worker;

pub use mail::{MailConfig, MailError, MailTransport, Mailer};
pub use worker::Worker;
