//! What was found in a file, in the reader's language.

use std::collections::BTreeMap;

use pasar_domain::import::ImportFinding;

use crate::l10n::{Arg, Localizer};

/// A finding as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// The line of the file.
    pub line: u64,
    /// The column, or the field of the product; may be empty.
    pub column: String,
    /// What stands there; may be empty.
    pub value: String,
    /// The product's key; may be empty.
    pub product: String,
    /// What is wrong and what to do.
    pub sentence: String,
    /// What was done about it.
    pub effect: String,
    /// Was something left out?
    pub is_loss: bool,
}

/// A finding for the page.
pub(super) fn row(l: &Localizer, finding: &ImportFinding) -> FindingRow {
    let args: BTreeMap<&str, &str> = finding
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let arg = |name: &str| args.get(name).copied().unwrap_or_default();
    let effect = arg("effect");
    FindingRow {
        line: finding.line,
        column: finding.field.clone().unwrap_or_default(),
        value: finding.value.clone().unwrap_or_default(),
        product: arg("product").to_owned(),
        sentence: sentence(l, finding),
        effect: match effect {
            "cell-left-out" => l.t("import-effect-cell-left-out"),
            "row-left-out" => l.t("import-effect-row-left-out"),
            "product-left-out" => l.t("import-effect-product-left-out"),
            "reading-stopped" => l.t("import-effect-reading-stopped"),
            _ => l.t("import-effect-noted"),
        },
        is_loss: effect != "noted" && !effect.is_empty(),
    }
}

/// The sentence of a code: those of fields have its name, those of files are named after the import. Numbers were kept as texts.
fn sentence(l: &Localizer, finding: &ImportFinding) -> String {
    let name = if finding.code.starts_with("field-") {
        finding.code.clone()
    } else {
        format!("import-{}", finding.code)
    };
    let args: Vec<(&str, Arg)> = finding
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), Arg::Text(value.clone())))
        .collect();
    l.t_with(&name, &args)
}
