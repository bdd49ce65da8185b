use std::io::Cursor;

use bytes::Bytes;
use image::{DynamicImage, ImageFormat};
use pasar_domain::picture::{PictureKind, PictureSize};
use pasar_service::picture::remove::remove;
use pasar_service::picture::reorder::reorder;
use pasar_service::picture::serve;
use pasar_service::picture::upload::{PictureError, upload};
use pasar_service::product::show::show;
use pasar_testkit::TestMarket;

use crate::kit;

fn png() -> Bytes {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(800, 400)
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    file.into_inner().into()
}

#[tokio::test]
async fn an_upload_replaces_the_drawn_picture_until_it_is_removed() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let made = kit::publish(&market, keeper, kit::simple(&market, "Kaos", 50_000, 2)).await;
    let id = made.product_id;
    let first = upload(ctx, keeper, id, " depan ", png()).await.unwrap();
    let second = upload(ctx, keeper, id, "belakang", png()).await.unwrap();
    let pictures = async || show(ctx, keeper, id).await.unwrap().unwrap().current.pictures;
    let alts: Vec<_> = pictures().await.into_iter().map(|picture| picture.alt).collect();
    assert_eq!(alts, ["depan", "belakang"]);
    let jpeg = serve::uploaded(ctx, keeper.shop_id(), first.picture_id, PictureSize::Small)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(image::load_from_memory(&jpeg).unwrap().width(), 320);

    reorder(
        ctx,
        keeper,
        id,
        &[(second.picture_id, Some("dari belakang".to_owned()))],
    )
    .await
    .unwrap();
    let alts: Vec<_> = pictures().await.into_iter().map(|picture| picture.alt).collect();
    assert_eq!(alts, ["dari belakang", "depan"]);

    let (stranger, _) = kit::open_shop(&market, "Toko Budi").await;
    assert!(matches!(
        upload(ctx, stranger, id, "", png()).await,
        Err(PictureError::NotFound)
    ));
    assert!(matches!(
        remove(ctx, stranger, id, first.picture_id).await,
        Err(PictureError::NotFound)
    ));

    remove(ctx, keeper, id, first.picture_id).await.unwrap();
    remove(ctx, keeper, id, second.picture_id).await.unwrap();
    assert!(matches!(pictures().await[..], [ref only] if matches!(only.kind, PictureKind::Drawn { .. })));
    let gone = serve::uploaded(ctx, keeper.shop_id(), first.picture_id, PictureSize::Small)
        .await
        .unwrap();
    assert!(gone.is_none());
    assert!(serve::drawn(ctx.market(), 7, "books").starts_with("<svg"));
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_refused() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let made = kit::publish(&market, keeper, kit::simple(&market, "Kaos", 50_000, 2)).await;
    let refused = upload(
        market.ctx(),
        keeper,
        made.product_id,
        "",
        Bytes::from_static(b"<svg/>"),
    )
    .await;
    assert!(matches!(refused, Err(PictureError::NotAPicture)));
}
