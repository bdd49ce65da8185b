use std::sync::Arc;

use pasar_service::actor::StaffRole;
use pasar_service::session::{Entry, SessionToken};
use pasar_service::staff::oidc::{OidcError, OidcProvider, begin, finish};
use pasar_service::staff::{StaffDoor, disable, session};
use pasar_service::{Clock as _, Context};
use pasar_testkit::{OpenIdProvider, Says, TestMarket};

const BACK: &str = "https://pasar.example/id/staff/sign-in/oidc";

/// A market whose staff sign in at this provider and nowhere else.
struct Desk {
    market: TestMarket,
    ctx: Context,
    provider: OpenIdProvider,
}

impl Desk {
    async fn new() -> Self {
        let (market, provider) = (TestMarket::new().await, OpenIdProvider::new().await);
        let door = StaffDoor {
            takes_passwords: false,
            oidc: Some(Arc::new(OidcProvider::new(provider.settings()).unwrap())),
            ..StaffDoor::default()
        };
        let ctx = market.ctx().clone().with_staff_door(door);
        Self {
            market,
            ctx,
            provider,
        }
    }

    /// Goes to the provider, which says this, and comes back with a browser, a state and a code.
    async fn there(&self, says: &Says) -> (SessionToken, String, String) {
        let begun = begin(&self.ctx, BACK).await.unwrap();
        let back = self.provider.visit(&begun.url, says, self.market.clock().now());
        let query = back.strip_prefix(&format!("{BACK}?state=")).unwrap();
        let (state, code) = query.split_once("&code=").unwrap();
        (begun.browser, state.to_owned(), code.to_owned())
    }

    async fn back(
        &self,
        (browser, state, code): &(SessionToken, String, String),
    ) -> Result<Entry, OidcError> {
        finish(&self.ctx, (BACK, None), browser, (state, code)).await
    }

    async fn sign_in(&self, says: &Says) -> Result<Entry, OidcError> {
        self.back(&self.there(says).await).await
    }
}

fn budi() -> Says {
    Says::email(&TestMarket::email("budi"))
}

#[tokio::test]
async fn who_is_staff_comes_in_and_is_bound_to_the_identity() {
    let desk = Desk::new().await;
    let (member, former) = desk.market.on_duty("budi", StaffRole::Moderator).await;
    let (browser, state, code) = desk.there(&budi()).await;
    let entry = finish(&desk.ctx, (BACK, Some(&former)), &browser, (&state, &code))
        .await
        .unwrap();
    let Entry::Open(token) = entry else {
        panic!("nothing more is owed");
    };
    let found = session::find(&desk.ctx, &token).await.unwrap().unwrap();
    assert_eq!((found.staff, found.must_enrol), (member, false));
    assert!(session::find(&desk.ctx, &former).await.unwrap().is_none());
    assert!(desk.sign_in(&budi()).await.is_ok(), "the same again");
    // Somebody else who gets hold of the address at the provider is somebody else.
    let other = Says {
        subject: "somebody else".to_owned(),
        ..budi()
    };
    assert!(matches!(desk.sign_in(&other).await, Err(OidcError::NotStaff)));
    // Nor is one identity two members.
    desk.market.on_duty("citra", StaffRole::Administrator).await;
    let climbing = Says {
        email: TestMarket::email("citra"),
        ..budi()
    };
    assert!(matches!(desk.sign_in(&climbing).await, Err(OidcError::NotStaff)));
    disable(&desk.ctx, member.staff_id()).await.unwrap();
    assert!(matches!(desk.sign_in(&budi()).await, Err(OidcError::NotStaff)));
}

#[tokio::test]
async fn nobody_becomes_staff_at_the_provider() {
    let desk = Desk::new().await;
    desk.market.signed_in("budi").await;
    assert!(matches!(desk.sign_in(&budi()).await, Err(OidcError::NotStaff)));
    desk.market.on_duty("citra", StaffRole::Support).await;
    for verified in [None, Some(false)] {
        let says = Says {
            verified,
            ..Says::email(&TestMarket::email("citra"))
        };
        assert!(matches!(desk.sign_in(&says).await, Err(OidcError::Unverified)));
    }
    assert_eq!(
        desk.market
            .count("select count(*) from pasar.staff_identity")
            .await,
        0
    );
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_is_not_believed() {
    let desk = Desk::new().await;
    desk.market.on_duty("budi", StaffRole::Support).await;
    let wrong = [
        Says {
            nonce: Some("of another sign-in".to_owned()),
            ..budi()
        },
        Says {
            audience: Some("another site".to_owned()),
            ..budi()
        },
        Says {
            issuer: Some("https://login.evil.example".to_owned()),
            ..budi()
        },
        Says {
            seconds: -1,
            ..budi()
        },
    ];
    let mut reasons = Vec::new();
    for says in &wrong {
        match desk.sign_in(says).await {
            Err(OidcError::Refused(reason)) => reasons.push(reason),
            other => panic!("{says:?}: {other:?}"),
        }
    }
    assert_eq!(
        reasons,
        [
            "it is of another sign-in",
            "it is for somebody else",
            "it is from somebody else",
            "it has expired"
        ]
    );
    assert_eq!(
        desk.market
            .count("select count(*) from pasar.staff_session")
            .await,
        1
    );
}

#[tokio::test]
async fn a_signature_of_another_key_is_not_believed() {
    let desk = Desk::new().await;
    desk.market.on_duty("budi", StaffRole::Support).await;
    desk.provider.loses_its_key();
    match desk.sign_in(&budi()).await {
        Err(OidcError::Refused(reason)) => assert_eq!(reason, "its signature is wrong"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_answer_counts_once_in_time_and_in_the_browser_that_began() {
    let desk = Desk::new().await;
    desk.market.on_duty("budi", StaffRole::Support).await;
    let first = desk.there(&budi()).await;
    let _entry = desk.back(&first).await.unwrap();
    assert!(
        matches!(desk.back(&first).await, Err(OidcError::Expired)),
        "replayed"
    );

    let (_, state, code) = desk.there(&budi()).await;
    let (other, ..) = desk.there(&budi()).await;
    let stolen = (other, state, code);
    assert!(matches!(desk.back(&stolen).await, Err(OidcError::Expired)));
    // Nor does another's code do in one's own sign-in: it was given for another verifier.
    let (browser, state, _) = desk.there(&budi()).await;
    let (_, _, code) = desk.there(&budi()).await;
    match desk.back(&(browser, state, code)).await {
        Err(OidcError::Refused(reason)) => assert_eq!(reason, "it takes the code back"),
        other => panic!("{other:?}"),
    }
    let late = desk
        .there(&Says {
            seconds: 3_600,
            ..budi()
        })
        .await;
    desk.market.passes(chrono::Duration::minutes(10));
    assert!(matches!(desk.back(&late).await, Err(OidcError::Expired)));
    let (browser, ..) = desk.there(&budi()).await;
    let text = browser.to_string();
    assert_eq!(desk.market.tables_with(&[&text]).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_provider_that_does_not_answer_lets_nobody_in() {
    let desk = Desk::new().await;
    let began = desk.there(&budi()).await;
    let Desk {
        market,
        ctx,
        provider,
    } = desk;
    drop(provider);
    tokio::task::yield_now().await;
    let answer = finish(&ctx, (BACK, None), &began.0, (&began.1, &began.2)).await;
    assert!(matches!(answer, Err(OidcError::Unreachable(_))), "{answer:?}");
    let none = begin(market.ctx(), BACK).await;
    assert!(matches!(none, Err(OidcError::NotConfigured)));
}
