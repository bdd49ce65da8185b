//! What happened and what it comes to: order timelines, sums that explain themselves, figures.

use askama::Template;

use super::Html;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It is behind us.
    Done,
    /// It is happening.
    Now,
    /// It is still to come.
    Ahead,
    /// It ended here: cancelled, refused, lost.
    Stopped,
}

impl StepState {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "ahead",
            Self::Stopped => "stopped",
        }
    }
}

/// A step of an order's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is: "Paid".
    pub name: String,
    /// When, or what is awaited; may be empty.
    pub note: String,
    /// How far it is.
    pub state: StepState,
    /// The icon in its mark; done and stopped steps have their own.
    pub icon: &'static str,
}

/// The way of an order, first step first.
pub fn steps(steps: &[Step]) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/steps.html")]
    struct Steps<'a> {
        steps: &'a [Step],
    }
    Html::of(&Steps { steps })
}

/// A line of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumLine {
    /// What it is for.
    pub name: String,
    /// Why, in small; may be empty.
    pub note: String,
    /// The amount as the market writes it.
    pub amount: String,
    /// Does it make the total smaller?
    pub less: bool,
}

/// A total and the lines it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The lines.
    pub lines: Vec<SumLine>,
    /// What the total is called.
    pub name: String,
    /// The total as the market writes it.
    pub total: String,
}

/// A sum as a table that explains itself.
pub fn sum(sum: &Sum) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/sum.html")]
    struct Table<'a> {
        sum: &'a Sum,
    }
    Html::of(&Table { sum })
}

/// A figure with its name; a link when `href` is not empty.
pub fn stat(
    name: impl AsRef<str>,
    value: impl AsRef<str>,
    note: impl AsRef<str>,
    href: impl AsRef<str>,
) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/stat.html")]
    struct Stat<'a> {
        name: &'a str,
        value: &'a str,
        note: &'a str,
        href: &'a str,
    }
    Html::of(&Stat {
        name: name.as_ref(),
        value: value.as_ref(),
        note: note.as_ref(),
        href: href.as_ref(),
    })
}

/// How much of something is done. `label` says of what.
pub fn progress(value: u64, max: u64, label: impl AsRef<str>) -> Html {
    #[derive(Template)]
    #[template(
        source = r#"<progress class="progress" value="{{ value }}" max="{{ max }}" aria-label="{{ label }}"></progress>"#,
        ext = "html"
    )]
    struct Progress<'a> {
        value: u64,
        max: u64,
        label: &'a str,
    }
    Html::of(&Progress {
        value,
        max: max.max(1),
        label: label.as_ref(),
    })
}

impl Step {
    fn mark(&self) -> &'static str {
        match self.state {
            StepState::Done => "check",
            StepState::Stopped => "x",
            StepState::Now | StepState::Ahead => self.icon,
        }
    }
}
