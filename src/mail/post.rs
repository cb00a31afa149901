//! How a mail leaves.

use std::time::Duration;

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::PoolConfig,
};
use uuid::Uuid;

use super::{letter::Letter, queries};
use crate::app::{App, MailRoute};

/// How long the mail server may take for one mail; must end well before a claim does.
const PATIENCE: Duration = Duration::from_secs(45);
/// How many connections to the mail server are kept.
const CONNECTIONS: u32 = 4;

/// Where mails are handed in.
pub enum Post {
    /// An SMTP server, and the sender.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>, Mailbox),
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
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .ok()
                    .context("the mail server's address cannot be understood")?
                    .timeout(Some(PATIENCE))
                    .pool_config(PoolConfig::new().max_size(CONNECTIONS))
                    .build();
                Post::Smtp(Box::new(transport), from.parse().ok().context("the sender of mails is no address")?)
            }
            MailRoute::DemoPage => Post::DemoPage,
            MailRoute::Nowhere => Post::Nowhere,
        })
    }

    /// Hands a mail in. `id` stays the same when it is tried again, so that an inbox can tell a mail that was sent twice.
    ///
    /// # Errors
    /// When it was not taken.
    pub async fn send(&self, app: &App, id: Uuid, letter: &Letter) -> anyhow::Result<()> {
        match self {
            Post::Smtp(transport, from) => {
                let message = message(app, from, id, letter)?;
                tokio::time::timeout(PATIENCE, transport.send(message)).await.context("the mail server takes too long")??;
            }
            Post::DemoPage => {
                queries::insert_demo_mail(&app.db, id, &letter.to_address, &letter.subject, &letter.text, app.clock.now()).await?;
            }
            Post::Nowhere => {}
        }
        Ok(())
    }
}

fn message(app: &App, from: &Mailbox, id: Uuid, letter: &Letter) -> anyhow::Result<Message> {
    let name = Some(letter.to_name.clone()).filter(|name| !name.is_empty());
    let to = Mailbox::new(name, letter.to_address.parse().context("the recipient's address is none")?);
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
