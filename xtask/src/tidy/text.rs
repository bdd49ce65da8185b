//! Rules that are seen in the text of a file: SQL, transactions, codes of markets, unfinished work.

use std::collections::BTreeMap;

use super::Finding;
use super::source::Source;

/// Crates whose work is with SQL, or with databases as such.
const WITH_SQL: [&str; 5] = ["store", "cluster", "testkit", "bench", "xtask"];
/// The beginnings of statements. The second word keeps English sentences apart.
const STATEMENTS: [(&str, &str); 8] = [
    ("select ", " from "),
    ("insert into ", ""),
    ("update ", " set "),
    ("delete from ", ""),
    ("create table ", ""),
    ("alter table ", ""),
    ("truncate ", ""),
    ("with ", " as ("),
];
/// Crates that may not open transactions.
const WITHOUT_TRANSACTIONS: [&str; 3] = ["web", "worker", "cli"];
/// Words that say that something is not finished. (In two halves, so that this file does not break its own rule.)
const UNFINISHED: [&str; 3] = [concat!("FIX", "ME"), concat!("TO", "DO"), concat!("XX", "X")];
/// Codes of markets that are also common words; they count only beside the word market.
const COMMON_WORDS: [&str; 8] = ["id", "in", "is", "it", "no", "at", "be", "me"];

/// SQL outside the store.
pub(crate) fn sql(source: &Source) -> Vec<Finding> {
    if WITH_SQL.contains(&source.krate()) {
        return Vec::new();
    }
    const ADVICE: &str =
        "SQL belongs to the store: add a function to the file of its noun in crates/store/src and call it";
    let texts = source
        .product_texts()
        .filter(|(_, text)| is_sql(text))
        .map(|(line, _)| line);
    let code = source
        .product_code()
        .filter(|(_, code)| code.contains("sqlx::"))
        .map(|(line, _)| line);
    texts
        .chain(code)
        .map(|line| Finding::new(&source.path, line, ADVICE))
        .collect()
}

fn is_sql(text: &str) -> bool {
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    STATEMENTS
        .iter()
        .any(|(first, second)| text.starts_with(first) && text.contains(second))
}

/// Transactions outside the service.
pub(crate) fn transactions(source: &Source) -> Vec<Finding> {
    if !WITHOUT_TRANSACTIONS.contains(&source.krate()) {
        return Vec::new();
    }
    const ADVICE: &str =
        "only use-cases open transactions: add one in crates/service/src/<noun>/<verb>.rs and call it";
    source
        .product_code()
        .filter(|(_, code)| code.contains(".begin("))
        .map(|(line, _)| Finding::new(&source.path, line, ADVICE))
        .collect()
}

/// Unfinished work, in tests too.
pub(crate) fn unfinished(source: &Source) -> Vec<Finding> {
    const ADVICE: &str = "finish it, or write an issue and say in the comment what holds today";
    let comments = source.comments.iter().filter(|(_, text)| {
        UNFINISHED
            .iter()
            .any(|word| text.split(|c: char| !c.is_alphanumeric()).any(|w| w == *word))
    });
    let code = source.code.iter().enumerate().filter(|(_, code)| {
        [concat!("todo", "!("), concat!("unimplemented", "!(")]
            .iter()
            .any(|call| code.contains(call))
    });
    let lines = comments
        .map(|(line, _)| *line)
        .chain(code.map(|(index, _)| index + 1));
    lines
        .map(|line| Finding::new(&source.path, line, ADVICE))
        .collect()
}

/// How often files name a market, for those that do. `markets` are the names of the folders below `markets/`.
pub(crate) fn market_codes(sources: &[Source], markets: &[String]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    // The list of all countries names those of the markets, too, and means none of them.
    let exempt = |source: &Source| source.krate() == "xtask" || source.path == "crates/domain/src/country.rs";
    for source in sources.iter().filter(|source| !exempt(source)) {
        let count = source
            .product_texts()
            .filter(|(line, text)| {
                markets
                    .iter()
                    .any(|market| names_market(source, *line, text, market))
            })
            .count();
        if count > 0 {
            counts.insert(source.path.clone(), count);
        }
    }
    counts
}

fn names_market(source: &Source, line: usize, text: &str, market: &str) -> bool {
    let cell = text.strip_prefix(market).and_then(|rest| rest.strip_prefix('_'));
    if cell.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())) {
        return true;
    }
    if text == market.to_uppercase() {
        return true;
    }
    let beside_market = || {
        source
            .code
            .get(line - 1)
            .is_some_and(|code| code.to_lowercase().contains("market"))
    };
    text == market && (!COMMON_WORDS.contains(&market) || beside_market())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source::parse(path, text)
    }

    #[test]
    fn sql_is_told_from_english() {
        assert!(is_sql("SELECT 1 FROM shop"));
        assert!(is_sql("\n   insert   into shop values (1)"));
        assert!(is_sql("with a as (select 1) select * from a"));
        assert!(!is_sql("select a category"));
        assert!(!is_sql("update your address"));
        assert!(!is_sql("with love"));
    }

    #[test]
    fn sql_is_found_outside_the_store_and_not_in_tests() {
        let text = "fn a() { b(\"delete from shop\"); }\n#[cfg(test)]\nmod tests { const A: &str = \"delete from shop\"; }\n";
        assert_eq!(sql(&source("crates/web/src/a.rs", text)).len(), 1);
        assert!(sql(&source("crates/store/src/a.rs", text)).is_empty());
        assert_eq!(
            sql(&source("crates/service/src/a.rs", "use sqlx::PgPool;")).len(),
            1
        );
    }

    #[test]
    fn only_the_service_begins() {
        let text = "async fn a(cell: &Cell) { let tx = cell.begin().await; }";
        assert_eq!(transactions(&source("crates/web/src/a.rs", text)).len(), 1);
        assert!(transactions(&source("crates/service/src/a.rs", text)).is_empty());
    }

    #[test]
    fn unfinished_work_is_found_in_comments_and_code() {
        let text = format!(
            "// {}: later\nfn a() {{ {}!() }}\n// todos os santos\n",
            UNFINISHED[1],
            concat!("to", "do")
        );
        assert_eq!(unfinished(&source("crates/web/src/a.rs", &text)).len(), 2);
    }

    #[test]
    fn codes_of_markets_are_counted() {
        let markets = ["id".to_owned(), "gb".to_owned()];
        let count = |text: &str| {
            market_codes(&[source("crates/web/src/a.rs", text)], &markets)
                .values()
                .sum::<usize>()
        };
        assert_eq!(count("let a = \"gb\"; let b = \"GB\"; let c = \"id_1\";"), 3);
        assert_eq!(count("field.attr(\"id\")"), 0);
        assert_eq!(count("if market.code() == \"id\" {}"), 1);
        assert_eq!(count("let a = \"gbr\"; let b = \"id_x\";"), 0);
        assert_eq!(count("#[cfg(test)]\nmod tests { const A: &str = \"gb\"; }"), 0);
    }
}
