//! The worked example, answered in process.

use tandem::{
    app::{App, AppSettings, MailRoute},
    demo,
    web::guard::token,
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
    /// "Invoices with one owner".
    pub engagement: Uuid,
    pub provider: Uuid,
    _database: TestDatabase,
}

/// Surroundings of the demo at this address.
pub fn settings(public_url: &str) -> AppSettings {
    AppSettings { public_url: public_url.parse().unwrap(), demo: true, mail: MailRoute::DemoPage, trust_proxy: false }
}

/// Opens one.
pub async fn demo() -> Demo {
    let statements = Statements::count();
    let database = database::with_demo().await;
    let app = App::new(database.pool.clone(), demo::clock(&database.pool).await.unwrap(), settings("http://localhost:3000"));
    let (engagement, provider) = sqlx::query_as("select id, provider_id from engagements where title = 'Invoices with one owner'")
        .fetch_one(&app.db)
        .await
        .unwrap();
    Demo { app, statements, engagement, provider, _database: database }
}

impl Demo {
    /// A path of the list of pages, with the ids of this demo.
    pub fn path(&self, path: &str) -> String {
        path.replace("{e}", &self.engagement.to_string()).replace("{o}", &self.provider.to_string())
    }

    /// Somebody of the story, by the beginning of the e-mail address; the empty word is nobody.
    pub async fn person(&self, handle: &'static str) -> Actor {
        if handle.is_empty() {
            return Actor::anonymous(&self.app);
        }
        let id: Uuid = sqlx::query_scalar("select id from persons where email like $1 || '.%'").bind(handle).fetch_one(&self.app.db).await.unwrap();
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
        sqlx::query("update persons set last_seen_at = $2 where id = $1").bind(id).bind(self.app.clock.now()).execute(&self.app.db).await.unwrap();
        Actor { app: self.app.clone(), id, name: handle, token: Some(secret), language: "en" }
    }
}
