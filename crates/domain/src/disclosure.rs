//! What sellers who sell much tell everybody: who they are and where. In the United States the INFORM Consumers Act asks for it; which figures
//! count, and from when on a seller is asked, the charter says.

use chrono::Duration;

use crate::Instant;
use crate::charter::Disclosure;
use crate::problem::{Problems, length, line};
use crate::seller::{SalesFigures, Seller};
use crate::word::word_enum;

/// The most characters of an address.
pub const ADDRESS_CHARS_MAX: usize = 300;

/// Basis points of the whole.
const WHOLE: i64 = 10_000;

/// What buyers are shown of a seller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disclosed {
    /// The full name of the person or the entity.
    pub name: String,
    /// Where they are, line by line.
    pub address: String,
    /// How buyers reach them: e-mail address or telephone number.
    pub contact: String,
}

/// Checks and tidies what a seller wants to show.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_disclosed(typed: &Disclosed) -> Result<Disclosed, Problems> {
    let mut problems = Problems::default();
    let name = line(&mut problems, "name", &typed.name, 2, 150);
    let lines: Vec<&str> = typed
        .address
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let address = lines.join("\n");
    length(&mut problems, "address", &address, 5, ADDRESS_CHARS_MAX);
    let contact = line(&mut problems, "contact", &typed.contact, 5, 150);
    problems.or(Disclosed {
        name,
        address,
        contact,
    })
}

/// How urgently something is asked of a seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// It is not asked, or was done.
    Not,
    /// It will be asked soon: better now than when sales stop.
    Soon,
    /// It is asked now, and the charter refuses until it is done.
    Now,
}

word_enum!(Due, "how urgent something is", {
    Not => "not",
    Soon => "soon",
    Now => "now",
});

impl Disclosure {
    /// Does the seller have to certify that what it told us is still so?
    pub fn certifying(&self, seller: &Seller, now: Instant) -> Due {
        let reached = self.reached(&seller.sales, self.certify_revenue_minor);
        match seller.certified_until {
            Some(until) if until > now + Duration::days(i64::from(self.ask_days)) => Due::Not,
            // Still certified: there is time for the next year.
            Some(until) if until > now => reached.min(Due::Soon),
            _ => reached,
        }
    }

    /// Does the seller have to show its name and address?
    pub fn disclosing(&self, seller: &Seller) -> Due {
        if seller.discloses_identity {
            Due::Not
        } else {
            self.reached(&seller.sales, self.disclose_revenue_minor)
        }
    }

    /// Orders and revenue from which on a seller is asked for anything.
    pub fn asked_from(&self) -> (i32, i64) {
        let near = |figure: i64| {
            let near = i128::from(figure) * i128::from(self.ask_at_basis_points) / i128::from(WHOLE);
            i64::try_from(near).unwrap_or(i64::MAX)
        };
        let orders = i32::try_from(near(i64::from(self.certify_sales))).unwrap_or(i32::MAX);
        (
            orders,
            near(self.certify_revenue_minor.min(self.disclose_revenue_minor)),
        )
    }

    /// Both figures have to be reached; near both is soon.
    fn reached(&self, sales: &SalesFigures, revenue_minor: i64) -> Due {
        let share =
            |figure: i64, of: i64| -> i128 { i128::from(figure) * i128::from(WHOLE) / i128::from(of.max(1)) };
        let least = share(i64::from(sales.orders), i64::from(self.certify_sales))
            .min(share(sales.revenue_minor, revenue_minor));
        if least >= i128::from(WHOLE) {
            Due::Now
        } else if least >= i128::from(self.ask_at_basis_points) {
            Due::Soon
        } else {
            Due::Not
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use proptest::prelude::*;

    use super::*;
    use crate::id::SellerId;
    use crate::seller::Standing;

    const ACT: Disclosure = Disclosure {
        certify_sales: 200,
        certify_revenue_minor: 500_000,
        disclose_revenue_minor: 2_000_000,
        certified_days: 365,
        ask_at_basis_points: 7_500,
        ask_days: 30,
    };

    fn now() -> Instant {
        chrono::Utc.with_ymd_and_hms(2026, 11, 30, 12, 0, 0).unwrap()
    }

    fn seller(orders: u32, revenue_minor: i64) -> Seller {
        Seller {
            seller_id: SellerId::from_uuid(uuid::Uuid::nil()),
            origin: "US".parse().unwrap(),
            standing: Standing::Micro,
            controlled_by_operator: false,
            return_country: None,
            sales: SalesFigures {
                orders,
                revenue_minor,
            },
            certified_until: None,
            discloses_identity: false,
            verification: None,
        }
    }

    #[test]
    fn both_figures_have_to_be_reached() {
        for (orders, minor, certifying, disclosing) in [
            (0, 0, Due::Not, Due::Not),
            (149, 500_000, Due::Not, Due::Not),
            (150, 375_000, Due::Soon, Due::Not),
            (200, 374_999, Due::Not, Due::Not),
            (199, 500_000, Due::Soon, Due::Not),
            (200, 500_000, Due::Now, Due::Not),
            (200, 1_500_000, Due::Now, Due::Soon),
            (200, 1_999_999, Due::Now, Due::Soon),
            (200, 2_000_000, Due::Now, Due::Now),
            (199, 9_000_000, Due::Soon, Due::Soon),
        ] {
            let seller = seller(orders, minor);
            let due = (ACT.certifying(&seller, now()), ACT.disclosing(&seller));
            assert_eq!(due, (certifying, disclosing), "{orders} orders, {minor}");
        }
    }

    #[test]
    fn a_year_later_it_is_asked_again_in_time() {
        let mut seller = seller(500, 900_000);
        for (days, due) in [
            (31, Due::Not),
            (30, Due::Soon),
            (1, Due::Soon),
            (0, Due::Now),
            (-1, Due::Now),
        ] {
            seller.certified_until = Some(now() + Duration::days(days));
            assert_eq!(ACT.certifying(&seller, now()), due, "{days}");
        }
        seller.discloses_identity = true;
        assert_eq!(ACT.disclosing(&seller), Due::Not);
    }

    proptest! {
        /// Whoever sells more is never asked less.
        #[test]
        fn more_sales_are_never_less_urgent(orders in 0u32..500, minor in 0i64..5_000_000, more in 0u32..500, and in 0i64..5_000_000) {
            let (small, large) = (seller(orders, minor), seller(orders + more, minor + and));
            prop_assert!(ACT.certifying(&small, now()) <= ACT.certifying(&large, now()));
            prop_assert!(ACT.disclosing(&small) <= ACT.disclosing(&large));
            let (from_orders, from_minor) = ACT.asked_from();
            let is_asked = ACT.certifying(&small, now()).max(ACT.disclosing(&small)) > Due::Not;
            prop_assert!(!is_asked || (i64::from(orders) >= i64::from(from_orders) && minor >= from_minor));
        }
    }

    #[test]
    fn what_is_shown_is_tidied() {
        let typed = Disclosed {
            name: " Ana  Lopez ".to_owned(),
            address: "1 Main Street\r\n\n  Springfield ".to_owned(),
            contact: "ana@example.com".to_owned(),
        };
        let checked = check_disclosed(&typed).unwrap();
        assert_eq!(checked.name, "Ana Lopez");
        assert_eq!(checked.address, "1 Main Street\nSpringfield");
        assert_eq!(check_disclosed(&Disclosed::default()).unwrap_err().0.len(), 3);
    }
}
