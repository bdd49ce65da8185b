//! The site as the preparations and checks use it: comfortable, and outside of what is measured.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, StatusCode, header};
use serde_json::Value as Json;

/// Characters of an answer that are shown when it is not what was expected.
const SHOWN_CHARS: usize = 600;

/// One person's way to a market of the site: a browser with cookies, or a program with a key.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    http: Client,
    base: String,
    market: String,
    key: Option<String>,
}

impl Site {
    /// A new visitor of the market of this code.
    pub(crate) fn visit(address: SocketAddr, market: &str) -> anyhow::Result<Self> {
        Ok(Self {
            http: Client::builder()
                .cookie_store(true)
                .redirect(Policy::none())
                .no_proxy()
                .build()?,
            base: format!("http://{address}"),
            market: market.to_owned(),
            key: None,
        })
    }

    /// The same, with the key of an account.
    pub(crate) fn with_key(self, key: &str) -> Self {
        Self {
            key: Some(key.to_owned()),
            ..self
        }
    }

    /// The market that the site sends strangers to.
    pub(crate) async fn first_market(address: SocketAddr) -> anyhow::Result<String> {
        let site = Self::visit(address, "")?;
        let response = site.http.get(format!("{}/", site.base)).send().await?;
        let place = response
            .headers()
            .get(header::LOCATION)
            .and_then(|place| place.to_str().ok());
        let market = place.map(|place| place.trim_matches('/').to_owned());
        market.context("the site does not say which market is its first; name one with `--market`")
    }

    /// Reads from the API; `path` begins behind its version.
    pub(crate) async fn read(&self, path: &str) -> anyhow::Result<Json> {
        self.api(Method::GET, path, None, StatusCode::OK).await
    }

    /// Makes something through the API.
    pub(crate) async fn make(&self, path: &str, input: &Json) -> anyhow::Result<Json> {
        self.api(Method::POST, path, Some(input), StatusCode::CREATED)
            .await
    }

    async fn api(
        &self,
        method: Method,
        path: &str,
        input: Option<&Json>,
        wanted: StatusCode,
    ) -> anyhow::Result<Json> {
        let url = format!("{}/{}/api/v1{path}", self.base, self.market);
        let mut request = self.http.request(method, url);
        if let Some(key) = &self.key {
            request = request.bearer_auth(key);
        }
        if let Some(input) = input {
            request = request.json(input);
        }
        let text = expect(request.send().await?, wanted, path).await?;
        serde_json::from_str(&text).with_context(|| format!("`{path}` answers with what is no JSON"))
    }

    /// Fills in the form on a page and sends it; answers with the page that comes back.
    pub(crate) async fn fill(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        wanted: StatusCode,
    ) -> anyhow::Result<String> {
        let url = format!("{}/{}{path}", self.base, self.market);
        let page = expect(self.http.get(&url).send().await?, StatusCode::OK, path).await?;
        let token = between(&page, "name=\"_csrf\" value=\"", "\"");
        let token = token.with_context(|| format!("`{path}` has no form"))?;
        let mut all = vec![("_csrf", token)];
        all.extend_from_slice(fields);
        expect(self.http.post(&url).form(&all).send().await?, wanted, path).await
    }
}

async fn expect(response: Response, wanted: StatusCode, path: &str) -> anyhow::Result<String> {
    let status = response.status();
    let text = response.text().await?;
    if status == wanted {
        return Ok(text);
    }
    let shown: String = text.chars().take(SHOWN_CHARS).collect();
    bail!("`{path}` answered {status} where {wanted} was expected: {shown}")
}

/// The text between two others.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// A text in JSON.
pub(crate) fn text<'a>(json: &'a Json, pointer: &str) -> anyhow::Result<&'a str> {
    let found = json.pointer(pointer).and_then(Json::as_str);
    found.with_context(|| format!("an answer has no `{pointer}`: {json}"))
}

/// A list in JSON.
pub(crate) fn list<'a>(json: &'a Json, pointer: &str) -> anyhow::Result<&'a Vec<Json>> {
    let found = json.pointer(pointer).and_then(Json::as_array);
    found.with_context(|| format!("an answer has no `{pointer}`: {json}"))
}

/// A number in JSON.
pub(crate) fn number(json: &Json, pointer: &str) -> anyhow::Result<i64> {
    let found = json.pointer(pointer).and_then(Json::as_i64);
    found.with_context(|| format!("an answer has no `{pointer}`: {json}"))
}
