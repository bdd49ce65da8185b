//! The front before localstripe.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::page::Pages;
use super::{SECRET_KEY, WEBHOOK_SECRET};

/// What happens to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// It does not arrive.
    CutBefore,
    /// It arrives, and its answer does not.
    CutAfter,
    /// It is answered with this status, and nothing is done.
    Refuse(u16),
}

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) status: u16,
    pub(super) body: Bytes,
}

impl Said {
    pub(super) fn new(status: u16, body: &Value) -> Self {
        Self {
            status,
            body: body.to_string().into(),
        }
    }

    pub(super) fn wrong(status: u16, code: &str) -> Self {
        Self::new(
            status,
            &json!({"error": {"type": "invalid_request_error", "code": code}}),
        )
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

/// A question that was answered, by its key: where it went, what it said, and the answer.
type Remembered = BTreeMap<String, (String, Bytes, Said)>;

#[derive(Debug)]
pub(super) struct Front {
    pub(super) address: String,
    localstripe: String,
    client: reqwest::Client,
    plans: Mutex<VecDeque<(Line, &'static str)>>,
    remembered: Mutex<Remembered>,
    in_use: Mutex<BTreeSet<String>>,
    asked: Mutex<Vec<String>>,
    pub(super) pages: Pages,
}

pub(super) fn router(front: Arc<Front>) -> Router {
    Router::new().fallback(answer).with_state(front)
}

/// What was asked, as it came.
pub(super) struct Question {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) body: Bytes,
}

async fn answer(
    State(front): State<Arc<Front>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let name = format!("{method} {}", uri.path());
    front.asked.lock().unwrap().push(name.clone());
    let known = headers.get(header::AUTHORIZATION);
    if known.is_none_or(|known| known.as_bytes() != format!("Bearer {SECRET_KEY}").as_bytes()) {
        return respond(&Said::wrong(401, "api_key_invalid"), false);
    }
    assert!(
        headers.contains_key("stripe-version"),
        "the version is not pinned"
    );
    let line = front.take_plan(&name);
    match line {
        Some(Line::CutBefore) => return cut(),
        Some(Line::Refuse(status)) => return respond(&Said::wrong(status, "planned"), false),
        Some(Line::CutAfter) | None => {}
    }
    let key = headers
        .get("idempotency-key")
        .map(|key| key.to_str().unwrap().to_owned());
    assert_eq!(key.is_some(), method == Method::POST, "{name}");
    let question = Question { method, uri, body };
    let (said, is_old) = match key {
        Some(key) => front.answer_once(key, question).await,
        None => (front.act(question).await, false),
    };
    if line == Some(Line::CutAfter) {
        return cut();
    }
    respond(&said, is_old)
}

fn respond(said: &Said, is_old: bool) -> Response {
    let status = StatusCode::from_u16(said.status).unwrap();
    let mut response = (status, said.body.clone()).into_response();
    if is_old {
        let headers = response.headers_mut();
        headers.insert("idempotent-replayed", "true".parse().unwrap());
    }
    response
}

/// The connection breaks off.
fn cut() -> Response {
    let broken = futures::stream::iter([Err::<Bytes, _>(io::Error::other("the line is cut"))]);
    Response::new(Body::from_stream(broken))
}

impl Front {
    pub(super) fn new(address: String, localstripe: String) -> Self {
        Self {
            address,
            localstripe,
            client: reqwest::Client::new(),
            plans: Mutex::default(),
            remembered: Mutex::default(),
            in_use: Mutex::default(),
            asked: Mutex::default(),
            pages: Pages::default(),
        }
    }

    pub(super) fn plan(&self, line: Line, ending: &'static str) {
        self.plans.lock().unwrap().push_back((line, ending));
    }

    fn take_plan(&self, name: &str) -> Option<Line> {
        let mut plans = self.plans.lock().unwrap();
        let place = plans.iter().position(|(_, ending)| name.ends_with(ending))?;
        plans.remove(place).map(|(line, _)| line)
    }

    pub(super) fn forget_keys(&self) {
        self.remembered.lock().unwrap().clear();
    }

    pub(super) fn asked(&self, ending: &str) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|name| name.ends_with(ending)).count()
    }

    /// Answers a key with what it was answered first. The same key for another question is refused, and so is a second one while the first is
    /// being answered.
    async fn answer_once(&self, key: String, question: Question) -> (Said, bool) {
        let path = question.uri.path().to_owned();
        let body = question.body.clone();
        if let Some((old_path, old_body, said)) = self.remembered.lock().unwrap().get(&key).cloned() {
            return if (&old_path, &old_body) == (&path, &body) {
                (said, true)
            } else {
                (Said::wrong(400, "idempotency_error"), false)
            };
        }
        if !self.in_use.lock().unwrap().insert(key.clone()) {
            return (Said::wrong(409, "idempotency_key_in_use"), false);
        }
        let said = self.act(question).await;
        self.in_use.lock().unwrap().remove(&key);
        self.remembered
            .lock()
            .unwrap()
            .insert(key, (path, body, said.clone()));
        (said, false)
    }

    async fn act(&self, question: Question) -> Said {
        let path = question.uri.path();
        if let Some(rest) = path.strip_prefix("/v1/checkout/sessions") {
            let rest = rest.to_owned();
            return self.of_page(&rest, &question).await;
        }
        if path == "/v1/payment_intents/search" {
            return self.search(&question).await;
        }
        self.pass_on(&question).await
    }

    /// Finds money by its metadata: `metadata['name']:'value'`.
    async fn search(&self, question: &Question) -> Said {
        let query = fields(question.uri.query().unwrap_or_default().as_bytes());
        let (name, value) = query["query"].split_once("']:'").unwrap();
        let (name, value) = (
            name.trim_start_matches("metadata['"),
            value.trim_end_matches('\''),
        );
        let all = self.read("/v1/payment_intents?limit=100").await;
        let found = all["data"].as_array().unwrap().iter();
        let found: Vec<&Value> = found.filter(|intent| intent["metadata"][name] == value).collect();
        Said::new(
            200,
            &json!({"object": "search_result", "data": found, "has_more": false}),
        )
    }

    async fn pass_on(&self, question: &Question) -> Said {
        let place = question.uri.path_and_query().unwrap();
        self.ask(question.method.clone(), place.as_str(), question.body.clone())
            .await
    }

    pub(super) async fn ask(&self, method: Method, place: &str, body: Bytes) -> Said {
        let request = self
            .client
            .request(method, format!("{}{place}", self.localstripe))
            .bearer_auth(SECRET_KEY)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        let answer = request.send().await.unwrap();
        Said {
            status: answer.status().as_u16(),
            body: answer.bytes().await.unwrap(),
        }
    }

    /// Reads something of localstripe's, past everything that the front plays.
    pub(super) async fn read(&self, place: &str) -> Value {
        let said = self.ask(Method::GET, place, Bytes::new()).await;
        assert_eq!(said.status, 200, "{place}: {}", said.json());
        said.json()
    }

    pub(super) async fn tell(&self, address: &str) {
        let body = json!({"url": address, "secret": WEBHOOK_SECRET});
        let request = self
            .client
            .post(format!("{}/_config/webhooks/pasar", self.localstripe));
        let answer = request.json(&body).send().await.unwrap();
        assert!(answer.status().is_success());
    }
}

/// The fields of a form or a query.
pub(super) fn fields(body: &[u8]) -> BTreeMap<String, String> {
    openidconnect::url::form_urlencoded::parse(body)
        .into_owned()
        .collect()
}
