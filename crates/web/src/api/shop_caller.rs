//! A program with the API key of a shop's member.

use std::collections::HashMap;
use std::ops::Deref;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::shop::Shop;
use pasar_service::actor::ShopKeeper;
use pasar_service::shop::authorise::authorise;

use super::Caller;
use crate::app::App;
use crate::error::WebError;

/// A request for the shop that `{shop}` in its address names, from a member of it. To everybody else there is no such shop.
#[derive(Debug, Clone)]
pub struct ShopCaller {
    caller: Caller,
    /// Who acts for the shop.
    pub keeper: ShopKeeper,
    /// The shop.
    pub shop: Shop,
}

impl Deref for ShopCaller {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl FromRequestParts<App> for ShopCaller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let names = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(names) = names.map_err(|rejection| rejection.into_response())?;
        let handle = names.get("shop").map_or("", String::as_str);
        let found = authorise(&caller.ctx, caller.buyer, handle).await;
        match found.map_err(|error| WebError::from(error).into_response())? {
            Some((keeper, shop)) => Ok(Self { caller, keeper, shop }),
            None => Err(super::shop::no_such_shop().into_response()),
        }
    }
}
