//! `GET /{market}/seller/products/{product_id}/stock`: the stocks of a product's variants, and nothing else.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::id::ProductId;
use pasar_service::product::show::ShownProduct;

use super::edit::ProductQuery;
use super::form::{Window, window};
use super::{ProductPath, VARIANTS_PAGE, find};
use crate::prelude::*;

/// A variant with its stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockRow {
    /// The place of its field.
    pub place: usize,
    /// The variant's id.
    pub id: String,
    /// Its values, or the product's title.
    pub name: String,
    /// Its code and what is promised of it; may be empty.
    pub note: String,
    /// What lies there.
    pub on_hand: u32,
}

/// The page.
#[derive(Template)]
#[template(path = "seller/stock.html")]
pub struct StockPage {
    /// The frame.
    pub shell: Shell,
    /// The product's title.
    pub name: String,
    /// The product's address in the seller centre.
    pub product: String,
    /// What was typed, and what was wrong with it.
    pub form: Form,
    /// The variants.
    pub rows: Vec<StockRow>,
    /// Which of many variants these are.
    pub window: Option<Window>,
}

page!(StockPage);

impl StockPage {
    fn new(shell: &Shell, shown: &ShownProduct, from: usize, form: Form) -> Self {
        let l = &shell.l;
        let product = &shown.current.product;
        let here = l.url(&format!("/seller/products/{}", product.product_id));
        let variants = shown.current.variants.iter().skip(from).take(VARIANTS_PAGE);
        let rows = variants.enumerate().map(|(place, offered)| {
            let sku = offered.variant.sku.as_ref();
            let sku = sku.map(|sku| l.t1("seller-order-sku", "sku", sku));
            let reserved = offered.stock.reserved;
            let promised = (reserved > 0).then(|| l.t1("seller-stock-reserved", "count", reserved));
            let name = offered.variant.option_values.join(" / ");
            StockRow {
                place,
                id: offered.variant.variant_id.to_string(),
                name: if name.is_empty() {
                    product.content.title.clone()
                } else {
                    name
                },
                note: sku.into_iter().chain(promised).collect::<Vec<_>>().join(" · "),
                on_hand: offered.stock.on_hand,
            }
        });
        Self {
            rows: rows.collect(),
            window: window(l, &format!("{here}/stock"), from, shown.current.variants.len()),
            name: product.content.title.clone(),
            product: here,
            form,
            shell: shell
                .clone()
                .titled(l.t("seller-stock-title"))
                .at("products")
                .private(),
        }
    }
}

impl Page for StockPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let row = |place: usize, name: &str, on_hand| StockRow {
            place,
            id: format!("var_{place}"),
            name: name.to_owned(),
            note: if place == 0 {
                l.t1("seller-stock-reserved", "count", 2)
            } else {
                String::new()
            },
            on_hand,
        };
        let here = l.url("/seller/products/x");
        let page = |form: Form| Self {
            rows: vec![row(0, "Pedas / 250 g", 12), row(1, "Asin / 1 kg", 0)],
            window: window(l, &here, 0, 2_000),
            name: "Keripik singkong".to_owned(),
            product: here.clone(),
            form,
            shell: shell
                .clone()
                .titled(l.t("seller-stock-title"))
                .at("products")
                .private(),
        };
        let mut refused = Form::filled(l, [("stock.0", "1")]);
        refused.refuse(
            "stock.0",
            Message::new(key("field-below-reserved")).with("reserved", 2),
        );
        vec![("full", page(Form::new(l))), ("refused", page(refused))]
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
) -> Result<StockPage, WebError> {
    let shown = find(&keeper, crate::seller::id(&path.product_id)?).await?;
    let form = Form::filled(keeper.visit.l(), [("from", query.from.to_string())]);
    Ok(StockPage::new(&keeper.visit.shell, &shown, query.from, form))
}

/// The page with a form that was refused.
pub(super) async fn again(
    keeper: &Keeper,
    product_id: ProductId,
    from: usize,
    form: Form,
) -> Result<Response, WebError> {
    let shown = find(keeper, product_id).await?;
    let page = StockPage::new(&keeper.visit.shell, &shown, from, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
