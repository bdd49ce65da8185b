//! The address book of the key's owner.

pub mod add;
pub mod edit;
pub mod list;
pub mod make_default;
pub mod remove;

use pasar_domain::address::{AddressProblem, FieldProblem as AddressFieldProblem};
use pasar_domain::id::AddressId;
use pasar_service::address::{self as book, AddressError};
use serde::Deserialize;
use utoipa::IntoParams;

use super::model::{AddressJson, ListJson};
use super::{Caller, clash};
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// Which address.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AddressPath {
    /// Its id.
    #[param(value_type = String)]
    address: AddressId,
}

/// The whole book as it is now: what one change does to the default shows in it.
async fn present(caller: &Caller) -> Result<ListJson<AddressJson>, WebError> {
    let addresses = book::list(&caller.ctx, caller.buyer).await?;
    let addresses = addresses.iter().map(|stored| AddressJson::new(&caller.l, stored));
    Ok(ListJson {
        data: addresses.collect(),
    })
}

fn refuse(error: AddressError) -> WebError {
    match error {
        AddressError::Invalid(problems) => WebError::invalid(fields("", &problems)),
        AddressError::TooMany { max } => clash(
            "TOO_MANY_ADDRESSES",
            Message::new(key("api-too-many-addresses")).with("max", max),
        ),
        AddressError::NotFound => no_such_address(),
        AddressError::Gone => super::account::gone(),
        AddressError::Store(error) => error.into(),
    }
}

/// The book has no such address.
pub(super) fn no_such_address() -> WebError {
    WebError::not_found()
        .coded("NO_SUCH_ADDRESS")
        .saying(key("api-no-such-address"))
}

/// What is wrong with an address, each field behind `before`.
pub(super) fn fields(before: &str, problems: &[AddressProblem]) -> Vec<FieldProblem> {
    problems
        .iter()
        .map(|problem| FieldProblem {
            field: format!("{before}{}", problem.key),
            message: message(&problem.problem),
        })
        .collect()
}

fn message(problem: &AddressFieldProblem) -> Message {
    match problem {
        AddressFieldProblem::Missing => Message::new(key("field-missing")),
        AddressFieldProblem::TooLong { max } => Message::new(key("api-address-too-long")).with("max", *max),
        AddressFieldProblem::WrongForm { text, example } => Message::new(key("api-address-wrong-form"))
            .with("text", text)
            .with("example", example),
        AddressFieldProblem::NotListed { text } => Message::new(key("field-not-listed")).with("text", text),
        AddressFieldProblem::Elsewhere { city, region } => Message::new(key("api-address-elsewhere"))
            .with("city", city)
            .with("region", region),
    }
}
