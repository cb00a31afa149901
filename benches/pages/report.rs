//! What is printed: one Markdown table for each size.

use std::{fmt::Write, time::Duration};

use crate::{busy::Figures, fill::Filled, load::Encoding, served::Memory};

/// One row of the table.
pub struct Row {
    /// The page.
    pub page: &'static str,
    /// How its body travelled; none for an act, which has none.
    pub encoding: Option<Encoding>,
    /// Connections at once.
    pub connections: usize,
    /// What was seen over HTTP.
    pub served: Figures,
    /// Statements of one request.
    pub statements: usize,
    /// The same statements alone, a second.
    pub alone: f64,
}

/// Everything about one size.
pub struct Report {
    /// How many engagements.
    pub engagements: u32,
    /// The database.
    pub filled: Filled,
    /// The server before the first request.
    pub at_start: Memory,
    /// The server after the last.
    pub at_end: Memory,
    /// The table.
    pub rows: Vec<Row>,
    /// How many replies were posted, each of which was found in the database afterwards.
    pub replies: usize,
}

impl Report {
    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "## {} engagements\n\n\
             | page | encoding | connections | requests/s | p50 ms | p99 ms | statements | bytes | statements alone/s | page ÷ alone |\n\
             |---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
            self.engagements
        );
        for row in &self.rows {
            let (encoding, bytes) = match row.encoding {
                Some(encoding) => (encoding.name(), row.served.bytes.to_string()),
                None => ("–", "–".to_owned()),
            };
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "| {} | {encoding} | {} | {:.0} | {:.2} | {:.2} | {} | {bytes} | {:.0} | {:.2} |",
                row.page,
                row.connections,
                row.served.rate,
                milliseconds(row.served.p50),
                milliseconds(row.served.p99),
                row.statements,
                row.alone,
                row.served.rate / row.alone,
            );
        }
        let filled = &self.filled;
        let _ = write!(
            text,
            "\nServer: {:.1} MB resident at the start, {:.1} MB at the end, {:.1} MB at its peak. \
             Database: {:.1} MB, filled in {:.1} s{}. {} replies posted, all there afterwards.\n\n",
            megabytes(self.at_start.resident),
            megabytes(self.at_end.resident),
            megabytes(self.at_end.peak),
            filled.size as f64 / 1_048_576.0,
            filled.took.as_secs_f64(),
            if filled.reused { " by an earlier run and used again" } else { "" },
            self.replies,
        );
        text
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn megabytes(kilobytes: u64) -> f64 {
    kilobytes as f64 / 1024.0
}
