//! The page an invitation leads to.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};

use super::{new_password, with_cookies};
use crate::{
    access::engagement,
    accounts::{
        acts::{self, Taker},
        client::{Client, Visitor},
        invitation_url,
        model::InvitationState,
        queries::{self, Invitation, InvitedTo},
    },
    app::App,
    base::token::Token,
    error::Error,
    web::{At, Chrome, Form, FormData, Outcome, Public, Result, SignedIn, done, page_with},
};

/// What the reader has to do to take the invitation.
#[derive(Debug)]
enum Way {
    /// Make an account.
    Join,
    /// Press the button.
    Accept,
    /// Sign in with the account that the address has.
    SignIn,
    /// Sign out: somebody else is signed in here.
    SignOut(String),
}

#[derive(Template)]
#[template(path = "accounts/invitation.html")]
struct Show {
    chrome: Chrome,
    form: Form,
    url: String,
    /// The page to sign in on, which leads back here.
    sign_in_url: String,
    invitation: Invitation,
    lead: String,
    /// What taking it means, and the button that does.
    means: String,
    take: String,
    way: Way,
}

#[derive(Template)]
#[template(path = "accounts/invitation_gone.html")]
struct Gone {
    chrome: Chrome,
    invitation: Invitation,
    why: String,
}

/// An invitation that was looked up, and who looks at it.
struct Opened {
    link: Token,
    invitation: Invitation,
    state: InvitationState,
    visitor: Visitor,
}

async fn open(app: &App, token: &str, visitor: Visitor) -> Result<Opened> {
    let link: Token = token.parse().map_err(|_| Error::NotFound)?;
    let invitation = queries::invitation(&app.db, &link.hash()).await?.ok_or(Error::NotFound)?;
    let state = invitation.state(app.clock.now());
    Ok(Opened { link, invitation, state, visitor })
}

impl Opened {
    /// What it leads into.
    fn place(&self) -> String {
        match &self.invitation.to {
            InvitedTo::Seat { engagement, .. } => engagement::url(*engagement),
            InvitedTo::Membership { .. } => "/".to_owned(),
        }
    }

    /// Whoever is signed in and owns the invited address.
    fn invited(&self) -> Option<&SignedIn> {
        self.visitor.0.as_ref().filter(|signed_in| Some(signed_in.person.id) == self.invitation.person_id)
    }

    fn way(&self) -> Way {
        match (&self.visitor.0, self.invitation.person_id) {
            (Some(_), _) if self.invited().is_some() => Way::Accept,
            (Some(other), _) => Way::SignOut(other.person.email.clone()),
            (None, Some(_)) => Way::SignIn,
            (None, None) => Way::Join,
        }
    }

    fn page(self, app: &App, public: &Public, form: Form, status: StatusCode) -> Result {
        let chrome = self.visitor.chrome(app, public);
        if self.state != InvitationState::Open {
            let why = chrome.t(self.state.key());
            return page_with(StatusCode::GONE, Gone { chrome, why, invitation: self.invitation });
        }
        let url = invitation_url(&self.link);
        let inviter = self.invitation.invited_by.as_str();
        let (lead, means, take) = match &self.invitation.to {
            InvitedTo::Seat { title, .. } => (
                chrome.say("accounts-invitation-lead").with("inviter", inviter).with("title", title),
                chrome.t("accounts-invitation-means"),
                chrome.t("accounts-invitation-take"),
            ),
            InvitedTo::Membership { organization, .. } => (
                chrome.say("accounts-membership-lead").with("inviter", inviter).with("organization", organization),
                chrome.say("accounts-membership-means").with("organization", organization).to_string(),
                chrome.t("accounts-membership-take"),
            ),
        };
        let show = Show {
            lead: lead.to_string(),
            means,
            take,
            sign_in_url: format!("/sign-in?next={url}"),
            way: self.way(),
            invitation: self.invitation,
            chrome,
            form,
            url,
        };
        page_with(status, show)
    }
}

/// Who invites to what, and how to take it. To whom took it, it is a way into the engagement, or home.
pub async fn show(public: Public, visitor: Visitor, State(app): State<App>, At(token): At<String>) -> Result {
    let opened = open(&app, &token, visitor).await?;
    if opened.state == InvitationState::Taken && opened.invited().is_some() {
        return Ok(Redirect::to(&opened.place()).into_response());
    }
    let form = Form::filled([("name", opened.invitation.name.clone())]);
    opened.page(&app, &public, form, StatusCode::OK)
}

pub async fn take(
    public: Public,
    visitor: Visitor,
    State(app): State<App>,
    client: Client,
    At(token): At<String>,
    FormData(mut form): FormData,
) -> Outcome {
    let opened = open(&app, &token, visitor).await?;
    if opened.state != InvitationState::Open {
        return opened.page(&app, &public, form, StatusCode::GONE);
    }
    let taker = match opened.way() {
        Way::Accept => Taker::Person(opened.visitor.0.as_ref().map(|signed_in| signed_in.person.id).unwrap_or_default()),
        Way::Join => {
            let name = form.line("name", 120);
            let password = new_password(&mut form, "password", &opened.invitation.email);
            if form.has_errors() {
                return opened.page(&app, &public, form, StatusCode::UNPROCESSABLE_ENTITY);
            }
            Taker::Newcomer { name, password, language: public.request.language() }
        }
        // The account was made or changed since the page was shown: it says now what to do.
        Way::SignIn | Way::SignOut(_) => return opened.page(&app, &public, form, StatusCode::CONFLICT),
    };
    let is_new = matches!(taker, Taker::Newcomer { .. });
    let person = acts::take_invitation(&app, &opened.link, taker, public.request.once()).await?;
    let answer = match &opened.invitation.to {
        InvitedTo::Seat { .. } => done(&opened.place(), "flash-accounts-seat-taken")?,
        InvitedTo::Membership { .. } => done(&opened.place(), "flash-accounts-joined")?,
    };
    if is_new {
        return Ok(with_cookies(acts::enter(&app, &client, person).await?, answer));
    }
    Ok(answer)
}
