//! What is agreed: wishes and needs, the scope, changes, decisions.

use super::{super::cast::named, Stage, played};
use crate::{
    base::digest::Digest,
    changes::{self, model::NewChange},
    decisions::{
        self,
        model::{NewDecision, Pick},
    },
    discovery::{
        self,
        model::{Answer, Aside, NewWishes, Understood},
    },
    scope::{
        self,
        line::{Kind, LineContent, NewLine},
    },
};

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

impl Stage {
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
