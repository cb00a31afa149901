//! Firms: who belongs to them, and the business calendar in which their promises are counted.
//!
//! An organization can be the provider in one engagement and the client in another. Its **admins** keep its people and
//! its calendar, its **managers** have a place in each of its engagements, its **members** are its people. Only admins
//! and managers see its page, and only admins change it. What happens to it ends in an event of its own chain.

pub mod acts;
pub mod model;
mod pages;
mod queries;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::web::Routes;
use model::OrganizationRole;

/// The room's routes.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/organizations", pages::index)
        .get("/organizations/{organization}", pages::show)
        .post("/organizations/{organization}/calendar", pages::set_calendar)
        .post("/organizations/{organization}/holidays", pages::add_holiday)
        .post("/organizations/{organization}/holidays/{day}/removal", pages::remove_holiday)
        .post("/organizations/{organization}/invitations", pages::invite)
        .post("/organizations/{organization}/invitations/{number}/withdrawal", pages::withdraw_invitation)
        .post("/organizations/{organization}/invitations/{number}/mail", pages::send_again)
        .post("/organizations/{organization}/members/{person}/roles", pages::give_role)
        .post("/organizations/{organization}/members/{person}/roles/{role}/end", pages::end_member)
}

/// The page of an organization.
#[must_use]
pub fn url(organization: Uuid) -> String {
    format!("/organizations/{organization}")
}

/// Where its name and business calendar are changed.
#[must_use]
pub fn calendar_url(organization: Uuid) -> String {
    format!("{}/calendar", url(organization))
}

/// Where holidays are added.
#[must_use]
pub fn holidays_url(organization: Uuid) -> String {
    format!("{}/holidays", url(organization))
}

/// Where one is removed.
#[must_use]
pub fn holiday_removal_url(organization: Uuid, day: NaiveDate) -> String {
    format!("{}/{day}/removal", holidays_url(organization))
}

/// Where people are invited.
#[must_use]
pub fn invitations_url(organization: Uuid) -> String {
    format!("{}/invitations", url(organization))
}

/// Where an invitation is taken back.
#[must_use]
pub fn withdrawal_url(organization: Uuid, number: i32) -> String {
    format!("{}/{number}/withdrawal", invitations_url(organization))
}

/// Where one is sent again.
#[must_use]
pub fn mail_url(organization: Uuid, number: i32) -> String {
    format!("{}/{number}/mail", invitations_url(organization))
}

/// Where one of its people gets a further role.
#[must_use]
pub fn roles_url(organization: Uuid, person: Uuid) -> String {
    format!("{}/members/{person}/roles", url(organization))
}

/// Where a role is ended.
#[must_use]
pub fn role_end_url(organization: Uuid, person: Uuid, role: OrganizationRole) -> String {
    format!("{}/{role}/end", roles_url(organization, person))
}
