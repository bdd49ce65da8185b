//! Search indexes: whether they can be used, and building them anew.

use std::time::Duration;

use indicatif::ProgressBar;
use pasar_search::Status;
use pasar_service::Context;
use pasar_service::search::find::FindError;
use pasar_service::search::rebuild::Progress;

/// How often an index is tried that somebody else is writing, and the pause between: half a minute in all.
const TRIES: u32 = 150;
const PAUSE: Duration = Duration::from_millis(200);

/// Why the market's index cannot be used, if it cannot.
pub(crate) fn is_outdated(ctx: &Context) -> anyhow::Result<Option<String>> {
    Ok(match ctx.index().status()? {
        Status::Ready { .. } => None,
        Status::Outdated { why } => Some(why),
    })
}

/// Builds the market's index anew, telling the bar how far it is. Returns how many listings it has. Whoever writes the index at
/// this moment, such as the worker of a process beside this one, is waited for.
pub(crate) async fn rebuild(ctx: &Context, bar: &ProgressBar) -> anyhow::Result<u64> {
    let mut tries = 1;
    let done = loop {
        let told = bar.clone();
        let built = pasar_service::search::rebuild::rebuild(ctx, move |Progress { done, total }| {
            told.set_length(total.max(done));
            told.set_position(done);
        });
        match built.await {
            Err(FindError::Index(pasar_search::Error::Busy)) if tries < TRIES => tries += 1,
            done => break done?,
        }
        tokio::time::sleep(PAUSE).await;
    };
    bar.finish_and_clear();
    Ok(done)
}
