//! A small world to begin a scene in: two firms, an engagement, people on both sides, and strangers.

use chrono::{DateTime, Utc};
use tandem::{
    app::{App, AppSettings, MailRoute},
    base::clock::Clock,
    store::{self, Limits, Store},
    web::guard::token,
};
use uuid::Uuid;

use super::{Actor, database::TestDatabase, statements::Statements};

/// Wednesday, 15 July 2026, 10:00 in Kiel: where every scene begins.
pub fn beginning() -> DateTime<Utc> {
    "2026-07-15T08:00:00Z".parse().unwrap()
}

/// A server on a private database with a fixed clock, and the people of an engagement.
pub struct World {
    pub app: App,
    pub statements: Statements,
    _database: TestDatabase,
    /// "Invoices with one owner", Nordlicht (client) with Ahrens & Vale (provider).
    pub engagement: Uuid,
    /// Another engagement of two other firms, in which only Petra (sponsor) and Max (manager) sit.
    pub other_engagement: Uuid,
    pub provider: Uuid,
    pub client: Uuid,
    /// Sponsor.
    pub ines: Actor,
    /// Lead.
    pub tobias: Actor,
    /// Member; seat 3.
    pub meryem: Actor,
    /// Client observer.
    pub olaf: Actor,
    /// Manager, by being a manager of the provider.
    pub lea: Actor,
    /// Consultant.
    pub samir: Actor,
    /// Provider observer.
    pub paul: Actor,
    /// Sponsor of the other engagement.
    pub petra: Actor,
    /// Manager in the other engagement.
    pub max: Actor,
    /// Has an account and no seat anywhere.
    pub stranger: Actor,
}

/// Seats: 1 Ines, 2 Tobias, 3 Meryem, 4 Olaf, 5 Samir, 6 Paul.
pub async fn world() -> World {
    let statements = Statements::count();
    let database = super::database::fresh().await;
    // Mails stay in the outbox, since nothing empties it; a scene about their way gives them another.
    let mail = MailRoute::Smtp { url: "smtp://127.0.0.1:9".into(), from: "Tandem <tandem@example.org>".into() };
    let files = store::Settings { store: Store::in_memory(), limits: Limits::default() };
    let settings = AppSettings { public_url: "http://localhost:3000".parse().unwrap(), demo: false, mail, trust_proxy: false, files };
    let app = App::new(database.pool.clone(), Clock::fixed(beginning()), settings);
    let [provider, client, other_provider, other_client] = [
        organization(&app, "Ahrens & Vale").await,
        organization(&app, "Nordlicht Pumpen GmbH").await,
        organization(&app, "Meyer Beratung").await,
        organization(&app, "Hansewerk Logistik").await,
    ];
    let engagement = engagement(&app, "Invoices with one owner", provider, client).await;
    let other_engagement = self::engagement(&app, "Night shift", other_provider, other_client).await;
    let ines = person(&app, "Ines Brandt", "ines").await;
    let tobias = person(&app, "Tobias Lenz", "tobias").await;
    let meryem = person(&app, "Meryem Kaya", "meryem").await;
    let olaf = person(&app, "Olaf Ritter", "olaf").await;
    let lea = person(&app, "Lea Ahrens", "lea").await;
    let samir = person(&app, "Samir Haddad", "samir").await;
    let paul = person(&app, "Paul Observer", "paul").await;
    let petra = person(&app, "Petra Elsewhere", "petra").await;
    let max = person(&app, "Max Elsewhere", "max").await;
    let stranger = person(&app, "Sina Stranger", "sina").await;
    for (number, (who, side, role)) in [
        (&ines, "client", "sponsor"),
        (&tobias, "client", "lead"),
        (&meryem, "client", "member"),
        (&olaf, "client", "observer"),
        (&samir, "provider", "consultant"),
        (&paul, "provider", "observer"),
    ]
    .into_iter()
    .enumerate()
    {
        seat(&app, engagement, number as i32 + 1, who, side, role).await;
    }
    seat(&app, other_engagement, 1, &petra, "client", "sponsor").await;
    seat(&app, other_engagement, 2, &max, "provider", "manager").await;
    for (organization, who, role) in
        [(provider, &lea, "manager"), (provider, &lea, "admin"), (provider, &samir, "member"), (client, &ines, "member")]
    {
        member(&app, organization, who, role).await;
    }
    statements.taken();
    World {
        app,
        statements,
        _database: database,
        engagement,
        other_engagement,
        provider,
        client,
        ines,
        tobias,
        meryem,
        olaf,
        lea,
        samir,
        paul,
        petra,
        max,
        stranger,
    }
}

impl World {
    /// The same people at a server that sends no mail.
    pub fn without_mail(mut self) -> World {
        let settings = AppSettings { mail: MailRoute::Nowhere, ..self.app.settings.clone() };
        self.app = App::new(self.app.db.clone(), self.app.clock.clone(), settings);
        for who in [&mut self.ines, &mut self.lea, &mut self.stranger] {
            who.app = self.app.clone();
        }
        self
    }

    /// The same people at a server that keeps files like this.
    pub fn keeping(mut self, files: store::Settings) -> World {
        let settings = AppSettings { files, ..self.app.settings.clone() };
        self.app = App::new(self.app.db.clone(), self.app.clock.clone(), settings);
        for who in [&mut self.ines, &mut self.tobias, &mut self.meryem, &mut self.lea, &mut self.samir, &mut self.petra, &mut self.stranger]
        {
            who.app = self.app.clone();
        }
        self
    }

    /// URL of a page of the engagement.
    pub fn at(&self, path: &str) -> String {
        format!("/engagements/{}{path}", self.engagement)
    }

    /// Enters a thing that can be spoken of, without the rest of it.
    pub async fn has(&self, reference: &str, title: &str) {
        self.has_in(self.engagement, reference, title).await;
    }

    /// The same in this engagement.
    pub async fn has_in(&self, engagement: Uuid, reference: &str, title: &str) {
        sqlx::query("insert into things (engagement_id, reference, title) values ($1, $2, $3) on conflict do nothing")
            .bind(engagement)
            .bind(reference)
            .bind(title)
            .execute(&self.app.db)
            .await
            .unwrap();
    }

    /// Moves the clock.
    pub fn it_is(&self, at: &str) {
        self.app.clock.set(at.parse().unwrap()).unwrap();
    }

    /// Moves the clock on by weeks, in which everybody went on using Tandem.
    pub async fn weeks_pass(&self, until: &str) {
        self.it_is(until);
        sqlx::query("update sign_in_sessions set last_seen_at = $1, expires_at = $1 + interval '90 days'")
            .bind(self.app.clock.now())
            .execute(&self.app.db)
            .await
            .unwrap();
    }

    /// Names of the events of the engagement, in order.
    pub async fn happened(&self) -> Vec<String> {
        sqlx::query_scalar("select kind from events where engagement_id = $1 order by number")
            .bind(self.engagement)
            .fetch_all(&self.app.db)
            .await
            .unwrap()
    }

    /// The open turns that follow from what people did: "D1 client review_submission".
    pub async fn turns(&self) -> Vec<String> {
        self.turns_of(false).await
    }

    /// The open turns that follow from how ready milestones are: "T1 client climb_ladder Meryem Kaya".
    pub async fn steps(&self) -> Vec<String> {
        self.turns_of(true).await
    }

    async fn turns_of(&self, gates: bool) -> Vec<String> {
        sqlx::query_scalar(
            "select thing || ' ' || side || ' ' || ask || case when $2 then coalesce(' ' || p.name, '') else '' end
             from turns t left join persons p on p.id = t.person_id
             where engagement_id = $1 and ended_at is null and (gate <> '') = $2 order by thing, side, ask",
        )
        .bind(self.engagement)
        .bind(gates)
        .fetch_all(&self.app.db)
        .await
        .unwrap()
    }

    /// Name of the constraint by which the database refuses a statement of somebody who got around the application; `$1` in it
    /// is the engagement.
    pub async fn refuses(&self, statement: &str) -> String {
        let mut forged = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
        if statement.contains("$1") {
            forged = forged.bind(self.engagement);
        }
        let Err(error) = forged.execute(&self.app.db).await else { panic!("carried out: {statement}") };
        error.as_database_error().unwrap_or_else(|| panic!("{statement}: {error}")).constraint().unwrap_or_default().to_owned()
    }

    /// Each statement is refused by this constraint.
    pub async fn refuses_all(&self, constraint: &str, statements: &[&str]) {
        for statement in statements {
            assert_eq!(self.refuses(statement).await, constraint, "{statement}");
        }
    }
}

/// Enters an organization.
pub async fn organization(app: &App, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query("insert into organizations (id, name, created_at) values ($1, $2, $3)")
        .bind(id)
        .bind(name)
        .bind(app.clock.now())
        .execute(&app.db)
        .await
        .unwrap();
    id
}

/// Enters an engagement.
pub async fn engagement(app: &App, title: &str, provider: Uuid, client: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at)
         values ($1, $2, $3, $4, '2026-03-02', '2026-07-31', $5)",
    )
    .bind(id)
    .bind(title)
    .bind(provider)
    .bind(client)
    .bind(app.clock.now())
    .execute(&app.db)
    .await
    .unwrap();
    id
}

/// Enters a person who is signed in.
pub async fn person(app: &App, name: &'static str, handle: &str) -> Actor {
    let id = Uuid::now_v7();
    let now = app.clock.now();
    sqlx::query("insert into persons (id, email, name, created_at, last_seen_at) values ($1, $2, $3, $4, $4)")
        .bind(id)
        .bind(format!("{handle}@example.org"))
        .bind(name)
        .bind(now)
        .execute(&app.db)
        .await
        .unwrap();
    let secret = format!("test-token-of-{handle}");
    sqlx::query(
        "insert into sign_in_sessions (id, person_id, token_hash, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $4, $4 + interval '90 days')",
    )
    .bind(Uuid::now_v7())
    .bind(id)
    .bind(token::hash(&secret))
    .bind(now)
    .execute(&app.db)
    .await
    .unwrap();
    Actor { app: app.clone(), id, name, token: Some(secret), language: "en" }
}

/// Gives a seat.
pub async fn seat(app: &App, engagement: Uuid, number: i32, who: &Actor, side: &str, role: &str) {
    sqlx::query("insert into seats (engagement_id, number, person_id, side, role, since) values ($1, $2, $3, $4, $5, $6)")
        .bind(engagement)
        .bind(number)
        .bind(who.id)
        .bind(side)
        .bind(role)
        .bind(app.clock.now())
        .execute(&app.db)
        .await
        .unwrap();
}

/// Gives a role in an organization.
pub async fn member(app: &App, organization: Uuid, who: &Actor, role: &str) {
    sqlx::query("insert into organization_members (organization_id, person_id, role, since) values ($1, $2, $3, $4)")
        .bind(organization)
        .bind(who.id)
        .bind(role)
        .bind(app.clock.now())
        .execute(&app.db)
        .await
        .unwrap();
}
