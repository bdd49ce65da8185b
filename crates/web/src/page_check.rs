//! The test that every page passes: each sample, in each market and language, is a complete and accessible page.
//!
//! With `PASAR_PAGES_OUT=<folder>` it also writes every sample there as a file, to look at
//! (`cargo run -p pasar-web --example style_guide` serves that folder).

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use pasar_domain::market::Market;
use scraper::{ElementRef, Html, Selector};

use crate::l10n::Localizer;
use crate::page::{MarketLink, Page, Person, Shell};

/// The markets of this repository.
pub(crate) fn markets() -> Vec<Arc<Market>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets");
    let markets = pasar_service::market::load::read_market_folder(&folder).unwrap();
    markets.into_iter().map(Arc::new).collect()
}

/// A frame in every market and language, of a stranger and of a person who is signed in.
fn shells() -> Vec<(String, Shell)> {
    let markets = markets();
    let mut shells = Vec::new();
    for market in &markets {
        for language in &market.languages {
            let mut stranger = Shell::new(Localizer::new(Arc::clone(market), language));
            stranger.here = format!("/{}/", market.code);
            stranger.csrf = "token".to_owned();
            stranger.markets = markets
                .iter()
                .map(|other| MarketLink {
                    code: other.code.to_string(),
                    name: other.name.get(language).to_owned(),
                })
                .collect();
            let mut known = stranger.clone();
            known.person = Some(Person {
                name: "Sari <b>".to_owned(),
                has_shop: true,
            });
            known.cart_count = 3;
            known.office = "Toko Sari & Anak".to_owned();
            shells.push((format!("{}-{language}", market.code), stranger));
            shells.push((format!("{}-{language}-known", market.code), known));
        }
    }
    shells
}

/// Renders every sample of a page and says everything that is wrong with any.
pub(crate) fn check<P: Page>(module: &str, page: &str) {
    let mut wrong = Vec::new();
    let shells = shells();
    assert!(!shells.is_empty(), "there are no markets to render pages in");
    for (place, shell) in shells {
        for (sample, filled) in P::samples(shell) {
            let text = filled.render().unwrap();
            let lang = filled.l.lang().to_owned();
            write_out(module, page, &format!("{sample}-{place}"), &text);
            for fault in faults(&text, &lang) {
                wrong.push(format!("{page} `{sample}` in {place}: {fault}"));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[allow(clippy::disallowed_methods)] // a wish of the person who runs the test
fn write_out(module: &str, page: &str, sample: &str, text: &str) {
    let Ok(folder) = std::env::var("PASAR_PAGES_OUT") else {
        return;
    };
    let noun = module.split("::").nth(1).unwrap_or("page");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(format!("{noun}-{page}-{sample}.html")), text).unwrap();
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

/// What is wrong with a page: things that a person with a screen reader, a small screen or no script would meet.
pub(crate) fn faults(text: &str, lang: &str) -> Vec<String> {
    let document = Html::parse_document(text);
    let mut faults = Vec::new();
    let mut need = |ok: bool, fault: &str| {
        if !ok {
            faults.push(fault.to_owned());
        }
    };
    let title: String = select(&document, "title").iter().flat_map(|t| t.text()).collect();
    need(
        title.trim().len() > "Pasar".len(),
        "the title is empty: give the shell one with `titled`",
    );
    need(!text.contains('⟦'), &absent(text));
    need(
        select(&document, "html")
            .first()
            .is_some_and(|html| html.attr("lang") == Some(lang)),
        "`<html lang>` is not the page's language",
    );
    need(
        select(&document, "main").len() == 1,
        "there is not exactly one `<main>`",
    );
    need(
        select(&document, "h1").len() == 1,
        "there is not exactly one `<h1>`",
    );
    need(
        select(
            &document,
            "[style], style, script:not([src]):not([type='application/ld+json']), [onclick], [onchange], [onsubmit]",
        )
        .is_empty(),
        "there is inline style or script, which the security policy refuses",
    );
    faults.extend(heading_faults(&document));
    faults.extend(label_faults(&document));
    faults.extend(id_faults(&document));
    faults.extend(form_faults(&document));
    faults.extend(asset_faults(&document));
    faults
}

fn absent(text: &str) -> String {
    let names: BTreeSet<&str> = text
        .split('⟦')
        .skip(1)
        .filter_map(|rest| rest.split('⟧').next())
        .collect();
    format!("messages are missing or lack an argument: {names:?}")
}

fn heading_faults(document: &Html) -> Vec<String> {
    let mut last = 0;
    let mut faults = Vec::new();
    for heading in select(document, "main h1, main h2, main h3, main h4") {
        let level: u32 = heading.value().name()[1..].parse().unwrap();
        if level > last + 1 {
            let words: String = heading.text().collect();
            faults.push(format!(
                "heading `{words}` is h{level} after h{last}: a level is skipped"
            ));
        }
        last = level;
    }
    faults
}

fn has_words(element: &ElementRef<'_>) -> bool {
    element.text().any(|text| !text.trim().is_empty())
        || element
            .attr("aria-label")
            .is_some_and(|label| !label.trim().is_empty())
        || element.attr("aria-labelledby").is_some()
        || element
            .select(&Selector::parse("img[alt]:not([alt='']), [aria-label]").unwrap())
            .next()
            .is_some()
}

fn label_faults(document: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for field in select(document, "input:not([type=hidden]), select, textarea") {
        let named = field.attr("aria-label").is_some()
            || field.attr("id").is_some_and(|id| {
                !select(document, "label[for]")
                    .iter()
                    .all(|label| label.attr("for") != Some(id))
            })
            || field
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|above| above.value().name() == "label");
        if !named {
            faults.push(format!(
                "the field `{}` has no label",
                field.attr("name").unwrap_or("?")
            ));
        }
    }
    for element in select(document, "a, button, summary, fieldset > legend, th") {
        if !has_words(&element) {
            faults.push(format!("an element without words: {}", element.html()));
        }
    }
    for picture in select(document, "img:not([alt])") {
        faults.push(format!("a picture without `alt`: {}", picture.html()));
    }
    for picture in select(document, "img:not([width]), img:not([height])") {
        faults.push(format!(
            "a picture without width and height moves the page: {}",
            picture.html()
        ));
    }
    for nav in select(document, "nav:not([aria-label]):not(.pager)") {
        faults.push(format!("a `<nav>` without a name: {}", nav.html()));
    }
    faults
}

fn id_faults(document: &Html) -> Vec<String> {
    let mut ids = BTreeSet::new();
    let mut faults = Vec::new();
    for element in select(document, "[id]") {
        let id = element.attr("id").unwrap_or_default().to_owned();
        if !ids.insert(id.clone()) {
            faults.push(format!(
                "the id `{id}` occurs twice: give a field its own with `.id(…)`"
            ));
        }
    }
    for link in select(document, "a[href^='#']") {
        let target = link.attr("href").unwrap_or_default().trim_start_matches('#');
        if !ids.contains(target) {
            faults.push(format!("a link to `#{target}`, which is not on the page"));
        }
    }
    for element in select(document, "[aria-describedby]") {
        for id in element.attr("aria-describedby").unwrap_or_default().split(' ') {
            if !ids.contains(id) {
                faults.push(format!("described by `{id}`, which is not on the page"));
            }
        }
    }
    faults
}

fn form_faults(document: &Html) -> Vec<String> {
    let token = Selector::parse("input[name=_csrf]").unwrap();
    select(document, "form")
        .into_iter()
        .filter(|form| {
            form.attr("method")
                .is_some_and(|m| m.eq_ignore_ascii_case("post"))
        })
        .filter(|form| form.select(&token).next().is_none())
        .map(|form| {
            let action = form.attr("action").unwrap_or("");
            format!("the form to `{action}` has no token: add {{{{ self.csrf_field() }}}}")
        })
        .collect()
}

fn asset_faults(document: &Html) -> Vec<String> {
    select(document, "link[rel=stylesheet], script[src], use[href]")
        .into_iter()
        .filter_map(|element| element.attr("href").or(element.attr("src")))
        .map(|address| address.split('#').next().unwrap_or_default())
        .filter(|address| !crate::static_files::exists(address))
        .map(|address| format!("there is no static file `{address}`"))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}
