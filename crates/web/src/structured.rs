//! Facts about a page for search engines: JSON-LD in the words of schema.org.
//!
//! It stands in a `<script>` of a type that no browser runs, so the security policy does not concern it; but the text must
//! not end the element.

use serde_json::{Value, json};

use crate::page::Shell;
use crate::ui::{Crumb, Html};

/// The element with these facts.
pub fn element(facts: &Value) -> Html {
    // In JSON these signs occur within strings only, where their escapes mean the same.
    let text = facts
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026");
    Html::already_safe(format!(r#"<script type="application/ld+json">{text}</script>"#))
}

/// The way to a page. Nothing where the site's own address is not known: search engines want whole addresses.
pub fn breadcrumbs(shell: &Shell, crumbs: &[Crumb]) -> Html {
    if shell.base_url.is_empty() {
        return Html::default();
    }
    let steps: Vec<Value> = (1..)
        .zip(crumbs)
        .map(|(position, crumb): (u32, &Crumb)| {
            let mut step = json!({"@type": "ListItem", "position": position, "name": crumb.name});
            // The last step is the page itself and has no address.
            if let Some(address) = shell.absolute(&crumb.href).filter(|_| !crumb.href.is_empty()) {
                step["item"] = address.into();
            }
            step
        })
        .collect();
    element(&json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let element = element(&json!({"name": "</script><script>alert(1)</script> & <!--"})).to_string();
        assert_eq!(element.matches('<').count(), 2, "{element}");
        let inside = element
            .trim_start_matches(r#"<script type="application/ld+json">"#)
            .trim_end_matches("</script>");
        let read: Value = serde_json::from_str(inside).unwrap();
        assert_eq!(read["name"], "</script><script>alert(1)</script> & <!--");
    }
}
