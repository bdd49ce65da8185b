//! Typed identifiers: a UUIDv7 inside, a prefixed word outside (`ord_01jd…`).
//!
//! The outside form is the prefix, an underscore and the 128 bits in Crockford's base 32, lower case, 26 digits; it sorts
//! as the UUID does. Ids are made by the application from an instant and ten bytes of entropy, so that they need no database.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::Instant;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS: usize = 26;

/// Entropy for one id. The caller draws it from the operating system (or, in tests, from a seed).
pub type Entropy = [u8; 10];

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id of the form `{prefix}_` and 26 letters or digits")]
pub struct InvalidId {
    text: String,
    prefix: &'static str,
}

/// Makes the UUIDv7 of an instant; entropy fills the bits that are not time.
pub fn uuid_v7(at: Instant, entropy: &Entropy) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, entropy).into_uuid()
}

fn encode(uuid: Uuid) -> String {
    let bits = uuid.as_u128();
    (0..DIGITS)
        .rev()
        .filter_map(|place| {
            let digit = usize::try_from((bits >> (place * 5)) & 31).ok()?;
            ALPHABET.get(digit).map(|byte| char::from(*byte))
        })
        .collect()
}

fn decode(text: &str) -> Option<Uuid> {
    if text.len() != DIGITS {
        return None;
    }
    let mut bits: u128 = 0;
    for (place, byte) in text.bytes().enumerate() {
        let digit = ALPHABET.iter().position(|known| *known == byte)?;
        if place == 0 && digit > 7 {
            return None; // 26 digits hold 130 bits; the first may only use three
        }
        bits = (bits << 5) | u128::try_from(digit).ok()?;
    }
    Some(Uuid::from_u128(bits))
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// The word before the underscore in the outside form.
            pub const PREFIX: &'static str = $prefix;

            /// A new id of this instant.
            pub fn new(at: Instant, entropy: &Entropy) -> Self {
                Self(uuid_v7(at, entropy))
            }

            /// The id as the database keeps it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// An id read back from the database.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", Self::PREFIX, encode(self.0))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.strip_prefix(Self::PREFIX)
                    .and_then(|rest| rest.strip_prefix('_'))
                    .and_then(decode)
                    .map(Self)
                    .ok_or_else(|| InvalidId { text: text.to_owned(), prefix: Self::PREFIX })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

typed_id!(
    /// A person's account in one market: buyer, and member of shops.
    AccountId, "acc"
);
typed_id!(
    /// A member of the operator's staff; staff belong to no market.
    StaffId, "stf"
);
typed_id!(
    /// A second factor of an account or of a member of staff.
    FactorId, "fac"
);
typed_id!(
    /// A passkey of an account or of a member of staff.
    PasskeyId, "pky"
);
typed_id!(
    /// A signed-in or anonymous visit.
    SessionId, "ses"
);
typed_id!(
    /// An address in a buyer's book.
    AddressId, "adr"
);
typed_id!(
    /// A buyer's cart.
    CartId, "crt"
);
typed_id!(
    /// A seller's shop in one market.
    ShopId, "shp"
);
typed_id!(
    /// A product of one shop.
    ProductId, "prd"
);
typed_id!(
    /// A variant (SKU) of a product.
    VariantId, "var"
);
typed_id!(
    /// What is counted in a shop's store room; several offers may draw on one.
    StockItemId, "stk"
);
typed_id!(
    /// One seller's price, stock and ship-from for a variant.
    OfferId, "ofr"
);
typed_id!(
    /// A picture of a product.
    PictureId, "pic"
);
typed_id!(
    /// A buyer's review of a product.
    ReviewId, "rev"
);
typed_id!(
    /// A person or business that sells in one market; it may have several shops there.
    SellerId, "sel"
);
typed_id!(
    /// One checked piece of evidence of who a seller is.
    VerificationId, "vfn"
);
typed_id!(
    /// The key that seals the identity data of a seller.
    SellerKeyId, "sky"
);
typed_id!(
    /// A document of a seller, sealed.
    DocumentId, "doc"
);
typed_id!(
    /// One opening of a document.
    AccessId, "acs"
);
typed_id!(
    /// What a seller sends in to be verified.
    ApplicationId, "app"
);
typed_id!(
    /// A campaign, in which sellers are asked to be verified again.
    CampaignId, "cmp"
);
typed_id!(
    /// Somebody or something that owns, or is owned, in the ownership graph.
    PartyId, "pty"
);
typed_id!(
    /// One stretch of ownership or control of one party over another.
    OwnershipId, "own"
);
typed_id!(
    /// One move of a market's Programme S from a stage to another.
    StageMoveId, "stm"
);
typed_id!(
    /// A charter version put forward for adoption.
    AdoptionId, "adp"
);
typed_id!(
    /// One taking down of a product by the operator.
    TakedownId, "tkd"
);
typed_id!(
    /// What a seller says against a rule that refuses a product.
    AppealId, "apl"
);
typed_id!(
    /// A way a shop ships, with its price.
    ShippingOptionId, "shi"
);
typed_id!(
    /// What a buyer made in one checkout: one order per shop.
    OrderGroupId, "grp"
);
typed_id!(
    /// One shop's part of a checkout.
    OrderId, "ord"
);
typed_id!(
    /// A parcel of an order.
    ShipmentId, "shm"
);
typed_id!(
    /// A buyer's payment for an order group.
    PaymentId, "pay"
);
typed_id!(
    /// One movement of money between two ledger accounts.
    TransferId, "trf"
);
typed_id!(
    /// What a shop is owed, on its way to the seller's bank account.
    PayoutId, "pyo"
);
typed_id!(
    /// A file that tells the bank to pay payouts.
    PayoutFileId, "pyf"
);
typed_id!(
    /// A statement of the operator's bank that was read.
    BankStatementId, "bst"
);
typed_id!(
    /// An entry of a bank's statement that does not fit what was expected.
    DifferenceId, "dif"
);
typed_id!(
    /// A statement of a payment provider that was read.
    ProviderStatementId, "pst"
);
typed_id!(
    /// Money that a payment provider settled to the operator's bank account.
    SettlementId, "stl"
);
typed_id!(
    /// A unit of work that runs at least once.
    JobId, "job"
);
typed_id!(
    /// One reading of a catalogue file.
    ImportId, "imp"
);
typed_id!(
    /// A key with which a program of a seller or buyer uses the JSON API.
    ApiKeyId, "key"
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn outside_form_round_trips(bits: u128) {
            let id = OrderId::from_uuid(Uuid::from_u128(bits));
            prop_assert_eq!(id.to_string().parse::<OrderId>().unwrap(), id);
        }

        #[test]
        fn outside_form_sorts_as_the_uuid_does(a: u128, b: u128) {
            let (a, b) = (OrderId::from_uuid(Uuid::from_u128(a)), OrderId::from_uuid(Uuid::from_u128(b)));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn any_text_parses_or_says_why(text: String) {
            if let Err(error) = text.parse::<OrderId>() {
                prop_assert!(error.to_string().contains("ord_"));
            }
        }
    }

    #[test]
    fn ids_of_one_kind_are_not_ids_of_another() {
        let id = ShopId::from_uuid(Uuid::from_u128(7)).to_string();
        assert!(id.parse::<OrderId>().is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        let at = |millis| Instant::from_timestamp_millis(millis).unwrap();
        assert!(OrderId::new(at(1_000), &[255; 10]) < OrderId::new(at(1_001), &[0; 10]));
    }
}
