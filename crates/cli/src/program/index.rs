//! Search indexes: whether they can be used, and building them anew.

use indicatif::ProgressBar;
use pasar_search::Status;
use pasar_service::Context;
use pasar_service::search::rebuild::Progress;

/// Why the market's index cannot be used, if it cannot.
pub(crate) fn is_outdated(ctx: &Context) -> anyhow::Result<Option<String>> {
    Ok(match ctx.index().status()? {
        Status::Ready { .. } => None,
        Status::Outdated { why } => Some(why),
    })
}

/// Builds the market's index anew, telling the bar how far it is. Returns how many listings it has.
pub(crate) async fn rebuild(ctx: &Context, bar: &ProgressBar) -> anyhow::Result<u64> {
    let told = bar.clone();
    let built = pasar_service::search::rebuild::rebuild(ctx, move |Progress { done, total }| {
        told.set_length(total.max(done));
        told.set_position(done);
    });
    let done = built.await?;
    bar.finish_and_clear();
    Ok(done)
}
