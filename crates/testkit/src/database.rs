//! A migrated database for each test, copied from a template and removed at the end.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use pasar_cluster::{Cluster, SharedCluster};
use pasar_service::Clock as _;
use pasar_store::testing;

/// The markets whose cells every test database has.
const MARKETS: [&str; 3] = ["gb", "id", "us"];

/// A migrated database of its own. With `PASAR_TEST_DATABASE_URL` it is on that server, else on the cluster
/// that all test processes of this machine's user share.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    url: String,
}

impl TestDatabase {
    /// Makes one.
    pub async fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = server();
        let now = pasar_service::SystemClock.now();
        let template = testing::template(server, &MARKETS, now).await.unwrap();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!(
            "pasar_test_{}_{number}_{}",
            std::process::id(),
            now.timestamp_micros()
        );
        let url = testing::copy(server, &template, &name).await.unwrap();
        Self { name, url }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let name = self.name.clone();
        // A test's own runtime may be gone already.
        let remover = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(testing::remove(server(), &name))
        });
        if let Ok(Err(error)) = remover.join() {
            tracing_free_warning(&self.name, &error);
        }
    }
}

#[allow(clippy::print_stderr, reason = "tests have no log")]
fn tracing_free_warning(name: &str, error: &pasar_store::Error) {
    eprintln!("the test database `{name}` is left behind: {error}");
}

fn server() -> &'static str {
    static SERVER: OnceLock<String> = OnceLock::new();
    SERVER.get_or_init(|| std::env::var("PASAR_TEST_DATABASE_URL").unwrap_or_else(|_| shared_cluster()))
}

/// Finds the cluster that all test processes share, and keeps it in use until this process ends.
fn shared_cluster() -> String {
    static CLUSTER: OnceLock<SharedCluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::shared().unwrap()).url("postgres")
}
