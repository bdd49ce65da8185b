//! Codes of countries and organisations in passports.
//!
//! ICAO Doc 9303-3 (eighth edition), section 5: the codes of ISO 3166-1 alpha-3, and those that stand for what is no country.

/// The codes of ISO 3166-1 alpha-3 as assigned in 2026, in their order.
#[rustfmt::skip]
const COUNTRIES: [&str; 249] = [
    "ABW", "AFG", "AGO", "AIA", "ALA", "ALB", "AND", "ARE", "ARG", "ARM", "ASM", "ATA", "ATF", "ATG", "AUS", "AUT",
    "AZE", "BDI", "BEL", "BEN", "BES", "BFA", "BGD", "BGR", "BHR", "BHS", "BIH", "BLM", "BLR", "BLZ", "BMU", "BOL",
    "BRA", "BRB", "BRN", "BTN", "BVT", "BWA", "CAF", "CAN", "CCK", "CHE", "CHL", "CHN", "CIV", "CMR", "COD", "COG",
    "COK", "COL", "COM", "CPV", "CRI", "CUB", "CUW", "CXR", "CYM", "CYP", "CZE", "DEU", "DJI", "DMA", "DNK", "DOM",
    "DZA", "ECU", "EGY", "ERI", "ESH", "ESP", "EST", "ETH", "FIN", "FJI", "FLK", "FRA", "FRO", "FSM", "GAB", "GBR",
    "GEO", "GGY", "GHA", "GIB", "GIN", "GLP", "GMB", "GNB", "GNQ", "GRC", "GRD", "GRL", "GTM", "GUF", "GUM", "GUY",
    "HKG", "HMD", "HND", "HRV", "HTI", "HUN", "IDN", "IMN", "IND", "IOT", "IRL", "IRN", "IRQ", "ISL", "ISR", "ITA",
    "JAM", "JEY", "JOR", "JPN", "KAZ", "KEN", "KGZ", "KHM", "KIR", "KNA", "KOR", "KWT", "LAO", "LBN", "LBR", "LBY",
    "LCA", "LIE", "LKA", "LSO", "LTU", "LUX", "LVA", "MAC", "MAF", "MAR", "MCO", "MDA", "MDG", "MDV", "MEX", "MHL",
    "MKD", "MLI", "MLT", "MMR", "MNE", "MNG", "MNP", "MOZ", "MRT", "MSR", "MTQ", "MUS", "MWI", "MYS", "MYT", "NAM",
    "NCL", "NER", "NFK", "NGA", "NIC", "NIU", "NLD", "NOR", "NPL", "NRU", "NZL", "OMN", "PAK", "PAN", "PCN", "PER",
    "PHL", "PLW", "PNG", "POL", "PRI", "PRK", "PRT", "PRY", "PSE", "PYF", "QAT", "REU", "ROU", "RUS", "RWA", "SAU",
    "SDN", "SEN", "SGP", "SGS", "SHN", "SJM", "SLB", "SLE", "SLV", "SMR", "SOM", "SPM", "SRB", "SSD", "STP", "SUR",
    "SVK", "SVN", "SWE", "SWZ", "SXM", "SYC", "SYR", "TCA", "TCD", "TGO", "THA", "TJK", "TKL", "TKM", "TLS", "TON",
    "TTO", "TUN", "TUR", "TUV", "TWN", "TZA", "UGA", "UKR", "UMI", "URY", "USA", "UZB", "VAT", "VCT", "VEN", "VGB",
    "VIR", "VNM", "VUT", "WLF", "WSM", "YEM", "ZAF", "ZMB", "ZWE",
];

/// Further codes of Doc 9303-3, in their order.
///
/// `D` is Germany's, in one letter. `GBD`, `GBN`, `GBO`, `GBP` and `GBS` are British nationals who are no citizens; `EUE` is the
/// European Union, `RKS` Kosovo, `UNO`, `UNA` and `UNK` the United Nations; those with `XX` are people without a nationality. The
/// others that begin with `X` are organisations. `ANT` and `NTZ` are gone from ISO 3166 and still stand in documents.
#[rustfmt::skip]
const OTHERS: [&str; 28] = [
    "ANT", "D", "EUE", "GBD", "GBN", "GBO", "GBP", "GBS", "NTZ", "RKS", "UNA", "UNK", "UNO", "XBA", "XCC", "XCE", "XCO", "XDC",
    "XEC", "XES", "XIM", "XMP", "XOM", "XPO", "XXA", "XXB", "XXC", "XXX",
];

/// Utopia, which issues the specimens of Doc 9303 and nothing else.
pub(super) const SPECIMEN: &str = "UTO";

/// Is it the code of a country, an organisation, or of people without a nationality?
pub(super) fn is_known(code: &str) -> bool {
    COUNTRIES.binary_search(&code).is_ok() || OTHERS.binary_search(&code).is_ok() || code == SPECIMEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_known() {
        assert!(COUNTRIES.is_sorted() && OTHERS.is_sorted());
        assert!(OTHERS.iter().all(|code| COUNTRIES.binary_search(code).is_err()));
        for known in [
            "IDN", "GBR", "USA", "CHN", "D", "DEU", "GBN", "XXB", "XOM", "RKS", "UTO",
        ] {
            assert!(is_known(known), "{known}");
        }
        for unknown in ["", "ID", "XXD", "UKR<", "ENG", "AAA", "XXZ"] {
            assert!(!is_known(unknown), "{unknown}");
        }
    }
}
