//! `GET /{market}/api/v1/seller/shops/{shop}/imports/{import}/findings`

use axum::Json;
use pasar_domain::import::ImportFinding;
use pasar_service::import::show::{findings as read_findings, show as show_import};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ImportPath, no_such_import};
use crate::api::model::{KeyRefusals, PageJson};
use crate::api::{Answer, Named, PageQuery, ShopCaller, Wanted};

/// Something in a file that its owner should know.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportFinding)]
pub struct FindingJson {
    /// The line of the file, from 1.
    line: u64,
    /// The column, as the file names it, or the field of the product.
    field: Option<String>,
    /// What stands there, shortened.
    value: Option<String>,
    /// The stable name of what was found.
    code: String,
    /// What was found and what to do, in English.
    detail: String,
}

impl From<ImportFinding> for FindingJson {
    fn from(finding: ImportFinding) -> Self {
        Self {
            line: finding.line,
            field: finding.field,
            value: finding.value,
            code: finding.code,
            detail: finding.message,
        }
    }
}

/// List what an import found
///
/// In the order of the file; at most the first thousand are kept.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/imports/{import}/findings", operation_id = "list_import_findings",
    tag = "Files", security(("key" = [])), params(ImportPath, PageQuery),
    responses((status = 200, description = "A page of findings.", body = PageJson<FindingJson>), KeyRefusals)
)]
pub async fn findings(
    caller: ShopCaller,
    Named(path): Named<ImportPath>,
    Wanted(page): Wanted<PageQuery>,
) -> Answer<PageJson<FindingJson>> {
    let (skip, limit) = (page.after::<u32>()?.unwrap_or(0), page.limit()?);
    let import = show_import(&caller.ctx, caller.keeper, path.import).await?;
    import.ok_or_else(no_such_import)?;
    let mut found = read_findings(&caller.ctx, caller.keeper, path.import, skip, limit + 1).await?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let next = (found.len() > size).then(|| skip.saturating_add(limit));
    found.truncate(size);
    Ok(Json(PageJson::new(
        found.into_iter().map(FindingJson::from).collect(),
        next,
    )))
}
