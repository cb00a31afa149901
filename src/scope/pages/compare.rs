//! Two versions as one document.

use askama::Template;
use axum::{extract::State, response::Redirect};
use uuid::Uuid;

use super::document;
use crate::{
    access::needs,
    app::App,
    error::Error,
    scope::{self, ShownComparison, model::Version, queries},
    web::{Asked, At, Chrome, Result, Seat, Tab, page},
};

#[derive(Template)]
#[template(path = "scope/compare.html")]
struct Compare {
    chrome: Chrome,
    engagement: Uuid,
    /// The later one, as it is mostly asked for.
    version: Version,
    /// Against which it is held.
    other: Version,
    comparison: ShownComparison,
}

impl Compare {
    fn title(&self) -> String {
        let said = self.chrome.say("scope-compare-title").with("version", self.version.number.to_string());
        said.with("other", self.other.number.to_string()).to_string()
    }

    fn versions(&self) -> Vec<&Version> {
        if self.version.number == self.other.number { vec![&self.version] } else { vec![&self.version, &self.other] }
    }

    fn version_url(&self, version: &Version) -> String {
        scope::version_url(self.engagement, version.number)
    }

    fn steps(&self, version: &Version) -> String {
        document::steps(&self.chrome, version)
    }

    fn turned_url(&self) -> String {
        scope::comparison_url(self.engagement, self.other.number, self.version.number)
    }

    fn url(&self) -> String {
        scope::url(self.engagement)
    }
}

/// What became of one version in another.
pub async fn compare(seat: Seat<needs::Read>, State(app): State<App>, At((_, version, other)): At<(Uuid, i32, i32)>) -> Result {
    let engagement = seat.engagement.id;
    let (version, other) = queries::both(&app.db, engagement, version, other).await?.ok_or(Error::NotFound)?;
    let chrome = Chrome::seat(&app, &seat, Tab::Scope);
    let (lines, others) = if version.number == other.number {
        (Vec::new(), Vec::new())
    } else {
        queries::lines_of_both(&app.db, engagement, version.number, other.number).await?
    };
    let (before, after) = ((chrome.version(other.number), others), (chrome.version(version.number), lines));
    let comparison = ShownComparison::beside(&seat.engagement, chrome.language, before, after).await?;
    page(Compare { engagement, version, other, comparison, chrome })
}

/// Goes on to the comparison of the versions that were chosen, so that it has an address of its own.
pub async fn choose_versions(seat: Seat<needs::Read>, Asked(asked): Asked) -> Result<Redirect> {
    let chosen = |field| asked.value(field).parse().map_err(|_| Error::NotFound);
    Ok(Redirect::to(&scope::comparison_url(seat.engagement.id, chosen("version")?, chosen("other")?)))
}
