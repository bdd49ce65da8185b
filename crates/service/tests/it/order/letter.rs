use pasar_domain::order::CancelReason;
use pasar_service::checkout::place_batch;
use pasar_service::job::Letter;
use pasar_service::order::{LetterSubject, cancel_by_shop, letter_facts, show_group};
use pasar_testkit::{TestMarket, counting_statements};

use crate::work::settle_down;

#[tokio::test]
async fn what_many_letters_say_is_looked_up_together_and_what_is_not_true_any_more_is_left_out() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let shirt = market.offer(&ana, "kaos", 1_000_000, 500).await;
    let cup = market.offer(&budi, "cangkir", 2_000_000, 500).await;
    let buyer = market.buyer("bo").await;
    let batch = (0..20).map(|n| market.order(buyer, &format!("k{n}"), &[(&shirt, 1), (&cup, 2)]));
    let placed = place_batch(ctx, batch.collect()).await;
    let mut letters = Vec::new();
    for placed in placed {
        let order_group_id = placed.unwrap().order_group_id;
        letters.push(Letter::OrderPlaced {
            buyer_id: buyer.account_id(),
            order_group_id,
        });
        for view in show_group(ctx, buyer, order_group_id).await.unwrap().orders {
            let (shop_id, order_id) = (view.order.shop_id, view.order.id);
            letters.push(Letter::NewOrder { shop_id, order_id });
        }
    }
    settle_down(ctx).await;
    let (few, of_few) = counting_statements(letter_facts(ctx, &letters[..3])).await;
    let (all, of_all) = counting_statements(letter_facts(ctx, &letters)).await;
    assert_eq!((of_few, of_all), (9, 9));
    let (few, all) = (few.unwrap(), all.unwrap());
    assert_eq!(few, all[..3]);
    assert_eq!(all.len(), 60);
    for facts in all.iter().flatten() {
        let reader = facts.to[0].email.as_str();
        match &facts.subject {
            LetterSubject::Group(view) => assert_eq!((view.orders.len(), reader), (2, "bo@example.com")),
            LetterSubject::Order(view) => {
                assert_eq!(view.lines.len(), 1);
                assert_eq!(reader, format!("{}-owner@example.com", view.shop.handle));
            }
            other => panic!("{other:?} is not about an order"),
        }
    }
    assert_eq!(all.iter().flatten().count(), 60);

    // The shop need not be told of an order that it has cancelled meanwhile; its buyer's checkout stays binding.
    let Letter::NewOrder { order_id, .. } = letters[1] else {
        panic!("the second letter goes to a shop");
    };
    let of_ana = letter_facts(ctx, &letters[1..2]).await.unwrap();
    let Some(LetterSubject::Order(view)) = of_ana[0].as_ref().map(|facts| facts.subject.clone()) else {
        panic!("it has facts");
    };
    let keeper = if view.order.shop_id == ana.shop_id() {
        ana
    } else {
        budi
    };
    cancel_by_shop(ctx, keeper, order_id, CancelReason::OutOfStock)
        .await
        .unwrap();
    let left = letter_facts(ctx, &letters).await.unwrap();
    assert!(left[1].is_none());
    assert_eq!(left.iter().flatten().count(), 59);
}
