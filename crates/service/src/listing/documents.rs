//! What the search index is told about listings.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::id::ProductId;
use pasar_domain::market::{AttributeKind, Market};
use pasar_search::Document;
use pasar_store::listing::{self, ListingDocument};
use pasar_store::{PgConnection, Result};

use crate::rulebook::ends_soon;
use crate::{Context, gate};

/// The documents of these products. Products that are missing in the answer are not live, or nobody may see
/// them: the index must forget them.
pub async fn documents(
    ctx: &Context,
    conn: &mut PgConnection,
    product_ids: &[ProductId],
) -> Result<Vec<Document>> {
    let listings = listing::documents(&mut *conn, product_ids).await?;
    seen(ctx, conn, listings).await
}

/// The documents of those listings that somebody may see, now or under the version that takes effect soon; what the charter lets nobody see
/// is not told to the index. Which is which the index knows, so that a search follows the charter at the instant.
pub(crate) async fn seen(
    ctx: &Context,
    conn: &mut PgConnection,
    listings: Vec<ListingDocument>,
) -> Result<Vec<Document>> {
    let now = ctx.now();
    let ids: Vec<ProductId> = listings.iter().map(|listing| listing.product_id).collect();
    let facts = listing::facts(conn, &ids, now).await?;
    let present = Seen::at(ctx, &facts, now);
    let ends: BTreeMap<ProductId, Instant> = facts
        .listings
        .iter()
        .filter_map(|listing| Some((listing.product_id, ends_soon(listing, now)?)))
        .collect();
    let coming = ctx.rulebook().soon(now).map(|version| version.effective_at);
    let later = coming.map(|at| (at, Seen::at(ctx, &facts, at)));
    let documents = listings.into_iter().filter_map(|listing| {
        let id = listing.product_id;
        let (is_seen, is_seen_later) = (
            present.by_somebody.contains(&id),
            later
                .as_ref()
                .map(|(at, seen)| (*at, seen.by_somebody.contains(&id))),
        );
        let ends = ends.get(&id).copied();
        let (from, until) = match (is_seen, is_seen_later) {
            (true, Some((at, false))) => (None, Some(ends.map_or(at, |ends| ends.min(at)))),
            (true, _) => (None, ends),
            (false, Some((at, true))) => (Some(at), None),
            (false, _) => return None,
        };
        let seen = match &later {
            Some((_, later)) if !is_seen => later,
            _ => &present,
        };
        Some(Document {
            for_cohort: !seen.outside_pilots.contains(&id),
            visible_from: from,
            visible_until: until,
            ..document(ctx.market(), listing)
        })
    });
    Ok(documents.collect())
}

/// Products that are seen at an instant.
struct Seen {
    by_somebody: BTreeSet<ProductId>,
    outside_pilots: BTreeSet<ProductId>,
}

impl Seen {
    fn at(ctx: &Context, facts: &listing::Facts, at: Instant) -> Self {
        Self {
            by_somebody: gate::seen_by_somebody(ctx, facts, at),
            outside_pilots: gate::seen_outside_pilots(ctx, facts, at),
        }
    }
}

/// The document of a listing that is for everybody: with the names of its categories and choices in every language of the market.
pub fn document(market: &Market, listing: ListingDocument) -> Document {
    let path = market.categories.path(&listing.category);
    let known = market.categories.attributes(&listing.category);
    let mut attributes = listing.option_values;
    attributes.extend(listing.tags);
    for (slug, value) in listing.attributes {
        let kind = known
            .iter()
            .find(|attribute| attribute.slug.as_str() == slug)
            .map(|attribute| &attribute.kind);
        match kind {
            Some(AttributeKind::Choice(choices)) => {
                let chosen = choices.iter().filter(|choice| choice.slug.as_str() == value);
                attributes.extend(
                    chosen
                        .flat_map(|choice| choice.name.iter())
                        .map(|(_, name)| name.to_owned()),
                );
            }
            Some(AttributeKind::Number) => {}
            Some(AttributeKind::Text) | None => attributes.push(value),
        }
    }
    Document {
        product_id: listing.product_id,
        shop_id: listing.shop_id,
        title: listing.title,
        description_text: plain_text(&listing.description_html),
        brand: listing.brand,
        category_path: path.iter().map(|category| category.slug.to_string()).collect(),
        category_words: path
            .iter()
            .flat_map(|category| category.name.iter())
            .map(|(_, name)| name.to_owned())
            .collect(),
        attributes,
        region: market.places.region_of(&listing.place).map(|region| {
            let names: Vec<&str> = region.name.iter().map(|(_, name)| name).collect();
            names.join(" ")
        }),
        place: listing.place,
        price_minor: listing.price_min.minor,
        rating_hundredths: listing.rating.map(|rating| rating.hundredths),
        rating_count: listing.rating.map_or(0, |rating| rating.count),
        sold_count: listing.sold,
        in_stock: listing.in_stock,
        for_cohort: false,
        visible_from: None,
        visible_until: None,
        published_at: listing.published_at,
    }
}

/// The words of safe HTML: tags become spaces, the five common entities their characters.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            _ if inside => {}
            _ => text.push(letter),
        }
    }
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_separate_words() {
        assert_eq!(
            super::plain_text("<p>Kaos&nbsp;polos</p><ul><li>A &amp; B</li></ul>"),
            "Kaos polos A & B"
        );
    }
}
