//! The server that is measured: the released program, as people run it.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use sqlx::postgres::PgConnectOptions;
use tokio::{io::AsyncReadExt, io::AsyncWriteExt, net::TcpStream};

/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; ends with the value.
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    process: Child,
}

/// What the server holds in memory, in kB.
#[derive(Clone, Copy)]
pub struct Memory {
    /// Now.
    pub resident: u64,
    /// At most, so far.
    pub peak: u64,
}

impl Served {
    /// Starts the server on this database, in a folder without settings of anybody's.
    pub async fn start(database: &PgConnectOptions, folder: &Path) -> Result<Served> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let process = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args([
                "serve",
                "--without-mail",
                "--listen",
                &address.to_string(),
                "--public-url",
                &format!("http://{address}"),
                "--files-folder",
            ])
            .arg(folder.join("files"))
            .env_clear()
            .env("DATABASE_URL", url(database)?)
            .env("TANDEM_LOG", "warn")
            .current_dir(folder)
            .spawn()
            .context("starting tandem")?;
        let mut served = Served { address, process };
        let begun = Instant::now();
        while !ready(address).await {
            if let Some(status) = served.process.try_wait()? {
                bail!("tandem serve ended: {status}");
            }
            if begun.elapsed() > PATIENCE {
                bail!("tandem serve is not ready after {PATIENCE:?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(served)
    }

    /// What it holds in memory.
    pub fn memory(&self) -> Result<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).with_context(|| format!("no {name} in /proc"))
        };
        Ok(Memory { resident: field("VmRSS:")?, peak: field("VmHWM:")? })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The database's URL, by its socket.
fn url(database: &PgConnectOptions) -> Result<String> {
    let socket = database.get_socket().context("the private server has a socket")?;
    let host: String = form_urlencoded::byte_serialize(socket.as_os_str().as_encoded_bytes()).collect();
    let name = database.get_database().context("the database has a name")?;
    Ok(format!("postgres://{}@{host}:{}/{name}", database.get_username(), database.get_port()))
}

/// Whether the server says that it can work.
async fn ready(address: SocketAddr) -> bool {
    let asked = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(b"GET /health/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    asked.await.is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
