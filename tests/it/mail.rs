//! Mails that hang, come back or wait in great numbers: none is marked wrongly, and none holds up others.

use std::time::Duration;

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row as _};
use tandem::{
    app::{App, AppSettings},
    mail::{
        CLAIM,
        post::Patience,
        worker::{Mailer, drain, sweep},
    },
};
use uuid::Uuid;

use crate::support::{
    Actor, World,
    mail_server::{LATE, MailServer},
    world,
};

fn posting(w: &World, server: &MailServer) -> App {
    App::new(w.app.db.clone(), w.app.clock.clone(), AppSettings { mail: server.route(), ..w.app.settings.clone() })
}

fn mailer(w: &World, server: &MailServer, patience: Duration) -> Mailer {
    // On a busy machine a mail that goes well may take some time, too.
    Mailer::new(&posting(w, server), Patience { mail: patience, prompt: Duration::from_millis(1000) }).unwrap()
}

/// Longer than any test waits.
const FOR_EVER: Duration = Duration::from_secs(120);

/// Puts mails into the outbox.
async fn wait(w: &World, mailboxes: impl IntoIterator<Item = String>) {
    for address in mailboxes {
        sqlx::query(
            "insert into outbox (id, kind, address, language, detail, created_at, not_before) values ($1, 'password_reset', $2, 'en', $3, $4, $4)",
        )
        .bind(Uuid::now_v7())
        .bind(address)
        .bind(json!({"url": "http://localhost/secret", "name": "N"}))
        .bind(w.app.clock.now())
        .execute(&w.app.db)
        .await
        .unwrap();
    }
}

fn mailboxes(name: &str, count: usize, domain: &str) -> Vec<String> {
    (0..count).map(|number| format!("{name}{number}@{domain}")).collect()
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..2000 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("not {what}");
}

/// How many rows of the outbox are so.
async fn count(w: &World, rows: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from outbox where {rows}"))).fetch_one(&w.app.db).await.unwrap()
}

/// Whether the mail to this mailbox was sent, and how it failed the last time.
async fn fate(w: &World, mailbox: &str) -> (bool, Option<String>) {
    sqlx::query_as("select sent_at is not null, failure from outbox where address = $1").bind(mailbox).fetch_one(&w.app.db).await.unwrap()
}

#[tokio::test]
async fn a_late_answer_is_taken_for_no_other_mails() {
    let w = world().await;
    let server = MailServer::start().await;
    let mut mailer = mailer(&w, &server, LATE / 2);
    wait(&w, ["late@example.org".to_owned()]).await;
    mailer.begin_due().await.unwrap();
    until("given up waiting", async || count(&w, "failure = 'slow'").await == 1).await;
    until("answered", async || server.answered_late() == 1).await;
    // On the old connection they would hear the answers to the mail before.
    wait(&w, ["spam@example.org".to_owned(), "welcome@example.org".to_owned(), "refused@example.org".to_owned()]).await;
    mailer.begin_due().await.unwrap();
    until("tried", async || count(&w, "attempts = 1 and (sent_at is not null or failure is not null)").await == 4).await;
    let failed = |how: &str| (false, Some(how.to_owned()));
    assert_eq!(fate(&w, "late@example.org").await, failed("slow"), "nobody heard that it was taken");
    assert_eq!(fate(&w, "spam@example.org").await, failed("refused"));
    assert_eq!(fate(&w, "refused@example.org").await, failed("refused"));
    assert_eq!(fate(&w, "welcome@example.org").await, (true, None));
    assert_eq!(server.recipients(), ["late@example.org", "welcome@example.org"]);
}

#[tokio::test]
async fn mails_that_go_well_share_connections() {
    let w = world().await;
    let server = MailServer::start().await;
    let others = mailboxes("p", 40, "example.org");
    wait(&w, others.into_iter().chain(["refused@example.org".to_owned(), "spam@example.org".to_owned()])).await;
    assert_eq!(drain(&posting(&w, &server)).await.unwrap(), 40);
    assert_eq!(count(&w, "failure = 'refused'").await, 2);
    assert!(server.connections() <= 8, "{} connections for 42 mails", server.connections());
}

#[tokio::test]
async fn what_hangs_holds_up_nothing_else() {
    let w = world().await;
    let server = MailServer::start().await;
    let mut mailer = mailer(&w, &server, FOR_EVER);
    wait(&w, mailboxes("hangs", 12, "example.org")).await;
    wait(&w, mailboxes("good", 40, "example.org")).await;
    mailer.begin_due().await.unwrap();
    until("gone", async || count(&w, "sent_at is not null").await == 40).await;
    assert_eq!(server.hanging(), 12, "they left while the others hung");
}

#[tokio::test]
async fn a_domain_that_hangs_takes_no_more_than_its_places() {
    let w = world().await;
    let server = MailServer::start().await;
    let mut mailer = mailer(&w, &server, FOR_EVER);
    wait(&w, mailboxes("hangs", 100, "hangs.example")).await;
    wait(&w, mailboxes("good", 40, "good.example")).await;
    mailer.begin_due().await.unwrap();
    until("gone", async || count(&w, "sent_at is not null").await == 40).await;
    let hanging = server.hanging();
    assert!((16..=24).contains(&hanging), "{hanging} hang: a crowd, and what had begun before it was one");
    let put_off = "attempts = 0 and not_before = created_at + interval '15 seconds' and failure is null";
    assert_eq!(count(&w, put_off).await, 100 - hanging as i64, "the others were not tried, and that counts as no try");
}

#[tokio::test]
async fn what_hung_before_takes_no_lane_the_next_time() {
    let w = world().await;
    let server = MailServer::start().await;
    wait(&w, mailboxes("hangs", 8, "a.example").into_iter().chain(mailboxes("hangs", 8, "b.example"))).await;
    let mut impatient = mailer(&w, &server, Duration::from_millis(100));
    impatient.drain().await.unwrap();
    assert_eq!(count(&w, "failure = 'slow'").await, 16);
    w.it_is("2026-07-15T08:01:00Z");
    wait(&w, mailboxes("good", 20, "example.org")).await;
    // They would hold the lanes for a minute each, if they took one.
    let patience = Patience { mail: FOR_EVER, prompt: Duration::from_secs(60) };
    let mut patient = Mailer::new(&posting(&w, &server), patience).unwrap();
    patient.begin_due().await.unwrap();
    until("gone", async || count(&w, "sent_at is not null").await == 20).await;
    until("tried", async || server.hanging() == 16).await;
}

#[tokio::test]
async fn whose_claim_has_ended_does_not_plan_for_the_mail() {
    let w = world().await;
    let server = MailServer::start().await;
    wait(&w, ["hangs@example.org".to_owned()]).await;
    let mut slow = mailer(&w, &server, Duration::from_millis(300));
    slow.begin_due().await.unwrap();
    until("handed in", async || server.hanging() == 1).await;
    // The claim ends, and another worker has the mail in hand.
    w.it_is("2026-07-15T08:04:00Z");
    let mut other = mailer(&w, &server, FOR_EVER);
    other.begin_due().await.unwrap();
    until("handed in again", async || server.hanging() == 2).await;
    slow.drain().await.unwrap();
    let claimed = "attempts = 2 and failure is null and not_before = '2026-07-15T08:07:00Z'";
    assert_eq!(count(&w, claimed).await, 1, "the first planned for what is the second's");
}

#[tokio::test]
async fn a_claim_that_is_about_to_end_is_left_to_others() {
    let w = world().await;
    let server = MailServer::start().await;
    wait(&w, ["welcome@example.org".to_owned()]).await;
    // So patient that another worker could begin with the mail meanwhile.
    assert_eq!(mailer(&w, &server, Duration::from_secs(200)).drain().await.unwrap(), 0);
    assert_eq!((server.connections(), count(&w, "sent_at is null").await), (0, 1));
    w.it_is("2026-07-15T08:03:00Z");
    assert_eq!(drain(&posting(&w, &server)).await.unwrap(), 1);
}

/// The numbers of a plan: blocks touched, rows met, and whether the whole table was read.
fn cost(plan: &Value) -> (i64, i64, bool) {
    let number = |of: &Value, name: &str| of[name].as_f64().unwrap_or_default();
    fn nodes<'a>(node: &'a Value, all: &mut Vec<&'a Value>) {
        all.push(node);
        node["Plans"].as_array().into_iter().flatten().for_each(|below| nodes(below, all));
    }
    let mut all = Vec::new();
    let top = &plan[0]["Plan"];
    nodes(top, &mut all);
    let met = |node: &&Value| {
        let rows = number(node, "Actual Rows") + number(node, "Rows Removed by Filter") + number(node, "Rows Removed by Index Recheck");
        rows * number(node, "Actual Loops")
    };
    let rows = all.iter().map(met).fold(0.0, f64::max);
    let reads_all = all.iter().any(|node| node["Node Type"] == "Seq Scan" && node["Relation Name"] == "outbox");
    let blocks = number(top, "Shared Hit Blocks") + number(top, "Shared Read Blocks");
    (blocks as i64, rows as i64, reads_all)
}

/// Notices wait: of each of `events` events a mail to `people` people in each of `engagements` engagements.
async fn backlog(w: &World, engagements: i32, people: i32, events: i32) {
    for statement in [
        "insert into persons (id, email, name, created_at) select md5('p' || n)::uuid, 'p' || n || '@example.org', 'P', now() from generate_series(1, $2) n",
        "insert into engagements (id, provider_id, client_id, title, starts_on, ends_on, created_at)
         select md5('e' || n)::uuid, provider_id, client_id, 'E', starts_on, ends_on, created_at
         from (select * from engagements limit 1) one, generate_series(1, $1) n",
        "insert into events (engagement_id, number, at, kind, detail, previous_hash, hash, provider_id, client_id)
         select e.id, n, now(), 'scope_drafted', '{\"version\": 1}', '', '', e.provider_id, e.client_id
         from engagements e, generate_series(1, $3) n where e.title = 'E'",
        "insert into outbox (id, kind, person_id, address, language, engagement_id, event_number, created_at, not_before)
         select gen_random_uuid(), 'notice', md5('p' || p)::uuid, 'p' || p || '@example.org', 'en', md5('e' || e)::uuid, n,
                '2026-07-15T07:00:00Z', timestamptz '2026-07-15T07:01:00Z' + (n * $1 + e) * interval '1 millisecond'
         from generate_series(1, $1) e, generate_series(1, $2) p, generate_series(1, $3) n",
    ] {
        let numbers = [("$1", engagements), ("$2", people), ("$3", events)];
        let statement = numbers.iter().fold(statement.to_owned(), |statement, (name, number)| statement.replace(name, &number.to_string()));
        sqlx::query(AssertSqlSafe(statement)).execute(&w.app.db).await.unwrap();
    }
}

/// What a claim takes and touches while 60,000 notices wait, planned in each way in which it may be.
async fn claims_of_a_backlog(engagements: i32, people: i32, events: i32) -> Vec<(i64, i64, i64, bool)> {
    let w = world().await;
    backlog(&w, engagements, people, events).await;
    assert_eq!(count(&w, "sent_at is null").await, 60_000);
    let mut connection = PgConnection::connect_with(&w.app.db.connect_options()).await.unwrap();
    let claim = format!("prepare claim (timestamptz, timestamptz, int8, timestamptz, int8) as {CLAIM}");
    sqlx::raw_sql(AssertSqlSafe(claim)).execute(&mut connection).await.unwrap();
    let mut claims = Vec::new();
    sqlx::raw_sql("analyze outbox").execute(&mut connection).await.unwrap();
    for mode in ["force_custom_plan", "force_generic_plan"] {
        sqlx::raw_sql(AssertSqlSafe(format!("set plan_cache_mode = {mode}"))).execute(&mut connection).await.unwrap();
        sqlx::raw_sql("begin").execute(&mut connection).await.unwrap();
        let explain = "explain (analyze, buffers, format json) execute claim (
            '2026-07-15T08:00:00Z', '2026-07-15T08:03:00Z', 1, '2026-07-15T08:01:00Z', 500)";
        let rows = sqlx::raw_sql(explain).fetch_one(&mut connection).await.unwrap();
        let (blocks, met, reads_all) = cost(&rows.get(0));
        let taken: i64 = sqlx::query_scalar("select count(*) from outbox where attempts = 1").fetch_one(&mut connection).await.unwrap();
        sqlx::raw_sql("rollback").execute(&mut connection).await.unwrap();
        claims.push((taken, blocks, met, reads_all));
    }
    claims
}

#[tokio::test]
async fn a_claim_touches_what_it_takes_however_much_waits() {
    for claim @ (taken, blocks, met, reads_all) in claims_of_a_backlog(100, 30, 20).await {
        assert_eq!(taken, 20, "one burst");
        assert!(blocks <= 1500 && met <= 100 && !reads_all, "{claim:?}");
    }
}

#[tokio::test]
async fn a_burst_without_end_is_claimed_in_parts() {
    for claim @ (taken, blocks, met, reads_all) in claims_of_a_backlog(1, 30, 2000).await {
        assert_eq!(taken, 500);
        assert!(blocks <= 30_000 && met <= 2000 && !reads_all, "{claim:?}");
    }
}

#[tokio::test]
async fn what_is_over_goes_after_a_month() {
    let w = world().await;
    let server = MailServer::start().await;
    wait(&w, ["sent@example.org".to_owned(), "a..b@example.org".to_owned(), "refused@example.org".to_owned()]).await;
    drain(&posting(&w, &server)).await.unwrap();
    let kept = async || {
        let addresses: Vec<String> = sqlx::query_scalar("select address from outbox order by address").fetch_all(&w.app.db).await.unwrap();
        addresses
    };
    assert_eq!(count(&w, "sent_at is not null").await, 1);
    assert_eq!(count(&w, "given_up_at is not null and failure = 'address'").await, 1, "nothing makes an address of what is none");
    w.it_is("2026-08-14T07:59:00Z");
    assert_eq!(sweep(&w.app).await.unwrap(), 0);
    w.it_is("2026-08-14T08:01:00Z");
    assert_eq!(sweep(&w.app).await.unwrap(), 2);
    assert_eq!(kept().await, ["refused@example.org"], "what is still tried stays");
}

#[tokio::test]
async fn a_domain_in_other_letters_is_told_to_mail_servers_in_ascii() {
    let w = world().await;
    let server = MailServer::start().await;
    // Kept as they were before there was a rule for addresses, and as it has them.
    wait(&w, ["info@bücher.example".to_owned(), "INFO@Straße.example".to_owned(), "under@score_d.example".to_owned()]).await;
    assert_eq!(drain(&posting(&w, &server)).await.unwrap(), 3);
    let mut told = server.recipients();
    told.sort();
    assert_eq!(told, ["info@xn--bcher-kva.example", "info@xn--strae-oqa.example", "under@score_d.example"]);
}

/// Invites somebody to a seat and to the firm; both mails are tried.
async fn invites(w: &World, server: &MailServer, email: &str) {
    let seat = [("name", "Claire Vale"), ("email", email), ("role", "provider-consultant"), ("function", "")];
    w.lea.posts(w.at("/people/invitations"), &seat).await.done();
    w.lea
        .posts(format!("/organizations/{}/invitations", w.provider), &[("name", "Claire Vale"), ("email", email), ("role", "member")])
        .await
        .done();
    drain(&posting(w, server)).await.unwrap();
}

#[tokio::test]
async fn who_invites_sees_that_it_did_not_arrive_and_sends_it_again() {
    let w = world().await;
    let server = MailServer::start().await;
    invites(&w, &server, "refused@example.org").await;
    let firm = format!("/organizations/{}", w.provider);
    let links = async || {
        let links: Vec<String> = sqlx::query_scalar(
            "select detail->>'url' from outbox where kind = 'invitation' and sent_at is null order by address, organization_id nulls first",
        )
        .fetch_all(&w.app.db)
        .await
        .unwrap();
        links.iter().map(|link| link.strip_prefix("http://localhost:3000").unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = links().await;
    for page in [w.at("/people"), firm.clone()] {
        let page = w.lea.opens(page).await.is(200);
        page.sees("Not delivered")
            .sees(
                "The mail server did not take the invitation. It said: “550 no such mailbox” Tandem tries again by itself for some hours.",
            )
            .sees("Send again");
    }
    // Who cannot do anything about it sees that it is so.
    w.ines.opens(w.at("/people")).await.is(200).sees("Not delivered").sees_not("Send again");
    w.ines.posts(w.at("/people/invitations/1/mail"), &[]).await.is(409).sees("Each side decides about its own seats");
    w.samir.posts(w.at("/people/invitations/1/mail"), &[]).await.is(403);
    w.lea.posts(w.at("/people/invitations/9/mail"), &[]).await.is(404);
    w.lea.posts(format!("{firm}/invitations/9/mail"), &[]).await.is(404);

    // The domain is open again, so to speak.
    sqlx::query("update invitations set email = 'claire@example.org'").execute(&w.app.db).await.unwrap();
    sqlx::query("update organization_invitations set email = 'claire@example.org'").execute(&w.app.db).await.unwrap();
    w.it_is("2026-07-15T09:00:00Z");
    w.lea.posts(w.at("/people/invitations/1/mail"), &[]).await.done();
    w.lea.posts(format!("{firm}/invitations/1/mail"), &[]).await.done();
    assert_eq!(count(&w, "kind = 'invitation'").await, 2, "what had not left is taken back, its link is dead");
    let second = links().await;
    let anonymous = Actor::anonymous(&w.app);
    for (dead, alive) in first.iter().zip(&second) {
        anonymous.opens(dead).await.is(404);
        anonymous.opens(alive).await.is(200).sees("Lea Ahrens invites you");
    }
    drain(&posting(&w, &server)).await.unwrap();
    assert_eq!(server.recipients(), ["claire@example.org", "claire@example.org"]);
    for page in [w.at("/people"), firm.clone()] {
        w.lea.opens(page).await.is(200).sees("Wed 29 July").sees_not("Not delivered").sees_not("Send again");
    }
    assert_eq!(w.happened().await, ["seat_invited", "invitation_sent_again"]);
    w.lea.opens(w.at("/activity")).await.is(200).sees("Lea Ahrens sent the invitation of Claire Vale again");
    let at_the_firm: Vec<String> = sqlx::query_scalar("select kind from organization_events where organization_id = $1 order by number")
        .bind(w.provider)
        .fetch_all(&w.app.db)
        .await
        .unwrap();
    assert_eq!(at_the_firm, ["member_invited", "membership_sent_again"]);

    // What is over is not sent again.
    w.lea.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.done();
    w.lea.posts(w.at("/people/invitations/1/mail"), &[]).await.is(409).sees("taken or withdrawn meanwhile");
}

#[tokio::test]
async fn an_invitation_that_is_given_up_says_so_in_the_readers_language() {
    let w = world().await;
    let server = MailServer::start().await;
    invites(&w, &server, "refused@example.org").await;
    for day in 16..=25 {
        w.it_is(&format!("2026-07-{day}T08:00:00Z"));
        drain(&posting(&w, &server)).await.unwrap();
    }
    assert_eq!(count(&w, "given_up_at is not null").await, 2);
    w.lea.opens(w.at("/people")).await.is(200).sees("Tandem has stopped trying.");
    sqlx::query("update persons set language = 'de' where id = $1").bind(w.lea.id).execute(&w.app.db).await.unwrap();
    for page in [w.at("/people"), format!("/organizations/{}", w.provider)] {
        let page = w.lea.opens(page).await.is(200);
        page.sees("Nicht zugestellt")
            .sees(
                "Der Mailserver hat die Einladung nicht angenommen. Seine Antwort: „550 no such mailbox“ Tandem versucht es nicht weiter.",
            )
            .sees("Erneut senden");
    }
}

#[tokio::test]
async fn a_withdrawn_invitation_is_not_mailed_any_more() {
    let w = world().await;
    let server = MailServer::start().await;
    invites(&w, &server, "refused@example.org").await;
    w.lea.posts(w.at("/people/invitations/1/withdrawal"), &[]).await.done();
    w.lea.posts(format!("/organizations/{}/invitations/1/withdrawal", w.provider), &[]).await.done();
    assert_eq!(count(&w, "true").await, 0);
}

#[tokio::test]
async fn no_form_takes_an_address_that_nothing_can_be_delivered_to() {
    let w = world().await;
    for email in ["a..b@example.org", ".a@example.org", "a@ex ample.org", "a@-example.org", "a@10.0.0.1", "Claire <claire@example.org>"] {
        let seat = [("name", "Claire Vale"), ("email", email), ("role", "provider-consultant"), ("function", "")];
        w.lea.posts(w.at("/people/invitations"), &seat).await.is_invalid_at("email");
        let firm = [("name", "Claire Vale"), ("email", email), ("role", "member")];
        w.lea.posts(format!("/organizations/{}/invitations", w.provider), &firm).await.is_invalid_at("email");
        let said = tandem::accounts::acts::create_administrator(&w.app, "Firm", email, "Name", None).await.unwrap_err().to_string();
        assert!(said.contains("will not do"), "{said}");
    }
    // One mailbox in both its forms is one mailbox.
    let seat = |email: &'static str| [("name", "Claire Vale"), ("email", email), ("role", "provider-consultant"), ("function", "")];
    w.lea.posts(w.at("/people/invitations"), &seat("info@xn--bcher-kva.example")).await.done();
    w.lea.opens(w.at("/people")).await.is(200).sees("info@bücher.example");
    w.lea.posts(w.at("/people/invitations"), &seat("Info@Bücher.example")).await.is(409).sees("already has an open invitation");
}
