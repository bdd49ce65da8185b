//! How long an answer may take.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::error::WebError;

/// After this time a request that has not been answered is given up.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);
/// A form with files takes as long as a telephone in the countryside needs to send them.
const FILES_WITHIN: Duration = Duration::from_secs(60 * 60);

/// The layer that gives a request up.
pub async fn limit(request: Request, next: Next) -> Response {
    let within = if has_files(request.headers()) {
        FILES_WITHIN
    } else {
        ANSWER_WITHIN
    };
    match tokio::time::timeout(within, next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::unavailable("the answer took too long").into_response(),
    }
}

fn has_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_with_files_may_take_long() {
        let of = |kind: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            has_files(&headers)
        };
        assert!(of("multipart/form-data; boundary=x"));
        assert!(!of("application/x-www-form-urlencoded"));
        assert!(!has_files(&HeaderMap::new()));
    }
}
