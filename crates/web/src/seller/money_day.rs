//! `GET /{market}/seller/money/{day}`: one day of what the shop is owed, as a page, a table or on paper.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono::{Days, NaiveDate};
use pasar_service::statement::{
    DayFile, DayFormat, DayLine, DayStatement, DayWords, day as statement_of, write,
};
use serde::Deserialize;

use super::owed::no_statement;
use crate::prelude::*;

/// Which day.
#[derive(Debug, Deserialize)]
pub struct DayPath {
    day: String,
}

impl DayPath {
    fn day(&self) -> Result<NaiveDate, WebError> {
        super::id(&self.day)
    }
}

/// A line of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// The time of day.
    pub at: String,
    /// What it was.
    pub what: String,
    /// Its page; empty for what has none.
    pub href: String,
    /// Name and amount of each part.
    pub parts: Vec<(String, String)>,
    /// What it did to what the shop is owed.
    pub change: String,
}

/// One day.
#[derive(Template)]
#[template(path = "seller/money_day.html")]
pub struct MoneyDayPage {
    /// The frame.
    pub shell: Shell,
    /// The address of this page.
    pub href: String,
    /// What was owed when the day began.
    pub opening: String,
    /// What moved that.
    pub lines: Vec<LineRow>,
    /// What was owed when it ended.
    pub closing: String,
    /// The day before.
    pub before: String,
    /// The day after; empty when that has not come.
    pub after: String,
}

page!(MoneyDayPage);

fn less(l: &Localizer, amount: pasar_domain::money::Money) -> String {
    format!("−{}", l.money(amount))
}

impl LineRow {
    fn new(l: &Localizer, line: &DayLine) -> Self {
        let at = l.clock(line.at());
        match line {
            DayLine::Order {
                order_id,
                number,
                amounts,
                net,
                ..
            } => {
                let mut parts = vec![
                    (l.t("seller-sum-goods"), l.money(amounts.goods)),
                    (l.t("seller-sum-shipping"), l.money(amounts.shipping)),
                    (l.t("seller-sum-commission"), less(l, amounts.commission)),
                ];
                if !amounts.commission_tax.is_zero() {
                    parts.push((l.t("seller-sum-commission-tax"), less(l, amounts.commission_tax)));
                }
                parts.push((l.t("seller-sum-fee"), less(l, amounts.order_fee)));
                if !amounts.import_tax.is_zero() {
                    parts.push((l.t("seller-sum-import-tax"), less(l, amounts.import_tax)));
                }
                Self {
                    at,
                    what: number.clone(),
                    href: l.url(&format!("/seller/orders/{order_id}")),
                    parts,
                    change: l.money(*net),
                }
            }
            DayLine::PaidOut { amount, .. } => Self {
                at,
                what: l.t("seller-day-paid-out"),
                href: String::new(),
                parts: Vec::new(),
                change: less(l, *amount),
            },
            DayLine::CameBack { amount, .. } => Self {
                at,
                what: l.t("seller-day-came-back"),
                href: String::new(),
                parts: Vec::new(),
                change: l.money(*amount),
            },
        }
    }
}

fn framed(shell: &Shell, day: &str) -> Shell {
    let title = shell.l.t1("seller-day-title", "day", day);
    shell.clone().titled(title).at("money").private()
}

fn href(l: &Localizer, day: NaiveDate) -> String {
    l.url(&format!("/seller/money/{day}"))
}

impl MoneyDayPage {
    fn new(shell: &Shell, found: &DayStatement, today: NaiveDate) -> Self {
        let l = &shell.l;
        let before = found.day.checked_sub_days(Days::new(1));
        let after = found
            .day
            .checked_add_days(Days::new(1))
            .filter(|day| *day <= today);
        Self {
            href: href(l, found.day),
            opening: l.money(found.opening),
            lines: found.lines.iter().map(|line| LineRow::new(l, line)).collect(),
            closing: l.money(found.closing),
            before: before.map(|day| href(l, day)).unwrap_or_default(),
            after: after.map(|day| href(l, day)).unwrap_or_default(),
            shell: framed(shell, &l.day(found.day)),
        }
    }

    /// Where all days are listed.
    fn list(&self) -> String {
        self.shell.l.url("/seller/money")
    }
}

impl Page for MoneyDayPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let money = |minor| l.money(l.market().money(minor));
        let line = |what: &str, parts: Vec<(String, String)>, change: String| LineRow {
            at: "10:30".to_owned(),
            what: what.to_owned(),
            href: if parts.is_empty() {
                String::new()
            } else {
                l.url("/seller/orders/x")
            },
            parts,
            change,
        };
        let parts = vec![
            (l.t("seller-sum-goods"), money(6_000_000)),
            (l.t("seller-sum-commission"), format!("−{}", money(275_000))),
        ];
        let lines = vec![
            line("INV-2026-000117", parts, money(5_725_000)),
            line(
                &l.t("seller-day-paid-out"),
                Vec::new(),
                format!("−{}", money(5_000_000)),
            ),
            line(&l.t("seller-day-came-back"), Vec::new(), money(5_000_000)),
        ];
        let page = |lines, after: &str| Self {
            href: l.url("/seller/money/2026-11-30"),
            opening: money(5_350_000),
            lines,
            closing: money(6_075_000),
            before: l.url("/seller/money/2026-11-29"),
            after: after.to_owned(),
            shell: framed(&shell, "30 November 2026"),
        };
        let next = l.url("/seller/money/2026-12-01");
        vec![("full", page(lines, &next)), ("empty", page(Vec::new(), ""))]
    }
}

/// `GET`
///
/// # Errors
/// The database's, or when the day has not come yet.
pub async fn show(keeper: Keeper, Path(path): Path<DayPath>) -> Result<MoneyDayPage, WebError> {
    let ctx = &keeper.visit.ctx;
    let found = statement_of(ctx, keeper.keeper, path.day()?)
        .await
        .map_err(no_statement)?;
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    Ok(MoneyDayPage::new(&keeper.visit.shell, &found, today))
}

/// `GET …/csv`
///
/// # Errors
/// The database's, or when the day has not come yet.
pub async fn csv(keeper: Keeper, Path(path): Path<DayPath>) -> Result<Response, WebError> {
    download(&keeper, path.day()?, (DayFormat::Csv, "csv")).await
}

/// `GET …/pdf`
///
/// # Errors
/// The database's, or when the day has not come yet.
pub async fn pdf(keeper: Keeper, Path(path): Path<DayPath>) -> Result<Response, WebError> {
    download(&keeper, path.day()?, (DayFormat::Pdf, "pdf")).await
}

async fn download(
    keeper: &Keeper,
    day: NaiveDate,
    (format, ending): (DayFormat, &str),
) -> Result<Response, WebError> {
    let found = statement_of(&keeper.visit.ctx, keeper.keeper, day).await;
    let found = found.map_err(no_statement)?;
    let words = words(keeper, &found);
    let DayFile { bytes, media_type } = write(&found, format, &words).map_err(no_statement)?;
    let name = format!("{}-{day}.{ending}", keeper.shop.handle);
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// The words of the paper.
fn words(keeper: &Keeper, found: &DayStatement) -> DayWords {
    let l = keeper.visit.l();
    let day = l.t1("seller-day-title", "day", l.day(found.day));
    DayWords {
        title: format!("{} · {day}", keeper.shop.name),
        opening: l.t("seller-day-opening"),
        closing: l.t("seller-day-closing"),
        columns: [
            l.t("seller-day-time"),
            l.t("seller-day-what"),
            l.t("seller-sum-goods"),
            l.t("seller-sum-shipping"),
            l.t("seller-sum-commission"),
            l.t("seller-day-commission-tax"),
            l.t("seller-sum-fee"),
            l.t("seller-day-tax"),
            l.t("seller-day-change"),
        ],
        paid_out: l.t("seller-day-paid-out"),
        came_back: l.t("seller-day-came-back"),
        times: found.lines.iter().map(|line| l.clock(line.at())).collect(),
    }
}
