//! How a mail leaves.

use std::time::Duration;

use anyhow::Context;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

use super::{letter::Letter, queries, smtp::Server};
use crate::{
    app::{App, MailRoute},
    base::text::Email,
    notices::failure::{Failure, FailureKind},
};

/// How long a mail may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// In all; ends well before a claim does.
    pub mail: Duration,
    /// Before it stands aside, so that others can leave.
    pub prompt: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience { mail: Duration::from_secs(45), prompt: Duration::from_secs(2) }
    }
}

/// Where mails are handed in.
pub enum Post {
    /// An SMTP server, and the sender.
    Smtp(Box<Server>, Mailbox),
    /// A page of the demo.
    DemoPage,
    /// Nobody takes them; they count as sent.
    Nowhere,
}

impl Post {
    /// The post that the settings name.
    ///
    /// # Errors
    /// When they cannot be understood. The error does not repeat them, since they hold a password.
    pub fn of(app: &App) -> anyhow::Result<Post> {
        Ok(match &app.settings.mail {
            MailRoute::Smtp { url, from } => {
                let server = Server::of(url).context("the mail server's address cannot be understood")?;
                let from: Mailbox = from.parse().ok().context("the sender of mails is no address")?;
                let address = on_the_wire(from.email.as_ref()).context("no mail can be sent from the sender of mails")?;
                Post::Smtp(Box::new(server), Mailbox::new(from.name, address))
            }
            MailRoute::DemoPage => Post::DemoPage,
            MailRoute::Nowhere => Post::Nowhere,
        })
    }

    /// Hands a mail in. `id` stays the same when it is tried again, so that an inbox can tell a mail that was sent twice.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send(&self, app: &App, id: Uuid, letter: &Letter, patience: Duration) -> Result<(), Failure> {
        match self {
            Post::Smtp(server, from) => server.hand_in(&message(app, from, id, letter)?, patience).await,
            Post::DemoPage => queries::insert_demo_mail(&app.db, id, &letter.to_address, &letter.subject, &letter.text, app.clock.now())
                .await
                .map_err(|error| Failure::new(FailureKind::Broken, error.to_string())),
            Post::Nowhere => Ok(()),
        }
    }

    /// Nothing is due for now.
    pub fn rest(&self) {
        if let Post::Smtp(server, _) = self {
            server.hang_up();
        }
    }
}

/// The address as a mail server takes it. One in ASCII may be older than the rule for addresses.
fn on_the_wire(address: &str) -> Option<Address> {
    let as_it_is = if address.is_ascii() { address.parse().ok() } else { None };
    as_it_is.or_else(|| Email::parse(address).ok()?.on_the_wire().parse().ok())
}

fn message(app: &App, from: &Mailbox, id: Uuid, letter: &Letter) -> Result<Message, Failure> {
    let name = Some(letter.to_name.clone()).filter(|name| !name.is_empty());
    let address = on_the_wire(&letter.to_address).ok_or_else(|| Failure::new(FailureKind::Address, "the recipient's address is none"))?;
    written(app, from, id, letter, Mailbox::new(name, address)).map_err(|error| Failure::new(FailureKind::Broken, format!("{error:#}")))
}

fn written(app: &App, from: &Mailbox, id: Uuid, letter: &Letter, to: Mailbox) -> anyhow::Result<Message> {
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(letter.subject.clone())
        .date(app.clock.now().into())
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        // Holiday answers to a machine help nobody (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned())?);
    if let Some(url) = &letter.unsubscribe {
        // With both, the inbox offers it as a button of its own (RFC 8058).
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{url}>"))?)
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())?);
    }
    Ok(message.multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))?)
}

fn header(name: &str, value: String) -> anyhow::Result<HeaderValue> {
    Ok(HeaderValue::new(HeaderName::new_from_ascii(name.to_owned())?, value))
}
