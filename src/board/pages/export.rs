//! The board as a table to download.

use axum::extract::State;

use super::{Narrowed, Whole, entries, whole, words};
use crate::{
    app::App,
    board::model::Entry,
    readiness::{Next, trend::Snapshot},
    web::{
        Asked, Chrome, Result, SignedIn,
        csv::{Cell, Sheet},
    },
};

/// The heads of the columns.
const HEADS: [&str; 17] = [
    "readiness-engagement",
    "readiness-client",
    "readiness-provider",
    "readiness-milestone",
    "readiness-milestone-title",
    "readiness-date",
    "readiness-light",
    "readiness-gates-passed",
    "readiness-gates-waived",
    "readiness-gates-blocked",
    "readiness-gates",
    "readiness-first",
    "readiness-turn",
    "readiness-left",
    "readiness-forecast",
    "readiness-address",
    "readiness-danger",
];

/// All rows that the same address of the board has on all its pages. A last one says so when a board does not hold them all.
pub async fn export(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Result {
    let Whole { places, beyond, afresh } = whole(&app, &reader, &Narrowed::of(&asked)).await?;
    let (entries, _) = entries(&app, &reader, &places, afresh).await?;
    let chrome = Chrome::signed_in(&app, &reader, false);
    let mut sheet = Sheet::new(chrome.language, HEADS.map(|head| chrome.t(head)))?;
    for entry in entries {
        sheet.row(row(&app, &chrome, entry))?;
    }
    if beyond {
        let mut cells = vec![Cell::Text(words::beyond(&chrome))];
        cells.resize(HEADS.len(), Cell::Day(None));
        sheet.row(cells)?;
    }
    sheet.download(&format!("readiness-{}.csv", chrome.today))
}

fn row(app: &App, chrome: &Chrome, Entry { managed, next }: Entry) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(managed.title.clone()), Cell::Text(managed.client.clone()), Cell::Text(managed.provider.clone())];
    let address = |path: &str| Cell::Text(app.settings.absolute(path));
    let Some(Next { milestone, danger }) = next else {
        cells.push(Cell::Text(chrome.t("readiness-no-milestone")));
        cells.resize(HEADS.len() - 2, Cell::Day(None));
        cells.extend([address(&crate::access::engagement::url(managed.id)), Cell::Day(None)]);
        return cells;
    };
    let side = milestone.first.as_ref().and_then(|first| first.side);
    let thing = milestone.thing();
    let snapshot = Snapshot::of(&milestone);
    let danger = danger.map(|danger| {
        let said = chrome.say("readiness-danger-cell").with("milestone", words::title(&danger)).with("light", chrome.t(danger.light.key()));
        said.with("first", words::first(chrome, &danger)).to_string()
    });
    cells.extend([
        Cell::Text(thing.to_string()),
        Cell::Text(milestone.title.clone()),
        Cell::Day(Some(milestone.due_on)),
        Cell::Text(chrome.t(milestone.light.key())),
        Cell::Number(milestone.open().into()),
        Cell::Number(milestone.waived.into()),
        Cell::Number(milestone.blocked.into()),
        Cell::Number(milestone.gates().into()),
        Cell::Text(words::first(chrome, &milestone)),
        Cell::Text(side.map(|side| managed.party(side).to_owned()).unwrap_or_default()),
        Cell::Number(snapshot.days_left.into()),
        Cell::Day(milestone.forecast),
        address(&thing.url(managed.id)),
        Cell::Text(danger.unwrap_or_default()),
    ]);
    cells
}
