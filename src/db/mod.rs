//! The database: connections, transactions and migrations.

pub mod constraints;
mod fault;
mod line;
pub mod pool;
pub mod schema;
mod sockets;
mod transaction;

pub use fault::{is_passing, unreadable};
pub use line::Line;
pub use transaction::{Transaction, begin, begin_reading, commit};
