//! Descriptions: HTML of any origin made safe.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    const TAGS: [&str; 28] = [
        "a",
        "b",
        "blockquote",
        "br",
        "dd",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let mut builder = ammonia::Builder::default();
    builder
        .tags(HashSet::from(TAGS))
        .generic_attributes(HashSet::new())
        .tag_attributes([("a", HashSet::from(["href"]))].into_iter().collect())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// Makes a description safe to show: a small set of text elements stays, links lead to the web only, everything else
/// (scripts, styles, pictures, frames, forms, classes, event handlers, comments) goes. A text without any element is
/// taken as plain text, and its line breaks become `<br>`. Doing it twice changes nothing.
pub fn sanitise(description: &str) -> String {
    let description = description.trim();
    if !description.contains(['<', '>', '&', '\u{a0}']) {
        return break_lines(description).into_owned();
    }
    let mut text = Cow::Borrowed(description);
    if is_tangled(&text) {
        text = Cow::Owned(without_tags(&text));
    }
    let clean = CLEANER.clean(&text).to_string();
    let clean = clean.trim();
    if has_element(clean) {
        clean.to_owned()
    } else {
        break_lines(clean).into_owned()
    }
}

fn break_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', "<br>"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Is there anything that looks like a tag?
fn has_element(text: &str) -> bool {
    text.split('<')
        .skip(1)
        .any(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!')))
}

/// Parsing HTML takes time that grows with the square of the depth. No honest description is this deep or has this many
/// elements; such a one is reduced to its text.
fn is_tangled(text: &str) -> bool {
    const ELEMENTS_MAX: usize = 2_000;
    const DEPTH_MAX: usize = 100;
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut elements) = (0_usize, 0_usize);
    for rest in text.split('<').skip(1) {
        let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let name: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(20)
            .collect();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || closes_itself(&name) {
            continue;
        }
        let count = open.entry(name).or_default();
        if is_end && *count > 0 {
            *count -= 1;
            depth = depth.saturating_sub(1);
        } else if !is_end {
            *count += 1;
            depth += 1;
            elements += 1;
        }
        if depth > DEPTH_MAX || elements > ELEMENTS_MAX {
            return true;
        }
    }
    false
}

/// Elements that people rightly leave open: they have no content, or the next of their kind ends them.
fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "p"
            | "li"
            | "td"
            | "th"
            | "tr"
            | "dt"
            | "dd"
            | "col"
            | "input"
            | "meta"
            | "link"
    )
}

/// The text between the tags.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    for (place, piece) in text.split('<').enumerate() {
        match piece.split_once('>') {
            Some((_, after)) if place > 0 => {
                out.push(' ');
                out.push_str(after);
            }
            _ if place == 0 => out.push_str(piece),
            _ => {} // a tag that never ends
        }
    }
    crate::text::cell::one_line(&out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_safe_text_elements_stay() {
        let wild = "<div class=x onclick=evil()><h2>Kaos</h2><script>alert(1)</script><img src=x onerror=evil()>\
            <a href='javascript:evil()'>a</a> <a href=\"https://x.example\" target=_blank>b</a><style>*{}</style></div>";
        assert_eq!(
            sanitise(wild),
            "<h2>Kaos</h2><a rel=\"nofollow noopener noreferrer\">a</a> \
            <a href=\"https://x.example\" rel=\"nofollow noopener noreferrer\">b</a>"
        );
    }

    #[test]
    fn plain_text_keeps_its_lines_and_signs() {
        assert_eq!(
            sanitise("Bahan katun\nUkuran < 40 & > 30"),
            "Bahan katun<br>Ukuran &lt; 40 &amp; &gt; 30"
        );
    }

    #[test]
    fn deep_nesting_ends_soon() {
        for element in [
            "<div>",
            "<b>",
            "<a href=x>",
            "<table><tr><td>",
            "<ul><li>",
            "<p>",
            "<b title='</b>'><i>",
        ] {
            sanitise(&format!("{}Kaos", element.repeat(20_000)));
        }
        assert_eq!(
            sanitise(&format!("{}Kaos &amp; <i>celana", "<b>".repeat(500))),
            "Kaos &amp; celana"
        );
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "(<b>|</b>|<p>|<|>|&|&amp;|<br>|\n|<i x=\"|[a-z ]|\\PC){0,40}") {
            let once = sanitise(&text);
            prop_assert_eq!(sanitise(&once), once);
        }
    }
}
