//! One file for each kind of job. A job may run twice: it reads the present state, and finds nothing to do the second time.

mod refund_order;
mod run_import;
pub(crate) mod send_letter;
mod void_payment;

use pasar_service::job::Job;

use crate::worker::Tools;

/// Why a job was not done.
#[derive(Debug)]
pub(crate) enum JobError {
    /// It may be done later.
    Later(String),
    /// It will never be done; a person must look at it.
    Never(String),
}

impl JobError {
    fn later(error: impl std::fmt::Display) -> Self {
        Self::Later(error.to_string())
    }
}

/// Does a job that is no letter.
pub(crate) async fn run(tools: &Tools, job: Job) -> Result<(), JobError> {
    match job {
        Job::SendLetter(_) => Err(JobError::Later("letters are sent together".to_owned())),
        Job::RefundOrder { shop_id, order_id } => refund_order::run(tools, shop_id, order_id).await,
        Job::VoidPayment { payment_id } => void_payment::run(tools, payment_id).await,
        Job::RunImport { shop_id, import_id } => run_import::run(tools, shop_id, import_id).await,
    }
}
