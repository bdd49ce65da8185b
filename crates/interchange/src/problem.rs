//! What is wrong in a row, said so that a shopkeeper can mend it.

/// What is wrong with a row or a cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More filled cells than the header has columns, or too few to hold the row's facts.
    #[error(
        "the row has {found} cells where the header has {expected}: a cell with a comma or a line break must stand in double quotes"
    )]
    ColumnCount {
        /// Cells in the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A quote opens a cell and nothing closes it.
    #[error(
        "a double quote opens a cell in this row but none closes it: close it, or write `\"\"` for a quote inside a cell"
    )]
    UnclosedQuote,
    /// A row is longer than the limit.
    #[error("the row is longer than {limit} bytes: shorten its description")]
    RowTooLong {
        /// Bytes.
        limit: usize,
    },
    /// A cell is longer than the limit.
    #[error("the text is longer than {limit} characters: shorten it")]
    TextTooLong {
        /// Characters.
        limit: usize,
    },
    /// Bytes that are no text in the file's encoding.
    #[error(
        "some characters cannot be read and were replaced: save the file as CSV UTF-8 and check this text"
    )]
    DamagedText,
    /// A spreadsheet's error value in place of a text.
    #[error(
        "the spreadsheet could not compute this cell (`{shown}`): type the value itself, without a formula"
    )]
    SpreadsheetError {
        /// Such as `#NAME?`.
        shown: String,
    },
    /// A long number that a spreadsheet has rounded.
    #[error(
        "a spreadsheet has rounded this number (it should have all its digits): format the column as Text, enter the number again and save"
    )]
    ScientificNumber,
    /// A date where a size or another option value belongs.
    #[error(
        "this looks like a spreadsheet's date: did you mean `{likely}`? format the column as Text and enter it again"
    )]
    DateForText {
        /// What the person probably typed.
        likely: String,
    },
    /// No key names the product.
    #[error("the row names no product: fill in its handle, id or title")]
    NoKey,
    /// The product has no title.
    #[error("the product has no title: fill in the title in its first row")]
    NoTitle,
    /// No row of the product could be taken as a variant.
    #[error("no variant of the product can be sold: mend the rows named above")]
    NoVariant,
    /// The row has no price.
    #[error("the price is missing: fill in a price")]
    NoPrice,
    /// Not a price at all.
    #[error("this is not a price: write digits only, such as `{example}`")]
    NotAPrice {
        /// A price as it should be written.
        example: String,
    },
    /// A price that can be read in two ways.
    #[error("this price can be read as `{smaller}` or as `{larger}`: write it as one of them")]
    AmbiguousPrice {
        /// The reading with a decimal sign.
        smaller: String,
        /// The reading with a thousands separator.
        larger: String,
    },
    /// A fraction that the currency does not have.
    #[error(
        "prices in {currency} have no such fraction: a spreadsheet may have dropped zeros; write all digits, such as `{example}`"
    )]
    PriceFraction {
        /// ISO 4217.
        currency: String,
        /// A price as it should be written.
        example: String,
    },
    /// A price in a currency that is not the market's.
    #[error("the price is in `{found}`, but this shop sells in {expected}: convert the price")]
    OtherCurrency {
        /// The code or sign in the file.
        found: String,
        /// ISO 4217.
        expected: String,
    },
    /// A price of zero or less.
    #[error("a price must be more than zero")]
    PriceNotPositive,
    /// More than money can hold.
    #[error("the price is too large")]
    PriceTooLarge,
    /// The former price is below the price.
    #[error("the price before reduction is below the price: swap them, or leave it empty")]
    CompareAtTooLow,
    /// Not a whole number.
    #[error("this is not a whole number: write digits only, such as `12`")]
    NotANumber,
    /// `1.000`: one or a thousand?
    #[error("this number can be read as `{smaller}` or as `{larger}`: write digits only")]
    AmbiguousNumber {
        /// The reading with a decimal sign.
        smaller: String,
        /// The reading with a thousands separator.
        larger: String,
    },
    /// Stock below nothing; taken as nothing.
    #[error("stock below zero was taken as 0: count the stock again")]
    NegativeStock,
    /// Not a weight.
    #[error("this is not a weight: write a number and a unit, such as `250 g`")]
    NotAWeight,
    /// Not a barcode number.
    #[error(
        "this is not a barcode number (GTIN): it has 8, 12, 13 or 14 digits; leave it empty if the product has none"
    )]
    NotABarcode,
    /// The check digit is wrong.
    #[error("the last digit of this barcode number should be `{expected}`: compare it with the package")]
    WrongCheckDigit {
        /// The digit that the others demand.
        expected: char,
    },
    /// Digits are missing, probably leading zeros.
    #[error(
        "this barcode number has only {digits} digits: a spreadsheet may have cut leading zeros; format the column as Text and enter it again"
    )]
    BarcodeTooShort {
        /// Digits found.
        digits: usize,
    },
    /// Leading zeros were put back.
    #[error("leading zeros that a spreadsheet had cut were put back: the number is now `{number}`")]
    BarcodeZerosRestored {
        /// The number as taken.
        number: String,
    },
    /// Not a picture's address.
    #[error("this is not the address of a picture: it must begin with `https://` or `http://`")]
    NotAnAddress,
    /// An option without a value.
    #[error("the variant has no value for the option `{option}`: fill it in")]
    NoOptionValue {
        /// The option's name.
        option: String,
    },
    /// An option value without an option.
    #[error("the option has a value but no name: fill in the option's name in the product's first row")]
    NoOptionName,
    /// Two rows describe the same variant.
    #[error(
        "the same variant stands already in line {first_line}: change the option values, or delete one of the rows"
    )]
    SameVariant {
        /// The line of the one that was taken.
        first_line: u64,
    },
    /// More variants than the limit.
    #[error("a product has at most {limit} variants: split it into several products")]
    TooManyVariants {
        /// The limit.
        limit: usize,
    },
    /// More pictures than the limit.
    #[error("a product has at most {limit} pictures: delete some")]
    TooManyPictures {
        /// The limit.
        limit: usize,
    },
    /// More options than three.
    #[error("a product has at most {limit} options: join some of them")]
    TooManyOptions {
        /// The limit.
        limit: usize,
    },
    /// A sale price that holds between two dates.
    #[error(
        "a sale price with dates is not taken: the normal price was; change it here when the sale begins"
    )]
    SaleHasDates,
    /// Neither yes nor no.
    #[error("this must be `true` or `false`; it was taken as `false`")]
    NotYesOrNo,
    /// A word that is not one of the allowed.
    #[error("this must be one of {allowed}")]
    UnknownWord {
        /// The allowed words.
        allowed: String,
    },
    /// A gift card.
    #[error("gift cards cannot be sold here: delete the product's rows")]
    GiftCard,
    /// A rating outside the scale.
    #[error("a rating is a number from 1 to 5")]
    NotARating,
    /// A review without words.
    #[error("the review has no text")]
    NoReviewText,
    /// Damage in an XML item.
    #[error(
        "this item is not well-formed XML ({what}): write `&amp;` for `&` and `&lt;` for `<`, and close every element"
    )]
    BrokenXml {
        /// What the parser met.
        what: String,
    },
    /// The file ends inside a row or item.
    #[error("the file ends in the middle of this item: it was cut off; export or upload it again")]
    CutOff,
    /// More rows than can be gathered.
    #[error("the file has more than {limit} rows: split it")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// Reading failed.
    #[error("the file could not be read any further: upload it again")]
    Interrupted,
}

impl Problem {
    /// A stable word for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ColumnCount { .. } => "column-count",
            Self::UnclosedQuote => "unclosed-quote",
            Self::RowTooLong { .. } => "row-too-long",
            Self::TextTooLong { .. } => "text-too-long",
            Self::DamagedText => "damaged-text",
            Self::SpreadsheetError { .. } => "spreadsheet-error",
            Self::ScientificNumber => "scientific-number",
            Self::DateForText { .. } => "date-for-text",
            Self::NoKey => "no-key",
            Self::NoTitle => "no-title",
            Self::NoVariant => "no-variant",
            Self::NoPrice => "no-price",
            Self::NotAPrice { .. } => "not-a-price",
            Self::AmbiguousPrice { .. } => "ambiguous-price",
            Self::PriceFraction { .. } => "price-fraction",
            Self::OtherCurrency { .. } => "other-currency",
            Self::PriceNotPositive => "price-not-positive",
            Self::PriceTooLarge => "price-too-large",
            Self::CompareAtTooLow => "compare-at-too-low",
            Self::NotANumber => "not-a-number",
            Self::AmbiguousNumber { .. } => "ambiguous-number",
            Self::NegativeStock => "negative-stock",
            Self::NotAWeight => "not-a-weight",
            Self::NotABarcode => "not-a-barcode",
            Self::WrongCheckDigit { .. } => "wrong-check-digit",
            Self::BarcodeTooShort { .. } => "barcode-too-short",
            Self::BarcodeZerosRestored { .. } => "barcode-zeros-restored",
            Self::NotAnAddress => "not-an-address",
            Self::NoOptionValue { .. } => "no-option-value",
            Self::NoOptionName => "no-option-name",
            Self::SameVariant { .. } => "same-variant",
            Self::TooManyVariants { .. } => "too-many-variants",
            Self::TooManyPictures { .. } => "too-many-pictures",
            Self::TooManyOptions { .. } => "too-many-options",
            Self::SaleHasDates => "sale-has-dates",
            Self::NotYesOrNo => "not-yes-or-no",
            Self::UnknownWord { .. } => "unknown-word",
            Self::GiftCard => "gift-card",
            Self::NotARating => "not-a-rating",
            Self::NoReviewText => "no-review-text",
            Self::BrokenXml { .. } => "broken-xml",
            Self::CutOff => "cut-off",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::Interrupted => "interrupted",
        }
    }

    /// Every code, so that translations can be checked for completeness.
    pub const CODES: &[&str] = &[
        "column-count",
        "unclosed-quote",
        "row-too-long",
        "text-too-long",
        "damaged-text",
        "spreadsheet-error",
        "scientific-number",
        "date-for-text",
        "no-key",
        "no-title",
        "no-variant",
        "no-price",
        "not-a-price",
        "ambiguous-price",
        "price-fraction",
        "other-currency",
        "price-not-positive",
        "price-too-large",
        "compare-at-too-low",
        "not-a-number",
        "ambiguous-number",
        "negative-stock",
        "not-a-weight",
        "not-a-barcode",
        "wrong-check-digit",
        "barcode-too-short",
        "barcode-zeros-restored",
        "not-an-address",
        "no-option-value",
        "no-option-name",
        "same-variant",
        "too-many-variants",
        "too-many-pictures",
        "too-many-options",
        "sale-has-dates",
        "not-yes-or-no",
        "unknown-word",
        "gift-card",
        "not-a-rating",
        "no-review-text",
        "broken-xml",
        "cut-off",
        "too-many-rows",
        "interrupted",
    ];

    /// The key of the translated sentence (Fluent): `import-` and the code.
    pub fn key(&self) -> String {
        format!("import-{}", self.code())
    }

    /// The arguments of the translated sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ColumnCount { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::RowTooLong { limit }
            | Self::TextTooLong { limit }
            | Self::TooManyVariants { limit }
            | Self::TooManyPictures { limit }
            | Self::TooManyOptions { limit }
            | Self::TooManyRows { limit } => vec![("limit", limit.to_string())],
            Self::SpreadsheetError { shown } => vec![("shown", shown.clone())],
            Self::DateForText { likely } => vec![("likely", likely.clone())],
            Self::NotAPrice { example } => vec![("example", example.clone())],
            Self::AmbiguousPrice { smaller, larger } | Self::AmbiguousNumber { smaller, larger } => {
                vec![("smaller", smaller.clone()), ("larger", larger.clone())]
            }
            Self::PriceFraction { currency, example } => {
                vec![("currency", currency.clone()), ("example", example.clone())]
            }
            Self::OtherCurrency { found, expected } => {
                vec![("found", found.clone()), ("expected", expected.clone())]
            }
            Self::WrongCheckDigit { expected } => vec![("expected", expected.to_string())],
            Self::BarcodeTooShort { digits } => vec![("digits", digits.to_string())],
            Self::BarcodeZerosRestored { number } => vec![("number", number.clone())],
            Self::NoOptionValue { option } => vec![("option", option.clone())],
            Self::SameVariant { first_line } => vec![("line", first_line.to_string())],
            Self::UnknownWord { allowed } => vec![("allowed", allowed.clone())],
            Self::BrokenXml { what } => vec![("what", what.clone())],
            _ => Vec::new(),
        }
    }
}
