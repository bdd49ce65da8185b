use pasar_service::account::{AccountInput, EditAccountError, edit, show};
use pasar_testkit::TestMarket;

fn input(name: &str, language: &str) -> AccountInput {
    AccountInput {
        name: name.to_owned(),
        language: language.to_owned(),
    }
}

#[tokio::test]
async fn a_person_changes_name_and_language() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    edit(market.ctx(), bo, &input(" Bo  Santoso", "en"))
        .await
        .unwrap();
    let account = show(market.ctx(), bo).await.unwrap().unwrap();
    assert_eq!(
        (account.name.as_str(), account.language.as_str()),
        ("Bo Santoso", "en")
    );
}

#[tokio::test]
async fn what_is_wrong_changes_nothing() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    let EditAccountError::Invalid(problems) = edit(market.ctx(), bo, &input("", "tlh")).await.unwrap_err()
    else {
        panic!("this is a problem of fields");
    };
    let fields: Vec<_> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["name", "language"]);
    assert_eq!(show(market.ctx(), bo).await.unwrap().unwrap().name, "bo");
}

#[tokio::test]
async fn a_disabled_account_changes_no_more() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    market.sql("update account set disabled_at = created_at").await;
    assert!(matches!(
        edit(market.ctx(), bo, &input("Bo", "id")).await,
        Err(EditAccountError::Gone)
    ));
    assert_eq!(show(market.ctx(), bo).await.unwrap(), None);
}
