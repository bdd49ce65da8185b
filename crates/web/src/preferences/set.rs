//! `POST /{market}/preferences`: the form at the foot of every page.

use crate::page::Theme;
use crate::prelude::*;
use crate::site::{language_cookie, theme_cookie};

/// Keeps the choices in the browser, and leads back.
pub async fn set(visit: Visit, posted: Posted) -> Turn {
    let market = posted.value("market");
    let moves = market != visit.ctx.market().code.as_str()
        && visit.shell.markets.iter().any(|known| known.code == market);
    let turn = if moves {
        visit.to_market(market)
    } else {
        visit.go_back(posted.value("back"), "/")
    };
    let theme = Theme::parse(posted.value("theme"));
    let turn = turn.choice(theme_cookie(visit.surface()), theme.as_str());
    // A market need not have the languages of another: then its own choice is made there.
    match visit.ctx.market().language(posted.value("language")) {
        Some(language) => turn.choice(language_cookie(visit.surface()), language.as_str()),
        None => turn,
    }
}
