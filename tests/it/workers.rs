//! What the node does by itself goes on, whatever happens to it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tandem::{
    house,
    worker::{Revival, every, keep},
};
use tokio::{net::TcpListener, sync::oneshot, time::timeout};

use crate::support::{Actor, Page, world};

/// More than enough for anything that happens at all.
const LONG: Duration = Duration::from_secs(20);
const QUICK: Revival = Revival { pause: Duration::from_millis(10), longest: Duration::from_millis(40), proof: Duration::from_millis(200) };

/// Opens `/health/ready` until it answers this status.
async fn ready_answers(who: &Actor, status: u16) -> Page {
    let asked = async {
        loop {
            let page = who.opens("/health/ready").await;
            if page.status == status {
                return page;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, asked).await.unwrap_or_else(|_| panic!("/health/ready never answers {status}"))
}

#[tokio::test]
async fn a_worker_that_panics_is_put_back_to_work_and_readiness_says_so_meanwhile() {
    let w = world().await;
    let nobody = Actor::anonymous(&w.app);
    nobody.opens("/health/ready").await.is(200);
    let rounds = Arc::new(AtomicUsize::new(0));
    let counted = rounds.clone();
    let worker = tokio::spawn(keep(w.app.clone(), "the counter of herons", QUICK, move |app| {
        let counted = counted.clone();
        every(Duration::from_millis(10), "the counter of herons", app, async move |_| {
            assert!(counted.fetch_add(1, Relaxed) >= 3, "no heron, and a password: hunter2");
            anyhow::Ok(0)
        })
    }));
    let page = ready_answers(&nobody, 503).await;
    assert_eq!(page.body, "the counter of herons is down since 2026-07-15T08:00:00Z");
    // Later falls are the same one, and it counts as up only when it has proved to be.
    w.it_is("2026-07-15T08:05:00Z");
    ready_answers(&nobody, 200).await;
    assert!(rounds.load(Relaxed) > 5, "it goes on where it was");
    assert!(!worker.is_finished());
    worker.abort();
}

#[tokio::test]
async fn a_worker_that_comes_to_an_end_is_down_too() {
    let w = world().await;
    let worker = tokio::spawn(keep(w.app.clone(), "the quitter", QUICK, |_| std::future::ready(())));
    ready_answers(&Actor::anonymous(&w.app), 503).await.sees("the quitter is down since");
    worker.abort();
}

/// The sweeper of sign-ins reads the clock, which panics for an instant that is none; the whole server stays.
#[tokio::test]
async fn the_workers_of_a_server_are_kept() {
    let w = world().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    // So far back that no sign-in can have been idle for so long: the sweeper panics at its first look.
    w.app.clock.set(chrono::DateTime::<chrono::Utc>::MIN_UTC).unwrap();
    let server = tokio::spawn(house::serve(w.app.clone(), listener, async { drop(stopped.await) }));
    let page = ready_answers(&Actor::anonymous(&w.app), 503).await;
    assert!(page.body.contains("the sweeper of sign-ins is down since"), "{}", page.body);
    w.it_is("2026-07-15T08:00:00Z");
    stop.send(()).unwrap();
    timeout(LONG, server).await.unwrap().unwrap();
}
