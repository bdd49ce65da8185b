//! `/{market}/seller/products/new`

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::product::Purpose;
use pasar_service::product::create::{CreateProductError, create};

use super::assemble::{Assembled, too_many};
use super::edit::Act;
use super::form::ProductPage;
use super::probation;
use super::typed::TypedProduct;
use crate::charter_refusal::told;
use crate::prelude::*;

/// `GET`
pub async fn show(keeper: Keeper) -> ProductPage {
    let typed = TypedProduct::empty(&keeper.shop.place);
    page(&keeper.visit, &typed)
}

fn page(visit: &Visit, typed: &TypedProduct) -> ProductPage {
    let form = Form::filled(visit.l(), typed.pairs());
    ProductPage::new(&visit.shell, typed, form, None)
}

/// `POST`: creates a product and goes to its page, where pictures are added; or only draws the form anew.
///
/// # Errors
/// The database's. What is wrong with the answers is the form again.
pub async fn create_product(keeper: Keeper, posted: Posted) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    let mut typed = TypedProduct::of_posted(&posted);
    let act = Act::of(&posted);
    let publish = match act {
        Act::Save => false,
        Act::Publish => true,
        _ if act.redraw(&mut typed, &BTreeSet::new()) => return Ok(page(visit, &typed).into_response()),
        _ => {
            let mut form = Form::filled(visit.l(), typed.pairs());
            form.refuse("values.0", too_many());
            return Ok(refused(visit, &typed, form));
        }
    };
    let market = visit.ctx.market();
    let assembled = Assembled::new(&typed, market, None);
    let mut form = Form::filled(visit.l(), typed.pairs());
    let purpose = if publish { Purpose::Publish } else { Purpose::Draft };
    if !assembled.check(&mut form, market, purpose) {
        return Ok(refused(visit, &typed, form));
    }
    match create(&visit.ctx, keeper.keeper, assembled.input.clone(), publish).await {
        Ok(created) => {
            let done = if publish {
                key("seller-product-published")
            } else {
                key("seller-product-drafted")
            };
            let turn = visit.go(&format!("/seller/products/{}", created.product_id));
            Ok(turn.flash(FlashKind::Good, done).into_response())
        }
        Err(CreateProductError::Invalid(problems)) => {
            assembled.refuse(&mut form, &problems);
            Ok(refused(visit, &typed, form))
        }
        Err(CreateProductError::TooMany { max }) => {
            form.refuse("", Message::new(key("seller-products-too-many")).with("max", max));
            Ok(refused(visit, &typed, form))
        }
        Err(CreateProductError::ShopClosed) => {
            form.refuse("", key("seller-shop-closed"));
            Ok(refused(visit, &typed, form))
        }
        Err(CreateProductError::Refused(refusal)) => {
            for sentence in told(&visit.ctx, visit.l(), &refusal) {
                form.refuse_saying("", sentence);
            }
            form.refuse("", key("seller-product-keep-draft"));
            Ok(refused(visit, &typed, form))
        }
        Err(CreateProductError::Probation { max }) => {
            form.refuse("", probation(max));
            Ok(refused(visit, &typed, form))
        }
        Err(CreateProductError::Store(error)) => Err(error.into()),
    }
}

fn refused(visit: &Visit, typed: &TypedProduct, form: Form) -> Response {
    let page = ProductPage::new(&visit.shell, typed, form, None);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
