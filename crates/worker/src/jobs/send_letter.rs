//! Sends a letter.

use pasar_domain::id::JobId;
use pasar_service::job::Letter;
use pasar_service::order::letter_facts;

use super::JobError;
use crate::letter;
use crate::mail::MailError;
use crate::worker::Tools;

pub(super) async fn run(tools: &Tools, id: JobId, letter: Letter) -> Result<(), JobError> {
    let facts = letter_facts(&tools.ctx, letter).await.map_err(JobError::later)?;
    let Some(facts) = facts else { return Ok(()) };
    for (place, addressee) in facts.to.iter().enumerate() {
        let written = letter::write(
            tools.ctx.market(),
            tools.mailer.site_url(),
            letter,
            &facts.subject,
            addressee,
        );
        let written = written.map_err(JobError::Never)?;
        // The same letter keeps its name when it is sent again, so that mail programs show it once.
        let name = format!("{id}.{place}");
        match tools
            .mailer
            .send(&name, addressee, &written, tools.ctx.now())
            .await
        {
            Ok(()) => {}
            Err(MailError::Address(address)) => {
                tracing::warn!(job.id = %id, letters = place, "an address cannot receive letters: {}", address.len());
            }
            Err(error) => return Err(JobError::later(error)),
        }
    }
    Ok(())
}
