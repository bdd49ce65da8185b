//! `GET /{market}/seller/products/{product_id}/versions`: what was changed, when, and what it said before.

use axum::extract::Path;
use pasar_domain::id::ProductId;
use pasar_service::product::show::versions;
use serde_json::Value;

use super::{ProductPath, find};
use crate::prelude::*;

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The version that it ended.
    pub version: u32,
    /// When.
    pub at: String,
    /// Which parts were changed.
    pub parts: String,
    /// The title before.
    pub title: String,
    /// The prices before.
    pub prices: String,
}

/// The page.
#[derive(Template)]
#[template(path = "seller/versions.html")]
pub struct VersionsPage {
    /// The frame.
    pub shell: Shell,
    /// The product's title.
    pub name: String,
    /// The product's address in the seller centre.
    pub here: String,
    /// The changes, last first.
    pub rows: Vec<ChangeRow>,
}

page!(VersionsPage);

impl Page for VersionsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let row = |version, parts: String| ChangeRow {
            version,
            at: "24 November 2026".to_owned(),
            parts,
            title: "Keripik singkong".to_owned(),
            prices: l.money(l.market().money(2_500_000)),
        };
        let page = |rows| Self {
            name: "Keripik singkong balado 250 g".to_owned(),
            here: l.url("/seller/products/x"),
            rows,
            shell: shell
                .clone()
                .titled(l.t("seller-versions-title"))
                .at("products")
                .private(),
        };
        let rows = vec![
            row(2, l.t("seller-versions-title-part")),
            row(1, l.t("seller-versions-state")),
        ];
        vec![("full", page(rows)), ("empty", page(Vec::new()))]
    }
}

/// Which parts differ between two accounts of a product.
fn parts(l: &Localizer, before: &Value, after: &Value) -> String {
    let named = [
        ("/state", l.t("seller-versions-state")),
        ("/content/title", l.t("seller-versions-title-part")),
        ("/content/description_html", l.t("seller-versions-description")),
        ("/content/brand", l.t("seller-versions-brand")),
        ("/content/category", l.t("seller-versions-category")),
        ("/content/attributes", l.t("seller-versions-attributes")),
        ("/content/tags", l.t("seller-versions-tags")),
        ("/content/option_names", l.t("seller-versions-options")),
    ];
    let changed = named
        .into_iter()
        .filter(|(place, _)| before.pointer(place) != after.pointer(place))
        .map(|(_, name)| name);
    let variants = (offers(before) != offers(after)).then(|| l.t("seller-versions-variants"));
    changed.chain(variants).collect::<Vec<_>>().join(", ")
}

/// Variants and offers without their stocks, which change with every sale.
fn offers(account: &Value) -> Vec<(Option<&Value>, Option<&Value>)> {
    let variants = account.get("variants").and_then(Value::as_array);
    let variants = variants.map(Vec::as_slice).unwrap_or_default();
    variants
        .iter()
        .map(|one| (one.get("variant"), one.get("offer")))
        .collect()
}

fn prices(l: &Localizer, account: &Value) -> String {
    let offers = offers(account);
    let amounts = offers
        .iter()
        .filter_map(|(_, offer)| offer.as_ref()?.pointer("/price/minor")?.as_i64());
    let amounts: Vec<i64> = amounts.collect();
    let money = |minor: &i64| l.money(l.market().money(*minor));
    match (amounts.iter().min(), amounts.iter().max()) {
        (Some(low), Some(high)) if low == high => money(low),
        (Some(low), Some(high)) => format!("{} – {}", money(low), money(high)),
        _ => String::new(),
    }
}

/// `GET`
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn show(keeper: Keeper, Path(path): Path<ProductPath>) -> Result<VersionsPage, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let visit = &keeper.visit;
    let l = visit.l();
    let shown = find(&keeper, product_id).await?;
    let past = versions(&visit.ctx, keeper.keeper, product_id).await?;
    let mut after = shown.current.account();
    let mut rows = Vec::new();
    for version in &past {
        rows.push(ChangeRow {
            version: version.version,
            at: l.date_time(version.edited_at),
            parts: parts(l, &version.content, &after),
            title: text(&version.content, "/content/title"),
            prices: prices(l, &version.content),
        });
        after = version.content.clone();
    }
    Ok(VersionsPage {
        name: shown.current.product.content.title.clone(),
        here: l.url(&format!("/seller/products/{product_id}")),
        rows,
        shell: visit
            .shell
            .clone()
            .titled(l.t("seller-versions-title"))
            .at("products"),
    })
}

fn text(account: &Value, place: &str) -> String {
    account
        .pointer(place)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
