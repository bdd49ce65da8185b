//! `pasar import`, `pasar export`, `pasar search`

use pasar_testkit::TestMarket;

use crate::kit::{Pasar, Said};

const FILE: &str = "\
Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price
plain-tee,Plain tee,<p>Cotton</p>,Maker,Shirts,,true,Size,S,TEE-S,200,5,12.50
plain-tee,,,,,,,Size,M,TEE-M,210,3,12.50
blue-mug,Blue mug,<p>Stoneware</p>,Maker,Mugs,,true,Title,Default Title,MUG,400,9,8.00
";

async fn shop() -> (TestMarket, Pasar) {
    let market = TestMarket::of("gb").await;
    market.shop("ann").await;
    let pasar = Pasar::on(market.database().url());
    (market, pasar)
}

fn import(pasar: &Pasar, text: impl AsRef<[u8]>, more: &[&str]) -> Said {
    let file = pasar.file("products.csv", text);
    let words = [
        "import",
        "--market",
        "gb",
        "--shop",
        "ann",
        file.to_str().unwrap(),
    ];
    pasar.run(&[words.as_slice(), more].concat())
}

#[tokio::test]
async fn a_dry_run_tells_and_changes_nothing_and_a_second_reading_neither() {
    let (_market, pasar) = shop().await;
    let said = import(&pasar, FILE, &["--dry-run"]).ended(0);
    assert_eq!(
        said.out,
        "a dry run: nothing was changed; 2 new, 0 changed, 0 as they were, 0 left out\n"
    );
    let said = import(&pasar, FILE, &[]).ended(0);
    assert_eq!(said.out, "2 new, 0 changed, 0 as they were, 0 left out\n");
    let said = import(&pasar, FILE.replace("8.00", "8.50"), &["--json"]).ended(0);
    let json = said.json();
    assert_eq!(
        (&json["changed"], &json["same"]),
        (&1.into(), &1.into()),
        "{json:#}"
    );
}

#[tokio::test]
async fn a_damaged_row_is_left_out_and_named_and_the_rest_stands() {
    let (_market, pasar) = shop().await;
    let said = import(&pasar, FILE.replace("8.00", "eight"), &[]).ended(1);
    assert!(
        said.out.starts_with("1 new, 0 changed, 0 as they were, "),
        "{}",
        said.out
    );
    assert!(
        said.err.contains("line 4") && said.err.contains("`eight`"),
        "{}",
        said.err
    );
}

#[tokio::test]
async fn what_is_no_catalogue_is_refused_and_says_what_it_is() {
    let (_market, pasar) = shop().await;
    let said = import(&pasar, b"%PDF-1.7\n\x00\x01", &[]).ended(1);
    assert!(
        said.err.contains("was not taken") && said.err.contains("PDF"),
        "{}",
        said.err
    );
    let said = import(&pasar, FILE, &["--format", "google-xml"]).ended(1);
    assert!(said.err.to_lowercase().contains("shopify"), "{}", said.err);
    let said = pasar
        .run(&["import", "--market", "gb", "--shop", "ann", "/nowhere.csv"])
        .ended(1);
    assert!(said.err.contains("cannot read `/nowhere.csv`"), "{}", said.err);
    let said = pasar
        .run(&["import", "--market", "gb", "--shop", "nobody", "/nowhere.csv"])
        .ended(1);
    assert!(said.err.contains("there is no shop `nobody`"), "{}", said.err);
}

#[tokio::test]
async fn an_export_can_be_read_again() {
    let (_market, pasar) = shop().await;
    import(&pasar, FILE, &[]).ended(0);
    let file = pasar.file("out.csv", "");
    let words = [
        "export",
        "--market",
        "gb",
        "--shop",
        "ann",
        "--output",
        file.to_str().unwrap(),
    ];
    pasar.run(&words).ended(0);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("plain-tee") && written.contains("MUG"),
        "{written}"
    );
    let said = import(&pasar, &written, &[]).ended(0);
    assert_eq!(said.out, "0 new, 0 changed, 2 as they were, 0 left out\n");
    let said = pasar
        .run(&[
            "export",
            "--market",
            "gb",
            "--shop",
            "ann",
            "--format",
            "google-xml",
        ])
        .ended(0);
    assert!(
        said.out.contains("<rss") && said.out.contains("Blue mug"),
        "{}",
        said.out
    );
}

#[tokio::test]
async fn an_index_is_built_from_the_database() {
    let (_market, pasar) = shop().await;
    import(&pasar, FILE, &[]).ended(0);
    let said = pasar.run(&["search", "rebuild", "--market", "gb"]).ended(0);
    assert_eq!(said.out, "gb: 2 listings can be found\n");
}
