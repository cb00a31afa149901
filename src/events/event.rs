//! The closed list of what can happen in an engagement: what can happen in each room.

use chrono_tz::Tz;
use serde::de::Error as _;
use uuid::Uuid;

use super::{
    changes::ChangeEvent,
    decisions::DecisionEvent,
    deliverables::DeliverableEvent,
    discovery::DiscoveryEvent,
    effects::EffectEvent,
    engagement::EngagementEvent,
    feedback::FeedbackEvent,
    files::FileEvent,
    kinds,
    meaning::{Meaning, RoomEvent},
    milestones::MilestoneEvent,
    readiness::ReadinessEvent,
    scope::ScopeEvent,
    sentence::Reader,
    sessions::SessionEvent,
    topics::TopicEvent,
};
use crate::{access::Side, base::language::Language, blockers::Blocks, things::Thing};

/// Makes the enum of rooms, and what goes to the room that an event is of.
macro_rules! rooms {
    ($($(#[$what:meta])* $room:ident($event:ident),)+) => {
        /// What happened. Plain data: what people need to read the sentence years later, without looking anything up.
        ///
        /// Stored by name (`kind`) and data (`detail`): the name that a room's event is given stays, and new fields get a default.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event {
            $($(#[$what])* $room($event),)+
        }

        impl Event {
            fn of_room(&self) -> &dyn RoomEvent {
                match self {
                    $(Event::$room(event) => event,)+
                }
            }

            /// The names under which events are stored, room by room.
            pub fn kinds() -> impl Iterator<Item = &'static str> {
                [$(kinds::of::<$event>()),+].into_iter().flatten().copied()
            }

            /// What was stored under this name with these data.
            ///
            /// # Errors
            /// When this version of Tandem knows no such event.
            pub fn from_parts(kind: &str, detail: serde_json::Value) -> serde_json::Result<Event> {
                $(
                    if kinds::of::<$event>().contains(&kind) {
                        return super::from_parts(kind, detail).map(Event::$room);
                    }
                )+
                Err(serde_json::Error::custom("no event of this version"))
            }

            /// Name and data, as stored and hashed.
            #[must_use]
            pub fn to_parts(&self) -> (String, serde_json::Value) {
                match self {
                    $(Event::$room(event) => super::to_parts(event),)+
                }
            }
        }

        $(
            impl From<$event> for Event {
                fn from(event: $event) -> Event {
                    Event::$room(event)
                }
            }
        )+
    };
}

rooms! {
    /// To the engagement or a seat in it.
    Engagement(EngagementEvent),
    /// To a wish.
    Discovery(DiscoveryEvent),
    /// To the catalogue.
    Scope(ScopeEvent),
    /// To a result.
    Deliverable(DeliverableEvent),
    Feedback(FeedbackEvent),
    /// To a change of the catalogue.
    Change(ChangeEvent),
    /// To a question that is decided.
    Decision(DecisionEvent),
    /// To a working session or what was agreed in it.
    Session(SessionEvent),
    /// To an effect elsewhere.
    Effect(EffectEvent),
    Topic(TopicEvent),
    /// To a milestone, or to a waiver or echo of one.
    Milestone(MilestoneEvent),
    /// To how ready a milestone is.
    Readiness(ReadinessEvent),
    /// To evidence.
    File(FileEvent),
}

impl Event {
    /// The thing it happened to.
    #[must_use]
    pub fn thing(&self) -> Thing {
        self.of_room().thing()
    }

    /// What follows from it. `by` is the acting side; none when a clock ran out.
    #[must_use]
    pub fn meaning(&self, by: Option<Side>) -> Meaning {
        self.of_room().meaning(by)
    }

    /// Those who are told by mail because it ends what they had taken on.
    #[must_use]
    pub fn relieves(&self) -> Vec<Uuid> {
        self.of_room().relieves()
    }

    /// Whether it changes who may see the engagement, which open event streams have to know.
    #[must_use]
    pub fn changes_access(&self) -> bool {
        self.of_room().changes_access()
    }

    /// What it puts in the way of a handover or takes out of it. `by` is the acting side; none when a clock ran out.
    #[must_use]
    pub fn blocks(&self, by: Option<Side>) -> Vec<Blocks> {
        self.of_room().blocks(by)
    }

    /// Whether it closes the engagement, and then which feedback entries go on nevertheless.
    #[must_use]
    pub fn closes(&self) -> Option<&[i32]> {
        self.of_room().closes()
    }

    /// The sentence; days are those in `zone`, the reader's. `who` is the name of the person who acted (ignored where a
    /// clock ran out), `client` and `provider` the names of the organizations.
    #[must_use]
    pub fn sentence(&self, language: Language, zone: Tz, who: &str, client: &str, provider: &str) -> String {
        self.meaning(None).reads.said(Reader { language, zone, client, provider }).with("who", who).to_string()
    }
}
