//! Amounts as Stripe writes them: whole numbers of a unit that is not always the currency's minor unit.
//!
//! <https://docs.stripe.com/currencies>. Left out are two that Stripe writes in its own way for old callers, `ISK` and `UGX`: nothing is
//! charged by guessing.

use pasar_domain::money::{Currency, Money};

/// Written in whole units.
const WHOLE: [&str; 15] = [
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF",
];

/// Written in thousandths, of which the last digit has to be 0.
const THOUSANDTHS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// Written in hundredths.
const HUNDREDTHS: [&str; 112] = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD", "BND", "BOB",
    "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CVE", "CZK", "DKK", "DOP",
    "DZD", "EGP", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG",
    "HUF", "IDR", "ILS", "INR", "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
    "MAD", "MDL", "MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO",
    "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD",
    "SCR", "SEK", "SGD", "SHP", "SOS", "SRD", "SZL", "THB", "TJS", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH",
    "USD", "UYU", "UZS", "WST", "XCD", "YER", "ZAR",
];

/// An amount that Stripe has no way to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Stripe cannot take {} minor units of {}", .0.minor, .0.currency)]
pub(super) struct Unwritable(Money);

/// Decimal digits of Stripe's unit; none for a currency that it does not take.
fn exponent(currency: Currency) -> Option<u32> {
    let code = currency.code();
    if HUNDREDTHS.contains(&code) {
        Some(2)
    } else if WHOLE.contains(&code) {
        Some(0)
    } else {
        THOUSANDTHS.contains(&code).then_some(3)
    }
}

/// Can Stripe take money of this currency?
pub fn takes(currency: Currency) -> bool {
    exponent(currency).is_some()
}

/// The amount in Stripe's unit, to the last digit.
pub(super) fn write(money: Money) -> Result<i64, Unwritable> {
    let refused = Unwritable(money);
    let theirs = exponent(money.currency).ok_or(refused)?;
    let amount = rescale(money.minor, money.currency.exponent(), theirs).ok_or(refused)?;
    if theirs == 3 && amount % 10 != 0 {
        return Err(refused);
    }
    Ok(amount)
}

/// An amount that Stripe wrote; none when it is none of this currency.
pub(super) fn read(amount: i64, currency: Currency) -> Option<Money> {
    let theirs = exponent(currency)?;
    let minor = rescale(amount, theirs, currency.exponent())?;
    Some(Money::new(minor, currency))
}

fn rescale(amount: i64, from: u32, to: u32) -> Option<i64> {
    let factor = 10_i64.checked_pow(from.abs_diff(to))?;
    if to >= from {
        return amount.checked_mul(factor);
    }
    let is_whole = amount.checked_rem(factor)? == 0;
    amount.checked_div(factor).filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, code.parse().unwrap())
    }

    #[test]
    fn amounts_are_written_in_stripes_unit_and_read_back() {
        // Rp53.500, £12.34, ¥500, and the ariary, whose fifths Stripe does not write.
        for (minor, code, amount) in [
            (5_350_000, "IDR", 5_350_000),
            (1_234, "GBP", 1_234),
            (500, "JPY", 500),
            (5_120, "KWD", 5_120),
            (700, "MGA", 7),
        ] {
            let ours = money(minor, code);
            assert_eq!(write(ours), Ok(amount), "{code}");
            assert_eq!(read(amount, ours.currency), Some(ours), "{code}");
        }
    }

    #[test]
    fn what_cannot_be_written_to_the_last_digit_is_refused() {
        for (minor, code) in [
            (5_124, "KWD"),
            (750, "MGA"),
            (100, "ISK"),
            (100, "UGX"),
            (100, "XAU"),
        ] {
            assert_eq!(write(money(minor, code)), Err(Unwritable(money(minor, code))));
        }
        assert!(takes("IDR".parse().unwrap()) && !takes("ISK".parse().unwrap()));
        assert_eq!(read(i64::MAX, "MGA".parse().unwrap()), None);
    }

    #[test]
    fn every_currency_is_written_in_one_way_only() {
        let mut all: Vec<&str> = [&WHOLE[..], &THOUSANDTHS, &HUNDREDTHS].concat();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for code in all {
            assert!(code.parse::<Currency>().is_ok(), "{code}");
        }
    }
}
