//! A member of a shop.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use pasar_domain::shop::Shop;
use pasar_service::actor::{Buyer, ShopKeeper};
use pasar_service::shop;

use super::{SignedIn, Visit};
use crate::error::WebError;

/// The cookie that says for which of their shops a person acts; without it, for the oldest.
pub const SHOP_COOKIE: &str = "pasar_shop";

/// A visit of a member of a shop, acting for it.
#[derive(Debug, Clone)]
pub struct Keeper {
    /// The visit; its shell is named after the shop.
    pub visit: Visit,
    /// The person.
    pub buyer: Buyer,
    /// Who acts for the shop.
    pub keeper: ShopKeeper,
    /// The shop.
    pub shop: Shop,
    /// Other shops for which the person may act.
    pub others: Vec<Shop>,
}

impl Keeper {
    /// Who acts for the shop that the browser's cookie chose, or for the oldest of theirs; the person alone when they have none.
    ///
    /// # Errors
    /// The database's.
    pub async fn of(signed_in: SignedIn, headers: &HeaderMap) -> Result<Result<Self, SignedIn>, WebError> {
        let SignedIn { mut visit, buyer } = signed_in;
        let mut shops = shop::list::keepers(&visit.ctx, buyer).await?;
        if shops.is_empty() {
            return Ok(Err(SignedIn { visit, buyer }));
        }
        let jar = CookieJar::from_headers(headers);
        let chosen = jar.get(SHOP_COOKIE).map(|cookie| cookie.value());
        let place = shops
            .iter()
            .position(|(_, shop)| Some(shop.handle.as_str()) == chosen)
            .unwrap_or_default();
        let (keeper, shop) = shops.remove(place);
        visit.shell.office.clone_from(&shop.name);
        visit.shell.private = true;
        Ok(Ok(Self {
            visit,
            buyer,
            keeper,
            shop,
            others: shops.into_iter().map(|(_, shop)| shop).collect(),
        }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Keeper {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let found = Self::of(signed_in, &parts.headers).await;
        match found.map_err(IntoResponse::into_response)? {
            Ok(keeper) => Ok(keeper),
            Err(person) => Err(person.visit.go("/seller/open").into_response()),
        }
    }
}
