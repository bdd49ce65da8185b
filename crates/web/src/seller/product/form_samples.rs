//! The form of a product in the states that look different.

use std::collections::BTreeMap;

use super::form::{Down, Existing, PictureRow, ProductPage, Window};
use super::typed::{TypedProduct, TypedVariant};
use crate::page::Sample;
use crate::prelude::*;
use crate::seller::refusal::view::{RefusingRule, ShownAppeal};

pub(super) fn samples(shell: &Shell) -> Vec<Sample<ProductPage>> {
    let empty = TypedProduct::empty("Kota Bandung");
    let mut refused = page(shell, &several());
    refused.form.refuse("title", key("field-missing"));
    refused.form.refuse(
        "variants.1.price",
        Message::new(key("money-empty")).with("example", "12"),
    );
    if let Some(row) = refused.rows.get_mut(1) {
        row.open = true;
    }
    let mut draft = page(shell, &empty);
    draft.existing = Some(existing(shell, true));
    let mut active = page(shell, &several());
    active.existing = Some(existing(shell, false));
    active.window = Some(Window {
        text: shell.l.t_with(
            "seller-variants-window",
            &[
                ("first", 26.to_arg()),
                ("last", 50.to_arg()),
                ("all", 2_000.to_arg()),
            ],
        ),
        previous: "?from=0".to_owned(),
        next: "?from=50".to_owned(),
    });
    let mut down = page(shell, &empty);
    down.is_stale = true;
    let mut hidden = existing(shell, false);
    hidden.state = ("chili", shell.l.t("seller-product-taken-down"));
    hidden.down = Some(Down {
        reason: shell.l.t("takedown-reason-misleading"),
        note: "Beratnya 100 g, bukan 250 g <seperti di judul>.".to_owned(),
        since: "24 November 2026".to_owned(),
    });
    down.existing = Some(hidden);
    vec![
        ("new", page(shell, &empty)),
        ("refused", refused),
        ("draft", draft),
        ("active", active),
        ("taken-down", down),
    ]
}

fn page(shell: &Shell, typed: &TypedProduct) -> ProductPage {
    let mut typed = typed.clone();
    let categories = &shell.market().categories;
    let told = categories
        .all()
        .iter()
        .map(|category| category.slug.as_str())
        .find(|slug| categories.is_leaf(slug) && !categories.attributes(slug).is_empty());
    typed
        .fields
        .insert("category".to_owned(), told.unwrap_or_default().to_owned());
    let form = Form::filled(&shell.l, typed.pairs());
    ProductPage::new(shell, &typed, form, None)
}

fn several() -> TypedProduct {
    let variant = |values: [&str; 2], price: &str| TypedVariant {
        values: values.map(str::to_owned).to_vec(),
        fields: BTreeMap::from([
            ("price".to_owned(), price.to_owned()),
            ("stock".to_owned(), "12".to_owned()),
        ]),
        ..TypedVariant::default()
    };
    TypedProduct {
        fields: BTreeMap::from([("title".to_owned(), "Keripik singkong".to_owned())]),
        options: vec![
            ("Rasa".to_owned(), "Pedas, Asin".to_owned()),
            ("Ukuran".to_owned(), "250 g, 1 kg".to_owned()),
        ],
        variants: vec![
            variant(["Pedas", "250 g"], "25.000"),
            variant(["Pedas", "1 kg"], ""),
            variant(["Asin", "250 g"], "25.000"),
            variant(["Asin dengan rasa yang panjang sekali namanya", "1 kg"], "90.000"),
        ],
        ..TypedProduct::default()
    }
}

fn refusing() -> RefusingRule {
    RefusingRule {
        id: "local-goods".to_owned(),
        title: "Barang dari dalam negeri".to_owned(),
        reason: "Barang ini dikirim dari luar negeri.".to_owned(),
        remedy: "Kirimlah dari dalam negeri.".to_owned(),
        source: String::new(),
        appeal: ShownAppeal::None,
    }
}

fn existing(shell: &Shell, is_draft: bool) -> Existing {
    let l = &shell.l;
    let picture = |id: &str, is_drawn| PictureRow {
        id: id.to_owned(),
        src: l.url("/pictures/drawn/other/1.svg"),
        alt: if is_drawn {
            String::new()
        } else {
            "Keripik di mangkuk".to_owned()
        },
        is_drawn,
        link: String::new(),
    };
    Existing {
        here: l.url("/seller/products/x"),
        state: if is_draft {
            ("", l.t("seller-product-draft"))
        } else {
            ("leaf", l.t("seller-product-active"))
        },
        is_draft,
        page: if is_draft {
            String::new()
        } else {
            l.url("/products/keripik/x")
        },
        down: None,
        refusing: if is_draft { Vec::new() } else { vec![refusing()] },
        pictures: if is_draft {
            vec![picture("pic_a", true)]
        } else {
            vec![picture("pic_a", false), picture("pic_b", false)]
        },
        pictures_max: 12,
        has_room: true,
        updated: "24 November 2026".to_owned(),
    }
}
