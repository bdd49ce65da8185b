use pasar_service::actor::StaffRole;
use pasar_service::appeal::answer::answer;
use pasar_service::appeal::open::{OpenAppeal, open};
use pasar_testkit::TestMarket;

use crate::{letters, worker};

#[tokio::test]
async fn a_seller_reads_the_answer_in_a_letter() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "Kaos polos", 5_000_000, 20).await;
    market
        .sql("update verification set revoked_at = recorded_at, revoke_reason = 'test'")
        .await;
    let appeal = OpenAppeal {
        product_id: shirt.product_id,
        rule: "verified".to_owned(),
        text: "Barang ini dijahit di Bandung.".to_owned(),
    };
    let opened = open(market.ctx(), shop, &appeal).await.unwrap();
    worker.run_due().await.unwrap();
    // Other letters may be there: a seller whose verification is taken back is told so.
    let before = letters(folder.path()).len();
    let moderator = market.staff(StaffRole::Moderator);
    let id = (opened.shop_id, opened.appeal_id);
    answer(market.ctx(), moderator, id, "Asalnya sudah dibetulkan.")
        .await
        .unwrap();
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    assert_eq!(
        told.len(),
        before + 1,
        "the answer is told once, and nothing before it is there"
    );
    let answer = told
        .iter()
        .find(|letter| letter.contains("Asalnya sudah dibetulkan."));
    let answer = answer.expect("a letter has the answer");
    for part in [
        "ana-owner@example.com",
        "Kaos polos",
        "https://pasar.example/id/seller/refusals",
    ] {
        assert!(answer.contains(part), "{part} in {answer}");
    }
}
