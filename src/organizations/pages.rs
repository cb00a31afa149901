//! The pages of organizations.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{
    acts::{self, Administrator},
    model::{CalendarSettings, Holiday, Invited, Keepers, LONGEST_NAME, Member, NewInvitation, OrganizationRole, SentInvitation},
    queries::{self, EngagementRow, Managed},
};
use crate::{
    access::engagement,
    app::App,
    base::{format, zone},
    error::Error,
    notices::link::invitation_url,
    web::{
        Asked, At, Choice, Chrome, Form, FormData, HandOver, Manages, Outcome, Result, SignedIn, done, form::is_of_our_time, hand_over,
        page, page_with,
    },
};

#[derive(Template)]
#[template(path = "organizations/index.html")]
struct Index {
    chrome: Chrome,
    organizations: Vec<Managed>,
}

/// The organizations that the reader keeps or manages.
pub async fn index(reader: SignedIn, State(app): State<App>) -> Result {
    let organizations = queries::managed_by(&app.db, reader.person.id).await?;
    page(Index { chrome: Chrome::signed_in(&app, &reader, false), organizations })
}

/// The forms of an organization's page, at most one of which was sent.
#[derive(Default)]
struct Forms {
    calendar: Option<Form>,
    holiday: Form,
    invitation: Form,
}

#[derive(Template)]
#[template(path = "organizations/show.html")]
struct Show {
    chrome: Chrome,
    organization: Uuid,
    admin: bool,
    calendar: CalendarSettings,
    holidays: Vec<Holiday>,
    members: Vec<Member>,
    /// Where the list of people goes on.
    more_members: String,
    /// Whether the list is its beginning.
    first_members: bool,
    keepers: Keepers,
    engagements: Vec<EngagementRow>,
    calendar_form: Form,
    holiday_form: Form,
    invitation_form: Form,
    invited: Vec<Invited>,
    /// Whether invitations go by mail.
    sends_mail: bool,
    now: DateTime<Utc>,
}

impl Show {
    fn weekdays(&self) -> Vec<Choice> {
        (0..7).map(|day| Choice::new(day.to_string(), format::weekday_name(self.chrome.language, day))).collect()
    }

    /// "Monday, Tuesday, …"
    fn work_days(&self) -> String {
        let works = |day: &usize| self.calendar.work_days[*day];
        (0..7).filter(works).map(|day| format::weekday_name(self.chrome.language, day)).collect::<Vec<_>>().join(", ")
    }

    fn zones(&self) -> Vec<Choice> {
        let listed = zone::by_place().any(|zone| zone == self.calendar.zone);
        let kept = (!listed).then_some(self.calendar.zone);
        kept.into_iter().chain(zone::by_place()).map(|zone| Choice::new(zone.name(), zone.name().replace('_', " "))).collect()
    }

    fn roles(&self) -> Vec<Choice> {
        let choice = |role: OrganizationRole| Choice::new(role.as_str(), self.chrome.t(role.key())).hint(self.chrome.t(role.meaning_key()));
        OrganizationRole::ALL.into_iter().rev().map(choice).collect()
    }

    fn hours(&self) -> String {
        format!("{}–{}", format::time(self.calendar.opens), format::time(self.calendar.closes))
    }

    /// Why the role cannot be ended; empty when it can.
    fn stays(&self, role: &OrganizationRole) -> String {
        match (self.keepers.may_end(*role), role) {
            (Ok(()), _) => String::new(),
            (Err(_), OrganizationRole::Admin) => self.chrome.t("organizations-last-admin"),
            (Err(_), _) => self.chrome.t("organizations-last-manager"),
        }
    }

    /// Key of the question before a role ends: with the last one more ends than the role.
    fn end_confirm(&self, member: &Member) -> &'static str {
        if member.roles.len() > 1 { "organizations-end-confirm" } else { "organizations-leave-confirm" }
    }

    fn engagement_url(&self, engagement: &EngagementRow) -> String {
        engagement::url(engagement.id)
    }
}

/// The form as it stands for what is there.
fn calendar_form(calendar: &CalendarSettings) -> Form {
    let fields = [
        ("name", calendar.name.clone()),
        ("zone", calendar.zone.name().to_owned()),
        ("opens", format::time(calendar.opens)),
        ("closes", format::time(calendar.closes)),
        ("version", calendar.version()),
    ];
    let days = (0..7).filter(|day| calendar.work_days[*day]).map(|day| ("days", day.to_string()));
    Form::filled(fields.into_iter().chain(days))
}

async fn view(app: &App, manages: &Manages, after: Option<Uuid>, forms: Forms) -> Result<Show> {
    let organization = manages.organization.id;
    let chrome = Chrome::manages(app, manages);
    // Past years' holidays move no due date any more.
    let new_year = NaiveDate::from_ymd_opt(chrome.today.year(), 1, 1).unwrap_or(chrome.today);
    let (calendar, keepers) = queries::calendar_and_keepers(&app.db, organization).await?;
    let members = queries::members(&app.db, organization, after).await?;
    let is_full = members.len() >= usize::try_from(queries::PEOPLE_SHOWN).unwrap_or(usize::MAX);
    let last = members.last().filter(|_| is_full);
    Ok(Show {
        organization,
        admin: manages.admin,
        holidays: queries::holidays(&app.db, organization, new_year).await?,
        keepers,
        engagements: queries::engagements(&app.db, organization, manages.person.id).await?,
        more_members: last.map(|last| format!("{}?after={}", super::url(organization), last.person)).unwrap_or_default(),
        first_members: after.is_none(),
        calendar_form: forms.calendar.unwrap_or_else(|| calendar_form(&calendar)),
        holiday_form: forms.holiday,
        invitation_form: forms.invitation,
        invited: queries::invited(&app.db, organization).await?,
        sends_mail: app.settings.sends_mail(),
        now: app.clock.now(),
        chrome,
        calendar,
        members,
    })
}

async fn invalid(app: &App, manages: &Manages, forms: Forms) -> Outcome {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, view(app, manages, None, forms).await?)
}

/// The page of an organization; `?after=` names the person after whom a long list of people goes on.
pub async fn show(manages: Manages, State(app): State<App>, Asked(asked): Asked) -> Result {
    let after = asked.value("after").parse().ok();
    page(view(&app, &manages, after, Forms::default()).await?)
}

/// Changes name and calendar.
pub async fn set_calendar(manages: Manages, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let admin = Administrator::of(&manages)?;
    let mut work_days = [false; 7];
    for day in form.numbers("days") {
        match usize::try_from(day).ok().and_then(|day| work_days.get_mut(day)) {
            Some(works) => *works = true,
            None => form.wrong("days", "form-error-choice"),
        }
    }
    let settings = CalendarSettings {
        name: form.line("name", LONGEST_NAME),
        zone: form.choice("zone", Tz::UTC),
        work_days,
        opens: form.time("opens"),
        closes: form.time("closes"),
    };
    if form.error("days").is_none() && !settings.work_days.contains(&true) {
        form.wrong("days", "form-error-organization-days");
    }
    if form.error("opens").is_none() && form.error("closes").is_none() && settings.opens >= settings.closes {
        form.wrong("closes", "form-error-organization-hours");
    }
    if form.has_errors() {
        return invalid(&app, &manages, Forms { calendar: Some(form), ..Forms::default() }).await;
    }
    acts::set_calendar(&app, admin, &settings, Some(form.value("version"))).await?;
    done(&super::url(manages.organization.id), "flash-organization-calendar")
}

pub async fn add_holiday(manages: Manages, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let admin = Administrator::of(&manages)?;
    let holiday = Holiday { day: form.day("day"), name: form.line("name", 80) };
    if form.has_errors() {
        return invalid(&app, &manages, Forms { holiday: form, ..Forms::default() }).await;
    }
    acts::add_holiday(&app, admin, &holiday).await?;
    done(&super::url(manages.organization.id), "flash-organization-holiday-added")
}

/// Removes one.
pub async fn remove_holiday(
    manages: Manages,
    State(app): State<App>,
    At((_, day)): At<(Uuid, NaiveDate)>,
    FormData(_): FormData,
) -> Outcome {
    let admin = Administrator::of(&manages)?;
    if !is_of_our_time(&day) {
        return Err(Error::NotFound);
    }
    acts::remove_holiday(&app, admin, day).await?;
    done(&super::url(manages.organization.id), "flash-organization-holiday-removed")
}

/// Invites somebody.
pub async fn invite(manages: Manages, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let admin = Administrator::of(&manages)?;
    let new =
        NewInvitation { email: form.email("email"), name: form.line("name", 120), role: form.choice("role", OrganizationRole::Member) };
    if form.has_errors() {
        return invalid(&app, &manages, Forms { invitation: form, ..Forms::default() }).await;
    }
    let sent = acts::invite(&app, admin, &new).await?;
    under_way(&app, &manages, new, &sent, "flash-organization-invited")
}

/// Sends an invitation again whose mail did not arrive.
pub async fn send_again(manages: Manages, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, FormData(_): FormData) -> Outcome {
    let (invitation, sent) = acts::send_again(&app, Administrator::of(&manages)?, number).await?;
    under_way(&app, &manages, invitation, &sent, "flash-notices-sent-again")
}

/// After the mail is in the outbox; where none leaves, the link to hand over.
fn under_way(app: &App, manages: &Manages, to: NewInvitation, sent: &SentInvitation, flash: &'static str) -> Outcome {
    let back = super::url(manages.organization.id);
    if app.settings.sends_mail() {
        return done(&back, flash);
    }
    let link = app.settings.absolute(&invitation_url(&sent.token));
    hand_over(Chrome::manages(app, manages), HandOver { name: to.name, email: to.email, link, until: sent.expires_at, back })
}

/// Takes an invitation back.
pub async fn withdraw_invitation(
    manages: Manages,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    acts::withdraw_invitation(&app, Administrator::of(&manages)?, number).await?;
    done(&super::url(manages.organization.id), "flash-organization-invitation-withdrawn")
}

/// Gives one of its people a further role.
pub async fn give_role(manages: Manages, State(app): State<App>, At((_, person)): At<(Uuid, Uuid)>, FormData(form): FormData) -> Outcome {
    let admin = Administrator::of(&manages)?;
    // Only our own buttons send this; anything else names no role that exists.
    let role = form.value("role").parse().map_err(|_| Error::NotFound)?;
    acts::give_role(&app, admin, person, role).await?;
    done(&super::url(manages.organization.id), "flash-organization-role-given")
}

/// Ends a role.
pub async fn end_member(
    manages: Manages,
    State(app): State<App>,
    At((_, person, role)): At<(Uuid, Uuid, String)>,
    FormData(_): FormData,
) -> Outcome {
    let admin = Administrator::of(&manages)?;
    let role = role.parse().map_err(|_| Error::NotFound)?;
    acts::end_member(&app, admin, person, role).await?;
    // Who took the own last role that opens this page cannot see it any more.
    let url = if person == manages.person.id { "/organizations".to_owned() } else { super::url(manages.organization.id) };
    done(&url, "flash-organization-role-ended")
}
