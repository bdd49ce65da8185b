//! Buyers sign up as people do, in forms, and take a key for the program that will act for them.

use std::net::SocketAddr;

use anyhow::Context as _;
use reqwest::StatusCode;
use serde_json::Value as Json;

use crate::site::{Site, text};

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
    let key = key_in(&page).context("the page shows no key")?;
    Ok(key.to_owned())
}

/// A key wherever a page shows it: what it begins with, and 43 letters of base64 for addresses.
fn key_in(page: &str) -> Option<&str> {
    let keys = page.match_indices("pasar_").filter_map(|(at, begin)| {
        let rest = page.get(at + begin.len()..)?;
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        page.get(at..at + begin.len() + length).filter(|_| length == 43)
    });
    keys.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_among_what_is_called_similarly() {
        let key = format!("pasar_{}", "aZ0-_".repeat(9).get(..43).unwrap());
        let page = format!("<a href=\"/pasar_xx\">pasar_</a><textarea rows=2>{key}</textarea>");
        assert_eq!(key_in(&page), Some(key.as_str()));
        assert_eq!(key_in("pasar_short"), None);
    }
}
