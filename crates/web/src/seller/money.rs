//! `GET /{market}/seller/money`: what the shop is paid and why, order by order and in sum.

use axum::extract::Query;
use pasar_domain::id::OrderId;
use pasar_domain::money::{Money, MoneyError};
use pasar_service::Context;
use pasar_service::order::{Cursor, PayoutHoldSum, Statement, StatementLine, StatementStanding, statement};
use pasar_service::statement::{StatementDays, days};
use serde::Deserialize;

use super::owed::{Owed, no_statement};
use crate::charter_refusal::Refusing;
use crate::prelude::*;
use crate::ui::{Sum, SumLine};

/// Orders of a page.
const PAGE: u32 = 50;

/// Where the list goes on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoneyQuery {
    /// Orders older than this one.
    pub before: String,
}

/// What one order brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyRow {
    /// The order.
    pub href: String,
    /// Its number.
    pub number: String,
    /// When it was placed.
    pub placed: String,
    /// Goods and shipping.
    pub gross: String,
    /// The commission.
    pub commission: String,
    /// The fee.
    pub fee: String,
    /// What is left.
    pub net: String,
    /// The colour and words of where the money is.
    pub standing: (&'static str, String),
    /// Since when, or until when; may be empty.
    pub since: String,
}

/// Money that waits, for the same rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyHold {
    /// How much, of how many orders, since when.
    pub title: String,
    /// What each rule says, and what to do.
    pub reasons: Vec<String>,
    /// When it is asked for again.
    pub again: String,
}

/// The page.
#[derive(Template)]
#[template(path = "seller/money.html")]
pub struct MoneyPage {
    /// The frame.
    pub shell: Shell,
    /// What is in escrow for the shop.
    pub held: String,
    /// What is owed to the shop.
    pub payable: String,
    /// What of it waits, and why.
    pub holds: Vec<MoneyHold>,
    /// What is about payouts.
    pub owed: Owed,
    /// Where the seller becomes verified again, and gives a bank account.
    pub verification: String,
    /// Days after delivery on which money leaves escrow.
    pub release_days: u32,
    /// How the totals come about.
    pub sum: Sum,
    /// Order by order.
    pub rows: Vec<MoneyRow>,
    /// Back to the newest; empty on the first page.
    pub first: String,
    /// To older ones; empty at the end.
    pub next: String,
}

page!(MoneyPage);

impl MoneyPage {
    fn new(
        ctx: &Context,
        shell: &Shell,
        (found, owed): (&Statement, &StatementDays),
        is_first: bool,
    ) -> Result<Self, MoneyError> {
        let l = &shell.l;
        let next = found.lines.next;
        Ok(Self {
            held: l.money(found.held),
            payable: l.money(owed.owed),
            owed: Owed::new(ctx, l, owed),
            holds: found.holds.iter().map(|sum| hold(ctx, l, sum)).collect(),
            verification: l.url("/seller/verification"),
            release_days: l.market().charter.windows.escrow_release_days,
            sum: sum(l, found)?,
            rows: found
                .lines
                .entries
                .iter()
                .map(|line| row(l, line))
                .collect::<Result<_, _>>()?,
            first: if is_first {
                String::new()
            } else {
                l.url("/seller/money")
            },
            next: next
                .map(|next| l.url(&format!("/seller/money?before={next}")))
                .unwrap_or_default(),
            shell: shell
                .clone()
                .titled(l.t("seller-money-title"))
                .at("money")
                .private(),
        })
    }
}

fn hold(ctx: &Context, l: &Localizer, sum: &PayoutHoldSum) -> MoneyHold {
    let title = Message::new(key("seller-money-hold"))
        .with("amount", l.money(sum.net))
        .with("orders", sum.orders)
        .with("day", l.date(sum.hold.since));
    MoneyHold {
        title: l.say(&title),
        reasons: Refusing::new(ctx, &sum.hold.rules).told(l),
        again: l.t1("seller-money-hold-again", "when", l.date_time(sum.hold.again_at)),
    }
}

/// What all paid orders bring together, part by part.
fn sum(l: &Localizer, found: &Statement) -> Result<Sum, MoneyError> {
    let currency = l.market().currency;
    let all = |of: &dyn Fn(&pasar_service::order::StatementTotal) -> Money| {
        Money::sum(currency, found.totals.iter().map(of))
    };
    let goods = all(&|total| total.amounts.goods)?;
    let shipping = all(&|total| total.amounts.shipping)?;
    let commission = all(&|total| total.amounts.commission)?;
    let fees = all(&|total| total.amounts.order_fee)?;
    let line = |name: String, amount: Money, less| SumLine {
        name,
        note: String::new(),
        amount: if less {
            format!("−{}", l.money(amount))
        } else {
            l.money(amount)
        },
        less,
    };
    let import_tax = all(&|total| total.amounts.import_tax)?;
    let commission_tax = all(&|total| total.amounts.commission_tax)?;
    let mut lines = vec![
        line(l.t("seller-sum-goods"), goods, false),
        line(l.t("seller-sum-shipping"), shipping, false),
        line(l.t("seller-sum-commission"), commission, true),
    ];
    if !commission_tax.is_zero() {
        lines.push(line(l.t("seller-sum-commission-tax"), commission_tax, true));
    }
    lines.push(line(l.t("seller-sum-fee"), fees, true));
    if !import_tax.is_zero() {
        lines.push(line(l.t("seller-sum-import-tax"), import_tax, true));
    }
    Ok(Sum {
        lines,
        name: l.t("seller-money-all"),
        total: l.money(all(&|total| total.net)?),
    })
}

fn row(l: &Localizer, line: &StatementLine) -> Result<MoneyRow, MoneyError> {
    let (standing, since) = match &line.standing {
        StatementStanding::Held => (("soga", l.t("seller-money-held")), String::new()),
        StatementStanding::DueOn(day) => {
            let due = l.t1("seller-money-due", "day", l.date(*day));
            (("indigo", l.t("seller-money-held")), due)
        }
        StatementStanding::Waits(hold) => {
            let since = l.t1("seller-money-since", "day", l.date(hold.since));
            (("chili", l.t("seller-money-waits")), since)
        }
        StatementStanding::Payable { since } => {
            let since = l.t1("seller-money-since", "day", l.date(*since));
            (("leaf", l.t("seller-money-payable")), since)
        }
    };
    Ok(MoneyRow {
        href: l.url(&format!("/seller/orders/{}", line.order_id)),
        number: line.number.clone(),
        placed: l.date(line.placed_at),
        gross: l.money(line.amounts.total()?),
        commission: format!("−{}", l.money(line.amounts.commission)),
        fee: format!("−{}", l.money(line.amounts.order_fee)),
        net: l.money(line.net),
        standing,
        since,
    })
}

impl Page for MoneyPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let since = |day| l.t1("seller-money-since", "day", day);
        let rows = vec![
            sample_row(l, "INV-2026-000117", ("soga", "seller-money-held"), String::new()),
            sample_row(
                l,
                "INV-2026-000116",
                ("indigo", "seller-money-held"),
                l.t1("seller-money-due", "day", "27 November 2026"),
            ),
            sample_row(
                l,
                "INV-2026-000101",
                ("leaf", "seller-money-payable"),
                since("20 November 2026"),
            ),
        ];
        let waits = ("chili", "seller-money-waits");
        let waits = vec![sample_row(l, "INV-2026-000099", waits, since("20 November 2026"))];
        let holds = vec![sample_hold(l)];
        vec![
            ("full", sample(&shell, rows, Vec::new())),
            ("waits", sample(&shell, waits, holds)),
            ("empty", sample(&shell, Vec::new(), Vec::new())),
        ]
    }
}

fn sample_money(l: &Localizer, minor: i64) -> String {
    l.money(l.market().money(minor))
}

fn sample_row(l: &Localizer, number: &str, standing: (&'static str, &str), since: String) -> MoneyRow {
    MoneyRow {
        href: l.url("/seller/orders/x"),
        number: number.to_owned(),
        placed: "24 November 2026".to_owned(),
        gross: sample_money(l, 6_000_000),
        commission: format!("−{}", sample_money(l, 275_000)),
        fee: format!("−{}", sample_money(l, 125_000)),
        net: sample_money(l, 5_600_000),
        standing: (standing.0, l.t(standing.1)),
        since,
    }
}

fn sample_hold(l: &Localizer) -> MoneyHold {
    let title = Message::new(key("seller-money-hold"))
        .with("amount", sample_money(l, 5_600_000))
        .with("orders", 1)
        .with("day", "20 November 2026");
    MoneyHold {
        title: l.say(&title),
        reasons: vec![l.t1("error-refused", "count", 0)],
        again: l.t1("seller-money-hold-again", "when", "27 November 2026 12.00"),
    }
}

fn sample(shell: &Shell, rows: Vec<MoneyRow>, holds: Vec<MoneyHold>) -> MoneyPage {
    let l = &shell.l;
    let line = |name: &str, amount: String, less| SumLine {
        name: l.t(name),
        note: String::new(),
        amount,
        less,
    };
    let commission = format!("−{}", sample_money(l, 17_875_000));
    MoneyPage {
        owed: if rows.is_empty() {
            Owed::default()
        } else {
            Owed::sample(l)
        },
        holds,
        verification: l.url("/seller/verification"),
        held: sample_money(l, 5_600_000),
        payable: sample_money(l, 340_200_000),
        release_days: 7,
        sum: Sum {
            lines: vec![
                line("seller-sum-goods", sample_money(l, 325_000_000), false),
                line("seller-sum-commission", commission, true),
            ],
            name: l.t("seller-money-all"),
            total: sample_money(l, 345_800_000),
        },
        next: if rows.is_empty() {
            String::new()
        } else {
            l.url("/seller/money?before=x")
        },
        rows,
        first: String::new(),
        shell: shell
            .clone()
            .titled(l.t("seller-money-title"))
            .at("money")
            .private(),
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(keeper: Keeper, Query(query): Query<MoneyQuery>) -> Result<MoneyPage, WebError> {
    let before: Option<OrderId> = match query.before.as_str() {
        "" => None,
        id => Some(super::id(id)?),
    };
    let cursor = Cursor { before, limit: PAGE };
    let found = statement(&keeper.visit.ctx, keeper.keeper, cursor).await;
    let found = found.map_err(|error| match error {
        pasar_service::order::StatementError::Sum(error) => WebError::internal(error),
        pasar_service::order::StatementError::Store(error) => error.into(),
    })?;
    let owed = days(&keeper.visit.ctx, keeper.keeper).await;
    let owed = owed.map_err(no_statement)?;
    let (ctx, shell) = (&keeper.visit.ctx, &keeper.visit.shell);
    MoneyPage::new(ctx, shell, (&found, &owed), before.is_none()).map_err(WebError::internal)
}
