//! `pasar account`

use pasar_testkit::TestMarket;

use crate::kit::Pasar;

#[tokio::test]
async fn a_second_factor_is_reset_by_the_address_of_somebody_who_has_one() {
    let market = TestMarket::new().await;
    market.signed_in("sari").await;
    let pasar = Pasar::on(market.database().url());
    let code = market.ctx().market().code.to_string();
    let reset = |email: &str| pasar.run(&["account", "reset-factor", "--market", &code, "--email", email]);
    let said = reset("nobody@example.com").ended(1);
    assert!(
        said.err.contains("nobody signs in with `nobody@example.com`"),
        "{}",
        said.err
    );
    let said = reset(&TestMarket::email("sari")).ended(1);
    assert!(said.err.contains("has no second factor"), "{}", said.err);
}
