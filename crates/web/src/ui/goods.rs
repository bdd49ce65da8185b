//! Goods as people see them in lists, and their ratings.

use askama::Template;

use super::Html;
use crate::l10n::Localizer;

/// A rating that is shown: its average in tenths and the number of reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// Ten times the average: 48 is 4.8.
    pub tenths: u32,
    /// How many reviews it is the average of.
    pub count: u32,
}

/// A product in a grid. Prices are texts, written by the market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCard {
    /// The product's page.
    pub href: String,
    /// Its name; two lines of it are shown.
    pub title: String,
    /// A square picture.
    pub picture: String,
    /// The price, or the lowest of its variants' prices.
    pub price: String,
    /// Do other variants cost more?
    pub from: bool,
    /// The average of its reviews, if there are any.
    pub rating: Option<Rating>,
    /// How many were sold.
    pub sold: u32,
    /// Where it is shipped from.
    pub city: String,
    /// Is nothing left?
    pub gone: bool,
}

/// A product in a grid: `<li>{{ ui::product_card(l, card) }}</li>` within `<ul class="grid">`.
pub fn product_card(l: &Localizer, card: &ProductCard) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/product_card.html")]
    struct Card<'a> {
        l: &'a Localizer,
        card: &'a ProductCard,
    }
    Html::of(&Card { l, card })
}

/// `★ 4,8 (1.203)`, read out as a sentence.
pub fn rating(l: &Localizer, rating: &Rating) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/rating.html")]
    struct Line<'a> {
        l: &'a Localizer,
        rating: &'a Rating,
        sprite: String,
    }
    Html::of(&Line {
        l,
        rating,
        sprite: super::asset("icons.svg"),
    })
}

/// One review's whole stars, of five.
pub fn stars(l: &Localizer, stars: impl crate::l10n::ToArg) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/stars.html")]
    struct Stars<'a> {
        l: &'a Localizer,
        stars: i64,
        sprite: String,
    }
    Html::of(&Stars {
        l,
        stars: match stars.to_arg() {
            crate::l10n::Arg::Number(stars) => stars,
            crate::l10n::Arg::Text(_) => 0,
        },
        sprite: super::asset("icons.svg"),
    })
}

/// A choice of one to five stars for a form.
pub fn star_choice(l: &Localizer, name: &str, legend: impl AsRef<str>) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/star_choice.html")]
    struct StarChoice<'a> {
        l: &'a Localizer,
        name: &'a str,
        legend: &'a str,
        sprite: String,
    }
    Html::of(&StarChoice {
        l,
        name,
        legend: legend.as_ref(),
        sprite: super::asset("icons.svg"),
    })
}

/// How many: a number field that script turns into minus, number, plus. `label` says what is counted.
pub fn stepper(l: &Localizer, name: &str, value: u32, max: u32, label: impl AsRef<str>) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/stepper.html")]
    struct Stepper<'a> {
        l: &'a Localizer,
        name: &'a str,
        value: u32,
        max: u32,
        label: &'a str,
    }
    Html::of(&Stepper {
        l,
        name,
        value,
        max,
        label: label.as_ref(),
    })
}
