use std::sync::Arc;

use pasar_domain::surface::Surface;
use pasar_service::actor::StaffRole;
use pasar_service::passkey::{
    Challenge, PasskeyError, RelyingParty, add, begin_adding, begin_answering, list, remove, rename,
};
use pasar_service::second_factor::{FactorHolder, FactorState, confirm, reset, show, start};
use pasar_service::session::{Door, SessionToken, enter_by_passkey, find};
use pasar_service::staff::{StaffDoor, session as staff_session};
use pasar_service::{Clock as _, Context};
use pasar_testkit::{Authenticator, Device, TestMarket};

const ORIGIN: &str = "https://pasar.example";

/// The context of a market whose site is at the origin.
fn at_home(market: &TestMarket) -> Context {
    let party = RelyingParty::new(ORIGIN).unwrap();
    market.ctx().clone().with_relying_party(Some(Arc::new(party)))
}

async fn begun(ctx: &Context, holder: impl Into<FactorHolder>) -> Challenge {
    begin_adding(ctx, holder, &TestMarket::PASSWORD.into(), "")
        .await
        .unwrap()
}

/// A device with a passkey of somebody.
async fn added(ctx: &Context, holder: impl Into<FactorHolder>, name: &str) -> Device {
    let holder = holder.into();
    let challenge = begun(ctx, holder).await;
    let mut device = Device::default();
    let answer = device.makes(ORIGIN, &challenge.options).await;
    add(ctx, holder, &challenge.token, (name, &answer)).await.unwrap();
    device
}

fn door(ctx: &Context) -> Door {
    Door {
        surface: Surface::Trade,
        former: SessionToken::fresh(ctx),
        guest_cart: None,
    }
}

async fn signs_in(ctx: &Context, device: &mut Device) -> Result<SessionToken, PasskeyError> {
    let challenge = begin_answering(ctx, false).await.unwrap();
    let answer = device.answers(ORIGIN, &challenge.options).await;
    enter_by_passkey(ctx, &door(ctx), (&challenge.token, &answer)).await
}

#[tokio::test]
async fn a_device_signs_in_without_password_and_code() {
    let market = TestMarket::new().await;
    let ctx = &at_home(&market);
    let (bo, here) = market.signed_in("bo").await;
    let mut device = added(ctx, bo, "Ponsel").await;
    // A second factor that comes later asks no passkey for a code.
    start(ctx, bo, &TestMarket::PASSWORD.into()).await.unwrap();
    let FactorState::Begun(enrolment) = show(ctx, bo).await.unwrap() else {
        panic!("it was begun");
    };
    let app = Authenticator::scanned(&enrolment.uri);
    confirm(ctx, bo, &app.code(market.clock().now()), &here)
        .await
        .unwrap();
    let token = signs_in(ctx, &mut device).await.unwrap();
    let session = find(ctx, &token, Surface::Trade).await.unwrap().unwrap();
    assert_eq!(session.signed_in.unwrap().buyer, bo);
    let listed = list(ctx, bo).await.unwrap();
    assert_eq!(
        (listed[0].name.as_str(), listed[0].last_used_at),
        ("Ponsel", Some(ctx.now()))
    );
    // Another passkey is added with a code only.
    let refused = begin_adding(ctx, bo, &TestMarket::PASSWORD.into(), "").await;
    assert!(matches!(refused, Err(PasskeyError::WrongCode)), "{refused:?}");
    let refused = begin_adding(ctx, bo, &"tebakan salah".into(), "").await;
    assert!(matches!(refused, Err(PasskeyError::WrongPassword)), "{refused:?}");
}

#[tokio::test]
async fn a_challenge_is_answered_once_and_by_whom_it_was_made_for() {
    let market = TestMarket::new().await;
    let ctx = &at_home(&market);
    let (bo, _) = market.signed_in("bo").await;
    let (eve, _) = market.signed_in("eve").await;
    let challenge = begun(ctx, bo).await;
    let answer = Device::default().makes(ORIGIN, &challenge.options).await;
    let refused = add(ctx, eve, &challenge.token, ("Ponsel", &answer)).await;
    assert!(matches!(refused, Err(PasskeyError::Expired)), "{refused:?}");
    add(ctx, bo, &challenge.token, ("Ponsel", &answer)).await.unwrap();
    let refused = add(ctx, bo, &challenge.token, ("Ponsel", &answer)).await;
    assert!(matches!(refused, Err(PasskeyError::Expired)), "{refused:?}");

    let mut device = added(ctx, eve, "Laptop").await;
    let challenge = begin_answering(ctx, false).await.unwrap();
    let answer = device.answers(ORIGIN, &challenge.options).await;
    enter_by_passkey(ctx, &door(ctx), (&challenge.token, &answer))
        .await
        .unwrap();
    let again = enter_by_passkey(ctx, &door(ctx), (&challenge.token, &answer)).await;
    assert!(matches!(again, Err(PasskeyError::Expired)), "{again:?}");
    let other = begin_answering(ctx, false).await.unwrap();
    let old = enter_by_passkey(ctx, &door(ctx), (&other.token, &answer)).await;
    assert!(matches!(old, Err(PasskeyError::Refused)), "{old:?}");
    let late = begin_answering(ctx, false).await.unwrap();
    let answer = device.answers(ORIGIN, &late.options).await;
    market.passes(chrono::Duration::minutes(5));
    let refused = enter_by_passkey(ctx, &door(ctx), (&late.token, &answer)).await;
    assert!(matches!(refused, Err(PasskeyError::Expired)), "{refused:?}");
    let nonsense = enter_by_passkey(ctx, &door(ctx), (&late.token, "{}")).await;
    assert!(matches!(nonsense, Err(PasskeyError::Refused)), "{nonsense:?}");
}

#[tokio::test]
async fn a_copied_device_is_noticed_by_its_counter() {
    let market = TestMarket::new().await;
    let ctx = &at_home(&market);
    let (bo, _) = market.signed_in("bo").await;
    let mut device = added(ctx, bo, "Ponsel").await;
    let mut copy = device.clone();
    signs_in(ctx, &mut device).await.unwrap();
    signs_in(ctx, &mut device).await.unwrap();
    let refused = signs_in(ctx, &mut copy).await;
    assert!(matches!(refused, Err(PasskeyError::Refused)), "{refused:?}");
    signs_in(ctx, &mut device).await.unwrap();
}

#[tokio::test]
async fn a_passkey_is_renamed_and_removed_by_its_holder_only() {
    let market = TestMarket::new().await;
    let ctx = &at_home(&market);
    let (bo, _) = market.signed_in("bo").await;
    let (eve, _) = market.signed_in("eve").await;
    let mut device = added(ctx, bo, "Ponsel").await;
    let id = list(ctx, bo).await.unwrap()[0].passkey_id;
    assert!(matches!(
        rename(ctx, eve, id, "Curian").await,
        Err(PasskeyError::Gone)
    ));
    assert!(matches!(remove(ctx, eve, id).await, Err(PasskeyError::Gone)));
    assert!(matches!(
        rename(ctx, bo, id, " ").await,
        Err(PasskeyError::Invalid(_))
    ));
    rename(ctx, bo, id, " Ponsel  lama ").await.unwrap();
    assert_eq!(list(ctx, bo).await.unwrap()[0].name, "Ponsel lama");
    remove(ctx, bo, id).await.unwrap();
    let refused = signs_in(ctx, &mut device).await;
    assert!(matches!(refused, Err(PasskeyError::Refused)), "{refused:?}");
    assert_eq!(
        market
            .count("select count(*) from second_factor_event where happened like 'passkey%'")
            .await,
        2
    );
}

#[tokio::test]
async fn staff_sign_in_at_their_own_desk_and_are_reset_with_everything() {
    let market = TestMarket::new().await;
    let ctx = &at_home(&market).with_staff_door(StaffDoor {
        wants_factor: true,
        ..StaffDoor::default()
    });
    let (budi, _) = market.on_duty("budi", StaffRole::Support).await;
    let mut device = added(ctx, budi, "Kunci").await;
    let challenge = begin_answering(ctx, true).await.unwrap();
    let answer = device.answers(ORIGIN, &challenge.options).await;
    // Staff are nobody in a market, whatever they answer there.
    let of_market = begin_answering(ctx, false).await.unwrap();
    let wrong = device.answers(ORIGIN, &of_market.options).await;
    let refused = enter_by_passkey(ctx, &door(ctx), (&of_market.token, &wrong)).await;
    assert!(matches!(refused, Err(PasskeyError::Refused)), "{refused:?}");
    let token = staff_session::enter_by_passkey(ctx, None, (&challenge.token, &answer))
        .await
        .unwrap();
    let found = staff_session::find(ctx, &token).await.unwrap().unwrap();
    assert_eq!((found.staff, found.must_enrol), (budi, false));
    assert!(reset(ctx, budi).await.unwrap());
    assert!(list(ctx, budi).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_site_without_an_address_has_no_passkeys() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    let refused = begin_adding(market.ctx(), bo, &TestMarket::PASSWORD.into(), "").await;
    assert!(matches!(refused, Err(PasskeyError::NotConfigured)), "{refused:?}");
    let refused = begin_answering(market.ctx(), false).await;
    assert!(matches!(refused, Err(PasskeyError::NotConfigured)), "{refused:?}");
}
