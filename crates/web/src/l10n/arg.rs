//! What fills the gaps of a message.

/// A value for a message: a text, or a number that chooses plural forms and is written in groups.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Written as it is.
    Text(String),
    /// Written in groups of three; chooses among plural forms.
    Number(i64),
}

impl Arg {
    /// The number; zero for a text.
    pub(super) fn whole(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(_) => 0,
        }
    }
}

/// What can fill a gap. References to it can, too, so that templates need no conversions.
pub trait ToArg {
    /// The value as an argument.
    fn to_arg(&self) -> Arg;
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg {
        (**self).to_arg()
    }
}

impl ToArg for str {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.to_owned())
    }
}

impl ToArg for String {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.clone())
    }
}

impl ToArg for Arg {
    fn to_arg(&self) -> Arg {
        self.clone()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl ToArg for $number {
            fn to_arg(&self) -> Arg {
                Arg::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i16, i32, i64);
