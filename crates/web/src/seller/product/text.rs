//! Descriptions as people type them, and numbers as they write them.

use pasar_domain::market::Market;

use crate::l10n::{Message, key};

/// The plain text that a description was made of; nothing when it says more than paragraphs and lines can.
pub(super) fn plain(html: &str) -> Option<String> {
    let text = html
        .trim()
        .replace("</p>", "\n\n")
        .replace("<p>", "")
        .replace("<br>", "\n")
        .replace("<br/>", "\n");
    if text.contains('<') {
        return None;
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    // Typed again, a sign of HTML would be taken for HTML.
    (!text.contains('<')).then(|| text.trim().to_owned())
}

/// A whole number, with or without the market's sign between groups.
pub(super) fn whole(market: &Market, typed: &str) -> Result<u32, Message> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != market.money_format.group)
        .collect();
    digits
        .parse()
        .map_err(|_| Message::new(key("seller-not-a-whole-number")).with("text", typed))
}

/// The different values of a list that a person typed with commas.
pub(super) fn list(typed: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for value in typed.split([',', ';', '\n']).map(str::trim) {
        let known = values
            .iter()
            .any(|known| known.to_lowercase() == value.to_lowercase());
        if !value.is_empty() && !known {
            values.push(value.to_owned());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_description_is_shown_as_it_was_typed() {
        let text = plain("<p>Fresh &amp; crisp<br>250 g</p><p>Every day</p>").unwrap();
        assert_eq!(text, "Fresh & crisp\n250 g\n\nEvery day");
        assert_eq!(plain("<ul><li>One</li></ul>"), None);
        assert_eq!(plain("<p>1 &lt; 2</p>"), None, "it would come back as HTML");
    }

    #[test]
    fn values_are_told_apart_whatever_their_case() {
        assert_eq!(list(" S, M;L, m ,, XL\n"), ["S", "M", "L", "XL"]);
    }
}
