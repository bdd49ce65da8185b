//! Why a file as a whole cannot be read.

use crate::Format;

/// What a file is, when it is no catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An Excel workbook (or another zip archive).
    Workbook,
    /// A workbook of Excel before 2007.
    OldWorkbook,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// A compressed file.
    Compressed,
    /// A web page, often a sign-in page that was saved instead of the file behind it.
    WebPage,
    /// JSON.
    Json,
    /// Bytes of no text encoding.
    Binary,
}

/// Why nothing of a file was read. Such a file changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// No row, not even a header.
    #[error("the file is empty: export the catalogue again, or choose another file")]
    Empty,
    /// Not a text file of any supported kind.
    #[error("{}", kind_sentence(*.0))]
    WrongKind(FileKind),
    /// The first row has no column names of any format.
    #[error(
        "the first row must hold the column names of a Shopify or Google Merchant file, but it holds `{}`: check that the header row was not deleted and that the file was saved as CSV",
        .seen.join("`, `")
    )]
    UnknownHeader {
        /// The first cells of the first row, shortened.
        seen: Vec<String>,
    },
    /// The format is known but columns it cannot be read without are missing.
    #[error(
        "this looks like {} (it has the column{} `{}`), but the column{} `{}` {} missing: add {}, or export again with all columns",
        .format.name(), plural(.recognised), .recognised.join("`, `"), plural(.missing), .missing.join("`, `"),
        if .missing.len() == 1 { "is" } else { "are" }, if .missing.len() == 1 { "it" } else { "them" }
    )]
    MissingColumns {
        /// The format the header resembles most.
        format: Format,
        /// Recognised columns, as the file writes them, at most eight.
        recognised: Vec<String>,
        /// Names of the missing columns.
        missing: Vec<String>,
    },
    /// A column the reader uses occurs twice.
    #[error("the column `{name}` occurs twice: delete or rename one, so that it is clear which holds")]
    DuplicateColumn {
        /// The name as the file writes it.
        name: String,
    },
    /// Each row stands in one quoted cell.
    #[error(
        "every row stands in a single cell: in the spreadsheet choose Data, Text to Columns, Delimited, Comma, then save as CSV UTF-8"
    )]
    RowsInOneCell,
    /// The header is too long to be one.
    #[error(
        "the first row is longer than {limit} bytes: the file is not a table, or a quote in the first row is not closed"
    )]
    HeaderTooLong {
        /// Bytes.
        limit: usize,
    },
    /// An XML file that is no product feed.
    #[error("the file is XML, but its outermost element is `{root}`: a product feed has `rss` or `feed`")]
    NotAFeed {
        /// The outermost element's name, shortened.
        root: String,
    },
    /// The person asked for another format than the file has.
    #[error("the file is {} and not {}: choose that format, or another file", .found.name(), .wanted.name())]
    OtherFormat {
        /// What the header says.
        found: Format,
        /// What was asked for.
        wanted: Format,
    },
    /// Reading failed.
    #[error("the file could not be read to its end: upload it again")]
    Interrupted,
}

fn plural(names: &[String]) -> &'static str {
    if names.len() == 1 { "" } else { "s" }
}

fn kind_sentence(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Workbook => {
            "this is an Excel workbook: open it and choose Save As, CSV UTF-8 (comma delimited), then import that file"
        }
        FileKind::OldWorkbook => {
            "this is a workbook of an old Excel: open it and choose Save As, CSV UTF-8 (comma delimited), then import that file"
        }
        FileKind::Pdf => "this is a PDF document: export the catalogue as CSV instead",
        FileKind::Picture => "this is a picture: choose the catalogue's CSV, TSV or XML file",
        FileKind::Compressed => "this is a compressed file: unpack it and import the file inside",
        FileKind::WebPage => {
            "this is a web page: the download was probably a sign-in page; sign in there and export the catalogue again"
        }
        FileKind::Json => "this is a JSON file: export the catalogue as CSV, TSV or XML instead",
        FileKind::Binary => "this is not a text file: export the catalogue as CSV, TSV or XML",
    }
}

impl FileError {
    /// A stable word for programs and translations.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::WrongKind(FileKind::Workbook) => "file-is-workbook",
            Self::WrongKind(FileKind::OldWorkbook) => "file-is-old-workbook",
            Self::WrongKind(FileKind::Pdf) => "file-is-pdf",
            Self::WrongKind(FileKind::Picture) => "file-is-picture",
            Self::WrongKind(FileKind::Compressed) => "file-is-compressed",
            Self::WrongKind(FileKind::WebPage) => "file-is-web-page",
            Self::WrongKind(FileKind::Json) => "file-is-json",
            Self::WrongKind(FileKind::Binary) => "file-is-binary",
            Self::UnknownHeader { .. } => "file-header-unknown",
            Self::MissingColumns { .. } => "file-columns-missing",
            Self::DuplicateColumn { .. } => "file-column-twice",
            Self::RowsInOneCell => "file-rows-in-one-cell",
            Self::HeaderTooLong { .. } => "file-header-too-long",
            Self::NotAFeed { .. } => "file-not-a-feed",
            Self::OtherFormat { .. } => "file-other-format",
            Self::Interrupted => "file-interrupted",
        }
    }

    /// The key of the translated sentence (Fluent): `import-` and the code.
    pub fn key(&self) -> String {
        format!("import-{}", self.code())
    }

    /// The arguments of the translated sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownHeader { seen } => vec![("seen", seen.join(", "))],
            Self::MissingColumns {
                format,
                recognised,
                missing,
            } => vec![
                ("format", format.name().to_owned()),
                ("recognised", recognised.join(", ")),
                ("missing", missing.join(", ")),
            ],
            Self::DuplicateColumn { name } => vec![("name", name.clone())],
            Self::HeaderTooLong { limit } => vec![("limit", limit.to_string())],
            Self::NotAFeed { root } => vec![("root", root.clone())],
            Self::OtherFormat { found, wanted } => {
                vec![
                    ("found", found.name().to_owned()),
                    ("wanted", wanted.name().to_owned()),
                ]
            }
            Self::Empty | Self::WrongKind(_) | Self::RowsInOneCell | Self::Interrupted => Vec::new(),
        }
    }

    /// Every code, so that translations can be checked for completeness.
    pub const CODES: &[&str] = &[
        "file-empty",
        "file-is-workbook",
        "file-is-old-workbook",
        "file-is-pdf",
        "file-is-picture",
        "file-is-compressed",
        "file-is-web-page",
        "file-is-json",
        "file-is-binary",
        "file-header-unknown",
        "file-columns-missing",
        "file-column-twice",
        "file-rows-in-one-cell",
        "file-header-too-long",
        "file-not-a-feed",
        "file-other-format",
        "file-interrupted",
    ];
}
