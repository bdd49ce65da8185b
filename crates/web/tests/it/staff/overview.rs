use pasar_service::actor::StaffRole;

use super::on_duty;
use crate::api::kit::Fair;

#[tokio::test]
async fn the_market_is_seen_in_figures() {
    let fair = Fair::new().await;
    fair.bought(1).await;
    fair.site
        .market
        .sql("update job set failed_at = created_at where job_id in (select job_id from job limit 1)")
        .await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let page = budi.get("/staff").await;
    let stats = page.texts(".stat");
    assert!(stats.contains(&"Toko 2".to_owned()), "{stats:?}");
    assert!(stats.contains(&"Produk dijual 1".to_owned()), "{stats:?}");
    assert!(stats.contains(&"Perlu dikirim 1".to_owned()), "{stats:?}");
    assert!(
        stats.iter().any(|stat| stat.starts_with("Tugas gagal 1")),
        "{stats:?}"
    );
    assert!(page.body.contains("1 tugas dihentikan karena gagal"));
}
