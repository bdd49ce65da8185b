use axum::http::StatusCode;
use futures::future::join_all;

use crate::buying::{ready, rows};
use crate::kit::{TestSite, encode, form_values};

#[tokio::test]
async fn sixty_four_buyers_race_for_twenty_pieces() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    // All of them see that there are twenty.
    let mut buyers = Vec::new();
    for place in 0..64 {
        let mut buyer = ready(&site, &format!("buyer{place}"), &shirt, 1).await;
        let pairs = form_values(&buyer.get("/checkout").await.page(), "/id/checkout");
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        buyers.push((buyer, encode(&pairs)));
    }
    let answers = join_all(buyers.into_iter().map(|(mut buyer, form)| async move {
        let answer = buyer.send("POST", "/id/checkout", Some(form)).await;
        let shown = buyer.follow(&answer).await;
        (answer, shown)
    }))
    .await;
    let (mut placed, mut refused) = (0, 0);
    for (answer, shown) in &answers {
        assert_eq!(
            (answer.status, shown.status),
            (StatusCode::SEE_OTHER, StatusCode::OK)
        );
        if answer.location().starts_with("/id/orders/") {
            placed += 1;
        } else {
            let told = shown.texts(".flash.bad").concat();
            assert!(told.contains("“kaos polos” baru saja habis"), "{told}");
            assert!(shown.texts(".line-foot p")[0].starts_with("Sedang habis."));
            refused += 1;
        }
    }
    assert_eq!((placed, refused), (20, 44));
    assert_eq!(rows(&site, "orders").await, 20);
    let stock = site.market.stock(&shirt).await;
    assert_eq!((stock.on_hand, stock.reserved), (0, 0));
    site.market.assert_sound().await;
}
