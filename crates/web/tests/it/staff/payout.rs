use axum::http::StatusCode;
use chrono::Duration;
use pasar_domain::id::{DifferenceId, PayoutFileId, PayoutId};
use pasar_domain::payout::end_to_end_id;
use pasar_service::actor::StaffRole;
use pasar_service::application::{approve, queue};
use pasar_service::order::{ShipOrder, complete_due, confirm_delivered, ship};
use pasar_service::payout::{decimal, desk, make_due};
use pasar_testkit::counting_statements;

use super::on_duty;
use crate::api::kit::Fair;

const PAGE: &str = "/staff/payouts";

/// The account that Ana's seller gave.
const ACCOUNT: &str = "998877665544";

/// Ana's seller has given an account, and what she earned is to be paid out. Returns how much that is, with its reference.
async fn due(fair: &Fair) -> (String, String) {
    let ctx = fair.site.market.ctx();
    super::verification::applied(fair).await;
    let moderator = fair.site.market.staff(StaffRole::Moderator);
    let queued = queue(ctx, moderator).await.unwrap();
    let application = &queued[0].application;
    let about = (application.seller_id, application.application_id);
    approve(ctx, moderator, about, ctx.market().country)
        .await
        .unwrap();
    earned(fair).await;
    make_due(ctx).await.unwrap();
    fair.site.market.passes(Duration::days(1));
    assert_eq!(make_due(ctx).await.unwrap(), 1);
    let found = desk(ctx, moderator, None, None).await.unwrap();
    let payout = &found.payouts[0];
    (decimal(payout.amount), end_to_end_id(payout.payout_id))
}

/// Sari bought two shirts of Ana, has them, and their money has left escrow.
pub(crate) async fn earned(fair: &Fair) {
    let ctx = fair.site.market.ctx();
    let (_, order) = fair.bought(2).await;
    fair.captured().await;
    let order_id = order.parse().unwrap();
    let parcel = ShipOrder {
        order_id,
        carrier: "JNE".to_owned(),
        tracking_number: "JX12345678".to_owned(),
    };
    ship(ctx, fair.ana, parcel).await.unwrap();
    confirm_delivered(ctx, fair.sari, order_id).await.unwrap();
    let days = i64::from(ctx.charter().windows.escrow_release_days);
    fair.site.market.passes(Duration::days(days));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);
}

/// One of everything that the desk has, for the sweep: Ana's, sent with the account of this application, and a difference about it.
pub(crate) async fn seeded(fair: &Fair) -> (PayoutId, PayoutFileId, DifferenceId) {
    let market = &fair.site.market;
    let now = market.ctx().now();
    let ids = (
        PayoutId::new(now, &[3; 10]),
        PayoutFileId::new(now, &[4; 10]),
        DifferenceId::new(now, &[5; 10]),
    );
    let (payout, file, difference) = (ids.0.uuid(), ids.1.uuid(), ids.2.uuid());
    let (shop, by) = (fair.ana.shop_id().uuid(), fair.ana.account_id().uuid());
    for statement in [
        format!(
            "insert into shop_balance (shop_id, currency, owed_minor, leaving_minor, changed_at)
             values ('{shop}', 'IDR', 700, 700, '{now}')"
        ),
        format!(
            "insert into payout_file (file_id, currency, payer_name, payer_bank, payer_account, execute_on, payouts, sum_minor,
                                      made_by, made_at)
             values ('{file}', 'IDR', 'PT Pasar', 'Bank', '1234567890', '2026-12-01', 1, 700, '{by}', '{now}')"
        ),
        format!(
            "insert into payout (shop_id, payout_id, seller_id, application_id, amount_minor, currency, due_on, charter_version,
                                 made_at, state, file_id, sent_at)
             select '{shop}', '{payout}', seller_id, application_id, 700, 'IDR', '2026-12-01', '1', '{now}', 'sent', '{file}', '{now}'
             from application join shop using (seller_id) where shop_id = '{shop}'"
        ),
        format!(
            "insert into bank_statement (statement_id, digest, entries, paid, returned, known, read_by, read_at)
             values ('{file}', sha256('x'), 1, 0, 0, 0, '{by}', '{now}')"
        ),
        format!(
            "insert into bank_difference (difference_id, statement_id, kind, end_to_end_id, reference, amount_minor, currency, shop_id,
                                          payout_id, found_at)
             values ('{difference}', '{file}', 'other_amount', 'X', 'B1', 7, 'IDR', '{shop}', '{payout}', '{now}')"
        ),
    ] {
        market.sql(&statement).await;
    }
    ids
}

fn statement(amount: &str, name: &str) -> String {
    format!(
        "<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy=\"IDR\">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls><TxDtls><Refs>\
         <EndToEndId>{name}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>\
         <Ntry><Amt Ccy=\"IDR\">9</Amt><CdtDbtInd>CRDT</CdtDbtInd><AcctSvcrRef>B2</AcctSvcrRef></Ntry>\
         </Stmt></BkToCstmrStmt></Document>"
    )
}

#[tokio::test]
async fn an_administrator_sends_payouts_reads_the_statement_and_looks_into_what_does_not_fit() {
    let fair = Fair::new().await;
    let (amount, name) = due(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Administrator).await;
    let (page, statements) = counting_statements(budi.get(PAGE)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(statements, 10);
    assert!(page.body.contains("Menunggu berkas") && !page.body.contains(ACCOUNT));

    let files = format!("{PAGE}/files");
    let wrong = budi
        .submit(
            PAGE,
            &files,
            &[("holder", "PT Pasar"), ("bank", "Bank"), ("number", "1")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [
        ("holder", "PT Pasar"),
        ("bank", "Bank Pasar"),
        ("number", "1234567890"),
    ];
    let made = budi.submit(PAGE, &files, &typed).await;
    let shown = budi.follow(&made).await;
    let links = shown.attributes("a[href$='/xml'], a[href$='/csv']", "href");
    assert_eq!(links.len(), 2);
    for link in &links {
        let file = budi.send("GET", link, None).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.headers["cache-control"], "no-store");
        assert!(file.body.contains(ACCOUNT) && file.body.contains(&name) && file.body.contains(&amount));
    }
    let again = budi.post(&files, &typed).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let upload = format!("{PAGE}/statements");
    let broken = budi.upload(&upload, &[], &[("file", "a.xml", b"<x>")]).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = statement(&amount, &name);
    let read = budi
        .upload(&upload, &[], &[("file", "a.xml", text.as_bytes())])
        .await;
    let shown = budi.follow(&read).await;
    assert!(
        shown.body.contains("2 catatan dibaca: 1 dibayar"),
        "{}",
        shown.body
    );
    let payout = shown.attributes("#payouts th a", "href");
    let one = budi.send("GET", &payout[0], None).await;
    assert!(one.body.contains(&name) && one.body.contains("Sudah dibayar"));
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
        .submit(PAGE, &action, &[("words", "Setoran penyedia.")])
        .await;
    let shown = budi.follow(&settled).await;
    assert!(shown.attributes("#differences form", "action").is_empty());
    fair.site.market.assert_sound().await;
}

#[tokio::test]
async fn others_read_and_send_nothing() {
    let fair = Fair::new().await;
    due(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let page = budi.get(PAGE).await;
    assert!(page.attributes("main form", "action").is_empty());
    let typed = [
        ("holder", "PT Pasar"),
        ("bank", "Bank Pasar"),
        ("number", "1234567890"),
    ];
    let made = budi.post(&format!("{PAGE}/files"), &typed).await;
    assert_eq!(made.status, StatusCode::FORBIDDEN);
    let read = budi
        .upload(&format!("{PAGE}/statements"), &[], &[("file", "a.xml", b"<x>")])
        .await;
    assert_eq!(read.status, StatusCode::FORBIDDEN);
    assert_eq!(
        fair.site.market.count("select count(*) from payout_file").await,
        0
    );
}
