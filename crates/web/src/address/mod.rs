//! The address book, and the fields of an address wherever one is typed. The market says which fields there are and how they look.

pub mod edit;
pub mod list;
pub mod make_default;
pub mod new;
pub mod remove;

use std::collections::BTreeMap;

use pasar_domain::address::{AddressKey, AddressProblem, FieldProblem};
use pasar_domain::id::AddressId;
use pasar_domain::market::{AddressField, FieldList};
use pasar_service::address::AddressError;
use serde::Deserialize;

use crate::prelude::*;
use crate::ui::Field;

/// Most characters of a text that cannot be an address: what is longer was made by hand and is not shown again.
const TYPED_CHARS_MAX: usize = 500;

/// Which address a path names.
#[derive(Debug, Deserialize)]
pub struct AddressPath {
    address_id: String,
}

impl AddressPath {
    /// The id.
    ///
    /// # Errors
    /// What is no id names no address.
    pub fn id(&self) -> Result<AddressId, WebError> {
        self.address_id.parse().map_err(|_| WebError::not_found())
    }
}

/// The fields of an address with what was typed, and the lists that help to fill them.
#[derive(Debug, Clone)]
pub struct AddressFields {
    /// The fields, in the market's order.
    pub fields: Vec<Field>,
    /// Cities and towns.
    pub cities: Vec<String>,
    /// Provinces, counties, nations.
    pub regions: Vec<String>,
}

impl AddressFields {
    /// The fields of the market's addresses.
    pub(crate) fn new(form: &Form, l: &Localizer) -> Self {
        let market = l.market();
        let fields = &market.address_format.fields;
        let helps = |list| fields.iter().any(|field| field.list == Some(list));
        let places = market.places.all().iter().map(|place| place.name.clone());
        let regions = market.places.regions().iter();
        let regions = regions.map(|region| region.name.get(market.default_language()).to_owned());
        Self {
            fields: fields.iter().map(|wanted| field(form, l, wanted)).collect(),
            cities: places.filter(|_| helps(FieldList::Places)).collect(),
            regions: regions.filter(|_| helps(FieldList::Regions)).collect(),
        }
    }
}

fn field(form: &Form, l: &Localizer, wanted: &AddressField) -> Field {
    let field = form.text(wanted.key.as_str(), wanted.label.get(l.language()));
    let field = field.with("maxlength", wanted.max_length);
    let field = match &wanted.autocomplete {
        Some(token) => field.with("autocomplete", token),
        None => field,
    };
    let field = match wanted.list {
        Some(FieldList::Places) => field.with("list", "places"),
        Some(FieldList::Regions) => field.with("list", "regions"),
        None => field,
    };
    let field = match wanted.key {
        AddressKey::Phone => field.kind("tel"),
        AddressKey::Line1 | AddressKey::Line2 => field.whole(),
        _ => field,
    };
    let digits = |pattern: &String| pattern.bytes().all(|byte| byte == b'9');
    let field = if !wanted.patterns.is_empty() && wanted.patterns.iter().all(digits) {
        field.with("inputmode", "numeric")
    } else {
        field
    };
    if wanted.required && fills_itself(wanted) {
        return field.hint(l.t("address-region-hint"));
    }
    let field = match &wanted.example {
        Some(example) => field.hint(l.t1("address-example", "example", example)),
        None => field,
    };
    if wanted.required {
        field.required()
    } else {
        field.optional()
    }
}

/// A region of the market's list is known from the city.
fn fills_itself(field: &AddressField) -> bool {
    field.key == AddressKey::Region && field.list == Some(FieldList::Regions)
}

/// What was typed into the fields. An empty region is that of the city, where the market lists both.
pub(crate) fn typed(l: &Localizer, posted: &Posted) -> BTreeMap<AddressKey, String> {
    let market = l.market();
    let fields = &market.address_format.fields;
    let mut typed: BTreeMap<AddressKey, String> = fields
        .iter()
        .map(|field| {
            let text = posted.value(field.key.as_str());
            (field.key, text.chars().take(TYPED_CHARS_MAX).collect())
        })
        .collect();
    let region = typed.get(&AddressKey::Region).is_none_or(String::is_empty);
    if region && fields.iter().any(fills_itself) {
        let city = typed.get(&AddressKey::City).map_or("", String::as_str);
        if let Some(region) = market.places.region_of(city) {
            let name = region.name.get(market.default_language()).to_owned();
            typed.insert(AddressKey::Region, name);
        }
    }
    typed
}

/// Shows each problem at its field.
pub(crate) fn refuse(form: &mut Form, l: &Localizer, problems: &[AddressProblem]) {
    let fields = &l.market().address_format.fields;
    let label = |wanted: AddressKey| {
        let field = fields.iter().find(|field| field.key == wanted);
        field.map_or("", |field| field.label.get(l.language()))
    };
    for AddressProblem { key: field, problem } in problems {
        let message = match problem {
            FieldProblem::Missing => Message::new(key("address-missing")).with("label", label(*field)),
            FieldProblem::TooLong { max } => Message::new(key("address-too-long")).with("max", max),
            FieldProblem::WrongForm { text, example } => Message::new(key("address-wrong-form"))
                .with("text", text)
                .with("example", example),
            FieldProblem::NotListed { text } => Message::new(key("address-not-listed")).with("text", text),
            FieldProblem::Elsewhere { city, region } => Message::new(key("address-elsewhere"))
                .with("city", city)
                .with("region", region),
        };
        form.refuse(field.as_str(), message);
    }
}

/// An error that no form of the address book shows.
pub(crate) fn failure(error: AddressError) -> WebError {
    match error {
        AddressError::Invalid(_) => WebError::invalid(Vec::new()),
        AddressError::TooMany { max } => WebError::conflict()
            .coded("TOO_MANY_ADDRESSES")
            .saying(Message::new(key("address-too-many")).with("max", max)),
        AddressError::NotFound => WebError::not_found(),
        AddressError::Gone => WebError::sign_in(),
        AddressError::Store(error) => error.into(),
    }
}
