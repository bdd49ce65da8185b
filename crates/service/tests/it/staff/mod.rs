mod oidc;

use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_service::account::{SignIn, SignInError};
use pasar_service::actor::StaffRole;
use pasar_service::session::Entry;
use pasar_service::staff::session::Proven;
use pasar_service::staff::{AddStaffError, StaffInput, add, disable, list, session, sign_in};
use pasar_testkit::{TestMarket, counting_statements};

async fn try_in(market: &TestMarket, name: &str, password: &str) -> Result<Proven, SignInError> {
    let input = SignIn {
        email: TestMarket::email(name),
        password: password.into(),
        from: "192.0.2.1".to_owned(),
    };
    sign_in(market.ctx(), &input).await
}

#[tokio::test]
async fn staff_work_for_half_a_day() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    market.on_duty("mod", StaffRole::Moderator).await;
    let (_, former) = market.on_duty("other", StaffRole::Support).await;
    let proven = try_in(&market, "MOD", TestMarket::PASSWORD).await.unwrap();
    let member = proven.staff();
    assert!(member.may_moderate());
    let Entry::Open(token) = session::enter(ctx, Some(&former), proven).await.unwrap() else {
        panic!("nothing more is owed");
    };
    assert!(
        session::find(ctx, &former).await.unwrap().is_none(),
        "one browser, one session"
    );
    let (found, statements) = counting_statements(session::find(ctx, &token)).await;
    let found = found.unwrap().unwrap();
    assert_eq!((found.staff, found.name.as_str(), statements), (member, "mod", 1));
    market.passes(Duration::hours(12) - Duration::seconds(1));
    assert!(session::find(ctx, &token).await.unwrap().is_some());
    market.passes(Duration::seconds(1));
    assert!(
        session::find(ctx, &token).await.unwrap().is_none(),
        "use does not make it longer"
    );
}

#[tokio::test]
async fn a_closed_session_of_staff_is_over() {
    let market = TestMarket::new().await;
    let (_, token) = market.on_duty("mod", StaffRole::Moderator).await;
    session::close(market.ctx(), &token).await.unwrap();
    session::close(market.ctx(), &token).await.unwrap();
    assert!(session::find(market.ctx(), &token).await.unwrap().is_none());
}

#[tokio::test]
async fn people_and_staff_are_not_each_other() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (_, of_person) = market.signed_in("bo").await;
    let (_, of_staff) = market.on_duty("mod", StaffRole::Support).await;
    assert!(matches!(
        try_in(&market, "bo", TestMarket::PASSWORD).await,
        Err(SignInError::Wrong)
    ));
    assert!(session::find(ctx, &of_person).await.unwrap().is_none());
    assert!(
        pasar_service::session::find(ctx, &of_staff, Surface::Trade)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn guessing_at_staff_is_slowed_down() {
    let market = TestMarket::new().await;
    market.on_duty("mod", StaffRole::Support).await;
    for _ in 0..5 {
        assert!(matches!(
            try_in(&market, "mod", "tebakan salah").await,
            Err(SignInError::Wrong)
        ));
    }
    let refused = try_in(&market, "mod", TestMarket::PASSWORD).await;
    assert!(
        matches!(refused, Err(SignInError::Wait { seconds: 15 })),
        "{refused:?}"
    );
    market.passes(Duration::seconds(15));
    assert!(try_in(&market, "mod", TestMarket::PASSWORD).await.is_ok());
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (member, token) = market.on_duty("mod", StaffRole::Administrator).await;
    assert!(disable(ctx, member.staff_id()).await.unwrap());
    assert!(!disable(ctx, member.staff_id()).await.unwrap());
    assert!(session::find(ctx, &token).await.unwrap().is_none());
    assert!(matches!(
        try_in(&market, "mod", TestMarket::PASSWORD).await,
        Err(SignInError::Wrong)
    ));
    let listed = list(ctx).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].name.as_str(), listed[0].role),
        ("mod", StaffRole::Administrator)
    );
    assert!(listed[0].disabled_at.is_some());
}

#[tokio::test]
async fn an_address_belongs_to_one_member() {
    let market = TestMarket::new().await;
    market.on_duty("mod", StaffRole::Support).await;
    let mut input = StaffInput {
        name: "Another".to_owned(),
        email: "MOD@example.com".to_owned(),
        password: TestMarket::PASSWORD.into(),
        role: StaffRole::Support,
    };
    for (email, code) in [
        ("MOD@example.com", "field-has-account"),
        ("mod@", "field-email-nothing-behind"),
    ] {
        email.clone_into(&mut input.email);
        match add(market.ctx(), &input).await {
            Err(AddStaffError::Invalid(problems)) => {
                assert_eq!(
                    (problems.0[0].field.as_str(), problems.0[0].kind.code()),
                    ("email", code)
                );
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(list(market.ctx()).await.unwrap().len(), 1);
}
