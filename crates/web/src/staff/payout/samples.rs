//! What the samples of the desk have in them.

use pasar_domain::payout::PayoutStateName;

use super::list::{DifferenceRow, FileRow, PayoutRow, StaffPayoutsPage, WaitingShop};
use super::{LIST, state};
use crate::prelude::*;

fn money(l: &Localizer, minor: i64) -> String {
    l.money(l.market().money(minor))
}

fn row(l: &Localizer, of: PayoutStateName) -> PayoutRow {
    PayoutRow {
        href: l.url(&format!("{LIST}/x")),
        shop: "Toko Sari & Anak".to_owned(),
        day: "30 November 2026".to_owned(),
        amount: money(l, 5_350_000),
        state: state(l, of),
        told: if of == PayoutStateName::Returned {
            "1 Desember 2026 · AC04 <closed>".to_owned()
        } else {
            String::new()
        },
    }
}

fn difference(l: &Localizer, number: usize, kind: pasar_domain::bank::DifferenceKind) -> DifferenceRow {
    DifferenceRow {
        action: l.url(&format!("{LIST}/differences/x{number}")),
        id: format!("dif_{number}"),
        kind: super::difference(l, kind),
        amount: "53500.00 IDR".to_owned(),
        facts: vec![
            (l.t("payout-end-to-end"), "PYO01ABC".to_owned()),
            (l.t("payout-bank-reference"), "B1 <&>".to_owned()),
            (l.t("payout-booked"), "–".to_owned()),
        ],
        payout: if number.is_multiple_of(2) {
            l.url(&format!("{LIST}/x"))
        } else {
            String::new()
        },
    }
}

pub(super) fn file(l: &Localizer) -> FileRow {
    FileRow {
        href: l.url(&format!("{LIST}/files/x")),
        name: "PYF01ABCDEFGHJKMNPQRSTVWXYZ0".to_owned(),
        about: l.t_with(
            "payout-file-about",
            &[
                ("payouts", 12.to_arg()),
                ("sum", money(l, 64_200_000).to_arg()),
                ("day", "1 Desember 2026".to_arg()),
            ],
        ),
        made: "30 November 2026".to_owned(),
    }
}

fn page(shell: &Shell, may_send: bool) -> StaffPayoutsPage {
    let l = &shell.l;
    let stat = |name: &str, note: &str| (l.t(name), money(l, 64_200_000), l.t(note));
    StaffPayoutsPage {
        stats: vec![
            stat("payout-owed", "payout-owed-note"),
            stat("payout-leaving", "payout-leaving-note"),
        ],
        form: Form::filled(
            l,
            [("holder", "Pasar & Co"), ("bank", "Bank"), ("number", "12345")],
        ),
        statement: Form::new(l),
        may_send,
        is_due: true,
        differences: Vec::new(),
        more_differences: String::new(),
        waiting: Vec::new(),
        files: Vec::new(),
        states: vec![Tab::new(l.t("payout-all"), l.url(LIST), true)],
        rows: Vec::new(),
        first: String::new(),
        next: String::new(),
        shell: super::list::framed(shell),
    }
}

/// The desk in each of its states.
pub(super) fn payouts(shell: &Shell) -> Vec<Sample<StaffPayoutsPage>> {
    use pasar_domain::bank::DifferenceKind;
    let l = &shell.l;
    let rows: Vec<PayoutRow> = PayoutStateName::ALL.iter().map(|of| row(l, *of)).collect();
    let kinds = DifferenceKind::ALL.iter().enumerate();
    let full = StaffPayoutsPage {
        differences: kinds.map(|(number, kind)| difference(l, number, *kind)).collect(),
        more_differences: l.t1("payout-differences-count", "count", 120_u64),
        waiting: vec![WaitingShop {
            name: "Toko <Budi>".to_owned(),
            href: l.url("/staff/sellers/x"),
            amount: money(l, 5_350_000),
            since: l.t1("payout-since", "day", "20 November 2026"),
            reasons: vec![l.t("payout-no-account"), l.t("payout-account-returned")],
        }],
        files: vec![file(l)],
        rows: rows.clone(),
        next: l.url(&format!("{LIST}?before=x")),
        ..page(shell, true)
    };
    let mut refused = page(shell, true);
    refused.form.refuse("number", key("field-missing"));
    let mut unread = page(shell, true);
    unread.statement.refuse("file", key("payout-no-file"));
    let later = StaffPayoutsPage {
        rows,
        first: l.url(LIST),
        ..page(shell, false)
    };
    let nothing = StaffPayoutsPage {
        is_due: false,
        ..page(shell, true)
    };
    vec![
        ("full", full),
        ("refused", refused),
        ("unread", unread),
        ("reading", later),
        ("empty", nothing),
    ]
}
