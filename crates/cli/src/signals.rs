//! Being told to stop.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Two tokens that signals cancel: Ctrl-C and SIGTERM ask to stop; asked once more, the program does not wait for anything.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    /// Begin to stop.
    pub(crate) asked: CancellationToken,
    /// Stop without waiting.
    pub(crate) urged: CancellationToken,
}

/// Begins to listen for signals.
pub(crate) fn listen() -> io::Result<Stop> {
    let stop = Stop {
        asked: CancellationToken::new(),
        urged: CancellationToken::new(),
    };
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let told = stop.clone();
    tokio::spawn(async move {
        for token in [told.asked, told.urged] {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            token.cancel();
        }
    });
    Ok(stop)
}
