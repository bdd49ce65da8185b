use super::upload::{PNG, pictures};
use crate::api::kit::Fair;

#[tokio::test]
async fn when_the_last_one_goes_one_is_drawn_again() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let sent = ana.send("POST", &pictures(&fair), &[], PNG).await.ok();
    let path = format!("{}/{}", pictures(&fair), sent["picture_id"].as_str().unwrap());
    let other = fair.bo().await.delete(&path.replace("/ana/", "/bo/")).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
    let product = ana.delete(&path).await.ok();
    assert_eq!(product["pictures"].as_array().unwrap().len(), 1);
    assert_eq!(product["pictures"][0]["kind"], "drawn");
    assert_eq!(
        ana.delete(&path).await.refusal(),
        (404, "NO_SUCH_PRODUCT".to_owned())
    );
}
