//! `/{market}/seller/shop`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::shop::{DESCRIPTION_CHARS_MAX, NAME_CHARS_MAX, Shop, ShopInput};
use pasar_service::shop::edit::{EditShopError, edit};
use pasar_service::shop::show::show_own;

use crate::prelude::*;
use crate::problem;

/// One way to send, in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRow {
    /// The service's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Days on the way.
    pub days: String,
}

/// The forms.
#[derive(Template)]
#[template(path = "seller/shop.html")]
pub struct EditShopPage {
    /// The frame.
    pub shell: Shell,
    /// What the shop says about itself.
    pub form: Form,
    /// How it sends.
    pub shipping: Form,
    /// The market's ways to send.
    pub services: Vec<ServiceRow>,
    /// The market's places.
    pub places: Vec<String>,
    /// The shop's own page.
    pub address: String,
    /// The currency's symbol.
    pub symbol: String,
    /// Every shop of the person, when there are several.
    pub shops: Vec<Choice>,
    /// The most characters of a name.
    pub name_max: usize,
    /// The most characters of a description.
    pub description_max: usize,
}

page!(EditShopPage);

impl EditShopPage {
    /// The page of a shop, with these forms.
    pub(super) fn new(shell: &Shell, handle: &str, shops: Vec<Choice>, forms: (Form, Form)) -> Self {
        let l = &shell.l;
        let services = l.market().shipping_services.iter();
        Self {
            shell: shell
                .clone()
                .titled(l.t("seller-shop-title"))
                .at("shop")
                .private(),
            form: forms.0,
            shipping: forms.1,
            services: services
                .map(|service| ServiceRow {
                    slug: service.slug.to_string(),
                    name: service.name.get(l.language()).to_owned(),
                    days: l.t2(
                        "seller-shipping-days",
                        "min",
                        service.days_min,
                        "max",
                        service.days_max,
                    ),
                })
                .collect(),
            places: crate::seller::places(l),
            address: l.url(&format!("/shops/{handle}")),
            symbol: l.market().money_format.symbol.clone(),
            shops,
            name_max: NAME_CHARS_MAX,
            description_max: DESCRIPTION_CHARS_MAX,
        }
    }
}

/// The shops of a person, the present one first; nothing when there is only one.
pub(in crate::seller) fn shop_choices(shop: &Shop, others: &[Shop]) -> Vec<Choice> {
    if others.is_empty() {
        return Vec::new();
    }
    std::iter::once(shop)
        .chain(others)
        .map(|shop| Choice::new(shop.handle.as_str(), shop.name.as_str()))
        .collect()
}

/// The first form as it is stored.
pub(super) fn shop_form(shell: &Shell, shop: &Shop) -> Form {
    Form::filled(
        &shell.l,
        [
            ("name", shop.name.as_str()),
            ("description", shop.description.as_str()),
            ("place", shop.place.as_str()),
        ],
    )
}

/// The second form as it is stored. A service that the shop never offered starts from the market's prices.
pub(super) fn shipping_form(shell: &Shell, options: &[ShippingOption]) -> Form {
    let market = shell.l.market();
    let exponent = market.currency.exponent();
    let digits = market.money_format.fraction_digits;
    let written = |minor: i64| market.money_format.number(minor, exponent, digits);
    let mut form = Form::new(&shell.l);
    for service in &market.shipping_services {
        let slug = service.slug.as_str();
        let option = options.iter().find(|option| option.service == slug);
        let (base, per_kg) = option.map_or((service.base_minor, service.per_kg_minor), |option| {
            (option.base.minor, option.per_kg.minor)
        });
        form.set(&format!("shipping.{slug}.base"), written(base));
        form.set(&format!("shipping.{slug}.per_kg"), written(per_kg));
        if option.is_some_and(|option| option.active) {
            form.set(&format!("shipping.{slug}.active"), "yes");
        }
    }
    form
}

impl Page for EditShopPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let place = shell.market().places.all().first();
        let typed = [
            ("name", "Keripik Bu Sari"),
            ("description", "Keripik singkong & pisang, digoreng setiap pagi."),
            ("place", place.map_or("", |place| place.name.as_str())),
        ];
        let forms = || (Form::filled(&shell.l, typed), shipping_form(&shell, &[]));
        let mut nameless = forms();
        nameless.0.refuse("name", key("field-missing"));
        let mut free = forms();
        let service = shell.market().shipping_services.first();
        let slug = service.map_or("", |service| service.slug.as_str());
        free.1.refuse(
            &format!("shipping.{slug}.base"),
            Message::new(key("money-empty")).with("example", "12"),
        );
        let shops = vec![
            Choice::new("keripik-bu-sari", "Keripik Bu Sari"),
            Choice::new("toko-kedua", "Toko Kedua"),
        ];
        let page = |shops, forms| Self::new(&shell, "keripik-bu-sari", shops, forms);
        vec![
            ("full", page(Vec::new(), forms())),
            ("refused", page(shops, nameless)),
            ("shipping-refused", page(Vec::new(), free)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(keeper: Keeper) -> Result<EditShopPage, WebError> {
    let found = show_own(&keeper.visit.ctx, keeper.keeper).await?;
    let (shop, options) = found.ok_or_else(WebError::not_found)?;
    let shell = &keeper.visit.shell;
    let forms = (shop_form(shell, &shop), shipping_form(shell, &options));
    let shops = shop_choices(&shop, &keeper.others);
    Ok(EditShopPage::new(shell, shop.handle.as_str(), shops, forms))
}

/// `POST`: changes name, description and place.
///
/// # Errors
/// The database's. What is wrong with the answers is the form again.
pub async fn edit_shop(keeper: Keeper, posted: Posted) -> Result<Response, WebError> {
    let Keeper {
        visit,
        keeper: member,
        ..
    } = &keeper;
    let input = ShopInput {
        handle: None,
        name: posted.value("name").to_owned(),
        description: posted.value("description").to_owned(),
        place: posted.value("place").to_owned(),
    };
    let mut form = posted.form(visit.l());
    match edit(&visit.ctx, *member, &input).await {
        Ok(_) => {
            let turn = visit.go("/seller/shop");
            return Ok(turn
                .flash(FlashKind::Good, key("seller-shop-saved"))
                .into_response());
        }
        Err(EditShopError::Invalid(problems)) => problem::refuse(&mut form, &problems),
        Err(EditShopError::NotFound) => return Err(WebError::not_found()),
        Err(EditShopError::Store(error)) => return Err(error.into()),
    }
    let found = show_own(&visit.ctx, *member).await?;
    let (shop, options) = found.ok_or_else(WebError::not_found)?;
    let forms = (form, shipping_form(&visit.shell, &options));
    let shops = shop_choices(&shop, &keeper.others);
    let page = EditShopPage::new(&visit.shell, shop.handle.as_str(), shops, forms);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
