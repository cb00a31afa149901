//! Somebody who manages an organization.

use std::{ops::Deref, sync::LazyLock};

use axum::{extract::FromRequestParts, http::request::Parts};
use uuid::Uuid;

use super::{
    path_parameter,
    person::{CURRENT, PERSON, PersonRow, SESSION, SignedIn, look_up},
};
use crate::{access::Party, app::App, error::Error, web::routes::Guard};

/// An admin or manager of the organization of the path.
#[derive(Debug)]
pub struct Manages {
    /// The person and the sign-in.
    pub signed_in: SignedIn,
    pub organization: Party,
    /// Whether the person may change its people and calendar, too.
    pub admin: bool,
}

impl Deref for Manages {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.signed_in
    }
}

impl Guard for Manages {
    fn shown() -> String {
        "Manages".into()
    }
}

#[derive(sqlx::FromRow)]
struct ManagesRow {
    #[sqlx(flatten)]
    person: PersonRow,
    organization_id: Option<Uuid>,
    organization_name: Option<String>,
    admin: Option<bool>,
}

impl FromRequestParts<App> for Manages {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let organization: Option<Uuid> = path_parameter(parts, app, "organization").await;
        static SQL: LazyLock<String> = LazyLock::new(|| {
            format!(
                "{}, o.id as organization_id, o.name as organization_name, r.admin
                 {SESSION}
                 left join lateral (select m.organization_id, bool_or(m.role = 'admin') as admin from organization_members m
                     where m.person_id = p.id and m.organization_id = $2 and m.ended_at is null and m.role in ('admin', 'manager')
                     group by m.organization_id) r on true
                 left join organizations o on o.id = r.organization_id
                 {CURRENT}",
                *PERSON
            )
        });
        let (row, token) = look_up::<ManagesRow>(&SQL, organization, parts, app).await?;
        let organization = row.organization_id.zip(row.organization_name.clone());
        let admin = row.admin.unwrap_or_default();
        let signed_in = SignedIn::admit(&row.person, &token, parts, app).await?;
        let (id, name) = organization.ok_or(Error::NotFound)?;
        Ok(Manages { signed_in, organization: Party { id, name }, admin })
    }
}
