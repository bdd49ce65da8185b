//! Charters: those of the program, and those that people adopt.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use object_store::memory::InMemory;
use pasar_domain::adoption::AdoptionOutcome;
use pasar_domain::market::Market;
use pasar_prover::Solvers;
use pasar_service::actor::StaffRole;
use pasar_service::charter::{
    CharterError, EstablishError, Propose, SolverSeat, approve, beginning_of, desk, establish, learn, list,
    propose, show, versions, withdraw,
};
use pasar_service::rulebook::Rulebook;
use pasar_service::{Context, ContextParts};
use pasar_testkit::{FakeBank, SeededChance, TestMarket, draft_charter};

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
        identity_keys: pasar_testkit::identity_keys(),
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
    let mut files = draft_charter(market.ctx().market(), on);
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
    let mut files = draft_charter(market.ctx().market(), on);
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
    let gaps = error.gaps();
    let gap = gaps.iter().find(|gap| gap.promise == "no-cross-border").unwrap();
    let english = gap.example.as_ref().unwrap().get(&"en".parse().unwrap());
    assert!(
        gap.acts[0] == "sell" && english.contains("allowed to sell goods sent from"),
        "{gap:?}"
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
        files: draft_charter(market.ctx().market(), on),
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

#[tokio::test]
async fn a_known_version_is_not_read_again_and_a_new_one_is_known_at_once() {
    let market = TestMarket::new().await;
    let ctx = &with_files(&market, |_| {});
    market.adopt_folder().await;
    assert_eq!(learn(ctx).await.unwrap(), 2);
    let known: Vec<*const _> = ctx.rulebook().versions().map(std::ptr::from_ref).collect();
    assert_eq!(learn(ctx).await.unwrap(), 0);
    // What is known stays where it is: it was not read and replaced.
    let still: Vec<*const _> = ctx.rulebook().versions().map(std::ptr::from_ref).collect();
    assert_eq!(known, still);

    let on = day(&market, 2);
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (bo, _) = market.on_duty("bo", StaffRole::Administrator).await;
    let files = draft_charter(market.ctx().market(), on);
    let proposed = market.proposed(files, on, ana, Vec::new()).await;
    assert_eq!(
        learn(ctx).await.unwrap(),
        0,
        "what is only proposed is not learned"
    );
    approve(market.ctx(), bo, proposed.adoption_id).await.unwrap();
    assert_eq!(learn(ctx).await.unwrap(), 1);
    let learned = ctx.rulebook().version(proposed.version.as_str()).unwrap();
    assert_eq!(
        (learned.effective_at, learned.folder.digest()),
        (proposed.effective_at, proposed.digest)
    );
    assert_eq!(learn(ctx).await.unwrap(), 0);
}

#[tokio::test]
async fn what_was_overtaken_is_not_adopted() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    market.adopt_folder().await;
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (bo, _) = market.on_duty("bo", StaffRole::Administrator).await;
    let (soon, later) = (day(&market, 3), day(&market, 5));
    let draft = |on| draft_charter(ctx.market(), on);
    let second = market.proposed(draft(later), later, ana, Vec::new()).await;
    let first = market.proposed(draft(soon), soon, ana, Vec::new()).await;
    market.passes(chrono::Duration::hours(1));
    approve(ctx, bo, first.adoption_id).await.unwrap();
    assert!(matches!(
        approve(ctx, bo, second.adoption_id).await,
        Err(CharterError::Overtaken)
    ));
    assert_eq!(versions(ctx).await.unwrap().len(), 3);
    // Proposed again, it is compared with what comes before it now.
    withdraw(ctx, ana, second.adoption_id).await.unwrap();
    let again = market.proposed(draft(later), later, ana, Vec::new()).await;
    let shown = show(ctx, again.adoption_id).await.unwrap();
    assert_eq!(shown.before.unwrap().charter.version, first.version);
    approve(ctx, bo, again.adoption_id).await.unwrap();
}

#[tokio::test]
async fn what_begins_with_another_version_is_refused_before_it_is_proved() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (bo, _) = market.on_duty("bo", StaffRole::Administrator).await;
    let (day_before, on) = (day(&market, 2), day(&market, 3));
    let first = draft_charter(ctx.market(), on);
    let first = market.proposed(first, on, ana, Vec::new()).await;
    approve(ctx, bo, first.adoption_id).await.unwrap();
    let files = draft_charter(ctx.market(), day_before);
    let mut nobody = solvers().await;
    nobody.first.program = "/nowhere/cvc5".into();
    nobody.second = None;
    assert!(matches!(
        propose(ctx, ana, Propose { files, on }, &nobody).await,
        Err(CharterError::SameInstant)
    ));
}

#[tokio::test]
async fn one_proof_is_made_at_a_time() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (moderator, _) = market.on_duty("mod", StaffRole::Moderator).await;
    let on = day(&market, 2);
    let input = || Propose {
        files: draft_charter(ctx.market(), on),
        on,
    };
    let seat = SolverSeat::default();
    let (first, second) = tokio::join!(seat.propose(ctx, ana, input()), seat.propose(ctx, ana, input()));
    assert!(first.is_ok(), "{first:?}");
    assert!(matches!(second, Err(CharterError::Busy)));
    // The seat is free again, and nobody's who may not propose.
    assert!(matches!(
        seat.propose(ctx, moderator, input()).await,
        Err(CharterError::NotAllowed)
    ));
    let files = std::collections::BTreeMap::new();
    assert!(matches!(
        seat.propose(ctx, ana, Propose { files, on }).await,
        Err(CharterError::Wrong(_))
    ));
    let nowhere = SolverSeat::new(Some("/nowhere/cvc5".into()), None);
    assert!(matches!(
        nowhere.propose(ctx, ana, input()).await,
        Err(CharterError::NoSolver(_))
    ));
}

#[tokio::test]
async fn the_desk_has_every_version_and_what_can_be_proposed() {
    let on: NaiveDate = "2026-12-20".parse().unwrap();
    let files = TestMarket::draft("id", on);
    let market = TestMarket::with_draft("id", "2026-12-20", files.clone()).await;
    market.adopt_folder().await;
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let free = async || desk(market.ctx(), ana).await.unwrap().free;
    assert_eq!(free().await, ["2026-12-20".parse().unwrap()]);
    let proposed = market.proposed(files, on, ana, Vec::new()).await;
    assert!(free().await.is_empty(), "it waits");
    let desk = desk(market.ctx(), ana).await.unwrap();
    assert_eq!(
        (desk.known.len(), desk.people[&ana.staff_id()].as_str()),
        (3, "ana")
    );
    withdraw(market.ctx(), ana, proposed.adoption_id).await.unwrap();
    assert_eq!(free().await.len(), 1, "what was withdrawn can be proposed again");
}
