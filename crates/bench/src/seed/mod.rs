//! What there is before anything is measured: a shop with its goods, and buyers.

mod buyer;
mod catalogue;
mod seller;
mod shop;

use std::net::SocketAddr;

use anyhow::Context as _;
use serde_json::{Map, Value as Json, json};
use tokio::task::JoinSet;

pub(crate) use buyer::Buyer;
pub(crate) use shop::{Offer, Shop, stock_left};

use crate::server::{Program, Server};
use crate::site::{Site, list, text};

/// People who sign up at the same time. A password takes a processor for a while.
pub(crate) const AT_ONCE: usize = 8;

/// Everything that is asked for later.
#[derive(Debug)]
pub(crate) struct Stage {
    /// The market's code.
    pub(crate) market: String,
    /// The shop with its offers.
    pub(crate) shop: Shop,
    /// Those who buy.
    pub(crate) buyers: Vec<Buyer>,
    /// The way to pay.
    pub(crate) payment_method: String,
}

/// How much there is to be.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The market, or the one that the program shows first.
    pub(crate) market: Option<String>,
    /// Products, the hot one not counted.
    pub(crate) skus: u32,
    /// Buyers.
    pub(crate) buyers: u32,
}

/// Fills a fresh site.
pub(crate) async fn fill(wanted: &Wanted, program: &Program, server: &Server) -> anyhow::Result<Stage> {
    let market = match &wanted.market {
        Some(market) => market.clone(),
        None => Site::first_market(server.address).await?,
    };
    let facts = Site::visit(server.address, &market)?.read("/market").await?;
    let address = example_address(&facts)?;
    let methods = list(&facts, "/payment_methods")?;
    let payment_method = methods
        .first()
        .and_then(Json::as_str)
        .context("the market takes no payments")?;

    eprintln!(
        "market {market}: opening a shop with {} products …",
        wanted.skus + 1
    );
    let shop = shop::open(program, server.address, &market, &address, wanted.skus).await?;
    eprintln!("{} buyers sign up …", wanted.buyers);
    let buyers = sign_up(server.address, &market, &address, wanted.buyers).await?;
    Ok(Stage {
        shop,
        buyers,
        payment_method: payment_method.to_owned(),
        market,
    })
}

/// An address as the market gives it for an example.
fn example_address(market: &Json) -> anyhow::Result<Json> {
    let mut address = Map::new();
    for field in list(market, "/address_fields")? {
        if field.pointer("/required").and_then(Json::as_bool) == Some(true) {
            let example = text(field, "/example").context("the market gives no example of its addresses")?;
            address.insert(text(field, "/key")?.to_owned(), json!(example));
        }
    }
    Ok(Json::Object(address))
}

async fn sign_up(server: SocketAddr, market: &str, address: &Json, count: u32) -> anyhow::Result<Vec<Buyer>> {
    let mut tasks = JoinSet::new();
    let mut buyers = Vec::new();
    for number in 0..count {
        if tasks.len() == AT_ONCE {
            buyers.push(tasks.join_next().await.context("nobody signs up")???);
        }
        let (market, address) = (market.to_owned(), address.clone());
        tasks.spawn(async move { buyer::sign_up(server, &market, &address, number).await });
    }
    while let Some(ended) = tasks.join_next().await {
        buyers.push(ended??);
    }
    buyers.sort_by_key(|buyer| buyer.number);
    Ok(buyers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_what_the_market_requires() {
        let market = json!({"address_fields": [
            {"key": "recipient", "required": true, "example": "Sari"},
            {"key": "line2", "required": false, "example": "Flat 2"},
            {"key": "city", "required": true, "example": "Kota Bandung"},
        ]});
        assert_eq!(
            example_address(&market).unwrap(),
            json!({"recipient": "Sari", "city": "Kota Bandung"})
        );
        let silent = json!({"address_fields": [{"key": "city", "required": true, "example": null}]});
        assert!(example_address(&silent).is_err());
    }
}
