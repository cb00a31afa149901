//! The matrix: what each role may do.

use super::{Role, Side};

/// Something that a seat may allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ability {
    /// See everything in the engagement.
    Read,
    /// Give feedback, reply, close what one's side raised.
    GiveFeedback,
    /// State a wish, or record one that was heard.
    StateWish,
    /// Restate a wish as a need.
    RestateNeed,
    /// Confirm or correct a need; set a wish aside.
    ConfirmNeed,
    /// Ask for a change to the agreed scope.
    RaiseChange,
    /// Write a change's edits and what they mean; say where a request belongs.
    AssessChange,
    /// Offer a change: commit the provider to it.
    OfferChange,
    /// Accept a change, so commit the client to it, or decline it.
    AcceptChange,
    /// Let a change rest.
    ParkChange,
    /// Ask for a decision.
    ProposeDecision,
    /// Decide a What, overrule a How.
    DecideWhat,
    /// Decide a How, advise on a What.
    DecideHow,
    /// Write the lines of a draft.
    DraftScope,
    /// Freeze a draft and ask for signatures, or withdraw the proposal.
    ProposeScope,
    /// Commit one's side to a proposed version.
    SignScope,
    /// Promise a deliverable under a service line.
    PlanDeliverable,
    /// Hand a deliverable in.
    SubmitDeliverable,
    /// Accept a submission or send it back.
    ReviewSubmission,
    /// Say what will be handed over.
    PlanTopic,
    /// Record a working session, an observation or an assist; confirm a session that the other side recorded.
    LogEvidence,
    /// Report an effect in another business area of the client.
    ReportEffect,
    /// Acknowledge such an effect as the client's own matter and name who owns it.
    AcknowledgeEffect,
    /// Attest that somebody does a topic alone.
    AttestAlone,
    /// Agree from when the client runs topics alone.
    PlanMilestone,
    /// Commit one's side to a handover.
    SignMilestone,
    /// Ask the other side to let a gate pass for a while, and answer when it asks.
    WaiveGate,
    /// Say whether the client still runs alone what it took over.
    AnswerEcho,
    /// Invite people to one's own side, change and end their seats.
    InviteSeats,
    /// Change the engagement's title, dates and promises.
    SetTerms,
}

impl Ability {
    /// Every ability, in the order of the matrix.
    pub const ALL: [Ability; 30] = [
        Ability::Read,
        Ability::GiveFeedback,
        Ability::StateWish,
        Ability::RestateNeed,
        Ability::ConfirmNeed,
        Ability::RaiseChange,
        Ability::AssessChange,
        Ability::OfferChange,
        Ability::AcceptChange,
        Ability::ParkChange,
        Ability::ProposeDecision,
        Ability::DecideWhat,
        Ability::DecideHow,
        Ability::DraftScope,
        Ability::ProposeScope,
        Ability::SignScope,
        Ability::PlanDeliverable,
        Ability::SubmitDeliverable,
        Ability::ReviewSubmission,
        Ability::PlanTopic,
        Ability::LogEvidence,
        Ability::ReportEffect,
        Ability::AcknowledgeEffect,
        Ability::AttestAlone,
        Ability::PlanMilestone,
        Ability::SignMilestone,
        Ability::WaiveGate,
        Ability::AnswerEcho,
        Ability::InviteSeats,
        Ability::SetTerms,
    ];

    /// Whether a seat of this role has the ability.
    #[must_use]
    pub const fn granted_to(self, role: Role) -> bool {
        use Role::{Consultant, Lead, Manager, Member, Sponsor};
        match self {
            Ability::Read => true,
            Ability::GiveFeedback
            | Ability::StateWish
            | Ability::RaiseChange
            | Ability::ProposeDecision
            | Ability::LogEvidence
            | Ability::ReportEffect => matches!(role, Sponsor | Lead | Member | Manager | Consultant),
            Ability::RestateNeed
            | Ability::DraftScope
            | Ability::PlanDeliverable
            | Ability::SubmitDeliverable
            | Ability::PlanTopic
            | Ability::AssessChange
            | Ability::DecideHow => matches!(role, Manager | Consultant),
            Ability::ConfirmNeed | Ability::ReviewSubmission | Ability::DecideWhat | Ability::AnswerEcho | Ability::AcknowledgeEffect => {
                matches!(role, Sponsor | Lead)
            }
            Ability::AttestAlone => matches!(role, Sponsor | Lead | Manager | Consultant),
            Ability::ProposeScope | Ability::OfferChange | Ability::PlanMilestone | Ability::SetTerms => matches!(role, Manager),
            Ability::AcceptChange => matches!(role, Sponsor),
            Ability::SignScope | Ability::ParkChange | Ability::SignMilestone | Ability::WaiveGate | Ability::InviteSeats => {
                matches!(role, Sponsor | Manager)
            }
        }
    }

    /// Whether it is still there once the engagement is closed: the record can be read, who may read it still
    /// matters, and some time later the client is asked how it goes.
    #[must_use]
    pub const fn outlasts_closing(self) -> bool {
        matches!(self, Ability::Read | Ability::InviteSeats | Ability::AnswerEcho)
    }

    /// The roles of a side that have the ability, as words for the `turns` table.
    #[must_use]
    pub fn roles_on(self, side: Side) -> Vec<&'static str> {
        Role::ALL.into_iter().filter(|role| role.side() == side && self.granted_to(*role)).map(Role::as_str).collect()
    }
}

/// An ability as a type, so that the signature of a handler and of an act names what it needs.
pub trait Needs: Send + Sync + 'static {
    /// The ability that is needed.
    const ABILITY: Ability;
}

/// The abilities as types.
pub mod needs {
    use super::{Ability, Needs};

    macro_rules! needs {
        ($($name:ident),* $(,)?) => { $(
            #[doc = concat!("Needs [`Ability::", stringify!($name), "`].")]
            #[derive(Debug)]
            pub struct $name;
            impl Needs for $name { const ABILITY: Ability = Ability::$name; }
        )* };
    }
    needs!(
        Read,
        GiveFeedback,
        StateWish,
        RestateNeed,
        ConfirmNeed,
        RaiseChange,
        AssessChange,
        OfferChange,
        AcceptChange,
        ParkChange,
        ProposeDecision,
        DecideWhat,
        DecideHow,
        DraftScope,
        ProposeScope,
        SignScope,
        PlanDeliverable,
        SubmitDeliverable,
        ReviewSubmission,
        PlanTopic,
        LogEvidence,
        ReportEffect,
        AcknowledgeEffect,
        AttestAlone,
        PlanMilestone,
        SignMilestone,
        WaiveGate,
        AnswerEcho,
        InviteSeats,
        SetTerms,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_commit_a_side_sign() {
        for ability in [Ability::SignScope, Ability::SignMilestone, Ability::WaiveGate, Ability::InviteSeats] {
            assert_eq!(ability.roles_on(Side::Client), ["sponsor"]);
            assert_eq!(ability.roles_on(Side::Provider), ["manager"]);
        }
    }

    #[test]
    fn observers_only_read() {
        for ability in Ability::ALL {
            for role in [Role::ClientObserver, Role::ProviderObserver] {
                assert_eq!(ability.granted_to(role), ability == Ability::Read, "{ability:?} {role:?}");
            }
        }
    }
}
