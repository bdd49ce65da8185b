//! Sends letters, many at a time: what they say is looked up together.

use futures::future::BoxFuture;
use futures::{FutureExt as _, StreamExt as _, stream};
use pasar_domain::id::JobId;
use pasar_service::job::Letter;
use pasar_service::order::{LetterFacts, letter_facts};

use super::JobError;
use crate::letter;
use crate::mail::MailError;
use crate::worker::Tools;

/// Letters that are on their way to the mail server at the same time.
const AT_ONCE: usize = 8;

/// Sends these letters. What became of each is in their order.
pub(crate) async fn run_all(tools: &Tools, letters: &[(JobId, Letter)]) -> Vec<Result<(), JobError>> {
    let wanted: Vec<Letter> = letters.iter().map(|(_, letter)| *letter).collect();
    match letter_facts(&tools.ctx, &wanted).await {
        Ok(facts) => {
            let mut sending: Vec<BoxFuture<'_, Result<(), JobError>>> = Vec::with_capacity(letters.len());
            for ((id, letter), facts) in letters.iter().zip(facts) {
                sending.push(send(tools, *id, *letter, facts).boxed());
            }
            stream::iter(sending).buffered(AT_ONCE).collect().await
        }
        // Whatever cannot be read of one letter stands in the way of no other.
        Err(_) if letters.len() > 1 => {
            let mut results = Vec::with_capacity(letters.len());
            for alone in letters {
                results.extend(Box::pin(run_all(tools, std::slice::from_ref(alone))).await);
            }
            results
        }
        Err(error) => vec![Err(JobError::later(error))],
    }
}

/// Sends one; nothing is to be sent when there are no facts.
async fn send(tools: &Tools, id: JobId, letter: Letter, facts: Option<LetterFacts>) -> Result<(), JobError> {
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
