//! The statement of a day as a table or on paper. Words come from whoever asks: they speak a language.

use pasar_domain::money::Money;
use pasar_interchange::bank::{TableCell, decimal, write_table};
use pasar_interchange::paper::{Column, write_paper};

use super::{DayError, DayLine, DayStatement};

/// How a statement is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFormat {
    /// A table for programs and spreadsheets. Its columns have the same names in all languages.
    Csv,
    /// Paper.
    Pdf,
}

/// A statement as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
}

/// What the columns and lines are called on paper, and how times are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayWords {
    /// The title: the shop and the day.
    pub title: String,
    /// What was owed when the day began.
    pub opening: String,
    /// What was owed when it ended.
    pub closing: String,
    /// The columns: time, what, goods, shipping, commission, the tax on it, fee, import tax, what it did.
    pub columns: [String; 9],
    /// A payout.
    pub paid_out: String,
    /// A payout that came back.
    pub came_back: String,
    /// The time of each line.
    pub times: Vec<String>,
}

/// Writes a statement.
///
/// # Errors
/// See [`DayError`].
pub fn write(statement: &DayStatement, format: DayFormat, words: &DayWords) -> Result<DayFile, DayError> {
    Ok(match format {
        DayFormat::Csv => DayFile {
            bytes: write_table(Vec::new(), table(statement)?)?,
            media_type: "text/csv; charset=utf-8",
        },
        DayFormat::Pdf => DayFile {
            bytes: paper(statement, words)?,
            media_type: "application/pdf",
        },
    })
}

fn less(amount: Money) -> Money {
    Money::new(-amount.minor, amount.currency)
}

fn table(statement: &DayStatement) -> Result<Vec<Vec<TableCell>>, DayError> {
    const COLUMNS: [&str; 12] = [
        "day",
        "at",
        "what",
        "reference",
        "goods",
        "shipping",
        "commission",
        "commission_tax",
        "order_fee",
        "import_tax",
        "change",
        "owed",
    ];
    let day = || TableCell::Text(statement.day.to_string());
    let none = || TableCell::from("");
    let edge = |what: &str, owed: Money| {
        let mut row = vec![day(), none(), what.into()];
        row.extend(std::iter::repeat_with(none).take(8));
        row.push(TableCell::Amount(owed));
        row
    };
    let mut rows = vec![
        COLUMNS.map(TableCell::from).into(),
        edge("opening", statement.opening),
    ];
    let mut owed = statement.opening;
    for line in &statement.lines {
        owed = owed.add(line.change())?;
        let (what, reference) = match line {
            DayLine::Order { number, .. } => ("order", number.clone()),
            DayLine::PaidOut { payout_id, .. } => ("payout", payout_id.to_string()),
            DayLine::CameBack { payout_id, .. } => ("payout_returned", payout_id.to_string()),
        };
        let mut row = vec![
            day(),
            line.at()
                .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
                .into(),
            what.into(),
            reference.into(),
        ];
        match line {
            DayLine::Order { amounts, .. } => row.extend(
                [
                    amounts.goods,
                    amounts.shipping,
                    less(amounts.commission),
                    less(amounts.commission_tax),
                    less(amounts.order_fee),
                    less(amounts.import_tax),
                ]
                .map(TableCell::Amount),
            ),
            DayLine::PaidOut { .. } | DayLine::CameBack { .. } => {
                row.extend(std::iter::repeat_with(none).take(6));
            }
        }
        row.extend([line.change(), owed].map(TableCell::Amount));
        rows.push(row);
    }
    rows.push(edge("closing", statement.closing));
    Ok(rows)
}

fn paper(statement: &DayStatement, words: &DayWords) -> Result<Vec<u8>, DayError> {
    const WIDTHS: [(usize, bool); 9] = [
        (9, false),
        (25, false),
        (16, true),
        (14, true),
        (13, true),
        (12, true),
        (11, true),
        (12, true),
        (16, true),
    ];
    let columns = WIDTHS.iter().zip(&words.columns);
    let columns: Vec<Column> = columns
        .map(|((width, end), name)| Column {
            name: name.clone(),
            width: *width,
            end: *end,
        })
        .collect();
    let edge = |name: &str, owed: Money| {
        let mut row = vec![String::new(); columns.len()];
        if let Some(what) = row.get_mut(1) {
            name.clone_into(what);
        }
        if let Some(last) = row.last_mut() {
            *last = decimal(owed);
        }
        row
    };
    let mut rows = vec![edge(&words.opening, statement.opening)];
    for (line, time) in statement.lines.iter().zip(&words.times) {
        let (what, parts) = match line {
            DayLine::Order { number, amounts, .. } => (
                number.clone(),
                [
                    amounts.goods,
                    amounts.shipping,
                    less(amounts.commission),
                    less(amounts.commission_tax),
                    less(amounts.order_fee),
                    less(amounts.import_tax),
                ]
                .map(decimal),
            ),
            DayLine::PaidOut { .. } => (words.paid_out.clone(), Default::default()),
            DayLine::CameBack { .. } => (words.came_back.clone(), Default::default()),
        };
        let mut row = vec![time.clone(), what];
        row.extend(parts);
        row.push(decimal(line.change()));
        rows.push(row);
    }
    rows.push(edge(&words.closing, statement.closing));
    let title = format!("{} ({})", words.title, statement.closing.currency);
    Ok(write_paper(&title, &columns, &rows))
}
