//! `GET /{market}/staff/provider-statements`

use pasar_domain::money::Money;
use pasar_domain::provider_statement::{
    ProviderDifference, ProviderDifferenceKind, ProviderStatementRead, Settlement,
};
use pasar_service::actor::StaffRole;
use pasar_service::payout::decimal;
use pasar_service::provider_statement::{Desk, desk};

use super::{LIST, difference};
use crate::prelude::*;

/// Everything about statements of the payment provider.
#[derive(Template)]
#[template(path = "staff/provider_statements.html")]
pub struct StaffProviderStatementsPage {
    /// The frame.
    pub shell: Shell,
    /// The form to take a statement in.
    pub form: Form,
    /// May this member of staff look after money?
    pub may_read: bool,
    /// What differs.
    pub differences: Vec<ProviderDifferenceRow>,
    /// How much more does; empty if all is shown.
    pub more_differences: String,
    /// What was settled.
    pub settlements: Vec<SettlementRow>,
    /// What was taken in: when, and what it did.
    pub statements: Vec<(String, String)>,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderDifferenceRow {
    /// Where what was found out is sent.
    pub action: String,
    /// Its id, for labels.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// What the provider says, what was expected, and where.
    pub facts: Vec<(String, String)>,
}

/// What a provider settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementRow {
    /// How the provider calls it.
    pub name: String,
    /// On which day.
    pub day: String,
    /// What it had taken for us.
    pub gross: String,
    /// What it kept.
    pub fee: String,
    /// What came to the bank.
    pub net: String,
}

page!(StaffProviderStatementsPage);

fn written(money: Money) -> String {
    format!("{} {}", decimal(money), money.currency)
}

impl ProviderDifferenceRow {
    fn new(l: &Localizer, found: &ProviderDifference) -> Self {
        let or_dash = |text: Option<String>| {
            text.filter(|text| !text.is_empty())
                .unwrap_or_else(|| "–".to_owned())
        };
        let facts = [
            ("provider-said", found.said.map(written)),
            ("provider-expected", found.expected.map(written)),
            ("provider-payment", found.payment_id.map(|id| id.to_string())),
            ("provider-row", Some(found.row_id.clone())),
            ("provider-line", found.line.map(|line| line.to_string())),
            ("provider-found", Some(l.date_time(found.found_at))),
        ];
        Self {
            action: l.url(&format!("{LIST}/differences/{}", found.difference_id)),
            id: found.difference_id.to_string(),
            kind: difference(l, found.kind),
            facts: facts
                .into_iter()
                .map(|(name, text)| (l.t(name), or_dash(text)))
                .collect(),
        }
    }
}

impl SettlementRow {
    fn new(l: &Localizer, one: &Settlement) -> Self {
        Self {
            name: one.reference.clone(),
            day: l.day(one.settled_on),
            gross: one.net.add(one.fee).map_or_else(|_| "–".to_owned(), written),
            fee: written(one.fee),
            net: written(one.net),
        }
    }
}

fn statement(l: &Localizer, read: &ProviderStatementRead) -> (String, String) {
    let numbers = [
        ("rows", read.rows.to_arg()),
        ("known", read.known.to_arg()),
        ("settlements", read.settlements.to_arg()),
        ("differences", read.differences.to_arg()),
    ];
    (l.date_time(read.read_at), l.t_with("provider-taken-in", &numbers))
}

fn framed(shell: &Shell) -> Shell {
    let title = shell.l.t("provider-title");
    shell.clone().titled(title).at("provider-statements").private()
}

impl StaffProviderStatementsPage {
    fn new(shell: &Shell, desk: &Desk, may_read: bool, form: Form) -> Self {
        let l = &shell.l;
        let shown = u64::try_from(desk.differences.len()).unwrap_or(u64::MAX);
        Self {
            form,
            may_read,
            differences: desk
                .differences
                .iter()
                .map(|one| ProviderDifferenceRow::new(l, one))
                .collect(),
            more_differences: if desk.differences_count > shown {
                l.t1("provider-differences-count", "count", desk.differences_count)
            } else {
                String::new()
            },
            settlements: desk
                .settlements
                .iter()
                .map(|one| SettlementRow::new(l, one))
                .collect(),
            statements: desk.statements.iter().map(|one| statement(l, one)).collect(),
            shell: framed(shell),
        }
    }
}

impl Page for StaffProviderStatementsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let empty = |may_read| Self {
            form: Form::new(&l),
            may_read,
            differences: Vec::new(),
            more_differences: String::new(),
            settlements: Vec::new(),
            statements: Vec::new(),
            shell: framed(&shell),
        };
        let row = |(number, kind): (usize, &ProviderDifferenceKind)| ProviderDifferenceRow {
            action: l.url(&format!("{LIST}/differences/x{number}")),
            id: format!("dif_{number}"),
            kind: difference(&l, *kind),
            facts: vec![
                (l.t("provider-said"), "53500.00 IDR".to_owned()),
                (l.t("provider-expected"), "–".to_owned()),
                (l.t("provider-row"), "charge <&>".to_owned()),
            ],
        };
        let filled = |may_read| Self {
            differences: ProviderDifferenceKind::ALL.iter().enumerate().map(row).collect(),
            more_differences: l.t1("provider-differences-count", "count", 120_u64),
            settlements: vec![SettlementRow {
                name: "sandbox-IDR-20261202".to_owned(),
                day: "2 Desember 2026".to_owned(),
                gross: "53500.00 IDR".to_owned(),
                fee: "374.50 IDR".to_owned(),
                net: "53125.50 IDR".to_owned(),
            }],
            statements: vec![("2 Desember 2026".to_owned(), "6".to_owned())],
            ..empty(may_read)
        };
        let mut unread = empty(true);
        unread.form.refuse("file", key("provider-no-file"));
        vec![
            ("full", filled(true)),
            ("reading", filled(false)),
            ("unread", unread),
            ("empty", empty(true)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffProviderStatementsPage, WebError> {
    page(&duty, None).await
}

/// The page, with a form on it that was refused.
pub(super) async fn page(duty: &OnDuty, form: Option<Form>) -> Result<StaffProviderStatementsPage, WebError> {
    let desk = desk(&duty.visit.ctx, duty.staff).await?;
    let may_read = duty.staff.role() == StaffRole::Administrator;
    let form = form.unwrap_or_else(|| Form::new(duty.visit.l()));
    Ok(StaffProviderStatementsPage::new(
        &duty.visit.shell,
        &desk,
        may_read,
        form,
    ))
}
