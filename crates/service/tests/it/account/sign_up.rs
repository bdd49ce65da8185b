use pasar_domain::problem::Problems;
use pasar_service::account::{SignUp, SignUpError, show, sign_up};
use pasar_service::testing::buyer;
use pasar_testkit::TestMarket;

fn input(email: &str) -> SignUp {
    SignUp {
        name: " Bo  Santoso ".to_owned(),
        email: email.to_owned(),
        password: TestMarket::PASSWORD.into(),
        language: "en".parse().unwrap(),
    }
}

async fn refused(market: &TestMarket, input: &SignUp) -> Problems {
    match sign_up(market.ctx(), input).await.unwrap_err() {
        SignUpError::Invalid(problems) => problems,
        SignUpError::Store(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_account_says_what_its_person_said() {
    let market = TestMarket::new().await;
    let proven = sign_up(market.ctx(), &input("Bo@Example.com")).await.unwrap();
    let account = show(market.ctx(), buyer(proven.account_id()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (
            account.name.as_str(),
            account.email.as_str(),
            account.language.as_str()
        ),
        ("Bo Santoso", "Bo@Example.com", "en")
    );
    assert_eq!(
        market
            .count("select count(*) from account where password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%'")
            .await,
        1
    );
}

#[tokio::test]
async fn an_address_has_one_account_whatever_its_capitals() {
    let market = TestMarket::new().await;
    let _proven = sign_up(market.ctx(), &input("bo@example.com")).await.unwrap();
    let problems = refused(&market, &input("BO@example.COM")).await;
    assert_eq!(problems.0.len(), 1);
    assert_eq!(
        (problems.0[0].field.as_str(), problems.0[0].kind.code()),
        ("email", "field-has-account")
    );
    assert_eq!(market.count("select count(*) from account").await, 1);
}

#[tokio::test]
async fn of_two_who_sign_up_at_once_one_gets_the_address() {
    let market = TestMarket::new().await;
    let input = input("bo@example.com");
    let (first, second) = tokio::join!(sign_up(market.ctx(), &input), sign_up(market.ctx(), &input));
    assert!(first.is_ok() != second.is_ok());
    assert_eq!(market.count("select count(*) from account").await, 1);
    assert_eq!(market.count("select count(*) from account_email").await, 1);
}

#[tokio::test]
async fn nothing_is_written_for_what_is_wrong() {
    let market = TestMarket::new().await;
    let mut wrong = input("bo");
    wrong.password = "password123".into();
    let problems = refused(&market, &wrong).await;
    let codes: Vec<_> = problems.0.iter().map(|problem| problem.kind.code()).collect();
    assert_eq!(codes, ["field-email-without-at", "field-password-common"]);
    assert_eq!(market.count("select count(*) from account").await, 0);
}
