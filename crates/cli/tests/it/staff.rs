//! `pasar staff`

use pasar_testkit::TestMarket;

use crate::kit::Pasar;

const ADD: [&str; 8] = [
    "staff",
    "add",
    "--email",
    "ana@pasar.example",
    "--name",
    "Ana",
    "--role",
    "moderator",
];

#[tokio::test]
async fn takes_the_password_from_the_standard_input_or_a_file() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url());
    let said = pasar.run_with(&ADD, "a long enough password\n").ended(0);
    assert_eq!(said.out, "ana@pasar.example can sign in as moderator\n");
    let said = pasar.run_with(&ADD, "a long enough password\n").ended(1);
    assert!(said.err.contains("has an account already"), "{}", said.err);

    let file = pasar.file("password", "another good password\n");
    let add = [
        "staff",
        "add",
        "--email",
        "bo@pasar.example",
        "--name",
        "Bo",
        "--role",
        "support",
        "--password-file",
    ];
    pasar
        .run(&[add.as_slice(), &[file.to_str().unwrap()]].concat())
        .ended(0);
    let staff = pasar_service::staff::list(market.ctx()).await.unwrap();
    let names: Vec<&str> = staff.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["Ana", "Bo"]);
}

#[tokio::test]
async fn refuses_what_cannot_be_and_never_repeats_a_password() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url());
    pasar.run_with(&ADD, "").ended(1);
    let said = pasar.run_with(&ADD, "tiny-one\n").ended(1);
    assert!(said.err.contains("password: is shorter"), "{}", said.err);
    assert!(!said.err.contains("tiny-one"));
    pasar.run(&["staff", "add", "--password", "x"]).ended(2);
}

#[tokio::test]
async fn a_second_factor_is_reset_by_the_address_of_somebody_who_has_one() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url());
    let reset = ["staff", "reset-factor", "--email", "ana@pasar.example"];
    let said = pasar.run(&reset).ended(1);
    assert!(said.err.contains("nobody of the staff"), "{}", said.err);
    pasar.run_with(&ADD, "a long enough password\n").ended(0);
    let said = pasar.run(&reset).ended(1);
    assert!(said.err.contains("has no second factor"), "{}", said.err);
}
