//! Sections made of settings, each with its words: what a struct of settings is, and what can be asked of it.

use super::value::Slot;

/// One setting of a section.
pub(crate) struct Setting<'a> {
    /// Its key.
    pub(crate) key: &'static str,
    /// What it is for, line by line.
    pub(crate) doc: &'static [&'static str],
    /// Its value.
    pub(crate) slot: &'a mut dyn Slot,
}

/// One section.
pub(crate) struct Section<'a> {
    /// Its name in the file.
    pub(crate) name: &'static str,
    /// What it is about, line by line.
    pub(crate) doc: &'static [&'static str],
    /// Its settings, in the order of the file.
    pub(crate) settings: Vec<Setting<'a>>,
}

/// The variable that stands for a setting.
pub(crate) fn variable(section: &str, key: &str) -> String {
    format!(
        "{}{}_{}",
        super::environment::PREFIX,
        section.to_uppercase(),
        key.to_uppercase()
    )
}

/// Makes a struct of settings. What is written above a setting is its help, in the default file and in rustdoc alike.
macro_rules! section {
    (
        $(#[doc = $about:literal])+
        $name:ident as $section:literal {
            $( $(#[doc = $doc:literal])+ $field:ident: $kind:ty = $default:expr, )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub(crate) struct $name {
            $( $(#[doc = $doc])+ pub(crate) $field: $kind, )+
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $default, )+ }
            }
        }

        impl $name {
            /// The section with its settings, to be read, checked and shown.
            pub(crate) fn section(&mut self) -> $crate::config::section::Section<'_> {
                $crate::config::section::Section {
                    name: $section,
                    doc: &[$($about),+],
                    settings: vec![$(
                        $crate::config::section::Setting {
                            key: stringify!($field),
                            doc: &[$($doc),+],
                            slot: &mut self.$field,
                        }
                    ),+],
                }
            }
        }
    };
}
pub(crate) use section;
