//! The database: the private server, connections and migrations.

pub mod cluster;
pub mod constraints;
mod fault;
pub mod pool;
pub mod schema;

pub use fault::{is_passing, unreadable};
