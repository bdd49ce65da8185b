//! Provinces of China as its numbers name them: GB/T 2260, first two digits.

use super::number::value;
use super::problem::IdentityProblem;

/// The province whose code the two digits from `from` on are.
///
/// # Errors
/// [`IdentityProblem::DivisionUnknown`]
pub(super) fn province(text: &str, from: usize) -> Result<&'static str, IdentityProblem> {
    Ok(match value(text, from..from + 2) {
        11 => "Beijing",
        12 => "Tianjin",
        13 => "Hebei",
        14 => "Shanxi",
        15 => "Inner Mongolia",
        21 => "Liaoning",
        22 => "Jilin",
        23 => "Heilongjiang",
        31 => "Shanghai",
        32 => "Jiangsu",
        33 => "Zhejiang",
        34 => "Anhui",
        35 => "Fujian",
        36 => "Jiangxi",
        37 => "Shandong",
        41 => "Henan",
        42 => "Hubei",
        43 => "Hunan",
        44 => "Guangdong",
        45 => "Guangxi",
        46 => "Hainan",
        50 => "Chongqing",
        51 => "Sichuan",
        52 => "Guizhou",
        53 => "Yunnan",
        54 => "Tibet",
        61 => "Shaanxi",
        62 => "Gansu",
        63 => "Qinghai",
        64 => "Ningxia",
        65 => "Xinjiang",
        71 | 83 => "Taiwan",
        81 => "Hong Kong",
        82 => "Macao",
        _ => return Err(IdentityProblem::DivisionUnknown { position: from + 1 }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_thirty_four_and_a_second_code_for_residents_from_taiwan() {
        let known = (0..100).filter(|code| province(&format!("{code:02}"), 0).is_ok());
        assert_eq!(known.count(), 35);
    }
}
