//! The dialogue with the mail server.
//!
//! A connection is kept for the next mail only while both ends are in step: each command was answered, in time, by the kind
//! of answer that it asks for. Whoever hands a mail in owns the connection meanwhile, and returns it at the end: a dialogue that is
//! broken off anywhere, by our own patience too, takes its connection along. No late answer is taken for another mail's.

use std::{
    error::Error as _,
    fmt::Display,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use lettre::{
    Address, Message,
    transport::smtp::{
        Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Tls, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::notices::failure::{Failure, FailureKind};

/// Connections that are kept while mails are due.
const KEPT: usize = 8;
/// Mails by one connection; servers end it after some.
const MAILS: u32 = 100;
/// For one of the server's addresses to answer at all.
const CONNECTS: Duration = Duration::from_secs(10);
/// For a kept connection to begin the next mail; else a new one does.
const RESUMES: Duration = Duration::from_secs(5);
/// For the server to say goodbye.
const ENDS: Duration = Duration::from_secs(5);

/// A mail server, and the connections to it that are at rest.
pub struct Server {
    host: String,
    port: u16,
    tls: Tls,
    name: ClientId,
    credentials: Option<Credentials>,
    at_rest: Mutex<Vec<Line>>,
}

impl Server {
    /// The server of a URL: `smtps://user:password@host`, `smtp://host?tls=required` and the like. None: it cannot be understood.
    #[must_use]
    pub fn of(url: &str) -> Option<Server> {
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?.to_owned();
        let encrypted = || TlsParameters::new(host.clone()).ok();
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (port, tls) = match (url.scheme(), asked.as_deref()) {
            ("smtp", None) => (SMTP_PORT, Tls::None),
            ("smtp", Some("opportunistic")) => (SUBMISSION_PORT, Tls::Opportunistic(encrypted()?)),
            ("smtp", Some("required")) => (SUBMISSION_PORT, Tls::Required(encrypted()?)),
            ("smtps", _) => (SUBMISSIONS_PORT, Tls::Wrapper(encrypted()?)),
            _ => return None,
        };
        let decoded = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|text| text.into_owned());
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let name = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Some(Server { port: url.port().unwrap_or(port), host, tls, name, credentials, at_rest: Mutex::default() })
    }

    /// Hands a mail in.
    ///
    /// # Errors
    /// Why it was not taken; one that took longer than `patience` may have been taken all the same.
    pub async fn hand_in(&self, message: &Message, patience: Duration) -> Result<(), Failure> {
        let late = |_| Err(Failure::new(FailureKind::Slow, "the mail server takes too long"));
        tokio::time::timeout(patience, self.converse(message)).await.unwrap_or_else(late)
    }

    async fn converse(&self, message: &Message) -> Result<(), Failure> {
        let text = message.formatted();
        let mut line = self.line(message, &text).await?;
        let taken = line.go_on(message, &text).await;
        if let Ok(()) | Err(Trouble::Refused(_)) = &taken {
            self.rest(line);
        }
        taken.map_err(|trouble| match trouble {
            Trouble::Refused(said) => Failure::new(FailureKind::Refused, said),
            Trouble::Lost(said) => Failure::new(FailureKind::Away, said),
        })
    }

    /// A connection on which the mail has begun.
    async fn line(&self, message: &Message, text: &[u8]) -> Result<Line, Failure> {
        let kept = self.lines().pop();
        if let Some(mut line) = kept
            && let Ok(Ok(())) = tokio::time::timeout(RESUMES, line.begin_again(message, text)).await
        {
            return Ok(line);
        }
        let away = |said: String| Failure::new(FailureKind::Away, said);
        let connection = self.connect().await.map_err(|error| away(error.to_string()))?;
        let mut line = Line { connection, mails: 0 };
        if !line.connection.server_info().supports_feature(Extension::SmtpUtfEight) && !message.envelope().to().iter().all(is_plain) {
            return Err(Failure::new(FailureKind::Address, "the mail server does not know SMTPUTF8"));
        }
        // What is refused here is the sender, whoever it goes to.
        line.begin(message, text).await.map_err(|(Trouble::Refused(said) | Trouble::Lost(said))| away(said))?;
        Ok(line)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let wrapped = if let Tls::Wrapper(tls) = &self.tls { Some(tls.clone()) } else { None };
        let place = (self.host.as_str(), self.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(place, Some(CONNECTS), &self.name, wrapped, None).await?;
        match &self.tls {
            Tls::Required(tls) => connection.starttls(tls.clone(), &self.name).await?,
            Tls::Opportunistic(tls) if connection.can_starttls() => connection.starttls(tls.clone(), &self.name).await?,
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    fn rest(&self, line: Line) {
        let mut lines = self.lines();
        if lines.len() < KEPT && line.mails < MAILS {
            lines.push(line);
        } else {
            line.end();
        }
    }

    /// Ends the connections at rest.
    pub fn hang_up(&self) {
        self.lines().drain(..).for_each(Line::end);
    }

    fn lines(&self) -> MutexGuard<'_, Vec<Line>> {
        self.at_rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection.
struct Line {
    connection: AsyncSmtpConnection,
    /// How many mails it was used for.
    mails: u32,
}

/// What goes wrong in a dialogue.
enum Trouble {
    /// The server answered, and said no.
    Refused(String),
    /// The server is gone, or nobody knows which answer belongs to which question any more.
    Lost(String),
}

impl Line {
    async fn begin_again(&mut self, message: &Message, text: &[u8]) -> Result<(), Trouble> {
        self.say(Rset, Severity::PositiveCompletion).await?;
        self.begin(message, text).await
    }

    async fn begin(&mut self, message: &Message, text: &[u8]) -> Result<(), Trouble> {
        self.mails += 1;
        let envelope = message.envelope();
        let is_plain = envelope.from().into_iter().chain(envelope.to()).all(is_plain);
        let letters = (!is_plain).then_some(MailParameter::SmtpUtfEight);
        let bytes = (!text.is_ascii()).then_some(MailParameter::Body(MailBodyParameter::EightBitMime));
        self.say(Mail::new(envelope.from().cloned(), letters.into_iter().chain(bytes).collect()), Severity::PositiveCompletion).await
    }

    async fn go_on(&mut self, message: &Message, text: &[u8]) -> Result<(), Trouble> {
        for address in message.envelope().to() {
            self.say(Rcpt::new(address.clone(), Vec::new()), Severity::PositiveCompletion).await?;
        }
        self.say(Data, Severity::PositiveIntermediate).await?;
        fitting(self.connection.message(text).await, Severity::PositiveCompletion)
    }

    async fn say(&mut self, command: impl Display, expected: Severity) -> Result<(), Trouble> {
        fitting(self.connection.command(command).await, expected)
    }

    /// Says goodbye, without keeping anybody waiting.
    fn end(mut self) {
        tokio::spawn(async move { tokio::time::timeout(ENDS, self.connection.quit()).await });
    }
}

fn fitting(answer: Result<Response, Error>, expected: Severity) -> Result<(), Trouble> {
    match answer {
        Ok(answer) if answer.code().severity == expected => Ok(()),
        Ok(answer) => Err(Trouble::Lost(format!("the mail server answers out of step: {}", answer.code()))),
        Err(error) => Err(match error.status().map(|code| code.to_string()) {
            None => Trouble::Lost(error.to_string()),
            // It ends the connection, whatever was asked.
            Some(code) if code == "421" => Trouble::Lost(error.to_string()),
            Some(code) => Trouble::Refused(error.source().map_or_else(|| code.clone(), |said| format!("{code} {said}"))),
        }),
    }
}

/// Whether it is written in ASCII.
fn is_plain(address: &Address) -> bool {
    AsRef::<str>::as_ref(address).is_ascii()
}
