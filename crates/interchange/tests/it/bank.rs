//! Files for and from banks.

use pasar_domain::Instant;
use pasar_domain::money::Money;
use pasar_interchange::bank::{
    BankParty, BookedEntry, CreditTransfer, CreditTransfers, Direction, StatementError, read_statement,
    write_credit_transfers, write_payment_table,
};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn party(holder: &str, bank: &str, number: &str) -> BankParty {
    BankParty {
        holder: holder.to_owned(),
        bank: bank.to_owned(),
        number: number.to_owned(),
    }
}

fn payments(code: &str, minors: &[i64]) -> CreditTransfers {
    let payment = |(place, minor): (usize, &i64)| CreditTransfer {
        end_to_end_id: format!("PYO{place:026}"),
        amount: Money::new(*minor, code.parse().unwrap()),
        payee: party("Sari & Söhne <=1+1>", "Bank Contoh", "1234567890"),
        about: "Pasar 2026-11-30".to_owned(),
    };
    CreditTransfers {
        message_id: "PYF00000000000000000000000001".to_owned(),
        made_at: Instant::UNIX_EPOCH,
        execute_on: "2026-12-01".parse().unwrap(),
        payer: party("Pasar Ltd", "NWBKGB2L", "GB82WEST12345698765432"),
        country: "GB".to_owned(),
        payments: minors.iter().enumerate().map(payment).collect(),
    }
}

fn xml(file: &CreditTransfers) -> String {
    String::from_utf8(write_credit_transfers(Vec::new(), file).unwrap()).unwrap()
}

/// Every text with the path of names to it.
fn texts(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut path, mut found) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => path.push(tag.local_name().as_ref().to_owned()),
            Event::Text(text) if !text.xml10_content().trim().is_empty() => {
                found.push((path.join("/"), text.xml10_content().into_owned()));
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn all<'t>(texts: &'t [(String, String)], end: &str) -> Vec<&'t str> {
    let of_it = texts.iter().filter(|(path, _)| path.ends_with(end));
    of_it.map(|(_, text)| text.as_str()).collect()
}

#[test]
fn a_file_counts_and_sums_itself() {
    let texts = texts(&xml(&payments("IDR", &[5_350_000, 1])));
    assert_eq!(all(&texts, "/NbOfTxs"), ["2", "2"]);
    assert_eq!(all(&texts, "/CtrlSum"), ["53500.01", "53500.01"]);
    assert_eq!(all(&texts, "/InstdAmt"), ["53500.00", "0.01"]);
    assert_eq!(all(&texts, "GrpHdr/CreDtTm"), ["1970-01-01T00:00:00Z"]);
    assert_eq!(all(&texts, "ReqdExctnDt/Dt"), ["2026-12-01"]);
    assert_eq!(all(&texts, "DbtrAcct/Id/IBAN"), ["GB82WEST12345698765432"]);
    assert_eq!(all(&texts, "DbtrAgt/FinInstnId/BICFI"), ["NWBKGB2L"]);
    assert_eq!(all(&texts, "CdtrAcct/Id/Othr/Id"), ["1234567890", "1234567890"]);
    assert_eq!(
        all(&texts, "CdtrAgt/FinInstnId/Nm"),
        ["Bank Contoh", "Bank Contoh"]
    );
    assert_eq!(all(&texts, "Cdtr/Nm")[0], "Sari Sohne 1+1");
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let xml = xml(&payments("GBP", &[100]));
    assert!(xml.contains("Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\""));
    assert!(xml.contains("<InstdAmt Ccy=\"GBP\">1.00</InstdAmt>"));
    let order = [
        "<GrpHdr>",
        "<MsgId>",
        "<CreDtTm>",
        "<NbOfTxs>",
        "<CtrlSum>",
        "<InitgPty>",
        "<PmtInf>",
        "<PmtInfId>",
        "<PmtMtd>",
        "<BtchBookg>",
        "<ReqdExctnDt>",
        "<Dbtr>",
        "<DbtrAcct>",
        "<DbtrAgt>",
        "<CdtTrfTxInf>",
        "<PmtId>",
        "<Amt>",
        "<CdtrAgt>",
        "<Cdtr>",
        "<CdtrAcct>",
        "<RmtInf>",
    ];
    let places: Vec<usize> = order.iter().map(|name| xml.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_table_has_the_same_payments_and_runs_as_nothing() {
    let mut file = payments("IDR", &[5_350_000]);
    file.payments[0].payee.holder = "=HYPERLINK(1)".to_owned();
    let table = String::from_utf8(write_payment_table(Vec::new(), &file).unwrap()).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(
        rows[1].contains(",'=HYPERLINK(1),") && rows[1].ends_with(",53500.00,IDR"),
        "{table}"
    );
}

#[test]
fn payments_of_two_currencies_are_no_file() {
    let mut file = payments("IDR", &[1, 2]);
    file.payments[1].amount = Money::new(2, "GBP".parse().unwrap());
    assert!(write_credit_transfers(Vec::new(), &file).is_err());
}

proptest! {
    #[test]
    fn whatever_the_amounts_the_sum_is_theirs_and_names_fit(
        minors in prop::collection::vec(1_i64..1_000_000_000_000, 1..40),
        holder in "\\PC{0,200}", bank in "\\PC{0,200}", code in prop::sample::select(vec!["IDR", "GBP", "JPY", "KWD"]),
    ) {
        let mut file = payments(code, &minors);
        for payment in &mut file.payments {
            payment.payee = party(&holder, &bank, "12345");
        }
        let texts = texts(&xml(&file));
        let digits = |text: &str| -> i64 { text.replace('.', "").parse().unwrap() };
        let sum: i64 = minors.iter().sum();
        let told: i64 = all(&texts, "/InstdAmt").into_iter().map(digits).sum();
        prop_assert_eq!((digits(all(&texts, "/CtrlSum")[0]), told), (sum, sum));
        for (path, text) in &texts {
            prop_assert!(!text.is_empty() && text.chars().count() <= 140, "{} {}", path, text);
            prop_assert!(text.chars().all(|letter| letter.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(letter)), "{path} {text}");
        }
        prop_assert!(all(&texts, "/EndToEndId").iter().all(|id| id.len() <= 35));
    }
}

const STATEMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<n:Document xmlns:n="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><n:BkToCstmrStmt><n:Stmt>
<n:Ntry><n:Amt Ccy="IDR">53500.00</n:Amt><n:CdtDbtInd>DBIT</n:CdtDbtInd><n:Sts><n:Cd>BOOK</n:Cd></n:Sts>
 <n:BookgDt><n:Dt>2026-12-01</n:Dt></n:BookgDt><n:AcctSvcrRef>B1</n:AcctSvcrRef>
 <n:NtryDtls><n:TxDtls><n:Refs><n:EndToEndId>PYOA</n:EndToEndId></n:Refs></n:TxDtls></n:NtryDtls></n:Ntry>
<n:Ntry><n:Amt Ccy="IDR">3</n:Amt><n:CdtDbtInd>DBIT</n:CdtDbtInd><n:Sts>BOOK</n:Sts><n:AcctSvcrRef>B2</n:AcctSvcrRef><n:NtryDtls>
 <n:TxDtls><n:Refs><n:AcctSvcrRef>B2a</n:AcctSvcrRef><n:EndToEndId>PYOB</n:EndToEndId></n:Refs><n:Amt Ccy="IDR">1</n:Amt></n:TxDtls>
 <n:TxDtls><n:Refs><n:EndToEndId>PYOC</n:EndToEndId></n:Refs><n:AmtDtls><n:TxAmt><n:Amt Ccy="IDR">2.0</n:Amt></n:TxAmt></n:AmtDtls>
  <n:CdtDbtInd>CRDT</n:CdtDbtInd><n:RtrInf><n:Rsn><n:Cd>AC04</n:Cd></n:Rsn></n:RtrInf></n:TxDtls></n:NtryDtls></n:Ntry>
<n:Ntry><n:Amt Ccy="IDR">9</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:Sts><n:Cd>PDNG</n:Cd></n:Sts></n:Ntry>
<n:Ntry><n:Amt Ccy="IDR">7.00</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:NtryDtls><n:TxDtls/><n:TxDtls/></n:NtryDtls></n:Ntry>
</n:Stmt></n:BkToCstmrStmt></n:Document>"#;

fn told(entries: &[BookedEntry]) -> Vec<(Direction, i64, &str, &str, &str)> {
    let told = |entry: &'_ BookedEntry| (entry.direction, entry.amount.minor);
    entries
        .iter()
        .map(|entry| {
            let (direction, minor) = told(entry);
            (
                direction,
                minor,
                entry.end_to_end_id.as_str(),
                entry.reference.as_str(),
                entry.reason.as_str(),
            )
        })
        .collect()
}

#[test]
fn a_statement_says_what_was_booked() {
    use Direction::{Credit, Debit};
    let entries = read_statement(STATEMENT.as_bytes()).unwrap();
    assert_eq!(
        told(&entries),
        [
            (Debit, 5_350_000, "PYOA", "B1", ""),
            (Debit, 100, "PYOB", "B2a", ""),
            (Credit, 200, "PYOC", "B2", "AC04"),
            // Two payments of which only the sum is told.
            (Credit, 700, "", "", ""),
        ]
    );
    assert_eq!(entries[0].booked_on, "2026-12-01".parse().ok());
}

#[test]
fn what_is_no_statement_says_why() {
    let read = |text: &str| read_statement(text.as_bytes()).unwrap_err();
    assert_eq!(read("<Document/>"), StatementError::NoStatement);
    assert_eq!(read_statement(b"\xff").unwrap_err(), StatementError::NotText);
    assert!(matches!(
        read("<Document><BkToCstmrStmt>"),
        StatementError::Broken(_)
    ));
    let own = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document>&x;</Document>";
    assert_eq!(read(own), StatementError::DocumentType);
    assert!(matches!(
        read("<Document><BkToCstmrStmt>&x;</BkToCstmrStmt></Document>"),
        StatementError::Broken(_)
    ));
    assert_eq!(read(&"<a>".repeat(100)), StatementError::TooDeep);
    for wrong in ["-1", "1.001", "", "1e3", "0", "99999999999999999999"] {
        let changed = STATEMENT.replace(">53500.00<", &format!(">{wrong}<"));
        assert_eq!(read(&changed), StatementError::Entry(1), "{wrong}");
    }
    assert_eq!(
        read(&STATEMENT.replace(">DBIT<", ">LEFT<")),
        StatementError::Entry(1)
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_statement(&bytes);
    }

    #[test]
    fn damage_is_read_or_refused(at in any::<prop::sample::Index>(), piece in "[<>/&;A-Za-z0-9. \"=]{0,20}") {
        let mut text = STATEMENT.to_owned();
        text.insert_str(at.index(text.len()), &piece);
        for entry in read_statement(text.as_bytes()).unwrap_or_default() {
            prop_assert!(entry.amount.is_positive());
        }
    }
}
