//! Damaged files, and files that are something else.

use crate::support::{pounds, report, rupiah, sample};

#[test]
fn every_damage_of_a_spreadsheet_says_what_to_do() {
    insta::assert_snapshot!("excel_damage", report(&sample("damaged/excel.csv"), &rupiah()));
}

#[test]
fn a_bad_row_never_loses_a_good_one() {
    insta::assert_snapshot!("bad_rows", report(&sample("damaged/rows.csv"), &pounds()));
}

#[test]
fn files_that_are_no_catalogue_say_what_they_are() {
    let files: [(&str, &[u8]); 12] = [
        ("nothing", b""),
        ("blank", b" \r\n\r\n"),
        ("workbook", b"PK\x03\x04\x14\x00\x06\x00"),
        ("old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("pdf", b"%PDF-1.7\n"),
        ("picture", b"\x89PNG\r\n\x1a\n"),
        ("web page", b"\n<!DOCTYPE html><html><title>Sign in</title>"),
        ("json", b"{\"products\": []}"),
        ("noise", b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10 abc"),
        ("other table", b"Date,Amount,Payee\n2024-01-01,5,Bo\n"),
        ("no price", b"Handle,Title,Vendor,Tags\nx,X,Y,Z\n"),
        (
            "one cell",
            b"\"Handle,Title,Body (HTML),Vendor,Variant Price\"\n\"x,X,,Y,5\"\n",
        ),
    ];
    let mut out = String::new();
    for (name, bytes) in files {
        out.push_str(&format!("{name}: {}", report(bytes, &pounds())));
    }
    insta::assert_snapshot!("no_catalogue", out);
}

#[test]
fn a_column_that_occurs_twice_is_refused() {
    let text = report(b"Handle,Title,Variant Price,Title\nx,X,5,Y\n", &pounds());
    assert!(text.starts_with("REFUSED file-column-twice"), "{text}");
}
