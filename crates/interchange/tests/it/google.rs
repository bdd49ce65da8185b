//! Google Merchant product data.

use crate::support::{pounds, report, rupiah, sample};

macro_rules! golden {
    ($($name:ident: $sample:literal, $options:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), report(&sample($sample), &$options));
        }
    )*};
}

golden! {
    tsv: "google/feed.tsv", pounds();
    tsv_damaged: "google/feed-damaged.tsv", pounds();
    rss: "google/feed.rss.xml", rupiah();
    atom: "google/feed.atom.xml", pounds();
    xml_damaged: "google/feed-damaged.xml", pounds();
}

#[test]
fn xml_in_another_encoding_is_read_as_it_declares() {
    let text = "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><id>x</id><title>Caf\u{e9}</title>\
        <price>5</price></item></channel></rss>";
    let latin: Vec<u8> = text
        .chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect();
    assert!(report(&latin, &pounds()).contains("\"Café\""));
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(report(&utf16, &pounds()).contains("\"Café\""));
}

#[test]
fn xml_that_is_no_feed_says_what_it_is() {
    let text = report(
        b"<?xml version=\"1.0\"?><!-- <rss> --><urlset><url/></urlset>",
        &pounds(),
    );
    assert_eq!(
        text,
        "REFUSED file-not-a-feed: the file is XML, but its outermost element is `urlset`: a product feed has `rss` or `feed`\n"
    );
}
