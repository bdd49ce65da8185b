//! Customer credit transfers, pain.001.001.09.

use std::io::{self, Write};

use chrono::SecondsFormat;
use pasar_domain::money::{Money, MoneyError};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::letters::{is_bic, is_iban, plain};
use super::table::decimal;
use super::{BankParty, CreditTransfer, CreditTransfers};

const SPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/// The most letters of a name.
const NAME_MAX: usize = 140;

/// Writes payments as a message that tells a bank to pay them. Names are written in the letters that every bank takes.
///
/// # Errors
/// When `out` fails, or the payments have several currencies or come to more than fits.
pub fn write_credit_transfers<W: Write>(mut out: W, file: &CreditTransfers) -> io::Result<W> {
    let sum = sum(&file.payments).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
    let mut xml = Writer::new_with_indent(&mut out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("Document")
        .with_attribute(("xmlns", SPACE))
        .write_inner_content(|xml| {
            xml.create_element("CstmrCdtTrfInitn")
                .write_inner_content(|xml| {
                    header(xml, file, sum)?;
                    payment_information(xml, file, sum)
                })?;
            Ok(())
        })?;
    out.write_all(b"\n")?;
    Ok(out)
}

/// What the payments come to.
fn sum(payments: &[CreditTransfer]) -> Result<Option<Money>, MoneyError> {
    let Some(first) = payments.first() else {
        return Ok(None);
    };
    let amounts = payments.iter().map(|payment| payment.amount);
    Money::sum(first.amount.currency, amounts).map(Some)
}

/// An element with a text; none is empty.
fn text<W: Write>(xml: &mut Writer<W>, name: &str, text: &str) -> io::Result<()> {
    let text = if text.is_empty() { "NOTPROVIDED" } else { text };
    xml.create_element(name)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn count_and_sum<W: Write>(
    xml: &mut Writer<W>,
    file: &CreditTransfers,
    sum: Option<Money>,
) -> io::Result<()> {
    text(xml, "NbOfTxs", &file.payments.len().to_string())?;
    text(xml, "CtrlSum", &sum.map_or_else(|| "0".to_owned(), decimal))
}

fn header<W: Write>(xml: &mut Writer<W>, file: &CreditTransfers, sum: Option<Money>) -> io::Result<()> {
    xml.create_element("GrpHdr").write_inner_content(|xml| {
        text(xml, "MsgId", &file.message_id)?;
        text(
            xml,
            "CreDtTm",
            &file.made_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        )?;
        count_and_sum(xml, file, sum)?;
        xml.create_element("InitgPty")
            .write_inner_content(|xml| text(xml, "Nm", &plain(&file.payer.holder, NAME_MAX)))?;
        Ok(())
    })?;
    Ok(())
}

fn payment_information<W: Write>(
    xml: &mut Writer<W>,
    file: &CreditTransfers,
    sum: Option<Money>,
) -> io::Result<()> {
    xml.create_element("PmtInf").write_inner_content(|xml| {
        text(xml, "PmtInfId", &file.message_id)?;
        text(xml, "PmtMtd", "TRF")?;
        // Each payment as an entry of its own in the statement, so that it can be told which was paid.
        text(xml, "BtchBookg", "false")?;
        count_and_sum(xml, file, sum)?;
        xml.create_element("ReqdExctnDt")
            .write_inner_content(|xml| text(xml, "Dt", &file.execute_on.to_string()))?;
        xml.create_element("Dbtr")
            .write_inner_content(|xml| text(xml, "Nm", &plain(&file.payer.holder, NAME_MAX)))?;
        account(xml, "DbtrAcct", &file.payer)?;
        agent(xml, "DbtrAgt", &file.payer, &file.country)?;
        for payment in &file.payments {
            transfer(xml, payment, &file.country)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn transfer<W: Write>(xml: &mut Writer<W>, payment: &CreditTransfer, country: &str) -> io::Result<()> {
    xml.create_element("CdtTrfTxInf").write_inner_content(|xml| {
        xml.create_element("PmtId")
            .write_inner_content(|xml| text(xml, "EndToEndId", &payment.end_to_end_id))?;
        xml.create_element("Amt").write_inner_content(|xml| {
            xml.create_element("InstdAmt")
                .with_attribute(("Ccy", payment.amount.currency.code()))
                .write_text_content(BytesText::new(&decimal(payment.amount)))?;
            Ok(())
        })?;
        agent(xml, "CdtrAgt", &payment.payee, country)?;
        xml.create_element("Cdtr")
            .write_inner_content(|xml| text(xml, "Nm", &plain(&payment.payee.holder, NAME_MAX)))?;
        account(xml, "CdtrAcct", &payment.payee)?;
        xml.create_element("RmtInf")
            .write_inner_content(|xml| text(xml, "Ustrd", &plain(&payment.about, NAME_MAX)))?;
        Ok(())
    })?;
    Ok(())
}

fn account<W: Write>(xml: &mut Writer<W>, name: &str, party: &BankParty) -> io::Result<()> {
    xml.create_element(name).write_inner_content(|xml| {
        xml.create_element("Id").write_inner_content(|xml| {
            if is_iban(&party.number) {
                return text(xml, "IBAN", &party.number);
            }
            xml.create_element("Othr")
                .write_inner_content(|xml| text(xml, "Id", &plain(&party.number, 34)))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn agent<W: Write>(xml: &mut Writer<W>, name: &str, party: &BankParty, country: &str) -> io::Result<()> {
    xml.create_element(name).write_inner_content(|xml| {
        xml.create_element("FinInstnId").write_inner_content(|xml| {
            if is_bic(&party.bank, country) {
                text(xml, "BICFI", &party.bank)
            } else {
                text(xml, "Nm", &plain(&party.bank, NAME_MAX))
            }
        })?;
        Ok(())
    })?;
    Ok(())
}
