//! In a real browser: the three main jobs, agreeing, handing over, every page as it looks, and the scope on paper.

mod agree;
mod driver;
mod handover;
mod jobs;
mod live;
mod pages;
mod paper;
mod server;
mod session;
mod typed;
