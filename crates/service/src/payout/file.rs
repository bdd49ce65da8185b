//! Sends due payouts to the bank: in a file that is written again whenever it is needed, so that no account number lies anywhere unsealed.

use std::collections::BTreeMap;

use chrono::Days;
use pasar_domain::application::{BankAccount, check_bank};
use pasar_domain::bank::{FILE_PAYOUTS_MAX, PayoutFile, message_id};
use pasar_domain::id::{ApplicationId, PayoutFileId};
use pasar_domain::money::Money;
use pasar_domain::payout::{Payout, end_to_end_id};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_interchange::bank::{
    BankParty, CreditTransfer, CreditTransfers, write_credit_transfers, write_payment_table,
};
use pasar_store::{Error, payout, payout_file};

use super::{PayoutError, administrators_only, today};
use crate::actor::StaffMember;
use crate::application::account::open_accounts;
use crate::context::Context;
use crate::identity::IdentityError;

/// The bank is told to pay so many days ahead at most.
const AHEAD_DAYS: u64 = 30;

/// What somebody types who makes a file.
#[derive(Debug, Clone, Default)]
pub struct MakeFile {
    /// The operator's account that pays.
    pub payer: BankAccount,
    /// The day on which the bank is to pay, as forms send it; today when it is empty.
    pub execute_on: String,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// ISO 20022, pain.001.001.09.
    Xml,
    /// A plain table.
    Csv,
}

/// Puts the payouts that wait into a new file, the oldest first. They are sent by it.
///
/// # Errors
/// See [`PayoutError`]; nothing is sent then.
pub async fn make_file(
    ctx: &Context,
    staff: StaffMember,
    input: &MakeFile,
) -> Result<PayoutFile, PayoutError> {
    administrators_only(staff)?;
    let (payer, execute_on) = check(ctx, input)?;
    let currency = ctx.market().currency;
    let now = ctx.now();
    let file_id = PayoutFileId::new(now, &ctx.entropy());
    let mut tx = ctx.home().begin().await?;
    let mut due = payout::lock_due(&mut tx, currency, FILE_PAYOUTS_MAX).await?;
    if due.is_empty() {
        return Err(PayoutError::NothingDue);
    }
    let file = PayoutFile {
        file_id,
        payer,
        execute_on,
        payouts: u32::try_from(due.len()).unwrap_or(FILE_PAYOUTS_MAX),
        sum: Money::sum(currency, due.iter().map(|payout| payout.amount))?,
        made_by: staff.staff_id(),
        made_at: now,
    };
    payout_file::insert(&mut tx, &file).await?;
    for payout in &mut due {
        if let Ok(sent) = payout.state.send(file_id, now) {
            payout.state = sent;
            payout::set_state(&mut tx, payout).await?;
        }
    }
    tx.commit().await.map_err(Error::from)?;
    Ok(file)
}

fn check(ctx: &Context, input: &MakeFile) -> Result<(BankAccount, chrono::NaiveDate), PayoutError> {
    let mut problems = Problems::default();
    let payer = check_bank(&input.payer).unwrap_or_else(|found| {
        problems.0.extend(found.0);
        BankAccount::default()
    });
    let today = today(ctx);
    let last = today.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(today);
    let typed = input.execute_on.trim();
    let day = if typed.is_empty() {
        Some(today)
    } else {
        typed.parse().ok()
    };
    let day = day.filter(|day| (today..=last).contains(day));
    if day.is_none() {
        let text = typed.to_owned();
        problems.push("execute_on", ProblemKind::NotADay { text });
    }
    let payer = problems.or(payer).map_err(PayoutError::Invalid)?;
    Ok((payer, day.unwrap_or(today)))
}

/// Writes a file. Each account is opened for it, and its seller reads that it was.
///
/// # Errors
/// See [`PayoutError`].
pub async fn write_file(
    ctx: &Context,
    staff: StaffMember,
    file_id: PayoutFileId,
    format: FileFormat,
) -> Result<Vec<u8>, PayoutError> {
    administrators_only(staff)?;
    let mut tx = ctx.home().begin().await?;
    let file = payout_file::get(&mut tx, file_id).await?;
    let file = file.ok_or(PayoutError::NotFound)?;
    let payouts = payout::of_file(&mut tx, file_id).await?;
    let mut keys: Vec<_> = payouts
        .iter()
        .map(|payout| (payout.seller_id, payout.application_id))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let accounts = open_accounts(ctx, &mut tx, staff, &keys).await?;
    tx.commit().await.map_err(Error::from)?;
    let payments = payouts.iter().map(|payout| payment(ctx, payout, &accounts));
    let transfers = CreditTransfers {
        message_id: message_id(file_id),
        made_at: file.made_at,
        execute_on: file.execute_on,
        payer: party(&file.payer),
        country: ctx.market().country.to_string(),
        payments: payments.collect::<Result<_, _>>()?,
    };
    Ok(match format {
        FileFormat::Xml => write_credit_transfers(Vec::new(), &transfers)?,
        FileFormat::Csv => write_payment_table(Vec::new(), &transfers)?,
    })
}

fn party(account: &BankAccount) -> BankParty {
    BankParty {
        holder: account.holder.clone(),
        bank: account.bank.clone(),
        number: account.number.clone(),
    }
}

fn payment(
    ctx: &Context,
    payout: &Payout,
    accounts: &BTreeMap<ApplicationId, BankAccount>,
) -> Result<CreditTransfer, PayoutError> {
    let account = accounts.get(&payout.application_id);
    let account = account.ok_or(IdentityError::Erased)?;
    let market = ctx.market();
    Ok(CreditTransfer {
        end_to_end_id: end_to_end_id(payout.payout_id),
        amount: payout.amount,
        payee: party(account),
        about: format!("Pasar {} {}", market.code, payout.due_on),
    })
}
