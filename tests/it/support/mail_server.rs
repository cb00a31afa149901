//! A mail server that does what the mailbox's name says: `refused…` is refused, `spam…` after the whole mail, `late…` is taken, but
//! late, and `hangs…` is never answered. Everybody else is welcome.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use tandem::app::MailRoute;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

/// How late is late.
pub const LATE: Duration = Duration::from_millis(400);

/// See the module.
pub struct MailServer {
    port: u16,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    mails: Mutex<Vec<(String, String)>>,
    connections: AtomicUsize,
    hanging: AtomicUsize,
    late: AtomicUsize,
}

impl MailServer {
    pub async fn start() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen: Arc<Seen> = Arc::default();
        let kept = seen.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                kept.connections.fetch_add(1, SeqCst);
                tokio::spawn(serve(stream, kept.clone()));
            }
        });
        MailServer { port, seen }
    }

    pub fn route(&self) -> MailRoute {
        MailRoute::Smtp { url: format!("smtp://127.0.0.1:{}", self.port), from: "Tandem <tandem@example.org>".into() }
    }

    /// The mails it took.
    pub fn mails(&self) -> Vec<String> {
        self.seen.mails.lock().unwrap().iter().map(|(_, mail)| mail.clone()).collect()
    }

    /// For whom it took mails, in order.
    pub fn recipients(&self) -> Vec<String> {
        self.seen.mails.lock().unwrap().iter().map(|(recipient, _)| recipient.clone()).collect()
    }

    /// How often it was called.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(SeqCst)
    }

    /// How many mails wait for an answer that never comes.
    pub fn hanging(&self) -> usize {
        self.seen.hanging.load(SeqCst)
    }

    /// How many late answers it has given.
    pub fn answered_late(&self) -> usize {
        self.seen.late.load(SeqCst)
    }
}

async fn serve(stream: TcpStream, seen: Arc<Seen>) {
    let (read, write) = stream.into_split();
    // Whoever hangs up in the middle is no concern of the server's.
    let _ = converse(BufReader::new(read).lines(), write, &seen).await;
}

async fn converse(mut lines: Lines<BufReader<OwnedReadHalf>>, mut write: OwnedWriteHalf, seen: &Seen) -> std::io::Result<()> {
    write.write_all(b"220 test\r\n").await?;
    let mut recipient = String::new();
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "RCPT" => {
                recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                if recipient.starts_with("hangs") {
                    seen.hanging.fetch_add(1, SeqCst);
                    while lines.next_line().await?.is_some() {}
                    seen.hanging.fetch_sub(1, SeqCst);
                    return Ok(());
                }
                if recipient.starts_with("refused") { "550 no such mailbox" } else { "250 ok" }
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?
                    && line != "."
                {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                if recipient.starts_with("spam") {
                    "554 looks like spam"
                } else {
                    seen.mails.lock().unwrap().push((recipient.clone(), mail));
                    if recipient.starts_with("late") {
                        tokio::time::sleep(LATE).await;
                        seen.late.fetch_add(1, SeqCst);
                    }
                    "250 taken"
                }
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
