use pasar_service::actor::StaffRole;
use pasar_service::appeal::answer::{AnswerError, answer};
use pasar_service::appeal::list::{of_shop, unanswered};
use pasar_service::appeal::open::{OpenAppeal, OpenAppealError, open};
use pasar_testkit::TestMarket;

/// The rule that refuses what an unverified seller sells.
const RULE: &str = "verified";
/// Takes the verification of every seller back.
const UNVERIFY: &str = "update verification set revoked_at = recorded_at, revoke_reason = 'test'";

/// A shop with a product, and an appeal about it that is yet to be opened.
async fn objecting(market: &TestMarket) -> (pasar_service::actor::ShopKeeper, OpenAppeal) {
    let keeper = market.shop("ana").await;
    let made = market.offer(&keeper, "Kaos", 5_000_000, 2).await;
    market.sql(UNVERIFY).await;
    let appeal = OpenAppeal {
        product_id: made.product_id,
        rule: RULE.to_owned(),
        text: " Barang ini dijahit di Bandung. ".to_owned(),
    };
    (keeper, appeal)
}

#[tokio::test]
async fn an_appeal_waits_for_staff_and_is_answered_once() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, wanted) = objecting(&market).await;
    let opened = open(ctx, keeper, &wanted).await.unwrap();
    assert_eq!(opened.text, "Barang ini dijahit di Bandung.");
    assert_eq!(opened.charter_version, ctx.charter().version.as_str());
    assert!(matches!(
        open(ctx, keeper, &wanted).await,
        Err(OpenAppealError::AlreadyOpen)
    ));

    let reader = market.staff(StaffRole::Support);
    let moderator = market.staff(StaffRole::Moderator);
    let queue = unanswered(ctx, reader).await.unwrap();
    assert_eq!(queue.len(), 1);
    assert_eq!(
        (queue[0].product_title.as_str(), &queue[0].appeal),
        ("Kaos", &opened)
    );
    let id = (opened.shop_id, opened.appeal_id);
    assert!(matches!(
        answer(ctx, reader, id, "Ya").await,
        Err(AnswerError::NotAllowed)
    ));
    assert!(matches!(
        answer(ctx, moderator, id, " ").await,
        Err(AnswerError::Invalid(_))
    ));
    answer(ctx, moderator, id, "Asalnya sudah dibetulkan.")
        .await
        .unwrap();
    assert!(matches!(
        answer(ctx, moderator, id, "Lagi").await,
        Err(AnswerError::NotOpen)
    ));
    assert!(unanswered(ctx, reader).await.unwrap().is_empty());
    let mine = of_shop(ctx, keeper).await.unwrap();
    let said = mine[0].answer.as_ref().unwrap();
    assert_eq!(
        (said.text.as_str(), said.staff_id),
        ("Asalnya sudah dibetulkan.", moderator.staff_id())
    );
    // What was answered does not bar another appeal.
    open(ctx, keeper, &wanted).await.unwrap();
}

#[tokio::test]
async fn nobody_appeals_about_another_shop_or_without_words() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, wanted) = objecting(&market).await;
    let stranger = market.shop("bo").await;
    assert!(matches!(
        open(ctx, stranger, &wanted).await,
        Err(OpenAppealError::NotFound)
    ));
    for text in ["", "  ", &"x".repeat(2_001)] {
        let wordless = OpenAppeal {
            text: text.to_owned(),
            ..wanted.clone()
        };
        assert!(matches!(
            open(ctx, keeper, &wordless).await,
            Err(OpenAppealError::Invalid(_))
        ));
    }
    let other = OpenAppeal {
        rule: "local-goods".to_owned(),
        ..wanted
    };
    assert!(matches!(
        open(ctx, keeper, &other).await,
        Err(OpenAppealError::NotRefused)
    ));
    assert_eq!(market.count("select count(*) from appeal").await, 0);
}

/// Whoever took the goods down, or revoked what verified the seller, leaves the answer to somebody else.
#[tokio::test]
async fn nobody_answers_an_appeal_against_their_own_decision() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, wanted) = objecting(&market).await;
    let opened = open(ctx, keeper, &wanted).await.unwrap();
    let id = (opened.shop_id, opened.appeal_id);
    let (decided, other) = (
        market.staff(StaffRole::Moderator),
        market.staff(StaffRole::Moderator),
    );
    let by = decided.staff_id().uuid();
    market
        .sql(&format!(
            "update verification set revoked_by = '{by}' where revoked_at is not null"
        ))
        .await;
    assert!(matches!(
        answer(ctx, decided, id, "Tidak.").await,
        Err(AnswerError::OwnCase)
    ));
    answer(ctx, other, id, "Kami periksa lagi.").await.unwrap();
}
