//! A product while its items come in.

use std::collections::{BTreeMap, HashMap};

use super::item::Item;
use super::member::{Member, OPTIONS_MAX, Options, common_title};
use super::{AXES, Attribute, OPTIONS_SECTION, SHIP_FROM, SKU, TAGS_SECTION};
use crate::finder::{Finder, Named, WORD_CHARACTERS_MAX};
use crate::text::cell;
use crate::text::price::PriceRules;
use crate::{Effect, Limits, Lines, PictureDraft, Problem, ProductDraft, RowError, VariantDraft};

const TITLE_CHARACTERS_MAX: usize = 255;
const ATTRIBUTES_MAX: usize = 100;
const TAGS_MAX: usize = 250;

/// What all items of a file are read by.
pub(crate) struct Context {
    pub(crate) rules: PriceRules,
    pub(crate) limits: Limits,
}

/// A product, its items so far.
pub(crate) struct Group {
    pub(crate) draft: ProductDraft,
    is_grouped: bool,
    members: Vec<Member>,
    ids: HashMap<String, u64>,
    said_too_many: bool,
    said_lost: bool,
}

impl Group {
    pub(crate) fn begin(key: &str, is_grouped: bool, continues: bool, item: &Item) -> Self {
        let draft = ProductDraft {
            external_key: key.to_owned(),
            title: String::new(),
            description_html: String::new(),
            category_hint: None,
            tags: Vec::new(),
            brand: None,
            attributes: BTreeMap::new(),
            options: Vec::new(),
            variants: Vec::new(),
            pictures: Vec::new(),
            published: true,
            ship_from: None,
            reviews: Vec::new(),
            figures: None,
            continues,
            complete: true,
            lines: Lines {
                first: item.line,
                last: item.last_line,
            },
        };
        let ids = HashMap::new();
        Self {
            draft,
            is_grouped,
            members: Vec::new(),
            ids,
            said_too_many: false,
            said_lost: false,
        }
    }

    /// Takes an item.
    pub(crate) fn add(&mut self, context: &Context, item: &Item, findings: &mut Vec<RowError>) {
        self.draft.lines.last = self.draft.lines.last.max(item.last_line);
        let key = self.draft.external_key.clone();
        let mut finder = Finder {
            key: &key,
            cell_characters: context.limits.cell_characters,
            findings,
        };
        for value in item.values.iter().filter(|value| value.is_damaged) {
            let cell = Named {
                name: &value.name,
                raw: &value.text,
                line: value.line,
            };
            finder.find(cell, Problem::DamagedText, Effect::Noted);
        }
        let pictures = self.pictures(&mut finder, item, &context.limits);
        let Some(member) = self.member(&mut finder, context, item, pictures) else {
            self.draft.complete = false;
            self.said_lost = true;
            return;
        };
        if self.members.is_empty() {
            self.facts(&mut finder, item);
        }
        self.ids.insert(member.variant.external_key.clone(), item.line);
        self.members.push(member);
    }

    fn member(
        &mut self,
        finder: &mut Finder<'_>,
        context: &Context,
        item: &Item,
        picture: Option<String>,
    ) -> Option<Member> {
        let id = finder.identifier(item.at(Attribute::Id)).ok()??;
        let title = finder.text(item.at(Attribute::Title), TITLE_CHARACTERS_MAX);
        let Some(title) = title else {
            finder.find(item.at(Attribute::Title), Problem::NoTitle, Effect::RowLeftOut);
            return None;
        };
        let (price, compare_at) = prices(finder, context, item)?;
        if let Some(first_line) = self.ids.get(&id).copied() {
            finder.find(
                item.at(Attribute::Id),
                Problem::SameVariant { first_line },
                Effect::RowLeftOut,
            );
            return None;
        }
        let limit = context.limits.variants;
        if self.members.len() >= limit {
            if !std::mem::replace(&mut self.said_too_many, true) {
                let problem = Problem::TooManyVariants { limit };
                finder.find(item.at(Attribute::GroupId), problem, Effect::RowLeftOut);
            }
            return None;
        }
        let axes = AXES.map(|(attribute, ..)| finder.option_value(item.at(attribute)));
        let own_options = item
            .details
            .iter()
            .filter(|detail| detail.section == OPTIONS_SECTION)
            .map(|detail| (cell::squeeze(&detail.name), cell::squeeze(&detail.value)))
            .take(OPTIONS_MAX)
            .collect();
        let variant = VariantDraft {
            sku: sku(item, &id),
            external_key: id,
            option_values: Vec::new(),
            price,
            compare_at,
            stock: stock(finder, item),
            grams: finder.grams(item.at(Attribute::ShippingWeight)),
            gtin: finder.gtin(item.at(Attribute::Gtin)),
            mpn: finder.word(item.at(Attribute::Mpn)),
            condition: finder.condition(item.at(Attribute::Condition)),
            picture,
            line: item.line,
        };
        Some(Member {
            variant,
            title,
            axes,
            own_options,
        })
    }

    /// Takes the item's pictures; gives back the one that shows its variant.
    fn pictures(&mut self, finder: &mut Finder<'_>, item: &Item, limits: &Limits) -> Option<String> {
        let main = finder.address(item.at(Attribute::PictureLink));
        let further: Vec<String> = item
            .all(Attribute::FurtherPictureLink)
            .filter_map(|cell| finder.address(cell))
            .collect();
        for url in main.iter().chain(&further) {
            if self.draft.pictures.iter().any(|picture| picture.url == *url) {
                continue;
            }
            let limit = limits.pictures;
            if self.draft.pictures.len() >= limit {
                self.draft.complete = false;
                if !std::mem::replace(&mut self.said_too_many, true) {
                    let cell = item.at(Attribute::FurtherPictureLink);
                    finder.find(cell, Problem::TooManyPictures { limit }, Effect::CellLeftOut);
                }
                break;
            }
            let position = u32::try_from(self.draft.pictures.len() + 1).unwrap_or(u32::MAX);
            self.draft.pictures.push(PictureDraft {
                url: url.clone(),
                alt: String::new(),
                position,
            });
        }
        main.filter(|url| self.is_grouped && self.draft.pictures.iter().any(|picture| picture.url == *url))
    }

    /// What the product's first good item says for all of them.
    fn facts(&mut self, finder: &mut Finder<'_>, item: &Item) {
        let draft = &mut self.draft;
        draft.description_html = finder.description(item.at(Attribute::Description));
        draft.brand = finder.word(item.at(Attribute::Brand));
        let product_type = finder.text(item.at(Attribute::ProductType), 750);
        let category = finder.text(item.at(Attribute::GoogleCategory), 750);
        draft.category_hint = product_type.clone().or_else(|| category.clone());
        draft.published = !cell::one_line(item.at(Attribute::Pause).raw).eq_ignore_ascii_case("all");
        let mut facts = vec![
            ("size_type".to_owned(), finder.word(item.at(Attribute::SizeType))),
            (
                "size_system".to_owned(),
                finder.word(item.at(Attribute::SizeSystem)),
            ),
        ];
        if category != draft.category_hint {
            facts.push(("google_product_category".to_owned(), category));
        }
        for detail in &item.details {
            let (name, value) = (cell::squeeze(&detail.name), cell::squeeze(&detail.value));
            let value = Some(value).filter(|value| !value.is_empty());
            match detail.section.as_str() {
                OPTIONS_SECTION => {}
                section if (section, name.as_str()) == (SKU.0, SKU.1) => {}
                TAGS_SECTION => {
                    let is_new = value.as_ref().is_some_and(|value| !draft.tags.contains(value));
                    draft
                        .tags
                        .extend(value.filter(|_| is_new && draft.tags.len() < TAGS_MAX));
                }
                section if (section, name.as_str()) == SHIP_FROM => draft.ship_from = value,
                _ => facts.push((name, value)),
            }
        }
        for (name, value) in facts {
            if let Some(value) = value.filter(|_| !name.is_empty() && draft.attributes.len() < ATTRIBUTES_MAX)
            {
                draft.attributes.entry(name).or_insert(value);
            }
        }
    }

    /// The product, or why there is none.
    pub(crate) fn finish(
        mut self,
        findings: &mut Vec<RowError>,
    ) -> Result<Box<ProductDraft>, (Problem, Box<ProductDraft>)> {
        self.draft.title = common_title(&self.members);
        let members = std::mem::take(&mut self.members);
        if members.is_empty() {
            return Err((Problem::NoVariant, Box::new(self.draft)));
        }
        let choice = Options::of(&members, self.is_grouped);
        self.constant_axes(&members, &choice);
        self.draft.options = choice.names();
        let mut lines: HashMap<Vec<String>, u64> = HashMap::new();
        for mut member in members {
            let line = member.variant.line;
            let problem = match choice.values(&member) {
                Err(option) => Problem::NoOptionValue { option },
                Ok(values) => match lines.get(&values).copied() {
                    Some(first_line) => Problem::SameVariant { first_line },
                    None => {
                        lines.insert(values.clone(), line);
                        member.variant.option_values = values;
                        self.draft.variants.push(member.variant);
                        continue;
                    }
                },
            };
            self.draft.complete = false;
            let mut finder = Finder {
                key: &self.draft.external_key,
                cell_characters: 0,
                findings,
            };
            let cell = Named {
                name: "id",
                raw: &member.variant.external_key,
                line,
            };
            finder.find(cell, problem, Effect::RowLeftOut);
        }
        Ok(Box::new(self.draft))
    }

    /// Attributes that are no option are facts of the product.
    fn constant_axes(&mut self, members: &[Member], choice: &Options) {
        let Some(first) = members.first() else { return };
        for (place, (_, _, name)) in AXES.iter().enumerate() {
            let Some(value) = first.axes.get(place).cloned().flatten() else {
                continue;
            };
            let is_option = match choice {
                Options::Axes(places) => places.contains(&place),
                Options::Own(_) => first.own_options.iter().any(|(_, own)| *own == value),
            };
            if !is_option {
                self.draft.attributes.entry((*name).to_owned()).or_insert(value);
            }
        }
    }

    /// Was an item of this product left out with the reason said?
    pub(crate) const fn said_lost(&self) -> bool {
        self.said_lost
    }
}

/// The id is the seller's stock-keeping unit, unless a detail says otherwise.
fn sku(item: &Item, id: &str) -> Option<String> {
    let detail = item
        .details
        .iter()
        .find(|detail| (detail.section.as_str(), detail.name.as_str()) == (SKU.0, SKU.1));
    match detail.map(|detail| cell::squeeze(&detail.value)) {
        None => Some(id.to_owned()),
        Some(value) => Some(value).filter(|value| value != SKU.2),
    }
}

/// The sale price is the price, and the price then the one before reduction; unless the sale has dates, which nobody
/// here can compare with a calendar.
fn prices(
    finder: &mut Finder<'_>,
    context: &Context,
    item: &Item,
) -> Option<(pasar_domain::money::Money, Option<pasar_domain::money::Money>)> {
    let normal = finder.price(item.at(Attribute::Price), &context.rules)?;
    let sale = item.at(Attribute::SalePrice);
    if sale.is_blank() {
        return Some((normal, None));
    }
    if !item.at(Attribute::SaleDates).is_blank() {
        finder.find(sale, Problem::SaleHasDates, Effect::CellLeftOut);
        return Some((normal, None));
    }
    match crate::text::price::read(&cell::one_line(sale.raw), &context.rules) {
        Ok(reduced) if reduced.minor < normal.minor => Some((reduced, Some(normal))),
        Ok(_) => Some((normal, None)),
        Err(problem) => {
            finder.find(sale, problem, Effect::CellLeftOut);
            Some((normal, None))
        }
    }
}

/// Google says whether there is stock, some files say how much.
fn stock(finder: &mut Finder<'_>, item: &Item) -> Option<u32> {
    let quantity = finder.stock(item.at(Attribute::Quantity));
    let availability = item.at(Attribute::Availability);
    match cell::one_line(availability.raw)
        .to_lowercase()
        .replace('_', " ")
        .as_str()
    {
        "" | "in stock" | "instock" | "limited availability" => quantity,
        "out of stock" | "outofstock" | "preorder" | "pre order" | "backorder" => Some(0),
        _ => {
            let allowed = "`in_stock`, `out_of_stock`, `preorder`, `backorder`".to_owned();
            finder.find(
                availability,
                Problem::UnknownWord { allowed },
                Effect::CellLeftOut,
            );
            quantity
        }
    }
}

/// The key of an item's product, and whether it is a group's.
pub(crate) fn key(item: &Item) -> Option<(String, bool)> {
    let word = |attribute| -> String {
        cell::one_line(item.at(attribute).raw)
            .chars()
            .take(WORD_CHARACTERS_MAX)
            .collect()
    };
    let (group, id) = (word(Attribute::GroupId), word(Attribute::Id));
    if !group.is_empty() {
        return Some((group, true));
    }
    Some((id, false)).filter(|(id, _)| !id.is_empty())
}
