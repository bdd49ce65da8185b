use pasar_service::actor::StaffRole;

use super::on_duty;
use crate::api::kit::Fair;

#[tokio::test]
async fn who_signs_out_is_out_even_with_the_old_cookie() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let before = budi.clone();
    let answer = budi.submit("/staff", "/staff/sign-out", &[]).await;
    assert_eq!(answer.location(), "/id/staff/sign-in");
    for mut browser in [budi, before] {
        assert_eq!(browser.get("/staff").await.location(), "/id/staff/sign-in");
    }
}
