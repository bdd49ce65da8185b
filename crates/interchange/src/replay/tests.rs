//! Sources as people have them, and as they should not be.

use pasar_domain::replay::{SourceOrder, SourceStatus};
use proptest::prelude::*;

use super::{RowProblem, SourceError, SourceFile, SourceOrders, read_source};

const ORDERS: &str = "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at\n\
    a1,c1,delivered,2018-01-31 18:05:00,2018-01-31 18:20:00\n\
    a2,c2,canceled,2018-02-01 09:00:00,\n";
const ITEMS: &str = "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\n\
    a1,1,p1,s1,2018-02-05 00:00:00,59.90,13.4\n\
    a1,2,p2,s2,2018-02-05 00:00:00,100,0\n\
    a2,1,p1,s1,2018-02-05 00:00:00,59.90,13.40\n";
const PAYMENTS: &str = "order_id,payment_sequential,payment_type,payment_installments,payment_value\n\
    a1,1,credit_card,3,150.00\n\
    a1,2,voucher,1,23.30\n\
    a2,1,boleto,1,73.30\n";

fn read(files: &[(&str, &str)]) -> Result<SourceOrders, SourceError> {
    let files: Vec<SourceFile<'_>> = files
        .iter()
        .map(|(name, text)| SourceFile {
            name,
            bytes: text.as_bytes(),
        })
        .collect();
    read_source(&files, "BRL".parse().unwrap())
}

fn folder<'a>(orders: &'a str, items: &'a str, payments: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("olist_orders_dataset.csv", orders),
        ("olist_order_items_dataset.csv", items),
        ("olist_order_payments_dataset.csv", payments),
    ]
}

fn sums(orders: &[SourceOrder]) -> Vec<(&str, i64, i64)> {
    let brl = "BRL".parse().unwrap();
    let of = |order: &SourceOrder| (order.due(brl).unwrap().minor, order.paid(brl).unwrap().minor);
    orders
        .iter()
        .map(|order| (order.key.as_str(), of(order).0, of(order).1))
        .collect()
}

#[test]
fn three_tables_become_orders() {
    let read = read(&folder(ORDERS, ITEMS, PAYMENTS)).unwrap();
    assert_eq!(read.problems, []);
    assert_eq!(sums(&read.orders), [("a1", 17_330, 17_330), ("a2", 7_330, 7_330)]);
    let first = &read.orders[0];
    assert_eq!(first.status, SourceStatus::Delivered);
    assert_eq!(first.bought_at.to_rfc3339(), "2018-01-31T18:05:00+00:00");
    assert_eq!(
        (first.items[1].seller.as_str(), first.payments[0].instalments),
        ("s2", 3)
    );
    assert_eq!(read.orders[1].approved_at, None);
}

#[test]
fn columns_may_be_in_any_order_with_others_quotes_and_a_mark() {
    let orders =
        "\u{feff}\"order_status\";\"nota\";\"Order ID\"\r\n\"Delivered\";\"a; \"\"b\"\"\r\nc\";a1\r\n";
    let items = "freight;price;seller;order_id;qty\r\n1,50;\"10,00\";s1;a1;2\r\n";
    let payments = "amount|order_id\n21.50|a1\n";
    let read = read(&[
        ("x.csv", orders),
        ("y.txt", items),
        ("z.csv", payments),
        ("sellers.csv", "seller_id\ns1\n"),
    ]);
    let read = read.unwrap();
    assert_eq!(read.problems, []);
    assert_eq!(sums(&read.orders), [("a1", 2_150, 2_150)]);
}

#[test]
fn a_missing_column_or_table_is_named() {
    let items = ITEMS.replace("freight_value", "weight");
    let error = read(&folder(ORDERS, &items, PAYMENTS)).unwrap_err().to_string();
    assert!(
        error.starts_with("`olist_order_items_dataset.csv` should have the items by its name, but lacks the column `freight_value`; it has"),
        "{error}"
    );
    let error = read(&[("orders.csv", ORDERS), ("order_items.csv", ITEMS)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no file has the payments: one needs the columns `order_id`, `payment_value`"
    );
    let twice = [
        ("orders.csv", ORDERS),
        ("a/orders.csv", ORDERS),
        ("items.csv", ITEMS),
        ("payments.csv", PAYMENTS),
    ];
    assert!(matches!(
        read(&twice),
        Err(SourceError::TwoTables { table: "orders", .. })
    ));
    let doubled = PAYMENTS.replace("payment_type", "payment_value");
    let doubled = read(&folder(ORDERS, ITEMS, &doubled));
    assert!(matches!(doubled, Err(SourceError::DuplicateColumn { name, .. }) if name == "payment_value"));
}

#[test]
fn what_cannot_be_read_is_named_and_its_order_is_not_whole() {
    let orders = format!("{ORDERS}a3,c3,vanished,2018-01-31 18:05:00,\na1,c1,shipped,2018-01-31 18:05:00,\n");
    let items = format!("{ITEMS}a2,1,p1,s1,,1.00,0\na9,1,p1,s1,,1.00,0\n");
    let payments = format!("{PAYMENTS}a2,2,voucher,1,R$ 5\na1,3,voucher,1,-1.00\n");
    let read = read(&folder(&orders, &items, &payments)).unwrap();
    let whole: Vec<bool> = read.orders.iter().map(|order| order.is_whole).collect();
    assert_eq!(whole, [false, false, false]);
    let found: Vec<_> = read
        .problems
        .iter()
        .map(|one| (one.line, one.order.as_deref(), one.column.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (4, Some("a3"), Some("order_status")),
            (5, Some("a1"), Some("order_id")),
            (5, Some("a2"), Some("order_item_id")),
            (6, None, Some("order_id")),
            (5, Some("a2"), Some("payment_value")),
            (6, Some("a1"), Some("payment_value")),
        ]
    );
    assert_eq!(read.problems[2].problem, RowProblem::Twice(4));
    assert_eq!(read.problems[3].problem, RowProblem::NoOrder);
    assert_eq!(read.problems[5].problem, RowProblem::Negative);
    assert_eq!(read.problems[4].value, "R$ 5");
}

#[test]
fn json_says_the_same_in_each_of_its_forms() {
    let one = r#"{"order_id": "a1", "status": "delivered", "extra": {"x": [1]}, "approved_at": null,
        "items": [{"seller_id": "s1", "price": 59.90, "freight_value": "13.40", "order_item_id": 1}],
        "payments": [{"payment_value": 73.3, "payment_type": "voucher"}]}"#;
    let line = one.replace('\n', " ");
    let two = line.replace("a1", "a2");
    for text in [
        format!("[{one}, {two}]"),
        format!("{{\"orders\": [{one}, {two}]}}"),
        format!("\u{feff}{line}\n{two}\n"),
    ] {
        let read = read(&[("orders.json", &text)]).unwrap();
        assert_eq!(read.problems, [], "{text}");
        assert_eq!(
            sums(&read.orders),
            [("a1", 7_330, 7_330), ("a2", 7_330, 7_330)],
            "{text}"
        );
    }
    let lacks = one.replace("payment_value", "worth");
    let error = read(&[("orders.json", &lacks)]).unwrap_err().to_string();
    assert!(error.contains("order 1: it lacks `payment_value`"), "{error}");
    let broken = read(&[("orders.json", "[{\"order_id\": ")]);
    assert!(matches!(broken, Err(SourceError::Json { .. })));
}

/// A number in JSON is not rounded on its way: this one is no 64-bit floating-point number.
#[test]
fn a_number_in_json_is_read_digit_by_digit() {
    let text = r#"{"order_id": "a1", "status": "created", "items": [],
        "payments": [{"payment_value": 90071992547409.93}]}"#;
    let read = read(&[("orders.jsonl", text)]).unwrap();
    assert_eq!(sums(&read.orders), [("a1", 0, 9_007_199_254_740_993)]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "(orders|items|payments|x)") {
        let name = format!("{name}.csv");
        let mut files = vec![SourceFile { name: &name, bytes: &bytes }];
        let _ = read_source(&files, "BRL".parse().unwrap());
        files.extend([ORDERS, ITEMS, PAYMENTS].map(|text| SourceFile { name: "other.csv", bytes: text.as_bytes() }));
        let _ = read_source(&files, "BRL".parse().unwrap());
    }
}
