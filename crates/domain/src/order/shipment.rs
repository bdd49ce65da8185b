//! Parcels and their numbers.

use crate::Instant;
use crate::id::ShipmentId;

/// A parcel of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    /// Its id.
    pub id: ShipmentId,
    /// Who carries it, as the shop wrote it or a service of the market.
    pub carrier: String,
    /// The carrier's number.
    pub tracking_number: String,
    /// When it was handed over.
    pub shipped_at: Instant,
    /// When it arrived.
    pub delivered_at: Option<Instant>,
}

/// Why a tracking number is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a tracking number: write 6 to 40 letters and digits, as on the carrier's receipt")]
pub struct InvalidTrackingNumber(pub String);

/// A carrier's number without spaces, in capitals.
///
/// # Errors
/// When it is not 6 to 40 letters, digits or hyphens, with at least one digit.
pub fn tracking_number(text: &str) -> Result<String, InvalidTrackingNumber> {
    let number: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let allowed = number
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let has_digit = number.bytes().any(|byte| byte.is_ascii_digit());
    if allowed && has_digit && (6..=40).contains(&number.len()) {
        Ok(number)
    } else {
        Err(InvalidTrackingNumber(text.to_owned()))
    }
}
