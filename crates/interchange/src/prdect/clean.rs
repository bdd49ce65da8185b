//! Mends what earlier conversions of the file did to its texts: characters lost to U+FFFD, emoji lost to question marks.

use crate::text::cell;

/// Words of questions, so that a question keeps its marks.
const QUESTION_WORDS: [&str; 24] = [
    "apa",
    "apaan",
    "apakah",
    "kah",
    "kenapa",
    "knp",
    "knapa",
    "mengapa",
    "kok",
    "ko",
    "gimana",
    "gmn",
    "gmna",
    "bagaimana",
    "kapan",
    "mana",
    "kemana",
    "dimana",
    "siapa",
    "sapa",
    "berapa",
    "brp",
    "masa",
    "maksudnya",
];

/// The name of a product: one line, HTML entities resolved, no question marks where an emoji stood.
pub(crate) fn name(raw: &str) -> String {
    let text = entities(raw).replace("Nestl\u{fffd}", "Nestlé"); // the one name whose lost letter is known
    let words: Vec<String> = without_losses(&cell::one_line(&text))
        .split(' ')
        .map(|word| word.trim_matches('?').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// A place: `Kab. Bekasi`, `Kota Depok`, `Jakarta Barat`.
pub(crate) fn place(raw: &str) -> String {
    let text = cell::one_line(&raw.replace('\u{fffd}', " "));
    match text.split_once(' ') {
        Some(("Kab" | "Kab." | "Kabupaten" | "kab." | "KAB.", rest)) => format!("Kab. {rest}"),
        _ => text,
    }
}

/// A review. Its words stay as they are; question marks in which emoji were lost go at its end and before full stops, unless
/// the sentence is a question. A review of nothing else stays.
pub(crate) fn review(raw: &str) -> String {
    let text = without_losses(&cell::one_line(&entities(raw)));
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('?') {
        let (before, from) = rest.split_at(at);
        let after = from.trim_start_matches('?');
        let marks = from.len() - after.len();
        out.push_str(before);
        out.push_str(&kept_marks(&out, marks, after));
        if out.ends_with(' ') && after.trim_start().starts_with(['.', ','])
            || after.trim_matches(['?', ' ']).is_empty()
        {
            out.truncate(out.trim_end().len());
        }
        rest = after;
    }
    out.push_str(rest);
    let out = out.trim();
    if out.is_empty() { text } else { out.to_owned() }
}

/// How much of a run of question marks stays.
fn kept_marks(before: &str, marks: usize, after: &str) -> String {
    let ends_text = after.trim_matches(['?', ' ', '.', '!']).is_empty();
    let ends_sentence = after.starts_with('.') && !after.starts_with("..");
    if !ends_text && !ends_sentence {
        return "?".repeat(marks);
    }
    let is_question = is_question(before);
    match marks {
        1 if ends_text && !ends_sentence => "?".to_owned(), // one mark at the end is a question, however it is worded
        _ if is_question && marks <= 3 => "?".repeat(marks),
        _ if is_question => "?".to_owned(),
        _ => String::new(),
    }
}

/// Has the last sentence a question word?
fn is_question(before: &str) -> bool {
    let sentence = before
        .trim_end_matches(['?', ' '])
        .rsplit(['.', '!', '?', ','])
        .next()
        .unwrap_or("");
    sentence
        .split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .any(|word| QUESTION_WORDS.contains(&word.as_str()) || (word.len() > 5 && word.ends_with("kah")))
}

/// A lost character between letters was most often an ellipsis; elsewhere nothing is missed.
fn without_losses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\u{fffd}' {
            out.push(character);
            continue;
        }
        let joins = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        if joins(out.chars().next_back()) && joins(characters.peek().copied()) {
            out.push('…');
        }
    }
    cell::one_line(&out)
}

/// Resolves the entities that web pages leave in texts.
fn entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 8] = [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, plain)| {
        text.replace(entity, plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_emoji_go_and_questions_stay() {
        for (raw, clean) in [
            (
                "Mantab.. fast response, terima kasih ????",
                "Mantab.. fast response, terima kasih",
            ),
            ("mantap??", "mantap"),
            (
                "salut sama kurirnya?????????????? ????????",
                "salut sama kurirnya",
            ),
            (
                "Produk original ??. Nyaman dipakai ?. Bahan adem ??.",
                "Produk original. Nyaman dipakai. Bahan adem.",
            ),
            ("Bam pengerasnya gak dikirim?", "Bam pengerasnya gak dikirim?"),
            ("harus nunggu kapan?? buang??..", "harus nunggu kapan?? buang.."),
            ("Gepuknya kok pahit ??", "Gepuknya kok pahit ??"),
            (
                "pesen 2 kok yg dateng cuma 1?tolong di cek",
                "pesen 2 kok yg dateng cuma 1?tolong di cek",
            ),
            ("aman ?? pokoknya top", "aman ?? pokoknya top"),
            ("????", "????"),
            ("Bagus\u{fffd}sesuai, penyok\u{fffd}", "Bagus…sesuai, penyok"),
        ] {
            assert_eq!(review(raw), clean, "{raw}");
        }
    }

    #[test]
    fn names_and_places_are_plain() {
        assert_eq!(
            name("?YUKSHOPING? R115 Tas &amp; Ransel"),
            "YUKSHOPING R115 Tas & Ransel"
        );
        assert_eq!(name("Nestl\u{fffd} LACTOGROW 4  Susu"), "Nestlé LACTOGROW 4 Susu");
        assert_eq!(name("Buku \u{fffd}Cara Mudah \u{fffd}"), "Buku Cara Mudah");
        assert_eq!(place("Kab.\u{fffd}Bekasi"), "Kab. Bekasi");
        assert_eq!(place(" Jakarta Barat\u{a0}"), "Jakarta Barat");
        assert_eq!(place("Kabupaten Sukoharjo"), "Kab. Sukoharjo");
    }
}
