//! A contact sheet on standard output: many pictures as a shop's grid, in light and dark.
//!
//! `cargo run -p pasar-motif --example sheet -- grid 160 > sheet.html`
#![allow(clippy::print_stdout)]

use pasar_motif::{Tradition, draw, seed, subjects};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let what = args.first().map_or("grid", String::as_str);
    let size: u32 = args.get(1).and_then(|a| a.parse().ok()).unwrap_or(160);
    let count: usize = args.get(2).and_then(|a| a.parse().ok()).unwrap_or(28);
    let only = args.get(3).map(String::as_str).unwrap_or("");
    let tradition = if what == "quilt" {
        Tradition::Quilt
    } else {
        Tradition::Batik
    };
    let mut cards = String::new();
    for index in 0..count {
        let subject = if what == "quilt" && only.is_empty() {
            subjects()[(index + 29) % subjects().len()]
        } else if only.is_empty() {
            subjects()[index % subjects().len()]
        } else {
            only
        };
        let svg = draw(tradition, seed(&format!("product {index}")), subject);
        cards += &format!(
            "<div class=c>{svg}<p>{subject}</p><b>Rp{}.500</b></div>",
            10 + index * 7 % 90
        );
    }
    println!(
        "<!doctype html><meta charset=utf-8><style>body{{margin:0;font:14px sans-serif}}section{{padding:16px;\
         display:flex;flex-wrap:wrap;gap:12px}}.l{{background:#FBF8F3;color:#1B1A17}}.d{{background:#14131A;\
         color:#F3EFE7}}.c{{width:{size}px;border-radius:12px;overflow:hidden;background:#fff;padding-bottom:8px}}\
         .d .c{{background:#1E1D27}}svg{{display:block;width:{size}px;height:{size}px}}p{{margin:6px 8px 2px;\
         font-size:12px;white-space:nowrap}}b{{margin:0 8px}}</style><section class=l>{cards}</section>\
         <section class=d>{cards}</section>"
    );
}
