//! What a mail says: one sentence what happened, one what is asked and until when, one button, the reference.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::Role,
    app::AppSettings,
    base::{format, language::Language, text},
    events::StoredEvent,
    things::Thing,
    turns::Ask,
};

/// More events, or things asked, than this in one mail are only counted.
const SHOWN: usize = 12;
/// A subject is cut after this many characters; longer ones are cut off by every inbox.
const LONGEST_SUBJECT: usize = 140;

/// A mail, ready to be posted.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Name of the recipient, if it is known.
    pub to_name: String,
    /// E-mail address of the recipient.
    pub to_address: String,
    pub subject: String,
    /// The mail as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// URL that ends all mails; none for those that somebody asked for.
    pub unsubscribe: Option<String>,
}

/// Something that happened, as a mail tells it.
#[derive(Clone, Debug)]
pub struct News {
    pub event: StoredEvent,
    /// Name of who did it; empty: a clock ran out.
    pub who: String,
}

/// What is asked of the recipient.
#[derive(Clone, Debug)]
pub struct Asked {
    pub thing: Thing,
    pub ask: Ask,
    /// Until when.
    pub due_at: DateTime<Utc>,
}

/// News of one engagement for one person.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Name of the recipient.
    pub name: String,
    /// E-mail address.
    pub address: String,
    /// The language they read.
    pub language: Language,
    /// Their time zone.
    pub zone: Tz,
    pub engagement: Uuid,
    pub title: String,
    /// Name of the client.
    pub client: String,
    /// Name of the provider.
    pub provider: String,
    /// What happened, in order; at least one.
    pub news: Vec<News>,
    /// What is asked of the recipient on those things now.
    pub asked: Vec<Asked>,
    /// The token that ends all mails.
    pub unsubscribe: String,
}

/// Data of an invitation's mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Invitation {
    /// To a seat in an engagement.
    Seat { url: String, inviter: String, engagement: String, provider: String, client: String, role: String },
    /// To an organization.
    Membership { url: String, inviter: String, organization: String, role: String },
}

/// Data of a mail by which somebody sets a new password.
#[derive(Clone, Debug, Deserialize)]
pub struct PasswordReset {
    url: String,
    name: String,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a>(&'a Body);

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Rich<'a>(&'a Body);

/// A sentence that leads somewhere.
struct Line {
    text: String,
    url: String,
}

/// What both forms of a mail are made from.
struct Body {
    language: Language,
    greeting: String,
    lines: Vec<Line>,
    asked: Vec<String>,
    button: Line,
    /// What it belongs to: the engagement and the thing.
    reference: String,
    /// Why it came, or what to do when it came unasked.
    footer: String,
    /// The link that ends all mails.
    unsubscribe: Option<Line>,
}

impl Body {
    fn into_letter(self, to_name: &str, to_address: &str, subject: &str) -> askama::Result<Letter> {
        Ok(Letter {
            to_name: to_name.to_owned(),
            to_address: to_address.to_owned(),
            subject: shortened(subject),
            text: Plain(&self).render()?,
            html: Rich(&self).render()?,
            unsubscribe: self.unsubscribe.map(|link| link.url),
        })
    }
}

impl Notice {
    /// Writes it.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self, settings: &AppSettings) -> askama::Result<Letter> {
        let language = self.language;
        let url = |thing: &Thing| settings.absolute(&thing.url(self.engagement));
        let mut lines: Vec<Line> = self
            .news
            .iter()
            .take(SHOWN)
            .map(|news| Line {
                text: news.event.sentence(language, self.zone, &news.who, &self.client, &self.provider),
                url: url(&news.event.thing()),
            })
            .collect();
        let subject = match lines.as_slice() {
            [only] => format!("{} · {}", only.text, self.title),
            _ => language.say("notices-subject-many").with("count", self.news.len()).with("title", &self.title).to_string(),
        };
        if self.news.len() > SHOWN {
            let text = language.say("notices-more").with("count", self.news.len() - SHOWN).to_string();
            lines.push(Line { text, url: format!("{}/activity", url(&Thing::Engagement)) });
        }
        let mut asked: Vec<String> = self.asked.iter().take(SHOWN).map(|asked| self.asked_sentence(asked)).collect();
        if self.asked.len() > SHOWN {
            asked.push(language.say("notices-asked-more").with("count", self.asked.len() - SHOWN).to_string());
        }
        let place = self.place();
        let reference = if place == Thing::Engagement { self.title.clone() } else { format!("{} · {place}", self.title) };
        Body {
            language,
            greeting: language.say("notices-greeting").with("name", &self.name).to_string(),
            lines,
            asked,
            button: Line { text: language.t("notices-open"), url: url(&place) },
            reference,
            footer: language.say("notices-why").with("title", &self.title).to_string(),
            unsubscribe: Some(Line {
                text: language.t("notices-unsubscribe"),
                url: settings.absolute(&super::unsubscribe::url(&self.unsubscribe)),
            }),
        }
        .into_letter(&self.name, &self.address, &subject)
    }

    /// The one thing that all of it is about; the engagement when there are several.
    fn place(&self) -> Thing {
        let mut things = self.news.iter().map(|news| news.event.thing());
        let first = things.next().unwrap_or(Thing::Engagement);
        if things.all(|thing| thing == first) { first } else { Thing::Engagement }
    }

    fn asked_sentence(&self, asked: &Asked) -> String {
        self.language
            .say("notices-asked")
            .with("ref", asked.thing.to_string())
            .with("ask", self.language.t(asked.ask.key()))
            .with("due", format::moment(self.language, asked.due_at, self.zone))
            .to_string()
    }
}

impl Invitation {
    /// Writes it.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self, language: Language, address: &str) -> askama::Result<Letter> {
        let (happened, subject, url, reference) = match self {
            Invitation::Seat { url, inviter, engagement, provider, client, role } => {
                // The two observers share one word; it is stored as the seat's role is.
                let role = match Role::ALL.into_iter().find(|known| known.as_str() == role) {
                    Some(role) => language.t(role.key()),
                    None => role.clone(),
                };
                let happened = language.say("notices-invitation").with("client", client).with("provider", provider).with("role", role);
                let subject = language.say("notices-invitation-subject");
                let both = [happened, subject].map(|said| said.with("inviter", inviter).with("engagement", engagement));
                let [happened, subject] = both.map(|said| said.to_string());
                (happened, subject, url, engagement)
            }
            Invitation::Membership { url, inviter, organization, role } => {
                let key = match role.as_str() {
                    "admin" => "organizations-role-admin",
                    "manager" => "organizations-role-manager",
                    _ => "organizations-role-member",
                };
                let happened = language.say("notices-membership").with("role", language.t(key));
                let subject = language.say("notices-membership-subject");
                let both = [happened, subject].map(|said| said.with("inviter", inviter).with("organization", organization));
                let [happened, subject] = both.map(|said| said.to_string());
                (happened, subject, url, organization)
            }
        };
        Body {
            language,
            greeting: language.t("notices-greeting-unknown"),
            lines: vec![Line { text: happened, url: String::new() }],
            asked: vec![language.t("notices-invitation-asked")],
            button: Line { text: language.t("notices-invitation-button"), url: url.clone() },
            reference: reference.clone(),
            footer: language.t("notices-invitation-unasked"),
            unsubscribe: None,
        }
        .into_letter("", address, &subject)
    }
}

impl PasswordReset {
    /// Writes it.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self, language: Language, address: &str) -> askama::Result<Letter> {
        Body {
            language,
            greeting: language.say("notices-greeting").with("name", &self.name).to_string(),
            lines: vec![Line { text: language.t("notices-password"), url: String::new() }],
            asked: vec![language.t("notices-password-asked")],
            button: Line { text: language.t("notices-password-button"), url: self.url.clone() },
            reference: String::new(),
            footer: language.t("notices-password-unasked"),
            unsubscribe: None,
        }
        .into_letter(&self.name, address, &language.t("notices-password-subject"))
    }
}

fn shortened(subject: &str) -> String {
    if subject.chars().count() <= LONGEST_SUBJECT {
        return subject.to_owned();
    }
    text::cut(subject, LONGEST_SUBJECT - 1).to_owned() + "…"
}
