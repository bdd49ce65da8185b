//! `GET /{market}/api/v1/seller/shops/{shop}/export`

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use futures::StreamExt as _;
use pasar_service::export::write::{ExportFormat, write as write_export};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::model::KeyRefusals;
use crate::api::shop::ShopPath;
use crate::api::{ShopCaller, Wanted};
use crate::error::WebError;

/// Which kind of file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// The kind.
    #[param(inline)]
    format: FormatJson,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = ExportFormat)]
#[serde(rename_all = "kebab-case")]
pub enum FormatJson {
    /// Shopify product CSV.
    Shopify,
    /// Google Merchant product data as a table.
    GoogleTable,
    /// Google Merchant product data as XML.
    GoogleXml,
}

impl From<FormatJson> for ExportFormat {
    fn from(format: FormatJson) -> Self {
        match format {
            FormatJson::Shopify => Self::Shopify,
            FormatJson::GoogleTable => Self::GoogleTable,
            FormatJson::GoogleXml => Self::GoogleXml,
        }
    }
}

/// Export your products
///
/// Every product that is not deleted, drafts too, as a file that other systems and this one can read. It is sent as it is written; a
/// connection that breaks off means that it is not whole.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/export", operation_id = "export_products", tag = "Files",
    security(("key" = [])), params(ShopPath, ExportQuery),
    responses(
        (
            status = 200, description = "The file.",
            content((String = "text/csv"), (String = "text/tab-separated-values"), (String = "application/rss+xml"))
        ),
        KeyRefusals
    )
)]
pub async fn write(caller: ShopCaller, Wanted(wanted): Wanted<ExportQuery>) -> Result<Response, WebError> {
    let format = ExportFormat::from(wanted.format);
    let pieces = write_export(&caller.ctx, caller.keeper, format, &caller.home());
    let pieces = futures::stream::unfold(pieces, |mut pieces| async {
        let piece = pieces.recv().await?;
        Some((piece, pieces))
    });
    let name = format!(
        "attachment; filename=\"{}-{}.{}\"",
        caller.shop.handle,
        format.code(),
        format.extension()
    );
    let name = HeaderValue::from_str(&name).map_err(WebError::internal)?;
    let facts = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(format.media_type()),
        ),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((facts, Body::from_stream(pieces.boxed())).into_response())
}
