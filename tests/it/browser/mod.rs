//! In a real browser: the three main jobs, and every page as it looks.

mod driver;
mod jobs;
mod pages;
mod server;
mod typed;
