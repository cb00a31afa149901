//! Where both sides work together, and what that does elsewhere.

use super::{super::cast::named, Stage, instant, played};
use crate::{
    effects::{self, model::NewEffect},
    working_sessions::{
        self,
        model::{NewPlan, NewRecord, NewSetting, NewStep},
    },
};

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

impl Stage {
    /// A session is planned. Returns its number.
    pub async fn plans_session(&self, who: &str, title: &str, setting: Setting, agenda: &str) -> anyhow::Result<i32> {
        let new = NewPlan { title: title.to_owned(), setting: self.setting(setting).await?, agenda: agenda.to_owned() };
        played(title, working_sessions::acts::plan(&self.app, &self.seat_of(who).await?, new).await)
    }

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
}
