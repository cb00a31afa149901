//! Whether settings are safe. Pure: settings in, checked settings or sentences out.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use lettre::message::Mailbox;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use url::Url;

use super::{DEMO_DATABASE, Database, Demo, Files, Secret, Serve};
use crate::store::{Bucket, Limits};

/// Where the database is.
#[derive(Clone)]
pub enum DatabasePlace {
    /// A server of the operator's own.
    At(Box<PgConnectOptions>),
    /// A private server's folder, and the name of the database there.
    In(PathBuf, String),
}

/// Where files are kept.
#[derive(Clone)]
pub enum FilesPlace {
    /// In this folder.
    Folder(PathBuf),
    /// In the data folder of the private database, wherever that may be.
    WithDatabase,
    /// In a bucket.
    Bucket(Box<Bucket>),
}

/// How mail leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Mail {
    /// By this server, from this address.
    Smtp {
        /// With user and password.
        url: Secret,
        /// The sender of all mails.
        from: Mailbox,
    },
    /// Not at all.
    None,
}

/// Settings of `serve` that have been found safe.
pub struct ServeSettings {
    /// Where the database is.
    pub database: DatabasePlace,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address people type, without path.
    pub public_url: Url,
    /// How mail leaves.
    pub mail: Mail,
    /// Whether a proxy in front is believed.
    pub trust_proxy: bool,
    /// Where files are kept.
    pub files: FilesPlace,
    /// How much of them.
    pub file_limits: Limits,
}

impl Demo {
    /// Refuses to show the demo, where anybody may sign in as anybody, to other machines.
    ///
    /// # Errors
    /// A sentence.
    pub fn check(&self) -> Result<(), String> {
        if self.listen.ip().is_loopback() {
            return Ok(());
        }
        Err(format!(
            "the demo lets anybody sign in as anybody, so it does not listen on {}: use a loopback address such as 127.0.0.1:{}",
            self.listen,
            self.listen.port()
        ))
    }
}

impl Database {
    /// Where the database is, if that is said clearly and safely.
    ///
    /// # Errors
    /// A sentence, which does not repeat the URL.
    pub fn place(&self) -> Result<DatabasePlace, String> {
        let url = self.database_url.as_ref().map(Secret::expose).filter(|url| !url.is_empty());
        match (url, &self.data_folder) {
            (Some(url), None) => self.server(url),
            (None, Some(folder)) => Ok(DatabasePlace::In(folder.clone(), self.database_name.clone())),
            (None, None) => Err("there is no database: give DATABASE_URL, or --data-folder for a private PostgreSQL".into()),
            (Some(_), Some(_)) => Err("both DATABASE_URL and a data folder are given: leave out one of the two".into()),
        }
    }

    fn server(&self, url: &str) -> Result<DatabasePlace, String> {
        let known = url.starts_with("postgres://") || url.starts_with("postgresql://");
        let options: PgConnectOptions = match url.parse() {
            Ok(options) if known => options,
            _ => return Err("DATABASE_URL cannot be understood: write postgres://user:password@host/name?sslmode=verify-full".into()),
        };
        let host = options.get_host();
        let near = options.get_socket().is_some() || host.starts_with('/') || is_loopback(host);
        let encrypted = matches!(options.get_ssl_mode(), PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull);
        if near || encrypted || self.trust_network {
            return Ok(DatabasePlace::At(Box::new(options)));
        }
        Err(format!(
            "the connection to the database on {host} could be read on the way: add ?sslmode=verify-full (or require) to DATABASE_URL, \
             or say --trust-network if that network is private"
        ))
    }
}

impl Serve {
    /// Refuses unsafe settings.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence a line, secrets not repeated.
    pub fn check(&self) -> Result<ServeSettings, String> {
        let database = self.database.place().and_then(not_the_demo);
        let public_url = self.public_url();
        let trust_proxy = self.trust_proxy(public_url.as_ref().ok());
        let mail = self.mail();
        let files = self.files.place(&self.database);
        match (database, public_url, trust_proxy, mail, files) {
            (Ok(database), Ok(public_url), Ok(trust_proxy), Ok(mail), Ok(files)) => {
                let file_limits = Limits {
                    largest: self.file_limits.files_largest * 1_000_000,
                    room: self.file_limits.files_room * 1_000_000_000,
                    most: self.file_limits.files_most,
                };
                Ok(ServeSettings { database, listen: self.listen, public_url, mail, trust_proxy, files, file_limits })
            }
            (database, public_url, trust_proxy, mail, files) => {
                let wrong = [database.err(), public_url.err(), trust_proxy.err(), mail.err(), files.err()];
                Err(wrong.into_iter().flatten().collect::<Vec<_>>().join("\n"))
            }
        }
    }

    /// Tandem speaks HTTP, so under an https URL everybody comes by way of a proxy, and without its word from one address: one
    /// guesser would then use up the tries of all. Believed without reason, the header lets a guesser come from everywhere.
    fn trust_proxy(&self, public_url: Option<&Url>) -> Result<bool, String> {
        match self.trust_proxy {
            None if public_url.is_some_and(|url| url.scheme() == "https") => {
                Err("the public URL is https, so visitors come by way of a proxy, and without its word they all look alike to the brakes \
                     on guessing passwords: say --trust-proxy if it sets X-Forwarded-For and nobody gets past it, else --trust-proxy=false"
                    .into())
            }
            choice => Ok(choice.unwrap_or_default()),
        }
    }

    fn public_url(&self) -> Result<Url, String> {
        let Some(given) = self.public_url.as_deref().filter(|url| !url.is_empty()) else {
            return Err("there is no public URL: give the address people type with --public-url or TANDEM_PUBLIC_URL".into());
        };
        let url = public_url(given)?;
        let near = url.host_str().is_some_and(is_loopback);
        match (url.scheme(), near, self.listen.ip().is_loopback()) {
            ("https", ..) | (_, true, true) => Ok(url),
            (_, false, _) => Err(format!("the public URL {url} is plain http, so passwords could be read on the way: use https")),
            (_, true, false) => Err(format!(
                "Tandem would listen on {}, beyond this machine, with the plain http address {url}: listen on 127.0.0.1, or use an https public URL",
                self.listen
            )),
        }
    }

    fn mail(&self) -> Result<Mail, String> {
        let url = self.smtp_url.as_ref().filter(|url| !url.expose().is_empty());
        match (url, self.without_mail) {
            (None, true) => Ok(Mail::None),
            (None, false) => {
                Err("there is no mail server, so invitations and new passwords would not arrive: give --smtp-url or TANDEM_SMTP_URL, \
                 or say --without-mail"
                    .into())
            }
            (Some(_), true) => Err("both a mail server and --without-mail are given: leave out one of the two".into()),
            (Some(url), false) => {
                check_smtp(url.expose(), self.database.trust_network)?;
                let from = self.mail_from.as_deref().unwrap_or_default().parse().map_err(
                    |_| "mails need a sender: give --mail-from or TANDEM_MAIL_FROM, for example \"Tandem <tandem@example.com>\"",
                )?;
                Ok(Mail::Smtp { url: url.clone(), from })
            }
        }
    }
}

impl Files {
    /// Where files are kept, if that is said clearly and safely.
    ///
    /// # Errors
    /// A sentence, which does not repeat the key.
    pub fn place(&self, database: &Database) -> Result<FilesPlace, String> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        match (&self.files_folder, given(&self.files_s3_bucket)) {
            (Some(_), Some(_)) => Err("both a folder and a bucket for files are given: leave out one of the two".into()),
            (Some(folder), None) => Ok(FilesPlace::Folder(folder.clone())),
            (None, Some(name)) => self.bucket(name, given(&self.files_s3_url), database.trust_network),
            (None, None) if given(&self.files_s3_url).is_some() => {
                Err("there is an S3 store for files and no bucket: name it with --files-s3-bucket".into())
            }
            (None, None) if database.data_folder.is_some() => Ok(FilesPlace::WithDatabase),
            (None, None) => Err("there is no place for files: give --files-folder or TANDEM_FILES_FOLDER, or name a bucket with \
                 --files-s3-bucket"
                .into()),
        }
    }

    fn bucket(&self, name: String, url: Option<String>, trust_network: bool) -> Result<FilesPlace, String> {
        let secret = |given: &Option<Secret>| given.as_ref().map(|secret| secret.expose().to_owned()).filter(|text| !text.is_empty());
        let (Some(key), Some(secret)) = (secret(&self.files_s3_key), secret(&self.files_s3_secret)) else {
            return Err("the bucket for files needs a key: give --files-s3-key and TANDEM_FILES_S3_SECRET".into());
        };
        if let Some(url) = &url {
            let unclear = "the address of the S3 store cannot be understood: write https://s3.example.com";
            let parsed = Url::parse(url).map_err(|_| unclear)?;
            let host = parsed.host_str().filter(|host| !host.is_empty()).ok_or(unclear)?;
            match parsed.scheme() {
                "https" => {}
                "http" if trust_network || is_loopback(host) => {}
                "http" => {
                    return Err(format!(
                        "files on their way to {host} could be read: write https://, or say --trust-network if that network is private"
                    ));
                }
                _ => return Err(unclear.into()),
            }
        }
        Ok(FilesPlace::Bucket(Box::new(Bucket { url, name, region: self.files_s3_region.clone(), key, secret })))
    }
}

/// Understands a public URL: scheme, host and perhaps a port.
///
/// # Errors
/// A sentence.
pub fn public_url(given: &str) -> Result<Url, String> {
    let bare = |url: &Url| {
        url.has_host()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    };
    Url::parse(given)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && bare(url))
        .ok_or_else(|| "the public URL has to be an address alone, such as https://tandem.example.com".into())
}

/// The demo's people sign in without a password of their own.
fn not_the_demo(place: DatabasePlace) -> Result<DatabasePlace, String> {
    let name = match &place {
        DatabasePlace::At(options) => options.get_database(),
        DatabasePlace::In(_, name) => Some(name.as_str()),
    };
    if name == Some(DEMO_DATABASE) {
        return Err(format!("{DEMO_DATABASE} is the demo's database, whose people everybody knows: use another"));
    }
    Ok(place)
}

fn check_smtp(url: &str, trust_network: bool) -> Result<(), String> {
    let unclear = "TANDEM_SMTP_URL cannot be understood: write smtps://user:password@host or smtp://user:password@host?tls=required";
    let url = Url::parse(url).map_err(|_| unclear)?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(unclear)?;
    let encrypted = match url.scheme() {
        "smtps" => true,
        // "opportunistic" gives in to whoever sits between.
        "smtp" => url.query_pairs().any(|(name, value)| name == "tls" && value == "required"),
        _ => return Err(unclear.into()),
    };
    if encrypted || trust_network || is_loopback(host) {
        return Ok(());
    }
    Err(format!(
        "mails to {host} could be read on the way: write smtps:// or add ?tls=required to TANDEM_SMTP_URL, \
         or say --trust-network if that network is private"
    ))
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
