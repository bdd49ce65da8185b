//! `GET /{market}/bank/{payment_id}`

use axum::extract::Path;
use pasar_service::order::show_group;
use pasar_service::payment::SandboxState;

use super::{BankPath, asked};
use crate::payment::method_name;
use crate::prelude::*;

/// What the bank is asked, with its three answers.
#[derive(Template)]
#[template(path = "bank/show.html")]
pub struct BankPage {
    /// The frame.
    pub shell: Shell,
    /// How much is asked for.
    pub amount: String,
    /// The order's number.
    pub number: String,
    /// The order's page.
    pub order: String,
    /// The way to pay.
    pub method: String,
    /// The payment's id.
    pub payment_id: String,
    /// Does the bank still owe its answer?
    pub waits: bool,
}

page!(BankPage);

/// `GET`
///
/// # Errors
/// When it is nobody's payment, somebody else's, or there is no sandbox bank: they look alike.
pub async fn show(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<BankPath>,
) -> Result<BankPage, WebError> {
    let (bank, payment) = asked(&visit, buyer, &path).await?;
    let state = bank.show(payment.id).await?.map(|payment| payment.state);
    let group = show_group(&visit.ctx, buyer, payment.order_group_id).await;
    let group = group.map_err(crate::order::failure)?.group;
    let l = visit.l();
    Ok(BankPage {
        amount: l.money(payment.amount),
        number: group.number,
        order: l.url(&format!("/orders/{}", group.id)),
        method: method_name(l, &payment.method),
        payment_id: payment.id.to_string(),
        waits: matches!(state, Some(SandboxState::Pending { .. })),
        shell: visit
            .shell
            .clone()
            .titled(l.t("bank-title"))
            .at("orders")
            .private(),
    })
}

impl Page for BankPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let page = |waits| Self {
            amount: shell.l.money(shell.market().money(30_920_000)),
            number: "261124-7KQ2M9".to_owned(),
            order: shell.l.url("/orders/grp_1"),
            method: method_name(&shell.l, "sandbox_later"),
            payment_id: "pay_01kb1c9k6wf8ctn2y9v3kq7m2x".to_owned(),
            waits,
            shell: shell
                .clone()
                .titled(shell.l.t("bank-title"))
                .at("orders")
                .private(),
        };
        vec![("waiting", page(true)), ("answered", page(false))]
    }
}
