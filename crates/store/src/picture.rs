//! Pictures of products. Their bytes are in the object store.

use pasar_domain::Instant;
use pasar_domain::id::{PictureId, ProductId, ShopId};
use pasar_domain::picture::{Picture, PictureKind};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

pub(crate) struct PictureRow {
    pub(crate) picture_id: Uuid,
    pub(crate) position: i32,
    pub(crate) alt: String,
    pub(crate) kind: String,
    pub(crate) seed: Option<i64>,
    pub(crate) object_key: Option<String>,
    pub(crate) source_url: Option<String>,
    pub(crate) width: Option<i32>,
    pub(crate) height: Option<i32>,
}

impl TryFrom<PictureRow> for Picture {
    type Error = Error;

    fn try_from(row: PictureRow) -> Result<Self> {
        let at = Row {
            table: "picture",
            id: &row.picture_id,
        };
        let kind = match (
            row.kind.as_str(),
            row.seed,
            row.object_key,
            row.width,
            row.height,
            row.source_url,
        ) {
            ("drawn", Some(seed), None, ..) => PictureKind::Drawn {
                seed: seed.cast_unsigned(),
            },
            ("uploaded", None, Some(object_key), Some(width), Some(height), _) => PictureKind::Uploaded {
                object_key,
                width: at.number("width", width)?,
                height: at.number("height", height)?,
            },
            ("linked", None, None, _, _, Some(url)) => PictureKind::Linked { url },
            _ => return Err(at.inconsistent("kind")),
        };
        Ok(Self {
            picture_id: PictureId::from_uuid(row.picture_id),
            position: at.number("position", row.position)?,
            alt: row.alt,
            kind,
        })
    }
}

/// The pictures of some products, by product and position.
pub async fn of_products(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_ids: &[ProductId],
) -> Result<Vec<(ProductId, Picture)>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "select product_id, picture_id, position, alt, kind, seed, object_key, source_url, width, height from picture
         where shop_id = $1 and product_id = any($2) order by product_id, position, picture_id",
        shop_id.uuid(),
        &ids
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let picture = PictureRow {
                picture_id: row.picture_id,
                position: row.position,
                alt: row.alt,
                kind: row.kind,
                seed: row.seed,
                object_key: row.object_key,
                source_url: row.source_url,
                width: row.width,
                height: row.height,
            };
            Ok((ProductId::from_uuid(row.product_id), Picture::try_from(picture)?))
        })
        .collect()
}

/// Writes new pictures.
pub async fn insert_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    pictures: &[(ProductId, Picture)],
    at: Instant,
) -> Result<()> {
    let mut columns = Columns::default();
    for (product_id, picture) in pictures {
        columns.push(*product_id, picture)?;
    }
    sqlx::query!(
        "insert into picture (shop_id, picture_id, product_id, position, alt, kind, seed, object_key, source_url, width, height,
                              created_at)
         select $1, u.*, $12 from unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::text[],
                                         $9::text[], $10::int[], $11::int[]) as u",
        shop_id.uuid(),
        &columns.ids,
        &columns.products,
        &columns.positions,
        &columns.alts as _,
        &columns.kinds as _,
        &columns.seeds as _,
        &columns.keys as _,
        &columns.urls as _,
        &columns.widths as _,
        &columns.heights as _,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes place and description of pictures.
pub async fn update_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    pictures: &[(PictureId, u32, String)],
) -> Result<()> {
    let ids: Vec<Uuid> = pictures.iter().map(|(id, ..)| id.uuid()).collect();
    let positions: Result<Vec<i32>> = pictures
        .iter()
        .map(|(id, position, _)| Row { table: "picture", id }.number("position", *position))
        .collect();
    let alts: Vec<&str> = pictures.iter().map(|(.., alt)| alt.as_str()).collect();
    sqlx::query!(
        "update picture p set position = u.position, alt = u.alt
         from unnest($2::uuid[], $3::int[], $4::text[]) as u(id, position, alt)
         where p.shop_id = $1 and p.picture_id = u.id",
        shop_id.uuid(),
        &ids,
        &positions?,
        &alts as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes pictures.
pub async fn delete_many(conn: &mut PgConnection, shop_id: ShopId, picture_ids: &[PictureId]) -> Result<()> {
    let ids: Vec<Uuid> = picture_ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "delete from picture where shop_id = $1 and picture_id = any($2)",
        shop_id.uuid(),
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

#[derive(Default)]
struct Columns<'a> {
    ids: Vec<Uuid>,
    products: Vec<Uuid>,
    positions: Vec<i32>,
    alts: Vec<&'a str>,
    kinds: Vec<&'static str>,
    seeds: Vec<Option<i64>>,
    keys: Vec<Option<&'a str>>,
    urls: Vec<Option<&'a str>>,
    widths: Vec<Option<i32>>,
    heights: Vec<Option<i32>>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, product_id: ProductId, picture: &'a Picture) -> Result<()> {
        let at = Row {
            table: "picture",
            id: &picture.picture_id,
        };
        let (kind, seed, key, url, size) = match &picture.kind {
            PictureKind::Drawn { seed } => ("drawn", Some(seed.cast_signed()), None, None, None),
            PictureKind::Uploaded {
                object_key,
                width,
                height,
            } => (
                "uploaded",
                None,
                Some(object_key.as_str()),
                None,
                Some((*width, *height)),
            ),
            PictureKind::Linked { url } => ("linked", None, None, Some(url.as_str()), None),
        };
        self.ids.push(picture.picture_id.uuid());
        self.products.push(product_id.uuid());
        self.positions.push(at.number("position", picture.position)?);
        self.alts.push(&picture.alt);
        self.kinds.push(kind);
        self.seeds.push(seed);
        self.keys.push(key);
        self.urls.push(url);
        self.widths
            .push(size.map(|(width, _)| at.number("width", width)).transpose()?);
        self.heights
            .push(size.map(|(_, height)| at.number("height", height)).transpose()?);
        Ok(())
    }
}
