//! `pasar ledger replay`

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::kit::Pasar;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/replay")
}

/// An installation with one market and one version of its charter: nine per cent, and no fee.
fn installation() -> Pasar {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let place = to.join(path.file_name().unwrap());
            if path.is_dir() {
                copy(&path, &place);
            } else {
                fs::copy(&path, place).unwrap();
            }
        }
    }
    let pasar = Pasar::new();
    let markets = pasar.data().with_file_name("markets");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets/gb");
    let to = markets.join("gb");
    copy(&from.join("charters/2023-04-15"), &to.join("charters/2023-04-15"));
    for noun in ["market", "categories", "places", "shipping", "verification"] {
        let file = format!("{noun}.toml");
        fs::copy(from.join(&file), to.join(&file)).unwrap();
    }
    pasar.with("PASAR_MARKETS_FOLDER", markets.to_str().unwrap())
}

/// What must come out was worked out apart from this program, with fractions.
#[test]
fn the_orders_of_another_marketplace_are_replayed_to_the_cent() {
    let pasar = installation();
    let report = pasar.data().with_file_name("report.json");
    let samples = samples();
    let words = [
        "ledger",
        "replay",
        samples.to_str().unwrap(),
        "--json",
        report.to_str().unwrap(),
    ];
    let said = pasar.run(&words).ended(0);
    let golden = fs::read_to_string(samples.join("report.golden")).unwrap();
    assert_eq!(said.out, golden, "{}", said.out);

    let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(report).unwrap()).unwrap();
    assert_eq!(report["balanced"], true);
    assert_eq!(
        report["source"],
        json!({ "orders": 39, "items": 58, "payments": 50 })
    );
    assert_eq!(report["paid_in_minor"], 23_985_41);
    assert_eq!(
        report["sums"]["places_minor"],
        json!({
            "revenue:commission": 167_364,
            "tax:commission": 33_479,
            "paid_out": 21_067_94,
            "held": 63_80,
            "in_escrow": 416_42,
            "let_go": 90_90,
            "given_back": 337_92,
        })
    );
    let sellers = report["sellers"].as_object().unwrap();
    let paid_out = sellers
        .values()
        .map(|seller| seller["places_minor"]["paid_out"].as_i64().unwrap_or(0));
    assert_eq!(paid_out.sum::<i64>(), 21_067_94);
    let mismatches = report["mismatches"].as_array().unwrap().iter();
    let mismatches: Vec<_> = mismatches
        .map(|one| {
            (
                one["kind"].as_str().unwrap(),
                one["due_minor"].as_i64(),
                one["paid_minor"].as_i64(),
            )
        })
        .collect();
    assert_eq!(
        mismatches,
        [
            ("no_items", Some(0), Some(88_40)),
            ("paid_too_little", Some(112_03), Some(112_02)),
            ("paid_too_much", Some(179_02), Some(181_15)),
            ("no_payment", Some(185_76), Some(0)),
            ("unreadable", Some(0), Some(19_00)),
        ]
    );
    // Five vouchers for three sellers: each voucher is all there, and so is each seller's part.
    let of_three = report["orders"].as_array().unwrap().iter();
    let of_three = of_three.map(|order| order["orders"].as_array().unwrap());
    let of_three = of_three.clone().find(|orders| orders.len() == 3).unwrap();
    let part = |seller: usize, voucher: usize| {
        let legs = &of_three[seller]["payments_minor"][voucher];
        legs[0].as_i64().unwrap() + legs[1].as_i64().unwrap()
    };
    let vouchers: Vec<i64> = (0..5)
        .map(|voucher| (0..3).map(|seller| part(seller, voucher)).sum())
        .collect();
    assert_eq!(vouchers, [1, 13_37, 50_00, 77_77, 1_95]);
    let sellers: Vec<i64> = (0..3)
        .map(|seller| (0..5).map(|voucher| part(seller, voucher)).sum())
        .collect();
    assert_eq!(sellers, [13_34, 8_77, 120_99]);
}

#[test]
fn what_does_not_add_up_in_the_source_fails_only_where_that_is_wanted() {
    let pasar = installation();
    let samples = samples();
    let words = ["ledger", "replay", samples.to_str().unwrap(), "--strict"];
    let said = pasar.run(&words).ended(1);
    assert!(said.out.ends_with("the ledger adds up\n"), "{}", said.out);

    let order = json!({
        "order_id": "a", "status": "delivered",
        "items": [{ "seller": "s", "price": 1000, "freight": 50 }],
        "payments": [{ "amount": 1050 }],
    });
    let file = pasar.file("orders.jsonl", format!("{order}\n"));
    let words = [
        "ledger",
        "replay",
        file.to_str().unwrap(),
        "--strict",
        "--currency",
        "JPY",
    ];
    let said = pasar.run(&words).ended(0);
    assert!(
        said.out.contains("  paid_out                            960\n"),
        "{}",
        said.out
    );
}

#[test]
fn a_source_that_cannot_be_read_says_what_it_lacks() {
    let pasar = installation();
    let folder = pasar.data().with_file_name("source");
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(samples()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    let items = folder.join("olist_order_items_dataset.csv");
    let text = fs::read_to_string(&items).unwrap();
    fs::write(&items, text.replacen("seller_id", "who", 1)).unwrap();
    let said = pasar
        .run(&["ledger", "replay", folder.to_str().unwrap()])
        .ended(1);
    assert!(said.err.contains("lacks the column `seller_id`"), "{}", said.err);
    let said = pasar
        .run(&["ledger", "replay", folder.to_str().unwrap(), "--market", "xx"])
        .ended(2);
    assert!(
        said.err.contains("there is no market `xx`; there are gb"),
        "{}",
        said.err
    );
}
