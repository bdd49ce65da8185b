//! Small charts, drawn by the server as SVG: labelled directly, readable in grey and in the dark. The figures themselves
//! stand in a table beside or below; a chart only shows their shape.

use std::fmt::Write as _;

use askama::Template;

use super::Html;

const WIDTH: i64 = 320;
const HEIGHT: i64 = 72;

/// A line through values at equal distances, with a dot at the last. `label` says what it shows and how it ends.
/// Nothing for fewer than two values.
pub fn sparkline(label: impl AsRef<str>, values: &[i64]) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/sparkline.html")]
    struct Sparkline<'a> {
        label: &'a str,
        width: i64,
        height: i64,
        line: String,
        end: (i64, i64),
    }
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else {
        return Html::default();
    };
    let (low, span) = ((*low).min(0), (*high - (*low).min(0)).max(1));
    let steps = i64::try_from(values.len()).unwrap_or(2) - 1;
    if steps < 1 {
        return Html::default();
    }
    let points: Vec<(i64, i64)> = (0..)
        .zip(values)
        .map(|(place, value)| {
            let x = 4 + place * (WIDTH - 8) / steps;
            let y = HEIGHT - 6 - (value - low) * (HEIGHT - 12) / span;
            (x, y)
        })
        .collect();
    let mut line = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let verb = if place == 0 { 'M' } else { 'L' };
        let _ = write!(line, "{verb}{x} {y}");
    }
    Html::of(&Sparkline {
        label: label.as_ref(),
        width: WIDTH,
        height: HEIGHT,
        line,
        end: points.last().copied().unwrap_or_default(),
    })
}

/// A bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// How long it is.
    pub value: i64,
    /// The value as people read it.
    pub text: String,
}

/// Lying bars with names and values. `label` says what they show.
pub fn bar_chart(label: impl AsRef<str>, bars: &[Bar]) -> Html {
    #[derive(Template)]
    #[template(path = "_ui/bar_chart.html")]
    struct BarChart<'a> {
        label: &'a str,
        rows: Vec<(i64, i64, &'a Bar)>,
        width: i64,
        height: i64,
    }
    let longest = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let rows = (0..)
        .zip(bars)
        .map(|(place, bar)| (place * 34, (bar.value.max(0) * 240 / longest).max(2), bar))
        .collect::<Vec<_>>();
    let height = i64::try_from(rows.len()).unwrap_or(0) * 34;
    Html::of(&BarChart {
        label: label.as_ref(),
        rows,
        width: WIDTH,
        height,
    })
}
