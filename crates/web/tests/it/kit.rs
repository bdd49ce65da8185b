//! A browser without a window: it keeps cookies, follows no redirect by itself, and sends forms as people do, with what the
//! page put into them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use pasar_domain::surface::Surface;
use pasar_reader::Reader;
use pasar_search::{Index, IndexConfig};
use pasar_service::charter::SolverSeat;
use pasar_service::passkey::RelyingParty;
use pasar_service::rulebook::{Rulebook, of_folder};
use pasar_service::staff::StaffDoor;
use pasar_service::{Context, ContextParts};
use pasar_testkit::{FakeBank, SeededChance, TestClock, TestMarket};
use pasar_web::app::{AppParts, router};
use pasar_web::site::Site;
use scraper::{Html, Selector};
use tower::ServiceExt as _;

/// Where people reach the trade surface of test sites.
pub(crate) const TRADE: &str = "https://pasar.example";
/// Where they reach the feed.
pub(crate) const FEED: &str = "https://feed.example";

/// A site of one test market: the trade surface, and beside it the feed.
pub(crate) struct TestSite {
    pub(crate) market: TestMarket,
    router: Router,
    feed: Router,
}

impl TestSite {
    pub(crate) async fn new() -> Self {
        Self::of(TestMarket::new().await)
    }

    pub(crate) fn of(market: TestMarket) -> Self {
        let ctx = market.ctx().clone();
        Self::with(market, &ctx, None)
    }

    /// A site on a machine without solvers.
    pub(crate) fn without_solvers(market: TestMarket) -> Self {
        let ctx = market.ctx().clone();
        Self::with(market, &ctx, Some("/nowhere/cvc5"))
    }

    /// A site that reads photos of documents.
    pub(crate) async fn reading(market: TestMarket) -> Self {
        let reader = Reader::find(None).await.expect("scripts/install-tesseract.sh");
        let ctx = market.ctx().reading_with(Arc::new(reader));
        Self::with(market, &ctx, None)
    }

    /// A site whose search index is yet to be built.
    pub(crate) fn preparing(market: TestMarket) -> Self {
        let ctx = market.ctx();
        let folder = std::env::temp_dir().join(format!("pasar-no-index-{}", std::process::id()));
        let languages = ctx.market().languages.iter().map(ToString::to_string).collect();
        let ctx = Context::new(ContextParts {
            rulebook: Rulebook::new(of_folder(ctx.market()).unwrap()),
            market: ctx.market().clone(),
            store: ctx.store().clone(),
            home: ctx.home().clone(),
            index: Arc::new(Index::open(&folder, &IndexConfig { languages }).unwrap()),
            objects: Arc::clone(ctx.objects()),
            payments: Arc::new(FakeBank::default()),
            identity_keys: pasar_testkit::identity_keys(),
            clock: Arc::new(TestClock::default()),
            chance: Arc::new(SeededChance::new(7)),
        });
        std::fs::remove_dir_all(&folder).unwrap();
        Self::with(market, &ctx, None)
    }

    /// A site where staff come in like this.
    pub(crate) fn with_staff_door(market: TestMarket, door: StaffDoor) -> Self {
        let ctx = market.ctx().clone().with_staff_door(door);
        Self::with(market, &ctx, None)
    }

    fn with(market: TestMarket, ctx: &Context, cvc5: Option<&str>) -> Self {
        let party = RelyingParty::new(TRADE).unwrap();
        let ctx = &ctx.clone().with_relying_party(Some(Arc::new(party)));
        let site = Site {
            markets: vec![Arc::new(ctx.market().clone())],
            base_url: TRADE.to_owned(),
            other_origin: FEED.to_owned(),
            security_contact: "mailto:security@pasar.example".to_owned(),
            ..Site::default()
        };
        let feed = Site {
            surface: Surface::Feed,
            base_url: FEED.to_owned(),
            other_origin: site.base_url.clone(),
            ..site.clone()
        };
        let serve = |site: &Site| {
            router(AppParts {
                site: site.clone(),
                contexts: vec![ctx.clone()],
                trust_forwarded: true,
                solvers: SolverSeat::new(cvc5.map(PathBuf::from), None),
            })
        };
        Self {
            router: serve(&site),
            feed: serve(&feed),
            market,
        }
    }

    /// Serves the trade surface on a port of this machine, for outsiders who send something. Its address.
    pub(crate) async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        address
    }

    /// A path of the market: `/cart` is `/xx/cart`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("/{}{path}", self.market.ctx().market().code)
    }

    /// Somebody with a fresh browser.
    pub(crate) fn visitor(&self) -> Browser<'_> {
        Browser {
            site: self,
            surface: Surface::Trade,
            cookies: BTreeMap::new(),
        }
    }

    /// Somebody with a fresh browser, at the feed.
    pub(crate) fn feed_visitor(&self) -> Browser<'_> {
        Browser {
            surface: Surface::Feed,
            ..self.visitor()
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        self.send_to(Surface::Trade, request).await
    }

    pub(crate) async fn send_to(&self, surface: Surface, request: Request<Body>) -> Answer {
        let router = match surface {
            Surface::Feed => &self.feed,
            Surface::Trade => &self.router,
        };
        let response = router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// What the site answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        assert!(self.status.is_redirection(), "{} {}", self.status, self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    pub(crate) fn page(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// An attribute of everything that matches and has it.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let page = self.page();
        let found = page.select(&selector);
        found
            .filter_map(|found| found.value().attr(name).map(str::to_owned))
            .collect()
    }

    /// The words of everything that matches, spaces made single.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let page = self.page();
        page.select(&selector)
            .map(|found| {
                let words: Vec<&str> = found.text().flat_map(str::split_whitespace).collect();
                words.join(" ")
            })
            .collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|_| panic!("{} is no JSON: {}", self.status, self.body))
    }
}

/// Somebody's browser.
#[derive(Clone)]
pub(crate) struct Browser<'a> {
    pub(crate) site: &'a TestSite,
    pub(crate) surface: Surface,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let url = if path.starts_with(&self.site.url("/")) {
            path.to_owned()
        } else {
            self.site.url(path)
        };
        self.send("GET", &url, None).await
    }

    /// Sends fields without looking at a page first; `csrf` is the token, if any.
    pub(crate) async fn post_with(
        &mut self,
        path: &str,
        csrf: Option<&str>,
        fields: &[(&str, &str)],
    ) -> Answer {
        let token = csrf.map(|token| ("_csrf", token));
        let pairs: Vec<_> = token.into_iter().chain(fields.iter().copied()).collect();
        let url = if path.starts_with(&self.site.url("/")) {
            path.to_owned()
        } else {
            self.site.url(path)
        };
        self.send("POST", &url, Some(encode(&pairs))).await
    }

    /// Sends a picture as forms with files do; `csrf` is the token, if any.
    pub(crate) async fn post_picture(&mut self, url: &str, csrf: Option<&str>, picture: &[u8]) -> Answer {
        let head = |name: &str, more: &str| {
            format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n").into_bytes()
        };
        let mut body = Vec::new();
        if let Some(token) = csrf {
            body.extend([head("_csrf", ""), token.as_bytes().to_vec(), b"\r\n".to_vec()].concat());
        }
        body.extend(
            [
                head("pictures", "; filename=\"a.png\""),
                picture.to_vec(),
                b"\r\n--part--\r\n".to_vec(),
            ]
            .concat(),
        );
        self.send_as("POST", url, Some(("multipart/form-data; boundary=part", body)))
            .await
    }

    /// Sends fields with the token that the site gave this browser.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        self.post_with(path, Some(&token), fields).await
    }

    /// Fills the form with this action on a page: the form's own values, and `fields` over them.
    pub(crate) async fn submit(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        let action = self.site.url(action);
        let mut pairs = form_values(&shown.page(), &action);
        for (name, value) in fields {
            pairs.retain(|(known, _)| known != name);
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.send("POST", &action, Some(encode(&pairs))).await
    }

    /// Sends a form with files, as browsers do: the token, the fields, then the files, each under this name.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "----cut-here";
        let token = self.token().await;
        let mut body = Vec::new();
        for (name, value) in [("_csrf", token.as_str())].iter().chain(fields) {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file_name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let url = self.site.url(path);
        self.send_as("POST", &url, Some((&kind, body))).await
    }

    /// Follows a redirect.
    pub(crate) async fn follow(&mut self, answer: &Answer) -> Answer {
        let location = answer.location().to_owned();
        self.send("GET", &location, None).await
    }

    /// The token of this browser's forms.
    pub(crate) async fn token(&mut self) -> String {
        let first = match self.surface {
            Surface::Feed => "/about",
            Surface::Trade => "/sign-up",
        };
        let page = self.get(first).await;
        let page = if page.status.is_redirection() {
            self.get("/account").await
        } else {
            page
        };
        let field = Selector::parse("input[name=_csrf]").unwrap();
        let page = page.page();
        let field = page.select(&field).next().expect("every page has a form");
        field.value().attr("value").unwrap().to_owned()
    }

    /// Makes an account, and is signed in to it afterwards.
    pub(crate) async fn sign_up(&mut self, name: &str) {
        let email = format!("{name}@example.com");
        let fields = [("name", name), ("email", &email), ("password", PASSWORD)];
        let answer = self.submit("/sign-up", "/sign-up", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }

    pub(crate) async fn send(&mut self, method: &str, url: &str, form: Option<String>) -> Answer {
        let form = form.map(|form| ("application/x-www-form-urlencoded", form.into_bytes()));
        self.send_as(method, url, form).await
    }

    async fn send_as(&mut self, method: &str, url: &str, form: Option<(&str, Vec<u8>)>) -> Answer {
        let jar: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(url)
            .header(header::COOKIE, jar.join("; "))
            .header(header::ACCEPT, "text/html");
        if let Some((kind, _)) = &form {
            request = request.header(header::CONTENT_TYPE, *kind);
        }
        let body = form.map_or_else(Body::empty, |(_, bytes)| Body::from(bytes));
        let answer = self.site.send_to(self.surface, request.body(body).unwrap()).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// The password of everybody in tests.
pub(crate) const PASSWORD: &str = "tiga ekor kucing";

pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    let encoded = pairs.iter().map(|(name, value)| {
        let part = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        format!("{}={}", part(name), part(value))
    });
    encoded.collect::<Vec<_>>().join("&")
}

/// What a browser would send of a form that is left as it is.
pub(crate) fn form_values(page: &Html, action: &str) -> Vec<(String, String)> {
    let forms = Selector::parse("form").unwrap();
    let form = page
        .select(&forms)
        .find(|form| form.value().attr("action") == Some(action))
        .unwrap_or_else(|| panic!("no form leads to {action}"));
    let mut pairs = Vec::new();
    for field in form.select(&Selector::parse("input, select, textarea").unwrap()) {
        let Some(name) = field.value().attr("name") else {
            continue;
        };
        let value = field.value().attr("value").unwrap_or_default().to_owned();
        match (field.value().name(), field.value().attr("type").unwrap_or("text")) {
            ("input", "checkbox" | "radio") if field.value().attr("checked").is_none() => {}
            ("input", "submit" | "file" | "button") => {}
            ("input", _) => pairs.push((name.to_owned(), value)),
            ("textarea", _) => pairs.push((name.to_owned(), field.text().collect())),
            _ => {
                let options = Selector::parse("option").unwrap();
                let chosen = field
                    .select(&options)
                    .find(|option| option.value().attr("selected").is_some())
                    .or_else(|| field.select(&options).next());
                if let Some(option) = chosen {
                    let value = option.value().attr("value").unwrap_or_default();
                    pairs.push((name.to_owned(), value.to_owned()));
                }
            }
        }
    }
    pairs
}
