//! The program that reads photos of documents.

use std::path::Path;

use pasar_reader::Reader;

use super::Finding;
use crate::config::Config;

/// Is Tesseract here, and does it know the languages of documents?
pub(super) async fn program(config: &Config) -> Finding {
    const ABOUT: &str = "tesseract";
    match Reader::find(config.identity.tesseract.get().map(Path::to_owned)).await {
        Ok(reader) if reader.missing().is_empty() => Finding::fine(
            ABOUT,
            format!("version {} reads photos of documents", reader.version()),
        ),
        Ok(reader) => Finding::care(
            ABOUT,
            format!(
                "version {} reads photos of documents, but does not know: {}",
                reader.version(),
                reader.missing().join(", ")
            ),
            "install the languages, for example with `apt-get install tesseract-ocr-ind tesseract-ocr-eng`",
        ),
        Err(missing) => {
            let missing = missing.to_string();
            let (says, remedy) = missing.split_once("; ").unwrap_or((&missing, ""));
            Finding::care(
                ABOUT,
                format!("{says}: sellers type what their documents say"),
                remedy,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[tokio::test]
    async fn a_missing_reader_stands_in_nobody_s_way_and_has_a_remedy() {
        let mut config = Config::default();
        assert_eq!(program(&config).await.state, State::Fine);
        config.identity.tesseract.0 = "/nowhere/tesseract".into();
        let finding = program(&config).await;
        assert_eq!(finding.state, State::Care);
        assert!(finding.remedy.unwrap().contains("apt-get install tesseract-ocr"));
    }
}
