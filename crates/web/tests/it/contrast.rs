//! Every pairing of colours that the sheets use is readable: 4.5 to 1 for text, 3 to 1 for edges and stars (WCAG 2.2 AA).

use std::collections::BTreeMap;
use std::path::Path;

type Tokens = BTreeMap<String, String>;

/// The three blocks of `tokens.css` that name colours: light, dark by the device, dark by choice.
fn blocks() -> Vec<Tokens> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/css/tokens.css");
    let text = std::fs::read_to_string(path).unwrap();
    let colour = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        Some((name.to_owned(), value.trim_end_matches(';').to_owned()))
    };
    text.split("  color-scheme: ")
        .skip(1)
        .map(|block| block.lines().filter_map(colour).collect())
        .collect()
}

fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(tokens: &Tokens, front: &str, back: &str) -> f64 {
    let (a, b) = (luminance(&tokens[front]), luminance(&tokens[back]));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const TEXT: [(&str, &[&str]); 12] = [
    (
        "paper",
        &["ink", "quiet", "indigo", "indigo-deep", "soga", "leaf", "chili"],
    ),
    (
        "card",
        &["ink", "quiet", "indigo", "indigo-deep", "soga", "leaf", "chili"],
    ),
    (
        "sunk",
        &["ink", "quiet", "indigo", "indigo-deep", "soga", "leaf", "chili"],
    ),
    ("indigo-soft", &["ink", "quiet", "indigo", "indigo-deep"]),
    ("soga-soft", &["ink", "quiet", "soga"]),
    ("leaf-soft", &["ink", "leaf"]),
    ("chili-soft", &["ink", "chili"]),
    ("indigo", &["on-indigo"]),
    ("indigo-deep", &["on-indigo"]),
    ("chili", &["on-chili"]),
    ("soga", &["card"]),
    ("stage", &["on-stage", "on-stage-quiet"]),
];

#[test]
fn text_is_readable_in_light_and_dark() {
    for tokens in blocks() {
        for (back, fronts) in TEXT {
            for front in fronts {
                let measured = contrast(&tokens, front, back);
                assert!(
                    measured >= 4.5,
                    "{front} on {back} is {measured:.2} to 1; text needs 4.5"
                );
            }
        }
    }
}

#[test]
fn edges_and_stars_can_be_seen() {
    for tokens in blocks() {
        for (front, back) in [
            ("edge", "paper"),
            ("edge", "card"),
            ("edge", "sunk"),
            ("star", "card"),
        ] {
            let measured = contrast(&tokens, front, back);
            assert!(
                measured >= 3.0,
                "{front} on {back} is {measured:.2} to 1; it needs 3"
            );
        }
    }
}

#[test]
fn the_two_dark_blocks_are_the_same() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 3);
    assert_eq!(blocks[1], blocks[2]);
    assert!(blocks[0].keys().eq(blocks[1].keys()));
}
