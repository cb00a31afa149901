//! Tables to download, for spreadsheet programs and others: CSV as RFC 4180 has it.
//!
//! In UTF-8 with a byte order mark: without it, spreadsheet programs take umlauts for something else, and everybody else skips
//! it. Separated as the spreadsheet programs of the reader's language expect it: by commas in English, by semicolons in German,
//! where the comma is the decimal mark. What people typed cannot become a formula: a cell that begins like one is led by an
//! apostrophe. Numbers are whole and days are written as all programs read them, in either language.

use axum::{
    http::{StatusCode, header},
    response::IntoResponse,
};
use chrono::NaiveDate;

use super::Result;
use crate::{base::language::Language, error::Error};

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
    /// A table with these heads of its columns, for a reader of this language.
    ///
    /// # Errors
    /// None that a table in memory can have.
    pub fn new(language: Language, heads: impl IntoIterator<Item = String>) -> Result<Sheet> {
        let delimiter = match language {
            Language::En => b',',
            Language::De => b';',
        };
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(delimiter).terminator(csv::Terminator::CRLF);
        let mut sheet = Sheet(writer.from_writer("\u{feff}".as_bytes().to_vec()));
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

    fn written(language: Language, cells: &[Cell]) -> String {
        let mut sheet = Sheet::new(language, (1..=cells.len()).map(|number| format!("c{number}"))).unwrap();
        sheet.row(cells.iter().cloned()).unwrap();
        String::from_utf8(sheet.0.into_inner().unwrap()).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let cells = [Cell::Text("Pumps, \"large\"\nand small".into()), Cell::Number(-6), Cell::Day(Some(NaiveDate::MIN)), Cell::Day(None)];
        assert_eq!(written(Language::En, &cells[..2]), "\u{feff}c1,c2\r\n\"Pumps, \"\"large\"\"\nand small\",-6\r\n");
        assert_eq!(written(Language::En, &cells[3..]), "\u{feff}c1\r\n\"\"\r\n");
    }

    #[test]
    fn german_programs_find_their_columns() {
        let cells = [Cell::Text("Pumpen; groß, klein".into()), Cell::Number(-6), Cell::Text("a, b".into())];
        assert_eq!(written(Language::De, &cells), "\u{feff}c1;c2;c3\r\n\"Pumpen; groß, klein\";-6;a, b\r\n");
    }

    #[test]
    fn no_text_becomes_a_formula() {
        for language in [Language::En, Language::De] {
            for text in ["=1+1", "+49 431", "-2", "@sum(a1)", "\t=1", "\r=1"] {
                assert!(written(language, &[Cell::Text(text.into())]).replace('"', "").contains(&format!("\r\n'{text}")), "{text:?}");
            }
        }
        assert!(written(Language::En, &[Cell::Text("1 = 1".into())]).ends_with("\r\n1 = 1\r\n"));
    }
}
