//! What a message says, as far as we read it: its name, its kind, its time, and which payment it is about.

use std::collections::BTreeMap;

use chrono::DateTime;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use serde::Deserialize;
use serde_json::json;

/// Under this word we tell providers our name for a payment, and they tell it back.
pub const ABOUT: &str = "pasar_payment";

/// The longest name of a message, or of a kind.
const NAME_BYTES_MAX: usize = 255;

#[derive(Debug, Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    data: Data,
}

#[derive(Debug, Deserialize)]
struct Data {
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    metadata: Option<BTreeMap<String, String>>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) made_at: Instant,
    /// The payment that it is about; none when it is about something else.
    pub(super) payment_id: Option<PaymentId>,
}

/// Reads a message, if it is one.
pub(super) fn read(body: &[u8]) -> Option<Event> {
    let envelope: Envelope = serde_json::from_slice(body).ok()?;
    let is_name = |text: &str| (1..=NAME_BYTES_MAX).contains(&text.len());
    if !is_name(&envelope.id) || !is_name(&envelope.kind) {
        return None;
    }
    let metadata = envelope.data.object.metadata.unwrap_or_default();
    Some(Event {
        payment_id: metadata.get(ABOUT).and_then(|id| id.parse().ok()),
        made_at: DateTime::from_timestamp(envelope.created, 0)?,
        id: envelope.id,
        kind: envelope.kind,
    })
}

/// A message about a payment, as a provider would write it.
pub(crate) fn write(id: &str, kind: &str, payment_id: PaymentId, made_at: Instant) -> Vec<u8> {
    let about = BTreeMap::from([(ABOUT, payment_id.to_string())]);
    let message = json!({
        "id": id,
        "type": kind,
        "created": made_at.timestamp(),
        "data": { "object": { "metadata": about } },
    });
    message.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let at = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let payment = PaymentId::new(at, &[7; 10]);
        let read = read(&write("evt_1", "payment.answered", payment, at)).unwrap();
        assert_eq!(
            (read.id.as_str(), read.kind.as_str()),
            ("evt_1", "payment.answered")
        );
        assert_eq!((read.payment_id, read.made_at), (Some(payment), at));
    }

    #[test]
    fn what_is_about_something_else_is_read_and_what_is_no_message_is_not() {
        let other = |object: &str| {
            read(format!(r#"{{"id":"e","type":"k","created":1,"data":{{"object":{object}}}}}"#).as_bytes())
        };
        for object in [
            "{}",
            r#"{"metadata":null}"#,
            r#"{"metadata":{}}"#,
            r#"{"metadata":{"pasar_payment":"x"}}"#,
        ] {
            assert_eq!(other(object).unwrap().payment_id, None, "{object}");
        }
        let long = "x".repeat(256);
        let wrong = [
            String::new(),
            "[]".to_owned(),
            r#"{"id":"e","type":"k","created":1}"#.to_owned(),
            r#"{"id":"","type":"k","created":1,"data":{"object":{}}}"#.to_owned(),
            format!(r#"{{"id":"{long}","type":"k","created":1,"data":{{"object":{{}}}}}}"#),
            r#"{"id":"e","type":"k","created":9223372036854775807,"data":{"object":{}}}"#.to_owned(),
        ];
        for body in wrong {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }
}
