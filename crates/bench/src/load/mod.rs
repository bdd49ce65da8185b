//! Puts a server under load and keeps how long each answer took.

mod pace;
mod tally;

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::task::JoinSet;

pub(crate) use pace::Loop;
pub(crate) use tally::Tally;

use crate::ask::Ask;
use crate::client::Connection;
use pace::Pace;

/// After this time an answer is not waited for any longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of a load.
#[derive(Debug)]
pub(crate) struct Outcome<A> {
    /// The answers.
    pub(crate) tally: Tally,
    /// Requests that an open loop should have sent and did not get to: the server was too slow for the rate by far.
    pub(crate) unsent: u64,
    /// Those who asked, with what they have learned.
    pub(crate) askers: Vec<A>,
}

/// Lets all of them ask, each on a connection of its own that is opened before the time begins.
pub(crate) async fn run<A: Ask>(
    address: SocketAddr,
    askers: Vec<A>,
    how: Loop,
) -> anyhow::Result<Outcome<A>> {
    let mut workers = Vec::with_capacity(askers.len());
    for asker in askers {
        let connection = Connection::open(address).await;
        let connection = connection.with_context(|| format!("cannot connect to {address}"))?;
        workers.push(Worker {
            address,
            asker,
            connection: Some(connection),
            tally: Tally::default(),
        });
    }
    let pace = Pace::begin(how, workers.len())?;
    let mut tasks = JoinSet::new();
    for worker in workers {
        tasks.spawn(worker.run(pace.clone()));
    }
    let mut outcome = Outcome {
        tally: Tally::default(),
        unsent: 0,
        askers: Vec::new(),
    };
    while let Some(ended) = tasks.join_next().await {
        let worker = ended.context("a client broke off")?;
        outcome.tally.merge(&worker.tally)?;
        outcome.askers.push(worker.asker);
    }
    outcome.unsent = pace.unsent();
    Ok(outcome)
}

struct Worker<A> {
    address: SocketAddr,
    asker: A,
    connection: Option<Connection>,
    tally: Tally,
}

impl<A: Ask> Worker<A> {
    async fn run(mut self, pace: Pace) -> Self {
        let mut request = Vec::with_capacity(2_048);
        while let Some(meant_at) = pace.next().await {
            request.clear();
            self.asker.ask(&mut request);
            let result = match tokio::time::timeout(PATIENCE, self.exchange(&request)).await {
                Ok(result) => result,
                Err(_) => self.lost("no answer in time".to_owned()),
            };
            self.tally.note(Instant::now().duration_since(meant_at), result);
        }
        self
    }

    /// One request and its answer; what is wrong with it, if anything.
    async fn exchange(&mut self, request: &[u8]) -> Result<usize, String> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => match Connection::open(self.address).await {
                Ok(connection) => connection,
                // Nothing was sent.
                Err(error) => return Err(kind("no connection", &error)),
            },
        };
        match connection.ask(request).await {
            Ok(answer) => {
                let result = self.asker.heard(answer).map(|()| answer.body.len());
                self.connection = Some(connection).filter(|connection| !connection.must_close());
                result
            }
            Err(error) => self.lost(kind("connection broke", &error)),
        }
    }

    /// The request went out, and nobody knows what became of it. Its connection is not used again: the answer may still come.
    fn lost(&mut self, why: String) -> Result<usize, String> {
        self.connection = None;
        self.asker.lost();
        Err(why)
    }
}

fn kind(what: &str, error: &io::Error) -> String {
    format!("{what}: {}", error.kind())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::StatusCode;
    use axum::routing::get;
    use tokio::net::TcpListener;

    use super::*;
    use crate::ask::{Page, Reading};

    /// A server that greets, one that refuses, and one that takes its time.
    async fn server() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let slow = async || {
            tokio::time::sleep(Duration::from_millis(50)).await;
            "slow"
        };
        let router = Router::new()
            .route("/hello", get(async || "hello"))
            .route("/busy", get(async || (StatusCode::SERVICE_UNAVAILABLE, "no")))
            .route("/slow", get(slow));
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    const SHORT: Duration = Duration::from_millis(200);

    #[tokio::test]
    async fn a_closed_loop_asks_as_fast_as_answers_come() {
        let readers = Reading::many(vec![Page::new("/slow", "slow")], 4);
        let outcome = run(server().await, readers, Loop::Closed { lasting: SHORT })
            .await
            .unwrap();
        // Four clients, fifty milliseconds each: at most four times four answers, and one each that had begun in time.
        assert!((4..=20).contains(&outcome.tally.good), "{outcome:?}");
        assert!(outcome.tally.millis_at(0.5) >= 50.0, "{outcome:?}");
        assert_eq!((outcome.askers.len(), outcome.unsent), (4, 0));
    }

    #[tokio::test]
    async fn what_an_open_loop_asks_too_late_counts_from_when_it_should_have_been_asked() {
        // One client gets twenty answers a second and is to ask a hundred times a second.
        let readers = Reading::many(vec![Page::new("/slow", "slow")], 1);
        let how = Loop::Open {
            rate: 100.0,
            lasting: SHORT,
        };
        let outcome = run(server().await, readers, how).await.unwrap();
        assert_eq!((outcome.tally.good, outcome.unsent), (20, 0));
        assert!(outcome.tally.millis_max() >= 700.0, "{outcome:?}");
    }

    #[tokio::test]
    async fn refusals_are_counted_and_the_connection_goes_on() {
        let pages = vec![Page::new("/hello", "hello"), Page::new("/busy", "")];
        let how = Loop::Open {
            rate: 500.0,
            lasting: SHORT,
        };
        let outcome = run(server().await, Reading::many(pages, 2), how).await.unwrap();
        let refused = outcome.tally.errors["503"];
        assert_eq!(outcome.tally.good + refused, 100);
        assert!(refused > 20 && outcome.tally.good > 20, "{outcome:?}");
    }
}
