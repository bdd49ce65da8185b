//! What belongs to another shop does not exist, by whatever way one asks for it.

use axum::http::StatusCode;

use super::{buy, product, publish, seller};
use crate::kit::TestSite;

#[tokio::test]
async fn products_pictures_and_orders_of_another_shop_do_not_exist() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "100.000", "5").await;
    let order = buy(&site, keeper, id, 1).await;
    let before = product(&site, keeper, id).await;
    let picture = before.current.pictures[0].picture_id;
    let (mut budi, _) = seller(&site, "sambal").await;

    let (product_at, order_at) = (
        format!("/seller/products/{id}"),
        format!("/seller/orders/{order}"),
    );
    let reads = [
        product_at.clone(),
        format!("{product_at}/stock"),
        format!("{product_at}/versions"),
        order_at.clone(),
        format!("{order_at}/slip"),
    ];
    for path in &reads {
        assert_eq!(budi.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(sari.get(path).await.status, StatusCode::OK, "{path}");
    }
    let variant = before.current.variants[0].variant.variant_id.to_string();
    let picture_id = picture.to_string();
    let edit = [
        ("title", "Diambil"),
        ("version", "1"),
        ("variants.0.price", "1.000"),
        ("do", "save"),
    ];
    let stock = [("id.0", variant.as_str()), ("seen.0", "5"), ("stock.0", "0")];
    let parcel = [("carrier", "JNE"), ("tracking_number", "JX12345678")];
    let writes: [(String, &[(&str, &str)]); 9] = [
        (product_at.clone(), &edit),
        (format!("{product_at}/publish"), &[]),
        (format!("{product_at}/unpublish"), &[]),
        (format!("{product_at}/delete"), &[]),
        (format!("{product_at}/restock"), &stock),
        (
            format!("{product_at}/pictures/order"),
            &[("picture", picture_id.as_str())],
        ),
        (format!("{product_at}/pictures/{picture}/remove"), &[]),
        (format!("{order_at}/ship"), &parcel),
        (format!("{order_at}/cancel"), &[("reason", "other")]),
    ];
    for (path, fields) in &writes {
        let answer = budi.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.body);
    }
    let sent = budi
        .upload(
            &format!("{product_at}/pictures"),
            &[],
            &[("pictures", "a.gif", b"GIF89a")],
        )
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert_eq!(product(&site, keeper, id).await, before, "nothing was changed");
}

#[tokio::test]
async fn what_is_no_id_names_nothing() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    for path in [
        "/seller/products/x",
        "/seller/orders/x",
        "/seller/files/x",
        "/seller/orders?before=x",
    ] {
        assert_eq!(sari.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
