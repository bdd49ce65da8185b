//! Reviews, and the figures that grow with them and with sales.

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ReviewId, ShopId};
use pasar_domain::review::{Rating, Review, ReviewOrigin, Stars};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

struct ReviewRow {
    review_id: Uuid,
    rating: i32,
    body: String,
    author_name: Option<String>,
    source: Option<String>,
    written_at: Option<Instant>,
}

impl TryFrom<ReviewRow> for Review {
    type Error = Error;

    fn try_from(row: ReviewRow) -> Result<Self> {
        let at = Row {
            table: "review",
            id: &row.review_id,
        };
        let origin = match (row.source, row.author_name, row.written_at) {
            (Some(source), ..) => ReviewOrigin::DataSet { source },
            (None, Some(name), Some(written_at)) => ReviewOrigin::Buyer { name, written_at },
            _ => return Err(at.inconsistent("source")),
        };
        Ok(Self {
            review_id: ReviewId::from_uuid(row.review_id),
            stars: at.present("rating", Stars::new(at.number("rating", row.rating)?))?,
            body: row.body,
            origin,
        })
    }
}

/// The reviews of a product, newest first: those before `before`, and with so many stars, if asked for.
pub async fn page(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
    stars: Option<Stars>,
    before: Option<ReviewId>,
    limit: i64,
) -> Result<Vec<Review>> {
    let rows = sqlx::query_as!(
        ReviewRow,
        "select review_id, rating, body, author_name, source, written_at from review
         where shop_id = $1 and product_id = $2 and ($3::int is null or rating = $3) and review_id < $4
         order by review_id desc limit $5",
        shop_id.uuid(),
        product_id.uuid(),
        stars.map(|stars| i32::from(stars.get())),
        row::before(before.map(ReviewId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Review::try_from).collect()
}

/// How many reviews give one star, two, … five.
pub async fn count_by_stars(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<[u32; 5]> {
    let rows = sqlx::query!(
        r#"select rating, count(*) as "count!" from review where shop_id = $1 and product_id = $2 group by rating"#,
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    let mut counts = [0; 5];
    for row in rows {
        let at = Row {
            table: "review",
            id: &product_id,
        };
        let place: usize = at.number("rating", row.rating - 1)?;
        *at.present("rating", counts.get_mut(place))? = at.number("rating", row.count)?;
    }
    Ok(counts)
}

/// Writes new reviews.
pub async fn insert_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    reviews: &[(ProductId, Review)],
) -> Result<()> {
    let ids: Vec<Uuid> = reviews
        .iter()
        .map(|(_, review)| review.review_id.uuid())
        .collect();
    let products: Vec<Uuid> = reviews.iter().map(|(product_id, _)| product_id.uuid()).collect();
    let ratings: Vec<i32> = reviews
        .iter()
        .map(|(_, review)| i32::from(review.stars.get()))
        .collect();
    let bodies: Vec<&str> = reviews.iter().map(|(_, review)| review.body.as_str()).collect();
    let mut names = Vec::with_capacity(reviews.len());
    let mut sources = Vec::with_capacity(reviews.len());
    let mut times = Vec::with_capacity(reviews.len());
    for (_, review) in reviews {
        let (name, source, time) = match &review.origin {
            ReviewOrigin::Buyer { name, written_at } => (Some(name.as_str()), None, Some(*written_at)),
            ReviewOrigin::DataSet { source } => (None, Some(source.as_str()), None),
        };
        names.push(name);
        sources.push(source);
        times.push(time);
    }
    sqlx::query!(
        "insert into review (shop_id, review_id, product_id, rating, body, author_name, source, written_at)
         select $1, * from unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])",
        shop_id.uuid(),
        &ids,
        &products,
        &ratings,
        &bodies as _,
        &names as _,
        &sources as _,
        &times as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What is counted of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// The mean rating; none while nobody has rated.
    pub rating: Option<Rating>,
    /// Pieces sold.
    pub sold: u32,
}

pub(crate) fn rating(at: Row<'_>, hundredths: Option<i32>, count: i32) -> Result<Option<Rating>> {
    let rating = |hundredths: i32| {
        Ok(Rating {
            hundredths: at.number("rating_hundredths", hundredths)?,
            count: at.number("rating_count", count)?,
        })
    };
    hundredths.map(rating).transpose()
}

/// Sets what is counted of products, as another system counted it.
pub async fn set_figures(
    conn: &mut PgConnection,
    shop_id: ShopId,
    figures: &[(ProductId, Figures)],
) -> Result<()> {
    let ids: Vec<Uuid> = figures.iter().map(|(id, _)| id.uuid()).collect();
    let means: Vec<Option<i32>> = figures
        .iter()
        .map(|(_, f)| f.rating.map(|rating| i32::from(rating.hundredths)))
        .collect();
    let mut counts: Vec<i32> = Vec::with_capacity(figures.len());
    let mut sold: Vec<i32> = Vec::with_capacity(figures.len());
    for (id, figure) in figures {
        let at = Row {
            table: "product_figures",
            id,
        };
        counts.push(at.number("rating_count", figure.rating.map_or(0, |rating| rating.count))?);
        sold.push(at.number("sold_count", figure.sold)?);
    }
    sqlx::query!(
        "update product_figures f set rating_hundredths = u.mean, rating_count = u.count, sold_count = u.sold
         from unnest($2::uuid[], $3::int[], $4::int[], $5::int[]) as u(id, mean, count, sold)
         where f.shop_id = $1 and f.product_id = u.id",
        shop_id.uuid(),
        &ids,
        &means as _,
        &counts,
        &sold
    )
    .execute(conn)
    .await?;
    Ok(())
}
