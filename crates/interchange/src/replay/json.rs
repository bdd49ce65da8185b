//! Orders as JSON: an array, an object with `orders`, one object, or one object on each line. Each order has its facts under the names of the
//! table's columns, and arrays `items` and `payments` of the same kind. Numbers are taken as they are written, digit by digit.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::column::{ItemColumn, OrderColumn, PaymentColumn};
use super::gather::{Cells, Gathering, SourceRow};
use super::{SourceError, SourceFile, TableColumn};
use crate::table::{Header, normal_name};

/// The facts of an object, in the order of their names.
type Object<'a> = BTreeMap<String, &'a RawValue>;

/// Is this JSON, by its first sign?
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'[' | b'{'))
}

/// Reads a file.
pub(super) fn read(gathering: &mut Gathering, file: SourceFile<'_>) -> Result<(), SourceError> {
    let wrong = |reason: String| SourceError::Json {
        file: file.name.to_owned(),
        reason,
    };
    let text = std::str::from_utf8(file.bytes).map_err(|_| wrong("it is not text in UTF-8".to_owned()))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut number = 0;
    for document in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let document = document.map_err(|error| wrong(error.to_string()))?;
        for order in orders_of(document).map_err(|error| wrong(error.to_string()))? {
            number += 1;
            one(gathering, file.name, number, order)
                .map_err(|reason| wrong(format!("order {number}: {reason}")))?;
        }
    }
    Ok(())
}

fn orders_of(document: &RawValue) -> serde_json::Result<Vec<&RawValue>> {
    if document.get().starts_with('[') {
        return serde_json::from_str(document.get());
    }
    let object: Object<'_> = serde_json::from_str(document.get())?;
    match object.get("orders") {
        Some(orders) => serde_json::from_str(orders.get()),
        None => Ok(vec![document]),
    }
}

/// A value as the cell of a table would have it.
fn text_of(value: &RawValue) -> String {
    match value.get() {
        "null" => String::new(),
        text if text.starts_with('"') => serde_json::from_str::<String>(text).unwrap_or_default(),
        other => other.to_owned(),
    }
}

/// The facts of an object as a row under its header.
struct ObjectCells<C> {
    header: Header<C>,
    cells: Vec<String>,
    /// The order to which an item or a payment belongs, with the column that says so in a table.
    of: Option<(C, String)>,
}

impl<C: TableColumn> ObjectCells<C> {
    fn new(object: &Object<'_>, of: Option<(C, String)>) -> Self {
        let names: Vec<String> = object.keys().cloned().collect();
        Self {
            header: Header::new(&names),
            cells: object.values().map(|value| text_of(value)).collect(),
            of,
        }
    }

    /// The first column that it cannot be read without and lacks.
    fn missing(&self) -> Option<String> {
        let has =
            |column: &C| self.header.has(*column) || self.of.as_ref().is_some_and(|(of, _)| of == column);
        let missing = C::REQUIRED.iter().find(|column| !has(column))?;
        Some(format!(
            "it lacks `{}`",
            self.header.name(*missing).replace(' ', "_")
        ))
    }
}

impl<C: TableColumn> Cells<C> for ObjectCells<C> {
    fn cell(&self, column: C) -> &str {
        match &self.of {
            Some((of, order)) if *of == column => order,
            _ => self.header.cell(&self.cells, column).trim(),
        }
    }

    fn name(&self, column: C) -> String {
        self.header.name(column).replace(' ', "_")
    }
}

/// The array of an order under one of these names.
fn array_of<'a>(object: &Object<'a>, names: [&str; 2]) -> Result<Vec<Object<'a>>, String> {
    let found = object
        .iter()
        .find(|(name, _)| names.contains(&normal_name(name).as_str()));
    let Some((name, value)) = found else {
        let [first, _] = names;
        return Err(format!("it lacks `{first}`"));
    };
    serde_json::from_str(value.get()).map_err(|error| format!("`{name}` is not an array of objects: {error}"))
}

fn one(gathering: &mut Gathering, file: &str, line: u64, order: &RawValue) -> Result<(), String> {
    let object: Object<'_> = serde_json::from_str(order.get()).map_err(|error| error.to_string())?;
    let cells = ObjectCells::<OrderColumn>::new(&object, None);
    let items = array_of(&object, ["items", "order items"])?;
    let payments = array_of(&object, ["payments", "order payments"])?;
    let key = cells.cell(OrderColumn::Key).to_owned();
    let items: Vec<_> = items
        .iter()
        .map(|item| ObjectCells::new(item, Some((ItemColumn::Order, key.clone()))))
        .collect();
    let payments: Vec<_> = payments
        .iter()
        .map(|payment| ObjectCells::new(payment, Some((PaymentColumn::Order, key.clone()))))
        .collect();
    let missing = cells.missing();
    let missing = missing.or_else(|| items.iter().find_map(ObjectCells::missing));
    if let Some(missing) = missing.or_else(|| payments.iter().find_map(ObjectCells::missing)) {
        return Err(missing);
    }
    gathering.order(row(file, line, &cells));
    items
        .iter()
        .for_each(|cells| gathering.item(row(file, line, cells)));
    payments
        .iter()
        .for_each(|cells| gathering.payment(row(file, line, cells)));
    Ok(())
}

fn row<'a, C>(file: &'a str, line: u64, cells: &'a dyn Cells<C>) -> SourceRow<'a, C> {
    SourceRow {
        file,
        line,
        cells,
        damage: None,
    }
}
