//! Writes some products of a file into a shop: about a dozen statements, whatever their number.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::import::ImportFinding;
use pasar_domain::market::Market;
use pasar_domain::product::{CheckedProduct, Product, Purpose, check};
use pasar_interchange::{Effect, Figures, ProductDraft, ReviewDraft};
use pasar_store::{PgConnection, product, variant};

use super::Report;
use super::draft::{Chosen, ChosenBy, category, input, not_public, of_problem, of_product, variant_input};
use crate::product::current::{CurrentProduct, complete};
use crate::product::write::{
    Outcome, Plan, ProductWrite, StateWish, WriteError, Writer, free_handles, taken_skus,
};

/// What is the same for all products of an import.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    pub(crate) writer: Writer<'a>,
    /// The category of goods whose own words for it the market does not know.
    pub(crate) category: Option<&'a str>,
    /// Are new products kept as drafts, whatever the file says?
    pub(crate) as_drafts: bool,
    /// The most products of the shop.
    pub(crate) products_max: u32,
}

/// A product that was written anew, with what else its file says about it.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub(crate) product_id: ProductId,
    pub(crate) reviews: Vec<ReviewDraft>,
    pub(crate) figures: Option<Figures>,
}

/// Writes products in the caller's transaction. No product spoils another: one that cannot be written is reported.
///
/// # Errors
/// The database's.
pub(crate) async fn apply(
    conn: &mut PgConnection,
    terms: Terms<'_>,
    drafts: Vec<ProductDraft>,
    report: &mut Report,
) -> Result<Vec<Fresh>, pasar_store::Error> {
    let mut fresh = Vec::new();
    let mut group: Vec<ProductDraft> = Vec::new();
    let mut keys = BTreeSet::new();
    for draft in drafts {
        // A product's second part must see its first.
        if !keys.insert(draft.external_key.clone()) {
            fresh.extend(apply_group(&mut *conn, terms, std::mem::take(&mut group), report).await?);
            keys = BTreeSet::from([draft.external_key.clone()]);
        }
        group.push(draft);
    }
    fresh.extend(apply_group(conn, terms, group, report).await?);
    Ok(fresh)
}

struct Item {
    draft: ProductDraft,
    checked: CheckedProduct,
    current: Option<CurrentProduct>,
    merge: bool,
}

/// Writes products with different keys.
async fn apply_group(
    conn: &mut PgConnection,
    terms: Terms<'_>,
    drafts: Vec<ProductDraft>,
    report: &mut Report,
) -> Result<Vec<Fresh>, pasar_store::Error> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let shop_id = terms.writer.shop.shop_id;
    let keys: Vec<String> = drafts.iter().map(|draft| draft.external_key.clone()).collect();
    let mut known = product::lock_by_keys(&mut *conn, shop_id, &keys).await?;
    let by_sku = lock_by_skus(&mut *conn, shop_id, &keys, &mut known).await?;
    let known = complete(&mut *conn, shop_id, known).await?;
    let mut by_key = by_key(known, &by_sku);
    let mut items: Vec<Item> = drafts
        .into_iter()
        .filter_map(|draft| {
            let current = by_key.remove(&draft.external_key);
            check_draft(terms, draft, current, report)
        })
        .collect();
    drop_taken_skus(&mut *conn, terms.writer, &mut items, report).await?;
    write_items(conn, terms, items, report).await
}

async fn write_items(
    conn: &mut PgConnection,
    terms: Terms<'_>,
    items: Vec<Item>,
    report: &mut Report,
) -> Result<Vec<Fresh>, pasar_store::Error> {
    let new: Vec<&CheckedProduct> = items
        .iter()
        .filter(|item| item.current.is_none())
        .map(|item| &item.checked)
        .collect();
    let mut room = room(&mut *conn, terms, new.len()).await?;
    let mut handles = free_handles(&mut *conn, terms.writer, &new).await?.into_iter();
    let mut plan = Plan::default();
    let mut fresh = Vec::new();
    let mut written: BTreeMap<ProductId, ProductDraft> = BTreeMap::new();
    for Item {
        draft,
        checked,
        current,
        merge,
    } in items
    {
        let state = state_wish(&draft, terms.as_drafts, current.is_some());
        let write = write_of(&draft, checked, merge, state);
        if let Some(current) = current {
            written.insert(current.product.product_id, named(&draft));
            match plan.change(terms.writer, &current, write) {
                Outcome::Same => report.tally.same += 1,
                Outcome::Changed => report.tally.changed += 1,
            }
        } else if let (Some(handle), true) = (handles.next(), room > 0) {
            room -= 1;
            let product_id = plan.create(terms.writer, write, handle);
            report.tally.created += 1;
            written.insert(product_id, named(&draft));
            fresh.push(Fresh {
                product_id,
                reviews: draft.reviews,
                figures: draft.figures,
            });
        } else {
            let text = "the shop has as many products as this market allows; delete some and import again";
            let about = ("product", None);
            report.findings.push(of_product(
                &draft,
                about,
                ("too-many-products", text),
                Effect::ProductLeftOut,
            ));
            report.tally.refused += 1;
        }
    }
    match plan.write(conn, terms.writer).await {
        Ok(hidden) => {
            report.findings.extend(hidden.iter().filter_map(|hidden| {
                let draft = written.get(&hidden.product_id)?;
                Some(not_public(terms.writer.ctx.market(), draft, &hidden.why))
            }));
            Ok(fresh)
        }
        Err(WriteError::Store(error)) => Err(error),
        // Stocks are counted leniently here, so that nothing can be invalid; the transaction is undone and tried again.
        Err(WriteError::Invalid(_)) => Err(pasar_store::Error::Race),
    }
}

/// What findings say of a draft, kept while the rest of it is written.
fn named(draft: &ProductDraft) -> ProductDraft {
    ProductDraft {
        variants: Vec::new(),
        pictures: Vec::new(),
        reviews: Vec::new(),
        ..draft.clone()
    }
}

/// What the file, or the person who sent it, wants buyers to see. Products that buyers see already are not taken from them by
/// a person who wants to look at what is new.
fn state_wish(draft: &ProductDraft, as_drafts: bool, is_known: bool) -> StateWish {
    match (draft.continues || (as_drafts && is_known), draft.published) {
        (true, _) => StateWish::Keep,
        (false, true) if !as_drafts => StateWish::Active,
        (false, _) => StateWish::Draft,
    }
}

fn write_of(draft: &ProductDraft, checked: CheckedProduct, merge: bool, state: StateWish) -> ProductWrite {
    let links = draft
        .pictures
        .iter()
        .map(|picture| (picture.url.clone(), picture.alt.clone()));
    ProductWrite {
        checked,
        external_key: Some(draft.external_key.clone()),
        state,
        merge,
        links: Some(links.collect()),
        lenient_stock: true,
    }
}

/// Systems without products, only items, name a product of one variant by that variant's unit: adds the products that are
/// meant so, and says which unit named each.
async fn lock_by_skus(
    conn: &mut PgConnection,
    shop_id: ShopId,
    keys: &[String],
    known: &mut Vec<Product>,
) -> Result<BTreeMap<ProductId, String>, pasar_store::Error> {
    let named = |key: &String| {
        known
            .iter()
            .any(|product| product.external_key.as_ref() == Some(key) || product.handle.as_str() == key)
    };
    let unknown: Vec<String> = keys.iter().filter(|key| !named(key)).cloned().collect();
    if unknown.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut by_sku = BTreeMap::new();
    for used in variant::used_skus(&mut *conn, shop_id, &unknown).await? {
        if known.iter().all(|product| product.product_id != used.product_id)
            && !by_sku.contains_key(&used.product_id)
            && let Some(product) = product::lock(&mut *conn, shop_id, used.product_id).await?
        {
            known.push(product);
            by_sku.insert(used.product_id, used.sku);
        }
    }
    Ok(by_sku)
}

fn by_key(
    known: BTreeMap<ProductId, CurrentProduct>,
    by_sku: &BTreeMap<ProductId, String>,
) -> BTreeMap<String, CurrentProduct> {
    let mut by_key: BTreeMap<String, CurrentProduct> = BTreeMap::new();
    for (product_id, current) in known {
        match (by_sku.get(&product_id), &current.product.external_key) {
            (Some(sku), _) => drop(by_key.insert(sku.clone(), current)),
            (None, Some(key)) => drop(by_key.insert(key.clone(), current)),
            // An imported product goes before one that has only the handle.
            (None, None) => drop(
                by_key
                    .entry(current.product.handle.to_string())
                    .or_insert(current),
            ),
        }
    }
    by_key
}

fn check_draft(
    terms: Terms<'_>,
    draft: ProductDraft,
    current: Option<CurrentProduct>,
    report: &mut Report,
) -> Option<Item> {
    let market = terms.writer.ctx.market();
    let merge = draft.continues || !draft.complete;
    let mut typed = match &current {
        // A later part adds variants and pictures to what the first part said.
        Some(current) if draft.continues => {
            let mut typed = current.as_input();
            typed.variants = draft.variants.iter().map(variant_input).collect();
            if typed.variants.is_empty() {
                typed.variants = current.as_input().variants;
            }
            typed
        }
        _ => {
            let chosen = category(market, &draft, terms.category);
            if draft.title.is_empty() {
                // Its first part was refused, and said why.
                report.tally.refused += 1;
                return None;
            }
            let known = chosen.by == ChosenBy::Name;
            if !known && current.is_none() {
                report.findings.push(unsure_category(market, &draft, &chosen));
            }
            // What the seller chose here stays when the file's words mean nothing.
            let kept = current
                .as_ref()
                .map(|current| current.product.content.category.clone());
            let slug = if known {
                chosen.slug
            } else {
                kept.unwrap_or(chosen.slug)
            };
            input(market, &draft, slug)
        }
    };
    typed.ship_from_place = terms.writer.place(typed.ship_from_place);
    match check(typed, market, Purpose::Import) {
        Ok(checked) => Some(Item {
            draft,
            checked,
            current,
            merge,
        }),
        Err(problems) => {
            let findings = problems
                .0
                .iter()
                .map(|problem| of_problem(&draft, problem, Effect::ProductLeftOut));
            report.findings.extend(findings);
            report.tally.refused += 1;
            None
        }
    }
}

fn unsure_category(market: &Market, draft: &ProductDraft, chosen: &Chosen) -> ImportFinding {
    let hint = draft.category_hint.as_deref();
    let (code, message) = match chosen.by {
        _ if chosen.slug.is_empty() => (
            "category-unknown",
            "this market does not know the category; the product was kept as a draft until you choose one",
        ),
        ChosenBy::Words => (
            "category-guessed",
            "this market does not know the category; one was chosen by the words of the title, look whether it is right",
        ),
        ChosenBy::Name | ChosenBy::Default => (
            "category-default",
            "this market does not know the category; the product was put where the import says, choose a better one if you like",
        ),
    };
    let mut finding = of_product(draft, ("category", hint), (code, message), Effect::Noted);
    let name = market
        .categories
        .get(&chosen.slug)
        .map(|category| category.name.get(market.default_language()));
    finding
        .args
        .push(("category".to_owned(), name.unwrap_or_default().to_owned()));
    finding
}

/// A stock-keeping unit that another product has is left out: sellers write it for themselves, and nothing depends on it.
async fn drop_taken_skus(
    conn: &mut PgConnection,
    writer: Writer<'_>,
    items: &mut [Item],
    report: &mut Report,
) -> Result<(), pasar_store::Error> {
    let writes: Vec<_> = items
        .iter()
        .map(|item| (&item.checked, item.current.as_ref()))
        .collect();
    for (place, variant) in taken_skus(conn, writer, &writes).await? {
        let Some(item) = items.get_mut(place) else {
            continue;
        };
        let Some(sku) = item
            .checked
            .variants
            .get_mut(variant)
            .and_then(|variant| variant.sku.take())
        else {
            continue;
        };
        let message = "another product of the shop has this stock-keeping unit; it was left out here";
        let about = ("sku", Some(sku.as_str()));
        report.findings.push(of_product(
            &item.draft,
            about,
            ("sku-taken", message),
            Effect::CellLeftOut,
        ));
    }
    Ok(())
}

/// How many products the shop may still get, as far as `wanted` need it.
async fn room(conn: &mut PgConnection, terms: Terms<'_>, wanted: usize) -> Result<u64, pasar_store::Error> {
    if wanted == 0 {
        return Ok(0);
    }
    let present = u64::try_from(product::count(conn, terms.writer.shop.shop_id).await?).unwrap_or(0);
    Ok(u64::from(terms.products_max).saturating_sub(present))
}
