//! What shops are owed is paid out on the days of the charter's schedule.

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{ApplicationId, PayoutFileId, PayoutId, SellerId, ShopId, TransferId};
use pasar_domain::money::Money;
use pasar_domain::payout::{Booking, Payout, PayoutState};

use super::{ReplayError, Replayed, Run, Sums};
use crate::account::Account;
use crate::explain::Balance;
use crate::history::History;
use crate::posting::Postings;
use crate::transfer::Transfer;

impl Run<'_> {
    /// Pays every shop on each day of the schedule on which it is owed enough.
    pub(super) fn pay_out(&mut self) -> Result<(), ReplayError> {
        let sellers: Vec<(String, ShopId)> = self
            .shops
            .iter()
            .map(|(seller, id)| (seller.clone(), *id))
            .collect();
        for (seller, shop_id) in sellers {
            let mut shares = self.owed.remove(&shop_id).unwrap_or_default();
            shares.sort_by_key(|share| share.recorded_at);
            let paid = self.pay_shop(shop_id, &shares)?;
            if let Some(sums) = self.sellers.get_mut(&seller) {
                sums.count(&paid)?;
            }
            shares.extend(paid);
            self.owed.insert(shop_id, shares);
        }
        Ok(())
    }

    fn pay_shop(&mut self, shop_id: ShopId, shares: &[Transfer]) -> Result<Vec<Transfer>, ReplayError> {
        let terms = self.rules.charter.payout;
        let due_on = |share: &Transfer| terms.schedule.after(self.rules.day_of(share.recorded_at));
        let mut days: Vec<NaiveDate> = shares.iter().map(due_on).collect();
        days.dedup();
        let (mut free, mut transfers, mut rest) = (Money::zero(self.rules.currency), Vec::new(), shares);
        for day in days {
            let until = rest
                .iter()
                .take_while(|share| terms.schedule.after(self.rules.day_of(share.recorded_at)) <= day)
                .count();
            let (come, later) = rest.split_at_checked(until).unwrap_or((rest, &[]));
            rest = later;
            free = Money::sum(free.currency, come.iter().map(|share| share.amount))?.add(free)?;
            if free.minor >= terms.minimum_minor.max(1) {
                let made_at = self.rules.start_of(day);
                transfers.extend(self.pay(shop_id, free, (day, made_at))?);
                free = Money::zero(free.currency);
            }
        }
        Ok(transfers)
    }

    /// One payout: made, sent and paid.
    fn pay(
        &mut self,
        shop_id: ShopId,
        amount: Money,
        (due_on, at): (NaiveDate, Instant),
    ) -> Result<Vec<Transfer>, ReplayError> {
        let mut payout = Payout {
            payout_id: PayoutId::from_uuid(self.ids.next()),
            shop_id,
            seller_id: SellerId::from_uuid(shop_id.uuid()),
            application_id: ApplicationId::from_uuid(shop_id.uuid()),
            amount,
            due_on,
            charter_version: self.rules.charter.version.to_string(),
            made_at: at,
            state: PayoutState::Due,
        };
        let file_id = PayoutFileId::from_uuid(self.ids.next());
        let ids = &mut self.ids;
        let mut new_id = || TransferId::from_uuid(ids.next());
        let mut postings = Postings::new(at, &mut new_id);
        let mut transfers = vec![postings.make_payout(&payout)];
        let booking = Booking {
            at,
            reference: String::new(),
        };
        payout.state = payout.state.send(file_id, at)?.pay(booking)?;
        let posted = postings.pay_payout(&transfers);
        transfers.extend(posted);
        self.check.payout(&payout, &transfers);
        if let Some(kept) = self.kept.get_mut(&shop_id) {
            *kept = kept.subtract(amount)?;
        }
        Ok(transfers)
    }

    /// Everything was posted: proves it, and sums it up.
    pub(super) fn finish(mut self) -> Result<Replayed, ReplayError> {
        let currency = self.rules.currency;
        for (shop_id, transfers) in &self.owed {
            let mut history = History::of(Account::Payable(*shop_id));
            let mut by_time: Vec<&Transfer> = transfers.iter().collect();
            by_time.sort_by_key(|transfer| transfer.recorded_at);
            by_time.into_iter().for_each(|transfer| history.read(transfer));
            let kept = self.kept.get(shop_id).map(|kept| Balance {
                posted: kept.minor,
                held: 0,
            });
            self.check.shop(*shop_id, currency, history, kept);
        }
        let sellers = self.sellers.values();
        let sums = sellers
            .clone()
            .try_fold(Sums::new(currency), |all, one| all.and(one))?;
        Ok(Replayed {
            currency,
            orders: self.orders,
            mismatches: self.mismatches,
            paid_in: self.paid_in,
            sums,
            sellers: self.sellers,
            report: self.check.finish(),
        })
    }
}
