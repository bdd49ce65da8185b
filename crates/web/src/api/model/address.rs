//! Addresses.

use std::collections::BTreeMap;

use pasar_domain::address::{Address, AddressKey};
use pasar_service::address::StoredAddress;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::IdJson;
use crate::l10n::Localizer;

/// The fields of an address. `GET /market` says which ones the market has and which must be filled.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = AddressFields, example = json!({
    "recipient": "Sari Dewi", "phone": "+6281234567890", "line1": "Jalan Braga 12", "city": "Kota Bandung",
    "region": "Jawa Barat", "postcode": "40111"
}))]
#[serde(default, deny_unknown_fields)]
pub struct AddressFields {
    /// Who receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The recipient's telephone; goes out in international form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line1: Option<String>,
    /// Building, floor, directions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line2: Option<String>,
    /// A part of a city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// City, regency or town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Province, county or nation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
}

impl AddressFields {
    /// An address as it goes out.
    pub fn of(address: &Address) -> Self {
        let field = |key| Some(address.get(key).to_owned()).filter(|text| !text.is_empty());
        Self {
            recipient: field(AddressKey::Recipient),
            phone: field(AddressKey::Phone),
            line1: field(AddressKey::Line1),
            line2: field(AddressKey::Line2),
            district: field(AddressKey::District),
            city: field(AddressKey::City),
            region: field(AddressKey::Region),
            postcode: field(AddressKey::Postcode),
        }
    }

    /// What was typed, for the market to check.
    pub fn typed(self) -> BTreeMap<AddressKey, String> {
        [
            (AddressKey::Recipient, self.recipient),
            (AddressKey::Phone, self.phone),
            (AddressKey::Line1, self.line1),
            (AddressKey::Line2, self.line2),
            (AddressKey::District, self.district),
            (AddressKey::City, self.city),
            (AddressKey::Region, self.region),
            (AddressKey::Postcode, self.postcode),
        ]
        .into_iter()
        .filter_map(|(key, text)| Some((key, text?)))
        .collect()
    }
}

/// An address of the account's book.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Address)]
pub struct AddressJson {
    /// Its id.
    pub address_id: IdJson,
    /// Is it proposed first?
    pub is_default: bool,
    /// Its fields.
    pub fields: AddressFields,
    /// The lines on a parcel, top to bottom.
    pub lines: Vec<String>,
}

impl AddressJson {
    /// An address as it goes out.
    pub fn new(l: &Localizer, stored: &StoredAddress) -> Self {
        Self {
            address_id: stored.address_id.into(),
            is_default: stored.is_default,
            fields: AddressFields::of(&stored.address),
            lines: l.market().address_lines(&stored.address),
        }
    }
}
