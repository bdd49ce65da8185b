//! Programme S in the demo of a market whose folder has a `programme.toml`: a pilot that two members of staff agreed on, and one merchant
//! with a few goods.

use std::path::Path;

use pasar_domain::offer::StockChange;
use pasar_domain::product::ProductInput;
use pasar_domain::programme::{MoveInput, Programme, Stage};
use pasar_domain::seller::VerificationInput;
use pasar_domain::shop::ShopInput;
use pasar_domain::variant::VariantInput;
use pasar_store::directory;
use serde::Deserialize;

use super::people::{self, colleagues};
use super::seed::SeedError;
use crate::Context;
use crate::actor::{ShopKeeper, ShopRole};
use crate::product::create::create;
use crate::programme::admit::{AdmitMerchant, admit};
use crate::programme::approve::approve;
use crate::programme::propose::propose;
use crate::programme::show::read;

/// The file `programme.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeFile {
    cohort_basis_points: u32,
    reason: String,
    merchant: Merchant,
    product: Vec<Product>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merchant {
    name: String,
    handle: String,
    place: String,
    about: String,
    owner: String,
    email: String,
    origin: String,
    return_country: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Product {
    title: String,
    description: String,
    category: String,
    price_minor: i64,
    on_hand: u32,
}

/// Moves the programme to its pilot and admits the merchant, where the demo has one. What is there already stays as it is. Returns how
/// many products the merchant brought.
pub(super) async fn write(ctx: &Context, folder: &Path) -> Result<usize, SeedError> {
    let path = folder.join("programme.toml");
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        read => read.map_err(|source| SeedError::Unreadable {
            path: path.clone(),
            source,
        })?,
    };
    let wrong = |problem: String| SeedError::Wrong {
        path: path.clone(),
        problem,
    };
    let file: ProgrammeFile = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    begin(ctx, &file).await.map_err(wrong)?;
    admit_merchant(ctx, file).await.map_err(wrong)
}

/// Proposes the pilot and lets a colleague approve it, unless the programme was ever moved here.
async fn begin(ctx: &Context, file: &ProgrammeFile) -> Result<(), String> {
    let shown = read(ctx).await.map_err(|error| error.to_string())?;
    if shown.current != Programme::CLOSED || !shown.moves.is_empty() {
        return Ok(());
    }
    let (one, other) = colleagues(ctx).await.map_err(|error| error.to_string())?;
    let input = MoveInput {
        to: Stage::Pilot.to_string(),
        cohort_basis_points: file.cohort_basis_points,
        reason: file.reason.clone(),
        effective_on: String::new(),
    };
    let proposed = propose(ctx, one, &input)
        .await
        .map_err(|error| error.to_string())?;
    let approved = approve(ctx, other, proposed.move_id).await;
    approved.map(drop).map_err(|error| error.to_string())
}

async fn admit_merchant(ctx: &Context, file: ProgrammeFile) -> Result<usize, String> {
    let ProgrammeFile {
        merchant, product, ..
    } = file;
    let shown = read(ctx).await.map_err(|error| error.to_string())?;
    if !matches!(shown.current.stage, Stage::Pilot | Stage::Open) || is_there(ctx, &merchant.handle).await? {
        return Ok(0);
    }
    let email = merchant.email.parse().map_err(|error| format!("{error}"))?;
    let mut tx = ctx.home().begin().await.map_err(|error| error.to_string())?;
    let owner = people::person(ctx, &mut tx, email, &merchant.owner).await;
    let owner = owner.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    let (staff, _) = colleagues(ctx).await.map_err(|error| error.to_string())?;
    let input = AdmitMerchant {
        email: merchant.email,
        return_country: merchant.return_country,
        verification: VerificationInput {
            evidence: "business_register".to_owned(),
            issued_by: merchant.origin.clone(),
            valid_until: (ctx.now() + chrono::Duration::days(5 * 365))
                .date_naive()
                .to_string(),
            note: "Made up for the demo.".to_owned(),
        },
        origin: merchant.origin,
        shop: ShopInput {
            handle: Some(merchant.handle),
            name: merchant.name,
            description: merchant.about,
            place: merchant.place,
        },
    };
    let (_, shop) = admit(ctx, staff, &input)
        .await
        .map_err(|error| error.to_string())?;
    let keeper = ShopKeeper::proven(owner, shop.shop_id, ShopRole::Owner);
    let brought = product.len();
    for goods in product {
        let created = create(ctx, keeper, goods.input(ctx), true).await;
        created.map_err(|error| error.to_string())?;
    }
    Ok(brought)
}

async fn is_there(ctx: &Context, handle: &str) -> Result<bool, String> {
    let mut conn = ctx.store().read().await.map_err(|error| error.to_string())?;
    let entry = directory::by_handle(&mut conn, ctx.market().code.as_str(), handle).await;
    Ok(entry.map_err(|error| error.to_string())?.is_some())
}

impl Product {
    fn input(self, ctx: &Context) -> ProductInput {
        ProductInput {
            title: self.title,
            description_html: self.description,
            category: self.category,
            variants: vec![VariantInput {
                stock: StockChange::Set {
                    on_hand: self.on_hand,
                },
                ..VariantInput::priced(ctx.market().money(self.price_minor))
            }],
            ..ProductInput::default()
        }
    }
}
