//! One test binary: scenes in which people act on a private database.

mod support;
