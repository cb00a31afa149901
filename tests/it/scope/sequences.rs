//! Whatever people do to the scope, in whatever order, on the real database: what versions and signatures promise holds.

use std::collections::BTreeMap;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use tandem::{
    access::{Side, needs},
    base::{digest::Digest, money::Currency},
    error::Error,
    scope::{
        acts, digest,
        line::{Direction, Kind, Line, LineContent, NewLine},
    },
    web::{Result, Seat},
};
use uuid::Uuid;

use crate::support::{
    World, world,
    world::{engagement, seat},
};

#[derive(Clone, Debug)]
enum Act {
    Begin,
    Add(Kind, u8),
    Change(u8, u8),
    Move(u8, bool),
    Remove(u8),
    Propose,
    /// For a side, having read the text or another one.
    Sign(Side, bool),
    Withdraw,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => Just(Act::Begin),
        6 => (prop::sample::select([&Kind::ALL[..], &[Kind::Service; 3]].concat()), any::<u8>()).prop_map(|(kind, words)| Act::Add(kind, words)),
        4 => (any::<u8>(), any::<u8>()).prop_map(|(line, words)| Act::Change(line, words)),
        2 => (any::<u8>(), any::<bool>()).prop_map(|(line, up)| Act::Move(line, up)),
        2 => any::<u8>().prop_map(Act::Remove),
        10 => Just(Act::Propose),
        20 => (prop::sample::select(Side::BOTH.to_vec()), prop::bool::weighted(0.9)).prop_map(|(side, read)| Act::Sign(side, read)),
        1 => Just(Act::Withdraw),
    ]
}

/// A version as it is stored.
#[derive(Clone, Debug, PartialEq)]
struct Stored {
    state: String,
    digest: Option<Digest>,
    lines: Vec<Line>,
    /// Side and digest.
    signatures: Vec<(String, Digest)>,
}

type Versions = BTreeMap<i32, Stored>;

fn digest_of(bytes: Vec<u8>) -> Digest {
    Digest(bytes.try_into().unwrap())
}

/// One engagement of a world, and who acts in it.
struct Scene<'a> {
    w: &'a World,
    engagement: Uuid,
}

impl Scene<'_> {
    async fn seat<N: tandem::access::Needs>(&self, who: Uuid) -> Seat<N> {
        Seat::of_person(&self.w.app, who, self.engagement).await.unwrap()
    }

    async fn versions(&self) -> Versions {
        let db = &self.w.app.db;
        let rows: Vec<(i32, String, Option<Vec<u8>>)> =
            sqlx::query_as("select number, state, digest from scope_versions where engagement_id = $1")
                .bind(self.engagement)
                .fetch_all(db)
                .await
                .unwrap();
        let mut versions: Versions = rows
            .into_iter()
            .map(|(number, state, digest)| {
                (number, Stored { state, digest: digest.map(digest_of), lines: Vec::new(), signatures: Vec::new() })
            })
            .collect();
        type Row = (i32, String, i32, String, String, Option<i32>, Vec<String>);
        let lines: Vec<Row> = sqlx::query_as(
            "select l.version, l.key, l.position, l.title, l.text, l.days,
                    array(select c.text from scope_criteria c
                          where c.engagement_id = l.engagement_id and c.version = l.version and c.key = l.key order by c.position)
             from scope_lines l where l.engagement_id = $1 order by l.version, l.key",
        )
        .bind(self.engagement)
        .fetch_all(db)
        .await
        .unwrap();
        for (version, key, position, title, text, days, criteria) in lines {
            let content = LineContent { title, text, days, criteria, ..LineContent::default() };
            let kind = Kind::of_key(&key).unwrap();
            versions.get_mut(&version).unwrap().lines.push(Line { key, kind, position, content });
        }
        let signatures: Vec<(i32, String, Vec<u8>)> =
            sqlx::query_as("select version, side, digest from scope_signatures where engagement_id = $1 order by side")
                .bind(self.engagement)
                .fetch_all(db)
                .await
                .unwrap();
        for (version, side, digest) in signatures {
            versions.get_mut(&version).unwrap().signatures.push((side, digest_of(digest)));
        }
        versions
    }

    /// Does it to the newest version.
    async fn does(&self, act: &Act, versions: &Versions) -> Result<()> {
        let (app, w) = (&self.w.app, self.w);
        let (number, newest) = versions.last_key_value().map_or((1, None), |(number, stored)| (*number, Some(stored)));
        let key = |line: u8| match newest.map(|newest| &newest.lines) {
            Some(lines) if !lines.is_empty() => lines[usize::from(line) % lines.len()].key.clone(),
            _ => "S1".to_owned(),
        };
        match act {
            Act::Begin => acts::begin_draft(app, &self.seat::<needs::DraftScope>(w.samir.id).await).await.map(|_| ()),
            Act::Add(kind, words) => {
                let new = NewLine { kind: *kind, content: content(*kind, *words) };
                acts::add_line(app, &self.seat(w.samir.id).await, number, new).await.map(|_| ())
            }
            Act::Change(line, words) => {
                let key = key(*line);
                let content = content(Kind::of_key(&key).unwrap(), *words);
                acts::change_line(app, &self.seat(w.samir.id).await, number, &key, content, None).await
            }
            Act::Move(line, up) => {
                let direction = if *up { Direction::Up } else { Direction::Down };
                acts::move_line(app, &self.seat(w.samir.id).await, number, &key(*line), direction).await
            }
            Act::Remove(line) => acts::remove_line(app, &self.seat(w.samir.id).await, number, &key(*line), None).await,
            Act::Propose => acts::propose(app, &self.seat(w.lea.id).await, number, None).await.map(|_| ()),
            Act::Sign(side, read) => {
                let who = if *side == Side::Client { &w.ines } else { &w.lea };
                let shown = newest.and_then(|newest| newest.digest).filter(|_| *read).unwrap_or(Digest([0; 32]));
                acts::sign(app, &self.seat(who.id).await, number, who.name, shown).await.map(|_| ())
            }
            Act::Withdraw => acts::withdraw(app, &self.seat(w.lea.id).await, number).await,
        }
    }
}

/// What a line says; criteria and days are for services.
fn content(kind: Kind, words: u8) -> LineContent {
    let content = LineContent { title: format!("Line {}", words % 5), text: "x".repeat(usize::from(words % 3)), ..LineContent::default() };
    match kind {
        Kind::Service => {
            LineContent { days: Some(i32::from(words % 4)), criteria: vec!["Tried".into(); usize::from(words % 3)], ..content }
        }
        Kind::Exclusion | Kind::ClientDuty | Kind::WayOfWorking => content,
    }
}

/// What holds at every moment.
fn holds(engagement: Uuid, versions: &Versions) {
    let count = |states: &[&str]| versions.values().filter(|stored| states.contains(&stored.state.as_str())).count();
    assert!(count(&["draft", "proposed"]) <= 1, "two are open");
    assert!(count(&["agreed"]) <= 1, "two are agreed");
    for (number, stored) in versions {
        let signed: Vec<&str> = stored.signatures.iter().map(|(side, _)| side.as_str()).collect();
        match stored.state.as_str() {
            "draft" => assert!(stored.digest.is_none() && signed.is_empty()),
            "agreed" | "superseded" => assert_eq!(signed, ["client", "provider"]),
            _ => assert!(signed.len() < 2, "both have signed version {number}, which is {}", stored.state),
        }
        if let Some(digest) = stored.digest {
            assert_eq!(digest::of_version(engagement, *number, Currency::EUR, &stored.lines), digest, "the text is another one");
            assert!(stored.signatures.iter().all(|(_, signed)| *signed == digest), "a signature is under another text");
        }
    }
}

/// What holds from one moment to the next.
fn follows(before: &Versions, after: &Versions) {
    for (number, old) in before {
        let new = &after[number];
        let way = (old.state.as_str(), new.state.as_str());
        let steps =
            [("draft", "proposed"), ("draft", "withdrawn"), ("proposed", "agreed"), ("proposed", "withdrawn"), ("agreed", "superseded")];
        assert!(old.state == new.state || steps.contains(&way), "version {number} went from {way:?}");
        assert!(old.signatures.iter().all(|signature| new.signatures.contains(signature)), "a signature is gone");
        if old.state != "draft" {
            assert_eq!((old.digest, &old.lines), (new.digest, &new.lines), "version {number} was changed after it was proposed");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_people_do_versions_and_signatures_keep_their_promises() {
    let w = world::world().await;
    let mut runner = TestRunner::new(Config { cases: 16, max_shrink_iters: 200, failure_persistence: None, ..Config::default() });
    let handle = tokio::runtime::Handle::current();
    let result = tokio::task::block_in_place(|| {
        runner.run(&prop::collection::vec(act(), 0..50), |acts| {
            handle.block_on(async {
                let engagement = engagement(&w.app, "Any", w.provider, w.client).await;
                seat(&w.app, engagement, 1, &w.ines, "client", "sponsor").await;
                seat(&w.app, engagement, 2, &w.samir, "provider", "consultant").await;
                let scene = Scene { w: &w, engagement };
                let mut versions = scene.versions().await;
                for act in std::iter::once(&Act::Begin).chain(&acts) {
                    let done = scene.does(act, &versions).await;
                    let after = scene.versions().await;
                    holds(engagement, &after);
                    follows(&versions, &after);
                    match done {
                        Ok(()) => {}
                        Err(Error::Refused(_) | Error::NotFound) => {
                            assert_eq!(after, versions, "{act:?} was refused and changed something")
                        }
                        Err(error) => panic!("{act:?}: {error}"),
                    }
                    versions = after;
                }
            });
            Ok(())
        })
    });
    result.unwrap();
}
