use axum::http::StatusCode;
use chrono::Days;
use pasar_domain::campaign::CampaignInput;
use pasar_domain::id::CampaignId;
use pasar_service::actor::StaffRole;
use pasar_service::campaign::start::start;
use pasar_service::campaign::tend_due;
use pasar_testkit::counting_statements;

use super::on_duty;
use crate::api::kit::Fair;

const PAGE: &str = "/staff/campaigns";
const NEW: &str = "/staff/campaigns/new";

fn due_on(fair: &Fair, days: u64) -> String {
    let ctx = fair.site.market.ctx();
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    (today + Days::new(days)).to_string()
}

/// A campaign of the fair, about everybody.
pub(crate) async fn started(fair: &Fair) -> CampaignId {
    let market = &fair.site.market;
    let input = CampaignInput {
        reason: "Kartu lama tidak terbaca lagi.".to_owned(),
        due_on: due_on(fair, 30),
        ..CampaignInput::default()
    };
    let boss = market.staff(StaffRole::Administrator);
    start(market.ctx(), boss, &input).await.unwrap().campaign_id
}

#[tokio::test]
async fn a_campaign_is_previewed_started_watched_and_stopped() {
    let fair = Fair::new().await;
    let ctx = fair.site.market.ctx();
    let mut budi = on_duty(&fair, StaffRole::Administrator).await;
    assert!(budi.get(PAGE).await.body.contains("Belum ada kampanye"));
    let new = budi.get(NEW).await;
    assert!(new.texts("#preview").is_empty());
    // Who chooses nothing asks everybody.
    assert_eq!(new.attributes("[name=evidence] option", "value")[0], "");
    assert_eq!(new.texts("[name=evidence] option")[0], "Semua jenis bukti");
    let wrong = budi.get(&format!("{NEW}?reason=&due_on=2020-01-01")).await;
    assert_eq!(wrong.status, StatusCode::OK);
    assert!(wrong.texts("#preview").is_empty());
    assert!(wrong.body.contains("Pilih hari dari"), "{}", wrong.body);

    let due = due_on(&fair, 30);
    let typed = format!("{NEW}?reason=Kartu+lama&evidence=national_id&issued_by=id&due_on={due}");
    let preview = budi.get(&typed).await;
    assert!(preview.texts("#preview h2")[0].starts_with("2 penjual"));
    let fields = [
        ("reason", "Kartu lama"),
        ("evidence", "national_id"),
        ("issued_by", "id"),
        ("due_on", due.as_str()),
    ];
    let unsure = budi.submit(&typed, PAGE, &fields).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.body.contains("Centang ini dulu."));
    assert!(unsure.texts("#preview h2")[0].starts_with("2 penjual"));
    let sure = [&fields[..], &[("sure", "yes")]].concat();
    let begun = budi.submit(&typed, PAGE, &sure).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let page = begun.location().strip_prefix("/id").unwrap().to_owned();
    assert!(budi.follow(&begun).await.body.contains("Sedang meminta"));
    let twice = budi.submit(&typed, PAGE, &sure).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.body.contains("Kampanye yang sama sudah berjalan"));

    tend_due(ctx).await.unwrap();
    let (shown, statements) = counting_statements(budi.get(&page)).await;
    assert_eq!(statements, 7, "two of them for the session");
    assert!(shown.texts("#progress h2")[0].starts_with("2 penjual"));
    assert_eq!(shown.attributes("#progress progress", "max"), ["2"; 4]);
    assert_eq!(
        shown.attributes("#progress progress", "value"),
        ["0", "0", "2", "0"]
    );
    assert_eq!(shown.texts("#unanswered tbody tr").len(), 2);
    let (listed, statements) = counting_statements(budi.get(PAGE)).await;
    assert_eq!(statements, 4, "two of them for the session");
    assert!(listed.body.contains("Kartu lama") && listed.body.contains("diterbitkan oleh ID"));

    let stop = format!("{page}/stop");
    let unsure = budi.submit(&page, &stop, &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stopped = budi.submit(&page, &stop, &[("sure", "yes")]).await;
    assert_eq!(stopped.location(), begun.location());
    let shown = budi.follow(&stopped).await;
    assert!(shown.body.contains("Dihentikan") && shown.texts("#stop").is_empty());
    let again = budi.post(&stop, &[("sure", "yes")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_is_no_administrator_reads_and_starts_and_stops_nothing() {
    let fair = Fair::new().await;
    let campaign = started(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let list = budi.get(PAGE).await;
    assert!(list.body.contains("Kartu lama") && !list.body.contains(NEW));
    let due = due_on(&fair, 31);
    let preview = budi.get(&format!("{NEW}?reason=Kartu&due_on={due}")).await;
    assert!(preview.texts("#preview form").is_empty());
    let fields = [("reason", "Kartu"), ("due_on", due.as_str()), ("sure", "yes")];
    let refused = budi.post(PAGE, &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = format!("{PAGE}/{campaign}");
    assert!(budi.get(&page).await.texts("#stop").is_empty());
    let refused = budi.post(&format!("{page}/stop"), &[("sure", "yes")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nobodys = format!("{PAGE}/{}", CampaignId::from_uuid(uuid::Uuid::nil()));
    assert_eq!(budi.get(&nobodys).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_seller_reads_why_until_when_and_what_happens_then() {
    let fair = Fair::new().await;
    let market = &fair.site.market;
    started(&fair).await;
    tend_due(market.ctx()).await.unwrap();
    let mut ana = fair.site.visitor();
    let owner = pasar_service::testing::buyer(fair.ana.account_id());
    let surface = pasar_domain::surface::Surface::Trade;
    let token = pasar_service::testing::open_session(market.ctx(), surface, Some(owner), None)
        .await
        .unwrap();
    ana.cookies.insert("pasar_id".to_owned(), token.to_string());
    for page in ["/seller", "/seller/verification"] {
        let shown = ana.get(page).await;
        assert!(shown.body.contains("Mohon verifikasi ulang sampai"), "{page}");
        assert!(shown.body.contains("Kartu lama tidak terbaca lagi."), "{page}");
        assert!(shown.body.contains("barang Anda tetap tampil"), "{page}");
    }
    // The way to a new application is open while the old verification counts.
    let step = ana.get("/seller/verification/document").await;
    assert_eq!(step.status, StatusCode::OK);
    market.passes(chrono::Duration::days(40));
    let token = pasar_service::testing::open_session(market.ctx(), surface, Some(owner), None)
        .await
        .unwrap();
    ana.cookies.insert("pasar_id".to_owned(), token.to_string());
    let shown = ana.get("/seller/verification").await;
    assert!(shown.body.contains("Hari itu sudah lewat."));
}
