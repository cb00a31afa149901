//! The watcher: a small process between Tandem and its PostgreSQL that outlives Tandem by a few seconds.
//!
//! Every process that uses the server holds a shared lock on one file. The watcher tries now and then to have that
//! lock alone; once it has had it for [`GRACE`], the last user is gone (by whatever death) and the server is stopped.
//! So the server neither dies with the process that happened to start it nor is ever left behind.

use std::{
    fs::File,
    io,
    os::{
        fd::{AsRawFd, BorrowedFd, RawFd},
        unix::process::CommandExt,
    },
    process::{Child, Command},
    time::Duration,
};

use rustix::{
    fs::{FlockOperation, flock},
    process::{Pid, Signal, WaitOptions, getpid, getppid, kill_process, setsid, waitpid},
};

/// How long the server waits for the next user after the last one is gone.
pub(crate) const GRACE: Duration = Duration::from_secs(3);

/// How often the watcher looks.
const LOOK: Duration = Duration::from_millis(250);

/// Starts the server under a watcher of its own. The child given back is the watcher; it ends when the server does.
///
/// `users` must be an open file of its own, on which this process holds no lock.
pub(crate) fn spawn(mut server: Command, users: File) -> io::Result<Child> {
    let lock = users.as_raw_fd();
    // SAFETY: between fork and exec or _exit only async-signal-safe functions are called (see `split`); nothing there
    // allocates or takes a lock. `users` lives until after the fork.
    unsafe { server.pre_exec(move || split(lock)) };
    server.spawn()
}

/// Runs in the forked child: forks once more, returns in the grandchild (which becomes the server) and stays in the
/// child for ever as the watcher.
fn split(lock: RawFd) -> io::Result<()> {
    setsid()?; // out of reach of Ctrl-C and of kills of Tandem's process group
    let watcher = getpid();
    // SAFETY: the process has this one thread only, being a fresh fork.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => follow(watcher),
        server => watch(Pid::from_raw(server), lock),
    }
}

/// In the server, before it is one: asks to be stopped when the watcher dies.
fn follow(watcher: Pid) -> io::Result<()> {
    // It is set here, after the change of account (which would clear it), and refers to the watcher's only thread.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(Signal::INT))?;
    if getppid() != Some(watcher) {
        return Err(io::ErrorKind::BrokenPipe.into()); // it died before the attribute was set
    }
    Ok(())
}

/// In the watcher: looks until the server has ended by itself or has had no user for the time of grace.
fn watch(server: Option<Pid>, lock: RawFd) -> ! {
    let looks = GRACE.as_millis() / LOOK.as_millis();
    // Handlers of the program we were forked from would write into descriptors closed below.
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGQUIT] {
        // SAFETY: the default takes no memory.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::set_name(c"tandem-watcher");
    // SAFETY: this process owns nothing but `lock`, its own copy of the descriptor, which lives as long as it does.
    let users = unsafe {
        close_all_but(lock);
        BorrowedFd::borrow_raw(lock)
    };
    let mut idle = 0;
    loop {
        std::thread::sleep(LOOK);
        if !matches!(waitpid(server, WaitOptions::NOHANG), Ok(None)) {
            leave();
        }
        if flock(users, FlockOperation::NonBlockingLockExclusive).is_err() {
            idle = 0;
            continue;
        }
        idle += 1;
        if idle >= looks {
            // The lock is kept until the server is gone: who comes meanwhile waits and then starts a new one.
            if let Some(server) = server {
                let _ = kill_process(server, Signal::INT); // a fast, clean shutdown
            }
            let _ = waitpid(server, WaitOptions::empty());
            leave();
        }
        let _ = flock(users, FlockOperation::Unlock);
    }
}

/// Ends the watcher, without what the program it was forked from does at its end.
fn leave() -> ! {
    // SAFETY: takes a number.
    unsafe { libc::_exit(0) }
}

/// Closes every inherited descriptor but one. Else `spawn` in the parent would wait for ever for the end of its pipe,
/// and listening ports and locks of the parent would stay taken after its death.
///
/// # Safety
/// Only for a process that owns nothing but `kept`: every other descriptor is pulled from under its owner.
unsafe fn close_all_but(kept: i32) {
    #[cfg(target_os = "linux")]
    // SAFETY: numbers only; the caller answers for what is closed.
    unsafe {
        let low = kept == 0 || libc::syscall(libc::SYS_close_range, 0, kept - 1, 0) == 0;
        if low && libc::syscall(libc::SYS_close_range, kept + 1, i32::MAX, 0) == 0 {
            return;
        }
    }
    // Kernels without close_range.
    for descriptor in (0..4096).filter(|descriptor| *descriptor != kept) {
        // SAFETY: as above.
        unsafe { libc::close(descriptor) };
    }
}
