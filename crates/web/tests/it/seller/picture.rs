use axum::http::StatusCode;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pasar_domain::picture::{Picture, PictureKind};

use super::{product, publish, seller};
use crate::kit::TestSite;

/// One pixel.
pub(super) fn png() -> Vec<u8> {
    let text =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    BASE64_STANDARD.decode(text).unwrap()
}

#[tokio::test]
async fn pictures_are_added_described_put_in_order_and_removed() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "25.000", "5").await;
    let here = format!("/seller/products/{id}");
    let files = [
        ("pictures", "a.png", png()),
        ("pictures", "b.png", png()),
        ("pictures", "resep.pdf", b"%PDF-1.7".to_vec()),
    ];
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(n, f, b)| (*n, *f, b.as_slice())).collect();
    let sent = sari.upload(&format!("{here}/pictures"), &[], &files).await;
    assert_eq!(sent.location(), site.url(&format!("{here}#pictures")));
    let page = sari.get(&here).await;
    let said = page.texts(".flash");
    assert_eq!(said[0], "2 foto ditambahkan.");
    assert!(
        said[1].starts_with("resep.pdf: "),
        "the others are not kept back: {said:?}"
    );

    let pictures = async || product(&site, keeper, id).await.current.pictures;
    let before: Vec<Picture> = pictures().await;
    assert_eq!(before.len(), 2, "the drawn one made room");
    assert!(
        before
            .iter()
            .all(|p| matches!(p.kind, PictureKind::Uploaded { .. }))
    );
    let (first, second) = (before[0].picture_id, before[1].picture_id);
    let fields = [
        (format!("alt.{first}"), "Dari depan".to_owned()),
        ("do".to_owned(), format!("later-{first}")),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    // The page's own order is sent with it.
    let token = sari.token().await;
    let order = [first.to_string(), second.to_string()];
    let all: Vec<(&str, &str)> = order
        .iter()
        .map(|id| ("picture", id.as_str()))
        .chain(fields)
        .collect();
    sari.post_with(&format!("{here}/pictures/order"), Some(&token), &all)
        .await;
    let after = pictures().await;
    let found: Vec<_> = after.iter().map(|p| (p.picture_id, p.alt.as_str())).collect();
    assert_eq!(found, [(second, ""), (first, "Dari depan")]);

    sari.post(&format!("{here}/pictures/{second}/remove"), &[]).await;
    assert_eq!(pictures().await.len(), 1);
}

#[tokio::test]
async fn a_form_with_files_needs_its_token_and_a_file() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "25.000", "5").await;
    let here = format!("/seller/products/{id}");
    let none = sari
        .upload(&format!("{here}/pictures"), &[], &[("pictures", "", b"")])
        .await;
    assert_eq!(none.status, StatusCode::SEE_OTHER);
    assert_eq!(
        sari.get(&here).await.texts(".flash"),
        ["Belum ada foto yang dipilih."]
    );
    let mut stranger = site.visitor();
    stranger.cookies.clone_from(&sari.cookies);
    let plain = stranger
        .post_with(&format!("{here}/pictures/order"), None, &[])
        .await;
    assert_eq!(plain.status, StatusCode::FORBIDDEN);
}
