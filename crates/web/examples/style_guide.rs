//! The living style guide: every part with sample facts, and whole pages made of them, to look at while designing.
//!
//! `cargo run -p pasar-web --example style_guide` serves <http://127.0.0.1:4600/id/>: `/`, `/product`, `/checkout`, `/parts`,
//! `/seller` and any unknown address for the error page. `?theme=dark` and `?language=en` choose. Samples that the page tests
//! wrote with `PASAR_PAGES_OUT=<folder>` are served under `/pages/` when the same variable is set here.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a tool for the designer's own machine: it stops at the first thing that is wrong"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path as UrlPath, Query, Request, State};
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::{Html as HtmlResponse, IntoResponse, Response};
use axum::routing::get;
use pasar_domain::market::Market;
use pasar_web::page::{Attribution, Person, Theme};
use pasar_web::prelude::*;
use pasar_web::site::Site;
use pasar_web::ui::{Bar, ProductCard, Rating, Step, StepState, Sum, SumLine};
use pasar_web::{error, headers, static_files};

#[derive(Template)]
#[template(path = "_guide/home.html")]
struct HomePage {
    shell: Shell,
    categories: Vec<(String, String, String)>,
    cards: Vec<ProductCard>,
}

#[derive(Template)]
#[template(path = "_guide/list.html")]
struct ListPage {
    shell: Shell,
    form: Form,
    cards: Vec<ProductCard>,
    categories: Vec<Choice>,
    sorts: Vec<Tab>,
}

#[derive(Template)]
#[template(path = "_guide/product.html")]
struct ProductPage {
    shell: Shell,
    form: Form,
    crumbs: Vec<Crumb>,
    variants: Vec<Choice>,
    rating: Rating,
    picture: String,
    pictures: Vec<String>,
    cards: Vec<ProductCard>,
}

#[derive(Template)]
#[template(path = "_guide/checkout.html")]
struct CheckoutPage {
    shell: Shell,
    form: Form,
    addresses: Vec<Choice>,
    shipping: Vec<Choice>,
    payment: Vec<Choice>,
    cards: Vec<ProductCard>,
    sum: Sum,
}

#[derive(Template)]
#[template(path = "_guide/parts.html")]
struct PartsPage {
    shell: Shell,
    form: Form,
    choices: Vec<Choice>,
    steps: Vec<Step>,
    stopped: Vec<Step>,
    tabs: Vec<Tab>,
    bars: Vec<Bar>,
    days: Vec<i64>,
    icons: Vec<String>,
}

#[derive(Template)]
#[template(path = "_guide/seller.html")]
struct SellerPage {
    shell: Shell,
    days: Vec<i64>,
    cards: Vec<ProductCard>,
}

pasar_web::page!(
    HomePage,
    ListPage,
    ProductPage,
    CheckoutPage,
    PartsPage,
    SellerPage
);

struct Guide {
    site: Arc<Site>,
}

type Wishes = Query<BTreeMap<String, String>>;

#[tokio::main]
async fn main() {
    let site = Arc::new(Site {
        markets: markets(),
        attributions: BTreeMap::from([(
            "id".to_owned(),
            Attribution {
                text: "Katalog contoh: PRDECT-ID, CC BY 4.0".to_owned(),
                href: "https://doi.org/10.1016/j.dib.2022.108554".to_owned(),
            },
        )]),
        ..Site::default()
    });
    let app = Router::new()
        .route("/{market}/", get(page))
        .route("/{market}/{page}", get(page))
        .route("/picture/{subject}/{seed}", get(picture))
        .route("/pages/{name}", get(written))
        .route("/static/{*path}", get(static_files::serve))
        .fallback(async || WebError::not_found())
        .layer(from_fn_with_state(Arc::clone(&site), error::render))
        .layer(from_fn_with_state(Arc::clone(&site), headers::secure))
        .with_state(Arc::new(Guide { site }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:4600").await.unwrap();
    println!("http://127.0.0.1:4600/id/");
    axum::serve(listener, app).await.unwrap();
}

fn markets() -> Vec<Arc<Market>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.retain(|path| path.join("market.toml").exists());
    folders.sort_by(|a, b| b.cmp(a));
    folders.iter().map(|path| Arc::new(market(path))).collect()
}

fn market(folder: &Path) -> Market {
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    Market::load(&files).unwrap()
}

async fn picture(UrlPath((subject, seed)): UrlPath<(String, String)>) -> Response {
    let drawn = pasar_motif::draw(pasar_motif::Tradition::Batik, pasar_motif::seed(&seed), &subject);
    ([(header::CONTENT_TYPE, "image/svg+xml")], drawn).into_response()
}

async fn written(UrlPath(name): UrlPath<String>) -> Response {
    let folder = std::env::var("PASAR_PAGES_OUT").unwrap_or_default();
    match std::fs::read_to_string(Path::new(&folder).join(name)) {
        Ok(text) => HtmlResponse(text).into_response(),
        Err(error) => WebError::not_found().because(error).into_response(),
    }
}

async fn page(State(guide): State<Arc<Guide>>, Query(wishes): Wishes, request: Request) -> Response {
    let Some(mut shell) = guide.site.shell(request.uri(), request.headers()) else {
        return WebError::not_found().into_response();
    };
    if let Some(theme) = wishes.get("theme") {
        shell.theme = Theme::parse(theme);
    }
    if let Some(language) = wishes
        .get("language")
        .and_then(|wish| shell.market().language(wish))
    {
        shell.l = Localizer::new(Arc::clone(shell.l.market_shared()), &language.clone());
    }
    shell.person = Some(Person {
        name: "Sari".to_owned(),
        has_shop: true,
    });
    shell.cart_count = 3;
    shell.office = "Toko Rotan Cirebon".to_owned();
    let name = request
        .uri()
        .path()
        .split('/')
        .nth(2)
        .unwrap_or_default()
        .to_owned();
    match name.as_str() {
        "" => home(shell).into_response(),
        "search" => list(shell).into_response(),
        "product" => product(shell).into_response(),
        "checkout" => checkout(shell).into_response(),
        "parts" => parts(shell).into_response(),
        "seller" => seller(shell).into_response(),
        "broken" => WebError::internal("shown to nobody").into_response(),
        _ => WebError::not_found().into_response(),
    }
}

/// Lines of the demo's catalogue: subject, title, price in rupiah, rating in tenths, reviews, sold, city.
const GOODS: [(&str, &str, i64, u32, u32, u32, &str); 12] = [
    (
        "men-s-fashion",
        "Kaos Polos Cotton Combed 30s Lengan Pendek Pria Wanita",
        34_900,
        48,
        9_120,
        25_400,
        "Kota Bandung",
    ),
    (
        "kitchen",
        "Panci Set Stainless Steel 5 Ukuran dengan Tutup Kaca",
        189_000,
        49,
        1_044,
        2_359,
        "Jakarta Barat",
    ),
    (
        "computers-and-laptops",
        "Wireless Keyboard i8 Mini TouchPad Mouse 2.4G",
        53_500,
        49,
        2_369,
        5_449,
        "Jakarta Utara",
    ),
    (
        "beauty",
        "Serum Wajah Niacinamide 10% + Zinc 1% 20 ml",
        89_000,
        50,
        12_800,
        41_200,
        "Kota Tangerang",
    ),
    (
        "books",
        "Laskar Pelangi: Edisi Ulang Tahun",
        79_200,
        49,
        530,
        1_210,
        "Yogyakarta",
    ),
    (
        "food-and-drink",
        "Kopi Arabika Gayo Biji Sangrai 500 gram",
        92_000,
        50,
        702,
        2_012,
        "Aceh Tengah",
    ),
    (
        "toys-and-hobbies",
        "Balok Kayu Edukasi Anak 100 Potong",
        125_000,
        47,
        88,
        240,
        "Kota Semarang",
    ),
    (
        "automotive",
        "Helm Half Face SNI Kaca Bening",
        215_000,
        46,
        310,
        980,
        "Kota Surabaya",
    ),
    (
        "muslim-fashion",
        "Mukena Bali Rayon Premium Dewasa",
        145_000,
        48,
        1_870,
        4_530,
        "Denpasar",
    ),
    (
        "household",
        "Keranjang Rotan Anyam Tangan Serbaguna",
        68_000,
        49,
        412,
        1_015,
        "Cirebon",
    ),
    (
        "phones-and-tablets",
        "Kabel Data Type C Fast Charging 100 cm",
        15_000,
        45,
        20_310,
        98_000,
        "Jakarta Pusat",
    ),
    (
        "sport",
        "Matras Yoga TPE 6 mm Anti Licin",
        119_000,
        48,
        951,
        3_340,
        "Kota Bekasi",
    ),
];

fn cards(shell: &Shell) -> Vec<ProductCard> {
    let market = shell.market();
    let subjects = pasar_motif::subjects();
    GOODS
        .iter()
        .enumerate()
        .map(|(place, (subject, title, rupiah, tenths, count, sold, city))| {
            let subject = subjects
                .iter()
                .find(|known| *known == subject)
                .unwrap_or(&subjects[place % subjects.len()]);
            ProductCard {
                href: shell.l.url("/product"),
                title: (*title).to_owned(),
                picture: format!("/picture/{subject}/{place}"),
                price: shell.l.money(market.money(rupiah * 100)),
                from: place % 5 == 1,
                rating: (place != 4).then_some(Rating {
                    tenths: *tenths,
                    count: *count,
                }),
                sold: *sold,
                city: (*city).to_owned(),
                gone: place == 7,
            }
        })
        .collect()
}

fn home(shell: Shell) -> HomePage {
    let market = shell.market();
    let language = shell.l.language();
    let categories = market
        .categories
        .roots()
        .map(|category| {
            let picture = format!("/picture/{}/{}", category.motif, category.slug);
            (
                category.name.get(language).to_owned(),
                shell.l.url("/search"),
                picture,
            )
        })
        .collect();
    HomePage {
        categories,
        cards: cards(&shell),
        shell: shell.titled("Belanja dari orang yang bernama").at("home"),
    }
}

fn list(shell: Shell) -> ListPage {
    let language = shell.l.language().clone();
    let categories = shell.market().categories.roots().take(6);
    let url = shell.l.url("/search");
    ListPage {
        categories: categories
            .map(|category| Choice::new(category.slug.as_str(), category.name.get(&language)).end("1.203"))
            .collect(),
        sorts: vec![
            Tab::new("Paling cocok", url.as_str(), true),
            Tab::new("Terlaris", url.as_str(), false),
            Tab::new("Termurah", url.as_str(), false),
            Tab::new("Termahal", url.as_str(), false),
        ],
        form: Form::new(&shell.l),
        cards: cards(&shell),
        shell: shell.titled("kaos polos").at("search"),
    }
}

fn product(shell: Shell) -> ProductPage {
    let l = &shell.l;
    let colours = ["Hitam", "Putih", "Biru tua", "Merah marun", "Hijau army"];
    let mut variants: Vec<Choice> = colours.iter().map(|name| Choice::new(*name, *name)).collect();
    variants[3].disabled = true;
    let cards = cards(&shell);
    ProductPage {
        crumbs: vec![
            Crumb::new("Fashion", l.url("/search")),
            Crumb::new("Fashion pria", l.url("/search")),
            Crumb::here(cards[0].title.clone()),
        ],
        variants,
        form: Form::filled(l, [("colour", "Hitam")]),
        rating: Rating {
            tenths: 48,
            count: 9_120,
        },
        picture: cards[0].picture.clone(),
        pictures: cards.iter().take(5).map(|card| card.picture.clone()).collect(),
        shell: shell.titled(cards[0].title.clone()),
        cards,
    }
}

fn checkout(shell: Shell) -> CheckoutPage {
    let money = |rupiah: i64| shell.l.money(shell.market().money(rupiah * 100));
    let line = |name: &str, note: &str, rupiah: i64| SumLine {
        name: name.to_owned(),
        note: note.to_owned(),
        amount: money(rupiah),
        less: rupiah < 0,
    };
    CheckoutPage {
        form: Form::filled(
            &shell.l,
            [("address", "home"), ("shipping-1", "reg"), ("shipping-2", "hemat"), ("payment", "va")],
        ),
        addresses: vec![
            Choice::new("home", "Rumah · Sari Wulandari").hint("Jl. Cihampelas No. 12, Coblong, Kota Bandung, Jawa Barat 40131 · +62 812-3456-7890"),
            Choice::new("office", "Kantor · Sari Wulandari").hint("Gedung Sate Lt. 2, Jl. Diponegoro No. 22, Kota Bandung, Jawa Barat 40115 · +62 812-3456-7890"),
        ],
        shipping: vec![
            Choice::new("hemat", "Hemat").hint("Tiba 27–30 November").end(money(9_000)),
            Choice::new("reg", "Reguler").hint("Tiba 26–27 November").end(money(14_000)),
            Choice::new("besok", "Besok sampai").hint("Tiba besok, 25 November").end(money(27_000)),
        ],
        payment: vec![
            Choice::new("va", "Transfer virtual account").hint("Nomor rekening muncul setelah pesanan dibuat; bayar dalam 24 jam."),
            Choice::new("qris", "QRIS").hint("Pindai dengan aplikasi bank atau dompet digital apa pun."),
            Choice::new("cod", "Bayar di tempat").hint("Bayar tunai ke kurir saat paket tiba."),
        ],
        sum: Sum {
            lines: vec![
                line("3 barang", "dari 2 toko", 156_900),
                line("Ongkos kirim", "Reguler Rp14.000 + Hemat Rp9.000", 23_000),
                line("Potongan ongkir toko", "Toko Rotan Cirebon", -5_000),
                line("Biaya pemesanan", "untuk memproses pesananmu", 1_000),
            ],
            name: "Total".to_owned(),
            total: money(175_900),
        },
        cards: cards(&shell),
        shell: shell.titled("Bayar").at("cart"),
    }
}

fn parts(shell: Shell) -> PartsPage {
    let mut form = Form::filled(
        &shell.l,
        [("name", "Sari"), ("email", "sari@"), ("size", "m"), ("card", "b")],
    );
    form.refuse_saying("email", "`sari@` belum lengkap; tulis seperti nama@contoh.id.");
    form.refuse_saying("about", "Tulis sedikit tentang tokomu, paling sedikit 20 huruf.");
    let step = |name: &str, note: &str, state, icon| Step {
        name: name.to_owned(),
        note: note.to_owned(),
        state,
        icon,
    };
    let sprite = include_str!("../static/icons.svg");
    let names = sprite
        .split("<symbol id=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next());
    PartsPage {
        form,
        choices: vec![
            Choice::new("s", "S"),
            Choice::new("m", "M"),
            Choice::new("l", "L"),
            Choice::new("xl", "XL"),
        ],
        steps: vec![
            step(
                "Pesanan dibuat",
                "24 November 2026 pukul 10.30 WIB",
                StepState::Done,
                "orders",
            ),
            step(
                "Dibayar",
                "24 November 2026 pukul 10.42 WIB",
                StepState::Done,
                "money",
            ),
            step(
                "Dikemas toko",
                "Toko punya waktu sampai 26 November 2026",
                StepState::Now,
                "box",
            ),
            step("Dikirim", "", StepState::Ahead, "truck"),
            step("Diterima", "", StepState::Ahead, "home"),
        ],
        stopped: vec![
            step(
                "Pesanan dibuat",
                "24 November 2026 pukul 10.30 WIB",
                StepState::Done,
                "orders",
            ),
            step(
                "Dibatalkan",
                "Kamu membatalkannya sebelum dikirim. Uangmu dikembalikan hari ini.",
                StepState::Stopped,
                "x",
            ),
        ],
        tabs: vec![
            Tab::new("Semua", "#content", true).counting(12),
            Tab::new("Perlu dikirim", "#content", false).counting(3),
            Tab::new("Dikirim", "#content", false),
            Tab::new("Selesai", "#content", false),
        ],
        bars: vec![
            Bar {
                name: "Kota Bandung".to_owned(),
                value: 412,
                text: "412".to_owned(),
            },
            Bar {
                name: "Jakarta Utara".to_owned(),
                value: 263,
                text: "263".to_owned(),
            },
            Bar {
                name: "Cirebon".to_owned(),
                value: 58,
                text: "58".to_owned(),
            },
        ],
        days: vec![3, 5, 4, 8, 7, 12, 9, 14, 13, 11, 16, 18, 15, 21],
        icons: names.map(str::to_owned).collect(),
        shell: shell
            .titled("Bagian-bagian")
            .flash(FlashKind::Good, &Message::new(key("form-save"))),
    }
}

fn seller(shell: Shell) -> SellerPage {
    SellerPage {
        days: vec![3, 5, 4, 8, 7, 12, 9, 14, 13, 11, 16, 18, 15, 21],
        cards: cards(&shell),
        shell: shell.titled("Hari ini").at("today"),
    }
}
