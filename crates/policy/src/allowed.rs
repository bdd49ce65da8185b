//! `Allowed` values: the only keys to the functions that act.

use pasar_domain::id::{AccountId, OfferId, SellerId};
use pasar_domain::programme::Stage;

use crate::act::Act;
use crate::decision::Decision;
use crate::question::Question;
use crate::rules::Rules;

mod sealed {
    pub trait Sealed {}
}

/// A kind of act, and what an [`Allowed`] of it speaks of.
pub trait Action: sealed::Sealed {
    /// What the decision was about.
    type Subject: Subject;
    /// The act.
    const ACT: Act;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $subject:ty;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;

            impl sealed::Sealed for $name {}

            impl Action for $name {
                type Subject = $subject;
                const ACT: Act = Act::$name;
            }
        )+
    };
}

actions! {
    /// Making an offer public.
    Publish: OfferId;
    /// Showing an offer.
    Show: OfferId;
    /// Selling an offer.
    Sell: OfferId;
    /// Paying, by this buyer.
    Pay: AccountId;
    /// Paying out to this seller.
    PayOut: SellerId;
    /// Opening a shop, by this seller.
    Admit: SellerId;
    /// Moving Programme S, from and to.
    AdvanceStage: (Stage, Stage);
    /// Asking for what is due, by this buyer.
    Claim: AccountId;
}

/// The proof that a charter allowed an act. Only [`Rules`] make one.
#[derive(Debug, Clone)]
pub struct Allowed<A: Action> {
    subject: A::Subject,
    decision: Decision,
}

impl<A: Action> Allowed<A> {
    /// What it was allowed for.
    pub const fn subject(&self) -> A::Subject {
        self.subject
    }

    /// The decision, to be written down with what was done.
    pub const fn decision(&self) -> &Decision {
        &self.decision
    }
}

/// A charter refused an act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the charter does not allow this ({act}): {}", self.told())]
pub struct Refusal {
    /// The act.
    pub act: Act,
    /// The decision with the rules that forbade it; without any when nothing permits it.
    pub decision: Decision,
}

impl Refusal {
    fn told(&self) -> String {
        let rules: Vec<&str> = self.decision.reasons.iter().map(|rule| rule.as_str()).collect();
        if rules.is_empty() {
            format!("nothing in version {} permits it", self.decision.charter_version)
        } else {
            format!(
                "{} in version {}",
                rules.join(", "),
                self.decision.charter_version
            )
        }
    }
}

impl Rules {
    /// Decides, and gives the key when the answer is yes. The key speaks of what `question` is about.
    ///
    /// # Errors
    /// The refusal: also when the question is about another act than the key.
    pub fn allow<A>(&self, question: &Question<'_>) -> Result<Allowed<A>, Refusal>
    where
        A: Action,
    {
        let decision = self.decide(question);
        let act = question.act();
        match A::Subject::of(question) {
            Some(subject) if decision.allowed && act == A::ACT => Ok(Allowed { subject, decision }),
            _ => Err(Refusal {
                act,
                decision: Decision {
                    allowed: false,
                    ..decision
                },
            }),
        }
    }
}

/// How a question says what it is about.
pub trait Subject: Copy + std::fmt::Debug {
    /// The subject, if the question has one of this type.
    fn of(question: &Question<'_>) -> Option<Self>;
}

impl Subject for OfferId {
    fn of(question: &Question<'_>) -> Option<Self> {
        match question {
            Question::Publish { offer, .. } | Question::Show { offer, .. } | Question::Sell { offer, .. } => {
                Some(offer.offer_id)
            }
            _ => None,
        }
    }
}

impl Subject for AccountId {
    fn of(question: &Question<'_>) -> Option<Self> {
        match question {
            Question::Pay { buyer, .. } | Question::Claim { buyer, .. } => Some(*buyer),
            _ => None,
        }
    }
}

impl Subject for SellerId {
    fn of(question: &Question<'_>) -> Option<Self> {
        match question {
            Question::PayOut { seller, .. } | Question::Admit { seller, .. } => Some(seller.seller_id),
            _ => None,
        }
    }
}

impl Subject for (Stage, Stage) {
    fn of(question: &Question<'_>) -> Option<Self> {
        match question {
            Question::AdvanceStage { from, to, .. } => Some((*from, *to)),
            _ => None,
        }
    }
}
