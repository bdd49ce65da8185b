//! Which of the products that were written buyers may see.

use pasar_domain::id::ProductId;
use pasar_domain::product::ProductState;
use pasar_policy::Refusal;
use pasar_store::listing::ListingFacts;
use pasar_store::{PgConnection, listing, probation, product};

use super::{Plan, Writer};
use crate::gate;

/// A product that was to be public and is not.
#[derive(Debug)]
pub(crate) struct Unpublished {
    pub(crate) product_id: ProductId,
    pub(crate) why: Hidden,
}

/// Why buyers do not see a product.
#[derive(Debug)]
pub(crate) enum Hidden {
    /// The charter does not let it be public.
    Refused(Refusal),
    /// Its seller is on probation, and offers as many products as it may.
    Probation { max: u32 },
}

/// For a person who asked for one product: what stays hidden is an error, and nothing is written.
pub(crate) fn all_public(hidden: Vec<Unpublished>) -> Result<(), Hidden> {
    hidden.into_iter().next().map_or(Ok(()), |hidden| Err(hidden.why))
}

impl Plan {
    pub(super) async fn publish(
        &self,
        conn: &mut PgConnection,
        writer: Writer<'_>,
    ) -> Result<Vec<Unpublished>, pasar_store::Error> {
        let products = self.new_products.iter().chain(&self.changed_products);
        let public = products.filter(|product| matches!(product.state, ProductState::Active { .. }));
        let ids: Vec<ProductId> = public.map(|product| product.product_id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let (shop_id, now) = (writer.shop.shop_id, writer.now);
        let facts = listing::facts_of_drafts(&mut *conn, &ids, now).await?;
        let mut room = self.room(&mut *conn, writer, &facts.listings).await?;
        let (mut keys, mut hidden) = (Vec::new(), Vec::new());
        for product in &facts.listings {
            let product_id = product.product_id;
            let is_new = self.newly_public.contains(&product_id);
            let why = match gate::publish(writer.ctx, product, facts.programme, now) {
                Err(refusal) => Hidden::Refused(refusal),
                Ok(key) if !is_new || room.as_mut().is_none_or(Room::take) => {
                    keys.push(key);
                    continue;
                }
                Ok(_) => Hidden::Probation {
                    max: room.as_ref().map_or(0, |room| room.max),
                },
            };
            hidden.push(Unpublished { product_id, why });
        }
        product::publish_many(&mut *conn, shop_id, &keys, now).await?;
        if !hidden.is_empty() {
            let ids: Vec<ProductId> = hidden.iter().map(|hidden| hidden.product_id).collect();
            product::unpublish_many(conn, shop_id, &ids).await?;
        }
        Ok(hidden)
    }

    /// How many products more the seller may make public, if it is on probation and wants to: until the transaction ends nobody else makes one
    /// public. Products come before sellers when rows are locked.
    async fn room(
        &self,
        conn: &mut PgConnection,
        writer: Writer<'_>,
        listings: &[ListingFacts],
    ) -> Result<Option<Room>, pasar_store::Error> {
        let Some(limits) = writer.ctx.charter().probation else {
            return Ok(None);
        };
        let mut wanted = listings
            .iter()
            .filter(|listing| self.newly_public.contains(&listing.product_id));
        // One shop's products have one seller.
        let Some(listing) = wanted.next() else {
            return Ok(None);
        };
        match listing.beginning {
            Some(beginning) if limits.holds(beginning, writer.now) => {
                let present = probation::lock_products(conn, listing.seller.seller_id).await?;
                Ok(Some(Room {
                    max: limits.products_max,
                    left: limits.products_max.saturating_sub(present),
                }))
            }
            _ => Ok(None),
        }
    }
}

/// What a seller on probation may still make public.
struct Room {
    max: u32,
    left: u32,
}

impl Room {
    /// Takes room for one product; false when there is none.
    fn take(&mut self) -> bool {
        let fits = self.left > 0;
        self.left = self.left.saturating_sub(1);
        fits
    }
}
