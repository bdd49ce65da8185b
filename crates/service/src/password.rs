//! Hashing and checking passwords with Argon2id.
//!
//! One hash takes 19 MiB and some 30 milliseconds of a core, on purpose. So a process does only as many at once as it has cores, on
//! threads of their own; who comes later waits for a [`Seat`].

use std::sync::{Arc, LazyLock};

use argon2::{Argon2, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use pasar_domain::password::Password;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::Context;

static SEATS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    Semaphore::new(cores)
});

/// The right to keep one core busy with passwords. Whoever counts failed attempts looks at the count while holding one: then no
/// crowd of attempts passes before the first of them has failed.
pub(crate) struct Seat {
    // Shared with the thread that works: who goes away while waiting for the answer does not make room for another.
    permit: Arc<SemaphorePermit<'static>>,
}

/// Waits for a seat.
pub(crate) async fn seat() -> Seat {
    let permit = SEATS.acquire().await;
    let permit = permit.expect("the seats are never closed");
    Seat {
        permit: Arc::new(permit),
    }
}

impl Seat {
    /// The hash of a password, in PHC form, with a salt of its own.
    pub(crate) async fn hash(&self, ctx: &Context, password: &Password) -> String {
        let (salt, password) = (ctx.secret(), password.clone());
        self.work(move || hash_with(&password, &salt)).await
    }

    /// Is this the password of a hash? Without one (there is no such account, or nobody can sign in to it) the answer is no, and
    /// takes as long.
    pub(crate) async fn verify(&self, password: &Password, hash: Option<String>) -> bool {
        let password = password.clone();
        self.work(move || {
            let parsed = hash.as_deref().map(PasswordHash::new);
            if let Some(Ok(hash)) = parsed {
                let answer = Argon2::default().verify_password(password.expose().as_bytes(), &hash);
                answer.is_ok()
            } else {
                hash_with(&password, &[0; 32]);
                false
            }
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let permit = Arc::clone(&self.permit);
        let working = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        match working.await {
            Ok(done) => done,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}

fn hash_with(password: &Password, salt: &[u8; 32]) -> String {
    let (salt, _) = salt.split_at(16); // as long as RFC 9106 recommends
    let hash = Argon2::default().hash_password_with_salt(password.expose().as_bytes(), salt);
    hash.expect("passwords and salts of these lengths can be hashed")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_knows_its_password_only() {
        let password = Password::from("perahu layar biru");
        let hash = hash_with(&password, &[7; 32]);
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let seat = seat().await;
        assert!(seat.verify(&password, Some(hash.clone())).await);
        assert!(!seat.verify(&"perahu layar hijau".into(), Some(hash)).await);
        assert!(!seat.verify(&password, Some("!".to_owned())).await);
        assert!(!seat.verify(&password, None).await);
    }
}
