//! How much a program may ask: a bucket of tokens for each address and each account, refilled steadily. The buckets are in the memory of
//! this process; with several processes each of them admits as much, which protects it all the same.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use pasar_domain::Instant;
use pasar_domain::id::AccountId;

use crate::error::WebError;
use crate::l10n::key;

/// What an address may ask at once, and again every minute. Many people may share one.
const PER_ADDRESS: Rate = Rate {
    burst: 300,
    per_minute: 1_200,
};
/// What the keys of an account may ask at once, and again every minute.
const PER_KEY: Rate = Rate {
    burst: 120,
    per_minute: 600,
};
/// When there are more buckets than this, full ones are forgotten: they say nothing.
const BUCKETS_MAX: usize = 50_000;

struct Rate {
    burst: i64,
    per_minute: i64,
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub enum Who<'a> {
    /// A network address.
    Address(&'a str),
    /// A key of an account, from an address.
    Key(AccountId, &'a str),
}

/// How much each has asked of late.
#[derive(Debug, Default)]
pub struct Limits {
    // Names are hashed with a secret of this process: nobody can aim at another's bucket, and no address is kept.
    hasher: RandomState,
    buckets: Mutex<HashMap<u64, Bucket>>,
}

/// A token is 60,000 parts, so that a minute's worth flows in by the millisecond without fractions.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    parts: i64,
    full_parts: i64,
    at: Instant,
}

const TOKEN: i64 = 60_000;

impl Limits {
    /// Takes a token. Programs on the machine itself are not limited: they are the operator's, or come through a proxy that was not
    /// declared, behind which everybody would share one bucket.
    ///
    /// # Errors
    /// When there is none: too many, with the seconds until there is one.
    pub fn admit(&self, who: Who<'_>, now: Instant) -> Result<(), WebError> {
        let (Who::Address(address) | Who::Key(_, address)) = who;
        if address.parse().is_ok_and(|address: IpAddr| address.is_loopback()) {
            return Ok(());
        }
        let (name, rate) = match who {
            Who::Address(address) => (self.hasher.hash_one(address), &PER_ADDRESS),
            Who::Key(account, _) => (self.hasher.hash_one(account), &PER_KEY),
        };
        let full_parts = rate.burst * TOKEN;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS_MAX {
            buckets.retain(|_, bucket| !bucket.is_full(now));
        }
        let bucket = buckets.entry(name).or_insert(Bucket {
            parts: full_parts,
            full_parts,
            at: now,
        });
        bucket.refill(rate, now);
        if bucket.parts >= TOKEN {
            bucket.parts -= TOKEN;
            return Ok(());
        }
        let wait_millis = (TOKEN - bucket.parts) / rate.per_minute;
        let seconds = u64::try_from(wait_millis / 1_000 + 1).unwrap_or(1);
        Err(WebError::too_many(seconds)
            .coded("RATE_LIMITED")
            .saying(key("api-too-many")))
    }
}

impl Bucket {
    fn refill(&mut self, rate: &Rate, now: Instant) {
        let millis = (now - self.at).num_milliseconds().max(0);
        let flown = millis.saturating_mul(rate.per_minute);
        self.parts = self.parts.saturating_add(flown).min(self.full_parts);
        self.at = self.at.max(now);
    }

    /// Will it be full by now, even at the slower of the rates?
    fn is_full(&self, now: Instant) -> bool {
        let millis = (now - self.at).num_milliseconds().max(0);
        self.parts
            .saturating_add(millis.saturating_mul(PER_KEY.per_minute))
            >= self.full_parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Instant {
        Instant::from_timestamp_millis(1_700_000_000_000 + millis).unwrap()
    }

    fn admitted(limits: &Limits, who: Who<'_>, now: Instant) -> usize {
        (0..1_000).take_while(|_| limits.admit(who, now).is_ok()).count()
    }

    #[test]
    fn a_bucket_empties_says_when_to_come_back_and_fills_again() {
        let limits = Limits::default();
        let who = Who::Address("203.0.113.7");
        assert_eq!(admitted(&limits, who, at(0)), 300);
        let refused = limits.admit(who, at(0)).unwrap_err();
        assert_eq!((refused.status().as_u16(), refused.code()), (429, "RATE_LIMITED"));
        assert_eq!(admitted(&limits, who, at(49)), 0);
        assert_eq!(admitted(&limits, who, at(1_000)), 20);
        assert_eq!(admitted(&limits, who, at(600_000)), 300);
    }

    #[test]
    fn one_does_not_empty_the_bucket_of_another_and_a_key_has_its_own() {
        let limits = Limits::default();
        let account = AccountId::from_uuid(uuid::Uuid::from_u128(1));
        assert_eq!(admitted(&limits, Who::Address("203.0.113.7"), at(0)), 300);
        assert_eq!(admitted(&limits, Who::Address("203.0.113.8"), at(0)), 300);
        assert_eq!(admitted(&limits, Who::Key(account, "203.0.113.7"), at(0)), 120);
        assert_eq!(admitted(&limits, Who::Key(account, "203.0.113.9"), at(0)), 0);
    }

    #[test]
    fn the_machine_itself_is_not_limited() {
        let limits = Limits::default();
        for address in ["127.0.0.1", "::1"] {
            assert_eq!(admitted(&limits, Who::Address(address), at(0)), 1_000);
        }
    }

    #[test]
    fn full_buckets_are_forgotten_when_there_are_too_many() {
        let limits = Limits::default();
        for number in 0..BUCKETS_MAX {
            limits.admit(Who::Address(&number.to_string()), at(0)).unwrap();
        }
        limits.admit(Who::Address("one more"), at(60_000)).unwrap();
        assert_eq!(limits.buckets.lock().unwrap().len(), 1);
    }
}
