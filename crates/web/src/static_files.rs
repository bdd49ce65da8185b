//! Style sheet, scripts, icons: embedded in the program, named by their content, cached for ever.
//!
//! The parts of the style sheet are served as one, `app.css`. `url("app.css")` is `/static/app.0f3c9a1b.css`; a template says
//! `{{ ui::asset("app.css") }}`. A name without its hash, or with an old one, is also answered but must be asked for again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::error::WebError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The order matters: later sheets speak over earlier ones.
const SHEETS: [&str; 8] = [
    "tokens", "base", "bars", "forms", "goods", "panels", "buying", "seller",
];

struct Asset {
    url: String,
    hash: String,
    kind: &'static str,
    bytes: Bytes,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let sheet: String = SHEETS
        .iter()
        .filter_map(|name| Files::get(&format!("css/{name}.css")))
        .map(|file| tightened(&String::from_utf8_lossy(&file.data)))
        .collect();
    let single = Files::iter()
        .filter(|path| !path.starts_with("css/"))
        .filter_map(|path| {
            let bytes = Files::get(&path)?.data.into_owned();
            Some((path.into_owned(), Bytes::from(bytes)))
        });
    single
        .chain([
            ("app.css".to_owned(), Bytes::from(sheet)),
            (
                "mark.svg".to_owned(),
                Bytes::from_static(pasar_motif::favicon().as_bytes()),
            ),
        ])
        .map(|(name, bytes)| {
            let asset = Asset::new(&name, bytes);
            (name, asset)
        })
        .collect()
});

impl Asset {
    fn new(name: &str, bytes: Bytes) -> Self {
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let kind = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/x-icon",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        Self {
            url: format!("/static/{stem}.{hash}.{ending}"),
            hash,
            kind,
            bytes,
        }
    }
}

/// Leaves comments and indentation of a style sheet out.
fn tightened(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The address of an asset, such as `app.css` or `js/app.js`. An unknown name is answered with its plain address, which a
/// test of every page then finds to be missing.
pub fn url(name: &str) -> String {
    ASSETS
        .get(name)
        .map_or_else(|| format!("/static/{name}"), |asset| asset.url.clone())
}

/// Is there such an asset?
pub fn exists(address: &str) -> bool {
    ASSETS.values().any(|asset| asset.url == address)
}

/// `GET /static/{*path}`
pub async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let wanted = format!("/static/{path}");
    let named = |asset: &&Asset| asset.url == wanted || unhashed(&wanted) == unhashed(&asset.url);
    let Some(asset) = ASSETS
        .values()
        .find(|asset| asset.url == wanted)
        .or_else(|| ASSETS.values().find(named))
        .or_else(|| ASSETS.get(&path))
    else {
        return WebError::not_found().into_response();
    };
    let current = asset.url == wanted;
    let caching = if current {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let tag = format!("\"{}\"", asset.hash);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.contains(&tag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        asset.bytes.clone().into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.insert(header::ETAG, tag);
    }
    response
}

/// An address without the hash in its name: pages of an older version still find their style sheet.
fn unhashed(address: &str) -> Option<String> {
    let (head, ending) = address.rsplit_once('.')?;
    let (stem, hash) = head.rsplit_once('.')?;
    (hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .then(|| format!("{stem}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_one_and_named_by_its_content() {
        let url = url("app.css");
        assert!(exists(&url), "{url}");
        assert_eq!(unhashed(&url).as_deref(), Some("/static/app.css"));
    }

    #[test]
    fn every_sheet_is_served() {
        let files: Vec<String> = Files::iter()
            .filter(|path| path.starts_with("css/"))
            .map(|path| path.into_owned())
            .collect();
        assert_eq!(files.len(), SHEETS.len(), "{files:?}");
        assert!(
            SHEETS
                .iter()
                .all(|name| files.contains(&format!("css/{name}.css")))
        );
    }

    #[test]
    fn comments_and_indentation_are_left_out() {
        assert_eq!(tightened("/* a */\na {\n  b: c;\n}\n/* d"), "a {\nb: c;\n}\n");
    }
}
