//! Every line drawing alone, on standard output, to look at.
#![allow(clippy::print_stdout)]

use pasar_motif::{Tradition, all_objects, object, objects, subjects};

fn main() {
    let mut cards = String::new();
    for subject in subjects().iter().take(29) {
        for name in objects(Tradition::Batik, subject) {
            let svg = object(Tradition::Batik, subject, name);
            cards += &format!("<div>{svg}<p>{name}</p></div>");
        }
    }
    for name in all_objects().into_iter().rev().take(39).rev() {
        cards += &format!(
            "<div>{}<p>{name}</p></div>",
            object(Tradition::Batik, "food-and-drink", name)
        );
    }
    println!(
        "<!doctype html><meta charset=utf-8><style>body{{margin:8px;font:10px sans-serif;display:grid;\
         grid-template-columns:repeat(10,1fr);gap:6px}}div{{text-align:center}}svg{{display:block;width:100%}}\
         p{{margin:2px}}</style>{cards}"
    );
}
