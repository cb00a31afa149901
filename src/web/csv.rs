//! Tables to download, for spreadsheet programs and others: CSV as RFC 4180 has it.
//!
//! In UTF-8 with a byte order mark: without it, spreadsheet programs take umlauts for something else, and everybody else skips
//! it. Separated by commas in every language, since files outlive the reader's settings. What people typed cannot become a
//! formula: a cell that begins like one is led by an apostrophe. Numbers and days are left as programs read them.

use axum::{
    http::{StatusCode, header},
    response::IntoResponse,
};
use chrono::NaiveDate;

use super::Result;
use crate::error::Error;

/// A text that begins with one of these is a formula to some program.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table that is filled row by row.
pub struct Sheet(csv::Writer<Vec<u8>>);

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number that can be added up.
    Number(i64),
    /// A day; none: there is none.
    Day(Option<NaiveDate>),
}

impl Sheet {
    /// A table with these heads of its columns.
    ///
    /// # Errors
    /// None that a table in memory can have.
    pub fn new(heads: impl IntoIterator<Item = String>) -> Result<Sheet> {
        let mut sheet = Sheet(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec()));
        sheet.row(heads.into_iter().map(Cell::Text))?;
        Ok(sheet)
    }

    /// Adds a row; it has as many cells as there are columns.
    ///
    /// # Errors
    /// When it has not.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<()> {
        let texts = cells.into_iter().map(|cell| match cell {
            Cell::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
            Cell::Text(text) => text,
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
        });
        self.0.write_record(texts).map_err(broken)
    }

    /// The answer that a browser keeps as a file of this name, which is plain ASCII.
    ///
    /// # Errors
    /// None that a table in memory can have.
    pub fn download(self, name: &str) -> Result {
        let bytes = self.0.into_inner().map_err(broken)?;
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        Ok((StatusCode::OK, headers, bytes).into_response())
    }
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Broken(anyhow::Error::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[Cell]) -> String {
        let mut sheet = Sheet::new((1..=cells.len()).map(|number| format!("c{number}"))).unwrap();
        sheet.row(cells.iter().cloned()).unwrap();
        String::from_utf8(sheet.0.into_inner().unwrap()).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let cells = [Cell::Text("Pumps, \"large\"\nand small".into()), Cell::Number(-6), Cell::Day(Some(NaiveDate::MIN)), Cell::Day(None)];
        assert_eq!(written(&cells[..2]), "\u{feff}c1,c2\r\n\"Pumps, \"\"large\"\"\nand small\",-6\r\n");
        assert_eq!(written(&cells[3..]), "\u{feff}c1\r\n\"\"\r\n");
    }

    #[test]
    fn no_text_becomes_a_formula() {
        for text in ["=1+1", "+49 431", "-2", "@sum(a1)", "\t=1", "\r=1"] {
            assert!(written(&[Cell::Text(text.into())]).replace('"', "").contains(&format!("\r\n'{text}")), "{text:?}");
        }
        assert!(written(&[Cell::Text("1 = 1".into())]).ends_with("\r\n1 = 1\r\n"));
    }
}
