//! `pasar charter`

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use pasar_service::actor::StaffRole;
use pasar_service::charter::list;
use pasar_service::{Clock as _, SystemClock};
use pasar_testkit::{TestMarket, draft_charter};

use crate::kit::{Pasar, Said, repository};

/// A copy of the repository's markets, to change.
fn markets(pasar: &Pasar) -> PathBuf {
    let copy = pasar.data().with_file_name("markets");
    copy_folder(&repository("markets"), &copy);
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn the_charters_of_the_program_are_in_order() {
    let pasar = Pasar::new();
    let said = pasar.run(&["charter", "check"]).ended(0);
    assert!(
        said.out.contains("✓ id/2023-07-30: ") && said.out.contains("✓ gb/2023-04-15: "),
        "{}",
        said.out
    );
    assert!(
        !said.out.contains('!'),
        "Cedar decides something slowly: {}",
        said.out
    );
    let json = pasar.run(&["charter", "check", "gb", "--json"]).ended(0).json();
    assert_eq!(
        (&json["fine"], &json["charters"][0]["charter"]),
        (&true.into(), &"gb/2023-04-15".into())
    );
    let said = pasar.run(&["charter", "check", "id/2024-01-01"]).ended(2);
    assert!(
        said.err.contains("there is no charter `id/2024-01-01`") && said.err.contains("id/2023-07-30"),
        "{}",
        said.err
    );
}

#[test]
fn a_careless_edit_is_found_and_told() {
    let pasar = Pasar::new();
    let markets = markets(&pasar);
    let folder = markets.to_str().unwrap();
    let version = markets.join("id/charters/2023-07-30");
    let arguments = ["charter", "prove", "id/2023-07-30", "--markets", folder];
    let said = pasar.run(&arguments).ended(0);
    assert!(
        said.out.contains("✓ no-cross-border: ") && said.out.contains("z3"),
        "{}",
        said.out
    );

    change(
        &version.join("policies/sale.cedar"),
        "unless { resource.ship_from == Country::\"ID\" };",
        "unless { principal.origin == Country::\"ID\" };",
    );
    let said = pasar.run(&arguments).ended(1);
    assert!(said.out.contains("✗ no-cross-border: "), "{}", said.out);
    assert!(
        said.out
            .contains("would be allowed to sell goods sent from China"),
        "{}",
        said.out
    );
    let json = pasar.run(&[&arguments[..], &["--json"]].concat()).ended(1).json();
    let answers = json["charters"][0]["answers"].as_array().unwrap();
    let sale = answers
        .iter()
        .find(|answer| answer["verdict"] == "broken" && answer["act"] == "sell")
        .unwrap();
    assert_eq!(sale["example"]["facts"]["offer"]["ship_from"], "CN");

    let repository = repository("markets");
    let said = pasar
        .run(&[
            "charter",
            "diff",
            "id/2023-07-30",
            "id/2023-07-30",
            "--markets",
            folder,
            "--old-markets",
            repository.to_str().unwrap(),
        ])
        .ended(0);
    assert!(
        said.out.contains("permits what was refused:") && said.out.contains("China"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("refuses nothing that was permitted"),
        "{}",
        said.out
    );

    let said = pasar
        .run(&["charter", "check", "id/2023-07-30", "--markets", folder])
        .ended(1);
    assert!(said.out.contains("expected refused by"), "{}", said.out);
    let case = version.join("cases/dropshipper.toml");
    let said = pasar
        .run(&["charter", "explain", case.to_str().unwrap()])
        .ended(1);
    assert!(
        said.out
            .contains("id/2023-07-30: allowed by `sale-in-this-market`"),
        "{}",
        said.out
    );
}

#[test]
fn a_case_is_explained_with_reason_and_remedy() {
    let case = repository("markets/id/charters/2023-07-30/cases/dropshipper.toml");
    let said = Pasar::new()
        .run(&["charter", "explain", case.to_str().unwrap()])
        .ended(0);
    for words in [
        "refused by `local-goods`",
        "what is wrong: ",
        "what to do: ",
        "it keeps a promise: ",
        "source: ",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let said = Pasar::new()
        .run(&["charter", "show", "id/2023-07-30", "--cedar"])
        .ended(0);
    for words in [
        "no-cross-border: ",
        "local-goods (forbid): ",
        "unless",
        "commission_basis_points: 5.50 %, from seller-centre-id",
        "commission_tax_basis_points: 11.00 %, from pmk-131-2024",
        "order_fee_minor: Rp1.250, from katadata-2025",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
}

#[test]
fn a_proof_is_kept_and_its_queries_are_written() {
    let pasar = Pasar::new();
    let markets = markets(&pasar);
    let folder = markets.to_str().unwrap();
    let kept = markets.join("id/charters/2023-07-30/proof.json");
    if kept.exists() {
        fs::remove_file(&kept).unwrap();
    }
    let queries = pasar.data().with_file_name("queries");
    pasar
        .run(&[
            "charter",
            "prove",
            "id/2023-07-30",
            "--markets",
            folder,
            "--keep",
            "--smt",
            queries.to_str().unwrap(),
        ])
        .ended(0);
    let text = fs::read_to_string(queries.join("id/2023-07-30/no-cross-border.sell.smt2")).unwrap();
    assert!(text.contains("(check-sat)"), "{text}");
    let shown = pasar
        .run(&["charter", "show", "id/2023-07-30", "--markets", folder, "--json"])
        .ended(0)
        .json();
    assert_eq!(shown["charters"][0]["proved"], true);
    let fees = shown["charters"][0]["fees"].as_array().unwrap();
    let tax = fees
        .iter()
        .find(|fee| fee["key"] == "fees.commission_tax_basis_points");
    assert_eq!(tax.unwrap()["value"], 1_100);
    change(
        &markets.join("id/charters/2023-07-30/policies/sale.cedar"),
        "// Who may offer",
        "// Who might offer",
    );
    let shown = pasar
        .run(&["charter", "show", "id/2023-07-30", "--markets", folder])
        .ended(0);
    assert!(
        shown.out.contains("the kept proof belongs to other files"),
        "{}",
        shown.out
    );
    let said = pasar.run(&["charter", "prove", "id", "--keep"]).ended(2);
    assert!(said.err.contains("--markets DIR"), "{}", said.err);
}

#[test]
fn without_a_solver_the_message_says_what_to_install() {
    let pasar = Pasar::new().with("CVC5", "/nowhere/cvc5");
    let said = pasar.run(&["charter", "prove", "id/2023-07-30"]).ended(1);
    assert!(
        said.err.contains("apt-get install cvc5") && said.err.contains("CVC5"),
        "{}",
        said.err
    );
    let said = pasar.run(&["doctor"]);
    assert!(
        said.out.contains("cvc5") && said.out.contains("apt-get install cvc5"),
        "{}",
        said.out
    );
}

#[test]
fn an_edit_that_leaves_loose_ends_is_proved_all_the_same() {
    let pasar = Pasar::new();
    let markets = markets(&pasar);
    let folder = markets.to_str().unwrap();
    let sale = markets.join("id/charters/2023-07-30/policies/sale.cedar");
    let text = std::fs::read_to_string(&sale).unwrap();
    let begin = text.find("@id(\"local-goods\")").unwrap();
    let end = begin + text[begin..].find(';').unwrap() + 1;
    let arguments = ["charter", "prove", "id/2023-07-30", "--markets", folder];

    // The clause goes, and its words stay behind.
    std::fs::write(&sale, format!("{}{}", &text[..begin], &text[end..])).unwrap();
    let said = pasar.run(&arguments).ended(1);
    assert!(said.out.contains("✗ no-cross-border: "), "{}", said.out);
    assert!(said.err.contains("has words for `local-goods`"), "{}", said.err);
    let said = pasar
        .run(&["charter", "check", "id/2023-07-30", "--markets", folder])
        .ended(1);
    assert!(said.out.contains("has words for `local-goods`"), "{}", said.out);

    // A permit that nobody named, and that never mentions the market.
    let permit = "permit (principal is Buyer, action == Action::\"pay\", resource is OrderGroup);";
    std::fs::write(&sale, format!("{text}\n{permit}\n")).unwrap();
    let said = pasar.run(&arguments).ended(1);
    assert!(said.out.contains("✗ this-market-only: "), "{}", said.out);
    assert!(said.err.contains("a policy without a name"), "{}", said.err);
}

/// A market with two administrators, and the newest charter under the name of a day to come in a folder of markets.
struct Adopting {
    market: TestMarket,
    pasar: Pasar,
    markets: PathBuf,
    on: NaiveDate,
}

impl Adopting {
    async fn new() -> Self {
        let market = TestMarket::new().await;
        for name in ["ana", "bo"] {
            market.on_duty(name, StaffRole::Administrator).await;
        }
        let pasar = Pasar::on(market.database().url());
        let markets = markets(&pasar);
        let on = SystemClock.now().date_naive() + Days::new(9);
        let folder = markets.join(format!("id/charters/{on}"));
        for (path, text) in draft_charter(market.ctx().market(), on) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self {
            market,
            pasar,
            markets,
            on,
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.markets.join(format!("id/charters/{}/{path}", self.on))
    }

    fn adopt(&self, proposer: &str, approver: &str, more: &[&str]) -> Said {
        let (version, on) = (format!("id/{}", self.on), self.on.to_string());
        let (proposer, approver) = (TestMarket::email(proposer), TestMarket::email(approver));
        let words = [
            "charter",
            "adopt",
            &version,
            "--on",
            &on,
            "--as",
            &proposer,
            "--approved-by",
            &approver,
            "--markets",
            self.markets.to_str().unwrap(),
        ];
        self.pasar.run(&[&words, more].concat())
    }

    /// How the versions of this name stand: is each adopted?
    async fn stands(&self) -> Vec<bool> {
        let known = list(self.market.ctx()).await.unwrap();
        let name = self.on.to_string();
        let same = known.iter().filter(|known| known.version.as_str() == name);
        same.map(|known| known.is_adopted()).collect()
    }
}

#[tokio::test]
async fn two_administrators_adopt_a_changed_version_and_one_does_not() {
    let adopting = Adopting::new().await;
    for file in ["policies/claims.cedar", "promises/claims-end.toml"] {
        change(
            &adopting.file(file),
            "resource.days_since_delivery > 6",
            "resource.days_since_delivery > 7",
        );
    }
    fs::remove_dir_all(adopting.file("cases")).unwrap();
    let said = adopting.adopt("ana", "ana", &[]).ended(1);
    assert!(said.err.contains("ask another administrator"), "{}", said.err);
    assert_eq!(
        adopting.stands().await,
        [false],
        "what one person proposed does not stay"
    );
    let said = adopting.adopt("ana", "nobody", &[]).ended(1);
    assert!(said.err.contains("nobody of the staff"), "{}", said.err);

    let said = adopting.adopt("ana", "bo", &[]).ended(0);
    for words in [
        "is proved and adopted",
        "It permits what was refused:",
        "7 days ago",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let mut stands = adopting.stands().await;
    stands.sort();
    assert_eq!(stands, [false, true]);
    let said = adopting.adopt("bo", "ana", &[]).ended(1);
    assert!(said.err.contains("was adopted already"), "{}", said.err);
}

#[tokio::test]
async fn what_breaks_a_promise_is_not_adopted_and_the_example_is_told() {
    let adopting = Adopting::new().await;
    change(
        &adopting.file("policies/sale.cedar"),
        "unless { resource.ship_from == Country::\"ID\" };",
        "unless { principal.origin == Country::\"ID\" };",
    );
    let said = adopting.adopt("ana", "bo", &[]).ended(1);
    assert!(said.err.contains("is not decided as it expects"), "{}", said.err);
    fs::remove_dir_all(adopting.file("cases")).unwrap();
    let said = adopting.adopt("ana", "bo", &[]).ended(1);
    for words in [
        "✗ no-cross-border: ",
        "would be allowed to sell goods sent from China",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let json = adopting.adopt("ana", "bo", &["--json"]).ended(1).json();
    assert_eq!(json["proved"], false);
    assert!(adopting.stands().await.is_empty());
}
