//! Pictures that the program draws: `/{market}/pictures/drawn/{category}/{seed}.svg` for goods, `…/tile.svg` for the category
//! itself, `…/{seed}.png` for where no SVG is shown, and `/{market}/pictures/monogram/{letters}/{seed}.svg` for shops.

use std::io::Write as _;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use pasar_domain::market::Market;
use pasar_service::picture::serve;
use serde::Deserialize;

use super::{answer, has, raster};
use crate::app::App;
use crate::error::WebError;

/// The most bytes of the words in an address that are looked at.
const WORD_MAX: usize = 64;
const SVG: &str = "image/svg+xml";

/// What is drawn, and as which file.
#[derive(Debug, Deserialize)]
pub struct DrawnPath {
    market: String,
    subject: String,
    file: String,
}

/// What a file's name asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawing {
    Tile,
    Goods(u64),
    Raster(u64),
    Monogram(u64),
}

impl Drawing {
    fn of_file(file: &str) -> Option<Self> {
        match file.rsplit_once('.')? {
            ("tile", "svg") => Some(Self::Tile),
            (seed, "svg") => seed.parse().ok().map(Self::Goods),
            (seed, "png") => seed.parse().ok().map(Self::Raster),
            _ => None,
        }
    }

    fn svg(self, market: &Market, subject: &str) -> String {
        match self {
            Self::Tile => serve::tile(market, subject),
            Self::Goods(seed) | Self::Raster(seed) => serve::drawn(market, seed, subject),
            Self::Monogram(seed) => pasar_motif::monogram(seed, subject),
        }
    }
}

/// `GET` of goods and categories.
///
/// # Errors
/// The file's name asks for nothing that is drawn.
pub async fn show(
    State(app): State<App>,
    Path(path): Path<DrawnPath>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let drawing = Drawing::of_file(&path.file).ok_or_else(WebError::not_found)?;
    draw(&app, path, drawing, &headers).await
}

/// `GET` of a shop's letters.
///
/// # Errors
/// The file's name has no seed.
pub async fn monogram(
    State(app): State<App>,
    Path(path): Path<DrawnPath>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    match Drawing::of_file(&path.file) {
        Some(Drawing::Goods(seed)) => draw(&app, path, Drawing::Monogram(seed), &headers).await,
        _ => Err(WebError::not_found()),
    }
}

/// A drawing takes a quarter of a millisecond with its packing, as much as all the rest of the answer, and a raster fifty times
/// that: so they are kept, and packed, as nearly every browser takes them.
async fn draw(
    app: &App,
    path: DrawnPath,
    drawing: Drawing,
    headers: &HeaderMap,
) -> Result<Response, WebError> {
    let ctx = app
        .context(&path.market)
        .cloned()
        .ok_or_else(WebError::not_found)?;
    if path.subject.len() > WORD_MAX {
        return Err(WebError::not_found());
    }
    let kind = if matches!(drawing, Drawing::Raster(_)) {
        "image/png"
    } else {
        SVG
    };
    let name = format!("{}/{}/{drawing:?}", path.market, path.subject);
    let tag = format!("W/\"{:016x}\"", pasar_motif::seed(&name));
    if has(headers, &tag) {
        return Ok(answer(kind, &tag, None));
    }
    if kind == SVG && !takes_gzip(headers) {
        let svg = drawing.svg(ctx.market(), &path.subject);
        return Ok(varying(answer(kind, &tag, Some(svg.into()))));
    }
    let bytes = match app.kept_drawings().get(&name) {
        Some(bytes) => bytes,
        None => {
            let subject = path.subject;
            let made = tokio::task::spawn_blocking(move || {
                let svg = drawing.svg(ctx.market(), &subject);
                if kind == SVG {
                    packed(&svg)
                } else {
                    raster::png(&svg)
                }
            });
            let made = made.await.ok().flatten();
            let bytes = made.ok_or_else(|| WebError::internal("a drawing could not be made"))?;
            app.kept_drawings().put(name, bytes.clone());
            bytes
        }
    };
    let mut response = answer(kind, &tag, Some(bytes));
    if kind == SVG {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response = varying(response);
    }
    Ok(response)
}

fn varying(mut response: Response) -> Response {
    let vary = HeaderValue::from_static("accept-encoding");
    response.headers_mut().insert(header::VARY, vary);
    response
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| {
        accepted.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("gzip") && parts.next() != Some("q=0")
        })
    })
}

fn packed(svg: &str) -> Option<Bytes> {
    let mut packer = GzEncoder::new(Vec::with_capacity(svg.len() / 3), Compression::best());
    packer.write_all(svg.as_bytes()).ok()?;
    packer.finish().ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_tile_or_has_a_seed() {
        assert_eq!(Drawing::of_file("tile.svg"), Some(Drawing::Tile));
        assert_eq!(
            Drawing::of_file("18446744073709551615.svg"),
            Some(Drawing::Goods(u64::MAX))
        );
        assert_eq!(Drawing::of_file("7.png"), Some(Drawing::Raster(7)));
        for file in ["tile.png", "-1.svg", "7.jpg", "7", ""] {
            assert_eq!(Drawing::of_file(file), None, "{file}");
        }
    }

    #[test]
    fn packing_is_offered_only_to_those_who_take_it() {
        let asking = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes_gzip(&headers)
        };
        assert!(asking("br, gzip;q=0.8") && asking("gzip"));
        assert!(!asking("br") && !asking("gzip;q=0") && !takes_gzip(&HeaderMap::new()));
    }
}
