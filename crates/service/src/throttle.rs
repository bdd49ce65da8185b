//! Slows down whoever tries passwords: on one account, and from one network.

use std::net::{IpAddr, Ipv6Addr};

use pasar_domain::Instant;
use pasar_domain::second_factor::FactorHolder;
use pasar_domain::throttle::{Throttle, ThrottleKind};
use pasar_store::sign_in_throttle::{self, ThrottleKey};
use pasar_store::{PgConnection, Result};

use crate::secret;

/// The counts that an attempt to sign in belongs to.
pub(crate) struct Attempt {
    account: ThrottleKey,
    network: Option<ThrottleKey>,
}

impl Attempt {
    /// An attempt on the account of an e-mail address, which need not exist, from a network address.
    pub(crate) fn to_sign_in(email_key: &str, from: &str) -> Self {
        Self {
            account: key("account", email_key),
            network: Some(key("network", &network_of(from))),
        }
    }

    /// An attempt to prove, in an open session, that one knows the account's password.
    pub(crate) fn to_prove(email_key: &str) -> Self {
        Self {
            account: key("account", email_key),
            network: None,
        }
    }

    /// An attempt to give a code of a second factor. A right password does not forget these.
    pub(crate) fn to_factor(holder: FactorHolder) -> Self {
        Self {
            account: key("second factor", &holder.uuid().to_string()),
            network: None,
        }
    }

    fn keys(&self) -> impl Iterator<Item = (&ThrottleKey, ThrottleKind)> {
        let network = self.network.iter().map(|key| (key, ThrottleKind::Network));
        std::iter::once((&self.account, ThrottleKind::Account)).chain(network)
    }

    /// How many seconds this attempt has to wait, if it has to.
    pub(crate) async fn wait_seconds(&self, conn: &mut PgConnection, now: Instant) -> Result<Option<u32>> {
        let keys = [&self.account, self.network.as_ref().unwrap_or(&self.account)];
        let known = sign_in_throttle::find(conn, keys).await?;
        let waits = known.iter().flatten();
        Ok(waits.filter_map(|throttle| throttle.wait_seconds(now)).max())
    }

    /// Lets no other attempt on the same account go on before the transaction has ended.
    pub(crate) async fn lock(&self, conn: &mut PgConnection) -> Result<()> {
        sign_in_throttle::lock(conn, &self.account).await
    }

    /// Counts a failure.
    pub(crate) async fn failed(&self, conn: &mut PgConnection, now: Instant) -> Result<()> {
        for (key, kind) in self.keys() {
            sign_in_throttle::lock(&mut *conn, key).await?;
            let [known] = sign_in_throttle::find(&mut *conn, [key]).await?;
            let known = Throttle::after_failure(known, kind, now);
            sign_in_throttle::put(&mut *conn, key, &known).await?;
        }
        Ok(())
    }

    /// Forgets the account's failures. The network's stay: an account of one's own must not make guessing at others free.
    pub(crate) async fn succeeded(&self, conn: &mut PgConnection) -> Result<()> {
        sign_in_throttle::delete(conn, &self.account).await
    }
}

fn key(kind: &str, text: &str) -> ThrottleKey {
    secret::sha256(format!("{kind}\0{text}").as_bytes())
}

/// What an address of the internet has in common with its neighbours': IPv6 gives every customer 2^64 of them.
fn network_of(from: &str) -> String {
    match from
        .trim()
        .parse::<IpAddr>()
        .map(|address| address.to_canonical())
    {
        Ok(IpAddr::V6(address)) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            Ipv6Addr::from(network).to_string()
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => from.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_network() {
        assert_eq!(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2::9"));
        assert_ne!(network_of("2001:db8:1:2::9"), network_of("2001:db8:1:3::9"));
        assert_eq!(network_of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(network_of("192.0.2.7"), network_of("192.0.2.8"));
        assert_eq!(network_of(" unix "), "unix");
    }
}
