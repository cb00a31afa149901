//! A wire to the database that can be cut, and breaks at the worst moment when told to.

use std::path::PathBuf;

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
    /// What is connected now hears nothing any more and is not told so, as when a firewall has forgotten it; who connects from
    /// now on is not concerned.
    Forgotten,
}

/// The same server, reaching the same database by a wire of its own.
pub async fn by_wire(app: &App) -> (App, watch::Sender<Wire>) {
    // One connection: a second one that rested meanwhile would be found broken only later.
    by_wires(app, 1).await
}

/// The same with so many connections at most.
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
    loop {
        let (near, _) = listener.accept().await.unwrap();
        if matches!(*wire.borrow(), Wire::Whole | Wire::Forgotten) {
            tokio::spawn(carry(near, UnixStream::connect(&socket).await.unwrap(), wire.clone()));
        }
    }
}

/// Carries what both ends say until one of them, or the wire, has ended.
async fn carry(mut near: TcpStream, mut far: UnixStream, wire: watch::Sender<Wire>) {
    let (mut said, mut answered) = ([0; 16_384], [0; 16_384]);
    let mut changes = wire.subscribe();
    let mut later = wire.subscribe();
    loop {
        tokio::select! {
            Ok(()) = later.changed() => if *later.borrow_and_update() == Wire::Forgotten {
                // Both ends stay open.
                return std::future::pending().await;
            },
            () = async { drop(changes.wait_for(|wire| *wire == Wire::Cut).await) } => return,
            count = near.read(&mut said) => {
                let Ok(count @ 1..) = count else { return };
                far.write_all(&said[..count]).await.unwrap();
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
