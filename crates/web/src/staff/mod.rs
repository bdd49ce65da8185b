//! The office of the operator's staff: what the market looks like, and what is taken from sight.

pub mod appeals;
pub mod campaign;
pub mod charter;
pub mod code;
pub mod lift;
pub mod oidc;
pub mod order;
pub mod orders;
pub mod overview;
pub mod ownership;
pub mod passkey_sign_in;
pub mod passkeys;
pub mod payout;
pub mod product;
pub mod products;
pub mod programme;
pub mod provider_statement;
pub mod screening;
pub mod second_factor;
pub mod seller;
pub mod shops;
pub mod sign_in;
pub mod sign_out;
pub mod take_down;
pub mod verification;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use pasar_domain::order::OrderStateName;
use pasar_service::takedown::take::TakedownError;
use pasar_store::product::ProductStanding;

use crate::prelude::*;
use crate::route_table::Audience::{Anyone, Staff};
use crate::route_table::RouteTable;

/// Entries of a queue's page.
const PAGE: u32 = 50;

/// The routes of this office.
pub fn table() -> RouteTable {
    RouteTable::default()
        .get(Anyone, "/{market}/staff/sign-in", sign_in::show)
        .post(Anyone, "/{market}/staff/sign-in", sign_in::sign_in)
        .get(Anyone, "/{market}/staff/sign-in/oidc", oidc::finish)
        .post(Anyone, "/{market}/staff/sign-in/oidc", oidc::start)
        .get(Anyone, "/{market}/staff/sign-in/code", code::show)
        .post(Anyone, "/{market}/staff/sign-in/code", code::finish)
        .post(Staff, "/{market}/staff/sign-out", sign_out::sign_out)
        .post(
            Anyone,
            "/{market}/staff/sign-in/passkey",
            passkey_sign_in::sign_in,
        )
        .post(
            Anyone,
            "/{market}/staff/sign-in/passkey/begin",
            passkey_sign_in::begin,
        )
        .with(second_factor_table("/{market}/staff/second-factor"))
        .with(passkey_table("/{market}/staff/passkeys"))
        .get(Staff, "/{market}/staff", overview::show)
        .get(Staff, "/{market}/staff/shops", shops::show)
        .get(Staff, "/{market}/staff/products", products::show)
        .get(Staff, "/{market}/staff/products/{product}", product::show)
        .post(
            Staff,
            "/{market}/staff/products/{product}/take-down",
            take_down::take_down,
        )
        .post(Staff, "/{market}/staff/products/{product}/lift", lift::lift)
        .get(Staff, "/{market}/staff/appeals", appeals::show)
        .post(
            Staff,
            "/{market}/staff/appeals/{shop_id}/{appeal_id}",
            appeals::answer_appeal,
        )
        .get(Staff, "/{market}/staff/orders", orders::show)
        .get(Staff, "/{market}/staff/orders/{order}", order::show)
        .get(Staff, "/{market}/staff/screening", screening::show::show)
        .post(
            Staff,
            "/{market}/staff/screening/{seller}",
            screening::decide::decide,
        )
        .with(seller_table())
        .with(verification_table())
        .with(payout_table("/{market}/staff/payouts"))
        .with(provider_statement_table("/{market}/staff/provider-statements"))
        .with(campaign_table("/{market}/staff/campaigns"))
        .with(programme_table())
        .with(charter_table())
        .with(ownership_table())
}

fn second_factor_table(at: &str) -> RouteTable {
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(Staff, at, second_factor::show)
        .post(Staff, &below("/start"), second_factor::start)
        .post(Staff, &below("/confirm"), second_factor::confirm)
        .post(Staff, &below("/remove"), second_factor::remove)
}

fn passkey_table(at: &str) -> RouteTable {
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(Staff, at, passkeys::show)
        .post(Staff, at, passkeys::add)
        .post(Staff, &below("/begin"), passkeys::begin)
        .post(Staff, &below("/{passkey}/rename"), passkeys::rename)
        .post(Staff, &below("/{passkey}/remove"), passkeys::remove)
}

fn seller_table() -> RouteTable {
    RouteTable::default()
        .get(Staff, "/{market}/staff/sellers", seller::list::show)
        .get(Staff, "/{market}/staff/sellers/{seller}", seller::show::show)
        .post(
            Staff,
            "/{market}/staff/sellers/{seller}/verify",
            seller::verify::verify,
        )
        .post(
            Staff,
            "/{market}/staff/sellers/{seller}/verifications/{verification}/revoke",
            seller::revoke::revoke,
        )
}

fn verification_table() -> RouteTable {
    let one = |path: &str| format!("/{{market}}/staff/verifications/{{seller}}/{{application}}{path}");
    RouteTable::default()
        .get(Staff, "/{market}/staff/verifications", verification::list::show)
        .get(Staff, &one(""), verification::show::show)
        .get(
            Staff,
            &one("/pictures/{which}/{place}"),
            verification::picture::show,
        )
        .post(Staff, &one("/approve"), verification::approve::approve)
        .post(Staff, &one("/decide"), verification::decide::decide)
}

fn payout_table(at: &str) -> RouteTable {
    let below = |path: &str| format!("{at}{path}");
    let largest = DefaultBodyLimit::max(payout::statement::FORM_BYTES_MAX);
    RouteTable::default()
        .get(Staff, at, payout::list::show)
        .get(Staff, &below("/{payout}"), payout::show::show)
        .post(Staff, &below("/files"), payout::make::make)
        .get(Staff, &below("/files/{payout_file}/xml"), payout::file::xml)
        .get(Staff, &below("/files/{payout_file}/csv"), payout::file::csv)
        .post(
            Staff,
            &below("/statements"),
            payout::statement::upload.layer(largest),
        )
        .post(Staff, &below("/differences/{difference}"), payout::settle::settle)
}

fn provider_statement_table(at: &str) -> RouteTable {
    let below = |path: &str| format!("{at}{path}");
    let largest = DefaultBodyLimit::max(provider_statement::take_in::FORM_BYTES_MAX);
    RouteTable::default()
        .get(Staff, at, provider_statement::list::show)
        .post(Staff, at, provider_statement::take_in::upload.layer(largest))
        .get(Staff, &below("/file"), provider_statement::file::download)
        .post(
            Staff,
            &below("/differences/{provider_difference}"),
            provider_statement::settle::settle,
        )
}

fn campaign_table(at: &str) -> RouteTable {
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(Staff, at, campaign::list::show)
        .post(Staff, at, campaign::start::start)
        .get(Staff, &below("/new"), campaign::new::show)
        .get(Staff, &below("/{campaign}"), campaign::show::show)
        .post(Staff, &below("/{campaign}/stop"), campaign::stop::stop)
}

fn programme_table() -> RouteTable {
    RouteTable::default()
        .get(Staff, "/{market}/staff/programme", programme::show::show)
        .post(Staff, "/{market}/staff/programme", programme::propose::propose)
        .post(Staff, "/{market}/staff/programme/pause", programme::pause::pause)
        .post(
            Staff,
            "/{market}/staff/programme/{stage_move}/approve",
            programme::approve::approve,
        )
}

fn charter_table() -> RouteTable {
    RouteTable::default()
        .get(Staff, "/{market}/staff/charters", charter::list::show)
        .post(Staff, "/{market}/staff/charters", charter::propose::propose)
        .get(Staff, "/{market}/staff/charters/{adoption}", charter::show::show)
        .post(
            Staff,
            "/{market}/staff/charters/{adoption}/approve",
            charter::approve::approve,
        )
        .post(
            Staff,
            "/{market}/staff/charters/{adoption}/withdraw",
            charter::withdraw::withdraw,
        )
}

fn ownership_table() -> RouteTable {
    RouteTable::default()
        .get(Staff, "/{market}/staff/ownership", ownership::list::show)
        .post(Staff, "/{market}/staff/ownership", ownership::record::record)
        .post(
            Staff,
            "/{market}/staff/ownership/parties",
            ownership::add_party::add_party,
        )
        .post(
            Staff,
            "/{market}/staff/ownership/parties/{party}/sellers",
            ownership::link::link,
        )
        .post(
            Staff,
            "/{market}/staff/ownership/{ownership}/end",
            ownership::end::end,
        )
}

/// Basis points of a share that was typed in per cent with up to two decimals; nothing typed is none. What is no share is out of every
/// range.
fn basis_points(typed: &str) -> u32 {
    let typed = typed.trim_end_matches('%').trim().replace(',', ".");
    let (whole, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 2 || whole.len() > 6 {
        return u32::MAX;
    }
    format!("0{whole}{fraction:0<2}").parse().unwrap_or(u32::MAX)
}

/// The name of an order's state, and its colour.
fn order_state(l: &Localizer, state: OrderStateName) -> (String, &'static str) {
    match state {
        OrderStateName::AwaitingPayment => (l.t("staff-order-awaiting-payment"), "soga"),
        OrderStateName::AwaitingShipment => (l.t("staff-order-awaiting-shipment"), "indigo"),
        OrderStateName::InTransit => (l.t("staff-order-in-transit"), "indigo"),
        OrderStateName::Delivered => (l.t("staff-order-delivered"), "leaf"),
        OrderStateName::Completed => (l.t("staff-order-completed"), "leaf"),
        OrderStateName::Cancelled => (l.t("staff-order-cancelled"), ""),
    }
}

/// The name of a product's standing, and its colour.
fn standing(l: &Localizer, standing: ProductStanding) -> (String, &'static str) {
    match standing {
        ProductStanding::Draft => (l.t("staff-product-draft"), ""),
        ProductStanding::Active => (l.t("staff-product-active"), "leaf"),
        ProductStanding::TakenDown => (l.t("staff-product-taken-down"), "chili"),
    }
}

fn refuse(error: TakedownError) -> WebError {
    match error {
        TakedownError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        TakedownError::NotAllowed => WebError::forbidden().saying(key("staff-moderators-only")),
        TakedownError::NotFound => WebError::not_found(),
        TakedownError::AlreadyDown => WebError::conflict().saying(key("staff-already-down")),
        TakedownError::NotDown => WebError::conflict().saying(key("staff-not-down")),
        TakedownError::Store(error) => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::basis_points;

    #[test]
    fn shares_are_read_as_people_write_them() {
        let read = ["20", "20 %", "2,5", "0.25", "", "100"].map(basis_points);
        assert_eq!(read, [2_000, 2_000, 250, 25, 0, 10_000]);
        assert_eq!(
            ["a", "1.234", "-1", "1e3", "99999999"].map(basis_points),
            [u32::MAX; 5]
        );
    }
}
