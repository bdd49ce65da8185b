//! Applications of sellers to be verified.

use pasar_domain::Instant;
use pasar_domain::application::{Application, ApplicationState, Decision};
use pasar_domain::id::{ApplicationId, DocumentId, SellerId, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

struct ApplicationRow {
    seller_id: Uuid,
    application_id: Uuid,
    state: String,
    needs_second: bool,
    document_id: Option<Uuid>,
    director_id: Option<Uuid>,
    has_bank: bool,
    consented_at: Option<Instant>,
    begun_at: Instant,
    submitted_at: Option<Instant>,
    first_by: Option<Uuid>,
    first_at: Option<Instant>,
    decided_by: Option<Uuid>,
    decided_at: Option<Instant>,
    reasons: Vec<String>,
    words: String,
}

impl TryFrom<ApplicationRow> for Application {
    type Error = Error;

    fn try_from(row: ApplicationRow) -> Result<Self> {
        let at = Row {
            table: "application",
            id: &row.application_id,
        };
        let first = row.first_by.map(StaffId::from_uuid);
        let decided = row.decided_by.map(StaffId::from_uuid).zip(row.decided_at);
        let reasons = row.reasons.iter().map(|reason| at.parse("reasons", reason));
        let reasons = reasons.collect::<Result<Vec<_>>>()?;
        let decision = |(staff_id, decided_at)| Decision {
            staff_id,
            at: decided_at,
            reasons: reasons.clone(),
            words: row.words.clone(),
        };
        let state = match (
            row.state.as_str(),
            row.submitted_at,
            first.zip(row.first_at),
            decided,
        ) {
            ("draft", _, _, None) => ApplicationState::Draft,
            ("submitted", Some(at), _, None) => ApplicationState::Submitted { at },
            ("in_second_review", Some(submitted_at), Some((first, at)), None) => {
                ApplicationState::InSecondReview {
                    submitted_at,
                    first,
                    at,
                }
            }
            ("returned", Some(_), _, Some(decided)) => ApplicationState::Returned(decision(decided)),
            ("approved", Some(_), _, Some((staff_id, at))) => {
                ApplicationState::Approved { first, staff_id, at }
            }
            ("rejected", Some(_), _, Some(decided)) => ApplicationState::Rejected(decision(decided)),
            _ => return Err(at.inconsistent("state")),
        };
        Ok(Self {
            application_id: ApplicationId::from_uuid(row.application_id),
            seller_id: SellerId::from_uuid(row.seller_id),
            needs_second: row.needs_second,
            document_id: row.document_id.map(DocumentId::from_uuid),
            director_id: row.director_id.map(DocumentId::from_uuid),
            has_bank: row.has_bank,
            consented_at: row.consented_at,
            begun_at: row.begun_at,
            state,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            ApplicationRow,
            "select seller_id, application_id, state, needs_second, document_id, director_id, bank_sealed is not null as \"has_bank!\",
                    consented_at, begun_at, submitted_at, first_by, first_at, decided_by, decided_at, reasons, words
             from application " + $tail
            $(, $argument)*
        )
    };
}

/// Writes a draft.
///
/// # Errors
/// `Conflict` on `application_one_open` when its seller has one that is not decided.
pub async fn insert(conn: &mut PgConnection, application: &Application) -> Result<()> {
    sqlx::query!(
        "insert into application (seller_id, application_id, state, needs_second, begun_at) values ($1, $2, 'draft', $3, $4)",
        application.seller_id.uuid(),
        application.application_id.uuid(),
        application.needs_second,
        application.begun_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last application of a seller.
pub async fn last_of_seller(conn: &mut PgConnection, seller_id: SellerId) -> Result<Option<Application>> {
    let row = select!(
        "where seller_id = $1 order by application_id desc limit 1",
        seller_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Application::try_from).transpose()
}

/// An application, locked: whoever else decides about it, or changes it, waits.
pub async fn lock(
    conn: &mut PgConnection,
    seller_id: SellerId,
    application_id: ApplicationId,
) -> Result<Option<Application>> {
    let row = select!(
        "where seller_id = $1 and application_id = $2 for update",
        seller_id.uuid(),
        application_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Application::try_from).transpose()
}

/// An application.
pub async fn get(
    conn: &mut PgConnection,
    seller_id: SellerId,
    application_id: ApplicationId,
) -> Result<Option<Application>> {
    let row = select!(
        "where seller_id = $1 and application_id = $2",
        seller_id.uuid(),
        application_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Application::try_from).transpose()
}

/// Applications that wait for staff, the longest waiting first.
pub async fn waiting(conn: &mut PgConnection, limit: i64) -> Result<Vec<Application>> {
    let rows = select!(
        "where state in ('submitted', 'in_second_review') order by submitted_at, application_id limit $1",
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Application::try_from).collect()
}

/// Writes which documents an application has.
pub async fn set_documents(conn: &mut PgConnection, application: &Application) -> Result<()> {
    sqlx::query!(
        "update application set document_id = $3, director_id = $4 where seller_id = $1 and application_id = $2",
        application.seller_id.uuid(),
        application.application_id.uuid(),
        application.document_id.map(DocumentId::uuid),
        application.director_id.map(DocumentId::uuid)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the bank account, sealed.
pub async fn set_bank(
    conn: &mut PgConnection,
    (seller_id, application_id): (SellerId, ApplicationId),
    sealed: &[u8],
) -> Result<()> {
    sqlx::query!(
        "update application set bank_sealed = $3 where seller_id = $1 and application_id = $2",
        seller_id.uuid(),
        application_id.uuid(),
        sealed
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The bank account, sealed.
pub async fn bank(
    conn: &mut PgConnection,
    (seller_id, application_id): (SellerId, ApplicationId),
) -> Result<Option<Vec<u8>>> {
    let sealed = sqlx::query_scalar!(
        "select bank_sealed from application where seller_id = $1 and application_id = $2",
        seller_id.uuid(),
        application_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(sealed.flatten())
}

/// A bank account that was given with an application, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBank {
    /// Whose.
    pub seller_id: SellerId,
    /// With which application.
    pub application_id: ApplicationId,
    /// The document that was shown with it.
    pub document_id: DocumentId,
    /// The account; none once it was erased.
    pub sealed: Option<Vec<u8>>,
}

/// The bank accounts that were given with these applications, which were sent in.
pub async fn banks(conn: &mut PgConnection, keys: &[(SellerId, ApplicationId)]) -> Result<Vec<SealedBank>> {
    let (sellers, applications): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(seller, application)| (seller.uuid(), application.uuid()))
        .unzip();
    let rows = sqlx::query!(
        "select seller_id, application_id, document_id, bank_sealed from application
         where (seller_id, application_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by seller_id, application_id",
        &sellers,
        &applications
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "application",
                id: &row.application_id,
            };
            Ok(SealedBank {
                seller_id: SellerId::from_uuid(row.seller_id),
                application_id: ApplicationId::from_uuid(row.application_id),
                document_id: DocumentId::from_uuid(at.present("document_id", row.document_id)?),
                sealed: row.bank_sealed,
            })
        })
        .collect()
}

/// Takes away the bank accounts of a seller, and closes nothing.
pub async fn erase_banks(conn: &mut PgConnection, seller_id: SellerId) -> Result<()> {
    sqlx::query!(
        "update application set bank_sealed = null where seller_id = $1 and bank_sealed is not null",
        seller_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes how far an application is. One that comes again forgets who approved it before.
pub async fn set_state(conn: &mut PgConnection, application: &Application) -> Result<()> {
    let (word, submitted_at, first, decided) = match &application.state {
        ApplicationState::Draft => ("draft", None, None, None),
        ApplicationState::Submitted { at } => ("submitted", Some(*at), None, None),
        ApplicationState::InSecondReview {
            submitted_at,
            first,
            at,
        } => ("in_second_review", Some(*submitted_at), Some((*first, *at)), None),
        ApplicationState::Approved { staff_id, at, .. } => ("approved", None, None, Some((*staff_id, *at))),
        ApplicationState::Returned(decision) => {
            ("returned", None, None, Some((decision.staff_id, decision.at)))
        }
        ApplicationState::Rejected(decision) => {
            ("rejected", None, None, Some((decision.staff_id, decision.at)))
        }
    };
    let (reasons, words): (Vec<String>, &str) = match &application.state {
        ApplicationState::Returned(decision) | ApplicationState::Rejected(decision) => (
            decision.reasons.iter().map(ToString::to_string).collect(),
            decision.words.as_str(),
        ),
        _ => (Vec::new(), ""),
    };
    sqlx::query!(
        "update application
         set state = $3, submitted_at = coalesce($4, submitted_at),
             first_by = case when $3 = 'approved' then first_by else $5 end,
             first_at = case when $3 = 'approved' then first_at else $6 end,
             decided_by = $7, decided_at = $8, reasons = $9, words = $10, consented_at = $11
         where seller_id = $1 and application_id = $2",
        application.seller_id.uuid(),
        application.application_id.uuid(),
        word,
        submitted_at,
        first.map(|(staff_id, _)| staff_id.uuid()),
        first.map(|(_, at)| at),
        decided.map(|(staff_id, _)| staff_id.uuid()),
        decided.map(|(_, at)| at),
        &reasons,
        words,
        application.consented_at
    )
    .execute(conn)
    .await?;
    Ok(())
}
