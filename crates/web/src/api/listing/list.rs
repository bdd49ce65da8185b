//! `GET /{market}/api/v1/products`

use axum::Json;
use pasar_search::{Count, Facets, Query, Sort, TEXT_CHARS_MAX};
use pasar_service::search::find::find;
use pasar_service::shop::show::show as show_shop;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::refuse;
use crate::api::model::{ListingCardJson, Refusals};
use crate::api::{Answer, Call, Cursor, PageQuery, Wanted};
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// What is looked for. Every filter narrows.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListingQuery {
    /// Words; without them, everything, best first.
    q: Option<String>,
    /// A category's slug; finds those below it too.
    category: Option<String>,
    /// Only what is sent from one of these places. May be there several times.
    #[param(explode = true)]
    place: Vec<String>,
    /// Only this shop's, by its handle.
    shop: Option<String>,
    /// Lowest price in minor units.
    price_min: Option<i64>,
    /// Highest price in minor units.
    price_max: Option<i64>,
    /// Lowest mean rating in hundredths of a star: 450 is 4.5.
    rating_min: Option<u16>,
    /// Only what can be bought now.
    in_stock: bool,
    /// The order.
    #[param(inline)]
    sort: SortJson,
    /// Count how many matches each further filter would leave?
    facets: bool,
    /// `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// Most entries of the page, 1 to 100; 20 when none.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[schema(as = ListingSort)]
#[serde(rename_all = "snake_case")]
pub enum SortJson {
    /// Best match first.
    #[default]
    Relevance,
    /// Cheapest first.
    Price,
    /// Dearest first.
    PriceDescending,
    /// Best rated first.
    Rating,
    /// Most sold first.
    Sold,
    /// Newest first.
    Newest,
}

impl From<SortJson> for Sort {
    fn from(sort: SortJson) -> Self {
        match sort {
            SortJson::Relevance => Self::Relevance,
            SortJson::Price => Self::PriceAscending,
            SortJson::PriceDescending => Self::PriceDescending,
            SortJson::Rating => Self::Rating,
            SortJson::Sold => Self::Sold,
            SortJson::Newest => Self::Newest,
        }
    }
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Listings)]
pub struct ListingsJson {
    /// The listings of this page. A listing that vanished just now is left out, so there may be fewer than `limit`.
    data: Vec<ListingCardJson>,
    /// The `cursor` of the next page; none after the last.
    next: Option<String>,
    /// How many listings match in all.
    total: usize,
    /// The words that were searched instead of unknown ones.
    corrected: Option<String>,
    /// Nothing has all the words; these have some of them.
    relaxed: bool,
    /// How many matches each further filter would leave; there if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<FacetsJson>,
}

/// How many matches each further filter would leave, counted with every other filter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Facets)]
pub struct FacetsJson {
    /// By category's slug, most first.
    categories: Vec<CountJson>,
    /// By place, most first.
    places: Vec<CountJson>,
    /// By price, cheapest first; pass the ends as `price_min` and `price_max`.
    prices: Vec<PriceBandJson>,
    /// By lowest rating, highest first.
    ratings: Vec<RatingCountJson>,
    /// How many can be bought now.
    in_stock: usize,
}

/// How many have a value.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FacetCount)]
pub struct CountJson {
    /// The value.
    value: String,
    /// How many.
    count: usize,
}

/// How many cost so much.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FacetPrice)]
pub struct PriceBandJson {
    /// Lowest price in minor units, inclusive; none in the first band.
    price_min: Option<i64>,
    /// Highest price in minor units, inclusive; none in the last band.
    price_max: Option<i64>,
    /// How many.
    count: usize,
}

/// How many are rated so well.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FacetRating)]
pub struct RatingCountJson {
    /// In hundredths of a star: pass it as `rating_min`.
    rating_min: u16,
    /// How many.
    count: usize,
}

impl From<Facets> for FacetsJson {
    fn from(facets: Facets) -> Self {
        let counts = |counts: Vec<Count>| {
            let counts = counts
                .into_iter()
                .map(|Count { value, count }| CountJson { value, count });
            counts.collect()
        };
        Self {
            categories: counts(facets.categories),
            places: counts(facets.places),
            prices: facets
                .prices
                .into_iter()
                .map(|band| PriceBandJson {
                    price_min: band.min_minor,
                    price_max: band.max_minor,
                    count: band.count,
                })
                .collect(),
            ratings: facets
                .ratings
                .into_iter()
                .map(|rating| RatingCountJson {
                    rating_min: rating.min_hundredths,
                    count: rating.count,
                })
                .collect(),
            in_stock: facets.in_stock,
        }
    }
}

/// List and search products
///
/// What buyers see, by words and filters. Typing errors are forgiven; `corrected` then says what was searched.
#[utoipa::path(
    get, path = "/api/v1/products", operation_id = "list_listings", tag = "Catalogue", params(ListingQuery),
    responses((status = 200, description = "A page of listings.", body = ListingsJson), Refusals)
)]
pub async fn list(call: Call, Wanted(wanted): Wanted<ListingQuery>) -> Answer<ListingsJson> {
    let page = PageQuery {
        cursor: wanted.cursor.clone(),
        limit: wanted.limit,
    };
    let (limit, offset) = (page.limit()?, page.after::<usize>()?.unwrap_or(0));
    let facets = wanted.facets;
    let query = query(&call, wanted, limit, offset).await?;
    let found = find(&call.ctx, query).await.map_err(refuse)?;
    let next = offset + usize::try_from(limit).unwrap_or(0);
    Ok(Json(ListingsJson {
        data: found
            .cards
            .iter()
            .map(|card| ListingCardJson::new(&call, card))
            .collect(),
        next: found.more.then(|| Cursor::write(next)),
        total: found.total,
        corrected: found.corrected,
        relaxed: found.relaxed,
        facets: facets.then(|| found.facets.into()),
    }))
}

/// The search that was meant. A category or shop that does not exist is said, not taken for one without goods.
async fn query(call: &Call, wanted: ListingQuery, limit: u32, offset: usize) -> Result<Query, WebError> {
    if let Some(slug) = &wanted.category
        && call.l.market().categories.get(slug).is_none()
    {
        return Err(not_listed("category", slug));
    }
    let shop = match &wanted.shop {
        Some(handle) => {
            let shown = show_shop(&call.ctx, handle, None, 1).await?;
            Some(shown.ok_or_else(|| not_listed("shop", handle))?.shop.shop_id)
        }
        None => None,
    };
    Ok(Query {
        text: wanted.q.map(|q| q.chars().take(TEXT_CHARS_MAX).collect()),
        typing: false,
        category: wanted.category,
        places: wanted.place,
        price_min: wanted.price_min,
        price_max: wanted.price_max,
        rating_min: wanted.rating_min,
        in_stock_only: wanted.in_stock,
        shop,
        // Whoever asks decides it, not what is asked.
        for_cohort: false,
        at: None,
        sort: wanted.sort.into(),
        facets: wanted.facets,
        offset,
        limit: usize::try_from(limit).unwrap_or(0),
    })
}

fn not_listed(field: &str, text: &str) -> WebError {
    WebError::invalid(vec![FieldProblem {
        field: field.to_owned(),
        message: Message::new(key("field-not-listed")).with("text", text),
    }])
}
