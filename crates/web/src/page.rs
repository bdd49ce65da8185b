//! What every page shares: the frame around it, who looks at it, and how it is tested.
//!
//! A page is a struct with a `shell` and its own facts, a template, and `samples`:
//!
//! ```ignore
//! #[derive(Template)]
//! #[template(path = "cart/show.html")]
//! pub struct ShowCartPage {
//!     pub shell: Shell,
//!     pub lines: Vec<CartLine>,
//! }
//! page!(ShowCartPage);
//! ```
//!
//! `page!` lets templates name the shell's parts directly (`l`, `csrf`, `person`), makes the struct a response, and adds a
//! test that renders every sample in every market and language.

use std::ops::Deref;
use std::sync::Arc;

use askama::Template;
use axum::response::{Html as HtmlResponse, IntoResponse, Response};
use pasar_domain::market::Market;
use pasar_domain::surface::Surface;

use crate::error::WebError;
use crate::l10n::{Localizer, Message};
pub use crate::office::OfficeEntry;
use crate::ui::Html;

/// A colour scheme that a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// What the device says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// As cookies, forms and `data-theme` write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads what a cookie or form says; anything unknown is the device's choice.
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
}

/// Who is signed in, as far as the frame shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What they call themselves.
    pub name: String,
    /// Do they have a shop?
    pub has_shop: bool,
}

/// How a message above the page is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// It worked.
    Good,
    /// Something to know.
    Note,
    /// Take care.
    Care,
    /// It did not work.
    Bad,
}

impl FlashKind {
    /// The class of the box.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Note => "note",
            Self::Care => "care",
            Self::Bad => "bad",
        }
    }

    /// The icon in it.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Good => "check",
            Self::Note => "info",
            Self::Care | Self::Bad => "warning",
        }
    }
}

/// A message that is shown once, above the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// How it is meant.
    pub kind: FlashKind,
    /// What it says, in the page's language.
    pub text: String,
}

/// Where the data of a market come from, when their licence wants that said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Name and licence: `PRDECT-ID, CC BY 4.0`.
    pub text: String,
    /// Where to read more.
    pub href: String,
}

/// The market's promises in one line, with a link to their proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseLine {
    /// The sentence.
    pub text: String,
    /// Where it is proved.
    pub href: String,
}

/// A market that can be switched to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketLink {
    /// Its code, the first part of its addresses.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
}

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The surface on which the page is shown.
    pub surface: Surface,
    /// Where the other surface is, without a slash at the end; empty when it has no address of its own.
    pub other_origin: String,
    /// Words, amounts, times and addresses of this market in this language.
    pub l: Localizer,
    /// The page's title, without the name of the site.
    pub title: String,
    /// What search engines show below the title; empty for none.
    pub description: String,
    /// Where people reach the site, without a slash at the end; empty when that is not known.
    pub base_url: String,
    /// The full address under which the page should be known.
    pub canonical: Option<String>,
    /// The full address of the picture that stands for the page where somebody shares it.
    pub shared_picture: Option<String>,
    /// Should search engines leave the page alone? Everything personal is.
    pub private: bool,
    /// The path and query of this request, to come back to.
    pub here: String,
    /// Which entry of the navigation this is: `home`, `search`, `cart`, `orders`, `me`, or an entry of an office.
    pub nav: &'static str,
    /// What is typed in the search box.
    pub query: String,
    /// Who is signed in.
    pub person: Option<Person>,
    /// How many things are in the cart.
    pub cart_count: u32,
    /// The token that forms carry.
    pub csrf: String,
    /// Messages above the page.
    pub flashes: Vec<Flash>,
    /// The colour scheme.
    pub theme: Theme,
    /// Every market, this one included.
    pub markets: Arc<[MarketLink]>,
    /// Where the market's data come from.
    pub attribution: Option<Attribution>,
    /// The market's promises; a general sentence when it has none yet.
    pub promise: Option<PromiseLine>,
    /// The name of the shop whose office this is.
    pub office: String,
}

impl Shell {
    /// The frame of a stranger's page.
    pub fn new(l: Localizer) -> Self {
        Self {
            surface: Surface::Trade,
            other_origin: String::new(),
            l,
            title: String::new(),
            description: String::new(),
            base_url: String::new(),
            canonical: None,
            shared_picture: None,
            private: false,
            here: "/".to_owned(),
            nav: "",
            query: String::new(),
            person: None,
            cart_count: 0,
            csrf: String::new(),
            flashes: Vec::new(),
            theme: Theme::Auto,
            markets: Arc::from([]),
            attribution: None,
            promise: None,
            office: String::new(),
        }
    }

    /// Names the page.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Says what the page is about, for search engines.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The full address of a path of the site, when the site knows its own.
    pub fn absolute(&self, path: &str) -> Option<String> {
        (!self.base_url.is_empty()).then(|| format!("{}{path}", self.base_url))
    }

    /// Says under which path and query the page should be known, when there are several.
    #[must_use]
    pub fn known_as(mut self, path: &str) -> Self {
        self.canonical = self.absolute(path);
        self
    }

    /// Gives the page a picture, by its path, for where somebody shares it.
    #[must_use]
    pub fn pictured(mut self, path: &str) -> Self {
        self.shared_picture = self.absolute(path);
        self
    }

    /// Marks the page's entry in the navigation.
    #[must_use]
    pub fn at(mut self, nav: &'static str) -> Self {
        self.nav = nav;
        self
    }

    /// Asks search engines to leave the page alone.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// Shows a message above the page.
    #[must_use]
    pub fn flash(mut self, kind: FlashKind, message: &Message) -> Self {
        let text = self.l.say(message);
        self.flashes.push(Flash { kind, text });
        self
    }

    /// Is this where people buy and sell? If not, the page only leads to goods.
    pub fn is_trade(&self) -> bool {
        self.surface == Surface::Trade
    }

    /// The address of a page of this market on the other surface: the page's path and nothing about who goes there.
    pub fn elsewhere(&self, path: &str) -> String {
        format!("{}{}", self.other_origin, self.l.url(path))
    }

    /// The market.
    pub fn market(&self) -> &Market {
        self.l.market()
    }

    /// The languages of the market, each with its own name for itself.
    pub fn languages(&self) -> Vec<(&str, String)> {
        let tags = self.market().languages.iter().map(|language| language.as_str());
        tags.map(|tag| (tag, crate::l10n::language_name(tag))).collect()
    }

    /// The hidden field that every posting form has: `{{ self.csrf_field() }}`.
    pub fn csrf_field(&self) -> Html {
        #[derive(Template)]
        #[template(
            source = r#"<input type="hidden" name="_csrf" value="{{ token }}">"#,
            ext = "html"
        )]
        struct Field<'a> {
            token: &'a str,
        }
        Html::of(&Field { token: &self.csrf })
    }
}

/// One filled page for tests and for looking at: a short name and the page.
pub type Sample<P> = (&'static str, P);

/// A page of the site.
pub trait Page: Template + Deref<Target = Shell> + Sized {
    /// The page in every state that looks different: full, empty, refused. `shell` is of any market and language.
    fn samples(shell: Shell) -> Vec<Sample<Self>>;
}

/// A template as a response; one that fails is an internal error.
pub fn respond(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => HtmlResponse(text).into_response(),
        Err(error) => WebError::internal(error).into_response(),
    }
}

/// Makes structs with a field `shell: Shell` pages. See the module's words.
#[macro_export]
macro_rules! page {
    ($($page:ident),+ $(,)?) => {$(
        impl ::std::ops::Deref for $page {
            type Target = $crate::page::Shell;

            fn deref(&self) -> &Self::Target {
                &self.shell
            }
        }

        impl ::axum::response::IntoResponse for $page {
            fn into_response(self) -> ::axum::response::Response {
                $crate::page::respond(&self)
            }
        }
    )+
        #[cfg(test)]
        mod pages {
            #[test]
            fn every_sample_is_a_good_page() {
                $($crate::page_check::check::<super::$page>(module_path!(), stringify!($page));)+
            }
        }
    };
}
