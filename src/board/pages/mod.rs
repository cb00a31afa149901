//! The pages of the board: itself, and as a table to download.

pub mod export;
pub mod index;
mod words;

use std::str::FromStr;

use uuid::Uuid;

use super::{
    URL,
    model::{Entry, board},
    queries::{self, MOST},
};
use crate::{
    access::Side,
    app::App,
    readiness::{self, light::Light},
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

/// The whole board, the worst first, and whether there are more engagements than a board is made of. The worst of all is found
/// only among all: what a page shows is cut out of this.
async fn whole(app: &App, reader: &SignedIn, narrowed: &Narrowed) -> sqlx::Result<(Vec<Entry>, bool)> {
    let mut managed = queries::managed(&app.db, reader.person.id, narrowed.client, narrowed.consultant, narrowed.side).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let beyond = managed.len() > most;
    managed.truncate(most);
    let ids: Vec<Uuid> = managed.iter().filter(|each| each.planned).map(|each| each.id).collect();
    let next = readiness::next(&app.db, &ids, app.clock.now()).await?;
    Ok((board(managed, next, narrowed.light), beyond))
}
