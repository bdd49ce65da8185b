//! What verifies a seller is revoked while buyers are checking out: no order of that seller becomes binding after it.

use std::sync::Arc;

use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::order_group::{GroupFailure, OrderGroupState};
use pasar_domain::staff::StaffRole;
use pasar_service::checkout::{LineProblemKind, PaymentOutcome, PlaceError};
use pasar_service::order::show_group;
use pasar_service::payment::reconcile;
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_testkit::{Fault, TestMarket, Verb, When};
use tokio::sync::Barrier;

use crate::work::{run_jobs, settle_down};

const BUYERS: usize = 32;
/// How many there are in the suite; `PASAR_TRIALS=1000` tries more of them.
const TRIALS: u32 = 12;

async fn evidence(
    market: &TestMarket,
    keeper: pasar_service::actor::ShopKeeper,
) -> (SellerId, VerificationId) {
    let (seller, recorded) = show_own(market.ctx(), keeper).await.unwrap().unwrap();
    (seller.seller_id, recorded[0].verification.verification_id)
}

/// Unpaid and binding orders of a seller, as anybody may see them.
async fn orders_of(market: &TestMarket, seller_id: SellerId) -> (i64, i64) {
    let of = |state: &str| {
        format!(
            "select count(*) from orders where {state} and shop_id in (select shop_id from shop where seller_id = '{}')",
            seller_id.uuid()
        )
    };
    (
        market.count(&of("true")).await,
        market.count(&of("placed_at is not null")).await,
    )
}

/// One trial. Returns how many of the buyers came first.
async fn trial(market: &Arc<TestMarket>, number: u32, buyers: &[pasar_service::actor::Buyer]) -> i64 {
    let keeper = market.shop(&format!("shop-{number}")).await;
    let shirt = market.offer(&keeper, "kaos", 1_000_000, 10_000).await;
    let about = evidence(market, keeper).await;
    let start = Arc::new(Barrier::new(buyers.len() + 1));
    let tasks: Vec<_> = buyers
        .iter()
        .map(|buyer| {
            let order = market.order(*buyer, &format!("k{number}"), &[(&shirt, 1)]);
            let (market, start) = (market.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                market.place(order).await
            })
        })
        .collect();
    start.wait().await;
    // Earlier in some trials, later in others: before the first order, between them, after the last.
    tokio::time::sleep(std::time::Duration::from_millis(u64::from(number % 12) * 12)).await;
    let staff = market.staff(StaffRole::Moderator);
    revoke(market.ctx(), staff, about, "Dilaporkan hilang.")
        .await
        .unwrap();
    let before = orders_of(market, about.0).await;

    for task in tasks {
        match task.await.unwrap() {
            Ok(placed) => assert!(
                matches!(
                    placed.payment,
                    PaymentOutcome::Authorised | PaymentOutcome::TooLate
                ),
                "{placed:?}"
            ),
            Err(PlaceError::Lines(problems)) => {
                assert!(
                    matches!(problems[0].kind, LineProblemKind::Refused { .. }),
                    "{problems:?}"
                );
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(orders_of(market, about.0).await, before, "trial {number}");
    before.1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_32_buyers_nobody_gets_an_order_after_the_revocation() {
    #[allow(
        clippy::disallowed_methods,
        reason = "how long to try is for whoever runs the test"
    )]
    let trials = std::env::var("PASAR_TRIALS").map_or(TRIALS, |trials| trials.parse().unwrap());
    let market = Arc::new(TestMarket::new().await);
    let mut buyers = Vec::new();
    for n in 0..BUYERS {
        buyers.push(market.buyer(&format!("buyer{n}")).await);
    }
    let mut came_first = 0;
    for number in 0..trials {
        came_first += trial(&market, number, &buyers).await;
    }
    let most = i64::from(trials) * i64::try_from(BUYERS).unwrap();
    assert!(
        (1..most).contains(&came_first),
        "{came_first} of {most}: the trials try nothing"
    );
    settle_down(market.ctx()).await;
    market.assert_sound().await;
}

/// The order is there, the bank is asked, and the seller is revoked before it answers: nobody pays, and nothing is kept.
#[tokio::test]
async fn money_that_comes_after_the_revocation_is_let_go() {
    let market = Arc::new(TestMarket::new().await);
    let keeper = market.shop("ana").await;
    let honest = market.shop("citra").await;
    let shirt = market.offer(&keeper, "kaos", 1_000_000, 3).await;
    let cup = market.offer(&honest, "cangkir", 500_000, 3).await;
    let buyer = market.buyer("bo").await;
    let order = market.order(buyer, "k1", &[(&shirt, 1), (&cup, 2)]);
    market
        .bank()
        .plan(Fault::Unreachable(Verb::Authorise, When::After));
    let placed = market.place(order.clone()).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Unknown);

    let about = evidence(&market, keeper).await;
    revoke(
        market.ctx(),
        market.staff(StaffRole::Moderator),
        about,
        "Dilaporkan hilang.",
    )
    .await
    .unwrap();
    market.passes(chrono::Duration::seconds(31));
    reconcile(market.ctx()).await.unwrap();
    let again = market.place(order).await.unwrap();
    assert_eq!(again.payment, PaymentOutcome::TooLate);
    let view = show_group(market.ctx(), buyer, placed.order_group_id)
        .await
        .unwrap();
    assert!(matches!(
        view.group.state,
        OrderGroupState::Failed {
            failure: GroupFailure::SellerUnverified,
            ..
        }
    ));
    run_jobs(market.ctx()).await;
    assert_eq!(
        (market.bank().held_minor(), market.bank().captured_minor()),
        (0, 0)
    );
    for offer in [&shirt, &cup] {
        let stock = market.stock(offer).await;
        assert_eq!((stock.on_hand, stock.reserved), (3, 0));
    }
    market.assert_sound().await;
}
