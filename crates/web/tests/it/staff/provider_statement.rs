use axum::http::StatusCode;
use pasar_domain::id::DifferenceId;
use pasar_service::actor::StaffRole;
use pasar_testkit::counting_statements;

use super::on_duty;
use crate::api::kit::Fair;

const PAGE: &str = "/staff/provider-statements";

const STATEMENT: &str = "row_id,kind,booked_on,settlement_id,payment_id,amount,currency\n\
                         c1,charge,2026-11-30,s1,,53500.00,IDR\n\
                         f1,fee,2026-11-30,s1,,-374.50,IDR\n\
                         s1,settlement,2026-12-02,s1,,-53125.50,IDR\n";

/// A difference, for the sweep.
pub(crate) async fn seeded(fair: &Fair) -> DifferenceId {
    let market = &fair.site.market;
    let now = market.ctx().now();
    let id = DifferenceId::new(now, &[6; 10]);
    let (one, by) = (id.uuid(), fair.ana.account_id().uuid());
    for statement in [
        format!(
            "insert into provider_statement (statement_id, provider, digest, rows, known, settlements, differences, read_by, read_at)
             values ('{one}', 'sandbox', sha256('x'), 1, 0, 0, 1, '{by}', '{now}')"
        ),
        format!(
            "insert into provider_difference (difference_id, statement_id, kind, line, row_id, found_at)
             values ('{one}', '{one}', 'unreadable_row', 2, '', '{now}')"
        ),
    ] {
        market.sql(&statement).await;
    }
    id
}

#[tokio::test]
async fn an_administrator_takes_a_statement_in_and_looks_into_what_differs() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Administrator).await;
    let (page, statements) = counting_statements(budi.get(PAGE)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(statements, 5);
    assert!(
        page.body
            .contains("Tidak ada. Laporan yang dimasukkan sama dengan buku besar.")
    );

    let published = budi.get(&format!("{PAGE}/file?to=2026-12-01")).await;
    assert_eq!(published.status, StatusCode::OK);
    assert_eq!(published.headers["cache-control"], "no-store");
    assert!(
        published.body.starts_with("row_id,kind,booked_on"),
        "{}",
        published.body
    );
    let backwards = budi
        .get(&format!("{PAGE}/file?from=2026-12-01&to=2026-11-30"))
        .await;
    assert_eq!(backwards.status, StatusCode::UNPROCESSABLE_ENTITY);

    for broken in [&b""[..], b"a,b\n", b"row_id,row_id\n"] {
        let refused = budi.upload(PAGE, &[], &[("file", "a.csv", broken)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let taken = budi
        .upload(PAGE, &[], &[("file", "a.csv", STATEMENT.as_bytes())])
        .await;
    let shown = budi.follow(&taken).await;
    assert!(
        shown
            .body
            .contains("3 baris: 0 sudah dikenal, 1 setoran, 1 selisih."),
        "{}",
        shown.body
    );
    assert!(
        shown
            .body
            .contains("Penyedia menerima uang yang tidak ada di buku besar")
    );
    assert!(shown.body.contains("53125.50 IDR") && shown.body.contains("374.50 IDR"));
    let again = budi
        .upload(PAGE, &[], &[("file", "a.csv", STATEMENT.as_bytes())])
        .await;
    assert!(budi.follow(&again).await.body.contains("tidak ada yang berubah"));

    let actions = shown.attributes("#differences form", "action");
    assert_eq!(actions.len(), 1);
    let action = actions[0].strip_prefix("/id").unwrap().to_owned();
    let wordless = budi.submit(PAGE, &action, &[("words", "")]).await;
    assert!(
        budi.follow(&wordless)
            .await
            .body
            .contains("Tulis apa itu sebenarnya")
    );
    let settled = budi
        .submit(PAGE, &action, &[("words", "Pembayaran percobaan.")])
        .await;
    let shown = budi.follow(&settled).await;
    assert!(shown.attributes("#differences form", "action").is_empty());
    let late = budi.post(&action, &[("words", "Lagi.")]).await;
    assert!(
        budi.follow(&late)
            .await
            .body
            .contains("Sudah ada yang menanganinya")
    );
    fair.site.market.assert_sound().await;
}

#[tokio::test]
async fn others_take_nothing_in() {
    let fair = Fair::new().await;
    let id = seeded(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let page = budi.get(PAGE).await;
    assert!(page.body.contains("Hanya administrator") && page.attributes("main form", "action").is_empty());
    let taken = budi
        .upload(PAGE, &[], &[("file", "a.csv", STATEMENT.as_bytes())])
        .await;
    assert_eq!(taken.status, StatusCode::FORBIDDEN);
    let file = budi.get(&format!("{PAGE}/file")).await;
    assert_eq!(file.status, StatusCode::FORBIDDEN);
    let settled = budi
        .post(&format!("{PAGE}/differences/{id}"), &[("words", "Ya.")])
        .await;
    assert_eq!(settled.status, StatusCode::FORBIDDEN);
    assert_eq!(fair.site.market.count("select count(*) from settlement").await, 0);
}
