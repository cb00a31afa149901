//! The sockets of connections to the database: told to notice when the other end has gone silent, and hung up.
//!
//! sqlx 0.9 gives no way to a connection's socket. They are found among the process's own by the port at the other end.

use std::{
    fs,
    net::{Shutdown, TcpStream},
    os::fd::{BorrowedFd, RawFd},
    time::Duration,
};

use rustix::{io, net::sockopt};

/// After so long without a word the other end is asked whether it is still there.
const ASKED_AFTER: Duration = Duration::from_secs(3);
/// And again after so long, while it does not answer.
const ASKED_AGAIN: Duration = Duration::from_secs(1);
/// So often; then the connection is broken.
const ASKED: u32 = 3;
/// What was sent and is not acknowledged for so long breaks the connection, too.
const UNHEARD: Duration = Duration::from_secs(6);

/// Sockets to one port elsewhere. Held, they stay open.
pub(super) struct Sockets(Vec<TcpStream>);

impl Sockets {
    /// All that are open now; none to a server that is reached in another way.
    pub fn to(port: Option<u16>) -> Sockets {
        let Some(port) = port else { return Sockets(Vec::new()) };
        let Ok(open) = fs::read_dir("/proc/self/fd") else { return Sockets(Vec::new()) };
        let numbers = open.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        let streams = numbers.filter_map(duplicate);
        Sockets(streams.filter(|stream| stream.peer_addr().is_ok_and(|peer| peer.port() == port)).collect())
    }

    /// Lets the system notice within seconds that the other end is silent: a firewall that has forgotten a connection says
    /// nothing, and neither does a machine that has lost its power.
    pub fn notice_silence(&self) {
        for stream in &self.0 {
            let told = || -> io::Result<()> {
                sockopt::set_socket_keepalive(stream, true)?;
                sockopt::set_tcp_keepidle(stream, ASKED_AFTER)?;
                sockopt::set_tcp_keepintvl(stream, ASKED_AGAIN)?;
                sockopt::set_tcp_keepcnt(stream, ASKED)?;
                sockopt::set_tcp_user_timeout(stream, u32::try_from(UNHEARD.as_millis()).unwrap_or(u32::MAX))
            };
            if let Err(error) = told() {
                tracing::warn!(%error, "a connection to the database cannot be told to notice silence");
            }
        }
    }

    /// Ends them: whoever waits for an answer there gets an error at once.
    pub fn hang_up(&self) -> usize {
        // One that has ended already needs no more.
        self.0.iter().filter(|stream| stream.shutdown(Shutdown::Both).is_ok()).count()
    }
}

/// Another handle of an open file, which is a socket or not.
fn duplicate(number: RawFd) -> Option<TcpStream> {
    // SAFETY: the number is only asked to be duplicated; where it was closed meanwhile, the answer is an error.
    let open = unsafe { BorrowedFd::borrow_raw(number) };
    Some(TcpStream::from(io::fcntl_dupfd_cloexec(open, 0).ok()?))
}
