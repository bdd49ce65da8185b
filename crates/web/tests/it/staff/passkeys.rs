use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_testkit::{Device, TestMarket};

use super::on_duty;
use crate::api::kit::Fair;
use crate::kit::TRADE;

const PATH: &str = "/staff/passkeys";

#[tokio::test]
async fn staff_sign_in_with_a_passkey() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let fields = [("name", "Kunci"), ("password", TestMarket::PASSWORD)];
    let page = budi.submit(PATH, &format!("{PATH}/begin"), &fields).await;
    let options = page
        .attributes("form[data-passkey]", "data-passkey-options")
        .concat();
    let mut device = Device::default();
    let answer = device
        .makes(TRADE, &serde_json::from_str(&options).unwrap())
        .await;
    let answer = budi.post(PATH, &[("name", "Kunci"), ("answer", &answer)]).await;
    assert_eq!(answer.location(), "/id/staff/passkeys");

    let mut elsewhere = fair.site.visitor();
    let begin = elsewhere
        .get("/staff/sign-in")
        .await
        .attributes("form[data-passkey]", "data-passkey-begin")
        .concat();
    let asked = elsewhere.post(&begin, &[]).await;
    let answer = device.answers(TRADE, &asked.json()).await;
    // At the desk of people it is nothing.
    let refused = elsewhere.post("/sign-in/passkey", &[("answer", &answer)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = elsewhere.post(&begin, &[]).await;
    let answer = device.answers(TRADE, &asked.json()).await;
    let signed_in = elsewhere
        .post("/staff/sign-in/passkey", &[("answer", &answer)])
        .await;
    assert_eq!(signed_in.location(), "/id/staff");
    assert_eq!(elsewhere.follow(&signed_in).await.status, StatusCode::OK);
}
