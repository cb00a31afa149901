//! The worked example, answered in process.

use chrono::TimeDelta;
use futures_util::stream;
use tandem::{
    access::Role,
    app::{App, AppSettings, MailRoute},
    base::token::Token,
    changes::{self, model::NewChange},
    deliverables, demo,
    effects::{self, model::NewEffect},
    engagements::{self, acts::NewInvitation},
    files, mail,
    milestones::{self, waiver::NewWaiver},
    scope::{
        self,
        line::{Kind, LineContent, NewLine},
    },
    store::{self, Limits, Store},
    web::{Seat, guard::token},
    working_sessions::{
        self,
        model::{NewPlan, NewRecord, NewSetting, NewStep},
    },
};
use uuid::Uuid;

use super::{
    Actor,
    database::{self, TestDatabase},
    statements::Statements,
};

/// The demo on a copy of the worked example.
pub struct Demo {
    pub app: App,
    pub statements: Statements,
    pub places: Places,
    _database: TestDatabase,
}

/// What the list of pages refers to by a word in braces.
#[derive(Clone, Debug)]
pub struct Places {
    /// `{e}`: "Invoices with one owner".
    pub engagement: Uuid,
    words: Vec<(&'static str, String)>,
}

/// Links of which only the hash is stored.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
pub struct Links {
    invitation: String,
    reset: String,
    unsubscribe: String,
}

/// Adds what the worked example has none of: a draft, a proposal, a file laid ready, an open invitation, a reset link.
pub async fn prepare(app: &App) -> Links {
    let (hansewerk, elmshorn) = (titled(app, "Loading bays without waiting").await, titled(app, "Meter readings in one step").await);
    let [claire, lea, ines] = [id_of(app, "claire").await, id_of(app, "lea").await, id_of(app, "ines").await];
    let draft = Seat::of_person(app, claire, hansewerk).await.unwrap();
    scope::acts::begin_draft(app, &draft).await.unwrap();
    let content = LineContent {
        title: "Loading bays without waiting".into(),
        text: "Lorries are called to a bay that is free.".into(),
        criteria: vec!["Nobody waits longer than 20 minutes".into()],
        days: Some(12),
        price_minor: Some(1_560_000),
        due_on: None,
        needs: Vec::new(),
    };
    scope::acts::add_line(app, &draft, 1, NewLine { kind: Kind::Service, content }).await.unwrap();
    scope::acts::begin_draft(app, &Seat::of_person(app, claire, elmshorn).await.unwrap()).await.unwrap();
    scope::acts::propose(app, &Seat::of_person(app, lea, elmshorn).await.unwrap(), 2, None).await.unwrap();
    changes(app, [claire, lea, ines]).await;
    handover(app, lea).await;
    sessions(app, id_of(app, "samir").await, id_of(app, "tobias").await).await;
    effect(app, id_of(app, "frauke").await).await;
    laid_ready(app).await;
    let new =
        NewInvitation { email: "new@hansewerk.example".into(), name: "Nora Neu".into(), role: Role::Consultant, function: String::new() };
    let sent = engagements::acts::invite(app, &Seat::of_person(app, lea, hansewerk).await.unwrap(), &new).await.unwrap();
    let reset = Token::random();
    sqlx::query("insert into password_resets (token_hash, person_id, created_at, expires_at) values ($1, $2, $3, $3 + interval '1 hour')")
        .bind(reset.hash().as_slice())
        .bind(ines)
        .bind(app.clock.now())
        .execute(&app.db)
        .await
        .unwrap();
    let secret: Vec<u8> = sqlx::query_scalar("select secret from deployment").fetch_one(&app.db).await.unwrap();
    let unsubscribe = mail::unsubscribe::token(&secret, ines);
    Links { invitation: sent.token.as_str().to_owned(), reset: reset.as_str().to_owned(), unsubscribe }
}

/// One change on offer and one that is assessed, both beside what the milestones cover.
async fn changes(app: &App, [claire, lea, ines]: [Uuid; 3]) {
    let nordlicht = titled(app, "Invoices with one owner").await;
    let assess = Seat::of_person(app, claire, nordlicht).await.unwrap();
    for title in ["Invoices of the museum", "Reports for the bank"] {
        let new = NewChange { title: title.into(), text: "It *could* come along.".into(), touches: Some("X3".into()), feedback: None };
        let number = changes::acts::raise(app, &Seat::of_person(app, ines, nordlicht).await.unwrap(), new).await.unwrap();
        let content = LineContent { title: title.into(), text: "Not before next year.".into(), ..LineContent::default() };
        changes::acts::add_line(app, &assess, number, NewLine { kind: Kind::Exclusion, content }).await.unwrap();
        changes::acts::assess(app, &assess, number, "Nothing changes for the dates.").await.unwrap();
    }
    changes::acts::offer(app, &Seat::of_person(app, lea, nordlicht).await.unwrap(), 4, "Lea Ahrens", None).await.unwrap();
}

/// A waiver that is asked for, and an echo that waits for an answer.
async fn handover(app: &App, lea: Uuid) {
    let nordlicht = titled(app, "Invoices with one owner").await;
    let new = NewWaiver {
        gate: "gate-people-t2".into(),
        reason: "Meryem is on holiday; **Samir** stays within call.".into(),
        until: "2026-08-14".parse().unwrap(),
    };
    milestones::acts::waivers::ask(app, &Seat::of_person(app, lea, nordlicht).await.unwrap(), 5, &new).await.unwrap();
    sqlx::query("insert into echoes (engagement_id, milestone, days, due_on, asked_at) values ($1, 3, 30, '2026-07-14', $2)")
        .bind(nordlicht)
        .bind(app.clock.now())
        .execute(&app.db)
        .await
        .unwrap();
}

/// A session that runs, and one whose record was corrected.
async fn sessions(app: &App, samir: Uuid, tobias: Uuid) {
    let nordlicht = titled(app, "Invoices with one owner").await;
    let seat = Seat::of_person(app, samir, nordlicht).await.unwrap();
    let from = app.clock.now() - TimeDelta::hours(1);
    let setting =
        NewSetting { place: "Warehouse".into(), from, to: from + TimeDelta::hours(2), people: vec![samir, tobias], topics: vec![5] };
    let plan = NewPlan { title: "Files of the day".into(), setting: setting.clone(), agenda: "*All* of them".into() };
    let running = working_sessions::acts::plan(app, &seat, plan).await.unwrap();
    working_sessions::acts::begin(app, &seat, running).await.unwrap();
    let step = NewStep { text: "Write it down".into(), owner: tobias, due_on: (app.clock.now() + TimeDelta::days(1)).date_naive() };
    let setting = NewSetting { to: app.clock.now(), ..setting };
    let record = NewRecord { setting, changed: "The limit".into(), outcome: "Two files".into(), steps: vec![step], kept: vec![] };
    let corrected = working_sessions::acts::log(app, &seat, "Files of the week".into(), record).await.unwrap();
    let client = Seat::of_person(app, tobias, nordlicht).await.unwrap();
    working_sessions::acts::correct(app, &client, corrected, 1, "Three files").await.unwrap();
}

/// An effect that waits to be acknowledged, beside what the milestones of the example cover.
async fn effect(app: &App, frauke: Uuid) {
    let hansewerk = titled(app, "Loading bays without waiting").await;
    let new = NewEffect {
        area: "Sales".into(),
        text: "Drivers call sales now.".into(),
        severity: "A nuisance".into(),
        since: app.clock.now().date_naive(),
        seen_by: "The front desk".into(),
        touches: None,
        feedback: None,
        session: None,
    };
    effects::acts::report(app, &Seat::of_person(app, frauke, hansewerk).await.unwrap(), new).await.unwrap();
}

/// A file in two versions that waits for the transfer record to be handed in.
async fn laid_ready(app: &App) {
    let (nordlicht, samir) = (titled(app, "Invoices with one owner").await, id_of(app, "samir").await);
    for content in ["Who does what, so far.", "Who does what."] {
        let content = stream::iter([Ok::<_, std::io::Error>(content.into())]);
        let staged = files::staging::stage(app, nordlicht, "transfer-record.txt", content).await.unwrap();
        let seat = Seat::of_person(app, samir, nordlicht).await.unwrap();
        deliverables::acts::attach(app, &seat, 6, vec![staged]).await.unwrap();
    }
}

async fn titled(app: &App, title: &str) -> Uuid {
    sqlx::query_scalar("select id from engagements where title = $1").bind(title).fetch_one(&app.db).await.unwrap()
}

async fn id_of(app: &App, handle: &str) -> Uuid {
    sqlx::query_scalar("select id from persons where email like $1 || '.%'").bind(handle).fetch_one(&app.db).await.unwrap()
}

impl Places {
    /// Looks them up.
    pub async fn of(app: &App, links: &Links) -> Places {
        let engagement = titled(app, "Invoices with one owner").await;
        let provider: Uuid =
            sqlx::query_scalar("select provider_id from engagements where id = $1").bind(engagement).fetch_one(&app.db).await.unwrap();
        let words = vec![
            ("{e}", engagement.to_string()),
            ("{o}", provider.to_string()),
            ("{draft}", titled(app, "Loading bays without waiting").await.to_string()),
            ("{proposal}", titled(app, "Meter readings in one step").await.to_string()),
            ("{i}", links.invitation.clone()),
            ("{r}", links.reset.clone()),
            ("{u}", links.unsubscribe.clone()),
        ];
        Places { engagement, words }
    }

    /// A path of the list of pages.
    pub fn path(&self, path: &str) -> String {
        self.words.iter().fold(path.to_owned(), |path, (word, value)| path.replace(word, value))
    }
}

/// The files of the worked example: one store for all copies of its database.
fn files() -> store::Settings {
    store::Settings { store: Store::in_folder(&database::example_files()).unwrap(), limits: Limits::default() }
}

/// Surroundings of the demo at this address.
pub fn settings(public_url: &str) -> AppSettings {
    AppSettings { public_url: public_url.parse().unwrap(), demo: true, mail: MailRoute::DemoPage, trust_proxy: false, files: files() }
}

/// Opens one.
pub async fn demo() -> Demo {
    let statements = Statements::count();
    let (database, links) = database::with_demo().await;
    let app = App::new(database.pool.clone(), demo::clock(&database.pool).await.unwrap(), settings("http://localhost:3000"));
    let places = Places::of(&app, &links).await;
    Demo { app, statements, places, _database: database }
}

impl Demo {
    /// Somebody of the story, by the beginning of the e-mail address; the empty word is nobody.
    pub async fn person(&self, handle: &'static str) -> Actor {
        if handle.is_empty() {
            return Actor::anonymous(&self.app);
        }
        let id = id_of(&self.app, handle).await;
        let secret = format!("demo-token-of-{handle}-{}", Uuid::new_v4());
        sqlx::query(
            "insert into sign_in_sessions (id, person_id, token_hash, created_at, last_seen_at, expires_at)
             values ($1, $2, $3, $4, $4, $4 + interval '90 days')",
        )
        .bind(Uuid::now_v7())
        .bind(id)
        .bind(token::hash(&secret))
        .bind(self.app.clock.now())
        .execute(&self.app.db)
        .await
        .unwrap();
        sqlx::query("update persons set last_seen_at = $2 where id = $1")
            .bind(id)
            .bind(self.app.clock.now())
            .execute(&self.app.db)
            .await
            .unwrap();
        Actor { app: self.app.clone(), id, name: handle, token: Some(secret), language: "en" }
    }
}
