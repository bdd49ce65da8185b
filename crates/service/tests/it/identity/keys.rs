use std::sync::Arc;

use pasar_service::actor::StaffRole;
use pasar_service::identity::{
    IdentityError, Looker, Purpose, check_keys, has_sealed, read, record, rewrap, same_number,
};
use pasar_service::rulebook::Rulebook;
use pasar_service::{Context, ContextParts};
use pasar_testkit::{FakeBank, SeededChance, TestClock, TestMarket};
use pasar_vault::{Keyring, new_line};
use zeroize::Zeroizing;

use super::{NIK, card, seller_of};
use crate::kit;

/// The same market with the master keys of these bytes, the newest last.
fn with_keys(market: &TestMarket, bytes: &[u8]) -> Context {
    let lines: String = bytes
        .iter()
        .map(|byte| new_line(&Zeroizing::new([*byte; 32])).to_string())
        .collect();
    let ctx = market.ctx();
    Context::new(ContextParts {
        market: ctx.market().clone(),
        store: ctx.store().clone(),
        home: ctx.home().clone(),
        index: Arc::clone(ctx.index()),
        objects: Arc::clone(ctx.objects()),
        payments: Arc::new(FakeBank::default()),
        identity_keys: Arc::new(Keyring::read(&lines).unwrap()),
        clock: Arc::new(TestClock::default()),
        chance: Arc::new(SeededChance::new(u64::from(bytes[0]) * 256 + bytes.len() as u64)),
        rulebook: Rulebook::default(),
    })
}

fn keys(bytes: &[u8]) -> Keyring {
    let lines: String = bytes
        .iter()
        .map(|byte| new_line(&Zeroizing::new([*byte; 32])).to_string())
        .collect();
    Keyring::read(&lines).unwrap()
}

#[tokio::test]
async fn a_new_master_key_takes_over_and_the_old_one_can_be_thrown_away() {
    let market = TestMarket::new().await;
    let home = market.ctx().home();
    assert!(!has_sealed(home).await.unwrap());
    let old = with_keys(&market, &[1]);
    let (ana, _) = kit::open_shop(&market, "Toko Ana").await;
    let recorded = record(&old, ana, &card(NIK)).await.unwrap();
    let seller_id = seller_of(&market, ana).await;
    let about = (seller_id, recorded.document_id);
    let looker = Looker::new(market.staff(StaffRole::Moderator), Purpose::Review).unwrap();
    assert!(has_sealed(home).await.unwrap());

    // Without the key nothing is opened, and the program would not start.
    let foreign = with_keys(&market, &[2]);
    assert!(matches!(
        read(&foreign, looker, about).await,
        Err(IdentityError::Vault(_))
    ));
    let missing = check_keys(home, &keys(&[2])).await.unwrap().unwrap_err();
    assert_eq!(&missing.id, keys(&[1]).newest());
    assert!(missing.to_string().contains("restore the file from its backup"));

    let both = with_keys(&market, &[1, 2]);
    check_keys(home, &keys(&[1, 2])).await.unwrap().unwrap();
    assert_eq!(read(&both, looker, about).await.unwrap().number, NIK);
    assert_eq!(rewrap(&both).await.unwrap(), 2, "a key and an index");
    assert_eq!(rewrap(&both).await.unwrap(), 0);
    check_keys(home, &keys(&[2])).await.unwrap().unwrap();
    assert_eq!(read(&foreign, looker, about).await.unwrap().number, NIK);
    assert!(matches!(
        read(&old, looker, about).await,
        Err(IdentityError::Vault(_))
    ));
    // A number that is recorded from now on is known again.
    let (budi, _) = kit::open_shop(&market, "Toko Budi").await;
    record(&foreign, budi, &card(NIK)).await.unwrap();
    let same = same_number(
        &foreign,
        market.staff(StaffRole::Moderator),
        seller_of(&market, budi).await,
    );
    assert_eq!(same.await.unwrap(), [seller_id]);
}

#[tokio::test]
async fn what_is_sealed_cannot_be_put_where_it_does_not_belong() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let mut abouts = Vec::new();
    for (name, number) in [("Toko Ana", NIK), ("Toko Budi", "3273015708900002")] {
        let (keeper, _) = kit::open_shop(&market, name).await;
        let recorded = record(ctx, keeper, &card(number)).await.unwrap();
        abouts.push((seller_of(&market, keeper).await, recorded.document_id));
    }
    // Somebody who can write the database gives Budi's document the number of Ana's, or a document its own facts as number.
    let looker = Looker::new(market.staff(StaffRole::Moderator), Purpose::Review).unwrap();
    for change in [
        "update identity_document d set number_sealed = o.number_sealed from identity_document o where o.document_id <> d.document_id",
        "update identity_document set number_sealed = facts_sealed",
    ] {
        market.sql(change).await;
        for about in &abouts {
            assert!(matches!(
                read(ctx, looker, *about).await,
                Err(IdentityError::Vault(_))
            ));
        }
    }
    assert_eq!(
        market.count("select count(*) from identity_access").await,
        0,
        "what was not opened was not seen"
    );
}
