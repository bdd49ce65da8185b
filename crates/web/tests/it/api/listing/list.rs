use serde_json::Value;

use crate::api::kit::{Fair, goods};

fn titles(found: &Value) -> Vec<&str> {
    let data = found["data"].as_array().unwrap();
    data.iter().map(|card| card["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn words_and_filters_narrow_and_facets_count() {
    let fair = Fair::new().await;
    goods(&fair.site, fair.bo, "Kaos lengan panjang", 9_900_000, 0).await;
    fair.indexed().await;
    let nobody = fair.site.program();
    let found = nobody.get("/products?q=kaos&sort=price&facets=true").await.ok();
    assert_eq!(titles(&found), ["Kaos polos", "Kaos lengan panjang"]);
    assert_eq!(
        (found["total"].as_u64(), found["facets"]["in_stock"].as_u64()),
        (Some(2), Some(1))
    );
    let card = &found["data"][0];
    assert_eq!(card["price"]["formatted"], "Rp53.500");
    assert_eq!(card["url"], "https://pasar.example/id/products/ana/kaos-polos");
    let stocked = nobody.get("/products?q=kaos&in_stock=true").await.ok();
    assert_eq!(titles(&stocked), ["Kaos polos"]);
    assert!(stocked.get("facets").is_none());
    let of_bo = nobody.get("/products?shop=bo").await.ok();
    assert_eq!(titles(&of_bo), ["Kaos lengan panjang"]);
    let dear = nobody.get("/products?price_min=6000000&place=Bandung").await.ok();
    assert_eq!(titles(&dear), ["Kaos lengan panjang"]);
}

#[tokio::test]
async fn pages_follow_their_cursor_to_the_end() {
    let fair = Fair::new().await;
    for number in 0..4 {
        goods(
            &fair.site,
            fair.bo,
            &format!("Mug {number}"),
            1_000_000 + number * 100_000,
            5,
        )
        .await;
    }
    fair.indexed().await;
    let nobody = fair.site.program();
    let mut seen = Vec::new();
    let mut path = "/products?sort=price&limit=2".to_owned();
    loop {
        let page = nobody.get(&path).await.ok();
        seen.extend(titles(&page).into_iter().map(str::to_owned));
        let Some(cursor) = page["next"].as_str() else {
            break;
        };
        path = format!("/products?sort=price&limit=2&cursor={cursor}");
    }
    assert_eq!(seen, ["Mug 0", "Mug 1", "Mug 2", "Mug 3", "Kaos polos"]);
}

#[tokio::test]
async fn filters_that_name_nothing_are_refused() {
    let fair = Fair::new().await;
    fair.indexed().await;
    let nobody = fair.site.program();
    for (path, field) in [
        ("/products?category=no-such", "category"),
        ("/products?shop=no-such", "shop"),
        ("/products?limit=0", "limit"),
        ("/products?cursor=x", "cursor"),
    ] {
        assert_eq!(nobody.get(path).await.wrong_fields(), [field], "{path}");
    }
    assert_eq!(
        nobody.get("/products?sort=luck").await.refusal(),
        (400, "BAD_QUERY".to_owned())
    );
}
