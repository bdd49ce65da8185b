//! Turns what a file says about a product into what the shop writes about it, and findings into what an import keeps.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::handle::Handle;
use pasar_domain::import::ImportFinding;
use pasar_domain::market::Market;
use pasar_domain::offer::StockChange;
use pasar_domain::problem::Problem;
use pasar_domain::product::ProductInput;
use pasar_domain::variant::VariantInput;
use pasar_interchange::{Condition, Effect, FileError, ProductDraft, RowError, VariantDraft};

use crate::product::write::Hidden;

/// The name under which a market's data may give one category for everything that no other takes.
const ANYTHING: &str = "*";
/// Characters of a value that a finding shows.
const VALUE_CHARS: usize = 80;

/// Which category a draft belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The category's slug; empty when there is none.
    pub(super) slug: String,
    /// What led to it.
    pub(super) by: ChosenBy,
}

/// What led to a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChosenBy {
    /// The file's own word for it, which the market knows.
    Name,
    /// Words of the title, the category or the tags that the names of one category have.
    Words,
    /// Nothing: it is where everything goes that no other category takes.
    Default,
}

/// The category that the file means: by its name for it or a tag; else the one that the person chose; else the one whose
/// names share the most words with the product; else the one for everything.
pub(super) fn category(market: &Market, draft: &ProductDraft, chosen: Option<&str>) -> Chosen {
    let product_category = draft.attributes.get("product_category").map(String::as_str);
    let words = draft.category_hint.as_deref().into_iter().chain(product_category);
    let words = words.chain(draft.tags.iter().map(String::as_str));
    let named = words
        .filter_map(|words| market.categories.find_external(words))
        .find(|category| market.categories.is_leaf(category.slug.as_str()));
    if let Some(named) = named {
        return Chosen {
            slug: named.slug.to_string(),
            by: ChosenBy::Name,
        };
    }
    if let Some(chosen) = chosen {
        return Chosen {
            slug: chosen.to_owned(),
            by: ChosenBy::Default,
        };
    }
    if let Some(guessed) = guess(market, draft) {
        return Chosen {
            slug: guessed,
            by: ChosenBy::Words,
        };
    }
    let anything = market.categories.find_external(ANYTHING);
    let slug = anything
        .map(|category| category.slug.to_string())
        .unwrap_or_default();
    Chosen {
        slug,
        by: ChosenBy::Default,
    }
}

/// The leaf whose names share more words with the product than any other's.
fn guess(market: &Market, draft: &ProductDraft) -> Option<String> {
    let hint = draft.category_hint.as_deref().unwrap_or_default();
    let mut words = stems(&draft.title);
    words.extend(stems(hint));
    words.extend(draft.tags.iter().flat_map(|tag| stems(tag)));
    let (mut best, mut best_score, mut tied) = (None, 0, false);
    for category in market.categories.all() {
        if !market.categories.is_leaf(category.slug.as_str()) {
            continue;
        }
        let own = category.name.iter().flat_map(|(_, name)| stems(name));
        let foreign = category.external_names.values().flatten();
        let foreign = foreign.flat_map(|name| stems(name.rsplit('>').next().unwrap_or(name)));
        let names: BTreeSet<String> = own.chain(foreign).collect();
        let score = names.intersection(&words).count();
        if score > best_score {
            (best, best_score, tied) = (Some(category.slug.to_string()), score, false);
        } else if score == best_score {
            tied = true;
        }
    }
    best.filter(|_| !tied)
}

/// Words without small ones and without the ending of a plural.
fn stems(text: &str) -> BTreeSet<String> {
    const LETTERS_MIN: usize = 3;
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| {
            word.chars().count() >= LETTERS_MIN && *word != "and" && *word != "the" && *word != "dan"
        })
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}

/// The product as a form would give it.
pub(super) fn input(market: &Market, draft: &ProductDraft, category: String) -> ProductInput {
    let mut attributes = BTreeMap::new();
    for (name, value) in &draft.attributes {
        if name == "product_category" {
            continue;
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        let known = market.categories.find_attribute(&category, last);
        let slug = known.map(|attribute| attribute.slug.to_string());
        if let Some(slug) = slug.or_else(|| Handle::from_title(last).map(String::from)) {
            attributes.insert(slug, value.clone());
        }
    }
    if let [only] = draft.variants.as_slice() {
        if let Some(mpn) = &only.mpn {
            attributes.insert("mpn".to_owned(), mpn.clone());
        }
        if only.condition != Condition::New {
            attributes.insert("condition".to_owned(), only.condition.word().to_owned());
        }
    }
    let ship_from = draft
        .ship_from
        .as_deref()
        .filter(|place| market.places.get(place).is_some());
    ProductInput {
        handle: Some(draft.external_key.clone()).filter(|key| Handle::from_title(key).is_some()),
        title: draft.title.clone(),
        description_html: draft.description_html.clone(),
        brand: draft.brand.clone(),
        category,
        attributes,
        tags: draft.tags.clone(),
        option_names: draft.options.clone(),
        ship_from_place: ship_from.map(str::to_owned),
        variants: draft.variants.iter().map(variant_input).collect(),
    }
}

pub(super) fn variant_input(draft: &VariantDraft) -> VariantInput {
    VariantInput {
        variant_id: None,
        option_values: draft.option_values.clone(),
        sku: draft.sku.clone(),
        gtin: draft.gtin.as_ref().map(|gtin| gtin.as_str().to_owned()),
        grams: draft.grams,
        external_key: Some(draft.external_key.clone()).filter(|key| !key.is_empty()),
        price: draft.price,
        compare_at: draft.compare_at,
        stock: draft
            .stock
            .map_or(StockChange::Keep, |on_hand| StockChange::Set { on_hand }),
        paused: false,
    }
}

/// What the reader found, as it is kept.
pub(super) fn of_row(error: RowError) -> ImportFinding {
    let mut args: Vec<(String, String)> = error
        .problem
        .args()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    args.push(("effect".to_owned(), error.effect.code().to_owned()));
    if let Some(product) = error.product {
        args.push(("product".to_owned(), product));
    }
    ImportFinding {
        line: error.line,
        field: error.column,
        value: error.value,
        code: error.problem.code().to_owned(),
        message: error.problem.to_string(),
        args,
    }
}

/// Why a file as a whole was refused, told with its first line.
pub(super) fn of_file(error: &FileError) -> ImportFinding {
    let args = error.args().into_iter();
    let effect = ("effect".to_owned(), Effect::ReadingStopped.code().to_owned());
    ImportFinding {
        line: 1,
        field: None,
        value: None,
        code: error.code().to_owned(),
        args: args
            .map(|(name, value)| (name.to_owned(), value))
            .chain([effect])
            .collect(),
        message: error.to_string(),
    }
}

/// What the shop's own rules say against a product of a file.
pub(super) fn of_problem(draft: &ProductDraft, problem: &Problem, effect: Effect) -> ImportFinding {
    // `variants.3.price` is told with the line of that variant.
    let variant = problem
        .field
        .strip_prefix("variants.")
        .and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
    let line = variant
        .and_then(|place| draft.variants.get(place))
        .map_or(draft.lines.first, |variant| variant.line);
    let args = problem
        .kind
        .args()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let message = problem.kind.to_string();
    finding(
        draft,
        line,
        Some(&problem.field),
        problem.kind.code(),
        message,
        args,
        effect,
    )
}

/// A finding of the import's own.
pub(super) fn of_product(
    draft: &ProductDraft,
    (field, value): (&str, Option<&str>),
    (code, message): (&str, &str),
    effect: Effect,
) -> ImportFinding {
    let mut args = Vec::new();
    if let Some(value) = value {
        args.push(("text".to_owned(), value.to_owned()));
    }
    let mut found = finding(
        draft,
        draft.lines.first,
        Some(field),
        code,
        message.to_owned(),
        args,
        effect,
    );
    found.value = value.map(|value| value.chars().take(VALUE_CHARS).collect());
    found
}

/// Buyers do not see the product: it was kept as a draft, and its seller is told why.
pub(super) fn not_public(market: &Market, draft: &ProductDraft, why: &Hidden) -> ImportFinding {
    let about = ("product", None);
    match why {
        Hidden::Refused(refusal) => {
            let rules: Vec<&str> = refusal
                .decision
                .reasons
                .iter()
                .map(|rule| rule.as_str())
                .collect();
            let text = "the rules of this market do not let buyers see it; it was kept as a draft, look at what is missing";
            let mut finding = of_product(draft, about, ("charter-refused", text), Effect::Noted);
            finding.args.push(("rules".to_owned(), rules.join(", ")));
            finding.args.push(("market".to_owned(), market.code.to_string()));
            finding
        }
        Hidden::Probation { max } => {
            let text = "the shop is new and offers as many products as it may at first; it was kept as a draft, publish it later";
            let mut finding = of_product(draft, about, ("probation-products", text), Effect::Noted);
            finding.args.push(("max".to_owned(), max.to_string()));
            finding
        }
    }
}

fn finding(
    draft: &ProductDraft,
    line: u64,
    field: Option<&str>,
    code: &str,
    message: String,
    mut args: Vec<(String, String)>,
    effect: Effect,
) -> ImportFinding {
    args.push(("effect".to_owned(), effect.code().to_owned()));
    args.push(("product".to_owned(), draft.external_key.clone()));
    ImportFinding {
        line,
        field: field.map(str::to_owned),
        value: None,
        code: code.to_owned(),
        args,
        message,
    }
}
