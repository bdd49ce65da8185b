//! The form of a product: everything about it on one page that a thumb can go through.

use pasar_domain::market::AttributeKind;
use pasar_domain::picture::{Picture, PictureKind, PictureSize};
use pasar_domain::product::{OPTIONS_MAX, Product, ProductState, TITLE_CHARS_MAX};
use pasar_domain::takedown::{Takedown, TakedownReason};
use pasar_service::product::show::ShownProduct;

use super::VARIANTS_PAGE;
use super::earning::earning;
use super::typed::TypedProduct;
use crate::listing::card::{picture_url, product_url};
use crate::prelude::*;
use crate::seller::refusal::view::RefusingRule;

/// A field for a fact of the category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeField {
    /// The field's name.
    pub name: String,
    /// What it is called, with its unit; a star for what buyers must be told.
    pub label: String,
    /// The values to choose from; empty for any text.
    pub choices: Vec<Choice>,
    /// Is it a number?
    pub is_number: bool,
}

/// A row of the form: one variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantRow {
    /// Its place in the form.
    pub place: usize,
    /// The variant's id; empty for a new one.
    pub id: String,
    /// What it is called: its values.
    pub name: String,
    /// Its price and stock, in short.
    pub note: String,
    /// What a piece brings the shop; empty while there is no price.
    pub earning: String,
    /// Is it unfolded?
    pub open: bool,
}

/// A picture of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRow {
    /// Its id.
    pub id: String,
    /// Its address.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Was it drawn by the program? Then it goes away with the first photograph.
    pub is_drawn: bool,
    /// Where it lies when it is known by its address only.
    pub link: String,
}

/// Which of many variants the form shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// "26–50 of 2,000".
    pub text: String,
    /// To those before; empty at the beginning.
    pub previous: String,
    /// To those behind; empty at the end.
    pub next: String,
}

/// Why the operator hides the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Down {
    /// The reason.
    pub reason: String,
    /// What staff wrote.
    pub note: String,
    /// Since when.
    pub since: String,
}

/// What a product that exists has beyond a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// Its address in the seller centre.
    pub here: String,
    /// The colour and words of where it stands.
    pub state: (&'static str, String),
    /// Is it a draft?
    pub is_draft: bool,
    /// Its page for buyers; empty when they do not see it.
    pub page: String,
    /// Why the operator hides it.
    pub down: Option<Down>,
    /// The rules of the charter that refuse it.
    pub refusing: Vec<RefusingRule>,
    /// Its pictures.
    pub pictures: Vec<PictureRow>,
    /// The most pictures.
    pub pictures_max: u32,
    /// May more pictures be added?
    pub has_room: bool,
    /// When it was changed last.
    pub updated: String,
}

impl ProductPage {
    /// Does the category itself ask for the brand? Then nobody is asked twice.
    fn asks_brand(&self) -> bool {
        self.attributes
            .iter()
            .any(|field| field.name == "attributes.brand")
    }
}

impl Existing {
    /// Is there a picture that its seller can describe or remove?
    fn has_own(&self) -> bool {
        self.pictures.iter().any(|picture| !picture.is_drawn)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "seller/product.html")]
pub struct ProductPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed or is stored, and what is wrong with it.
    pub form: Form,
    /// Where the form is sent.
    pub action: String,
    /// What a product that exists has beyond a new one.
    pub existing: Option<Existing>,
    /// The categories.
    pub categories: Vec<Choice>,
    /// The facts of the chosen category.
    pub attributes: Vec<AttributeField>,
    /// The market's places.
    pub places: Vec<String>,
    /// The currency's symbol.
    pub symbol: String,
    /// Places of the options' fields.
    pub options: Vec<usize>,
    /// How many options the product has.
    pub option_count: usize,
    /// Each with its place and its name.
    pub option_names: Vec<(usize, String)>,
    /// The variants shown.
    pub rows: Vec<VariantRow>,
    /// Ids of those variants of the product that the form shows.
    pub shown: Vec<String>,
    /// Which of many variants these are.
    pub window: Option<Window>,
    /// Did somebody else change the product first?
    pub is_stale: bool,
    /// The most characters of a title.
    pub title_max: usize,
}

page!(ProductPage);

impl ProductPage {
    /// The page of a form. `form` has the errors; its values are those of `typed`.
    pub(super) fn new(
        shell: &Shell,
        typed: &TypedProduct,
        form: Form,
        shown: Option<(&ShownProduct, &str, usize)>,
    ) -> Self {
        let l = &shell.l;
        let existing = shown.map(|(shown, shop, _)| existing(l, shown, shop));
        let title = shown.map_or_else(
            || l.t("seller-product-new-title"),
            |(shown, ..)| shown.current.product.content.title.clone(),
        );
        let action = existing
            .as_ref()
            .map_or_else(|| l.url("/seller/products/new"), |existing| existing.here.clone());
        let category = typed.fields.get("category").map_or("", String::as_str);
        let open = typed.options.len().saturating_add(1).min(OPTIONS_MAX);
        Self {
            attributes: attributes(l, category),
            categories: with_none(l, crate::seller::categories(l)),
            places: crate::seller::places(l),
            symbol: l.market().money_format.symbol.clone(),
            options: (0..open).collect(),
            option_count: typed.options.len(),
            option_names: typed
                .options
                .iter()
                .map(|(name, _)| name.clone())
                .enumerate()
                .collect(),
            rows: rows(l, typed, &form),
            shown: typed.shown.iter().map(ToString::to_string).collect(),
            window: shown.and_then(|(shown, _, from)| window(l, &action, from, shown.current.variants.len())),
            is_stale: false,
            title_max: TITLE_CHARS_MAX,
            shell: shell.clone().titled(title).at("products").private(),
            action,
            existing,
            form,
        }
    }
}

fn with_none(l: &Localizer, mut categories: Vec<Choice>) -> Vec<Choice> {
    categories.insert(0, Choice::new("", l.t("form-choose")));
    categories
}

fn attributes(l: &Localizer, category: &str) -> Vec<AttributeField> {
    let attributes = l.market().categories.attributes(category);
    attributes
        .into_iter()
        .map(|attribute| {
            let name = attribute.name.get(l.language());
            let unit = attribute
                .unit
                .as_ref()
                .map(|unit| format!(" ({unit})"))
                .unwrap_or_default();
            let star = if attribute.required { " *" } else { "" };
            let choices = match &attribute.kind {
                AttributeKind::Choice(choices) => with_none(
                    l,
                    choices
                        .iter()
                        .map(|choice| Choice::new(choice.slug.as_str(), choice.name.get(l.language())))
                        .collect(),
                ),
                AttributeKind::Text | AttributeKind::Number => Vec::new(),
            };
            AttributeField {
                name: format!("attributes.{}", attribute.slug),
                label: format!("{name}{unit}{star}"),
                choices,
                is_number: attribute.kind == AttributeKind::Number,
            }
        })
        .collect()
}

fn rows(l: &Localizer, typed: &TypedProduct, form: &Form) -> Vec<VariantRow> {
    let few = typed.variants.len() <= 3;
    let category = typed.fields.get("category").map_or("", String::as_str);
    typed
        .variants
        .iter()
        .enumerate()
        .map(|(place, variant)| {
            let start = format!("variants.{place}.");
            let is_wrong = form.errors().iter().any(|error| error.field.starts_with(&start));
            let values: Vec<&str> = variant
                .values
                .iter()
                .map(String::as_str)
                .filter(|value| !value.is_empty())
                .collect();
            VariantRow {
                place,
                id: variant.variant_id.map(|id| id.to_string()).unwrap_or_default(),
                name: if values.is_empty() {
                    l.t1("seller-variant-name", "number", place + 1)
                } else {
                    values.join(" / ")
                },
                note: if variant.get("price").is_empty() {
                    l.t("seller-variant-no-price")
                } else {
                    let stock = if variant.get("stock").is_empty() {
                        "0"
                    } else {
                        variant.get("stock")
                    };
                    l.t2(
                        "seller-variant-note",
                        "price",
                        variant.get("price"),
                        "stock",
                        stock,
                    )
                },
                earning: earning(l, category, variant.get("price")),
                open: is_wrong || few,
            }
        })
        .collect()
}

/// Which of many variants are shown, and the way to the others; nothing when all fit.
pub(super) fn window(l: &Localizer, here: &str, from: usize, all: usize) -> Option<Window> {
    if all <= VARIANTS_PAGE {
        return None;
    }
    let to = (from + VARIANTS_PAGE).min(all);
    let args = [
        ("first", (from + 1).to_arg()),
        ("last", to.to_arg()),
        ("all", all.to_arg()),
    ];
    Some(Window {
        text: l.t_with("seller-variants-window", &args),
        previous: if from == 0 {
            String::new()
        } else {
            format!("{here}?from={}#variants", from.saturating_sub(VARIANTS_PAGE))
        },
        next: if to >= all {
            String::new()
        } else {
            format!("{here}?from={to}#variants")
        },
    })
}

fn existing(l: &Localizer, shown: &ShownProduct, shop: &str) -> Existing {
    let product = &shown.current.product;
    let pictures = &shown.current.pictures;
    let max = l.market().charter.limits.product_pictures_max;
    let uploaded = pictures
        .iter()
        .filter(|picture| matches!(picture.kind, PictureKind::Uploaded { .. }));
    Existing {
        here: l.url(&format!("/seller/products/{}", product.product_id)),
        state: state(l, product),
        is_draft: product.state == ProductState::Draft,
        page: if product.is_shown() {
            product_url(l, shop, product.handle.as_str())
        } else {
            String::new()
        },
        down: shown.open_takedown().map(|takedown| down(l, takedown)),
        refusing: Vec::new(),
        pictures: pictures
            .iter()
            .map(|picture| picture_row(l, picture, &product.content.category))
            .collect(),
        pictures_max: max,
        has_room: u32::try_from(uploaded.count()).is_ok_and(|count| count < max),
        updated: l.date_time(product.updated_at),
    }
}

/// The colour and words of where a product stands.
fn state(l: &Localizer, product: &Product) -> (&'static str, String) {
    if product.taken_down_at.is_some() {
        ("chili", l.t("seller-product-taken-down"))
    } else if product.state == ProductState::Draft {
        ("", l.t("seller-product-draft"))
    } else {
        ("leaf", l.t("seller-product-active"))
    }
}

fn down(l: &Localizer, takedown: &Takedown) -> Down {
    Down {
        reason: match takedown.reason {
            TakedownReason::Prohibited => l.t("takedown-reason-prohibited"),
            TakedownReason::Counterfeit => l.t("takedown-reason-counterfeit"),
            TakedownReason::Unsafe => l.t("takedown-reason-unsafe"),
            TakedownReason::Misleading => l.t("takedown-reason-misleading"),
            TakedownReason::WrongCategory => l.t("takedown-reason-wrong-category"),
            TakedownReason::Copyright => l.t("takedown-reason-copyright"),
            TakedownReason::Other => l.t("takedown-reason-other"),
        },
        note: takedown.note.clone(),
        since: l.date(takedown.taken_at),
    }
}

fn picture_row(l: &Localizer, picture: &Picture, category: &str) -> PictureRow {
    PictureRow {
        id: picture.picture_id.to_string(),
        src: picture_url(l, Some(&picture.kind), category, PictureSize::Small),
        alt: picture.alt.clone(),
        is_drawn: matches!(picture.kind, PictureKind::Drawn { .. }),
        link: match &picture.kind {
            PictureKind::Linked { url } => url.clone(),
            PictureKind::Drawn { .. } | PictureKind::Uploaded { .. } => String::new(),
        },
    }
}

impl Page for ProductPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        super::form_samples::samples(&shell)
    }
}
