//! One table as text: header, lines, cells, and what can be wrong with them.
//!
//! A reader claims the columns that it knows and then turns each line into a row. It evaluates every cell of a line
//! before it gives up on it, so that one import shows all that is wrong.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use csv::StringRecord;

use super::cell::{self, Parsed};
use super::codes::CodeSet;
use super::keyed::Keyed;
use super::problem::Problem;
use super::report::{ImportError, NoticeKind, Report, shown};
use super::source::Source;
use super::text::{Place, checked_text, csv_reader, delimiter_of, unterminated_quote};
use crate::domain::centre::CentreScope;
use crate::domain::ids::CentreCode;

/// Longer cells are not names or lists but the trace of a missing quote.
pub(super) const MAX_FIELD_BYTES: usize = 20_000;

/// A column that a reader knows, and where the header has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    name: &'static str,
    position: Option<usize>,
}

/// A table whose header has been read.
#[derive(Debug)]
pub(super) struct Table<'source> {
    file: &'source str,
    text: &'source str,
    delimiter: u8,
    header: Vec<String>,
    claimed: Vec<bool>,
}

/// Rows with the line of the file that each comes from.
#[derive(Debug)]
pub(super) struct Lined<T> {
    pub rows: Vec<T>,
    pub lines: Vec<u64>,
}

/// One line while it is being read.
pub(super) struct Row<'line> {
    record: &'line StringRecord,
    line: u64,
    file: &'line str,
    report: &'line mut Report,
}

impl<'source> Table<'source> {
    /// Checks the bytes as a whole and reads the header; `None` when the report says why not.
    pub fn open(source: &'source Source, report: &mut Report) -> Option<Self> {
        let file = source.file.as_str();
        let text = match checked_text(&source.bytes) {
            Ok(text) => text,
            Err((line, problem)) => {
                report.refuse_file(file, line, problem);
                return None;
            }
        };
        let delimiter = delimiter_of(text.trim_start().lines().next().unwrap_or_default());
        if let Some(line) = unterminated_quote(text, delimiter) {
            report.refuse_file(file, Some(line), Problem::UnterminatedQuote);
            return None;
        }
        let mut record = StringRecord::new();
        if !matches!(csv_reader(text, delimiter).read_record(&mut record), Ok(true)) {
            report.refuse_file(file, None, Problem::EmptyFile);
            return None;
        }
        let header: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        Some(Self { file, text, delimiter, claimed: vec![false; header.len()], header })
    }

    /// The file, as errors name it.
    pub fn file(&self) -> &'source str {
        self.file
    }

    /// Columns without which the table cannot be read; `None` when one is missing.
    pub fn required<const N: usize>(&mut self, names: [&'static str; N], report: &mut Report) -> Option<[Column; N]> {
        let columns = self.optional(names, report);
        let missing = columns.iter().filter(|column| column.position.is_none());
        for column in missing.clone() {
            let similar = self.similar_column(column.name);
            report.refuse_file(self.file, Some(1), Problem::MissingColumn { column: column.name, similar });
        }
        (missing.count() == 0).then_some(columns)
    }

    /// A column that no reader has claimed yet and whose name is at most two letters away.
    fn similar_column(&self, wanted: &str) -> Option<String> {
        let unclaimed = self.header.iter().zip(&self.claimed).filter(|(_, claimed)| !**claimed);
        let near = unclaimed.map(|(name, _)| (edits(&name.to_lowercase(), wanted), name));
        let nearest = near.filter(|(edits, _)| *edits <= 2 && edits * 2 < wanted.len()).min_by_key(|(edits, _)| *edits);
        nearest.map(|(_, name)| shown(name))
    }

    /// Columns that may be missing; their cells then count as empty.
    pub fn optional<const N: usize>(&mut self, names: [&'static str; N], report: &mut Report) -> [Column; N] {
        names.map(|name| {
            let mut found = (0..self.header.len()).filter(|at| self.header[*at].eq_ignore_ascii_case(name));
            let position = found.next();
            let again = found.next();
            for at in position.into_iter().chain(again) {
                self.claimed[at] = true;
            }
            if again.is_some() {
                report.refuse_file(self.file, Some(1), Problem::DuplicateColumn { column: name });
            }
            Column { name, position }
        })
    }

    /// Every line as a row. Lines that `read` answers with `None` have said why in the report.
    pub fn rows<T: Keyed>(self, report: &mut Report, read: impl FnMut(&mut Row<'_>) -> Option<T>) -> Vec<T> {
        self.lined_rows(report, read).rows
    }

    /// Refuses every row whose key stood on an earlier line, with the columns of the key and what they hold.
    fn refuse_duplicates<T: Keyed>(&self, lined: &Lined<T>, report: &mut Report) {
        let mut first_lines = HashMap::with_capacity(lined.rows.len());
        for (row, line) in lined.rows.iter().zip(&lined.lines) {
            match first_lines.entry(row.key()) {
                Entry::Vacant(entry) => {
                    entry.insert(*line);
                }
                Entry::Occupied(entry) if !report.is_full() => {
                    let cells = self.cells_on(*line, T::COLUMNS);
                    report.refuse(ImportError {
                        file: self.file.to_owned(),
                        line: Some(*line),
                        column: Some(T::COLUMNS.join(", ")),
                        value: Some(shown(&cells.join(", "))),
                        problem: Problem::DuplicateRow { first_line: *entry.get() },
                    });
                }
                Entry::Occupied(_) => return,
            }
        }
    }

    /// What stands in the named columns on `line`; empty where the table has no such column.
    fn cells_on(&self, line: u64, columns: &[&str]) -> Vec<String> {
        let mut reader = csv_reader(self.text, self.delimiter);
        let mut record = StringRecord::new();
        let mut place = Place::start();
        while matches!(reader.read_record(&mut record), Ok(true)) {
            let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
            if place.line_of_record(self.text, start) == line {
                break;
            }
        }
        let cell = |name: &&str| {
            let at = self.header.iter().position(|column| column.eq_ignore_ascii_case(name));
            at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned()
        };
        columns.iter().map(cell).collect()
    }

    /// Refuses a last line without an end: whether it is whole cannot be seen, and half a number is a number too. What
    /// the line is refused for already says more.
    fn refuse_open_end(&self, report: &mut Report) {
        let last = self.text.lines().next_back().unwrap_or_default();
        let is_blank = last.chars().all(|letter| letter.is_whitespace() || letter == char::from(self.delimiter));
        if is_blank || self.text.ends_with(['\n', '\r']) {
            return;
        }
        let line = u64::try_from(self.text.lines().count()).ok();
        if report.errors.iter().any(|error| error.file == self.file && error.line == line) {
            return;
        }
        report.refuse(ImportError {
            file: self.file.to_owned(),
            line,
            column: None,
            value: Some(shown(last)),
            problem: Problem::NoFinalLineEnd,
        });
    }

    /// As [`Table::rows`], with the lines, for readers that compare rows afterwards.
    pub fn lined_rows<T: Keyed>(
        self,
        report: &mut Report,
        mut read: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Lined<T> {
        for (name, _) in self.header.iter().zip(&self.claimed).filter(|(name, claimed)| !**claimed && !name.is_empty())
        {
            report.notice(self.file, NoticeKind::UnknownColumn { column: shown(name) });
        }
        let mut lined = Lined { rows: Vec::new(), lines: Vec::new() };
        let mut reader = csv_reader(self.text, self.delimiter);
        let mut record = StringRecord::new();
        let mut place = Place::start();
        let mut is_header = true;
        // The text is UTF-8 and lines may have any length, so that the reader has nothing to fail on.
        while !report.is_full() && matches!(reader.read_record(&mut record), Ok(true)) {
            if std::mem::take(&mut is_header) {
                continue;
            }
            let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
            let line = place.line_of_record(self.text, start);
            let mut row = Row { record: &record, line, file: self.file, report };
            if row.has_shape(&self.header)
                && let Some(row) = read(&mut row)
            {
                lined.rows.push(row);
                lined.lines.push(line);
            }
        }
        self.refuse_open_end(report);
        self.refuse_duplicates(&lined, report);
        lined
    }
}

impl Row<'_> {
    /// The value of a cell that must be filled.
    pub fn need<T>(&mut self, column: Column, parse: impl Fn(&str) -> Parsed<T>) -> Option<T> {
        if self.cell(column).is_empty() {
            self.refuse(column, Problem::EmptyCell);
            return None;
        }
        self.maybe(column, parse).flatten()
    }

    /// The value of a cell that may be empty: `None` when it is wrong, `Some(None)` when it is empty.
    #[expect(
        clippy::option_option,
        reason = "the outer one is success, as in every method here; the inner one is data"
    )]
    pub fn maybe<T>(&mut self, column: Column, parse: impl Fn(&str) -> Parsed<T>) -> Option<Option<T>> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Some(None);
        }
        match parse(cell) {
            Ok(value) => Some(Some(value)),
            Err(problem) => {
                self.refuse(column, problem);
                None
            }
        }
    }

    /// A code that must be filled and exist.
    pub fn code(&mut self, column: Column, codes: &CodeSet) -> Option<String> {
        self.need(column, existing(codes))
    }

    /// A code that must exist when it is filled.
    #[expect(
        clippy::option_option,
        reason = "the outer one is success, as in every method here; the inner one is data"
    )]
    pub fn maybe_code(&mut self, column: Column, codes: &CodeSet) -> Option<Option<String>> {
        self.maybe(column, existing(codes))
    }

    /// `*` or a code that exists.
    pub fn scope(&mut self, column: Column, centres: &CodeSet) -> Option<CentreScope> {
        self.need(column, |cell| match cell {
            "*" => Ok(CentreScope::All),
            code => existing(centres)(code).map(|code| CentreScope::One(CentreCode(code))),
        })
    }

    /// A list of codes that exist; `*` and an empty cell mean no restriction.
    #[expect(
        clippy::option_option,
        reason = "the outer one is success, as in every method here; the inner one is data"
    )]
    pub fn restriction<T>(&mut self, column: Column, codes: &CodeSet, code: fn(String) -> T) -> Option<Option<Vec<T>>> {
        if self.cell(column) == "*" {
            return Some(None);
        }
        self.maybe(column, |cell| cell::list(cell).map(existing(codes)).collect::<Parsed<Vec<_>>>()).map(|list| {
            let list = list.filter(|list| !list.is_empty());
            list.map(|list| list.into_iter().map(code).collect())
        })
    }

    /// What the cell holds, trimmed; empty when the column is missing.
    pub fn cell(&self, column: Column) -> &str {
        column.position.and_then(|position| self.record.get(position)).unwrap_or_default().trim()
    }

    /// Refuses the line for what stands in `column`.
    pub fn refuse(&mut self, column: Column, problem: Problem) {
        let cell = self.cell(column);
        let value = (!cell.is_empty()).then(|| shown(cell));
        self.report.refuse(ImportError {
            file: self.file.to_owned(),
            line: Some(self.line),
            column: Some(column.name.to_owned()),
            value,
            problem,
        });
    }

    /// Refuses the line when `end` lies before `start`; `None` then.
    pub fn in_order<T: PartialOrd>(&mut self, start: Option<T>, end: Option<T>, at: [Column; 2]) -> Option<()> {
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            self.refuse(at[1], Problem::EndBeforeStart { start: at[0].name });
            return None;
        }
        Some(())
    }

    /// As [`Row::in_order`], but a span without length is refused too.
    pub fn has_length<T: PartialOrd>(&mut self, start: Option<T>, end: Option<T>, at: [Column; 2]) -> Option<()> {
        if start.is_some() && start == end {
            self.refuse(at[1], Problem::EndBeforeStart { start: at[0].name });
            return None;
        }
        self.in_order(start, end, at)
    }

    /// Whether the line has as many cells as the header; false too for empty lines, which say nothing.
    fn has_shape(&mut self, header: &[String]) -> bool {
        let got = self.record.len();
        // Spreadsheets write lines of separators for rows that were emptied.
        if self.record.iter().all(|cell| cell.trim().is_empty()) {
            return false;
        }
        let problem = if got < header.len() {
            Problem::TruncatedRow { expected: header.len(), got }
        } else if self.record.iter().skip(header.len()).any(|cell| !cell.trim().is_empty()) {
            Problem::OverlongRow { expected: header.len(), got }
        } else if let Some((position, long)) =
            self.record.iter().enumerate().find(|(_, cell)| cell.len() > MAX_FIELD_BYTES)
        {
            let problem = Problem::FieldTooLong { limit: MAX_FIELD_BYTES, got: long.len() };
            let (file, line) = (self.file.to_owned(), Some(self.line));
            let column = header.get(position).map(|name| shown(name));
            self.report.refuse(ImportError { file, line, column, value: Some(shown(long)), problem });
            return false;
        } else {
            return true;
        };
        self.report.refuse_file(self.file, Some(self.line), problem);
        false
    }
}

/// A code of the set, or the problem that it is unknown.
fn existing(codes: &CodeSet) -> impl Fn(&str) -> Parsed<String> {
    |code| {
        if codes.accepts(code) { Ok(code.to_owned()) } else { Err(Problem::UnknownCode { kind: codes.kind }) }
    }
}

/// Letters to insert, remove or replace until one word is the other.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (place, wanted) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *wanted);
            diagonal = row[place + 1];
            row[place + 1] = replaced.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}
