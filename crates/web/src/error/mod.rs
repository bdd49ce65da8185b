//! The one place where errors become HTTP.
//!
//! Handlers return [`WebError`]. As a response it is only a status that carries the error; the layer [`render`] then makes
//! the page of it, or problem+json (RFC 9457) for the API, in the market and language of the request, and gives it the
//! operation's id, which is also in the log line.

mod page;

use std::fmt;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use pasar_service::StoreError;
use pasar_service::second_factor::FactorError;
use serde_json::json;

pub use self::page::ErrorPage;
use crate::charter_refusal::Refusing;
use crate::l10n::{Localizer, Message, key};
pub use crate::operation::OperationId;
use crate::page::Shell;
use crate::site::Site;

/// What is wrong with one field of what was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProblem {
    /// The field's name, as a path in JSON: `lines/0/quantity`.
    pub field: String,
    /// What is wrong.
    pub message: Message,
}

/// An error on its way to a person or a program: a public half and a private one.
#[derive(Debug, Clone)]
pub struct WebError {
    status: StatusCode,
    code: &'static str,
    // Boxed: an error is rare, and every result that may be one has its size.
    title: Box<Message>,
    sentence: Box<Message>,
    fields: Vec<FieldProblem>,
    retry_after_seconds: Option<u64>,
    refusing: Option<Arc<Refusing>>,
    private: Option<Arc<str>>,
}

impl WebError {
    /// An error with its status, its stable code and its two texts.
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: impl Into<Message>,
        sentence: impl Into<Message>,
    ) -> Self {
        Self {
            status,
            code,
            title: Box::new(title.into()),
            sentence: Box::new(sentence.into()),
            fields: Vec::new(),
            retry_after_seconds: None,
            refusing: None,
            private: None,
        }
    }

    /// There is no such thing, or not for this person: the two look alike.
    pub fn not_found() -> Self {
        let (title, text) = (key("error-not-found-title"), key("error-not-found"));
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", title, text)
    }

    /// The person may not do this.
    pub fn forbidden() -> Self {
        let (title, text) = (key("error-forbidden-title"), key("error-forbidden"));
        Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", title, text)
    }

    /// Nobody is signed in. Pages rather redirect to the sign-in page; this is for the API.
    pub fn sign_in() -> Self {
        let (title, text) = (key("error-sign-in-title"), key("error-sign-in"));
        Self::new(StatusCode::UNAUTHORIZED, "SIGN_IN", title, text)
    }

    /// The form's token is missing or old.
    pub fn expired_form() -> Self {
        let (title, text) = (key("error-expired-form-title"), key("error-expired-form"));
        Self::new(StatusCode::FORBIDDEN, "FORM_EXPIRED", title, text)
    }

    /// The thing is no longer as the person saw it.
    pub fn conflict() -> Self {
        let (title, text) = (key("error-conflict-title"), key("error-conflict"));
        Self::new(StatusCode::CONFLICT, "CONFLICT", title, text)
    }

    /// What was sent cannot be right.
    pub fn invalid(fields: Vec<FieldProblem>) -> Self {
        let (title, text) = (key("error-invalid-title"), key("error-invalid"));
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "INVALID", title, text);
        error.fields = fields;
        error
    }

    /// What was sent is too large.
    pub fn too_large() -> Self {
        let (title, text) = (key("error-too-large-title"), key("error-too-large"));
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE", title, text)
    }

    /// Too many attempts; the next may be made after so many seconds.
    pub fn too_many(retry_after_seconds: u64) -> Self {
        let (title, text) = (key("error-too-many-title"), key("error-too-many"));
        let mut error = Self::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY", title, text);
        error.retry_after_seconds = Some(retry_after_seconds);
        error
    }

    /// Something of ours does not answer; it may again soon.
    pub fn unavailable(private: impl fmt::Display) -> Self {
        let (title, text) = (key("error-unavailable-title"), key("error-unavailable"));
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE", title, text).because(private)
    }

    /// More is asked at the moment than can be done; nothing was begun. Try again after so many seconds.
    pub fn busy(retry_after_seconds: u64) -> Self {
        let mut error = Self::unavailable("more is asked than can be done").coded("BUSY");
        error.retry_after_seconds = Some(retry_after_seconds);
        error
    }

    /// Our mistake. What it is goes to the log, never to the page.
    pub fn internal(private: impl fmt::Display) -> Self {
        let (title, text) = (key("error-internal-title"), key("error-internal"));
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", title, text).because(private)
    }

    /// Gives a narrower code: `RETURN_WINDOW_CLOSED`.
    #[must_use]
    pub fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Says a narrower sentence.
    #[must_use]
    pub fn saying(mut self, sentence: impl Into<Message>) -> Self {
        *self.sentence = sentence.into();
        self
    }

    /// Says which fields are wrong.
    #[must_use]
    pub fn naming(mut self, fields: Vec<FieldProblem>) -> Self {
        self.fields = fields;
        self
    }

    /// Says which rules of the charter do not allow it.
    #[must_use]
    pub fn refusing(mut self, refusing: Refusing) -> Self {
        self.refusing = Some(Arc::new(refusing));
        self
    }

    /// Adds what only the log may say.
    #[must_use]
    pub fn because(mut self, private: impl fmt::Display) -> Self {
        self.private = Some(Arc::from(private.to_string()));
        self
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What the frameworks below us answer by themselves (a form that is not one, an unknown method), in our words.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::not_found(),
            StatusCode::FORBIDDEN => Self::forbidden(),
            StatusCode::UNAUTHORIZED => Self::sign_in(),
            StatusCode::CONFLICT => Self::conflict(),
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(),
            StatusCode::TOO_MANY_REQUESTS => Self::too_many(60),
            StatusCode::SERVICE_UNAVAILABLE => Self::unavailable("the service answered 503"),
            status if status.is_server_error() => Self::internal("a layer below answered"),
            status => {
                let mut error = Self::invalid(Vec::new());
                error.status = status;
                error
            }
        }
    }

    fn problem(&self, l: &Localizer, operation: &OperationId) -> Response {
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|problem| {
                let code = problem.message.key().as_str();
                json!({"field": problem.field, "code": code, "detail": l.say(&problem.message)})
            })
            .collect();
        let mut body = json!({
            "type": format!("urn:pasar:problem:{}", self.code),
            "title": l.say(&self.title),
            "status": self.status.as_u16(),
            "detail": l.say(&self.sentence),
            "code": self.code,
            "operation_id": operation.0,
        });
        if !fields.is_empty() {
            body["errors"] = fields.into();
        }
        for (name, value) in self.refusing.iter().flat_map(|refusing| refusing.members(l)) {
            body[name] = value;
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (self.status, kind, Json(body)).into_response()
    }

    fn log(&self, operation: &OperationId) {
        let private = self.private.as_deref().unwrap_or_default();
        if self.status.is_server_error() {
            tracing::error!(operation.id = %operation, error.code = self.code, error = private, "request failed");
        } else {
            tracing::debug!(operation.id = %operation, error.code = self.code, error = private, "request refused");
        }
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status.as_u16(), self.code)?;
        match &self.private {
            Some(private) => write!(f, ": {private}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for WebError {}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::unavailable(error),
            StoreError::Stale => Self::conflict().because(error),
            _ => Self::internal(error),
        }
    }
}

impl From<FactorError> for WebError {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::Gone => Self::sign_in(),
            FactorError::Store(error) => error.into(),
            FactorError::Wait { seconds } => Self::too_many(seconds.into()),
            FactorError::AlreadyOn | FactorError::NotOn => Self::conflict(),
            FactorError::WrongPassword | FactorError::WrongCode => Self::forbidden(),
            FactorError::Vault(error) => Self::internal(error),
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Does the request come from a program rather than a person's browser?
fn wants_json(path: &str, headers: &HeaderMap) -> bool {
    let api = path.trim_start_matches('/').split('/').nth(1) == Some("api");
    let accepted = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let versioned = api && path.split('/').nth(3).is_some_and(|part| !part.is_empty());
    versioned || (accepted.contains("json") && !accepted.contains("text/html"))
}

/// The layer that gives every request an id and every error its page. Use it with `from_fn_with_state(site, render)`,
/// inside whatever puts an enriched [`Shell`] into the request's extensions, if anything does, and once more outside of it.
pub async fn render(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let operation = request
        .extensions()
        .get::<OperationId>()
        .cloned()
        .unwrap_or_else(OperationId::fresh);
    request.extensions_mut().insert(operation.clone());
    let shell = request.extensions().get::<Shell>().cloned();
    // A frame is made of these only when there is an error to show in it.
    let (uri, told) = (request.uri().clone(), told(request.headers()));
    let json = wants_json(request.uri().path(), request.headers());

    let mut response = next.run(request).await;
    let status = response.status();
    let plain = status.is_client_error() || status.is_server_error();
    let error = match response.extensions_mut().remove::<WebError>() {
        Some(error) => error,
        None if plain && is_bare(&response) => WebError::of_status(status),
        None => return with_operation(response, &operation),
    };
    error.log(&operation);
    let mut rendered = match shell.or_else(|| site.shell(&uri, &told)) {
        Some(shell) if json => error.problem(&shell.l, &operation),
        Some(shell) => error.page(shell, &operation),
        None => error.status.into_response(),
    };
    for (name, value) in response.headers() {
        if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    if let Some(seconds) = error.retry_after_seconds {
        rendered
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    with_operation(rendered, &operation)
}

/// The headers that say how the one who asks wants to be spoken to.
fn told(headers: &HeaderMap) -> HeaderMap {
    [header::COOKIE, header::ACCEPT_LANGUAGE]
        .into_iter()
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())))
        .collect()
}

/// Is the answer one of a framework's own, without a page?
fn is_bare(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_none_or(|kind| kind.starts_with("text/plain"))
}

fn with_operation(mut response: Response, operation: &OperationId) -> Response {
    if let Ok(value) = HeaderValue::from_str(&operation.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
