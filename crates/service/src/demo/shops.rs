//! Whose shops the demo's products are in: `shops.toml` either names every shop (products name theirs as their brand), or gives
//! names for groups of categories, from which a rule makes as many shops as there are places and products.

use std::collections::BTreeMap;

use pasar_domain::handle::Handle;
use pasar_domain::market::Market;
use pasar_interchange::ProductDraft;
use serde::Deserialize;

/// The file `shops.toml`. Its rule is written in the file itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShopsFile {
    #[serde(default)]
    shop: Vec<NamedShop>,
    #[serde(default)]
    group: Vec<Group>,
    #[serde(default)]
    owners: Vec<String>,
    #[serde(default = "all")]
    products_per_shop_max: usize,
    #[serde(default)]
    email: String,
}

const fn all() -> usize {
    usize::MAX
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedShop {
    name: String,
    handle: String,
    town: String,
    about: String,
    owner: String,
    email: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    category: String,
    names: Vec<String>,
    about: Vec<String>,
}

/// A shop of the demo with its products.
#[derive(Debug)]
pub(super) struct DemoShop {
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) place: String,
    pub(super) about: String,
    pub(super) owner: String,
    pub(super) email: String,
    pub(super) products: Vec<ProductDraft>,
}

impl ShopsFile {
    /// Does the file name every shop?
    pub(super) const fn names_all(&self) -> bool {
        !self.shop.is_empty()
    }

    /// The shops with their products, in the order of the file's rule. Products that no shop takes are left out.
    pub(super) fn stock(self, market: &Market, products: Vec<ProductDraft>) -> Vec<DemoShop> {
        let mut shops = if self.names_all() {
            self.by_name(products)
        } else {
            self.by_rule(market, products)
        };
        shops.retain(|shop| !shop.products.is_empty());
        shops
    }

    fn by_name(self, products: Vec<ProductDraft>) -> Vec<DemoShop> {
        let mut by_brand: BTreeMap<String, Vec<ProductDraft>> = BTreeMap::new();
        for product in products {
            by_brand
                .entry(product.brand.clone().unwrap_or_default())
                .or_default()
                .push(product);
        }
        let named = self.shop.into_iter().map(|shop| DemoShop {
            products: by_brand.remove(&shop.name).unwrap_or_default(),
            name: shop.name,
            handle: shop.handle,
            place: shop.town,
            about: shop.about,
            owner: shop.owner,
            email: shop.email,
        });
        named.collect()
    }

    fn by_rule(self, market: &Market, products: Vec<ProductDraft>) -> Vec<DemoShop> {
        let mut by_pair: BTreeMap<(usize, usize), Vec<ProductDraft>> = BTreeMap::new();
        for product in products {
            if let Some(pair) = self.pair(market, &product) {
                by_pair.entry(pair).or_default().push(product);
            }
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut shops = Vec::new();
        for ((group, place), products) in by_pair {
            let (Some(group_entry), Some(place)) = (self.group.get(group), market.places.all().get(place))
            else {
                continue;
            };
            for products in evenly(products, self.products_per_shop_max) {
                let n = counts.entry(group).or_default();
                let (name, about) = group_entry.shop(*n, &place.name);
                *n += 1;
                let handle = Handle::from_shop_name(&name)
                    .map(String::from)
                    .unwrap_or_default();
                shops.push(DemoShop {
                    owner: cycled(&self.owners, shops.len()),
                    email: self.email.replace("{handle}", &handle),
                    name,
                    handle,
                    place: place.name.clone(),
                    about,
                    products,
                });
            }
        }
        shops
    }

    /// Group and place of a product, by their places in their lists.
    fn pair(&self, market: &Market, product: &ProductDraft) -> Option<(usize, usize)> {
        let leaf = market
            .categories
            .find_external(product.category_hint.as_deref()?)?;
        let root = market
            .categories
            .path(leaf.slug.as_str())
            .first()?
            .slug
            .to_string();
        let group = self.group.iter().position(|group| group.category == root)?;
        let place = market.places.get(product.ship_from.as_deref()?)?;
        let place = market
            .places
            .all()
            .iter()
            .position(|other| other.name == place.name)?;
        Some((group, place))
    }
}

impl Group {
    /// Name and description of the n-th shop of the group.
    fn shop(&self, n: usize, place: &str) -> (String, String) {
        let name = cycled(&self.names, n);
        let name = if n < self.names.len() {
            name
        } else {
            format!("{name} {place}")
        };
        (name, cycled(&self.about, n).replace("{city}", place))
    }
}

fn cycled(words: &[String], n: usize) -> String {
    n.checked_rem(words.len())
        .and_then(|n| words.get(n))
        .cloned()
        .unwrap_or_default()
}

/// Cuts a list into as few parts as hold it, of lengths that differ by one at most, the longer first.
fn evenly<T>(items: Vec<T>, max: usize) -> Vec<Vec<T>> {
    let parts = items.len().div_ceil(max.max(1));
    let (short, longer) = (items.len() / parts.max(1), items.len() % parts.max(1));
    let mut rest = items.into_iter();
    (0..parts)
        .map(|part| rest.by_ref().take(short + usize::from(part < longer)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_differ_by_one_at_most() {
        let lengths = |count: usize| -> Vec<usize> {
            super::evenly((0..count).collect(), 24)
                .iter()
                .map(Vec::len)
                .collect()
        };
        assert_eq!(lengths(0), Vec::<usize>::new());
        assert_eq!(lengths(24), [24]);
        assert_eq!(lengths(25), [13, 12]);
        assert_eq!(lengths(50), [17, 17, 16]);
    }
}
