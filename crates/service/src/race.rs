//! Trying again what lost a race against another transaction.

use pasar_store::Error;

/// How often a transaction that loses races is tried in all.
const TRIES: u32 = 5;

/// Runs `attempt`, a whole transaction, again while it loses races; `is_race` knows further errors that mean the same.
pub(crate) async fn again<T, Attempt: Future<Output = Result<T, Error>>>(
    is_race: impl Fn(&Error) -> bool,
    attempt: impl Fn() -> Attempt,
) -> Result<T, Error> {
    let mut tries = 1;
    loop {
        match attempt().await {
            Err(error)
                if tries < TRIES && (matches!(error, Error::Race | Error::Stale) || is_race(&error)) =>
            {
                tries += 1;
            }
            result => return result,
        }
    }
}
