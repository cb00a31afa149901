//! How each event reads: one sentence in the reader's language.

use chrono_tz::Tz;

use super::{Event, event::BlockedGate};
use crate::{
    access::Side,
    base::{
        format,
        language::{Language, Said},
        money::Money,
    },
    things::FilePlace,
};

/// Key of the text that says what a gate asks of what it is about, `$about`.
#[must_use]
pub fn gate_key(gate: &str) -> &'static str {
    match gate {
        "people" => "event-gate-people",
        "deliverable" => "event-gate-deliverable",
        "assists" => "event-gate-assists",
        "runbook" => "event-gate-runbook",
        "owner" => "event-gate-owner",
        "feedback" => "event-gate-feedback",
        "change" => "event-gate-change",
        "effect" => "event-gate-effect",
        _ => "event-gate-cover",
    }
}

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
        let of_waiver = |key, number: i32, milestone: i32, gate: &str, about: &str| {
            let gate = language.say(gate_key(gate)).with("about", about.to_owned()).to_string();
            say(key).with("ref", format!("WV{number}")).with("milestone", format!("M{milestone}")).with("gate", gate)
        };
        let of_need = |key, number: i32, excerpt: &str| say(key).with("ref", format!("N{number}")).with("excerpt", excerpt.to_owned());
        let of_change = |key, number: i32, title: &str| say(key).with("ref", format!("CR{number}")).with("title", title.to_owned());
        let of_decision =
            |key, number: i32, question: &str| say(key).with("ref", format!("DC{number}")).with("question", question.to_owned());
        let of_session = |key, number: i32, title: &str| say(key).with("ref", format!("WS{number}")).with("title", title.to_owned());
        let of_effect = |key, number: i32, excerpt: &str| say(key).with("ref", format!("E{number}")).with("excerpt", excerpt.to_owned());
        let said: Said = match self {
            Event::EngagementCreated { title } => say("event-engagement-created").with("title", title.clone()),
            Event::TermsChanged { lapse_days, assist_free_days, .. } => {
                let rule = |key, change: &Option<(i32, i32)>| {
                    change.map(|(was, is)| language.say(key).with("was", was).with("is", is).to_string()).unwrap_or_default()
                };
                say("event-terms-changed")
                    .with("lapse", rule("event-terms-lapse", lapse_days))
                    .with("free", rule("event-terms-assist-free", assist_free_days))
            }
            Event::SeatInvited { name, role } => say("event-seat-invited").with("name", name.clone()).with("role", language.t(role.key())),
            Event::InvitationWithdrawn { name } => say("event-invitation-withdrawn").with("name", name.clone()),
            Event::InvitationSentAgain { name } => say("event-invitation-sent-again").with("name", name.clone()),
            Event::SeatTaken { name, role } => say("event-seat-taken").with("name", name.clone()).with("role", language.t(role.key())),
            Event::SeatChanged { name, role } => say("event-seat-changed").with("name", name.clone()).with("role", language.t(role.key())),
            Event::SeatLapsed { name, role } => say("event-seat-lapsed").with("name", name.clone()).with("party", party(role.side())),
            Event::ManagementEnded { name, role, keeps } => {
                let key = if keeps.is_some() { "event-management-ended-stays" } else { "event-management-ended" };
                let said = say(key).with("name", name.clone()).with("party", party(role.side()));
                keeps.iter().fold(said, |said, role| said.with("role", language.t(role.key())))
            }
            Event::SeatEnded { name, .. } => say("event-seat-ended").with("name", name.clone()),

            Event::WishesStated { wishes, said_by } => {
                let list = wishes.iter().map(|wish| {
                    language.say("event-wish").with("ref", format!("N{}", wish.number)).with("excerpt", wish.excerpt.clone()).to_string()
                });
                say("event-wishes-stated")
                    .with("said_by", said_by.clone())
                    .with("count", wishes.len() as i64)
                    .with("wishes", list.collect::<Vec<_>>().join(", "))
            }
            Event::NeedRestated { number, round, excerpt } => {
                of_need("event-need-restated", *number, excerpt).with("round", i64::from(*round))
            }
            Event::NeedAnswered { number, answer, excerpt, .. } => {
                let key = match answer.as_str() {
                    "yes" => "event-need-confirmed",
                    "partly" => "event-need-corrected",
                    _ => "event-need-refused",
                };
                of_need(key, *number, excerpt)
            }
            Event::NeedSetAside { number, how, excerpt } => {
                of_need(if how == "parked" { "event-need-parked" } else { "event-need-withdrawn" }, *number, excerpt)
            }
            Event::NeedResumed { number, excerpt, .. } => of_need("event-need-resumed", *number, excerpt),

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
            Event::ReviewReminded { number, title, submission, review_due_at } => of_deliverable("event-review-reminded", *number, title)
                .with("submission", i64::from(*submission))
                .with("due", format::day(language, review_due_at.with_timezone(&zone).date_naive())),
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
            Event::RequestPlaced { number, excerpt, place, line, change, owner, .. } => {
                let key = match place.as_str() {
                    "within" => "event-request-within",
                    "change" => "event-request-change",
                    "client" => "event-request-client",
                    _ => "event-request-parked",
                };
                of_feedback(key, *number, excerpt)
                    .with("line", line.clone().unwrap_or_default())
                    .with("change", change.map(|change| format!("CR{change}")).unwrap_or_default())
                    .with("owner", owner.clone().unwrap_or_default())
            }
            Event::FeedbackClosed { number, excerpt, .. } => of_feedback("event-feedback-closed", *number, excerpt),
            Event::FeedbackReopened { number, excerpt, .. } => of_feedback("event-feedback-reopened", *number, excerpt),

            Event::ChangeRaised { number, title, .. } => of_change("event-change-raised", *number, title),
            Event::ChangeEdited { number, title, key, action, .. } => {
                let text = match action.as_str() {
                    "add" => "event-change-adds",
                    "change" => "event-change-changes",
                    "remove" => "event-change-removes",
                    _ => "event-change-keeps",
                };
                of_change(text, *number, title).with("line", key.clone())
            }
            Event::ChangeAssessed { number, title, days, price_minor, currency } => {
                of_change("event-change-assessed", *number, title).with("days", format::signed(language, *days)).with(
                    "price",
                    currency.parse().map_or_else(|_| String::new(), |currency| Money::new(*price_minor, currency).signed(language)),
                )
            }
            Event::ChangeOffered { number, title, version, .. } => {
                of_change("event-change-offered", *number, title).with("version", version.to_string())
            }
            Event::ChangeOfferWithdrawn { number, title, .. } => of_change("event-change-offer-withdrawn", *number, title),
            Event::ChangeAccepted { number, title, version } => {
                of_change("event-change-accepted", *number, title).with("version", version.to_string())
            }
            Event::ChangeDeclined { number, title } => of_change("event-change-declined", *number, title),
            Event::ChangeWithdrawn { number, title } => of_change("event-change-withdrawn", *number, title),
            Event::ChangeParked { number, title } => of_change("event-change-parked", *number, title),
            Event::ChangeResumed { number, title } => of_change("event-change-resumed", *number, title),

            Event::DecisionProposed { number, decision_kind, question, .. } => {
                of_decision(if decision_kind == "what" { "event-decision-what" } else { "event-decision-how" }, *number, question)
            }
            Event::DecisionAdvised { number, question, option } => {
                of_decision("event-decision-advised", *number, question).with("option", option.clone())
            }
            Event::DecisionMade { number, question, option, overruled } => {
                of_decision(if *overruled { "event-decision-overruled" } else { "event-decision-made" }, *number, question)
                    .with("option", option.clone())
            }
            Event::DecisionWithdrawn { number, question } => of_decision("event-decision-withdrawn", *number, question),

            Event::SessionPlanned { number, title, at } => {
                of_session("event-session-planned", *number, title).with("when", format::moment(language, *at, zone))
            }
            Event::SessionChanged { number, title, at } => {
                of_session("event-session-changed", *number, title).with("when", format::moment(language, *at, zone))
            }
            Event::SessionBegun { number, title } => of_session("event-session-begun", *number, title),
            Event::SessionCancelled { number, title, at } => {
                of_session("event-session-cancelled", *number, title).with("when", format::moment(language, *at, zone))
            }
            Event::SessionRecorded { number, title, round, steps, .. } => {
                let key = if *round == 1 { "event-session-recorded" } else { "event-session-amended" };
                of_session(key, *number, title).with("count", steps.len() as i64)
            }
            Event::SessionAnswered { number, title, answer, .. } => {
                of_session(if answer == "confirmed" { "event-session-confirmed" } else { "event-session-corrected" }, *number, title)
            }
            Event::StepDone { session, number, text, .. } => {
                say("event-step-done").with("ref", format!("WS{session}.{number}")).with("text", text.clone())
            }
            Event::StepDropped { session, number, text, .. } => {
                say("event-step-dropped").with("ref", format!("WS{session}.{number}")).with("text", text.clone())
            }

            Event::EffectReported { number, area, excerpt } => {
                of_effect("event-effect-reported", *number, excerpt).with("area", area.clone())
            }
            Event::EffectAcknowledged { number, excerpt, owner } => {
                of_effect("event-effect-acknowledged", *number, excerpt).with("owner", owner.clone())
            }
            Event::EffectHandedOn { number, excerpt, owner } => {
                of_effect("event-effect-handed-on", *number, excerpt).with("owner", owner.clone())
            }
            Event::EffectSettled { number, excerpt } => of_effect("event-effect-settled", *number, excerpt),
            Event::EffectDismissed { number, excerpt, how } => {
                of_effect(if how == "withdrawn" { "event-effect-withdrawn" } else { "event-effect-declined" }, *number, excerpt)
            }

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

            Event::MilestoneReady { number, title } => of_milestone("event-milestone-ready", *number, title),
            Event::MilestoneAtRisk { number, title, forecast: Some(day) } => {
                of_milestone("event-milestone-at-risk", *number, title).with("day", format::day(language, *day))
            }
            Event::MilestoneAtRisk { number, title, forecast: None } => of_milestone("event-milestone-at-risk-no-pace", *number, title),
            Event::MilestoneLate { number, title } => of_milestone("event-milestone-late", *number, title),
            Event::MilestoneBlocked { number, title, gates } => {
                let said = |gate: &BlockedGate| language.say(gate_key(&gate.gate)).with("about", gate.about.clone()).to_string();
                let gates: Vec<String> = gates.iter().map(said).collect();
                of_milestone("event-milestone-blocked", *number, title).with("gates", gates.join(", "))
            }

            Event::WaiverAsked { number, milestone, gate, about, until, reason } => {
                of_waiver("event-waiver-asked", *number, *milestone, gate, about)
                    .with("until", format::day(language, *until))
                    .with("reason", reason.clone())
            }
            Event::WaiverAnswered { number, milestone, gate, about, agreed, until } => {
                let key = if *agreed { "event-waiver-agreed" } else { "event-waiver-declined" };
                of_waiver(key, *number, *milestone, gate, about).with("until", format::day(language, *until))
            }
            Event::WaiverEnded { number, milestone, gate, about, held } => {
                of_waiver(if *held { "event-waiver-ended" } else { "event-waiver-withdrawn" }, *number, *milestone, gate, about)
            }
            Event::WaiverLapsed { number, milestone, gate, about } => of_waiver("event-waiver-lapsed", *number, *milestone, gate, about),
            Event::EchoAsked { number, title, days, .. } => of_milestone("event-echo-asked", *number, title).with("days", i64::from(*days)),
            Event::EchoAnswered { number, title, alone, feedback, .. } => {
                of_milestone(if *alone { "event-echo-alone" } else { "event-echo-not-alone" }, *number, title)
                    .with("feedback", feedback.map(|number| format!("F{number}")).unwrap_or_default())
            }

            Event::FilesAttached { place, title, files } => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                let at = |key| say(key).with("ref", place.thing().to_string()).with("title", title.clone()).with("names", names.join(", "));
                match place {
                    FilePlace::Deliverable(_) => at("event-files-laid-ready"),
                    FilePlace::Submission { number, .. } => at("event-files-to-submission").with("submission", i64::from(*number)),
                    FilePlace::Topic(_) => at("event-files-to-topic"),
                    FilePlace::Observation { .. } => at("event-files-to-observation"),
                    FilePlace::Feedback(_) => at("event-files-to-feedback"),
                    FilePlace::Session(_) => at("event-files-to-session"),
                }
            }
            Event::FileTakenAway { place, title, name, .. } => {
                say("event-file-taken-away").with("ref", place.thing().to_string()).with("title", title.clone()).with("name", name.clone())
            }
        };
        said.to_string()
    }
}
