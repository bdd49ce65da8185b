//! Tells what a file is from its first bytes.

use std::borrow::Cow;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use crate::google::Attribute;
use crate::prdect::Column as PrdectColumn;
use crate::shopify::Column as ShopifyColumn;
use crate::table::{ColumnName, Header, RowEvent, Rows, normal_name};
use crate::text::charset::Charset;
use crate::text::shorten;
use crate::{FileError, FileKind, Limits};

/// How many of a file's first bytes [`detect`] wants to see (fewer if the file is shorter).
pub const HEAD_BYTES: usize = 64 * 1024;

/// A catalogue format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Shopify product CSV, either header generation.
    Shopify,
    /// Google Merchant product data as delimited text (TSV, CSV).
    GoogleTable,
    /// Google Merchant product data as RSS 2.0 or Atom.
    GoogleXml,
    /// The PRDECT-ID data set of Indonesian product reviews.
    PrdectId,
}

impl Format {
    /// The format's name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shopify => "a Shopify product CSV",
            Self::GoogleTable => "Google Merchant product data (TSV)",
            Self::GoogleXml => "Google Merchant product data (XML)",
            Self::PrdectId => "the PRDECT-ID data set",
        }
    }

    /// A stable word for programs: `shopify`, `google-table`, `google-xml`, `prdect-id`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::GoogleTable => "google-table",
            Self::GoogleXml => "google-xml",
            Self::PrdectId => "prdect-id",
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// The format.
    pub format: Format,
    /// The encoding.
    pub charset: Charset,
    /// The delimiter of a table, `None` for XML.
    pub delimiter: Option<u8>,
    /// Bytes before the text: a byte order mark, a line `sep=;`.
    pub(crate) skip: usize,
    /// The encoding that an XML declaration names.
    pub(crate) declared: Option<&'static Encoding>,
    /// Physical lines in those bytes.
    pub(crate) skip_lines: u64,
}

/// Tells format, encoding and delimiter from the first [`HEAD_BYTES`] of a file. The file's name matters only where its
/// bytes leave a doubt; it may be empty.
///
/// # Errors
/// A [`FileError`] that says what the file is instead, or which columns are missing.
pub fn detect(head: &[u8], file_name: &str) -> Result<Detected, FileError> {
    if head.is_empty() {
        return Err(FileError::Empty);
    }
    if let Some(kind) = foreign_kind(head) {
        return Err(FileError::WrongKind(kind));
    }
    let (charset, mark) = Charset::sniff(head).ok_or(FileError::WrongKind(FileKind::Binary))?;
    let start = first_text(head, charset, mark);
    if start.is_empty() {
        return Err(FileError::Empty);
    }
    let lower = start.to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Err(FileError::WrongKind(FileKind::WebPage));
    }
    if start.starts_with('<') {
        return detect_xml(head, &start, charset, mark);
    }
    if start.starts_with('{') || start.starts_with("[{") {
        return Err(FileError::WrongKind(FileKind::Json));
    }
    detect_table(head, charset, mark, file_name)
}

/// A feed is known by its outermost element.
fn detect_xml(head: &[u8], start: &str, charset: Charset, mark: usize) -> Result<Detected, FileError> {
    let declaration = start
        .split("?>")
        .next()
        .filter(|declaration| declaration.starts_with("<?xml"));
    let label = declaration
        .and_then(|declaration| declaration.split_once("encoding="))
        .map(|(_, rest)| rest);
    let label = label.map(|rest| rest.split(['"', '\'']).nth(1).unwrap_or(""));
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let root = root_element(&decode_head(head, charset, mark));
    match root.rsplit(':').next() {
        Some("rss" | "feed" | "RDF") => Ok(Detected {
            format: Format::GoogleXml,
            charset,
            delimiter: None,
            declared,
            skip: mark,
            skip_lines: 0,
        }),
        _ => Err(FileError::NotAFeed {
            root: shorten(&root, 40),
        }),
    }
}

/// The name of the outermost element.
fn root_element(text: &str) -> String {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let passed = match after {
            comment if comment.starts_with("!--") => comment.split_once("-->").map(|(_, rest)| rest),
            other if other.starts_with(['?', '!']) => other.split_once('>').map(|(_, rest)| rest),
            element => {
                return element
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-'))
                    .collect();
            }
        };
        let Some(passed) = passed else { break };
        rest = passed;
    }
    String::new()
}

/// Files of other kinds, by their first bytes.
fn foreign_kind(head: &[u8]) -> Option<FileKind> {
    const KINDS: [(&[u8], FileKind); 10] = [
        (b"PK\x03\x04", FileKind::Workbook),
        (b"PK\x05\x06", FileKind::Workbook),
        (b"\xd0\xcf\x11\xe0", FileKind::OldWorkbook),
        (b"%PDF-", FileKind::Pdf),
        (b"\x89PNG", FileKind::Picture),
        (b"\xff\xd8\xff", FileKind::Picture),
        (b"GIF8", FileKind::Picture),
        (b"\x1f\x8b", FileKind::Compressed),
        (b"7z\xbc\xaf", FileKind::Compressed),
        (b"Rar!", FileKind::Compressed),
    ];
    KINDS
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, kind)| *kind)
}

/// The first characters that are not white space, decoded.
fn first_text(head: &[u8], charset: Charset, mark: usize) -> String {
    let text = decode_head(head, charset, mark);
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n', '\0'])
        .chars()
        .take(200)
        .collect()
}

fn decode_head(head: &[u8], charset: Charset, mark: usize) -> Cow<'_, str> {
    let body = head.get(mark..).unwrap_or_default();
    match charset {
        Charset::Utf8 | Charset::Windows1252 => String::from_utf8_lossy(body),
        Charset::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(body).0,
        Charset::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(body).0,
    }
}

/// What the header would be with one delimiter.
struct Guess {
    format: Format,
    delimiter: u8,
    known: usize,
    known_names: Vec<String>,
    missing: Vec<String>,
}

fn detect_table(head: &[u8], charset: Charset, mark: usize, file_name: &str) -> Result<Detected, FileError> {
    let (hint, hint_bytes) = delimiter_line(head, charset, mark);
    let skip = mark + hint_bytes;
    let body = head.get(skip..).unwrap_or_default();
    let likely = hint.unwrap_or(if file_name.to_ascii_lowercase().ends_with(".tsv") {
        b'\t'
    } else {
        b','
    });
    let mut best: Option<Guess> = None;
    let mut first_row = Vec::new();
    for delimiter in [likely, b',', b';', b'\t', b'|'] {
        let cells = header_cells(body, charset, delimiter);
        if first_row.len() < cells.len() {
            first_row.clone_from(&cells);
        }
        for guess in guesses(&cells, delimiter) {
            let rank = |guess: &Guess| (guess.missing.is_empty(), guess.known);
            if best.as_ref().is_none_or(|best| rank(&guess) > rank(best)) {
                best = Some(guess);
            }
        }
    }
    match best {
        Some(guess) if guess.missing.is_empty() => Ok(Detected {
            format: guess.format,
            charset,
            delimiter: Some(guess.delimiter),
            declared: None,
            skip,
            skip_lines: u64::from(hint_bytes > 0),
        }),
        Some(guess) if guess.known >= 3 => Err(FileError::MissingColumns {
            format: guess.format,
            recognised: guess
                .known_names
                .iter()
                .take(8)
                .map(|name| shorten(name, 40))
                .collect(),
            missing: guess.missing,
        }),
        _ if is_one_cell(&first_row) => Err(FileError::RowsInOneCell),
        _ if first_row.is_empty() => Err(FileError::HeaderTooLong { limit: HEAD_BYTES }),
        _ => Err(FileError::UnknownHeader {
            seen: first_row
                .iter()
                .take(8)
                .map(|name| shorten(name.trim(), 40))
                .collect(),
        }),
    }
}

/// Excel's own first line `sep=;` and how many bytes it takes.
pub(crate) fn delimiter_line(head: &[u8], charset: Charset, mark: usize) -> (Option<u8>, usize) {
    let width = if matches!(charset, Charset::Utf16Le | Charset::Utf16Be) {
        2
    } else {
        1
    };
    let text = first_text(head, charset, mark);
    let line = text.split(['\r', '\n']).next().unwrap_or("");
    let unquoted = line.trim_matches('"');
    let sign = unquoted
        .strip_prefix("sep=")
        .or_else(|| unquoted.strip_prefix("SEP="));
    match sign.map(str::as_bytes) {
        Some([delimiter]) => {
            let rest = text.get(line.len()..).unwrap_or("");
            let end = if rest.starts_with("\r\n") { 2 } else { 1 };
            (Some(*delimiter), (line.len() + end) * width)
        }
        _ => (None, 0),
    }
}

/// The cells of the first row; none when it cannot be cut with this delimiter.
pub(crate) fn header_cells(body: &[u8], charset: Charset, delimiter: u8) -> Vec<String> {
    let limits = Limits {
        row_bytes: HEAD_BYTES,
        ..Limits::default()
    };
    match Rows::new(body, charset, delimiter, limits).next_event() {
        Some(RowEvent::Row(row)) => row.cells,
        Some(RowEvent::Bad { .. } | RowEvent::Stopped { .. }) | None => Vec::new(),
    }
}

/// How the header reads as each format.
fn guesses(cells: &[String], delimiter: u8) -> [Guess; 3] {
    [
        guess::<ShopifyColumn>(Format::Shopify, cells, delimiter, ShopifyColumn::REQUIRED),
        guess::<Attribute>(Format::GoogleTable, cells, delimiter, Attribute::REQUIRED),
        guess::<PrdectColumn>(Format::PrdectId, cells, delimiter, PrdectColumn::REQUIRED),
    ]
}

fn guess<C: ColumnName>(format: Format, cells: &[String], delimiter: u8, required: &[&[C]]) -> Guess {
    let header = Header::<C>::new(cells);
    let missing = required
        .iter()
        .filter(|any| !any.iter().any(|column| header.has(*column)))
        .filter_map(|any| any.first().map(|column| Header::usual_name(*column)))
        .collect();
    Guess {
        format,
        delimiter,
        known: header.known(),
        known_names: header.known_names(),
        missing,
    }
}

/// Does the only cell of the row hold a whole header?
fn is_one_cell(cells: &[String]) -> bool {
    let [only] = cells else { return false };
    [',', ';', '\t'].iter().any(|delimiter| {
        let names: Vec<String> = only.split(*delimiter).map(normal_name).collect();
        names.len() >= 4
            && names.iter().any(|name| name == "title")
            && names.iter().any(|name| name.contains("price"))
    })
}
