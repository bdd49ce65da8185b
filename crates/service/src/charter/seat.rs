//! The solvers of a process that serves pages: they keep both of its cores busy for seconds, so one proof is made at a time.

use std::path::PathBuf;
use std::sync::Arc;

use pasar_domain::adoption::Adoption;
use pasar_prover::Solvers;
use tokio::sync::Semaphore;

use super::{CharterError, Propose, propose};
use crate::Context;
use crate::actor::{StaffMember, StaffRole};

/// Where this process finds its solvers, and the right to ask them.
#[derive(Debug)]
pub struct SolverSeat {
    cvc5: Option<PathBuf>,
    z3: Option<PathBuf>,
    seat: Arc<Semaphore>,
}

impl Default for SolverSeat {
    fn default() -> Self {
        Self::new(None, None)
    }
}

impl SolverSeat {
    /// The programs `cvc5` and `z3`, unless other ones are named.
    pub fn new(cvc5: Option<PathBuf>, z3: Option<PathBuf>) -> Self {
        Self {
            cvc5,
            z3,
            seat: Arc::new(Semaphore::new(1)),
        }
    }

    /// Proposes a version as [`propose()`] does, unless another proof is being made. It goes on even if nobody waits for it any more, and
    /// keeps the seat until it is done: solvers that were left alone would go on, too.
    ///
    /// # Errors
    /// See [`CharterError`]; nothing is written then.
    pub async fn propose(
        &self,
        ctx: &Context,
        staff: StaffMember,
        input: Propose,
    ) -> Result<Adoption, CharterError> {
        // Whoever may not propose need not know whether somebody else does, or what is installed.
        if staff.role() != StaffRole::Administrator {
            return Err(CharterError::NotAllowed);
        }
        let seat = Arc::clone(&self.seat).try_acquire_owned();
        let seat = seat.map_err(|_| CharterError::Busy)?;
        let solvers = Solvers::find(self.cvc5.clone(), self.z3.clone()).await?;
        let ctx = ctx.clone();
        let working = tokio::spawn(async move {
            let proposed = propose(&ctx, staff, input, &solvers).await;
            drop(seat);
            proposed
        });
        match working.await {
            Ok(proposed) => proposed,
            Err(broken) => std::panic::resume_unwind(broken.into_panic()),
        }
    }
}
