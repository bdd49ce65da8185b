use chrono::Duration;
use pasar_domain::bank::DifferenceKind;
use pasar_domain::payout::{Payout, PayoutState, PayoutStateName, PayoutWait, end_to_end_id};
use pasar_service::actor::StaffRole;
use pasar_service::payout::{PayoutError, ReadStatement, decimal, desk, read_statement, settle};

use super::{Selling, gives_account};

/// An entry of a statement: direction, amount, our reference, the bank's.
fn entry(direction: &str, amount: &str, name: &str, reference: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"IDR\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
         <AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>{name}</EndToEndId></Refs>\
         <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>"
    )
}

fn of(payout: &Payout, direction: &str, reference: &str) -> String {
    entry(
        direction,
        &decimal(payout.amount),
        &end_to_end_id(payout.payout_id),
        reference,
    )
}

async fn read(selling: &Selling, entries: &[String]) -> ReadStatement {
    let text = format!(
        "<Document><BkToCstmrStmt><Stmt>{}</Stmt></BkToCstmrStmt></Document>",
        entries.concat()
    );
    let staff = selling.market.staff(StaffRole::Administrator);
    read_statement(selling.market.ctx(), staff, text.as_bytes())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_statement_marks_paid_and_the_same_again_changes_nothing() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let payout = selling.is_paid_out().await;
    assert!(selling.is_sent().await.contains(&end_to_end_id(payout.payout_id)));
    let entries = [of(&payout, "DBIT", "B1")];
    let first = read(&selling, &entries).await;
    assert_eq!((first.read.entries, first.read.paid, first.again), (1, 1, false));
    assert!(first.differences.is_empty());
    assert_eq!(selling.newest().await.state.name(), PayoutStateName::Paid);
    assert_eq!(selling.owed().await, (0, 0));
    let again = read(&selling, &entries).await;
    assert_eq!((again.read, again.again), (first.read, true));
    // The same entry in another statement is known.
    let longer = [of(&payout, "DBIT", "B1"), entry("CRDT", "9", "", "B2")];
    let other = read(&selling, &longer).await;
    assert_eq!(
        (other.read.paid, other.read.known, other.differences.len()),
        (0, 1, 1)
    );
    assert_eq!(
        selling
            .market
            .count("select count(*) from transfer where payout_id is not null")
            .await,
        2
    );
    selling.market.assert_sound().await;
}

#[tokio::test]
async fn money_that_comes_back_is_owed_again_and_waits_for_another_account() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let (owed, _) = selling.owed().await;
    let payout = selling.is_paid_out().await;
    selling.is_sent().await;
    read(&selling, &[of(&payout, "DBIT", "B1")]).await;
    let back = read(&selling, &[of(&payout, "CRDT", "B2")]).await;
    assert_eq!(back.read.returned, 1);
    let returned = selling.newest().await;
    assert!(
        matches!(&returned.state, PayoutState::Returned { reason, paid: Some(_), .. } if reason == "AC04")
    );
    assert_eq!(selling.owed().await, (owed, 0));
    selling.market.passes(Duration::days(1));
    selling.makes_due().await;
    let staff = selling.market.staff(StaffRole::Support);
    let ctx = selling.market.ctx();
    let found = desk(ctx, staff, None, None).await.unwrap();
    let waiting = found.waiting[0].waiting.as_ref().unwrap();
    assert_eq!(waiting.wait, PayoutWait::AccountReturned);
    gives_account(&selling.market, selling.shop, super::NIK).await;
    selling.market.passes(Duration::days(1));
    assert_eq!(selling.makes_due().await, 1);
    let second = selling.newest().await;
    assert_ne!(second.application_id, payout.application_id);
    assert_eq!(second.amount, payout.amount);
    // One that comes back before it was known to be paid lets its hold go.
    selling.is_sent().await;
    read(&selling, &[of(&second, "CRDT", "B9")]).await;
    assert_eq!(selling.owed().await, (owed, 0));
    selling.market.assert_sound().await;
}

#[tokio::test]
async fn whatever_does_not_fit_is_named_and_waits_for_people() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let sent = selling.is_paid_out().await;
    selling.is_sent().await;
    selling.sells().await;
    let due = selling.is_paid_out().await;
    let name = end_to_end_id(sent.payout_id);
    let nobody = name.replace(&name[20..], &"0".repeat(name.len() - 20));
    let found = read(
        &selling,
        &[
            entry("DBIT", "5", "", "F1"),
            entry("CRDT", "6", "", "F2"),
            entry("DBIT", "7", &nobody, "F3"),
            entry("DBIT", "8", &name, "F4"),
            of(&due, "DBIT", "F5"),
            of(&sent, "DBIT", "B1"),
            of(&sent, "DBIT", "F6"),
            of(&sent, "CRDT", "B2"),
            of(&sent, "CRDT", "F7"),
        ],
    )
    .await;
    let kinds: Vec<DifferenceKind> = found.differences.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, DifferenceKind::ALL);
    assert_eq!((found.read.paid, found.read.returned), (1, 1));
    selling.market.assert_sound().await;

    let ctx = selling.market.ctx();
    let administrator = selling.market.staff(StaffRole::Administrator);
    let first = found.differences[0].difference_id;
    let wordless = settle(ctx, administrator, first, " ").await;
    assert!(matches!(wordless, Err(PayoutError::Invalid(_))));
    settle(ctx, administrator, first, "The bank's fee for November.")
        .await
        .unwrap();
    let twice = settle(ctx, administrator, first, "Again.").await;
    assert!(matches!(twice, Err(PayoutError::Settled)));
    let desk = desk(ctx, administrator, None, None).await.unwrap();
    assert_eq!((desk.differences_count, desk.differences.len()), (6, 6));
}

#[tokio::test]
async fn nothing_is_taken_of_what_is_no_statement_or_from_whom_may_not() {
    let selling = Selling::new().await;
    let ctx = selling.market.ctx();
    let administrator = selling.market.staff(StaffRole::Administrator);
    let support = selling.market.staff(StaffRole::Support);
    let broken = read_statement(ctx, administrator, b"<Document>").await;
    assert!(matches!(broken, Err(PayoutError::Statement(_))));
    let refused = read_statement(ctx, support, b"<Document/>").await;
    assert!(matches!(refused, Err(PayoutError::NotAllowed)));
    assert_eq!(
        selling.market.count("select count(*) from bank_statement").await,
        0
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_statement_read_by_many_at_once_counts_once() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let payout = selling.is_paid_out().await;
    selling.is_sent().await;
    let entries = [of(&payout, "DBIT", "B1")];
    let all = (0..8).map(|_| read(&selling, &entries));
    let read: Vec<ReadStatement> = futures::future::join_all(all).await;
    assert_eq!(read.iter().filter(|read| !read.again).count(), 1);
    selling.market.assert_sound().await;
}
