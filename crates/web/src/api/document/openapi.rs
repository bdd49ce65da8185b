//! `GET /{market}/api/openapi.json`

use std::sync::LazyLock;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use utoipa::openapi::schema::{ArrayItems, Schema};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Components, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Server, tag::TagBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

use crate::api::Call;
use crate::api::model::{ProblemFieldJson, ProblemJson, ProblemRuleJson};
use crate::routes;

/// The groups of operations, in their order, each with what it is about.
pub const TAGS: [(&str, &str); 9] = [
    (
        "Catalogue",
        "What buyers find. Needs no key, and may be read from any site's pages.",
    ),
    ("Account", "The account whose key is used, and its addresses."),
    ("Cart", "The cart of the account: the same that the pages show."),
    ("Checkout", "From lines to binding orders."),
    ("Orders", "What the account has bought."),
    ("Shop", "Shops of which the account is a member."),
    ("Products", "What a shop sells: variants, stock, pictures."),
    ("Files", "Catalogue files of other systems, in and out."),
    ("Sales", "What a shop has sold, and what it is paid."),
];

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(document);

/// The document without an address to ask.
pub(super) fn described() -> &'static OpenApi {
    &DOCUMENT
}

/// `GET`: the document, for this market. Programs and tools read it; people rather read the guide.
pub async fn show(call: Call) -> Response {
    let mut document = DOCUMENT.clone();
    document.servers = Some(vec![Server::new(call.home())]);
    // Pages that draw such documents are on other sites.
    let anyone = [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (anyone, Json(document)).into_response()
}

fn document() -> OpenApi {
    let mut document = routes::table().into_openapi();
    let licence = LicenseBuilder::new()
        .name(env!("CARGO_PKG_LICENSE"))
        .identifier(Some(env!("CARGO_PKG_LICENSE")))
        .build();
    document.info = InfoBuilder::new()
        .title("Pasar")
        .version("1")
        .description(Some(
            "Buy and sell in a market with a program of your own. Ids have a prefix, amounts are in minor units, times are RFC 3339 \
             in UTC. Ignore fields that you do not know: new ones may come at any time, while old ones stay as they are.",
        ))
        .license(Some(licence))
        .build();
    document.tags = Some(
        TAGS.iter()
            .map(|(name, words)| TagBuilder::new().name(*name).description(Some(*words)).build())
            .collect(),
    );
    let components = document.components.get_or_insert_default();
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("pasar_…")
        .description(Some("An API key, made on the page of the account's keys."))
        .build();
    components.add_security_scheme("key", SecurityScheme::Http(key));
    for (name, schema) in [
        (ProblemJson::name(), ProblemJson::schema()),
        (ProblemFieldJson::name(), ProblemFieldJson::schema()),
        (ProblemRuleJson::name(), ProblemRuleJson::schema()),
    ] {
        components.schemas.insert(name.into_owned(), schema);
    }
    name_entries(components);
    document
}

/// Lists are generic, and the macro writes out their entries in each of them; a reader wants to see the entry's name.
fn name_entries(components: &mut Components) {
    let names: Vec<String> = components.schemas.keys().cloned().collect();
    for name in names {
        if let Some((_, entry)) = name.split_once('_')
            && components.schemas.contains_key(entry)
            && let Some(RefOr::T(Schema::Object(list))) = components.schemas.get_mut(&name)
            && let Some(RefOr::T(Schema::Array(data))) = list.properties.get_mut("data")
        {
            data.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(entry))));
        }
    }
}
