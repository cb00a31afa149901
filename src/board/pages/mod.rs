//! The pages of the board: itself, and as a table to download.

pub mod export;
pub mod index;
mod words;

use std::{collections::HashMap, str::FromStr};

use uuid::Uuid;

use super::{
    URL,
    model::{Entry, Managed, Place, board},
    queries::{self, Around, MOST},
};
use crate::{
    access::Side,
    app::App,
    readiness::{self, Next, Outlook, Standing, light::Light},
    web::{Form, SignedIn},
};

/// What narrows the board, as its address says it. What names nothing narrows nothing.
#[derive(Clone, Copy, Debug)]
struct Narrowed {
    client: Option<Uuid>,
    consultant: Option<Uuid>,
    side: Option<Side>,
    light: Option<Light>,
}

/// The names of these in the address.
const FILTERS: [&str; 4] = ["client", "consultant", "side", "light"];

impl Narrowed {
    fn of(asked: &Form) -> Narrowed {
        fn chosen<T: FromStr>(asked: &Form, field: &str) -> Option<T> {
            asked.value(field).parse().ok()
        }
        Narrowed {
            client: chosen(asked, "client"),
            consultant: chosen(asked, "consultant"),
            side: chosen(asked, "side"),
            light: chosen(asked, "light"),
        }
    }

    const fn anything(&self) -> bool {
        self.client.is_some() || self.consultant.is_some() || self.side.is_some() || self.light.is_some()
    }
}

/// An address of the board, narrowed as it is, from its beginning or after an engagement.
fn address(url: &str, asked: &Form, after: Option<Uuid>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in FILTERS {
        if !asked.value(field).is_empty() {
            query.append_pair(field, asked.value(field));
        }
    }
    if let Some(after) = after {
        query.append_pair("after", &after.to_string());
    }
    let query = query.finish();
    if query.is_empty() { url.to_owned() } else { format!("{url}?{query}") }
}

/// The whole board, the worst first. The worst of all is found only among all: what a page shows is cut out of this.
struct Whole {
    places: Vec<Place>,
    /// Whether there are more engagements than a board is made of.
    beyond: bool,
    /// What was judged on the way, because what was kept of it no longer holds.
    afresh: HashMap<Uuid, Vec<Outlook>>,
}

async fn whole(app: &App, reader: &SignedIn, narrowed: &Narrowed) -> sqlx::Result<Whole> {
    let mut managed = queries::managed(&app.db, reader.person.id, narrowed.client, narrowed.consultant, narrowed.side).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let beyond = managed.len() > most;
    managed.truncate(most);
    let now = app.clock.now();
    let (mut standings, over) = readiness::standings_kept(&app.db, &managed, now).await?;
    let afresh = readiness::judged_afresh(&app.db, &over, now).await?;
    standings.extend(afresh.iter().map(|(engagement, open)| (*engagement, open.iter().map(Standing::from).collect())));
    Ok(Whole { places: board(managed, standings, narrowed.light), beyond, afresh })
}

/// What a part of the board shows, and what stands around it.
async fn entries(
    app: &App,
    reader: &SignedIn,
    places: &[Place],
    mut open: HashMap<Uuid, Vec<Outlook>>,
) -> sqlx::Result<(Vec<Entry>, Around)> {
    let ids: Vec<Uuid> = places.iter().map(|place| place.engagement).collect();
    let planned = places.iter().filter(|place| place.next.is_some()).map(|place| place.engagement);
    let kept: Vec<Uuid> = planned.filter(|engagement| !open.contains_key(engagement)).collect();
    if !kept.is_empty() {
        open.extend(readiness::open_milestones(&app.db, &kept, app.clock.now()).await?);
    }
    let mut around = queries::around(&app.db, reader.person.id, &ids).await?;
    let mut named: HashMap<Uuid, Managed> = around.shown.0.drain(..).map(|managed| (managed.id, managed)).collect();
    let entry = |id| Some(Entry { managed: named.remove(&id)?, next: open.remove(&id).and_then(Next::of) });
    Ok((ids.into_iter().filter_map(entry).collect(), around))
}
