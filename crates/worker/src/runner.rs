//! Runs jobs: claims what is due, does several at a time, and puts off what fails.

use std::time::Duration;

use pasar_service::job::Job;
use pasar_service::job::run::{ClaimedJob, claim, finish, give_up, put_off};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::jobs::{self, JobError};
use crate::pace::Pace;
use crate::worker::Tools;

/// Jobs that run at the same time.
const AT_ONCE: u32 = 8;
/// Pause between two looks when nobody rings.
const PAUSE: Duration = Duration::from_millis(500);
/// How long jobs may go on when the worker stops. What is not done then is done by the next worker.
const GRACE: Duration = Duration::from_secs(10);
/// Tries of a letter. Jobs that move money are never given up.
const TRIES: u32 = 12;

/// Runs jobs until `stop` is cancelled.
pub(crate) async fn run(tools: &Tools, stop: &CancellationToken) {
    let mut pace = Pace::new(&tools.ctx, stop, PAUSE).woken_by_bell();
    let mut running = JoinSet::new();
    while !stop.is_cancelled() {
        let free = AT_ONCE.saturating_sub(u32::try_from(running.len()).unwrap_or(AT_ONCE));
        let claimed = match claim(&tools.ctx, free).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::warn!(%error, "jobs cannot be claimed");
                vec![]
            }
        };
        let more = !claimed.is_empty();
        for job in claimed {
            let tools = tools.clone();
            running.spawn(async move { run_one(&tools, &job).await });
        }
        while running.try_join_next().is_some() {}
        let full = running.len() >= usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        if full {
            tokio::select! {
                _ = running.join_next() => {}
                () = stop.cancelled() => {}
            }
        } else if !more && !pace.next(PAUSE).await {
            break;
        }
    }
    let _ = tokio::time::timeout(GRACE, async { while running.join_next().await.is_some() {} }).await;
}

/// Runs what is due, one after the other. Returns how many jobs there were.
pub(crate) async fn run_due(tools: &Tools) -> Result<usize, pasar_service::StoreError> {
    let mut done = 0;
    loop {
        let claimed = claim(&tools.ctx, AT_ONCE).await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        for job in &claimed {
            run_one(tools, job).await;
            done += 1;
        }
    }
}

async fn run_one(tools: &Tools, claimed: &ClaimedJob) {
    let ctx = &tools.ctx;
    let result = match Job::from_row(&claimed.kind, claimed.subject.clone()) {
        Ok(job) => jobs::run(tools, claimed.id, job).await,
        Err(unknown) => Err(JobError::Later(unknown.to_string())),
    };
    let written = match &result {
        Ok(()) => finish(ctx, claimed).await,
        Err(JobError::Never(reason)) => {
            tracing::error!(job.id = %claimed.id, job.kind = claimed.kind, reason, "a job was given up");
            give_up(ctx, claimed, reason).await
        }
        Err(JobError::Later(reason)) if claimed.kind == "send_letter" && claimed.attempts >= TRIES => {
            tracing::error!(job.id = %claimed.id, reason, "a letter was given up");
            give_up(ctx, claimed, reason).await
        }
        Err(JobError::Later(reason)) => {
            tracing::warn!(job.id = %claimed.id, job.kind = claimed.kind, attempts = claimed.attempts, reason, "a job is put off");
            put_off(ctx, claimed, reason).await.map(drop)
        }
    };
    if let Err(error) = written {
        tracing::error!(job.id = %claimed.id, %error, "a job's end was not written down; it will run again");
    }
}
