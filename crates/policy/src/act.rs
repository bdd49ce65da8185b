//! What a charter decides about.

use std::fmt;
use std::str::FromStr;

/// An act that needs a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// A seller makes an offer public.
    Publish,
    /// A buyer sees an offer.
    Show,
    /// A line of an order is made.
    Sell,
    /// A buyer pays.
    Pay,
    /// Money leaves escrow for a seller.
    PayOut,
    /// A seller opens a shop in a market.
    Admit,
    /// Programme S moves to another stage.
    AdvanceStage,
    /// A buyer asks for what is due.
    Claim,
}

impl Act {
    /// Every act, in the order of a sale.
    pub const ALL: [Self; 8] = [
        Self::Publish,
        Self::Show,
        Self::Sell,
        Self::Pay,
        Self::PayOut,
        Self::Admit,
        Self::AdvanceStage,
        Self::Claim,
    ];

    /// The act's word: the id of the action in Cedar, and the code in rows, files and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Show => "show",
            Self::Sell => "sell",
            Self::Pay => "pay",
            Self::PayOut => "pay_out",
            Self::Admit => "admit",
            Self::AdvanceStage => "advance_stage",
            Self::Claim => "claim",
        }
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an act; use publish, show, sell, pay, pay_out, admit, advance_stage or claim")]
pub struct UnknownAct(String);

impl FromStr for Act {
    type Err = UnknownAct;

    fn from_str(text: &str) -> Result<Self, UnknownAct> {
        let found = Self::ALL.into_iter().find(|act| act.as_str() == text);
        found.ok_or_else(|| UnknownAct(text.to_owned()))
    }
}
