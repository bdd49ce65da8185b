//! `/{market}/staff`

use pasar_domain::order::OrderStateName;
use pasar_service::staff::{Overview, overview};

use super::order_state;
use crate::prelude::*;

/// The market in figures.
#[derive(Template)]
#[template(path = "staff/overview.html")]
pub struct StaffOverviewPage {
    /// The frame.
    pub shell: Shell,
    /// Who looks.
    pub name: String,
    /// The figures.
    pub figures: Overview,
    /// Orders by state: name, number, where they are listed.
    pub orders: Vec<(String, u64, String)>,
}

page!(StaffOverviewPage);

impl StaffOverviewPage {
    fn new(shell: &Shell, name: String, figures: Overview) -> Self {
        let l = &shell.l;
        let count = |state| {
            let known = figures.orders.iter().find(|(known, _)| *known == state);
            known.map_or(0, |(_, count)| *count)
        };
        let orders = OrderStateName::ALL.iter().map(|state| {
            let (name, _) = order_state(l, *state);
            let href = l.url(&format!("/staff/orders?state={state}"));
            (name, count(*state), href)
        });
        Self {
            orders: orders.collect(),
            shell: shell.clone().titled(l.t("staff-title")).at("today").private(),
            name,
            figures,
        }
    }
}

impl Page for StaffOverviewPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let figures = |shops, jobs_failed| Overview {
            shops,
            products: shops * 41,
            takedowns: shops / 4,
            orders: vec![(OrderStateName::AwaitingShipment, 1_203)],
            jobs_waiting: 7,
            jobs_failed,
        };
        vec![
            ("busy", Self::new(&shell, "Budi".to_owned(), figures(32, 2))),
            ("new", Self::new(&shell, "Budi".to_owned(), figures(0, 0))),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffOverviewPage, WebError> {
    let figures = overview(&duty.visit.ctx, duty.staff).await?;
    Ok(StaffOverviewPage::new(&duty.visit.shell, duty.name, figures))
}
