//! `pasar config`

use crate::kit::{Pasar, repository};

#[test]
fn the_default_file_is_printed_as_the_repository_has_it() {
    let said = Pasar::new().run(&["config", "default"]).ended(0);
    assert_eq!(
        said.out,
        std::fs::read_to_string(repository("config/default.toml")).unwrap()
    );
}

#[test]
fn what_is_in_force_is_shown_with_where_it_comes_from() {
    let pasar = Pasar::new()
        .with("PASAR_SERVER_PORT", "5001")
        .with("DATABASE_URL", "postgres://me:hush@nowhere/db");
    let file = pasar.file("mine.toml", "[server]\nport = 5000\nthreads = 3\n");
    let file = file.to_str().unwrap();
    let said = pasar
        .run(&["config", "show", "--json", "--config", file])
        .ended(0);
    let json = said.json();
    assert_eq!(json["server"]["port"]["value"], 5001);
    assert_eq!(json["server"]["port"]["from"], "PASAR_SERVER_PORT");
    assert_eq!(json["server"]["threads"]["from"], file);
    assert_eq!(json["data"]["folder"]["from"], "--data");
    assert_eq!(json["database"]["url"]["value"], "(hidden)");
    let said = pasar.run(&["config", "show", "--config", file]).ended(0);
    assert!(
        said.out.contains("port = 5001") && said.out.contains("# PASAR_SERVER_PORT"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("hush"));
}

#[test]
fn a_wrong_file_is_refused_with_2_and_everything_that_is_wrong() {
    let pasar = Pasar::new();
    let file = pasar.file("wrong.toml", "[server]\nprot = 1\nthreads = \"many\"\n");
    let said = pasar
        .run(&["config", "check", "--config", file.to_str().unwrap()])
        .ended(2);
    assert!(said.err.contains("has no key `prot`"), "{}", said.err);
    assert!(
        said.err.contains("server.threads: `\"many\"` will not do"),
        "{}",
        said.err
    );
    let said = pasar.run(&["serve", "--config", file.to_str().unwrap()]).ended(2);
    assert!(said.err.contains("has no key `prot`"), "{}", said.err);
}

#[test]
fn the_file_beside_counts_when_none_is_named() {
    let pasar = Pasar::new();
    pasar.file("pasar.toml", "[markets]\nserve = [\"gb\"]\n");
    let said = pasar.run(&["config", "check"]).ended(0);
    assert_eq!(said.out, "`pasar.toml` is fine\nmarkets: gb\n");
}

#[test]
fn a_market_that_does_not_exist_is_a_problem() {
    let pasar = Pasar::new().with("PASAR_MARKETS_SERVE", "gb,xx");
    let said = pasar.run(&["config", "check"]).ended(1);
    assert!(said.err.contains("`xx`, which is no market"), "{}", said.err);
}

#[test]
fn staff_need_a_way_in_and_a_provider_that_nobody_can_speak_for() {
    let pasar = Pasar::new();
    let says = |text: &str| {
        let file = pasar.file("staff.toml", text);
        pasar
            .run(&["config", "check", "--config", file.to_str().unwrap()])
            .ended(2)
            .err
    };
    let none = says("[staff]\npassword = false\n");
    assert!(none.contains("no staff could sign in"), "{none}");
    let provider = "[staff]\noidc_issuer = \"http://login.pasar.example\"\noidc_client_id = \"pasar\"\n";
    let insecure = says(provider);
    assert!(insecure.contains("has no https"), "{insecure}");
    assert!(insecure.contains("set `server.site_url`"), "{insecure}");
}
