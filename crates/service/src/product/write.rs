//! How products are written: many at once, each compared with what is there, so that creating one product, editing it and
//! importing a file are the same code. A plan gathers what is to be written and then writes it in about ten statements,
//! whatever the number of products.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::{AccountId, OfferId, PictureId, ProductId, StockItemId, VariantId};
use pasar_domain::offer::{Offer, OfferedVariant, StockChange};
use pasar_domain::picture::{Picture, PictureKind};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::product::{CheckedProduct, Product, ProductState};
use pasar_domain::shop::Shop;
use pasar_domain::stock::{StockKey, StockMove};
use pasar_domain::variant::{CheckedVariant, Variant};
use pasar_store::product::PastVersion;
use pasar_store::{PgConnection, offer, outbox, picture, product, stock_item, variant};

use super::current::CurrentProduct;
use crate::Context;

/// What becomes of the seller's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StateWish {
    /// It stays; a new product is a draft.
    Keep,
    /// Buyers see it, if it has a category.
    Active,
    /// Only its seller sees it.
    Draft,
}

/// A product to write.
#[derive(Debug)]
pub(crate) struct ProductWrite {
    /// What it says.
    pub(crate) checked: CheckedProduct,
    /// Its key in another system.
    pub(crate) external_key: Option<String>,
    /// What becomes of the seller's word.
    pub(crate) state: StateWish,
    /// Keep variants and pictures that are not named.
    pub(crate) merge: bool,
    /// Pictures known by their address, and their descriptions; `None` leaves pictures as they are.
    pub(crate) links: Option<Vec<(String, String)>>,
    /// A count of stock below what is promised is raised to it, instead of being refused.
    pub(crate) lenient_stock: bool,
}

/// What a file or form meant for a product that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Changed,
    Same,
}

/// Who writes into which shop, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) ctx: &'a Context,
    pub(crate) shop: &'a Shop,
    pub(crate) editor: AccountId,
    pub(crate) now: Instant,
}

/// What is to be written into one shop.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    new_products: Vec<Product>,
    changed_products: Vec<Product>,
    past: Vec<PastVersion>,
    new_variants: Vec<Variant>,
    changed_variants: Vec<Variant>,
    retired_variants: Vec<VariantId>,
    new_offers: Vec<(VariantId, Offer, u32)>,
    changed_offers: Vec<Offer>,
    counts: Vec<Count>,
    new_pictures: Vec<(ProductId, Picture)>,
    removed_pictures: Vec<PictureId>,
}

#[derive(Debug)]
struct Count {
    item: StockItemId,
    change: StockChange,
    place: usize,
    lenient: bool,
}

impl Plan {
    /// Plans a new product under a free handle.
    pub(crate) fn create(&mut self, writer: Writer<'_>, write: ProductWrite, handle: Handle) -> ProductId {
        let Writer { ctx, shop, now, .. } = writer;
        let product_id = ProductId::new(now, &ctx.entropy());
        let place = write
            .checked
            .ship_from_place
            .unwrap_or_else(|| shop.place.clone());
        for (position, wanted) in (0_u32..).zip(write.checked.variants) {
            self.add_variant(writer, product_id, position, wanted, &place);
        }
        let seed = pasar_motif::seed(&format!("{}/{handle}", shop.handle));
        let drawn = Picture {
            picture_id: PictureId::new(now, &ctx.entropy()),
            position: 0,
            alt: String::new(),
            kind: PictureKind::Drawn { seed },
        };
        self.new_pictures.push((product_id, drawn));
        for (position, link) in (1_u32..).zip(write.links.unwrap_or_default()) {
            self.new_pictures
                .push((product_id, linked(writer, position, link)));
        }
        let state = wished(
            write.state,
            ProductState::Draft,
            &write.checked.content.category,
            now,
        );
        self.new_products.push(Product {
            shop_id: shop.shop_id,
            product_id,
            handle,
            external_key: write.external_key,
            state,
            taken_down_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
            content: write.checked.content,
        });
        product_id
    }

    /// Plans what changes of a product that exists. It was read under a lock.
    pub(crate) fn change(
        &mut self,
        writer: Writer<'_>,
        current: &CurrentProduct,
        write: ProductWrite,
    ) -> Outcome {
        let product_id = current.product.product_id;
        let variants_changed = self.change_variants(writer, current, &write);
        let links_changed = self.change_links(writer, current, &write);
        let content = write.checked.content;
        let state = wished(write.state, current.product.state, &content.category, writer.now);
        let same_state = state.as_str() == current.product.state.as_str();
        if same_state && content == current.product.content && !variants_changed && !links_changed {
            return Outcome::Same;
        }
        self.past.push(PastVersion {
            product_id,
            version: current.product.version,
            content: current.snapshot(),
            edited_by: writer.editor,
            edited_at: writer.now,
        });
        self.changed_products.push(Product {
            state: if same_state { current.product.state } else { state },
            version: current.product.version.saturating_add(1),
            updated_at: writer.now,
            content,
            ..current.product.clone()
        });
        Outcome::Changed
    }

    fn add_variant(
        &mut self,
        writer: Writer<'_>,
        product_id: ProductId,
        position: u32,
        wanted: CheckedVariant,
        place: &str,
    ) {
        let Writer { ctx, shop, now, .. } = writer;
        let variant_id = VariantId::new(now, &ctx.entropy());
        let offer = Offer {
            offer_id: OfferId::new(now, &ctx.entropy()),
            price: wanted.price,
            compare_at: wanted.compare_at,
            stock_item_id: StockItemId::new(now, &ctx.entropy()),
            stock_per_unit: 1,
            ship_from_country: shop.country.clone(),
            ship_from_place: place.to_owned(),
            paused: wanted.paused,
        };
        self.new_offers.push((variant_id, offer, wanted.stock.apply(0)));
        self.new_variants.push(Variant {
            variant_id,
            product_id,
            position,
            sku: wanted.sku,
            option_values: wanted.option_values,
            gtin: wanted.gtin,
            grams: wanted.grams,
            external_key: wanted.external_key,
        });
    }

    fn change_variants(
        &mut self,
        writer: Writer<'_>,
        current: &CurrentProduct,
        write: &ProductWrite,
    ) -> bool {
        let product_id = current.product.product_id;
        let matched = match_variants(&current.variants, &write.checked.variants);
        let kept_place = current
            .variants
            .first()
            .map(|variant| variant.offer.ship_from_place.as_str());
        let new_place = write
            .checked
            .ship_from_place
            .as_deref()
            .or(kept_place)
            .unwrap_or(&writer.shop.place)
            .to_owned();
        let mut changed = false;
        // A merge puts what it adds behind what is there.
        let mut next = if write.merge {
            current
                .variants
                .iter()
                .map(|v| v.variant.position + 1)
                .max()
                .unwrap_or(0)
        } else {
            0
        };
        for (place, (wanted, found)) in write.checked.variants.iter().zip(&matched).enumerate() {
            let Some(existing) = found.and_then(|found| current.variants.get(found)) else {
                self.add_variant(writer, product_id, next, wanted.clone(), &new_place);
                next += 1;
                changed = true;
                continue;
            };
            let position = if write.merge {
                existing.variant.position
            } else {
                next
            };
            next += u32::from(!write.merge);
            changed |= self.change_variant(
                existing,
                wanted,
                position,
                write.checked.ship_from_place.as_deref(),
            );
            if wanted.stock.apply(existing.stock.on_hand) != existing.stock.on_hand {
                let item = existing.offer.stock_item_id;
                self.counts.push(Count {
                    item,
                    change: wanted.stock,
                    place,
                    lenient: write.lenient_stock,
                });
                changed = true;
            }
        }
        if !write.merge {
            let kept: BTreeSet<usize> = matched.into_iter().flatten().collect();
            let gone = current
                .variants
                .iter()
                .enumerate()
                .filter(|(place, _)| !kept.contains(place));
            let before = self.retired_variants.len();
            self.retired_variants
                .extend(gone.map(|(_, existing)| existing.variant.variant_id));
            changed |= self.retired_variants.len() > before;
        }
        changed
    }

    fn change_variant(
        &mut self,
        existing: &OfferedVariant,
        wanted: &CheckedVariant,
        position: u32,
        place: Option<&str>,
    ) -> bool {
        let variant = Variant {
            variant_id: existing.variant.variant_id,
            product_id: existing.variant.product_id,
            position,
            sku: wanted.sku.clone(),
            option_values: wanted.option_values.clone(),
            gtin: wanted.gtin.clone(),
            grams: wanted.grams,
            external_key: existing.variant.external_key.clone(),
        };
        let offer = Offer {
            price: wanted.price,
            compare_at: wanted.compare_at,
            paused: wanted.paused,
            ship_from_place: place.map_or_else(|| existing.offer.ship_from_place.clone(), str::to_owned),
            ..existing.offer.clone()
        };
        let (other_variant, other_offer) = (variant != existing.variant, offer != existing.offer);
        if other_variant {
            self.changed_variants.push(variant);
        }
        if other_offer {
            self.changed_offers.push(offer);
        }
        other_variant || other_offer
    }

    fn change_links(&mut self, writer: Writer<'_>, current: &CurrentProduct, write: &ProductWrite) -> bool {
        let Some(links) = &write.links else { return false };
        let product_id = current.product.product_id;
        let mut present: Vec<(PictureId, (&str, &str))> = Vec::new();
        let mut next = 0;
        for picture in &current.pictures {
            match &picture.kind {
                PictureKind::Linked { url } => present.push((picture.picture_id, (url, &picture.alt))),
                PictureKind::Drawn { .. } | PictureKind::Uploaded { .. } => {
                    next = next.max(picture.position + 1)
                }
            }
        }
        let wanted: Vec<(&str, &str)> = links
            .iter()
            .map(|(url, alt)| (url.as_str(), alt.as_str()))
            .collect();
        if write.merge {
            let last = current
                .pictures
                .iter()
                .map(|picture| picture.position + 1)
                .max()
                .unwrap_or(0);
            let known: BTreeSet<&str> = present.iter().map(|(_, (url, _))| *url).collect();
            let fresh = links.iter().filter(|(url, _)| !known.contains(url.as_str()));
            let before = self.new_pictures.len();
            for (position, link) in (last..).zip(fresh) {
                self.new_pictures
                    .push((product_id, linked(writer, position, link.clone())));
            }
            return self.new_pictures.len() > before;
        }
        if present.iter().map(|(_, link)| *link).eq(wanted) {
            return false;
        }
        self.removed_pictures
            .extend(present.iter().map(|(picture_id, _)| *picture_id));
        for (position, link) in (next..).zip(links) {
            self.new_pictures
                .push((product_id, linked(writer, position, link.clone())));
        }
        true
    }

    /// Writes everything, and tells the search index.
    ///
    /// # Errors
    /// Problems when a stock was set below what is promised to orders; conflicts of stock-keeping units were looked for
    /// before, so that a conflict here is another writer's and can be tried again.
    pub(crate) async fn write(self, conn: &mut PgConnection, writer: Writer<'_>) -> Result<(), WriteError> {
        let (shop_id, now) = (writer.shop.shop_id, writer.now);
        let touched: Vec<_> = self
            .new_products
            .iter()
            .chain(&self.changed_products)
            .map(|product| (shop_id, product.product_id))
            .collect();
        if touched.is_empty() {
            return Ok(());
        }
        if !self.past.is_empty() {
            product::keep_versions(&mut *conn, shop_id, &self.past).await?;
            product::update_many(&mut *conn, shop_id, &self.changed_products).await?;
        }
        if !self.retired_variants.is_empty() {
            variant::retire_many(&mut *conn, shop_id, &self.retired_variants, now).await?;
        }
        if !self.changed_variants.is_empty() {
            variant::update_many(&mut *conn, shop_id, &self.changed_variants, now).await?;
        }
        if !self.changed_offers.is_empty() {
            offer::update_many(&mut *conn, shop_id, &self.changed_offers, now).await?;
        }
        if !self.new_products.is_empty() {
            product::insert_many(&mut *conn, shop_id, &self.new_products).await?;
        }
        if !self.new_variants.is_empty() {
            variant::insert_many(&mut *conn, shop_id, &self.new_variants).await?;
            offer::insert_many(&mut *conn, shop_id, &self.new_offers, now).await?;
        }
        if !self.removed_pictures.is_empty() {
            picture::delete_many(&mut *conn, shop_id, &self.removed_pictures).await?;
        }
        if !self.new_pictures.is_empty() {
            picture::insert_many(&mut *conn, shop_id, &self.new_pictures, now).await?;
        }
        self.count_stock(&mut *conn, writer).await?;
        outbox::listings_changed(conn, &touched, now).await?;
        Ok(())
    }

    async fn count_stock(&self, conn: &mut PgConnection, writer: Writer<'_>) -> Result<(), WriteError> {
        if self.counts.is_empty() {
            return Ok(());
        }
        let key = |item| StockKey {
            shop_id: writer.shop.shop_id,
            stock_item_id: item,
        };
        let keys: Vec<StockKey> = self.counts.iter().map(|count| key(count.item)).collect();
        let stocks = stock_item::lock(&mut *conn, &keys).await?;
        let mut moves = Vec::new();
        let mut problems = Problems::default();
        for count in &self.counts {
            let Some(stock) = stocks.get(&key(count.item)) else {
                continue;
            };
            let mut on_hand = count.change.apply(stock.on_hand);
            if on_hand < stock.reserved {
                if !count.lenient {
                    let kind = ProblemKind::BelowReserved {
                        reserved: stock.reserved,
                    };
                    problems.push(format!("variants.{}.stock", count.place), kind);
                }
                on_hand = stock.reserved;
            }
            let by = i64::from(on_hand) - i64::from(stock.on_hand);
            let by = i32::try_from(by).unwrap_or(if by < 0 { i32::MIN } else { i32::MAX });
            moves.push(StockMove {
                item: key(count.item),
                on_hand: by,
                reserved: 0,
            });
        }
        problems.or(()).map_err(WriteError::Invalid)?;
        stock_item::apply(conn, &moves).await?;
        Ok(())
    }
}

/// Why a plan could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("{0}")]
    Invalid(Problems),
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

fn wished(wish: StateWish, present: ProductState, category: &str, now: Instant) -> ProductState {
    match (wish, present) {
        (StateWish::Active, ProductState::Active { .. }) => present,
        (StateWish::Active, _) if !category.is_empty() => ProductState::Active { published_at: now },
        (StateWish::Active | StateWish::Draft, _) => ProductState::Draft,
        (StateWish::Keep, _) => present,
    }
}

fn linked(writer: Writer<'_>, position: u32, (url, alt): (String, String)) -> Picture {
    Picture {
        picture_id: PictureId::new(writer.now, &writer.ctx.entropy()),
        position,
        alt,
        kind: PictureKind::Linked { url },
    }
}

/// Which existing variant each wanted one means: the one it names, else one with the same option values, the same key in the
/// other system, or the same stock-keeping unit. No existing variant is meant twice.
pub(crate) fn match_variants(existing: &[OfferedVariant], wanted: &[CheckedVariant]) -> Vec<Option<usize>> {
    type Means = fn(&OfferedVariant, &CheckedVariant) -> bool;
    const STEPS: [Means; 4] = [
        |old, new| new.variant_id == Some(old.variant.variant_id),
        |old, new| new.option_values == old.variant.option_values,
        |old, new| {
            let key = new.external_key.as_deref().unwrap_or_default();
            !key.is_empty() && old.variant.external_key.as_deref() == Some(key)
        },
        |old, new| new.sku.is_some() && new.sku == old.variant.sku,
    ];
    let mut matched = vec![None; wanted.len()];
    let mut free: BTreeSet<usize> = (0..existing.len()).collect();
    // The usual case in a large matrix: same variants in the same order.
    for (place, (old, new)) in existing.iter().zip(wanted).enumerate() {
        let named_otherwise = new
            .variant_id
            .is_some_and(|named| named != old.variant.variant_id);
        if !named_otherwise && new.option_values == old.variant.option_values && free.remove(&place) {
            set(&mut matched, place, place);
        }
    }
    for means in STEPS {
        if free.is_empty() {
            break;
        }
        for (place, new) in wanted.iter().enumerate() {
            if matched.get(place).copied().flatten().is_some() {
                continue;
            }
            let found = free
                .iter()
                .copied()
                .find(|old| existing.get(*old).is_some_and(|old| means(old, new)));
            if let Some(found) = found {
                free.remove(&found);
                set(&mut matched, place, found);
            }
        }
    }
    matched
}

fn set(matched: &mut [Option<usize>], place: usize, found: usize) {
    if let Some(slot) = matched.get_mut(place) {
        *slot = Some(found);
    }
}

/// Finds a free handle for each new product: as wished or made of the title, with a number behind it when it is taken.
pub(crate) async fn free_handles(
    conn: &mut PgConnection,
    writer: Writer<'_>,
    wishes: &[&CheckedProduct],
) -> Result<Vec<Handle>, pasar_store::Error> {
    const NUMBERED: u32 = 9;
    let bases: Vec<Handle> = wishes
        .iter()
        .map(|checked| {
            let made = checked
                .handle
                .clone()
                .or_else(|| Handle::from_title(&checked.content.title));
            made.unwrap_or_else(|| random_handle(writer))
        })
        .collect();
    let candidates: Vec<String> = bases
        .iter()
        .flat_map(|base| {
            let numbered = (2..=NUMBERED).map(|number| base.with_ending(&number.to_string()).to_string());
            std::iter::once(base.to_string()).chain(numbered)
        })
        .collect();
    let mut taken = product::taken_handles(conn, writer.shop.shop_id, &candidates).await?;
    let mut free = Vec::with_capacity(bases.len());
    for base in bases {
        let numbered = (2..=NUMBERED).map(|number| base.with_ending(&number.to_string()));
        let handle = std::iter::once(base.clone())
            .chain(numbered)
            .find(|handle| !taken.contains(handle.as_str()))
            .unwrap_or_else(|| base.with_ending(random_handle(writer).as_str()));
        taken.insert(handle.to_string());
        free.push(handle);
    }
    Ok(free)
}

fn random_handle(writer: Writer<'_>) -> Handle {
    let word: String = writer
        .ctx
        .entropy()
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect();
    Handle::from_title(&word).expect("ten letters from a to z are a handle")
}

/// The stock-keeping units of these products that other products of the shop have: by product and variant place.
/// `current` is what each product means to change, if it exists.
pub(crate) async fn taken_skus(
    conn: &mut PgConnection,
    writer: Writer<'_>,
    writes: &[(&CheckedProduct, Option<&CurrentProduct>)],
) -> Result<Vec<(usize, usize)>, pasar_store::Error> {
    let skus: Vec<String> = writes
        .iter()
        .flat_map(|(checked, _)| checked.variants.iter().filter_map(|variant| variant.sku.clone()))
        .collect();
    if skus.is_empty() {
        return Ok(Vec::new());
    }
    let used = variant::used_skus(conn, writer.shop.shop_id, &skus).await?;
    let used: BTreeMap<String, ProductId> =
        used.into_iter().map(|used| (used.sku, used.product_id)).collect();
    let mut claimed: BTreeSet<&str> = BTreeSet::new();
    let mut taken = Vec::new();
    for (place, (checked, current)) in writes.iter().enumerate() {
        let own = current.map(|current| current.product.product_id);
        for (variant, wanted) in checked.variants.iter().enumerate() {
            let Some(sku) = wanted.sku.as_deref() else {
                continue;
            };
            let elsewhere = used.get(sku).is_some_and(|owner| Some(*owner) != own);
            if elsewhere || !claimed.insert(sku) {
                taken.push((place, variant));
            }
        }
    }
    Ok(taken)
}
