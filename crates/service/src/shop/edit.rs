//! Changes what a shop says about itself, and how it sends.

use pasar_domain::id::ShippingOptionId;
use pasar_domain::money::Money;
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::shop::{Shop, ShopInput, check_from};
use pasar_store::{outbox, screening, shipping_option, shop};

use crate::Context;
use crate::actor::ShopKeeper;

/// Why a shop could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum EditShopError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// The shop is gone.
    #[error("there is no such shop")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Changes name, description and place. The handle stays. Offers that were sent from the former place move along.
///
/// # Errors
/// See [`EditShopError`].
pub async fn edit(ctx: &Context, keeper: ShopKeeper, input: &ShopInput) -> Result<Shop, EditShopError> {
    let mut tx = ctx.home().begin().await?;
    let before = shop::by_id(&mut tx, keeper.shop_id())
        .await?
        .ok_or(EditShopError::NotFound)?;
    let input = ShopInput {
        handle: Some(before.handle.to_string()),
        ..input.clone()
    };
    let checked = check_from(&input, ctx.market(), &before.country).map_err(EditShopError::Invalid)?;
    shop::update(&mut tx, keeper.shop_id(), &checked).await?;
    if checked.name != before.name {
        screening::seller::shop_renamed(&mut tx, keeper.shop_id()).await?;
    }
    if checked.place != before.place {
        shop::move_offers(
            &mut tx,
            keeper.shop_id(),
            &before.place,
            &checked.place,
            ctx.now(),
        )
        .await?;
        outbox::shop_listings_changed(&mut tx, keeper.shop_id(), ctx.now()).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(Shop {
        name: checked.name,
        description: checked.description,
        place: checked.place,
        ..before
    })
}

/// How a shop wants to send with one of the market's services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingInput {
    /// The service's slug.
    pub service: String,
    /// The price of the first kilogram.
    pub base: Money,
    /// The price of each further kilogram begun.
    pub per_kg: Money,
    /// Is it offered?
    pub active: bool,
}

/// Changes how a shop sends. Services that are not named stay as they are.
///
/// # Errors
/// See [`EditShopError`]; problems name the field `shipping.<service>`.
pub async fn edit_shipping(
    ctx: &Context,
    keeper: ShopKeeper,
    inputs: &[ShippingInput],
) -> Result<(), EditShopError> {
    let mut problems = Problems::default();
    let mut options = Vec::new();
    for input in inputs {
        let field = format!("shipping.{}", input.service);
        let Some(service) = ctx.market().shipping_service(&input.service) else {
            problems.push(
                field,
                ProblemKind::NotListed {
                    text: input.service.clone(),
                },
            );
            continue;
        };
        let wanted = ctx.market().currency;
        for price in [input.base, input.per_kg] {
            if price.currency != wanted {
                let (found, wanted) = (price.currency.to_string(), wanted.to_string());
                problems.push(field.clone(), ProblemKind::OtherCurrency { found, wanted });
            } else if !(0..=pasar_domain::offer::PRICE_MINOR_MAX).contains(&price.minor) {
                let max = pasar_domain::offer::PRICE_MINOR_MAX / wanted.minor_per_major();
                problems.push(field.clone(), ProblemKind::OutOfRange { min: 0, max });
            }
        }
        options.push(ShippingOption {
            shipping_option_id: ShippingOptionId::new(ctx.now(), &ctx.entropy()),
            service: input.service.clone(),
            base: input.base,
            per_kg: input.per_kg,
            days_min: service.days_min,
            days_max: service.days_max,
            active: input.active,
        });
    }
    let options = problems.or(options).map_err(EditShopError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    for option in &options {
        shipping_option::put(&mut tx, keeper.shop_id(), option).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
