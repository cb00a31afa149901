//! The board as a table to download.

use axum::extract::State;

use super::{Narrowed, whole, words};
use crate::{
    app::App,
    handover::{gates::GateState, trend::Snapshot},
    readiness::model::Entry,
    web::{
        Asked, Chrome, Result, SignedIn,
        csv::{Cell, Sheet},
    },
};

/// The heads of the columns.
const HEADS: [&str; 16] = [
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
];

/// All rows that the same address of the board has on all its pages. A last one says so when a board does not hold them all.
pub async fn export(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Result {
    let (entries, beyond) = whole(&app, &reader, &Narrowed::of(&asked)).await?;
    let chrome = Chrome::signed_in(&app, &reader, false);
    let mut sheet = Sheet::new(HEADS.map(|head| chrome.t(head)))?;
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
    let Some((milestone, readiness)) = next else {
        cells.push(Cell::Text(chrome.t("readiness-no-milestone")));
        cells.resize(HEADS.len() - 1, Cell::Day(None));
        cells.push(Cell::Text(app.settings.absolute(&crate::access::engagement::url(managed.id))));
        return cells;
    };
    let blocker = readiness.first_blocker();
    let side = blocker.and_then(|gate| gate.next.as_ref()).map(|next| next.side);
    let thing = milestone.thing();
    let snapshot = Snapshot::of(&readiness);
    let count = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let blocked = readiness.count(GateState::Blocked);
    cells.extend([
        Cell::Text(thing.to_string()),
        Cell::Text(milestone.title),
        Cell::Day(Some(readiness.due_on)),
        Cell::Text(chrome.t(readiness.light.key())),
        count(readiness.gates.len() - blocked),
        count(readiness.count(GateState::Waived)),
        count(blocked),
        count(readiness.gates.len()),
        Cell::Text(words::first(chrome, blocker)),
        Cell::Text(side.map(|side| managed.party(side).to_owned()).unwrap_or_default()),
        Cell::Number(snapshot.days_left.into()),
        Cell::Day(readiness.forecast.date),
        Cell::Text(app.settings.absolute(&thing.url(managed.id))),
    ]);
    cells
}
