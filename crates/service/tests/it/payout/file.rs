use pasar_domain::bank::message_id;
use pasar_domain::identity::access::{AccessedPart, Purpose};
use pasar_domain::payout::{PayoutState, end_to_end_id};
use pasar_service::actor::StaffRole;
use pasar_service::identity::who_looked;
use pasar_service::payout::{FileFormat, PayoutError, make_file, write_file};
use pasar_testkit::capturing_logs;

use super::{ACCOUNT, Selling, payer};

#[tokio::test]
async fn a_file_has_the_payouts_that_wait_and_can_be_written_again() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let payout = selling.is_paid_out().await;
    let ctx = selling.market.ctx();
    let staff = selling.market.staff(StaffRole::Administrator);
    let made = make_file(ctx, staff, &payer()).await.unwrap();
    assert_eq!((made.payouts, made.sum), (1, payout.amount));
    assert_eq!(made.payer.number, "1234567890");
    let sent = selling.newest().await;
    assert!(matches!(sent.state, PayoutState::Sent { file_id, .. } if file_id == made.file_id));
    let (written, logs) = capturing_logs(async {
        let xml = write_file(ctx, staff, made.file_id, FileFormat::Xml)
            .await
            .unwrap();
        assert_eq!(
            xml,
            write_file(ctx, staff, made.file_id, FileFormat::Xml)
                .await
                .unwrap()
        );
        let csv = write_file(ctx, staff, made.file_id, FileFormat::Csv)
            .await
            .unwrap();
        [xml, csv].map(|bytes| String::from_utf8(bytes).unwrap())
    })
    .await;
    for text in &written {
        for part in [
            ACCOUNT,
            "Wulandari",
            &end_to_end_id(payout.payout_id),
            &message_id(made.file_id),
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    assert!(!logs.contains(ACCOUNT) && !logs.contains("Wulandari"));
    // Its seller reads that the account was opened, each time.
    let looked = who_looked(ctx, selling.shop, 10).await.unwrap();
    let opened = looked
        .iter()
        .filter(|access| (access.part, access.purpose) == (AccessedPart::Account, Purpose::Payout));
    assert_eq!(opened.count(), 3);
    // Nothing of the account is in the database but sealed.
    let tables = selling.market.tables_with(&[ACCOUNT]).await;
    assert_eq!(tables, Vec::<String>::new());
    assert!(matches!(
        make_file(ctx, staff, &payer()).await,
        Err(PayoutError::NothingDue)
    ));
    selling.market.assert_sound().await;
}

#[tokio::test]
async fn only_administrators_send_money_and_what_is_wrong_is_said() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    selling.is_paid_out().await;
    let ctx = selling.market.ctx();
    let administrator = selling.market.staff(StaffRole::Administrator);
    for role in [StaffRole::Moderator, StaffRole::Support] {
        let staff = selling.market.staff(role);
        let made = make_file(ctx, staff, &payer()).await;
        assert!(matches!(made, Err(PayoutError::NotAllowed)));
    }
    for (number, day) in [
        ("", ""),
        ("12/3", ""),
        ("12345", "tomorrow"),
        ("12345", "1999-01-01"),
        ("12345", "2999-01-01"),
    ] {
        let mut input = payer();
        number.clone_into(&mut input.payer.number);
        day.clone_into(&mut input.execute_on);
        let made = make_file(ctx, administrator, &input).await;
        assert!(matches!(made, Err(PayoutError::Invalid(_))), "{number} {day}");
    }
    assert_eq!(selling.newest().await.state, PayoutState::Due);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_payout_is_in_one_file_however_many_are_made_at_once() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    selling.is_paid_out().await;
    let staff = selling.market.staff(StaffRole::Administrator);
    let all = (0..8).map(|_| {
        let ctx = selling.market.ctx().clone();
        tokio::spawn(async move { make_file(&ctx, staff, &payer()).await.is_ok() })
    });
    let made = futures::future::join_all(all).await;
    assert_eq!(made.into_iter().filter(|made| *made.as_ref().unwrap()).count(), 1);
    assert_eq!(selling.market.count("select count(*) from payout_file").await, 1);
}
