//! The facts that charters may speak of, as Cedar's schema.

use std::sync::LazyLock;

use cedar_policy::Schema;

/// The schema's text, with what each fact means, where it comes from and who vouches for it.
pub const SCHEMA_TEXT: &str = include_str!("../facts.cedarschema");

/// The schema of facts.
///
/// # Panics
/// Never: the text is part of the program, and a test parses it.
pub fn schema() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(parse);
    &SCHEMA
}

#[allow(clippy::expect_used, reason = "the text is part of the program and tested")]
fn parse() -> Schema {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA_TEXT).expect("the schema of facts is tested");
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_right_and_complete() {
        let (schema, warnings) = Schema::from_cedarschema_str(SCHEMA_TEXT).unwrap();
        assert_eq!(
            warnings.map(|warning| warning.to_string()).collect::<Vec<_>>(),
            [""; 0]
        );
        assert_eq!(schema.request_envs().count(), 8);
    }
}
