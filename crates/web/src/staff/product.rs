//! `/{market}/staff/products/{product}`

use axum::extract::Path;
use pasar_domain::id::ProductId;
use pasar_domain::picture::PictureSize;
use pasar_domain::product::{Product, ProductState};
use pasar_domain::shop::Shop;
use pasar_domain::takedown::{Takedown, TakedownReason};
use pasar_service::product::show::{ShownProduct, show_to_staff, versions_to_staff};
use pasar_store::product::{PastVersion, ProductStanding};
use serde::Deserialize;

use super::standing;
use crate::listing::card::{picture_url, product_url};
use crate::prelude::*;

/// Which product.
#[derive(Debug, Deserialize)]
pub struct StaffProductPath {
    /// Its id.
    pub product: ProductId,
}

/// A product: what its seller entered, what it said before, and what was decided about it.
#[derive(Template)]
#[template(path = "staff/product.html")]
pub struct StaffProductPage {
    /// The frame.
    pub shell: Shell,
    /// What it says.
    pub facts: ProductFacts,
    /// What it is sold as.
    pub variants: Vec<VariantRow>,
    /// What it said before, last first.
    pub versions: Vec<VersionRow>,
    /// What was decided about it, last first.
    pub takedowns: Vec<TakedownRow>,
    /// The form to take it down.
    pub form: Form,
    /// The reasons, to choose from.
    pub reasons: Vec<Choice>,
    /// May this member of staff decide?
    pub may_moderate: bool,
    /// Is it down?
    pub is_down: bool,
}

/// What a product says.
#[derive(Debug, Clone, Default)]
pub struct ProductFacts {
    /// Where its decisions are sent to: the address of this page.
    pub href: String,
    /// How it stands, and the colour of that.
    pub standing: (String, &'static str),
    /// Its page for buyers; empty while there is none.
    pub page: String,
    /// Whose it is.
    pub shop: String,
    /// The shop's products, for staff.
    pub shop_href: String,
    /// Its category.
    pub category: String,
    /// Who made it.
    pub brand: String,
    /// Facts: name and value.
    pub attributes: Vec<(String, String)>,
    /// The seller's words.
    pub tags: String,
    /// Its description, made safe when it was written.
    pub description: Html,
    /// Its pictures: address and what they show.
    pub pictures: Vec<(String, String)>,
}

/// A variant.
#[derive(Debug, Clone)]
pub struct VariantRow {
    /// What tells it from others.
    pub name: String,
    /// The seller's code.
    pub sku: String,
    /// What it costs.
    pub price: String,
    /// How many there are.
    pub on_hand: u32,
}

/// A past version.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Its number.
    pub version: u32,
    /// The title that it had.
    pub title: String,
    /// When it ended.
    pub until: String,
}

/// A decision.
#[derive(Debug, Clone)]
pub struct TakedownRow {
    /// Why.
    pub reason: String,
    /// What the seller was told.
    pub note: String,
    /// Since when.
    pub taken: String,
    /// Until when; empty while it lasts.
    pub lifted: String,
}

page!(StaffProductPage);

impl StaffProductPage {
    /// The page of a product; `form` holds a refused attempt to take it down.
    pub(super) fn new(
        duty: &OnDuty,
        (shown, shop): &(ShownProduct, Shop),
        versions: &[PastVersion],
        form: Form,
    ) -> Self {
        let l = duty.visit.l();
        let product = &shown.current.product;
        let variants = shown.current.variants.iter().map(|offered| VariantRow {
            name: offered.variant.option_values.join(" · "),
            sku: offered.variant.sku.clone().unwrap_or_default(),
            price: l.money(offered.offer.price),
            on_hand: offered.stock.on_hand,
        });
        Self {
            shell: framed(&duty.visit.shell, &product.content.title),
            facts: ProductFacts::new(l, shown, shop),
            variants: variants.collect(),
            versions: versions.iter().map(|past| VersionRow::new(l, past)).collect(),
            takedowns: shown
                .takedowns
                .iter()
                .map(|taken| TakedownRow::new(l, taken))
                .collect(),
            form,
            reasons: reasons(l),
            may_moderate: duty.staff.may_moderate(),
            is_down: shown.open_takedown().is_some(),
        }
    }
}

fn framed(shell: &Shell, title: &str) -> Shell {
    shell.clone().titled(title).at("products").private()
}

fn reasons(l: &Localizer) -> Vec<Choice> {
    let reasons = TakedownReason::ALL.into_iter();
    reasons
        .map(|reason| Choice::new(reason.code(), reason_name(l, reason)))
        .collect()
}

fn reason_name(l: &Localizer, reason: TakedownReason) -> String {
    l.t(match reason {
        TakedownReason::Prohibited => "takedown-reason-prohibited",
        TakedownReason::Counterfeit => "takedown-reason-counterfeit",
        TakedownReason::Unsafe => "takedown-reason-unsafe",
        TakedownReason::Misleading => "takedown-reason-misleading",
        TakedownReason::WrongCategory => "takedown-reason-wrong-category",
        TakedownReason::Copyright => "takedown-reason-copyright",
        TakedownReason::Other => "takedown-reason-other",
    })
}

/// How a product stands by the words of seller and operator.
fn product_standing(product: &Product) -> ProductStanding {
    match product.state {
        _ if product.taken_down_at.is_some() => ProductStanding::TakenDown,
        ProductState::Active { .. } => ProductStanding::Active,
        ProductState::Draft | ProductState::Deleted => ProductStanding::Draft,
    }
}

impl ProductFacts {
    fn new(l: &Localizer, shown: &ShownProduct, shop: &Shop) -> Self {
        let (product, content) = (&shown.current.product, &shown.current.product.content);
        let categories = &l.market().categories;
        let path = categories.path(&content.category).into_iter();
        let names: Vec<&str> = path.map(|category| category.name.get(l.language())).collect();
        let attributes = content.attributes.iter().map(|(slug, value)| {
            match categories.find_attribute(&content.category, slug) {
                Some(known) => (
                    known.name.get(l.language()).to_owned(),
                    known.show(value, l.language()),
                ),
                None => (slug.clone(), value.clone()),
            }
        });
        let pictures = shown.current.pictures.iter();
        let page = product_url(l, shop.handle.as_str(), product.handle.as_str());
        Self {
            href: l.url(&format!("/staff/products/{}", product.product_id)),
            standing: standing(l, product_standing(product)),
            page: if product.is_shown() && shop.is_open() {
                page
            } else {
                String::new()
            },
            shop: shop.name.clone(),
            shop_href: l.url(&format!("/staff/products?shop={}", shop.shop_id)),
            category: names.join(" › "),
            brand: content.brand.clone().unwrap_or_default(),
            attributes: attributes.collect(),
            tags: content.tags.join(", "),
            description: Html::already_safe(content.description_html.clone()),
            pictures: pictures
                .map(|picture| {
                    let url = picture_url(l, Some(&picture.kind), &content.category, PictureSize::Small);
                    (url, picture.alt.clone())
                })
                .collect(),
        }
    }
}

impl VersionRow {
    fn new(l: &Localizer, past: &PastVersion) -> Self {
        let title = past.content.pointer("/content/title");
        Self {
            version: past.version,
            title: title
                .and_then(|title| title.as_str())
                .unwrap_or_default()
                .to_owned(),
            until: l.date_time(past.edited_at),
        }
    }
}

impl TakedownRow {
    fn new(l: &Localizer, takedown: &Takedown) -> Self {
        Self {
            reason: reason_name(l, takedown.reason),
            note: takedown.note.clone(),
            taken: l.date_time(takedown.taken_at),
            lifted: takedown.lifted.map(|(_, at)| l.date_time(at)).unwrap_or_default(),
        }
    }
}

impl Page for StaffProductPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let facts = ProductFacts {
            href: l.url("/staff/products/x"),
            standing: standing(&l, ProductStanding::Active),
            page: l.url("/products/toko-sari/kaos-polos"),
            shop: "Toko Sari".to_owned(),
            shop_href: l.url("/staff/products?shop=x"),
            category: "Fashion › Kaos".to_owned(),
            brand: "Sari".to_owned(),
            attributes: vec![("Bahan".to_owned(), "Katun".to_owned())],
            tags: "kaos, polos".to_owned(),
            description: Html::already_safe("<p>Katun 30s.</p>".to_owned()),
            pictures: vec![(picture_url(&l, None, "", PictureSize::Small), "Kaos".to_owned())],
        };
        let takedown = |lifted: &str| TakedownRow {
            reason: reason_name(&l, TakedownReason::Misleading),
            note: "Tulis bahan yang sebenarnya.".to_owned(),
            taken: "24 November 2026".to_owned(),
            lifted: lifted.to_owned(),
        };
        let page = |standing_of, takedowns, may_moderate, is_down, form| Self {
            shell: framed(&shell, "Kaos polos"),
            facts: ProductFacts {
                standing: standing(&l, standing_of),
                ..facts.clone()
            },
            variants: vec![VariantRow {
                name: "M · biru".to_owned(),
                sku: "KP-M".to_owned(),
                price: l.money(l.market().money(5_350_000)),
                on_hand: 20,
            }],
            versions: vec![VersionRow {
                version: 1,
                title: "Kaos".to_owned(),
                until: "24 November 2026".to_owned(),
            }],
            takedowns,
            form,
            reasons: reasons(&l),
            may_moderate,
            is_down,
        };
        let mut refused = Form::filled(&l, [("reason", "misleading")]);
        refused.refuse("note", key("field-missing"));
        let (active, down) = (ProductStanding::Active, ProductStanding::TakenDown);
        vec![
            ("live", page(active, vec![], true, false, Form::new(&l))),
            ("refused", page(active, vec![], true, false, refused)),
            ("down", page(down, vec![takedown("")], true, true, Form::new(&l))),
            (
                "read-only",
                page(
                    down,
                    vec![takedown("25 November 2026")],
                    false,
                    true,
                    Form::new(&l),
                ),
            ),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's, or when there is no such product.
pub async fn show(duty: OnDuty, Path(path): Path<StaffProductPath>) -> Result<StaffProductPage, WebError> {
    let form = Form::new(duty.visit.l());
    page(&duty, path.product, form).await
}

/// The page with a form on it.
pub(super) async fn page(duty: &OnDuty, id: ProductId, form: Form) -> Result<StaffProductPage, WebError> {
    let shown = show_to_staff(&duty.visit.ctx, duty.staff, id).await?;
    let shown = shown.ok_or_else(WebError::not_found)?;
    let versions = versions_to_staff(&duty.visit.ctx, duty.staff, &shown.0.current.product).await?;
    Ok(StaffProductPage::new(duty, &shown, &versions, form))
}
