//! The data folder: what lies where, and the two locks that keep its users apart.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    },
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{ClusterError, account::Account};

/// The longest path a socket may have on every system (Linux has four more).
const SOCKET_PATH: usize = 103;

/// The locks. The watcher of a running server waits on the second.
const START_LOCK: &str = "start.lock";
const USERS_LOCK: &str = "users.lock";

/// Where everything of one server lies, and who runs it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The data folder as it was named, without links.
    pub(crate) root: PathBuf,
    /// The folder for the server's socket.
    pub(crate) socket: PathBuf,
    /// Who the server runs as.
    pub(crate) account: Account,
}

impl Place {
    /// What belongs to the server's account, and to nobody else.
    fn server(&self) -> PathBuf {
        self.root.join("database")
    }

    /// The server's data.
    pub(crate) fn data(&self) -> PathBuf {
        self.server().join("cluster")
    }

    /// The data while they are being made.
    pub(crate) fn fresh(&self) -> PathBuf {
        self.server().join("cluster.new")
    }

    /// The server's log.
    pub(crate) fn log(&self) -> PathBuf {
        self.server().join("server.log")
    }

    /// Waits until nobody else starts or joins the server; nobody does while the file lives.
    pub(crate) fn start_lock(&self) -> Result<File, ClusterError> {
        locked(&self.root)
    }

    /// Opens the lock file of the users, once more: a lock belongs to the opened file, not to the process.
    pub(crate) fn users_lock(&self) -> Result<File, ClusterError> {
        open(&self.root.join(USERS_LOCK)).map_err(not_writable(&self.root))
    }
}

/// The folder while this process starts or joins its server: nobody else does so at the same time.
pub(crate) struct Folder {
    /// Where everything lies.
    pub(crate) place: Place,
    starting: File,
    users: File,
    made: Vec<PathBuf>,
}

impl Folder {
    /// Makes the folder if need be, waits for whoever is starting or stopping its server, and becomes a user of it.
    pub(crate) fn enter(wanted: &Path) -> Result<Self, ClusterError> {
        let wanted = std::path::absolute(wanted).map_err(not_writable(wanted))?;
        let account = Account::for_server(&wanted.join("database"))?;
        if let (Account::Other { name, .. }, Some(folder)) = (&account, account.kept_out_by(&wanted)) {
            return Err(ClusterError::NotEnterable { folder, account: name.clone() });
        }
        let (made, starting) = loop {
            let made = make(&wanted, &account)?;
            let starting = locked(&wanted)?;
            // Somebody whose start failed may have taken the folder away while we waited.
            if starting.metadata().is_ok_and(|file| file.nlink() > 0) {
                break (made, starting);
            }
        };
        let root = wanted.canonicalize().map_err(not_writable(&wanted))?;
        let place = Place { socket: socket_folder(&root), root, account };
        let users = place.users_lock()?;
        users.lock_shared().map_err(ClusterError::io("locking the data folder"))?;
        place.account.own_folder(&place.server()).map_err(not_writable(&place.server()))?;
        own_socket_folder(&place)?;
        Ok(Self { place, starting, users, made })
    }

    /// Lets others start or join; the file given back keeps the server running.
    pub(crate) fn stay(self) -> File {
        drop(self.starting);
        self.users
    }

    /// Takes away what a failed first start made. Data, once there, are never touched.
    pub(crate) fn abandon(self) {
        if self.place.data().exists() {
            return;
        }
        // What cannot be removed does no harm: the next start takes it over.
        let _ = fs::remove_dir_all(self.place.server());
        let _ = fs::remove_dir(&self.place.socket);
        let _ = fs::remove_file(self.place.root.join(USERS_LOCK));
        let _ = fs::remove_file(self.place.root.join(START_LOCK));
        for folder in self.made {
            let _ = fs::remove_dir(folder); // refuses a folder with anything in it
        }
    }
}

/// A short name for a path that stays the same over versions of Tandem.
pub(crate) fn mark(path: &Path) -> String {
    hex::encode(&Sha256::digest(path.as_os_str().as_bytes())[..6])
}

/// Makes the folders that are missing, innermost first in the answer.
fn make(folder: &Path, account: &Account) -> Result<Vec<PathBuf>, ClusterError> {
    let missing: Vec<PathBuf> = folder.ancestors().take_while(|place| !place.exists()).map(Path::to_owned).collect();
    let nearest = folder.ancestors().nth(missing.len()).unwrap_or(folder);
    fs::create_dir_all(folder).map_err(not_writable(nearest))?;
    if let Account::Other { .. } = account {
        for made in &missing {
            // The server's account has to pass, whatever our umask is.
            fs::set_permissions(made, fs::Permissions::from_mode(0o755)).map_err(not_writable(made))?;
        }
    }
    Ok(missing)
}

/// Opens a lock file, which only this account may open.
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).read(true).write(true).mode(0o600).open(path)
}

/// Opens the start lock's file in a data folder and waits for the lock.
fn locked(folder: &Path) -> Result<File, ClusterError> {
    let file = open(&folder.join(START_LOCK)).map_err(not_writable(folder))?;
    file.lock().map_err(ClusterError::io("locking the data folder"))?;
    Ok(file)
}

/// For `map_err`: the sentence about this folder.
fn not_writable(folder: &Path) -> impl FnOnce(io::Error) -> ClusterError {
    let folder = folder.to_owned();
    move |source| ClusterError::NotWritable { folder, source }
}

/// The socket lies beside the data, unless PostgreSQL could not use that path: then in `/tmp`, under a name that every
/// user of this folder finds again.
fn socket_folder(root: &Path) -> PathBuf {
    let beside = root.join("database/socket");
    let length = beside.as_os_str().len() + "/.s.PGSQL.5432".len();
    let listable = !beside.as_os_str().as_bytes().iter().any(|byte| b",\"".contains(byte));
    if length <= SOCKET_PATH && listable { beside } else { Path::new("/tmp").join(format!("tandem-{}", mark(root))) }
}

/// Makes the folder for the socket; in `/tmp` somebody may have been there before us.
fn own_socket_folder(place: &Place) -> Result<(), ClusterError> {
    let cannot = || ClusterError::io("making a folder for the server's socket");
    match DirBuilder::new().mode(0o700).create(&place.socket) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(cannot()(error)),
        _ => {}
    }
    let found = fs::symlink_metadata(&place.socket).map_err(cannot())?;
    if !found.is_dir() || !place.account.is_ours(found.uid()) {
        return Err(ClusterError::SocketFolderTaken(place.socket.clone()));
    }
    place.account.own_folder(&place.socket).map_err(cannot())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_lies_beside_the_data_where_postgresql_can_use_the_path() {
        let short = Path::new("/srv/tandem");
        assert_eq!(socket_folder(short), Path::new("/srv/tandem/database/socket"));
        for unusable in [format!("/srv/{}", "long/".repeat(20)), "/srv/a,b".into(), "/srv/\"".into()] {
            let socket = socket_folder(Path::new(&unusable));
            assert!(socket.starts_with("/tmp"), "{}", socket.display());
            assert!(socket.as_os_str().len() < 40);
        }
    }

    #[test]
    fn marks_do_not_change() {
        assert_eq!(mark(Path::new("/root/tandem/data")), mark(Path::new("/root/tandem/data")));
        assert_ne!(mark(Path::new("/a")), mark(Path::new("/b")));
    }
}
