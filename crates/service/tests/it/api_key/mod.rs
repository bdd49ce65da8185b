use chrono::Duration;
use pasar_service::Clock as _;
use pasar_service::api_key::{CreateKeyError, KEYS_MAX, authenticate, create, list, revoke};
use pasar_testkit::{TestMarket, counting_statements};

#[tokio::test]
async fn a_key_acts_for_its_owner_until_it_is_revoked() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let (eve, _) = market.signed_in("eve").await;
    let (key, secret) = create(ctx, bo, " Kasir  toko ", "").await.unwrap();
    let text = secret.to_string();
    assert!(text.starts_with("pasar_") && text.len() == 49, "{text}");
    assert_eq!(authenticate(ctx, &text).await.unwrap(), Some(bo));
    let listed = list(ctx, bo).await.unwrap();
    assert_eq!(
        (listed.len(), listed[0].api_key_id, listed[0].name.as_str()),
        (1, key.api_key_id, "Kasir toko")
    );
    let kept = format!(
        "select count(*) from api_key where api_key::text like '%{}%'",
        &text[6..]
    );
    assert_eq!(market.count(&kept).await, 0, "only the hash is kept");

    assert!(list(ctx, eve).await.unwrap().is_empty());
    assert!(!revoke(ctx, eve, key.api_key_id).await.unwrap());
    assert_eq!(authenticate(ctx, &text).await.unwrap(), Some(bo));
    assert!(revoke(ctx, bo, key.api_key_id).await.unwrap());
    assert!(!revoke(ctx, bo, key.api_key_id).await.unwrap());
    assert_eq!(authenticate(ctx, &text).await.unwrap(), None);
    assert!(list(ctx, bo).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_last_use_is_written_once_a_minute() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let (_, secret) = create(ctx, bo, "kasir", "").await.unwrap();
    let text = secret.to_string();
    let begin = market.clock().now();
    assert_eq!(counting_statements(authenticate(ctx, &text)).await.1, 2);
    market.passes(Duration::seconds(59));
    assert_eq!(counting_statements(authenticate(ctx, &text)).await.1, 1);
    assert_eq!(list(ctx, bo).await.unwrap()[0].last_used_at, Some(begin));
    market.passes(Duration::seconds(1));
    assert_eq!(counting_statements(authenticate(ctx, &text)).await.1, 2);
    assert_eq!(
        list(ctx, bo).await.unwrap()[0].last_used_at,
        Some(begin + Duration::seconds(60))
    );
}

#[tokio::test]
async fn what_is_no_key_is_nobody_without_asking_the_database() {
    let market = TestMarket::new().await;
    let (bo, token) = market.signed_in("bo").await;
    let (_, secret) = create(market.ctx(), bo, "kasir", "").await.unwrap();
    let text = secret.to_string();
    for wrong in ["", "pasar_", &text[6..], &text[..48], &token.to_string()] {
        let (found, statements) = counting_statements(authenticate(market.ctx(), wrong)).await;
        assert_eq!((found.unwrap(), statements), (None, 0), "{wrong}");
    }
    let never_given = format!("pasar_{token}");
    assert_eq!(authenticate(market.ctx(), &never_given).await.unwrap(), None);
    market.sql("update account set disabled_at = created_at").await;
    assert_eq!(authenticate(market.ctx(), &text).await.unwrap(), None);
}

#[tokio::test]
async fn an_account_has_so_many_keys_at_a_time() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let mut last = None;
    for number in 0..KEYS_MAX {
        last = Some(create(ctx, bo, &format!("kunci {number}"), "").await.unwrap().0);
    }
    let refused = create(ctx, bo, "satu lagi", "").await;
    assert!(
        matches!(refused, Err(CreateKeyError::TooMany { max: KEYS_MAX })),
        "{refused:?}"
    );
    assert!(revoke(ctx, bo, last.unwrap().api_key_id).await.unwrap());
    create(ctx, bo, "satu lagi", "").await.unwrap();
    let refused = create(ctx, bo, " ", "").await;
    assert!(matches!(refused, Err(CreateKeyError::Invalid(_))), "{refused:?}");
    market.sql("update account set disabled_at = created_at").await;
    let refused = create(ctx, bo, "kasir", "").await;
    assert!(matches!(refused, Err(CreateKeyError::Gone)), "{refused:?}");
}
