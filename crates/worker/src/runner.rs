//! Runs jobs: claims what is due, and puts off what fails. Letters, of which there are many, are sent in batches; everything else runs a few at a
//! time, each on its own, and waits for no letter.

use std::time::Duration;

use pasar_domain::id::JobId;
use pasar_service::StoreError;
use pasar_service::checkout::buyers_wait;
use pasar_service::job::run::{ClaimedJob, claim, claim_letters, finish, give_up, put_off};
use pasar_service::job::{Job, Letter};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::jobs::send_letter;
use crate::jobs::{self, JobError};
use crate::pace::Pace;
use crate::worker::Tools;

/// Jobs that run at the same time.
const AT_ONCE: u32 = 8;
/// Letters in a batch. After a crash so many may be sent twice, under the same names.
const LETTERS: u32 = 128;
/// Letters wait while buyers do, but no longer than this.
const PATIENCE: Duration = Duration::from_secs(30);
/// Pause between two looks when nobody rings.
const PAUSE: Duration = Duration::from_millis(500);
/// How long jobs may go on when the worker stops. What is not done then is done by the next worker.
const GRACE: Duration = Duration::from_secs(10);
/// Tries of a letter. Jobs that move money are never given up.
const TRIES: u32 = 12;

/// Runs jobs until `stop` is cancelled.
pub(crate) async fn run(tools: &Tools, stop: &CancellationToken) {
    tokio::join!(run_letters(tools, stop), run_others(tools, stop));
}

async fn run_letters(tools: &Tools, stop: &CancellationToken) {
    let mut pace = Pace::new(&tools.ctx, stop, PAUSE).woken_by_bell();
    let mut patience = PATIENCE;
    while !stop.is_cancelled() {
        if buyers_wait(&tools.ctx) && !patience.is_zero() {
            patience = patience.saturating_sub(PAUSE);
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                () = stop.cancelled() => {}
            }
            continue;
        }
        let claimed = claimed(claim_letters(&tools.ctx, LETTERS).await);
        if claimed.is_empty() {
            patience = PATIENCE;
            if !pace.next(PAUSE).await {
                break;
            }
            continue;
        }
        let sending = send_all(tools, claimed);
        tokio::pin!(sending);
        tokio::select! {
            () = &mut sending => {}
            () = stop.cancelled() => {
                let _ = tokio::time::timeout(GRACE, sending).await;
            }
        }
    }
}

async fn run_others(tools: &Tools, stop: &CancellationToken) {
    let mut pace = Pace::new(&tools.ctx, stop, PAUSE).woken_by_bell();
    let mut running = JoinSet::new();
    while !stop.is_cancelled() {
        let free = AT_ONCE.saturating_sub(u32::try_from(running.len()).unwrap_or(AT_ONCE));
        let claimed = claimed(claim(&tools.ctx, free).await);
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

fn claimed(result: Result<Vec<ClaimedJob>, StoreError>) -> Vec<ClaimedJob> {
    result.unwrap_or_else(|error| {
        tracing::warn!(%error, "jobs cannot be claimed");
        vec![]
    })
}

/// Runs what is due, one after the other. Returns how many jobs there were.
pub(crate) async fn run_due(tools: &Tools) -> Result<usize, StoreError> {
    let mut done = 0;
    loop {
        let letters = claim_letters(&tools.ctx, LETTERS).await?;
        let others = claim(&tools.ctx, AT_ONCE).await?;
        if letters.is_empty() && others.is_empty() {
            return Ok(done);
        }
        done += letters.len() + others.len();
        send_all(tools, letters).await;
        for job in &others {
            run_one(tools, job).await;
        }
    }
}

/// Sends letters, and writes down at once which of them were sent.
async fn send_all(tools: &Tools, claimed: Vec<ClaimedJob>) {
    let mut letters: Vec<(JobId, Letter)> = Vec::with_capacity(claimed.len());
    let mut jobs = Vec::with_capacity(claimed.len());
    for job in claimed {
        match Job::from_row(&job.kind, job.subject.clone()) {
            Ok(Job::SendLetter(letter)) => {
                letters.push((job.id, letter));
                jobs.push(job);
            }
            Ok(_) => end(tools, &job, Err(JobError::Never("it is not a letter".to_owned()))).await,
            Err(unknown) => end(tools, &job, Err(JobError::Later(unknown.to_string()))).await,
        }
    }
    let mut sent = Vec::with_capacity(jobs.len());
    for (job, result) in jobs.iter().zip(send_letter::run_all(tools, &letters).await) {
        match result {
            Ok(()) => sent.push(job.id),
            failed @ Err(_) => end(tools, job, failed).await,
        }
    }
    if sent.is_empty() {
        return;
    }
    if let Err(error) = finish(&tools.ctx, &sent).await {
        tracing::error!(letters = sent.len(), %error, "that letters were sent was not written down; they will be sent again");
    }
}

async fn run_one(tools: &Tools, claimed: &ClaimedJob) {
    let result = match Job::from_row(&claimed.kind, claimed.subject.clone()) {
        Ok(job) => jobs::run(tools, job).await,
        Err(unknown) => Err(JobError::Later(unknown.to_string())),
    };
    end(tools, claimed, result).await;
}

/// Writes down what became of a job.
async fn end(tools: &Tools, claimed: &ClaimedJob, result: Result<(), JobError>) {
    let ctx = &tools.ctx;
    let written = match &result {
        Ok(()) => finish(ctx, &[claimed.id]).await,
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
