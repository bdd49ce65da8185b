use std::collections::BTreeMap;

use pasar_domain::address::AddressKey;
use pasar_domain::id::AddressId;
use pasar_service::address::{ADDRESSES_MAX, AddressError, add, edit, list, make_default, remove};
use pasar_testkit::TestMarket;

/// The market's example address at this number of the street.
fn typed(market: &TestMarket, number: usize) -> BTreeMap<AddressKey, String> {
    let address = market.address();
    let mut typed: BTreeMap<_, _> = address
        .fields()
        .map(|(key, text)| (key, text.to_owned()))
        .collect();
    typed.insert(AddressKey::Line1, format!("Jalan Braga {number}"));
    typed
}

#[tokio::test]
async fn a_book_keeps_every_field_and_one_default() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let first = add(ctx, bo, &typed(&market, 1)).await.unwrap();
    let second = add(ctx, bo, &typed(&market, 2)).await.unwrap();
    assert!(first.is_default && !second.is_default);
    assert_eq!(list(ctx, bo).await.unwrap(), [first.clone(), second.clone()]);
    make_default(ctx, bo, second.address_id).await.unwrap();
    let listed = list(ctx, bo).await.unwrap();
    let order: Vec<_> = listed
        .iter()
        .map(|stored| (stored.address_id, stored.is_default))
        .collect();
    assert_eq!(order, [(second.address_id, true), (first.address_id, false)]);
    // Adding what is there already changes nothing.
    let again = add(ctx, bo, &typed(&market, 1)).await.unwrap();
    assert_eq!(
        (again.address_id, list(ctx, bo).await.unwrap().len()),
        (first.address_id, 2)
    );
}

#[tokio::test]
async fn an_edited_address_is_tidied_like_a_new_one() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let stored = add(ctx, bo, &typed(&market, 1)).await.unwrap();
    let mut changed = typed(&market, 1);
    changed.insert(AddressKey::Line1, "  Jalan   Asia Afrika 8 ".to_owned());
    changed.insert(AddressKey::Line2, String::new());
    edit(ctx, bo, stored.address_id, &changed).await.unwrap();
    let listed = list(ctx, bo).await.unwrap();
    assert_eq!(listed[0].address.get(AddressKey::Line1), "Jalan Asia Afrika 8");
    assert_eq!(listed[0].address.get(AddressKey::Line2), "");
    assert!(listed[0].is_default);
}

#[tokio::test]
async fn a_removed_default_is_followed_by_the_newest() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let mut stored = Vec::new();
    for number in 1..=3 {
        stored.push(add(ctx, bo, &typed(&market, number)).await.unwrap().address_id);
        market.passes(chrono::Duration::seconds(1));
    }
    remove(ctx, bo, stored[0]).await.unwrap();
    let listed = list(ctx, bo).await.unwrap();
    let order: Vec<_> = listed
        .iter()
        .map(|stored| (stored.address_id, stored.is_default))
        .collect();
    assert_eq!(order, [(stored[2], true), (stored[1], false)]);
    remove(ctx, bo, stored[1]).await.unwrap();
    remove(ctx, bo, stored[2]).await.unwrap();
    assert!(list(ctx, bo).await.unwrap().is_empty());
    assert_eq!(
        market.count("select count(*) from address").await,
        0,
        "removed is gone"
    );
    assert!(matches!(
        remove(ctx, bo, stored[2]).await,
        Err(AddressError::NotFound)
    ));
}

#[tokio::test]
async fn an_incomplete_address_names_its_fields() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    let mut wrong = typed(&market, 1);
    wrong.remove(&AddressKey::Recipient);
    wrong.insert(AddressKey::Phone, "?".to_owned());
    let error = add(market.ctx(), bo, &wrong).await.unwrap_err();
    let AddressError::Invalid(problems) = error else {
        panic!("{error}");
    };
    let keys: Vec<_> = problems.iter().map(|problem| problem.key).collect();
    assert_eq!(keys, [AddressKey::Recipient, AddressKey::Phone]);
}

#[tokio::test]
async fn nobody_reaches_another_s_book() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    let (eve, _) = market.signed_in("eve").await;
    let stored: AddressId = add(ctx, bo, &typed(&market, 1)).await.unwrap().address_id;
    let before = list(ctx, bo).await.unwrap();
    assert!(list(ctx, eve).await.unwrap().is_empty());
    assert!(matches!(
        edit(ctx, eve, stored, &typed(&market, 2)).await,
        Err(AddressError::NotFound)
    ));
    assert!(matches!(
        remove(ctx, eve, stored).await,
        Err(AddressError::NotFound)
    ));
    assert!(matches!(
        make_default(ctx, eve, stored).await,
        Err(AddressError::NotFound)
    ));
    assert_eq!(list(ctx, bo).await.unwrap(), before);
}

#[tokio::test]
async fn a_book_is_full_at_some_point_and_a_closed_account_has_none() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    for number in 0..ADDRESSES_MAX {
        add(ctx, bo, &typed(&market, number)).await.unwrap();
    }
    let refused = add(ctx, bo, &typed(&market, ADDRESSES_MAX)).await;
    assert!(
        matches!(refused, Err(AddressError::TooMany { max: ADDRESSES_MAX })),
        "{refused:?}"
    );
    market.sql("update account set disabled_at = created_at").await;
    let refused = add(ctx, bo, &typed(&market, 0)).await;
    assert!(matches!(refused, Err(AddressError::Gone)), "{refused:?}");
}
