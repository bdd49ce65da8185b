//! Shops, as buyers see them.

pub mod show;

use crate::l10n::Localizer;

/// The address of a shop's picture: its first letters on cloth, always the same for the same shop.
pub fn monogram(l: &Localizer, handle: &str, name: &str) -> String {
    let words = name.split(|sign: char| !sign.is_alphanumeric());
    let letters: String = words
        .filter_map(|word| word.chars().next())
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .take(2)
        .collect();
    let letters = if letters.is_empty() { "-" } else { letters.as_str() };
    l.url(&format!(
        "/pictures/monogram/{letters}/{}.svg",
        pasar_motif::seed(handle)
    ))
}

/// The address of a shop's page.
pub fn shop_url(l: &Localizer, handle: &str) -> String {
    l.url(&format!("/shops/{handle}"))
}
