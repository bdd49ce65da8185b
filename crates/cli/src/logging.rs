//! Where log lines go: the standard error output, for people or as JSON.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::EnvFilter;

use crate::config::{Loaded, LogFormat};

/// How much a command says about its work when nobody has configured it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// It serves: its log is read.
    Full,
    /// Somebody waits for its result: only what is wrong.
    Calm,
}

/// Begins to log.
pub(crate) fn start(loaded: &Loaded, voice: Voice) {
    let level = if voice == Voice::Calm && !loaded.is_given("log", "level") {
        // The migration tool would warn that it finds nothing to do.
        "warn,sqlx=error"
    } else {
        loaded.config.log.level.0.as_str()
    };
    let lines = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(EnvFilter::new(level));
    match loaded.config.log.format {
        LogFormat::Human => lines.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => {
            lines.json().flatten_event(true).init();
            // Whoever collects the lines must not meet one that is none.
            std::panic::set_hook(Box::new(|panic| {
                let place = panic.location().map(ToString::to_string).unwrap_or_default();
                tracing::error!(
                    panic.place = place,
                    panic.message = panic.payload_as_str().unwrap_or_default(),
                    "a panic"
                );
            }));
        }
    }
}
