//! Letters that every bank takes, and numbers that say themselves whether they are right.

use deunicode::deunicode_with_tofu;

/// The text in the letters that banks agree on (those of SWIFT and SEPA), at most `max` of them. Others are written with these where there is a
/// way to, and left out where there is none.
pub(super) fn plain(text: &str, max: usize) -> String {
    let latin = deunicode_with_tofu(text, " ");
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(letter);
    let spaced: String = latin
        .chars()
        .map(|letter| if allowed(letter) { letter } else { ' ' })
        .collect();
    let words = spaced.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = words.chars().take(max).collect();
    // No field may begin or end with a slash, or have two of them.
    while short.contains("//") {
        short = short.replace("//", "/");
    }
    short.trim_matches(['/', ' ']).to_owned()
}

/// Is this an IBAN with the right check digits?
pub fn is_iban(number: &str) -> bool {
    let bytes = number.as_bytes();
    let form = (15..=34).contains(&bytes.len())
        && bytes.iter().take(2).all(u8::is_ascii_uppercase)
        && bytes.iter().skip(2).take(2).all(u8::is_ascii_digit)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let (front, rest) = bytes.split_at_checked(4).unwrap_or((bytes, &[]));
    let rest = rest.iter().chain(front);
    let remainder = rest.fold(0_u32, |so_far, byte| match byte {
        b'0'..=b'9' => (so_far * 10 + u32::from(byte - b'0')) % 97,
        _ => (so_far * 100 + u32::from(byte.wrapping_sub(b'A')) + 10) % 97,
    });
    form && remainder == 1
}

/// Is this the BIC of a bank in this country?
pub fn is_bic(text: &str, country: &str) -> bool {
    let bytes = text.as_bytes();
    let (bank, place) = bytes.split_at_checked(6).unwrap_or((bytes, &[]));
    matches!(bytes.len(), 8 | 11)
        && bank.iter().all(u8::is_ascii_uppercase)
        && place
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.get(4..6) == Some(country)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_written_in_the_letters_of_banks() {
        assert_eq!(plain("Müller & Söhne <GmbH>", 70), "Muller Sohne GmbH");
        assert_eq!(plain("//a//b/", 70), "a/b");
        assert_eq!(plain("上海服装店", 70), "Shang Hai Fu Zhuang Dian");
        assert_eq!(plain("abcdef", 3), "abc");
    }

    #[test]
    fn account_numbers_and_banks_are_told_apart() {
        assert!(is_iban("GB82WEST12345698765432") && is_iban("DE89370400440532013000"));
        assert!(!is_iban("GB82WEST12345698765433") && !is_iban("1234567890") && !is_iban(""));
        assert!(is_bic("CENAIDJA", "ID") && is_bic("DEUTDEFF500", "DE"));
        // A bank's name that has the form of a BIC is no BIC of this country.
        assert!(!is_bic("CITIBANK", "ID") && !is_bic("BCA", "ID") && !is_bic("CENAIDJ", "ID"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_comes_out_plain(text in "\\PC{0,200}", max in 1_usize..150) {
            let plain = plain(&text, max);
            prop_assert!(plain.chars().count() <= max);
            prop_assert!(plain.chars().all(|letter| letter.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(letter)));
            prop_assert!(!plain.starts_with(['/', ' ']) && !plain.ends_with(['/', ' ']));
        }

        #[test]
        fn any_text_is_an_account_number_or_not(text in "\\PC{0,40}") {
            let _ = (is_iban(&text), is_bic(&text, "ID"));
        }
    }
}
