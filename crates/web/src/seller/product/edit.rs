//! `/{market}/seller/products/{product_id}`

use std::collections::BTreeSet;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::id::ProductId;
use pasar_domain::problem::Problems;
use pasar_domain::product::{ProductState, Purpose};
use pasar_service::product::edit::{EditProduct, EditProductError, edit};
use pasar_service::product::publish::publish;
use pasar_service::product::show::ShownProduct;
use serde::Deserialize;

use super::assemble::{Assembled, too_many};
use super::form::ProductPage;
use super::typed::{TypedProduct, folded};
use super::{ProductPath, find, probation, refuse};
use crate::charter_refusal::told;
use crate::prelude::*;
use crate::problem;
use crate::seller::refusal::against;

/// Which of many variants the form shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProductQuery {
    /// The place of the first of them.
    pub from: usize,
}

/// What a button of the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Keep what was typed.
    Save,
    /// Keep it, and let buyers see the product.
    Publish,
    /// Draw the form with one more variant.
    Add,
    /// Draw it without the variant of this row.
    Remove(usize),
    /// Draw it with a variant for every combination.
    Combine,
    /// Draw it with the attributes of the category.
    Category,
}

impl Act {
    /// What the pressed button asks for.
    pub(super) fn of(posted: &Posted) -> Self {
        let act = posted.value("do");
        match act {
            "publish" => Self::Publish,
            "add" => Self::Add,
            "combine" => Self::Combine,
            "category" => Self::Category,
            _ => act
                .strip_prefix("remove-")
                .and_then(|row| row.parse().ok())
                .map_or(Self::Save, Self::Remove),
        }
    }

    /// Changes what the form shows; false when it would become too large.
    pub(super) fn redraw(self, typed: &mut TypedProduct, taken: &BTreeSet<Vec<String>>) -> bool {
        match self {
            Self::Add => typed.add(),
            Self::Remove(row) => typed.remove(row),
            Self::Combine => return typed.combine(taken),
            Self::Save | Self::Publish | Self::Category => {}
        }
        true
    }
}

/// `GET`
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn show(
    keeper: Keeper,
    Path(path): Path<ProductPath>,
    Query(query): Query<ProductQuery>,
) -> Result<ProductPage, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let shown = find(&keeper, product_id).await?;
    let mut page = fresh(&keeper, &shown, query.from, &Problems::default());
    if let Some(existing) = &mut page.existing {
        existing.refusing = against(&keeper, product_id).await?;
    }
    Ok(page)
}

/// The page of a product as it is stored, with problems that its publishing met.
pub(super) fn fresh(keeper: &Keeper, shown: &ShownProduct, from: usize, problems: &Problems) -> ProductPage {
    let visit = &keeper.visit;
    let from = from.min(shown.current.variants.len().saturating_sub(1)) / super::VARIANTS_PAGE
        * super::VARIANTS_PAGE;
    let typed = TypedProduct::of_current(visit.ctx.market(), &shown.current, from);
    let mut form = Form::filled(visit.l(), typed.pairs());
    form.set("from", from.to_string());
    for found in &problems.0 {
        let field = if found.field.starts_with("variants.") {
            ""
        } else {
            found.field.as_str()
        };
        form.refuse(field, problem::message(&found.kind));
    }
    let handle = keeper.shop.handle.as_str();
    ProductPage::new(&visit.shell, &typed, form, Some((shown, handle, from)))
}

/// `POST`: changes the product; or only draws the form anew.
///
/// # Errors
/// The database's; a product of another shop does not exist here. What is wrong with the answers is the form again, and so is a
/// product that somebody else changed first: then nothing that was typed is lost.
pub async fn edit_product(
    keeper: Keeper,
    Path(path): Path<ProductPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let visit = &keeper.visit;
    let shown = find(&keeper, product_id).await?;
    let mut typed = TypedProduct::of_posted(&posted);
    let from: usize = posted.value("from").parse().unwrap_or_default();
    let act = Act::of(&posted);
    if !matches!(act, Act::Save | Act::Publish) {
        let taken = others(&shown, &typed);
        let fits = act.redraw(&mut typed, &taken);
        let mut form = filled(visit, &typed, from);
        if !fits {
            form.refuse("values.0", too_many());
        }
        let handle = keeper.shop.handle.as_str();
        let page = ProductPage::new(&visit.shell, &typed, form, Some((&shown, handle, from)));
        return Ok(page.into_response());
    }
    let market = visit.ctx.market();
    let assembled = Assembled::new(&typed, market, Some(&shown.current));
    let mut form = filled(visit, &typed, from);
    let purpose = match shown.current.product.state {
        ProductState::Active { .. } => Purpose::Publish,
        ProductState::Draft | ProductState::Deleted => Purpose::Draft,
    };
    if assembled.check(&mut form, market, purpose) {
        let wanted = EditProduct {
            product_id,
            version: typed.version,
            input: assembled.input.clone(),
        };
        match edit(&visit.ctx, keeper.keeper, wanted).await {
            Ok(_) if act == Act::Publish => return published(&keeper, product_id, from).await,
            Ok(_) => {
                let turn = visit.go(&format!("/seller/products/{product_id}?from={from}"));
                return Ok(turn
                    .flash(FlashKind::Good, key("seller-product-saved"))
                    .into_response());
            }
            Err(EditProductError::Invalid(problems)) => assembled.refuse(&mut form, &problems),
            Err(EditProductError::Refused(refusal)) => {
                for sentence in told(&visit.ctx, visit.l(), &refusal) {
                    form.refuse_saying("", sentence);
                }
            }
            Err(EditProductError::Stale { current }) => {
                typed.version = current;
                return stale(&keeper, product_id, &typed, from).await;
            }
            Err(error) => return Err(refuse(&visit.ctx, error)),
        }
    }
    let handle = keeper.shop.handle.as_str();
    let page = ProductPage::new(&visit.shell, &typed, form, Some((&shown, handle, from)));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn filled(visit: &Visit, typed: &TypedProduct, from: usize) -> Form {
    let mut form = Form::filled(visit.l(), typed.pairs());
    form.set("from", from.to_string());
    form
}

/// The combinations of the variants that the form does not show.
fn others(shown: &ShownProduct, typed: &TypedProduct) -> BTreeSet<Vec<String>> {
    let variants = shown.current.variants.iter();
    variants
        .filter(|offered| !typed.shown.contains(&offered.variant.variant_id))
        .map(|offered| folded(&offered.variant.option_values))
        .collect()
}

/// Lets buyers see the product, or shows what it lacks.
pub(super) async fn published(
    keeper: &Keeper,
    product_id: ProductId,
    from: usize,
) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    match publish(&visit.ctx, keeper.keeper, product_id).await {
        Ok(()) => {
            let turn = visit.go(&format!("/seller/products/{product_id}"));
            Ok(turn
                .flash(FlashKind::Good, key("seller-product-published"))
                .into_response())
        }
        Err(EditProductError::Invalid(problems)) => {
            let shown = find(keeper, product_id).await?;
            let page = fresh(keeper, &shown, from, &problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(EditProductError::Refused(refusal)) => {
            let why = told(&visit.ctx, visit.l(), &refusal).join(" ");
            let message = Message::new(key("seller-product-refused")).with("why", why);
            let turn = visit.go(&format!("/seller/products/{product_id}"));
            Ok(turn.flash(FlashKind::Care, message).into_response())
        }
        Err(EditProductError::Probation { max }) => {
            let turn = visit.go(&format!("/seller/products/{product_id}"));
            Ok(turn.flash(FlashKind::Care, probation(max)).into_response())
        }
        Err(error) => Err(refuse(&visit.ctx, error)),
    }
}

/// The form with what was typed, made to be sent again over what somebody else wrote.
async fn stale(
    keeper: &Keeper,
    product_id: ProductId,
    typed: &TypedProduct,
    from: usize,
) -> Result<Response, WebError> {
    let shown = find(keeper, product_id).await?;
    let form = filled(&keeper.visit, typed, from);
    let handle = keeper.shop.handle.as_str();
    let mut page = ProductPage::new(&keeper.visit.shell, typed, form, Some((&shown, handle, from)));
    page.is_stale = true;
    Ok((StatusCode::CONFLICT, page).into_response())
}
