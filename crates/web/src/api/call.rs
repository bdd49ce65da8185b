//! A request of a program to a market.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use pasar_domain::money::Money;
use pasar_domain::picture::{PictureKind, PictureSize};
use pasar_domain::surface::Surface;
use pasar_service::Context;
use pasar_service::context::Viewer;

use super::limit::Who;
use super::model::{MoneyJson, PictureJson};
use crate::app::App;
use crate::error::WebError;
use crate::l10n::Localizer;
use crate::listing::card::picture_url;
use crate::site::Site;
use crate::visit::client;

/// A request to a market that is served here, from an address that has not asked too much.
#[derive(Debug, Clone)]
pub struct Call {
    /// The market, to act in.
    pub ctx: Context,
    /// Words and amounts.
    pub l: Localizer,
    site: Arc<Site>,
}

impl Call {
    /// The surface on which the program acts.
    pub fn surface(&self) -> Surface {
        self.site.surface
    }

    /// The full address of a page of the market; without the host while the site does not know its own.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}", self.site.base_url, self.l.url(path))
    }

    /// The address of the market's home page, without a slash behind it.
    pub fn home(&self) -> String {
        format!("{}/{}", self.site.base_url, self.l.market().code)
    }

    /// An amount as it goes out.
    pub fn money(&self, money: Money) -> MoneyJson {
        MoneyJson {
            amount_minor: money.minor,
            currency: money.currency.code().to_owned(),
            formatted: self.l.money(money),
        }
    }

    /// A picture of a list as it goes out.
    pub fn picture(&self, picture: Option<&PictureKind>, alt: &str, category: &str) -> PictureJson {
        let url = |size| {
            format!(
                "{}{}",
                self.site.base_url,
                picture_url(&self.l, picture, category, size)
            )
        };
        PictureJson {
            url: url(PictureSize::Large),
            small_url: url(PictureSize::Small),
            alt: alt.to_owned(),
        }
    }
}

impl FromRequestParts<App> for Call {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let path = parts.uri.path().trim_start_matches('/');
        let code = path.split('/').next().unwrap_or_default();
        let ctx = app.context(code).ok_or_else(WebError::not_found)?;
        let market = app.site().market(code).ok_or_else(WebError::not_found)?;
        let address = client(app, &parts.headers, &parts.extensions);
        app.api().limits.admit(Who::Address(&address), ctx.now())?;
        let viewer = Viewer {
            account_id: None,
            surface: app.site().surface,
        };
        Ok(Self {
            ctx: ctx.seen_by(viewer),
            l: Site::localizer(market, &parts.headers).under(ctx.market_in_force()),
            site: Arc::clone(app.site()),
        })
    }
}
