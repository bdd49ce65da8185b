//! Doing something again and again: at once while there is more, after a pause when there is not, after longer ones when it fails.

use std::fmt::Display;
use std::time::Duration;

use pasar_service::{Context, Listener};
use tokio_util::sync::CancellationToken;

/// The longest pause after failures.
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// How often something is done.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    pause: Duration,
    bell: Listener,
    hears_bell: bool,
    stop: CancellationToken,
}

impl Pace {
    pub(crate) fn new(ctx: &Context, stop: &CancellationToken, pause: Duration) -> Self {
        Self {
            pause,
            bell: ctx.bell().listen(),
            hears_bell: false,
            stop: stop.clone(),
        }
    }

    /// A ring of the bell ends a pause.
    pub(crate) fn woken_by_bell(self) -> Self {
        Self {
            hears_bell: true,
            ..self
        }
    }

    /// Waits for the next turn. False when it is time to stop.
    pub(crate) async fn next(&mut self, pause: Duration) -> bool {
        tokio::select! {
            () = self.stop.cancelled() => false,
            () = tokio::time::sleep(pause) => true,
            () = self.bell.heard(), if self.hears_bell => true,
        }
    }

    /// Does `work` until it is time to stop. It says how much it found: while that is something, there is no pause.
    pub(crate) async fn repeat<E: Display, Work: Future<Output = Result<usize, E>>>(
        &self,
        name: &'static str,
        work: impl Fn() -> Work,
    ) {
        let mut pace = self.clone();
        let mut failures = 0_u32;
        while !self.stop.is_cancelled() {
            let pause = match work().await {
                Ok(0) => {
                    failures = 0;
                    self.pause
                }
                Ok(_) => {
                    failures = 0;
                    continue;
                }
                Err(error) => {
                    failures += 1;
                    tracing::warn!(%error, work = name, failures, "work failed and is tried again");
                    self.pause
                        .saturating_mul(1 << failures.min(10))
                        .clamp(Duration::from_secs(1), PAUSE_MAX)
                }
            };
            if !pace.next(pause).await {
                return;
            }
        }
    }
}
