//! Words about documents, purposes and decisions.

use pasar_domain::application::{DecisionReason, Step};
use pasar_domain::identity::access::{AccessedPart, Purpose};
use pasar_domain::identity::input::DocumentProblem;
use pasar_domain::identity::reading::ReadField;
use pasar_domain::identity::{Difference, DocumentKind, IdentityProblem, Sex};
use pasar_domain::staff::StaffRole;

use crate::prelude::*;

/// What a kind of document is called.
pub(crate) fn kind(l: &Localizer, kind: DocumentKind) -> String {
    l.t(match kind {
        DocumentKind::Nik => "document-kind-nik",
        DocumentKind::Passport => "document-kind-passport",
        DocumentKind::Nib => "document-kind-nib",
        DocumentKind::Npwp => "document-kind-npwp",
        DocumentKind::UkCompanyNumber => "document-kind-gb-company",
        DocumentKind::UkVat => "document-kind-gb-vat",
        DocumentKind::UsEin => "document-kind-us-ein",
        DocumentKind::UsSsn => "document-kind-us-ssn",
        DocumentKind::UsItin => "document-kind-us-itin",
        DocumentKind::ChinaUscc => "document-kind-cn-uscc",
        DocumentKind::ChinaResidentId => "document-kind-cn-resident-id",
    })
}

/// What is wrong with a document, and what to do.
pub(crate) fn problem(problem: &DocumentProblem) -> Message {
    match problem {
        DocumentProblem::Number(problem) => number_problem(problem),
        DocumentProblem::Kind => key("document-kind").into(),
        DocumentProblem::NameMissing => key("document-name-missing").into(),
        DocumentProblem::NameTooLong => key("document-name-too-long").into(),
        DocumentProblem::Born => key("document-born").into(),
        DocumentProblem::Sex => key("document-sex").into(),
        DocumentProblem::ExpiresOn => key("document-expires-on").into(),
        DocumentProblem::Expired => key("document-expired").into(),
    }
}

/// What is wrong with a number, and what to do.
fn number_problem(problem: &IdentityProblem) -> Message {
    let said = match problem {
        IdentityProblem::Missing => key("identity-missing"),
        IdentityProblem::Length { .. } => key("identity-length"),
        IdentityProblem::Character { .. } => key("identity-character"),
        IdentityProblem::CheckDigit { .. } => key("identity-check-digit"),
        IdentityProblem::RegionUnknown { .. } => key("identity-region-unknown"),
        IdentityProblem::DateImpossible { .. } => key("identity-date-impossible"),
        IdentityProblem::DateInFuture { .. } => key("identity-date-in-future"),
        IdentityProblem::DateImplausible { .. } => key("identity-date-implausible"),
        IdentityProblem::Expired { .. } => key("identity-expired"),
        IdentityProblem::SerialZero { .. } => key("identity-serial-zero"),
        IdentityProblem::DocumentType { .. } => key("identity-document-type"),
        IdentityProblem::CountryUnknown { .. } => key("identity-country-unknown"),
        IdentityProblem::SexUnknown { .. } => key("identity-sex-unknown"),
        IdentityProblem::Filler { .. } => key("identity-filler"),
        IdentityProblem::NumberShape { .. } => key("identity-number-shape"),
        IdentityProblem::PrefixUnknown { .. } => key("identity-prefix-unknown"),
        IdentityProblem::NumberRange { .. } => key("identity-number-range"),
        IdentityProblem::TaxOfficeUnknown { .. } => key("identity-tax-office-unknown"),
        IdentityProblem::AreaInvalid { .. } => key("identity-area-invalid"),
        IdentityProblem::GroupInvalid { .. } => key("identity-group-invalid"),
        IdentityProblem::KnownInvalid => key("identity-known-invalid"),
        IdentityProblem::DepartmentUnknown { .. } => key("identity-department-unknown"),
        IdentityProblem::CategoryUnknown { .. } => key("identity-category-unknown"),
        IdentityProblem::DivisionUnknown { .. } => key("identity-division-unknown"),
        IdentityProblem::OldForm { .. } => key("identity-old-form"),
    };
    problem
        .args()
        .into_iter()
        .fold(Message::new(said), |message, (name, value)| {
            message.with(name, value)
        })
}

/// How a document differs from what its holder says.
pub(crate) fn difference(l: &Localizer, difference: Difference) -> String {
    l.t(match difference {
        Difference::BirthDate => "difference-birth-date",
        Difference::Sex => "difference-sex",
        Difference::Region => "difference-region",
        Difference::Name => "difference-name",
    })
}

/// What a field is called that a photo says otherwise than what was typed.
pub(crate) fn field(l: &Localizer, field: ReadField) -> String {
    l.t(match field {
        ReadField::Kind => "read-field-kind",
        ReadField::Number => "read-field-number",
        ReadField::Name => "read-field-name",
        ReadField::Born => "read-field-born",
        ReadField::Sex => "read-field-sex",
        ReadField::ExpiresOn => "read-field-expires-on",
    })
}

/// What a document says of the sex.
pub(crate) fn sex(l: &Localizer, sex: Sex) -> String {
    l.t(match sex {
        Sex::Female => "application-sex-female",
        Sex::Male => "application-sex-male",
        Sex::Unspecified => "application-sex-unspecified",
    })
}

/// Why somebody looked.
pub(crate) fn purpose(l: &Localizer, purpose: Purpose) -> String {
    l.t(match purpose {
        Purpose::Review => "purpose-review",
        Purpose::SecondReview => "purpose-second-review",
        Purpose::SamePerson => "purpose-same-person",
        Purpose::Appeal => "purpose-appeal",
        Purpose::LawRequest => "purpose-law-request",
        Purpose::Payout => "purpose-payout",
    })
}

/// At what somebody looked.
pub(crate) fn part(l: &Localizer, part: AccessedPart) -> String {
    l.t(match part {
        AccessedPart::Details => "application-looked-details",
        AccessedPart::Picture => "application-looked-picture",
        AccessedPart::Account => "application-looked-account",
    })
}

/// What somebody who looked is.
pub(crate) fn role(l: &Localizer, role: StaffRole) -> String {
    l.t(match role {
        StaffRole::Administrator => "application-role-administrator",
        StaffRole::Moderator => "application-role-moderator",
        StaffRole::Support => "application-role-support",
    })
}

/// Why an application came back, or was rejected.
pub(crate) fn reason(l: &Localizer, reason: DecisionReason) -> String {
    l.t(match reason {
        DecisionReason::PictureUnreadable => "reason-picture-unreadable",
        DecisionReason::OtherDocument => "reason-other-document",
        DecisionReason::DetailsDiffer => "reason-details-differ",
        DecisionReason::Expired => "reason-expired",
        DecisionReason::NotTheirs => "reason-not-theirs",
        DecisionReason::BankAccount => "reason-bank-account",
        DecisionReason::TooManyShops => "reason-too-many-shops",
    })
}

/// What a step is called.
pub(crate) fn step(l: &Localizer, step: Step, is_business: bool) -> String {
    l.t(match step {
        Step::Document if is_business => "application-step-document-business",
        Step::Document => "application-step-document",
        Step::Picture => "application-step-picture",
        Step::Director => "application-step-director",
        Step::DirectorPicture => "application-step-director-picture",
        Step::Bank => "application-step-bank",
        Step::Send => "application-step-send",
    })
}
