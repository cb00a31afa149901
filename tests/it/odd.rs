//! Addresses that nobody of ours writes: whatever stands in a path or a query, it is refused and breaks nothing.

use std::{collections::BTreeSet, fs, path::Path};

use axum::http::StatusCode;
use tandem::{access::Ability, web::routes::Row};
use uuid::Uuid;

use crate::support::{
    Actor,
    demo::{Demo, demo},
};

/// What may stand in place of a parameter, as it is written in an address.
const ODD: [&str; 10] =
    ["%00", "S1%00", "-1", "2147483648", "99999999999999999999", "-100000-01-01", "infinity", "%FF", "%F0%9F%A6%80%27%22%5C%25", "LONG"];

fn written(odd: &str) -> String {
    if odd == "LONG" { "9".repeat(4000) } else { odd.to_owned() }
}

/// The names that queries are asked for, as the handlers spell them.
fn names() -> BTreeSet<String> {
    fn walk(folder: &Path, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, names);
                continue;
            }
            for rest in fs::read_to_string(path).unwrap().split("asked.").skip(1) {
                if let Some((_, rest)) =
                    rest.split_once("(\"").filter(|(method, _)| method.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
                {
                    names.insert(rest.split('"').next().unwrap_or_default().to_owned());
                }
            }
        }
    }
    let mut names = BTreeSet::from(["next".to_owned()]);
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut names);
    assert!(names.contains("before") && names.contains("about"), "{names:?}");
    names
}

/// The people who walk; each route is walked by one who is let in.
struct Walk {
    demo: Demo,
    drafted: Uuid,
    sponsor: Actor,
    manager: Actor,
    consultant: Actor,
}

impl Walk {
    async fn begin() -> Walk {
        let demo = demo().await;
        let drafted = demo.places.path("{draft}").parse().unwrap();
        let [sponsor, manager, consultant] = [demo.person("ines").await, demo.person("lea").await, demo.person("claire").await];
        Walk { demo, drafted, sponsor, manager, consultant }
    }

    fn who(&self, row: &Row) -> &Actor {
        use tandem::access::Role;
        let Some(name) = row.guard.strip_prefix("Seat<") else { return &self.manager };
        let ability = Ability::ALL.into_iter().find(|ability| format!("{ability:?}") == name.trim_end_matches('>')).unwrap();
        // Where there is a draft, nobody we know sits on the client's side.
        if ability.granted_to(Role::Consultant) {
            &self.consultant
        } else if ability.granted_to(Role::Manager) {
            &self.manager
        } else {
            &self.sponsor
        }
    }

    /// A value with which the route shows or does something.
    fn good(&self, row: &Row, parameter: &str) -> String {
        match parameter {
            "{engagement}" if row.guard.contains("Scope>") && !row.guard.contains("Sign") => self.drafted.to_string(),
            "{engagement}" => self.demo.places.engagement.to_string(),
            "{organization}" => self.demo.places.path("{o}"),
            "{person}" | "{session}" => self.manager.id.to_string(),
            "{key}" => "S1".to_owned(),
            "{day}" => "2026-12-24".to_owned(),
            "{role}" => "member".to_owned(),
            "{number}" | "{milestone}" => "5".to_owned(),
            _ => "1".to_owned(),
        }
    }

    /// The route's path with every parameter good but the one at this place.
    fn path(&self, row: &Row, odd: Option<(usize, &str)>) -> String {
        let part = |(at, part): (usize, &str)| match odd {
            Some((place, odd)) if place == at => written(odd),
            _ if part.starts_with('{') => self.good(row, part),
            _ => part.to_owned(),
        };
        row.path.split('/').enumerate().map(part).collect::<Vec<_>>().join("/")
    }

    async fn status(&self, row: &Row, path: &str) -> StatusCode {
        let who = self.who(row);
        let page = if row.method == "GET" { who.opens(path).await } else { who.posts(path, &[]).await };
        page.status
    }
}

#[tokio::test]
async fn odd_words_in_a_path_name_nothing() {
    let walk = Walk::begin().await;
    let mut wrong = Vec::new();
    for row in tandem::house::routes(true).table() {
        for (place, _) in row.path.split('/').enumerate().filter(|(_, part)| part.starts_with('{')) {
            for odd in ODD {
                let status = walk.status(&row, &walk.path(&row, Some((place, odd)))).await;
                if !status.is_client_error() {
                    wrong.push(format!("{} {} with {odd}: {status}", row.method, row.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn odd_words_in_a_query_break_nothing() {
    let walk = Walk::begin().await;
    let names = names();
    let mut wrong = Vec::new();
    // Asked for all at once, and those that pass as numbers one at a time, too: one that is refused hides the others.
    let all = |odd: &str| names.iter().map(|name| format!("{name}={odd}")).collect::<Vec<_>>().join("&");
    let mut queries: Vec<String> = ODD.into_iter().map(|odd| all(if odd == "LONG" { "99999999" } else { odd })).collect();
    queries.extend(["-1", "2147483647"].iter().flat_map(|odd| names.iter().map(move |name| format!("{name}={odd}"))));
    for row in tandem::house::routes(true).table() {
        let is_stream = row.path.ends_with("/live") && row.path != "/health/live";
        if is_stream || (row.method != "GET" && !row.path.ends_with("/lines/new")) {
            continue;
        }
        for query in &queries {
            let status = walk.status(&row, &format!("{}?{query}", walk.path(&row, None))).await;
            if status.is_server_error() {
                wrong.push(format!("{} {}?{query}: {status}", row.method, row.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
