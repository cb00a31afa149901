use clap::Parser;

use super::*;
use crate::config::{Cli, Command};

/// Settings that are safe in every respect.
const SAFE: [&str; 6] = [
    "--database-url=postgres://tandem:hunter2@db.example.com/tandem?sslmode=verify-full",
    "--public-url=https://tandem.example.com",
    "--trust-proxy=true",
    "--smtp-url=smtps://tandem:hunter2@mail.example.com",
    "--mail-from=Tandem <tandem@example.com>",
    "--files-folder=/srv/tandem/files",
];

/// What the check says about the safe settings with these flags instead of theirs; a bare `--flag=` leaves one out.
fn verdict(changes: &[&str]) -> Result<ServeSettings, String> {
    let name = |flag: &str| flag.split('=').next().unwrap_or_default().to_owned();
    let kept = SAFE.into_iter().filter(|safe| !changes.iter().any(|change| name(change) == name(safe)));
    let given = changes.iter().copied().filter(|change| !change.ends_with('='));
    let cli = Cli::parse_from(["tandem", "serve"].into_iter().chain(kept).chain(given));
    let Command::Serve(serve) = cli.into_command() else { panic!("not serve") };
    serve.check()
}

#[track_caller]
fn refused(changes: &[&str], because: &str) {
    let said = verdict(changes).err().expect("refused");
    assert!(said.contains(because), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[track_caller]
fn accepted(changes: &[&str]) -> ServeSettings {
    verdict(changes).unwrap_or_else(|said| panic!("{said}"))
}

#[test]
fn safe_settings_are_accepted() {
    let settings = accepted(&[]);
    assert_eq!(settings.public_url.as_str(), "https://tandem.example.com/");
    assert!(matches!(settings.mail, Mail::Smtp { .. }));
    accepted(&["--listen=0.0.0.0:8080"]);
    accepted(&["--public-url=http://localhost:3000"]);
}

#[test]
fn a_database_has_to_be_named_once() {
    refused(&["--database-url="], "there is no database");
    refused(&["--data-folder=/srv/tandem"], "both");
    let settings = accepted(&["--database-url=", "--data-folder=/srv/tandem"]);
    assert!(matches!(settings.database, DatabasePlace::In(_, name) if name == "tandem"));
}

#[test]
fn the_database_is_not_spoken_to_in_the_clear() {
    for mode in ["disable", "allow", "prefer"] {
        refused(&[&format!("--database-url=postgres://a:hunter2@db.example.com/t?sslmode={mode}")], "sslmode=verify-full");
    }
    refused(&["--database-url=postgres://a:hunter2@10.0.0.2/t"], "10.0.0.2");
    accepted(&["--database-url=postgres://a:b@10.0.0.2/t", "--trust-network"]);
    accepted(&["--database-url=postgres://a:b@10.0.0.2/t?sslmode=require"]);
    accepted(&["--database-url=postgres://a:b@127.0.0.1/t?sslmode=disable"]);
    accepted(&["--database-url=postgres:///t?host=/run/postgresql&sslmode=disable"]);
}

#[test]
fn an_unclear_database_url_is_not_repeated() {
    for url in ["mysql://a:hunter2@b/c", "hunter2", "postgres://a:hunter2@b:port/c", "postgres://a:hunter2@b/c?sslmode=maybe"] {
        refused(&[&format!("--database-url={url}")], "cannot be understood");
    }
}

#[test]
fn the_demo_is_never_served() {
    refused(&["--database-url=", "--data-folder=data", "--database-name=tandem_demo"], "the demo's database");
    refused(&["--database-url=postgres://localhost/tandem_demo"], "the demo's database");
}

#[test]
fn the_public_url_is_https_unless_all_stays_on_this_machine() {
    refused(&["--public-url="], "there is no public URL");
    refused(&["--public-url=http://tandem.example.com"], "plain http");
    refused(&["--public-url=http://localhost.example.com"], "plain http");
    refused(&["--public-url=http://127.0.0.1:3000", "--listen=0.0.0.0:3000"], "beyond this machine");
    for odd in ["tandem.example.com", "ftp://a.example", "https://a.example/tandem", "https://u:p@a.example", "https://a.example?x"] {
        refused(&[&format!("--public-url={odd}")], "an address alone");
    }
}

#[test]
fn it_is_said_whether_the_proxy_that_ends_https_is_believed() {
    refused(&["--trust-proxy="], "say --trust-proxy");
    refused(&["--trust-proxy=", "--listen=0.0.0.0:8080"], "say --trust-proxy");
    assert!(accepted(&[]).trust_proxy);
    assert!(accepted(&["--trust-proxy"]).trust_proxy);
    assert!(!accepted(&["--trust-proxy=false"]).trust_proxy);
    // Nobody but this machine comes by http.
    assert!(!accepted(&["--trust-proxy=", "--public-url=http://localhost:3000"]).trust_proxy);
}

#[test]
fn mail_is_settled_one_way_or_the_other() {
    refused(&["--smtp-url="], "there is no mail server");
    refused(&["--without-mail"], "leave out one");
    refused(&["--mail-from="], "a sender");
    refused(&["--mail-from=nobody"], "a sender");
    assert_eq!(accepted(&["--smtp-url=", "--without-mail"]).mail, Mail::None);
}

#[test]
fn mail_does_not_leave_in_the_clear() {
    refused(&["--smtp-url=smtp://a:hunter2@mail.example.com"], "mail.example.com");
    refused(&["--smtp-url=smtp://a:hunter2@mail.example.com?tls=opportunistic"], "tls=required");
    refused(&["--smtp-url=imap://a:hunter2@mail.example.com"], "cannot be understood");
    accepted(&["--smtp-url=smtp://mail.example.com?tls=required"]);
    accepted(&["--smtp-url=smtp://localhost:1025"]);
    accepted(&["--smtp-url=smtp://mail:25", "--trust-network"]);
}

#[test]
fn files_are_kept_at_one_place() {
    refused(&["--files-folder="], "no place for files");
    refused(&["--files-s3-bucket=tandem"], "both a folder and a bucket");
    let settings = accepted(&["--files-folder=", "--database-url=", "--data-folder=/srv/tandem"]);
    assert!(matches!(settings.files, FilesPlace::WithDatabase));
    assert_eq!(settings.file_limits, Limits::default());
}

#[test]
fn a_bucket_is_entered_with_a_key_and_not_in_the_clear() {
    let with =
        |url: &'static str| ["--files-folder=", "--files-s3-bucket=tandem", "--files-s3-key=hunter2", "--files-s3-secret=hunter2", url];
    refused(&["--files-folder=", "--files-s3-bucket=tandem", "--files-s3-key=hunter2"], "needs a key");
    refused(&["--files-folder=", "--files-s3-url=https://s3.example.com"], "no bucket");
    refused(&with("--files-s3-url=http://s3.example.com"), "s3.example.com");
    refused(&with("--files-s3-url=s3.example.com"), "cannot be understood");
    accepted(&with("--files-s3-url=https://s3.example.com"));
    accepted(&with("--files-s3-url=http://127.0.0.1:9000"));
    let settings = accepted(&with("--files-largest=50"));
    assert!(matches!(settings.files, FilesPlace::Bucket(bucket) if bucket.name == "tandem" && bucket.region == "us-east-1"));
    assert_eq!(settings.file_limits.largest, 50_000_000);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let said = verdict(&["--database-url=", "--public-url=", "--smtp-url="]).err().expect("refused");
    assert_eq!(said.lines().count(), 3, "{said}");
}

#[test]
fn the_demo_stays_on_this_machine() {
    for (listen, fine) in [("127.0.0.1:0", true), ("[::1]:3000", true), ("0.0.0.0:3000", false), ("192.168.1.2:3000", false)] {
        let Command::Demo(demo) = Cli::parse_from(["tandem", "--listen", listen]).into_command() else { panic!("not the demo") };
        assert_eq!(demo.check().is_ok(), fine, "{listen}");
    }
}
