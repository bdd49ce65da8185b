//! The scripts of pgbench: they copy an order that the program made, with new ids.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;

use crate::database::{self, Database};

/// The tables of an order, in an order in which what is named is there before it is named, with the columns that find the example's rows.
const TABLES: [(&str, &str); 6] = [
    ("order_group", "buyer_id, order_group_id"),
    ("order_group_order", "buyer_id, order_group_id"),
    ("orders", "shop_id, order_id"),
    ("order_line", "shop_id, order_id"),
    ("payment", "buyer_id, order_group_id"),
    ("transfer", "shop_id, order_id"),
];
/// Columns that are new in every copy, and the same wherever a copy names the same.
const IDS: [&str; 6] = [
    "order_group_id",
    "order_id",
    "payment_id",
    "transfer_id",
    "pending_id",
    "job_id",
];
/// Columns of a line that are those of what is bought.
const GOODS: [&str; 4] = ["offer_id", "variant_id", "product_id", "stock_item_id"];
/// So many pieces of everything are put on the shelves before.
const PIECES: u32 = 2_000_000_000;

/// What is bought.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goods {
    /// Always the same.
    One,
    /// One of so many.
    Spread(u32),
}

/// An order whose rows are copied.
#[derive(Debug)]
pub(crate) struct Example {
    /// The cell's schema.
    cell: String,
    /// Tables with the columns of each.
    columns: BTreeMap<String, Vec<String>>,
}

/// Keeps the rows of one order beside the market's tables, and fills the shelves.
pub(crate) fn set_up(database: &Database, market: &str) -> anyhow::Result<Example> {
    let cell = database::cell(market);
    database.run(&statements(&cell))?;
    // What PostgreSQL works out by itself is not copied.
    let described = database.run(&format!(
        "select table_name || ' ' || string_agg(column_name, ',' order by ordinal_position)
         from information_schema.columns copied
         where table_schema = 'bench' and not exists (
             select from information_schema.columns own
             where own.table_schema = '{cell}' and own.table_name = copied.table_name and own.column_name = copied.column_name
               and own.is_generated = 'ALWAYS')
         group by table_name"
    ))?;
    Ok(Example {
        columns: read_columns(&described)?,
        cell,
    })
}

fn statements(cell: &str) -> String {
    let mut text = format!(
        "drop schema if exists bench cascade; create schema bench;
         create table bench.example as
             select shop_id, order_id, order_group_id, buyer_id from {cell}.orders
             where captured_at is not null order by order_id desc limit 1;\n"
    );
    // Writing into memory does not fail.
    for (table, keys) in TABLES {
        let _ = writeln!(
            text,
            "create table bench.{table} as select t.* from {cell}.{table} t where ({keys}) in (select {keys} from bench.example);"
        );
    }
    let _ = write!(
        text,
        "create table bench.idempotency as
             select * from {cell}.idempotency where verb = 'checkout.place' limit 1;
         create table bench.job as
             select gen_random_uuid() as job_id, 'send_letter'::text as kind, subject::jsonb as subject, null::text as dedupe_key,
                 timestamptz '2999-01-01' as run_at, 0 as attempts, now() as created_at
             from (select json_build_object('letter', 'order_placed', 'buyer_id', buyer_id, 'order_group_id', order_group_id)
                   from bench.example
                   union all
                   select json_build_object('letter', 'new_order', 'shop_id', shop_id, 'order_id', order_id)
                   from bench.example) of_order (subject);
         create table bench.sandbox_payment as
             select * from pasar.sandbox_payment where payment_id in (select payment_id from bench.payment);
         create table bench.offer as
             select row_number() over (order by offer.offer_id) - 1 as n, shop_id, offer_id, variant_id, product_id, stock_item_id
             from {cell}.offer join {cell}.variant using (shop_id, variant_id)
             where shop_id in (select shop_id from bench.example);
         create unique index on bench.offer (n);
         create view bench.counted as select order_id from {cell}.orders;
         update {cell}.stock_item set on_hand = {PIECES};
         analyze;"
    );
    text
}

fn read_columns(described: &str) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let line = |line: &str| {
        let (table, columns) = line.split_once(' ')?;
        let columns = columns.split(',').map(ToOwned::to_owned);
        Some((table.to_owned(), columns.collect()))
    };
    let lines = described.lines().filter(|text| !text.is_empty());
    lines
        .map(|text| line(text).with_context(|| format!("`{text}` does not describe a table")))
        .collect()
}

impl Example {
    /// A transaction that writes so many orders.
    pub(crate) fn script(&self, goods: Goods, orders: u32) -> String {
        let copies = Copies { goods, orders };
        let mut text = String::from("\\set salt random(1, 1000000000000000)\nbegin;\n");
        text.push_str(&copies.take_pieces(&self.cell));
        let control = ("pasar".to_owned(), "sandbox_payment");
        let of_cell = |table| (self.cell.clone(), table);
        let tables = TABLES.map(|(table, _)| of_cell(table));
        let others = [of_cell("idempotency"), of_cell("job"), control];
        for (schema, table) in tables.into_iter().chain(others) {
            if let Some(columns) = self.columns.get(table) {
                text.push_str(&copies.insert(&schema, table, columns));
            }
        }
        text.push_str("commit;\n");
        text
    }
}

/// How an order is copied.
#[derive(Debug, Clone, Copy)]
struct Copies {
    goods: Goods,
    orders: u32,
}

impl Copies {
    /// A number that every copy has for itself.
    fn salt(self) -> &'static str {
        if self.orders == 1 {
            ":salt::bigint"
        } else {
            "(:salt::bigint + k)"
        }
    }

    /// Which of the offers is bought.
    fn number(self) -> String {
        match self.goods {
            Goods::One => "0".to_owned(),
            // 7919 is prime, so that a batch does not buy neighbours.
            Goods::Spread(offers) => format!("mod({} * 7919, {offers})", self.salt()),
        }
    }

    /// Where copies come from besides the example: the goods, and one row for each copy of a batch.
    fn from(self) -> String {
        let number = self.number();
        if self.orders == 1 {
            format!("bench.offer o where o.n = {number}")
        } else {
            let last = self.orders - 1;
            format!("generate_series(0, {last}) k join bench.offer o on o.n = {number}")
        }
    }

    fn take_pieces(self, cell: &str) -> String {
        let from = self.from();
        format!(
            "update {cell}.stock_item s set on_hand = s.on_hand - taken.pieces
 from (select s.shop_id, s.stock_item_id, taken.pieces from {cell}.stock_item s
       join (select o.shop_id, o.stock_item_id, count(*)::integer as pieces from {from} group by 1, 2) taken
           using (shop_id, stock_item_id)
       order by 1, 2 for update of s) taken
 where s.shop_id = taken.shop_id and s.stock_item_id = taken.stock_item_id and s.on_hand - s.reserved >= taken.pieces;\n"
        )
    }

    fn insert(self, schema: &str, table: &str, columns: &[String]) -> String {
        let values: Vec<String> = columns.iter().map(|column| self.value(table, column)).collect();
        let (names, values) = (columns.join(", "), values.join(", "));
        let from = if self.orders == 1 {
            format!("bench.{table} t, {}", self.from())
        } else {
            format!("{} cross join bench.{table} t", self.from())
        };
        format!("insert into {schema}.{table} ({names}) select {values} from {from};\n")
    }

    fn value(self, table: &str, column: &str) -> String {
        let salt = self.salt();
        if IDS.contains(&column) {
            // Ids of the program begin with the time, too: new rows stand beside each other in every index.
            return format!(
                "(lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || substr(md5(t.{column}::text || ({salt})::text), 1, 20))::uuid"
            );
        }
        match (table, column) {
            ("order_line", goods) if GOODS.contains(&goods) => format!("o.{goods}"),
            ("idempotency", "key") => format!("'bound-' || ({salt})::text"),
            // A letter of the example is waiting already, or was.
            ("job", "dedupe_key") => "null".to_owned(),
            _ => format!("t.{column}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Example {
        let described = "orders shop_id,order_id,state\norder_line shop_id,order_id,offer_id,title\nidempotency actor_id,key\n\
                         sandbox_payment payment_id,state\noffer n,shop_id\n";
        Example {
            cell: "xx_1".to_owned(),
            columns: read_columns(described).unwrap(),
        }
    }

    #[test]
    fn a_naive_transaction_has_a_statement_for_each_table_and_new_ids() {
        let script = example().script(Goods::Spread(1_000), 1);
        let inserts: Vec<&str> = script.lines().filter(|line| line.starts_with("insert")).collect();
        assert_eq!(inserts.len(), 4, "{script}");
        assert!(
            inserts[0]
                .starts_with("insert into xx_1.orders (shop_id, order_id, state) select t.shop_id, (lpad("),
            "{script}"
        );
        assert!(
            inserts[1]
                .contains("o.offer_id, t.title from bench.order_line t, bench.offer o where o.n = mod(")
        );
        assert!(inserts[3].starts_with("insert into pasar.sandbox_payment"));
        assert!(!script.contains("generate_series"));
        assert!(script.starts_with("\\set salt ") && script.ends_with("commit;\n"));
    }

    #[test]
    fn a_batch_writes_all_its_orders_with_one_statement_for_each_table() {
        let script = example().script(Goods::One, 256);
        assert_eq!(script.matches("insert into").count(), 4);
        assert_eq!(script.matches("generate_series(0, 255) k").count(), 5);
        assert!(
            script.contains("on o.n = 0 cross join bench.orders t"),
            "{script}"
        );
    }

    #[test]
    fn a_description_that_is_none_is_an_error() {
        assert!(read_columns("orders").is_err());
        assert!(read_columns("\n").unwrap().is_empty());
    }
}
