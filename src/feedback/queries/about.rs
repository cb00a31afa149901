//! The columns that say what an entry is about.

use crate::things::Thing;

/// The columns that say what an entry is about; all none for the engagement itself.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub struct About {
    pub about_line: Option<String>,
    pub about_deliverable: Option<i32>,
    pub about_topic: Option<i32>,
    pub about_milestone: Option<i32>,
    pub about_need: Option<i32>,
    pub about_change: Option<i32>,
    pub about_decision: Option<i32>,
    pub about_session: Option<i32>,
    pub about_effect: Option<i32>,
}

impl About {
    /// None when feedback cannot be about it.
    pub fn of(thing: &Thing) -> Option<About> {
        let mut about = About::default();
        match thing {
            Thing::Engagement => {}
            Thing::Line(key) => about.about_line = Some(key.clone()),
            Thing::Deliverable(number) => about.about_deliverable = Some(*number),
            Thing::Topic(number) => about.about_topic = Some(*number),
            Thing::Milestone(number) => about.about_milestone = Some(*number),
            Thing::Need(number) => about.about_need = Some(*number),
            Thing::Change(number) => about.about_change = Some(*number),
            Thing::Decision(number) => about.about_decision = Some(*number),
            Thing::Session(number) => about.about_session = Some(*number),
            Thing::Effect(number) => about.about_effect = Some(*number),
            Thing::Scope(_) | Thing::Feedback(_) | Thing::Step(..) | Thing::Waiver(_) => return None,
        }
        Some(about)
    }

    /// What it is about.
    pub fn thing(self) -> Thing {
        let numbered = [
            self.about_deliverable.map(Thing::Deliverable),
            self.about_topic.map(Thing::Topic),
            self.about_milestone.map(Thing::Milestone),
            self.about_need.map(Thing::Need),
            self.about_change.map(Thing::Change),
            self.about_decision.map(Thing::Decision),
            self.about_session.map(Thing::Session),
            self.about_effect.map(Thing::Effect),
        ];
        numbered.into_iter().flatten().next().or(self.about_line.map(Thing::Line)).unwrap_or(Thing::Engagement)
    }
}
