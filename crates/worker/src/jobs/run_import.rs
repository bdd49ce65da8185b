//! Reads a catalogue file into its shop, or goes on where a reading broke off.

use pasar_domain::id::{ImportId, ShopId};
use pasar_service::import::run::{RunImportError, run as run_import};

use super::JobError;
use crate::worker::Tools;

pub(super) async fn run(tools: &Tools, shop_id: ShopId, import_id: ImportId) -> Result<(), JobError> {
    match run_import(&tools.ctx, shop_id, import_id, |_| {}).await {
        Ok(_) => Ok(()),
        Err(error @ RunImportError::NotFound) => Err(JobError::Never(error.to_string())),
        Err(error) => Err(JobError::later(error)),
    }
}
