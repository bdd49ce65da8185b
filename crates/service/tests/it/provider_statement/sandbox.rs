use chrono::Duration;
use pasar_domain::provider_statement::ProviderRowKind;
use pasar_service::actor::StaffRole;
use pasar_service::payment::sandbox_fee;
use pasar_service::provider_statement::{TakeInError, take_in, write_statement};
use pasar_testkit::TestMarket;

use super::{Paid, kinds};

#[tokio::test]
async fn what_the_sandbox_settles_is_at_the_bank_less_its_fee() {
    let paid = Paid::new().await;
    let (_, _, first) = paid.buys("k1").await;
    let (_, called_off, second) = paid.buys("k2").await;
    paid.calls_off(called_off).await;
    assert!(
        paid.statement().await.is_empty(),
        "nothing is settled on the same day"
    );
    let captured = -paid.total("provider").await;
    assert!(captured > 0);

    paid.market.passes(Duration::days(2));
    let (_, _, later) = paid.buys("k3").await;
    let rows = paid.statement().await;
    let found: Vec<_> = rows.iter().map(|row| (row.kind, row.payment_id)).collect();
    let mut expected = vec![
        (ProviderRowKind::Charge, Some(first)),
        (ProviderRowKind::Fee, Some(first)),
        (ProviderRowKind::Charge, Some(second)),
        (ProviderRowKind::Fee, Some(second)),
        (ProviderRowKind::Refund, Some(second)),
        (ProviderRowKind::Settlement, None),
    ];
    let mut sorted = found.clone();
    sorted.sort_unstable();
    expected.sort_unstable();
    assert_eq!(sorted, expected);
    assert_eq!(rows.iter().map(|row| row.amount.minor).sum::<i64>(), 0);
    assert!(rows.iter().all(|row| row.payment_id != Some(later)));

    let taken = paid.reads(&rows).await;
    assert_eq!(kinds(&taken), []);
    assert_eq!(
        (taken.read.rows, taken.read.settlements, taken.again),
        (6, 1, false)
    );
    let charges: Vec<_> = rows
        .iter()
        .filter(|row| row.kind == ProviderRowKind::Charge)
        .collect();
    let fees: i64 = charges
        .iter()
        .map(|row| sandbox_fee(row.amount).unwrap().minor)
        .sum();
    assert_eq!(paid.total("fee:provider").await, -i128::from(fees));
    assert_eq!(paid.total("bank:operator").await, -(captured - i128::from(fees)));
    // What is left with the provider is what it took today.
    assert_eq!(paid.total("provider").await, -i128::from(charges[0].amount.minor));

    let again = paid.reads(&rows).await;
    assert!(again.again && again.read == taken.read);
    // The same rows in another file are known, and the settlement is written once.
    let mut longer = rows.clone();
    longer.reverse();
    let known = paid.reads(&longer).await;
    assert_eq!(
        (known.read.known, known.read.settlements, kinds(&known)),
        (6, 0, vec![])
    );
    assert_eq!(
        paid.market
            .count("select count(*) from settlement_transfer")
            .await,
        2
    );

    paid.market.passes(Duration::days(2));
    let all = paid.reads(&paid.statement().await).await;
    assert_eq!(
        (all.read.known, all.read.settlements, kinds(&all)),
        (6, 1, vec![])
    );
    assert_eq!(paid.total("provider").await, 0);
    paid.market.assert_sound().await;
}

#[tokio::test]
async fn statements_are_for_administrators_and_of_days_in_order() {
    let paid = Paid::new().await;
    let ctx = paid.market.ctx();
    let support = paid.market.staff(StaffRole::Support);
    let refused = write_statement(ctx, support, (None, None)).await;
    assert!(matches!(refused, Err(TakeInError::NotAllowed)));
    assert!(matches!(
        take_in(ctx, support, b"").await,
        Err(TakeInError::NotAllowed)
    ));
    let administrator = paid.market.staff(StaffRole::Administrator);
    let today = paid.today();
    let refused = write_statement(ctx, administrator, (today.succ_opt(), Some(today))).await;
    assert!(matches!(refused, Err(TakeInError::Days)));
    let empty = take_in(ctx, administrator, b"").await;
    assert!(matches!(empty, Err(TakeInError::Statement(_))));
    assert_eq!(
        paid.market.count("select count(*) from provider_statement").await,
        0
    );
    // A bank in memory has settled nothing.
    let other = TestMarket::new().await;
    let none = write_statement(other.ctx(), administrator, (None, None))
        .await
        .unwrap();
    assert!(String::from_utf8(none).unwrap().ends_with("currency\r\n"));
}
