//! Settings that are one of a few words.

use pasar_domain::surface::Surface;
use toml::Value as Toml;

use super::value::Kind;

/// One of a few words.
macro_rules! choice {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[doc = $doc])* $variant),+ }

        impl Kind for $name {
            fn allowed() -> String {
                [$(concat!("\"", $word, "\"")),+].join(" or ")
            }

            fn of_text(text: &str) -> Option<Self> {
                match text.trim() {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }

            fn to_toml(&self) -> Toml {
                Toml::String(match self { $(Self::$variant => $word),+ }.to_owned())
            }
        }
    };
}

choice! {
    /// How log lines look.
    LogFormat {
        /// For people.
        Human = "human",
        /// One JSON object a line.
        Json = "json",
    }
}

choice! {
    /// How letters leave.
    MailKind {
        /// Into a folder, one file each.
        Folder = "folder",
        /// To a mail server.
        Smtp = "smtp",
    }
}

choice! {
    /// What a process serves.
    Served {
        /// Only what leads to goods.
        Feed = "feed",
        /// Everything, beside a feed at another address.
        Trade = "trade",
        /// Everything at one address.
        Both = "both",
    }
}

impl Served {
    /// The surface on which people act here.
    pub(crate) const fn surface(self) -> Surface {
        match self {
            Self::Feed => Surface::Feed,
            Self::Trade | Self::Both => Surface::Trade,
        }
    }
}

choice! {
    /// Whether something must be.
    Wish {
        /// Whoever likes.
        Optional = "optional",
        /// Everybody.
        Required = "required",
    }
}

choice! {
    /// Who takes buyers' money.
    Provider {
        /// The sandbox bank: everything works, and no money moves.
        Sandbox = "sandbox",
        /// Stripe.
        Stripe = "stripe",
    }
}
