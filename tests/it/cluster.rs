//! The private PostgreSQL, tried for real: other processes use it, are killed, and meet at the same folder.

use std::{
    io::{BufRead, BufReader},
    os::unix::{fs::PermissionsExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use private_postgres::{Cluster, ClusterError, Durability, ensure, reachable};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

/// Tells the process that [`user`] becomes which folder to use.
const FOLDER: &str = "TANDEM_TEST_CLUSTER";

/// A folder that the server's account can get to, and a data folder in it that does not exist yet.
pub fn fresh() -> (TempDir, PathBuf) {
    let above = tempfile::tempdir().unwrap();
    std::fs::set_permissions(above.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let folder = above.path().join("data");
    (above, folder)
}

/// Its server.
pub async fn started(folder: &Path) -> Cluster {
    ensure(folder, "tandem", Durability::Throwaway).await.unwrap_or_else(|error| panic!("{error}"))
}

/// One more note in a table that the first call makes; answers how many there are, and the server's process.
async fn note(cluster: &Cluster) -> (i64, i32) {
    let mut connection = PgConnection::connect_with(&cluster.options).await.unwrap();
    let mut ask = async |statement| sqlx::query(statement).execute(&mut connection).await.unwrap();
    ask("select pg_advisory_lock(1)").await;
    ask("create table if not exists notes (note int)").await;
    ask("insert into notes values (1)").await;
    let server = std::fs::read_to_string(data(cluster).join("postmaster.pid")).unwrap();
    let count = sqlx::query_scalar("select count(*) from notes").fetch_one(&mut connection).await.unwrap();
    (count, server.lines().next().unwrap().parse().unwrap())
}

/// The server's data, known from where its socket is.
pub fn data(cluster: &Cluster) -> PathBuf {
    cluster.options.get_socket().unwrap().parent().unwrap().join("cluster")
}

fn runs(process: i32) -> bool {
    // A process that is over but not yet waited for counts as over.
    std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

async fn eventually(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(8), "still not: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Another process that uses the folder until it is killed.
struct User(Child);

impl User {
    fn of(folder: &Path) -> User {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "cluster::user", "--ignored", "--nocapture"]).env(FOLDER, folder);
        User(command.stdout(Stdio::piped()).spawn().unwrap())
    }

    /// Waits until it has written its note; answers what [`note`] did.
    fn noted(&mut self) -> (i64, i32) {
        let lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        let said = lines.map(Result::unwrap).find_map(|line| Some(line.split_once("noted ")?.1.to_owned()));
        let said = said.expect("the other process ended before its note");
        let (count, server) = said.split_once(' ').unwrap();
        (count.parse().unwrap(), server.parse().unwrap())
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        assert_eq!(self.0.wait().unwrap().signal(), Some(9));
    }
}

impl Drop for User {
    fn drop(&mut self) {
        // It may be over already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
#[ignore = "not a test: what the other processes of these tests do"]
async fn user() {
    let cluster = started(Path::new(&std::env::var_os(FOLDER).unwrap())).await;
    let (count, server) = note(&cluster).await;
    println!("noted {count} {server}");
    tokio::time::sleep(Duration::from_secs(60)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_starts_at_once_share_one_server_which_survives_kills_and_is_never_left_behind() {
    let (_above, folder) = fresh();
    let (mut one, mut other) = (User::of(&folder), User::of(&folder));
    let ((first, server), (second, same)) = (one.noted(), other.noted());
    assert_eq!(server, same, "two servers");
    assert_eq!(first + second, 1 + 2, "two databases");

    one.kill();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(runs(server), "the server died with one of its users");

    other.kill();
    eventually("stopped after its last user was killed", || !runs(server)).await;

    let cluster = started(&folder).await;
    assert_eq!(note(&cluster).await.0, 3, "what was committed before the kills is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_is_started_again_while_tandem_runs() {
    let (_above, folder) = fresh();
    // Durable: what was committed must outlive the kill.
    let cluster = ensure(&folder, "tandem", Durability::Durable).await.unwrap();
    let (_, server) = note(&cluster).await;
    let killed = Command::new("kill").args(["-9", &server.to_string()]).status().unwrap();
    assert!(killed.success());
    let back = async {
        while PgConnection::connect_with(&cluster.options).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::select! {
        never = cluster.keep_running() => match never {},
        back = tokio::time::timeout(Duration::from_secs(10), back) => back.unwrap(),
    }
    assert_eq!(note(&cluster).await.0, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_of_another_version_are_refused_and_left_alone() {
    let (_above, folder) = fresh();
    let cluster = started(&folder).await;
    let version = data(&cluster).join("PG_VERSION");
    let (_, server) = note(&cluster).await;
    drop(cluster);
    eventually("stopped", || !runs(server)).await;

    let ours = std::fs::read_to_string(&version).unwrap();
    std::fs::write(&version, "9\n").unwrap();
    let said = refusal(&folder).await;
    assert!(said.contains("were made by PostgreSQL 9"), "{said}");
    assert!(said.contains(ours.trim()), "{said}");

    std::fs::write(&version, ours).unwrap();
    assert_eq!(note(&started(&folder).await).await.0, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_is_refused_in_a_sentence() {
    let (above, folder) = fresh();
    // A file in its way stops root as well.
    std::fs::write(&folder, "").unwrap();
    for wanted in [folder.clone(), folder.join("below")] {
        let said = refusal(&wanted).await;
        assert!(said.contains("cannot be written") && said.contains("--data-folder"), "{said}");
    }
    let there = std::fs::read_dir(above.path()).unwrap().count();
    assert_eq!(there, 1, "something was made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_the_servers_account_cannot_enter_is_refused_and_another_one_proposed() {
    let (above, folder) = fresh();
    std::fs::set_permissions(above.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let proposed = reachable(&folder);
    let probe = above.path().join("probe");
    std::fs::write(&probe, "").unwrap();
    let root = std::os::unix::fs::MetadataExt::uid(&probe.metadata().unwrap()) == 0;
    if !root {
        // Who is not root runs the server under the own account, which enters where it may.
        assert_eq!(proposed.blocked_by, None);
        return;
    }
    assert_eq!(proposed.blocked_by.as_deref(), Some(above.path()));
    assert!(proposed.folder.starts_with("/var/lib"), "{}", proposed.folder.display());
    assert!(matches!(ensure(&folder, "tandem", Durability::Throwaway).await, Err(ClusterError::NotEnterable { .. })));
    assert!(!folder.exists());
}

/// The sentence with which a folder is refused.
async fn refusal(folder: &Path) -> String {
    match ensure(folder, "tandem", Durability::Throwaway).await {
        Ok(_) => panic!("{} was accepted", folder.display()),
        Err(error) => error.to_string(),
    }
}
