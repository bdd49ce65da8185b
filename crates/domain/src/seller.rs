//! Sellers: who sells, where they are established, and what is known about them.

use crate::Instant;
use crate::id::{SellerId, VerificationId};
use crate::market::Country;
use crate::word::word_enum;

/// What kind of seller somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A person.
    Micro,
    /// A registered entity.
    Business,
    /// From abroad, through Programme S.
    Merchant,
    /// The operator, or anyone it owns or controls.
    Platform,
}

word_enum!(Standing, "a standing", {
    Micro => "micro",
    Business => "business",
    Merchant => "merchant",
    Platform => "platform",
});

/// What proved who a seller is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A national identity card: in Indonesia the KTP.
    NationalId,
    /// A passport.
    Passport,
    /// A driving licence.
    DrivingLicence,
    /// An entry in a public register of businesses: NIB, company number, EIN, USCC.
    BusinessRegister,
}

word_enum!(Evidence, "a kind of evidence", {
    NationalId => "national_id",
    Passport => "passport",
    DrivingLicence => "driving_licence",
    BusinessRegister => "business_register",
});

/// One checked piece of evidence. It counts until it expires or is revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verification {
    /// Its id.
    pub verification_id: VerificationId,
    /// What was checked.
    pub evidence: Evidence,
    /// The country whose authority issued it.
    pub issued_by: Country,
    /// Since when it counts.
    pub valid_from: Instant,
    /// Until when it counts, if it is not revoked before.
    pub valid_until: Instant,
}

/// A seller of one market. Origin and standing never change: whoever moves or is registered becomes another seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seller {
    /// Its id.
    pub seller_id: SellerId,
    /// Where it is established, or where the person lives.
    pub origin: Country,
    /// What kind of seller it is.
    pub standing: Standing,
    /// Does the operator own or control it? Derived from the ownership graph.
    pub controlled_by_operator: bool,
    /// The country of the address to which buyers send goods back.
    pub return_country: Option<Country>,
    /// What it sold in the last twelve months.
    pub sales: SalesFigures,
    /// Until when it certified that what it told us is still so; some markets ask for it every year.
    pub certified_until: Option<Instant>,
    /// Are its name and address shown to buyers?
    pub discloses_identity: bool,
    /// The evidence that counts now.
    pub verification: Option<Verification>,
}

/// What a seller sold in the last twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SalesFigures {
    /// Orders that were placed and not cancelled.
    pub orders: u32,
    /// What they came to, in minor units of the market's currency.
    pub revenue_minor: i64,
}
