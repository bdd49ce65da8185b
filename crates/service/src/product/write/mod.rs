//! How products are written: many at once, each compared with what is there, so that creating one product, editing it and
//! importing a file are the same code. A plan gathers what is to be written and then writes it in about ten statements,
//! whatever the number of products.

mod change;
mod names;
mod public;

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::{AccountId, PictureId, ProductId, StockItemId, VariantId};
use pasar_domain::offer::{Offer, StockChange};
use pasar_domain::picture::{Picture, PictureKind};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::product::{CheckedProduct, Product, ProductState};
use pasar_domain::shop::Shop;
use pasar_domain::stock::{StockKey, StockMove};
use pasar_domain::variant::Variant;
use pasar_store::product::PastVersion;
use pasar_store::{PgConnection, offer, outbox, picture, product, stock_item, variant};

use super::current::CurrentProduct;
use crate::Context;

pub(crate) use names::{free_handles, taken_skus};
pub(crate) use public::{Hidden, Unpublished, all_public};

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

impl Writer<'_> {
    /// The place that was typed or read, in a shop that sends from the market's country. The market lists no other country's places, so a
    /// shop abroad sends everything from its own.
    pub(crate) fn place(self, typed: Option<String>) -> Option<String> {
        typed.filter(|_| self.shop.country == self.ctx.market().country.as_str())
    }
}

/// What is to be written into one shop.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    new_products: Vec<Product>,
    changed_products: Vec<Product>,
    /// Those of both that buyers did not see before.
    newly_public: BTreeSet<ProductId>,
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
        if matches!(state, ProductState::Active { .. }) {
            self.newly_public.insert(product_id);
        }
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
            content: current.account(),
            edited_by: writer.editor,
            edited_at: writer.now,
        });
        if !same_state && matches!(state, ProductState::Active { .. }) {
            self.newly_public.insert(product_id);
        }
        self.changed_products.push(Product {
            state: if same_state { current.product.state } else { state },
            version: current.product.version.saturating_add(1),
            updated_at: writer.now,
            content,
            ..current.product.clone()
        });
        Outcome::Changed
    }

    /// Writes everything, and tells the search index.
    ///
    /// # Errors
    /// Problems when a stock was set below what is promised to orders; conflicts of stock-keeping units were looked for
    /// before, so that a conflict here is another writer's and can be tried again.
    ///
    /// Products that are to be public are made so when the charter allows it for each of their offers, those that are public already
    /// too: an edit may have changed what it decides by. Sellers on probation make so many public and no more. Returns those that stay hidden;
    /// they are drafts now.
    pub(crate) async fn write(
        self,
        conn: &mut PgConnection,
        writer: Writer<'_>,
    ) -> Result<Vec<Unpublished>, WriteError> {
        let (shop_id, now) = (writer.shop.shop_id, writer.now);
        let touched: Vec<_> = self
            .new_products
            .iter()
            .chain(&self.changed_products)
            .map(|product| (shop_id, product.product_id))
            .collect();
        if touched.is_empty() {
            return Ok(Vec::new());
        }
        self.write_changes(&mut *conn, writer).await?;
        self.write_additions(&mut *conn, writer).await?;
        self.count_stock(&mut *conn, writer).await?;
        let hidden = self.publish(&mut *conn, writer).await?;
        outbox::listings_changed(conn, &touched, now).await?;
        Ok(hidden)
    }

    async fn write_changes(
        &self,
        conn: &mut PgConnection,
        writer: Writer<'_>,
    ) -> Result<(), pasar_store::Error> {
        let (shop_id, now) = (writer.shop.shop_id, writer.now);
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
        Ok(())
    }

    async fn write_additions(
        &self,
        conn: &mut PgConnection,
        writer: Writer<'_>,
    ) -> Result<(), pasar_store::Error> {
        let (shop_id, now) = (writer.shop.shop_id, writer.now);
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
