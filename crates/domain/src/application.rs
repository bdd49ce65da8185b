//! What a seller sends in to be verified: saved step by step, reviewed by staff, by two of them for a business.

use crate::Instant;
use crate::id::{ApplicationId, DocumentId, SellerId, StaffId};
use crate::problem::{ProblemKind, Problems, length, line};
use crate::word::word_enum;

/// The most characters of the words that come with a decision.
pub const WORDS_CHARS_MAX: usize = 1_000;

/// Why an application comes back, or is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionReason {
    /// The picture cannot be read.
    PictureUnreadable,
    /// The picture shows another document.
    OtherDocument,
    /// What was typed is not what the document says.
    DetailsDiffer,
    /// The document does not count any more.
    Expired,
    /// The document is somebody else's.
    NotTheirs,
    /// The account is not in the seller's name.
    BankAccount,
    /// The same person has as many shops as the market allows.
    TooManyShops,
}

word_enum!(DecisionReason, "a reason of a decision", {
    PictureUnreadable => "picture_unreadable",
    OtherDocument => "other_document",
    DetailsDiffer => "details_differ",
    Expired => "expired",
    NotTheirs => "not_theirs",
    BankAccount => "bank_account",
    TooManyShops => "too_many_shops",
});

/// What a member of staff decided, and told the seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who.
    pub staff_id: StaffId,
    /// When.
    pub at: Instant,
    /// Why, from the list.
    pub reasons: Vec<DecisionReason>,
    /// Why, in words.
    pub words: String,
}

/// How far an application is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplicationState {
    /// Its seller fills it in.
    Draft,
    /// It waits for staff.
    Submitted {
        /// Since when.
        at: Instant,
    },
    /// One member of staff approved it; it waits for another one.
    InSecondReview {
        /// Since when it waits for staff.
        submitted_at: Instant,
        /// Who approved it.
        first: StaffId,
        /// When.
        at: Instant,
    },
    /// Its seller is to mend something, and to submit it again.
    Returned(Decision),
    /// Who the seller is was verified.
    Approved {
        /// Who approved it first, when two had to.
        first: Option<StaffId>,
        /// Who approved it last.
        staff_id: StaffId,
        /// When.
        at: Instant,
    },
    /// It ends here.
    Rejected(Decision),
}

impl ApplicationState {
    /// May its seller change it?
    pub const fn may_change(&self) -> bool {
        matches!(self, Self::Draft | Self::Returned(_))
    }

    /// Since when it waits for staff, if it does.
    pub const fn waits_since(&self) -> Option<Instant> {
        match self {
            Self::Submitted { at } => Some(*at),
            Self::InSecondReview { submitted_at, .. } => Some(*submitted_at),
            Self::Draft | Self::Returned(_) | Self::Approved { .. } | Self::Rejected(_) => None,
        }
    }

    /// Is it decided for good?
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Approved { .. } | Self::Rejected(_))
    }
}

/// An application of a seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub application_id: ApplicationId,
    /// Whose.
    pub seller_id: SellerId,
    /// Must two people approve it? So it is for everybody but a person.
    pub needs_second: bool,
    /// The document of the seller.
    pub document_id: Option<DocumentId>,
    /// The document of who directs the business.
    pub director_id: Option<DocumentId>,
    /// Is there a bank account?
    pub has_bank: bool,
    /// When the seller agreed to the handling of the data.
    pub consented_at: Option<Instant>,
    /// When it was begun.
    pub begun_at: Instant,
    /// How far it is.
    pub state: ApplicationState,
}

/// A step of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The seller's document.
    Document,
    /// Pictures of it.
    Picture,
    /// The document of who directs the business.
    Director,
    /// Pictures of that.
    DirectorPicture,
    /// The bank account.
    Bank,
    /// Agreeing, and sending it in.
    Send,
}

word_enum!(Step, "a step of an application", {
    Document => "document",
    Picture => "picture",
    Director => "director",
    DirectorPicture => "director_picture",
    Bank => "bank",
    Send => "send",
});

impl Step {
    /// The steps of an application, in their order.
    pub const fn of(needs_second: bool) -> &'static [Self] {
        if needs_second {
            &[
                Self::Document,
                Self::Picture,
                Self::Director,
                Self::DirectorPicture,
                Self::Bank,
                Self::Send,
            ]
        } else {
            &[Self::Document, Self::Picture, Self::Bank, Self::Send]
        }
    }
}

/// A bank account, as it was typed. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// The bank.
    pub bank: String,
    /// In whose name.
    pub holder: String,
    /// The number.
    pub number: String,
}

impl std::fmt::Debug for BankAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BankAccount(…)")
    }
}

/// Checks and tidies a bank account.
///
/// # Errors
/// Everything that is wrong, in the order of the fields; nothing of it is quoted.
pub fn check_bank(typed: &BankAccount) -> Result<BankAccount, Problems> {
    let mut problems = Problems::default();
    let bank = line(&mut problems, "bank", &typed.bank, 2, 80);
    let holder = line(&mut problems, "holder", &typed.holder, 2, 150);
    let number: String = typed
        .number
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-' && *letter != '.')
        .collect();
    length(&mut problems, "number", &number, 5, 34);
    if !number.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        problems.push("number", ProblemKind::ControlCharacters);
    }
    problems.or(BankAccount {
        bank,
        holder,
        number: number.to_uppercase(),
    })
}

/// Checks the reasons and words with which an application is sent back or rejected.
///
/// # Errors
/// There is no reason, or one that is not of the list; the words are too long.
pub fn check_decision<'a>(
    reasons: impl IntoIterator<Item = &'a str>,
    words: &str,
) -> Result<(Vec<DecisionReason>, String), Problems> {
    let mut problems = Problems::default();
    let mut found: Vec<DecisionReason> = Vec::new();
    for reason in reasons {
        match reason.parse() {
            Ok(reason) if !found.contains(&reason) => found.push(reason),
            Ok(_) => {}
            Err(_) => problems.push(
                "reasons",
                ProblemKind::NotListed {
                    text: reason.to_owned(),
                },
            ),
        }
    }
    if found.is_empty() && problems.is_empty() {
        problems.push("reasons", ProblemKind::Missing);
    }
    let words = words.trim().replace("\r\n", "\n");
    length(&mut problems, "words", &words, 0, WORDS_CHARS_MAX);
    problems.or((found, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_account_is_tidied_and_not_quoted() {
        let mut typed = BankAccount {
            bank: " Bank  Contoh ".to_owned(),
            holder: "Sari".to_owned(),
            number: "123-456 7890".to_owned(),
        };
        let checked = check_bank(&typed).unwrap();
        assert_eq!(
            (checked.bank.as_str(), checked.number.as_str()),
            ("Bank Contoh", "1234567890")
        );
        assert_eq!(format!("{checked:?}"), "BankAccount(…)");
        "12/34567".clone_into(&mut typed.number);
        let problems = check_bank(&typed).unwrap_err();
        assert_eq!(problems.0.len(), 1);
        assert!(!format!("{problems:?}").contains("34567"));
    }

    #[test]
    fn a_decision_against_somebody_has_a_reason() {
        let (reasons, words) = check_decision(["expired", "expired"], " Sudah lewat. ").unwrap();
        assert_eq!(
            (reasons.as_slice(), words.as_str()),
            ([DecisionReason::Expired].as_slice(), "Sudah lewat.")
        );
        assert!(check_decision([], "Tidak suka.").is_err());
        assert!(check_decision(["mood"], "").is_err());
    }
}
