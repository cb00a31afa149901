//! Keeping a number of workers busy for a while and noting how long each piece of their work takes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

/// Somebody who does one piece of work after the other.
pub trait Worker: Send + 'static {
    /// Does the piece whose turn it is. Returns how many bytes came back.
    fn works(&self, turn: usize) -> impl Future<Output = Result<usize>> + Send;
}

/// How long to look.
#[derive(Clone, Copy)]
pub struct Span {
    /// Before it counts.
    pub warm_up: Duration,
    /// While it counts.
    pub counted: Duration,
}

/// What was seen.
pub struct Figures {
    /// Done in a second.
    pub rate: f64,
    /// Half of all took no longer.
    pub p50: Duration,
    /// Ninety-nine of a hundred took no longer.
    pub p99: Duration,
    /// Mean bytes that came back.
    pub bytes: usize,
    /// All that was done, counted or not.
    pub done: usize,
}

/// Keeps all workers busy at once, the turns going round among them. The first failure ends it.
pub async fn run<W: Worker>(workers: Vec<W>, span: Span) -> Result<Figures> {
    let next = Arc::new(AtomicUsize::new(0));
    let counts_from = Instant::now() + span.warm_up;
    let ends = counts_from + span.counted;
    let tasks = workers.into_iter().map(|worker| {
        let next = next.clone();
        tokio::spawn(async move {
            let (mut latencies, mut bytes, mut done) = (Vec::new(), 0, 0);
            // Slow work counts, too: everybody ends what they have begun, and does one piece at least.
            loop {
                let begun = Instant::now();
                if begun >= ends && !latencies.is_empty() {
                    break;
                }
                bytes += worker.works(next.fetch_add(1, Ordering::Relaxed)).await?;
                done += 1;
                if begun >= counts_from {
                    latencies.push(begun.elapsed());
                }
            }
            anyhow::Ok((latencies, bytes, done))
        })
    });
    let (mut latencies, mut bytes, mut done) = (Vec::new(), 0, 0);
    for task in futures_util::future::join_all(tasks).await {
        let (some, more_bytes, more_done) = task??;
        latencies.extend(some);
        bytes += more_bytes;
        done += more_done;
    }
    let counted = counts_from.elapsed();
    latencies.sort_unstable();
    let at = |share: usize| latencies.get(latencies.len() * share / 100).copied().context("nobody worked");
    Ok(Figures { rate: latencies.len() as f64 / counted.as_secs_f64(), p50: at(50)?, p99: at(99)?, bytes: bytes / done.max(1), done })
}
