use chrono::Duration;
use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use pasar_domain::provider_statement::{ProviderDifferenceKind as Kind, ProviderRow, ProviderRowKind};
use pasar_service::actor::StaffRole;
use pasar_service::provider_statement::{TakeInError, desk, settle, take_in};

use super::{Paid, kinds, of_kind};

/// Two payments of the same day, one of them given back, two days later; with the bank's statement of them.
async fn two() -> (Paid, [PaymentId; 2], Vec<ProviderRow>) {
    let paid = Paid::new().await;
    let (_, _, kept) = paid.buys("k1").await;
    let (_, called_off, back) = paid.buys("k2").await;
    paid.calls_off(called_off).await;
    paid.market.passes(Duration::days(2));
    let rows = paid.statement().await;
    (paid, [kept, back], rows)
}

/// The row of this kind and payment.
fn of(rows: &[ProviderRow], kind: ProviderRowKind, payment: Option<PaymentId>) -> usize {
    rows.iter()
        .position(|row| row.kind == kind && row.payment_id == payment)
        .unwrap()
}

/// The settlement of a statement that was changed comes to its rows again.
fn evened(mut rows: Vec<ProviderRow>) -> Vec<ProviderRow> {
    let settlement = of(&rows, ProviderRowKind::Settlement, None);
    rows[settlement].amount.minor = 0;
    rows[settlement].amount.minor = -rows.iter().map(|row| row.amount.minor).sum::<i64>();
    rows
}

#[tokio::test]
async fn a_charge_of_which_the_ledger_knows_nothing_is_named() {
    let (paid, [kept, _], mut rows) = two().await;
    let stranger = PaymentId::new(paid.market.ctx().now(), &[9; 10]);
    for row in rows.iter_mut().filter(|row| row.payment_id == Some(kept)) {
        row.payment_id = Some(stranger);
    }
    let taken = paid.reads(&rows).await;
    assert_eq!(kinds(&taken), [Kind::ChargeNotInLedger, Kind::ChargeMissing]);
    assert_eq!(
        of_kind(&taken, Kind::ChargeNotInLedger).payment_id,
        Some(stranger)
    );
    let missing = of_kind(&taken, Kind::ChargeMissing);
    assert_eq!(
        (missing.payment_id, missing.said, missing.line),
        (Some(kept), None, None)
    );
    assert!(missing.expected.unwrap().is_positive());
    paid.market.assert_sound().await;
}

#[tokio::test]
async fn another_amount_currency_or_fee_is_named_with_both_figures() {
    let (paid, [kept, back], rows) = two().await;
    let mut other = rows.clone();
    let charge = of(&other, ProviderRowKind::Charge, Some(kept));
    other[charge].amount.minor -= 1;
    let fee = of(&other, ProviderRowKind::Fee, Some(back));
    other[fee].amount.minor -= 100;
    let taken = paid.reads(&evened(other)).await;
    assert_eq!(kinds(&taken), [Kind::AmountDiffers, Kind::FeeDiffers]);
    let (amount, fee) = (
        of_kind(&taken, Kind::AmountDiffers),
        of_kind(&taken, Kind::FeeDiffers),
    );
    let minor = |money: Option<Money>| money.unwrap().minor;
    assert_eq!(minor(amount.expected) - minor(amount.said), 1);
    assert_eq!(
        (amount.payment_id, amount.line),
        (Some(kept), Some(u32::try_from(charge + 2).unwrap()))
    );
    assert_eq!(minor(fee.said) - minor(fee.expected), 100);
    paid.market.assert_sound().await;

    let (paid, [kept, _], mut rows) = two().await;
    let charge = of(&rows, ProviderRowKind::Charge, Some(kept));
    rows[charge].amount = Money::new(rows[charge].amount.minor, "USD".parse().unwrap());
    let taken = paid.reads(&rows).await;
    assert_eq!(kinds(&taken), [Kind::CurrencyDiffers, Kind::SettlementOver]);
    assert_eq!(
        of_kind(&taken, Kind::CurrencyDiffers)
            .said
            .unwrap()
            .currency
            .code(),
        "USD"
    );
}

#[tokio::test]
async fn a_refund_too_many_or_too_few_is_named() {
    let (paid, [_, back], rows) = two().await;
    let refund = of(&rows, ProviderRowKind::Refund, Some(back));
    let mut twice = rows.clone();
    let again = ProviderRow {
        row_id: "again".to_owned(),
        ..rows[refund].clone()
    };
    twice.insert(refund + 1, again);
    let taken = paid.reads(&evened(twice)).await;
    assert_eq!(kinds(&taken), [Kind::RefundedTwice]);
    assert_eq!(taken.differences[0].row_id, "again");

    let (paid, [_, back], mut rows) = two().await;
    let refund = of(&rows, ProviderRowKind::Refund, Some(back));
    rows.remove(refund);
    let taken = paid.reads(&evened(rows)).await;
    assert_eq!(kinds(&taken), [Kind::RefundMissing]);
    assert_eq!(taken.differences[0].said.unwrap().minor, 0);

    let (paid, [kept, back], mut rows) = two().await;
    let refund = of(&rows, ProviderRowKind::Refund, Some(back));
    rows[refund].payment_id = Some(kept);
    let taken = paid.reads(&rows).await;
    assert_eq!(kinds(&taken), [Kind::RefundMissing, Kind::RefundNotInLedger]);
    paid.market.assert_sound().await;
}

#[tokio::test]
async fn a_settlement_of_another_sum_is_named_and_what_came_is_written_down() {
    let (paid, _, mut rows) = two().await;
    let before = paid.total("provider").await;
    let settlement = of(&rows, ProviderRowKind::Settlement, None);
    let net = -rows[settlement].amount.minor;
    rows[settlement].amount.minor += 500;
    let taken = paid.reads(&rows).await;
    assert_eq!(kinds(&taken), [Kind::SettlementShort]);
    assert_eq!(taken.differences[0].expected.unwrap().minor, net);
    assert_eq!(paid.total("bank:operator").await, -i128::from(net - 500));
    let fees: i64 = rows
        .iter()
        .filter(|row| row.kind == ProviderRowKind::Fee)
        .map(|row| -row.amount.minor)
        .sum();
    // What is missing is still with the provider.
    assert_eq!(
        paid.total("provider").await,
        before + i128::from(net - 500 + fees)
    );

    let (paid, _, mut rows) = two().await;
    rows[settlement].amount.minor -= 500;
    assert_eq!(kinds(&paid.reads(&rows).await), [Kind::SettlementOver]);
}

#[tokio::test]
async fn rows_that_are_there_twice_cannot_be_read_or_take_back_are_named() {
    let (paid, [kept, _], rows) = two().await;
    let mut more = rows.clone();
    more.push(rows[0].clone());
    more.push(ProviderRow {
        row_id: "dispute".to_owned(),
        kind: ProviderRowKind::Chargeback,
        payment_id: Some(kept),
        amount: Money::new(-7, rows[0].amount.currency),
        ..rows[0].clone()
    });
    let taken = paid.reads(&evened(more.clone())).await;
    let expected = [Kind::SettlementOver, Kind::Chargeback, Kind::DuplicateRow];
    assert_eq!(kinds(&taken), expected);
    // A row of an earlier statement that says something else now.
    let mut other = vec![rows[0].clone()];
    other[0].amount.minor += 1;
    assert_eq!(kinds(&paid.reads(&other).await), [Kind::DuplicateRow]);

    let ctx = paid.market.ctx();
    let staff = paid.market.staff(StaffRole::Administrator);
    let text = "row_id,kind,booked_on,settlement_id,payment_id,amount,currency\nx,gift,2026-11-30,s,,1,IDR\n";
    let taken = take_in(ctx, staff, text.as_bytes()).await.unwrap();
    assert_eq!(kinds(&taken), [Kind::UnreadableRow]);
    assert_eq!(taken.differences[0].line, Some(2));
    paid.market.assert_sound().await;
}

#[tokio::test]
async fn a_difference_waits_until_somebody_says_what_it_was() {
    let (paid, [kept, _], rows) = two().await;
    let without = rows.iter().filter(|row| row.payment_id != Some(kept)).cloned();
    let taken = paid.reads(&evened(without.collect())).await;
    assert_eq!(kinds(&taken), [Kind::ChargeMissing]);
    // The same is not said again by the next statement of these days.
    let refund = rows
        .iter()
        .find(|row| row.kind == ProviderRowKind::Refund)
        .unwrap();
    assert_eq!(kinds(&paid.reads(std::slice::from_ref(refund)).await), []);

    let ctx = paid.market.ctx();
    let support = paid.market.staff(StaffRole::Support);
    let administrator = paid.market.staff(StaffRole::Administrator);
    let seen = desk(ctx, support).await.unwrap();
    assert_eq!(
        (
            seen.differences_count,
            seen.statements.len(),
            seen.settlements.len()
        ),
        (1, 2, 1)
    );
    assert_eq!(seen.differences, taken.differences);
    let id = seen.differences[0].difference_id;
    let words = "It came a day later.";
    assert!(matches!(
        settle(ctx, support, id, words).await,
        Err(TakeInError::NotAllowed)
    ));
    assert!(matches!(
        settle(ctx, administrator, id, " ").await,
        Err(TakeInError::Invalid(_))
    ));
    settle(ctx, administrator, id, words).await.unwrap();
    assert!(matches!(
        settle(ctx, administrator, id, words).await,
        Err(TakeInError::Settled)
    ));
    assert_eq!(desk(ctx, support).await.unwrap().differences_count, 0);
}
