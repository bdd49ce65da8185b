//! Puts rows together into orders, and keeps what could not be read.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use pasar_domain::Instant;
use pasar_domain::money::{Currency, Money};
use pasar_domain::replay::{SourceItem, SourceOrder, SourcePayment, SourceStatus};

use super::column::{ItemColumn, OrderColumn, PaymentColumn};
use super::{RowProblem, SourceOrders, SourceProblem};
use crate::text::amount::read_amount;
use crate::text::shorten;

/// Characters of a cell that people are shown.
const SHOWN_CHARACTERS: usize = 80;

/// The cells of a row, by their columns.
pub(super) trait Cells<C> {
    /// The cell of a column; empty where there is none.
    fn cell(&self, column: C) -> &str;
    /// The name of a column, as the file writes it.
    fn name(&self, column: C) -> String;
}

/// A row, from a table or from JSON.
pub(super) struct SourceRow<'a, C> {
    pub(super) file: &'a str,
    pub(super) line: u64,
    pub(super) cells: &'a dyn Cells<C>,
    /// Why none of its cells is to be believed.
    pub(super) damage: Option<RowProblem>,
}

/// What is wrong, and in which column.
type Wrong<C> = (Option<C>, RowProblem);

impl<C: Copy> SourceRow<'_, C> {
    fn text(&self, column: C) -> Result<&str, Wrong<C>> {
        match self.cells.cell(column) {
            "" => Err((Some(column), RowProblem::Empty)),
            text => Ok(text),
        }
    }

    fn amount(&self, column: C, currency: Currency) -> Result<Money, Wrong<C>> {
        let read = read_amount(self.cells.cell(column), currency);
        match read.map_err(|problem| (Some(column), problem.into()))? {
            money if money.minor < 0 => Err((Some(column), RowProblem::Negative)),
            money => Ok(money),
        }
    }

    fn count(&self, column: C, least: u32) -> Result<u32, Wrong<C>> {
        match self.cells.cell(column) {
            "" => Ok(1),
            text => text
                .parse()
                .ok()
                .filter(|count| *count >= least)
                .ok_or((Some(column), RowProblem::Number)),
        }
    }

    fn instant(&self, column: C) -> Result<Option<Instant>, Wrong<C>> {
        match self.cells.cell(column) {
            "" => Ok(None),
            text => instant(text).map(Some).ok_or((Some(column), RowProblem::Instant)),
        }
    }

    fn problem(&self, order: Option<&str>, (column, problem): Wrong<C>) -> SourceProblem {
        SourceProblem {
            file: self.file.to_owned(),
            line: self.line,
            order: order.map(str::to_owned),
            column: column.map(|column| self.cells.name(column)),
            value: column.map_or_else(String::new, |column| {
                shorten(self.cells.cell(column), SHOWN_CHARACTERS)
            }),
            problem,
        }
    }
}

/// An instant, in UTC where the source names no zone: `2018-01-31 18:05:00`, with or without seconds, `T` or zone, or a day alone.
fn instant(text: &str) -> Option<Instant> {
    if let Ok(zoned) = DateTime::parse_from_rfc3339(text) {
        return Some(zoned.to_utc());
    }
    let local = text.trim_end_matches(" UTC").replacen('T', " ", 1);
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&local, form).ok())
        .or_else(|| Some(NaiveDate::from_str(&local).ok()?.and_time(NaiveTime::MIN)))
        .map(|local| local.and_utc())
}

/// Orders while their rows are read.
pub(super) struct Gathering {
    currency: Currency,
    orders: Vec<SourceOrder>,
    /// Where each order is in the list, and in which line it was.
    places: BTreeMap<String, (usize, u64)>,
    /// Where each item and payment with a place of its own was: `true` is an item.
    seen: BTreeMap<(bool, usize, String), u64>,
    problems: Vec<SourceProblem>,
}

impl Gathering {
    pub(super) const fn new(currency: Currency) -> Self {
        Self {
            currency,
            orders: Vec::new(),
            places: BTreeMap::new(),
            seen: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> SourceOrders {
        SourceOrders {
            orders: self.orders,
            problems: self.problems,
        }
    }

    pub(super) fn order(&mut self, mut row: SourceRow<'_, OrderColumn>) {
        if let Some(damage) = row.damage.take() {
            return self.problems.push(row.problem(None, (None, damage)));
        }
        let key = match row.text(OrderColumn::Key) {
            Ok(key) => key.to_owned(),
            Err(wrong) => return self.problems.push(row.problem(None, wrong)),
        };
        if let Some((place, line)) = self.places.get(&key).copied() {
            let wrong = (Some(OrderColumn::Key), RowProblem::Twice(line));
            return self.spoil(place, row.problem(Some(&key), wrong));
        }
        let place = self.orders.len();
        self.places.insert(key.clone(), (place, row.line));
        // What cannot be read is named, and then as if it were not there: the order is not whole and nothing is made of it.
        let mut order = SourceOrder {
            key,
            status: SourceStatus::Created,
            bought_at: Instant::UNIX_EPOCH,
            approved_at: None,
            handed_over_at: None,
            delivered_at: None,
            items: Vec::new(),
            payments: Vec::new(),
            is_whole: true,
        };
        let read = read_order(&row, &mut order);
        self.orders.push(order);
        if let Err(wrong) = read {
            let problem = row.problem(self.orders.last().map(|order| order.key.as_str()), wrong);
            self.spoil(place, problem);
        }
    }

    pub(super) fn item(&mut self, row: SourceRow<'_, ItemColumn>) {
        let currency = self.currency;
        let columns = (ItemColumn::Order, ItemColumn::Position);
        if let Some((place, item)) = self.part(row, true, columns, |row| read_item(row, currency))
            && let Some(order) = self.orders.get_mut(place)
        {
            order.items.push(item);
        }
    }

    pub(super) fn payment(&mut self, row: SourceRow<'_, PaymentColumn>) {
        let currency = self.currency;
        let columns = (PaymentColumn::Order, PaymentColumn::Position);
        if let Some((place, payment)) = self.part(row, false, columns, |row| read_payment(row, currency))
            && let Some(order) = self.orders.get_mut(place)
        {
            order.payments.push(payment);
        }
    }

    /// Reads an item or a payment; with it the place of its order. What cannot be read spoils the order, if there is one.
    fn part<C: Copy, T>(
        &mut self,
        mut row: SourceRow<'_, C>,
        is_item: bool,
        (order, position): (C, C),
        read: impl FnOnce(&SourceRow<'_, C>) -> Result<T, Wrong<C>>,
    ) -> Option<(usize, T)> {
        let damage = row.damage.take();
        let key = row.cells.cell(order).to_owned();
        let Some((place, _)) = self.places.get(&key).copied() else {
            let wrong = match (damage, key.as_str()) {
                (Some(damage), _) => (None, damage),
                (None, "") => (Some(order), RowProblem::Empty),
                (None, _) => (Some(order), RowProblem::NoOrder),
            };
            self.problems.push(row.problem(None, wrong));
            return None;
        };
        let own = row.cells.cell(position).to_owned();
        let before = (!own.is_empty())
            .then(|| self.seen.insert((is_item, place, own), row.line))
            .flatten();
        let read = match (damage, before) {
            (Some(damage), _) => Err((None, damage)),
            (None, Some(line)) => Err((Some(position), RowProblem::Twice(line))),
            (None, None) => read(&row),
        };
        match read {
            Ok(part) => Some((place, part)),
            Err(wrong) => {
                self.spoil(place, row.problem(Some(&key), wrong));
                None
            }
        }
    }

    fn spoil(&mut self, place: usize, problem: SourceProblem) {
        if let Some(order) = self.orders.get_mut(place) {
            order.is_whole = false;
        }
        self.problems.push(problem);
    }
}

fn read_order(row: &SourceRow<'_, OrderColumn>, order: &mut SourceOrder) -> Result<(), Wrong<OrderColumn>> {
    let status = row.text(OrderColumn::Status)?.to_lowercase();
    // Both spellings are in use.
    let status = if status == "cancelled" {
        "canceled"
    } else {
        status.as_str()
    };
    order.status = status.parse().map_err(|error: pasar_domain::word::UnknownWord| {
        (Some(OrderColumn::Status), RowProblem::Status(error.to_string()))
    })?;
    order.bought_at = row.instant(OrderColumn::Bought)?.unwrap_or(Instant::UNIX_EPOCH);
    order.approved_at = row.instant(OrderColumn::Approved)?;
    order.handed_over_at = row.instant(OrderColumn::HandedOver)?;
    order.delivered_at = row.instant(OrderColumn::Delivered)?;
    Ok(())
}

fn read_item(row: &SourceRow<'_, ItemColumn>, currency: Currency) -> Result<SourceItem, Wrong<ItemColumn>> {
    Ok(SourceItem {
        position: row.cells.cell(ItemColumn::Position).to_owned(),
        seller: row.text(ItemColumn::Seller)?.to_owned(),
        quantity: row.count(ItemColumn::Quantity, 1)?,
        price: row.amount(ItemColumn::Price, currency)?,
        freight: row.amount(ItemColumn::Freight, currency)?,
    })
}

fn read_payment(
    row: &SourceRow<'_, PaymentColumn>,
    currency: Currency,
) -> Result<SourcePayment, Wrong<PaymentColumn>> {
    Ok(SourcePayment {
        position: row.cells.cell(PaymentColumn::Position).to_owned(),
        method: row.cells.cell(PaymentColumn::Method).to_owned(),
        instalments: row.count(PaymentColumn::Instalments, 0)?,
        amount: row.amount(PaymentColumn::Amount, currency)?,
    })
}
