//! Who the server runs as.
//!
//! `initdb` and `postgres` refuse to run as root, so root hands them to an unprivileged account. Anybody else runs
//! them as themselves.

use std::{
    ffi::OsStr,
    fs, io,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::ClusterError;

/// The accounts root hands the server to, best first.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// The account the server runs under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// Ours: we are not root.
    Own,
    /// Another one: we are root.
    Other { name: String, uid: u32, gid: u32 },
}

impl Account {
    /// The account for a server folder: its owner where it exists already (the `postgres` account may have come
    /// later than the data), else the best unprivileged one.
    pub(crate) fn for_server(folder: &Path) -> Result<Self, ClusterError> {
        if own_uid() != 0 {
            return Ok(Self::Own);
        }
        match fs::metadata(folder) {
            Ok(found) if found.uid() != 0 => {
                Ok(Self::Other { name: format!("with the number {}", found.uid()), uid: found.uid(), gid: found.gid() })
            }
            _ => {
                let known = fs::read_to_string("/etc/passwd").map_err(ClusterError::io("reading /etc/passwd"))?;
                UNPRIVILEGED.iter().find_map(|name| find(&known, name)).ok_or(ClusterError::NoAccount)
            }
        }
    }

    /// A command that will run under this account, away from our terminal and folder.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").stdin(Stdio::null());
        if let Self::Other { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
        command
    }

    /// Makes a folder that this account alone may use, or takes over one that is there.
    pub(crate) fn own_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        if let Self::Other { uid, gid, .. } = self {
            chown(folder, Some(*uid), Some(*gid))?;
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    }

    /// Whether something of this owner may be trusted to be ours.
    pub(crate) fn is_ours(&self, owner: u32) -> bool {
        owner == own_uid() || matches!(self, Self::Other { uid, .. } if *uid == owner)
    }

    /// The outermost folder on the way to `folder` (or to what exists of it) that this account may not enter.
    ///
    /// The kernel is asked by really going there under the account: modes alone know nothing of groups, access
    /// lists and mounts.
    pub(crate) fn kept_out_by(&self, folder: &Path) -> Option<PathBuf> {
        if *self == Self::Own {
            return None;
        }
        let enters = |place: &Path| self.command("true").current_dir(place).status().is_ok_and(|status| status.success());
        let nearest = folder.ancestors().find(|place| place.is_dir())?;
        if enters(nearest) {
            return None;
        }
        let way: Vec<_> = nearest.ancestors().collect();
        way.into_iter().rev().find(|place| !enters(place)).map(Path::to_owned)
    }
}

/// The user this process acts as.
pub(crate) fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Finds an account in the text of `/etc/passwd`.
fn find(known: &str, wanted: &str) -> Option<Account> {
    known.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next().filter(|name| *name == wanted)?;
        let uid = fields.nth(1)?.parse().ok().filter(|uid| *uid != 0)?;
        let gid = fields.next()?.parse().ok()?;
        Some(Account::Other { name: name.to_owned(), uid, gid })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_found_by_their_whole_name_and_never_root() {
        let known = "root:x:0:0::/root:/bin/sh\npostgresql:x:9:9::/:/bin/sh\npostgres:x:104:111:P,,,:/var/lib:/bin/bash\nnobody:x:0:0::/:/bin/false\n";
        assert_eq!(find(known, "postgres"), Some(Account::Other { name: "postgres".into(), uid: 104, gid: 111 }));
        assert_eq!(find(known, "nobody"), None);
        assert_eq!(find(known, "missing"), None);
    }
}
