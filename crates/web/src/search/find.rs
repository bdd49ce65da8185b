//! `/{market}/search`

use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use pasar_service::search::find::{FindError, find};

use super::asked::Asked;
use super::results::Results;
use super::samples;
use crate::category::{Tile, tiles};
use crate::prelude::*;

/// Seconds after which a search that is being prepared may be asked again.
const PREPARED_IN: &str = "30";

/// What a search found.
#[derive(Template)]
#[template(path = "search/find.html")]
pub struct FindPage {
    /// The frame.
    pub shell: Shell,
    /// The words, as they were typed.
    pub words: String,
    /// What was found; nothing while the index is being prepared.
    pub results: Option<Results>,
    /// Categories, to look around when nothing was found.
    pub tiles: Vec<Tile>,
}

page!(FindPage);

impl FindPage {
    fn new(shell: &Shell, asked: &Asked, results: Option<Results>) -> Self {
        let l = &shell.l;
        let title = if asked.words.is_empty() {
            l.t("search-everything")
        } else {
            asked.words.clone()
        };
        let nothing = results.as_ref().is_none_or(|results| results.total == 0);
        let mut shell = shell.clone().titled(title).at("search");
        asked.words.clone_into(&mut shell.query);
        // A search for words is nobody's page but the searcher's; everything there is may be known.
        if !asked.words.is_empty() || nothing {
            shell = shell.private();
        }
        Self {
            words: asked.words.clone(),
            results,
            tiles: if nothing { tiles(&shell.l) } else { Vec::new() },
            shell,
        }
    }
}

impl Page for FindPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let asked = Asked {
            words: "kaos <b> & \"polos\"".to_owned(),
            ..Asked::default()
        };
        let narrowed = Asked {
            places: vec![shell.market().places.all()[0].name.clone()],
            price_min: Some(5_000_00),
            rating_min: Some(450),
            in_stock_only: true,
            page: 1,
            unread: vec!["max"],
            ..asked.clone()
        };
        let found = samples::found(shell.market());
        let page = |asked: &Asked, found| {
            let results = Results::new(&shell.l, asked, found);
            Self::new(&shell, asked, Some(results))
        };
        vec![
            ("full", page(&asked, &found)),
            ("narrowed", page(&narrowed, &samples::corrected(&found))),
            ("everything", page(&Asked::default(), &found)),
            ("nothing", page(&asked, &Default::default())),
            ("nothing-narrowed", page(&narrowed, &Default::default())),
            ("past-the-end", page(&narrowed, &samples::past_the_end(&found))),
            ("preparing", Self::new(&shell, &asked, None)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The index's and the database's. An index that is being prepared is a page.
pub async fn show(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Result<Response, WebError> {
    let asked = Asked::read(visit.ctx.market(), &pairs);
    let shell = visit.shell.clone().known_as(&asked.href(visit.l()));
    match find(&visit.ctx, asked.query()).await {
        Ok(found) => {
            let results = Results::new(visit.l(), &asked, &found);
            Ok(FindPage::new(&shell, &asked, Some(results)).into_response())
        }
        Err(FindError::Preparing) => Ok(preparing(&shell, &asked)),
        Err(error) => Err(error.into()),
    }
}

/// The page that says that the search is being prepared. It is no error, but programs should come back later.
pub fn preparing(shell: &Shell, asked: &Asked) -> Response {
    let later = [(header::RETRY_AFTER, PREPARED_IN)];
    (
        StatusCode::SERVICE_UNAVAILABLE,
        later,
        FindPage::new(shell, asked, None),
    )
        .into_response()
}
