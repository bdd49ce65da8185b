//! How outsiders are asked: over TLS, briefly, and never where a redirect would lead.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::Url;
use openidconnect::{HttpRequest, HttpResponse, http};

/// An answer that takes longer is none.
const WITHIN: Duration = Duration::from_secs(10);
/// The largest answer in bytes; most have some thousand.
const BYTES_MAX: usize = 1024 * 1024;

/// Asks an outsider. It follows no redirect: where the outsider's configuration points is the end of it.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

/// The outsider could not be asked. It has no address or body of the request, which hold secrets.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AskError {
    /// The request could not be sent.
    #[error("it could not be reached")]
    Connect(#[from] hyper_util::client::legacy::Error),
    /// There was no whole answer in time.
    #[error("it did not answer within {} seconds", WITHIN.as_secs())]
    Late(#[from] tokio::time::error::Elapsed),
    /// The answer broke off, or is too large.
    #[error("its answer broke off, or has more than {BYTES_MAX} bytes")]
    Body,
}

impl Asker {
    pub(crate) fn new() -> Self {
        // Plain HTTP is for an outsider on this machine only, which the settings see to.
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
        }
    }

    /// Asks, and reads the whole answer.
    pub(crate) async fn ask(self, request: HttpRequest) -> Result<HttpResponse, AskError> {
        tokio::time::timeout(WITHIN, self.ask_patiently(request)).await?
    }

    async fn ask_patiently(self, request: HttpRequest) -> Result<HttpResponse, AskError> {
        let (head, body) = request.into_parts();
        let request = http::Request::from_parts(head, Full::new(Bytes::from(body)));
        let (head, body) = self.client.request(request).await?.into_parts();
        let body = Limited::new(body, BYTES_MAX).collect().await;
        let bytes = body.map_err(|_| AskError::Body)?.to_bytes();
        Ok(http::Response::from_parts(head, bytes.to_vec()))
    }
}

/// Is this an address that nobody on the way can answer for: one with https, or one of this machine?
pub(crate) fn is_trusted(address: &Url) -> bool {
    let is_here = matches!(address.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match address.scheme() {
        "https" => true,
        "http" => is_here,
        _ => false,
    }
}
