//! The current list, ready to be compared with.

use std::sync::{Arc, Mutex, PoisonError};

use pasar_domain::screening::Screener;
use pasar_store::{Result, screening};

use crate::Context;

/// A list that is ready to be compared with.
#[derive(Debug, Clone)]
pub(super) struct CurrentList {
    pub(super) list_no: i64,
    pub(super) screener: Arc<Screener>,
}

/// The list that was made ready last. It is kept until there is a newer one, which is asked for every time.
#[derive(Debug, Default)]
pub(crate) struct Screeners {
    last: Mutex<Option<CurrentList>>,
}

/// The current list; nothing while none was loaded.
pub(super) async fn current(ctx: &Context) -> Result<Option<CurrentList>> {
    let mut conn = ctx.store().read().await?;
    let Some(list_no) = screening::list::current_no(&mut conn).await? else {
        return Ok(None);
    };
    let seat = ctx.screeners();
    let last = seat.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(last) = last.filter(|last| last.list_no == list_no) {
        return Ok(Some(last));
    }
    let entries = screening::list::entries(&mut conn, list_no).await?;
    drop(conn);
    let Ok(screener) = tokio::task::spawn_blocking(|| Screener::new(entries)).await else {
        // The program is stopping.
        return Ok(None);
    };
    let current = CurrentList {
        list_no,
        screener: Arc::new(screener),
    };
    *seat.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(current.clone());
    Ok(Some(current))
}
