//! Plain tables: comma-separated, each cell guarded against running as a formula, amounts as numbers.

use std::io::{self, Write};

use pasar_domain::money::Money;

use super::CreditTransfers;
use crate::write::cell;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// A text, guarded.
    Text(String),
    /// An amount, which is a number and so runs as nothing, even below zero.
    Amount(Money),
}

impl From<&str> for TableCell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for TableCell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// An amount as a number with as many decimal digits as its currency has.
pub fn decimal(amount: Money) -> String {
    let digits = usize::try_from(amount.currency.exponent()).unwrap_or(0);
    let sign = if amount.minor < 0 { "-" } else { "" };
    let all = format!("{:0>width$}", amount.minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = all.split_at(all.len().saturating_sub(digits));
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// Writes a table.
///
/// # Errors
/// When `out` fails.
pub fn write_table<W: Write>(mut out: W, rows: impl IntoIterator<Item = Vec<TableCell>>) -> io::Result<W> {
    for row in rows {
        let cells = row.iter().map(|one| match one {
            TableCell::Text(text) => cell(text, ','),
            TableCell::Amount(amount) => decimal(*amount),
        });
        let line = cells.collect::<Vec<_>>().join(",") + "\r\n";
        out.write_all(line.as_bytes())?;
    }
    Ok(out)
}

/// Writes the payments of a file as a table: for banks that take no ISO 20022, and for people.
///
/// # Errors
/// When `out` fails.
pub fn write_payment_table<W: Write>(out: W, file: &CreditTransfers) -> io::Result<W> {
    const COLUMNS: [&str; 9] = [
        "message_id",
        "execute_on",
        "payer_account",
        "end_to_end_id",
        "payee",
        "payee_bank",
        "payee_account",
        "amount",
        "currency",
    ];
    let header = COLUMNS.map(TableCell::from).into();
    let row = |payment: &super::CreditTransfer| {
        vec![
            file.message_id.as_str().into(),
            file.execute_on.to_string().into(),
            file.payer.number.as_str().into(),
            payment.end_to_end_id.as_str().into(),
            payment.payee.holder.as_str().into(),
            payment.payee.bank.as_str().into(),
            payment.payee.number.as_str().into(),
            TableCell::Amount(payment.amount),
            payment.amount.currency.code().into(),
        ]
    };
    write_table(out, std::iter::once(header).chain(file.payments.iter().map(row)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(minor: i64, code: &str) -> Money {
        Money::new(minor, code.parse().unwrap())
    }

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        assert_eq!(decimal(of(5_350_000, "IDR")), "53500.00");
        assert_eq!(
            (decimal(of(5, "GBP")), decimal(of(-105, "GBP"))),
            ("0.05".to_owned(), "-1.05".to_owned())
        );
        assert_eq!(
            (decimal(of(700, "JPY")), decimal(of(0, "JPY"))),
            ("700".to_owned(), "0".to_owned())
        );
        assert_eq!(decimal(of(1_234, "KWD")), "1.234");
    }

    #[test]
    fn what_would_run_is_guarded_and_an_amount_is_a_number() {
        let rows = [vec![
            "=1+1".into(),
            "a,\"b\"".into(),
            TableCell::Amount(of(-5, "GBP")),
        ]];
        let written = write_table(Vec::new(), rows).unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "'=1+1,\"a,\"\"b\"\"\",-0.05\r\n"
        );
    }

    proptest! {
        #[test]
        fn a_written_amount_is_the_amount(minor: i64) {
            let text = decimal(of(minor, "GBP"));
            let digits: String = text.chars().filter(|letter| *letter != '.').collect();
            prop_assert_eq!(digits.parse::<i128>().unwrap(), i128::from(minor));
        }
    }
}
