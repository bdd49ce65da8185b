//! Stripe, played by localstripe, which the test starts by itself, and by a front before it.
//!
//! localstripe keeps the money: PaymentIntents, captures, cancellations, refunds, signed messages. What it lacks the front plays as Stripe
//! describes it: answers that are remembered by their `Idempotency-Key`, pages at which buyers pay (Checkout Sessions, whose money is
//! localstripe's), and finding by metadata. The front also loses answers when a test says so.

mod front;
mod page;

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use pasar_service::payment::stripe::StripeSettings;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

use self::front::{Front, Line};

/// The secret key of the account.
const SECRET_KEY: &str = "sk_test_localstripe";
/// What messages are signed with.
pub(crate) const WEBHOOK_SECRET: &str = "whsec_localstripe";

/// A card that the bank accepts, as Stripe names it.
pub const GOOD_CARD: &str = "pm_card_visa";
/// A card that the bank declines.
pub const BAD_CARD: &str = "pm_card_chargeCustomerFail";

/// Stripe, for one test.
#[derive(Debug)]
pub struct StripeStage {
    front: Arc<Front>,
    task: JoinHandle<()>,
    // Ends with us.
    _localstripe: Child,
}

impl Drop for StripeStage {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl StripeStage {
    /// Starts localstripe and the front before it.
    pub async fn start() -> Self {
        let (localstripe, port) = start_localstripe().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let front = Arc::new(Front::new(address, format!("http://127.0.0.1:{port}")));
        let router = front::router(Arc::clone(&front));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            front,
            task,
            _localstripe: localstripe,
        }
    }

    /// What the operator says about this Stripe.
    pub fn settings(&self) -> StripeSettings {
        StripeSettings {
            address: self.front.address.clone(),
            secret_key: SECRET_KEY.to_owned(),
            webhook_secrets: WEBHOOK_SECRET.to_owned(),
            page_origin: self.front.address.clone(),
            shown_as: "pasar.example".to_owned(),
        }
    }

    /// The next question that ends like this (`/capture`, `POST /v1/refunds`) gets no answer, though what it asks for is done.
    pub fn lose_answer(&self, ending: &'static str) {
        self.front.plan(Line::CutAfter, ending);
    }

    /// The next question that ends like this does not arrive.
    pub fn lose_question(&self, ending: &'static str) {
        self.front.plan(Line::CutBefore, ending);
    }

    /// The next question that ends like this is answered with this HTTP status, and nothing is done.
    pub fn refuse(&self, ending: &'static str, status: u16) {
        self.front.plan(Line::Refuse(status), ending);
    }

    /// Forgets what was answered to keys, as Stripe does after a day.
    pub fn forget_keys(&self) {
        self.front.forget_keys();
    }

    /// A buyer gives this card at a page. Whether the bank accepted it.
    pub async fn pay(&self, page: &str, card: &str) -> bool {
        self.front.pay(page, card).await
    }

    /// How many questions were asked that end like this.
    pub fn asked(&self, ending: &str) -> usize {
        self.front.asked(ending)
    }

    /// Everything that was charged and not let go: what is held, taken and given back, each in Stripe's unit.
    pub async fn books(&self) -> StripeBooks {
        let list = self.front.read("/v1/payment_intents?limit=100").await;
        let mut books = StripeBooks::default();
        for intent in list["data"].as_array().unwrap() {
            let amount = intent["amount"].as_i64().unwrap();
            match intent["status"].as_str().unwrap() {
                "requires_capture" => books.held += amount,
                "succeeded" => {
                    books.taken += amount;
                    books.given_back += intent["latest_charge"]["amount_refunded"].as_i64().unwrap();
                }
                _ => {}
            }
        }
        books
    }

    /// Everything of one kind that localstripe has: `payment_intents`, `refunds`.
    pub async fn all(&self, kind: &str) -> Vec<Value> {
        let list = self.front.read(&format!("/v1/{kind}?limit=100")).await;
        list["data"].as_array().unwrap().clone()
    }

    /// From now on localstripe sends its messages to this address.
    pub async fn tell(&self, address: &str) {
        self.front.tell(address).await;
    }
}

/// What Stripe keeps of buyers' money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StripeBooks {
    /// Set aside.
    pub held: i64,
    /// Taken.
    pub taken: i64,
    /// Given back of what was taken.
    pub given_back: i64,
}

async fn start_localstripe() -> (Child, u16) {
    let home = PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    let python = home.join(".local/share/pasar/localstripe/bin/python");
    assert!(
        python.exists(),
        "localstripe is not installed: run scripts/install-localstripe.sh"
    );
    let mut child = Command::new(python)
        .args(["-c", include_str!("localstripe.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let port = said
        .next_line()
        .await
        .unwrap()
        .expect("localstripe ended at once");
    (child, port.parse().unwrap())
}
