//! `GET /healthz` says that the program runs, `GET /readyz` that it can serve every market.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use pasar_service::market::ready;

use crate::app::App;

/// `GET /healthz`
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: one line for each market; 503 while one of them cannot be served.
pub async fn ready(State(app): State<App>) -> Response {
    let mut status = StatusCode::OK;
    let mut text = String::new();
    for ctx in app.contexts() {
        let state = match ready::ready(ctx).await {
            Ok(()) => "ok",
            Err(reason) => {
                tracing::warn!(market.code = %ctx.market().code, error = %reason, "not ready");
                status = StatusCode::SERVICE_UNAVAILABLE;
                reason.as_str()
            }
        };
        text.push_str(&format!("{} {state}\n", ctx.market().code));
    }
    (status, text).into_response()
}
