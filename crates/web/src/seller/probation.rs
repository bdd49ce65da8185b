//! What is limited while a seller is on probation, and until when: for the page of the day.

use pasar_domain::Instant;
use pasar_domain::charter::Probation;
use pasar_domain::probation::ProbationStand;

use crate::prelude::*;

/// The limits of a new shop in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShop {
    /// Orders of today, of how many.
    pub orders: String,
    /// Products that buyers see, of how many.
    pub products: String,
    /// What still has to come about.
    pub until: String,
    /// Does the shop take no more orders today?
    pub is_full: bool,
}

impl NewShop {
    /// What holds for a seller who stands so.
    pub fn new(l: &Localizer, (limits, stand): (&Probation, &ProbationStand), now: Instant) -> Self {
        let of = |count: u32, max: u32| {
            let (count, max) = (l.number(count), l.number(max));
            l.t2("seller-probation-of", "count", count, "max", max)
        };
        Self {
            orders: of(stand.orders_today, limits.orders_per_day_max),
            products: of(stand.products, limits.products_max),
            until: until(l, limits, stand, now),
            is_full: stand.orders_today >= limits.orders_per_day_max,
        }
    }

    /// At the beginning, and on a day on which no order more is taken.
    pub(crate) fn samples(l: &Localizer) -> [Self; 2] {
        let limits = Probation {
            days: 14,
            orders: 10,
            orders_per_day_max: 100,
            products_max: 1_200,
        };
        let stand = |orders_today, products, completed| ProbationStand {
            beginning: pasar_domain::probation::Beginning {
                since: Instant::UNIX_EPOCH,
                completed,
            },
            orders_today,
            products,
        };
        let later = Instant::UNIX_EPOCH + chrono::Duration::days(20);
        [
            Self::new(l, (&limits, &stand(0, 3, 0)), Instant::UNIX_EPOCH),
            Self::new(l, (&limits, &stand(100, 1_200, 9)), later),
        ]
    }
}

/// When probation ends: on a day, with so many orders, or both.
fn until(l: &Localizer, limits: &Probation, stand: &ProbationStand, now: Instant) -> String {
    let over_at = limits.days_over_at(stand.beginning.since);
    let completed = stand.beginning.completed;
    let (days_are_over, orders_are_complete) = (over_at <= now, limits.orders <= completed);
    if orders_are_complete {
        return l.t1("seller-probation-until-day", "day", l.date(over_at));
    }
    if days_are_over {
        return l.t2(
            "seller-probation-until-orders",
            "orders",
            limits.orders,
            "completed",
            completed,
        );
    }
    l.t_with(
        "seller-probation-until-both",
        &[
            ("day", l.date(over_at).to_arg()),
            ("orders", limits.orders.to_arg()),
            ("completed", completed.to_arg()),
        ],
    )
}
