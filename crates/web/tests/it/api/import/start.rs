use axum::http::StatusCode;
use serde_json::json;

use crate::api::kit::Fair;

/// A file of one product, and of one row that has no price.
pub(in crate::api) const FILE: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,\
    Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price\n\
    batik,Batik tulis,<p>Indah.</p>,Sari,,,true,Title,Default Title,B1,300,7,150000\n\
    rusak,Rusak,,,,,true,Title,Default Title,B2,300,7,\n";

#[tokio::test]
async fn a_file_is_kept_and_read_afterwards() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = "/seller/shops/ana/imports?file_name=products.csv&dry_run=true";
    let begun = ana.send("POST", path, &[], FILE).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
    let begun = begun.json();
    assert_eq!(
        (&begun["state"], &begun["dry_run"]),
        (&json!("waiting"), &json!(true))
    );
    assert_eq!(begun["bytes_total"], FILE.len());
}

#[tokio::test]
async fn what_is_no_catalogue_is_said_at_once() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = "/seller/shops/ana/imports?file_name=products.csv";
    for (file, code) in [
        ("", "NOT_A_CATALOGUE"),
        ("%PDF-1.7", "NOT_A_CATALOGUE"),
        ("a,b\n1,2\n", "NOT_A_CATALOGUE"),
    ] {
        assert_eq!(
            ana.send("POST", path, &[], file).await.refusal(),
            (422, code.to_owned()),
            "{file}"
        );
    }
    let wrong = ana
        .send("POST", &format!("{path}&category=no-such"), &[], FILE)
        .await;
    assert_eq!(wrong.wrong_fields(), ["category"]);
    let other = fair.bo().await.send("POST", path, &[], FILE).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
}
