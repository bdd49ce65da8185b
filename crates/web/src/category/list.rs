//! `/{market}/categories`

use super::Tile;
use crate::prelude::*;

/// A category at the top, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The category.
    pub top: Tile,
    /// The categories below.
    pub below: Vec<Tile>,
}

/// Every category of the market.
#[derive(Template)]
#[template(path = "category/list.html")]
pub struct ListCategoriesPage {
    /// The frame.
    pub shell: Shell,
    /// The tree.
    pub branches: Vec<Branch>,
}

page!(ListCategoriesPage);

impl ListCategoriesPage {
    fn new(shell: Shell) -> Self {
        let l = shell.l.clone();
        let tree = &l.market().categories;
        let branch = |category: &pasar_domain::market::Category| Branch {
            top: Tile::new(&l, category),
            below: tree
                .children(category.slug.as_str())
                .map(|below| Tile::new(&l, below))
                .collect(),
        };
        Self {
            branches: tree.roots().map(branch).collect(),
            shell: shell
                .titled(l.t("category-list-title"))
                .described(l.t("category-list-lead"))
                .at("search"),
        }
    }
}

impl Page for ListCategoriesPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        vec![("full", Self::new(shell))]
    }
}

/// `GET`
pub async fn show(visit: Visit) -> ListCategoriesPage {
    ListCategoriesPage::new(visit.shell)
}
