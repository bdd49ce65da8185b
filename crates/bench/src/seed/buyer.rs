//! Buyers sign up as people do, in forms, and take a key for the program that will act for them.

use std::net::SocketAddr;

use anyhow::Context as _;
use reqwest::StatusCode;
use serde_json::Value as Json;

use crate::site::{Site, between, text};

/// Everybody's: nobody guesses it before the measurement is over.
const PASSWORD: &str = "measured, not guessed";

/// A buyer who can order.
#[derive(Debug, Clone)]
pub(crate) struct Buyer {
    /// Which one.
    pub(crate) number: u32,
    /// The key to the API.
    pub(crate) key: String,
    /// Where parcels go.
    pub(crate) address_id: String,
}

/// Signs a buyer up, with an address and a key.
pub(super) async fn sign_up(
    server: SocketAddr,
    market: &str,
    address: &Json,
    number: u32,
) -> anyhow::Result<Buyer> {
    let key = key_of(server, market, &format!("buyer-{number}")).await?;
    let program = Site::visit(server, market)?.with_key(&key);
    let stored = program.make("/addresses", address).await?;
    Ok(Buyer {
        number,
        address_id: text(&stored, "/address_id")?.to_owned(),
        key,
    })
}

/// Makes an account and a key for it.
pub(super) async fn key_of(server: SocketAddr, market: &str, name: &str) -> anyhow::Result<String> {
    let person = Site::visit(server, market)?;
    let email = format!("{name}@example.com");
    let fields = [("name", name), ("email", email.as_str()), ("password", PASSWORD)];
    person.fill("/sign-up", &fields, StatusCode::SEE_OTHER).await?;
    let page = person
        .fill("/account/keys", &[("name", "load")], StatusCode::CREATED)
        .await?;
    let secret = between(&page, "value=\"pasar_", "\"").context("the page shows no key")?;
    Ok(format!("pasar_{secret}"))
}
