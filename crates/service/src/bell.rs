//! A hint that there is work: workers also look by themselves, so a ring that nobody hears loses nothing.

use std::sync::Arc;

use tokio::sync::watch;

/// Wakes the workers of this process.
#[derive(Debug, Clone)]
pub struct Bell {
    rings: Arc<watch::Sender<()>>,
}

impl Default for Bell {
    fn default() -> Self {
        Self {
            rings: Arc::new(watch::Sender::new(())),
        }
    }
}

/// Hears a [`Bell`].
#[derive(Debug, Clone)]
pub struct Listener {
    rings: watch::Receiver<()>,
}

impl Bell {
    /// There is work.
    pub fn ring(&self) {
        self.rings.send_replace(());
    }

    /// Somebody who hears every ring from now on.
    pub fn listen(&self) -> Listener {
        Listener {
            rings: self.rings.subscribe(),
        }
    }
}

impl Listener {
    /// Waits for a ring after the last one heard; for ever when the bell is gone.
    pub async fn heard(&mut self) {
        if self.rings.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
