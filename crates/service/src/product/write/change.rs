//! What of a product's variants and pictures has to be written, found by comparing what is wanted with what is there.

use std::collections::BTreeSet;

use pasar_domain::id::{OfferId, PictureId, ProductId, StockItemId, VariantId};
use pasar_domain::offer::{Offer, OfferedVariant};
use pasar_domain::picture::PictureKind;
use pasar_domain::variant::{CheckedVariant, Variant};

use super::{Count, Plan, ProductWrite, Writer, linked};
use crate::product::current::CurrentProduct;

impl Plan {
    pub(super) fn add_variant(
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

    pub(super) fn change_variants(
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
            changed |= self.retire_missing(current, &matched);
        }
        changed
    }

    /// Retires the variants that nothing wanted meant.
    fn retire_missing(&mut self, current: &CurrentProduct, matched: &[Option<usize>]) -> bool {
        let kept: BTreeSet<usize> = matched.iter().copied().flatten().collect();
        let before = self.retired_variants.len();
        let gone = current
            .variants
            .iter()
            .enumerate()
            .filter(|(place, _)| !kept.contains(place));
        self.retired_variants
            .extend(gone.map(|(_, existing)| existing.variant.variant_id));
        self.retired_variants.len() > before
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

    pub(super) fn change_links(
        &mut self,
        writer: Writer<'_>,
        current: &CurrentProduct,
        write: &ProductWrite,
    ) -> bool {
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
}

/// Which existing variant each wanted one means: the one it names, else one with the same option values, the same key in the
/// other system, or the same stock-keeping unit. No existing variant is meant twice.
fn match_variants(existing: &[OfferedVariant], wanted: &[CheckedVariant]) -> Vec<Option<usize>> {
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
