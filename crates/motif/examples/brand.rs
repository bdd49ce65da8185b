//! Logo, favicon, monograms and category tiles on standard output, to look at.
#![allow(clippy::print_stdout)]

use pasar_motif::{Tradition, category_tile, favicon, logo, monogram, seed, subjects};

fn main() {
    let mut body = format!(
        "<div class=w>{}</div><div class=f>{0}</div><div class=g>{0}</div>",
        favicon()
    );
    body = format!("<div class=w>{}</div>{body}<hr>", logo());
    for initials in [
        "TJ", "BS", "KR", "W", "MN", "AG", "OQ", "FX", "ZE", "HP", "DU", "CV", "IL", "24", "38", "59", "67",
        "…", "Y1",
    ] {
        body += &format!("<div class=m>{}</div>", monogram(seed(initials), initials));
    }
    body += "<hr>";
    for subject in subjects() {
        body += &format!(
            "<div class=t>{}<p>{subject}</p></div>",
            category_tile(Tradition::Batik, subject)
        );
    }
    println!(
        "<!doctype html><meta charset=utf-8><style>body{{margin:0;font:11px sans-serif}}section{{padding:16px;display:flex;\
         flex-wrap:wrap;gap:10px;align-items:center}}hr{{width:100%;border:0;margin:0}}.l{{background:#FBF8F3;color:#2B2F77}}\
         .d{{background:#14131A;color:#A9AEF0}}.w svg{{height:48px}}.f svg{{height:32px}}.g svg{{height:16px}}.m svg{{width:64px;\
         border-radius:50%}}.t{{width:104px}}.t svg{{width:104px;border-radius:12px}}svg{{display:block}}p{{margin:3px 0}}</style>\
         <section class=l>{body}</section><section class=d>{body}</section>"
    );
}
