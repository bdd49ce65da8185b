//! A made-up catalogue of any length, row by row, always the same for the same number.

use std::io::{self, Read};

/// Shopify's older header generation, the columns that hold something.
pub(crate) const HEADER: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Image Alt Text\n";

const WORDS: [&str; 12] = [
    "Kaos", "Kemeja", "Celana", "Rok", "Jaket", "Sarung", "Topi", "Tas", "Sepatu", "Kerudung", "Batik",
    "Tenun",
];
const COLOURS: [&str; 5] = ["Hitam", "Putih", "Merah", "Biru", "Hijau"];

/// Row `number`, counted from 0. Five rows make a product; every hundredth row has a price that is none.
pub(crate) fn row(number: u64) -> String {
    let (product, variant) = (number / 5, number % 5);
    let pick = |salt: u64, count: usize| {
        let mixed = (product + 1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(u32::try_from(salt % 64).unwrap_or(0));
        usize::try_from(mixed % count as u64).unwrap_or(0)
    };
    let colour = COLOURS[usize::try_from(variant).unwrap_or(0) % COLOURS.len()];
    let price = if number % 100 == 99 {
        "tanya dulu".to_owned()
    } else {
        format!("{}", 15_000 + pick(7, 400) * 500)
    };
    let (title, description, vendor, option) = if variant == 0 {
        let name = format!(
            "{} {} no. {product}",
            WORDS[pick(3, WORDS.len())],
            WORDS[pick(11, WORDS.len())]
        );
        let text = format!(
            "\"<p>{name}, <b>asli</b> &amp; awet.</p>\n<ul><li>Bahan: katun</li><li>Kode \"\"{product}\"\"</li></ul>\""
        );
        (name, text, format!("Toko {}", pick(19, 5_000)), "Warna")
    } else {
        (String::new(), String::new(), String::new(), "")
    };
    format!(
        "produk-{product},{title},{description},{vendor},Pakaian,\"murah, {colour}\",TRUE,{option},{colour},SKU-{number},\
        {},{},{price},,,https://cdn.example/{product}/{variant}.jpg,{},\n",
        120 + pick(23, 900),
        pick(29, 200),
        variant + 1
    )
}

/// The catalogue as a stream that is made while it is read.
pub(crate) struct Catalogue {
    rows: u64,
    next: u64,
    ready: Vec<u8>,
    given: usize,
}

impl Catalogue {
    /// A catalogue of this many rows.
    pub(crate) fn new(rows: u64) -> Self {
        Self {
            rows,
            next: 0,
            ready: HEADER.as_bytes().to_vec(),
            given: 0,
        }
    }
}

impl Read for Catalogue {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() && self.next < self.rows {
            self.ready = row(self.next).into_bytes();
            self.given = 0;
            self.next += 1;
        }
        let count = (&self.ready[self.given..]).read(buffer)?;
        self.given += count;
        Ok(count)
    }
}
