//! Ordering.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::Arc;

use serde::Deserialize;

use super::{Ask, pick, refusal};
use crate::client::Answer;
use crate::seed::{Buyer, Offer, Stage};

/// A buyer who orders a piece of something again and again.
#[derive(Debug)]
pub(crate) struct Ordering {
    /// Who it is.
    pub(crate) buyer: Buyer,
    /// The order groups that the buyer was told about.
    pub(crate) told: BTreeSet<String>,
    /// Requests that no answer came to, or one that does not say what became of them: their orders may exist or not.
    pub(crate) unanswered: u64,
    /// The last request is one of those: it is sent again with its key, as any careful client does.
    again: bool,
    offers: Arc<Vec<Offer>>,
    head: String,
    load: String,
    payment_method: String,
    asked: u64,
    body: Vec<u8>,
}

/// What is read of the answer.
#[derive(Deserialize)]
struct Placed {
    order_group_id: String,
    payment: Payment,
}

#[derive(Deserialize)]
struct Payment {
    state: String,
}

impl Ordering {
    /// All buyers, who order these offers. Loads have names, so that no idempotency key comes twice.
    pub(crate) fn many(stage: &Stage, offers: Vec<Offer>, load: &str) -> Vec<Self> {
        let offers = Arc::new(offers);
        let ordering = |buyer: &Buyer| Self {
            buyer: buyer.clone(),
            told: BTreeSet::new(),
            unanswered: 0,
            again: false,
            offers: Arc::clone(&offers),
            head: format!(
                "POST /{}/api/v1/checkout HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\nauthorization: Bearer {}\r\ncontent-type: \
                 application/json\r\n",
                stage.market, buyer.key
            ),
            load: load.to_owned(),
            payment_method: stage.payment_method.clone(),
            asked: 0,
            body: Vec::new(),
        };
        stage.buyers.iter().map(ordering).collect()
    }
}

impl Ask for Ordering {
    fn ask(&mut self, request: &mut Vec<u8>) {
        let before = if self.again { self.asked - 1 } else { self.asked };
        let Some(offer) = self
            .offers
            .get(pick(self.buyer.number, before, self.offers.len()))
        else {
            return;
        };
        self.asked = before + 1;
        self.body.clear();
        // Writing into memory does not fail, and none of these texts needs quoting.
        let _ = write!(
            self.body,
            r#"{{"lines":[{{"shop_id":"{}","offer_id":"{}","quantity":1,"unit_price":{{"amount_minor":{},"currency":"{}"}}}}],"address_id":"{}","payment_method":"{}"}}"#,
            offer.shop_id,
            offer.offer_id,
            offer.price_minor,
            offer.currency,
            self.buyer.address_id,
            self.payment_method
        );
        let _ = write!(
            request,
            "{}idempotency-key: {}-{}-{}\r\ncontent-length: {}\r\n\r\n",
            self.head,
            self.load,
            self.buyer.number,
            self.asked,
            self.body.len()
        );
        request.extend_from_slice(&self.body);
    }

    fn heard(&mut self, answer: Answer<'_>) -> Result<(), String> {
        if answer.status >= 500 {
            self.lost();
            return Err(refusal(answer));
        }
        if std::mem::take(&mut self.again) {
            self.unanswered -= 1;
        }
        if answer.status != 201 {
            return Err(refusal(answer));
        }
        let placed: Placed =
            serde_json::from_slice(answer.body).map_err(|_| "201 that says nothing".to_owned())?;
        if !self.told.insert(placed.order_group_id) {
            return Err("201 with an order that had been placed before".to_owned());
        }
        match placed.payment.state.as_str() {
            "authorised" => Ok(()),
            other => Err(format!("201 with a payment that is {other}")),
        }
    }

    fn lost(&mut self) {
        if !std::mem::replace(&mut self.again, true) {
            self.unanswered += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Shop;

    fn buyer() -> Ordering {
        let offer = Offer {
            handle: "a".to_owned(),
            title: "A".to_owned(),
            shop_id: "shp_1".to_owned(),
            offer_id: "ofr_1".to_owned(),
            price_minor: 5_350_000,
            currency: "IDR".to_owned(),
            available: 9,
        };
        let stage = Stage {
            market: "xx".to_owned(),
            shop: Shop {
                handle: "s".to_owned(),
                offers: Vec::new(),
                hot: offer.clone(),
                categories: Vec::new(),
                searches: Vec::new(),
            },
            buyers: vec![Buyer {
                number: 7,
                key: "pasar_k".to_owned(),
                address_id: "adr_1".to_owned(),
            }],
            payment_method: "card".to_owned(),
        };
        Ordering::many(&stage, vec![offer], "test").remove(0)
    }

    #[test]
    fn each_order_is_a_request_of_its_own() {
        let mut buyer = buyer();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        buyer.ask(&mut first);
        buyer.ask(&mut second);
        let text = String::from_utf8(first).unwrap();
        assert!(text.contains("\r\nidempotency-key: test-7-1\r\n"), "{text}");
        assert!(
            String::from_utf8(second)
                .unwrap()
                .contains("\r\nidempotency-key: test-7-2\r\n")
        );
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(
            head.contains(&format!("content-length: {}", body.len())),
            "{head}"
        );
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["lines"][0]["unit_price"]["amount_minor"], 5_350_000);
        assert_eq!(
            (&body["address_id"], &body["payment_method"]),
            (&"adr_1".into(), &"card".into())
        );
    }

    #[test]
    fn what_a_buyer_was_told_is_remembered_and_nothing_else() {
        let mut buyer = buyer();
        let mut heard = |status, body: &str| {
            buyer.heard(Answer {
                status,
                body: body.as_bytes(),
            })
        };
        let placed = |id: &str, state: &str| {
            format!(r#"{{"order_group_id":"{id}","number":"1","payment":{{"state":"{state}"}}}}"#)
        };
        assert_eq!(heard(201, &placed("grp_1", "authorised")), Ok(()));
        assert_eq!(
            heard(201, &placed("grp_2", "unknown")),
            Err("201 with a payment that is unknown".to_owned())
        );
        assert!(heard(201, &placed("grp_1", "authorised")).is_err());
        assert_eq!(
            heard(409, r#"{"code":"OUT_OF_STOCK"}"#),
            Err("409 OUT_OF_STOCK".to_owned())
        );
        buyer.lost();
        assert_eq!(buyer.told.iter().collect::<Vec<_>>(), ["grp_1", "grp_2"]);
        assert_eq!(buyer.unanswered, 1);
    }

    #[test]
    fn what_has_no_answer_is_asked_again_with_its_key() {
        let mut buyer = buyer();
        let asked = |buyer: &mut Ordering| {
            let mut request = Vec::new();
            buyer.ask(&mut request);
            String::from_utf8(request).unwrap()
        };
        let first = asked(&mut buyer);
        buyer.lost();
        assert_eq!(asked(&mut buyer), first);
        let unavailable = Answer {
            status: 503,
            body: b"",
        };
        assert!(buyer.heard(unavailable).is_err());
        assert_eq!((asked(&mut buyer), buyer.unanswered), (first.clone(), 1));
        let refused = Answer {
            status: 409,
            body: b"{}",
        };
        assert!(buyer.heard(refused).is_err());
        assert_eq!(buyer.unanswered, 0, "nothing was placed");
        assert_ne!(asked(&mut buyer), first);
    }
}
