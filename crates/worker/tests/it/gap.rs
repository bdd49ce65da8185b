use chrono::Duration;
use pasar_domain::staff::StaffInput;
use pasar_search::Batch;
use pasar_service::actor::StaffRole;
use pasar_service::listing::documents::document;
use pasar_store::listing;
use pasar_testkit::TestMarket;

use crate::{letters, worker};

#[tokio::test]
async fn a_gap_is_told_to_every_administrator_once_an_hour() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    for (name, role) in [
        ("citra", StaffRole::Administrator),
        ("budi", StaffRole::Moderator),
    ] {
        let input = StaffInput {
            email: format!("{name}@pasar.example"),
            name: name.to_owned(),
            role,
            password: "a long enough passphrase".to_owned().into(),
        };
        pasar_service::staff::add(ctx, &input).await.unwrap();
    }
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "Kaos", 5_000_000, 2).await;
    market
        .sql("update verification set revoked_at = recorded_at, revoke_reason = 'test'")
        .await;
    worker.run_due().await.unwrap();
    market.passes(Duration::hours(3));
    worker.run_due().await.unwrap();
    let before = letters(folder.path()).len();
    // The index is fed around the gate.
    let mut conn = ctx.home().read().await.unwrap();
    let rows = listing::documents(&mut conn, &[shirt.product_id]).await.unwrap();
    let upserts = rows.into_iter().map(|row| document(ctx.market(), row)).collect();
    let batch = Batch {
        upserts,
        ..Batch::default()
    };
    ctx.index().apply(&batch).unwrap();
    drop(conn);
    market.passes(Duration::minutes(2));
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    let alarms: Vec<&String> = told
        .iter()
        .filter(|letter| letter.contains("citra@pasar.example"))
        .collect();
    assert_eq!((told.len(), alarms.len()), (before + 1, 1));
    assert!(alarms[0].contains(&shirt.product_id.to_string()), "{}", alarms[0]);
    market.passes(Duration::minutes(2));
    worker.run_due().await.unwrap();
    assert_eq!(letters(folder.path()).len(), before + 1);
}
