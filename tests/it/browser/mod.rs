//! In a real browser: the three main jobs, every page as it looks, and the scope on paper.

mod driver;
mod jobs;
mod pages;
mod paper;
mod server;
mod typed;
