//! The database: the private server, connections and migrations.

pub mod cluster;
pub mod constraints;
pub mod pool;
pub mod schema;
