//! The commands. Everything they do is in the library; here they are only put together and end in an exit status.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to the terminal")]

use std::{
    io::{self, BufRead, ErrorKind, IsTerminal},
    net::SocketAddr,
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, anyhow};
use clap::Parser;
use private_postgres::{Cluster, Durability};
use sqlx::{PgPool, migrate::MigrateError};
use tandem::{
    app::{App, AppSettings, MailRoute},
    base::{clock::Clock, language::Language},
    config::{
        self, Admin, AdminCreate, AdminLink, Cli, Command, DEMO_DATABASE, Database, DatabasePlace, Demo, FilesPlace, LogFormat, Mail,
        Rebuild, Serve, Verify,
    },
    db::{
        pool::{self, Route},
        schema::{self, SchemaError},
    },
    files::{self, verify::Fault},
    house,
    store::{self, Limits, Store},
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tracing_subscriber::EnvFilter;
use url::Url;

/// Most connections of the demo to its database.
const DEMO_CONNECTIONS: u32 = 16;

/// The folder for files in a data folder.
const FILES: &str = "files";

/// How long work on other threads (a password being hashed) may hold up the end of the program.
const FAREWELL: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    // Before any thread runs: this writes variables.
    if let Err(error) = read_dotenv() {
        return fail(&error);
    }
    let cli = Cli::parse();
    let format = cli.log_format;
    let command = cli.into_command();
    log(format, &command);
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        return fail(&anyhow!("another TLS provider is already installed"));
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow!(error).context("no threads to run on")),
    };
    let ended = runtime.block_on(run(command));
    runtime.shutdown_timeout(FAREWELL);
    ended.unwrap_or_else(|error| fail(&error))
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(settings) => demo(settings).await.map(|()| ExitCode::SUCCESS),
        Command::Serve(settings) => serve(*settings).await.map(|()| ExitCode::SUCCESS),
        Command::Migrate(database) => migrate(&database).await.map(|()| ExitCode::SUCCESS),
        Command::Admin(Admin::Create(settings)) => create_admin(&settings).await.map(|()| ExitCode::SUCCESS),
        Command::Admin(Admin::Link(settings)) => password_link(&settings).await.map(|()| ExitCode::SUCCESS),
        Command::Verify(settings) => verify(&settings).await,
        Command::Rebuild(settings) => rebuild(&settings).await.map(|()| ExitCode::SUCCESS),
    }
}

/// In this order, so that what fails early leaves nothing behind: the port, the data folder, the database, the example.
async fn demo(settings: Demo) -> anyhow::Result<()> {
    settings.check().map_err(anyhow::Error::msg)?;
    let listener = bind(settings.listen).await?;
    let public_url = Url::parse(&format!("http://{}", listener.local_addr()?))?;

    let place = private_postgres::reachable(&settings.data_folder);
    if let Some(blocked_by) = &place.blocked_by {
        println!(
            "PostgreSQL may not run as root, and its account may not enter {}: the demo's data lie in {}.",
            blocked_by.display(),
            place.folder.display()
        );
    }
    let cluster = private_postgres::ensure(&place.folder, DEMO_DATABASE, Durability::Durable).await?;
    let db = pool::connect(pool::tuned(cluster.options.clone(), Route::Direct), DEMO_CONNECTIONS).await?;
    schema::migrate(&db).await?;

    let clock = tandem::demo::clock(&db).await?;
    let files = store::Settings { store: Store::in_folder(&place.folder.join(FILES))?, limits: Limits::default() };
    let settings = AppSettings { public_url, demo: true, mail: MailRoute::DemoPage, trust_proxy: false, files };
    let app = App::new(db, clock, settings);
    tandem::demo::load(&app).await.context("the worked example cannot be loaded")?;

    println!("\nTandem's demo runs at {}\n", app.settings.public_url);
    println!("Sign in at a click there, or as:");
    for line in tandem::demo::sign_in_lines() {
        println!("  {line}");
    }
    println!("\nAll names and figures are invented. The data lie in {}; Ctrl-C stops the demo.", place.folder.display());
    serve_on(app, listener, Some(&cluster)).await
}

async fn serve(settings: Serve) -> anyhow::Result<()> {
    let checked = settings.check().map_err(anyhow::Error::msg)?;
    let listener = bind(checked.listen).await?;
    let (db, cluster) = open(checked.database, &settings.database).await?;
    // A database that is away now may come back: until then pages answer 503.
    match schema::migrate(&db).await {
        Err(SchemaError::Failed(MigrateError::Execute(error))) if is_away(&error) => {
            tracing::warn!("the database is away, so its schema was not brought up to date; `tandem migrate` does that later");
        }
        migrated => migrated?,
    }
    let mail = match checked.mail {
        Mail::Smtp { url, from } => MailRoute::Smtp { url: url.expose().to_owned(), from: from.to_string() },
        Mail::None => MailRoute::Nowhere,
    };
    let files = store::Settings { store: store(checked.files, &settings.database)?, limits: checked.file_limits };
    let settings = AppSettings { public_url: checked.public_url, demo: false, mail, trust_proxy: checked.trust_proxy, files };
    let app = App::new(db, Clock::system(), settings);
    tracing::info!(listen = %listener.local_addr()?, public_url = %app.settings.public_url, "serving");
    serve_on(app, listener, cluster.as_ref()).await
}

/// Opens the store of files.
fn store(place: FilesPlace, database: &Database) -> anyhow::Result<Store> {
    match place {
        FilesPlace::Folder(folder) => Store::in_folder(&folder),
        FilesPlace::WithDatabase => {
            // `check` chose this because there is one.
            let folder = database.data_folder.as_deref().context("there is no data folder")?;
            Store::in_folder(&private_postgres::reachable(folder).folder.join(FILES))
        }
        FilesPlace::Bucket(bucket) => Store::in_bucket(&bucket),
    }
}

/// Serves until told to stop, and keeps the private server, if there is one, running meanwhile.
async fn serve_on(app: App, listener: TcpListener, cluster: Option<&Cluster>) -> anyhow::Result<()> {
    let serving = house::serve(app, listener, told_to_stop()?);
    match cluster {
        None => serving.await,
        Some(cluster) => tokio::select! {
            () = serving => {}
            never = cluster.keep_running() => match never {},
        },
    }
    Ok(())
}

async fn migrate(database: &Database) -> anyhow::Result<()> {
    let (db, _cluster) = open_checked(database).await?;
    schema::migrate(&db).await?;
    println!("The database is up to date.");
    db.close().await;
    Ok(())
}

async fn create_admin(settings: &AdminCreate) -> anyhow::Result<()> {
    // Without a link there is nothing that begins with it.
    let public_url = settings.public_url.as_deref().unwrap_or("http://localhost");
    let password = settings.password_stdin.then(read_password).transpose()?;
    let (app, _cluster) = at_the_terminal(&settings.database, public_url).await?;
    let link =
        tandem::accounts::acts::create_administrator(&app, &settings.organization, &settings.email, &settings.name, password).await?;
    match link {
        Some(path) => println!("{} sets the password here, once:\n{}", settings.name, app.settings.absolute(&path)),
        None => println!("{} may sign in now.", settings.name),
    }
    app.db.close().await;
    Ok(())
}

async fn password_link(settings: &AdminLink) -> anyhow::Result<()> {
    let (app, _cluster) = at_the_terminal(&settings.database, &settings.public_url).await?;
    let (path, name) = tandem::accounts::acts::password_link(&app, &settings.email).await?;
    println!("{name} sets a new password here, once and within two hours:\n{}", app.settings.absolute(&path));
    app.db.close().await;
    Ok(())
}

/// What a command needs to act on the database. The cluster has to be kept as long as it does.
async fn at_the_terminal(database: &Database, public_url: &str) -> anyhow::Result<(App, Option<Cluster>)> {
    let public_url = config::check::public_url(public_url).map_err(anyhow::Error::msg)?;
    let (db, cluster) = open_set_up(database).await?;
    // Nothing that is done at a terminal touches a file.
    let files = store::Settings { store: Store::in_memory(), limits: Limits::default() };
    let settings = AppSettings { public_url, demo: false, mail: MailRoute::Nowhere, trust_proxy: false, files };
    Ok((App::new(db, Clock::system(), settings), cluster))
}

async fn verify(settings: &Verify) -> anyhow::Result<ExitCode> {
    let place = settings.files.place(&settings.database).map_err(anyhow::Error::msg)?;
    let (db, _cluster) = open_set_up(&settings.database).await?;
    let reports = tandem::activity::verify(&db, settings.engagement).await?;
    for report in &reports {
        match &report.fault {
            None => println!("whole   {:>6} events   {}   {}", report.links, report.of, report.name),
            Some(fault) => {
                let why = Language::En.say(fault.key()).with("number", fault.number());
                println!("BROKEN  {:>6} events   {}   {}: {why}", report.links, report.of, report.name);
            }
        }
    }
    if reports.is_empty() && settings.engagement.is_some() {
        return Err(anyhow!("there is no such engagement"));
    }
    let broken = reports.iter().filter(|report| report.fault.is_some()).count();
    println!("{} chains verified, {broken} broken.", reports.len());
    let now = tandem::demo::clock_of(&db).await?.now();
    let differing = tandem::rebuild::compare(&db, settings.engagement, now).await?;
    for each in &differing {
        let milestones: Vec<String> = each.readiness.milestones.iter().map(|number| format!("M{number}")).collect();
        println!(
            "DIFFERS readiness   {}   {}: {} [{}], {} turns, {} blockers [{}]",
            each.engagement,
            each.title,
            milestones.len(),
            milestones.join(", "),
            each.readiness.turns,
            each.blockers.len(),
            each.blockers.join(", ")
        );
    }
    println!(
        "Readiness judged again; kept otherwise in {} engagements{}.",
        differing.len(),
        if differing.is_empty() { "" } else { ": `tandem rebuild` makes it anew" }
    );
    // Said before the files are read, which may take hours.
    let files = files::verify::verify(&db, &store(place, &settings.database)?, settings.engagement).await?;
    db.close().await;
    for damage in &files.damaged {
        let fault = match &damage.fault {
            Fault::NotRecorded => "was attached, and is not in the record".to_owned(),
            Fault::Unsaid => "is in the record, and no event says that it was attached".to_owned(),
            Fault::Differs => "is not what its event says".to_owned(),
            Fault::Missing => "is missing in the file store".to_owned(),
            Fault::Damaged => "is damaged in the file store".to_owned(),
            Fault::Unreadable(error) => format!("cannot be read: {error}"),
        };
        println!("DAMAGED file {} version {} ({}) of {} {fault}", damage.file, damage.version, damage.name, damage.engagement);
    }
    println!("{} versions of files verified, {} missing or damaged.", files.versions, files.damaged.len());
    Ok(if broken == 0 && differing.is_empty() && files.damaged.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn rebuild(settings: &Rebuild) -> anyhow::Result<()> {
    let (db, _cluster) = open_set_up(&settings.database).await?;
    let now = tandem::demo::clock_of(&db).await?.now();
    let all = tandem::rebuild::rebuild(&db, settings.engagement, now).await?;
    if all.is_empty() && settings.engagement.is_some() {
        return Err(anyhow!("there is no such engagement"));
    }
    let otherwise: Vec<_> = all.iter().filter(|each| each.differed()).collect();
    for each in &otherwise {
        println!(
            "{}   {}: {} turns, {} milestones, {} blockers",
            each.engagement,
            each.title,
            each.turns + each.readiness.turns,
            each.readiness.milestones.len(),
            each.blockers.len()
        );
    }
    println!("{} engagements made anew, {} of them were kept otherwise.", all.len(), otherwise.len());
    db.close().await;
    Ok(())
}

/// Opens the database of a command that is useless without one.
async fn open_checked(database: &Database) -> anyhow::Result<(PgPool, Option<Cluster>)> {
    let place = database.place().map_err(anyhow::Error::msg)?;
    let (db, cluster) = open(place, database).await?;
    db.acquire().await.context("the database cannot be reached")?;
    Ok((db, cluster))
}

/// The same of a command that is useless without Tandem's tables.
async fn open_set_up(database: &Database) -> anyhow::Result<(PgPool, Option<Cluster>)> {
    let (db, cluster) = open_checked(database).await?;
    schema::require(&db).await?;
    Ok((db, cluster))
}

/// Opens the database, starting the private server if that is what it is. The cluster has to be kept as long as the pool.
async fn open(place: DatabasePlace, settings: &Database) -> anyhow::Result<(PgPool, Option<Cluster>)> {
    let (options, cluster) = match place {
        DatabasePlace::At(options) => (*options, None),
        DatabasePlace::In(folder, name) => {
            let cluster = private_postgres::ensure(&folder, &name, Durability::Durable).await?;
            (cluster.options.clone(), Some(cluster))
        }
    };
    let route = if settings.pooler { Route::Pooler } else { Route::Direct };
    // One is for the line on which the database speaks first.
    Ok((pool::lazy(pool::tuned(options, route), settings.max_connections - 1), cluster))
}

/// Whether a database could not be reached at all, as opposed to refusing something.
fn is_away(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::Io(_))
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("{address} is taken by another program: stop that one, or choose another port with --listen"),
        ErrorKind::PermissionDenied => anyhow!("this account may not listen on {address}: choose a port from 1024 on with --listen"),
        _ => anyhow!("cannot listen on {address} ({error}): choose another address with --listen"),
    })
}

/// Ends when the operator (Ctrl-C) or the system (SIGTERM) says so.
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping; requests in flight finish");
    })
}

fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("no password came in on stdin")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Reads `.env` in the current folder, if there is one. What it holds is never repeated.
fn read_dotenv() -> anyhow::Result<()> {
    match dotenvy::from_path(".env") {
        Err(dotenvy::Error::LineParse(..)) => Err(anyhow!("the file .env has a line that is not NAME=value")),
        Err(dotenvy::Error::Io(error)) if error.kind() != ErrorKind::NotFound => Err(anyhow!("the file .env cannot be read ({error})")),
        _ => Ok(()),
    }
}

/// The log goes to stderr. The demo keeps quiet: its terminal shows where to go and as whom.
fn log(format: LogFormat, command: &Command) {
    let usual = if matches!(command, Command::Serve(_)) { "info,sqlx=warn" } else { "warn" };
    let filter = EnvFilter::try_from_env("TANDEM_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormat::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
}

/// One sentence (with its causes) and an exit status that scripts understand.
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("tandem: {}", sentence(error));
    ExitCode::FAILURE
}

/// The error and its causes. Many errors already repeat their cause, which is then left out.
fn sentence(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |said, cause| match said.as_str() {
        "" => cause,
        _ if said.contains(&cause) => said,
        _ => format!("{said}: {cause}"),
    })
}
