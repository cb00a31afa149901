//! A wire to the database that can be cut, breaks at the worst moment when told to, or says nothing any more.

use std::{mem::size_of_val, os::fd::AsRawFd, path::PathBuf};

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tandem::{
    app::App,
    db::pool::{self, Route},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
};

/// In what state a wire is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Whole,
    Cut,
    /// The next commit still arrives, but nobody hears of it any more.
    CutAtCommit,
    /// Nothing is carried any more on the connections there are, and nobody is told; new ones are good.
    Forgotten,
    /// The same, and not even the systems hear of each other: nothing is acknowledged.
    Deaf,
    /// Nothing is carried at all, on old connections or new ones, then or later.
    Away,
}

/// The same server, reaching the same database by a wire of its own.
pub async fn by_wire(app: &App) -> (App, watch::Sender<Wire>) {
    // One connection: a second one that rested meanwhile would be found broken only later.
    by_wires(app, 1).await
}

/// The same with so many connections.
pub async fn by_wires(app: &App, connections: u32) -> (App, watch::Sender<Wire>) {
    let direct = app.db.connect_options();
    let socket = direct.get_socket().unwrap().join(format!(".s.PGSQL.{}", direct.get_port()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = PgConnectOptions::new_without_pgpass()
        .host("127.0.0.1")
        .port(listener.local_addr().unwrap().port())
        .username(direct.get_username())
        .database(direct.get_database().unwrap())
        .ssl_mode(PgSslMode::Disable);
    let (wire, _) = watch::channel(Wire::Whole);
    tokio::spawn(lay(listener, socket, wire.clone()));
    let pool = pool::lazy(pool::tuned(options, Route::Direct), connections);
    (App::new(pool, app.clock.clone(), app.settings.clone()), wire)
}

async fn lay(listener: TcpListener, socket: PathBuf, wire: watch::Sender<Wire>) {
    let mut kept_waiting = Vec::new();
    loop {
        let (near, _) = listener.accept().await.unwrap();
        let state = *wire.borrow();
        match state {
            Wire::Whole | Wire::Forgotten | Wire::Deaf => {
                tokio::spawn(carry(near, UnixStream::connect(&socket).await.unwrap(), wire.clone()));
            }
            Wire::Away => kept_waiting.push(near),
            Wire::Cut | Wire::CutAtCommit => {}
        }
    }
}

/// Carries what both ends say until one of them, or the wire, has ended.
async fn carry(mut near: TcpStream, mut far: UnixStream, wire: watch::Sender<Wire>) {
    let (mut said, mut answered) = ([0; 16_384], [0; 16_384]);
    let mut changes = wire.subscribe();
    loop {
        tokio::select! {
            _ = changes.changed() => {
                let state = *changes.borrow();
                match state {
                    Wire::Whole | Wire::CutAtCommit => {}
                    Wire::Cut => return,
                    Wire::Forgotten | Wire::Deaf | Wire::Away => {
                        if state == Wire::Deaf {
                            hear_nothing(&near);
                        }
                        // Both ends stay open.
                        std::future::pending::<()>().await;
                    }
                }
            },
            count = near.read(&mut said) => {
                let Ok(count @ 1..) = count else { return };
                if far.write_all(&said[..count]).await.is_err() {
                    return;
                }
                let commits = said[..count].windows(6).any(|word| word == b"COMMIT");
                if commits && *wire.borrow() == Wire::CutAtCommit {
                    // Once it answers, it has committed.
                    far.readable().await.unwrap();
                    wire.send_replace(Wire::Cut);
                    return;
                }
            }
            count = far.read(&mut answered) => {
                let Ok(count @ 1..) = count else { return };
                if near.write_all(&answered[..count]).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// From now on the system drops whatever comes in on this socket before it is looked at, as a firewall on the way would.
fn hear_nothing(socket: &TcpStream) {
    // "Keep 0 bytes of it".
    let mut program = [libc::sock_filter { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k: 0 }];
    let filter = libc::sock_fprog { len: program.len() as u16, filter: program.as_mut_ptr() };
    // SAFETY: the filter and what it points to outlive the call, which copies both.
    let done = unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_ATTACH_FILTER,
            std::ptr::from_ref(&filter).cast(),
            size_of_val(&filter) as libc::socklen_t,
        )
    };
    assert_eq!(done, 0, "{}", std::io::Error::last_os_error());
}
