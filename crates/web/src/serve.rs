//! Serves a router on a socket until told to stop.
//!
//! Connections are taken here and not by axum's own server, because that one waits without end for clients that send the beginning of
//! a request and then nothing.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::{ServiceExt as _, service_fn};

/// How long a client may take to send the head of a request, and how long a connection may rest between two requests.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// Pause after the system gave no connection, most likely because there are too many open files.
const PAUSE: Duration = Duration::from_millis(200);

/// Answers requests until `stop` is cancelled; those in progress are brought to an end first. Whoever does not want to wait for
/// them drops the future.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    serve_within(HEAD_WITHIN, listener, router, stop).await;
}

async fn serve_within(head_within: Duration, listener: TcpListener, router: Router, stop: CancellationToken) {
    let connections = TaskTracker::new();
    let mut http = Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_within);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, from)) => {
                let connection = answer(http.clone(), stream, from, router.clone(), stop.clone());
                connections.spawn(connection);
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

/// Answers the requests of one connection. After `stop` no further one is taken.
async fn answer(http: Builder, stream: TcpStream, from: SocketAddr, router: Router, stop: CancellationToken) {
    // Answers are written whole: waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(service_fn(move |request: axum::http::Request<_>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request)
    }));
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let mut stopping = false;
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection broke off");
                }
                return;
            }
            () = stop.cancelled(), if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Does the failure concern a client that went away while it was being let in, and nobody else?
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    async fn start(stop: &CancellationToken) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let from = |ConnectInfo(from): ConnectInfo<SocketAddr>| async move { from.ip().to_string() };
        let slow = || async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "at last"
        };
        let router = Router::new().route("/from", get(from)).route("/slow", get(slow));
        tokio::spawn(serve_within(
            Duration::from_millis(500),
            listener,
            router,
            stop.clone(),
        ));
        address
    }

    async fn ask(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    }

    #[tokio::test]
    async fn handlers_learn_where_a_request_comes_from() {
        let stop = CancellationToken::new();
        let address = start(&stop).await;
        let answer = ask(
            address,
            "GET /from HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        )
        .await;
        assert!(answer.ends_with("\r\n\r\n127.0.0.1"), "{answer}");
    }

    #[tokio::test]
    async fn whoever_does_not_finish_the_head_is_left() {
        let stop = CancellationToken::new();
        let address = start(&stop).await;
        // The connection is closed from the other side, or this would never end.
        ask(address, "GET /from HTTP/1.1\r\nHost:").await;
        ask(address, "").await;
    }

    #[tokio::test]
    async fn a_request_in_progress_is_answered_after_the_end_was_asked_for() {
        let stop = CancellationToken::new();
        let address = start(&stop).await;
        let slow = tokio::spawn(async move { ask(address, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await });
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.cancel();
        let answer = slow.await.unwrap();
        assert!(answer.ends_with("at last"), "{answer}");
        assert!(TcpStream::connect(address).await.is_err(), "it still listens");
    }
}
