//! Applications that wait for staff in the demo: people who do not exist, with documents that the program drew and marked as specimens.
//!
//! One is as it should be, one has a slip of the pen that the photo gives away, one was only begun.

use pasar_domain::application::{BankAccount, Step};
use pasar_domain::handle::Handle;
use pasar_domain::identity::DocumentKind;
use pasar_domain::shop::ShopInput;

use super::people;
use crate::Context;
use crate::actor::{Buyer, ShopKeeper, ShopRole};
use crate::application::{add_picture, save_bank, save_document, show, submit};
use crate::identity::specimen::draw;
use crate::shop::authorise::as_owner;
use crate::shop::open::open;

/// How far somebody got with an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Got {
    /// Sent in, as it should be.
    Sent,
    /// Sent in, with another birth date than the document's.
    SentWithSlip,
    /// Begun, and put aside before the bank account.
    Begun,
}

/// Those who apply, each with the seed of their specimen and the name of their shop.
const APPLICANTS: [(u64, &str, Got); 3] = [
    (2, "Contoh Sambal Rahayu", Got::Sent),
    (4, "Contoh Kue Melati", Got::SentWithSlip),
    (5, "Contoh Kopi Prasetyo", Got::Begun),
];
/// What they show: the document that can be drawn so that it passes for one of the market's.
const KIND: DocumentKind = DocumentKind::Nik;

/// Lets them apply where the market takes the document. Whoever has applied before is left as they are.
///
/// # Errors
/// What stands in the way, in words.
pub(super) async fn write(ctx: &Context) -> Result<(), String> {
    if !ctx.market().verification.home.person.contains(&KIND) {
        return Ok(());
    }
    for (seed, shop, got) in APPLICANTS {
        apply(ctx, seed, shop, got).await?;
    }
    Ok(())
}

async fn apply(ctx: &Context, seed: u64, shop: &str, got: Got) -> Result<(), String> {
    let drawn = draw(KIND, seed, ctx.now().date_naive()).ok_or("the specimen cannot be drawn")?;
    let mut document = drawn.specimen.input;
    let email = format!("contoh-{seed}@example.com").parse().map_err(told)?;
    let mut tx = ctx.home().begin().await.map_err(told)?;
    let account = people::person(ctx, &mut tx, email, &document.name).await;
    let account = account.map_err(told)?;
    tx.commit().await.map_err(told)?;
    let Some(keeper) = newcomer(ctx, Buyer::proven(account), shop).await? else {
        return Ok(());
    };
    if got == Got::SentWithSlip {
        "1991-11-03".clone_into(&mut document.born);
    }
    save_document(ctx, keeper, Step::Document, &document)
        .await
        .map_err(told)?;
    add_picture(ctx, keeper, Step::Picture, drawn.png.into())
        .await
        .map_err(told)?;
    if got == Got::Begun {
        return Ok(());
    }
    let bank = BankAccount {
        bank: "Bank Contoh".to_owned(),
        holder: document.name.clone(),
        number: format!("00000000{seed:02}"),
    };
    save_bank(ctx, keeper, &bank).await.map_err(told)?;
    submit(ctx, keeper, true).await.map_err(told)
}

/// The shop that this person opens now, or opened before; nothing for somebody who has applied already.
async fn newcomer(ctx: &Context, person: Buyer, name: &str) -> Result<Option<ShopKeeper>, String> {
    let handle = Handle::from_shop_name(name).map(String::from);
    let known = match &handle {
        Some(handle) => as_owner(ctx, handle).await.map_err(told)?,
        None => None,
    };
    let keeper = match known {
        Some((keeper, _)) => keeper,
        None => {
            let place = ctx.market().places.all().first();
            let input = ShopInput {
                handle,
                name: name.to_owned(),
                description: String::new(),
                place: place.map(|place| place.name.clone()).unwrap_or_default(),
            };
            let opened = open(ctx, person, &input).await.map_err(told)?;
            ShopKeeper::proven(person.account_id(), opened.shop_id, ShopRole::Owner)
        }
    };
    let shown = show(ctx, keeper).await.map_err(told)?;
    Ok(shown.application.is_none().then_some(keeper))
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
