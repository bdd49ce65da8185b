//! Accounts: who owes or is owed.

use std::fmt;
use std::str::FromStr;

use pasar_domain::id::{OrderId, ShopId};

/// An account. A balance is what was credited less what was debited: what we owe its holder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// A payment provider, who owes us what it took from buyers: its balance is negative or zero.
    Provider(String),
    /// A buyer's money for one order, ours to keep until shop or buyer has a right to it.
    Escrow(OrderId),
    /// What we owe a shop.
    Payable(ShopId),
    /// The operator's commissions.
    Commission,
    /// The operator's fees per order.
    OrderFee,
    /// Tax on the operator's commissions, collected with them and owed to the state.
    CommissionTax,
    /// Tax on goods from abroad that the operator collected and owes to the state.
    ImportTax,
    /// The operator's bank account, to which providers settle and from which sellers are paid: its balance is what the bank has paid out for
    /// us less what came to it.
    Bank,
    /// What payment providers kept for themselves: its balance is negative or zero.
    ProviderFee,
}

/// The text does not name an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an account, such as `revenue:commission` or `escrow:` and an order's id")]
pub struct InvalidAccount(String);

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider(name) => write!(f, "provider:{name}"),
            Self::Escrow(order) => write!(f, "escrow:{order}"),
            Self::Payable(shop) => write!(f, "payable:{shop}"),
            Self::Commission => f.write_str("revenue:commission"),
            Self::OrderFee => f.write_str("revenue:order_fee"),
            Self::CommissionTax => f.write_str("tax:commission"),
            Self::ImportTax => f.write_str("tax:import"),
            Self::Bank => f.write_str("bank:operator"),
            Self::ProviderFee => f.write_str("fee:provider"),
        }
    }
}

impl FromStr for Account {
    type Err = InvalidAccount;

    fn from_str(text: &str) -> Result<Self, InvalidAccount> {
        let invalid = || InvalidAccount(text.to_owned());
        let (class, holder) = text.split_once(':').ok_or_else(invalid)?;
        match (class, holder) {
            ("provider", name) if !name.is_empty() => Ok(Self::Provider(name.to_owned())),
            ("escrow", order) => order.parse().map(Self::Escrow).map_err(|_| invalid()),
            ("payable", shop) => shop.parse().map(Self::Payable).map_err(|_| invalid()),
            ("revenue", "commission") => Ok(Self::Commission),
            ("revenue", "order_fee") => Ok(Self::OrderFee),
            ("tax", "commission") => Ok(Self::CommissionTax),
            ("tax", "import") => Ok(Self::ImportTax),
            ("bank", "operator") => Ok(Self::Bank),
            ("fee", "provider") => Ok(Self::ProviderFee),
            _ => Err(invalid()),
        }
    }
}

impl Account {
    /// May what we owe its holder be less than nothing? A provider owes us; our bank owes us what lies there; what providers kept is gone.
    /// Nobody else may ever owe us anything, at no instant.
    pub const fn may_be_negative(&self) -> bool {
        matches!(self, Self::Provider(_) | Self::Bank | Self::ProviderFee)
    }

    /// The account's class: the word before the colon, the whole text for revenue, tax, bank and fee.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Provider(_) => "provider",
            Self::Escrow(_) => "escrow",
            Self::Payable(_) => "payable",
            Self::Commission => "revenue:commission",
            Self::OrderFee => "revenue:order_fee",
            Self::CommissionTax => "tax:commission",
            Self::ImportTax => "tax:import",
            Self::Bank => "bank:operator",
            Self::ProviderFee => "fee:provider",
        }
    }
}
