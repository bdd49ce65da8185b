//! Payouts: what a shop is owed leaves for its seller's bank account, by the schedule of the charter.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::Instant;
use crate::id::{ApplicationId, PayoutFileId, PayoutId, SellerId, ShopId};
use crate::money::Money;
use crate::word::word_enum;

/// The most characters of the reason with which a bank returned a payout.
pub const REASON_CHARS_MAX: usize = 140;

/// On which days payouts are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayoutSchedule {
    /// Every day.
    Daily,
    /// Once a week.
    Weekly(Weekday),
    /// Once a month, on a day that every month has: 1 to 28.
    Monthly(u32),
}

impl PayoutSchedule {
    /// The first day of the schedule that is not before `from`.
    pub fn from(self, from: NaiveDate) -> NaiveDate {
        let is_due = |day: &NaiveDate| match self {
            Self::Daily => true,
            Self::Weekly(weekday) => day.weekday() == weekday,
            Self::Monthly(number) => day.day() == number,
        };
        from.iter_days().take(32).find(is_due).unwrap_or(from)
    }

    /// The first day of the schedule after `day`.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        self.from(day.checked_add_days(Days::new(1)).unwrap_or(day))
    }
}

/// What a statement of the bank says about a payout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// When it was read.
    pub at: Instant,
    /// How the bank calls its entry, so that it is known when it is read again; empty where the bank calls it nothing.
    pub reference: String,
}

/// Where a payout is, with the facts that hold there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayoutState {
    /// The money is set aside; it waits for a bank file.
    Due,
    /// The bank was told to pay it.
    Sent {
        /// In which file.
        file_id: PayoutFileId,
        /// When that was made.
        sent_at: Instant,
    },
    /// A statement of the bank says that it was paid.
    Paid {
        /// In which file it was sent.
        file_id: PayoutFileId,
        /// When that was made.
        sent_at: Instant,
        /// What the statement says.
        paid: Booking,
    },
    /// The money came back, and is owed to the shop again.
    Returned {
        /// In which file it was sent.
        file_id: PayoutFileId,
        /// When that was made.
        sent_at: Instant,
        /// What a statement said, if it was known to be paid before.
        paid: Option<Booking>,
        /// What the statement says with which it came back.
        returned: Booking,
        /// Why, as the bank says it; may be empty.
        reason: String,
    },
}

/// A state without its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayoutStateName {
    /// See [`PayoutState::Due`].
    Due,
    /// See [`PayoutState::Sent`].
    Sent,
    /// See [`PayoutState::Paid`].
    Paid,
    /// See [`PayoutState::Returned`].
    Returned,
}

word_enum!(PayoutStateName, "a state of a payout", {
    Due => "due",
    Sent => "sent",
    Paid => "paid",
    Returned => "returned",
});

/// A payout cannot go where somebody wanted it to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a payout that is {0} cannot become that")]
pub struct WrongPayoutState(pub PayoutStateName);

impl PayoutState {
    /// The state without its facts.
    pub const fn name(&self) -> PayoutStateName {
        match self {
            Self::Due => PayoutStateName::Due,
            Self::Sent { .. } => PayoutStateName::Sent,
            Self::Paid { .. } => PayoutStateName::Paid,
            Self::Returned { .. } => PayoutStateName::Returned,
        }
    }

    /// In which file it was sent.
    pub const fn file_id(&self) -> Option<PayoutFileId> {
        match self {
            Self::Due => None,
            Self::Sent { file_id, .. } | Self::Paid { file_id, .. } | Self::Returned { file_id, .. } => {
                Some(*file_id)
            }
        }
    }

    /// The bank is told to pay it.
    ///
    /// # Errors
    /// It was told before.
    pub fn send(&self, file_id: PayoutFileId, at: Instant) -> Result<Self, WrongPayoutState> {
        match self {
            Self::Due => Ok(Self::Sent { file_id, sent_at: at }),
            _ => Err(WrongPayoutState(self.name())),
        }
    }

    /// The bank has paid it.
    ///
    /// # Errors
    /// The bank was not told to, has paid it before, or returned it.
    pub fn pay(&self, paid: Booking) -> Result<Self, WrongPayoutState> {
        match self {
            Self::Sent { file_id, sent_at } => Ok(Self::Paid {
                file_id: *file_id,
                sent_at: *sent_at,
                paid,
            }),
            _ => Err(WrongPayoutState(self.name())),
        }
    }

    /// The money came back, before it was known to be paid or after.
    ///
    /// # Errors
    /// The bank was not told to pay it, or it came back before.
    pub fn give_back(&self, returned: Booking, reason: &str) -> Result<Self, WrongPayoutState> {
        let (file_id, sent_at, paid) = match self {
            Self::Sent { file_id, sent_at } => (*file_id, *sent_at, None),
            Self::Paid {
                file_id,
                sent_at,
                paid,
            } => (*file_id, *sent_at, Some(paid.clone())),
            Self::Due | Self::Returned { .. } => return Err(WrongPayoutState(self.name())),
        };
        let letters = reason.chars().filter(|letter| !letter.is_control());
        Ok(Self::Returned {
            file_id,
            sent_at,
            paid,
            returned,
            reason: letters.take(REASON_CHARS_MAX).collect(),
        })
    }

    /// What a statement said about its payment.
    pub const fn paid(&self) -> Option<&Booking> {
        match self {
            Self::Paid { paid, .. } => Some(paid),
            Self::Returned { paid, .. } => paid.as_ref(),
            Self::Due | Self::Sent { .. } => None,
        }
    }

    /// What a statement said about its return.
    pub const fn returned(&self) -> Option<&Booking> {
        match self {
            Self::Returned { returned, .. } => Some(returned),
            _ => None,
        }
    }
}

/// What a shop is owed, on its way to the seller's bank account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// Its id.
    pub payout_id: PayoutId,
    /// Whose money it is.
    pub shop_id: ShopId,
    /// Who sells there.
    pub seller_id: SellerId,
    /// The application with which the seller gave the bank account.
    pub application_id: ApplicationId,
    /// How much.
    pub amount: Money,
    /// The day of the schedule for which it was made.
    pub due_on: NaiveDate,
    /// The charter version that let the seller be paid.
    pub charter_version: String,
    /// When it was made.
    pub made_at: Instant,
    /// Where it is.
    pub state: PayoutState,
}

/// How a payout is called towards banks: letters and digits alone, at most 35.
pub fn end_to_end_id(id: PayoutId) -> String {
    id.to_string().replace('_', "").to_uppercase()
}

/// The payout that a bank calls so.
pub fn from_end_to_end_id(text: &str) -> Option<PayoutId> {
    let digits = text.trim().to_lowercase();
    let digits = digits.strip_prefix(PayoutId::PREFIX)?;
    format!("{}_{digits}", PayoutId::PREFIX).parse().ok()
}

/// Why money that a shop is owed is not paid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayoutWait {
    /// Rules of the charter refuse it; none when no rule permits it.
    Refused(Vec<String>),
    /// The seller has given no bank account.
    NoAccount,
    /// The bank returned the last payout to this account, and the seller has given no other.
    AccountReturned,
}

impl PayoutWait {
    /// The word in rows.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::NoAccount => "no_account",
            Self::AccountReturned => "account_returned",
        }
    }

    /// The rules that refuse it.
    pub fn rules(&self) -> &[String] {
        match self {
            Self::Refused(rules) => rules,
            Self::NoAccount | Self::AccountReturned => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_schedule_names_its_days() {
        let monday = day("2026-11-30");
        assert_eq!(PayoutSchedule::Daily.after(monday), day("2026-12-01"));
        let weekly = PayoutSchedule::Weekly(Weekday::Mon);
        assert_eq!(
            (weekly.from(monday), weekly.after(monday)),
            (monday, day("2026-12-07"))
        );
        let monthly = PayoutSchedule::Monthly(28);
        assert_eq!(monthly.after(day("2027-02-28")), day("2027-03-28"));
        assert_eq!(monthly.from(day("2027-01-29")), day("2027-02-28"));
    }

    proptest! {
        #[test]
        fn the_next_day_is_later_and_of_the_schedule(days in 0_u64..40_000, which in 0_u32..36) {
            let from = day("1990-01-01").checked_add_days(Days::new(days)).unwrap();
            let schedule = match which {
                0 => PayoutSchedule::Daily,
                1..=7 => PayoutSchedule::Weekly(Weekday::try_from(u8::try_from(which - 1).unwrap()).unwrap()),
                _ => PayoutSchedule::Monthly(which - 7),
            };
            let next = schedule.after(from);
            prop_assert!(next > from && (next - from).num_days() <= 31);
            prop_assert_eq!(schedule.from(next), next);
        }

        #[test]
        fn banks_know_a_payout_by_letters_and_digits(bits: u128) {
            let id = PayoutId::from_uuid(Uuid::from_u128(bits));
            let name = end_to_end_id(id);
            prop_assert!(name.len() <= 35 && name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            prop_assert_eq!(from_end_to_end_id(&name), Some(id));
        }

        #[test]
        fn no_text_of_a_bank_is_a_payout_by_accident(text in "\\PC{0,40}") {
            if let Some(id) = from_end_to_end_id(&text) {
                prop_assert_eq!(end_to_end_id(id), text.trim().to_uppercase());
            }
        }
    }

    #[test]
    fn a_payout_goes_forward_and_comes_back_once() {
        let at = Instant::UNIX_EPOCH;
        let booking = |reference: &str| Booking {
            at,
            reference: reference.to_owned(),
        };
        let file = PayoutFileId::from_uuid(Uuid::from_u128(1));
        let due = PayoutState::Due;
        assert!(due.pay(booking("a")).is_err() && due.give_back(booking("a"), "").is_err());
        let sent = due.send(file, at).unwrap();
        assert!(sent.send(file, at).is_err());
        let paid = sent.pay(booking("a")).unwrap();
        assert!(paid.pay(booking("b")).is_err() && paid.send(file, at).is_err());
        let returned = paid.give_back(booking("b"), "AC04\u{7}").unwrap();
        assert!(matches!(&returned, PayoutState::Returned { reason, .. } if reason == "AC04"));
        assert_eq!(returned.paid(), Some(&booking("a")));
        assert_eq!(returned.returned(), Some(&booking("b")));
        assert!(returned.pay(booking("c")).is_err() && returned.give_back(booking("c"), "").is_err());
        let unpaid = sent.give_back(booking("b"), &"x".repeat(500)).unwrap();
        assert!(unpaid.paid().is_none());
    }
}
