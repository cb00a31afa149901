//! What Tandem is told when it is started: the commands with their flags, `TANDEM_*` variables and `.env`.
//!
//! clap reads; [`check`] judges. A flag wins over a variable, a variable over `.env`.

pub mod check;
mod secret;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use uuid::Uuid;

pub use check::{DatabasePlace, FilesPlace, Mail, ServeSettings};
pub use secret::Secret;

/// Name of the demo's database, so that it never meets a real one in the same data folder.
pub const DEMO_DATABASE: &str = "tandem_demo";

/// A client engagement portal: provider and client work on the same page until the client runs the result alone.
///
/// Without a command Tandem runs the demo: a private PostgreSQL in ./data, a worked example, and a page to sign in as its
/// people. Every setting can also be given as a variable, or in a file .env in the current folder.
#[derive(Debug, Parser)]
#[command(name = "tandem", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    demo: Demo,

    /// How the log on stderr is written (what is logged: TANDEM_LOG, for example "info" or "tandem=debug").
    #[arg(long, global = true, env = "TANDEM_LOG_FORMAT", hide_env_values = true, value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

impl Cli {
    /// What to do; the demo if nothing was said.
    #[must_use]
    pub fn into_command(self) -> Command {
        self.command.unwrap_or(Command::Demo(self.demo))
    }
}

/// What Tandem can be asked to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the demo: a worked example with its own clock, on this machine only (the default).
    Demo(Demo),
    /// Serve for real use, with a database of your own.
    Serve(Box<Serve>),
    /// Bring the database's schema up to date, apart from serving.
    Migrate(Database),
    /// Create an administrator, or give somebody a link to a new password.
    #[command(subcommand)]
    Admin(Admin),
    /// Verify that nobody changed recorded events or files, and that readiness is kept as the records say: recomputes hash chains,
    /// digests and gates. Exit status 1 if one is broken or differs.
    Verify(Verify),
    /// Make anew what is kept of computations: turns from events, gates from records.
    Rebuild(Rebuild),
}

/// Settings of the demo.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Where the demo keeps its private PostgreSQL and its files; made if it is not there.
    #[arg(long, env = "TANDEM_DATA_FOLDER", hide_env_values = true, value_name = "FOLDER", default_value = "data")]
    pub data_folder: PathBuf,

    /// Address and port; the demo never listens beyond this machine.
    #[arg(long, env = "TANDEM_LISTEN", hide_env_values = true, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
}

/// Which database. One of the first two has to be given.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Database")]
pub struct Database {
    /// The database: postgres://user:password@host/name?sslmode=verify-full.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<Secret>,

    /// Instead of a database of your own: a folder for a private PostgreSQL, started and stopped with Tandem.
    #[arg(long, env = "TANDEM_DATA_FOLDER", hide_env_values = true, value_name = "FOLDER")]
    pub data_folder: Option<PathBuf>,

    /// Name of the database in the data folder (the demo's is tandem_demo).
    #[arg(long, env = "TANDEM_DATABASE_NAME", hide_env_values = true, value_name = "NAME", default_value = "tandem")]
    pub database_name: String,

    /// Most connections to the database at once.
    #[arg(long, env = "TANDEM_MAX_CONNECTIONS", hide_env_values = true, value_name = "NUMBER", default_value = "16", value_parser = clap::value_parser!(u32).range(2..))]
    pub max_connections: u32,

    /// The database is reached through a pooler such as pgbouncer, with pool_mode = session.
    #[arg(long, env = "TANDEM_POOLER", hide_env_values = true)]
    pub pooler: bool,

    /// The network to the database, the mail server and the file store is private: allow them without TLS.
    #[arg(long, env = "TANDEM_TRUST_NETWORK", hide_env_values = true)]
    pub trust_network: bool,
}

/// Where files are kept: in a folder or, if a bucket is named, there. With a data folder: by default in it.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Files")]
pub struct Files {
    /// The folder that files are kept in; all nodes need the same.
    #[arg(long, env = "TANDEM_FILES_FOLDER", hide_env_values = true, value_name = "FOLDER")]
    pub files_folder: Option<PathBuf>,

    /// Instead of a folder: a bucket of this name in a store that speaks S3.
    #[arg(long, env = "TANDEM_FILES_S3_BUCKET", hide_env_values = true, value_name = "NAME")]
    pub files_s3_bucket: Option<String>,

    /// Where that store is, unless it is Amazon's own: https://s3.example.com.
    #[arg(long, env = "TANDEM_FILES_S3_URL", hide_env_values = true, value_name = "URL")]
    pub files_s3_url: Option<String>,

    /// The bucket's region.
    #[arg(long, env = "TANDEM_FILES_S3_REGION", hide_env_values = true, value_name = "NAME", default_value = "us-east-1")]
    pub files_s3_region: String,

    /// Name of the access key.
    #[arg(long, env = "TANDEM_FILES_S3_KEY", hide_env_values = true, value_name = "KEY")]
    pub files_s3_key: Option<Secret>,

    /// Its secret.
    #[arg(long, env = "TANDEM_FILES_S3_SECRET", hide_env_values = true, value_name = "SECRET")]
    pub files_s3_secret: Option<Secret>,
}

/// How much is kept of files.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Files")]
pub struct FileLimits {
    /// The largest file, in megabytes.
    #[arg(long, env = "TANDEM_FILES_LARGEST", hide_env_values = true, value_name = "MB", default_value = "500", value_parser = clap::value_parser!(u64).range(1..=5000))]
    pub files_largest: u64,

    /// What all files of an engagement may take together, in gigabytes.
    #[arg(long, env = "TANDEM_FILES_ROOM", hide_env_values = true, value_name = "GB", default_value = "20", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub files_room: u64,

    /// How many files an engagement may have, versions counted.
    #[arg(long, env = "TANDEM_FILES_MOST", hide_env_values = true, value_name = "NUMBER", default_value = "5000", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub files_most: u32,
}

/// Settings of `serve`, as given; [`Serve::check`] says whether they are safe.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Which database.
    #[command(flatten)]
    pub database: Database,

    /// Where files are kept.
    #[command(flatten)]
    pub files: Files,

    /// How much of them.
    #[command(flatten)]
    pub file_limits: FileLimits,

    /// Address and port to listen on. Tandem speaks HTTP; a proxy in front of it ends HTTPS.
    #[arg(
        long,
        env = "TANDEM_LISTEN",
        hide_env_values = true,
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:3000",
        help_heading = "Web"
    )]
    pub listen: SocketAddr,

    /// The address people type: https://tandem.example.com. Links in mails begin with it, forms are accepted from it.
    #[arg(long, env = "TANDEM_PUBLIC_URL", hide_env_values = true, value_name = "URL", help_heading = "Web")]
    pub public_url: Option<String>,

    /// Whether the X-Forwarded-For of the proxy in front tells visitors apart; has to be said when the public URL is https.
    #[arg(
        long,
        env = "TANDEM_TRUST_PROXY",
        hide_env_values = true,
        value_name = "true|false",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        value_parser = clap::builder::BoolishValueParser::new(),
        help_heading = "Web"
    )]
    pub trust_proxy: Option<bool>,

    /// The mail server: smtps://user:password@host or smtp://user:password@host?tls=required.
    #[arg(long, env = "TANDEM_SMTP_URL", hide_env_values = true, value_name = "URL", help_heading = "Mail")]
    pub smtp_url: Option<Secret>,

    /// Who mails come from: "Tandem <tandem@example.com>".
    #[arg(long, env = "TANDEM_MAIL_FROM", hide_env_values = true, value_name = "ADDRESS", help_heading = "Mail")]
    pub mail_from: Option<String>,

    /// Send no mail: whoever invites is shown the link to hand over, and `tandem admin link` makes one to a new password.
    #[arg(long, env = "TANDEM_WITHOUT_MAIL", hide_env_values = true, help_heading = "Mail")]
    pub without_mail: bool,
}

/// What the operator can do about accounts.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Create an administrator. Prints a link, good for one use, where they set their password.
    Create(AdminCreate),
    /// Print a link, good for one use and two hours, where the owner of an account sets a new password.
    Link(AdminLink),
}

/// Settings of `admin create`.
#[derive(Clone, Debug, Args)]
pub struct AdminCreate {
    /// The name of their organization; it is entered when there is none of this name.
    #[arg(long, value_name = "NAME")]
    pub organization: String,

    /// The administrator's e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,

    /// The administrator's name.
    #[arg(long, value_name = "NAME")]
    pub name: String,

    /// Read the password from the first line of stdin instead of printing a link.
    #[arg(long)]
    pub password_stdin: bool,

    /// The address people type; the link begins with it.
    #[arg(long, env = "TANDEM_PUBLIC_URL", hide_env_values = true, value_name = "URL", required_unless_present = "password_stdin")]
    pub public_url: Option<String>,

    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// Settings of `admin link`.
#[derive(Clone, Debug, Args)]
pub struct AdminLink {
    /// The e-mail address of the account.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,

    /// The address people type; the link begins with it.
    #[arg(long, env = "TANDEM_PUBLIC_URL", hide_env_values = true, value_name = "URL")]
    pub public_url: String,

    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// Settings of `verify`.
#[derive(Clone, Debug, Args)]
pub struct Verify {
    /// The engagement to verify; all chains if none is named.
    pub engagement: Option<Uuid>,

    /// Which database.
    #[command(flatten)]
    pub database: Database,

    /// Where files are kept.
    #[command(flatten)]
    pub files: Files,
}

/// Settings of `rebuild`.
#[derive(Clone, Debug, Args)]
pub struct Rebuild {
    /// The engagement; all if none is named.
    pub engagement: Option<Uuid>,

    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_demo_is_the_default_and_takes_its_flags_without_being_named() {
        let cli = Cli::parse_from(["tandem", "--listen", "127.0.0.1:4000"]);
        let Command::Demo(demo) = cli.into_command() else { panic!("not the demo") };
        assert_eq!(demo.listen.port(), 4000);
    }

    #[test]
    fn secrets_do_not_show() {
        let cli = Cli::parse_from([
            "tandem",
            "serve",
            "--database-url",
            "postgres://a:hunter2@b/c",
            "--smtp-url",
            "smtps://a:hunter2@b",
            "--files-s3-secret",
            "hunter2",
        ]);
        assert!(!format!("{cli:?}").contains("hunter2"));
    }
}
