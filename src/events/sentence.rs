//! How each event reads: one sentence in the reader's language.

use chrono_tz::Tz;

use super::Event;
use crate::{
    access::Side,
    base::{
        format,
        language::{Language, Said},
    },
};

impl Event {
    /// The sentence; days are those in `zone`, the reader's. `who` is the name of the person who acted (ignored where a
    /// clock ran out), `client` and `provider` the names of the organizations.
    #[must_use]
    pub fn sentence(&self, language: Language, zone: Tz, who: &str, client: &str, provider: &str) -> String {
        let say = |key| language.say(key).with("who", who.to_owned());
        let party = |side: Side| match side {
            Side::Client => client.to_owned(),
            Side::Provider => provider.to_owned(),
        };
        let of_deliverable = |key, number: i32, title: &str| say(key).with("ref", format!("D{number}")).with("title", title.to_owned());
        let of_topic = |key, number: i32, title: &str| say(key).with("ref", format!("T{number}")).with("title", title.to_owned());
        let of_milestone = |key, number: i32, title: &str| say(key).with("ref", format!("M{number}")).with("title", title.to_owned());
        let of_feedback = |key, number: i32, excerpt: &str| say(key).with("ref", format!("F{number}")).with("excerpt", excerpt.to_owned());
        let of_line = |key, version: i32, line: &str, title: &str| {
            say(key).with("version", version.to_string()).with("ref", line.to_owned()).with("title", title.to_owned())
        };
        let said: Said = match self {
            Event::EngagementCreated { title } => say("event-engagement-created").with("title", title.clone()),
            Event::TermsChanged { .. } => say("event-terms-changed"),
            Event::SeatInvited { name, role } => say("event-seat-invited").with("name", name.clone()).with("role", language.t(role.key())),
            Event::InvitationWithdrawn { name } => say("event-invitation-withdrawn").with("name", name.clone()),
            Event::SeatTaken { name, role } => say("event-seat-taken").with("name", name.clone()).with("role", language.t(role.key())),
            Event::SeatChanged { name, role } => say("event-seat-changed").with("name", name.clone()).with("role", language.t(role.key())),
            Event::SeatLapsed { name, role } => say("event-seat-lapsed").with("name", name.clone()).with("party", party(role.side())),
            Event::ManagementEnded { name, role, keeps } => {
                let key = if keeps.is_some() { "event-management-ended-stays" } else { "event-management-ended" };
                let said = say(key).with("name", name.clone()).with("party", party(role.side()));
                keeps.iter().fold(said, |said, role| said.with("role", language.t(role.key())))
            }
            Event::SeatEnded { name, .. } => say("event-seat-ended").with("name", name.clone()),

            Event::ScopeDrafted { version } => say("event-scope-drafted").with("version", version.to_string()),
            Event::ScopeLineAdded { version, key, title } => of_line("event-scope-line-added", *version, key, title),
            Event::ScopeLineChanged { version, key, title } => of_line("event-scope-line-changed", *version, key, title),
            Event::ScopeLineRemoved { version, key, title } => of_line("event-scope-line-removed", *version, key, title),
            Event::ScopeProposed { version, .. } => say("event-scope-proposed").with("version", version.to_string()),
            Event::ScopeSigned { version, side, agreed } => {
                let key = if *agreed { "event-scope-agreed" } else { "event-scope-signed" };
                say(key).with("version", version.to_string()).with("party", party(*side))
            }
            Event::ScopeWithdrawn { version } => say("event-scope-withdrawn").with("version", version.to_string()),

            Event::DeliverablePlanned { number, title, line, due_on } => of_deliverable("event-deliverable-planned", *number, title)
                .with("line", line.clone())
                .with("due", format::day(language, *due_on)),
            Event::DeliverableStarted { number, title } => of_deliverable("event-deliverable-started", *number, title),
            Event::DeliverableSubmitted { number, title, submission, .. } => {
                of_deliverable("event-deliverable-submitted", *number, title).with("submission", i64::from(*submission))
            }
            Event::SubmissionReturned { number, title, submission, unmet } => of_deliverable("event-submission-returned", *number, title)
                .with("submission", i64::from(*submission))
                .with("count", unmet.len() as i64)
                .with("criteria", unmet.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            Event::SubmissionAccepted { number, title, submission } => {
                of_deliverable("event-submission-accepted", *number, title).with("submission", i64::from(*submission))
            }
            Event::ReviewNoticed { number, title, submission, second_due_at } => of_deliverable("event-review-noticed", *number, title)
                .with("submission", i64::from(*submission))
                .with("due", format::day(language, second_due_at.with_timezone(&zone).date_naive())),
            Event::SubmissionDeemedAccepted { number, title, submission } => {
                of_deliverable("event-submission-deemed-accepted", *number, title).with("submission", i64::from(*submission))
            }

            Event::FeedbackRaised { number, entry_kind, about, blocking, excerpt, .. } => {
                let key = match (entry_kind.as_str(), *blocking) {
                    ("question", _) => "event-feedback-question",
                    ("concern", _) => "event-feedback-concern",
                    ("request", _) => "event-feedback-request",
                    _ => "event-feedback-praise",
                };
                let about = if about.is_empty() { language.t("event-about-engagement") } else { about.clone() };
                let blocking = if *blocking { "yes" } else { "no" };
                of_feedback(key, *number, excerpt).with("about", about).with("blocking", blocking)
            }
            Event::FeedbackReplied { number, excerpt, .. } => of_feedback("event-feedback-replied", *number, excerpt),
            Event::FeedbackClosed { number, excerpt } => of_feedback("event-feedback-closed", *number, excerpt),
            Event::FeedbackReopened { number, excerpt } => of_feedback("event-feedback-reopened", *number, excerpt),

            Event::TopicPlanned { number, title } => of_topic("event-topic-planned", *number, title),
            Event::TopicChanged { number, title } => of_topic("event-topic-changed", *number, title),
            Event::ObservationLogged { topic, title, person, mode } => {
                let key = match mode.as_str() {
                    "watched" => "event-observed-watched",
                    "together" => "event-observed-together",
                    "supervised" => "event-observed-supervised",
                    "alone" => "event-observed-alone",
                    _ => "event-observed-taught",
                };
                of_topic(key, *topic, title).with("person", person.clone())
            }
            Event::AssistLogged { topic, title, person, minutes } => {
                of_topic("event-assist-logged", *topic, title).with("person", person.clone()).with("minutes", i64::from(*minutes))
            }
            Event::AloneAttested { topic, title, person, side, .. } => {
                of_topic("event-alone-attested", *topic, title).with("person", person.clone()).with("party", party(*side))
            }
            Event::MilestonePlanned { number, title, at } => of_milestone("event-milestone-planned", *number, title)
                .with("due", format::day(language, at.with_timezone(&zone).date_naive())),
            Event::MilestoneChanged { number, title, .. } => of_milestone("event-milestone-changed", *number, title),
            Event::MilestoneSigned { number, title, side, complete, .. } => {
                let key = if *complete { "event-milestone-complete" } else { "event-milestone-signed" };
                of_milestone(key, *number, title).with("party", party(*side))
            }
        };
        said.to_string()
    }
}
