//! A product while its rows come in.

use std::collections::{BTreeMap, HashMap};

use super::Column;
use super::row::RowReader;
use crate::finder::Finder;
use crate::table::{Header, Row};
use crate::text::cell;
use crate::text::price::PriceRules;
use crate::{Effect, Limits, Lines, PictureDraft, Problem, ProductDraft, RowError, VariantDraft};

const TITLE_CHARACTERS_MAX: usize = 255;
const TAGS_MAX: usize = 250;
const TAG_CHARACTERS_MAX: usize = 255;
const ATTRIBUTES_MAX: usize = 100;
const ATTRIBUTE_CHARACTERS_MAX: usize = 5_000;

/// What all rows of a file are read by.
pub(crate) struct Context {
    pub(crate) header: Header<Column>,
    /// Places and keys of the file's own metafield columns.
    pub(crate) metafields: Vec<(usize, String)>,
    pub(crate) rules: PriceRules,
    pub(crate) limits: Limits,
}

/// A product, its rows so far.
pub(crate) struct Building {
    pub(crate) draft: ProductDraft,
    /// Line by option values.
    seen_variants: HashMap<Vec<String>, u64>,
    is_gift_card: bool,
    said_too_many: bool,
    said_row_lost: bool,
}

impl Building {
    /// Begins with the first row of a product.
    pub(crate) fn begin(
        context: &Context,
        key: &str,
        continues: bool,
        row: &Row,
        findings: &mut Vec<RowError>,
    ) -> Self {
        let mut cells = reader(context, key, row, findings);
        let title = cells
            .finder
            .text(cells.at(Column::Title), TITLE_CHARACTERS_MAX)
            .unwrap_or_default();
        let is_gift_card = cells.finder.yes_or_no(cells.at(Column::GiftCard), false);
        let category = cells.word(Column::ProductCategory);
        let type_name = cells.word(Column::Type);
        let google_category = cells.word(Column::GoogleCategory);
        let mut attributes = attributes(context, &mut cells);
        let hint = type_name
            .clone()
            .or_else(|| category.clone())
            .or_else(|| google_category.clone());
        let others = [
            ("product_category", category),
            ("google_product_category", google_category),
        ];
        for (name, value) in others {
            if let Some(value) = value.filter(|value| Some(value) != hint.as_ref()) {
                attributes.insert(name.to_owned(), value);
            }
        }
        let draft = ProductDraft {
            external_key: key.to_owned(),
            title,
            description_html: cells.finder.description(cells.at(Column::Description)),
            category_hint: hint,
            tags: tags(&cells),
            brand: cells.word(Column::Vendor),
            attributes,
            options: Vec::new(),
            variants: Vec::new(),
            pictures: Vec::new(),
            published: is_published(&mut cells),
            ship_from: cells.word(Column::PasarShipFrom),
            reviews: Vec::new(),
            figures: None,
            continues,
            complete: true,
            lines: Lines {
                first: row.line,
                last: row.last_line,
            },
        };
        Self {
            draft,
            seen_variants: HashMap::new(),
            is_gift_card,
            said_too_many: false,
            said_row_lost: false,
        }
    }

    /// Takes a row's variant and picture. The first row of a product is given to [`Self::begin`] and here.
    pub(crate) fn add(&mut self, context: &Context, row: &Row, findings: &mut Vec<RowError>) {
        self.draft.lines.last = self.draft.lines.last.max(row.last_line);
        let key = self.draft.external_key.clone();
        let before = findings.len();
        let mut cells = reader(context, &key, row, findings);
        self.name_options(&mut cells);
        self.picture(&mut cells, &context.limits);
        let is_variant = [
            Column::Option1Value,
            Column::Sku,
            Column::Price,
            Column::Option2Value,
            Column::Barcode,
        ]
        .iter()
        .any(|column| !cells.at(*column).is_blank());
        if is_variant {
            self.variant(&mut cells, context);
        }
        let added = findings.get(before..).unwrap_or_default();
        if added.iter().any(|finding| finding.effect >= Effect::RowLeftOut) {
            self.said_row_lost = true;
            self.draft.complete = false;
        }
    }

    /// Option names stand in the first row; some systems repeat them.
    fn name_options(&mut self, cells: &mut RowReader<'_>) {
        if !self.draft.options.is_empty() || !self.draft.variants.is_empty() {
            return;
        }
        let names: Vec<Option<String>> = Column::OPTIONS
            .iter()
            .map(|(name, _)| cells.word(*name))
            .collect();
        let value = cell::one_line(cells.at(Column::Option1Value).raw);
        let is_only_variant =
            value.eq_ignore_ascii_case("default title") && names.iter().skip(1).all(Option::is_none);
        if !is_only_variant {
            // A gap (option 2 without option 1) keeps the order of those that are named.
            self.draft.options = names.into_iter().flatten().collect();
        }
    }

    fn variant(&mut self, cells: &mut RowReader<'_>, context: &Context) {
        let Some(option_values) = self.option_values(cells) else {
            return;
        };
        let price = cells.finder.price(cells.at(Column::Price), &context.rules);
        let sku = cells.finder.identifier(cells.at(Column::Sku));
        let (Some(price), Ok(sku)) = (price, sku) else {
            return;
        };
        if let Some(first_line) = self.seen_variants.get(&option_values).copied() {
            cells.finder.find(
                cells.at(Column::Option1Value),
                Problem::SameVariant { first_line },
                Effect::RowLeftOut,
            );
            return;
        }
        let limit = context.limits.variants;
        if self.draft.variants.len() >= limit {
            self.draft.complete = false;
            if !std::mem::replace(&mut self.said_too_many, true) {
                cells.finder.find(
                    cells.at(Column::Option1Value),
                    Problem::TooManyVariants { limit },
                    Effect::RowLeftOut,
                );
            }
            return;
        }
        let picture = cells.finder.address(cells.at(Column::VariantPicture));
        let variant = VariantDraft {
            external_key: option_values.join(" / "),
            sku,
            price,
            compare_at: cells
                .finder
                .compare_at(cells.at(Column::CompareAt), price, &context.rules),
            stock: cells.finder.stock(cells.at(Column::Quantity)),
            grams: cells.finder.grams(cells.at(Column::Grams)),
            gtin: cells.finder.gtin(cells.at(Column::Barcode)),
            mpn: cells.word(Column::Mpn),
            condition: cells.finder.condition(cells.at(Column::Condition)),
            picture,
            line: cells.row.line,
            option_values: option_values.clone(),
        };
        self.seen_variants.insert(option_values, cells.row.line);
        self.draft.variants.push(variant);
    }

    /// One value for each option, or `None` with the reason said.
    fn option_values(&self, cells: &mut RowReader<'_>) -> Option<Vec<String>> {
        let given: Vec<Option<String>> = Column::OPTIONS
            .iter()
            .map(|(_, value)| cells.finder.option_value(cells.at(*value)))
            .collect();
        if self.draft.options.is_empty() {
            let is_default = |value: &String| value.eq_ignore_ascii_case("default title");
            let named_without_option = given
                .iter()
                .position(|value| value.as_ref().is_some_and(|v| !is_default(v)));
            if let Some((_, column)) = named_without_option.and_then(|place| Column::OPTIONS.get(place)) {
                if self.draft.continues {
                    // The names stand at the product's first rows, elsewhere in the file: keep the values for the merge.
                    return Some(given.into_iter().flatten().collect());
                }
                cells
                    .finder
                    .find(cells.at(*column), Problem::NoOptionName, Effect::RowLeftOut);
                return None;
            }
            return Some(Vec::new());
        }
        let mut values = given.into_iter().flatten();
        let mut taken = Vec::new();
        for (option, (_, column)) in self.draft.options.iter().zip(Column::OPTIONS) {
            let Some(value) = values.next() else {
                cells.finder.find(
                    cells.at(column),
                    Problem::NoOptionValue {
                        option: option.clone(),
                    },
                    Effect::RowLeftOut,
                );
                return None;
            };
            taken.push(value);
        }
        if values.next().is_some() {
            let column = Column::OPTIONS
                .get(taken.len())
                .map_or(Column::Option3Value, |(_, value)| *value);
            cells
                .finder
                .find(cells.at(column), Problem::NoOptionName, Effect::RowLeftOut);
            return None;
        }
        Some(taken)
    }

    fn picture(&mut self, cells: &mut RowReader<'_>, limits: &Limits) {
        let Some(url) = cells.finder.address(cells.at(Column::PictureUrl)) else {
            return;
        };
        if self.draft.pictures.iter().any(|picture| picture.url == url) {
            return;
        }
        let limit = limits.pictures;
        if self.draft.pictures.len() >= limit {
            self.draft.complete = false;
            if !std::mem::replace(&mut self.said_too_many, true) {
                cells.finder.find(
                    cells.at(Column::PictureUrl),
                    Problem::TooManyPictures { limit },
                    Effect::CellLeftOut,
                );
            }
            return;
        }
        let alt = cells
            .finder
            .text(cells.at(Column::PictureAlt), 512)
            .unwrap_or_default();
        let next = u32::try_from(self.draft.pictures.len() + 1).unwrap_or(u32::MAX);
        let position = cell::one_line(cells.at(Column::PicturePosition).raw)
            .parse()
            .unwrap_or(next);
        self.draft.pictures.push(PictureDraft { url, alt, position });
    }

    /// The product, when its rows make one. Otherwise the reason, with the column it concerns.
    pub(crate) fn finish(
        mut self,
        limits: &Limits,
    ) -> Result<Box<ProductDraft>, (Option<Column>, Problem, Box<ProductDraft>)> {
        self.draft.pictures.sort_by_key(|picture| picture.position);
        for variant in &mut self.draft.variants {
            let Some(url) = &variant.picture else { continue };
            if self.draft.pictures.iter().any(|picture| picture.url == *url) {
                continue;
            }
            if self.draft.pictures.len() >= limits.pictures {
                variant.picture = None;
                continue;
            }
            let position = self
                .draft
                .pictures
                .last()
                .map_or(1, |last| last.position.saturating_add(1));
            self.draft.pictures.push(PictureDraft {
                url: url.clone(),
                alt: String::new(),
                position,
            });
        }
        let has_rows = !self.draft.variants.is_empty() || !self.draft.pictures.is_empty();
        if self.is_gift_card {
            return Err((Some(Column::GiftCard), Problem::GiftCard, Box::new(self.draft)));
        }
        if self.draft.title.is_empty() && !self.draft.continues {
            return Err((Some(Column::Title), Problem::NoTitle, Box::new(self.draft)));
        }
        if self.draft.variants.is_empty() && !(self.draft.continues && has_rows) {
            let reason = if self.said_row_lost {
                (None, Problem::NoVariant)
            } else {
                (Some(Column::Price), Problem::NoPrice)
            };
            return Err((reason.0, reason.1, Box::new(self.draft)));
        }
        Ok(Box::new(self.draft))
    }
}

fn reader<'a>(
    context: &'a Context,
    key: &'a str,
    row: &'a Row,
    findings: &'a mut Vec<RowError>,
) -> RowReader<'a> {
    let cell_characters = context.limits.cell_characters;
    let finder = Finder {
        key,
        cell_characters,
        findings,
    };
    RowReader {
        header: &context.header,
        row,
        finder,
    }
}

fn tags(cells: &RowReader<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in cell::unwrap(cells.at(Column::Tags).raw).split(',') {
        let tag: String = cell::squeeze(tag).chars().take(TAG_CHARACTERS_MAX).collect();
        let is_new = !tag.is_empty() && !tags.contains(&tag);
        if is_new && tags.len() < TAGS_MAX {
            tags.push(tag);
        }
    }
    tags
}

fn is_published(cells: &mut RowReader<'_>) -> bool {
    let is_published = cells.finder.yes_or_no(cells.at(Column::Published), true);
    match cell::one_line(cells.at(Column::Status).raw)
        .to_lowercase()
        .as_str()
    {
        "" | "active" => is_published,
        "draft" | "archived" | "unlisted" => false,
        _ => {
            let allowed = "`active`, `draft`, `archived`".to_owned();
            cells.finder.find(
                cells.at(Column::Status),
                Problem::UnknownWord { allowed },
                Effect::Noted,
            );
            false
        }
    }
}

/// Facts with a column of their own, then the file's metafields.
fn attributes(context: &Context, cells: &mut RowReader<'_>) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    let own: Option<BTreeMap<String, String>> =
        serde_json::from_str(cell::unwrap(cells.at(Column::PasarAttributes).raw)).ok();
    let own = own
        .unwrap_or_default()
        .into_iter()
        .map(|(name, value)| (cell::squeeze(&name), cell::squeeze(&value)));
    let columns = [("gender", Column::Gender), ("age_group", Column::AgeGroup)];
    let columns = columns.map(|(name, column)| (name.to_owned(), cells.word(column).unwrap_or_default()));
    let metafields = context.metafields.iter().map(|(place, name)| {
        (
            name.clone(),
            cell::one_line(cells.row.cells.get(*place).map_or("", String::as_str)),
        )
    });
    for (name, value) in own.chain(columns).chain(metafields) {
        let is_good =
            !name.is_empty() && !value.is_empty() && value.chars().count() <= ATTRIBUTE_CHARACTERS_MAX;
        if is_good && attributes.len() < ATTRIBUTES_MAX {
            attributes.entry(name).or_insert(value);
        }
    }
    attributes
}
