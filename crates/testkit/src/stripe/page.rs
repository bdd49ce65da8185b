//! Pages at which buyers pay, as Stripe describes them. The money is localstripe's.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::body::Bytes;
use axum::http::Method;
use openidconnect::url::form_urlencoded;
use serde_json::{Value, json};

use super::front::{Front, Question, Said, fields};

#[derive(Debug, Clone)]
struct Page {
    fields: BTreeMap<String, String>,
    status: &'static str,
    intent_id: Option<String>,
}

/// Every page, by its name.
#[derive(Debug, Default)]
pub(super) struct Pages(Mutex<BTreeMap<String, Page>>);

impl Pages {
    fn get(&self, id: &str) -> Option<Page> {
        self.0.lock().unwrap().get(id).cloned()
    }

    fn put(&self, id: &str, page: Page) {
        self.0.lock().unwrap().insert(id.to_owned(), page);
    }

    fn next_id(&self) -> String {
        format!("cs_test_{}", self.0.lock().unwrap().len() + 1)
    }
}

impl Front {
    /// Opens, shows or closes a page. `rest` is what stands behind `/v1/checkout/sessions`.
    pub(super) async fn of_page(&self, rest: &str, question: &Question) -> Said {
        let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
        match (&question.method, parts.as_slice()) {
            (&Method::POST, []) => self.open_page(&question.body).await,
            (&Method::GET, [id]) => match self.pages.get(id) {
                Some(page) => self.shown(id, &page, true).await,
                None => Said::wrong(404, "resource_missing"),
            },
            (&Method::POST, [id, "expire"]) => match self.pages.get(id) {
                Some(page) if page.status == "open" => {
                    let page = Page {
                        status: "expired",
                        ..page
                    };
                    self.pages.put(id, page.clone());
                    self.shown(id, &page, false).await
                }
                Some(_) => Said::wrong(400, "checkout_session_not_open"),
                None => Said::wrong(404, "resource_missing"),
            },
            _ => Said::wrong(404, "resource_missing"),
        }
    }

    async fn open_page(&self, body: &Bytes) -> Said {
        let fields = fields(body);
        let needed = [
            ("mode", "payment"),
            ("line_items[0][quantity]", "1"),
            ("payment_intent_data[capture_method]", "manual"),
        ];
        let present = [
            "success_url",
            "cancel_url",
            "expires_at",
            "line_items[0][price_data][currency]",
            "line_items[0][price_data][unit_amount]",
            "line_items[0][price_data][product_data][name]",
        ];
        let is = |(name, value): &(&str, &str)| fields.get(*name).is_some_and(|given| given == value);
        if !needed.iter().all(is) || !present.iter().all(|name| fields.contains_key(*name)) {
            return Said::wrong(400, "parameter_missing");
        }
        let id = self.pages.next_id();
        let page = Page {
            fields,
            status: "open",
            intent_id: None,
        };
        self.pages.put(&id, page.clone());
        self.shown(&id, &page, false).await
    }

    async fn shown(&self, id: &str, page: &Page, whole: bool) -> Said {
        let intent = match &page.intent_id {
            Some(intent_id) if whole => {
                self.read(&format!("/v1/payment_intents/{intent_id}?expand[]=latest_charge"))
                    .await
            }
            Some(intent_id) => json!(intent_id),
            None => Value::Null,
        };
        let is_open = page.status == "open";
        let url = format!("{}/c/pay/{id}", self.address);
        Said::new(
            200,
            &json!({
                "id": id,
                "object": "checkout.session",
                "status": page.status,
                "url": is_open.then_some(url),
                "payment_intent": intent,
            }),
        )
    }

    /// A buyer gives a card at the page of this address. Whether the bank accepted it; if not, the page stays open.
    pub(super) async fn pay(&self, url: &str, card: &str) -> bool {
        let id = url.rsplit('/').next().unwrap();
        let page = self.pages.get(id).unwrap();
        assert_eq!(page.status, "open", "nobody can pay at this page");
        let of_page = |name: &str| page.fields[name].clone();
        let mut fields = vec![
            (
                "amount".to_owned(),
                of_page("line_items[0][price_data][unit_amount]"),
            ),
            (
                "currency".to_owned(),
                of_page("line_items[0][price_data][currency]"),
            ),
            ("payment_method".to_owned(), card.to_owned()),
            ("confirm".to_owned(), "true".to_owned()),
        ];
        // What was said about the money is said of it: `payment_intent_data[metadata][a]` is `metadata[a]`.
        for (name, value) in &page.fields {
            if let Some(rest) = name.strip_prefix("payment_intent_data[") {
                fields.push((rest.replacen(']', "", 1), value.clone()));
            }
        }
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&fields)
            .finish();
        let said = self.ask(Method::POST, "/v1/payment_intents", body.into()).await;
        if said.status == 402 {
            return false;
        }
        assert_eq!(said.status, 200, "{}", said.json());
        let intent_id = said.json()["id"].as_str().unwrap().to_owned();
        let page = Page {
            status: "complete",
            intent_id: Some(intent_id),
            ..page
        };
        self.pages.put(id, page);
        true
    }
}
