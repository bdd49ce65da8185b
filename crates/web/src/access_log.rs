//! One line in the log for each request: which route, how it went, how long it took. Never an address with what people typed.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// The layer that writes the line.
#[allow(
    clippy::disallowed_methods,
    reason = "how long an answer took is measured, not decided by"
)]
pub async fn log(request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let operation = response.headers().get("x-request-id");
    tracing::info!(
        http.method = %method,
        http.route = route.as_ref().map_or("none", MatchedPath::as_str),
        http.status = response.status().as_u16(),
        operation.id = operation.and_then(|id| id.to_str().ok()),
        duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}
