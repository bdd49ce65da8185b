//! `/{market}/categories/{slug}`

use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Response};
use pasar_domain::market::Category;
use pasar_service::search::find::{FindError, find};
use serde::Deserialize;

use super::Tile;
use crate::prelude::*;
use crate::search::asked::Asked;
use crate::search::find::preparing;
use crate::search::results::Results;
use crate::structured;

/// Which category.
#[derive(Debug, Deserialize)]
pub struct CategoryPath {
    slug: String,
}

/// A category and what it holds.
#[derive(Template)]
#[template(path = "category/show.html")]
pub struct ShowCategoryPage {
    /// The frame.
    pub shell: Shell,
    /// The way to it.
    pub crumbs: Vec<Crumb>,
    /// The same for search engines.
    pub structured: Html,
    /// The categories below it.
    pub below: Vec<Tile>,
    /// Its goods.
    pub results: Results,
}

page!(ShowCategoryPage);

impl ShowCategoryPage {
    fn new(shell: &Shell, category: &Category, asked: &Asked, results: Results) -> Self {
        let l = &shell.l;
        let name = category.name.get(l.language());
        let crumbs = crumbs(l, category.slug.as_str());
        let tree = &l.market().categories;
        let described = l.t2(
            "category-described",
            "category",
            name,
            "market",
            l.market().name.get(l.language()),
        );
        let plain = asked.widened();
        let below = if *asked == plain && asked.page == 0 {
            tree.children(category.slug.as_str())
                .map(|below| Tile::new(l, below))
                .collect()
        } else {
            Vec::new()
        };
        let picture = format!("/pictures/drawn/{}/1.png", category.slug);
        Self {
            structured: structured::breadcrumbs(shell, &crumbs),
            crumbs,
            below,
            results,
            shell: shell
                .clone()
                .titled(name)
                .described(described)
                .at("search")
                .pictured(&l.url(&picture))
                .known_as(
                    &Asked {
                        sort: Default::default(),
                        ..plain
                    }
                    .href(l),
                ),
        }
    }
}

/// The way to a category; the last step is the category itself.
fn crumbs(l: &Localizer, slug: &str) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::new(l.t("category-list-title"), l.url("/categories"))];
    crumbs.extend(way(l, slug));
    if let Some(last) = crumbs.last_mut() {
        last.href.clear();
    }
    crumbs
}

/// The categories from the top to this one, each with its page.
pub fn way(l: &Localizer, slug: &str) -> Vec<Crumb> {
    let path = l.market().categories.path(slug);
    let crumb = |category: &Category| {
        let name = category.name.get(l.language());
        Crumb::new(name, l.url(&format!("/categories/{}", category.slug)))
    };
    path.into_iter().map(crumb).collect()
}

impl Page for ShowCategoryPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let tree = shell.market().categories.clone();
        let root = tree.roots().next().cloned();
        let leaf = tree
            .all()
            .iter()
            .find(|category| tree.is_leaf(category.slug.as_str()))
            .cloned();
        let found = crate::search::samples::found(shell.market());
        let nothing = Default::default();
        let page = |category: &Category, found| {
            let asked = Asked {
                category: category.slug.to_string(),
                ..Asked::default()
            };
            let results = Results::new(&shell.l, &asked, found);
            Self::new(&shell, category, &asked, results)
        };
        let full = root.iter().map(|root| ("full", page(root, &found)));
        let empty = leaf.iter().map(|leaf| ("empty", page(leaf, &nothing)));
        full.chain(empty).collect()
    }
}

/// `GET`
///
/// # Errors
/// There is no such category; the index's and the database's.
pub async fn show(
    visit: Visit,
    Path(path): Path<CategoryPath>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let market = visit.ctx.market();
    let category = market
        .categories
        .get(&path.slug)
        .ok_or_else(WebError::not_found)?;
    let asked = Asked {
        category: path.slug.clone(),
        words: String::new(),
        ..Asked::read(market, &pairs)
    };
    match find(&visit.ctx, asked.query()).await {
        Ok(found) => {
            let results = Results::new(visit.l(), &asked, &found);
            Ok(ShowCategoryPage::new(&visit.shell, category, &asked, results).into_response())
        }
        Err(FindError::Preparing) => Ok(preparing(&visit.shell, &asked)),
        Err(error) => Err(error.into()),
    }
}
