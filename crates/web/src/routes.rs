//! Every route of the site, each with who it is for. What a route does is in the file of its handler.

use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler as _;
use axum::http::{HeaderMap, header};
use axum::response::Redirect;

use crate::app::App;
use crate::error::WebError;
use crate::route_table::Audience::{Anyone, Keeper, SignedIn};
use crate::route_table::RouteTable;
use crate::route_table::Surfaces::Both;
use crate::site::{robots, security_txt, sitemap};
use crate::{
    about, account, address, api, api_key, bank, cart, category, checkout, health, home, listing, order,
    payment, picture, preferences, promise, review, search, seller, shop, staff, static_files, webhook,
};

/// The whole table.
pub fn table() -> RouteTable {
    RouteTable::default()
        .with(site())
        .with(browsing())
        .with(people())
        .with(buying())
        .with(own_account())
        .with(selling())
        .with(api::table())
        .with(staff::table())
}

/// What belongs to no market.
fn site() -> RouteTable {
    RouteTable::default()
        .get((Anyone, Both), "/", to_market)
        .get((Anyone, Both), "/healthz", health::alive)
        .get((Anyone, Both), "/readyz", health::ready)
        .get((Anyone, Both), "/static/{*path}", static_files::serve)
        .get((Anyone, Both), "/robots.txt", robots::show)
        .get((Anyone, Both), "/sitemap.xml", sitemap::index)
        .get((Anyone, Both), "/.well-known/security.txt", security_txt::show)
}

/// What a stranger sees before buying.
fn browsing() -> RouteTable {
    RouteTable::default()
        .get((Anyone, Both), "/{market}", home::show::with_slash)
        .get((Anyone, Both), "/{market}/", home::show::show)
        .get((Anyone, Both), "/{market}/about", about::show::show)
        .get((Anyone, Both), "/{market}/promises", promise::list::show)
        .get(
            (Anyone, Both),
            "/{market}/promises/{promise}",
            promise::show::show,
        )
        .get(
            (Anyone, Both),
            "/{market}/promises/{promise}/proof/{query}",
            promise::proof::download,
        )
        .get((Anyone, Both), "/{market}/categories", category::list::show)
        .get(
            (Anyone, Both),
            "/{market}/categories/{slug}",
            category::show::show,
        )
        .get((Anyone, Both), "/{market}/search", search::find::show)
        .get((Anyone, Both), "/{market}/search/suggest", search::suggest::show)
        .get(
            (Anyone, Both),
            "/{market}/products/{shop}/{product}",
            listing::show::show,
        )
        .get(
            (Anyone, Both),
            "/{market}/products/{shop}/{product}/reviews",
            review::list::show,
        )
        .get((Anyone, Both), "/{market}/shops/{shop}", shop::show::show)
        .get(
            (Anyone, Both),
            "/{market}/pictures/{shop_id}/{picture_id}/{size}",
            picture::uploaded::show,
        )
        .get(
            (Anyone, Both),
            "/{market}/pictures/drawn/{subject}/{file}",
            picture::drawn::show,
        )
        .get(
            (Anyone, Both),
            "/{market}/pictures/monogram/{subject}/{file}",
            picture::drawn::monogram,
        )
        .get((Anyone, Both), "/{market}/sitemap/{page}", sitemap::page)
}

/// Signing in and out, and how a person wants to see the site.
fn people() -> RouteTable {
    RouteTable::default()
        .post((Anyone, Both), "/{market}/preferences", preferences::set::set)
        .get(Anyone, "/{market}/sign-up", account::sign_up::show)
        .post(Anyone, "/{market}/sign-up", account::sign_up::sign_up)
        .get(Anyone, "/{market}/sign-in", account::sign_in::show)
        .post(Anyone, "/{market}/sign-in", account::sign_in::sign_in)
        .post(
            Anyone,
            "/{market}/sign-in/passkey",
            account::passkey_sign_in::sign_in,
        )
        .post(
            Anyone,
            "/{market}/sign-in/passkey/begin",
            account::passkey_sign_in::begin,
        )
        .get(Anyone, "/{market}/sign-in/code", account::code::show)
        .post(Anyone, "/{market}/sign-in/code", account::code::finish)
        .post(SignedIn, "/{market}/sign-out", account::sign_out::sign_out)
}

/// From the cart to the parcel.
fn buying() -> RouteTable {
    RouteTable::default()
        .get(Anyone, "/{market}/cart", cart::show::show)
        .post(Anyone, "/{market}/cart", cart::add::add)
        .post(Anyone, "/{market}/cart/change", cart::change::change)
        .get(SignedIn, "/{market}/checkout", checkout::show::show)
        .post(SignedIn, "/{market}/checkout", checkout::place::place)
        .get(SignedIn, "/{market}/bank/{payment_id}", bank::show::show)
        .post(SignedIn, "/{market}/bank/{payment_id}", bank::answer::answer)
        .get(SignedIn, "/{market}/payments/{payment_id}", payment::show::show)
        .post(
            Anyone,
            "/{market}/webhooks/{provider}",
            webhook::receive::receive.layer(DefaultBodyLimit::max(webhook::receive::BYTES_MAX)),
        )
        .get(SignedIn, "/{market}/orders", order::list::list)
        .get(SignedIn, "/{market}/orders/{order_group_id}", order::show::show)
        .post(SignedIn, "/{market}/orders/{order_group_id}/pay", order::pay::pay)
        .post(
            SignedIn,
            "/{market}/orders/{order_group_id}/cancel",
            order::cancel_group::cancel_group,
        )
        .post(
            SignedIn,
            "/{market}/orders/{order_group_id}/{order_id}/cancel",
            order::cancel::cancel,
        )
        .post(
            SignedIn,
            "/{market}/orders/{order_group_id}/{order_id}/received",
            order::receive::receive,
        )
}

/// A person's own account, with its addresses and keys.
fn own_account() -> RouteTable {
    const ADDRESSES: &str = "/{market}/account/addresses";
    let one = |rest: &str| format!("{ADDRESSES}/{{address_id}}{rest}");
    RouteTable::default()
        .get(SignedIn, "/{market}/account", account::show::show)
        .post(SignedIn, "/{market}/account", account::show::edit)
        .get(SignedIn, "/{market}/account/password", account::password::show)
        .post(SignedIn, "/{market}/account/password", account::password::change)
        .with(own_second_factor("/{market}/account/second-factor"))
        .with(own_passkeys("/{market}/account/passkeys"))
        .get(SignedIn, "/{market}/account/close", account::close::show)
        .post(SignedIn, "/{market}/account/close", account::close::close)
        .get(SignedIn, ADDRESSES, address::list::list)
        .get(SignedIn, &format!("{ADDRESSES}/new"), address::new::show)
        .post(SignedIn, &format!("{ADDRESSES}/new"), address::new::add)
        .get(SignedIn, &one(""), address::edit::show)
        .post(SignedIn, &one(""), address::edit::edit)
        .post(SignedIn, &one("/remove"), address::remove::remove)
        .post(SignedIn, &one("/default"), address::make_default::make_default)
        .get(SignedIn, "/{market}/account/keys", api_key::list::list)
        .post(SignedIn, "/{market}/account/keys", api_key::create::create)
        .post(
            SignedIn,
            "/{market}/account/keys/{api_key_id}/revoke",
            api_key::revoke::revoke,
        )
}

/// What guards an account beside its password.
fn own_second_factor(at: &str) -> RouteTable {
    use account::second_factor;
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(SignedIn, at, second_factor::show)
        .post(SignedIn, &below("/start"), second_factor::start)
        .post(SignedIn, &below("/confirm"), second_factor::confirm)
        .post(SignedIn, &below("/remove"), second_factor::remove)
}

/// What opens an account instead of its password.
fn own_passkeys(at: &str) -> RouteTable {
    use account::passkeys;
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(SignedIn, at, passkeys::show)
        .post(SignedIn, at, passkeys::add)
        .post(SignedIn, &below("/begin"), passkeys::begin)
        .post(SignedIn, &below("/{passkey}/rename"), passkeys::rename)
        .post(SignedIn, &below("/{passkey}/remove"), passkeys::remove)
}

/// The seller centre.
fn selling() -> RouteTable {
    use seller::{file, money, money_day, open, order, product, refusal, shop, today, welcome};
    RouteTable::default()
        .get(Anyone, "/{market}/sell", welcome::show)
        .get(SignedIn, "/{market}/seller", today::show)
        .get(SignedIn, "/{market}/seller/open", open::show)
        .post(SignedIn, "/{market}/seller/open", open::open_shop)
        .get(Keeper, "/{market}/seller/shop", shop::edit::show)
        .post(Keeper, "/{market}/seller/shop", shop::edit::edit_shop)
        .with(selling_verification("/{market}/seller/verification"))
        .with(selling_disclosure("/{market}/seller/disclosure"))
        .post(Keeper, "/{market}/seller/shop/shipping", shop::shipping::edit)
        .post(Keeper, "/{market}/seller/shop/choose", shop::choose::choose)
        .get(Keeper, "/{market}/seller/products", product::list::show)
        .get(Keeper, "/{market}/seller/products/new", product::new::show)
        .post(
            Keeper,
            "/{market}/seller/products/new",
            product::new::create_product,
        )
        .with(selling_product("/{market}/seller/products/{product_id}"))
        .get(Keeper, "/{market}/seller/refusals", refusal::list::show)
        .post(
            Keeper,
            "/{market}/seller/refusals/appeal",
            refusal::appeal::open_appeal,
        )
        .get(Keeper, "/{market}/seller/files", file::list::show)
        .post(
            Keeper,
            "/{market}/seller/files",
            file::start::upload.layer(DefaultBodyLimit::max(file::start::FORM_BYTES_MAX)),
        )
        .get(
            Keeper,
            "/{market}/seller/files/export/{format}",
            file::export::download,
        )
        .get(Keeper, "/{market}/seller/files/{import_id}", file::show::show)
        .post(Keeper, "/{market}/seller/files/{import_id}/run", file::again::run)
        .get(Keeper, "/{market}/seller/orders", order::list::show)
        .get(Keeper, "/{market}/seller/orders/{order_id}", order::show::show)
        .get(
            Keeper,
            "/{market}/seller/orders/{order_id}/slip",
            order::slip::show,
        )
        .post(
            Keeper,
            "/{market}/seller/orders/{order_id}/ship",
            order::ship::ship_order,
        )
        .post(
            Keeper,
            "/{market}/seller/orders/{order_id}/cancel",
            order::cancel::cancel,
        )
        .get(Keeper, "/{market}/seller/money", money::show)
        .get(Keeper, "/{market}/seller/money/{day}", money_day::show)
        .get(Keeper, "/{market}/seller/money/{day}/csv", money_day::csv)
        .get(Keeper, "/{market}/seller/money/{day}/pdf", money_day::pdf)
}

/// What a seller certifies and shows.
fn selling_disclosure(at: &str) -> RouteTable {
    use seller::disclosure::{certify, conceal, show};
    RouteTable::default()
        .get(Keeper, at, show::show)
        .post(Keeper, at, show::disclose)
        .post(Keeper, &format!("{at}/certify"), certify::certify)
        .post(Keeper, &format!("{at}/conceal"), conceal::conceal)
}

/// How a seller is verified.
fn selling_verification(at: &str) -> RouteTable {
    use seller::verification::{picture, read, show, step};
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(Keeper, at, show::show)
        .get(Keeper, &below("/{step}"), step::show)
        .post(Keeper, &below("/{step}"), step::save)
        .post(
            Keeper,
            &below("/{step}/picture"),
            picture::add.layer(DefaultBodyLimit::max(picture::FORM_BYTES_MAX)),
        )
        .post(
            Keeper,
            &below("/{step}/read"),
            read::read.layer(DefaultBodyLimit::max(picture::FORM_BYTES_MAX)),
        )
}

/// One product of the seller's: everything below its address.
fn selling_product(at: &str) -> RouteTable {
    use seller::{picture, product};
    let below = |path: &str| format!("{at}{path}");
    RouteTable::default()
        .get(Keeper, at, product::edit::show)
        .post(Keeper, at, product::edit::edit_product)
        .post(Keeper, &below("/publish"), product::publish::publish)
        .post(Keeper, &below("/unpublish"), product::unpublish::unpublish)
        .post(Keeper, &below("/delete"), product::delete::delete)
        .get(Keeper, &below("/stock"), product::stock::show)
        .post(Keeper, &below("/restock"), product::restock::restock)
        .get(Keeper, &below("/versions"), product::versions::show)
        .post(
            Keeper,
            &below("/pictures"),
            picture::upload::add.layer(DefaultBodyLimit::max(picture::upload::FORM_BYTES_MAX)),
        )
        .post(Keeper, &below("/pictures/order"), picture::order::order)
        .post(
            Keeper,
            &below("/pictures/{picture_id}/remove"),
            picture::remove::remove,
        )
}

/// `GET /`: to the market that speaks the person's language, else to the first.
async fn to_market(State(app): State<App>, headers: HeaderMap) -> Result<Redirect, WebError> {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let market = app.site().market_for(accepted).ok_or_else(WebError::not_found)?;
    Ok(Redirect::temporary(&format!("/{}/", market.code)))
}

/// What answers every address that is not in the table.
pub async fn no_such_page() -> WebError {
    WebError::not_found()
}
