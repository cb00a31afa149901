//! How the story is put on: its words on the left, the acts that people use on the right. Nothing is inserted directly.

use std::convert::Infallible;

use anyhow::Context;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use futures_util::stream;
use uuid::Uuid;

use super::{
    cast::{self, Cast, Firm, named},
    papers,
};
use crate::{
    access::{Needs, Role, Side},
    accounts::{self, acts::Taker},
    app::App,
    base::{digest::Digest, language::Language, money::Currency},
    changes::{self, model::NewChange},
    decisions::{
        self,
        model::{NewDecision, Pick},
    },
    deliverables::{
        self,
        model::{AnswersFor, Decision, Finding, NewDeliverable, NewSubmission, Verdict},
    },
    discovery::{
        self,
        model::{Answer, Aside, NewWishes, Understood},
    },
    effects::{self, model::NewEffect},
    engagements::{
        self,
        acts::NewInvitation,
        model::{Client, NewEngagement, Terms},
    },
    feedback::{self, model::NewEntry},
    files::{self, Staged},
    handover::{
        self,
        gates::USUAL_ASSIST_FREE_DAYS,
        ladder::{Mode, USUAL_LAPSE_DAYS},
        model::{NewAssist, NewMilestone, NewObservation, NewTopic},
    },
    notices,
    organizations::{self, acts::Administrator, model::Holiday},
    scope::{
        self,
        line::{Kind, LineContent, NewLine},
    },
    web::{Error, Seat},
    working_sessions::{
        self,
        model::{NewPlan, NewRecord, NewSetting, NewStep},
    },
};

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Berlin;

/// When the snapshots of the story are taken.
const LOOK_AT: NaiveTime = NaiveTime::MIN;

/// "2026-03-02 09:00" in Kiel.
pub fn instant(text: &str) -> anyhow::Result<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").with_context(|| format!("{text} is no time of the story"))?;
    Ok(ZONE.from_local_datetime(&local).single().with_context(|| format!("{text} is not one time in Kiel"))?.to_utc())
}

/// It becomes this time; what was to be told by then goes out first.
pub async fn at(app: &App, text: &str) -> anyhow::Result<()> {
    deliver_mail(app).await?;
    app.clock.set(instant(text)?)?;
    Ok(())
}

/// Sends what the burst holds back, some two minutes after the last act.
pub async fn deliver_mail(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    app.clock.set(now + notices::outbox::BURST + notices::outbox::BURST)?;
    notices::worker::drain(app).await?;
    app.clock.set(now)?;
    Ok(())
}

/// The operator enters the first organization with its administrator. Returns both.
pub async fn first_administrator(app: &App, organization: &str, who: &Cast) -> anyhow::Result<(Uuid, Uuid)> {
    accounts::acts::create_administrator(app, organization, who.email, who.name, Some(super::super::PASSWORD.to_owned())).await?;
    let found = sqlx::query_as("select o.id, p.id from organizations o, persons p where o.name = $1 and p.email = $2")
        .bind(organization)
        .bind(who.email)
        .fetch_one(&app.db)
        .await?;
    Ok(found)
}

/// Adds a day off.
pub async fn holiday(app: &App, organization: Uuid, day: NaiveDate, name: &str) -> anyhow::Result<()> {
    let operator = Administrator::operator(organization);
    played(name, organizations::acts::add_holiday(app, operator, &Holiday { day, name: name.to_owned() }).await)
}

/// A refusal inside the story is a fault of the story: say where.
fn played<T>(what: &str, result: Result<T, Error>) -> anyhow::Result<T> {
    result.map_err(|error| anyhow::anyhow!("{what}: {error}"))
}

/// How an engagement begins.
pub struct Opening {
    pub at: &'static str,
    pub title: &'static str,
    /// The client's name; it is entered with its first engagement.
    pub client: &'static str,
    pub starts_on: &'static str,
    pub ends_on: &'static str,
    pub deems_acceptance: bool,
}

/// A service line.
#[derive(Clone, Copy)]
pub struct Service {
    pub title: &'static str,
    pub text: &'static str,
    pub criteria: &'static [&'static str],
    pub days: i32,
    pub price_minor: i64,
    pub due_on: &'static str,
    /// The needs it answers.
    pub needs: &'static [i32],
}

impl Service {
    fn content(&self) -> anyhow::Result<LineContent> {
        Ok(LineContent {
            title: self.title.to_owned(),
            text: self.text.to_owned(),
            criteria: self.criteria.iter().map(|text| (*text).to_owned()).collect(),
            days: Some(self.days),
            price_minor: Some(self.price_minor),
            due_on: Some(self.due_on.parse()?),
            needs: self.needs.to_vec(),
        })
    }
}

/// What was understood of a wish.
pub struct Restated {
    pub understanding: &'static str,
    pub why: &'static str,
    pub measure: &'static str,
    pub baseline: &'static str,
    pub target: &'static str,
}

/// A deliverable to be planned.
pub struct Deliverable {
    pub title: &'static str,
    pub line: &'static str,
    pub due_on: &'static str,
    /// Places in the line's criteria.
    pub criteria: &'static [i32],
}

/// A feedback entry.
pub struct Feedback {
    pub kind: &'static str,
    pub about: &'static str,
    pub text: &'static str,
    pub blocking: bool,
    pub to: Option<&'static str>,
}

/// A question to be decided.
pub struct Question {
    /// `what` or `how`.
    pub kind: &'static str,
    pub question: &'static str,
    pub background: &'static str,
    pub options: &'static [&'static str],
    pub of: &'static str,
    pub due_on: &'static str,
}

/// A topic.
pub struct Topic {
    pub title: &'static str,
    pub text: &'static str,
    pub line: &'static str,
    pub critical: bool,
    pub people: i32,
    /// The name of its runbook.
    pub runbook: &'static str,
}

/// A handover milestone.
#[derive(Clone, Copy)]
pub struct Milestone {
    pub title: &'static str,
    pub agreement: &'static str,
    pub at: &'static str,
    pub owner: &'static str,
    pub topics: &'static [i32],
    pub deliverables: &'static [i32],
}

/// An observation.
pub struct Seen {
    topic: i32,
    who: &'static str,
    mode: &'static str,
    on: &'static str,
    text: &'static str,
    real: bool,
    by_runbook: bool,
    learner: Option<&'static str>,
}

impl Seen {
    /// In a rehearsal.
    pub const fn of(topic: i32, who: &'static str, mode: &'static str, on: &'static str, text: &'static str) -> Seen {
        Seen { topic, who, mode, on, text, real: false, by_runbook: false, learner: None }
    }

    /// On a real case.
    pub const fn real(topic: i32, who: &'static str, mode: &'static str, on: &'static str, text: &'static str) -> Seen {
        Seen { real: true, ..Seen::of(topic, who, mode, on, text) }
    }

    /// Teaching somebody.
    pub const fn taught(topic: i32, who: &'static str, learner: &'static str, on: &'static str, text: &'static str) -> Seen {
        Seen { real: true, learner: Some(learner), ..Seen::of(topic, who, "taught", on, text) }
    }

    /// Following the runbook.
    pub const fn by_runbook(self) -> Seen {
        Seen { by_runbook: true, ..self }
    }
}

/// Help that an expert had to give.
pub struct Help {
    pub topic: i32,
    pub helped: &'static str,
    pub minutes: i32,
    pub on: &'static str,
    pub text: &'static str,
    /// The session in which it was given.
    pub session: Option<i32>,
}

/// Where, when, with whom and on what a session is.
pub struct Setting {
    pub place: &'static str,
    pub on: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub people: &'static [&'static str],
    pub topics: &'static [i32],
}

/// How a session was.
pub struct Told {
    pub setting: Setting,
    pub changed: &'static str,
    pub outcome: &'static str,
    /// What, who and until when.
    pub steps: &'static [(&'static str, &'static str, &'static str)],
}

/// An effect in another business area.
pub struct Effect {
    pub area: &'static str,
    pub text: &'static str,
    pub severity: &'static str,
    pub since: &'static str,
    pub seen_by: &'static str,
    pub touches: &'static str,
    pub feedback: i32,
}

/// One engagement of the story.
pub struct Stage {
    app: App,
    engagement: Uuid,
}

impl Stage {
    /// Lea opens an engagement.
    pub async fn open(app: &App, firm: &Firm, opening: Opening) -> anyhow::Result<Stage> {
        at(app, opening.at).await?;
        let new = NewEngagement {
            provider: firm.provider,
            client: Client::New(opening.client.to_owned()),
            currency: Currency::EUR,
            terms: Terms {
                title: opening.title.to_owned(),
                starts_on: opening.starts_on.parse()?,
                ends_on: opening.ends_on.parse()?,
                language: Language::En,
                client_promise_days: 3,
                provider_promise_days: 3,
                review_days: 5,
                second_review_days: 5,
                deems_acceptance: opening.deems_acceptance,
                lapse_days: USUAL_LAPSE_DAYS.into(),
                assist_free_days: USUAL_ASSIST_FREE_DAYS.into(),
            },
        };
        let engagement = played(opening.title, engagements::acts::create(app, firm.lea, None, &new).await)?;
        let client = sqlx::query_scalar("select client_id from engagements where id = $1").bind(engagement).fetch_one(&app.db).await?;
        cast::holidays(app, client).await?;
        Ok(Stage { app: app.clone(), engagement })
    }

    /// It becomes this time; on each Wednesday until then somebody looked how ready everything was.
    pub async fn at(&self, text: &str) -> anyhow::Result<()> {
        let (from, to) = (self.app.clock.now().with_timezone(&ZONE).naive_local(), instant(text)?.with_timezone(&ZONE).naive_local());
        let looks = from.date().iter_days().map(|day| day.and_time(LOOK_AT)).skip_while(|look| *look <= from).take_while(|look| *look < to);
        for look in looks.filter(|look| look.weekday() == Weekday::Wed) {
            self.app.clock.set(ZONE.from_local_datetime(&look).single().context("a Wednesday begins once")?.to_utc())?;
            handover::snapshots::take(&self.app, &[self.engagement]).await?;
        }
        at(&self.app, text).await
    }

    /// It becomes this time, and the acceptance clock looks.
    pub async fn clock_looks(&self, text: &str) -> anyhow::Result<()> {
        self.at(text).await?;
        deliverables::clock::tick(&self.app).await?;
        Ok(())
    }

    /// Somebody invites somebody, who takes the seat.
    pub async fn seat(&self, host: &str, guest: &str, role: Role) -> anyhow::Result<()> {
        let guest = named(guest)?;
        let new = NewInvitation { email: guest.email.to_owned(), name: guest.name.to_owned(), role, function: guest.function.to_owned() };
        let sent = played(guest.name, engagements::acts::invite(&self.app, &self.seat_of(host).await?, &new).await)?;
        let known: Option<Uuid> =
            sqlx::query_scalar("select id from persons where email = $1").bind(guest.email).fetch_optional(&self.app.db).await?;
        let taker = known.map_or_else(
            || Taker::Newcomer { name: guest.name.to_owned(), password: super::super::PASSWORD.to_owned(), language: Language::En },
            Taker::Person,
        );
        played(guest.name, accounts::acts::take_invitation(&self.app, &sent.token, taker, None).await)?;
        Ok(())
    }

    /// Somebody of the client says in their own words what should be better.
    pub async fn wishes(&self, who: &str, said_on: &str, said_where: &str, wishes: &[&str]) -> anyhow::Result<()> {
        let new = NewWishes {
            wishes: wishes.iter().map(|wish| (*wish).to_owned()).collect(),
            said_by: self.person(who).await?,
            said_on: said_on.parse()?,
            said_where: said_where.to_owned(),
            session: None,
        };
        played(said_where, discovery::acts::state_wishes(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// A consultant says what was understood of a wish.
    pub async fn restates(&self, who: &str, need: i32, understood: Restated) -> anyhow::Result<()> {
        let said = Understood {
            understanding: understood.understanding.to_owned(),
            why: understood.why.to_owned(),
            measure: understood.measure.to_owned(),
            baseline: understood.baseline.to_owned(),
            target: understood.target.to_owned(),
        };
        played(understood.understanding, discovery::acts::restate(&self.app, &self.seat_of(who).await?, need, &said).await)
    }

    /// The client answers the restatement of a round.
    pub async fn answers(&self, who: &str, need: i32, round: i32, answer: Answer, correction: &str) -> anyhow::Result<()> {
        played("answer", discovery::acts::answer(&self.app, &self.seat_of(who).await?, need, round, answer, correction).await)
    }

    /// The client parks a wish.
    pub async fn parks_wish(&self, who: &str, need: i32, why: &str) -> anyhow::Result<()> {
        played(why, discovery::acts::set_aside(&self.app, &self.seat_of(who).await?, need, Aside::Parked, why).await)
    }

    /// The client takes a wish up again.
    pub async fn resumes_wish(&self, who: &str, need: i32) -> anyhow::Result<()> {
        played("resumption", discovery::acts::resume(&self.app, &self.seat_of(who).await?, need).await)
    }

    /// The draft of the next version.
    pub async fn begins_draft(&self, who: &str) -> anyhow::Result<i32> {
        played("draft", scope::acts::begin_draft(&self.app, &self.seat_of(who).await?).await)
    }

    /// A service is written into the draft.
    pub async fn adds_service(&self, who: &str, version: i32, service: &Service) -> anyhow::Result<()> {
        self.adds(who, version, Kind::Service, service.content()?).await
    }

    /// What is not included.
    pub async fn adds_exclusion(&self, who: &str, version: i32, title: &str, text: &str) -> anyhow::Result<()> {
        self.adds(who, version, Kind::Exclusion, plain(title, text)).await
    }

    /// What the client contributes.
    pub async fn adds_duty(&self, who: &str, version: i32, title: &str, text: &str) -> anyhow::Result<()> {
        self.adds(who, version, Kind::ClientDuty, plain(title, text)).await
    }

    /// How both work together.
    pub async fn adds_way(&self, who: &str, version: i32, title: &str, text: &str) -> anyhow::Result<()> {
        self.adds(who, version, Kind::WayOfWorking, plain(title, text)).await
    }

    async fn adds(&self, who: &str, version: i32, kind: Kind, content: LineContent) -> anyhow::Result<()> {
        let title = content.title.clone();
        played(&title, scope::acts::add_line(&self.app, &self.seat_of(who).await?, version, NewLine { kind, content }).await)?;
        Ok(())
    }

    /// The draft is proposed.
    pub async fn proposes(&self, who: &str, version: i32) -> anyhow::Result<()> {
        played("proposal", scope::acts::propose(&self.app, &self.seat_of(who).await?, version, None).await)?;
        Ok(())
    }

    /// The proposal is signed, as it stands.
    pub async fn signs_scope(&self, who: &str, version: i32) -> anyhow::Result<()> {
        let digest = self.digest(version).await?;
        played("signature", scope::acts::sign(&self.app, &self.seat_of(who).await?, version, named(who)?.name, digest).await)?;
        Ok(())
    }

    /// A change is asked for. Returns its number.
    pub async fn asks_for_change(&self, who: &str, title: &str, text: &str, touches: Option<&str>) -> anyhow::Result<i32> {
        let new = NewChange { title: title.to_owned(), text: text.to_owned(), touches: touches.map(str::to_owned), feedback: None };
        played(title, changes::acts::raise(&self.app, &self.seat_of(who).await?, new).await)
    }

    /// The change says what a service says afterwards.
    pub async fn edits_service(&self, who: &str, change: i32, key: &str, service: &Service) -> anyhow::Result<()> {
        played(key, changes::acts::change_line(&self.app, &self.seat_of(who).await?, change, key, service.content()?, None).await)
    }

    /// The change adds a service.
    pub async fn adds_service_by_change(&self, who: &str, change: i32, service: &Service) -> anyhow::Result<()> {
        let new = NewLine { kind: Kind::Service, content: service.content()? };
        played(service.title, changes::acts::add_line(&self.app, &self.seat_of(who).await?, change, new).await)?;
        Ok(())
    }

    /// The change is assessed.
    pub async fn assesses(&self, who: &str, change: i32, impact: &str) -> anyhow::Result<()> {
        played(impact, changes::acts::assess(&self.app, &self.seat_of(who).await?, change, impact).await)
    }

    /// The change is offered, as it stands: the provider signs.
    pub async fn offers(&self, who: &str, change: i32) -> anyhow::Result<i32> {
        played("offer", changes::acts::offer(&self.app, &self.seat_of(who).await?, change, named(who)?.name, None).await)
    }

    /// The offered version is accepted: the client signs.
    pub async fn accepts_change(&self, who: &str, change: i32, version: i32) -> anyhow::Result<()> {
        let digest = self.digest(version).await?;
        played("acceptance", changes::acts::accept(&self.app, &self.seat_of(who).await?, change, named(who)?.name, digest).await)?;
        Ok(())
    }

    /// The side that asked gives the change up.
    pub async fn withdraws_change(&self, who: &str, change: i32, reason: &str) -> anyhow::Result<()> {
        played(reason, changes::acts::withdraw(&self.app, &self.seat_of(who).await?, change, reason).await)
    }

    /// The change rests.
    pub async fn parks_change(&self, who: &str, change: i32, reason: &str) -> anyhow::Result<()> {
        played(reason, changes::acts::park(&self.app, &self.seat_of(who).await?, change, reason).await)
    }

    async fn digest(&self, version: i32) -> anyhow::Result<Digest> {
        let digest: Vec<u8> = sqlx::query_scalar("select digest from scope_versions where engagement_id = $1 and number = $2")
            .bind(self.engagement)
            .bind(version)
            .fetch_one(&self.app.db)
            .await?;
        Ok(Digest(digest.as_slice().try_into()?))
    }

    /// A deliverable is planned.
    pub async fn plans_deliverable(&self, who: &str, plan: Deliverable) -> anyhow::Result<()> {
        let version = sqlx::query_scalar("select number from scope_versions where engagement_id = $1 and state = 'agreed'")
            .bind(self.engagement)
            .fetch_one(&self.app.db)
            .await?;
        let new = NewDeliverable {
            line: plan.line.to_owned(),
            title: plan.title.to_owned(),
            text: String::new(),
            due_on: plan.due_on.parse()?,
            answers_for: AnswersFor::Some { version, places: plan.criteria.to_vec() },
        };
        played(plan.title, deliverables::acts::plan(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// Work begins.
    pub async fn starts(&self, who: &str, number: i32) -> anyhow::Result<()> {
        played("start", deliverables::acts::start(&self.app, &self.seat_of(who).await?, number).await)
    }

    /// A submission is handed in, with documents that were laid ready.
    pub async fn submits(&self, who: &str, number: i32, notes: &str, documents: &[&str]) -> anyhow::Result<()> {
        for name in documents {
            let file = vec![self.document(name, &[notes]).await?];
            played(name, deliverables::acts::attach(&self.app, &self.seat_of(who).await?, number, file).await)?;
        }
        let new = NewSubmission { notes: notes.to_owned(), links: Vec::new() };
        played("submission", deliverables::acts::submit(&self.app, &self.seat_of(who).await?, number, new).await)?;
        Ok(())
    }

    /// The latest submission is accepted: every criterion is met.
    pub async fn accepts(&self, who: &str, number: i32) -> anyhow::Result<()> {
        self.reviews(who, number, Decision::Accept, 0, "").await
    }

    /// The latest submission is sent back, citing a criterion.
    pub async fn returns(&self, who: &str, number: i32, criterion: i32, remark: &str) -> anyhow::Result<()> {
        self.reviews(who, number, Decision::Return, criterion, remark).await
    }

    async fn reviews(&self, who: &str, number: i32, decision: Decision, unmet: i32, remark: &str) -> anyhow::Result<()> {
        let (submission, criteria): (i32, i64) = sqlx::query_as(
            "select submissions, (select count(*) from deliverable_criteria c where c.engagement_id = d.engagement_id and c.deliverable = d.number)
             from deliverables d where engagement_id = $1 and number = $2",
        )
        .bind(self.engagement)
        .bind(number)
        .fetch_one(&self.app.db)
        .await?;
        let findings = (1..=i32::try_from(criteria)?)
            .map(|position| {
                let met = position != unmet;
                Finding { position, met, remark: if met { String::new() } else { remark.to_owned() } }
            })
            .collect();
        let seen_files = sqlx::query_scalar(
            "select count(*) from files f join file_versions v on v.engagement_id = f.engagement_id and v.file = f.number
             where f.engagement_id = $1 and f.deliverable = $2 and f.submission = $3",
        )
        .bind(self.engagement)
        .bind(number)
        .bind(submission)
        .fetch_one(&self.app.db)
        .await?;
        let verdict = Verdict { decision, findings, remark: String::new(), seen_files };
        played("review", deliverables::acts::review(&self.app, &self.seat_of(who).await?, number, submission, verdict).await)
    }

    /// Feedback is raised. Returns its number.
    pub async fn raises(&self, who: &str, said: Feedback) -> anyhow::Result<i32> {
        let to = match said.to {
            Some(handle) => Some(self.person(handle).await?),
            None => None,
        };
        let entry =
            NewEntry { kind: said.kind.parse()?, blocking: said.blocking, text: said.text.to_owned(), about: said.about.parse()?, to };
        played(said.text, feedback::acts::raise(&self.app, &self.seat_of(who).await?, entry).await)
    }

    /// A picture of what is meant is attached to an entry.
    pub async fn shows(&self, who: &str, number: i32, name: &str) -> anyhow::Result<()> {
        let file = vec![self.file(name, papers::screenshot()).await?];
        played(name, feedback::acts::attach(&self.app, &self.seat_of(who).await?, number, file).await)
    }

    async fn document(&self, name: &str, lines: &[&str]) -> anyhow::Result<Staged> {
        let lines: Vec<&str> = std::iter::once(name).chain(lines.iter().copied()).collect();
        self.file(name, papers::pdf(&lines)).await
    }

    async fn file(&self, name: &str, content: Vec<u8>) -> anyhow::Result<Staged> {
        let content = stream::iter([Ok::<_, Infallible>(content.into())]);
        Ok(files::staging::stage(&self.app, self.engagement, name, content).await?)
    }

    /// A reply.
    pub async fn replies(&self, who: &str, number: i32, text: &str) -> anyhow::Result<()> {
        played(text, feedback::acts::reply(&self.app, &self.seat_of(who).await?, number, text).await)
    }

    /// The last word.
    pub async fn closes(&self, who: &str, number: i32, text: &str) -> anyhow::Result<()> {
        played(text, feedback::acts::close(&self.app, &self.seat_of(who).await?, number, text).await)
    }

    /// A decision is asked for. Returns its number.
    pub async fn asks(&self, who: &str, asked: Question) -> anyhow::Result<i32> {
        let new = NewDecision {
            kind: asked.kind.parse()?,
            question: asked.question.to_owned(),
            background: asked.background.to_owned(),
            options: asked.options.iter().map(|text| (*text).to_owned()).collect(),
            asked_of: Some(self.person(asked.of).await?),
            due_on: asked.due_on.parse()?,
            session: None,
        };
        played(asked.question, decisions::acts::propose(&self.app, &self.seat_of(who).await?, new).await)
    }

    /// A consultant advises an option of a What.
    pub async fn advises(&self, who: &str, decision: i32, option: i32, why: &str) -> anyhow::Result<()> {
        let pick = Pick { option, why: why.to_owned() };
        played(why, decisions::acts::advise(&self.app, &self.seat_of(who).await?, decision, &pick).await)
    }

    /// The client decides a What, having seen what was advised.
    pub async fn decides_what(&self, who: &str, decision: i32, option: i32, why: &str) -> anyhow::Result<()> {
        let advice: i64 = sqlx::query_scalar("select count(*) from decision_statements where engagement_id = $1 and decision = $2")
            .bind(self.engagement)
            .bind(decision)
            .fetch_one(&self.app.db)
            .await?;
        let pick = Pick { option, why: why.to_owned() };
        let seat = self.seat_of(who).await?;
        played(why, decisions::acts::decide(&self.app, &seat, decision, &pick, usize::try_from(advice)?).await)
    }

    /// The expert answers a How.
    pub async fn decides_how(&self, who: &str, decision: i32, option: i32, why: &str) -> anyhow::Result<()> {
        let pick = Pick { option, why: why.to_owned() };
        played(why, decisions::acts::answer(&self.app, &self.seat_of(who).await?, decision, &pick).await)
    }

    /// A topic is planned, and its runbook attached.
    pub async fn plans_topic(&self, who: &str, topic: Topic) -> anyhow::Result<()> {
        let new = NewTopic {
            title: topic.title.to_owned(),
            text: topic.text.to_owned(),
            line: topic.line.to_owned(),
            critical: topic.critical,
            people_needed: topic.people,
            target_level: 4,
            runbook_url: None,
        };
        let number = played(topic.title, handover::acts::plan_topic(&self.app, &self.seat_of(who).await?, new).await)?;
        let runbook = vec![self.document(topic.runbook, &[topic.title, topic.text]).await?];
        played(topic.runbook, handover::acts::attach_runbook(&self.app, &self.seat_of(who).await?, number, runbook).await)
    }

    /// Somebody was seen doing a topic.
    pub async fn observes(&self, who: &str, seen: Seen) -> anyhow::Result<()> {
        let learner = match seen.learner {
            Some(handle) => Some(self.seat_number(handle).await?),
            None => None,
        };
        let new = NewObservation {
            topic: seen.topic,
            seat: self.seat_number(seen.who).await?,
            mode: seen.mode.parse::<Mode>()?,
            observed_on: seen.on.parse()?,
            real_case: seen.real,
            text: seen.text.to_owned(),
            evidence_url: None,
            by_runbook: seen.by_runbook,
            learner,
            session: None,
        };
        played(seen.text, handover::acts::log_observation(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// Somebody had to help.
    pub async fn assists(&self, who: &str, help: Help) -> anyhow::Result<()> {
        let new = NewAssist {
            topic: help.topic,
            seat: self.seat_number(help.helped).await?,
            helper: self.person(who).await?,
            minutes: help.minutes,
            assisted_on: help.on.parse()?,
            text: help.text.to_owned(),
            session: help.session,
        };
        played(help.text, handover::acts::log_assist(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// A session is planned. Returns its number.
    pub async fn plans_session(&self, who: &str, title: &str, setting: Setting, agenda: &str) -> anyhow::Result<i32> {
        let new = NewPlan { title: title.to_owned(), setting: self.setting(setting).await?, agenda: agenda.to_owned() };
        played(title, working_sessions::acts::plan(&self.app, &self.seat_of(who).await?, new).await)
    }

    /// It begins.
    pub async fn begins_session(&self, who: &str, session: i32) -> anyhow::Result<()> {
        played("beginning", working_sessions::acts::begin(&self.app, &self.seat_of(who).await?, session).await)
    }

    /// A session is recorded that nobody planned. Returns its number.
    pub async fn logs_session(&self, who: &str, title: &str, told: Told) -> anyhow::Result<i32> {
        let record = self.record(told).await?;
        played(title, working_sessions::acts::log(&self.app, &self.seat_of(who).await?, title.to_owned(), record).await)
    }

    /// A session that was planned is recorded.
    pub async fn records_session(&self, who: &str, session: i32, told: Told) -> anyhow::Result<()> {
        let record = self.record(told).await?;
        played("record", working_sessions::acts::record(&self.app, &self.seat_of(who).await?, session, 1, record).await)
    }

    /// The other side says that it was so.
    pub async fn confirms_session(&self, who: &str, session: i32) -> anyhow::Result<()> {
        let seat = self.seat_of(who).await?;
        played("confirmation", working_sessions::acts::confirm(&self.app, &seat, session, 1, 0).await)
    }

    /// What was agreed in a session is done.
    pub async fn does_step(&self, who: &str, session: i32, step: i32, note: &str) -> anyhow::Result<()> {
        played(note, working_sessions::acts::complete(&self.app, &self.seat_of(who).await?, session, step, note).await)
    }

    async fn setting(&self, setting: Setting) -> anyhow::Result<NewSetting> {
        let mut people = Vec::new();
        for handle in setting.people {
            people.push(self.person(handle).await?);
        }
        let at = |time: &str| instant(&format!("{} {time}", setting.on));
        Ok(NewSetting {
            place: setting.place.to_owned(),
            from: at(setting.from)?,
            to: at(setting.to)?,
            people,
            topics: setting.topics.to_vec(),
        })
    }

    async fn record(&self, told: Told) -> anyhow::Result<NewRecord> {
        let mut steps = Vec::new();
        for (text, owner, due_on) in told.steps {
            steps.push(NewStep { text: (*text).to_owned(), owner: self.person(owner).await?, due_on: due_on.parse()? });
        }
        Ok(NewRecord {
            setting: self.setting(told.setting).await?,
            changed: told.changed.to_owned(),
            outcome: told.outcome.to_owned(),
            steps,
            kept: Vec::new(),
        })
    }

    /// An effect in another business area is reported. Returns its number.
    pub async fn reports_effect(&self, who: &str, effect: Effect) -> anyhow::Result<i32> {
        let new = NewEffect {
            area: effect.area.to_owned(),
            text: effect.text.to_owned(),
            severity: effect.severity.to_owned(),
            since: effect.since.parse()?,
            seen_by: named(effect.seen_by)?.name.to_owned(),
            touches: Some(effect.touches.to_owned()),
            feedback: Some(effect.feedback),
            session: None,
        };
        played(effect.text, effects::acts::report(&self.app, &self.seat_of(who).await?, new).await)
    }

    /// The client acknowledges it as its own, with an owner.
    pub async fn acknowledges_effect(&self, who: &str, effect: i32, owner: &str) -> anyhow::Result<()> {
        let owner = self.seat_number(owner).await?;
        played("acknowledgement", effects::acts::acknowledge(&self.app, &self.seat_of(who).await?, effect, owner).await)
    }

    /// One side attests that somebody does a topic alone.
    pub async fn attests(&self, who: &str, topic: i32, person: &str) -> anyhow::Result<()> {
        let seat = self.seat_number(person).await?;
        played("attestation", handover::acts::attest(&self.app, &self.seat_of(who).await?, topic, seat).await)
    }

    /// A milestone is planned.
    pub async fn plans_milestone(&self, who: &str, plan: Milestone) -> anyhow::Result<()> {
        let new = self.milestone(&plan).await?;
        played(plan.title, handover::acts::plan_milestone(&self.app, &self.seat_of(who).await?, new).await)?;
        Ok(())
    }

    /// A milestone's cover, date or text is changed.
    pub async fn changes_milestone(&self, who: &str, number: i32, plan: Milestone) -> anyhow::Result<()> {
        let new = self.milestone(&plan).await?;
        played(plan.title, handover::acts::change_milestone(&self.app, &self.seat_of(who).await?, number, new, None).await)?;
        Ok(())
    }

    async fn milestone(&self, plan: &Milestone) -> anyhow::Result<NewMilestone> {
        Ok(NewMilestone {
            title: plan.title.to_owned(),
            agreement: plan.agreement.to_owned(),
            at: instant(plan.at)?,
            owner: Some(self.seat_number(plan.owner).await?),
            topics: plan.topics.to_vec(),
            deliverables: plan.deliverables.to_vec(),
        })
    }

    /// A handover is signed.
    pub async fn signs_milestone(&self, who: &str, number: i32) -> anyhow::Result<()> {
        let seat = self.seat_of(who).await?;
        played("handover", handover::acts::sign_milestone(&self.app, &seat, number, named(who)?.name, None).await)?;
        Ok(())
    }

    async fn seat_of<N: Needs>(&self, who: &str) -> anyhow::Result<Seat<N>> {
        let person = self.person(who).await?;
        played(who, Seat::of_person(&self.app, person, self.engagement).await)
    }

    async fn person(&self, who: &str) -> anyhow::Result<Uuid> {
        Ok(sqlx::query_scalar("select id from persons where email = $1").bind(named(who)?.email).fetch_one(&self.app.db).await?)
    }

    async fn seat_number(&self, who: &str) -> anyhow::Result<i32> {
        Ok(sqlx::query_scalar("select number from seats where engagement_id = $1 and person_id = $2 and side = $3 and ended_at is null")
            .bind(self.engagement)
            .bind(self.person(who).await?)
            .bind(Side::Client.as_str())
            .fetch_one(&self.app.db)
            .await?)
    }
}

fn plain(title: &str, text: &str) -> LineContent {
    LineContent {
        title: title.to_owned(),
        text: text.to_owned(),
        criteria: Vec::new(),
        days: None,
        price_minor: None,
        due_on: None,
        needs: Vec::new(),
    }
}
