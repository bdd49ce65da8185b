//! Categories: the tree, and what each holds.

pub mod list;
pub mod show;

use pasar_domain::market::Category;

use crate::l10n::Localizer;

/// A category with its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its goods, drawn.
    pub picture: String,
}

impl Tile {
    /// A category as a tile.
    pub fn new(l: &Localizer, category: &Category) -> Self {
        let slug = category.slug.as_str();
        Self {
            name: category.name.get(l.language()).to_owned(),
            href: l.url(&format!("/categories/{slug}")),
            picture: l.url(&format!("/pictures/drawn/{slug}/tile.svg")),
        }
    }
}

/// The categories at the top.
pub fn tiles(l: &Localizer) -> Vec<Tile> {
    let roots = l.market().categories.roots();
    roots.map(|category| Tile::new(l, category)).collect()
}
