//! Writes letters from their templates: `templates/<noun>/<letter>.<language>.txt`.
//!
//! A template's first line is the subject; paragraphs follow, with a blank line between. `{name}` stands for a fact. A paragraph
//! that is only `{lines}`, `{address}` or `{link}` becomes what was bought, where it goes, or a button. From the same template come
//! the plain text and the HTML, so that they never say different things.

use std::collections::BTreeMap;

use pasar_domain::market::Market;
use pasar_domain::money::Money;
use pasar_domain::order_group::OrderGroupState;
use pasar_service::appeal::letter::AnsweredAppeal;
use pasar_service::gap::GapCheck;
use pasar_service::job::Letter;
use pasar_service::order::{Addressee, LetterSubject, OrderGroupView, OrderView};
use pasar_service::second_factor::letter::ChangedFactor;
use pasar_service::second_factor::{FactorEvent, FactorHolder};
use pasar_service::seller::RecordedVerification;
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

/// What a template may name.
#[derive(Debug, Default)]
struct Facts {
    words: BTreeMap<&'static str, String>,
    lines: Vec<(String, String)>,
    address: Vec<String>,
    link: String,
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
        (Letter::SecondFactor { event, .. }, _) => match event {
            FactorEvent::Added => "second_factor/added",
            FactorEvent::Removed => "second_factor/removed",
            FactorEvent::Reset => "second_factor/reset",
            FactorEvent::RecoveryCodeUsed => "second_factor/recovery_code_used",
            FactorEvent::PasskeyAdded => "second_factor/passkey_added",
            FactorEvent::PasskeyRemoved => "second_factor/passkey_removed",
        },
        (Letter::PaymentFailed { .. }, LetterSubject::Group(view))
            if matches!(view.group.state, OrderGroupState::Failed { .. }) =>
        {
            "payment/overdue"
        }
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
    let source = languages
        .iter()
        .find_map(|language| Templates::get(&format!("{name}.{language}.txt")));
    let source = source.ok_or_else(|| format!("there is no template `{name}` in {languages:?}"))?;
    let source = std::str::from_utf8(&source.data).map_err(|error| error.to_string())?;
    fill(source, &facts(market, site_url, letter, subject, reader))
}

fn facts(
    market: &Market,
    site_url: &str,
    letter: Letter,
    subject: &LetterSubject,
    reader: &Addressee,
) -> Facts {
    let place = format!("{site_url}/{}", market.code);
    let mut facts = match subject {
        LetterSubject::Group(view) => group_facts(market, view, &place),
        LetterSubject::Order(view) => order_facts(market, view, reader),
        LetterSubject::Charter(notice) => Facts {
            words: BTreeMap::from([
                ("version", notice.charter_version.clone()),
                ("hidden", notice.hidden.to_string()),
                ("returned", notice.returned.to_string()),
            ]),
            link: format!("{place}/seller/refusals"),
            ..Facts::default()
        },
        LetterSubject::Verification(recorded) => verification_facts(market, recorded, &place),
        LetterSubject::Appeal(appeal) => appeal_facts(appeal, &place),
        LetterSubject::Gap(found) => gap_facts(market, found, &place),
        LetterSubject::SecondFactor(changed) => factor_facts(market, changed, &place),
        // Why is not in the letter: the page says it to whoever is signed in.
        LetterSubject::Application(_) => Facts {
            link: format!("{place}/seller/verification"),
            ..Facts::default()
        },
    };
    if let LetterSubject::Order(view) = subject {
        facts.link = match letter {
            Letter::NewOrder { .. } | Letter::OrderWithdrawn { .. } => {
                format!("{place}/seller/orders/{}", view.order.id)
            }
            _ => format!("{place}/orders/{}", view.order.order_group_id),
        };
    }
    facts.words.insert("reader", reader.name.clone());
    facts
}

fn verification_facts(market: &Market, recorded: &RecordedVerification, place: &str) -> Facts {
    let reason = recorded.revoked.as_ref().map(|(_, reason)| reason.clone());
    Facts {
        words: BTreeMap::from([
            ("until", local_day(market, recorded.verification.valid_until)),
            ("reason", reason.unwrap_or_default()),
        ]),
        link: format!("{place}/seller/verification"),
        ..Facts::default()
    }
}

fn group_facts(market: &Market, view: &OrderGroupView, place: &str) -> Facts {
    let shipping = Money::sum(
        market.currency,
        view.orders.iter().map(|order| order.order.amounts.shipping),
    );
    let first = view.orders.first();
    Facts {
        words: BTreeMap::from([
            ("number", view.group.number.clone()),
            ("total", market.format_money(view.group.total)),
            ("shipping", money(market, shipping)),
            ("due", local_time(market, view.group.payment_due_at)),
        ]),
        lines: view
            .orders
            .iter()
            .flat_map(|order| lines(market, order))
            .collect(),
        address: first
            .map(|first| market.address_lines(&first.order.ship_to))
            .unwrap_or_default(),
        link: format!("{place}/orders/{}", view.group.id),
    }
}

fn gap_facts(market: &Market, found: &GapCheck, place: &str) -> Facts {
    let products: Vec<String> = found.product_ids.iter().map(ToString::to_string).collect();
    Facts {
        words: BTreeMap::from([
            ("gaps", found.gaps.to_string()),
            ("listings", found.listings.to_string()),
            ("market", market.code.to_string()),
            ("products", products.join(", ")),
        ]),
        link: format!("{place}/staff/products"),
        ..Facts::default()
    }
}

fn factor_facts(market: &Market, changed: &ChangedFactor, place: &str) -> Facts {
    let desk = match changed.holder {
        FactorHolder::Account(_) => "account",
        FactorHolder::Staff(_) => "staff",
    };
    let page = match changed.event {
        FactorEvent::PasskeyAdded | FactorEvent::PasskeyRemoved => "passkeys",
        _ => "second-factor",
    };
    Facts {
        words: BTreeMap::from([("at", local_time(market, changed.at))]),
        link: format!("{place}/{desk}/{page}"),
        ..Facts::default()
    }
}

fn appeal_facts(answered: &AnsweredAppeal, place: &str) -> Facts {
    Facts {
        words: BTreeMap::from([
            ("product", answered.product_title.clone()),
            ("rule", answered.appeal.rule.clone()),
            ("answer", answered.answer.clone()),
        ]),
        link: format!("{place}/seller/refusals"),
        ..Facts::default()
    }
}

fn order_facts(market: &Market, view: &OrderView, reader: &Addressee) -> Facts {
    let order = &view.order;
    let mut words = BTreeMap::from([
        ("number", order.number.clone()),
        ("shop", view.shop.name.clone()),
        ("total", money(market, order.amounts.total())),
        ("net", money(market, order.amounts.net())),
        ("days", market.charter.windows.days_to_ship.to_string()),
    ]);
    if let Some(shipment) = view.shipments.last() {
        let service = market.shipping_service(&shipment.carrier);
        let language = market
            .language(&reader.language)
            .unwrap_or_else(|| market.default_language());
        let carrier = service.map_or(shipment.carrier.clone(), |known| {
            known.name.get(language).to_owned()
        });
        words.insert("carrier", carrier);
        words.insert("tracking", shipment.tracking_number.clone());
    }
    Facts {
        words,
        lines: lines(market, view),
        address: market.address_lines(&order.ship_to),
        link: String::new(),
    }
}

fn money(market: &Market, amount: Result<Money, pasar_domain::money::MoneyError>) -> String {
    amount
        .map(|amount| market.format_money(amount))
        .unwrap_or_default()
}

fn lines(market: &Market, view: &OrderView) -> Vec<(String, String)> {
    let lines = view.lines.iter().map(|line| {
        let options = if line.option_values.is_empty() {
            String::new()
        } else {
            format!(" ({})", line.option_values.join(", "))
        };
        (
            format!("{} × {}{options}", line.quantity, line.title),
            market.format_money(line.amount),
        )
    });
    lines.collect()
}

fn local_time(market: &Market, at: pasar_domain::Instant) -> String {
    at.with_timezone(&market.time_zone)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

/// The last day before an instant.
fn local_day(market: &Market, until: pasar_domain::Instant) -> String {
    let last = until - chrono::Duration::microseconds(1);
    last.with_timezone(&market.time_zone)
        .format("%Y-%m-%d")
        .to_string()
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
            languages
                .entry(name.to_owned())
                .or_default()
                .push(language.to_owned());
        }
        assert_eq!(languages.len(), 21);
        for (name, mut found) in languages {
            found.sort();
            assert_eq!(found, ["en", "id"], "{name}");
        }
    }
}
