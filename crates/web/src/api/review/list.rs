//! `GET /{market}/api/v1/products/{shop}/{product}/reviews`

use axum::Json;
use chrono::{DateTime, Utc};
use pasar_domain::id::ReviewId;
use pasar_domain::review::{Review, ReviewOrigin};
use pasar_service::listing;
use pasar_service::review::list::list as reviews;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::listing::ListingPath;
use crate::api::model::{IdJson, PageJson, Refusals};
use crate::api::{Answer, Call, Named, PageQuery, Wanted};
use crate::error::WebError;

/// A review.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Review)]
pub struct ReviewJson {
    /// Its id.
    pub review_id: IdJson,
    /// From 1 (poor) to 5 (very good).
    #[schema(minimum = 1, maximum = 5)]
    pub stars: u8,
    /// Plain text; may be empty.
    pub body: String,
    /// The name under which its writer is shown; none for a review from a data set.
    pub author: Option<String>,
    /// When it was written, as far as is known.
    pub written_at: Option<DateTime<Utc>>,
    /// The data set that it comes from; none for a review written here.
    pub data_set: Option<String>,
}

impl From<Review> for ReviewJson {
    fn from(review: Review) -> Self {
        let (author, written_at, data_set) = match review.origin {
            ReviewOrigin::Buyer { name, written_at } => (Some(name), Some(written_at), None),
            ReviewOrigin::DataSet { source } => (None, None, Some(source)),
        };
        Self {
            review_id: review.review_id.into(),
            stars: review.stars.get(),
            body: review.body,
            author,
            written_at,
            data_set,
        }
    }
}

/// List the reviews of a product
///
/// Newest first.
#[utoipa::path(
    get, path = "/api/v1/products/{shop}/{product}/reviews", operation_id = "list_reviews", tag = "Catalogue",
    params(ListingPath, PageQuery),
    responses((status = 200, description = "A page of reviews.", body = PageJson<ReviewJson>), Refusals)
)]
pub async fn list(
    call: Call,
    Named(path): Named<ListingPath>,
    Wanted(page): Wanted<PageQuery>,
) -> Answer<PageJson<ReviewJson>> {
    let (limit, before) = (page.limit()?, page.after::<ReviewId>()?);
    let shown = listing::show::show(&call.ctx, &path.shop, &path.product).await?;
    let listing = shown.ok_or_else(WebError::not_found)?.listing;
    let (found, next) = reviews(&call.ctx, listing.shop.shop_id, listing.product_id, before, limit).await?;
    Ok(Json(PageJson::new(
        found.into_iter().map(ReviewJson::from).collect(),
        next,
    )))
}
