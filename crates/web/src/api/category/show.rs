//! `GET /{market}/api/v1/categories/{category}`

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{AttributeJson, CategoryJson};
use crate::api::model::Refusals;
use crate::api::{Answer, Call, Named};
use crate::error::WebError;

/// Which category.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CategoryPath {
    /// Its slug.
    category: String,
}

/// A category with what is around it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CategoryDetail)]
pub struct CategoryDetailJson {
    /// The category.
    #[serde(flatten)]
    category: CategoryJson,
    /// Those from the root to itself.
    path: Vec<CategoryJson>,
    /// Those right below it.
    children: Vec<CategoryJson>,
    /// What is told about its products.
    attributes: Vec<AttributeJson>,
}

/// Show a category
///
/// With the categories above and below it, and what its products say about themselves.
#[utoipa::path(
    get, path = "/api/v1/categories/{category}", operation_id = "show_category", tag = "Catalogue",
    params(CategoryPath),
    responses((status = 200, description = "The category.", body = CategoryDetailJson), Refusals)
)]
pub async fn show(call: Call, Named(path): Named<CategoryPath>) -> Answer<CategoryDetailJson> {
    let categories = &call.l.market().categories;
    let category = categories.get(&path.category).ok_or_else(WebError::not_found)?;
    let slug = category.slug.as_str();
    let json = |category| CategoryJson::new(&call, category);
    Ok(Json(CategoryDetailJson {
        category: json(category),
        path: categories.path(slug).into_iter().map(json).collect(),
        children: categories.children(slug).map(json).collect(),
        attributes: categories
            .attributes(slug)
            .into_iter()
            .map(|attribute| AttributeJson::new(&call, attribute))
            .collect(),
    }))
}
