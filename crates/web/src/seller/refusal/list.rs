//! `/{market}/seller/refusals`: what buyers do not see, and why.

use pasar_service::appeal::list;

use super::view::{RefusedProduct, ShownAppeal};
use crate::prelude::*;
use crate::promise::query;

/// Everything of a shop that the charter refuses.
#[derive(Template)]
#[template(path = "seller/refusals.html")]
pub struct RefusalsPage {
    /// The frame.
    pub shell: Shell,
    /// The products.
    pub products: Vec<RefusedProduct>,
}

page!(RefusalsPage);

impl RefusalsPage {
    fn new(shell: Shell, products: Vec<RefusedProduct>) -> Self {
        let title = shell.l.t("refusal-title");
        Self {
            shell: shell.titled(title).at("refusals").private(),
            products,
        }
    }
}

impl Page for RefusalsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let now = pasar_domain::Instant::UNIX_EPOCH;
        let known = query::samples(shell.market());
        let mut products = Vec::new();
        if let Some((_, known)) = known.first() {
            let refused = list::RefusedProduct {
                product_id: pasar_domain::id::ProductId::new(now, &[1; 10]),
                title: "Daster <batik>".to_owned(),
                offers: 2,
                is_shown: false,
                rules: ["local-goods", "unknown-rule"].map(Into::into).into(),
            };
            let mut product = RefusedProduct::new(&shell.l, &known.folder, &refused, &[]);
            products.push(product.clone());
            let day = || shell.l.date(now);
            product.id.push('2');
            product.is_shown = true;
            let states = [
                ShownAppeal::Waits(day()),
                ShownAppeal::Answered(
                    day(),
                    "Asal barang sudah kami betulkan <terima kasih>.".to_owned(),
                ),
            ];
            for (rule, state) in product.rules.iter_mut().zip(states) {
                rule.appeal = state;
            }
            products.push(product);
        }
        vec![
            ("full", Self::new(shell.clone(), products)),
            ("empty", Self::new(shell, Vec::new())),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(keeper: Keeper) -> Result<RefusalsPage, WebError> {
    let visit = &keeper.visit;
    let folder = query::charter(&visit.ctx)?;
    let refused = list::refused(&visit.ctx, keeper.keeper).await?;
    let appeals = list::of_shop(&visit.ctx, keeper.keeper).await?;
    let products = refused
        .iter()
        .map(|refused| RefusedProduct::new(visit.l(), folder, refused, &appeals));
    Ok(RefusalsPage::new(visit.shell.clone(), products.collect()))
}
