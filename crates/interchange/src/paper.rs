//! Tables on paper: PDF in a typeface that every reader has, with letters of one width, so that amounts stand under each other.

use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};

/// A sheet lies on its side: A4, in points.
const WIDTH: f32 = 842.0;
const HEIGHT: f32 = 595.0;
/// Blank around.
const EDGE: f32 = 36.0;
/// The size of letters, and the height of a line.
const SIZE: f32 = 9.0;
const LINE: f32 = 13.0;
/// Rows of one sheet, below its title and the names of columns.
const ROWS: usize = 36;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// How many letters wide it is. All columns together have room for 128.
    pub width: usize,
    /// Do its cells stand at the end, as amounts do?
    pub end: bool,
}

/// Writes a table on as many sheets as it needs, each with the title and the names of its columns. What is too long for its column is cut,
/// but for amounts, which are never cut.
pub fn write_paper(title: &str, columns: &[Column], rows: &[Vec<String>]) -> Vec<u8> {
    let mut next = 1;
    let mut new = || {
        let id = Ref::new(next);
        next += 1;
        id
    };
    let (catalog, tree, regular, bold, info) = (new(), new(), new(), new(), new());
    let sheets: Vec<&[Vec<String>]> = if rows.is_empty() {
        vec![&[]]
    } else {
        rows.chunks(ROWS).collect()
    };
    let ids: Vec<(Ref, Ref)> = sheets.iter().map(|_| (new(), new())).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree)
        .kids(ids.iter().map(|(sheet, _)| *sheet))
        .count(i32::try_from(ids.len()).unwrap_or(i32::MAX));
    pdf.document_info(info).title(TextStr(title));
    for (font, name) in [(regular, &b"Courier"[..]), (bold, b"Courier-Bold")] {
        pdf.type1_font(font)
            .base_font(Name(name))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for ((place, rows), (sheet, content)) in sheets.iter().enumerate().zip(&ids) {
        let mut page = pdf.page(*sheet);
        page.parent(tree)
            .media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT))
            .contents(*content);
        page.resources()
            .fonts()
            .pair(Name(b"F"), regular)
            .pair(Name(b"B"), bold);
        drop(page);
        let number = format!("{} / {}", place + 1, ids.len());
        let drawn = draw(title, &number, columns, rows);
        pdf.stream(*content, &drawn);
    }
    pdf.finish()
}

fn draw(title: &str, number: &str, columns: &[Column], rows: &[Vec<String>]) -> Vec<u8> {
    let mut content = Content::new();
    let mut at = HEIGHT - EDGE - LINE;
    let mut line = |font: &[u8], text: &str| {
        content
            .begin_text()
            .set_font(Name(font), SIZE)
            .next_line(EDGE, at)
            .show(Str(&latin(text)))
            .end_text();
        at -= LINE;
    };
    line(b"B", &format!("{title}   {number}"));
    line(b"F", "");
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    line(b"B", &row(columns, &names));
    for cells in rows {
        line(b"F", &row(columns, cells));
    }
    content.finish().to_vec()
}

/// The cells of a row, each in its column.
fn row(columns: &[Column], cells: &[String]) -> String {
    let cell = |(column, text): (&Column, &String)| {
        let width = column.width;
        if column.end {
            return format!("{text:>width$}");
        }
        let short: String = text.chars().take(width.saturating_sub(1)).collect();
        format!("{short:<width$}")
    };
    columns.iter().zip(cells).map(cell).collect()
}

/// The letters of the typeface; what it has not is a question mark.
fn latin(text: &str) -> Vec<u8> {
    let letter = |letter: char| match letter {
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '—' => 0x97,
        '−' => b'-',
        _ => b'?',
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column {
                name: "What".to_owned(),
                width: 12,
                end: false,
            },
            Column {
                name: "Change".to_owned(),
                width: 10,
                end: true,
            },
        ]
    }

    fn holds(pdf: &[u8], text: &str) -> bool {
        pdf.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn amounts_stand_at_the_end_and_are_never_cut() {
        let cells = ["a very long name".to_owned(), "123456789012.00".to_owned()];
        assert_eq!(row(&columns(), &cells), "a very long 123456789012.00");
        assert_eq!(
            row(&columns(), &["a".to_owned(), "1.00".to_owned()]),
            "a                 1.00"
        );
    }

    #[test]
    fn a_long_table_is_on_several_sheets_with_every_row() {
        let rows: Vec<Vec<String>> = (0..100)
            .map(|n| vec![format!("row-{n}-"), "1.00".to_owned()])
            .collect();
        let pdf = write_paper("Toko Sari – 30 November", &columns(), &rows);
        assert!(pdf.starts_with(b"%PDF-") && holds(&pdf, "/Count 3"));
        for n in 0..100 {
            assert!(holds(&pdf, &format!("row-{n}-")), "{n}");
        }
        assert!(write_paper("Empty", &columns(), &[]).starts_with(b"%PDF-"));
    }

    #[test]
    fn letters_that_the_typeface_has_not_are_seen_to_be_missing() {
        assert_eq!(
            latin("Rp1 – é 上"),
            [b'R', b'p', b'1', b' ', 0x96, b' ', 0xe9, b' ', b'?']
        );
    }
}
