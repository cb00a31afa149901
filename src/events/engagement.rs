//! What happens to the engagement as a whole and to the seats in it.

use serde::{Deserialize, Serialize};

use super::{
    meaning::{Meaning, RoomEvent, Tell},
    sentence::{Sentence, Word},
};
use crate::{
    access::{Role, Side},
    things::Thing,
};

/// Of an engagement and its seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EngagementEvent {
    /// The provider opened the engagement.
    #[serde(rename = "engagement_created")]
    Created { title: String },
    /// Title, dates, promises, the acceptance clock or the rules of the handover were changed; of these rules it holds what was
    /// and what is, in days.
    #[serde(rename = "terms_changed")]
    TermsChanged {
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lapse_days: Option<(i32, i32)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        assist_free_days: Option<(i32, i32)>,
    },
    /// Somebody was invited to a seat.
    #[serde(rename = "seat_invited")]
    SeatInvited { name: String, role: Role },
    /// An invitation was taken back before it was used.
    #[serde(rename = "invitation_withdrawn")]
    InvitationWithdrawn { name: String },
    /// An invitation got a new link, which went out again.
    #[serde(rename = "invitation_sent_again")]
    InvitationSentAgain { name: String },
    /// The invited person took the seat.
    #[serde(rename = "seat_taken")]
    SeatTaken { name: String, role: Role },
    /// A seat got another role or function.
    #[serde(rename = "seat_changed")]
    SeatChanged { name: String, role: Role },
    /// A seat ended; the person sees nothing of the engagement any more.
    #[serde(rename = "seat_ended")]
    SeatEnded { name: String, role: Role },
    /// The person left the side's organization, and the seat ended with that.
    #[serde(rename = "seat_lapsed")]
    SeatLapsed { name: String, role: Role },
    /// The person no longer manages the side's organization; the seat that came with that ended, or another role is left.
    #[serde(rename = "management_ended")]
    ManagementEnded { name: String, role: Role, keeps: Option<Role> },
}

impl RoomEvent for EngagementEvent {
    fn thing(&self) -> Thing {
        Thing::Engagement
    }

    fn meaning(&self, by: Option<Side>) -> Meaning {
        let of_seat = |reads, touches_readiness| Meaning { moves: Vec::new(), tells: Tell::Nobody, reads, touches_readiness };
        match self {
            EngagementEvent::Created { title } => Meaning {
                moves: Vec::new(),
                tells: Tell::Nobody,
                reads: Sentence::of("event-engagement-created").with("title", title),
                touches_readiness: false,
            },
            EngagementEvent::TermsChanged { lapse_days, assist_free_days, .. } => {
                let rule = |key, change: &Option<(i32, i32)>| {
                    Word::list(change.map(|(was, is)| Sentence::of(key).with("was", was).with("is", is)))
                };
                Meaning {
                    moves: Vec::new(),
                    tells: Tell::other(by),
                    reads: Sentence::of("event-terms-changed")
                        .with("lapse", rule("event-terms-lapse", lapse_days))
                        .with("free", rule("event-terms-assist-free", assist_free_days)),
                    touches_readiness: true,
                }
            }
            EngagementEvent::SeatInvited { name, role } => {
                of_seat(Sentence::of("event-seat-invited").with("name", name).with("role", *role), false)
            }
            EngagementEvent::InvitationWithdrawn { name } => of_seat(Sentence::of("event-invitation-withdrawn").with("name", name), false),
            EngagementEvent::InvitationSentAgain { name } => of_seat(Sentence::of("event-invitation-sent-again").with("name", name), false),
            // Gates rest on who is there.
            EngagementEvent::SeatTaken { name, role } => {
                of_seat(Sentence::of("event-seat-taken").with("name", name).with("role", *role), true)
            }
            EngagementEvent::SeatChanged { name, role } => {
                of_seat(Sentence::of("event-seat-changed").with("name", name).with("role", *role), true)
            }
            EngagementEvent::SeatEnded { name, .. } => of_seat(Sentence::of("event-seat-ended").with("name", name), true),
            EngagementEvent::SeatLapsed { name, role } => {
                of_seat(Sentence::of("event-seat-lapsed").with("name", name).with("party", role.side()), true)
            }
            EngagementEvent::ManagementEnded { name, role, keeps } => {
                let key = if keeps.is_some() { "event-management-ended-stays" } else { "event-management-ended" };
                let reads = Sentence::of(key).with("name", name).with("party", role.side());
                of_seat(keeps.iter().fold(reads, |reads, role| reads.with("role", *role)), true)
            }
        }
    }

    fn changes_access(&self) -> bool {
        match self {
            EngagementEvent::Created { .. }
            | EngagementEvent::SeatTaken { .. }
            | EngagementEvent::SeatChanged { .. }
            | EngagementEvent::SeatEnded { .. }
            | EngagementEvent::SeatLapsed { .. }
            | EngagementEvent::ManagementEnded { .. } => true,
            EngagementEvent::TermsChanged { .. }
            | EngagementEvent::SeatInvited { .. }
            | EngagementEvent::InvitationWithdrawn { .. }
            | EngagementEvent::InvitationSentAgain { .. } => false,
        }
    }
}
