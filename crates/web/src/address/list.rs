//! `GET /{market}/account/addresses`

use pasar_service::address::{self, StoredAddress};

use crate::prelude::*;

/// The address book.
#[derive(Template)]
#[template(path = "address/list.html")]
pub struct ListAddressesPage {
    /// The frame.
    pub shell: Shell,
    /// The addresses, the default first.
    pub addresses: Vec<Entry>,
}

page!(ListAddressesPage);

/// An address of the book.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its own page.
    pub href: String,
    /// Who receives there.
    pub recipient: String,
    /// The lines on a parcel, without the recipient.
    pub lines: Vec<String>,
    /// Is it the one that checkout proposes?
    pub is_default: bool,
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn list(SignedIn { visit, buyer }: SignedIn) -> Result<ListAddressesPage, WebError> {
    let addresses = address::list(&visit.ctx, buyer).await?;
    Ok(ListAddressesPage::new(&visit.shell, &addresses))
}

impl ListAddressesPage {
    fn new(shell: &Shell, addresses: &[StoredAddress]) -> Self {
        let l = &shell.l;
        let entries = addresses.iter().map(|stored| {
            let mut lines = l.market().address_lines(&stored.address).into_iter();
            Entry {
                href: l.url(&format!("/account/addresses/{}", stored.address_id)),
                recipient: lines.next().unwrap_or_default(),
                lines: lines.collect(),
                is_default: stored.is_default,
            }
        });
        Self {
            addresses: entries.collect(),
            shell: shell.clone().titled(l.t("address-list-title")).at("me").private(),
        }
    }
}

impl Page for ListAddressesPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let entry = |place: u32, is_default| Entry {
            href: shell.l.url(&format!("/account/addresses/adr_{place}")),
            recipient: "Sari <Wulandari>".to_owned(),
            lines: [
                "+6281234567890",
                "Jl. Melati No. 12, RT 03/RW 05",
                "Coblong, Kota Bandung",
            ]
            .map(str::to_owned)
            .to_vec(),
            is_default,
        };
        let page = |addresses| Self {
            addresses,
            ..Self::new(&shell, &[])
        };
        vec![
            ("empty", page(Vec::new())),
            ("two", page(vec![entry(1, true), entry(2, false)])),
        ]
    }
}
