//! Writes letters from their templates: `templates/<noun>/<letter>.<language>.txt`.
//!
//! A template's first line is the subject; paragraphs follow, with a blank line between. `{name}` stands for a fact. A paragraph
//! that is only `{lines}`, `{address}` or `{link}` becomes what was bought, where it goes, or a button. From the same template come
//! the plain text and the HTML, so that they never say different things. How a day is written is in `templates/months.<language>.txt`.

mod day;
mod facts;

use day::Days;
use facts::{Facts, facts};
use pasar_domain::market::Market;
use pasar_domain::order_group::{GroupFailure, OrderGroupState};
use pasar_service::job::Letter;
use pasar_service::order::{Addressee, LetterSubject};
use pasar_service::second_factor::FactorEvent;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "templates"]
#[include = "*.txt"]
struct Templates;

/// A letter in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenLetter {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// The template of a letter, as its subject stands.
fn template(letter: Letter, subject: &LetterSubject) -> &'static str {
    match (letter, subject) {
        (Letter::OrderPlaced { .. }, _) => "order/placed",
        (Letter::NewOrder { .. }, _) => "order/new",
        (Letter::OrderShipped { .. }, _) => "order/shipped",
        (Letter::OrderCancelled { .. }, LetterSubject::Order(view))
            if view.order.state.placed_at().is_none() =>
        {
            "order/cancelled_unpaid"
        }
        (Letter::OrderCancelled { .. }, _) => "order/cancelled",
        (Letter::OrderWithdrawn { .. }, _) => "order/withdrawn",
        (Letter::AppealAnswered { .. }, _) => "appeal/answered",
        (Letter::GapFound { .. }, _) => "gap/found",
        (Letter::DisclosureAsked { .. }, _) => "disclosure/asked",
        (Letter::CampaignAsked { .. }, _) => "campaign/asked",
        (Letter::CampaignReminder { .. }, _) => "campaign/reminder",
        (Letter::CampaignLapsed { .. }, _) => "campaign/lapsed",
        (Letter::CampaignStopped { .. }, _) => "campaign/stopped",
        (Letter::PaymentFailed { .. }, LetterSubject::Group(view)) => match view.group.state {
            OrderGroupState::Failed {
                failure: GroupFailure::SellerUnverified,
                ..
            } => "payment/seller_unverified",
            OrderGroupState::Failed { .. } => "payment/overdue",
            OrderGroupState::AwaitingPayment { .. } | OrderGroupState::Placed { .. } => "payment/declined",
        },
        (Letter::SecondFactor { event, .. }, _) => match event {
            FactorEvent::Added => "second_factor/added",
            FactorEvent::Removed => "second_factor/removed",
            FactorEvent::Reset => "second_factor/reset",
            FactorEvent::RecoveryCodeUsed => "second_factor/recovery_code_used",
            FactorEvent::PasskeyAdded => "second_factor/passkey_added",
            FactorEvent::PasskeyRemoved => "second_factor/passkey_removed",
        },
        (Letter::PaymentFailed { .. }, _) => "payment/declined",
        (Letter::CharterNotice { .. }, _) => "charter/notice",
        (Letter::Verification { .. }, LetterSubject::Verification(recorded))
            if recorded.revoked.is_some() =>
        {
            "seller/revoked"
        }
        (Letter::Verification { .. }, _) => "seller/verified",
        (Letter::ApplicationDecided { .. }, LetterSubject::Application(application))
            if application.state.is_over() =>
        {
            "seller/rejected"
        }
        (Letter::ApplicationDecided { .. }, _) => "seller/returned",
    }
}

/// Writes a letter in the language of its reader, else in the market's.
///
/// # Errors
/// When there is no template, or it names a fact that the letter does not have: a fault of this program.
pub(crate) fn write(
    market: &Market,
    site_url: &str,
    letter: Letter,
    subject: &LetterSubject,
    reader: &Addressee,
) -> Result<WrittenLetter, String> {
    let name = template(letter, subject);
    let languages = [reader.language.as_str(), market.default_language().as_str()];
    let (language, source) = languages
        .iter()
        .find_map(|language| Some((*language, text(name, language)?)))
        .ok_or_else(|| format!("there is no template `{name}` in {languages:?}"))?;
    let days = Days::of(language)?;
    fill(
        &source,
        &facts((market, &days), site_url, letter, subject, reader),
    )
}

/// A file of the templates in one language.
fn text(name: &str, language: &str) -> Option<String> {
    let file = Templates::get(&format!("{name}.{language}.txt"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn fill(source: &str, facts: &Facts) -> Result<WrittenLetter, String> {
    let (subject, body) = source
        .split_once('\n')
        .ok_or("a template has a subject and a body")?;
    let subject = put_words(subject, facts)?;
    let mut text = String::new();
    let mut html = String::new();
    for paragraph in body
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
    {
        let (plain, marked) = match paragraph {
            "{lines}" => (plain_lines(facts), html_lines(facts)),
            "{address}" => (facts.address.join("\n"), html_address(facts)),
            "{link}" => (facts.link.clone(), html_link(facts, &subject)),
            words => {
                let words = put_words(words, facts)?.replace('\n', " ");
                let marked = format!("<p>{}</p>\n", escape(&words));
                (words, marked)
            }
        };
        text.push_str(&plain);
        text.push_str("\n\n");
        html.push_str(&marked);
    }
    let html = format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title></head>\n<body style=\"margin:0;background:#f6f1ea;color:#2a2233;font:16px/1.5 system-ui,sans-serif\">\
         <div style=\"max-width:560px;margin:0 auto;padding:24px\">\n<h1 style=\"font-size:20px\">{title}</h1>\n{html}</div></body></html>\n",
        title = escape(&subject),
    );
    Ok(WrittenLetter {
        subject,
        text: text.trim_end().to_owned() + "\n",
        html,
    })
}

fn plain_lines(facts: &Facts) -> String {
    let lines: Vec<String> = facts
        .lines
        .iter()
        .map(|(what, amount)| format!("- {what}: {amount}"))
        .collect();
    lines.join("\n")
}

fn html_lines(facts: &Facts) -> String {
    let row = |(what, amount): &(String, String)| {
        format!(
            "<tr><td style=\"padding:4px 16px 4px 0\">{}</td><td style=\"text-align:right;white-space:nowrap\">{}</td></tr>\n",
            escape(what),
            escape(amount)
        )
    };
    let rows: String = facts.lines.iter().map(row).collect();
    format!("<table role=\"presentation\" style=\"width:100%;border-collapse:collapse\">\n{rows}</table>\n")
}

fn html_address(facts: &Facts) -> String {
    let lines: Vec<String> = facts.address.iter().map(|line| escape(line)).collect();
    format!("<p>{}</p>\n", lines.join("<br>"))
}

fn html_link(facts: &Facts, label: &str) -> String {
    format!(
        "<p><a href=\"{}\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;background:#3b2f7f;color:#fff;\
         text-decoration:none\">{}</a></p>\n",
        escape(&facts.link),
        escape(label)
    )
}

fn put_words(text: &str, facts: &Facts) -> Result<String, String> {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after
            .split_once('}')
            .ok_or("a brace of a template is not closed")?;
        let word = facts
            .words
            .get(name)
            .ok_or_else(|| format!("the letter has no fact `{name}`"))?;
        written.push_str(before);
        written.push_str(word);
        rest = after;
    }
    written.push_str(rest);
    Ok(written)
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn text_and_html_say_the_same_and_names_cannot_inject_markup() {
        let facts = Facts {
            words: BTreeMap::from([("reader", "<b>Bo</b>".to_owned())]),
            lines: vec![("2 × kaos".to_owned(), "Rp100.000".to_owned())],
            address: vec!["Bo".to_owned(), "Jalan Braga 12".to_owned()],
            link: "https://pasar.example/x".to_owned(),
        };
        let letter = fill(
            "Halo {reader}\n\nHai {reader}.\n\n{lines}\n\n{address}\n\n{link}\n",
            &facts,
        )
        .unwrap();
        assert_eq!(letter.subject, "Halo <b>Bo</b>");
        assert!(letter.text.contains("- 2 × kaos: Rp100.000") && letter.text.contains("Jalan Braga 12"));
        assert!(letter.html.contains("&lt;b&gt;Bo") && !letter.html.contains("<b>Bo"));
        assert!(fill("Halo\n\n{nobody}", &facts).is_err());
    }

    #[test]
    fn every_letter_exists_in_the_same_languages() {
        let mut languages: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in Templates::iter() {
            let (name, language) = file.trim_end_matches(".txt").rsplit_once('.').unwrap();
            if name == day::MONTHS {
                continue;
            }
            languages
                .entry(name.to_owned())
                .or_default()
                .push(language.to_owned());
        }
        assert_eq!(languages.len(), 27);
        for (name, mut found) in languages {
            found.sort();
            assert_eq!(found, ["en", "id"], "{name}");
        }
    }
}
