use super::show::read;
use crate::api::kit::Fair;

#[tokio::test]
async fn findings_name_line_and_reason_page_by_page() {
    let fair = Fair::new().await;
    let path = read(&fair).await;
    let ana = fair.ana().await;
    let mut found = Vec::new();
    let mut next = format!("{path}/findings?limit=1");
    loop {
        let page = ana.get(&next).await.ok();
        found.extend(page["data"].as_array().unwrap().clone());
        let Some(cursor) = page["next"].as_str() else {
            break;
        };
        next = format!("{path}/findings?limit=1&cursor={cursor}");
    }
    let price = found
        .iter()
        .find(|finding| finding["code"] == "no-price" || finding["code"] == "import-no-price");
    let price = price.unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(price["line"], 3);
    assert!(!price["detail"].as_str().unwrap().is_empty());
    let other = fair
        .bo()
        .await
        .get(&format!("{}/findings", path.replace("/ana/", "/bo/")))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_IMPORT".to_owned()));
}
