//! `GET /{market}/seller`: what needs the seller today, most urgent first; then how the shop is doing.

use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::Instant;
use pasar_domain::import::{Import, ImportState};
use pasar_domain::money::MoneyError;
use pasar_domain::order::OrderStateName;
use pasar_domain::picture::PictureSize;
use pasar_service::shop::today::{Today, VerificationTask, today};
use pasar_store::product::ProductSummary;

use super::order::row::{OrderRow, row};
use super::probation::NewShop;
use super::shop::edit::shop_choices;
use super::verification::campaign::Asking;
use super::welcome::WelcomePage;
use crate::listing::card::picture_url;
use crate::prelude::*;

/// Something to look at, with one line of why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Where it is dealt with.
    pub href: String,
    /// What it is about.
    pub name: String,
    /// Why it needs somebody.
    pub note: String,
    /// A small picture; empty for none.
    pub picture: String,
}

/// What there is to do to be verified, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToVerify {
    /// The kind of note.
    pub kind: &'static str,
    /// What buyers see until then.
    pub sentence: String,
    /// What to do.
    pub text: String,
    /// The words on the way there; empty when there is nothing to do.
    pub action: String,
}

impl ToVerify {
    fn new(l: &Localizer, task: VerificationTask) -> Self {
        let (kind, sentence, text, action) = match task {
            VerificationTask::Begin => (
                "care",
                "seller-today-verify",
                "seller-today-verify-begin",
                "seller-today-verify-begin-action",
            ),
            VerificationTask::GoOn => (
                "care",
                "seller-today-verify",
                "seller-today-verify-go-on",
                "seller-today-verify-go-on-action",
            ),
            VerificationTask::Wait => (
                "note",
                "seller-today-verify-wait",
                "seller-today-verify-wait-text",
                "",
            ),
            VerificationTask::Mend => (
                "care",
                "seller-today-verify-mend",
                "seller-today-verify-mend-text",
                "seller-today-verify-mend-action",
            ),
        };
        Self {
            kind,
            sentence: l.t(sentence),
            text: l.t(text),
            action: if action.is_empty() {
                String::new()
            } else {
                l.t(action)
            },
        }
    }
}

/// The figures below the tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Goods sold in seven days.
    pub week: String,
    /// In so many orders.
    pub week_orders: u64,
    /// Parcels on their way.
    pub in_transit: u64,
    /// Products that buyers see.
    pub active: u32,
    /// Drafts.
    pub drafts: u32,
    /// Orders day by day, today last.
    pub days: Vec<i64>,
}

impl Figures {
    /// Those of a shop that sells, and of one that did not lately.
    fn sample(l: &Localizer, busy: bool) -> Self {
        Self {
            week: l.money(l.market().money(125_000_000)),
            week_orders: if busy { 56 } else { 0 },
            in_transit: 9,
            active: 48,
            drafts: 3,
            days: if busy {
                vec![3, 4, 2, 6, 5, 8, 9, 7, 11, 10, 14, 12, 18, 21]
            } else {
                vec![0; 14]
            },
        }
    }

    /// Is there anything to draw?
    fn has_sales(&self) -> bool {
        self.days.iter().any(|day| *day > 0)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "seller/today.html")]
pub struct TodayPage {
    /// The frame.
    pub shell: Shell,
    /// Every shop of the person, when there are several.
    pub shops: Vec<Choice>,
    /// What there is to do to be verified.
    pub to_verify: Option<ToVerify>,
    /// What campaigns ask of the seller.
    pub askings: Vec<Asking>,
    /// What is limited while the shop is new.
    pub probation: Option<NewShop>,
    /// Orders to ship, longest waiting first: a few.
    pub to_ship: Vec<OrderRow>,
    /// How many orders are to be shipped in all.
    pub to_ship_count: u64,
    /// Products that the operator hides.
    pub taken_down: Vec<Task>,
    /// Products of which nothing is left.
    pub sold_out: Vec<Task>,
    /// How many of them there are in all.
    pub sold_out_count: u32,
    /// Imports to look at.
    pub imports: Vec<Task>,
    /// How the shop is doing.
    pub figures: Figures,
    /// Has the shop no product at all?
    pub is_new: bool,
}

page!(TodayPage);

impl TodayPage {
    fn new(shell: &Shell, shops: Vec<Choice>, (today, now): (&Today, Instant)) -> Result<Self, MoneyError> {
        let l = &shell.l;
        let (week_orders, week) = today.week()?;
        let product = |product: &ProductSummary, note: String| Task {
            href: l.url(&format!("/seller/products/{}", product.product_id)),
            name: product.title.clone(),
            note,
            picture: picture_url(l, product.picture.as_ref(), &product.category, PictureSize::Thumb),
        };
        let sold_out = today.sold_out.iter();
        let taken_down = today.taken_down.iter();
        Ok(Self {
            shell: shell
                .clone()
                .titled(l.t("seller-today-title"))
                .at("today")
                .private(),
            shops,
            to_verify: today.verification.map(|task| ToVerify::new(l, task)),
            askings: Asking::all(l, &today.campaigns, now),
            probation: today
                .probation
                .as_ref()
                .map(|(limits, stand)| NewShop::new(l, (limits, stand), now)),
            to_ship: today
                .to_ship
                .iter()
                .map(|view| row(l, view))
                .collect::<Result<_, _>>()?,
            to_ship_count: today.orders_in(OrderStateName::AwaitingShipment),
            taken_down: taken_down
                .map(|down| product(down, l.t("seller-today-taken-down-note")))
                .collect(),
            sold_out: sold_out
                .map(|gone| product(gone, l.t1("seller-today-sold-out-note", "count", gone.sold)))
                .collect(),
            sold_out_count: today.products.sold_out,
            imports: today
                .imports
                .iter()
                .map(|import| import_task(l, import))
                .collect(),
            figures: Figures {
                week: l.money(week),
                week_orders,
                in_transit: today.orders_in(OrderStateName::InTransit),
                active: today.products.active,
                drafts: today.products.drafts,
                days: today
                    .days
                    .iter()
                    .map(|day| i64::try_from(day.orders).unwrap_or(i64::MAX))
                    .collect(),
            },
            is_new: today.products.all() == 0,
        })
    }

    /// Does nothing need the seller?
    fn is_calm(&self) -> bool {
        self.to_verify.is_none()
            && self.askings.is_empty()
            && self.to_ship.is_empty()
            && self.taken_down.is_empty()
            && self.sold_out.is_empty()
            && self.imports.is_empty()
    }
}

fn import_task(l: &Localizer, import: &Import) -> Task {
    let note = match &import.state {
        ImportState::Waiting | ImportState::Running => l.t("seller-today-import-running"),
        ImportState::Refused { .. } => l.t("seller-today-import-refused"),
        ImportState::Done { .. } if import.tally.refused > 0 => {
            l.t1("seller-today-import-findings", "count", import.tally.refused)
        }
        ImportState::Done { .. } => l.t("seller-today-import-tried"),
    };
    Task {
        href: l.url(&format!("/seller/files/{}", import.import_id)),
        name: import.file_name.clone(),
        note,
        picture: String::new(),
    }
}

impl Page for TodayPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let task = |name: &str, note: String, picture: &str| Task {
            href: l.url("/seller/products/x"),
            name: name.to_owned(),
            note,
            picture: picture.to_owned(),
        };
        let drawn = l.url("/pictures/drawn/other/1.svg");
        let [begun, full] = NewShop::samples(&l);
        let page = |busy: bool| Self {
            shell: shell
                .clone()
                .titled(l.t("seller-today-title"))
                .at("today")
                .private(),
            shops: Vec::new(),
            to_verify: None,
            askings: if busy { Asking::samples(&l) } else { Vec::new() },
            probation: busy.then(|| full.clone()),
            to_ship: if busy {
                super::order::row::samples(&l)
            } else {
                Vec::new()
            },
            to_ship_count: if busy { 12 } else { 0 },
            taken_down: if busy {
                vec![task(
                    "Krim pemutih super",
                    l.t("seller-today-taken-down-note"),
                    &drawn,
                )]
            } else {
                Vec::new()
            },
            sold_out: if busy {
                let note = l.t1("seller-today-sold-out-note", "count", 156);
                vec![task("Keripik singkong balado 250 g", note, &drawn)]
            } else {
                Vec::new()
            },
            sold_out_count: if busy { 7 } else { 0 },
            imports: if busy {
                let note = l.t1("seller-today-import-findings", "count", 14);
                vec![task("katalog-november.csv", note, "")]
            } else {
                Vec::new()
            },
            figures: Figures::sample(&l, busy),
            is_new: false,
        };
        let mut new = page(false);
        new.is_new = true;
        new.to_verify = Some(ToVerify::new(&l, VerificationTask::Begin));
        new.probation = Some(begun);
        let unverified = |task| Self {
            to_verify: Some(ToVerify::new(&l, task)),
            ..page(false)
        };
        vec![
            ("busy", page(true)),
            ("calm", page(false)),
            ("new", new),
            ("begun", unverified(VerificationTask::GoOn)),
            ("waiting", unverified(VerificationTask::Wait)),
            ("given-back", unverified(VerificationTask::Mend)),
        ]
    }
}

/// `GET`: for a person without a shop, what selling here means.
///
/// # Errors
/// The database's.
pub async fn show(signed_in: SignedIn, headers: HeaderMap) -> Result<Response, WebError> {
    let keeper = match Keeper::of(signed_in, &headers).await? {
        Ok(keeper) => keeper,
        Err(person) => return Ok(WelcomePage::at_the_desk(&person.visit.shell).into_response()),
    };
    let found = today(&keeper.visit.ctx, keeper.keeper).await?;
    let shops = shop_choices(&keeper.shop, &keeper.others);
    let page = TodayPage::new(&keeper.visit.shell, shops, (&found, keeper.visit.ctx.now()))
        .map_err(WebError::internal)?;
    Ok(page.into_response())
}
