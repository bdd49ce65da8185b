use super::get;
use crate::kit::TestSite;

#[tokio::test]
async fn weaknesses_can_be_reported() {
    let site = TestSite::new().await;
    let text = site.send(get("/.well-known/security.txt")).await.body;
    let fields: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once(": ")).collect();
    assert_eq!(fields[0], ("Contact", "mailto:security@pasar.example"));
    let expires: pasar_domain::Instant = fields[1].1.parse().unwrap();
    let days = (expires - site.market.ctx().now()).num_days();
    assert!((30..365).contains(&days), "{days}");
}
