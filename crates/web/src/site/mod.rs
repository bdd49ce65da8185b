//! What the web side knows before any request: the markets, its own address, and how a request chooses market and language.

pub mod robots;
pub mod security_txt;
pub mod sitemap;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::http::{HeaderMap, Uri, header};
use axum_extra::extract::CookieJar;
use pasar_domain::market::{Language, Market};
use pasar_domain::surface::Surface;

use crate::l10n::Localizer;
use crate::page::{Attribution, MarketLink, PromiseLine, Shell, Theme};

/// The cookie that keeps a person's language on a surface.
pub const fn language_cookie(surface: Surface) -> &'static str {
    match surface {
        Surface::Feed => "pasar_feed_language",
        Surface::Trade => "pasar_language",
    }
}

/// The cookie that keeps a person's colour scheme on a surface.
pub const fn theme_cookie(surface: Surface) -> &'static str {
    match surface {
        Surface::Feed => "pasar_feed_theme",
        Surface::Trade => "pasar_theme",
    }
}

/// The site: its markets and its manners.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Every market, in the order in which they are offered. The first serves pages that belong to none.
    pub markets: Vec<Arc<Market>>,
    /// What is served here: everything, or only what leads to goods.
    pub surface: Surface,
    /// Where the other surface is, without a slash at the end; empty when it has no address of its own.
    pub other_origin: String,
    /// Where people reach the site, without a slash at the end: `https://pasar.example`. Empty when unknown.
    pub base_url: String,
    /// Where to report a weakness: an address of e-mail (`mailto:…`) or of a page. Empty when there is none.
    pub security_contact: String,
    /// Should browsers insist on HTTPS from now on?
    pub https_only: bool,
    /// Where the data of a market come from, by its code.
    pub attributions: BTreeMap<String, Attribution>,
    /// Origins of the pages at which buyers pay, to which our forms may lead.
    pub payment_origins: BTreeSet<String>,
    /// The promises of a market in a language, by both.
    pub promises: BTreeMap<(String, String), PromiseLine>,
}

impl Site {
    /// The market of a code.
    pub fn market(&self, code: &str) -> Option<&Arc<Market>> {
        self.markets.iter().find(|market| market.code.as_str() == code)
    }

    /// The market that a path begins with.
    pub fn market_of_path(&self, path: &str) -> Option<&Arc<Market>> {
        self.market(path.trim_start_matches('/').split('/').next().unwrap_or_default())
    }

    /// The market whose own language comes first in what a browser accepts, else the first market.
    pub fn market_for(&self, accepted: Option<&str>) -> Option<&Arc<Market>> {
        let speaks = |market: &&Arc<Market>, wish: &str| {
            let primary = wish.split('-').next().unwrap_or_default();
            market.default_language().primary().eq_ignore_ascii_case(primary)
        };
        wishes(accepted)
            .into_iter()
            .find_map(|wish| self.markets.iter().find(|market| speaks(market, wish)))
            .or_else(|| self.markets.first())
    }

    /// Words for a program: those of the market in the language that the request accepts. Programs keep no cookies.
    pub fn localizer(market: &Arc<Market>, headers: &HeaderMap) -> Localizer {
        let language = choose_language(market, None, accepted(headers));
        Localizer::new(Arc::clone(market), &language)
    }

    /// The frame for a request: its market (else the first), its language and its theme. Nothing about the person yet.
    /// Nothing if the site has no market at all.
    pub fn shell(&self, uri: &Uri, headers: &HeaderMap) -> Option<Shell> {
        let market = self.market_of_path(uri.path()).or_else(|| self.markets.first())?;
        let cookies = CookieJar::from_headers(headers);
        let cookie = |name: &str| cookies.get(name).map(|cookie| cookie.value().to_owned());
        let language = choose_language(
            market,
            cookie(language_cookie(self.surface)).as_deref(),
            accepted(headers),
        );
        let mut shell = Shell::new(Localizer::new(Arc::clone(market), &language));
        shell.surface = self.surface;
        self.other_origin.clone_into(&mut shell.other_origin);
        shell.theme = Theme::parse(&cookie(theme_cookie(self.surface)).unwrap_or_default());
        shell.here = uri.path_and_query().map_or("/", |here| here.as_str()).to_owned();
        self.base_url.clone_into(&mut shell.base_url);
        shell = shell.known_as(uri.path());
        shell.markets = self
            .markets
            .iter()
            .map(|other| MarketLink {
                code: other.code.to_string(),
                name: other.name.get(&language).to_owned(),
            })
            .collect();
        shell.attribution = self.attributions.get(market.code.as_str()).cloned();
        let promise = (market.code.to_string(), language.primary().to_owned());
        shell.promise = self.promises.get(&promise).cloned();
        Some(shell)
    }
}

fn accepted(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
}

/// The chosen language if the market has it, else the best of what the browser accepts, else the market's own.
fn choose_language(market: &Market, chosen: Option<&str>, accepted: Option<&str>) -> Language {
    chosen
        .into_iter()
        .chain(wishes(accepted))
        .find_map(|wish| market.language(wish))
        .unwrap_or_else(|| market.default_language())
        .clone()
}

/// The languages that a browser accepts, best first.
fn wishes(accepted: Option<&str>) -> Vec<&str> {
    let mut wishes: Vec<(&str, f32)> = accepted
        .unwrap_or_default()
        .split(',')
        .filter_map(|wish| {
            let mut parts = wish.split(';');
            let tag = parts.next()?.trim();
            let weight = parts
                .next()
                .and_then(|weight| weight.trim().strip_prefix("q="))
                .map_or(Some(1.0), |weight| weight.parse().ok())?;
            (weight > 0.0).then_some((tag, weight))
        })
        .collect();
    wishes.sort_by(|a, b| b.1.total_cmp(&a.1));
    wishes.into_iter().map(|(tag, _)| tag).collect()
}
