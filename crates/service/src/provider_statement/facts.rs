//! What is known of the payments that a statement is about: from the ledger, and from earlier statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};
use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OrderGroupId, OrderId, PaymentId};
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_domain::provider_statement::{ProviderDifferenceKind, ProviderRow, ProviderRowKind};
use pasar_ledger::{Account, Phase, Transfer};
use pasar_store::order::OrderKey;
use pasar_store::provider_statement::Wanted;
use pasar_store::{PgConnection, order, order_group, payment, provider_statement, settlement, transfer};

use super::TakeInError;

/// The most payments, and orders with refunds, of the days of one statement.
const OF_DAYS_MAX: u32 = 200_000;

/// What the ledger has of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Booked {
    /// What the provider took.
    pub(super) captured: Money,
    /// The day on which we knew, in UTC.
    pub(super) captured_on: NaiveDate,
    /// What of it was given back.
    pub(super) refunded: Money,
    /// What of it was given back up to the last day of the statement.
    pub(super) refunded_in_time: Money,
}

/// Everything that a statement is compared with.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// The first and the last day of charges and refunds in the statement.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// Payments that were captured: those that the statement names, and those of its days.
    pub(super) payments: BTreeMap<PaymentId, Booked>,
    /// Rows of earlier statements, by their names.
    pub(super) known: BTreeMap<String, ProviderRow>,
    /// Settlements that are written down.
    pub(super) settled: BTreeSet<String>,
    /// What was said of these payments before.
    pub(super) told: BTreeSet<(ProviderDifferenceKind, PaymentId)>,
}

/// The days that charges and refunds are of.
pub(super) fn days(rows: &[&ProviderRow]) -> Option<(NaiveDate, NaiveDate)> {
    let of_buyers = rows
        .iter()
        .filter(|row| matches!(row.kind, ProviderRowKind::Charge | ProviderRowKind::Refund));
    let days: BTreeSet<NaiveDate> = of_buyers.map(|row| row.booked_on).collect();
    Some((*days.first()?, *days.last()?))
}

fn start_of(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The day after a day.
fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

impl Facts {
    /// Reads what is known.
    pub(super) async fn gather(
        conn: &mut PgConnection,
        provider: &str,
        rows: &[&ProviderRow],
    ) -> Result<Self, TakeInError> {
        let days = days(rows);
        let named: BTreeSet<PaymentId> = rows.iter().filter_map(|row| row.payment_id).collect();
        let named: Vec<PaymentId> = named.into_iter().collect();
        let mut payments = payment::of_ids(conn, &named).await?;
        if let Some((first, last)) = days {
            payments.extend(of_days(conn, provider, (first, last)).await?);
        }
        payments.retain(|one| one.provider == provider && matches!(one.state, PaymentState::Captured { .. }));
        payments.sort_by_key(|payment| payment.id);
        payments.dedup_by_key(|payment| payment.id);
        let booked = booked(conn, provider, &payments, days.map(|(_, last)| after(last))).await?;
        let mut about: Vec<PaymentId> = booked.keys().copied().chain(named).collect();
        about.sort_unstable();
        about.dedup();
        let is_settlement = |row: &&&ProviderRow| row.kind == ProviderRowKind::Settlement;
        let settlements = rows
            .iter()
            .filter(is_settlement)
            .map(|row| row.settlement.clone());
        let settlements: Vec<String> = settlements.collect();
        let told = provider_statement::told(conn, &about).await?;
        let settled = settlement::known(conn, provider, &settlements).await?;
        let wanted = Wanted {
            row_ids: rows.iter().map(|row| row.row_id.clone()).collect(),
            payments: about,
            settlements,
        };
        let known = provider_statement::rows(conn, provider, &wanted).await?;
        Ok(Self {
            days,
            payments: booked,
            known: known.into_iter().map(|row| (row.row_id.clone(), row)).collect(),
            settled: settled.into_iter().collect(),
            told,
        })
    }
}

/// Payments that were taken, or of which something was given back, on these days.
async fn of_days(
    conn: &mut PgConnection,
    provider: &str,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Payment>, TakeInError> {
    let stretch = (start_of(first), start_of(after(last)));
    let mut payments = payment::captured_between(conn, provider, stretch, OF_DAYS_MAX).await?;
    let account = Account::Provider(provider.to_owned());
    let orders = transfer::refunded_between(conn, &account, stretch, OF_DAYS_MAX).await?;
    let orders = order::get(conn, &orders).await?;
    let groups: BTreeSet<(AccountId, OrderGroupId)> = orders
        .iter()
        .map(|order| (order.buyer_id, order.order_group_id))
        .collect();
    let groups: Vec<_> = groups.into_iter().collect();
    payments.extend(payment::of_groups(conn, &groups).await?);
    Ok(payments)
}

/// What the ledger has of these payments, which were all captured.
async fn booked(
    conn: &mut PgConnection,
    provider: &str,
    payments: &[Payment],
    before: Option<NaiveDate>,
) -> Result<BTreeMap<PaymentId, Booked>, TakeInError> {
    let account = Account::Provider(provider.to_owned());
    let keys: Vec<_> = payments
        .iter()
        .map(|payment| (payment.buyer_id, payment.order_group_id))
        .collect();
    let groups = order_group::of_keys(conn, &keys).await?;
    let order_keys: Vec<OrderKey> = groups.iter().flat_map(|group| group.orders.clone()).collect();
    let group_of: BTreeMap<OrderId, OrderGroupId> = groups
        .iter()
        .flat_map(|group| group.orders.iter().map(|(_, order)| (*order, group.id)))
        .collect();
    let mut of_group: BTreeMap<OrderGroupId, Vec<Transfer>> = BTreeMap::new();
    for one in transfer::of_orders(conn, &order_keys).await? {
        let group = one.cause.order_id().and_then(|order| group_of.get(&order));
        if let Some(group) = group {
            of_group.entry(*group).or_default().push(one);
        }
    }
    let mut booked = BTreeMap::new();
    for payment in payments {
        let PaymentState::Captured { at, .. } = payment.state else {
            continue;
        };
        let transfers = of_group
            .get(&payment.order_group_id)
            .map_or(&[][..], Vec::as_slice);
        let sum = |is_it: &dyn Fn(&Transfer) -> bool| -> Result<Money, MoneyError> {
            let found = transfers.iter().filter(|one| is_it(one)).map(|one| one.amount);
            Money::sum(payment.amount.currency, found)
        };
        let is_back = |one: &Transfer| one.credit == account && one.phase == Phase::Immediate;
        let in_time = |one: &Transfer| before.is_none_or(|day| one.recorded_at < start_of(day));
        let of_payment = Booked {
            captured: sum(&|one| {
                one.debit == account && matches!(one.phase, Phase::Post(_) | Phase::Immediate)
            })?,
            captured_on: at.date_naive(),
            refunded: sum(&is_back)?,
            refunded_in_time: sum(&|one| is_back(one) && in_time(one))?,
        };
        booked.insert(payment.id, of_payment);
    }
    Ok(booked)
}
