//! Statements, camt.053, of any version: what the bank has booked. Prefixes of names are passed over; entities of the file's own are refused
//! with the file, and nothing outside of it is ever read.

use chrono::NaiveDate;
use pasar_domain::money::{Currency, Money};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The most entries of a statement.
pub const ENTRIES_MAX: usize = 50_000;

/// Elements within each other, at most.
const DEPTH_MAX: usize = 64;

/// The most characters of a text that is kept.
const TEXT_MAX: usize = 140;

/// Did money leave the account, or come?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It left.
    Debit,
    /// It came.
    Credit,
}

/// One payment that the bank has booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedEntry {
    /// Left or came.
    pub direction: Direction,
    /// How much; more than nothing.
    pub amount: Money,
    /// What it is called by who had it paid; empty where it is called nothing.
    pub end_to_end_id: String,
    /// What the bank calls it; empty where it is called nothing.
    pub reference: String,
    /// When it was booked.
    pub booked_on: Option<NaiveDate>,
    /// Why it came back, for what came back; empty otherwise.
    pub reason: String,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// It is not text.
    #[error("the file is not text in UTF-8; ask the bank for the statement as camt.053 in XML")]
    NotText,
    /// It is no XML, or damaged.
    #[error("the file is not whole XML: {0}")]
    Broken(String),
    /// It brings definitions of its own, which statements never need.
    #[error("the file has a document type; statements have none, and one could make it mean anything")]
    DocumentType,
    /// Elements lie too deep within each other.
    #[error("the file has elements more than {DEPTH_MAX} deep; no statement has")]
    TooDeep,
    /// There are too many entries.
    #[error("the statement has more than {ENTRIES_MAX} entries; ask the bank for shorter ones")]
    TooLong,
    /// It is another kind of file.
    #[error("the file has no statement in it; ask the bank for camt.053, with its element `BkToCstmrStmt`")]
    NoStatement,
    /// An entry cannot be understood, so that nothing of the statement is taken.
    #[error(
        "the entry {0} has no amount, currency or direction that can be read; ask the bank for a whole statement"
    )]
    Entry(usize),
}

/// What is in the place of an entry or a transaction of it.
#[derive(Debug, Clone, Default)]
struct Part {
    amount: String,
    currency: String,
    direction: String,
    end_to_end_id: String,
    reference: String,
    booked_on: String,
    status: String,
    reason: String,
}

/// A statement while its elements come in.
#[derive(Default)]
struct Reading {
    /// Names of the elements that we are in.
    path: Vec<String>,
    text: String,
    /// The attribute `Ccy` of the element that began last.
    currency: String,
    is_statement: bool,
    entry: Part,
    transactions: Vec<Part>,
    entries: Vec<BookedEntry>,
    /// Entries that ended, booked or not.
    seen: usize,
}

/// Reads what the bank has booked. An entry that is only expected is passed over; one with several payments in it is as many.
///
/// # Errors
/// See [`StatementError`]. Nothing is taken of a file that cannot be read to its end.
pub fn read_statement(bytes: &[u8]) -> Result<Vec<BookedEntry>, StatementError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| StatementError::NotText)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading::default();
    loop {
        let event = reader
            .read_event()
            .map_err(|error| StatementError::Broken(shortened(&error.to_string())))?;
        match event {
            Event::Start(tag) => reading.start(&tag)?,
            Event::End(_) => reading.end()?,
            Event::Text(text) => reading.say(&text.xml10_content()),
            Event::CData(text) => reading.say(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.say(&resolved(&reference)?),
            Event::DocType(_) => return Err(StatementError::DocumentType),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if !reading.path.is_empty() {
        return Err(StatementError::Broken("an element is not closed".to_owned()));
    }
    if !reading.is_statement {
        return Err(StatementError::NoStatement);
    }
    Ok(reading.entries)
}

/// A character that is written by its name or number; only those that XML itself knows.
fn resolved(reference: &BytesRef) -> Result<String, StatementError> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Ok(letter.to_string());
    }
    let name: &str = reference;
    let letter = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => {
            return Err(StatementError::Broken(
                "an entity that XML does not know".to_owned(),
            ));
        }
    };
    Ok(letter.to_owned())
}

fn shortened(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .take(TEXT_MAX)
        .collect()
}

impl Reading {
    fn start(&mut self, tag: &BytesStart) -> Result<(), StatementError> {
        if self.path.len() >= DEPTH_MAX {
            return Err(StatementError::TooDeep);
        }
        let name = tag.local_name().as_ref().to_owned();
        match name.as_str() {
            "BkToCstmrStmt" => self.is_statement = true,
            "Ntry" => {
                self.entry = Part::default();
                self.transactions.clear();
            }
            "TxDtls" => self.transactions.push(Part::default()),
            _ => {}
        }
        self.currency.clear();
        if let Ok(Some(attribute)) = tag.try_get_attribute("Ccy") {
            let code: &str = attribute.value.as_ref();
            self.currency = code.chars().take(3).collect();
        }
        self.text.clear();
        self.path.push(name);
        Ok(())
    }

    fn say(&mut self, text: &str) {
        let room = TEXT_MAX.saturating_sub(self.text.chars().count());
        self.text
            .extend(text.chars().filter(|letter| !letter.is_control()).take(room));
    }

    fn end(&mut self) -> Result<(), StatementError> {
        let names: Vec<&str> = self.path.iter().map(String::as_str).collect();
        if let Some(at) = names.iter().rposition(|name| *name == "Ntry") {
            let within = names.get(at + 1..).unwrap_or_default();
            match within {
                [] => self.finish()?,
                ["NtryDtls", "TxDtls", rest @ ..] => {
                    if let Some(part) = self.transactions.last_mut() {
                        part.take(rest, self.text.trim(), &self.currency);
                    }
                }
                rest => self.entry.take(rest, self.text.trim(), &self.currency),
            }
        }
        self.path.pop();
        self.text.clear();
        Ok(())
    }

    /// An entry ends: each of its transactions is a payment, or it is one itself.
    fn finish(&mut self) -> Result<(), StatementError> {
        self.seen += 1;
        let is_booked = self.entry.status.is_empty() || self.entry.status == "BOOK";
        let entry = std::mem::take(&mut self.entry);
        let transactions = std::mem::take(&mut self.transactions);
        if !is_booked {
            return Ok(());
        }
        let alone = transactions.len() <= 1;
        // Payments of which only the sum is told are one payment, of that sum.
        let is_sum = !alone && transactions.iter().any(|part| part.amount.is_empty());
        let (parts, alone) = if transactions.is_empty() || is_sum {
            (vec![Part::default()], true)
        } else {
            (transactions, alone)
        };
        for part in parts {
            let booked = entry
                .booked(part, alone)
                .ok_or(StatementError::Entry(self.seen))?;
            if self.entries.len() >= ENTRIES_MAX {
                return Err(StatementError::TooLong);
            }
            self.entries.push(booked);
        }
        Ok(())
    }
}

impl Part {
    /// Takes a text from where it stands within the entry or transaction.
    fn take(&mut self, place: &[&str], text: &str, currency: &str) {
        let field = match place {
            ["Amt"] | ["AmtDtls", "TxAmt", "Amt"] => {
                if self.amount.is_empty() {
                    currency.clone_into(&mut self.currency);
                }
                &mut self.amount
            }
            ["CdtDbtInd"] => &mut self.direction,
            ["Sts"] | ["Sts", "Cd"] => &mut self.status,
            ["BookgDt", "Dt" | "DtTm"] => &mut self.booked_on,
            ["Refs", "EndToEndId"] => &mut self.end_to_end_id,
            ["AcctSvcrRef"] | ["Refs", "AcctSvcrRef"] => &mut self.reference,
            ["RtrInf", "Rsn", "Cd" | "Prtry"] => &mut self.reason,
            _ => return,
        };
        if field.is_empty() {
            text.clone_into(field);
        }
    }

    /// A payment of this entry. What it does not say itself the entry says, its amount only if it is the only one.
    fn booked(&self, mut part: Self, alone: bool) -> Option<BookedEntry> {
        if part.amount.is_empty() && alone {
            self.amount.clone_into(&mut part.amount);
            self.currency.clone_into(&mut part.currency);
        }
        let direction = if part.direction.is_empty() {
            &self.direction
        } else {
            &part.direction
        };
        let named = if part.end_to_end_id == "NOTPROVIDED" {
            String::new()
        } else {
            part.end_to_end_id
        };
        Some(BookedEntry {
            direction: match direction.as_str() {
                "DBIT" => Direction::Debit,
                "CRDT" => Direction::Credit,
                _ => return None,
            },
            amount: amount(&part.amount, part.currency.parse().ok()?)?,
            end_to_end_id: named,
            reference: if part.reference.is_empty() {
                self.reference.clone()
            } else {
                part.reference
            },
            booked_on: self.booked_on.get(..10).and_then(|day| day.parse().ok()),
            reason: part.reason,
        })
    }
}

/// An amount that was written as a number with a point. More digits than the currency has must be zeros.
fn amount(text: &str, currency: Currency) -> Option<Money> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = usize::try_from(currency.exponent()).ok()?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let (kept, rest) = fraction.split_at_checked(digits).unwrap_or((fraction, ""));
    if rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let minor: i64 = format!("{whole}{kept:0<digits$}").parse().ok()?;
    Some(Money::new(minor, currency)).filter(|amount| amount.is_positive())
}
