//! What a version changes, in the words of a language.

use pasar_domain::adoption::CharterChange;
use pasar_domain::market::Slug;
use pasar_policy::{Act, CharterDifference, CharterFolder, FigureChange, PromiseChange};
use pasar_service::charter::Gap;

use crate::l10n::Localizer;
use crate::promise::book::act_words;

/// Something that is newly permitted, or newly refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActChange {
    /// What is done: "Selling goods".
    pub act: String,
    /// An example; empty where no solver could say whether anything changes.
    pub example: String,
}

/// A figure that is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// What it is about.
    pub name: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// A promise that is new, gone, or another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// What became of it: a word, and its colour.
    pub state: (String, &'static str),
    /// The promise.
    pub sentence: String,
    /// How it was put before; empty where that is the same.
    pub before: String,
    /// How it is put now, where that is not the sentence itself.
    pub now: String,
    /// More about the change; empty when the words say it.
    pub note: String,
}

/// A promise that a version does not keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenPromise {
    /// The promise.
    pub sentence: String,
    /// What would break it; empty where no solver could say whether anything does.
    pub example: String,
    /// What is done then: "Selling goods, Paying".
    pub acts: String,
}

/// What an act of this name is called.
fn act(l: &Localizer, name: &str) -> String {
    let known: Option<Act> = name.parse().ok();
    known.map_or_else(|| name.to_owned(), |known| act_words(l, known))
}

impl ActChange {
    /// The changes that go one way.
    pub fn all(l: &Localizer, changes: &[CharterChange], loosened: bool) -> Vec<Self> {
        let changes = changes.iter().filter(|change| change.loosened == loosened);
        let change = |change: &CharterChange| Self {
            act: act(l, &change.act),
            example: match &change.example {
                Some(texts) => texts.get(l.language()).to_owned(),
                None => String::new(),
            },
        };
        changes.map(change).collect()
    }
}

impl BrokenPromise {
    /// The promises of a version that are not proved.
    pub fn all(l: &Localizer, folder: &CharterFolder, gaps: &[Gap]) -> Vec<Self> {
        let gap = |gap: &Gap| {
            let promise = folder.promise(&gap.promise);
            let acts: Vec<String> = gap.acts.iter().map(|name| act(l, name)).collect();
            Self {
                // What is no promise of the charter's is the one that the program adds to each.
                sentence: match promise {
                    Some(promise) => promise.sentence.get(l.language()).to_owned(),
                    None => l.t("charter-no-errors"),
                },
                example: match &gap.example {
                    Some(texts) => texts.get(l.language()).to_owned(),
                    None => String::new(),
                },
                acts: acts.join(", "),
            }
        };
        gaps.iter().map(gap).collect()
    }
}

impl PromiseRow {
    fn new(l: &Localizer, change: &PromiseChange<'_>) -> Self {
        let language = l.language();
        let sentence = change.promise().sentence.get(language).to_owned();
        let (state, before, now, note) = match change {
            PromiseChange::Made(_) => ((l.t("charter-promise-made"), "leaf"), "", "", String::new()),
            PromiseChange::Dropped(_) => ((l.t("charter-promise-dropped"), "chili"), "", "", String::new()),
            PromiseChange::Changed {
                before,
                after,
                reworded,
                means_otherwise,
            } => {
                let note = match (*reworded, *means_otherwise) {
                    (true, false) => l.t("charter-promise-reworded"),
                    (false, true) => l.t("charter-promise-means-otherwise"),
                    _ => String::new(),
                };
                // Where the sentence is the same, what exactly it means may still be told otherwise.
                let (before, now) = if before.sentence.get(language) != sentence {
                    (before.sentence.get(language), "")
                } else if before.meaning_in_words != after.meaning_in_words {
                    let words = [before, after].map(|promise| promise.meaning_in_words.get(language));
                    (words[0], words[1])
                } else {
                    ("", "")
                };
                ((l.t("charter-promise-changed"), "soga"), before, now, note)
            }
        };
        Self {
            state,
            before: before.to_owned(),
            now: now.to_owned(),
            note,
            sentence,
        }
    }

    /// The promises that are otherwise.
    pub fn all(l: &Localizer, difference: &CharterDifference<'_>) -> Vec<Self> {
        let promises = difference.promises.iter();
        promises.map(|change| Self::new(l, change)).collect()
    }
}

/// In what a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Share,
    Money,
    Minutes,
    Days,
    Pieces,
    Weekday,
}

impl Unit {
    fn tell(self, l: &Localizer, value: i64) -> String {
        match self {
            Self::Share => l.percent(value),
            Self::Money => l.money(l.market().money(value)),
            Self::Minutes => l.t1("charter-minutes", "count", value),
            Self::Days => l.t1("charter-days", "count", value),
            Self::Pieces => l.number(value),
            Self::Weekday => weekday(l, value),
        }
    }
}

/// What a day of the week is called: 1 is Monday.
fn weekday(l: &Localizer, number: i64) -> String {
    match number {
        1 => l.t("charter-monday"),
        2 => l.t("charter-tuesday"),
        3 => l.t("charter-wednesday"),
        4 => l.t("charter-thursday"),
        5 => l.t("charter-friday"),
        6 => l.t("charter-saturday"),
        _ => l.t("charter-sunday"),
    }
}

/// What the figure of a place in `charter.toml` is called, and in what it is counted. None for one that has no words.
fn figure_words(l: &Localizer, place: &str) -> Option<(String, Unit)> {
    if let Some(slug) = place.strip_prefix("fees.commission_by_category.") {
        let words = l.t1("charter-figure-commission-of", "category", category(l, slug));
        return Some((words, Unit::Share));
    }
    Some(match place {
        "fees.commission_basis_points" => (l.t("charter-figure-commission"), Unit::Share),
        "fees.commission_cap_minor" => (l.t("charter-figure-commission-cap"), Unit::Money),
        "fees.commission_minimum_minor" => (l.t("charter-figure-commission-minimum"), Unit::Money),
        "fees.commission_order_cap_minor" => (l.t("charter-figure-commission-order-cap"), Unit::Money),
        "fees.commission_tax_basis_points" => (l.t("charter-figure-commission-tax"), Unit::Share),
        "fees.commission_tax_inside_basis_points" => {
            (l.t("charter-figure-commission-tax-inside"), Unit::Share)
        }
        "fees.order_fee_minor" => (l.t("charter-figure-order-fee"), Unit::Money),
        "windows.payment_due_minutes" => (l.t("charter-figure-payment-due"), Unit::Minutes),
        "windows.reservation_minutes" => (l.t("charter-figure-reservation"), Unit::Minutes),
        "windows.days_to_ship" => (l.t("charter-figure-days-to-ship"), Unit::Days),
        "windows.delivered_assumed_days" => (l.t("charter-figure-delivered-assumed"), Unit::Days),
        "windows.escrow_release_days" => (l.t("charter-figure-escrow-release"), Unit::Days),
        "limits.cart_lines_max" => (l.t("charter-figure-cart-lines"), Unit::Pieces),
        "limits.line_quantity_max" => (l.t("charter-figure-line-quantity"), Unit::Pieces),
        "limits.shop_products_max" => (l.t("charter-figure-shop-products"), Unit::Pieces),
        "limits.product_variants_max" => (l.t("charter-figure-product-variants"), Unit::Pieces),
        "limits.product_pictures_max" => (l.t("charter-figure-product-pictures"), Unit::Pieces),
        "limits.owner_shops_max" => (l.t("charter-figure-owner-shops"), Unit::Pieces),
        "cross_border.minor_per_usd" => (l.t("charter-figure-dollar"), Unit::Money),
        "cross_border.import_tax_basis_points" => (l.t("charter-figure-import-tax"), Unit::Share),
        "identity.retention_days" => (l.t("charter-figure-identity-retention"), Unit::Days),
        "identity.verification_days" => (l.t("charter-figure-identity-verification"), Unit::Days),
        "disclosure.certify_sales" => (l.t("charter-figure-certify-sales"), Unit::Pieces),
        "disclosure.certify_revenue_minor" => (l.t("charter-figure-certify-revenue"), Unit::Money),
        "disclosure.disclose_revenue_minor" => (l.t("charter-figure-disclose-revenue"), Unit::Money),
        "disclosure.certified_days" => (l.t("charter-figure-certified"), Unit::Days),
        "disclosure.ask_at_basis_points" => (l.t("charter-figure-ask-at"), Unit::Share),
        "disclosure.ask_days" => (l.t("charter-figure-ask"), Unit::Days),
        "probation.days" => (l.t("charter-figure-probation-days"), Unit::Days),
        "probation.orders" => (l.t("charter-figure-probation-orders"), Unit::Pieces),
        "probation.orders_per_day_max" => (l.t("charter-figure-probation-orders-per-day"), Unit::Pieces),
        "probation.products_max" => (l.t("charter-figure-probation-products"), Unit::Pieces),
        "payout.weekday" => (l.t("charter-figure-payout-weekday"), Unit::Weekday),
        "payout.day_of_month" => (l.t("charter-figure-payout-day"), Unit::Pieces),
        "payout.minimum_minor" => (l.t("charter-figure-payout-minimum"), Unit::Money),
        _ => return None,
    })
}

/// What a category is called.
fn category(l: &Localizer, slug: &str) -> String {
    let found = l.market().categories.get(slug);
    found.map_or_else(
        || slug.to_owned(),
        |category| category.name.get(l.language()).to_owned(),
    )
}

impl FigureRow {
    fn new(l: &Localizer, change: &FigureChange) -> Self {
        let words = figure_words(l, &change.key);
        let (name, unit) = words.unwrap_or_else(|| (change.key.clone(), Unit::Pieces));
        let tell = |value: Option<i64>| match value {
            Some(value) => unit.tell(l, value),
            None => l.t("charter-figure-none"),
        };
        Self {
            name,
            before: tell(change.before),
            after: tell(change.after),
        }
    }

    fn switch(l: &Localizer, name: String, is: bool) -> Self {
        let word = |is: bool| if is { l.t("staff-yes") } else { l.t("staff-no") };
        Self {
            name,
            before: word(!is),
            after: word(is),
        }
    }

    /// The figures and lists that are otherwise.
    pub fn all(l: &Localizer, difference: &CharterDifference<'_>) -> Vec<Self> {
        let figures = difference.figures.iter().map(|change| Self::new(l, change));
        let listed = |slug: &Slug, is| {
            let name = l.t1("charter-figure-listed", "category", category(l, slug.as_str()));
            Self::switch(l, name, is)
        };
        let list = difference.listed.iter().map(|slug| listed(slug, true));
        let unlisted = difference.unlisted.iter().map(|slug| listed(slug, false));
        let surfaces = difference.separate_surfaces.iter();
        let surfaces = surfaces.map(|is| Self::switch(l, l.t("charter-figure-surfaces"), *is));
        figures.chain(list).chain(unlisted).chain(surfaces).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::page_check::markets;

    #[test]
    fn every_figure_of_every_charter_has_words() {
        for market in markets() {
            for language in &market.languages {
                let l = Localizer::new(Arc::clone(&market), language);
                for (version, files) in &market.charter_files {
                    let charter = market.read_charter(&files["charter.toml"]).unwrap();
                    for figure in charter.figures {
                        let words = figure_words(&l, &figure.key);
                        let (name, unit) =
                            words.unwrap_or_else(|| panic!("{version}: {} has no words", figure.key));
                        let value = unit.tell(&l, figure.value);
                        assert!(!name.contains('⟦') && !value.contains('⟦'), "{name} {value}");
                    }
                }
            }
        }
    }

    #[test]
    fn figures_are_told_in_the_unit_that_their_place_names() {
        let market = markets()
            .into_iter()
            .find(|market| market.code.as_str() == "gb")
            .unwrap();
        let language = market.default_language().clone();
        let l = Localizer::new(market, &language);
        let tell = |key: &str, before, after| {
            let change = FigureChange {
                key: key.to_owned(),
                before,
                after,
            };
            let row = FigureRow::new(&l, &change);
            (row.before, row.after)
        };
        let told = [
            tell("fees.commission_basis_points", Some(900), Some(650)),
            tell("fees.order_fee_minor", Some(0), Some(25)),
            tell("windows.days_to_ship", Some(1), Some(2)),
            tell("cross_border.import_tax_basis_points", None, Some(2_000)),
            tell("limits.shop_products_max", Some(100_000), None),
        ];
        let expected = [
            ("9%", "6.5%"),
            ("£0.00", "£0.25"),
            ("1 day", "2 days"),
            ("none", "20%"),
            ("100,000", "none"),
        ];
        assert_eq!(
            told,
            expected.map(|(before, after)| (before.to_owned(), after.to_owned()))
        );
    }
}
