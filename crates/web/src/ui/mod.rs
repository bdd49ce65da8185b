//! The parts that pages are made of. Each is a function or a small struct that becomes escaped HTML, so that a template writes
//! `{{ ui::product_card(l, card) }}`. They have no facts of their own and know nothing of services.

mod chart;
mod form;
mod goods;
mod progress;

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Template, Values};

use crate::l10n::{Localizer, ToArg};

pub use chart::{Bar, bar_chart, sparkline};
pub use form::{Choice, Field, Form, FormError};
pub use goods::{ProductCard, Rating, product_card, rating, star_choice, stars, stepper};
pub use progress::{Step, StepState, Sum, SumLine, progress, stat, steps, sum};

/// HTML that is already escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// What a template makes. A template that fails, which ours cannot, leaves nothing.
    pub fn of(template: &impl Template) -> Self {
        Self(template.render().unwrap_or_else(|error| {
            tracing::error!(%error, "a part of a page could not be rendered");
            String::new()
        }))
    }

    /// Is there nothing?
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// HTML that was made safe elsewhere: a sanitised description, a drawn picture. Never a person's raw text.
    pub const fn already_safe(html: String) -> Self {
        Self(html)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl HtmlSafe for Html {}

/// The address of a static file: `ui::asset("app.css")`.
pub fn asset(name: &str) -> String {
    crate::static_files::url(name)
}

/// A line drawing of the sprite, for the eye only; words stand beside it or in an `aria-label`.
pub fn icon(name: &str) -> Html {
    sized_icon(name, "icon")
}

/// The same at the size of small text.
pub fn icon_small(name: &str) -> Html {
    sized_icon(name, "icon small")
}

/// The same, large, for empty states.
pub fn icon_large(name: &str) -> Html {
    sized_icon(name, "icon large")
}

fn sized_icon(name: &str, class: &'static str) -> Html {
    #[derive(Template)]
    #[template(
        source = r##"<svg class="{{ class }}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="{{ sprite }}#{{ name }}"/></svg>"##,
        ext = "html"
    )]
    struct Icon<'a> {
        class: &'a str,
        sprite: String,
        name: &'a str,
    }
    Html::of(&Icon {
        class,
        sprite: asset("icons.svg"),
        name,
    })
}

/// The market's name and mark; where there is little room, the mark alone. The words are in the link around it.
pub fn logo() -> Html {
    #[derive(Template)]
    #[template(
        source = r#"<span class="logo" aria-hidden="true">{{ logo|safe }}</span><span class="mark" aria-hidden="true">{{ mark|safe }}</span>"#,
        ext = "html"
    )]
    struct Logo {
        logo: &'static str,
        mark: &'static str,
    }
    Html::of(&Logo {
        logo: pasar_motif::logo(),
        mark: pasar_motif::favicon(),
    })
}

/// A small word about a state. `kind` is a colour with a meaning: `leaf` good, `soga` waiting or to note, `chili` bad,
/// `indigo` at work, `` (empty) neutral.
pub fn badge(kind: &str, text: impl AsRef<str>) -> Html {
    #[derive(Template)]
    #[template(source = r#"<span class="badge {{ kind }}">{{ text }}</span>"#, ext = "html")]
    struct Badge<'a> {
        kind: &'a str,
        text: &'a str,
    }
    Html::of(&Badge {
        kind,
        text: text.as_ref(),
    })
}

/// One step on the way to a page. The last has no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub name: String,
    /// Where it leads; empty for the page itself.
    pub href: String,
}

impl Crumb {
    /// A step that leads somewhere.
    pub fn new(name: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            href: href.into(),
        }
    }

    /// The page itself.
    pub fn here(name: impl Into<String>) -> Self {
        Self::new(name, "")
    }
}

/// The way to this page, the market's home first (added by itself).
pub fn crumbs(l: &Localizer, crumbs: &[Crumb]) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/crumbs.html")]
    struct Crumbs<'a> {
        l: &'a Localizer,
        crumbs: &'a [Crumb],
    }
    Html::of(&Crumbs { l, crumbs })
}

/// One of a row of links: a tab, a chip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Is this where we are?
    pub current: bool,
    /// A number beside the name; zero is not shown.
    pub count: u32,
}

impl Tab {
    /// A link without a number.
    pub fn new(name: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self {
            name: name.into(),
            href: href.into(),
            current,
            count: 0,
        }
    }

    /// Shows a number beside the name.
    #[must_use]
    pub fn counting(mut self, count: u32) -> Self {
        self.count = count;
        self
    }
}

/// Links between the parts of one subject. `label` names the row for those who do not see it.
pub fn tabs(label: impl AsRef<str>, tabs: &[Tab]) -> Html {
    row(label.as_ref(), "tabs", tabs)
}

/// Links that narrow a list: sort orders, states.
pub fn chips(label: impl AsRef<str>, chips: &[Tab]) -> Html {
    row(label.as_ref(), "chips", chips)
}

fn row(label: &str, class: &'static str, tabs: &[Tab]) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/tabs.html")]
    struct Tabs<'a> {
        label: &'a str,
        class: &'static str,
        item: &'static str,
        tabs: &'a [Tab],
    }
    let item = if class == "chips" { "chip" } else { "" };
    Html::of(&Tabs {
        label,
        class,
        item,
        tabs,
    })
}

/// The links below a list: to its next part, and from a later part back to the start. Empty addresses are left out.
pub fn pager(l: &Localizer, first: impl AsRef<str>, next: impl AsRef<str>) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/pager.html")]
    struct Pager<'a> {
        l: &'a Localizer,
        first: &'a str,
        next: &'a str,
    }
    Html::of(&Pager {
        l,
        first: first.as_ref(),
        next: next.as_ref(),
    })
}

/// What a list shows when it has nothing: an icon, what this place is for, and what to do. `label` and `href` of the button
/// may be empty.
pub fn empty(
    icon: &str,
    title: impl AsRef<str>,
    text: impl AsRef<str>,
    href: impl AsRef<str>,
    label: impl AsRef<str>,
) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/empty.html")]
    struct Empty<'a> {
        icon: &'a str,
        title: &'a str,
        text: &'a str,
        href: &'a str,
        label: &'a str,
    }
    Html::of(&Empty {
        icon,
        title: title.as_ref(),
        text: text.as_ref(),
        href: href.as_ref(),
        label: label.as_ref(),
    })
}

/// A message in a box within the page. `kind` is `good`, `note`, `care` or `bad`.
pub fn note(kind: &str, text: impl AsRef<str>) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/note.html")]
    struct Note<'a> {
        kind: &'a str,
        icon: &'static str,
        text: &'a str,
    }
    let icon = match kind {
        "good" => "check",
        "care" | "bad" => "warning",
        _ => "info",
    };
    Html::of(&Note {
        kind,
        icon,
        text: text.as_ref(),
    })
}

/// The round number beside an icon; nothing for zero.
pub fn count(value: impl ToArg) -> Html {
    #[derive(Template)]
    #[template(
        source = r#"<span class="count" aria-hidden="true">{{ text }}</span>"#,
        ext = "html"
    )]
    struct Count {
        text: String,
    }
    match value.to_arg() {
        crate::l10n::Arg::Number(0) | crate::l10n::Arg::Text(_) => Html::default(),
        crate::l10n::Arg::Number(100..) => Html::of(&Count {
            text: "99+".to_owned(),
        }),
        crate::l10n::Arg::Number(value) => Html::of(&Count {
            text: value.to_string(),
        }),
    }
}
