//! Statements as providers write them.

use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use pasar_domain::provider_statement::{ProviderRow, ProviderRowKind};
use proptest::prelude::*;

use super::{ProviderRowProblem, ProviderStatementError, read_provider_statement, write_provider_statement};

fn payment(n: u8) -> PaymentId {
    PaymentId::new(Instant::UNIX_EPOCH, &[n; 10])
}

fn rows(text: &str) -> Vec<ProviderRow> {
    let lines = read_provider_statement(text.as_bytes()).unwrap();
    lines.into_iter().flat_map(|line| line.rows.unwrap()).collect()
}

fn row(name: &str, kind: ProviderRowKind, minor: i64) -> ProviderRow {
    ProviderRow {
        row_id: name.to_owned(),
        kind,
        booked_on: "2026-11-30".parse().unwrap(),
        settlement: "stl-1".to_owned(),
        payment_id: (kind != ProviderRowKind::Settlement).then(|| payment(1)),
        refund_key: String::new(),
        amount: Money::new(minor, "GBP".parse().unwrap()),
    }
}

#[test]
fn what_is_written_is_read() {
    let written = [
        row("ch-1", ProviderRowKind::Charge, 1_000),
        row("fe-1", ProviderRowKind::Fee, -7),
        ProviderRow {
            refund_key: "ord_1, \"x\"".to_owned(),
            ..row("re-1", ProviderRowKind::Refund, -500)
        },
        row("stl-1", ProviderRowKind::Settlement, -493),
    ];
    let text = String::from_utf8(write_provider_statement(Vec::new(), &written).unwrap()).unwrap();
    assert!(text.starts_with(
        "row_id,kind,booked_on,settlement_id,payment_id,refund_key,amount,currency\r\nch-1,charge,"
    ));
    assert_eq!(rows(&text), written);
}

#[test]
fn a_row_that_cannot_be_read_is_there_with_its_line() {
    let text = "row_id,kind,booked_on,settlement_id,payment_id,amount,currency\n\
        a,charge,2026-11-30,s,,1.00,GBP\n\
        b,gift,2026-11-30,s,,1.00,GBP\n\
        c,charge,soon,s,,1.00,GBP\n\
        d,charge,2026-11-30,s,,1.005,GBP\n\
        ,charge,2026-11-30,s,,1.00,GBP\n\
        f,charge,2026-11-30,s,,1.00,pounds\n";
    let lines = read_provider_statement(text.as_bytes()).unwrap();
    let problems: Vec<_> = lines
        .into_iter()
        .filter_map(|line| Some((line.line, line.rows.err()?)))
        .collect();
    assert_eq!(
        problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [3, 4, 5, 6, 7]
    );
    assert_eq!(problems[0].1, ProviderRowProblem::Kind("gift".to_owned()));
    assert_eq!(problems[4].1, ProviderRowProblem::Currency);
}

#[test]
fn what_is_no_statement_is_refused() {
    for (text, lacks) in [
        ("", "row_id"),
        ("a,b\n1,2\n", "row_id"),
        ("row_id,kind\n", "booked_on"),
    ] {
        let read = read_provider_statement(text.as_bytes());
        assert_eq!(
            read,
            Err(ProviderStatementError::UnknownHeader(lacks.to_owned())),
            "{text}"
        );
    }
    let twice = "row_id,kind,booked_on,settlement_id,payment_id,amount,currency,amount\n";
    let read = read_provider_statement(twice.as_bytes());
    assert_eq!(
        read,
        Err(ProviderStatementError::DuplicateColumn("amount".to_owned()))
    );
}

#[test]
fn a_report_of_stripe_says_charges_fees_and_what_each_payout_came_to() {
    let (first, second) = (payment(1), payment(2));
    let text = format!(
        "automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,available_on_utc,\
         reporting_category,gross,fee,net,currency,description,payment_metadata[pasar_payment]\n\
         po_1,2026-12-02 00:00:00,txn_1,2026-11-30 10:00:00,2026-12-02 00:00:00,charge,20.00,0.50,19.50,gbp,,{first}\n\
         po_1,2026-12-02 00:00:00,txn_2,2026-11-30 11:00:00,2026-12-02 00:00:00,refund,-5.00,0.00,-5.00,gbp,,{first}\n\
         po_2,2026-12-03 00:00:00,txn_3,2026-12-01 09:00:00,2026-12-03 00:00:00,charge,7.00,0.30,6.70,gbp,,{second}\n\
         po_2,2026-12-03 00:00:00,txn_4,2026-12-01 09:00:00,2026-12-03 00:00:00,anticipation,7.00,0.00,7.00,gbp,,\n"
    );
    let lines = read_provider_statement(text.as_bytes()).unwrap();
    assert!(matches!(&lines[3].rows, Err(ProviderRowProblem::Kind(kind)) if kind == "anticipation"));
    let found: Vec<_> = lines
        .iter()
        .flat_map(|line| line.rows.iter().flatten())
        .map(|row| (row.row_id.as_str(), row.kind, row.amount.minor, row.payment_id))
        .collect();
    assert_eq!(
        found,
        [
            ("txn_1", ProviderRowKind::Charge, 2_000, Some(first)),
            ("txn_1#fee", ProviderRowKind::Fee, -50, Some(first)),
            ("txn_2", ProviderRowKind::Refund, -500, Some(first)),
            ("txn_3", ProviderRowKind::Charge, 700, Some(second)),
            ("txn_3#fee", ProviderRowKind::Fee, -30, Some(second)),
            ("po_1", ProviderRowKind::Settlement, -1_450, None),
            ("po_2", ProviderRowKind::Settlement, -670, None),
        ]
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_provider_statement(&bytes);
        let mut under_a_header = b"row_id,kind,booked_on,settlement_id,payment_id,amount,currency\n".to_vec();
        under_a_header.extend(bytes);
        let _ = read_provider_statement(&under_a_header);
    }
}
