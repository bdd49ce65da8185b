//! The side navigation of the two offices: the seller centre and that of staff.

use crate::l10n::Localizer;
use crate::page::Shell;

/// An entry of an office's side navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeEntry {
    /// What a page's `nav` says when it is here.
    pub nav: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub name: String,
}

impl OfficeEntry {
    fn new(l: &Localizer, nav: &'static str, icon: &'static str, (path, name): (&str, String)) -> Self {
        let href = l.url(path);
        Self {
            nav,
            icon,
            href,
            name,
        }
    }
}

impl Shell {
    /// The side navigation of the seller centre.
    pub fn seller_entries(&self) -> Vec<OfficeEntry> {
        let l = &self.l;
        let entry = |nav, icon, path, name| OfficeEntry::new(l, nav, icon, (path, name));
        vec![
            entry("today", "home", "/seller", l.t("shell-seller-today")),
            entry("orders", "orders", "/seller/orders", l.t("shell-seller-orders")),
            entry(
                "products",
                "box",
                "/seller/products",
                l.t("shell-seller-products"),
            ),
            entry(
                "refusals",
                "ban",
                "/seller/refusals",
                l.t("shell-seller-refusals"),
            ),
            entry("files", "upload", "/seller/files", l.t("shell-seller-files")),
            entry("money", "money", "/seller/money", l.t("shell-seller-money")),
            entry("shop", "shop", "/seller/shop", l.t("shell-seller-shop")),
        ]
    }

    /// The side navigation of staff.
    pub fn staff_entries(&self) -> Vec<OfficeEntry> {
        let l = &self.l;
        let entry = |nav, icon, path, name| OfficeEntry::new(l, nav, icon, (path, name));
        vec![
            entry("today", "home", "/staff", l.t("shell-staff-today")),
            entry("shops", "shop", "/staff/shops", l.t("shell-staff-shops")),
            entry("products", "box", "/staff/products", l.t("shell-staff-products")),
            entry("appeals", "chat", "/staff/appeals", l.t("shell-staff-appeals")),
            entry("orders", "orders", "/staff/orders", l.t("shell-staff-orders")),
            entry("payouts", "money", "/staff/payouts", l.t("payouts-title")),
            entry(
                "provider-statements",
                "money",
                "/staff/provider-statements",
                l.t("provider-title"),
            ),
            entry("sellers", "user", "/staff/sellers", l.t("shell-staff-sellers")),
            entry(
                "screening",
                "search",
                "/staff/screening",
                l.t("shell-staff-screening"),
            ),
            entry(
                "verifications",
                "check",
                "/staff/verifications",
                l.t("staff-verifications-title"),
            ),
            entry(
                "campaigns",
                "shield-check",
                "/staff/campaigns",
                l.t("campaigns-title"),
            ),
            entry(
                "programme",
                "globe",
                "/staff/programme",
                l.t("shell-staff-programme"),
            ),
            entry(
                "charters",
                "receipt",
                "/staff/charters",
                l.t("shell-staff-charters"),
            ),
            entry(
                "ownership",
                "shield",
                "/staff/ownership",
                l.t("shell-staff-ownership"),
            ),
            entry(
                "second-factor",
                "key",
                "/staff/second-factor",
                l.t("factor-title"),
            ),
            entry("passkeys", "user", "/staff/passkeys", l.t("passkey-title")),
        ]
    }
}
