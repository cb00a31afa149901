//! Who sits where, who is invited, and what each role may do.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::{Ability, Needs, Role, Side, needs},
    app::App,
    engagements::{
        acts::{self, NewInvitation, SentInvitation},
        invitations_url, people_url,
        queries::{self, Ended, Invited, Seated},
        seat_url,
        seats::{self, RoleWord},
    },
    notices::{link::invitation_url, outbox::Undelivered},
    web::{At, Choice, Chrome, Form, FormData, HandOver, Outcome, Seat, Tab, done, hand_over, page_with},
};

/// The longest name of a person, and of what they do at home.
const LONGEST_NAME: usize = 120;

/// Somebody who sits there.
struct PersonRow {
    id: String,
    name: String,
    role: String,
    function: String,
    since: DateTime<Utc>,
    by_organization: bool,
    /// Where the seat is changed; empty when the reader may not, or it hangs on the organization.
    change_url: String,
}

/// One side's people.
struct SideTable {
    side: Side,
    party: String,
    rows: Vec<PersonRow>,
}

/// Somebody whose seat has ended.
struct EndedRow {
    id: String,
    name: String,
    side: Side,
    role: String,
    since: DateTime<Utc>,
    ended_at: DateTime<Utc>,
}

/// Somebody who is invited.
struct InvitedRow {
    id: String,
    name: String,
    email: String,
    side: Side,
    role: String,
    by: String,
    expires_at: DateTime<Utc>,
    expired: bool,
    /// Why its mail has not left.
    undelivered: Option<Undelivered>,
    /// Where it is sent again; empty when the reader may not, or nothing is known of a fault.
    mail_url: String,
    /// Where it is taken back; empty when the reader may not.
    withdrawal_url: String,
}

/// One line of the matrix.
struct AbilityRow {
    text: String,
    granted: Vec<bool>,
}

#[derive(Template)]
#[template(path = "engagements/people.html")]
struct People {
    chrome: Chrome,
    sides: Vec<SideTable>,
    invited: Vec<InvitedRow>,
    ended: Vec<EndedRow>,
    /// The roles with their sides, as the matrix heads its columns.
    roles: Vec<(Side, String)>,
    matrix: Vec<AbilityRow>,
    /// The roles to which the reader may invite; none: no form.
    choices: Vec<Choice>,
    fields: Form,
    invitations_url: String,
    /// Whether nobody commits the client yet, and the reader can change that.
    wants_sponsor: bool,
    /// Whether invitations go by mail.
    sends_mail: bool,
}

impl People {
    async fn draw<N: Needs>(app: &App, seat: &Seat<N>, status: StatusCode, fields: Form) -> Outcome {
        let (engagement, now) = (seat.engagement.id, app.clock.now());
        let seated = queries::seated(&app.db, engagement).await?;
        let invited = queries::invited(&app.db, engagement).await?;
        let ended = queries::ended(&app.db, engagement).await?;
        let chrome = Chrome::seat(app, seat, Tab::People);
        let sponsor_sits = seated.iter().any(|seated| seated.role == Role::Sponsor);
        let sponsor_invited = invited.iter().any(|invited| invited.role == Role::Sponsor && invited.expires_at > now);
        let keeps = seat.may(Ability::InviteSeats);
        let roles = if keeps { seats::roles_to_invite(seat.role, sponsor_sits || sponsor_invited) } else { Vec::new() };
        let row = |seated: &Seated| person_row(seated, &chrome, engagement, keeps && seated.role.side() == seat.side());
        let table = |side: Side| SideTable {
            side,
            party: chrome.party(&side).to_owned(),
            rows: seated.iter().filter(|seated| seated.role.side() == side).map(row).collect(),
        };
        let page = People {
            sides: Side::BOTH.map(table).into(),
            invited: invited
                .into_iter()
                .map(|invited| {
                    let is_own = keeps && seats::may_withdraw(seat.role, invited.role, sponsor_sits);
                    invited_row(invited, &chrome, engagement, now, is_own)
                })
                .collect(),
            ended: ended.into_iter().map(|ended| ended_row(ended, &chrome)).collect(),
            roles: Role::ALL.map(|role| (role.side(), chrome.t(role.key()))).into(),
            matrix: matrix(&chrome),
            wants_sponsor: seat.side() == Side::Provider && roles.contains(&Role::Sponsor),
            choices: roles.into_iter().map(|role| role_choice(role, &chrome)).collect(),
            fields,
            sends_mail: app.settings.sends_mail(),
            invitations_url: invitations_url(engagement),
            chrome,
        };
        page_with(status, page)
    }
}

fn person_row(seated: &Seated, chrome: &Chrome, engagement: Uuid, keeps: bool) -> PersonRow {
    PersonRow {
        id: format!("person-{}", seated.person.simple()),
        name: seated.name.clone(),
        role: chrome.t(seated.role.key()),
        function: seated.function.clone(),
        since: seated.since,
        by_organization: seated.by_organization,
        change_url: seated.seat.filter(|_| keeps && !seated.by_organization).map(|seat| seat_url(engagement, seat)).unwrap_or_default(),
    }
}

fn invited_row(invited: Invited, chrome: &Chrome, engagement: Uuid, now: DateTime<Utc>, is_own: bool) -> InvitedRow {
    let url = |what: &str| format!("{}/{}/{what}", invitations_url(engagement), invited.number);
    InvitedRow {
        mail_url: if is_own && invited.undelivered.is_some() { url("mail") } else { String::new() },
        withdrawal_url: if is_own { url("withdrawal") } else { String::new() },
        id: format!("invitation-{}", invited.number),
        name: invited.name,
        email: invited.email,
        side: invited.role.side(),
        role: chrome.t(invited.role.key()),
        by: invited.by,
        expires_at: invited.expires_at,
        expired: invited.expires_at <= now,
        undelivered: invited.undelivered,
    }
}

fn ended_row(ended: Ended, chrome: &Chrome) -> EndedRow {
    EndedRow {
        id: format!("ended-{}", ended.seat),
        name: ended.name,
        side: ended.role.side(),
        role: chrome.t(ended.role.key()),
        since: ended.since,
        ended_at: ended.ended_at,
    }
}

/// A role to choose, with what it is there for.
pub(super) fn role_choice(role: Role, chrome: &Chrome) -> Choice {
    Choice::new(RoleWord(role).to_string(), chrome.t(role.key())).hint(chrome.t(seats::meaning_key(role)))
}

/// What each role may do, from the one place that says so.
fn matrix(chrome: &Chrome) -> Vec<AbilityRow> {
    let row = |ability: Ability| AbilityRow {
        text: chrome.t(ability_key(ability)),
        granted: Role::ALL.map(|role| ability.granted_to(role)).into(),
    };
    Ability::ALL.map(row).into()
}

const fn ability_key(ability: Ability) -> &'static str {
    match ability {
        Ability::Read => "engagements-ability-read",
        Ability::GiveFeedback => "engagements-ability-give-feedback",
        Ability::StateWish => "engagements-ability-state-wish",
        Ability::RestateNeed => "engagements-ability-restate-need",
        Ability::ConfirmNeed => "engagements-ability-confirm-need",
        Ability::RaiseChange => "engagements-ability-raise-change",
        Ability::AssessChange => "engagements-ability-assess-change",
        Ability::OfferChange => "engagements-ability-offer-change",
        Ability::AcceptChange => "engagements-ability-accept-change",
        Ability::ParkChange => "engagements-ability-park-change",
        Ability::ProposeDecision => "engagements-ability-propose-decision",
        Ability::DecideWhat => "engagements-ability-decide-what",
        Ability::DecideHow => "engagements-ability-decide-how",
        Ability::DraftScope => "engagements-ability-draft-scope",
        Ability::ProposeScope => "engagements-ability-propose-scope",
        Ability::SignScope => "engagements-ability-sign-scope",
        Ability::PlanDeliverable => "engagements-ability-plan-deliverable",
        Ability::SubmitDeliverable => "engagements-ability-submit-deliverable",
        Ability::ReviewSubmission => "engagements-ability-review-submission",
        Ability::PlanTopic => "engagements-ability-plan-topic",
        Ability::LogEvidence => "engagements-ability-log-evidence",
        Ability::ReportEffect => "engagements-ability-report-effect",
        Ability::AcknowledgeEffect => "engagements-ability-acknowledge-effect",
        Ability::AttestAlone => "engagements-ability-attest-alone",
        Ability::PlanMilestone => "engagements-ability-plan-milestone",
        Ability::SignMilestone => "engagements-ability-sign-milestone",
        Ability::WaiveGate => "engagements-ability-waive-gate",
        Ability::AnswerEcho => "engagements-ability-answer-echo",
        Ability::InviteSeats => "engagements-ability-invite-seats",
        Ability::SetTerms => "engagements-ability-set-terms",
    }
}

/// Who sits where.
pub async fn people(seat: Seat<needs::Read>, State(app): State<App>) -> Outcome {
    People::draw(&app, &seat, StatusCode::OK, Form::default()).await
}

/// Invites somebody.
pub async fn invite(seat: Seat<needs::InviteSeats>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let new = NewInvitation {
        name: form.line("name", LONGEST_NAME),
        email: form.email("email"),
        role: form.choice("role", RoleWord(seat.role)).0,
        function: form.optional_line("function", LONGEST_NAME),
    };
    if form.has_errors() {
        return People::draw(&app, &seat, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let sent = acts::invite(&app, &seat, &new).await?;
    under_way(&app, &seat, new.name, new.email, &sent, "flash-engagements-invited")
}

/// Sends an invitation again whose mail did not arrive.
pub async fn send_again(
    seat: Seat<needs::InviteSeats>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    let (invitation, sent) = acts::send_again(&app, &seat, number).await?;
    under_way(&app, &seat, invitation.name, invitation.email, &sent, "flash-notices-sent-again")
}

/// After the mail is in the outbox; where none leaves, the link to hand over.
fn under_way(
    app: &App,
    seat: &Seat<needs::InviteSeats>,
    name: String,
    email: String,
    sent: &SentInvitation,
    flash: &'static str,
) -> Outcome {
    let back = people_url(seat.engagement.id);
    if app.settings.sends_mail() {
        return done(&back, flash);
    }
    let link = app.settings.absolute(&invitation_url(&sent.token));
    hand_over(Chrome::seat(app, seat, Tab::People), HandOver { name, email, link, until: sent.expires_at, back })
}

/// Takes an invitation back.
pub async fn withdraw_invitation(
    seat: Seat<needs::InviteSeats>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    acts::withdraw_invitation(&app, &seat, number).await?;
    done(&people_url(seat.engagement.id), "flash-engagements-invitation-withdrawn")
}
