//! Charters: those of the program, and those that people adopt.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use object_store::memory::InMemory;
use pasar_domain::adoption::AdoptionOutcome;
use pasar_domain::market::Market;
use pasar_prover::Solvers;
use pasar_service::actor::StaffRole;
use pasar_service::charter::{
    CharterError, EstablishError, Propose, approve, beginning_of, establish, list, propose, show, versions,
    withdraw,
};
use pasar_service::rulebook::Rulebook;
use pasar_service::{Context, ContextParts};
use pasar_testkit::{FakeBank, SeededChance, TestMarket};

type Files = BTreeMap<String, String>;

async fn solvers() -> Solvers {
    Solvers::find(None, None)
        .await
        .expect("the tests need cvc5: apt-get install cvc5")
}

/// Today in the market, and the days after.
fn day(market: &TestMarket, later: u64) -> NaiveDate {
    let now = market.ctx().now().with_timezone(&market.ctx().market().time_zone);
    now.date_naive() + Days::new(later)
}

/// The newest charter of the repository under another name, which may be in force from that day on.
fn renamed(market: &TestMarket, on: NaiveDate) -> Files {
    let (old, files) = market.ctx().market().charter_files.last_key_value().unwrap();
    let mut files = files.clone();
    files.remove("proof.json");
    let figures = files.get_mut("charter.toml").unwrap();
    *figures = figures
        .replace(&format!("version = \"{old}\""), &format!("version = \"{on}\""))
        .replace(
            &format!("effective_on = \"{old}\""),
            &format!("effective_on = \"{on}\""),
        );
    assert!(figures.contains(&format!("version = \"{on}\"")), "{figures}");
    files
}

/// The same program with other files for the market.
fn with_files(market: &TestMarket, change: impl FnOnce(&mut Market)) -> Context {
    let ctx = market.ctx();
    let mut changed = ctx.market().clone();
    change(&mut changed);
    Context::new(ContextParts {
        market: changed,
        store: ctx.store().clone(),
        home: ctx.home().clone(),
        index: Arc::clone(ctx.index()),
        objects: Arc::new(InMemory::new()),
        payments: Arc::new(FakeBank::default()),
        clock: Arc::new(pasar_service::SystemClock),
        chance: Arc::new(SeededChance::new(11)),
        rulebook: Rulebook::default(),
    })
}

#[tokio::test]
async fn what_comes_with_the_program_is_adopted_once_each_from_its_own_day() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    establish(ctx).await.unwrap();
    establish(ctx).await.unwrap();
    let adopted = versions(ctx).await.unwrap();
    let told: Vec<_> = adopted
        .iter()
        .map(|(folder, at)| (folder.charter.version.to_string(), at.to_rfc3339()))
        .collect();
    // Midnight in Jakarta is five in the afternoon of the day before.
    assert_eq!(
        told,
        [
            ("2023-07-30".to_owned(), "2023-07-29T17:00:00+00:00".to_owned()),
            ("2023-09-26".to_owned(), "2023-09-25T17:00:00+00:00".to_owned())
        ]
    );
    let first = list(ctx).await.unwrap().remove(0);
    assert!(first.is_adopted() && first.proposed_by.is_none() && !first.files.contains_key("proof.json"));
    let shown = show(ctx, first.adoption_id).await.unwrap();
    assert!(shown.proof.iter().all(|proof| proof.verdict == "proved"));
    assert!(
        shown
            .proof
            .iter()
            .any(|proof| proof.text.contains("(check-sat)") && proof.text_sha256.len() == 64)
    );
}

#[tokio::test]
async fn a_start_with_other_files_under_an_adopted_name_is_refused() {
    let market = TestMarket::new().await;
    establish(market.ctx()).await.unwrap();
    let other = with_files(&market, |market| {
        let files = market.charter_files.values_mut().next().unwrap();
        files
            .get_mut("policies/sale.cedar")
            .unwrap()
            .push_str("// changed\n");
    });
    let error = establish(&other).await.unwrap_err();
    assert!(
        matches!(&error, EstablishError::Changed { version, .. } if version == "2023-07-30"),
        "{error}"
    );
}

#[tokio::test]
async fn without_a_proof_nothing_is_established() {
    let market = TestMarket::new().await;
    let unproved = with_files(&market, |market| {
        for files in market.charter_files.values_mut() {
            files.remove("proof.json");
        }
    });
    let error = establish(&unproved).await.unwrap_err();
    assert!(
        error.to_string().contains("pasar charter prove --keep"),
        "{error}"
    );
    // The proof of other files is none.
    let tampered = with_files(&market, |market| {
        for files in market.charter_files.values_mut() {
            let sale = files.get_mut("policies/sale.cedar").unwrap();
            *sale = sale.replace(
                "resource.ship_from == Country::\"ID\"",
                "resource.ship_from != Country::\"CN\"",
            );
        }
    });
    assert!(matches!(
        establish(&tampered).await,
        Err(EstablishError::NothingProved { .. })
    ));
    assert!(list(market.ctx()).await.unwrap().is_empty());
}

#[tokio::test]
async fn two_administrators_adopt_a_version_for_a_day_to_come() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    establish(ctx).await.unwrap();
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (bo, _) = market.on_duty("bo", StaffRole::Administrator).await;
    let (moderator, _) = market.on_duty("mod", StaffRole::Moderator).await;
    let solvers = solvers().await;
    let on = day(&market, 3);
    let mut files = renamed(&market, on);
    let claims = files.get_mut("policies/claims.cedar").unwrap();
    // A day more for returns is a promise less to sellers, so the promise says seven days, too.
    *claims = claims.replace(
        "resource.days_since_delivery > 6",
        "resource.days_since_delivery > 7",
    );
    let promise = files.get_mut("promises/claims-end.toml").unwrap();
    *promise = promise.replace(
        "resource.days_since_delivery > 6",
        "resource.days_since_delivery > 7",
    );
    files.retain(|path, _| !path.starts_with("cases/"));
    let input = Propose { files, on };

    assert!(matches!(
        propose(ctx, moderator, input.clone(), &solvers).await,
        Err(CharterError::NotAllowed)
    ));
    let today = Propose {
        on: day(&market, 0),
        ..input.clone()
    };
    assert!(matches!(
        propose(ctx, ana, today, &solvers).await,
        Err(CharterError::Past { .. })
    ));
    let proposed = propose(ctx, ana, input.clone(), &solvers).await.unwrap();
    assert_eq!(proposed.effective_at, beginning_of(on, ctx.market()));
    assert!(proposed.loosens(), "{:?}", proposed.changes);
    let change = proposed.changes.first().unwrap();
    let english = change.example.as_ref().unwrap().get(&"en".parse().unwrap());
    assert!(
        change.act == "claim" && english.contains("7 days ago"),
        "{english}"
    );

    let id = proposed.adoption_id;
    assert!(matches!(
        approve(ctx, ana, id).await,
        Err(CharterError::SamePerson)
    ));
    assert!(matches!(
        approve(ctx, moderator, id).await,
        Err(CharterError::NotAllowed)
    ));
    assert_eq!(
        versions(ctx).await.unwrap().len(),
        2,
        "a proposal changes nothing"
    );
    let adopted = approve(ctx, bo, id).await.unwrap();
    assert!(adopted.is_adopted());
    assert!(matches!(approve(ctx, bo, id).await, Err(CharterError::Decided)));
    assert!(matches!(withdraw(ctx, ana, id).await, Err(CharterError::Decided)));
    assert!(matches!(
        propose(ctx, ana, input, &solvers).await,
        Err(CharterError::Adopted(_))
    ));
    let (newest, at) = versions(ctx).await.unwrap().pop().unwrap();
    assert_eq!((newest.digest(), at), (adopted.digest, adopted.effective_at));
}

#[tokio::test]
async fn what_is_not_proved_is_not_even_proposed() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let on = day(&market, 1);
    let mut files = renamed(&market, on);
    files.retain(|path, _| !path.starts_with("cases/"));
    let sale = files.get_mut("policies/sale.cedar").unwrap();
    *sale = sale.replace(
        "unless { resource.ship_from == Country::\"ID\" };",
        "unless { resource.ship_from == Country::\"ID\" || resource.price_minor > 100000000 };",
    );
    let error = propose(ctx, ana, Propose { files, on }, &solvers().await)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, CharterError::NotProved(_)) && error.to_string().contains("no-cross-border"),
        "{error}"
    );
    assert!(list(ctx).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_proposal_can_be_withdrawn_and_made_again_and_goes_stale() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (bo, _) = market.on_duty("bo", StaffRole::Administrator).await;
    let solvers = solvers().await;
    let on = day(&market, 2);
    let input = Propose {
        files: renamed(&market, on),
        on,
    };
    let first = propose(ctx, ana, input.clone(), &solvers).await.unwrap();
    let withdrawn = withdraw(ctx, bo, first.adoption_id).await.unwrap();
    assert_eq!(withdrawn.decision.unwrap().outcome, AdoptionOutcome::Withdrawn);
    let again = propose(ctx, ana, input, &solvers).await.unwrap();
    market.passes(chrono::Duration::days(3));
    assert!(matches!(
        approve(ctx, bo, again.adoption_id).await,
        Err(CharterError::Past { .. })
    ));
}
