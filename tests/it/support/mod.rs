//! What the scenes are made of: a server of their own, people with seats, pages they see.

pub mod actor;
pub mod database;
pub mod demo;
pub mod mail_server;
pub mod pages;
pub mod statements;
pub mod wire;
pub mod world;

pub use actor::{Actor, Page};
pub use world::{World, world};
