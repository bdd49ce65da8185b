//! Goods enough for a shop, as product files of the kind that shops bring along.

use std::fmt::Write as _;

/// Pieces of each product: more than any load can buy.
pub(super) const STOCK: u32 = 1_000_000;
/// The title of the product that everybody wants.
pub(super) const HOT_TITLE: &str = "Lampu Kristal Edisi Siaran Langsung";

const THINGS: [&str; 16] = [
    "Kemeja",
    "Kaos",
    "Celana",
    "Jaket",
    "Sandal",
    "Tas",
    "Topi",
    "Selendang",
    "Cangkir",
    "Piring",
    "Lampu",
    "Bantal",
    "Keranjang",
    "Taplak",
    "Dompet",
    "Payung",
];
const STUFFS: [&str; 9] = [
    "Katun", "Linen", "Rotan", "Kulit", "Bambu", "Tenun", "Batik", "Keramik", "Kanvas",
];
const COLOURS: [&str; 7] = ["Merah", "Biru", "Hijau", "Hitam", "Putih", "Cokelat", "Jingga"];

/// The title of a product; no two of the first thousand have the same.
pub(super) fn title(number: u32) -> String {
    let pick = |words: &[&'static str], number: u32| -> &'static str {
        let count = u32::try_from(words.len()).unwrap_or(1);
        let place = usize::try_from(number % count).unwrap_or_default();
        words.get(place).copied().unwrap_or_default()
    };
    // The three lengths have no common divisor, so every combination comes before one comes again.
    let (thing, stuff, colour) = (
        pick(&THINGS, number),
        pick(&STUFFS, number),
        pick(&COLOURS, number),
    );
    format!("{thing} {stuff} {colour} No. {}", number + 1)
}

/// What buyers look for: a thing and a stuff, some with an error of typing, some only a thing.
pub(crate) fn searches() -> Vec<String> {
    let mut searches = Vec::new();
    for (thing, place) in THINGS.iter().zip(0_usize..) {
        let stuff = STUFFS.get(place % STUFFS.len()).copied().unwrap_or_default();
        searches.push(format!("{thing} {stuff}").to_lowercase());
        searches.push(thing.to_lowercase());
        // "kemeja" becomes "kemja".
        let typo: String = thing
            .chars()
            .enumerate()
            .filter(|(at, _)| *at != 3)
            .map(|(_, letter)| letter)
            .collect();
        if place % 4 == 0 {
            searches.push(format!("{typo} {stuff}").to_lowercase());
        }
    }
    searches
}

/// A product file of these products, in Shopify's columns.
pub(super) fn file(titles: &[String]) -> String {
    let mut file = String::from(
        "Title,URL handle,Description,Vendor,Tags,Published on online store,Status,SKU,Price,Inventory tracker,Inventory \
         quantity,Weight value (grams)\n",
    );
    for title in titles {
        let handle = title.to_lowercase().replace(". ", "-").replace(' ', "-");
        let price = 25_000 + title.len() * 500;
        let grams = 200 + title.len() * 10;
        let _ = writeln!(
            file,
            "{title},{handle},\"{}\",Sanggar Ukur,\"rumah, hadiah\",true,Active,{handle},{price}.00,shopify,{STOCK},{grams}",
            description(title)
        );
    }
    file
}

fn description(title: &str) -> String {
    format!(
        "<p>{title} dibuat dengan tangan di sanggar kecil, satu per satu, dari bahan yang kami pilih sendiri. Setiap potong \
         sedikit berbeda, dan itulah yang kami sukai darinya.</p><ul><li>Bahan pilihan, jahitan rapi</li><li>Warna tidak \
         luntur</li><li>Dikirim dalam kotak yang kuat</li></ul><p>Simpan di tempat kering. Bersihkan dengan kain lembap, jangan \
         direndam. Kalau ada yang kurang, tulis kepada kami: kami perbaiki atau kami ganti.</p>"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_thousand_products_have_a_thousand_titles_beside_their_numbers() {
        let titles = (0..1_000).map(|number| {
            let title = title(number);
            title.split(" No.").next().unwrap().to_owned()
        });
        assert_eq!(titles.collect::<BTreeSet<_>>().len(), 1_000);
    }

    #[test]
    fn a_file_has_a_row_for_each_product() {
        let file = file(&[title(0), HOT_TITLE.to_owned()]);
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(lines.len(), 3);
        let columns = lines[0].split(',').count();
        assert_eq!(columns, 12);
        assert!(
            lines[1].starts_with("Kemeja Katun Merah No. 1,kemeja-katun-merah-no-1,\"<p>"),
            "{}",
            lines[1]
        );
        assert!(lines[2].contains(",1000000,"), "{}", lines[2]);
    }

    #[test]
    fn some_search_with_an_error() {
        let searches = searches();
        assert!(searches.contains(&"kemeja katun".to_owned()));
        assert!(searches.contains(&"kemja katun".to_owned()));
        assert_eq!(searches.len(), 36);
    }
}
