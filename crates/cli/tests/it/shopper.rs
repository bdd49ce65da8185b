//! A buyer with a browser, as far as buying needs one: a session, the forms of pages, and their tokens.

use std::sync::Arc;

use pasar_domain::surface::Surface;
use pasar_service::rulebook::{Rulebook, of_folder};
use pasar_service::testing::open_session;
use pasar_service::{Context, ContextParts, SystemChance, SystemClock, address};
use pasar_testkit::{FakeBank, TestMarket, TestOffer};
use reqwest::header::{COOKIE, LOCATION};
use scraper::{ElementRef, Html, Selector};

use crate::kit::client;

/// The market of a test at the machine's own time, which is the program's: a session that a test's clock dates may be over.
pub(crate) fn at_present(market: &TestMarket) -> Context {
    let ctx = market.ctx();
    Context::new(ContextParts {
        rulebook: Rulebook::new(of_folder(ctx.market()).unwrap()),
        market: ctx.market().clone(),
        store: ctx.store().clone(),
        home: ctx.home().clone(),
        index: Arc::clone(ctx.index()),
        objects: Arc::clone(ctx.objects()),
        payments: Arc::new(FakeBank::default()),
        identity_keys: pasar_testkit::identity_keys(),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
    })
}

/// Somebody who is signed in and has an address.
#[derive(Clone)]
pub(crate) struct Shopper {
    client: reqwest::Client,
    cookie: String,
    market: String,
}

/// A form as it stands on a page: what would be sent.
#[derive(Debug, Clone)]
pub(crate) struct PageForm {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

/// What a page answered.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Shopper {
    /// Signs somebody in.
    pub(crate) async fn new(market: &TestMarket, name: &str) -> Self {
        let ctx = at_present(market);
        let buyer = market.buyer(name).await;
        let typed = market
            .address()
            .fields()
            .map(|(key, text)| (key, text.to_owned()))
            .collect();
        address::add(&ctx, buyer, &typed).await.unwrap();
        let token = open_session(&ctx, Surface::Trade, Some(buyer), None)
            .await
            .unwrap();
        let code = ctx.market().code.to_string();
        Self {
            client: client(),
            cookie: format!("pasar_{code}={token}"),
            market: code,
        }
    }

    /// Asks for a page of the market at this site.
    ///
    /// # Errors
    /// Nobody answers.
    pub(crate) async fn get(&self, site: &str, path: &str) -> reqwest::Result<Answer> {
        let request = self.client.get(format!("{site}/{}{path}", self.market));
        answer(request.header(COOKIE, &self.cookie)).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// Nobody answers, or the answer breaks off.
    pub(crate) async fn send(&self, site: &str, form: &PageForm) -> reqwest::Result<Answer> {
        let request = self.client.post(format!("{site}{}", form.action));
        answer(request.header(COOKIE, &self.cookie).form(&form.fields)).await
    }

    /// Puts one piece of an offer into the cart.
    pub(crate) async fn put(&self, site: &str, offer: &TestOffer) {
        let page = self.get(site, "/cart").await.unwrap().body;
        let form = PageForm {
            action: format!("/{}/cart", self.market),
            fields: vec![
                ("_csrf".to_owned(), token(&page)),
                ("shop_id".to_owned(), offer.shop_id.to_string()),
                ("offer_id".to_owned(), offer.offer_id.to_string()),
                ("quantity".to_owned(), "1".to_owned()),
            ],
        };
        let answer = self.send(site, &form).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
    }

    /// The form of the checkout, with which everything in the cart is ordered and paid at once.
    pub(crate) async fn checkout(&self, site: &str) -> PageForm {
        let page = self.get(site, "/checkout").await.unwrap();
        let mut form = form_on(&page.body, &format!("/{}/checkout", self.market));
        form.fields.retain(|(name, _)| name != "payment");
        form.fields
            .push(("payment".to_owned(), "sandbox_success".to_owned()));
        form
    }
}

async fn answer(request: reqwest::RequestBuilder) -> reqwest::Result<Answer> {
    let response = request.send().await?;
    let location = response.headers().get(LOCATION);
    Ok(Answer {
        status: response.status().as_u16(),
        location: location.map_or_else(String::new, |location| location.to_str().unwrap().to_owned()),
        body: response.text().await?,
    })
}

fn token(page: &str) -> String {
    let page = Html::parse_document(page);
    let field = Selector::parse("input[name=_csrf]").unwrap();
    page.select(&field)
        .next()
        .unwrap()
        .attr("value")
        .unwrap()
        .to_owned()
}

/// What the form with this address would send if its first button were pressed.
fn form_on(page: &str, action: &str) -> PageForm {
    let html = Html::parse_document(page);
    let forms = Selector::parse("form").unwrap();
    let form = html
        .select(&forms)
        .find(|form| form.attr("action") == Some(action));
    let form = form.unwrap_or_else(|| panic!("no form for {action} on {page}"));
    let fields = Selector::parse("input, textarea").unwrap();
    let sent = form.select(&fields).filter(is_sent);
    let sent = sent.map(|field| {
        let text = |name| field.attr(name).unwrap_or_default().to_owned();
        (text("name"), text("value"))
    });
    PageForm {
        action: action.to_owned(),
        fields: sent.collect(),
    }
}

fn is_sent(field: &ElementRef) -> bool {
    let is_choice = matches!(field.attr("type"), Some("radio" | "checkbox"));
    !is_choice || field.attr("checked").is_some()
}
