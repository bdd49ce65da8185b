//! A member of a shop.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
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
}

impl<S: Send + Sync> FromRequestParts<S> for Keeper {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let SignedIn { mut visit, buyer } = SignedIn::from_request_parts(parts, state).await?;
        let mut shops = shop::list::keepers(&visit.ctx, buyer)
            .await
            .map_err(|error| WebError::unavailable(error).into_response())?;
        let jar = CookieJar::from_headers(&parts.headers);
        let chosen = jar.get(SHOP_COOKIE).map(|cookie| cookie.value());
        let place = shops
            .iter()
            .position(|(_, shop)| Some(shop.handle.as_str()) == chosen)
            .unwrap_or_default();
        if shops.is_empty() {
            return Err(visit.go("/seller/open").into_response());
        }
        let (keeper, shop) = shops.swap_remove(place);
        visit.shell.office.clone_from(&shop.name);
        visit.shell.private = true;
        Ok(Self {
            visit,
            buyer,
            keeper,
            shop,
        })
    }
}
